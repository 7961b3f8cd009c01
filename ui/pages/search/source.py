"""Answers Ctrl+K from the store: people, notes, steps and the rest, newest first, the words marked in their sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from app.actions.finding import FACTS, NOTES, OTHERS, PEOPLE, STEPS, Found, FoundEntry, find, last_worked_with
from app.base.languages import _, pgettext_
from app.records.choices import label
from app.records.spoken import language_name
from app.records.step import is_open
from app.store.questions.picking import PersonLine
from ui.shell.hits import Answer, Group, Hit, Search
from ui.shell.page import Frame
from ui.shell.palette import PER_GROUP
from ui.theme import dates

KEPT = 5
_ICONS = {
    "person": "user",
    "session": "message-circle",
    "attendance": "users",
    "intake": "sprout",
    "step": "circle",
    "referral": "handshake",
    "release": "shield-check",
    "ward": "building-2",
    "deadline": "flag",
    "officer": "users",
    "partner": "handshake",
    "contact": "phone",
    "request": "hourglass",
    "checklist_round": "list-checks",
    "checklist_answer": "list-checks",
    "release_check": "door-open",
    "review": "list-checks",
    "interest_list": "sprout",
}
_WAY_ON = ("application", "release_check", "review", "interest_list")  # what stands on a person's way on
_SECTIONS = {  # the settings' section that a list stands in
    "ward": "wards",
    "room": "rooms",
    "officer": "officers",
    "deadline": "deadlines",
    "prison": "prisons",
}
_SERVICE = ("partner", "contact")  # what stands in the place of the service


def search_source(frame: Frame) -> Search:
    """The function that the palette asks for each text."""
    return Source(frame).ask


class Source:
    """Remembers whom one has opened from here in this run, and asks the store for the rest."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._opened: list[str] = []

    def ask(self, text: str, answer: Answer) -> None:
        """Answer with groups of hits; without a text, with whom one worked with last."""
        if not text.strip():
            self._frame.work.ask(
                last_worked_with,
                tuple(self._opened),
                then=lambda lines: answer(self._last(lines)),
                instead_of="search",
            )
            return
        self._frame.work.ask(
            find, text, then=lambda found: answer(self._with_rest(found)), instead_of="search"
        )

    # --- nothing typed yet ---

    def _last(self, lines: Sequence[PersonLine]) -> Sequence[Group]:
        return [Group(_("Last worked with"), [self._person(line) for line in lines])]

    # --- hits ---

    def groups(self, found: Found) -> Sequence[Group]:
        """All hits in their groups."""
        titles = {
            PEOPLE: _("People"),
            NOTES: _("Notes, newest first"),
            STEPS: _("Steps"),
            FACTS: _("Facts about people"),
            OTHERS: pgettext_("search", "Other entries"),
        }
        return [
            Group(title, [self._hit(one, found.today) for one in found.entries if one.group == group])
            for group, title in titles.items()
        ]

    def _with_rest(self, found: Found) -> Sequence[Group]:
        """The groups as the palette shows them; where one holds more, a last line leads to all."""
        groups = self.groups(found)
        if all(len(group.hits) <= PER_GROUP for group in groups):
            return groups
        go = partial(self._frame.go, "found", text=found.text)
        rest = Hit(text=_("All hits for “{text}”", text=found.text.strip()), icon="text-search", open=go)
        return [*groups, Group(_("More"), [rest])]

    def _hit(self, one: FoundEntry, today: dt.date) -> Hit:
        if one.line is not None:
            return self._person(one.line, _excerpt(one, unless=one.line.name))
        if one.group == STEPS:
            return self._step(one, today)
        if one.group == NOTES:
            return self._note(one, today)
        return self._about(
            one.hit.person,
            text=one.hit.title,
            detail=f"{_kind(one.hit.kind)} {_day(one.hit.day, today)}",
            icon=_ICONS.get(one.hit.kind, "file-text"),
            excerpt=_excerpt(one),
            entry=one.hit.id,
            open_=self._elsewhere(one),
        )

    def _person(self, line: PersonLine, excerpt: Sequence[tuple[str, bool]] = ()) -> Hit:
        parts = (
            line.alias,
            language_name(line.language) if line.language else "",
            line.ward,
            _("has left") if line.gone else "",
            _("with {who}", who=line.keeper) if line.keeper else "",
        )
        detail = " · ".join(part for part in parts if part)
        return self._about(line.id, text=line.name, detail=detail, icon="user", excerpt=excerpt)

    def _step(self, one: FoundEntry, today: dt.date) -> Hit:
        step = one.step
        if step is None:
            return self._about(one.hit.person, text=one.hit.excerpt, detail=one.hit.title, icon="circle")
        state = "" if is_open(step) else label("step.state", step.state)
        due = dates.day_plain(step.due, today=today) if step.due else label("step.phase", step.phase)
        facts = (one.hit.title, label("step.who", step.who), due or _("no deadline"), state)
        icon = {"waiting": "hourglass", "done": "circle-check", "dropped": "circle-slash"}.get(
            step.state, "circle"
        )
        detail = " · ".join(fact for fact in facts if fact)
        return self._about(step.person, text=step.text, detail=detail, icon=icon, entry=step.id)

    def _note(self, one: FoundEntry, today: dt.date) -> Hit:
        session, person = one.session, one.hit.person
        if session is None:
            detail = _("intake conversation {day}", day=_day(one.hit.day, today))
            return self._about(
                person,
                text=one.hit.title,
                detail=detail,
                icon="sprout",
                excerpt=_excerpt(one),
                entry=one.hit.id,
            )
        group = session.form == "group"
        what = _("group {day}") if group else _("session {day}")
        text = session.topic or _("Group") if group and not person else one.hit.title
        return self._about(
            person,
            text=text,
            detail=what.format(day=_day(session.day, today)),
            icon="users" if group else "message-circle",
            excerpt=_excerpt(one),
            entry=session.id,
            open_=None if person else partial(self._frame.go, "session", session=session.id),
        )

    # --- what a hit does ---

    def _about(
        self,
        person: str,
        *,
        text: str,
        detail: str,
        icon: str,
        excerpt: Sequence[tuple[str, bool]] = (),
        entry: str = "",
        open_: Callable[[], object] | None = None,
    ) -> Hit:
        """A hit that belongs to a person: Enter goes to the entry on their page."""
        return Hit(
            text=text,
            detail=detail,
            icon=icon,
            excerpt=tuple(excerpt),
            open=open_ or partial(self._open, person, entry),
            session=partial(self._begin, person) if person else None,
            paper=partial(self._print, person) if person else None,
        )

    def _open(self, person: str, entry: str) -> None:
        self._remember(person)
        self._frame.go("people", person=person, **({"entry": entry} if entry else {}))

    def _elsewhere(self, one: FoundEntry) -> Callable[[], object] | None:
        """What opens a hit that does not stand on its person's page; None for what does."""
        if one.hit.kind in _WAY_ON:
            return partial(self._open_way_on, one.hit.person, one.hit.id)
        return None if one.hit.person else partial(self._open_page, one.hit.kind)

    def _open_way_on(self, person: str, entry: str) -> None:
        self._remember(person)
        self._frame.go("person_work", person=person, entry=entry)

    def _open_page(self, kind: str) -> None:
        if kind in _SECTIONS:
            self._frame.go("settings", section=_SECTIONS[kind])
        elif kind in _SERVICE:
            self._frame.go("service", section=kind)
        else:
            self._frame.go("checklist" if kind.startswith("checklist") else "today")

    def _begin(self, person: str) -> None:
        self._remember(person)
        self._frame.go("session", person=person)

    def _print(self, person: str) -> None:
        self._remember(person)
        self._frame.go("paper", document="before_conversation", people=person, now="print")

    def _remember(self, person: str) -> None:
        self._opened = [person, *(one for one in self._opened if one != person)][:KEPT]


