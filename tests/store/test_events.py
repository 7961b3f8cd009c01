"""The event log: every alteration is seen, payloads may be deleted, and a clock set back turns no order round."""

from __future__ import annotations

import pytest

from app.base.clock import FixedClock
from app.records.person import Person
from app.store import events
from app.store.store import Store


@pytest.fixture
def five(store: Store) -> Store:
    for number in range(4):
        with store.transaction("person.saved", actor=store.me) as t:
            t.put(Person(name=f"Person {number}"))
    return store


@pytest.mark.parametrize(
    "edit",
    [
        "UPDATE event SET at = '2020' WHERE number = 3",
        "UPDATE event SET actor = 'another' WHERE number = 3",
        "UPDATE event SET verb = 'person.seen' WHERE number = 3",
        "UPDATE event SET digest = 'x' WHERE number = 3",
        "UPDATE event SET chain = 'x' WHERE number = 5",
        "DELETE FROM event WHERE number = 2",
        "UPDATE event SET number = CASE number WHEN 2 THEN 30 ELSE 31 END WHERE number IN (2, 3)",
        "UPDATE payload SET body = (SELECT body FROM payload WHERE event = 4) WHERE event = 3",
        "UPDATE payload SET salt = x'00' WHERE event = 3",
    ],
)
def test_every_edit_of_the_log_is_seen(five: Store, edit: str) -> None:
    five.connection.run("PRAGMA foreign_keys = off")
    for trigger in ("event_is_never_changed", "event_is_never_deleted"):
        five.connection.run(f"DROP TRIGGER {trigger}")
    assert list(events.broken(five.connection)) == []
    five.connection.run(edit)
    assert list(events.broken(five.connection)) != []
    assert "events" in [finding.what for finding in five.check()]


def test_the_newest_event_cannot_be_dropped_unseen(five: Store) -> None:
    five.connection.run("DROP TRIGGER event_is_never_deleted")
    five.connection.run("DELETE FROM payload WHERE event = 5")
    five.connection.run("DELETE FROM event WHERE number = 5")
    assert "mark" in [finding.what for finding in five.check()]


def test_the_program_itself_cannot_change_the_log(five: Store) -> None:
    from app.store.connection import driver

    for edit in ("UPDATE event SET verb = 'x'", "DELETE FROM event"):
        with pytest.raises(driver().IntegrityError):
            five.connection.run(edit)


def test_payloads_may_go_where_the_log_says_so(five: Store) -> None:
    five.connection.run("DELETE FROM payload WHERE event IN (2, 4)")
    assert list(events.broken(five.connection)) == []
    assert events.payload(five.connection, 2) is None
    assert "people" in [finding.what for finding in five.check()]
    with five.transaction("erased", actor=five.me) as t:
        t.emptied = events.emptied(five.connection)
    assert five.check() == []


def test_a_payload_is_not_lost_among_those_that_were_deleted(five: Store) -> None:
    five.connection.run("DELETE FROM payload WHERE event IN (2, 3)")
    with five.transaction("erased", actor=five.me) as t:
        t.emptied = events.emptied(five.connection)
    five.connection.run("DELETE FROM payload WHERE event = 4")
    assert "people" in [finding.what for finding in five.check()]


@pytest.mark.parametrize(
    "edit",
    [
        "DELETE FROM event_person WHERE event = 3",
        "UPDATE event_person SET person = 'another' WHERE event = 3",
        "UPDATE event_person SET event = 5 WHERE event = 3",
        "INSERT INTO event_person VALUES ('another', 4)",
        "INSERT INTO event_person VALUES ('another', 400)",
        "DELETE FROM event_person WHERE event = 2",  # the payload of this one is gone
        "UPDATE event_person SET person = 'another' WHERE event = 2",
    ],
)
def test_whom_an_event_is_about_cannot_be_changed_unseen(five: Store, edit: str) -> None:
    five.connection.run("DELETE FROM payload WHERE event = 2")
    with five.transaction("erased", actor=five.me) as t:
        t.emptied = events.emptied(five.connection)
    assert five.check() == []
    five.connection.run(edit)
    assert "people" in [finding.what for finding in five.check()]


def test_a_clock_set_back_turns_no_order_round(store: Store, clock: FixedClock) -> None:
    for step in (60, -86400 * 400, 30, 86400 * 800):
        clock.advance(step)
        with store.transaction("test", actor=store.me):
            pass
    times = [event.at for event in reversed(events.log(store.connection))]
    assert times == sorted(times)
    assert list(events.broken(store.connection)) == []


def test_a_digest_alone_tells_nothing(store: Store) -> None:
    """The same payload twice: without its salt nobody can try names against a digest."""
    for _ in range(2):
        with store.transaction("test", actor=store.me):
            pass
    digests = [event.digest for event in events.log(store.connection)][:2]
    assert digests[0] != digests[1]


def test_reading_is_logged_once_an_hour_and_is_no_change(store: Store, clock: FixedClock) -> None:
    person = Person(name="Lyngvar")
    with store.transaction("person.saved", actor=store.me) as t:
        t.put(person)
    changed = events.newest(store.connection).number
    store.has_written = False
    seen = [
        (clock.advance(seconds), store.saw("person.opened", actor=store.me, people=[person.id]))[1]
        for seconds in (0, 60, 3600, 1, 3600)
    ]
    assert seen == [True, False, True, False, True]
    assert not store.has_written
    assert events.last_change(store.connection) == changed
    assert store.people_of(events.newest(store.connection).number) == (person.id,)
    assert store.check() == []


def test_a_clock_set_back_hides_no_reading(store: Store, clock: FixedClock) -> None:
    person = Person(name="Lyngvar")
    with store.transaction("person.saved", actor=store.me) as t:
        t.put(person)
    assert store.saw("person.opened", actor=store.me, people=[person.id])
    clock.advance(-86400 * 30)
    assert store.saw("person.opened", actor=store.me, people=[person.id])
    times = [event.at for event in reversed(events.log(store.connection))]
    assert times == sorted(times)


def test_reading_cannot_be_taken_back_and_leaves_the_last_action_undoable(store: Store) -> None:
    person = Person(name="Lyngvar")
    with store.transaction("person.saved", actor=store.me, text="Saved") as t:
        t.put(person)
    store.saw("person.opened", actor=store.me, people=[person.id])
    assert store.can_undo() == "Saved"
    assert store.undo(actor=store.me).records == {("person", person.id)}
    assert store.check() == []
