"""What one cell of a list of people says: a heading, a day, a ward, a language, how somebody left, or what is not kept."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from app.base.folding import fold
from app.entry.when import read_day
from app.records.spoken import spoken_languages

PRIVATE, OTHER, NUMBER = "private", "other", "number"
_OLDEST = dt.timedelta(days=5 * 365)
"""A day further back than this is no arrival: it is when somebody was born."""

_WORDS = 4  # of a first name, or of a surname
_ELEVEN_DIGITS = re.compile(r"(?<![0-9])[0-9]{2}[. ]?[0-9]{2}[. ]?[0-9]{2}[ .-]?[0-9]{5}(?![0-9])")
_MONTH = r"(?:jan|feb|mar|apr|ma[iy]|jun|jul|aug|sep|o[kc]t|nov|de[sc])[a-z]*"
_LOOKS_LIKE_A_DAY = re.compile(
    r"\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?\.?|\d{4}-\d\d-\d\d|\d{6}|\d{8}"
    rf"|\d{{1,2}}\.? ?{_MONTH}\.?(?: \d{{4}})?|i dag|idag|i går|igår|today|yesterday",
    re.IGNORECASE,
)
_CLOCK_BEHIND = re.compile(r"[ T,]+(?:kl\.? ?)?\d{1,2}[:.]\d\d(?:[:.]\d\d)?$")
_SAID_BEFORE = re.compile(
    r"^(?:kom|ankom|ankomst|innkomst|siden|fra|frå|den|dato|reiste|flyttet)\s+", re.IGNORECASE
)
_WARD_LIKE = re.compile(r"(?:avd|avdeling|ward|unit|blokk|floy|post|hus) \w+|avdeling\w*|avd\w*")

# Beginnings of the words of a heading, by what stands below it; the first role that fits is meant.
_HEADINGS: tuple[tuple[str, str], ...] = (
    (
        PRIVATE,
        "fodsel fodt personn fnr dnr birth born dob ssn domfelt straff lovbr siktet siktels offen crime sentenc",
    ),
    (
        PRIVATE,
        "diagnos helse health sykdom sjukdom statsborg nasjonal national citizen religi loslatels lauslat release",
    ),
    ("alias", "kallen alias kalt nickname"),
    ("first", "fornavn fornamn firstname first given"),
    ("last", "etternavn etternamn surname lastname last family"),
    (OTHER, "kontaktbetj betj officer celle cell rom merknad note comment tolk interpret"),
    ("told", "fortalt informert told informed"),
    ("day", "dato date ankom innkom arriv avreise reist flyttet left"),
    ("how", "hvordan korleis how mate grunn arsak"),
    ("language", "sprak morsmal language tongue"),
    ("ward", "avdeling avd ward unit floy blokk"),
    ("name", "navn namn name innsatt innsett person prisoner inmate"),
)
_HEADINGS_IN_FULL = {
    "dom": PRIVATE,
    "nr": NUMBER,
    "no": NUMBER,
    "til": "ward",
    "to": "ward",
    "kom": "day",
    "mal": "language",
}
_LEFT = (
    ("released", ("loslat", "lauslat", "releas", "provelosl", "provelausl")),
    ("transferred", ("overf", "transf", "flytt", "moved")),
    ("left_service", ("slutt", "ferdig", "left", "ended")),
)
_YES = {"ja", "j", "x", "yes", "y", "1", "ok", "true", "sann", "fortalt", "told"}


@dataclass(frozen=True)
class Cell:
    """What a cell was taken for, and the text to keep: a day as YYYY-MM-DD, a language by its code."""

    role: str
    text: str = ""


def clean(text: str) -> str:
    """The text without what can't be seen, with single blanks."""
    plain = "".join(" " if unicodedata.category(one) in ("Cc", "Zs", "Zl", "Zp") else one for one in text)
    return " ".join(
        "".join(one for one in plain if unicodedata.category(one) not in ("Cf", "Cs", "Cn", "Co")).split()
    )


