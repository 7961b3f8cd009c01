"""The first start: language, school, name and passphrase; then the register is made, and its sheet proved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.base import languages
from app.base.languages import N_, _
from ui.forms import ChipGroup, Input, PassphraseField, SuggestField, Suggestion, TextField, starting
from ui.shell.centre import WIDE, CentrePage, brand
from ui.shell.strength import strength_said
from ui.theme import TOP, Button, Icon, Label, Rule, Surface, clear, column, line
from ui.work import Work

if TYPE_CHECKING:
    from app.actions.passphrase import Strength
    from app.entry.problems import Problem
    from app.records.place import Prison

STEPS = (N_("Language"), N_("School"), N_("Passphrase"), N_("Recovery"), N_("Done"))
WAIT = 150  # ms after the last letter of a passphrase before it is judged
_NAMES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}


@dataclass
class Answers:
    """What has been answered so far; kept while one goes back and forth."""

    language: str = "nb"
    prison: str = ""
    school: str = ""
    name: str = ""
    passphrase: str = ""
    again: str = ""


class Wizard(CentrePage):
    """The frame of the first start: brand and steps above, a body at the left, a quiet box at the right, two buttons."""

    def __init__(self) -> None:
        super().__init__(WIDE)
        self._head = line(gap=10)
        self.box.addLayout(self._head)
        self.box.addSpacing(30)
        middle = line(gap=44)
        left = QWidget()
        self.body = column(left)
        middle.addWidget(left, 1)
        self.aside = Surface("soft", (22, 22, 22, 20), 8)
        self.aside.setFixedWidth(280)
        middle.addWidget(self.aside)
        self.box.addLayout(middle, 1)
        self.box.addSpacing(26)
        self.box.addWidget(Rule())
        self.box.addSpacing(18)
        self._foot = line(gap=10)
        self.box.addLayout(self._foot)
        self.back_button: Button | None = None
        self.next_button: Button | None = None
        self.card.setMinimumHeight(470)

    def lay_out(self, step: int, title: str, text: str, *, back: bool, next_text: str) -> None:
        """Empty the card and write the frame of step number `step` (from 0)."""
        for layout in (self._head, self.body, self.aside.box, self._foot):
            clear(layout)
        self._head.addLayout(brand())
        for place, name in enumerate(STEPS):
            done, here = place < step, place == step
            icon, colour = (
                ("circle-check", "ok") if done else ("circle-dot", "accent") if here else ("circle", "faint")
            )
            self._head.addWidget(Icon(icon, colour, 17))
            label = Label(_(name), "strong" if here else "muted")
            said = _("done") if done else _("you are here") if here else _("comes later")
            label.setAccessibleName(f"{_(name)}, {said}")
            self._head.addWidget(label)
            self._head.addSpacing(8)
        self.body.addWidget(Label(title, "title", wrap=True))
        self.body.addSpacing(8)
        self.body.addWidget(Label(text, "muted", wrap=True))
        self.body.addSpacing(22)
        self.back_button = Button(_("Back"), "plain", icon="arrow-left") if back else None
        if self.back_button is not None:
            self._foot.addWidget(self.back_button)
        self._foot.addStretch()
        self.next_button = Button(next_text, "primary", key=_("Enter"))
        self.next_button.clicked.connect(self.proceed)
        self._foot.addWidget(self.next_button)

    def beside(self, icon: str, title: str, lines: Sequence[str]) -> None:
        """Fill the box at the right."""
        self.aside.box.addWidget(Icon(icon, "accent", 26))
        self.aside.box.addSpacing(4)
        self.aside.box.addWidget(Label(title, "strong", wrap=True))
        for text in lines:
            row = line(gap=8)
            row.addWidget(Icon("check", size=15), 0, TOP)
            row.addWidget(Label(text, "small", wrap=True), 1)
            self.aside.box.addLayout(row)
        self.aside.box.addStretch()


class FirstStart(Wizard):
    """`answered` fires with everything that a new register needs; `language_chosen` as soon as one is chosen."""

    answered = Signal(object)  # Answers
    language_chosen = Signal(str)
    restore = Signal()

    def __init__(self, work: Work, prisons: Callable[[], Sequence[Prison]]) -> None:
        super().__init__()
        self._work, self._prisons = work, prisons
        self.answers = Answers(language=languages.current())
        self._step = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT)
        self._timer.timeout.connect(self._judge)
        self._first: QWidget | None = None
        self.show_step(0)

    def first(self) -> QWidget | None:
        return self._first

    def show_step(self, step: int) -> None:
        """Show one step, with what was answered before."""
        self._step = step
        (self._language, self._school, self._passphrase)[step]()
        if self.back_button is not None:
            self.back_button.clicked.connect(lambda: self.show_step(self._step - 1))
        self.body.addStretch()
        if self._first is not None:
            self._first.setFocus()

    def proceed(self) -> None:
        if self._step < 2:
            self.show_step(self._step + 1)
        elif self._complete():
            self.working(True)
            self.answered.emit(self.answers)

    def working(self, on: bool) -> None:
        """Making the keys takes a second or two: say so."""
        if self.next_button is not None:
            self.next_button.setEnabled(not on)
            self.next_button.setText(_("Making the register …") if on else _("Make the register"))

    def show_error(self, text: str, todo: str) -> None:
        self.working(False)
        self.again.error(f"{text} {todo}".strip())

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say under the fields what the register asks for."""
        self.working(False)
        fields = {"name": self.name, "passphrase": self.passphrase}
        for problem in reversed(problems):
            field = fields.get(str(problem.path[0]), self.again)
            field.error(problem.text())
            field.take_focus()

    # -- the steps

    def _language(self) -> None:
        self.lay_out(
            0,
            _("Welcome to Overgang"),
            _("The career counsellor's desk in a prison school. Setting up takes two minutes."),
            back=False,
            next_text=_("Next"),
        )
        chips = ChipGroup(_("Language of the window"), _NAMES, value=self.answers.language)
        chips.changed.connect(lambda: self._choose(chips.value()))
        self.body.addWidget(chips)
        self.body.addSpacing(28)
        restore = Button(_("I have a backup to bring back"), "quiet", icon="archive-restore", pad=4)
        restore.clicked.connect(self.restore.emit)
        row = line()
        row.addWidget(restore)
        row.addStretch()
        self.body.addLayout(row)
        self.beside(
            "shield-check",
            _("Everything stays on this PC"),
            (
                _("One encrypted file. The program never opens a network connection."),
                _("Only your passphrase or the recovery sheet opens it."),
                _("Sheets and posters come out in the inmate's own language."),
            ),
        )
        self._first = chips.target()

    def _choose(self, language: str) -> None:
        if language in languages.WINDOW_LANGUAGES and language != languages.current():
            self.answers.language = language
            languages.use(language)
            self.language_chosen.emit(language)
            self.show_step(0)

    def _school(self) -> None:
        listed = list(self._prisons())
        self.lay_out(
            1,
            _("Which prison and school?"),
            _("The names stand on sheets and posters. They can be changed later, and both may stay empty."),
            back=True,
            next_text=_("Next"),
        )
        names = [Suggestion(one.name, one.school or one.county, one.name) for one in listed]
        prison = SuggestField(
            _("&Prison"),
            source=lambda typed: starting(typed, names),
            value=self.answers.prison,
            placeholder=_("Type the first letters, or write the name yourself"),
        )
        school = TextField(_("&School"), value=self.answers.school)

        def picked(one: object) -> None:
            match = next((p for p in listed if isinstance(one, Suggestion) and p.name == one.data), None)
            if match is not None and match.school:
                school.set_value(match.school)
            keep()

        def keep() -> None:
            self.answers.prison, self.answers.school = prison.edit.text().strip(), school.value().strip()

        prison.picked.connect(picked)
        prison.changed.connect(keep)
        school.changed.connect(keep)
        self.body.addWidget(prison)
        self.body.addSpacing(14)
        self.body.addWidget(school)
        as_of = max((one.as_of for one in listed), default="")
        note = (
            _(
                "The list is from {date}. Prisons open, close and change names: write what is right.",
                date=as_of,
            ),
        )
        self.beside("school", _("Not in the list?"), note)
        self._first = prison.edit

    def _passphrase(self) -> None:
        self.lay_out(
            2,
            _("Your name and a passphrase"),
            _("The name stands in the log of who did what, and on the sheets you sign."),
            back=True,
            next_text=_("Make the register"),
        )
        self.name = TextField(_("Your &name"), value=self.answers.name)
        rule = _("At least 12 characters, or four words. Pasting is fine.")
        self.passphrase = PassphraseField(_("&Passphrase"), hint=rule)
        self.again = PassphraseField(_("The same &again"))
        self.passphrase.set_value(self.answers.passphrase)
        self.again.set_value(self.answers.again)
        fields: tuple[Input, ...] = (self.name, self.passphrase, self.again)
        for field in fields:
            field.changed.connect(self._keep)
            self.body.addWidget(field)
            self.body.addSpacing(12)
        self.passphrase.changed.connect(self._timer.start)
        self.beside(
            "key-round",
            _("A good passphrase"),
            (
                _("Four words that have nothing to do with each other are easy to keep and hard to guess."),
                _("Not the name of the school, the town or a football team."),
                _(
                    "It can't be looked up or reset by anyone. That is what the sheet in the next step is for."
                ),
            ),
        )
        self._first = self.name.edit if not self.answers.name else self.passphrase.edit
        if self.answers.passphrase:
            self._judge()

    def _keep(self) -> None:
        self.answers.name = self.name.value()
        self.answers.passphrase, self.answers.again = self.passphrase.value(), self.again.value()

    def _judge(self) -> None:
        text, names = self.answers.passphrase, (self.answers.name, self.answers.school, self.answers.prison)

        def judged() -> Strength:
            from app.actions.passphrase import judge_passphrase

            return judge_passphrase(text, names=names)

        self._work.apart(judged, self._show_strength)

    def _show_strength(self, strength: Strength) -> None:
        rule = _("At least 12 characters, or four words. Pasting is fine.")
        said = strength_said(strength) if self.answers.passphrase else rule
        self.passphrase.set_hint(
            said if strength.ok or not self.answers.passphrase else f"{strength.why} {said}"
        )

    def _complete(self) -> bool:
        """Judge the last step; the first thing that is missing is said under its field and gets the focus."""
        if not self.answers.name.strip():
            self.name.error(_("Write your name. It stands in the log of who did what."))
            self.name.take_focus()
            return False
        if self.answers.passphrase != self.answers.again:
            self.again.error(_("The two are not the same. The eye shows what is typed."))
            self.again.take_focus()
            return False
        return True
