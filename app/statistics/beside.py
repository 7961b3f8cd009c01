"""Tables of what does not hang on talks alone: waiting, arrivals, reach, plans, feedback and the checklist."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from app.base.languages import N_, _
from app.records.choices import codes, label
from app.records.shipped import CHECKLIST, checklist
from app.records.spoken import language_name
from app.statistics.period import Period
from app.statistics.tables import NONE, REACH, Row, Table
from app.store.access import may_count
from app.store.questions.arrivals import ToldShare, told_by_language
from app.store.questions.bases import bases
from app.store.questions.checklist_rounds import judged_by, yes_in
from app.store.questions.queue import Wait, endings, median_of, waits
from app.store.questions.tallies import Tally

if TYPE_CHECKING:
    from app.store.store import Store, Viewer

UNKNOWN = "not_recorded"
WAITS = N_(
    "A wait is counted in days, from a request to the first session held from that day on to which the person "
    "came, and belongs to the period of that session. Several requests that one session ended are one wait, "
    "the longest."
)
TOLD = N_(
    "A new arrival counts as told where it is ticked so on the list of arrivals, or written in an intake before the "
    "person’s next arrival."
)


def waiting_tables(store: Store, viewer: Viewer, now: Tally, before: Tally | None) -> tuple[Table, ...]:
    """Waiting for a talk and new arrivals, this year beside the last."""
    spans = [(now.first, now.last), *([(before.first, before.last)] if before else [])]
    waited = [waits(store, viewer=viewer, since=first, until=last, may=may_count) for first, last in spans]
    ended = [endings(store, viewer=viewer, since=first, until=last, may=may_count) for first, last in spans]
    came = [told_by_language(store, viewer=viewer, since=first, until=last) for first, last in spans]
    return (
        _waiting([now, *([before] if before else [])], waited, ended),
        _waiting_by_ward(waited[0]),
        _arrivals(came),
        _told_in(came[0]),
    )


def _waiting(tallies: list[Tally], waited: list[tuple[Wait, ...]], ended: list[dict[str, int]]) -> Table:
    def of(place: int) -> dict[str, int | None]:
        return {
            "requests": tallies[place].one("requests"),
            "waits": len(waited[place]),
            "median_days": median_of([one.days for one in waited[place]]),
            "answered": ended[place].get("answered", 0),
            "declined": ended[place].get("declined", 0),
            "left": ended[place].get("left", 0),
            "waiting": tallies[place].one("waiting"),
        }

    says = {
        "requests": N_("Requests for a talk"),
        "waits": N_("Waits that ended with a talk"),
        "median_days": N_("Days from request to talk, the middle one"),
        "answered": N_("Requests answered without a talk"),
        "declined": N_("Requests declined"),
        "left": N_("Requests of people who left"),
        "waiting": N_("Requests still waiting on the last day"),
    }
    found, earlier = of(0), of(1) if len(tallies) > 1 else {}
    rows = tuple(
        Row(
            code=code,
            label=_(says[code]),
            number=number,
            before=earlier.get(code),
            backed=len(waited[0]) if code == "median_days" else None,
        )
        for code, number in found.items()
        if number is not None
    )
    return Table(
        key="waiting",
        title=_("Waiting for a talk"),
        rows=rows,
        definition=_(WAITS),
        measure="ST6",
        picture=NONE,
    )


def _waiting_by_ward(waited: tuple[Wait, ...]) -> Table:
    """The middle number of days by the kind of ward that the people are on; kinds without a wait are left out."""
    days: dict[str, list[int]] = {}
    for one in waited:
        days.setdefault(one.ward_kind or UNKNOWN, []).append(one.days)
    known = (*codes("ward.type"), UNKNOWN)
    rows = tuple(
        Row(code=kind, label=_ward(kind), number=median_of(days[kind]) or 0, backed=len(days[kind]))
        for kind in (*known, *sorted(set(days) - set(known)))
        if kind in days
    )
    return Table(
        key="waiting_ward",
        title=_("Days from request to talk, by kind of ward"),
        rows=rows,
        definition=_("The middle number of days; kinds of ward without a wait are left out."),
        measure="ST6",
    )


def _ward(kind: str) -> str:
    return label("person.age_band", kind) if kind == UNKNOWN else label("ward.type", kind)


def _arrivals(found: list[tuple[ToldShare, ...]]) -> Table:
    """Those who came new in the period, and how many of them were told about guidance (ST4)."""
    arrived, told = (
        [sum(getattr(one, name) for one in shares) for shares in found] for name in ("arrived", "told")
    )
    rows = tuple(
        Row(code=code, label=said, number=numbers[0], before=numbers[1] if len(numbers) > 1 else None)
        for code, said, numbers in (
            ("arrived", _("New arrivals"), arrived),
            ("told", _("Told about guidance"), told),
        )
    )
    percent = round(100 * told[0] / arrived[0]) if arrived[0] else 0
    note = _("{percent} % of those who came new were told about guidance.", percent=percent)
    return Table(
        key="arrivals",
        title=_("New arrivals"),
        rows=rows,
        note=note if arrived[0] else "",
        note_of=("arrivals.told", "arrivals.arrived"),
        definition=_(TOLD),
        measure="ST4",
        picture=NONE,
    )


def _told_in(found: tuple[ToldShare, ...]) -> Table:
    """Those who were told about guidance of those who came, by the language that they read best."""
    rows = tuple(
        Row(
            code=one.language or UNKNOWN,
            label=language_name(one.language) if one.language else label("person.age_band", UNKNOWN),
            number=one.told,
            of=one.arrived,
        )
        for one in found
    )
    return Table(
        key="arrivals_language",
        title=_("New arrivals told about guidance, by language"),
        rows=rows,
        definition=_(
            "Of those who came new and read this language best those who were told; the share is of them."
        ),
        measure="ST4",
        picture=REACH,
    )


def steps(now: Tally, before: Tally | None) -> Table:
    """Steps of plans: done and dropped in the period, open and overdue on its last day (ST9)."""
    says = {
        "done": _("Steps done"),
        "dropped": _("Steps dropped"),
        "open": _("Steps open on the last day"),
        "overdue": _("Of these overdue"),
    }
    rows = tuple(
        Row(
            code=code,
            label=said,
            number=now.one("steps", code),
            before=before.one("steps", code) if before else None,
        )
        for code, said in says.items()
    )
    return Table(
        key="steps",
        title=_("Steps of people’s plans"),
        rows=rows,
        definition=_(
            "Done and dropped in the period; open and overdue on its last day, as far as that is known now."
        ),
        measure="ST9",
        picture=NONE,
    )


SPLITS = (
    ("ward_kind", "ward.type", N_("Reach, by kind of ward")),
    ("stay", "person.release_band", N_("Reach, by expected stay")),
    ("country_group", "person.country_group", N_("Reach, by background")),
    ("activity", "person.activity", N_("Reach, by school and prison work")),
    ("sex", "person.sex", N_("Reach, by sex")),
)
"""What the reach is split by: the split, the option list of its values, the table's title."""


