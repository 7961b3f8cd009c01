"""What can go wrong for the user when text is set."""

from __future__ import annotations

import unicodedata

from app.base.errors import AppError
from app.base.languages import N_


class CharacterMissing(AppError):
    """No bundled font has a character of the text: said before anything is written, never shown as a box."""

    says = N_("No font of the program has the character {character} ({name}). No file was made.")
    do = N_("Write it another way, or leave it out.")

    def __init__(self, character: str) -> None:
        super().__init__(character=_shown(character), name=name_of(character))


def name_of(character: str) -> str:
    """The character's Unicode name after its number, such as "U+263A WHITE SMILING FACE"; control characters have none."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()


def _shown(character: str) -> str:
    """The character itself where showing it cannot disturb the sentence it stands in."""
    if unicodedata.category(character)[0] in "CZ":
        return "?"
    return f"◌{character}" if unicodedata.combining(character) else character
