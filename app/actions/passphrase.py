"""How strong a passphrase is: how many guesses it would take, said as a number, judged by a library (zxcvbn)."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from app.base.languages import N_, _

MIN_LETTERS = 12
MIN_WORDS = 4
MIN_GUESSES = 1e10
_JUDGED = 72  # zxcvbn's work grows with the cube of the length; what follows only makes it stronger


@dataclass(frozen=True)
class Strength:
    """guesses: how many tries a clever guesser needs. why: what is missing, translated, "" where it is ok."""

    guesses: float
    ok: bool
    why: str

    @property
    def zeros(self) -> int:
        """The guess count as a power of ten, rounded down."""
        return len(str(int(self.guesses))) - 1


def judge_passphrase(text: str, *, names: tuple[str, ...] = ()) -> Strength:
    """Judge a passphrase. names: the counsellor's, school's and prison's, which a guesser knows too.

    The rule: at least 12 characters or four words, and at least ten thousand million guesses.
    """
    plain = unicodedata.normalize("NFKC", text)
    guesses = _guesses(plain, names)
    if len(plain) < MIN_LETTERS and len(plain.split()) < MIN_WORDS:
        return Strength(guesses, ok=False, why=_(_SHORT))
    if guesses < MIN_GUESSES:
        return Strength(guesses, ok=False, why=_(_EASY))
    return Strength(guesses, ok=True, why="")


def _guesses(text: str, names: tuple[str, ...]) -> float:
    if not text:
        return 1
    from zxcvbn import zxcvbn

    known = [part for name in names for part in (name, *name.split()) if part]
    return float(zxcvbn(text[:_JUDGED], user_inputs=known)["guesses"])


_SHORT = N_("Write at least 12 characters, or four words.")
_EASY = N_("This is too easy to guess. Add a word that has nothing to do with the others.")
