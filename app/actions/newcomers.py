"""What a list of people becomes before it is saved: rows read from text or a file, and a look at each of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.actions.desk import Desk
from app.base.errors import AppError
from app.base.folding import fold
from app.base.languages import N_
from app.entry.arrival_cells import ward_key
from app.entry.arrival_list import MOST_ROWS, Dropped, ListRow, ReadList, read_cells, read_list
from app.entry.draft import Draft
from app.records.place import Ward
from app.store.questions.arrivals import Newcomer, called, needing_intake
from app.store.questions.leaving import open_ends
from app.store.questions.picking import PersonLine, people_here
from app.store.store import Transaction

WEEKS_BACK = 8
_WORDS_OF_A_NAME = 5
LISTS = ("came", "left", "moved")
"""The three lists: arrivals, departures and moves to another ward."""

# The field of a row's draft that each cell of a list goes to, by list.
_FIELDS = {
    "came": {"name": "name", "alias": "alias", "ward": "ward", "day": "arrived", "language": "mother_tongue"},
    "left": {"name": "name", "day": "left_on", "how": "left_kind"},
    "moved": {"name": "name", "ward": "ward", "day": "on"},
}


@dataclass(frozen=True)
class ReadRows:
    """The rows of a list as drafts, and what was left out."""

    rows: tuple[Draft, ...]
    dropped: tuple[Dropped, ...]


@dataclass(frozen=True)
class Look:
    """What is known about a row. known: people who are called so, for departures and moves only those here.

    choices: what can be done with it, the first is offered: "new", "here:ID", "back:ID", "skip"; choice: what holds.
    doubt: "" or why it is not simply taken: "here", "back", "twice", "no_name", "nobody", "several".
    open: how many steps, bookings and requests a departure ends.
    """

    known: tuple[PersonLine, ...]
    choices: tuple[str, ...]
    choice: str
    doubt: str
    open: tuple[int, int, int] = (0, 0, 0)

    def person(self) -> str:
        """The id of the person that the row is about; "" for somebody new."""
        return self.choice.partition(":")[2]


@dataclass(frozen=True)
class Newcomers:
    """What the page shows beside the list: those who still need an intake, the wards, and whoever is here."""

    waiting: tuple[Newcomer, ...]
    wards: tuple[str, ...]
    here: tuple[PersonLine, ...]


class PastedTooMuch(AppError):
    """What was pasted has far more lines than a week's list."""

    says = N_("This is much longer than a list of new people. Nothing was pasted.")
    do = N_("Copy the rows that are needed and paste them here.")


def newcomers(desk: Desk) -> Newcomers:
    """The page's own reading."""
    since = desk.today - dt.timedelta(weeks=WEEKS_BACK)
    return Newcomers(
        needing_intake(desk.store, viewer=desk.viewer, since=since),
        tuple(ward_names(desk)),
        tuple(people_here(desk.store, viewer=desk.viewer)),
    )


def ward_names(desk: Desk) -> list[str]:
    """The names of the wards in use."""
    found = desk.store.find(Ward, viewer=desk.viewer, where={"hidden": False}, order="name")
    return [ward.name for ward in found]


def wards_by_key(desk: Desk) -> dict[str, str]:
    """Ward name as compared (app.entry.arrival_cells.ward_key) → id; those in use win over hidden ones."""
    wards = sorted(desk.store.find(Ward, viewer=desk.viewer), key=lambda ward: not ward.hidden)
    found: dict[str, str] = {}
    for ward in wards:
        found.setdefault(ward_key(ward.name), ward.id)
    return found


def put_ward(t: Transaction, wards: dict[str, str], name: str) -> str:
    """The id of the ward with this name, out of `wards_by_key`; a new one becomes an entry. "" for no name."""
    key = ward_key(name)
    if key and key not in wards:
        made = Ward(name=" ".join(name.split()))
        t.put(made, owner="")
        wards[key] = made.id
    return wards[key] if key else ""


