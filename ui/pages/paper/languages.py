"""Which languages: those read here stand there already, with how many read each; any of fifty is a few letters away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton

from app.actions.papers import SheetLanguage
from app.base.languages import _, ngettext_
from app.records.choices import label as label_of
from app.records.spoken import find_languages, language_name, spoken
from ui.forms import Suggestion, TokenField
from ui.theme import Button, FlowBox, set_shown

SHOWN = 9  # chips; more are counted, and shown when somebody wants to see them
_SAID = ("read", "approved")  # states that stand on a chip; nearly all are drafts
CONTROL = Qt.KeyboardModifier.ControlModifier


class LanguagesField(TokenField):
    """Letters find a language by any of its names. In the empty line Enter takes those read here, Ctrl+A all (and
    again: those read here alone), Ctrl+Backspace none."""

    def __init__(
        self, languages: Sequence[SheetLanguage], *, value: Sequence[str], here: Sequence[str]
    ) -> None:
        self._known = {one.code: one for one in languages}
        self._here = list(here)
        self._unfolded = self._cut = False
        names = {one.code: _chip(one) for one in languages}
        super().__init__(
            _("Languages"),
            names,
            value=",".join(code for code in value if code in names),
            suggested=here,
            placeholder=_("Type to find"),
        )
        self._ways = FlowBox(gap=2)
        self.box.insertWidget(self.box.indexOf(self._frame) + 1, self._ways)
        for text, key, does in (
            (_("Read here: {count}", count=len(here)), "", self._take_here),
            (_("All {count}", count=len(names)), "Ctrl+A", self._take_all),
            (_("None"), _("Ctrl+Backspace"), self._take_none),
        ):
            self._ways.add(_way(text, key, does))

    def codes(self) -> list[str]:
        """What is chosen, in order."""
        return list(self._codes)

    def drafts(self) -> list[str]:
        """Those chosen that no native reader has checked."""
        return [code for code in self._codes if code in self._known and self._known[code].state == "draft"]

    def _key(self, event: QKeyEvent) -> bool:
        if not self.choosing and not self.edit.text() and event.modifiers() == CONTROL:
            does = {Qt.Key.Key_A: self._take_all, Qt.Key.Key_Backspace: self._take_none}
            if event.key() in does:
                does[Qt.Key(event.key())]()
                return True
        return super()._key(event)

    def _typed(self, text: str) -> None:
        if not text.strip():
            found: list[Suggestion] = []
        else:
            codes = [one.code for one in find_languages(text)]
            found = [
                Suggestion(language_name(code), self._about(code), code)
                for code in codes
                if code in self._known and code not in self._codes
            ]
        if found or self._list is not None:
            self.popup.offer(found)

    def _about(self, code: str) -> str:
        """The quiet words beside a language that is found."""
        one, names = self._known[code], spoken(code)
        reads = ngettext_("{count} reads it here", "{count} read it here", one.reads) if one.reads else ""
        state = label_of("language.state", one.state) if one.state != "own" else ""
        return " · ".join(part for part in (names.own if names else "", reads, state) if part)

    def _take_here(self) -> None:
        self._choose(self._here)

    def _take_all(self) -> None:
        everything = list(self._known)
        self._choose(self._here if sorted(self._codes) == sorted(everything) else everything)

    def _take_none(self) -> None:
        self._choose([])

    def _choose(self, codes: Sequence[str]) -> None:
        self._codes = list(codes)
        self._unfolded = False
        self._redraw()
        self.edit.setFocus()

    def _draw(self) -> None:
        """As every field with chips, but not fifty of them at once."""
        chosen = self._codes
        hidden = 0 if self._unfolded else max(0, len(chosen) - SHOWN - 1)
        self._codes, self._cut = chosen[: len(chosen) - hidden], bool(hidden)
        super()._draw()
        self._codes, self._cut = chosen, False
        if hidden:
            self._tokens.append(self._more(hidden))
        self._frame.flow.removeWidget(self.edit)
        self._frame.flow.addWidget(self.edit)
        self._describe()
        count = _("{count} of {all}", count=len(chosen), all=len(self._known))
        self.set_key(count)
        self._frame.updateGeometry()
        self._frame.flow.activate()

    def offered(self) -> list[str]:
        """Those read here that were taken away; beside many others they would only be in the way."""
        return [] if self._cut or len(self._codes) > SHOWN else super().offered()

    def _more(self, count: int) -> QPushButton:
        button = QPushButton(ngettext_("and {count} more", "and {count} more", count), self._frame)
        button.setProperty("part", "offered")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(self._unfold)
        self._frame.flow.addWidget(button)
        button.show()
        return button

    def _unfold(self) -> None:
        self._unfolded = True
        self._draw()


def _chip(one: SheetLanguage) -> str:
    said = [language_name(one.code)]
    said += [str(one.reads)] if one.reads else []
    said += [label_of("language.state", one.state)] if one.state in _SAID else []
    return " · ".join(said)


def _way(text: str, key: str, does: object) -> Button:
    button = Button(text, "quiet", key=key, height=28, pad=8)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # each has a key in the line above
    button.clicked.connect(does)
    set_shown(button, True)
    return button
