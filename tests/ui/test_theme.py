"""The look: contrast of the tokens, switching the scheme while the window is open, and what a button is to the keys."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget

from app.base.paths import program_folder, resource
from tests.ui.keyboard import Keys
from ui.theme import (
    DARK,
    LIGHT,
    Button,
    Elided,
    Icon,
    Label,
    Pill,
    Row,
    ScrollColumn,
    Theme,
    Tokens,
    clear,
    column,
    qt_texts,
)

Show = Callable[[QWidget], QWidget]
ON_GROUND = [
    ("text", "page", 4.5),
    ("text", "card", 4.5),
    ("text", "hover", 4.5),
    ("text", "mark", 4.5),
    ("muted", "card", 4.5),
    ("muted", "page", 4.5),
    ("muted", "hover", 4.5),
    ("faint", "card", 4.5),
    ("faint", "page", 4.5),
    ("accent", "card", 4.5),
    ("accent", "accent_soft", 4.5),
    ("on_accent", "accent", 4.5),
    ("on_accent_quiet", "accent", 4.5),
    ("field_line", "card", 3.0),
    *((tone, f"{tone}_soft", 4.5) for tone in ("ok", "warn", "bad", "idle")),
    ("bad", "card", 4.5),
]


def luminance(colour: str) -> float:
    parts = [value / 255 for value in QColor(colour).getRgb()[:3]]
    red, green, blue = (v / 12.92 if v <= 0.03928 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("colour", "ground", "least"), ON_GROUND)
def test_text_can_be_read_on_its_ground(tokens: Tokens, colour: str, ground: str, least: float) -> None:
    assert contrast(tokens.colour(colour), tokens.colour(ground)) >= least


def test_the_scheme_changes_while_the_window_is_open(theme: Theme, shown: Show) -> None:
    window = QWidget()
    box = column(window)
    for widget in (
        Icon("house", "accent"),
        Label("Tekst", "muted"),
        Pill("ny", "accent"),
        Button("Lagre", "primary"),
    ):
        box.addWidget(widget)
    window.setProperty("part", "page")
    shown(window)
    before = window.grab().toImage()
    theme.use("dark")
    QApplication.processEvents()
    after = window.grab().toImage()
    assert theme.tokens is DARK
    assert before != after
    assert QApplication.palette().window().color() == QColor(DARK.page)
    theme.use("light")


def test_every_icon_named_in_the_window_is_there() -> None:
    there = {path.stem for path in resource("icons", "interface").glob("*.svg")}
    named = set()
    for path in sorted((program_folder() / "ui").rglob("*.py")):
        source = path.read_text("utf-8")
        named |= set(re.findall(r'\bIcon\(\s*"([a-z0-9-]+)"', source))
        named |= set(re.findall(r'\bicon\s*=\s*"([a-z0-9-]+)"', source))
        named |= set(re.findall(r'show_icon\(\s*"([a-z0-9-]+)"', source))
    assert named
    assert named <= there


def test_fonts_and_icons_come_with_their_licence() -> None:
    assert "SIL OPEN FONT LICENSE" in resource("fonts", "window", "OFL.txt").read_text("utf-8")
    assert "ISC License" in resource("icons", "interface", "LICENSE").read_text("utf-8")
    assert sorted(path.name for path in Path(resource("fonts", "window")).glob("*.otf"))


def test_a_button_names_itself_and_its_key(shown: Show, keys: Keys) -> None:
    button = Button("&Lagre", "primary", key="Ctrl+Enter")
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    shown(button)
    button.setFocus()
    keys.press("Enter", "Space")
    assert button.accessibleName() == "Lagre"
    assert "Ctrl+Enter" in button.accessibleDescription()
    assert not button.isCheckable()
    assert pressed == [True, True]


def test_an_unavailable_button_says_why(shown: Show) -> None:
    button = Button("Fullfør", "primary")
    shown(button)
    button.set_off("Skriv ut arket først.")
    assert not button.isEnabled()
    assert button.toolTip() == button.accessibleDescription() == "Skriv ut arket først."
    button.set_off("")
    assert button.isEnabled()


def test_typed_text_is_never_markup(shown: Show) -> None:
    plain, marked = Label("<b>Ola</b> & <img src=x>"), Label("Ola")
    shown(plain)
    shown(marked)
    assert plain.sizeHint().width() > 3 * marked.sizeHint().width()


def test_a_long_line_ends_in_dots_and_keeps_its_name(shown: Show) -> None:
    label = Elided("Et veldig langt navn på et veldig langt tema " * 5)
    label.resize(100, 20)
    shown(label)
    assert label.minimumSizeHint().width() < 50
    assert label.text().endswith("tema ")


def test_the_focused_row_shows_its_key_and_arrows_move(shown: Show, keys: Keys) -> None:
    window = QWidget()
    box = column(window)
    rows = [Row(name) for name in ("Lyngvar", "Rognulf")]
    for row in rows:
        row.two(row.accessibleName(), "sist 5. jan.")
        row.enter_hint()
        box.addWidget(row)
    shown(window)
    rows[0].setFocus()
    keys.press("Down")
    assert rows[1].hasFocus()
    keys.press("Up")
    assert rows[0].hasFocus()
    assert len(QApplication.topLevelWidgets()) == len({w.window() for w in QApplication.topLevelWidgets()})


def test_a_scrolling_column_is_as_high_as_its_real_width_asks_for(shown: Show) -> None:
    scroll = ScrollColumn()
    scroll.box.addWidget(Label("ord " * 200, wrap=True))
    scroll.resize(900, 300)
    shown(scroll)
    QApplication.processEvents()
    assert scroll.verticalScrollBar().maximum() == 0
    clear(scroll.box)
    assert scroll.box.count() == 0


def test_a_thin_column_cuts_no_line_off(shown: Show) -> None:
    scroll = ScrollColumn((12, 12, 12, 0))
    said = "Sett et mål for hvert møte, og la folk spørre. " * 4
    texts = [Label(said, "small", wrap=True) for _one in range(5)]
    for text in texts:
        scroll.box.addWidget(text)
    scroll.setFixedSize(240, 120)
    shown(scroll)
    for text in texts:
        assert text.height() >= text.heightForWidth(text.width())


def test_qt_speaks_the_windows_language() -> None:
    texts = qt_texts.QtTexts()
    assert texts.translate("QPlatformTheme", "&Cancel") == "Avbryt"
    assert texts.translate("QPlatformTheme", "Something Qt says") == ""
