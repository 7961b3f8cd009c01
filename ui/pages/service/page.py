"""The place of the service: its sections at the left, the chosen one at the right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from app.base.languages import _
from app.store.store import Changes
from ui.pages.service.entries import EntriesSection
from ui.pages.service.groups import GroupsSection
from ui.pages.settings.lists import ListSection
from ui.shell.page import Action, Frame, Header, Page
from ui.shell.parts import PartList
from ui.shell.places import SERVICE_PARTS
from ui.theme import Card, Label, ScrollColumn, clear, line

LISTS = ("partner", "contact")
WIDTH = 760


class ServicePage(Page):
    """about: section, a record type of SERVICE_PARTS; entry, whose row gets the focus."""

    name: ClassVar[str] = "service"
    place: ClassVar[str] = "service"
    keep: ClassVar[bool] = True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.header = Header(frame, _("The service"))
        self.box.addWidget(self.header)
        row = line(gap=16)
        self._parts = PartList(SERVICE_PARTS)
        self._parts.opened.connect(self.open_section)
        row.addWidget(self._parts)
        card = Card((0, 0, 0, 0), 0)
        self._content = ScrollColumn((28, 22, 28, 22), 14)
        card.box.addWidget(self._content)
        row.addWidget(card, 1)
        self.box.addLayout(row, 1)
        self._section, self._shown, self._aim = "partner", "", ""
        self.body: EntriesSection | ListSection | GroupsSection | None = None

    def title(self) -> str:
        return _("The service")

    def doable(self) -> tuple[Action, ...]:
        section = self.body.offered if isinstance(self.body, EntriesSection) else ()
        return (*super().doable(), *section)

    def first(self) -> QWidget | None:
        return self._parts.rows[self._section]

    def compact(self, narrow: bool) -> None:
        self.header.compact(narrow)

    def visited(self, about: Mapping[str, str]) -> None:
        if about.get("section") in self._parts.rows:
            self._section = about["section"]
            self._aim = about.get("entry", "")

    def touches(self, changes: Changes) -> bool:
        kinds = {kind for kind, _id in changes.records}
        return bool(kinds & {*self._parts.rows, "feedback_answer", "session"})

    def reload(self) -> None:
        if self._shown != self._section:
            self.open_section(self._section)
        elif self.body is not None:
            self.body.read()
        if self._aim and self.body is not None:
            self.body.aim(self._aim)
            self._aim = ""

    def open_section(self, name: str) -> None:
        """Show one section."""
        self._section = self._shown = name
        clear(self._content.box)
        self._parts.light(name)
        self._content.box.addWidget(Label(self._parts.title(name), "h2"))
        if name == "activity":
            self.body = GroupsSection(self)
        else:
            self.body = ListSection(self, name) if name in LISTS else EntriesSection(self, name)
        self.body.setMaximumWidth(WIDTH)
        self._content.box.addWidget(self.body)
        self._content.box.addStretch(1)
