"""What leaves with a paper, to whom and on which ground, said where it is printed or saved; and whose names are masked."""

from __future__ import annotations

from collections.abc import Sequence

from app.base.languages import _
from app.documents.masking import SEPARATOR
from app.entry.draft import split_codes
from ui.forms import ChipGroup
from ui.theme import TOP, Icon, Label, ScrollColumn, Surface, line, set_shown

FEW, MANY = 88, 160  # pixels
IN_A_ROW = 3


class LeavesStrip(Surface):
    """One line: what of anybody leaves, and on which ground."""

    def __init__(self) -> None:
        super().__init__("info", (12, 7, 12, 7))
        row = line(gap=9)
        row.addWidget(Icon("shield-check", "muted", 16), 0, TOP)
        self.text = Label("", "small", wrap=True)
        row.addWidget(self.text, 1)
        self.box.addLayout(row)
        self.setAccessibleName(_("What leaves"))

    def say(self, text: str) -> None:
        """Show this; nothing for no text."""
        self.text.setText(text)
        self.setAccessibleDescription(text)
        set_shown(self, bool(text))


def scrolled(field: MaskedNames) -> ScrollColumn:
    """The names in a part that scrolls when they are many, so that the sheet they are on stays whole."""
    place = ScrollColumn(gap=0)
    place.box.addWidget(field)
    place.box.addStretch()
    place.setFixedHeight(FEW if field.count() <= IN_A_ROW else MANY)
    return place


class MaskedNames(ChipGroup):
    """The names of others in a record, all of them ticked, that is masked; one that is not ticked any more is left."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = dict(enumerate(names))
        super().__init__(
            _("Names of others that are masked"),
            {str(at): name for at, name in self._names.items()},
            value=",".join(map(str, self._names)),
            many=True,
            hint=_("Take the tick away from what is no name, or may be read"),
        )

    def count(self) -> int:
        """How many names were found."""
        return len(self._names)

    def not_masked(self) -> str:
        """The names that are not masked, as the document takes them."""
        masked = set(split_codes(self.value()))
        return SEPARATOR.join(name for at, name in self._names.items() if str(at) not in masked)
