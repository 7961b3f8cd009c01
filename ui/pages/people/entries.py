"""What an entry of a person's timeline says: when, what, a quiet line beside it, and its text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from app.actions.applications import name_of
from app.actions.releases import SOON
from app.base.languages import _, ngettext_
from app.records.application import Application
from app.records.arrival import Arrival
from app.records.before_release import Review
from app.records.choices import label
from app.records.disclosure import OWN_ACCESS, Disclosure
from app.records.intake import Intake
from app.records.referral import Referral
from app.records.release import Release, holds_on
from app.records.request import Request
from app.records.session import Session
from app.records.sheet import Sheet
from app.records.spoken import language_name
from app.records.step import Step
from app.store.questions.person_page import Entry
from ui.theme import Tone, dates

SESSIONS, STEPS, PAPERS = "sessions", "steps", "papers"
GROUP_OF = {"session": SESSIONS, "intake": SESSIONS, "step": STEPS}
_INTERPRETED = "interpreter"


@dataclass(frozen=True)
class Told:
    """An entry in words. keys: what can be pressed on it, for the line that has the focus."""

    when: str
    icon: str
    head: str
    extra: str = ""
    text: str = ""
    tone: Tone = "idle"
    keys: str = ""


def group_of(entry: Entry) -> str:
    """Which filter an entry belongs to: sessions, steps, or the rest, which is on paper."""
    return GROUP_OF.get(entry.kind, PAPERS)


def ids_of(entry: Entry) -> set[str]:
    """The entry's id and those of what was written in its form, as the search finds them."""
    ids = {entry.record.id}
    if isinstance(entry.record, Session):
        ids |= {row.id for row in entry.record.attendances}
    return ids


def told(entry: Entry, *, today: dt.date, alone: bool) -> Told:
    """The entry in words. alone: the person may be reading along, so nothing common to a group is said, and no keys."""
    said = _TELL[type(entry.record)](entry, _when(entry, today), today, alone)
    return replace(said, keys="") if alone else said


def page_of(entry: Entry, person: str) -> tuple[str, dict[str, str]] | None:
    """The page that an entry opens on, with what it is about; None for one that opens in a sheet."""
    one = entry.record.id
    pages = {
        "session": ("session", {"session": one}),
        "intake": ("intake", {"person": person, "intake": one}),
        "request": ("request", {"request": one}),
        "review": ("person_work", {"person": person, "entry": one}),
        "application": ("person_work", {"person": person, "entry": one}),
    }
    return pages.get(entry.kind)


def is_planned(entry: Entry) -> bool:
    """Whether this is a session that has not been written down yet."""
    return isinstance(entry.record, Session) and entry.record.state == "planned"


def is_unanswered(entry: Entry) -> bool:
    """Whether this is a referral that waits for its answer."""
    return isinstance(entry.record, Referral) and entry.record.answered_on is None


def is_valid_release(entry: Entry) -> bool:
    """Whether this is a release from secrecy that can still be withdrawn."""
    record = entry.record
    return isinstance(record, Release) and record.answer == "given" and record.withdrawn_on is None


def _how_long(one: Release, today: dt.date) -> tuple[str, Tone]:
    """Until when a release holds, and how that looks: over, soon over, or neither."""
    if one.expires_on is None:
        return "", "ok"
    day = dates.day_plain(one.expires_on, today=today)
    if one.expires_on < today:
        return _("ran out {day}", day=day), "bad"
    if one.expires_on - today <= SOON:
        return _("runs out {day}: ask again", day=day), "warn"
    return _("valid until {day}", day=day), "ok"


