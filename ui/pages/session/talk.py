"""The language of a talk and how it was understood, said in one line: "polsk, telefontolk"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.base.languages import _
from app.records.choices import label
from app.records.spoken import Spoken, language_name, spoken_languages
from ui.forms import SuggestField, Suggestion, folded

NORWEGIAN = ("nb", "nn")
INTERPRETED = ("interpreter_phone", "interpreter_screen", "interpreter_room")


def said(language: str, handling: str) -> str:
    """A language and how it was handled, in words."""
    name = _("Norwegian") if language == "nb" else language_name(language)
    if handling == "norwegian" and language in NORWEGIAN:
        return name
    if handling == "english" and language == "en":
        return name
    how = (
        _("no interpreter") if handling == "shared_language" else label("session.language_handling", handling)
    )
    return _("{language}, {how}", language=name, how=how) if how else name


def ways(language: str) -> tuple[str, ...]:
    """How a talk in this language is usually handled, the likeliest first."""
    if language in NORWEGIAN:
        return ("norwegian",)
    return ("english" if language == "en" else "shared_language", *INTERPRETED)


class TalkField(SuggestField):
    """Letters of the language, of the way, or of both. The value is "language handling", such as "pl interpreter_phone"."""

    def __init__(self, text: str, *, taken: Callable[[], object] | None = None) -> None:
        self._language, self._handling = "nb", "norwegian"
        self._taken = taken
        super().__init__(text, source=self._found, placeholder=_("First letters"), width=300)
        self.picked.connect(self._chose)
        self.left.connect(self._put_back)
        self.set_value("nb norwegian")

    def value(self) -> str:
        return f"{self._language} {self._handling}"

    def set_value(self, value: str) -> None:
        language, _blank, handling = value.partition(" ")
        self._language, self._handling = language, handling
        super().set_value(said(language, handling))

    def _found(self, typed: str) -> Sequence[Suggestion]:
        words = folded(typed).split()
        hits = [
            (Suggestion(said(language.code, way), data=(language.code, way)), language)
            for language in self._languages()
            for way in ways(language.code)
        ]
        return [
            one
            for one, language in hits
            if all(
                f" {word}" in folded(f"{one.text} {language.own} {' '.join(language.aliases)}")
                for word in words
            )
        ]

    def _languages(self) -> list[Spoken]:
        """The language that stands there first, so that the way alone can be typed."""
        return sorted(spoken_languages(), key=lambda one: one.code != self._language)

    def _chose(self, one: object) -> None:
        if isinstance(one, Suggestion) and isinstance(one.data, tuple):
            self._language, self._handling = one.data

    def _put_back(self) -> None:
        """Half-typed letters say nothing: what stood there stays."""
        if not self.choosing and self.edit.text() != said(self._language, self._handling):
            super().set_value(said(self._language, self._handling))