def reach(store: Store, period: Period, now: Tally) -> tuple[Table, ...]:
    """Who was reached of those there are, where the school has typed in how many there are (ST1)."""
    known = bases(store, first=period.first, last=period.last)
    found = []
    for split, choices, title in SPLITS:
        rows = tuple(
            Row(code=code, label=label(choices, code), number=now.one(split, code), of=known[split, code])
            for code in codes(choices)
            if (split, code) in known
        )
        if rows:
            found.append(_reach(f"reach_{split}", title, rows))
    if ("all", "") in known:
        whole = Row(code="all", label=_("Everybody"), number=now.one("people"), of=known["all", ""])
        found.insert(0, _reach("reach", N_("Reach"), (whole,)))
    return tuple(found)


def _reach(key: str, title: str, rows: tuple[Row, ...]) -> Table:
    return Table(
        key=key,
        title=_(title),
        rows=rows,
        definition=_(
            "People guided, of how many there were: that number the school typed in for the period."
        ),
        measure="ST1",
        picture=REACH,
    )


def feedback(now: Tally, before: Tally | None) -> tuple[Table, ...]:
    """Answers of the anonymous slips, a table an item; none without answers (ST12)."""
    found = []
    for item in codes("feedback.item"):
        table = _item(item, now, before)
        if not table.empty:
            found.append(table)
    return tuple(found)


def _item(item: str, now: Tally, before: Tally | None) -> Table:
    def counts(one: Tally) -> dict[str, int]:
        every = ((code.split(".", 1), number) for code, number in one.of("feedback").items())
        return {answer: number for (asked, answer), number in every if asked == item}

    found, earlier = counts(now), counts(before) if before else None
    scale = [str(place) for place in range(1, 6)] if item != "heard" else sorted({*found, *(earlier or {})})
    rows = tuple(
        Row(
            code=answer,
            label=answer if item == "heard" else _("{number} of 5", number=answer),
            number=found.get(answer, 0),
            before=None if earlier is None else earlier.get(answer, 0),
        )
        for answer in scale
    )
    return Table(
        key=f"feedback_{item}",
        title=_("Feedback: {item}", item=label("feedback.item", item)),
        rows=rows,
        of=sum(found.values()) or None,
        definition=_(
            "Answers on anonymous slips, from 1, not at all, to 5, very much; slips without an answer are left out."
        ),
        measure="ST12",
    )


def judged(store: Store, *, viewer: Viewer, until: dt.date) -> tuple[Table, ...]:
    """The newest finished round over the 24 questions by then, and the one before it beside (ST11)."""
    done = judged_by(store, viewer=viewer, checklist_id=CHECKLIST, until=until)
    if not done:
        return ()
    asked = checklist(done[0].checklist)
    yes = [{part.code: yes_in(one, part.code) for part in asked.parts} for one in done[:2]]
    rows = tuple(
        Row(
            code=part.code,
            label=str(part.name),
            number=yes[0][part.code],
            before=yes[1][part.code] if len(yes) > 1 else None,
            of=len(part.questions),
        )
        for part in asked.parts
    )
    table = Table(
        key="checklist",
        title=_("Checklist: questions answered with yes"),
        rows=rows,
        of=len(asked.questions()),
        definition=_(
            "The newest finished round by the last day; beside it the round before, whenever that was."
        ),
        measure="ST11",
        picture=REACH,
        people=False,
    )
    return (table,)
