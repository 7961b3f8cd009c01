"""Passphrases that the program makes up: syllables that are easily read aloud, with more chances than can be tried."""

from __future__ import annotations

import math
import secrets

# Only letters that every keyboard has and nobody mishears: b without p, d without t, g without k.
_CONSONANTS = "bdfgjlmnrsv"
_VOWELS = "aeiou"
GROUPS, SYLLABLES = 6, 2


def bits() -> float:
    """How many guesses one passphrase stands for, as a power of two."""
    return GROUPS * SYLLABLES * math.log2(len(_CONSONANTS) * len(_VOWELS))


def new_passphrase() -> str:
    """Six groups of two syllables from the operating system's random source, such as "lamo-rine-…"."""
    return "-".join("".join(_syllable() for _ in range(SYLLABLES)) for _ in range(GROUPS))


def _syllable() -> str:
    return secrets.choice(_CONSONANTS) + secrets.choice(_VOWELS)
