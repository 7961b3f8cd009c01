"""The list of people: letters and chips above it, ids and pages in it, those who have left below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.actions.people_list import FoundPeople, ListedPerson, found_people, listed_people
from app.base.languages import _, ngettext_, pgettext_
from app.records.choices import label
from app.store.questions.people import ELSEWHERE, RESTRICTED
from ui.forms import ChipGroup, LineEdit
from ui.forms.order import follow_reading_order
from ui.lists import EmptyState, IdList, Offer, RowFace
from ui.lists.ids import Answer
from ui.pages.people.head import tile_of
from ui.shell.page import Frame
from ui.theme import Button, Card, column, dates

WIDE, NARROW = 392, 300
BESIDE_OFFER = 56  # what the card and the empty state leave free on both sides
WAIT = 50  # ms between the last letter and the question to the store
GONE = "gone"


class Finder(Card):
    """`chosen` fires with a person's id, `opened` on Enter, `wanted_new` with the name of somebody to add."""

    chosen = Signal(str)
    opened = Signal(str)
    wanted_new = Signal(str)
    counted = Signal(object)  # FoundPeople

    def __init__(self, frame: Frame) -> None:
        super().__init__((0, 12, 0, 6), 8)
        self._frame = frame
        self._found: FoundPeople | None = None
        self._choose, self._enter = "", False
        self.setFixedWidth(WIDE)
        self.filter = LineEdit(placeholder=_("Name, alias, ward or language"))
        self.filter.setAccessibleName(_("Find a person"))
        self.filter.setClearButtonEnabled(False)
        self.filter.installEventFilter(self)
        self.chips = ChipGroup(
            "",
            {
                "all": pgettext_("people", "All"),
                "new": pgettext_("people", "New"),
                "no_plan": _("Without plan"),
                "near_release": _("Near release"),
            },
            value="all",
            name=_("Show"),
        )
        head = column(margins=(14, 0, 14, 0), gap=8)
        head.addWidget(self.filter)
        head.addWidget(self.chips)
        self.box.addLayout(head)
        self.list = IdList(self._fetch, _("People"))
        self.box.addWidget(self.list, 1)
        self._nobody: EmptyState | None = None
        foot = column(margins=(10, 0, 10, 0))
        self.gone = Button("", "quiet", icon="archive", height=30, pad=8)
        self.theirs = Button("", "quiet", icon="users", height=30, pad=8)
        self.theirs.hide()
        foot.addWidget(self.theirs, 0, Qt.AlignmentFlag.AlignLeft)
        foot.addWidget(self.gone, 0, Qt.AlignmentFlag.AlignLeft)
        self.box.addLayout(foot)
        self._connect()

    def _connect(self) -> None:
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT)
        self._timer.timeout.connect(self.reload)
        self.filter.textEdited.connect(lambda _text: self._timer.start())
        self.chips.changed.connect(self._chip_said)
        self.gone.clicked.connect(self._turn_gone)
        self.theirs.clicked.connect(self._turn_theirs)
        self.list.chosen.connect(self._chosen)
        self.list.opened.connect(self.opened.emit)
        self.list.typed.connect(self._typed)

    # --- asking ---

    def chip(self) -> str:
        """The chip that is chosen; "gone" shows those who have left, "elsewhere" whose case is a colleague's."""
        if self.theirs.on:
            return ELSEWHERE
        return GONE if self.gone.on else self.chips.value() or "all"

    def show_chip(self, chip: str) -> None:
        """Choose a chip and forget the letters."""
        self.gone.set_on(chip == GONE)
        self.theirs.set_on(chip == ELSEWHERE)
        self.chips.set_value("" if chip in (GONE, ELSEWHERE) else chip)
        self.filter.clear()

    def reload(self, *, choose: str = "") -> None:
        """Ask again who is in the list; `choose` is to be chosen in it."""
        self._choose = choose or self._choose
        self._timer.stop()
        self._frame.work.ask(
            found_people,
            text=self.filter.text().strip(),
            chip=self.chip(),
            then=self._show,
            instead_of="people.list",
        )

    def compact(self, narrow: bool) -> None:
        """Take less room in a narrow window."""
        self.setFixedWidth(NARROW if narrow else WIDE)

    # --- showing ---

    def _show(self, found: FoundPeople) -> None:
        choose, self._choose = self._choose, ""
        same = self._found is not None and self._found.ids == found.ids
        self._found = found
        self.counted.emit(found)
        self._show_gone(found.counts[GONE])
        self._show_theirs(found.counts.get(ELSEWHERE, 0), restricted=found.counts.get(RESTRICTED, 0))
        if same and found.ids:
            self.list.rows.refresh()
            if choose:
                self.list.choose(choose)
        else:
            self._show_ids(found, choose)
        self._show_nobody(found)
        if self._enter:
            self._enter = False
            self._entered()

    def _show_ids(self, found: FoundPeople, choose: str) -> None:
        before = self.list.current()
        elsewhere = bool(choose) and choose not in found.ids
        with QSignalBlocker(self.list):
            self.list.show_ids(found.ids, choose=choose or before)
            if elsewhere:  # somebody who has left is looked at: nobody in the list is
                self.list.setCurrentIndex(QModelIndex())
        if elsewhere:
            return
        self._chosen(self.list.current())

    def _show_gone(self, count: int) -> None:
        self.gone.setText(ngettext_("{count} archived", "{count} archived", count))
        self.gone.setVisible(bool(count) or self.gone.on)

    def _show_theirs(self, count: int, *, restricted: int) -> None:
        """Colleagues' people and those whose case is restricted, where there are any."""
        theirs = _("{count} with colleagues", count=count - restricted) if count > restricted else ""
        closed = ngettext_("{count} restricted", "{count} restricted", restricted) if restricted else ""
        self.theirs.setText(" · ".join(part for part in (theirs, closed) if part))
        self.theirs.setVisible(bool(count) or self.theirs.on)

    def _show_nobody(self, found: FoundPeople) -> None:
        """An empty list says what comes next."""
        self.list.setVisible(bool(found.ids))
        if self._nobody is not None:
            self._nobody.hide()
            self.box.removeWidget(self._nobody)
            self._nobody.deleteLater()
            self._nobody = None
        if not found.ids:
            self._nobody = self._empty(found)
            self.box.insertWidget(1, self._nobody, 1)
            follow_reading_order(self)

    def _empty(self, found: FoundPeople) -> EmptyState:
        if found.theirs:
            return self._with_colleagues(found)
        if found.text:
            offer = Offer(
                "user-plus", _("New person “{name}”", name=found.text), _("A name is enough"), _("Enter")
            )
            offer.clicked.connect(lambda: self.wanted_new.emit(found.text))
            offer.setFixedWidth(self.width() - BESIDE_OFFER)
            return EmptyState("search", _("Nobody of that name"), "", [offer])
        if found.chip == "all":
            offer = Offer("user-plus", _("New person"), _("A name is enough"), "Ctrl+Shift+N")
            offer.clicked.connect(lambda: self.wanted_new.emit(""))
            offer.setFixedWidth(self.width() - BESIDE_OFFER)
            return EmptyState("users", _("Nobody yet"), _("New person: a name is enough."), [offer])
        return EmptyState("check", _("Nobody here"), _("Nobody fits this choice today."))

    def _with_colleagues(self, found: FoundPeople) -> EmptyState:
        """Somebody of that name is a colleague's: those first, before anybody is entered twice."""
        names = ", ".join(found.theirs[:2]) + (" …" if len(found.theirs) > 2 else "")
        there = Offer("users", _("{count} with colleagues", count=len(found.theirs)), names, _("Enter"))
        there.clicked.connect(self._show_theirs_typed)
        new = Offer("user-plus", _("New person “{name}”", name=found.text), _("A name is enough"), "")
        new.clicked.connect(lambda: self.wanted_new.emit(found.text))
        holder = QWidget()
        box = column(holder, gap=8)
        for offer in (there, new):
            offer.setFixedWidth(self.width() - BESIDE_OFFER)
            box.addWidget(offer)
        return EmptyState("users", _("None of yours"), "", [holder])

    def _show_theirs_typed(self) -> None:
        """Colleagues' people, with the letters that were typed."""
        self.gone.set_on(False)
        self.chips.set_value("")
        self.theirs.set_on(True)
        self.reload()

    def _fetch(self, ids: Sequence[str], answer: Answer) -> None:
        def show(rows: list[ListedPerson]) -> None:
            answer(faces(rows, today=self._frame.clock.today()))

        self._frame.work.ask(listed_people, list(ids), then=show)

    # --- what the user does ---

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.filter and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.list.step(1 if key == Qt.Key.Key_Down else -1)
            return True
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter_key()
            return True
        if key == Qt.Key.Key_Escape and self.filter.text():
            self.filter.clear()
            self.reload()
            return True
        return False

    def _enter_key(self) -> None:
        """Enter right after a letter waits for the list that the letter leaves."""
        if self._found is None or self._found.text != self.filter.text().strip():
            self._enter = True
            self.reload()
        else:
            self._entered()

    def _entered(self) -> None:
        found = self._found
        if found is not None and found.theirs:
            self._show_theirs_typed()
        elif found is not None and not found.ids and (found.text or found.chip == "all"):
            self.wanted_new.emit(found.text)
        elif self.list.current():
            self.opened.emit(self.list.current())

    def _typed(self, letters: str) -> None:
        """Letters typed on the list go on in the field above it."""
        self.filter.setFocus()
        self.filter.setText(self.filter.text() + letters)
        self._timer.start()

    def _chip_said(self) -> None:
        self.gone.set_on(False)
        self.theirs.set_on(False)
        self.reload()

    def _turn_theirs(self) -> None:
        self.show_chip("all" if self.theirs.on else ELSEWHERE)
        self.reload()

    def _turn_gone(self) -> None:
        self.show_chip("all" if self.gone.on else GONE)
        self.reload()

    def _chosen(self, person: str) -> None:
        self.chosen.emit(person)


