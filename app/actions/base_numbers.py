"""How many there were in the prison, as the school types it in for a period: what the reach is a share of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.actions.desk import Desk
from app.base.languages import N_, _
from app.entry.problems import Invalid, Problem
from app.records.choices import label, labels
from app.records.report import BaseNumber
from app.statistics.beside import SPLITS
from app.statistics.period import Period
from app.store.store import Changes

ALL = "all"
_UNKNOWN = ("not_asked", "not_recorded", "unknown")  # of whom nobody knows how many there are
_CHOICES = {split: choices for split, choices, _title in SPLITS}


@dataclass(frozen=True)
class Bases:
    """What is typed in for one split of a period: value → its name, and value → how many as text ("" for not said)."""

    split: str
    names: Mapping[str, str]
    counts: Mapping[str, str]


def splits() -> dict[str, str]:
    """What can be typed in, by code, in the window's language."""
    return {split: label("base.split", split) for split in (ALL, *_CHOICES)}


def bases_typed(desk: Desk, period: Period, split: str) -> Bases:
    """The numbers of a split that were typed in for exactly this period."""
    names = {"": _("All who were here")}
    if split != ALL:
        names = {code: name for code, name in labels(_CHOICES[split]).items() if code not in _UNKNOWN}
    known = {one.value: one.count for one in _kept(desk, period, split)}
    return Bases(split, names, {value: _text(known.get(value)) for value in names})


def save_bases(desk: Desk, period: Period, split: str, counts: Mapping[str, str]) -> Changes:
    """Keep the numbers of a split for this period; an empty one is taken out. Raises Invalid at what is no number."""
    read = {value: _read(value, text) for value, text in counts.items()}
    kept = {one.value: one for one in _kept(desk, period, split)}
    text = _("The numbers are kept")
    with desk.store.transaction("entry.saved", actor=desk.viewer, text=text) as t:
        for value, count in read.items():
            one = kept.get(value)
            if count is None and one is not None:
                t.void(BaseNumber, one.id, reason="dropped")
            elif count is not None and (one is None or one.count != count):
                made = BaseNumber(first=period.first, last=period.last, split=split, value=value, count=count)
                t.put(made if one is None else replace(one, count=count), owner="")
    return t.changes()


def _kept(desk: Desk, period: Period, split: str) -> list[BaseNumber]:
    where = {"first": period.first, "last": period.last, "split": split}
    return desk.store.find(BaseNumber, viewer=desk.viewer, where=where)


def _text(count: int | None) -> str:
    return "" if count is None else str(count)


def _read(value: str, text: str) -> int | None:
    typed = text.replace(" ", "")
    if not typed:
        return None
    if not typed.isdecimal() or len(typed) > 6:
        raise Invalid([Problem((value,), N_("Write a whole number, such as 120."))])
    return int(typed)
