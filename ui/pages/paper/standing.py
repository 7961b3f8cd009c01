"""How far the chosen languages have come, in a note below them."""

from __future__ import annotations

from collections.abc import Sequence

from app.actions.papers import PaperFacts
from app.base.languages import _
from app.records.spoken import language_name
from ui.pages.paper.languages import LanguagesField
from ui.theme import Icon, Label, Surface, line, set_shown

NAMED = 6  # languages that a note names


class StandingNote(Surface):
    """What is to be known of what was chosen; hidden while there is nothing."""

    def __init__(self) -> None:
        super().__init__("soft", (14, 10, 14, 10))
        row = line(gap=10)
        row.addWidget(Icon("info", "muted", 16))
        self._text = Label("", "small", wrap=True)
        row.addWidget(self._text, 1)
        self.box.addLayout(row)

    def say(self, text: str) -> None:
        """Say this from now on."""
        self._text.setText(text)
        set_shown(self, bool(text))


def standing(field: LanguagesField, facts: PaperFacts) -> str:
    """Which of the chosen languages are drafts, and which are read here and have no sheets."""
    said = []
    drafts = field.drafts()
    if drafts:
        names = _some([language_name(code) for code in drafts])
        said.append(
            _("Drafts that no native reader has checked: {names}. The sheet says so too.", names=names)
        )
    if facts.missing:
        names = _some([f"{language_name(code)} · {count}" for code, count in facts.missing])
        said.append(_("Read here, but without sheets: {names}.", names=names))
    return " ".join(said)


def _some(names: Sequence[str]) -> str:
    """The first names, and how many more there are."""
    if len(names) <= NAMED + 1:
        return ", ".join(names)
    return _("{names} and {count} more", names=", ".join(names[:NAMED]), count=len(names) - NAMED)
