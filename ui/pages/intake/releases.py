"""Releases from secrecy: for each recipient an answer and a purpose, explained in a language that is understood."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.actions.intake_form import Lists
from app.base.languages import _
from app.entry.draft import Draft
from app.records.choices import labels
from ui.forms import ChipGroup, TextField
from ui.forms.binding import FormDraft
from ui.forms.declared import LanguageField
from ui.theme import TOP, Icon, Label, Surface, Tone, column, line

_TINTS: dict[str, Tone] = {"given": "ok", "refused": "bad", "explained_answer_later": "warn"}


class Releases(QWidget):
    """Writes `draft.children["releases"]`: a row for each recipient that has an answer."""

    def __init__(self, form: FormDraft, lists: Callable[[], Lists | None]) -> None:
        super().__init__()
        self._form = form
        self._purposes: dict[str, TextField] = {}
        self._answers: dict[str, ChipGroup] = {}
        box = column(self, gap=12)
        self.language = LanguageField(
            _("Explained in"),
            lists,
            hint=_("The language in which the person understood what a release means"),
        )
        self.language.changed.connect(self._explained)
        box.addWidget(self.language)
        self._warning = Surface("warn", (12, 9, 12, 9))
        told = line(gap=10)
        told.addWidget(Icon("languages", "warn", 17), 0, TOP)
        told.addWidget(
            Label(
                _(
                    "Without a common language, a sheet or an interpreter there is no consent, so none is stored. "
                    "Say in which language it was explained, or ask again when an interpreter is there."
                ),
                wrap=True,
            ),
            1,
        )
        self._warning.box.addLayout(told)
        box.addWidget(self._warning)
        for code, text in labels("release.recipient").items():
            self._recipient(code, text)
        form.under("releases", self.language)
        self.show_draft()

    def show_draft(self) -> None:
        """Show what the draft says."""
        rows = {row.get("recipient"): row for row in self._form.draft.rows("releases")}
        language = next((row.get("language") for row in rows.values() if row.get("language")), "")
        self.language.set_value(language or self._form.draft.get("informed_language"))
        for code, chips in self._answers.items():
            answer = rows[code].get("answer") if code in rows else ""
            chips.set_value(answer)
            self._purposes[code].set_value(rows[code].get("purpose") if code in rows else "")
        self._look()

    def answered(self) -> int:
        """How many recipients have an answer."""
        return len(self._form.draft.rows("releases"))

    def told_in(self, language: str) -> None:
        """The person was told about guidance in this language: likely the releases were explained in it too."""
        if language and not self.language.value() and not self.language.edit.text():
            self.language.set_value(language)
            self._look()

    def first(self) -> QWidget:
        """Where the part begins."""
        return self.language.target()

    def _recipient(self, code: str, text: str) -> None:
        chips = ChipGroup(text, labels("release.answer"), name=text, tints=_TINTS)
        purpose = TextField(_("For what"), name=_("For what: {recipient}", recipient=text))
        chips.changed.connect(lambda: self._answered(code))
        purpose.changed.connect(lambda: self._answered(code))
        self._answers[code], self._purposes[code] = chips, purpose
        layout = self.layout()
        if layout is not None:
            layout.addWidget(chips)
            layout.addWidget(purpose)

    def _answered(self, code: str) -> None:
        rows = self._form.draft.rows("releases")
        row = next((one for one in rows if one.get("recipient") == code), None)
        if row is None:
            row = Draft("release", {"recipient": code})
            rows.append(row)
        row.raw |= {
            "answer": self._answers[code].value(),
            "purpose": self._purposes[code].value(),
            "language": self.language.value(),
        }
        if not row.get("answer"):
            rows.remove(row)
        self._look()
        self._form.touch("releases")

    def _explained(self) -> None:
        for row in self._form.draft.rows("releases"):
            row.raw["language"] = self.language.value()
        self._look()
        self._form.touch("releases")

    def _look(self) -> None:
        given = [row for row in self._form.draft.rows("releases") if row.get("answer") == "given"]
        self._warning.setVisible(bool(given) and not self.language.value())
        for code, purpose in self._purposes.items():
            purpose.setVisible(self._answers[code].value() in {"given", "explained_answer_later"})
