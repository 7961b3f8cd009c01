"""What the log says: a sentence for every verb of the code, in bokmål, nynorsk and English, and what kind of doing it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.base.languages import N_
from app.documents.house_texts import HouseTexts

READ, OUT, WROTE, ACCESS, KEPT = "read", "out", "wrote", "access", "kept"
GROUPS = (READ, OUT, WROTE, ACCESS, KEPT)
"""Kinds of doing: read, let out on paper or as a file, written, who may see what, and the register itself."""

WORDS: dict[str, tuple[str, str]] = {
    "register.opened": (READ, N_("{who} opened the register")),
    "register.listed": (READ, N_("{who} listed entries")),
    "person.opened": (READ, N_("{who} opened the case")),
    "log.read": (READ, N_("{who} read the log")),
    "person.printed": (OUT, N_("{who} sent {papers} to the printer")),
    "person.exported": (OUT, N_("{who} saved {papers} as a file")),
    "person.extracted": (OUT, N_("{who} made a locked file of the whole record")),
    "document.printed": (OUT, N_("{who} sent {papers} to the printer")),
    "document.exported": (OUT, N_("{who} saved {papers} as a file")),
    "document.stayed": (OUT, N_("{who}: the paper did not get out after all")),
    "movement_list.handed_out": (OUT, N_("{who} handed out the movement list")),
    "sheet.given": (OUT, N_("{who} noted that a sheet was given")),
    "person.saved": (WROTE, N_("{who} wrote about the person")),
    "person.left": (WROTE, N_("{who} noted that the person has left")),
    "person.brought_back": (WROTE, N_("{who} noted that the person is back")),
    "person.moved_ward": (WROTE, N_("{who} moved the person to another ward")),
    "intake.saved": (WROTE, N_("{who} saved an intake conversation")),
    "session.saved": (WROTE, N_("{who} saved a session")),
    "session.moved": (WROTE, N_("{who} moved a session")),
    "session.planned": (WROTE, N_("{who} marked a session as planned")),
    "session.held": (WROTE, N_("{who} marked a session as held")),
    "session.cancelled_inmate": (WROTE, N_("{who} noted a session as cancelled by the inmate")),
    "session.cancelled_school": (WROTE, N_("{who} noted a session as cancelled by the school")),
    "session.cancelled_prison": (WROTE, N_("{who} noted a session as cancelled by the prison")),
    "session.no_show": (WROTE, N_("{who} noted that nobody came to a session")),
    "session.transferred": (WROTE, N_("{who} noted a session as dropped, the person had left")),
    "series.booked": (WROTE, N_("{who} booked a series of sessions")),
    "step.saved": (WROTE, N_("{who} saved a step of the plan")),
    "step.state": (WROTE, N_("{who} marked how far a step is")),
    "referral.answered": (WROTE, N_("{who} noted the answer to a referral")),
    "release.withdrawn": (WROTE, N_("{who} noted that a release from secrecy was withdrawn")),
    "request.saved": (WROTE, N_("{who} saved a request for a talk")),
    "request.booked": (WROTE, N_("{who} booked a talk for a request")),
    "request.settled": (WROTE, N_("{who} settled a request for a talk")),
    "request.reopened": (WROTE, N_("{who} put a request back in the queue")),
    "request.answered": (WROTE, N_("{who} answered a request for a talk")),
    "request.declined": (WROTE, N_("{who} declined a request for a talk")),
    "request.left": (WROTE, N_("{who} closed a request, the person had left")),
    "arrival.told": (WROTE, N_("{who} noted that somebody new was told of the service")),
    "arrivals.saved": (WROTE, N_("{who} saved a list of new people")),
    "interpreter.saved": (WROTE, N_("{who} saved an order for an interpreter")),
    "application.saved": (WROTE, N_("{who} saved an application")),
    "application.state": (WROTE, N_("{who} marked how far an application is")),
    "application.paper": (WROTE, N_("{who} noted a paper of an application")),
    "release_check.state": (WROTE, N_("{who} marked a point before release")),
    "release_check.saved": (WROTE, N_("{who} wrote about a point before release")),
    "review.saved": (WROTE, N_("{who} saved a review of the plan")),
    "review_rule.saved": (WROTE, N_("{who} changed the table of reviews")),
    "interest_list.saved": (WROTE, N_("{who} saved a list of interests")),
    "entry.saved": (WROTE, N_("{who} saved an entry")),
    "feedback.saved": (WROTE, N_("{who} counted answers on slips")),
    "entry.moved": (WROTE, N_("{who} moved an entry to another person")),
    "entry.voided": (WROTE, N_("{who} voided an entry")),
    "undone": (WROTE, N_("{who} took back an action")),
    "reminder.done": (WROTE, N_("{who} ticked off a reminder")),
    "reminder.put_off": (WROTE, N_("{who} put off a reminder")),
    "reminder.step": (WROTE, N_("{who} made a step of a reminder")),
    "checklist.started": (WROTE, N_("{who} started a round of the checklist")),
    "checklist.answered": (WROTE, N_("{who} answered in the checklist")),
    "checklist.finished": (WROTE, N_("{who} finished a round of the checklist")),
    "action.saved": (WROTE, N_("{who} wrote an action of the service")),
    "action.state": (WROTE, N_("{who} marked how far an action of the service is")),
    "own_tip.saved": (WROTE, N_("{who} wrote a tip of the school’s own")),
    "own_tip.voided": (WROTE, N_("{who} took out a tip of the school’s own")),
    "hanging.up": (WROTE, N_("{who} noted a poster as hung up")),
    "hanging.down": (WROTE, N_("{who} noted a poster as taken down")),
    "hanging.again": (WROTE, N_("{who} noted that a poster still hangs")),
    "hanging.anew": (WROTE, N_("{who} noted a poster as hung up anew")),
    "timetable.saved": (WROTE, N_("{who} saved the school’s hours")),
    "closed_day.saved": (WROTE, N_("{who} saved a closed day")),
    "closed_day.removed": (WROTE, N_("{who} removed a closed day")),
    "wording.changed": (WROTE, N_("{who} changed a text of the sheets")),
    "wording.state": (WROTE, N_("{who} changed how far a language is approved")),
    "wording.taken_in": (WROTE, N_("{who} took in a language pack")),
    "setting.changed": (WROTE, N_("{who} changed a setting")),
    "case.shared": (ACCESS, N_("{who} shared the case")),
    "case.sharing_ended": (ACCESS, N_("{who} ended the sharing of the case")),
    "case.handed_over": (ACCESS, N_("{who} handed the case over")),
    "case.reassigned": (ACCESS, N_("{who} gave the case to another counsellor")),
    "case.emergency": (ACCESS, N_("{who} opened the case in an emergency")),
    "case.emergency_ended": (ACCESS, N_("{who} ended the emergency opening")),
    "case.emergency_seen": (ACCESS, N_("{who} has seen that the case was opened in an emergency")),
    "substitution.begun": (ACCESS, N_("{who} entered a substitute")),
    "substitution.ended": (ACCESS, N_("{who} ended a substitution")),
    "counsellor.added": (ACCESS, N_("{who} added a counsellor")),
    "store.created": (KEPT, N_("{who} made the register")),
    "store.furnished": (KEPT, N_("{who} filled in the school and the shipped lists")),
    "store.migrated": (KEPT, N_("The program brought the register up to its new version")),
    "store.older_accepted": (KEPT, N_("{who} accepted an older copy of the register")),
    "store.restored": (KEPT, N_("{who} brought back a backup")),
    "store.rescued": (KEPT, N_("{who} saved what could be read of a damaged register")),
    "keys.passphrase_changed": (KEPT, N_("{who} changed the passphrase")),
    "keys.recovered": (KEPT, N_("{who} came in with the recovery sheet")),
    "keys.recovery_renewed": (KEPT, N_("{who} made a new recovery sheet")),
    "keys.slot_added": (KEPT, N_("{who} gave a counsellor a passphrase")),
    "keys.proved": (KEPT, N_("{who} proved that the recovery sheet works")),
    "demo.filled": (KEPT, N_("{who} filled the register with made-up people")),
    "demo.settings": (KEPT, N_("{who} filled in made-up settings")),
    "entry.erased": (WROTE, N_("{who} deleted for good")),
    "keys.unproved": (KEPT, N_("{who} put off proving the recovery sheet")),
    "keys.sheet_begun": (KEPT, N_("{who} began a new recovery sheet")),
    "keys.rekeyed": (KEPT, N_("{who} gave the register a new key")),
    "keys.slot_renewed": (KEPT, N_("The way into the register was renewed for {who}")),
    "counsellor.roles_set": (ACCESS, N_("{who} changed the roles of a counsellor")),
    "counsellor.removed": (ACCESS, N_("{who} removed a counsellor")),
    "restriction.set": (ACCESS, N_("{who} closed the case (restriction)")),
    "restriction.lifted": (ACCESS, N_("{who} opened the closed case again")),
    "case.restricted": (ACCESS, N_("{who} restricted the case")),
    "case.restriction_lifted": (ACCESS, N_("{who} lifted the restriction of the case")),
    "retention.decided": (KEPT, N_("{who} recorded the county's decision on disposal")),
    "retention.rule_set": (KEPT, N_("{who} changed a rule for how long something is kept")),
    "retention.kept": (WROTE, N_("{who} decided to keep something for another year")),
    "disclosure.noted": (OUT, N_("{who} noted that something was disclosed")),
    "period.closed": (KEPT, N_("{who} closed a period of the statistics")),
}
"""Verb → kind of doing and sentence. A new verb gets its line here; a test finds one that has none."""

_LISTS = {
    ".saved": (WROTE, N_("{who} saved an entry of a list: {list}")),
    ".merged": (WROTE, N_("{who} merged two entries of a list: {list}")),
}
"""The school's own lists, by what was done to one: their verbs begin with the record type."""
LISTED = {
    "ward": N_("Wards"),
    "room": N_("Rooms"),
    "officer": N_("Contact officers"),
    "partner": N_("Partners"),
    "contact": N_("Contact persons"),
    "deadline": N_("Deadlines"),
    "prison": N_("Prisons"),
}
UNKNOWN = N_("{who} did something that this version has no words for: {verb}")


