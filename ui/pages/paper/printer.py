"""Which printer, on one side or both, and what becomes of a large page where there is only A4: kept for this PC."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

from PySide6.QtCore import QSizeF

from app.base.languages import _
from app.documents.document import SIZES
from ui.documents.pages import POINTS_AN_INCH
from ui.documents.printing import Printing, abilities, printers
from ui.forms import ChipGroup
from ui.shell.ask import Ask
from ui.shell.page import Frame, Page
from ui.theme import Label, set_shown

Large = Literal["", "scaled", "halves"]


class Way(NamedTuple):
    """How something is printed. asks: the page is larger than the printer's paper, and nobody has said what to do."""

    printer: str
    sides: str
    large: Large
    asks: bool


FOLDED = ("A5",)


def way_of(frame: Frame, size: str) -> Way:
    """How a paper of this size comes out of the printer of this PC."""
    kept = frame.keeper.now.paper
    names = printers()
    name = kept["printer"] if kept.get("printer") in names else next(iter(names), "")
    able = abilities(name) if name else Printing("")
    fits = able.takes(points(size))
    wish = kept.get("large", "")
    large: Large = "" if fits else "halves" if wish == "halves" else "scaled"
    sides = kept.get("sides", "one") if able.both_sides else "one"
    if size in FOLDED and able.both_sides:
        sides = "short"  # its two pages are the two sides of one sheet
    return Way(name, sides, large, not fits and not wish)


def keep(frame: Frame, **values: str) -> None:
    """Remember how this PC prints."""
    frame.keeper.keep(paper={**frame.keeper.now.paper, **values})


def points(size: str) -> QSizeF:
    """A size by its name, in points."""
    width, height = SIZES[size]
    return QSizeF(width, height) * (POINTS_AN_INCH / 25.4)


class PrinterSheet(Ask):
    """Asks once; `then` prints."""

    def __init__(self, page: Page, size: str, then: Callable[[], None]) -> None:
        super().__init__(page, _("How it is printed"), _("This is remembered on this PC."), _("Print"))
        self._then, self._frame_of = then, page.frame
        self._size = size
        self._way = way_of(page.frame, size)
        names = printers()
        self._printer = ChipGroup(_("Printer"), {name: name for name in names}, value=self._way.printer)
        self._sides = ChipGroup(_("Sides"), _sides(), value=self._way.sides)
        self._note = Label("", "muted", wrap=True)
        large = {"halves": _("two A4 sheets to glue"), "scaled": _("smaller, on one A4 sheet")}
        wish = page.frame.keeper.now.paper.get("large", "halves")
        self._large = ChipGroup(_("Large pages"), large, value=wish)
        self.field("printer", self._printer)
        self.field("sides", self._sides)
        self.card.box.addWidget(self._note)
        self.field("large", self._large)
        self._printer.changed.connect(self._see)
        self._see()
        self.show_now(self._large if self._way.asks else None)

    def submit(self) -> None:
        said: Mapping[str, str] = self.said()
        keep(self._frame_of, printer=said["printer"], sides=said["sides"], large=said["large"])
        self.leave()
        self._then()

    def _see(self) -> None:
        """Ask only what this printer leaves open."""
        able = abilities(self._printer.value())
        fits = able.takes(points(self._size))
        set_shown(self._sides, able.both_sides)
        set_shown(self._large, not fits)
        said = _("This printer has no paper of {size}.", size=self._size.replace("x", " × "))
        self._note.setText("" if fits else said)
        set_shown(self._note, not fits)


def _sides() -> dict[str, str]:
    return {
        "one": _("one side"),
        "long": _("both sides, like a book"),
        "short": _("both sides, like a notepad"),
    }