def rows_of_text(desk: Desk, text: str, which: str) -> ReadRows:
    """Read what was pasted. which: one of LISTS. Raises PastedTooMuch."""
    found = read_list(text, today=desk.today, wards=ward_names(desk), leaving=which == "left")
    if len(found.rows) > MOST_ROWS:
        raise PastedTooMuch()
    return _rows(found, which)


def rows_of_file(desk: Desk, path: Path, which: str) -> ReadRows:
    """Read a file. Raises ListUnreadable, NotAListFile, ListTooLong."""
    from app.exchange.arrival_lists import read_file  # only when a file is read

    cells = read_file(path)
    return _rows(read_cells(cells, today=desk.today, wards=ward_names(desk), leaving=which == "left"), which)


def _rows(found: ReadList, which: str) -> ReadRows:
    return ReadRows(tuple(_draft(row, which) for row in found.rows), found.dropped)


def _draft(row: ListRow, which: str) -> Draft:
    raw = {field: getattr(row, cell) for cell, field in _FIELDS[which].items() if getattr(row, cell)}
    return Draft("person", raw | ({"told": "yes"} if row.told and which == "came" else {}))


def looked_at(desk: Desk, rows: Sequence[Draft], which: str = "came") -> list[Look]:
    """A look at each row: who is called so, and what is likely meant."""
    known = called(desk.store, viewer=desk.viewer, names=[row.get("name") for row in rows])
    seen: set[str] = set()
    looks = []
    for row in rows:
        name = fold(row.get("name"))
        people = known.get(name, ())
        look = _arrival_look if which == "came" else _here_look
        looks.append(look(row, people, twice=name in seen))
        seen |= {name} - {""}
    return [_with_ends(desk, look) for look in looks] if which == "left" else looks


def look(desk: Desk, text: str, which: str) -> list[Look]:
    """The same for a list that is being written (a draft as JSON, so that the page may go on writing)."""
    return looked_at(desk, Draft.from_json(text).rows("rows"), which)


def _with_ends(desk: Desk, look: Look) -> Look:
    if not look.person():
        return look
    ends = open_ends(desk.store, look.person(), viewer=desk.viewer, since=desk.today)
    return replace(look, open=(len(ends.steps), len(ends.sessions), len(ends.requests)))


def _arrival_look(row: Draft, known: tuple[PersonLine, ...], *, twice: bool) -> Look:
    choices = [f"{'back' if one.gone else 'here'}:{one.id}" for one in known] + ["new", "skip"]
    doubt = choices[0].partition(":")[0] if known else ""
    if twice or _is_no_name(row):
        doubt = "twice" if twice else "no_name"
        choices = ["skip", *choices[:-1]]
    return Look(known, tuple(choices), _chosen(row, choices), doubt)


def _here_look(row: Draft, known: tuple[PersonLine, ...], *, twice: bool) -> Look:
    """A departure or a move: somebody here, and nobody is made."""
    here = tuple(one for one in known if not one.gone and not one.keeper)
    choices = [f"here:{one.id}" for one in here] + ["skip"]
    doubt = "nobody" if not here else "several" if len(here) > 1 else ""
    if len(here) > 1 or twice:  # nobody is taken for somebody else unseen
        doubt, choices = doubt or "twice", ["skip", *choices[:-1]]
    return Look(here, tuple(choices), _chosen(row, choices), doubt)


def _chosen(row: Draft, choices: Sequence[str]) -> str:
    return row.get("choice") if row.get("choice") in choices else choices[0]


def _is_no_name(row: Draft) -> bool:
    """A line of the e-mail around the list: "Hei, her er ukas nye:"."""
    name = row.get("name")
    if not name or any(row.get(field) for field in ("ward", "mother_tongue")):
        return False
    spoken_of = any(map(str.isalpha, name)) and len(name.split()) <= _WORDS_OF_A_NAME
    return name.endswith((":", "!", "?")) or not spoken_of
