"""The table of colours and measures that every screen is drawn from, in a light and a dark set."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

Tone = Literal["idle", "accent", "ok", "warn", "bad"]
Scheme = Literal["light", "dark", "system"]


class Tokens(NamedTuple):
    """One scheme's colours as #rrggbb; text colours reach 4.5:1 and borders of fields 3:1 on their ground."""

    dark: bool
    page: str
    side: str
    card: str
    line: str
    text: str
    muted: str
    faint: str
    accent: str
    accent_hover: str
    accent_soft: str
    on_accent: str
    on_accent_quiet: str
    hover: str
    field: str
    field_line: str
    chip_line: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    idle: str
    idle_soft: str
    mark: str

    def colour(self, name: str) -> str:
        """The colour called `name`; raises AttributeError for a name that no scheme has."""
        value: str = getattr(self, name)
        return value

    def soft(self, tone: Tone) -> str:
        """The quiet ground that belongs behind text of `tone`."""
        return self.colour(f"{tone}_soft")


LIGHT: Final = Tokens(
    dark=False,
    page="#f5f6f8",
    side="#ffffff",
    card="#ffffff",
    line="#e4e7ec",
    text="#16202e",
    muted="#566172",
    faint="#636e80",
    accent="#1c5a8f",
    accent_hover="#154a78",
    accent_soft="#e6f0f8",
    on_accent="#ffffff",
    on_accent_quiet="#d3e5f4",
    hover="#f1f3f6",
    field="#ffffff",
    field_line="#868f9d",
    chip_line="#c5ccd6",
    ok="#0f6b3f",
    ok_soft="#e2f4ea",
    warn="#854700",
    warn_soft="#fcefda",
    bad="#a61b2b",
    bad_soft="#fde8ea",
    idle="#46505f",
    idle_soft="#edf0f4",
    mark="#ffe9a8",
)
DARK: Final = Tokens(
    dark=True,
    page="#11151b",
    side="#161b23",
    card="#1a2029",
    line="#2a323e",
    text="#e8ecf2",
    muted="#a6b1c0",
    faint="#8e9aaa",
    accent="#7db7ea",
    accent_hover="#98c8f2",
    accent_soft="#1b3348",
    on_accent="#08131e",
    on_accent_quiet="#0f3a5c",
    hover="#222a35",
    field="#141920",
    field_line="#6a7686",
    chip_line="#3d4756",
    ok="#74d69f",
    ok_soft="#163526",
    warn="#f2bb6b",
    warn_soft="#38290f",
    bad="#ff95a1",
    bad_soft="#401a20",
    idle="#b6c0cd",
    idle_soft="#29313c",
    mark="#5c4a12",
)


class Space:
    """Distances in device-independent pixels."""

    HAIR: Final = 4
    SMALL: Final = 8
    MEDIUM: Final = 12
    GAP: Final = 16
    CARD: Final = 24
    PAGE: Final = 28


class Radius:
    """Corner radii in device-independent pixels; chips are round by half their height."""

    FIELD: Final = 8
    ROW: Final = 9
    CARD: Final = 12
    PALETTE: Final = 14


class Height:
    """Heights of the controls in device-independent pixels."""

    FIELD: Final = 38
    CHIP: Final = 30
    BUTTON: Final = 38
    NAV: Final = 40


class Size:
    """Type sizes in pixels (Inter)."""

    KEY: Final = 11
    LABEL: Final = 12
    CHIP: Final = 13
    TEXT: Final = 14
    BIG: Final = 16
    H2: Final = 18
    NAME: Final = 20
    TITLE: Final = 24
