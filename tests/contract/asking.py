"""How the tests of access ask everything: every public verb, question and document, with arguments found by their names."""

from __future__ import annotations

import datetime as dt
import importlib
import inspect
import io
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from itertools import islice
from types import ModuleType
from typing import Any

import pypdfium2

import app.actions
import app.store.questions
from app.actions.log import AskedLog
from app.actions.papers import Job
from app.actions.record_lines import LINES
from app.actions.reminders import limits
from app.actions.retention import rules
from app.base.errors import AppError
from app.documents.registry import DOCUMENTS
from app.entry.draft import Draft
from app.entry.problems import Invalid
from app.records.person import Person
from app.records.referral import Referral
from app.records.registry import TYPES
from app.records.session import Session
from app.statistics.period import Period
from app.store.access import Viewer
from app.store.questions.behind import WAYS
from app.store.questions.event_log import WhichLog
from app.store.questions.session_list import CHIPS
from app.store.store import Store
from tests.contract.planted import DAY, NEEDLE, Planted, words_in

# Verbs that are not asked here, and why. Everything else that takes a desk or a store is, on its own.
NOT_ASKED: dict[str, str] = {
    **dict.fromkeys(
        ("bookings.put_sessions", "bookings.void_session", "bookings.settle_queue", "wording.write_lines",
         "wording.write_standing", "named.add_named", "named.id_named",
         "disclosures.note_referrals", "people_due.people_due", "tallies.laid_ready", "person_work.around",
         "reviews.next_review"),
        "a part of other verbs, which are asked",
    ),
    **dict.fromkeys(
        ("counsellors.add_colleague", "counsellors.give_passphrase", "counsellors.set_roles",
         "counsellors.remove_colleague", "counsellors.new_sheet", "gate.check_passphrase", "gate.new_recovery_code",
         "gate.recovery_sheet", "gate.recovery_is_proved", "gate.close_register", "setup.furnish",
         "setup.change_passphrase", "counsellors.removal"),
        "keys and people who work here: says nothing of any case",
    ),
    **dict.fromkeys(
        ("entries.add_entry", "intakes.save_intake", "leaving.judged", "sessions.judged_session", "releases.dated",
         "school_week.closed_said", "wording.checked_standing", "reading.saw", "reading.saw_entry", "reading.listed",
         "outgoing.leaving"),
        "says only what it is given, or writes: tried below by writing into others' cases",
    ),
    **dict.fromkeys(
        ("language_packs.save_pack", "language_packs.review_pack", "newcomers.rows_of_file", "line_room.room_for",
         "line_room.no_room"),
        "files, and the texts of the sheets",
    ),
    **dict.fromkeys(
        ("retention.rows_of",), "ids alone, for those who have asked for the case"
    ),
    **dict.fromkeys(
        ("extracts.extract_person", "retention.deliver"), "what leaves as a file: tried below, by the file"
    ),
    **dict.fromkeys(("drafts.keep_draft", "drafts.drop_draft"), "one's own words, going in"),
    **dict.fromkeys(
        ("safety.preview_open", "safety.close_and_restore", "safety.is_elsewhere", "safety.begin_backup",
         "safety.copy_on", "safety.backup_failed", "safety.untried", "erasing.prune_backups"),
        "the file as a whole, encrypted",
    ),
}  # fmt: skip
_OF_EVERY_KIND = ("facts.entries",)
_LISTS_OF_SESSIONS = (
    "session_list.found_sessions",
    "session_list.session_places",
    "session_list.session_count",
)
Call = Callable[[], Any]


@dataclass(frozen=True)
class Verb:
    """A public function of the actions or the store's questions. name: its module and its own."""

    name: str
    ask: Callable[..., Any]
    writes: bool


def verbs() -> list[Verb]:
    """Every public function that takes a desk or a store first."""
    found = []
    for package in (app.actions, app.store.questions):
        for module in _modules(package):
            for name, ask in vars(module).items():
                if name.startswith("_") or not inspect.isfunction(ask) or ask.__module__ != module.__name__:
                    continue
                first = next(iter(inspect.signature(ask).parameters.values()), None)
                if first is not None and first.annotation in ("Desk", "Store"):
                    writes = inspect.signature(ask).return_annotation == "Changes"
                    found.append(Verb(f"{module.__name__.rpartition('.')[2]}.{name}", ask, writes))
    return found


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    for info in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        if not info.ispkg:
            yield importlib.import_module(info.name)


def said(answer: Call) -> set[str]:
    """The needles in what comes of a call, an error of the user's world included."""
    try:
        return _needles(answer())
    except Invalid as wrong:
        return words_in(" ".join(problem.says for problem in wrong.problems))
    except AppError as problem:
        return words_in(f"{problem.text()} {problem.todo()} {problem.values}")