def group_of(verb: str) -> str:
    """The kind of doing; what has no words counts as written, so that it is not overlooked."""
    return WORDS[verb][0] if verb in WORDS else WROTE


def has_words(verb: str) -> bool:
    """Whether there is a sentence for it."""
    kind, _dot, done = verb.partition(".")
    return verb in WORDS or (f".{done}" in _LISTS and kind in LISTED)


def verbs_of(groups: tuple[str, ...]) -> tuple[str, ...]:
    """The verbs with a line of their own that are of these kinds."""
    return tuple(verb for verb, (group, _said) in WORDS.items() if group in groups)


def sentence(texts: HouseTexts, verb: str, *, who: str, payload: Mapping[str, Any] | None) -> str:
    """What was done, by whom. payload: what the event holds, None where it was deleted."""
    kind, _dot, done = verb.partition(".")
    said = dict(payload.get("what", {})) if payload else {}
    if verb in WORDS:
        return texts.say(WORDS[verb][1], who=who, papers=papers(texts, said))
    if has_words(verb):
        return texts.say(_LISTS[f".{done}"][1], who=who, list=texts.say(LISTED[kind]))
    return texts.say(UNKNOWN, who=who, verb=verb)


def papers(texts: HouseTexts, said: Mapping[str, Any]) -> str:
    """The papers that left: “plan” in Polish; one in many languages, or several, in a few words."""
    found: dict[str, list[str]] = {}
    for document, language, *_people in said.get("papers", ()):
        found.setdefault(document, []).append(language)
    if not found:
        return texts.say(N_("a paper"))
    first, *rest = (_paper(texts, document, languages) for document, languages in found.items())
    return texts.say(N_("{first} and {count} more"), first=first, count=len(rest)) if rest else first


