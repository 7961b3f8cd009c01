"""Releases from secrecy: for each recipient an answer and a purpose, explained in a way that was understood."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.actions.intake_form import Lists
from app.actions.releases import may_be_minor
from app.base.languages import _
from app.entry.draft import Draft
from app.records.choices import labels
from ui.forms import ChipGroup, TextField
from ui.forms.binding import FormDraft
from ui.forms.declared import LanguageField
from ui.forms.when import Today, day_field
from ui.theme import TOP, Icon, Label, Surface, Tone, column, line

_TINTS: dict[str, Tone] = {"given": "ok", "refused": "bad", "explained_answer_later": "warn"}


class Releases(QWidget):
    """Writes `draft.children["releases"]`: a row for each recipient that has an answer.

    How it was explained, and until when it is valid, is asked once for all, as soon as one was given.
    """

    def __init__(self, form: FormDraft, lists: Callable[[], Lists | None], *, today: Today) -> None:
        super().__init__()
        self._form, self._today = form, today
        self._purposes: dict[str, TextField] = {}
        self._exactly: dict[str, TextField] = {}
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
                    "Say how and in which language it was explained, or choose “explained, will answer later”."
                ),
                wrap=True,
            ),
            1,
        )
        self._warning.box.addLayout(told)
        box.addWidget(self._warning)
        self.how = ChipGroup(_("How it was explained"), labels("release.explained_by"))
        self.how.changed.connect(self._explained)
        box.addWidget(self.how)
        self.until = day_field(
            _("Valid until"), today=today, past=False, hint=_("Empty is as long as is usual at this school")
        )
        self.until.changed.connect(self._explained)
        box.addWidget(self.until)
        self._minor = Label(
            _("Under 18: ask the representative too. Who that is, is written on the person’s page."),
            "small",
            wrap=True,
        )
        box.addWidget(self._minor)
        for code, text in labels("release.recipient").items():
            self._recipient(code, text)
        form.under("releases", self.language)
        for row in range(len(self._answers)):
            form.under(f"releases.{row}.explained_by", self.how)
            form.under(f"releases.{row}.expires_on", self.until)
        self.show_draft()

    def show_draft(self) -> None:
        """Show what the draft says."""
        rows = {row.get("recipient"): row for row in self._form.draft.rows("releases")}
        language = next((row.get("language") for row in rows.values() if row.get("language")), "")
        self.language.set_value(language or self._form.draft.get("informed_language"))
        self.how.set_value(next((row.get("explained_by") for row in rows.values()), ""))
        self.until.set_value(next((row.get("expires_on") for row in rows.values()), ""))
        for code, chips in self._answers.items():
            answer = rows[code].get("answer") if code in rows else ""
            chips.set_value(answer)
            self._purposes[code].set_value(rows[code].get("purpose") if code in rows else "")
            self._exactly[code].set_value(rows[code].get("recipient_name") if code in rows else "")
        self._look()

    def answered(self) -> int:
        """How many recipients have an answer."""
        return len(self._form.draft.rows("releases"))

    def told_in(self, language: str) -> None:
        """The person was told about guidance in this language: likely the releases were explained in it too."""
        self._minor.setVisible(self._is_minor())
        if language and not self.language.value() and not self.language.edit.text():
            self.language.set_value(language)
            self._look()

    def first(self) -> QWidget:
        """Where the part begins."""
        return self.language.target()

    def _recipient(self, code: str, text: str) -> None:
        chips = ChipGroup(text, labels("release.answer"), name=text, tints=_TINTS)
        exactly = TextField(_("Who exactly"), name=_("Who exactly: {recipient}", recipient=text))
        purpose = TextField(_("For what"), name=_("For what: {recipient}", recipient=text))
        for field in (chips, exactly, purpose):
            field.changed.connect(lambda: self._answered(code))
        self._answers[code], self._purposes[code], self._exactly[code] = chips, purpose, exactly
        layout = self.layout()
        if layout is not None:
            layout.addWidget(chips)
        both = line(gap=12)
        both.addWidget(exactly, 1, TOP)
        both.addWidget(purpose, 1, TOP)
        if isinstance(layout, QVBoxLayout):
            layout.addLayout(both)

    def _answered(self, code: str) -> None:
        rows = self._form.draft.rows("releases")
        row = next((one for one in rows if one.get("recipient") == code), None)
        if row is None:
            row = Draft("release", {"recipient": code})
            rows.append(row)
        if self._answers[code].value() == "given" and not self.how.value():
            self.how.set_value(_likely(self._form.draft.get("language_handling"), self.language.value()))
        row.raw |= {
            "answer": self._answers[code].value(),
            "purpose": self._purposes[code].value(),
            "recipient_name": self._exactly[code].value(),
        } | self._said_of_all()
        if not row.get("answer"):
            rows.remove(row)
        self._look()
        self._form.touch("releases")

    def _explained(self) -> None:
        for row in self._form.draft.rows("releases"):
            row.raw |= self._said_of_all()
        self._look()
        self._form.touch("releases")

    def _said_of_all(self) -> dict[str, str]:
        return {
            "language": self.language.value(),
            "explained_by": self.how.value(),
            "expires_on": self.until.value(),
        }

    def _look(self) -> None:
        given = any(row.get("answer") == "given" for row in self._form.draft.rows("releases"))
        self._warning.setVisible(given and not (self.language.value() and self.how.value()))
        self.how.setVisible(given)
        self.until.setVisible(given)
        self._minor.setVisible(self._is_minor())
        for code, purpose in self._purposes.items():
            told = self._answers[code].value() in {"given", "explained_answer_later"}
            purpose.setVisible(told)
            self._exactly[code].setVisible(told)

    def _is_minor(self) -> bool:
        year = next((one.get("birth_year") for one in self._form.draft.rows("person")), "").strip()
        return year.isdigit() and may_be_minor(int(year), self._today())


def _likely(handling: str, language: str) -> str:
    """How it was likely explained, by how the talk was held: only where the two say the same."""
    if handling.startswith("interpreter_"):
        return "interpreter"
    spoken = {"norwegian": ("nb", "nn"), "english": ("en",)}.get(handling, ())
    return "common_language" if language in spoken else ""
