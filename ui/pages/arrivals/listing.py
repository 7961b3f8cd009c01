"""One list that is being written: the line to type in, the rows to check, what was left out, and the foot to save with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import Signal

from app.actions import newcomers
from app.actions.arrivals import save_arrivals
from app.actions.departures import USUAL_WAY, save_departures, save_moves
from app.actions.newcomers import Look, Newcomers, ReadRows
from app.base.errors import AppError
from app.base.languages import N_, _
from app.entry.draft import Draft
from app.entry.problems import Problem
from app.entry.when import read_day
from app.records.choices import codes
from app.store.store import Changes
from ui.forms import Foot
from ui.forms.binding import FormDraft
from ui.forms.order import follow_reading_order
from ui.lists import EmptyState
from ui.pages.arrivals.entry_line import EntryLine
from ui.pages.arrivals.left_out import LeftOut
from ui.pages.arrivals.rows import problem_of
from ui.pages.arrivals.rows_view import Face, RowsView
from ui.pages.arrivals.told import ToldLine
from ui.shell.page import Frame
from ui.theme import Button, Card, Rule, line

SAVE: Mapping[str, Callable[..., Changes]] = {
    "came": save_arrivals,
    "left": save_departures,
    "moved": save_moves,
}
_EMPTY = {
    "came": (
        N_("Nobody on the list yet"),
        N_("Type a name and Enter, or paste the list from an e-mail or a spreadsheet with Ctrl+V."),
    ),
    "left": (
        N_("Nobody on the list yet"),
        N_(
            "Type or paste who has left. Open steps, bookings and requests end with it; Undo brings them back."
        ),
    ),
    "moved": (
        N_("Nobody on the list yet"),
        N_("Type or paste who has moved and where to. The movement list follows."),
    ),
}
_ICON = {"came": "user-plus", "left": "door-open", "moved": "arrow-right"}


class Listing(Card):
    """`saved` when the list is in the register, `changed` when rows came or went, `closed` from its foot."""

    saved = Signal(object)
    changed = Signal()
    closed = Signal()

    def __init__(self, frame: Frame, which: str, known: Callable[[], Newcomers | None]) -> None:
        super().__init__((0, 14, 0, 0), 0)
        self.which, self._frame = which, frame
        self._looks: list[Look] = []
        self._problems: dict[int, dict[str, str]] = {}
        self._editing: int | None = None
        self._later: list[Draft] = []  # moves whose day has not come, while the others are being saved
        self.entry = EntryLine(which, known, today=frame.clock.today)
        self.foot = Foot(_("Save the list"))
        self.form = _ListDraft(self, Draft("arrival", {"list": which}), frame, self.foot)
        self._lay_out()
        self.entry.entered.connect(self._entered)
        self.entry.pasted.connect(self.paste)
        self.foot.saved.connect(self.save)
        self.foot.closed.connect(self.closed)
        self.redraw()

    def _lay_out(self) -> None:
        top = line(margins=(24, 0, 24, 4))
        top.addWidget(self.entry)
        self.box.addLayout(top)
        self.told = ToldLine()
        if self.which == "came":
            self.box.addWidget(self.told)
            self._offer_all_told()
        self.box.addWidget(Rule())
        title, text = _EMPTY[self.which]
        empty = EmptyState(_ICON[self.which], _(title), _(text))
        self.view = RowsView(self.which, empty, today=self._frame.clock.today)
        self.view.acted.connect(self._act)
        self.box.addWidget(self.view, 1)
        self.left_out = LeftOut()
        holder = line(margins=(24, 4, 24, 10))
        holder.addWidget(self.left_out)
        self.box.addLayout(holder)
        self.box.addWidget(self.foot)

    def _offer_all_told(self) -> None:
        self.all_told = Button(_("All told"), "quiet", icon="square-check", key="Ctrl+T", height=38, pad=8)
        self.all_told.clicked.connect(self.tell_all)
        self.foot.add(self.all_told)

    def compact(self, narrow: bool) -> None:
        """The window became narrower than 1280 px, or wide again."""
        if self.which == "came":
            self.all_told.set_folded(narrow)

    # --- what is on the list ---

    @property
    def rows(self) -> list[Draft]:
        """The rows as they are written."""
        return self.form.draft.rows("rows")

    def go_on_with(self, draft: Draft) -> None:
        """A draft that was found again."""
        self.form.begin(draft, found=True)
        self.redraw()
        self._look()

    def count(self) -> tuple[int, int]:
        """How many rows, and how many of them are told."""
        return len(self.rows), sum(bool(row.get("told")) for row in self.rows)

    def paste(self, text: str) -> None:
        """Rows out of a text of several lines or cells."""
        if text.strip():
            self._frame.work.ask(
                newcomers.rows_of_text, text, self.which, then=self._read, failed=self._unreadable
            )

    def read_file(self, path: Path) -> None:
        """Rows out of a spreadsheet file; what is wrong with it is said, and the list stays as it is."""
        self._frame.work.ask(
            newcomers.rows_of_file, path, self.which, then=self._read, failed=self._unreadable
        )

    def _unreadable(self, error: BaseException) -> None:
        if not isinstance(error, AppError):
            self._frame.fail(error)
            return
        self.left_out.refuse(str(error))

    def _read(self, found: ReadRows) -> None:
        at = len(self.rows)
        name, day = self.entry.day()
        for row in found.rows:
            row.raw.setdefault(name, day)
        self.rows.extend(found.rows)
        self.left_out.say(found.dropped)
        if not found.rows:
            self._frame.say(_("No name was found in this."))
        self._touched(focus=at if found.rows else None)

    def _entered(self) -> None:
        """Enter in the line: a new row, or the one that was put right."""
        raw, at = self.entry.row(), self._editing
        if at is None:
            self.rows.append(Draft("person", raw))
        else:
            kept = {name: text for name, text in self.rows[at].raw.items() if name.startswith("told")}
            self.rows[at].raw = kept | raw
            self._problems.pop(at, None)
        self._editing = None
        self.entry.clear()
        self._touched()
        self.entry.focus()

    def give_up(self) -> bool:
        """Esc: no longer putting a row right; False where none was."""
        at, self._editing = self._editing, None
        if at is None:
            return False
        self.entry.clear()
        self.redraw(focus=at)
        return True

    # --- keys on a row ---

    def _act(self, at: int, deed: str, text: str) -> None:
        if deed == "open":
            self._editing = at
            self.entry.fill(self.rows[at].raw, self._problems.get(at, {}))
            self.redraw()
            self.entry.focus_wrong(self._problems.get(at, {}))
        elif deed == "write":
            self.entry.begin_with(text)
        elif deed == "drop":
            self._drop(at)
        elif deed == "tell":
            if self.which == "came":
                self.told.tell(self.rows[at], told=not self.rows[at].get("told"))
                self._touched(focus=min(at + 1, len(self.rows) - 1), look=False)
        else:
            self._choose(at, 1 if deed == "next" else -1)
            self._touched(focus=at)

    def _drop(self, at: int) -> None:
        gone = self.rows.pop(at)
        del self._looks[at:]
        self._problems, self._editing = {}, None

        def back() -> None:
            self.rows.insert(min(at, len(self.rows)), gone)
            self._touched(focus=at)

        self._frame.say(_("{name} is taken off the list", name=gone.get("name") or "–"), undo=back)
        self._touched(focus=min(at, len(self.rows) - 1))

    def tell_all(self) -> None:
        """Everyone on the list was told; a second time nobody was."""
        if self.which != "came":
            return
        told = not all(row.get("told") for row in self.rows)
        for row in self.rows:
            self.told.tell(row, told=told)
        self._touched(focus=0 if self.rows else None)

    def _choose(self, at: int, by: int) -> None:
        """The next of what can be done with a row; of a departure that is clear, how."""
        look = self._looks[at] if at < len(self._looks) else None
        row = self.rows[at]
        if look is None:
            return
        self._problems.pop(at, None)
        if self.which == "left" and len(look.known) == 1 and not look.doubt:
            kinds = codes("leaving.kind")
            row.raw["left_kind"] = kinds[(kinds.index(row.get("left_kind") or USUAL_WAY) + by) % len(kinds)]
        else:
            row.raw["choice"] = look.choices[(look.choices.index(look.choice) + by) % len(look.choices)]

    # --- showing ---

    def _touched(self, *, focus: int | None = None, look: bool = True) -> None:
        """The list has changed: keep it, show it, and look again at who is called so."""
        names = [row.get("name") for row in self.rows]
        self.form.draft.raw["name"] = ", ".join(name for name in names if name)
        self.form.touch("rows")
        self.redraw(focus=focus)
        if look:
            self._look()
        self.changed.emit()

    def _look(self) -> None:
        self._frame.work.ask(
            newcomers.look,
            self.form.draft.to_json(),
            self.which,
            then=self._looked,
            instead_of=f"arrivals.{self.which}",
        )

    def _looked(self, looks: list[Look]) -> None:
        if len(looks) == len(self.rows) and looks != self._looks:
            self._looks = looks
            self.redraw()

    def redraw(self, *, focus: int | None = None) -> None:
        """Show the rows as they are; focus: the number of the row that gets the focus."""
        looks = [*self._looks[: len(self.rows)], *[None] * (len(self.rows) - len(self._looks))]
        faces = [
            Face(dict(row.raw), look, problem_of(self._problems.get(at, {})))
            for at, (row, look) in enumerate(zip(self.rows, looks, strict=True))
        ]
        self.view.show_faces(faces, marked=self._editing, focus=focus)
        self.foot.primary.set_off("" if self.rows else _("The list is empty."))
        follow_reading_order(self)

    # --- saving ---

    def save(self) -> None:
        """Keep the list; what stands in the line half-typed is taken first."""
        typed = self.entry.row()
        if any(typed[name] for name in typed if name not in ("arrived", "left_on", "on")):
            self._entered()
        if not self.rows or not self._put_later_aside():
            return
        self._problems = {}
        if self.which == "came":
            self.form.draft.raw |= {"told_how": self.told.how.value(), "told_in": self.told.language.value()}
        self.form.save(SAVE[self.which], self.saved.emit)

    def _put_later_aside(self) -> bool:
        """Moves of a day to come wait as a draft; False where there are no others to save."""
        today = self._frame.clock.today()
        days = [read_day(row.get("on"), today=today, past=True) for row in self.rows]
        later = [row for row, day in zip(self.rows, days, strict=True) if day is not None and day > today]
        if later and len(later) == len(self.rows):
            self.form.keep()
            self._frame.say(_("These moves lie here as a draft until their day."))
            return False
        self._later = later
        self.form.draft.children["rows"] = [row for row in self.rows if row not in later]
        return True

    def take_later(self) -> Draft | None:
        """What was put aside when the rest was saved, as a list of its own; None for nothing."""
        names = ", ".join(row.get("name") for row in self._later)
        return (
            Draft("arrival", {"list": self.which, "name": names}, {"rows": self._later})
            if self._later
            else None
        )

    def show_problems(self, found: list[Problem]) -> None:
        """What is wrong stands in its row; the first such row is opened to be put right."""
        self._problems = {}
        self.rows.extend(self._later)
        self._later = []
        for problem in found:
            if problem.path[0] == "rows" and len(problem.path) > 2:
                self._problems.setdefault(int(problem.path[1]), {})[str(problem.path[2])] = problem.text()
            else:
                self.foot.failed(problem.text())
        self.redraw()
        if self._problems:
            self.foot.failed(_("Not saved yet: look at what is marked."))
            self._act(min(self._problems), "open", "")


class _ListDraft(FormDraft):
    """The draft of a list: its problems stand in its rows."""

    def __init__(self, listing: Listing, draft: Draft, frame: Frame, foot: Foot) -> None:
        self._listing = listing
        super().__init__(draft, frame.work, foot, told=self._title, parent=listing)

    def problems(self, found: list[Problem]) -> None:
        self._listing.show_problems(found)

    def _title(self) -> tuple[str, str]:
        return self.draft.get("name"), ""
