"""What a backup would give and take, seen before it is brought back; the last step asks once more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.base.languages import _, ngettext_
from app.records.type_names import TYPE_NAMES
from app.store.previewing import Count, Line, Preview
from ui.shell import sheet
from ui.shell.bring_back import said_when
from ui.shell.centre import CentrePage, brand
from ui.theme import Button, Icon, Label, ScrollColumn, column, dates, line

WIDTH = 860
LISTED = 60  # lines that are shown; the rest is counted
_HEIGHT, _LOW = 250, 84


class PreviewPage(CentrePage):
    """`agreed` once somebody has said so twice; `left` goes back to the list."""

    agreed = Signal()
    left = Signal()

    def __init__(self, found: Preview, today: Callable[[], dt.date]) -> None:
        super().__init__(WIDTH)
        self._found, self._today = found, today
        self.box.addLayout(brand())
        self.box.addSpacing(18)
        when = said_when(found.saved_at, today())
        self.box.addWidget(Label(_("The backup with everything up to {when}", when=when), "title", wrap=True))
        self.box.addSpacing(4)
        said = ngettext_(
            "{count} step in its log. Every page of it was read just now and is whole.",
            "{count} steps in its log. Every page of it was read just now and is whole.",
            found.events,
        )
        self.box.addWidget(Label(said, "muted", wrap=True))
        self.box.addSpacing(16)
        sides = line(gap=20)
        sides.addLayout(self._side("minus", "warn", _("What you would lose"), self._lost()), 1)
        sides.addLayout(self._side("plus", "ok", _("What you would get"), self._gained()), 1)
        self.box.addLayout(sides)
        self.box.addSpacing(12)
        self.box.addWidget(Label(_counts(found), "small", wrap=True))
        self.box.addSpacing(4)
        kept = _(
            "The register as it is now is kept among the backups, and you can take this back from there."
        )
        self.box.addWidget(Label(kept, wrap=True))
        self._wrong = Label("", "error", wrap=True)
        self._wrong.hide()
        self.box.addWidget(self._wrong)
        self.box.addSpacing(14)
        self.box.addLayout(self._foot())

    def first(self) -> QWidget | None:
        return self._back

    def proceed(self) -> None:
        if self.button.isEnabled():
            self._ask()

    def show_error(self, text: str, todo: str) -> None:
        self.button.setEnabled(True)
        self._wrong.setText(f"{text} {todo}".strip())
        self._wrong.show()

    def _ask(self) -> None:
        found = self._found
        lost = ngettext_(
            "{count} person or talk written or changed since is not in it.",
            "{count} people and talks written or changed since are not in it.",
            found.lost_count,
        )
        text = lost if found.lost_count else _("Nothing that is in the register now is missing from it.")
        if not found.is_readable:
            text = _("The register itself cannot be read now, so it is not certain what is missing.")
        sheet.confirm(self, _("Bring this backup back?"), text, _("Bring it back"), self._agreed)

    def _agreed(self) -> None:
        self.button.setEnabled(False)
        self.button.setText(_("Bringing it back …"))
        self.agreed.emit()

    def _foot(self) -> QHBoxLayout:
        foot = line(gap=8)
        self._back = Button(_("Back"), "plain", icon="arrow-left", key=_("Esc"))
        self._back.clicked.connect(self.left.emit)
        QShortcut(QKeySequence("Esc"), self._back).activated.connect(self.left.emit)
        self.button = Button(_("Bring it back …"), "primary")
        self.button.clicked.connect(self._ask)
        foot.addWidget(self._back)
        foot.addStretch()
        foot.addWidget(self.button)
        return foot

    def _side(self, icon: str, colour: str, title: str, lines: Sequence[QWidget]) -> QVBoxLayout:
        side = column(gap=6)
        head = line(gap=8)
        head.addWidget(Icon(icon, colour, 18))
        head.addWidget(Label(title, "h3"), 1)
        side.addLayout(head)
        rows = ScrollColumn(gap=6)
        rows.setFixedHeight(_HEIGHT if self._found.is_readable else _LOW)
        for one in lines:
            rows.box.addWidget(one)
        rows.box.addStretch()
        side.addWidget(rows)
        return side

    def _lost(self) -> list[QWidget]:
        found = self._found
        if not found.is_readable:
            return [Label(_unread(found), wrap=True)]
        if not found.lost_count:
            return [Label(_("No person and no talk: nothing was written since."), "muted", wrap=True)]
        shown = [self._line(one) for one in found.lost[:LISTED]]
        more = found.lost_count - min(LISTED, len(found.lost)) - found.hidden
        if found.hidden:
            said = ngettext_(
                "and {count} talk of colleagues", "and {count} talks of colleagues", found.hidden
            )
            shown.append(Label(said, "muted", wrap=True))
        if more > 0:
            shown.append(Label(ngettext_("and {count} more", "and {count} more", more), "muted"))
        return shown

    def _gained(self) -> list[QWidget]:
        found = self._found
        if not found.is_readable:
            return [Label(_("All that the backup holds, counted below."), wrap=True)]
        if not found.gained_count:
            return [Label(_("No person and no talk that is not in the register now."), "muted", wrap=True)]
        shown = [self._line(one) for one in found.gained[:LISTED]]
        more = found.gained_count - len(shown)
        if more > 0:
            shown.append(Label(ngettext_("and {count} more", "and {count} more", more), "muted"))
        return shown

    def _line(self, one: Line) -> QWidget:
        today = self._today()
        written = said_when(dt.datetime.fromisoformat(one.at), today)
        if one.kind == "session":
            day = dates.day_short(dt.date.fromisoformat(one.day), today=today)
            text = _("{name}, talk on {day}", name=one.name, day=day)
        else:
            text = one.name
        state = _("written {when}", when=written) if one.is_new else _("changed {when}", when=written)
        both = column(gap=0)
        both.addWidget(Label(text, "strong", wrap=True))
        both.addWidget(Label(state, "small"))
        holder = QWidget()
        holder.setLayout(both)
        return holder


def _unread(found: Preview) -> str:
    if found.beyond is None:
        return _(
            "The register itself cannot be read, and its mark is gone, so it is not known what was written since."
        )
    return ngettext_(
        "The register itself cannot be read. By its mark {count} step was logged after this backup.",
        "The register itself cannot be read. By its mark {count} steps were logged after this backup.",
        found.beyond,
    )


def _counts(found: Preview) -> str:
    """How many entries of each type: where they differ, or all where only the backup can be read."""
    if not found.is_readable:
        said = [f"{_(TYPE_NAMES[one.kind])} {dates.number(one.there)}" for one in found.counts]
        return _("In the backup: {what}", what=" · ".join(said) or "0")
    differ = [_count(one) for one in found.counts if one.there != one.here]
    if not differ:
        return _("As many entries of every type as now.")
    return _("Entries, in the backup and now: {what}", what=" · ".join(differ))


def _count(one: Count) -> str:
    there, here = dates.number(one.there), dates.number(one.here or 0)
    return _("{type} {there} → {here}", type=_(TYPE_NAMES[one.kind]), there=there, here=here)
