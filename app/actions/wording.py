"""The texts of the sheets as this school says them: corrected line by line, and who stands behind each language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.actions.desk import Desk
from app.actions.line_rules import GROUPS, check_line, group_of, places, shipped
from app.base.days import show_day
from app.base.errors import AppError
from app.base.folding import fold
from app.base.languages import N_, LanguageInfo, _, current, ngettext_, sheet_text
from app.base.wording import APPROVED, DRAFT, OWN, READ, Standing, Wording
from app.documents.sheet_texts import NORWEGIAN
from app.documents.sources import ABOUT_RIGHTS, SOURCES
from app.entry.problems import Invalid, Problem
from app.records.spoken import language_name
from app.records.wording import LanguageState, SheetLine
from app.store.questions.languages_here import languages_here
from app.store.questions.wording import wording
from app.store.store import Changes, Transaction

LEAST_DAY = dt.date(2000, 1, 1)


class OwnLanguage(AppError):
    """The makers write Norwegian and English themselves."""

    says = N_("{language} is written by the makers of the program; nobody has to approve it here.")
    do = N_("A line can still be said in your own words.")


class NoSheets(AppError):
    """A language that there are no sheets in."""

    says = N_("There are no sheets in the language “{language}”.")
    do = N_("Choose one from the list of languages.")


@dataclass(frozen=True)
class LineShown:
    """One line of the sheets. own: this school's own words, "" where the shipped ones stand. rights: it says something
    about rights or secrecy. group: the sheet it is part of, in the window's language."""

    key: str
    norwegian: str
    english: str
    shipped: str
    own: str
    rights: bool
    group: str = ""

    @property
    def text(self) -> str:
        """The line as it comes out here."""
        return self.own or self.shipped

    @property
    def places(self) -> tuple[str, ...]:
        """What the program fills in, such as {contact}."""
        return tuple(places(SOURCES[self.key]))

    def answers(self, typed: str) -> bool:
        """Whether what is typed stands in the line, in the Norwegian or the English, or is its key."""
        return fold(typed) in fold(f"{self.norwegian} {self.english} {self.text}") or typed == self.key


@dataclass(frozen=True)
class LanguageHere:
    """A language of the sheets at this school. reads: how many people here read it best; own: lines in own words."""

    info: LanguageInfo
    name: str
    reads: int
    standing: Standing
    own: int

    @property
    def code(self) -> str:
        """The language's code."""
        return self.info.code

    def said(self, *, today: dt.date) -> str:
        """How far it has come, by whom and when, in the window's language."""
        return standing_said(self.info, self.standing, today=today)


def standing_said(info: LanguageInfo, standing: Standing, *, today: dt.date) -> str:
    """How far a language has come, by whom and when, in the window's language."""
    from app.records.choices import label

    if info.state == OWN:
        return _("written by the makers")
    day = show_day(standing.day, today=today, language=current()) if standing.day else ""
    behind = (standing.name, day) if info.state in (READ, APPROVED) else ()
    return ", ".join(part for part in (label("language.state", info.state), *behind) if part)


def sheet_languages_here(desk: Desk) -> tuple[LanguageHere, ...]:
    """Every language with sheets: those read here first, the most common first, then the others by name."""
    here = dict(languages_here(desk.store, viewer=desk.viewer))
    said = wording(desk.store, viewer=desk.viewer)
    found = [_here(said, info, here.get(info.code, 0)) for info in said.languages()]
    order = list(here)
    read = sorted((one for one in found if one.reads), key=lambda one: order.index(one.code))
    return (*read, *sorted((one for one in found if not one.reads), key=lambda one: fold(one.name)))


def language_here(desk: Desk, language: str) -> LanguageHere:
    """One of them. Raises NoSheets."""
    reads = dict(languages_here(desk.store, viewer=desk.viewer)).get(language, 0)
    said = wording(desk.store, viewer=desk.viewer)
    return _here(said, info_of(said, language), reads)


def _here(said: Wording, info: LanguageInfo, reads: int) -> LanguageHere:
    own = sum(1 for language, _key in said.lines if language == info.code)
    standing = said.standing.get(info.code, Standing(info.state))
    return LanguageHere(info, language_name(info.code), reads, standing, own)


def info_of(said: Wording, language: str) -> LanguageInfo:
    """What is known of a language here. Raises NoSheets."""
    try:
        return said.info(language)
    except KeyError:
        raise NoSheets(language=language) from None


def lines_of(desk: Desk, language: str, keys: Iterable[str] = ()) -> tuple[LineShown, ...]:
    """The lines of a language: those asked for, in that order, or all of them sheet by sheet. Raises NoSheets."""
    said = wording(desk.store, viewer=desk.viewer)
    info_of(said, language)
    wanted = [key for key in keys if key in SOURCES] or sorted(
        SOURCES, key=lambda key: GROUPS.index(group_of(key))
    )
    return tuple(_line(said, language, key) for key in wanted)


def _line(said: Wording, language: str, key: str) -> LineShown:
    """Norwegian and English as they are said here: a school's own Norwegian is what the others follow."""
    beside = {
        code: said.lines.get((code, key)) or sheet_text(code).say_in(key, SOURCES[key])
        for code in (NORWEGIAN, "en")
    }
    return LineShown(
        key=key,
        norwegian=beside[NORWEGIAN],
        english=beside["en"],
        shipped=shipped(language, key),
        own=said.lines.get((language, key), ""),
        rights=key in ABOUT_RIGHTS,
        group=_(group_of(key)),
    )