def _when(entry: Entry, today: dt.date) -> str:
    near = abs((entry.day - today).days) <= 1
    day = dates.day_said(entry.day, today=today) if near else dates.day_plain(entry.day, today=today)
    return f"{day} {dates.clock(entry.clock)}" if entry.clock and entry.day >= today else day


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _session(entry: Entry, when: str, _today: dt.date, alone: bool) -> Told:
    one: Session = entry.record  # type: ignore[assignment]
    group = one.form == "group"
    if entry.theirs:
        told_of = _joined(_("with a colleague"), dates.minutes(one.minutes))
        return Told(when, "users", _("Group"), told_of, entry.own_line)
    state = label("session.state", one.state) if one.state != "held" else ""
    came = "" if entry.came else _("did not come")
    head = _("Group") if group else _("Session")
    facts = [state, came, dates.minutes(one.minutes)]
    if group:
        facts += [one.topic] if alone else [one.topic, _participants(one)]
    else:
        facts += [_form(one), _talk(one), _themes(one)]
    text = entry.own_line if group and alone else _session_text(one, entry.own_line)
    planned = one.state == "planned"
    icon = "calendar" if planned else "users" if group else _ICON_OF_STATE.get(one.state, "message-circle")
    tone: Tone = "accent" if planned else "idle"
    keys = _("Enter · H: held · C: cancelled · T: other time") if planned else _("Enter · M: move · X: void")
    return Told(when, icon, head, _joined(*facts), text, tone, keys)


def _session_text(one: Session, own_line: str) -> str:
    own_view = _("Own view: {text}", text=one.own_view) if one.own_view else ""
    own = _("Own line: {text}", text=own_line) if own_line else ""
    return "\n".join(part for part in (one.note.strip(), own, own_view) if part)


_ICON_OF_STATE = {
    "held": "message-circle",
    "no_show": "circle-slash",
    "cancelled_inmate": "circle-slash",
    "cancelled_school": "circle-slash",
    "cancelled_prison": "circle-slash",
    "transferred": "circle-slash",
}


def _participants(one: Session) -> str:
    came = sum(row.came for row in one.attendances)
    return ngettext_("{count} participant", "{count} participants", came)


def _form(one: Session) -> str:
    return "" if one.form == "individual" else label("session.form", one.form)


def _talk(one: Session) -> str:
    language = "" if one.language in ("nb", "nn") else language_name(one.language)
    handling = one.language_handling
    return _joined(
        language, label("session.language_handling", handling) if handling.startswith(_INTERPRETED) else ""
    )


def _themes(one: Session) -> str:
    return ", ".join(label("session.theme", code) for code in one.themes[:3])


def _intake(entry: Entry, when: str, _today: dt.date, _alone: bool) -> Told:
    one: Intake = entry.record  # type: ignore[assignment]
    informed = ", ".join(label("intake.informed", code) for code in one.informed)
    offer = label("intake.offer", one.offer)
    wishes = ", ".join(label("intake.wish", code) for code in one.wishes)
    text = "\n".join(part for part in (one.wish_words, one.note) if part)
    keys = _("Enter · M: move · X: void")
    return Told(
        when, "sprout", _("Intake conversation"), _joined(informed, offer, wishes), text, "idle", keys
    )


def _referral(entry: Entry, when: str, today: dt.date, _alone: bool) -> Told:
    one: Referral = entry.record  # type: ignore[assignment]
    head = _("Referred to {where}", where=label("referral.to", one.to))
    ground = label("referral.ground", one.ground)
    if one.answered_on is None:
        extra = _joined(ground, label("referral.state", "open"))
        return Told(
            when, "handshake", head, extra, one.question, "warn", _("A: answered · M: move · X: void")
        )
    answered = _("answered {day}", day=dates.day_plain(one.answered_on, today=today))
    text = "\n".join(part for part in (one.question, one.answer) if part)
    return Told(
        when, "handshake", head, _joined(ground, answered), text, "ok", _("Enter · M: move · X: void")
    )


def _release(entry: Entry, when: str, today: dt.date, _alone: bool) -> Told:
    one: Release = entry.record  # type: ignore[assignment]
    head = _("Release from secrecy: {recipient}", recipient=label("release.recipient", one.recipient))
    until, tone = _how_long(one, today)
    ended = dates.day_plain(one.withdrawn_on, today=today) if one.withdrawn_on else ""
    facts = [
        _("withdrawn {day}", day=ended) if ended else until if one.answer == "given" else "",
        "" if one.answer == "given" and (ended or until) else label("release.answer", one.answer),
        one.recipient_name,
        _("explained in {language}", language=language_name(one.language)) if one.language else "",
        label("release.explained_by", one.explained_by) if one.explained_by else "",
    ]
    valid = is_valid_release(entry)
    keys = _("W: withdraw · M: move · X: void") if valid else _("Enter · M: move · X: void")
    holds = holds_on(one, today)
    shown: Tone = tone if valid else "idle"
    return Told(when, "shield-check" if holds else "shield", head, _joined(*facts), one.purpose, shown, keys)


