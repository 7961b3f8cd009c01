"""What hangs where: by place, with since when and whose approval; what says something else by now stands out."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.actions.hangings import Hung, Walls, hang_again, take_down, walls
from app.base.folding import fold
from app.base.languages import _, ngettext_, pgettext_
from app.documents.registry import DOCUMENTS
from app.records.spoken import language_name
from app.store.store import Changes
from ui.forms import ChipGroup, LineEdit
from ui.lists import EmptyState, Heading, IdList, Offer, RowFace
from ui.lists.ids import Answer, Fetch
from ui.pages.paper.hang import AnewSheet
from ui.shell.page import Action, Frame, Header, Page
from ui.theme import Button, Card, Label, dates, line

_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_P, Qt.Key.Key_H)


class WallsPage(Page):
    """about: show="changed". Keys on a line: Enter opens the paper, Del takes it down, P prints and H hangs anew what is
    shown of the same document."""

    name: ClassVar[str] = "walls"
    place: ClassVar[str] = "paper"

    def __init__(self, frame: Frame, about: Mapping[str, str]) -> None:
        super().__init__(frame)
        self._walls: Walls | None = None
        self._shown: dict[str, Hung] = {}
        self._again = Button(_("Print again"), "plain", icon="printer", key="P", height=34)
        self._again.clicked.connect(self.print_again)
        self._anew = Button(_("Hung anew"), "primary", icon="check", key="H")
        self._anew.clicked.connect(self.hang_anew)
        self.header = Header(frame, _("What hangs where"), "", self._anew, back=lambda: frame.go("paper"))
        self.box.addWidget(self.header)
        self._card = Card((0, 14, 0, 8), 8)
        head = line(margins=(18, 0, 20, 0), gap=12)
        self.filter = LineEdit(placeholder=_("Place, language or document"))
        self.filter.setAccessibleName(_("Find a paper"))
        self.filter.setFixedWidth(280)
        self.filter.textEdited.connect(self._lay_out)
        head.addWidget(self.filter)
        self.chips = ChipGroup("", _shows(), value=about.get("show", "all"), name=_("Show"))
        self.chips.changed.connect(self._lay_out)
        head.addWidget(self.chips, 1)
        head.addWidget(self._again)
        self._card.box.addLayout(head)
        self._hint = Label(_("Enter: the paper · P: print again · H: hung anew · Del: taken down"), "small")
        self._hint.setContentsMargins(20, 0, 20, 0)
        self._card.box.addWidget(self._hint)
        self.list = _Papers(self._fetch, _("What hangs where"), self._key)
        self.list.opened.connect(self._open)
        self.list.typed.connect(self._find)
        self._card.box.addWidget(self.list, 1)
        self._empty = self._nothing()
        self._card.box.addWidget(self._empty, 1)
        self.box.addWidget(self._card, 1)
        self.bind("Esc", lambda: frame.go("paper"))
        self.offer(Action(text=_("Print again what is shown"), run=self.print_again, icon="printer"))
        self.offer(Action(text=_("What is shown is hung anew"), run=self.hang_anew, icon="check"))

    def title(self) -> str:
        return _("What hangs where")

    def first(self) -> QWidget | None:
        return self.list if self._shown else self._empty.findChild(Offer)

    def compact(self, narrow: bool) -> None:
        self.header.compact(narrow)

    def touches(self, changes: Changes) -> bool:
        return not changes.verb.startswith("checklist.")

    def reload(self) -> None:
        self.frame.work.ask(walls, then=self._show, instead_of="walls")

    def print_again(self) -> None:
        """Open Paper with all that is shown of the chosen paper's document and size."""
        one = self._chosen()
        if one is None:
            return
        alike = [other.record for other in self._shown.values() if _kind(other) == _kind(one)]
        languages = ",".join(dict.fromkeys(record.language for record in alike))
        self._go(one, languages)

    def hang_anew(self) -> None:
        """All that is shown and has changed hangs anew; where nothing has, the chosen one."""
        one = self._chosen()
        if one is None or self._walls is None or one.record.taken_down:
            return
        changed = [id for id, other in self._shown.items() if other.changed]
        AnewSheet(self, changed or [one.record.id], self._walls)

    # -- what is shown

    def _show(self, found: Walls) -> None:
        first = self._walls is None
        self._walls = found
        if first and self.chips.value() == "changed" and not any(one.changed for one in found.hanging):
            self.chips.set_value("all")
        self._lay_out()
        if first and self.isVisible():
            self.focus_when_shown(self.first() or self.filter)

    def _lay_out(self) -> None:
        if self._walls is None:
            return
        wanted, show = fold(self.filter.text()).split(), self.chips.value()
        rows = self._walls.down if show == "down" else self._walls.hanging
        fitting = [one for one in rows if show != "changed" or one.changed]
        self._shown = {
            one.record.id: one for one in fitting if all(f" {word}" in _words(one) for word in wanted)
        }
        self.list.show_ids(_with_places(list(self._shown.values())))
        self.list.setVisible(bool(self._shown))
        self._hint.setVisible(bool(self._shown) and show != "down")
        self._empty.setVisible(not self._shown)
        changed = sum(one.changed for one in self._walls.hanging)
        count = ngettext_("{count} paper hangs", "{count} papers hang", len(self._walls.hanging))
        said = _("{count} with a text that has changed", count=changed) if changed else ""
        self.header.facts.setText(" · ".join(part for part in (count, said) if part))
        off = "" if self._shown else _("Nothing is shown.")
        self._again.set_off(off)
        self._anew.set_off(off or (_("These were taken down.") if show == "down" else ""))

    def _fetch(self, ids: Sequence[str], answer: Answer) -> None:
        answer({id: self._face(self._shown[id]) for id in ids if id in self._shown})

    def _face(self, one: Hung) -> RowFace:
        today, record = self.frame.clock.today(), one.record
        since = _("since {day}", day=dates.day_plain(record.day, today=today))
        who = (
            _("approved by {name}", name=record.approved_by)
            if record.approved_by
            else _("approval not noted")
        )
        gone = (
            _("taken down {day}", day=dates.day_plain(record.taken_down, today=today))
            if record.taken_down
            else ""
        )
        return RowFace(
            title=language_name(record.language),
            aside=f"{one.title} · {record.size.replace('x', ' × ')}",
            below=" · ".join(part for part in (since, gone, who) if part),
            tile=record.language[:2].upper(),
            pill=_("text has changed") if one.changed else "",
            tone="warn",
        )

    def _nothing(self) -> EmptyState:
        offer = Offer("printer", _("Paper"), _("Print one, then note where it hangs"), "Ctrl+5")
        offer.clicked.connect(lambda: self.frame.go("paper"))
        said = _(
            "What is printed for a wall is noted here with one key: where it hangs, since when, who approved it."
        )
        return EmptyState("image", _("Nothing hangs here"), said, (offer,))

    # -- keys

    def _chosen(self) -> Hung | None:
        return self._shown.get(self.list.current())

    def _key(self, event: QKeyEvent) -> bool:
        if event.modifiers() or event.key() not in _KEYS:
            return False
        does: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Delete: self._take_down,
            Qt.Key.Key_P: self.print_again,
            Qt.Key.Key_H: self.hang_anew,
        }
        does[event.key()]()
        return True

    def _take_down(self) -> None:
        one = self._chosen()
        if one is not None and one.record.taken_down is None:
            self.frame.work.run(take_down, [one.record.id])

    def _open(self, id: str) -> None:
        one = self._shown.get(id)
        if one is None:
            return
        if one.record.taken_down is not None:
            self.frame.work.run(hang_again, id)
        else:
            self._go(one, one.record.language)

    def _go(self, one: Hung, languages: str) -> None:
        if one.record.document not in DOCUMENTS:
            self.frame.say(_("This paper is not made any more."))
            return
        values: dict[str, str] = json.loads(one.record.made_with)
        record = one.record
        about = {**values, "document": record.document, "size": record.size, "language": record.language}
        if DOCUMENTS[record.document].languages == "sheets":
            about["languages"] = languages
        self.frame.go("paper", **about)

    def _find(self, letters: str) -> None:
        self.filter.setText(letters)
        self.filter.setFocus()
        self._lay_out()


class _Papers(IdList):
    """The list, whose letters are keys."""

    def __init__(self, fetch: Fetch, name: str, key: Callable[[QKeyEvent], bool]) -> None:
        super().__init__(fetch, name)
        self._key = key

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._key(event):
            super().keyPressEvent(event)


def _shows() -> dict[str, str]:
    return {
        "all": pgettext_("walls", "Hanging"),
        "changed": pgettext_("walls", "Text has changed"),
        "down": pgettext_("walls", "Taken down"),
    }


def _kind(one: Hung) -> tuple[str, str, str]:
    return one.record.document, one.record.size, one.record.made_with


def _with_places(rows: Sequence[Hung]) -> list[str | Heading]:
    """The ids under the places they hang in."""
    lines: list[str | Heading] = []
    place: str | None = None
    for one in sorted(rows, key=lambda one: fold(one.record.place)):
        if one.record.place != place:
            place = one.record.place
            lines.append(Heading(place))
        lines.append(one.record.id)
    return lines


def _words(one: Hung) -> str:
    said = (one.record.place, language_name(one.record.language), one.title, one.record.approved_by)
    return f" {fold(' '.join(said))}"
