"""Who took part in a group: picked by name, ward, activity or an earlier group; came or not; an own line each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.actions import session_form
from app.actions.session_form import Circle
from app.base.languages import _, ngettext_, pgettext_
from app.entry.draft import Draft
from app.records.choices import label
from app.records.registry import scalars
from app.store.questions.picking import PersonLine
from ui.forms import SuggestField, Suggestion, TextField, starting
from ui.forms.field import mark_free
from ui.forms.fields import reader
from ui.forms.text import LineEdit
from ui.forms.when import Today
from ui.theme import Card, FlowBox, Icon, KeyHint, Label, Row, Rule, ScrollColumn, clear, column, line
from ui.work import Work

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _PersonRow(Row):
    """One participant's name: Space came or did not, Enter the own line, Delete takes the person out."""

    turned = Signal()
    wanted_line = Signal()
    removed = Signal()
    moved = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in _ENTER:
            self.wanted_line.emit()
        elif event.key() == Qt.Key.Key_Space:
            self.turned.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)


class _Participant(QWidget):
    """The row, and below it the own line once it is wanted."""

    changed = Signal()
    removed = Signal(object)
    moved = Signal(object, int)

    def __init__(self, draft: Draft, person: PersonLine) -> None:
        super().__init__()
        self.draft, self.whom = draft, person
        box = column(self, gap=2)
        self.row = _PersonRow(person.name, margins=(12, 5, 12, 5), gap=10)
        self._icon = Icon("square-check", "accent", 18)
        self.row.add(self._icon)
        self._name = Label(person.name, "strong")
        self.row.add(self._name)
        self.row.add(Label(person.ward, "small"), 1)
        self._absent = Label(_("did not come"), "small")
        self.row.add(self._absent)
        box.addWidget(self.row)
        self.own = LineEdit(draft.get("line"))
        mark_free(self.own)
        self.own.setAccessibleName(_("Own line for {name}", name=person.name))
        self._holder = QWidget()
        inner = line(self._holder, (40, 2, 12, 6))
        inner.addWidget(self.own)
        box.addWidget(self._holder)
        self._holder.setVisible(bool(draft.get("line")))
        self.row.turned.connect(self.turn)
        self.row.clicked.connect(self.turn)
        self.row.wanted_line.connect(self.write)
        self.row.removed.connect(lambda: self.removed.emit(self))
        self.row.moved.connect(lambda by: self.moved.emit(self, by))
        self.own.textEdited.connect(self._written)
        self.own.returnPressed.connect(self._written_out)
        self._look()

    @property
    def came(self) -> bool:
        """Whether the person was there."""
        return self.draft.get("came") != "no"

    def turn(self) -> None:
        """Came, or did not."""
        self.draft.raw["came"] = "no" if self.came else "yes"
        self._look()
        self.changed.emit()

    def write(self) -> None:
        """Open the own line."""
        self._holder.show()
        self.own.setFocus(Qt.FocusReason.OtherFocusReason)

    def _written(self, text: str) -> None:
        self.draft.raw["line"] = text
        self.changed.emit()

    def _written_out(self) -> None:
        self._holder.setVisible(bool(self.draft.get("line")))
        self.row.setFocus(Qt.FocusReason.TabFocusReason)

    def _look(self) -> None:
        self._icon.show_icon("square-check" if self.came else "square", "accent" if self.came else "muted")
        self._name.use_role("strong" if self.came else "struck")
        self._absent.setVisible(not self.came)
        came = _("came") if self.came else _("did not come")
        self.row.setAccessibleName(f"{self.whom.name}, {came}, {self.whom.ward}".rstrip(", "))