def _sheet(entry: Entry, when: str, _today: dt.date, _alone: bool) -> Told:
    from app.documents.registry import DOCUMENTS  # only now: it reads every document's layout

    one: Sheet = entry.record  # type: ignore[assignment]
    known = DOCUMENTS.get(one.document)
    name = _(known.title) if known else one.document
    extra = _joined(name, language_name(one.language) if one.language else "")
    return Told(when, "file-check", _("Sheet given"), extra, keys=_("M: move · X: void"))


def _disclosure(entry: Entry, when: str, _today: dt.date, _alone: bool) -> Told:
    from app.documents.registry import DOCUMENTS  # only now: it reads every document's layout

    one: Disclosure = entry.record  # type: ignore[assignment]
    known = DOCUMENTS.get(one.document)
    name = _(known.title) if known else one.document
    own = one.ground == OWN_ACCESS
    head = _("Given to the person") if own else _("Given to {who}", who=one.recipient or _("others"))
    ground = "" if own else label("disclosure.ground", one.ground)
    text = "\n".join(part for part in (one.purpose, one.contents) if part)
    return Told(when, "file-lock", head, _joined(name, ground), text)


def _step(entry: Entry, when: str, _today: dt.date, _alone: bool) -> Told:
    one: Step = entry.record  # type: ignore[assignment]
    done = one.state == "done"
    head = _("Step done") if done else _("Step dropped")
    extra = _joined(label("step.who", one.who), one.reason)
    icon = "circle-check" if done else "circle-slash"
    tone: Tone = "ok" if done else "idle"
    return Told(when, icon, head, extra, one.text, tone, _("Space: open again · M: move · X: void"))


def _request(entry: Entry, when: str, today: dt.date, _alone: bool) -> Told:
    one: Request = entry.record  # type: ignore[assignment]
    source = label("request.source", one.source) if one.source != "self" else ""
    ended = dates.day_plain(one.ended_on, today=today) if one.ended_on else ""
    state = " ".join(part for part in (label("request.state", one.state), ended) if part)
    text = "\n".join(part for part in (one.about, one.reason) if part)
    tone: Tone = "warn" if one.state == "open" else "idle"
    keys = _("Enter · M: move · X: void")
    return Told(when, "hourglass", _("Asked for a talk"), _joined(source, state), text, tone, keys)


def _arrival(entry: Entry, when: str, _today: dt.date, _alone: bool) -> Told:
    one: Arrival = entry.record  # type: ignore[assignment]
    told_how = ", ".join(label("intake.informed", code) for code in one.told)
    language = language_name(one.told_language) if one.told_language else ""
    said = _joined(told_how, language) or _("not told about guidance yet")
    return Told(when, "user-plus", _("Came here"), said, keys=_("Enter · M: move · X: void"))


def _review(entry: Entry, when: str, today: dt.date, _alone: bool) -> Told:
    one: Review = entry.record  # type: ignore[assignment]
    declined = _("did not want to say anything") if one.declined else ""
    coming = _("next {day}", day=dates.day_plain(one.next_on, today=today)) if one.next_on else ""
    keys = _("Enter · M: move · X: void")
    return Told(
        when, "list-checks", _("Review of the plan"), _joined(declined, coming), one.own_view, keys=keys
    )


def _application(entry: Entry, when: str, today: dt.date, _alone: bool) -> Told:
    one: Application = entry.record  # type: ignore[assignment]
    answered = dates.day_plain(one.outcome_on, today=today) if one.outcome_on else ""
    outcome = label("application.outcome", one.outcome) if one.outcome else ""
    said = _joined(name_of(one), _("answered {day}", day=answered) if answered else "", outcome)
    tone: Tone = "ok" if one.outcome == "offer" else "idle"
    return Told(when, "file-text", _("Applied"), said, one.note, tone, _("Enter · M: move · X: void"))


_TELL: dict[type[Any], Callable[[Entry, str, dt.date, bool], Told]] = {
    Session: _session,
    Intake: _intake,
    Referral: _referral,
    Release: _release,
    Sheet: _sheet,
    Step: _step,
    Request: _request,
    Arrival: _arrival,
    Disclosure: _disclosure,
    Review: _review,
    Application: _application,
}
