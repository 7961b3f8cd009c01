"""What a group adds to a talk: a line in the form that says it, and a sheet (Ctrl+G) where it is written."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QWidget

from app.actions import intake_form
from app.actions.intake_form import Lists
from app.actions.service_activities import activity_facts
from app.base.languages import _
from app.entry.draft import Draft
from app.entry.problems import Invalid
from app.entry.validate import validated
from app.records.activity import SMILES, Activity
from app.records.choices import labels
from app.records.registry import scalars
from ui.forms import Input, NoteField, PickField, Suggestion
from ui.forms.binding import FormDraft
from ui.forms.declared import NamedField, declared_input
from ui.shell.ask import Ask
from ui.shell.page import Action, Page
from ui.theme import TOP, Label, Row, clear, column, line, set_shown

WIDTH = 900
NOTE = 112  # px: their questions are few lines
_LEFT = (("aim",), ("questions",), ("recruitment",), ("leader",), ("devices", "device_list"))
_RIGHT = (
    ("guests",),
    ("guest_count", "partner"),
    ("meeting_form",),
    ("entry",),
    ("outcomes",),
    ("outcome_note",),
)
_PICKED = ("leader", "meeting_form")  # of a list that would take too much room as chips


class ActivityLine(QWidget):
    """The one row of `draft.children["activities"]` as a line; Enter or Ctrl+G opens its sheet."""

    def __init__(self, page: Page, form: FormDraft) -> None:
        super().__init__()
        self._page, self._form = page, form
        self._box = column(self)
        aim = _("Aim, guests, faces and outcome of the group")
        page.offer(Action(text=aim, run=self.ask, icon="flag", key="Ctrl+G"))
        self.hide()

    def show_draft(self) -> None:
        """Show what the draft says now; nothing where it is no group's."""
        clear(self._box)
        self.setVisible(self._is_group())
        if not self._is_group():
            return
        said = activity_facts(self._draft())
        row = Row(", ".join(part for part in (_("Aim, guests and outcome"), said) if part), framed=True)
        row.two(_("Aim, guests and outcome"), said or _("Aim, guests, what they thought, what came of it"))
        row.enter_hint("Ctrl+G")
        row.clicked.connect(self.ask)
        self._box.addWidget(row)

    def ask(self) -> None:
        """Open the sheet, in a group."""
        if not self._is_group():
            return

        def known(lists: Lists) -> None:
            ActivitySheet(self._page, self, Draft.from_json(self._draft().to_json()), lists)

        self._page.frame.work.ask(intake_form.lists, then=known)

    def keep(self, draft: Draft) -> None:
        """What the sheet says becomes part of the form's draft; one that says nothing is none."""
        self._form.draft.children["activities"] = [] if draft.is_blank() else [draft]
        self._form.touch("activities")
        self.show_draft()

    def _is_group(self) -> bool:
        return self._form.draft.get("form") == "group"

    def _draft(self) -> Draft:
        rows = self._form.draft.rows("activities")
        return rows[0] if rows else Draft("activity")


class ActivitySheet(Ask):
    """Before: aim, their questions, guests. After: how many chose each face, and what came of it."""

    def __init__(self, page: Page, over: ActivityLine, draft: Draft, lists: Lists) -> None:
        super().__init__(page, _("Aim, guests and outcome"), "", _("Keep"), width=WIDTH)
        self._page, self._over, self._draft, self._lists = page, over, draft, lists
        self._whens = {
            name: spec.when for name, (_field, spec) in scalars("activity").items() if spec.when is not None
        }
        self._columns()
        self._smiles()
        self._said()
        self.show_now(self.fields["aim"])

    def submit(self) -> None:
        self._said()
        for field in self.fields.values():
            if isinstance(field, PickField) and not field.isHidden() and not field.check():
                field.take_focus()
                return
        try:
            validated(self._draft, Activity, today=self._today())
        except Invalid as wrong:
            self._show_problems(wrong)
            return
        self.leave()
        self._over.keep(self._draft)

    def _columns(self) -> None:
        row = line(gap=20)
        for rows in (_LEFT, _RIGHT):
            side = column(gap=7)
            for names in rows:
                together = line(gap=10)
                for name in names:
                    together.addWidget(self._input(name), 1, TOP)
                side.addLayout(together)
            side.addStretch()
            row.addLayout(side, 1)
        self.card.box.addLayout(row)

    def _smiles(self) -> None:
        self.card.box.addWidget(Label(_("What they thought: how many chose each face"), "label"))
        row = line(gap=10)
        for name in SMILES:
            row.addWidget(self._input(name), 1, TOP)
        self.card.box.addLayout(row)

    def _input(self, name: str) -> Input:
        made = self._made(name)
        if isinstance(made, NamedField):
            made.wanted.connect(lambda text: self._add_named(made, text))
        if isinstance(made, NoteField):
            made.setFixedHeight(NOTE)
        made.changed.connect(self._said)
        return self.field(name, made)

    def _made(self, name: str) -> Input:
        if name not in _PICKED:
            return declared_input(name, self._draft, today=self._today, lists=lambda: self._lists)
        spec = scalars("activity")[name][1]
        options = [Suggestion(text, data=code) for code, text in labels(spec.choices).items()]
        value = self._draft.get(name)
        return PickField(_(spec.label), lambda: options, value=value, placeholder=_("First letters"))

    def _add_named(self, field: NamedField, name: str) -> None:
        def then(made: tuple[str, Lists]) -> None:
            entry, self._lists = made
            field.made(entry)

        self._page.frame.work.run(intake_form.new_named, field.kind, name, then=then)

    def _said(self) -> None:
        """Write down what stands in the fields, and show those that follow from it."""
        raw = {name: field.value() for name, field in self.fields.items()}
        self._draft.raw = {name: text for name, text in raw.items() if text.strip()}
        for name, applies in self._whens.items():
            set_shown(self.fields[name], applies(raw))

    def _today(self) -> dt.date:
        return self._page.frame.clock.today()