def without_numbers(text: str) -> tuple[str, bool]:
    """The text without numbers of eleven digits, whether they are real or mistyped, and whether there were any."""
    found = False
    while (again := " ".join(_ELEVEN_DIGITS.sub(" ", text).split())) != text:
        found, text = found or bool(_ELEVEN_DIGITS.search(text)), again
    return text, found


def turned(name: str) -> str:
    """ "Etternavn, Fornavn" with the first name first; any other name, and what is no name, as it is written."""
    last, comma, first = (part.strip() for part in name.partition(","))
    is_name = first and last and "," not in first and not name.endswith((":", "!", "?"))
    short = max(len(last.split()), len(first.split())) <= _WORDS
    return f"{first} {last}" if comma and is_name and short else name


def heading(text: str) -> str:
    """The role that a heading gives its column; "" for a text that is no heading."""
    words = fold(text).split()
    if text == "#":
        return NUMBER
    if not 0 < len(words) <= 4 or re.search(r"[0-9]|:\s*\S", text):
        return ""
    if len(words) == 1 and words[0] in _HEADINGS_IN_FULL:
        return _HEADINGS_IN_FULL[words[0]]
    for role, beginnings in _HEADINGS:
        if any(word.startswith(tuple(beginnings.split())) for word in words):
            return role
    return ""


def read_role(role: str, text: str, *, today: dt.date) -> Cell:
    """What a cell says whose column is known; what can't be read stays as it was typed."""
    if role == "day":
        day = _day(text, today)
        return (
            Cell(PRIVATE) if day and _is_birth(day, today) else Cell(role, day.isoformat() if day else text)
        )
    if role == "language":
        return Cell(role, language_code(text) or text)
    if role == "how":
        return Cell(role, way_of_leaving(text) or text)
    if role == "told":
        return Cell(role, "yes" if fold(text) in _YES else "")
    return Cell(role, text)


def guess(text: str, *, wards: Collection[str], today: dt.date, leaving: bool) -> Cell | None:
    """What a cell says by its content alone; None for what may be a name.

    wards: the folded names of the known wards.
    """
    if re.fullmatch(r"\d{1,3}[.)]?", text):
        return Cell(NUMBER)
    if ward_key(text) in wards:
        return Cell("ward", text)
    bare = _SAID_BEFORE.sub("", text)
    if _LOOKS_LIKE_A_DAY.fullmatch(_CLOCK_BEHIND.sub("", bare)) and _day(bare, today):
        return read_role("day", bare, today=today)
    code = language_code(text) if len(text) > 3 else ""  # short ones may be names
    if code:
        return Cell("language", code)
    if leaving and way_of_leaving(text):
        return Cell("how", way_of_leaving(text))
    return Cell("ward", text) if is_ward_like(text) else None


def is_ward_like(text: str) -> bool:
    """Whether a text is written as wards are: "avd. A", "Blokk 2"."""
    return bool(_WARD_LIKE.fullmatch(fold(text)))


def ward_key(text: str) -> str:
    """A ward's name for comparing: "Avd. A" is "Avdeling A"."""
    return re.sub(r"\bavd\b", "avdeling", fold(text))


def language_code(text: str) -> str:
    """The code of a language written by its code or by one of its names, alone or first of several; "" for none."""
    first = re.split(r"[/,;(+&]| og | and ", text, maxsplit=1)[0].strip()
    return _languages().get(fold(text)) or _languages().get(fold(first), "")


def way_of_leaving(text: str) -> str:
    """The code of leaving.kind that a text says; "" for none."""
    word = (fold(text).split() or [""])[0]
    return next((kind for kind, starts in _LEFT if word.startswith(starts)), "") if word else ""


def _day(text: str, today: dt.date) -> dt.date | None:
    bare = _CLOCK_BEHIND.sub("", _SAID_BEFORE.sub("", text))
    return read_day(bare, today=today, past=True)


def _is_birth(day: dt.date, today: dt.date) -> bool:
    return today - day > _OLDEST


@cache
def _languages() -> dict[str, str]:
    """Folded name or code → code; the more frequent language wins."""
    found: dict[str, str] = {}
    for one in spoken_languages():
        for name in (one.code, one.nb, one.nn, one.en, one.own, *one.aliases):
            if fold(name):
                found.setdefault(fold(name), one.code)
    return found
