"""What Today says about safety, above everything else: a copy that failed, a restore that can be taken back, and how long
ago a copy left this PC."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from app.actions import safety
from app.actions.safety import Away, Worries
from app.base.languages import _, ngettext_
from ui.shell import files
from ui.shell.bring_back import said_when
from ui.shell.page import Frame, Page
from ui.shell.safekeeping import Safekeeper
from ui.theme import Card, Icon, KeyHint, Row

AWAY_KEY = "Alt+B"


class SafetyCard(Card):
    """A row for each thing that is to be said."""

    def __init__(self, page: Page, found: Worries) -> None:
        super().__init__((8, 8, 8, 8), 0)
        self._page = page
        if found.failed:
            self._row("circle-alert", _("The last copy did not pass its test"), found.failed, self._again)
        if found.restored is not None:
            kept = found.restored.kept
            when = said_when(found.restored.at, page.frame.clock.today())
            said = _("A backup was brought back {when}", when=when)
            self._row(
                "rotate-ccw",
                said,
                _("The register before it is kept. Enter shows what taking it back would give and take."),
                lambda: bring_back(page, kept),
            )
        if found.days is not None:
            said = (
                _("No copy of the register has ever left this PC")
                if found.never
                else ngettext_(
                    "{count} day since a copy left this PC",
                    "{count} days since a copy left this PC",
                    found.days,
                )
            )
            detail = _("A backup on the same PC is no safety. Enter copies it to a stick or another disk.")
            self._row("shield", said, detail, lambda: copy_away(page), key=AWAY_KEY)

    def _row(self, icon: str, said: str, detail: str, run: Callable[[], object], *, key: str = "") -> None:
        row = Row(f"{said}. {detail}", margins=(12, 10, 12, 10))
        row.setToolTip(detail)
        row.add(Icon(icon, "warn", 17))
        row.two(said, detail)
        row.enter_hint()
        if key:
            row.add(KeyHint(key))
        row.clicked.connect(lambda: run())
        self.box.addWidget(row)

    def _again(self) -> None:
        make(self._page.frame, "")


def bring_back(page: Page, kept: Path) -> None:
    """The way of bringing a backup back, with this one chosen."""
    from ui.shell.window import Window

    window = page.window()
    if isinstance(window, Window):
        window.bring_back(kept)


def copy_away(page: Page) -> None:
    """Make a copy that leaves this PC: in the second folder where that is elsewhere, else where somebody says."""

    def chosen(away: Away) -> None:
        folder = away.folder or files.folder(page, _("A stick or another disk"), Path.home())
        if folder:
            make(page.frame, folder)

    page.frame.work.ask(safety.way_out, then=chosen)


def make(frame: Frame, folder: str) -> None:
    """Make a backup now, and say what came of it. folder: gets it as well."""

    def told(elsewhere: bool) -> None:
        if not folder:
            frame.say(_("A backup is made, and it passed its test."))
        elif elsewhere:
            frame.say(_("A copy lies in {folder}, and it passed its test.", folder=folder))
        else:
            frame.say(
                _(
                    "A copy lies in {folder}, but that is the same disk: it goes where this PC goes.",
                    folder=folder,
                )
            )

    def ended(wrong: str) -> None:
        if wrong:
            frame.say(wrong)
        else:
            frame.work.run(safety.is_elsewhere, folder or ".", then=told)

    frame.say(_("A copy is being made and tried. You can go on working."))
    Safekeeper.of(frame.work).make(asked=True, second=folder, then=ended)
