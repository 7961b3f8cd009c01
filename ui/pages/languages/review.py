"""A pack that has come back: every difference is seen before any is taken in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.actions.language_packs import PackReview, review_pack
from app.actions.wording import lines_taken_in
from app.base.errors import AppError
from app.base.languages import _, ngettext_
from app.base.wording import DRAFT, OWN, Standing
from app.entry.problems import Invalid
from app.records.choices import label
from app.store.store import Changes
from ui.forms import Foot, give_letters
from ui.lists import EmptyState, Offer
from ui.pages.languages.reading import reveal
from ui.pages.languages.review_row import ReviewRow
from ui.pages.languages.standing import StandingFields
from ui.shell.page import Frame, Header, Page
from ui.slices import Slices
from ui.theme import Card, Label, ScrollColumn, clear, line

SIDE = 380
AT_ONCE = 6  # rows that are made before anything is drawn


class PackPage(Page):
    """about: file (the pack's path), language ("" for the one that the pack is of)."""

    name: ClassVar[str] = "language_pack"
    place: ClassVar[str] = "paper"

    def __init__(self, frame: Frame, about: Mapping[str, str]) -> None:
        super().__init__(frame)
        self._language, self._file = about.get("language", ""), about.get("file", "")
        self.review: PackReview | None = None
        self.rows: list[ReviewRow] = []
        self._fields: StandingFields | None = None
        self._foot: Foot | None = None
        self._first: QWidget | None = None
        self.header = Header(frame, self.title(), "", back=frame.back)
        self.box.addWidget(self.header)
        self._body = line(gap=16)
        self.box.addLayout(self._body, 1)
        self.bind("Esc", frame.back)
        self.bind("Ctrl+Enter", self.take_in)
        self.bind("Ctrl+O", self._other_file)

    def title(self) -> str:
        return _("A pack that has come back")

    def first(self) -> QWidget | None:
        return self._first or self.header.search

    def compact(self, narrow: bool) -> None:
        self.header.compact(narrow)

    def touches(self, changes: Changes) -> bool:
        return bool({kind for kind, _id in changes.records} & {"sheet_line", "language_state"})

    def reload(self) -> None:
        if not self._file:
            self._say(_("No file is open"), _("Packs are read on the page of their language."))
            return
        if self.review is None:
            self._wait()
        self.frame.work.ask(
            review_pack,
            self._language,
            Path(self._file),
            then=self._show,
            failed=self._failed,
            instead_of="language_pack",
        )

    # --- showing ---

    def _wait(self) -> None:
        clear(self._body)
        card = Card((0, 0, 0, 0), 0)
        text = _("Every paper is drawn with its lines, to see whether they fit.")
        card.box.addWidget(EmptyState("hourglass", _("The pack is being read …"), text))
        self._body.addWidget(card)

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, AppError):
            self._say(error.text(), error.todo())
        else:
            self.frame.fail(error)

    def _say(self, title: str, text: str) -> None:
        clear(self._body)
        self.rows, self.review = [], None
        card = Card((0, 0, 0, 0), 0)
        other = Offer("languages", _("The languages"), "", _("Enter"))
        other.clicked.connect(self._to_language)
        card.box.addWidget(EmptyState("file-text", title, text, (other,)))
        self._body.addWidget(card)
        self._first = other
        if self.isVisible():
            self.focus_when_shown(other)

    def _to_language(self) -> None:
        if self._language:
            self.frame.go("language", language=self._language)
        else:
            self.frame.go("languages")

    def _show(self, review: PackReview) -> None:
        if review == self.review:
            return
        self.review, self._language = review, review.language.code
        clear(self._body)
        self.rows = []
        name = review.language.name
        self.header.title.setText(_("Pack: {language}", language=name))
        self.header.facts.setText(review.name)
        card = Card((8, 12, 8, 8), 0)
        column = ScrollColumn(gap=2)
        card.box.addWidget(column)
        self._body.addWidget(card, 1)
        self._body.addWidget(self._side(review))
        steps = self._fill(review, column)
        for _number in range(AT_ONCE):
            next(steps, None)
        Slices(steps, column)
        self._count()
        self._first = next((row.tick for row in self.rows if row.tick.isEnabled()), self.header.search)
        if self.isVisible():
            self.focus_when_shown(self._first)

    def _fill(self, review: PackReview, column: ScrollColumn) -> Iterator[None]:
        for one in review.rows:
            row = ReviewRow(review.language.code, one)
            row.ticked.connect(self._count)
            row.tick.went.connect(lambda by, row=row: self._walk(row, by))
            row.tick.setFocusPolicy(_WALKED if any(r.tick.isEnabled() for r in self.rows) else _STOP)
            self.rows.append(row)
            column.box.addWidget(row)
            yield
        column.box.addStretch(1)

    def _walk(self, row: ReviewRow, by: int) -> None:
        """One stop for Tab; the arrows lead through the rows that can be ticked."""
        able = [one for one in self.rows if one.tick.isEnabled()]
        at = able.index(row) + by
        if 0 <= at < len(able):
            row.tick.setFocusPolicy(_WALKED)
            able[at].tick.setFocusPolicy(_STOP)
            able[at].tick.setFocus(Qt.FocusReason.TabFocusReason)
            reveal(able[at])

    def _side(self, review: PackReview) -> Card:
        card = Card((0, 18, 0, 0), 12)
        card.setFixedWidth(SIDE)
        inner = ScrollColumn((22, 0, 22, 0), 12)
        for text in _facts(review):
            inner.box.addWidget(Label(text, "muted", wrap=True))
        if review.language.info.state != OWN:
            self._ask_standing(review, inner)
        inner.box.addStretch(1)
        card.box.addWidget(inner, 1)
        self._wrong = Label("", "error", wrap=True)
        self._wrong.setContentsMargins(22, 0, 22, 0)
        self._wrong.hide()
        card.box.addWidget(self._wrong)
        self._foot = Foot(_("Take in"), close=_("Close"))
        self._foot.saved.connect(self.take_in)
        self._foot.closed.connect(self.frame.back)
        card.box.addWidget(self._foot)
        return card

    def _ask_standing(self, review: PackReview, inner: ScrollColumn) -> None:
        """Offered, never taken as said: whoever takes the pack in answers for it here."""
        inner.box.addWidget(Label(_("Who has read it"), "h3"))
        if review.offered.state:
            behind = label("language.state", review.offered.state)
            text = _("The pack says: {state}. It holds here only if you say so.", state=behind)
            inner.box.addWidget(Label(text, "small", wrap=True))
        names = {
            DRAFT: _("nobody yet: a draft"),
            "read": label("language.state", "read"),
            "approved": label("language.state", "approved"),
        }
        given = review.offered._replace(state=DRAFT)
        self._fields = StandingFields(given, today=self.frame.clock.today, names=names)
        for field in self._fields.by_name.values():
            inner.box.addWidget(field)
        self._fields.follow()
        give_letters(list(self._fields.by_name.values()))

    def _count(self) -> None:
        if self._foot is None or self.review is None:
            return
        unticked = {row.row.key for row in self.rows if not row.taken}
        count = sum(1 for key in self.review.taken if key not in unticked)
        self._foot.primary.setText(ngettext_("Take in {count} line", "Take in {count} lines", count))

    # --- what the user does ---

    def take_in(self) -> None:
        """Take the ticked lines in, with who has read them, in one step."""
        if self.review is None:
            return
        standing: Standing | None = None
        if self._fields is not None and self._fields.state.value():
            standing = self._fields.said()
            if standing is None:
                return
            standing = None if standing.state == DRAFT else standing
        unticked = {row.row.key for row in self.rows if not row.taken}
        lines = {one.key: one.new for one in self.review.rows if one.can_be_taken and one.key not in unticked}
        if not lines and standing is None:
            self._refuse(_("Nothing is ticked."))
            return
        self.frame.work.run(
            lines_taken_in, self._language, lines, standing, then=self._done, failed=self._refused
        )

    def _done(self, _changes: Changes) -> None:
        self.frame.go("language", language=self._language)

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, Invalid) and self._fields is not None:
            for problem in error.problems:
                field = self._fields.by_name[str(problem.path[0])]
                field.error(problem.text())
                field.take_focus()
        elif isinstance(error, AppError):
            self._refuse(f"{error.text()} {error.todo()}")
        else:
            self.frame.fail(error)

    def _refuse(self, text: str) -> None:
        self._wrong.setText(text)
        self._wrong.show()

    def _other_file(self) -> None:
        self._to_language()


_STOP, _WALKED = Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.ClickFocus


def _facts(review: PackReview) -> list[str]:
    """What the file holds, a sentence each."""
    wrong = sum(1 for one in review.rows if one.problem)
    count = len(review.taken)
    found = [ngettext_("{count} line says something else.", "{count} lines say something else.", count)]
    if wrong:
        found.append(
            ngettext_(
                "{count} row can’t be taken in; it says why.",
                "{count} rows can’t be taken in; they say why.",
                wrong,
            )
        )
    if review.unchanged:
        found.append(
            ngettext_(
                "{count} row says the same as here.", "{count} rows say the same as here.", review.unchanged
            )
        )
    if review.empty:
        found.append(
            ngettext_(
                "{count} row is empty: that line stays as it is.",
                "{count} rows are empty: those lines stay as they are.",
                review.empty,
            )
        )
    return found
