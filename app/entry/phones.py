"""Finding telephone numbers in running text, and leaving years, days, clock times, postcodes and case numbers alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.base.folding import Span

_GAP = r"[  .-]?"
_AFTER = r"(?![\w/:]|[.,-][0-9])"
# +47 or 0047 and eight digits; other countries: a sign and seven to thirteen digits in groups (ITU-T E.164: at most 15).
_COUNTRY = rf"(?:\+|(?<![0-9])00)(?:47{_GAP}(?:[0-9]{_GAP}){{7}}[0-9]|[1-9](?:[ .()-]{{0,2}}[0-9]){{7,13}})"
# Eight digits as Norwegian numbers are written: a landline in pairs, a mobile (4 or 9) as 3-2-3, either in one run.
_PAIRS = r"[2-9][0-9](?:[  ][0-9]{2}){3}"
_MOBILE = r"[49][0-9]{2}[  ][0-9]{2}[  ][0-9]{3}"
_RUN = r"[2-9][0-9]{7}"
_NUMBER = re.compile(
    rf"(?P<country>(?<![\w]){_COUNTRY}(?![0-9]))"
    rf"|(?<![\w/:.,+-])(?:(?P<spaced>{_PAIRS}|{_MOBILE})|(?P<run>{_RUN})){_AFTER}(?! ?[0-9])"
)
_NO_PHONE = re.compile(
    r"(?:sak|saks?nr|saksnummer|sak nr|ref|referanse|ordre|bestilling|kunde|konto|faktura|nummer|org|order|case|reference|"
    r"invoice|account|number|id|jnr|arkiv|billett|kurs|kode|code)\w*[.:]?[  ]*(?:nr|no|nummer)?[.:#]?[  ]*$",
    re.IGNORECASE,
)
_NUMBERS_BEFORE = re.compile(r"[0-9][  ]$")


def phones_in(text: str) -> Iterator[Span]:
    """Where a telephone number stands, in reading order."""
    for match in _NUMBER.finditer(text):
        before = text[max(0, match.start() - 24) : match.start()]
        if match["country"] is None and (_NO_PHONE.search(before) or _NUMBERS_BEFORE.search(before)):
            continue
        if match["run"] is not None and _is_day(match["run"]):
            continue
        yield Span(*match.span())


def _is_day(eight: str) -> bool:
    """Whether eight digits are a day of this or the last century, as 24122026 or 20261224."""
    for day, month, year in ((eight[:2], eight[2:4], eight[4:]), (eight[6:], eight[4:6], eight[:4])):
        if 1 <= int(day) <= 31 and 1 <= int(month) <= 12 and 1900 <= int(year) <= 2099:
            return True
    return False
