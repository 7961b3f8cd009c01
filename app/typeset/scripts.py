"""Which script a character belongs to, which script and direction a language is written in."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache

from app.typeset.unicode_tables import SCRIPTS

COMMON = ("Zyyy", "Zinh")  # punctuation and digits; marks: they belong to what stands around them

# Languages not written in the Latin script, by ISO 639 code; a tag's own script subtag ("ku-Arab") goes before.
_LANGUAGES = {
    "Arab": "ar ary arz apc acm ajp fa prs ps ur ckb sd ug ks bal",
    "Cyrl": "uk ru be bg sr mk kk ky tg mn tt ce os ab",
    "Deva": "hi ne mr sa bho mai kok",
    "Ethi": "am ti tig gez",
    "Taml": "ta",
    "Thai": "th",
    "Grek": "el",
    "Hebr": "he yi",
    "Geor": "ka",
    "Armn": "hy",
    "Beng": "bn as",
    "Guru": "pa",
    "Gujr": "gu",
    "Telu": "te",
    "Knda": "kn",
    "Mlym": "ml",
    "Sinh": "si",
    "Khmr": "km",
    "Laoo": "lo",
    "Mymr": "my",
    "Tibt": "bo dz",
    "Syrc": "syr arc aii",
    "Thaa": "dv",
    "Hans": "zh",
    "Jpan": "ja",
    "Kore": "ko",
}
_SCRIPT_OF_LANGUAGE = {code: script for script, codes in _LANGUAGES.items() for code in codes.split()}
# In Chinese these are as wide as a character, though they are written with the same code as elsewhere.
_WIDE_IN_CHINESE = frozenset("“”‘’—…·")
_RIGHT_TO_LEFT = ("Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg")


@cache
def _table() -> tuple[tuple[int, ...], tuple[str, ...]]:
    entries = SCRIPTS.split()
    return tuple(int(entry[:-4], 16) for entry in entries), tuple(entry[-4:] for entry in entries)


@cache
def script_of(character: str) -> str:
    """The character's script (ISO 15924, Unicode's Script property); Zyyy for common, Zinh for inherited."""
    starts, scripts = _table()
    return scripts[bisect_right(starts, ord(character)) - 1]


@cache
def script_of_language(tag: str) -> str:
    """The script a language is written in, by its BCP 47 tag; Latn where nothing else is known."""
    code, *subtags = tag.split("-")
    for subtag in subtags:
        if len(subtag) == 4 and subtag.isalpha():
            return subtag.title()
    return _SCRIPT_OF_LANGUAGE.get(code.lower(), "Latn")


def is_right_to_left(tag: str) -> bool:
    """Whether the language is written from right to left."""
    return script_of_language(tag) in _RIGHT_TO_LEFT


def scripts_of(text: str, *, language: str) -> list[str]:
    """The script of each character; common and inherited ones follow the character before them.

    Those at the start follow the first one that has a script of its own; where none has, the language decides.
    In Chinese, quotation marks and dashes are its own.
    """
    found = list(map(script_of, text))
    if language.startswith("zh"):
        wide = _WIDE_IN_CHINESE
        found = ["Hani" if one in wide else script for one, script in zip(text, found, strict=True)]
    own = set(found).difference(COMMON)
    if len(own) < 2:  # as in most texts
        return [own.pop() if own else script_of_language(language)] * len(text)
    current = next(script for script in found if script not in COMMON)
    for index, script in enumerate(found):
        if script not in COMMON:
            current = script
        found[index] = current
    return found
