"""Disclosures: what leaves about a person, to whom and on which ground; asked before it goes, kept as a record when it does.

Nothing about a person goes to others without a ground, and a release from secrecy is one only while it holds, for the
recipient it names. What the person gets is their own access. What stays with the counsellors is none (GDPR 6 and 15).
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from app.actions.desk import Desk
from app.actions.releases import valid_releases
from app.base.errors import AppError
from app.base.folding import fold
from app.base.languages import N_, _
from app.documents.registry import DOCUMENTS
from app.entry.problems import Problem
from app.records.choices import label
from app.records.disclosure import ARCHIVE, OWN_ACCESS, RELEASE, TO_OTHERS, Disclosure
from app.records.person import Person
from app.records.record import Record, new_id
from app.records.referral import Referral
from app.records.release import Release, for_referral, holds_on

if TYPE_CHECKING:
    from app.actions.papers import Job
    from app.store.store import Transaction

LEAVES = {
    "nothing": N_("Nothing about anybody leaves with this paper."),
    "to_person": N_("To the person it is about. Ground: the person’s own access."),
    "to_fetch": N_(
        "To those who fetch people: who comes where and when, so that they can come. Nothing of the case."
    ),
    "in_service": N_("Stays with the counsellors of the school. Shred it after use."),
    "to_those_present": N_(
        "To those present, only what a release from secrecy lets them know. Without one it is left out."
    ),
    "to_others": N_("To somebody else. It leaves only with a ground, and the ground stands on the paper."),
}
"""What leaves with a paper and on which ground, in words."""


class GroundMissing(AppError):
    """Something about a person would go to others, and nobody said why it may."""

    says = N_("“{document}” goes to somebody else, and no ground is given. Nothing has left.")
    do = N_(
        "Say who gets it, what for, and on which ground: a release from secrecy, a statutory duty, the archive."
    )


class ReleaseMissing(AppError):
    """There is no release from secrecy that holds today for this recipient."""

    says = N_("No release from secrecy holds today for “{recipient}”. Nothing has left.")
    do = N_("Ask the person, and write the release down first; or choose another ground, if there is one.")


def leaves_in_words(document: str, values: Mapping[str, str]) -> str:
    """What of anybody leaves with this paper, and on which ground, in the window's language; "" for no paper of these."""
    if document not in DOCUMENTS:
        return ""
    leaves = DOCUMENTS[document].what_leaves(values)
    ground = values.get("ground", "")
    if leaves != "to_others" or ground not in TO_OTHERS:
        return _(LEAVES[leaves])
    receiver = values.get("receiver", "").strip() or "…"
    return _("To {receiver}. Ground: {ground}.", receiver=receiver, ground=label("disclosure.ground", ground))


def disclosures(desk: Desk, jobs: Sequence[Job], people: Sequence[frozenset[str]]) -> tuple[Disclosure, ...]:
    """What is disclosed by letting these papers out, each of them about these people.

    Raises GroundMissing, ReleaseMissing: then none of them may leave.
    """
    return tuple(
        one for job, about in zip(jobs, people, strict=True) for one in _of_job(desk, job, sorted(about))
    )


def _of_job(desk: Desk, job: Job, about: Sequence[str]) -> Iterator[Disclosure]:
    if job.document not in DOCUMENTS:
        return
    document = DOCUMENTS[job.document]
    leaves = document.what_leaves(job.values)
    plain = Disclosure(
        person="",
        day=desk.today,
        ground=OWN_ACCESS,
        document=job.document,
        language=job.language,
        contents=_(document.title),
        purpose=job.values.get("purpose", "").strip(),
    )
    if leaves == "to_person":
        # of a colleague's case only the colleague may write; the log knows of the paper all the same
        for person in desk.store.page(Person, about, viewer=desk.viewer):
            yield replace(plain, id=new_id(), person=person.id, recipient=job.values.get("receiver", ""))
    elif leaves == "to_those_present":
        yield from _to_those_present(desk, job, plain)
    elif leaves == "to_others":
        for person_id in about:
            yield replace(
                grounded(desk, person_id, job.values, title=_(document.title), plain=plain), id=new_id()
            )


