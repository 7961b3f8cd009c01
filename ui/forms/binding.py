"""Between a form and what is kept of it: every change is written into the draft and kept within two seconds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.actions import drafts
from app.base.errors import AppError
from app.base.languages import _
from app.entry.draft import Draft
from app.entry.privacy import takes_words
from app.entry.problems import Invalid, Problem
from app.entry.reading import write
from app.records.field import Field
from app.records.registry import scalars
from ui.forms.field import Input, mark_free
from ui.forms.foot import Foot
from ui.forms.suggest import PickField
from ui.forms.text import NoteField
from ui.theme import dates
from ui.work import Work

T = TypeVar("T")
AFTER_LAST_KEY = 900  # milliseconds
AT_LATEST = 1700  # after the first key that is not kept yet: with the writing itself less than two seconds


class FormDraft(QObject):
    """One draft and the inputs that show it.

    `add` an input under the name of its field: its text is written into `draft.raw`, the draft is kept by itself, the
    foot says so, and a problem with this name is shown at it. Fields of nested drafts have names such as
    "referrals.0.to". What is no Input calls `touch` after changing the draft.

    told: title and person that the list of drafts shows. reveal: open what hides an input that gets a problem.
    """

    touched = Signal(str)  # the name of the field that the user changed
    refused = Signal()  # saving was not possible; the problems stand at their fields

    def __init__(
        self,
        draft: Draft,
        work: Work,
        foot: Foot,
        *,
        told: Callable[[], tuple[str, str]],
        reveal: Callable[[QWidget], None] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.draft = draft
        self.said: set[str] = set()  # the fields that the user has changed
        self.fields: dict[str, Input] = {}
        self._work, self._foot, self._told, self._reveal = work, foot, told, reveal
        self._under: dict[str, Input] = {}
        self._conditions: dict[str, Field] = {}
        self._drafts: dict[str, Draft] = {}
        self._start, self._kept, self._unsaved, self._ended = "", False, False, False
        self._then: Callable[[Any], None] | None = None
        self._soon = self._timer(AFTER_LAST_KEY)
        self._latest = self._timer(AT_LATEST)
        self.begin(draft, found=False)

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(self.keep)
        return timer

    def begin(self, draft: Draft, *, found: bool) -> None:
        """From now on this is the draft as it was opened; found: it lies in the store already."""
        self.draft, self._kept = draft, found
        self._start = "" if found else self._text()

    # --- fields ---

    def add(self, name: str, field: Input, *, of: Draft | None = None, because: str = "") -> Input:
        """Show the draft's text in this input and write back what the user says.

        of: the nested draft that the field belongs to. because: why a field that only sometimes applies is there.
        """
        owner, plain = of or self.draft, name.rpartition(".")[2]
        self.fields[name] = field
        if of is not None:
            self._drafts[name] = of
        field.setObjectName(name)
        if plain in owner.raw:
            field.set_value(owner.raw[plain])
        field.changed.connect(lambda: self._changed(name, field))
        declaration = scalars(owner.type).get(plain)
        if declaration is not None and takes_words(declaration[1], plain):
            mark_free(field.target())
        if declaration is not None and declaration[1].when is not None:
            self._conditions[name] = declaration[1]
            field.set_key(because)
            self._apply(name)
        return field

    def forget(self, names: Iterable[str]) -> None:
        """These inputs are gone."""
        for name in list(names):
            self.fields.pop(name, None)
            self._conditions.pop(name, None)
            self._drafts.pop(name, None)

    def under(self, name: str, field: Input) -> None:
        """Show problems with this name at an input that is bound under another one, or not at all."""
        self._under[name] = field

    def show(self, names: Iterable[str] | None = None) -> None:
        """Show what the draft says now, in all inputs or in these."""
        for name in list(self.fields if names is None else names):
            owner, plain = self._owner(name), name.rpartition(".")[2]
            if plain in owner.raw:
                self.fields[name].set_value(owner.raw[plain])
            elif plain in scalars(owner.type):
                self.fields[name].set_value(_beginning(owner, plain))
        self._apply_all()

    def write(self, values: Mapping[str, str]) -> None:
        """Let the draft say this, where the user has not said something else."""
        self.draft.raw |= {name: text for name, text in values.items() if name not in self.said}

    def touch(self, name: str) -> None:
        """The user changed something: keep it soon."""
        self.said.add(name)
        self._apply_all()
        self.touched.emit(name)
        if self._ended:
            return
        self._unsaved = True
        self._foot.writing()
        self._soon.start()
        if not self._latest.isActive():
            self._latest.start()

    def _changed(self, name: str, field: Input) -> None:
        self._owner(name).raw[name.rpartition(".")[2]] = field.value()
        self.touch(name)

    def _owner(self, name: str) -> Draft:
        return self._drafts.get(name, self.draft)

    def _apply_all(self) -> None:
        for name in self._conditions:
            self._apply(name)

    def _apply(self, name: str) -> None:
        """A question that does not apply is hidden; its answer stays in the draft."""
        when = self._conditions[name].when
        field = self.fields[name]
        if when is not None and not when(self._owner(name).raw):
            field.hide()
        elif field.parentWidget() is not None:  # shown without a parent it would be a window of its own
            field.show()

    # --- keeping ---

    def keep(self) -> None:
        """Keep the draft now, if anything was changed since it was kept."""
        self._stop()
        if not self._unsaved or self._ended:
            return
        self._unsaved = False
        self._kept = True
        self.draft.place = self._place() or self.draft.place
        title, person = self._told()
        self._work.run(
            drafts.keep_draft,
            self.draft.to_json(),
            title=title,
            person=person,
            then=self._was_kept,
            failed=self._not_kept,
        )

    def leave(self) -> None:
        """The form is closed or covered: keep the draft, or drop one that says no more than it began with."""
        if self._ended:
            return
        if self._text() != self._start:
            self.keep()
            return
        self._stop()
        if self._unsaved and self._kept:
            self._work.run(drafts.drop_draft, self.draft.id)
        self._unsaved = False

    def is_blank(self) -> bool:
        """Whether nothing has been said yet."""
        return self._text() == self._start

    def _stop(self) -> None:
        self._soon.stop()
        self._latest.stop()

    def _text(self) -> str:
        bare = Draft.from_json(self.draft.to_json())
        bare.place = ""
        return bare.to_json()

    def _was_kept(self, when: dt.datetime) -> None:
        if not self._unsaved and not self._ended:
            self._foot.kept(dates.clock(when))

    def _not_kept(self, error: BaseException) -> None:
        self._unsaved = True
        if not isinstance(error, AppError):
            raise error
        self._foot.failed(str(error))

    # --- the place of the cursor ---

    def _place(self) -> str:
        here = QApplication.focusWidget()
        for name, field in self.fields.items():
            if here is not None and here is field.target():
                return f"{name}:{_caret(field)}"
        return ""

    def go_back(self) -> bool:
        """Put the cursor where it was when the draft was kept; False where that place is not there."""
        name, _colon, caret = self.draft.place.rpartition(":")
        field = self.fields.get(name)
        if field is None or not caret.isdigit():
            return False
        field.take_focus()
        _set_caret(field, int(caret))
        return True

    # --- saving ---

    def save(self, action: Callable[..., T], then: Callable[[T], None]) -> None:
        """Do the action with a copy of the draft; what is wrong is shown at its field and nothing is lost."""
        if self._ended or not self._all_in_lists():
            return
        self._stop()
        self._ended, self._then = True, then  # an autosave after the action would bring the draft back
        for field in (*self.fields.values(), *self._under.values()):
            field.error("")
        self._work.run(action, Draft.from_json(self.draft.to_json()), then=self._saved, failed=self._failed)

    def _all_in_lists(self) -> bool:
        """A text that is in no list would be lost without a word: it is said at its field, and nothing is saved."""
        bad = [
            one
            for one in self.fields.values()
            if isinstance(one, PickField) and not one.isHidden() and not one.check()
        ]
        if not bad:
            return True
        self._foot.failed(_("Not saved yet: look at what is marked."))
        if self._reveal is not None:
            self._reveal(bad[0])
        bad[0].take_focus()
        self.refused.emit()
        return False

    def _saved(self, result: Any) -> None:
        if self._then is not None:
            self._then(result)

    def _failed(self, error: BaseException) -> None:
        self._ended, self._unsaved = False, True
        if isinstance(error, Invalid):
            self.problems(error.problems)
        elif isinstance(error, AppError):
            self._foot.failed(str(error))
        else:
            raise error
        self.refused.emit()

    def problems(self, found: list[Problem]) -> None:
        """Show each problem at its field and go to the first; what belongs to no field stands in the foot."""
        self._foot.failed(_("Not saved yet: look at what is marked."))
        first: Input | None = None
        for problem in found:
            field = self._at(problem)
            if field is None:
                self._foot.failed(problem.text())
                continue
            field.error(problem.text())
            first = first or field
        if first is not None:
            if self._reveal is not None:
                self._reveal(first)
            first.take_focus()

    def _at(self, problem: Problem) -> Input | None:
        whole = ".".join(str(part) for part in problem.path)
        for fields in (self._under, self.fields):
            for name in (whole, str(problem.path[0])):
                if name in fields:
                    return fields[name]
        return None


def _beginning(draft: Draft, name: str) -> str:
    """The text of a field of which the draft says nothing."""
    declared, spec = scalars(draft.type)[name]
    return write(spec, declared.default)


def _caret(field: Input) -> int:
    if isinstance(field, NoteField):
        return field.caret()
    target = field.target()
    return target.cursorPosition() if isinstance(target, QLineEdit) else 0


def _set_caret(field: Input, position: int) -> None:
    target = field.target()
    if isinstance(field, NoteField):
        field.set_caret(position)
    elif isinstance(target, QLineEdit):
        target.setCursorPosition(position)
