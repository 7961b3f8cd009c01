"""One line of typing to one agreed step: "CV-kurs @nav 14d" is a text, someone who does it and a day.

Only the tail of the line is read, so "Ringe Nav" stays text, and what is not understood stays text too.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.base.folding import fold
from app.entry.when import read_day

DEFAULT_WHO = "inmate"
_WHO_WORDS = {  # codes of the list step.who, in all three languages at once
    "inmate": ("innsatt", "innsett", "inmate"),
    "counsellor": ("jeg", "eg", "meg", "me", "veileder", "rettleiar", "counsellor"),
    "both": ("begge", "both"),
    "teacher": ("lærer", "lærar", "teacher"),
    "nav": ("nav",),
    "contact_officer": ("kb", "kontaktbetjent", "officer"),
    "reentry": ("tbk", "tilbakeføring", "tilbakeføringskoordinator", "reentry"),
    "other_with_consent": ("annen", "annan", "other"),
}
_PHASES = {
    "day_release": ("frigang", "day release"),
    "release": ("løslatelse", "lauslating", "release"),
}
_NO_DEADLINE = {"uten frist", "utan frist", "no deadline"}
_WORDS_OF_A_DAY = 5  # "innen man. 19. januar 2027" at the most
_SHORTEST_PHASE = 3

_GLUED = re.compile(r"@([^\W\d_]+)([+0-9].*)?")  # "@n2u": who, and when without a blank
_NUMBERED = {
    "kapittel",
    "kap.",
    "kap",
    "punkt",
    "pkt.",
    "pkt",
    "side",
    "s.",
    "§",
    "versjon",
    "chapter",
    "page",
}
_BY = re.compile(r"(?:innen|innan|på|før|by|on|before) (?=.)", re.IGNORECASE)
_MONTH_OR_UNIT = r"[^\W\d_]{2,9}\.?"
_CLEAR_DAY = re.compile(
    rf"""\+[0-9]{{1,3}}[duvwm]? | [0-9]{{1,3}}[duvwm]
    | [0-9]{{1,2}}\.[0-9]{{1,2}}(?:\.(?:[0-9]{{4}}|[0-9]{{2}})?)? | [0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}
    | i\ dag | idag | i\ mor[gn]+[eo]n | imorgen | imorgon | i\ overmorg[eo]n | today | tomorrow
    | (?:om|in)\ [0-9]{{1,3}}\ {_MONTH_OR_UNIT}
    | (?:uke|veke|week)\ [0-9]{{1,2}} | u[0-9]{{1,2}}
    | (?:{_MONTH_OR_UNIT}\ )?[0-9]{{1,2}}\.\ ?{_MONTH_OR_UNIT}(?:\ [0-9]{{4}})?""",
    re.VERBOSE | re.IGNORECASE,
)
_CLEAR_WEEKDAY = re.compile(  # lower case, so that a man called Tor stays a man; English days have a capital
    r"(?:man|tir|ons|tor|fre|lør|søn|mån|tys|lau|mon|tue|wed|thu|fri|sat|sun"
    r"|Mon|Tue|Wed|Thu|Fri|Sat|Sun|[a-zåø]+dag|(?:[a-z]|[MTWFS])[a-z]+day)(?: ?\+[0-9])?"
)


@dataclass(frozen=True)
class ReadStep:
    """What a line says. text + tail is the line without its outer blanks, so nothing typed is ever lost.

    who_code: a code of step.who; due: None for no day; phase: a code of step.phase or "". The two "said" flags
    tell what was written from what was filled in (the person does it, until the next appointment).
    """

    text: str
    tail: str
    who_code: str
    who_said: bool
    due: dt.date | None
    due_said: bool
    phase: str


@dataclass(frozen=True)
class _When:
    due: dt.date | None = None
    phase: str = ""


@dataclass(frozen=True)
class _Tail:
    """What the last `words` words (or all after a comma) say."""

    words: int
    who: str = ""
    when: _When | None = None


def read_step(
    line: str, *, today: dt.date, person_name: str = "", next_time: dt.date | None = None
) -> ReadStep:
    """Read "text @who when" or "text, who when"; both parts of the tail may be missing or change places.

    Who is found by its unique start, also the person's own name. When is a day as the date field reads it, "før
    frigang" or "før løslatelse", or "uten frist". Without @ and comma only an unmistakable day or phase is read. A line
    that would be left without words is all text. Never raises.
    """
    clean = line.strip()
    names = tuple(fold(person_name).split())
    return (
        _after_comma(clean, names, today, next_time)
        or _after_words(clean, names, today, next_time)
        or _read(clean, len(clean), _Tail(0), next_time)
    )


def _after_comma(
    line: str, names: Sequence[str], today: dt.date, next_time: dt.date | None
) -> ReadStep | None:
    head, comma, rest = line.rpartition(",")
    if not comma or not head.strip(" ,") or (head[-1].isdigit() and rest[:1].isdigit()):
        return None
    tail = _who_and_when(rest.split(), names, today)
    return _read(line, len(head), tail, next_time) if tail else None


def _after_words(
    line: str, names: Sequence[str], today: dt.date, next_time: dt.date | None
) -> ReadStep | None:
    words = [(match[0], match.start()) for match in re.finditer(r"\S+", line)]
    tail = _spoken_tail([word for word, _ in words], names, today)
    if not tail.words or tail.words >= len(words):
        return None
    cut = words[len(words) - tail.words][1]
    return _read(line, cut, tail, next_time) if line[:cut].strip(" ,") else None


def _read(line: str, cut: int, tail: _Tail, next_time: dt.date | None) -> ReadStep:
    text = line[:cut].rstrip()
    when = tail.when or _When(due=next_time)
    return ReadStep(
        text=text,
        tail=line[len(text) :],
        who_code=tail.who or DEFAULT_WHO,
        who_said=bool(tail.who),
        due=when.due,
        due_said=tail.when is not None,
        phase=when.phase,
    )


# --- who ------------------------------------------------------------------------------------------------------------


def who_code(word: str, *, person_name: str = "") -> str:
    """The code of step.who that a word means by its unique start, or ""; the person's own name is "inmate"."""
    return _who(word, tuple(fold(person_name).split()))