class Participants(Card):
    """`draft` rows are the attendances of the session; they are written into as the user picks and ticks."""

    changed = Signal()

    def __init__(self, work: Work, *, today: Today) -> None:
        super().__init__((0, 16, 0, 8), 0)
        self._work = work
        self._rows: list[Draft] = []
        self._shown: list[_Participant] = []
        self._known: dict[str, PersonLine] = {}
        self._circles: list[Circle] | None = None
        self._typed = ""
        self._head()
        self._scroller = ScrollColumn((8, 0, 8, 0), 0)
        self._lines = column(gap=0)
        self._scroller.box.addLayout(self._lines)
        self._scroller.box.addStretch()
        self.box.addWidget(self._scroller, 1)
        self._bottom(today)
        self._count()

    def _head(self) -> None:
        top = column(margins=(20, 0, 20, 0), gap=8)
        head = line(gap=8)
        head.addWidget(Label(_("Participants"), "h3"))
        self._counted = Label("", "small")
        head.addWidget(self._counted)
        head.addStretch()
        head.addWidget(KeyHint("F6"))
        top.addLayout(head)
        self.pick = SuggestField(
            "",
            placeholder=_("Name, ward or group"),
            name=_("Add participants: name, ward or group"),
            width=328,
        )
        self.pick.asked.connect(self._asked_for)
        self.pick.picked.connect(self._picked)
        top.addWidget(self.pick)
        self.box.addLayout(top)
        keys = FlowBox(8)
        for key, what in ((_("Space"), _("came / did not")), (_("Enter"), _("own line")), ("Del", _("out"))):
            keys.add(_key(key, what))
        below = line(margins=(20, 8, 20, 4))
        below.addWidget(keys)
        self.box.addLayout(below)

    def _bottom(self, today: Today) -> None:
        self.box.addWidget(Rule())
        foot = column(margins=(20, 8, 20, 6), gap=6)
        self.headcount = TextField(
            _("Or only how many came"), reader=reader(scalars("session")["headcount"][1], today=today)
        )
        foot.addWidget(self.headcount)
        self._counts_as = Label("", "small", wrap=True)
        foot.addWidget(self._counts_as)
        self.box.addLayout(foot)

    # --- what is shown ---

    def show_people(self, rows: list[Draft], people: Sequence[PersonLine]) -> None:
        """Show these attendances; from now on they are what is written into."""
        self._rows = rows
        self._shown = []
        clear(self._lines)
        self._known |= {person.id: person for person in people}
        for row in rows:
            if row.get("person") in self._known:
                self._show(row, self._known[row.get("person")])
        self._count()

    def people(self) -> list[PersonLine]:
        """Everyone who was shown here."""
        return list(self._known.values())

    def came(self) -> int:
        """How many came, by the names."""
        return sum(one.came for one in self._shown)

    def _show(self, row: Draft, person: PersonLine) -> None:
        self._known[person.id] = person
        one = _Participant(row, person)
        one.changed.connect(self._touched)
        one.removed.connect(self._remove)
        one.moved.connect(self._move)
        self._shown.append(one)
        self._lines.addWidget(one)

    def _touched(self) -> None:
        self._count()
        self.changed.emit()

    def _move(self, one: _Participant, by: int) -> None:
        at = self._shown.index(one) + by
        if at < 0:
            self.pick.take_focus()
        elif at < len(self._shown):
            self._shown[at].row.setFocus(Qt.FocusReason.TabFocusReason)
            self._scroller.reveal(self._shown[at].row)

    def _remove(self, one: _Participant) -> None:
        at = self._shown.index(one)
        self._shown.remove(one)
        self._rows.remove(one.draft)
        one.hide()
        one.deleteLater()
        near = self._shown[min(at, len(self._shown) - 1)].row if self._shown else self.pick.target()
        near.setFocus(Qt.FocusReason.TabFocusReason)
        self._touched()

    def _count(self) -> None:
        came, away = self.came(), len(self._shown) - self.came()
        parts = [ngettext_("{count} came", "{count} came", came)] if self._shown else [_("nobody yet")]
        parts += [ngettext_("{count} did not", "{count} did not", away)] if away else []
        self._counted.setText(", ".join(parts))
        self.headcount.setVisible(not self._shown)
        if self._shown:
            text = ngettext_(
                "Counts as one event and {count} attendance.",
                "Counts as one event and {count} attendances.",
                came,
            )
        else:
            text = _(
                "Type the first letters of a ward, a workshop or an earlier group to take everyone in it."
            )
        self._counts_as.setText(text)

    # --- picking ---

    def _asked_for(self, typed: str) -> None:
        self._typed = typed
        if self._circles is None:
            self._work.ask(session_form.circles, then=self._know_circles)
        self._work.ask(session_form.find_people, typed, then=self._found, instead_of="session.participants")

    def _know_circles(self, circles: list[Circle]) -> None:
        self._circles = circles

    def _found(self, found: tuple[str, list[PersonLine]]) -> None:
        typed, people = found
        here = {row.get("person") for row in self._rows}
        wide = starting(typed, [option for one in self._circles or [] for option in _options(one)])
        narrow = [_one(person) for person in people if person.id not in here]
        self.pick.offer(typed, _each_circle_once(wide)[:4] + narrow)

    def _picked(self, one: object) -> None:
        if not isinstance(one, Suggestion):
            return
        people = one.data.people if isinstance(one.data, Circle) else (one.data,)
        here = {row.get("person") for row in self._rows}
        first: _Participant | None = None
        for person in people:
            if isinstance(person, PersonLine) and person.id not in here:
                draft = Draft("attendance", {"person": person.id})
                self._rows.append(draft)
                self._show(draft, person)
                first = first or self._shown[-1]
        self.pick.set_value("")
        self._touched()
        if first is not None and isinstance(one.data, Circle):
            first.row.setFocus(Qt.FocusReason.TabFocusReason)


def _key(key: str, what: str) -> QWidget:
    pair = QWidget()
    box = line(pair, gap=5)
    box.addWidget(KeyHint(key))
    box.addWidget(Label(what, "small"))
    return pair


def _one(person: PersonLine) -> Suggestion:
    parts = [person.ward, _("has left") if person.gone else ""]
    return Suggestion(person.name, " · ".join(part for part in parts if part), person)


def _options(circle: Circle) -> list[Suggestion]:
    """A circle under each name that it is known by."""
    count = ngettext_("everyone, {count} person", "everyone, {count} people", len(circle.people))
    if circle.kind == "ward":
        return [Suggestion(circle.name, count, circle)]
    if circle.kind == "activity":
        names = [label("person.activity", circle.name)]
        if circle.name == "workshop":
            names.append(pgettext_("people at prison work", "the workshop"))
        return [Suggestion(name, count, circle) for name in names]
    again = ngettext_("the same {count} person", "the same {count} people", len(circle.people))
    return [
        Suggestion(circle.name or _("last group"), again, circle),
        Suggestion(_("last group"), again, circle),
    ]


def _each_circle_once(options: Sequence[Suggestion]) -> list[Suggestion]:
    kept: dict[int, Suggestion] = {}
    for option in options:
        kept.setdefault(id(option.data), option)
    return list(kept.values())
