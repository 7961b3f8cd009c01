"""The list of interests on the screen: 48 activities, a letter each, and the picture that grows beside them.

It is a conversation starter and no test: nothing is added up to a result, and what is not answered stays unanswered.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.actions.interests import (
    OpenedInterests,
    answers_of,
    open_interest_list,
    save_interest_list,
)
from app.base.languages import _
from app.entry.draft import Draft
from app.records.choices import label
from app.records.choices_interest import ASKED
from app.records.interest import InterestList
from app.store.errors import RecordGone
from app.store.store import Changes
from ui.forms import Foot, NoteField
from ui.forms.binding import FormDraft
from ui.pages.person_work.pictures import InterestPicture
from ui.pages.person_work.rows import WorkRow
from ui.shell.page import Action, Frame, Header, Page, Section
from ui.theme import Card, KeyHint, Label, Pill, ScrollColumn, Tone, clear, column, line

SIDE = 400  # px: the picture
_ANSWERS = {
    Qt.Key.Key_J: "yes",
    Qt.Key.Key_Y: "yes",
    Qt.Key.Key_N: "no",
    Qt.Key.Key_K: "perhaps",
    Qt.Key.Key_P: "perhaps",
}
_NEXT = {"": "yes", "yes": "perhaps", "perhaps": "no", "no": ""}
_TONES: dict[str, Tone] = {"yes": "ok", "perhaps": "accent", "no": "idle"}


class ActivityRow(WorkRow):
    """One activity. J: yes, K: perhaps, N: no, and on to the next; Enter or a click turns the answer."""

    def __init__(self, page: InterestsPage, code: str, place: int) -> None:
        self._text = label("interest.activity", code)
        super().__init__(self._text, code)
        self._page, self.code, self.answer = page, code, ""
        self.setAccessibleDescription(_("J: yes. K: perhaps. N: no."))
        number = Label(str(place), "small")
        number.setFixedWidth(22)
        self.add(number)
        self.two(self._text[:1].upper() + self._text[1:], "", ("", "small"))
        self._pill = Pill("", "idle")
        self.add(self._pill)
        self._pill.hide()
        self.clicked.connect(lambda: page.answer(self, _NEXT[self.answer]))

    def tell(self, answer: str) -> None:
        """Show this answer: yes, perhaps, no, or "" for none."""
        self.answer = answer
        words = {"yes": _("yes"), "perhaps": _("perhaps"), "no": _("no")}
        self._pill.setVisible(bool(answer))
        self._pill.setText(words.get(answer, ""))
        self._pill.use_tone(_TONES.get(answer, "idle"))
        self.setAccessibleName(", ".join(part for part in (self._text, words.get(answer, "")) if part))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        answer = None if event.modifiers() else _ANSWERS.get(Qt.Key(event.key()))
        if answer is None:
            super().keyPressEvent(event)
        else:
            self._page.answer(self, answer)
            self._page.go_on(self)


class InterestsPage(Page):
    """about: person (who answers), list (one to be changed), or draft (one to go on with)."""

    name: ClassVar[str] = "interest_list"
    place: ClassVar[str] = "people"
    one_person: ClassVar[bool] = True

    def __init__(self, frame: Frame, about: Mapping[str, str]) -> None:
        super().__init__(frame)
        self._asked, self._name = dict(about), ""
        self.header = Header(frame, _("List of interests"), "", back=frame.back)
        self.box.addWidget(self.header)
        self.foot = Foot(_("Save the list"))
        self.form = FormDraft(Draft("interest_list", {}), frame.work, self.foot, told=self._told, parent=self)
        self._rows: list[ActivityRow] = []
        body = line(gap=16)
        body.addWidget(self._list(), 1)
        body.addWidget(self._side())
        self.box.addLayout(body, 1)
        self.box.addWidget(self.foot)
        self.foot.saved.connect(self.save)
        self.foot.closed.connect(frame.back)
        self.bind("Ctrl+Enter", self.save)
        self.bind("Esc", frame.back)
        paper = _("List of 48 activities")
        self.offer(Action(text=paper, key="Ctrl+P", icon="printer", run=self._print))
        frame.work.ask(
            open_interest_list,
            person=about.get("person", ""),
            list_id=about.get("list", ""),
            draft_id=about.get("draft", ""),
            then=self._opened,
            failed=self._gone,
        )

    def _gone(self, error: BaseException) -> None:
        """Nobody, or nobody's any more: there is nothing to ask."""
        if isinstance(error, RecordGone):
            self.frame.back()
        else:
            self.frame.fail(error)

    def _list(self) -> QWidget:
        card, self._holder = Card((8, 16, 8, 8), 0), ScrollColumn(gap=0)
        head = Section(_("Would you like to …"), "")
        for key, text in ((_("J"), _("yes")), ("K", _("perhaps")), ("N", _("no"))):
            head.row.addWidget(KeyHint(key))
            head.row.addWidget(Label(text, "small"))
        card.box.addWidget(head)
        card.box.addWidget(self._holder, 1)
        for place, code in enumerate(ASKED, 1):
            row = ActivityRow(self, code, place)
            self._rows.append(row)
            self._holder.box.addWidget(row)
        self._holder.box.addStretch(1)
        return card

    def _side(self) -> QWidget:
        card = Card((8, 16, 8, 12), 8)
        card.setFixedWidth(SIDE)
        card.box.addWidget(Section(_("The picture"), ""))
        self._picture: QVBoxLayout = column()
        card.box.addLayout(self._picture)
        said = Label(
            _("A conversation starter, not a test: ask what lies behind the answers, and what surprises."),
            "muted",
            wrap=True,
        )
        said.setContentsMargins(12, 0, 12, 8)
        card.box.addWidget(said)
        self.note = NoteField(_("What the person says of it"), lines=4)
        self.form.add("note", self.note)
        holder = line(margins=(12, 0, 12, 0))
        holder.addWidget(self.note)
        card.box.addLayout(holder, 1)
        return card

    # --- what the window asks ---

    def title(self) -> str:
        return _("List of interests")

    def first(self) -> QWidget | None:
        """Where the answers went on to: a "no" is not kept, so what comes after the last answer is next."""
        answered = [place for place, row in enumerate(self._rows) if row.answer]
        return self._rows[min(answered[-1] + 1, len(self._rows) - 1) if answered else 0]

    def person(self) -> str:
        return self.form.draft.get("person") or self._asked.get("person", "")

    def touches(self, changes: Changes) -> bool:
        return False

    def compact(self, narrow: bool) -> None:
        self.header.compact(narrow)

    def alone(self, on: bool) -> None:
        self.header.alone(on)

    def leaving(self) -> None:
        self.form.leave()

    # --- answering ---

    def answer(self, row: ActivityRow, answer: str) -> None:
        """This is the answer now; the picture follows."""
        row.tell(answer)
        for name, said in (("liked", "yes"), ("perhaps", "perhaps")):
            self.form.draft.raw[name] = ",".join(one.code for one in self._rows if one.answer == said)
        self.form.touch("liked")
        self._draw()

    def go_on(self, row: ActivityRow) -> None:
        """To the next activity; after the last one to what the person says of it."""
        after = self._rows.index(row) + 1
        if after < len(self._rows):
            self._rows[after].setFocus(Qt.FocusReason.TabFocusReason)
            self._holder.reveal(self._rows[after], 60)
        else:
            self.note.take_focus()

    def save(self) -> None:
        """Keep the list with the person."""
        self.form.save(save_interest_list, self._saved)

    def _print(self) -> None:
        self.frame.go("paper", document="activity_list")

    def _saved(self, _changes: Changes) -> None:
        self.frame.back()

    def _opened(self, opened: OpenedInterests) -> None:
        self._name = opened.person.name
        self.header.facts.setText(opened.person.name)
        self.form.begin(opened.draft, found=opened.found)
        answers = answers_of(opened.draft)
        for row in self._rows:
            row.tell(answers.get(row.code, ""))
        self.form.show()
        self._draw()
        first = self.first()
        if first is not None and self.isVisible():
            self.focus_when_shown(first)

    def _told(self) -> tuple[str, str]:
        return _("List of interests"), self.person()

    def _draw(self) -> None:
        draft = self.form.draft
        clear(self._picture)
        now = InterestList(
            person=self.person(),
            day=self.frame.clock.today(),
            liked=draft.codes("liked"),
            perhaps=draft.codes("perhaps"),
        )
        self._picture.addWidget(InterestPicture(now))