def faces(rows: Sequence[ListedPerson], *, today: Any) -> Mapping[str, RowFace]:
    """The rows of the list in words."""
    return {one.row.id: _face(one, today) for one in rows}


def _face(one: ListedPerson, today: Any) -> RowFace:
    row = one.row
    activity = ", ".join(label("person.activity", code) for code in row.activity[:2])
    last = _("last {day}", day=dates.day_plain(row.last, today=today)) if row.last else ""
    below = " · ".join(part for part in (row.ward, activity, last) if part)
    pill, tone = _pill(one)
    return RowFace(
        title=row.name,
        aside=row.alias,
        below=below,
        tile=tile_of(row.language),
        pill=pill,
        tone=tone,
    )


def _pill(one: ListedPerson) -> tuple[str, Any]:
    """The one thing about a person that should be seen in the list."""
    row = one.row
    if row.restricted:
        return pgettext_("one person", "Restricted"), "warn"
    if row.keeper:
        return _("with {who}", who=row.keeper), "idle"
    if row.gone:
        return "", "idle"
    if row.overdue:
        return ngettext_("{count} overdue", "{count} overdue", row.overdue), "bad"
    if row.new:
        return pgettext_("one person", "New"), "accent"
    if one.weeks:
        return ngettext_("{count} week", "{count} weeks", one.weeks), "warn"
    return (_("No plan"), "warn") if row.no_plan else ("", "idle")
