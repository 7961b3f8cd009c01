"""A list that the school edits, in the settings: found by typing, opened to change, merged where two are one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.actions import intake_form
from app.actions.intake_form import Lists
from app.actions.lists import Listed, listed, merge_listed, save_listed
from app.base.languages import N_, _, ngettext_
from app.entry.draft import Draft
from app.entry.validate import to_draft
from app.records.registry import NAMED, scalars
from ui.forms import Input, TextField
from ui.forms.declared import NamedField, declared_input
from ui.forms.popup import Suggestion
from ui.forms.suggest import PickField
from ui.shell.ask import Ask
from ui.shell.page import Page
from ui.theme import Button, Label, Pill, Row, column, line, set_shown

SEARCHED_FROM = 8  # entries; a shorter list is read at a glance
ONE_COLUMN = 7  # fields; more stand side by side
NARROW, WIDE = 520, 820
_ABOUT = {
    "ward": N_("The wards and workshops of this prison. Renaming one changes it everywhere."),
    "room": N_("Rooms as the movement list names them. Seats tell when a group is too large."),
    "officer": N_("Contact officers, with their ward and work telephone."),
    "partner": N_("Those whom the school works with: Nav, the re-entry co-ordinator, employers, schools."),
    "contact": N_("People to ask for at a partner. Only what belongs to their work."),
    "deadline": N_("Application deadlines with their source. Check the dates against the source each year."),
    "prison": N_(
        "Prisons and the schools that serve them. The list goes stale: each row says when it was true."
    ),
}


class ListSection(QWidget):
    """One list. Enter opens an entry; what is no longer in use stays, at the end."""

    def __init__(self, page: Page, kind: str) -> None:
        super().__init__()
        self._page, self._kind = page, kind
        self._entries: list[Listed] = []
        self._rows: list[tuple[str, Row]] = []
        self._aim = ""
        box = column(self, gap=8)
        head = line(gap=8)
        head.addWidget(Label(_(_ABOUT[kind]), "muted", wrap=True), 1)
        add = Button(_("Add"), icon="plus", key="Alt+N")
        add.clicked.connect(lambda: self._open(Draft(kind)))
        QShortcut(QKeySequence("Alt+N"), self, lambda: self._open(Draft(kind)))
        head.addWidget(add)
        box.addLayout(head)
        self.search = TextField(_("Find in the list"), placeholder=_("First letters, or a former name"))
        self.search.changed.connect(self._lay_out)
        self.search.hide()
        box.addWidget(self.search)
        self._list = column(gap=1)
        box.addLayout(self._list)
        self.read()

    def read(self) -> None:
        """Read the list again, as after every change and its undo."""
        self._page.frame.work.ask(listed, self._kind, then=self._show)

    def _show(self, entries: list[Listed]) -> None:
        self._entries = entries
        self.search.setVisible(len(entries) > SEARCHED_FROM)
        self._lay_out()

    def _lay_out(self) -> None:
        here = self._row_in_hand()
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        typed = self.search.value()
        found = [one for one in self._entries if one.answers(typed)]
        self._rows = [(one.id, self._row(one)) for one in found]
        for _entry, row in self._rows:
            self._list.addWidget(row)
        if not found:
            said = _("Nothing here is called “{text}”.", text=typed) if typed else _("Nothing here yet.")
            self._list.addWidget(Label(said, "muted", wrap=True))
        if self._aim:
            self.aim(self._aim)
        elif here is not None:
            self._take_up(*here)

    def aim(self, entry: str) -> None:
        """The focus to an entry, now or as soon as it is there."""
        row = next((row for known, row in self._rows if known == entry), None)
        self._aim = "" if row else entry
        if row is not None:
            self._page.focus_when_shown(row)

    def _row_in_hand(self) -> tuple[int, str] | None:
        """Where the focus stands in the list: the place, and the id of the entry."""
        for at, (entry, row) in enumerate(self._rows):
            if row.hasFocus():
                return at, entry
        return None

    def _take_up(self, at: int, entry: str) -> None:
        """The focus back to that entry, or to what stands in its place where it went away."""
        same = [row for known, row in self._rows if known == entry]
        row = same[0] if same else self._rows[min(at, len(self._rows) - 1)][1] if self._rows else None
        (row or self.search).setFocus()

    def _row(self, one: Listed) -> Row:
        formerly = _("formerly {names}", names=one.former) if one.former else ""
        facts = " · ".join(part for part in (one.facts, formerly) if part)
        row = Row(", ".join(part for part in (one.name, facts) if part))
        row.two(one.name, facts)
        if one.used:
            row.add(Label(ngettext_("in use {count} time", "in use {count} times", one.used), "small"))
        row.enter_hint()
        if one.hidden:
            row.add(Pill(_("not in use")))
        row.clicked.connect(lambda: self._open(to_draft(one.record)))
        return row

    def _open(self, draft: Draft) -> None:
        others = [one for one in self._entries if one.id != draft.record_id]

        def known(lists: Lists) -> None:
            EntrySheet(self._page, draft, lists, others)

        self._page.frame.work.ask(intake_form.lists, then=known)


class EntrySheet(Ask):
    """The fields of one entry, made from its declaration; for a named entry also the way to merge it into another."""

    def __init__(self, page: Page, draft: Draft, lists: Lists, others: Sequence[Listed]) -> None:
        title = _("Change the entry") if draft.record_id else _("Add")
        names = [name for name in scalars(draft.type) if name != "former"]
        wide = len(names) > ONE_COLUMN
        super().__init__(page, title, "", _("Save"), width=WIDE if wide else NARROW)
        self._page, self._draft, self._lists = page, draft, lists
        for name in names:
            made = self.field(name, self._input(name))
            made.changed.connect(self._show_what_applies)
        if wide:
            self._side_by_side()
        self._show_what_applies()
        if draft.record_id and draft.type in NAMED and others:
            self._offer_merging(others)
        self.show_now()

    def submit(self) -> None:
        for name, field in self.fields.items():
            self._draft.raw[name] = field.value()
        self.do(save_listed, self._draft)

    def _side_by_side(self) -> None:
        """Two columns where there are many fields: the sheet stays within the smallest window."""
        row = line(gap=20)
        half = (len(self.fields) + 1) // 2
        fields = list(self.fields.values())
        for part in (fields[:half], fields[half:]):
            side = column(gap=10)
            for field in part:
                side.addWidget(field)
            side.addStretch()
            row.addLayout(side, 1)
        self.card.box.addLayout(row)

    def _show_what_applies(self) -> None:
        """Fields that depend on another are there when it says so."""
        raw = {name: field.value() for name, field in self.fields.items()}
        for name, field in self.fields.items():
            when = scalars(self._draft.type)[name][1].when
            if when is not None:
                set_shown(field, when(raw))

    def _input(self, name: str) -> Input:
        today = self._page.frame.clock.today
        made = declared_input(name, self._draft, today=today, lists=lambda: self._lists)
        if isinstance(made, NamedField):
            made.wanted.connect(lambda text: self._add_named(made, text))
        return made

    def _add_named(self, field: NamedField, name: str) -> None:
        def then(made: tuple[str, Lists]) -> None:
            entry, self._lists = made
            field.made(entry)

        self._page.frame.work.run(intake_form.new_named, field.kind, name, then=then)

    def _offer_merging(self, others: Sequence[Listed]) -> None:
        button = Button(_("The same as another: merge …"), "quiet", key="Alt+M")
        button.clicked.connect(lambda: self._merge(others))
        QShortcut(QKeySequence("Alt+M"), self, lambda: self._merge(others))
        row = line()
        row.addWidget(button)
        row.addStretch()
        self.card.box.addLayout(row)

    def _merge(self, others: Sequence[Listed]) -> None:
        self.leave()
        MergeSheet(self._page, self._draft, others)


class MergeSheet(Ask):
    """Which other entry this one is the same as."""

    def __init__(self, page: Page, draft: Draft, others: Sequence[Listed]) -> None:
        name = draft.get("name")
        said = _(
            "Everything that names “{name}” will name the other one instead. It can be undone.", name=name
        )
        super().__init__(page, _("Merge “{name}” into …", name=name), said, _("Merge"))
        self._draft = draft
        options = [Suggestion(one.name, one.facts, one.id) for one in others]
        self.field("into", PickField(_("The right entry"), lambda: options, placeholder=_("First letters")))
        self.show_now()

    def submit(self) -> None:
        into = self.said()["into"]
        if not into:
            self.refuse(_("Choose the entry that is to stay."))
            return
        self.do(merge_listed, self._draft.type, self._draft.record_id, into=into)
