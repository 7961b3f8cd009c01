"""The pictures of the way on: where the talks touched a career button, and the six bars of a list of interests."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.actions.career_map import CareerMap
from app.actions.interests import picture
from app.base.languages import _, ngettext_
from app.records.choices import label
from app.records.choices_interest import ACTIVITIES_EACH
from app.records.interest import InterestList
from ui.theme import Label, Theme, column, line

STEP = 13  # px from talk to talk
MOST_TALKS = 10  # the last talks, so that the strip has room in a narrow window
TYPE_WIDTH = 104
BAR_HEIGHT = 12


class Strip(QWidget):
    """A dot a talk, the oldest at the left: filled where the talk carries the button."""

    def __init__(self, marks: Sequence[bool]) -> None:
        super().__init__()
        self._marks = tuple(marks[-MOST_TALKS:])
        self.setFixedSize(max(STEP * len(self._marks), STEP), 18)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = Theme.of(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, mark in enumerate(self._marks):
            centre = QPointF(place * STEP + STEP / 2, self.height() / 2)
            if mark:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.colour("accent"))
                painter.drawEllipse(centre, 4.5, 4.5)
            else:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(theme.colour("field_line"), 1.2))
                painter.drawEllipse(centre, 3, 3)
        painter.end()


def strip_of(found: CareerMap, button: str) -> Strip:
    """The strip of one button over the last talks."""
    return Strip([button in talk.buttons for talk in found.talks])


class InterestPicture(QWidget):
    """Six bars of eight: what the person would like, and, paler, what perhaps. In the order of the list, not ranked."""

    def __init__(self, one: InterestList) -> None:
        super().__init__()
        box = column(self, margins=(12, 4, 12, 8), gap=5)
        said = []
        for bar in picture(one):
            name = label("interest.type", bar.type)
            likes = ngettext_("{count} yes", "{count} yes", bar.liked)
            maybe = ngettext_("{count} perhaps", "{count} perhaps", bar.perhaps) if bar.perhaps else ""
            count = " · ".join(part for part in (likes, maybe) if part)
            said.append(f"{name}: {count}")
            row = line(gap=10)
            text = Label(name[:1].upper() + name[1:])
            text.setFixedWidth(TYPE_WIDTH)
            row.addWidget(text)
            row.addWidget(Bar(bar.liked, bar.perhaps), 1)
            number = Label(count, "small")
            number.setMinimumWidth(92)
            row.addWidget(number)
            box.addLayout(row)
        self.setAccessibleName(_("List of interests") + ": " + ", ".join(said))


class Bar(QWidget):
    """One bar: filled for yes, outlined for perhaps, so that it can be told without colour too."""

    def __init__(self, liked: int, perhaps: int) -> None:
        super().__init__()
        self._liked, self._perhaps = liked, perhaps
        self.setFixedHeight(BAR_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(160, BAR_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = Theme.of(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        each, height = self.width() / ACTIVITIES_EACH, self.height()
        accent = QColor(theme.colour("accent"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("line"))
        painter.drawRoundedRect(QRectF(0, height / 2 - 1, self.width(), 2), 1, 1)
        if self._liked:
            painter.setBrush(accent)
            painter.drawRoundedRect(QRectF(0, 0, each * self._liked, height), 3, 3)
        if self._perhaps:
            painter.setBrush(theme.colour("accent_soft"))
            painter.setPen(QPen(accent, 1.2))
            left = each * self._liked + (1.5 if self._liked else 0.6)
            painter.drawRoundedRect(QRectF(left, 0.6, each * self._perhaps - 2, height - 1.2), 3, 3)
        painter.end()
