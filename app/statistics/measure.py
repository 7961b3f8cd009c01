"""A measure: one table of a statistic, declared once, and made from the counts of a period."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from app.base.languages import _
from app.records.choices import codes, label
from app.statistics.tables import BARS, Row, Table
from app.store.questions.tallies import Tally

Labels = Callable[[str], str]


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One table of a statistic. count: the question's name in app.store.questions.tallies; choices: the option list that its
    codes are of, "" where `labels` says them; every: a row for each code of the list, not only for those there are.
    of: the number that the rows are a part of, by the row ("overview.groups") or "" for their sum."""

    key: str
    measure: str
    title: str
    definition: str
    count: str
    choices: str = ""
    labels: Labels | None = None
    order: Callable[[Iterable[str]], list[str]] = sorted
    every: bool = True
    share: bool = True
    whole: str = ""
    picture: str = BARS
    people: bool = True
    bands: bool = False
    note: str = ""

    def table(self, now: Tally, before: Tally | None) -> Table:
        """The table of a period, beside the same a year earlier."""
        found, earlier = now.of(self.count), before.of(self.count) if before else None
        rows = tuple(self._row(code, found, earlier) for code in self._codes({**found, **(earlier or {})}))
        return Table(
            key=self.key,
            title=_(self.title),
            rows=rows,
            of=(sum(found.values()) or None) if self.share else None,
            of_before=(sum(earlier.values()) or None) if self.share and earlier else None,
            note=_(self.note) if self.note else "",
            definition=_(self.definition),
            measure=self.measure,
            picture=self.picture,
            people=self.people,
            whole=self.whole,
            bands=self.bands,
        )

    def _row(self, code: str, found: Mapping[str, int], earlier: Mapping[str, int] | None) -> Row:
        said = self.labels(code) if self.labels else label(self.choices, code)
        before = None if earlier is None else earlier.get(code, 0)
        return Row(code=code, label=said, number=found.get(code, 0), before=before)

    def _codes(self, found: Mapping[str, int]) -> list[str]:
        known = list(codes(self.choices)) if self.choices else []
        rest = self.order([code for code in found if code not in known])
        return [
            code for code in (*known, *rest) if (self.every and (self.choices or self.bands)) or code in found
        ]
