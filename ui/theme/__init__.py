"""The look of the window: tokens, theme and the small widgets that every screen is built from.

    from ui.theme import Button, Card, Elided, Icon, KeyHint, Label, Pill, Row, Rule, ScrollColumn, Tile, column, line

Texts    Label(text, role, wrap=), Elided(text, role) one line with "…", Pill(text, tone), Tile("PL"), KeyHint("Enter").
         Roles: title name h2 h3 big strong muted small label error warning said struck key kbd code. Tones: idle accent
         ok warn bad. Labels are always plain text. Change later with use_role / use_tone.
Icons    Icon("printer", "accent", 18): a Lucide name and a token's name; follows scheme and scale by itself.
         show_icon(name, colour). A new icon: put its SVG into resources/icons/interface.
Buttons  Button(text, kind, icon=, key="Ctrl+N", name=accessible name): kind primary, plain, quiet, nav, search, link.
         set_off(why) greys it and says why. The key hint is only shown: the page or shell binds the key.
Rows     Row(accessible name): add(widget, stretch), two(first, second), enter_hint(), set_on(bool); `clicked` opens.
         BareRow(accessible name) is the same without a layout: it paints what stands on it.
Grounds  Card(margins, gap) and Surface("soft" | "info" | "warn" | "bad" | "foot" …): fill `.box`; Rule(), Meter(3, 8, name).
Layout   column(parent, margins, gap), line(parent, margins, gap), ScrollColumn(margins, gap).box, FlowBox(gap).add(w),
         clear(layout), set_shown(widget, on) while a page is being made. Constants TOP, MIDDLE, RIGHT, CENTRE.
Dates    from ui.theme import dates: day_short, day_plain, day_long, day_said, clock, month, number … in the window language.
Theme    Theme.of() gives the theme in force: .tokens, .colour("accent"), .pixmap(icon, token, size, ratio=), .use("dark"),
         signal `changed`. Painted widgets ask it inside paintEvent and need no signal.

In style sheets a state is a property (`restyle(widget, on="1")`), never a pseudo-state of a parent.
Never name a Python attribute like a Qt virtual method (event, edit, size, update …): C++ would call it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.theme.buttons import Button, Kind, paint_box
from ui.theme.labels import (
    Card,
    Elided,
    Icon,
    KeyHint,
    Label,
    Meter,
    Pill,
    Role,
    Rule,
    Surface,
    Tile,
    restyle,
)
from ui.theme.layouts import (
    Flow,
    FlowBox,
    Margins,
    ScrollColumn,
    clear,
    column,
    line,
    polish,
    set_shown,
)
from ui.theme.rows import BareRow, Row
from ui.theme.theme import Theme, face
from ui.theme.tokens import DARK, LIGHT, Height, Radius, Scheme, Size, Space, Tokens, Tone

if (
    TYPE_CHECKING
):  # read when first asked for: the first painted page needs none of them (see ui/theme/early.py)
    from ui.theme.alignments import CENTRE, MIDDLE, RIGHT, TOP

__all__ = [
    "CENTRE",
    "DARK",
    "LIGHT",
    "MIDDLE",
    "RIGHT",
    "TOP",
    "BareRow",
    "Button",
    "Card",
    "Elided",
    "Flow",
    "FlowBox",
    "Height",
    "Icon",
    "KeyHint",
    "Kind",
    "Label",
    "Margins",
    "Meter",
    "Pill",
    "Radius",
    "Role",
    "Row",
    "Rule",
    "Scheme",
    "ScrollColumn",
    "Size",
    "Space",
    "Surface",
    "Theme",
    "Tile",
    "Tokens",
    "Tone",
    "clear",
    "column",
    "face",
    "line",
    "paint_box",
    "polish",
    "restyle",
    "set_shown",
]


def __getattr__(name: str) -> object:
    """The four alignments. Raises AttributeError for a name that is not there."""
    if name not in ("CENTRE", "MIDDLE", "RIGHT", "TOP"):
        raise AttributeError(f"ui.theme has no {name}")
    from ui.theme import alignments

    return getattr(alignments, name)
