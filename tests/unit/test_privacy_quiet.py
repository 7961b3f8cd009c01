"""The privacy guard is quiet enough to stay on: how often it speaks of thousands of ordinary notes, as a figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from app.actions.demo import DemoSize, fill_demo
from app.actions.desk import Desk
from app.entry.privacy import check_note
from app.records.field import Kind
from app.records.person import Person
from app.records.registry import TYPES, scalars
from tests.builders import new_desk

MOST_PERCENT = 1.0  # of ordinary texts may be pointed at
# What people write that looks like more than it is, put behind every note: nothing of it may be pointed at.
ORDINARY = (
    "Ferdig VG2 i 2024, fagbrev 2026–2027. ",
    "Time 19.01.2026 kl. 09.15–10.00 på rom 12. ",
    "Søknadsfrist 1. mars, 30 poeng, 140 timer, saksnr. 20261234 hos Nav. ",
    "Bor i 0150 Oslo etterpå, 2 x 45 minutter i uka. ",
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = new_desk(tmp_path_factory.mktemp("quiet"))
    fill_demo(made, DemoSize(people=120, sessions=3000))
    yield made
    made.store.close()


def _texts(desk: Desk) -> list[str]:
    """Every line and note of the demonstration, names and lists of the service left out."""
    found: list[str] = []
    for name in ("session", "attendance", "step", "intake", "referral", "request", "release"):
        written = [
            field for field, (_f, spec) in scalars(name).items() if spec.kind in (Kind.LINE, Kind.NOTE)
        ]
        for record in desk.store.find(TYPES[name], viewer=desk.viewer):
            found += [value for field in written if (value := getattr(record, field))]
    return found


def test_ordinary_notes_are_hardly_ever_pointed_at(desk: Desk) -> None:
    texts = _texts(desk)
    names = [one.name for one in desk.store.find(Person, viewer=desk.viewer)]
    spoken = Counter(one.topic for text in texts for one in check_note(text, others=names))
    assert len(texts) > 3000
    assert sum(spoken.values()) <= len(texts) * MOST_PERCENT / 100, (len(texts), spoken)


@pytest.mark.parametrize("behind", ORDINARY)
def test_ordinary_figures_behind_a_note_are_never_pointed_at(desk: Desk, behind: str) -> None:
    for text in _texts(desk)[:1000]:
        assert {one.topic for one in check_note(f"{text} {behind}")} <= {
            one.topic for one in check_note(text)
        }