_OTHERS = {"count_report": N_("Statistics")}  # what left once, and is none of the documents now


def _paper(texts: HouseTexts, document: str, languages: list[str]) -> str:
    from app.documents.registry import DOCUMENTS

    title = texts.say(DOCUMENTS[document].title if document in DOCUMENTS else _OTHERS.get(document, document))
    different = list(dict.fromkeys(languages))
    if len(different) > 1:
        return texts.say(N_("“{document}” in {count} languages"), document=title, count=len(different))
    if document not in DOCUMENTS or DOCUMENTS[document].languages == "window":
        return texts.say(N_("“{document}”"), document=title)
    return texts.say(N_("“{document}” in {language}"), document=title, language=texts.spoken(different[0]))


_DETAILS = {
    "to": N_("to: {place}"),
    "receiver": N_("receiver: {receiver}"),
    "recipient": N_("receiver: {receiver}"),
    "purpose": N_("purpose: {purpose}"),
    "ground": N_("ground: {ground}"),
    "reason": N_("reason: {reason}"),
    "why": N_("reason: {reason}"),
}


def details(texts: HouseTexts, payload: Mapping[str, Any] | None) -> tuple[str, ...]:
    """What else the event says: to whom, for what, why; or that it was deleted."""
    if payload is None:
        return (texts.say(N_("What it said was deleted with the person")),)
    found = []
    what = payload.get("what", {})
    for name, said in _DETAILS.items():
        value = str(what.get(name, ""))
        if value:
            shown = _label(texts, name, value)
            found.append(
                texts.say(said, place=shown, receiver=shown, purpose=shown, ground=shown, reason=shown)
            )
    own = str(payload.get("text", ""))
    return (*((own,) if own and not found else ()), *found)


def _label(texts: HouseTexts, name: str, value: str) -> str:
    """A code in words, where it is one."""
    from app.records.choices import LISTS

    for list_name in ("disclosure.ground", "referral.ground") if name == "ground" else ():
        if list_name in LISTS and LISTS[list_name].find(value) is not None:
            return texts.label(list_name, value)
    return value