def _day(day: dt.date, today: dt.date) -> str:
    """Such as "21 October 2025": a hit may be years old."""
    return dates.day_full(day) if (today - day).days > 1 else dates.day_said(day, today=today)


def _kind(kind: str) -> str:
    names = {
        "referral": _("referral"),
        "release": _("release from secrecy"),
        "ward": _("ward"),
        "deadline": _("deadline"),
        "officer": _("contact officer"),
        "partner": _("partner"),
        "contact": _("contact person"),
        "request": _("request for a talk"),
        "application": _("application"),
        "release_check": _("point before release"),
        "review": _("review of the plan"),
        "interest_list": _("list of interests"),
    }
    return names.get(kind, _("checklist") if kind.startswith("checklist") else "")


def _excerpt(one: FoundEntry, *, unless: str = "") -> Sequence[tuple[str, bool]]:
    """The sentence in parts, the words marked; nothing where it would only repeat what stands above it."""
    if unless and one.hit.excerpt.strip() == unless:
        return ()
    return tuple(_parts(one.hit.excerpt, one.hit.marks))


def _parts(text: str, marks: Iterable[tuple[int, int]]) -> Iterable[tuple[str, bool]]:
    at = 0
    for begin, end in sorted(marks):
        if begin < at:
            continue
        if begin > at:
            yield text[at:begin], False
        yield text[begin:end], True
        at = end
    if at < len(text):
        yield text[at:], False