def grounded(
    desk: Desk, person: str, values: Mapping[str, str], *, title: str, plain: Disclosure | None = None
) -> Disclosure:
    """The disclosure to somebody else that these values ask for: ground, receiver, purpose and, for a release, which.

    Raises GroundMissing, ReleaseMissing.
    """
    ground, receiver = values.get("ground", ""), values.get("receiver", "").strip()
    purpose = values.get("purpose", "").strip()
    if ground not in TO_OTHERS or not receiver or (not purpose and ground != ARCHIVE):
        raise GroundMissing(document=title)
    release = _release(desk, person, values.get("release", ""), receiver) if ground == RELEASE else None
    begun = plain or Disclosure(person=person, day=desk.today, ground=ground, contents=title)
    return replace(
        begun,
        person=person,
        ground=ground,
        recipient=receiver,
        purpose=purpose,
        release=release.id if release else "",
    )


def _release(desk: Desk, person: str, release_id: str, receiver: str) -> Release:
    """The release that lets this receiver know: the one named, or the only one that names the receiver."""
    held = valid_releases(desk, person)
    if release_id:
        held = [one for one in held if one.id == release_id]
    else:
        wanted = fold(receiver)
        held = [one for one in held if wanted in (one.recipient, fold(one.recipient_name), fold(who(one)))]
    if not held:
        raise ReleaseMissing(recipient=receiver)
    return held[0]


def who(release: Release) -> str:
    """Whom a release names: exactly, where that was said."""
    return release.recipient_name or label("release.recipient", release.recipient)


def _to_those_present(desk: Desk, job: Job, plain: Disclosure) -> Iterator[Disclosure]:
    """One for each release that the meeting's page stands on; where it shows nothing there is none."""
    from app.actions.papers import request_of

    data = DOCUMENTS[job.document].data(desk.store, desk.viewer, request_of(desk, job))
    for release_id in data.released:
        release = desk.get(Release, release_id)
        yield replace(
            plain,
            id=new_id(),
            person=release.person,
            ground=RELEASE,
            release=release.id,
            recipient=who(release),
            purpose=release.purpose,
        )


def referral_problems(desk: Desk, referrals: Sequence[Referral]) -> Iterator[tuple[int, Problem]]:
    """The referrals, by place, that stand on a release which did not hold on their day for where they go."""
    for at, one in enumerate(referrals):
        recipient = for_referral(one.to)
        if one.ground != RELEASE or not recipient:
            continue
        if _release_for(desk, one, recipient) is None:
            yield at, Problem(("ground",), _NO_RELEASE)


def note_referrals(desk: Desk, transaction: Transaction, referrals: Sequence[Referral]) -> None:
    """Keep what referrals disclose without the person there; a referral made together with the person discloses nothing
    that the person does not say."""
    for one in referrals:
        key = uuid.uuid5(uuid.NAMESPACE_OID, f"referral/{one.id}").hex
        if one.ground in TO_OTHERS:
            transaction.put(_of_referral(desk, one, key), case=one.person)
        elif desk.store.page(Disclosure, [key], viewer=desk.viewer):
            transaction.void(Disclosure, key, reason="mistake")


def _of_referral(desk: Desk, referral: Referral, key: str) -> Disclosure:
    release = _release_for(desk, referral, for_referral(referral.to)) if referral.ground == RELEASE else None
    return Disclosure(
        id=key,
        person=referral.person,
        day=referral.made_on or desk.today,
        ground=referral.ground,
        release=release.id if release else "",
        recipient=label("referral.to", referral.to),
        purpose=referral.question,
        contents=_("Referral"),
    )


def _release_for(desk: Desk, referral: Referral, recipient: str) -> Release | None:
    """The newest release that let this recipient know on the referral's day."""
    found = desk.store.find(Release, viewer=desk.viewer, case=referral.person, order="-given_on")
    day = referral.made_on or desk.today
    return next((one for one in found if one.recipient == recipient and holds_on(one, day)), None)


_NO_RELEASE = N_(
    "No release from secrecy holds for this on that day. Write it down first, or refer together with the person."
)


def said_of(disclosed: Sequence[Disclosure]) -> dict[str, str]:
    """What the log says of disclosures to others: the ground, and who got it; nothing where all were for the person."""
    to_others = [one for one in disclosed if one.ground in TO_OTHERS]
    if not to_others:
        return {}
    said = {
        "ground": to_others[0].ground,
        "recipient": ", ".join(dict.fromkeys(one.recipient for one in to_others)),
        "purpose": ", ".join(dict.fromkeys(one.purpose for one in to_others if one.purpose)),
    }
    return {name: value for name, value in said.items() if value}


def voided_with(records: frozenset[tuple[str, str]]) -> list[tuple[type[Record], str]]:
    """The disclosures among what an event wrote: where the paper did not get out after all, they did not happen."""
    return [(Disclosure, key) for kind, key in records if kind == "disclosure"]
