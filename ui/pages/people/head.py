"""The top of a person's page: the name, what matters before a talk in one line, and the buttons."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from app.actions.people_list import PersonView
from app.base.languages import _
from app.records.choices import label
from app.records.person import Person
from app.records.release_band import release_band
from app.records.spoken import language_name
from app.store.rights import CaseRights
from ui.pages.cases.strip import strips
from ui.shell.page import Frame
from ui.theme import MIDDLE, Button, Icon, Label, Surface, Tile, clear, column, dates, line

NORWEGIAN = ("nb", "nn")
LONG_NAME = 30  # characters; beside the whole buttons a longer one would be cut in the smallest wide window


class Head(QWidget):
    """Name, facts and buttons. run: what the buttons do, by name: before, edit, more, leave, double."""

    def __init__(self, frame: Frame, run: Mapping[str, Callable[..., object]]) -> None:
        super().__init__()
        self._frame = frame
        self._run, self._narrow = run, False
        box = column(self, gap=8)
        row = line(gap=12)
        self.tile = Tile("")
        self.name = Label("", "name", wrap=True)
        row.addWidget(self.tile)
        row.addWidget(self.name, 1)
        self.before = Button(_("Before the conversation"), "plain", icon="printer", key="Ctrl+P")
        self.edit_button = Button(_("Edit"), "plain", icon="pencil", key="F2")
        self.more = Button("", "plain", icon="ellipsis", name=_("More"), key=_("Alt+M"))
        self.leave = Button(_("Leave the conversation view"), "quiet", key="F11")
        for name, button in (
            ("before", self.before),
            ("edit", self.edit_button),
            ("more", self.more),
            ("leave", self.leave),
        ):
            button.clicked.connect(lambda _on=False, name=name: self._run[name]())
            row.addWidget(button, 0, MIDDLE)
        box.addLayout(row)
        self.facts = Label("", "muted", wrap=True)
        box.addWidget(self.facts)
        self._notes = column(gap=6)
        box.addLayout(self._notes)
        self._last_stop: QWidget = self.leave

    def last_stop(self) -> QWidget:
        """What Tab leaves the head from."""
        return self._last_stop

    def compact(self, narrow: bool) -> None:
        """Icons alone in a narrow window, and beside a long name, so that the name has room."""
        self._narrow = narrow
        self._fold()

    def _fold(self) -> None:
        folded = self._narrow or len(self.name.text()) > LONG_NAME
        self.before.set_folded(folded)
        self.edit_button.set_folded(folded)

    def show_view(self, view: PersonView, *, alone: bool) -> None:
        """Show this person; alone: without what leads to others."""
        person = view.page.person
        self.tile.setText(tile_of(person.reads_best or person.mother_tongue))
        self.tile.setAccessibleName(language_name(person.reads_best or person.mother_tongue))
        self.name.setText(person.name)
        self._fold()
        self.facts.setText(facts(view))
        self.facts.setVisible(bool(self.facts.text()))
        for button in (self.before, self.edit_button, self.more):
            button.setVisible(not alone)
        self.leave.setVisible(alone)
        clear(self._notes)
        self._last_stop = self.leave
        if person.left_on is not None:
            self._note("archive", _left(view), "warn")
        if view.rights is not None and not alone:
            self._open_to(view.rights)
        if view.doubles and not alone:
            self._doubles(view)

    def _open_to(self, rights: CaseRights) -> None:
        """Who else reads this now, or by what one reads a colleague's case; each with the button that ends it."""
        for strip, button in strips(self._frame, rights):
            self._notes.addWidget(strip)
            if button is not None:
                QWidget.setTabOrder(self._last_stop, button)
                self._last_stop = button

    def _note(self, icon: str, text: str, tone: str) -> None:
        ground = Surface("warn" if tone == "warn" else "info", (12, 8, 12, 8))
        row = line(gap=10)
        row.addWidget(Icon(icon, tone, 17))
        row.addWidget(Label(text, wrap=True), 1)
        ground.box.addLayout(row)
        self._notes.addWidget(ground)

    def _doubles(self, view: PersonView) -> None:
        row = line(gap=8)
        row.addWidget(Icon("users", "muted", 16))
        row.addWidget(Label(_("May be the same person:"), "small"))
        buttons: list[Button] = []
        for person, name in view.doubles[:3]:
            button = Button(name, "quiet", height=26, pad=6, colour="accent")
            button.clicked.connect(lambda _on=False, person=person: self._run["double"](person))
            row.addWidget(button)
            buttons.append(button)
        row.addStretch()
        self._notes.addLayout(row)
        for button in buttons:
            QWidget.setTabOrder(self._last_stop, button)
            self._last_stop = button


def tile_of(language: str) -> str:
    """Two letters for a language, or a mark where it was not asked."""
    return language.split("-")[0][:2].upper() or "?"


def facts(view: PersonView) -> str:
    """Language, interpreter, ward, activity and how long until release, as far as they are known."""
    person = view.page.person
    parts = [
        person.alias,
        *_languages(person),
        _interpreter(person),
        view.page.ward,
        ", ".join(label("person.activity", code) for code in person.activity),
        _release(view),
    ]
    return "  ·  ".join(part for part in parts if part)


def _languages(person: Person) -> list[str]:
    first = person.mother_tongue or person.reads_best
    names = [language_name(first)] if first else []
    if person.reads_best and person.reads_best != first:
        names.append(_("reads {language}", language=language_name(person.reads_best)))
    if first not in NORWEGIAN and person.norwegian_spoken != "not_asked":
        names.append(_("Norwegian {level}", level=label("level", person.norwegian_spoken)))
    return names


def _interpreter(person: Person) -> str:
    if person.interpreter == "yes_language":
        return _("needs an interpreter")
    return label("person.interpreter", "sign") if person.interpreter == "sign" else ""


def _release(view: PersonView) -> str:
    band = release_band(view.page.person.expected_release, view.today)
    if band == "not_recorded":
        return ""
    return _("release: {band}", band=label("person.release_band", band))


def _left(view: PersonView) -> str:
    person = view.page.person
    how = label("leaving.kind", person.left_kind)
    day = dates.day_full(person.left_on) if person.left_on else ""
    return _("Archived: {how}", how=" ".join(part for part in (how, day) if part))
