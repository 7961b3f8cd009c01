"""The lines of a language to be read and corrected, one below the other; on the page of a language and in place on Paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.actions.line_room import NoRoom
from app.actions.wording import LineShown, correct_line, lines_of, take_back_line
from app.base.errors import AppError
from app.base.languages import _
from app.store.store import Changes
from ui.forms.order import follow_reading_order
from ui.pages.languages.reading import ScriptEdit, reveal, turned
from ui.pages.languages.room import RoomCheck
from ui.shell.page import Frame, Section
from ui.slices import Slices
from ui.theme import TOP, Button, Label, Pill, Role, column, line, restyle, set_shown

AT_ONCE = 4  # rows that are made before anything is drawn; the others follow while nobody waits


class LineRow(QWidget):
    """One line: Norwegian, English, the text to be written in; kept by Enter, by Ctrl+Enter and on leaving it.

    `kept` says that something was changed, `on` that the next line is wanted.
    """

    kept = Signal(str)
    on = Signal()

    def __init__(self, frame: Frame, language: str, shown: LineShown) -> None:
        super().__init__()
        self._frame, self.language, self.line = frame, language, shown
        self._busy, self._sent = False, ""
        box = column(self, (12, 10, 12, 10), 4)
        self._norwegian, self._english = Label("", "", wrap=True), Label("", "small", wrap=True)
        self._own, self._rights = Pill(_("own words"), "accent"), Pill(_("about rights"), "warn")
        head = line(gap=8)
        head.addWidget(self._norwegian, 1)
        for widget in (self._rights, self._own, Label(shown.key, "key")):
            head.addWidget(widget, 0, TOP)
        box.addLayout(head)
        box.addWidget(self._english)
        self.edit = ScriptEdit(language, shown.text)
        self.edit.installEventFilter(self)
        self.edit.textChanged.connect(self._typed)
        self.edit.done.connect(self._done)
        self.edit.shipped.connect(self.take_back)
        self.edit.resized.connect(self.fit)
        box.addWidget(self.edit)
        self._says = Label("", "small", wrap=True)
        box.addWidget(self._says)
        self._before: QWidget | None = None
        self._before_text: Label | None = None
        self._room = RoomCheck(frame, language, shown.key, self._told, self)
        self._say("", "small")
        self.tell(shown)

    def tell(self, shown: LineShown) -> None:
        """Show this line; what is being written meanwhile stays."""
        if not self.edit.differs:
            self.edit.show_text(shown.text)
        self.line = shown
        self._norwegian.setText(shown.norwegian)
        self._english.setText(shown.english)
        set_shown(self._english, shown.english not in (shown.norwegian, shown.shipped))
        set_shown(self._own, bool(shown.own))
        set_shown(self._rights, shown.rights)
        self._show_shipped()
        self._describe(self._says.text())
        self.fit()

    def hasHeightForWidth(self) -> bool:
        """It takes the height it needs by itself: two hundred of them would measure each other at every letter."""
        return False

    def fit(self) -> None:
        """Take the height that the texts need at this width."""
        box = self.layout()
        if box is not None and self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            self.setFixedHeight(max(40, box.heightForWidth(self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()

    def keep(self) -> None:
        """Keep what was written, if anything was; say below the line what is in the way."""
        text = self.edit.toPlainText()
        if not self.edit.differs or self._busy:
            return
        self._busy, self._sent = True, text
        self._room.now(text)
        self._frame.work.run(
            correct_line, self.language, self.line.key, text, then=self._kept, failed=self._failed
        )

    def take_back(self) -> None:
        """Let the shipped text stand again."""
        self.edit.show_text(self.line.text)
        if self.line.own:
            self._sent = self.line.text
            self._frame.work.run(
                take_back_line, self.language, self.line.key, then=self._kept, failed=self._failed
            )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.edit and event.type() == QEvent.Type.FocusOut:
            self.keep()
        elif watched is self.edit and event.type() == QEvent.Type.FocusIn:
            reveal(self)
        return False

    def _typed(self) -> None:
        if self.edit.differs:
            self._mark(bad=False)
            self._say("", "small")
            self._room.soon(self.edit.toPlainText())

    def _done(self, go_on: bool) -> None:
        if go_on:
            self.on.emit()  # leaving it keeps it
        else:
            self.keep()

    def _kept(self, _changes: Changes) -> None:
        self._busy = False
        self._mark(bad=False)

        def then(found: tuple[LineShown, ...]) -> None:
            if self.edit.toPlainText() == self._sent:
                self.edit.before = self._sent  # it is kept, perhaps cleaned
            self.tell(found[0])
            self.kept.emit(self.line.key)
            if not self.edit.hasFocus():  # what was written since, and left
                self.keep()

        self._frame.work.ask(lines_of, self.language, (self.line.key,), then=then)

    def _failed(self, error: BaseException) -> None:
        self._busy = False
        if not isinstance(error, AppError):
            self._frame.fail(error)
            return
        self._mark(bad=True)
        self._say(f"{error.text()} {error.todo()}", "error")

    def _told(self, found: tuple[NoRoom, ...]) -> None:
        if self.edit.property("bad") != "1":
            self._say("\n".join(one.said() for one in found), "warning")

    def _say(self, text: str, role: Role) -> None:
        self._says.setText(text)
        self._says.use_role(role)
        set_shown(self._says, bool(text))
        self._describe(text)
        self.fit()

    def _mark(self, *, bad: bool) -> None:
        restyle(self.edit, bad="1" if bad else "0")

    def _describe(self, problem: str) -> None:
        """What a screen reader says: the Norwegian is the name of the field."""
        self.edit.setAccessibleName(self.line.norwegian)
        own = _("own words; F8: the shipped text again") if self.line.own else ""
        rights = _("about rights") if self.line.rights else ""
        self.edit.setAccessibleDescription(". ".join(part for part in (problem, rights, own) if part))

    def _show_shipped(self) -> None:
        """Below a line in own words the shipped one, with the way back to it; made when there first is one."""
        if self._before is None:
            if not self.line.own:
                return
            self._before = QWidget()
            row = line(self._before, gap=8)
            self._before_text = Label("", "muted", wrap=True)
            turned(self._before_text, self.language)
            row.addWidget(self._before_text, 1)
            back = Button(_("Take the shipped text back"), "quiet", key="F8", height=28, pad=8)
            back.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its key is in the line above
            back.clicked.connect(self.take_back)
            row.addWidget(back, 0, TOP)
            box = self.layout()
            assert box is not None
            box.addWidget(self._before)
        if self._before_text is not None:
            self._before_text.setText(self.line.shipped)
        set_shown(self._before, bool(self.line.own))


class LineEditor(QWidget):
    """Lines of one language: those of the keys, in that order, or all of them with the sheets as headings.

    A row is made when its turn comes: the first ones at once, the others while nobody waits, those that are filtered out
    not at all. `changed` carries the key of a line that was changed; `filled` says that new rows are all there now.
    """

    changed = Signal(str)
    filled = Signal()

    def __init__(self, frame: Frame, language: str, keys: Sequence[str] = ()) -> None:
        super().__init__()
        self._frame = frame
        self._box = column(self, gap=2)
        self._box.addStretch(1)
        self._shown: tuple[LineShown, ...] = ()
        self._wanted: list[int] = []  # places in _shown, of the lines that the filter lets through
        self._made: dict[int, LineRow] = {}
        self._headings: dict[int, Section] = {}  # by the place of the first line below
        self._slices: Slices | None = None
        self._typed = ""
        self.language, self._keys = language, tuple(keys)
        frame.work.changed.connect(self._follow)
        self.read()

    @property
    def rows(self) -> list[LineRow]:
        """The rows that are made and shown, from the top down."""
        return [self._made[at] for at in self._wanted if at in self._made]

    def show_lines(self, language: str, keys: Sequence[str] = ()) -> None:
        """These lines from now on; what was being written is kept."""
        if (language, tuple(keys)) != (self.language, self._keys):
            self.keep()
            self.language, self._keys = language, tuple(keys)
            self.read()

    def read(self) -> None:
        """Read the lines again, as after a change or its undo; rows that stand there stay."""
        self._frame.work.ask(lines_of, self.language, self._keys, then=partial(self._show, self.language))

    def keep(self) -> None:
        """Keep what is half-written."""
        for row in self._made.values():
            row.keep()

    def filtered_by(self, typed: str) -> int:
        """Show only the lines that what is typed stands in; how many."""
        self._typed = typed.strip()
        self._lay_out()
        return len(self._wanted)

    def first(self) -> QWidget | None:
        """The field of the first line that is shown."""
        return self._row(self._wanted[0]).edit if self._wanted else None

    def _follow(self, changes: Changes) -> None:
        """Lines that were changed or taken back, wherever that was done."""
        if any(kind == "sheet_line" for kind, _id in changes.records):
            self.read()

    def _show(self, language: str, found: tuple[LineShown, ...]) -> None:
        if language != self.language:
            return  # an answer to what was asked before
        same = [one.key for one in found] == [one.key for one in self._shown]
        if not same or any(row.language != language for row in self._made.values()):
            self._clear()
        self._shown = found
        for at, row in self._made.items():
            if row.line != found[at]:
                row.tell(found[at])
        self._lay_out()

    def _lay_out(self) -> None:
        self._wanted = [at for at, one in enumerate(self._shown) if one.answers(self._typed)]
        wanted = set(self._wanted)
        for at, row in self._made.items():
            if at not in wanted:
                set_shown(row, False)
        groups = {self._shown[at].group for at in self._wanted}
        for at, heading in self._headings.items():
            set_shown(heading, self._shown[at].group in groups)
        self._stop()
        steps = self._fill()
        for _number in range(AT_ONCE):
            next(steps, None)
        self._slices = Slices(steps, self)

    def _fill(self) -> Iterator[None]:
        """Make or show what is wanted: one that is made takes a part of a frame, those that are there are many to one."""
        made_new = False
        for number, at in enumerate(self._wanted):
            is_new = at not in self._made
            set_shown(self._row(at), True)
            made_new = made_new or is_new
            if is_new or number % 16 == 0:
                yield
        if made_new:
            follow_reading_order(self)
            QTimer.singleShot(0, self, self.filled.emit)

    def _row(self, at: int) -> LineRow:
        """The row of a line, made now if it is not there yet, with its heading."""
        if at not in self._made:
            self._head(self._shown[at].group)
            row = LineRow(self._frame, self.language, self._shown[at])
            row.kept.connect(self.changed)
            row.on.connect(lambda: self._after(at))
            self._box.insertWidget(self._below(at, row=True), row)
            self._made[at] = row
        return self._made[at]

    def _head(self, group: str) -> None:
        first = next(at for at, one in enumerate(self._shown) if one.group == group)
        if not self._keys and first not in self._headings:
            heading = Section(group)
            self._box.insertWidget(self._below(first, row=False), heading)
            self._headings[first] = heading

    def _below(self, at: int, *, row: bool) -> int:
        """Where a row or a heading belongs among those that are there."""
        above = sum(1 for place in self._made if place < at)
        return above + sum(1 for place in self._headings if place < at or (row and place == at))

    def _after(self, at: int) -> None:
        following = next((place for place in self._wanted if place > at), None)
        if following is None:
            self._made[at].keep()
        else:
            self._row(following).edit.setFocus(Qt.FocusReason.TabFocusReason)

    def dismantle(self) -> Iterator[None]:
        """Take the rows away, a few at each step: two hundred at once would hold up what is shown instead."""
        self._stop()
        rows, self._made = list(self._made.values()), {}
        yield from _gone(rows)

    def _clear(self) -> None:
        self._stop()
        going: list[QWidget] = [*self._made.values(), *self._headings.values()]
        for widget in going:
            self._box.removeWidget(widget)
            widget.hide()
        self._made, self._headings = {}, {}
        Slices(_gone(going), self)

    def _stop(self) -> None:
        if self._slices is not None:
            self._slices.deleteLater()
            self._slices = None


def _gone(widgets: Sequence[QWidget]) -> Iterator[None]:
    for number, widget in enumerate(widgets):
        widget.deleteLater()
        if number % 4 == 3:
            yield
