"""A request as it comes on a slip: date, who, from whom, language, what about; in that order, in a few keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from app.actions import intake_form
from app.actions.intake_form import Lists
from app.actions.request_form import OpenedRequest, open_request
from app.actions.requests import save_request
from app.actions.session_form import find_people
from app.base.languages import _
from app.entry.draft import Draft
from app.records.choices import labels
from app.records.spoken import language_name
from app.store.questions.picking import PersonLine
from app.store.store import Changes
from ui.forms import ChipGroup, Foot, Input, SuggestField, Suggestion, TextField, give_letters
from ui.forms.binding import FormDraft
from ui.forms.declared import NamedField, declared_input
from ui.forms.order import follow_reading_order
from ui.shell.page import Frame, Header, Page
from ui.theme import TOP, Card, Label, ScrollColumn, column, line

COLUMN = 720


class RequestFormPage(Page):
    """about: request (to change), person (who asks), or draft (to go on with)."""

    name: ClassVar[str] = "request"
    place: ClassVar[str] = "today"
    one_person: ClassVar[bool] = True

    def __init__(self, frame: Frame, about: Mapping[str, str]) -> None:
        super().__init__(frame)
        self._asked = dict(about)
        self._lists: Lists | None = None
        self._line: PersonLine | None = None
        self.header = Header(frame, self.title(), _("as it stands on the slip"), back=self.close_form)
        self.foot = Foot(_("Save"))
        blank = Draft("request", {"day": frame.clock.today().isoformat(), "source": "self"})
        self.form = FormDraft(blank, frame.work, self.foot, told=self._told, parent=self)
        self._lay_out()
        self._bind()
        follow_reading_order(self)
        frame.work.ask(
            open_request,
            request=self._asked.get("request", ""),
            person=self._asked.get("person", ""),
            draft=self._asked.get("draft", ""),
            then=self._opened,
        )

    def _lay_out(self) -> None:
        self.box.addWidget(self.header)
        card = Card((0, 0, 0, 0), 0)
        scroller = ScrollColumn((24, 24, 24, 24), 0)
        card.box.addWidget(scroller, 1)
        card.box.addWidget(self.foot)
        self.box.addWidget(card, 1)
        middle, whole = line(), QWidget()
        whole.setMaximumWidth(COLUMN)
        self._column = column(whole, gap=14)
        middle.addStretch(1)
        middle.addWidget(whole, 100)
        middle.addStretch(1)
        scroller.box.addLayout(middle)
        scroller.box.addStretch()
        self._fields()

    def _fields(self) -> None:
        self.day = self._input("day")
        self.whom = SuggestField(
            _("Name"), placeholder=_("Three letters, or the name on the slip"), width=420
        )
        self.ward = NamedField("ward", _("Ward"), lambda: self._lists)
        first = line(gap=12)
        first.addWidget(self.day, 1, TOP)
        first.addWidget(self.whom, 2, TOP)
        first.addWidget(self.ward, 1, TOP)
        self._column.addLayout(first)
        self.known = Label("", "muted", wrap=True)
        self.known.hide()
        self._column.addWidget(self.known)
        sources = {code: text for code, text in labels("request.source").items() if code != "cancelled"}
        self.source = ChipGroup(_("From whom"), sources, value="self")
        self.language = self._input("language")
        self.about = TextField(_("What about"), placeholder=_("A few words are enough"))
        bound: dict[str, Input] = {
            "day": self.day,
            "ward": self.ward,
            "source": self.source,
            "language": self.language,
            "about": self.about,
        }
        for name, input in bound.items():
            self.form.add(name, input)
        for below in (self.source, self.language, self.about):
            self._column.addWidget(below)
        for name in ("name", "person"):
            self.form.under(name, self.whom)
        give_letters([self.day, self.whom, *list(bound.values())[1:]])

    def _input(self, name: str) -> Input:
        return declared_input(name, self.form.draft, today=self.frame.clock.today, lists=lambda: self._lists)

    def _bind(self) -> None:
        self.whom.asked.connect(self._find)
        self.whom.picked.connect(self._picked)
        self.whom.changed.connect(self._named)
        self.whom.edit.returnPressed.connect(self._go_on)
        self.ward.wanted.connect(self._add_ward)
        self.about.edit.returnPressed.connect(self.save)
        self.foot.saved.connect(self.save)
        self.foot.closed.connect(self.close_form)
        self.bind("Ctrl+Enter", self.save)
        self.bind("Esc", self.close_form)

    # --- what the window asks ---

    def title(self) -> str:
        return _("Change the request") if self._asked.get("request") else _("New request")

    def first(self) -> QWidget:
        return self.about.target() if self.person() else self.whom.target()

    def person(self) -> str:
        return self._asked.get("person", "") or (self._line.id if self._line else "")

    def touches(self, changes: object) -> bool:
        return False

    def alone(self, on: bool) -> None:
        """The person may read along: nobody else is looked up."""
        self.whom.setEnabled(not on)

    def leaving(self) -> None:
        self.form.leave()

    def close_form(self) -> None:
        """Leave; the draft is kept if it says anything."""
        self.frame.back()

    # --- opening ---

    def _opened(self, opened: OpenedRequest) -> None:
        self._lists = opened.lists
        draft, fresh = self.form.draft, opened.draft
        if opened.found:
            draft.id, draft.place = fresh.id, fresh.place
        draft.record_id = fresh.record_id
        kept = {name: draft.raw[name] for name in self.form.said if name in draft.raw}
        draft.raw.clear()
        draft.raw.update({**fresh.raw, **kept})
        self.form.show()
        if opened.person:
            self._know(opened.person)
        else:
            self.whom.set_value(draft.get("name"))
        if opened.found or not self.form.said:
            self.form.begin(draft, found=opened.found)
        if opened.found:
            self.form.go_back()

    # --- who it is about ---

    def _find(self, typed: str) -> None:
        self.frame.work.ask(find_people, typed, elsewhere=True, then=self._offer, instead_of="request.person")

    def _offer(self, found: tuple[str, list[PersonLine]]) -> None:
        typed, people = found
        name = " ".join(typed.split())
        unknown = Suggestion(_("“{name}”, not known here yet", name=name), data=name)
        self.whom.offer(typed, [*(_suggestion(one) for one in people), unknown])

    def _picked(self, one: object) -> None:
        if not isinstance(one, Suggestion):
            return
        if isinstance(one.data, PersonLine):
            self._know(one.data)
            self.form.touch("person")
            self.about.take_focus()
        else:
            self._forget(str(one.data))
            self.whom.set_value(str(one.data))
            self.form.touch("name")
            self.ward.take_focus()

    def _know(self, person: PersonLine) -> None:
        """Somebody known: the ward and the language are theirs and are not asked for."""
        self._line = person
        self.form.draft.raw |= {"person": person.id, "name": "", "ward": ""}
        if not self.form.draft.get("language"):
            self.form.draft.raw["language"] = person.language
            self.form.show(["language"])
        self.whom.set_value(person.name)
        facts = [person.ward, language_name(person.language) if person.language else ""]
        self.known.setText(" · ".join(part for part in facts if part))
        self.known.setVisible(any(facts))
        self.ward.hide()

    def _forget(self, name: str) -> None:
        self._line = None
        self.form.draft.raw |= {"person": "", "name": name}
        self.known.hide()
        self.ward.show()

    def _named(self) -> None:
        """The name is typed on: it is not the one that was chosen."""
        text = self.whom.value()
        if self._line is None or text != self._line.name:
            self._forget(" ".join(text.split()))
            self.form.touch("name")

    def _go_on(self) -> None:
        """Enter on a name that nobody has to be chosen for goes on to the ward."""
        if not self.whom.choosing and self._line is None and self.whom.value().strip():
            self.ward.take_focus()

    def _add_ward(self, name: str) -> None:
        def then(made: tuple[str, Lists]) -> None:
            ward, self._lists = made
            self.ward.made(ward)

        self.frame.work.run(intake_form.new_named, "ward", name, then=then)

    # --- finishing ---

    def save(self) -> None:
        """Keep the request and go back to where one was."""
        self.form.save(save_request, self._saved)

    def _saved(self, _changes: Changes) -> None:
        self.frame.back()

    def _told(self) -> tuple[str, str]:
        name = self._line.name if self._line else self.form.draft.get("name")
        return name or _("Request for a talk"), self.form.draft.get("person")


def _suggestion(person: PersonLine) -> Suggestion:
    parts = (
        person.ward,
        language_name(person.language) if person.language else "",
        _("has left") if person.gone else "",
        _("with {who}", who=person.keeper) if person.keeper else "",
    )
    return Suggestion(person.name, " · ".join(part for part in parts if part), person)