def correct_line(desk: Desk, language: str, key: str, text: str) -> Changes:
    """Say a line in this school's own words; the same as shipped is no own line. A language that somebody stood behind is a
    draft again. Raises AppErrors for what can't stand (app.actions.line_rules)."""
    line = check_line(language, key, text)
    return _kept(desk, language, {key: line}, text=_("The line is changed"))


def take_back_line(desk: Desk, language: str, key: str) -> Changes:
    """Let the shipped text stand again."""
    info_of(wording(desk.store, viewer=desk.viewer), language)
    return _kept(desk, language, {key: shipped(language, key)}, text=_("The shipped text stands again"))


def _kept(desk: Desk, language: str, lines: Mapping[str, str], *, text: str) -> Changes:
    before = wording(desk.store, viewer=desk.viewer)
    info = info_of(before, language)
    with desk.store.transaction("wording.changed", actor=desk.viewer, text=text) as t:
        if write_lines(desk, t, language, lines):
            t.text = _and_draft(desk, t, info, text)
    return t.changes()


def write_lines(desk: Desk, t: Transaction, language: str, lines: Mapping[str, str]) -> int:
    """Write the lines that differ from what stands here; how many did."""
    kept = {
        one.key: one for one in desk.store.find(SheetLine, viewer=desk.viewer, where={"language": language})
    }
    count = 0
    for key, line in lines.items():
        old = kept.get(key)
        if line == (old.text if old else shipped(language, key)):
            continue
        count += 1
        if line == shipped(language, key) and old is not None:
            t.void(SheetLine, old.id, reason=_("the shipped text again"))
        else:
            same = {"id": old.id} if old else {}
            t.put(SheetLine(language=language, key=key, text=line, **same), owner="")
    return count


def _and_draft(desk: Desk, t: Transaction, info: LanguageInfo, text: str) -> str:
    """Whoever stood behind the language has not seen the new line: it is a draft again, and the bar says so."""
    if info.state not in (READ, APPROVED):
        return text
    write_standing(desk, t, info.code, Standing(DRAFT))
    name = language_name(info.code)
    again = _("{language} is a draft again until somebody has read it.", language=name[:1].upper() + name[1:])
    return f"{text}. {again}"


def write_standing(desk: Desk, t: Transaction, language: str, standing: Standing) -> None:
    """Write who stands behind a language from now on."""
    kept = desk.store.find(LanguageState, viewer=desk.viewer, where={"language": language})
    same = {"id": kept[-1].id} if kept else {}
    new = LanguageState(language=language, state=standing.state, name=standing.name, day=standing.day, **same)
    t.put(new, owner="")


def checked_standing(
    desk: Desk, language: str, state: str, name: str, day: dt.date | None
) -> tuple[LanguageInfo, Standing]:
    """Who says what of a language, as it will be kept. Raises Invalid under the names state, name and day, OwnLanguage,
    NoSheets."""
    info = info_of(wording(desk.store, viewer=desk.viewer), language)
    if info.state == OWN:
        raise OwnLanguage(language=info.own_name)
    if state not in (DRAFT, READ, APPROVED):
        raise Invalid([Problem(("state",), N_("Choose how far it has come."))])
    if state == DRAFT:
        return info, Standing(DRAFT)
    who, when = " ".join(name.split()), day or desk.today
    problems = []
    if not who:
        problems.append(Problem(("name",), N_("Say who has read it: a name or a role.")))
    if not LEAST_DAY <= when <= desk.today:
        problems.append(Problem(("day",), N_("Write a day that has been.")))
    if problems:
        raise Invalid(problems)
    return info, Standing(state, who, when)


def set_state(desk: Desk, language: str, state: str, name: str = "", day: dt.date | None = None) -> Changes:
    """How far a language has come: read and approved need a name and have a day, today where none is given.

    Raises Invalid under the names state, name and day, OwnLanguage, NoSheets.
    """
    info, standing = checked_standing(desk, language, state, name, day)
    said = standing_said(info._replace(state=state), standing, today=desk.today)
    text = f"{language_name(language)}: {said}"
    with desk.store.transaction("wording.state", actor=desk.viewer, text=text) as t:
        write_standing(desk, t, language, standing)
    return t.changes()


def lines_taken_in(desk: Desk, language: str, lines: Mapping[str, str], standing: Standing | None) -> Changes:
    """Take several lines in at once, and who has read them. standing: None leaves a draft. Raises what correct_line and
    set_state raise; then nothing is taken in."""
    checked = {key: check_line(language, key, line) for key, line in lines.items()}
    before = info_of(wording(desk.store, viewer=desk.viewer), language)
    who = checked_standing(desk, language, *standing)[1] if standing else None
    with desk.store.transaction("wording.taken_in", actor=desk.viewer) as t:
        count = write_lines(desk, t, language, checked)
        text = ngettext_("{count} line taken in", "{count} lines taken in", count)
        if who is not None:
            write_standing(desk, t, language, who)
            t.text = f"{text} · {standing_said(before._replace(state=who.state), who, today=desk.today)}"
        else:
            t.text = _and_draft(desk, t, before, text) if count else text
    return t.changes()
