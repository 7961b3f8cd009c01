"""What can be done with a person beyond the buttons: each on a line with its key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtGui import QKeySequence, QShortcut

from app.base.languages import _
from app.records.person import Person
from ui.shell.ask import covered
from ui.shell.page import Page
from ui.shell.sheet import Sheet
from ui.theme import Icon, KeyHint, Label, Row


class CanDo(Protocol):
    """What the person's page can do."""

    def book(self) -> None: ...
    def print_plan(self) -> None: ...
    def archive(self) -> None: ...
    def extract(self) -> None: ...
    def write_release(self) -> None: ...
    def print_meeting(self) -> None: ...
    def show_log(self) -> None: ...
    def share(self) -> None: ...
    def hand_over(self) -> None: ...
    def void(self) -> None: ...
    def restrict(self) -> None: ...
    def erase(self) -> None: ...


@dataclass(frozen=True)
class Deed:
    """One thing to do: what it is called, a quiet word about it, its icon and key."""

    text: str
    detail: str
    icon: str
    key: str
    run: Callable[[], None]


def deeds(person: Person, can: CanDo, *, shares: bool = False) -> Sequence[Deed]:
    """Everything that can be done with this person here. shares: there are colleagues, and the case is one's own."""
    here = person.left_on is None
    left = _("Steps, bookings and requests end with it")
    archive = Deed(_("Has left"), left, "door-open", "", can.archive)
    back = Deed(_("Bring back"), _("The person is here again"), "archive-restore", "", can.archive)
    with_others = (
        Deed(_("Share with a colleague …"), _("Until a day, or until you stop it"), "users", "", can.share),
        Deed(_("Hand over …"), _("The whole case, for good"), "arrow-right", "", can.hand_over),
    )
    return (
        Deed(
            _("Book the next session"),
            _("A planned one stands on Today"),
            "calendar-plus",
            "Ctrl+B",
            can.book,
        ),
        Deed(
            _("Print the plan"),
            _("A sheet to keep, in the person’s language"),
            "printer",
            "Ctrl+Shift+P",
            can.print_plan,
        ),
        archive if here else back,
        Deed(
            _("Whole record as a locked file"),
            _("Everything that is written; opened with a passphrase"),
            "file-lock",
            "",
            can.extract,
        ),
        Deed(
            _("Page for a meeting with others"),
            _("Only what is released to those present"),
            "handshake",
            "",
            can.print_meeting,
        ),
        Deed(
            _("Who has seen and changed this case"),
            _("Who opened, printed and changed what in this case"),
            "text-search",
            "",
            can.show_log,
        ),
        Deed(
            _("Release from secrecy"),
            _("With whom something may be shared, explained how, until when"),
            "shield-check",
            "",
            can.write_release,
        ),
        *(with_others if shares else ()),
        Deed(
            _("Void the person"), _("Entered by mistake; Undo brings it back"), "circle-slash", "", can.void
        ),
        Deed(
            _("Restrict the case"),
            _("Kept whole, read by nobody until it is lifted"),
            "lock",
            "",
            can.restrict,
        ),
        Deed(
            _("Delete for good …"),
            _("First what is lost and where else the name stands"),
            "trash-2",
            "",
            can.erase,
        ),
    )


class MoreSheet(Sheet):
    """Enter does what the line says, and so does the line's number; arrow keys go from line to line."""

    def __init__(self, page: Page, person: Person, can: CanDo, *, shares: bool = False) -> None:
        super().__init__(covered(page), person.name)
        self.card.box.addWidget(Label(person.name, "h2", wrap=True))
        rows = [self._row(deed, place) for place, deed in enumerate(deeds(person, can, shares=shares), 1)]
        for row in rows:
            self.card.box.addWidget(row)
        self.open(rows[0])

    def _row(self, deed: Deed, place: int) -> Row:
        row = Row(f"{deed.text}, {deed.detail}", margins=(12, 9, 12, 9))
        row.add(Icon(deed.icon, "accent", 18))
        row.two(deed.text, deed.detail)
        row.add(KeyHint(deed.key or str(place)))
        QShortcut(QKeySequence(str(place)), self, row.click)

        def do() -> None:
            self.leave()
            deed.run()

        row.clicked.connect(do)
        return row
