"""A person's whole record leaves the register: locked, to a folder or stick, with purpose and receiver in the log."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from app.actions.desk import Desk
from app.actions.disclosures import grounded
from app.actions.outgoing import let_out, stayed
from app.actions.papers import Job, request_of
from app.actions.pdfs import document_pdf
from app.base.languages import N_, _, current
from app.entry.problems import Invalid, Problem
from app.exchange.locked_pdf import FileThere, PlaceMissing, locked, write_read_back
from app.exchange.passphrases import new_passphrase
from app.records.choices import codes, label
from app.records.disclosure import OWN_ACCESS
from app.records.person import Person
from app.store.store import Changes

MOST_OF_ONE_DAY = 100
MIN_LETTERS = 12


@dataclass(frozen=True, repr=False)
class Extracted:
    """Where the file lies and what opens it. The passphrase is shown on the screen and kept nowhere."""

    path: Path
    passphrase: str
    changes: Changes


def extract_person(
    desk: Desk,
    person_id: str,
    folder: Path,
    *,
    purpose: str,
    receiver: str,
    ground: str,
    release: str = "",
    left: str = "",
    mask: str = "",
    passphrase: str = "",
) -> Extracted:
    """Write everything about a person as a locked PDF (AES-256) into a folder, read it back, and log it.

    ground: a code of list "disclosure.ground"; release: which release, where that is the ground. left, mask: the names of
    others that are not masked, and names that are masked besides (app.documents.masking). passphrase: left out, one is
    made up. The file's name says nothing of the person. Raises Invalid at purpose, receiver, ground or passphrase,
    ReleaseMissing, and the AppErrors of app.exchange.locked_pdf.
    """
    _check(purpose=purpose, receiver=receiver, ground=ground, passphrase=passphrase)
    person = desk.get(Person, person_id)
    word = passphrase or new_passphrase()
    values = {
        "person": person.id,
        "purpose": purpose.strip(),
        "receiver": receiver.strip(),
        "own": "yes" if ground == OWN_ACCESS else "no",
        "ground": "" if ground == OWN_ACCESS else ground,
        "release": release,
        "left": left,
        "mask": mask,
    }
    if ground != OWN_ACCESS:
        grounded(desk, person.id, values, title=_("The whole record"))
    content = locked(document_pdf(desk, "person_record", language=current(), values=values), word)
    path = _free_name(desk, folder)
    changes = _log(desk, person, path, values, {"purpose": purpose, "receiver": receiver, "ground": ground})
    try:
        write_read_back(path, content, passphrase=word)
    except BaseException:
        stayed(desk, changes)
        raise
    return Extracted(
        path, word, replace(changes, text="")
    )  # the sheet says what was done; it cannot be undone


def names_of_others(desk: Desk, person_id: str) -> tuple[str, ...]:
    """The names of others that stand in the person's record, as they are written there."""
    from app.documents.registry import document

    job = Job("person_record", current(), person=person_id)
    data = document("person_record").data(desk.store, desk.viewer, request_of(desk, job))
    return tuple(data.others)


def _check(*, purpose: str, receiver: str, ground: str, passphrase: str) -> None:
    problems = []
    if not purpose.strip():
        problems.append(Problem(("purpose",), N_("Write what it is for. It stands in the log.")))
    if not receiver.strip():
        problems.append(Problem(("receiver",), N_("Write who gets it. It stands in the log.")))
    if ground not in codes("disclosure.ground"):
        problems.append(Problem(("ground",), N_("Choose one from the list.")))
    if passphrase and len(passphrase) < MIN_LETTERS:
        problems.append(Problem(("passphrase",), N_("Write at least 12 characters.")))
    if problems:
        raise Invalid(problems)


def _free_name(desk: Desk, folder: Path) -> Path:
    """A name with the day and a number, and nothing of the person."""
    if not folder.is_dir():
        raise PlaceMissing(folder=folder)
    names = [f"overgang-{desk.today:%Y%m%d}-{number:02}.pdf" for number in range(1, MOST_OF_ONE_DAY)]
    free = next((name for name in names if not (folder / name).exists()), None)
    if free is None:
        raise FileThere(path=folder / names[-1])
    return folder / free


def _log(desk: Desk, person: Person, path: Path, values: dict[str, str], said: dict[str, str]) -> Changes:
    """The event that says who got what for which purpose. It names the person by id: the log outlives a name."""
    text = _(
        "Extract of the whole record of {person} for {receiver}; purpose: {purpose}; ground: {ground}; file: {file}",
        person=person.id,
        receiver=said["receiver"].strip(),
        purpose=said["purpose"].strip(),
        ground=label("disclosure.ground", said["ground"]),
        file=path.name,
    )
    job = Job("person_record", current(), values=values, person=person.id)
    return let_out(desk, [job], how="extracted", to=path.name, text=text, more=said)
