"""One part of the intake as it is shown: heading, questions, and why something is not asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from PySide6.QtWidgets import QLayout, QWidget

from app.actions.intake_form import Lists
from app.base.languages import _
from app.entry.draft import Draft
from app.entry.reading import write
from app.records.registry import scalars
from ui.forms import Input, PickField
from ui.forms.binding import FormDraft
from ui.forms.declared import declared_input
from ui.forms.when import Today
from ui.pages.intake.parts import BECAUSE, LABELS, PERSON, Part
from ui.pages.intake.releases import Releases
from ui.theme import MIDDLE, TOP, Label, Rule, column, line, polish, set_shown
from ui.work import Work

_UNSAID = frozenset({"", "not_asked", "not_recorded", "not_yet"})
_ALWAYS_SAID = frozenset({"language_handling"})  # begins with a value, so it counts only when it is changed


class PartView(QWidget):
    """Binds every field of a part to the form; empty at first, `fill` makes its rows.

    over: what it lies in, from the first row on: what is added has its style at once, and once only.
    """

    def __init__(
        self,
        over: QWidget,
        part: Part,
        form: FormDraft,
        person: Draft,
        work: Work,
        *,
        today: Today,
        lists: Callable[[], Lists | None],
        first: bool,
    ) -> None:
        super().__init__(over)
        self.part, self._form, self._person, self._work = part, form, person, work
        self._inputs: dict[str, Input] = {}
        self._silences: list[tuple[Label, Callable[[Mapping[str, str]], bool]]] = []
        self.releases: Releases | None = None
        self._rest = QWidget()
        box = column(self, gap=14)
        if not first:
            box.addSpacing(8)
            box.addWidget(Rule())
            box.addSpacing(8)
        box.addLayout(self._heading())
        self._inner = column(self._rest, gap=13)
        box.addWidget(self._rest)
        for silence in part.silences:
            label = Label(_(silence.says), "small", wrap=True)
            box.addWidget(label)
            self._silences.append((label, silence.when))
        self._today, self._lists = today, lists

    def fill(self) -> Iterator[None]:
        """Make the questions, a row a step."""
        for names in self.part.rows:
            row = line(gap=12)
            self._inner.addLayout(row)
            for name in names:
                row.addWidget(self._made(name, self._today, self._lists), 1, TOP)
            polish(self)  # else a height is kept as it was before the style gave it its font
            yield
        if self.part.name == "releases":
            self.releases = Releases(self._form, self._lists, today=self._today)
            self._inner.addWidget(self.releases)
            polish(self)
        self.look()

    def _heading(self) -> QLayout:
        head = line(gap=10)
        head.addWidget(Label(_(self.part.title), "h2"))
        if self.part.aside:
            head.addWidget(Label(_(self.part.aside), "small"), 0, MIDDLE)
        head.addStretch()
        return head

    def _made(self, name: str, today: Today, lists: Callable[[], Lists | None]) -> Input:
        owner = self._person if name.startswith(PERSON) else self._form.draft
        plain = name.removeprefix(PERSON)
        made = declared_input(plain, owner, today=today, lists=lists, label=_(LABELS.get(name, "")))
        because = _(BECAUSE[name]) if name in BECAUSE else ""
        self._form.add(name, made, of=owner if owner is self._person else None, because=because)
        self._inputs[name] = made
        if isinstance(made, PickField):
            made.picked.connect(lambda _one: made.edit.focus_next())
        return made

    def first(self) -> QWidget:
        """Where the part begins."""
        if self.releases is not None:
            return self.releases.first()
        return next(iter(self._inputs.values())).target()

    def look(self) -> None:
        """Show what is not asked, and why."""
        raw = {**self._person.raw, **self._form.draft.raw}
        for label, when in self._silences:
            set_shown(label, when(raw))
        if self.releases is not None:
            set_shown(self._rest, not any(when(raw) for _label, when in self._silences))

    def state(self) -> tuple[int, int]:
        """How many of the questions that are asked have an answer, of how many."""
        if self.releases is not None:
            return self.releases.answered(), max(1, self.releases.answered())
        asked = [name for name, field in self._inputs.items() if not field.isHidden()]
        return sum(self._said(name) for name in asked), len(asked)

    def _said(self, name: str) -> bool:
        owner = self._person if name.startswith(PERSON) else self._form.draft
        plain = name.removeprefix(PERSON)
        text = owner.get(plain)
        declared, spec = scalars(owner.type)[plain]
        if plain in _ALWAYS_SAID and text == write(spec, declared.default):
            return False
        return text not in _UNSAID