def _who(word: str, names: Sequence[str]) -> str:
    typed = fold(word)
    if not typed:
        return ""
    for same in (str.__eq__, str.startswith):
        found = {code for code, words in _WHO_WORDS.items() if any(same(fold(one), typed) for one in words)}
        if found:
            return found.pop() if len(found) == 1 else ""
        if any(same(name, typed) for name in names):
            return "inmate"
    return ""


def _is_whole_word(word: str, names: Sequence[str]) -> bool:
    """Whether someone is named in full: "lære" alone after a comma is a verb, not the teacher."""
    return fold(word) in {fold(one) for words in _WHO_WORDS.values() for one in words} | set(names)


# --- when -----------------------------------------------------------------------------------------------------------


def _when(words: Sequence[str], today: dt.date) -> _When | None:
    text = " ".join(words).casefold()
    if text in _NO_DEADLINE:
        return _When()
    phase = _phase(text)
    if phase:
        return _When(phase=phase)
    day = read_day(_BY.sub("", text, count=1), today=today)
    return _When(due=day) if day else None


def _phase(text: str) -> str:
    before, _, rest = text.partition(" ")
    if before not in ("før", "before") or len(rest) < _SHORTEST_PHASE:
        return ""
    starts = {code for code, names in _PHASES.items() if any(fold(n).startswith(fold(rest)) for n in names)}
    return starts.pop() if len(starts) == 1 and fold(rest) else ""


def _clear_when(words: Sequence[str], before: str, today: dt.date) -> _When | None:
    """A day or phase that can stand without @ and comma: nothing that could as well be a word of the step."""
    text = " ".join(words)
    when = _when(words, today)
    if when is None or when.phase or text.casefold() in _NO_DEADLINE:
        return when
    bare = _BY.sub("", text, count=1)
    clear = _CLEAR_WEEKDAY.fullmatch(bare) or _CLEAR_DAY.fullmatch(bare)
    return when if clear and before.casefold() not in _NUMBERED else None


# --- the tail ---------------------------------------------------------------------------------------------------------


def _who_and_when(words: Sequence[str], names: Sequence[str], today: dt.date) -> _Tail | None:
    """All of these words as who and when, in either order, or None."""
    if not words:
        return None
    if len(words) == 1:
        return _single(words[0], names, today)
    for mark, rest in ((words[0], words[1:]), (words[-1], words[:-1])):
        who, when = _who(mark.lstrip("@"), names), _when(rest, today)
        if who and when and not mark.startswith("@@"):
            return _Tail(len(words), who, when)
    when = _when(words, today)
    return _Tail(len(words), when=when) if when else None


def _single(word: str, names: Sequence[str], today: dt.date) -> _Tail | None:
    if word.startswith("@"):
        return _marked(word, names, today)
    when = _when([word], today) if len(word) > 1 else None
    if when:
        return _Tail(1, when=when)
    return _Tail(1, _who(word, names)) if _is_whole_word(word, names) else None


def _marked(word: str, names: Sequence[str], today: dt.date) -> _Tail | None:
    """@who, perhaps with the day glued to it."""
    match = _GLUED.fullmatch(word)
    who = _who(match[1], names) if match else ""
    if match is None or not who:
        return None
    when = _when([match[2]], today) if match[2] else None
    return None if match[2] and when is None else _Tail(1, who, when)


def _spoken_tail(words: Sequence[str], names: Sequence[str], today: dt.date) -> _Tail:
    """The longest tail that says who (with @) and when."""
    mark = max((at for at, word in enumerate(words) if word.startswith("@")), default=0)
    if mark and (marked := _marked(words[mark], names, today)):
        rest = words[mark + 1 :]
        when = _when(rest, today) if rest else None
        if not rest and marked.when is None:
            earlier = _last_when(words[:mark], today)
            return _Tail(1 + earlier.words, marked.who, earlier.when)
        if not rest or (when and marked.when is None):
            return _Tail(1 + len(rest), marked.who, when or marked.when)
    if words and _marked(words[0], names, today):  # nothing but a tail: there is no step yet
        return _Tail(0)
    return _last_when(words, today)


def _last_when(words: Sequence[str], today: dt.date) -> _Tail:
    for count in range(min(_WORDS_OF_A_DAY, len(words) - 1), 0, -1):
        when = _clear_when(words[-count:], words[-count - 1], today)
        if when:
            return _Tail(count, when=when)
    return _Tail(0)
