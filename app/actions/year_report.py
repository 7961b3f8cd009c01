"""The words of the year's report: what the numbers say of each section, and what the school puts in their place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.actions.desk import Desk
from app.base.languages import _, speaking
from app.documents.document import Request
from app.documents.registry import DOCUMENTS
from app.documents.year_report import SECTIONS, Section, YearReport, listed, tables_of
from app.documents.year_report_sentences import sentences
from app.records.report import ReportText
from app.statistics.period import Period, period_at
from app.store.store import Changes

DOCUMENT = "year_report"


@dataclass(frozen=True)
class SectionWords:
    """A section of the report. shipped: what the numbers say, "" for nothing; own: the school's words, "" for none;
    missing: there is nothing in it at all, no table either."""

    key: str
    title: str
    shipped: str
    own: str
    missing: bool

    @property
    def words(self) -> str:
        """What stands in the report."""
        return self.own or self.shipped


def report_values(desk: Desk, kind: str, back: int) -> Mapping[str, str]:
    """The document's values for a period by its kind and how many before this one."""
    if not back:
        return {"period": kind}
    if (kind, back) == ("year", 1):
        return {"period": "last_year"}
    period = period_at(kind, desk.today, back, whole=True)
    return {"period": "days", "first": period.first.isoformat(), "last": period.last.isoformat()}


def report_words(desk: Desk, kind: str, back: int, language: str) -> tuple[SectionWords, ...]:
    """Every section of the report of a period, in nb, nn or en."""
    request = Request(desk.today, language, "A4", {**report_values(desk, kind, back), "short": "no"})
    data: YearReport = DOCUMENTS[DOCUMENT].data(desk.store, desk.viewer, request)
    plain = replace(data, own={})
    with speaking(language):
        return tuple(_section(data, plain, one) for one in SECTIONS)


def _section(data: YearReport, plain: YearReport, one: Section) -> SectionWords:
    shipped, own = "\n".join(sentences(plain, one)), data.own.get(one.key, "").strip()
    missing = not (shipped or own or tables_of(plain, one) or listed(plain, one))
    return SectionWords(one.key, _(one.title), shipped, own, missing)


def put_report_words(
    desk: Desk, period: Period, language: str, section: str, text: str, *, shipped: str
) -> Changes:
    """Keep the school's words for a section; none, or the numbers' own, lets the numbers speak again. period: the whole of
    it, to its last day."""
    if section not in {one.key for one in SECTIONS}:
        raise ValueError(f"no section of the report: {section}")
    own = text.strip()
    where = {"first": period.first, "last": period.last, "language": language, "block": section}
    known = desk.store.find(ReportText, viewer=desk.viewer, where=where)
    keep = bool(own) and own != shipped.strip()
    said = (
        _("Your words stand in the report")
        if keep
        else _("The sentences from the numbers stand in the report again")
    )
    with desk.store.transaction("entry.saved", actor=desk.viewer, text=said) as t:
        for old in known[1:] if keep else known:
            t.void(ReportText, old.id, reason="dropped")
        if keep:
            new = ReportText(first=period.first, last=period.last, language=language, block=section)
            made = known[0] if known else new
            t.put(replace(made, text=own), owner="")
    return t.changes()
