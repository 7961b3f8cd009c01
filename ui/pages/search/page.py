"""All hits of a search on a page of their own: more than the small window of Ctrl+K holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from app.actions.finding import Found, find
from app.base.languages import _, ngettext_
from app.store.store import Changes
from ui.lists import EmptyState, Heading, IdList, RowFace
from ui.lists.ids import Answer
from ui.pages.search.source import Source
from ui.shell.hits import Group, Hit
from ui.shell.page import Frame, Header, Page
from ui.theme import Card, Label, line

MOST = 1000


class FoundPage(Page):
    """about: text (what was searched for). Enter opens a hit; Esc goes back."""

    name: ClassVar[str] = "found"

    def __init__(self, frame: Frame, about: Mapping[str, str]) -> None:
        super().__init__(frame)
        self._text = about.get("text", "")
        self._source = Source(frame)
        self._hits: dict[str, Hit] = {}
        self.header = Header(frame, _("All hits"), "", back=frame.back)
        self.box.addWidget(self.header)
        card = Card((0, 14, 0, 8), 8)
        head = line(margins=(20, 0, 20, 0))
        head.addWidget(Label(_("“{text}”, newest first", text=self._text), "muted"), 1)
        card.box.addLayout(head)
        self.list = IdList(self._fetch, _("All hits"))
        card.box.addWidget(self.list, 1)
        self._nothing = EmptyState("search", _("Nothing found. Fewer letters find more."))
        card.box.addWidget(self._nothing, 1)
        self._nothing.hide()
        self.box.addWidget(card, 1)
        self.list.opened.connect(self._open)
        self.bind("Esc", frame.back)

    def title(self) -> str:
        return _("All hits")

    def first(self) -> QWidget | None:
        return self.list

    def touches(self, changes: Changes) -> bool:
        return True

    def reload(self) -> None:
        self.frame.work.ask(find, self._text, limit=MOST, then=self._show, instead_of="found")

    def _show(self, found: Found) -> None:
        groups = self._source.groups(found)
        self._hits = {f"{at}": hit for at, hit in enumerate(hit for group in groups for hit in group.hits)}
        self.header.facts.setText(ngettext_("{count} hit", "{count} hits", len(self._hits)))
        self.list.setVisible(bool(self._hits))
        self._nothing.setVisible(not self._hits)
        self.list.show_ids(_lines(groups))

    def _fetch(self, ids: Sequence[str], answer: Answer) -> None:
        answer({one: _face(self._hits[one]) for one in ids if one in self._hits})

    def _open(self, one: str) -> None:
        if one in self._hits:
            self._hits[one].open()


def _lines(groups: Sequence[Group]) -> list[str | Heading]:
    lines: list[str | Heading] = []
    at = 0
    for group in groups:
        if group.hits:
            lines.append(Heading(group.title))
        for _hit in group.hits:
            lines.append(f"{at}")
            at += 1
    return lines


def _face(hit: Hit) -> RowFace:
    return RowFace(
        title=hit.text, aside=hit.detail, below="".join(part for part, _marked in hit.excerpt), icon=hit.icon
    )
