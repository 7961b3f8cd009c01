"""The look in force: which scheme, its tokens, the palette and style sheet, the bundled font and drawn icons."""

from __future__ import annotations

from functools import cache
from typing import cast

from PySide6 import QtCore
from PySide6.QtCore import QByteArray, QCoreApplication, QObject, QRectF, QSize, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from app.base.paths import resource
from ui.theme.stylesheet import stylesheet
from ui.theme.tokens import DARK, LIGHT, Scheme, Size, Tokens

_STROKE = 'stroke-width="2"'
_PROPERTY = "overgang_theme"
WEIGHTS = ("Regular", "Medium", "SemiBold", "Bold")
STYLE = "Fusion"


class Theme(QObject):
    """The one look of an application; `changed` fires after a new scheme is in force.

    Built once by the wiring (`Theme.install`) and found again from any widget by `Theme.of()`.
    """

    changed = Signal()

    def __init__(self, application: QApplication, scheme: Scheme = "system") -> None:
        super().__init__(application)
        self._application = application
        self._scheme: Scheme = scheme
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}
        self.tokens: Tokens = LIGHT
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)

    @classmethod
    def install(cls, application: QApplication, scheme: Scheme = "system", *, styled: bool = False) -> Theme:
        """Load the fonts, set the style and put `scheme` in force for the whole application.

        styled: it was made with the arguments -style STYLE. Naming a style here makes PySide build all of QStyle's
        six hundred constants, a tenth of the time to the first painted page.
        """
        theme = cls(application, scheme)
        application.setProperty(_PROPERTY, theme)
        if not styled:
            application.setStyle(STYLE)
        load_fonts()
        application.setFont(face(Size.TEXT))
        theme._put(
            scheme, dark=scheme == "dark" or (scheme == "system" and _looks_dark(application.palette()))
        )
        return theme

    @staticmethod
    def of() -> Theme:
        """The theme of the running application; raises LookupError before `install`."""
        application = QCoreApplication.instance()
        theme = application.property(_PROPERTY) if application is not None else None
        if theme is None:
            raise LookupError("no theme is installed")
        return cast(Theme, theme)

    @property
    def scheme(self) -> Scheme:
        """What was asked for, which may be "system"."""
        return self._scheme

    def use(self, scheme: Scheme) -> None:
        """Put `scheme` in force now, in every open window."""
        self._put(scheme, dark=scheme == "dark" or (scheme == "system" and _system_is_dark()))

    def follow_system(self) -> None:
        """Once the first page is painted: make sure of what was only told from the system's palette before it."""
        if self._scheme == "system" and self.tokens.dark != _system_is_dark():
            self.use("system")

    def _put(self, scheme: Scheme, *, dark: bool) -> None:
        self._scheme = scheme
        self.tokens = DARK if dark else LIGHT
        self._application.setPalette(palette(self.tokens))
        self._application.setStyleSheet(stylesheet(self.tokens))
        self.changed.emit()

    def colour(self, name: str) -> QColor:
        """The token `name` as a colour to paint with."""
        return QColor(self.tokens.colour(name))

    def pixmap(self, icon: str, colour: str, size: int, *, ratio: float, stroke: float = 1.75) -> QPixmap:
        """The Lucide icon called `icon` in the token `colour`, `size` px square, sharp at the screen's `ratio`."""
        key = (icon, self.tokens.colour(colour), size, ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = _draw(icon, key[1], size, ratio, stroke)
        return self._pixmaps[key]

    def icon(self, name: str, colour: str = "accent", size: int = 32) -> QIcon:
        """An icon for places that only take a QIcon, such as the window's own."""
        return QIcon(self.pixmap(name, colour, size, ratio=self._application.devicePixelRatio()))

    def _system_changed(self, _scheme: object) -> None:
        if self._scheme == "system":
            self.use("system")


def face(pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The window's font at a size in pixels."""
    font = QFont("Inter")
    font.setPixelSize(pixels)
    font.setWeight(weight)
    return font


def load_fonts() -> None:
    """Make the bundled font known to Qt; raises FileNotFoundError where the program folder is incomplete."""
    for weight in WEIGHTS:
        path = resource("fonts", "window", f"Inter-{weight}.otf")
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise FileNotFoundError(path)


@cache
def ink(colour: str) -> QPalette:
    """A palette that draws in one colour, #rrggbb. Making a QPen or QBrush of a colour asks PySide for their styles, and
    with them for all of `Qt` (see ui/theme/early.py); a palette's brushes are there already."""
    result = QPalette()
    result.setColor(QPalette.ColorRole.WindowText, QColor(colour))
    return result


def palette(t: Tokens) -> QPalette:
    """The palette for what the style sheet does not reach: standard dialogs, placeholders, selections."""
    roles = {
        QPalette.ColorRole.Window: t.page,
        QPalette.ColorRole.WindowText: t.text,
        QPalette.ColorRole.Base: t.field,
        QPalette.ColorRole.AlternateBase: t.hover,
        QPalette.ColorRole.Text: t.text,
        QPalette.ColorRole.Button: t.card,
        QPalette.ColorRole.ButtonText: t.text,
        QPalette.ColorRole.Highlight: t.accent,
        QPalette.ColorRole.HighlightedText: t.on_accent,
        QPalette.ColorRole.ToolTipBase: t.card,
        QPalette.ColorRole.ToolTipText: t.text,
        QPalette.ColorRole.PlaceholderText: t.faint,
        QPalette.ColorRole.Link: t.accent,
    }
    result = QPalette()
    for role, colour in roles.items():
        result.setColor(role, QColor(colour))
    return result


def _looks_dark(palette: QPalette) -> bool:
    """Whether the system's own palette is dark, as it stands before ours is set; asking for its scheme names `Qt`."""
    ground, text = QPalette.ColorRole.Window, QPalette.ColorRole.WindowText
    return palette.color(ground).lightness() < palette.color(text).lightness()


def _system_is_dark() -> bool:
    return QGuiApplication.styleHints().colorScheme() == QtCore.Qt.ColorScheme.Dark


def _draw(icon: str, colour: str, size: int, ratio: float, stroke: float) -> QPixmap:
    source = resource("icons", "interface", f"{icon}.svg").read_text(encoding="utf-8")
    drawn = source.replace("currentColor", colour).replace(_STROKE, f'stroke-width="{stroke}"')
    pixmap = QPixmap(QSize(size, size) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(QColor(0, 0, 0, 0))
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(drawn.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
