"""The access harness: every verb asked by those who may not know, about every record, and what the answers tell counted.

tests/contract/test_access.py tries the same one by one, with those who may; here every single question is counted.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import islice

from app.store import granting
from app.store.access import Viewer
from tests.contract.asking import NOT_ASKED, Asker, Call, said, verbs
from tests.contract.planted import DAY, HOUR, Planted, planted
from tests.faults import programme
from tests.faults.programme import Figures, Harness, counted, scratch

ROLES = 3


def asked(tries: int, seed: int) -> Figures:
    """So many questions, shared among those who ask, verb by verb in an order that chance gives."""
    chance = random.Random(seed)
    with scratch() as folder:
        made = planted(folder)
        long_over(made)
        tried, problems = 0, list[str]()
        everything = made.needles(*made.planted)
        for name, viewer in outsiders(made):
            with made.seat(viewer) as desk:
                some = islice(_questions(made, viewer, desk, chance), -(-tries // ROLES))
                for verb, call in some:
                    tried += 1
                    if leaked := said(call) & everything:
                        problems.append(f"{name} was told by {verb}: {', '.join(sorted(leaked)[:3])}")
        made.store.close()
    return counted(tried, problems)


def outsiders(made: Planted) -> tuple[tuple[str, Viewer], ...]:
    """Those who may know nothing of the owner's cases; one stood in once, one opened a case once."""
    return ("a colleague", made.colleague), ("the lead", made.lead), ("the head", made.head)


def long_over(made: Planted) -> None:
    """What once was open and has ended."""
    yesterday = made.clock.today() - DAY
    both = {"absent": made.owner.counsellor, "substitute": made.colleague.counsellor}
    granting.stand_in(made.store, actor=made.owner, **both, first=yesterday, last=yesterday)
    made.clock.at -= 2 * HOUR
    granting.open_in_emergency(made.store, made.people["a"], actor=made.head, reason="Fare", hours=1)
    made.clock.at += 2 * HOUR


def _questions(
    made: Planted, viewer: Viewer, desk: object, chance: random.Random
) -> Iterator[tuple[str, Call]]:
    asker = Asker(made, viewer)
    reading = [verb for verb in verbs() if not verb.writes and verb.name not in NOT_ASKED]
    for verb in chance.sample(reading, len(reading)):
        for call in asker.calls(verb, desk):
            yield verb.name, call


HARNESSES = (
    Harness(
        name="who-sees",
        row=45,
        promise="nobody is told anything of a case that is not open to them",
        sample=600,
        full=100_000,
        run=asked,
    ),
)

if __name__ == "__main__":
    programme.main(HARNESSES)
