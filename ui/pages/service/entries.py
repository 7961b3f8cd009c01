"""A log of the service: a line of fields that is ready for the next entry, the entries below it, newest first."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.actions import intake_form
from app.actions.intake_form import Lists
from app.actions.service_records import Noted, NotedOf, drop_noted, noted, save_noted
from app.base.languages import N_, _
from app.entry.draft import Draft
from app.entry.validate import to_draft
from app.records.registry import scalars
from ui.forms.declared import declared_input
from ui.pages.service.slips import SlipsSheet
from ui.shell.ask import Ask
from ui.shell.page import Action, Page
from ui.theme import Button, Label, Pill, Row, clear, column, dates, line

ABOUT = {
    "duty": N_(
        "Who does what, and in which months. The one with the overall responsibility stands first (questions S1 and S2)."
    ),
    "staff_told": N_("Each time people who work in the prison were told about the guidance (question T1)."),
    "subject_link": N_(
        "Lessons that showed what their subject can be used for in work or studies (question I5)."
    ),
    "staff_education": N_("What those who guide have studied (question K4)."),
    "course_taken": N_("Courses, network meetings and the like (question K3)."),
    "feedback": N_("Answers on anonymous slips, counted by hand (question K2). Nothing says who answered."),
    "time_use": N_(
        "Your own weeks. The minutes of guidance come from the sessions; the rest is written here, if at all, once a week."
    ),
}
NONE = {
    "duty": N_("Nobody is written down yet. Begin with who has the overall responsibility."),
    "staff_told": N_("Nothing is written down yet: one line each time the staff was told."),
    "subject_link": N_("Nothing is written down yet: one line for each lesson."),
    "staff_education": N_("Nothing is written down yet: one line for each education."),
    "course_taken": N_("Nothing is written down yet: one line for each course or meeting."),
    "feedback": N_("No slips are counted yet. The slip itself is printed from Paper."),
    "time_use": N_("No week is written down yet."),
}
_BESIDE: Mapping[
    str, tuple[str, str, str, str, Mapping[str, str]]
] = {  # what it says, key, icon, page, about
    "duty": (N_("Print the year wheel"), "Ctrl+P", "printer", "paper", {"document": "year_wheel"}),
    "feedback": (
        N_("This year beside last year"),
        "Alt+P",
        "chart",
        "numbers",
        {"table": "feedback_feedback_1"},
    ),
}


class EntriesSection(QWidget):
    """One log. Alt+N writes a new entry, Enter opens one, Del takes it out (Ctrl+Z brings it back)."""

    def __init__(self, page: Page, kind: str) -> None:
        super().__init__()
        self.kind, self._page = kind, page
        self._found: NotedOf | None = None
        self._aim = ""
        self.offered: tuple[Action, ...] = ()  # for Ctrl+K
        box = column(self, gap=8)
        head = self._head = line(gap=8)
        said = Label(_(ABOUT[kind]), "muted", wrap=True)
        if kind in _BESIDE:  # two buttons leave a narrow window no room for words beside them
            box.addWidget(said)
        else:
            head.addWidget(said, 1)
        self.add = Button(_("New"), "primary", icon="plus", key="Alt+N")
        self.add.clicked.connect(self.begin)
        head.addWidget(self.add, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(head)
        QShortcut(QKeySequence("Alt+N"), self, self.begin)
        if kind in _BESIDE:
            self._beside(*_BESIDE[kind])
            head.addStretch()
        self._summary = Label("", "strong", wrap=True)
        self._summary.hide()
        box.addWidget(self._summary)
        self._list = column(gap=1)
        box.addLayout(self._list)
        self.read()

    def _beside(self, text: str, key: str, icon: str, page: str, about: Mapping[str, str]) -> None:
        """What is made of these entries, one key away."""
        button = Button(_(text), icon=icon, key=key)
        button.clicked.connect(lambda: self._page.frame.go(page, **about))
        QShortcut(QKeySequence(key), self, button.click)
        self.offered = (Action(text=_(text), key=key, icon=icon, run=button.click),)
        self._head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def read(self) -> None:
        """Read the log again, as after every change and its undo."""
        self._page.frame.work.ask(noted, self.kind, then=self._show, instead_of=f"service.{self.kind}")

    def aim(self, entry: str) -> None:
        """The focus to an entry, now or as soon as it is there."""
        row = next((row for row in self.findChildren(NotedRow) if row.one.record.id == entry), None)
        self._aim = "" if row else entry
        if row is not None:
            self._page.focus_when_shown(row)

    def begin(self) -> None:
        """An empty form with what is usual in it."""
        if self._found is not None:
            self.open_form(Draft.from_json(self._found.blank.to_json()))

    def open_form(self, draft: Draft) -> None:
        """The form of a new entry or an old one."""
        if self.kind == "feedback":
            SlipsSheet(self._page, draft)
            return

        def known(lists: Lists) -> None:
            EntryForm(self._page, draft, lists)

        self._page.frame.work.ask(intake_form.lists, then=known)

    def _show(self, found: NotedOf) -> None:
        if found == self._found:
            return
        at = next((place for place, row in enumerate(self.findChildren(NotedRow)) if row.hasFocus()), None)
        self._found = found
        self._summary.setText(found.summary)
        self._summary.setVisible(bool(found.summary))
        clear(self._list)
        rows = [NotedRow(self, one) for one in found.rows]
        for row in rows:
            self._list.addWidget(row)
        if not rows:
            self._list.addWidget(Label(_(NONE[self.kind]), "muted", wrap=True))
        if self._aim:
            self.aim(self._aim)
        elif at is not None:
            self._page.focus_when_shown(rows[min(at, len(rows) - 1)] if rows else self.add)

    def drop(self, one: Noted) -> None:
        """Take an entry out; the bar at the foot brings it back."""
        self._page.frame.work.run(drop_noted, self.kind, one.record.id)


class NotedRow(Row):
    """One entry. Enter opens it, Del takes it out."""

    def __init__(self, section: EntriesSection, one: Noted) -> None:
        self._section, self.one = section, one
        day = dates.day_full(one.day) if one.day and section.kind != "time_use" else ""
        said = ", ".join(part for part in (one.title, one.marked, one.facts, day) if part)
        super().__init__(said, margins=(12, 9, 12, 9))
        self.two(one.title, one.facts)
        if one.marked:
            self.add(Pill(one.marked))
        self.enter_hint()
        if day:
            self.add(Label(day, "small"))
        self.setAccessibleDescription(_("Enter: change. Del: take out."))
        self.clicked.connect(lambda: section.open_form(to_draft(one.record)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and not event.modifiers():
            self._section.drop(self.one)
            return
        super().keyPressEvent(event)


class EntryForm(Ask):
    """The fields of an entry, made from its declaration."""

    def __init__(self, page: Page, draft: Draft, lists: Lists) -> None:
        title = _("Change the entry") if draft.record_id else _("New entry")
        super().__init__(page, title, "", _("Save"))
        self._draft = draft
        for name in scalars(draft.type):
            today = page.frame.clock.today
            self.field(name, declared_input(name, draft, today=today, lists=lambda: lists))
        first = next((field for field in self.fields.values() if not field.value()), None)
        self.show_now(None if draft.record_id else first)

    def submit(self) -> None:
        for name, field in self.fields.items():
            self._draft.raw[name] = field.value()
        self.do(save_noted, self._draft)