def _needles(thing: Any, depth: int = 0) -> set[str]:
    if isinstance(thing, str):
        return words_in(thing) if NEEDLE in thing.casefold() else set()
    if thing is None or isinstance(thing, (int, float, dt.date, Store)) or depth > 12:
        return set()
    if isinstance(thing, bytes):
        return words_in(_text_of(thing))
    if isinstance(thing, Mapping):
        return _needles(list(thing.items()), depth + 1)
    if hasattr(thing, "__enter__"):
        return set()
    if is_dataclass(thing) and not isinstance(thing, type):
        return _needles([getattr(thing, one.name) for one in fields(thing)], depth + 1)
    if isinstance(thing, (list, tuple, set, frozenset)) or inspect.isgenerator(thing):
        return {word for one in islice(thing, 5000) for word in _needles(one, depth + 1)}
    return words_in(repr(thing)) if NEEDLE in repr(thing).casefold() else set()


def _text_of(content: bytes) -> str:
    if not content.startswith(b"%PDF"):
        return content.decode("utf-8", "replace")
    with pypdfium2.PdfDocument(io.BytesIO(content)) as pdf:
        return " ".join(page.get_textpage().get_text_bounded() for page in pdf)


class Asker:
    """Everything that can be asked on behalf of one viewer, about everything that is planted."""

    def __init__(self, planted: Planted, viewer: Viewer) -> None:
        self.planted, self.viewer = planted, viewer

    def calls(self, verb: Verb, desk: Any) -> Iterator[Call]:
        """The verb with every set of arguments that its parameters ask for. Raises Unknown."""
        first, *rest = inspect.signature(verb.ask).parameters.values()
        given = desk if first.name == "desk" else desk.store
        rest = [one for one in rest if one.kind is not one.VAR_KEYWORD]
        choices = {one.name: self._choices(verb, one, desk) for one in rest}
        for one in rest:
            if choices[one.name] is None and one.default is one.empty:
                raise Unknown(f"{verb.name}: nothing to give for {one.name}: {one.annotation}")
        needed = [one for one in rest if one.default is one.empty]
        # of what may be left out, one at a time: a verb that takes a person or a session looks at one of them
        for more in [None, *(one for one in rest if one.default is not one.empty and choices[one.name])]:
            asked = needed if more is None else [one for one in rest if one in needed or one is more]
            for at in range(max([1, *(len(choices[one.name] or ()) for one in asked)])):
                values = {
                    one.name: (choices[one.name] or [])[at % len(choices[one.name] or [1])] for one in asked
                }
                args = [
                    values.pop(one.name)
                    for one in asked
                    if one.kind is not one.KEYWORD_ONLY and one in needed
                ]
                yield lambda args=args, values=values: verb.ask(given, *args, **values)

    def _choices(self, verb: Verb, one: inspect.Parameter, desk: Any) -> list[Any] | None:
        kind = str(one.annotation).removesuffix(" | None")
        special = self._special(verb.name, one.name)
        if special is not None:
            return special
        today = self.planted.clock.today()
        if kind == "dt.date":
            return [today + 30 * DAY if one.name in ("until", "last", "after") else today - 30 * DAY, today]
        return self._by_type(kind, desk) or self._by_name(one.name)

    def _special(self, verb: str, name: str) -> list[Any] | None:
        every = [(kind, one) for kind in TYPES for one in self.planted.all_ids(kind)]
        if verb in ("facts.shown", "referrals.entry_draft", "erasing.texts_of") and name in (
            "kind",
            "id",
            "entry_id",
        ):
            return [kind for kind, _id in every] if name == "kind" else [one for _kind, one in every]
        if verb.startswith("year_report.report_") and name == "kind":
            return ["year", "month"]
        if verb == "record_lines.record_lines" and name in ("kind", "ids"):
            kinds = [kind for kind in LINES if self.planted.all_ids(kind)]
            return kinds if name == "kind" else [self.planted.all_ids(kind) for kind in kinds]
        if name == "kind":
            return list(TYPES) if verb in _OF_EVERY_KIND else ["ward"]
        people = self.planted.people.values()
        return {
            ("intake_form.open_intake", "draft"): [],
            ("intake_form.open_person", "draft"): [],
            ("request_form.open_request", "draft"): [],
            ("disclosures.disclosures", "people"): [[frozenset([one])] for one in people],
            ("papers.make_other", "job"): [
                Job(key, "nb", person=one) for key in DOCUMENTS for one in people if _has_other_form(key)
            ],
            ("intake_form.doubles", "text"): [Draft("person", {"name": "Lyngvar"}).to_json()],
            ("newcomers.look", "text"): [
                Draft("x", {}, {"rows": [Draft("person", {"name": "Lyngvar"})]}).to_json()
            ],
            **{(one, "chip"): list(CHIPS) for one in _LISTS_OF_SESSIONS},
        }.get((verb, name))

    def _by_type(self, kind: str, desk: Any) -> list[Any] | None:
        people = list(self.planted.people.values())
        today = self.planted.clock.today()
        sessions = self.planted.all_ids("session")
        drafts = [Draft(name, {"person": one}) for name in ("session", "person") for one in people]
        found: dict[str, Callable[[], list[Any]]] = {
            "Viewer": lambda: [self.viewer],
            "Limits": lambda: [limits(desk)],
            "Draft": lambda: drafts,
            "Draft | Booking": lambda: drafts,
            "Sequence[Draft]": lambda: [[Draft("person", {"name": "Lyngvar"})]],
            "AskedLog": lambda: [
                AskedLog(),
                *(AskedLog(person=one) for one in people),
                AskedLog(counsellor="me"),
            ],
            "WhichLog": lambda: [
                WhichLog(),
                *(WhichLog(person=one) for one in people),
                WhichLog(counsellor=self.viewer.counsellor),
            ],
            "Mapping[str, Rule]": lambda: [rules(desk)],
            "Period": lambda: [Period(today - 400 * DAY, today + 400 * DAY)],
            "Job": lambda: [Job(key, "nb", person=one) for key in DOCUMENTS for one in people],
            "Sequence[Job]": lambda: [[Job("person_record", "nb", person=one)] for one in people],
            "Sequence[tuple[str, Job]]": lambda: [
                [("x", Job("person_record", "nb", person=one))] for one in people
            ],
            "Person": lambda: [Person(name="Lyngvar", id=people[0])],
            "Sequence[Referral]": lambda: [
                [Referral(person=one, to="nav_local", ground="release")] for one in people
            ],
            "Session": lambda: [Session(day=today, id=one) for one in sessions],
        }
        return found[kind]() if kind in found else None

    def _by_name(self, name: str) -> list[Any] | None:
        planted = self.planted
        people = list(planted.people.values())
        numbers = [row[0] for row in planted.store.connection.rows("SELECT number FROM event")]
        found: dict[str, list[Any]] = {
            **dict.fromkeys(("person", "person_id"), people),
            **{key: [people] for key in ("people", "opened")},
            **dict.fromkeys(("session", "session_id"), planted.all_ids("session")),
            **dict.fromkeys(("request",), planted.all_ids("request")),
            **dict.fromkeys(("intake", "intake_id"), planted.all_ids("intake")),
            **dict.fromkeys(("referral_id",), planted.all_ids("referral")),
            **{key: [planted.draft] for key in ("draft", "draft_id")},
            **{key: [tuple(planted.every_id()), tuple(people)] for key in ("ids", "attendances")},
            **{key: [NEEDLE, "Lyngvar", NEEDLE[:3], f"{NEEDLE}a"] for key in ("text", "typed", "note")},
            "id": planted.every_id(),
            "entry_id": planted.every_id(),
            "record": [],
            "number": numbers,
            "numbers": [numbers],
            "chip": ["all", "planned", "held", "gone", "new", "elsewhere"],
            "names": [["Lyngvar", NEEDLE]],
            "name": ["Lyngvar"],
            "folded": ["lyngvar"],
            "language": ["nb"],
            "form": ["individual"],
            "key": list(DOCUMENTS),
            "values": [{"person": one} for one in people],
            "which": ["came", "left"],
            "title": ["x"],
            "activity": ["school"],
            "limit": [50],
            "minutes": [45],
            "weeks": [1],
            "count": [3],
            "clock": ["10:00"],
            "answered": [False, True],
            "keys": [()],
            "since": [planted.clock.today()],
            "when": ["+7"],
            "given": ["Rom 1"],
            "ward": ["x"],
            "to": ["nav"],
            "source": ["sessions", "intakes", "sheets", "release_checks", "arrivals"],
            "period": ["months", "year"],
            "question": ["T1"],
            "split": ["all", "sex"],
            "counts": [{"": "12", "m": "3"}],
            "stage": ["open", "sent", "answered"],
            "leads_to": [
                *(name for name in WAYS if ":" in name),
                *("form:individual", "languages:nb", "theme:cv", "sex:not_asked", "stay:not_recorded"),
                *("offer:not_yet", "referrals:nav_prison", "applications:vgo", "step_category:other"),
            ],
            "checklist_id": ["2020-nvl", "2020-competence", "2020-ethics", "2021-quality-plan"],
            "round_id": planted.all_ids("checklist_round"),
            "action_id": planted.all_ids("action"),
            "tip_id": planted.all_ids("own_tip"),
            "application_id": planted.all_ids("application"),
            "review_id": planted.all_ids("review"),
            "list_id": planted.all_ids("interest_list"),
            "item": ["nav_contact"],
            "paper": ["cv"],
            "band": ["m1_3"],
            "part": ["t", "notes", "about"],
            "who": ["x"],
            "due": ["+7"],
            "how": [""],
            "answer": ["yes"],
            "state": ["done"],
            "pasted": ["År\tIndividuelle samtaler"],
            "columns": [()],
            "ending": ["csv", "xlsx"],
            "verbs": [("person.opened", "person.printed", "session.saved")],
            "ground": ["own_access"],
            "back": [0, 1],
            "section": ["reached"],
            "shipped": [""],
        }
        return found.get(name) or None


def _has_other_form(key: str) -> bool:
    return DOCUMENTS[key].other is not None


class Unknown(Exception):
    """A parameter for which these tests have no value: the new verb is to be asked too."""
