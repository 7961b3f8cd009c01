"""What the records say beside how many they are: sums, languages, themes by month, waiting, who came more than once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Any

from app.store.access import Viewer, may_count
from app.store.questions.arrivals import told_by_language
from app.store.questions.evidence import rows_of
from app.store.questions.queue import waits

if TYPE_CHECKING:
    from app.store.store import Store

_READS = "CASE WHEN p.reads_best != '' THEN p.reads_best ELSE p.mother_tongue END"


@dataclass(frozen=True)
class Numbers:
    """Everything that evidence is told from besides counts of records.

    arrived, told: arrivals of the period, and those told. spoken, hung, handed: languages read by people here now, hung on
    the walls now, handed out in the period. waits, wait_days: waits that ended, and their median. early, late: talks within
    four weeks of the arrival, and within six months of the expected release. themes, theme_talks: code → in how many months,
    and in how many talks.
    guest_kinds: code → meetings. met_once, met_again: people who met employers, and more than once.
    """

    arrived: int
    told: int
    spoken: tuple[str, ...]
    hung: tuple[str, ...]
    handed: tuple[str, ...]
    waits: int
    wait_days: int | None
    early: int
    late: int
    came_to_groups: int
    themes: dict[str, int]
    theme_talks: dict[str, int]
    months: int
    guest_kinds: dict[str, int]
    met_once: int
    met_again: int
    staff_count: int
    staff_last: dt.date | None
    subjects: tuple[str, ...]
    responsible: tuple[str, ...]
    slips: int
    course_hours: int
    course_people: int
    educated: tuple[str, ...]


def numbers(store: Store, *, viewer: Viewer, first: dt.date, last: dt.date) -> Numbers:
    """The numbers of a period, both days included, of all that the viewer may count."""
    asked = _Asked(store, viewer, first, last)
    arrivals = told_by_language(store, viewer=viewer, since=first, until=last)
    waited = [one.days for one in waits(store, viewer=viewer, since=first, until=last, may=may_count)]
    themes = asked.rows(
        "themes",
        "t.value, count(DISTINCT substr(r.day, 1, 7)), count(*)",
        more=", json_each(r.themes) t",
        end="GROUP BY t.value",
    )
    return Numbers(
        arrived=sum(one.arrived for one in arrivals),
        told=sum(one.told for one in arrivals),
        spoken=_spoken(store, viewer),
        hung=asked.words("hanging", "r.language"),
        handed=asked.words("sheets", "r.language"),
        waits=len(waited),
        wait_days=round(median(waited)) if waited else None,
        **_phases(asked),
        came_to_groups=_came(asked),
        themes={theme: months for theme, months, _talks in themes},
        theme_talks={theme: talks for theme, _months, talks in themes},
        months=asked.one("sessions", "count(DISTINCT substr(r.day, 1, 7))"),
        guest_kinds=_guest_kinds(asked),
        **_met(asked),
        staff_count=asked.one("staff_told", "ifnull(sum(r.count), 0)"),
        staff_last=_day(asked.one("staff_told", "max(r.day)")),
        subjects=asked.words("subject_links", "r.subject"),
        responsible=asked.words("overall", "r.who"),
        slips=asked.one("feedback", "ifnull(sum(r.slips), 0)"),
        course_hours=asked.one("courses", "ifnull(sum(r.hours), 0)"),
        course_people=asked.one("courses", "count(DISTINCT nullif(r.who, ''))"),
        educated=asked.words("education", "r.who"),
    )


@dataclass(frozen=True)
class _Asked:
    store: Store
    viewer: Viewer
    first: dt.date
    last: dt.date

    def rows(self, source: str, columns: str, *, more: str = "", end: str = "") -> list[Any]:
        from app.store.questions.evidence import SOURCES

        within = rows_of(source, self.viewer, self.first, self.last)
        sql = f"SELECT {columns} FROM {SOURCES[source].kind} r{more} WHERE {within.sql} {end}"
        return list(self.store.connection.rows(sql, within.args))

    def one(self, source: str, column: str) -> Any:
        return self.rows(source, column)[0][0]

    def words(self, source: str, column: str) -> tuple[str, ...]:
        end = f"GROUP BY {column} ORDER BY count(*) DESC, {column}"
        return tuple(word for (word,) in self.rows(source, column, end=end) if word)


def _spoken(store: Store, viewer: Viewer) -> tuple[str, ...]:
    """Languages read by people here now, the most common first."""
    may = may_count("person", viewer, alias="p")
    sql = f"""SELECT {_READS} AS language FROM person p WHERE p.voided_at = '' AND p.left_on IS NULL AND ({may.sql})
        GROUP BY language HAVING language != '' ORDER BY count(*) DESC, language"""
    return tuple(code for (code,) in store.connection.rows(sql, may.args))


def _phases(asked: _Asked) -> dict[str, int]:
    """Talks soon after the arrival, and near the release that was expected when last asked."""
    person = ", person p"
    on = "AND p.id = r.case_id"
    quarter = "(substr(p.expected_release, 1, 4) * 12 + (substr(p.expected_release, 7, 1) - 1) * 3)"
    month = "(substr(r.day, 1, 4) * 12 + substr(r.day, 6, 2) - 1)"
    early = "sum(p.arrived IS NOT NULL AND julianday(r.day) - julianday(p.arrived) BETWEEN 0 AND 28)"
    late = f"sum(p.expected_release LIKE '____-Q_' AND {quarter} - {month} BETWEEN -3 AND 6)"
    ((first, second),) = asked.rows("sessions", f"ifnull({early}, 0), ifnull({late}, 0)", more=person, end=on)
    return {"early": int(first), "late": int(second)}


def _came(asked: _Asked) -> int:
    """How many came to the groups, by name or by count."""
    named = (
        """(SELECT count(*) FROM attendance a WHERE a.parent_id = r.id AND a.came = 1 AND a.voided_at = '')"""
    )
    return int(asked.one("groups", f"ifnull(sum(max(ifnull(r.headcount, 0), {named})), 0)"))


def _guest_kinds(asked: _Asked) -> dict[str, int]:
    """Kind of guest → meetings of the period that had one."""
    more = ", activity x, json_each(x.guests) g"
    end = "AND x.parent_id = r.id AND x.voided_at = '' GROUP BY g.value ORDER BY count(DISTINCT r.id) DESC, g.value"
    return dict(asked.rows("sessions", "g.value, count(DISTINCT r.id)", more=more, end=end))


def _met(asked: _Asked) -> dict[str, int]:
    """People who came to a meeting with employers, and those who came to more than one."""
    may = may_count("attendance", asked.viewer, alias="a")
    within = rows_of("employers", asked.viewer, asked.first, asked.last)
    sql = f"""SELECT count(*), ifnull(sum(times > 1), 0) FROM (SELECT a.person, count(DISTINCT r.id) AS times
        FROM attendance a JOIN session r ON r.id = a.parent_id
        WHERE a.came = 1 AND a.voided_at = '' AND ({may.sql}) AND {within.sql} GROUP BY a.person)"""
    ((once, again),) = asked.store.connection.rows(sql, (*may.args, *within.args))
    return {"met_once": int(once), "met_again": int(again)}


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
