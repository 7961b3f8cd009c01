"""The settings page: sections at the left, one of them open at the right. Every change is kept at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from app.actions.settings import all_settings, change_setting
from app.base.languages import _, current
from app.base.settings import (
    BACKUP_FOLDER,
    CHECKLIST_MONTHS,
    CONTROLLER,
    DEADLINE_WEEKS,
    FRAMEWORK_ADOPTED,
    FRAMEWORK_PARTS,
    GUARD_WORDS,
    GUIDANCE_CONTACT,
    GUIDANCE_PLACE,
    GUIDANCE_TIMES,
    INTERPRETER_DAYS,
    LOCK_MINUTES,
    PAPERS_DAYS,
    PRISON_NAME,
    PRIVACY_OFFICER,
    REFERRAL_WEEKS,
    RELEASE_MONTHS,
    RELEASE_VALID,
    SCHOOL_NAME,
    UNSEEN_WEEKS,
    USUAL_INTERVAL_DAYS,
    USUAL_MINUTES,
    Setting,
)
from ui.forms import ChipGroup, Input, Reading, TextField, give_letters
from ui.pages.settings.lists import ListSection
from ui.pages.settings.reviews import ReviewTable
from ui.pages.settings.safety import SafetySection
from ui.shell.page import Frame, Header, Page
from ui.shell.parts import PartList
from ui.shell.places import SETTINGS_PARTS
from ui.theme import Button, Card, Label, ScrollColumn, clear, line

_SCHOOL = (SCHOOL_NAME, PRISON_NAME, GUIDANCE_PLACE, GUIDANCE_TIMES, GUIDANCE_CONTACT)
_PRIVACY = (CONTROLLER, PRIVACY_OFFICER, RELEASE_VALID)
_FRAMEWORK = (FRAMEWORK_ADOPTED, FRAMEWORK_PARTS)
_TIMES = (USUAL_MINUTES, USUAL_INTERVAL_DAYS, LOCK_MINUTES)
_REMINDERS = (  # in the order in which Today shows them
    INTERPRETER_DAYS,
    DEADLINE_WEEKS,
    PAPERS_DAYS,
    RELEASE_MONTHS,
    REFERRAL_WEEKS,
    UNSEEN_WEEKS,
    CHECKLIST_MONTHS,
)
_LISTS = {
    "wards": "ward",
    "rooms": "room",
    "officers": "officer",
    "deadlines": "deadline",
    "prisons": "prison",
}
WIDTH = 640


class SettingsPage(Page):
    """about: section."""

    name, place, keep = "settings", "settings", True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.header = Header(frame, _("Settings"))
        self.box.addWidget(self.header)
        row = line(gap=16)
        self._parts = PartList(SETTINGS_PARTS)
        self._parts.opened.connect(self.open_section)
        row.addWidget(self._parts)
        card = Card((0, 0, 0, 0), 0)
        self._content = ScrollColumn((28, 22, 28, 22), 14)
        card.box.addWidget(self._content)
        row.addWidget(card, 1)
        self.box.addLayout(row, 1)
        self._section = "school"
        self._values: dict[str, Any] = {}
        self._shown = ""

    def title(self) -> str:
        return _("Settings")

    def first(self) -> QWidget | None:
        return self._parts.rows[self._section]

    def compact(self, narrow: bool) -> None:
        self.header.compact(narrow)

    def visited(self, about: Mapping[str, str]) -> None:
        if about.get("section") in self._parts.rows:
            self._section = about["section"]
            self._shown = ""

    def reload(self) -> None:
        for section in self._content.findChildren(ListSection):
            section.read()
        self.frame.work.ask(all_settings, then=self._know, instead_of="settings")

    def open_section(self, name: str) -> None:
        """Show one section."""
        self._section, self._shown = name, ""
        self._know(self._values)

    def _know(self, values: dict[str, Any]) -> None:
        """Lay the section out, unless it stands there with these very values."""
        known = f"{self._section} {values}"
        if known == self._shown:
            return
        if self._shown.startswith(f"{self._section} ") and self._writing():
            self._values = values
            return
        self._values, self._shown = values, known
        clear(self._content.box)
        self._parts.light(self._section)
        self._content.box.addWidget(Label(self._parts.title(self._section), "h2"))
        self._lay_out()
        self._content.box.addStretch(1)
        give_letters(self._content.findChildren(Input))

    def _writing(self) -> bool:
        """True while the focus is in a field here: it is not taken away under the hand."""
        return any(field.target().hasFocus() for field in self._content.findChildren(Input))

    def _lay_out(self) -> None:
        if self._section == "school":
            said = _("These stand on posters and sheets. Write them here once.")
            self._add(Label(said, "muted", wrap=True))
            self._fields(_SCHOOL)
            self._add(Label(_("The quality of the service"), "h3"))
            self._fields(_FRAMEWORK)
            self._add(Label(_("For the privacy notice, and for what is shared"), "h3"))
            self._fields(_PRIVACY)
            languages = Button(_("Languages of the sheets"), icon="languages", key="Ctrl+Shift+L")
            languages.clicked.connect(lambda: self.frame.go("languages"))
            self._add(languages)
        elif self._section == "times":
            self._fields(_TIMES)
            hours = Button(_("The school's hours"), icon="clock")
            hours.clicked.connect(lambda: self.frame.go("hours"))
            self._add(hours)
        elif self._section == "reminders":
            said = _("None of them rings. They wait on Today, the dearest first, until they are answered.")
            self._add(Label(said, "muted", wrap=True))
            self._fields(_REMINDERS)
            always = _("Overdue steps, and those who said “later” to a talk, are always there on their day.")
            self._add(Label(always, "muted", wrap=True))
            self._add(ReviewTable(self))
            self._add(Label(_("While notes are written"), "h3"))
            self._fields((GUARD_WORDS,))
        elif self._section in _LISTS:
            self._add(ListSection(self, _LISTS[self._section]))
        elif self._section == "window":
            self._window()
        elif self._section == "retention":
            self._retention()
        else:
            self._add(SafetySection(self, str(self._values.get(BACKUP_FOLDER.name, ""))))

    def _retention(self) -> None:
        said = _(
            "How long entries are kept, after the county's decision; what may go is proposed and decided by you. "
            "A closed period of the statistics keeps its numbers whatever is deleted."
        )
        self._add(Label(said, "muted", wrap=True))
        for page, text, icon in (
            ("retention", _("Retention and deletion"), "archive"),
            ("periods", _("Periods of the statistics"), "calendar"),
        ):
            button = Button(text, icon=icon)
            button.clicked.connect(lambda _checked=False, page=page: self.frame.go(page))
            self._add(button)

    def _add(self, widget: QWidget) -> None:
        widget.setMaximumWidth(WIDTH)
        self._content.box.addWidget(widget)

    def _fields(self, settings: tuple[Setting[Any], ...]) -> None:
        for setting in settings:
            self._add(SettingField(self.frame, setting, self._values.get(setting.name, setting.default)))

    def _window(self) -> None:
        keeper = self.frame.keeper
        names = {"nb": "bokmål", "nn": "nynorsk", "en": "English"}
        language = ChipGroup(_("Language of the window"), names, value=current())
        language.changed.connect(lambda: keeper.keep(language=language.value()))
        looks = {"system": _("as the PC"), "light": _("light"), "dark": _("dark")}
        theme = ChipGroup(_("Look"), looks, value=keeper.now.theme)
        theme.changed.connect(lambda: keeper.keep(theme=theme.value()))
        self._add(language)
        self._add(theme)


class SettingField(TextField):
    """One setting; kept when the field is left, with a message below it where it can't be."""

    def __init__(self, frame: Frame, setting: Setting[Any], value: Any) -> None:
        self._frame, self._setting, self._kept = frame, setting, str(value)
        hint = _(setting.hint) if setting.hint else ""
        super().__init__(_(setting.label), value=str(value), hint=hint, reader=self._understand)
        self.left.connect(self._keep)

    def _understand(self, text: str) -> Reading | None:
        if isinstance(self._setting.default, str):
            return None
        if text.strip().isdigit() and self._setting.low <= int(text) <= self._setting.high:
            return Reading(True, "")
        limits = {"low": self._setting.low, "high": self._setting.high}
        return Reading(False, _("Write a number from {low} to {high}.", **limits))

    def _keep(self) -> None:
        text = self.value().strip()
        if text == self._kept or not self.check():
            return
        self._kept = text
        value = text if isinstance(self._setting.default, str) else int(text)
        self._frame.work.run(change_setting, self._setting, value)
