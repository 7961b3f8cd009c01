"""The side bar: the places, the lock and the settings, each with its key; icons alone in a narrow window."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal

from app.base.languages import N_, _
from ui.shell.page import Action
from ui.theme import Button, Elided, Height, Icon, Label, Surface, column, line

WIDE = 208
NARROW = 64


@dataclass(frozen=True)
class Place:
    """One entry: the page it opens, its icon, its name and its key."""

    page: str
    icon: str
    label: str
    key: str


PLACES = (
    Place("today", "house", N_("Today"), "Ctrl+1"),
    Place("people", "users", N_("People"), "Ctrl+2"),
    Place("sessions", "message-circle", N_("Sessions"), "Ctrl+3"),
    Place("checklist", "list-checks", N_("Checklist"), "Ctrl+4"),
    Place("paper", "printer", N_("Paper"), "Ctrl+5"),
    Place("week", "calendar", N_("The week"), "Ctrl+6"),
    Place("service", "handshake", N_("The service"), "Ctrl+7"),
    Place("numbers", "chart", N_("Numbers"), "Ctrl+8"),
)
LOCK = Place("lock", "lock", N_("Lock"), "F12")
SETTINGS = Place("settings", "settings", N_("Settings"), "Ctrl+,")

BEGINNINGS = (  # page, what it is called, key, icon
    ("session", N_("New session"), "Ctrl+N", "plus"),
    ("intake", N_("Intake conversation"), "Ctrl+I", "sprout"),
    ("new_person", N_("New person"), "Ctrl+Shift+N", "user-plus"),
    ("request", N_("New request for a talk"), "Ctrl+R", "hourglass"),
)
LISTS = (  # pages that are reached from others, and from Ctrl+K: page, what it is called, icon, key
    ("requests", N_("Requests for a talk"), "hourglass", ""),
    ("arrivals", N_("New people, departures and moves"), "user-plus", ""),
    ("interpreters", N_("Interpreters"), "languages", ""),
    ("referrals", N_("Referrals"), "handshake", ""),
    ("applications", N_("Applications"), "file-text", ""),
    ("hours", N_("The school's hours"), "clock", ""),
    ("languages", N_("Languages of the sheets"), "languages", "Ctrl+Shift+L"),
    ("walls", N_("What hangs where"), "image", ""),
    ("retention", N_("Retention and deletion"), "archive", ""),
    ("periods", N_("Periods of the statistics"), "calendar", ""),
    ("year_report", N_("The year’s report"), "notebook-pen", ""),
    ("figure_forms", N_("Forms to fill in"), "list", ""),
    ("log", N_("The log of who did what"), "text-search", ""),
    ("colleagues", N_("Who works here"), "users", ""),
    ("crash_reports", N_("Error reports"), "circle-alert", ""),
)

SERVICE_PARTS = (  # sections of the place of the service: the record type, its icon, what it is called
    ("partner", "handshake", N_("Partners and agreements")),
    ("contact", "phone", N_("Contact persons")),
    ("activity", "flag", N_("Activities and meetings")),
    ("duty", "users", N_("Who does what")),
    ("staff_told", "message-circle", N_("Staff informed")),
    ("subject_link", "link", N_("Lessons tied to work")),
    ("course_taken", "graduation-cap", N_("Courses and meetings")),
    ("staff_education", "school", N_("Education of those who guide")),
    ("feedback", "list-checks", N_("Counted feedback")),
    ("time_use", "clock", N_("Time use")),
)

NUMBER_PARTS = (  # measures of the place of the numbers: the table's key, what it is called
    ("month", N_("Sessions held, by month")),
    ("theme", N_("Sessions held, by theme")),
    ("languages", N_("Individual conversations, by language")),
    ("per_person", N_("People by number of individual conversations")),
    ("cancelled", N_("Sessions that came to nothing")),
    ("waiting", N_("Waiting for a talk")),
    ("age_band", N_("People guided, by age")),
    ("ward_kind", N_("People guided, by kind of ward")),
    ("stay", N_("People guided, by expected stay")),
    ("reach", N_("Reach")),
    ("arrivals", N_("New arrivals")),
    ("referrals", N_("Referrals made")),
    ("applications", N_("Applications helped with")),
    ("meetings", N_("Meetings with employers and providers")),
    ("minutes", N_("Minutes used")),
)

SETTINGS_PARTS = (  # sections of the settings: name, icon, what it is called
    ("school", "map-pin", N_("School and sheets")),
    ("times", "clock", N_("Usual times")),
    ("reminders", "flag", N_("Reminders")),
    ("wards", "door-open", N_("Wards")),
    ("rooms", "school", N_("Rooms")),
    ("officers", "users", N_("Contact officers")),
    ("deadlines", "calendar", N_("Deadlines")),
    ("prisons", "waypoints", N_("Prisons and schools")),
    ("window", "settings", N_("This window")),
    ("safety", "lock", N_("Passphrase and backups")),
    ("retention", "archive", N_("Retention and deletion")),
)


def reached(pages: Container[str], go: Callable[..., None]) -> tuple[list[Action], list[Action]]:
    """What Ctrl+K opens: the places, and after them pages and parts of pages that have no key in the side bar."""
    places = [
        Action(text=_(one.label), key=one.key, icon=one.icon, run=partial(go, one.page))
        for one in PLACES
        if one.page in pages
    ]
    lists = [
        Action(text=_(text), icon=icon, key=key, run=partial(go, name))
        for name, text, icon, key in LISTS
        if name in pages
    ]
    parts = [
        Action(text=_(text), icon=icon, run=partial(go, "service", section=name))
        for name, icon, text in SERVICE_PARTS
        if "service" in pages
    ]
    numbers = [
        Action(text=_(text), icon="chart", run=partial(go, "numbers", table=key))
        for key, text in NUMBER_PARTS
        if "numbers" in pages
    ]
    settings = [
        Action(text=_(text), icon=icon, run=partial(go, "settings", section=name))
        for name, icon, text in SETTINGS_PARTS
        if "settings" in pages
    ]
    return places, [*lists, *parts, *numbers, *settings]


class SideBar(Surface):
    """`chosen` carries the page's name, or "lock"."""

    chosen = Signal(str)

    def __init__(self, school: str = "") -> None:
        super().__init__("side", (12, 20, 12, 14), 2)
        self.setFixedWidth(WIDE)
        self.setAccessibleName(_("Places"))
        self._brand = Label("Overgang", "brand")
        self._school = Elided(school, "small")
        self._head = line(margins=(10, 0, 0, 0), gap=10)
        self._head.addWidget(Icon("waypoints", "accent", 26))
        names = column()
        names.addWidget(self._brand)
        names.addWidget(self._school)
        self._head.addLayout(names, 1)
        self.box.addLayout(self._head)
        self.box.addSpacing(22)
        self._buttons: dict[str, Button] = {}
        for place in PLACES:
            self._entry(place)
        self.box.addStretch()
        for place in (LOCK, SETTINGS):
            self._entry(place)

    def show_school(self, name: str) -> None:
        """Whose program this is."""
        self._school.setText(name)
        self._school.setVisible(bool(name) and self.width() > NARROW)

    def light(self, page: str) -> None:
        """Mark the place one is in."""
        for name, button in self._buttons.items():
            button.set_on(name == page)
            key = _("Shortcut {key}", key=button.key)
            button.setAccessibleDescription(_("{key}, you are here", key=key) if name == page else key)

    def fold(self, narrow: bool) -> None:
        """Icons alone, or icons with names and keys."""
        self.setFixedWidth(NARROW if narrow else WIDE)
        self._head.setContentsMargins(7 if narrow else 10, 0, 0, 0)
        self._brand.setVisible(not narrow)
        self._school.setVisible(not narrow and bool(self._school.text()))
        for button in self._buttons.values():
            button.set_folded(narrow)

    def _entry(self, place: Place) -> None:
        button = Button(_(place.label), "nav", icon=place.icon, key=place.key, height=Height.NAV, pad=10)
        button.clicked.connect(lambda: self.chosen.emit(place.page))
        self.box.addWidget(button)
        self._buttons[place.page] = button
