"""The recovery code: 160 random bits on a printed sheet, written so that a typing slip is found and named."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from app.store.errors import RecoveryCodeLength, RecoveryGroupWrong

# Crockford's set: no I, L, O or U, so nothing looks like 1 or 0 and no word appears by chance.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans("OIL", "011")
GROUPS = 8
GROUP_LENGTH = 5  # four characters of the secret and one that checks them
_DATA = GROUP_LENGTH - 1
_WEIGHTS = (2, 3, 4, 5)  # distinct, none 1: every single slip and every swap of neighbours changes the check


@dataclass(frozen=True, repr=False)
class RecoveryCode:
    """The secret of a recovery slot (20 bytes). It is never kept, only printed."""

    secret: bytes

    @classmethod
    def new(cls) -> RecoveryCode:
        """A fresh code from the operating system's random source."""
        return cls(secrets.token_bytes(GROUPS * _DATA * 5 // 8))

    @classmethod
    def parse(cls, text: str) -> RecoveryCode:
        """Read a code as a person types it: case, blanks and dashes are free; O reads as 0, I and L as 1.

        Raises RecoveryCodeLength, or RecoveryGroupWrong naming the first group that cannot be right.
        """
        typed = _plain(text)
        if len(typed) != GROUPS * GROUP_LENGTH:
            raise RecoveryCodeLength(needed=GROUPS * GROUP_LENGTH, found=len(typed))
        groups = [typed[at : at + GROUP_LENGTH] for at in range(0, len(typed), GROUP_LENGTH)]
        for place, group in enumerate(groups):
            if not group_is_right(place, group):
                raise RecoveryGroupWrong(group=place + 1)
        number = 0
        for digit in "".join(group[:_DATA] for group in groups):
            number = number << 5 | ALPHABET.index(digit)
        return cls(number.to_bytes(GROUPS * _DATA * 5 // 8, "big"))

    @property
    def groups(self) -> tuple[str, ...]:
        """The eight groups of five characters, as they stand on the sheet."""
        number = int.from_bytes(self.secret, "big")
        count = GROUPS * _DATA
        digits = [number >> 5 * (count - 1 - at) & 31 for at in range(count)]
        parts = [digits[at : at + _DATA] for at in range(0, count, _DATA)]
        return tuple(_written(part) + ALPHABET[_check(place, part)] for place, part in enumerate(parts))

    @property
    def text(self) -> str:
        """The groups in one line, with dashes."""
        return "-".join(self.groups)


def group_is_right(place: int, typed: str) -> bool:
    """Whether one group (place counts from 0) is complete and its check character fits: for a form that types along."""
    group = _plain(typed)
    if len(group) != GROUP_LENGTH or any(letter not in ALPHABET for letter in group):
        return False
    digits = [ALPHABET.index(letter) for letter in group]
    return _check(place, digits[:_DATA]) == digits[_DATA]


def _plain(text: str) -> str:
    return "".join(letter for letter in text.upper().translate(_READ_AS) if letter.isalnum())


def _written(digits: list[int]) -> str:
    return "".join(ALPHABET[digit] for digit in digits)


def _check(place: int, digits: list[int]) -> int:
    """A weighted sum in the field of 32 elements; the place is in it, so groups that swapped places are found."""
    total = place + 1
    for weight, digit in zip(_WEIGHTS, digits, strict=True):
        total ^= _times(weight, digit)
    return total


def _times(a: int, b: int) -> int:
    """Product in GF(2⁵) modulo x⁵ + x² + 1."""
    product = 0
    while b:
        if b & 1:
            product ^= a
        a = a << 1 ^ (0b100101 if a & 16 else 0)
        b >>= 1
    return product
