"""The texts of the sheet in view, beside it: each line can be said in this school's own words, and the sheet follows
while it is written."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication

from app.actions.papers import Job, keys_said
from app.base.languages import _, language_info
from app.records.spoken import language_name
from ui.pages.languages.lines import LineEditor, LineRow
from ui.shell.page import Frame
from ui.theme import Button, Label, ScrollColumn, Surface, column, line

FOLLOWS_AFTER = 40  # ms after a letter


class Words(Surface):
    """`tried`: a line is being written, and the sheet would look otherwise. `closed`: somebody wants the choices back."""

    tried = Signal()
    closed = Signal()

    def __init__(self, frame: Frame) -> None:
        super().__init__("inner")
        self._frame = frame
        self._editor: LineEditor | None = None
        self._of: tuple[str, str] = ("", "")  # document and language whose lines stand here
        self._opened = False  # the first line gets the focus once it is there
        self._tried: dict[str, dict[str, str]] = {}  # language → key → what is being written
        head = line(margins=(24, 16, 16, 6), gap=8)
        self._title = Label("", "h2")
        head.addWidget(self._title, 1)
        self._close = Button(_("Close"), "quiet", key="F2", height=30, pad=9)
        self._close.clicked.connect(self.closed)
        head.addWidget(self._close)
        self.box.addLayout(head)
        self._note = Label("", "small", wrap=True)
        self._note.setContentsMargins(24, 0, 24, 6)
        self.box.addWidget(self._note)
        self._scroll = ScrollColumn((12, 0, 12, 12), 0)
        self._place = column()
        self._scroll.box.addLayout(self._place)
        self._scroll.box.addStretch(1)
        self.box.addWidget(self._scroll, 1)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(FOLLOWS_AFTER)
        self._soon.timeout.connect(self._gather)

    def show_texts(self, job: Job) -> None:
        """The lines that this sheet says, in the order in which it says them."""
        if (job.document, job.language) == self._of:
            return
        here = QApplication.focusWidget()
        self._opened = self._opened or not self._of[1] or (here is not None and self.isAncestorOf(here))
        if self._opened:
            self._close.setFocus()  # the line that has the focus may go now
        self._of = (job.document, job.language)
        name = language_name(job.language)
        self._title.setText(_("Texts: {language}", language=name))
        draft = language_info(job.language).state not in ("own", "approved")
        beside = _(
            "What is about rights stands beside the Norwegian until somebody approves {language}.",
            language=name,
        )
        self._note.setText(
            _("Enter keeps a line. It changes every sheet that says it.") + (f" {beside}" if draft else "")
        )
        self._frame.work.ask(keys_said, replace(job, tried=()), then=self._show, instead_of="paper.words")

    def trying(self, job: Job) -> Job:
        """The job with what is being written in its language."""
        lines = self._tried.get(job.language)
        return replace(job, tried=tuple(sorted(lines.items()))) if lines else job

    def keep(self) -> None:
        """Keep what is half-written."""
        if self._editor is not None:
            self._editor.keep()

    def leave(self) -> None:
        """The same, and nothing is being written any more."""
        self.keep()
        self._tried.clear()
        self._of = ("", "")

    def _show(self, keys: tuple[str, ...]) -> None:
        language = self._of[1]
        if not language:
            return
        if self._editor is None:
            self._editor = LineEditor(self._frame, language, keys)
            self._editor.filled.connect(self._listen)
            self._editor.changed.connect(self._kept)
            self._place.addWidget(self._editor)
        else:
            self._editor.show_lines(language, keys)

    def _listen(self) -> None:
        if self._editor is None:
            return
        for row in self._editor.rows:
            row.edit.textChanged.connect(self._soon.start)
        first = self._editor.first()
        # whoever turns the pages goes on turning; else the first line is what one came for
        if first is not None and self.isVisible() and self._opened:
            first.setFocus()
        self._opened = False

    def _gather(self) -> None:
        rows: list[LineRow] = self._editor.rows if self._editor is not None else []
        said = {row.line.key: row.edit.toPlainText() for row in rows if row.edit.differs}
        if said != self._tried.get(self._of[1], {}):
            self._tried = {self._of[1]: said}
            self.tried.emit()

    def _kept(self, _key: str) -> None:
        self._soon.start()
