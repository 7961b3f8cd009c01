"""On a person's page, between the steps and the timeline: applications, what is left before release, the next review."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.actions.people_list import PersonView
from app.actions.person_work import Around
from app.base.languages import _, ngettext_
from app.records.choices import label
from ui.lists import Lines
from ui.pages.person_work.rows import ApplicationRow, NextReviewRow, WorkRow, interests_said
from ui.shell.page import Page, Section
from ui.theme import Button, Icon, KeyHint, Label, column

SHOWN = 4  # applications; the rest stand on the page of the way on
NAMED = 3  # points before release that are named


class WayOn(QWidget):
    """Lines with keys. behind: what Tab comes from; walk: the arrow keys, over the whole page."""

    def __init__(self, page: Page, walk: Callable[[str], bool], behind: Callable[[], QWidget]) -> None:
        super().__init__()
        self._page, self._walk, self._behind = page, walk, behind
        self._person = ""
        self._lines: list[WorkRow] = []
        self._hints: list[QWidget] = []
        box = column(self, gap=4)
        self.all = Button(_("Open"), "quiet", key="Alt+V", height=28, pad=6, name=_("The way on"))
        self.all.clicked.connect(self.open)
        self.head = Section(_("The way on"), "")
        self.head.row.setContentsMargins(0, 0, 0, 2)
        for key, text in (("N", _("new application")), ("G", _("review"))):
            for widget in (KeyHint(key), Label(text, "small")):
                self.head.row.addWidget(widget)
                self._hints.append(widget)
        self.head.row.addWidget(self.all)
        box.addWidget(self.head)
        self._rows = Lines()
        box.addWidget(self._rows)

    def compact(self, narrow: bool) -> None:
        """The keys are left out in a narrow window."""
        for widget in self._hints:
            widget.setVisible(not narrow)

    def rows(self) -> list[WorkRow]:
        """The lines, from top to bottom."""
        return self._lines

    def open(self) -> None:
        """All of it, on a page of its own."""
        if self._person:
            self._page.frame.go("person_work", person=self._person)

    def show_view(self, view: PersonView, wanted: frozenset[str] | None) -> None:
        """Show what surrounds this person's talks; wanted: only these ids, as after a search."""
        had = next((row.token for row in self._lines if row.hasFocus()), "")
        gone, self._person = self._lines, view.page.person.id
        here = view.page.person.left_on is None
        self._lines = [one for one in self._made(view.around, here) if wanted is None or one.token in wanted]
        self.setVisible(bool(self._lines) or (wanted is None and here))
        for row in self._lines:
            row.walk = self._walk
        self._rows.show_lines(self._lines, behind=self._behind())
        for row in gone:
            row.deleteLater()
        if had and self._lines:
            same = next((row for row in self._lines if row.token == had), self._lines[0])
            same.setFocus(Qt.FocusReason.OtherFocusReason)

    def _made(self, found: Around, here: bool) -> list[WorkRow]:
        page, person = self._page, self._person
        rows: list[WorkRow] = [ApplicationRow(page, one) for one in found.waiting[:SHOWN]]
        left = [point for point in found.points if not point.settled]
        if found.near_release and left:
            rows.append(self._release(found))
        if here:  # who has left is not asked again
            rows.append(NextReviewRow(page, person, found.next_review))
        if found.career.tagged or found.interests:
            rows.append(self._explored(found))
        return rows

    def _release(self, found: Around) -> WorkRow:
        left = [label("release_check.item", point.item) for point in found.points if not point.settled]
        done = _("{done} of {count}", done=len(found.points) - len(left), count=len(found.points))
        said, names = _("Before release: {done}", done=done), ", ".join(left[:NAMED])
        more = (
            ngettext_("and {count} more", "and {count} more", len(left) - NAMED) if len(left) > NAMED else ""
        )
        about = " ".join(part for part in (_("left: {points}", points=names), more) if part)
        row = self._line(said, about, "door-open", "release")
        row.clicked.connect(lambda: self._page.frame.go("person_work", person=self._person, entry="release"))
        return row

    def _explored(self, found: Around) -> WorkRow:
        career, parts = found.career, []
        if career.tagged:
            parts.append(_("in {part} of {count} talks", part=career.tagged, count=len(career.talks)))
        names = ", ".join(label("session.button", one.button) for one in career.lines if one.count)
        if found.interests:
            parts.append(_("interests: {said}", said=interests_said(found.interests[0])))
        said = names or _("List of interests")
        row = self._line(said, " · ".join(parts), "sprout", "explored")
        row.clicked.connect(self.open)
        return row

    def _line(self, said: str, about: str, icon: str, token: str) -> WorkRow:
        row = WorkRow(f"{said}, {about}", token)
        row.add(Icon(icon, "muted", 17))
        row.two(said, about)
        row.enter_hint()
        return row
