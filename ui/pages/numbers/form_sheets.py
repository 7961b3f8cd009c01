"""What is asked about a form: its name and headings, more of them, and what stands in a column."""

from __future__ import annotations

from collections.abc import Callable

from app.actions.column_maps import FilledForm, add_columns, new_form, rename_form, save_columns
from app.base.languages import N_, _
from app.statistics.columns import FACTS, Column
from app.statistics.period import Period
from app.store.store import Changes
from ui.forms import ChipGroup, NoteField, PickField, Suggestion, TextField
from ui.shell.ask import Ask
from ui.shell.page import Page

WIDTH = 640
_KINDS = {
    "figure": N_("a number"),
    "before": N_("the year before"),
    "fact": N_("a fact"),
    "text": N_("always the same"),
    "left": N_("nothing"),
}
_HEADINGS = N_("Copy the line of headings from the form and paste it, or write one heading a line.")


class NewForm(Ask):
    """A form's name and its headings. Those that plainly ask for one number get it at once."""

    def __init__(self, page: Page, period: Period, made: Callable[[str], None]) -> None:
        said = _("Numbers that plainly belong to a heading are put in; the others you choose afterwards.")
        super().__init__(page, _("New form"), said, _("Make the form"), width=WIDTH)
        self._period, self._made = period, made
        self.field("name", TextField(_("Name"), placeholder=_("For instance: Report to the Statsforvalter")))
        self.field("headings", NoteField(_("Headings"), hint=_(_HEADINGS), lines=6))
        self.primary.key = _("Ctrl+Enter")
        self.show_now()

    def submit(self) -> None:
        said = self.said()

        def done(changes: Changes) -> None:
            self._made(next(id for _kind, id in changes.records))

        self.do(new_form, said["name"], said["headings"], self._period, then=done)


class HeadingsSheet(Ask):
    """More columns at the end of a form."""

    def __init__(self, page: Page, form: FilledForm, period: Period) -> None:
        super().__init__(page, _("More columns"), "", _("Add"), width=WIDTH)
        self._form, self._period = form, period
        self.field("headings", NoteField(_("Headings"), hint=_(_HEADINGS), lines=6))
        self.primary.key = _("Ctrl+Enter")
        self.show_now()

    def submit(self) -> None:
        self.do(add_columns, self._form.id, self.said()["headings"], self._period)


class NameSheet(Ask):
    """Another name for a form."""

    def __init__(self, page: Page, form: FilledForm) -> None:
        super().__init__(page, _("Rename the form"), "", _("Save"))
        self._form = form
        self.field("name", TextField(_("Name"), value=form.name))
        self.show_now()

    def submit(self) -> None:
        self.do(rename_form, self._form.id, self.said()["name"])


class ColumnSheet(Ask):
    """A column: its heading as the form has it, and what stands below it. Letters find a number by any word of its name."""

    def __init__(self, page: Page, form: FilledForm, at: int) -> None:
        super().__init__(page, _("Column {number}", number=at + 1), "", _("Save"), width=WIDTH)
        self._form, self._at = form, at
        one = form.columns[at]
        kind = one.kind or "figure"
        self.field("heading", TextField(_("Heading"), value=one.heading))
        self.kind = ChipGroup(
            _("What stands below it"), {code: _(text) for code, text in _KINDS.items()}, value=kind
        )
        self.kind.changed.connect(self._turn)
        self.field("kind", self.kind)
        self.figure = PickField(
            _("Which number"),
            self._figures,
            value=one.what if kind in ("figure", "before") else "",
            placeholder=_("Write a word of its name"),
        )
        self.field("figure", self.figure)
        facts = {name: _(text) for name, text in FACTS.items()}
        self.fact = ChipGroup(_("Fact"), facts, value=one.what if kind == "fact" else "school")
        self.field("fact", self.fact)
        self.text = TextField(_("Text"), value=one.what if kind == "text" else "")
        self.field("text", self.text)
        self._turn()
        self.show_now(self.figure if kind in ("figure", "before") else self.kind)

    def _figures(self) -> list[Suggestion]:
        return [Suggestion(one.says, "", one.what) for one in self._form.choices]

    def _turn(self) -> None:
        kind = self.kind.value()
        self.figure.setVisible(kind in ("figure", "before"))
        self.fact.setVisible(kind == "fact")
        self.text.setVisible(kind == "text")

    def submit(self) -> None:
        kind, says = self.kind.value(), ""
        if kind in ("figure", "before"):
            if not self.figure.check():
                return
            what = self.figure.value()
            says = next((one.says for one in self._form.choices if one.what == what), "")
            kind = kind if what else ""
        else:
            what = {"fact": self.fact.value(), "text": self.text.value().strip()}.get(kind, "")
        known = self._form.columns[self._at]
        heading = " ".join(self.said()["heading"].split())
        columns = list(self._form.columns)
        columns[self._at] = Column(heading, kind, what, says or self._kept_name(known, what))
        self.do(save_columns, self._form.id, columns)

    def _kept_name(self, known: Column, what: str) -> str:
        """A number that this period has not keeps the name that it was chosen by."""
        return known.says if what and what == known.what else ""
