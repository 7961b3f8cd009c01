"""Adding and changing a person: a name is enough; everything else is folded away until it is wanted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.actions import intake_form
from app.actions.intake_form import Lists, OpenedPerson
from app.actions.people import save_person
from app.base.languages import N_, _
from app.entry.draft import Draft
from app.entry.reading import write
from app.records.record import new_id
from app.records.registry import scalars
from app.store.questions.picking import PersonLine
from app.store.store import Changes
from ui.forms import Foot, Input, TextField, give_letters
from ui.forms.binding import FormDraft
from ui.forms.declared import NamedField, declared_input
from ui.forms.mnemonics import letter_of, with_letter
from ui.forms.order import follow_reading_order
from ui.shell.page import Frame, Header, Page
from ui.theme import TOP, Button, Card, Icon, Label, Row, Rule, ScrollColumn, Surface, clear, column, line

Field = TypeVar("Field", bound=Input)
COLUMN = 720
PAUSE = 400  # milliseconds
FIRST = ("name", "ward", "birth_year")
# Where a section of the declaration begins; the fields from there to the next one belong to it.
SECTIONS: tuple[tuple[str, str], ...] = (
    ("alias", N_("Who")),
    ("mother_tongue", N_("Languages")),
    ("education", N_("Education")),
    ("experience", N_("Work")),
    ("future_country", N_("Afterwards")),
    ("arrived", N_("Here")),
)
_UNSAID = frozenset({"", "not_asked", "not_recorded"})
_BECAUSE = {
    "upper_kind": N_("shown because upper secondary is completed"),
    "started_upper": N_("shown because upper secondary is not completed"),
    "education_from": N_("shown because there is a completed education"),
    "documents": N_("shown because there is a completed education"),
    "education_note": N_("shown because the education is from abroad"),
    "industries": N_("shown because there is work experience"),
    "experience_note": N_("shown because there is work experience"),
    "left_kind": N_("shown because the person has left"),
    **dict.fromkeys(
        ("representative", "representative_role", "representative_contact"),
        N_("shown because the person may be under 18"),
    ),
}


def fields_of_sections() -> dict[str, list[str]]:
    """The first field of each section → all its fields, in the order of the declaration."""
    starts = [first for first, _title in SECTIONS]
    found: dict[str, list[str]] = {}
    here = ""
    for name in scalars("person"):
        here = name if name in starts else here
        if here and name not in FIRST:
            found.setdefault(here, []).append(name)
    return found


@dataclass
class _Section:
    title: str
    names: list[str]
    button: Button
    holder: QWidget
    made: bool = False


class PersonFormPage(Page):
    """about: person (to change), name (to begin with), or draft (to go on with)."""

    name: ClassVar[str] = "new_person"
    place: ClassVar[str] = "people"
    one_person: ClassVar[bool] = True

    def __init__(self, frame: Frame, about: Mapping[str, str]) -> None:
        super().__init__(frame)
        self._asked = dict(about)
        self._lists: Lists | None = None
        self._warned: tuple[str, ...] = ()
        self.header = Header(frame, self.title(), back=self.close_form)
        self.foot = Foot(_("Save"))
        today = frame.clock.today().isoformat()
        blank = Draft("person", {"arrived": today, "name": self._asked.get("name", "")}, record_id=new_id())
        self.form = FormDraft(blank, frame.work, self.foot, told=self._told, reveal=self._reveal, parent=self)
        self._sections: list[_Section] = []
        self._lay_out()
        self._bind()
        follow_reading_order(self)
        frame.work.ask(
            intake_form.open_person,
            person=self._asked.get("person", ""),
            draft=self._asked.get("draft", ""),
            then=self._opened,
        )

    # --- building ---

    def _lay_out(self) -> None:
        self.box.addWidget(self.header)
        card = Card((0, 0, 0, 0), 0)
        self.scroller = ScrollColumn((24, 24, 24, 24), 0)
        card.box.addWidget(self.scroller, 1)
        card.box.addWidget(self.foot)
        self.box.addWidget(card, 1)
        middle = line()
        whole = QWidget()
        whole.setMaximumWidth(COLUMN)
        self._column = column(whole, gap=12)
        middle.addStretch(1)
        middle.addWidget(whole, 100)
        middle.addStretch(1)
        self.scroller.box.addLayout(middle)
        self.scroller.box.addStretch()
        self._first_row()
        self._fold_sections()

    def _first_row(self) -> None:
        self.whom = TextField(_("Name or alias"), placeholder=_("The only thing needed"))
        self.ward = self._may_be_new(NamedField("ward", _("Ward"), lambda: self._lists))
        self.year = self._input("birth_year")
        row = line(gap=12)
        for field, stretch in ((self.whom, 3), (self.ward, 2), (self.year, 1)):
            row.addWidget(field, stretch, TOP)
        self._column.addLayout(row)
        self.doubles = Surface("warn", (12, 9, 6, 9), 2)
        head = line(gap=10)
        head.addWidget(Icon("users", "warn", 17), 0, TOP)
        head.addWidget(Label(_("May be here already. Enter once more saves a new person."), wrap=True), 1)
        self.doubles.box.addLayout(head)
        self._double_rows = column(gap=0)
        self.doubles.box.addLayout(self._double_rows)
        self.doubles.hide()
        self._column.addWidget(self.doubles)
        for name, field in zip(FIRST, (self.whom, self.ward, self.year), strict=True):
            self.form.add(name, field)

    def _fold_sections(self) -> None:
        give_letters([self.whom, self.ward, self.year])
        used = {letter_of(field.label.text()) for field in (self.whom, self.ward, self.year)}
        names = fields_of_sections()
        for first, title in SECTIONS:
            self._column.addWidget(Rule())
            button = Button(with_letter(_(title), used), "quiet", icon="chevron-right", height=34, pad=4)
            button.setAccessibleName(_(title))
            holder = QWidget()
            holder.hide()
            section = _Section(_(title), names[first], button, holder)
            button.clicked.connect(lambda _on=False, one=section: self.turn(one))
            row = line()
            row.addWidget(button)
            row.addStretch()
            self._column.addLayout(row)
            self._column.addWidget(holder)
            self._sections.append(section)

    def _input(self, name: str) -> Input:
        made = declared_input(name, self.form.draft, today=self.frame.clock.today, lists=lambda: self._lists)
        return self._may_be_new(made)

    def _may_be_new(self, field: Field) -> Field:
        """Have a new name in this field become an entry of its list."""
        if isinstance(field, NamedField):
            field.wanted.connect(lambda name: self._add_named(field, name))
        return field

    def _bind(self) -> None:
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._look_for_doubles)
        self.whom.edit.returnPressed.connect(self.save)
        self.form.touched.connect(self._said)
        self.foot.saved.connect(self.save)
        self.foot.closed.connect(self.close_form)
        self.bind("Ctrl+Enter", self.save)
        self.bind("Esc", self.close_form)

    # --- what the window asks ---

    def title(self) -> str:
        return _("Change the person") if self._asked.get("person") else _("New person")

    def first(self) -> QWidget:
        return self.whom.target()

    def person(self) -> str:
        return self._asked.get("person", "")

    def touches(self, changes: Changes) -> bool:
        return False

    def alone(self, on: bool) -> None:
        """The person may read along: nobody else's name is shown."""
        if on:
            self.doubles.hide()

    def leaving(self) -> None:
        self.form.leave()

    # --- opening ---

    def _opened(self, opened: OpenedPerson) -> None:
        self._lists = opened.lists
        draft, fresh = self.form.draft, opened.draft
        if opened.found:
            draft.id, draft.place, draft.record_id, draft.raw = (
                fresh.id,
                fresh.place,
                fresh.record_id,
                dict(fresh.raw),
            )
        elif fresh.record_id:
            draft.record_id = fresh.record_id
            self.form.write(fresh.raw)
        self.form.show()
        self._count()
        if opened.found or not self.form.said:
            self.form.begin(draft, found=opened.found)
        if opened.found:
            self.form.go_back()
        if self.person():
            self.header.facts.setText(draft.get("name"))

    # --- sections ---

    def turn(self, section: _Section) -> None:
        """Open a section, with the cursor in its first field, or close it."""
        if section.holder.isVisibleTo(self):
            section.holder.hide()
            section.button.show_icon("chevron-right")
            return
        self._open_section(section)
        self.form.fields[section.names[0]].take_focus()
        self.scroller.reveal(section.holder)

    def _open_section(self, section: _Section) -> None:
        if not section.made:
            box = column(section.holder, (0, 2, 0, 8), 13)
            for name in section.names:
                because = _(_BECAUSE[name]) if name in _BECAUSE else ""
                box.addWidget(self.form.add(name, self._input(name), because=because))
            section.made = True
            follow_reading_order(self)
        section.holder.show()
        section.button.show_icon("chevron-down")

    def _count(self) -> None:
        """Say in each heading how much of it is known."""
        for section in self._sections:
            known = sum(self._is_said(name) for name in section.names)
            section.button.key = _("{filled} of {all}", filled=known, all=len(section.names)) if known else ""
            section.button.setAccessibleName(f"{section.title} {section.button.key}".strip())
            section.button.updateGeometry()
            section.button.update()

    def _is_said(self, name: str) -> bool:
        declared, spec = scalars("person")[name]
        return self.form.draft.raw.get(name, write(spec, declared.default)) not in _UNSAID

    # --- what the user says ---

    def _said(self, name: str) -> None:
        if name in FIRST:
            self._pause.start()
        self._count()

    def _add_named(self, field: NamedField, name: str) -> None:
        def then(made: tuple[str, Lists]) -> None:
            entry, self._lists = made
            field.made(entry)

        self.frame.work.run(intake_form.new_named, field.kind, name, then=then)

    def _look_for_doubles(self) -> None:
        self.frame.work.ask(
            intake_form.doubles,
            self.form.draft.to_json(),
            then=self._show_doubles,
            instead_of="person.doubles",
        )

    def _show_doubles(self, found: list[PersonLine]) -> None:
        clear(self._double_rows)
        for one in found[:3]:
            row = Row(_("Open {name}", name=one.name), margins=(27, 5, 8, 5))
            keeper = _("with {who}", who=one.keeper) if one.keeper else ""
            row.two(one.name, " · ".join(part for part in (one.ward, keeper) if part))
            row.enter_hint()
            row.clicked.connect(lambda _on=False, who=one.id: self.frame.go("people", person=who))
            self._double_rows.addWidget(row)
        self.doubles.setVisible(bool(found) and not self.frame.conversing)
        follow_reading_order(self)

    # --- finishing ---

    def save(self) -> None:
        """Save; for somebody new the possible doubles are shown first, and a second time saves."""
        self._pause.stop()
        if self.person() or self.frame.conversing:
            self.form.save(save_person, self._saved)
            return
        self.frame.work.ask(intake_form.doubles, self.form.draft.to_json(), then=self._checked)

    def _checked(self, found: list[PersonLine]) -> None:
        ids = tuple(one.id for one in found)
        if found and ids != self._warned:
            self._warned = ids
            self._show_doubles(found)
            return
        self.form.save(save_person, self._saved)

    def _saved(self, _changes: Changes) -> None:
        self.frame.go("people", person=self.form.draft.record_id)

    def close_form(self) -> None:
        """Leave; the draft is kept if it says anything."""
        self.frame.back()

    def _reveal(self, field: QWidget) -> None:
        for section in self._sections:
            if section.holder.isAncestorOf(field):
                section.holder.show()
        self.scroller.reveal(field)

    def _told(self) -> tuple[str, str]:
        return self.form.draft.get("name") or _("New person"), self.person()
