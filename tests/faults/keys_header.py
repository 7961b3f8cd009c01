"""The key file is changed at random, with its check sum made right again, and the passphrase is tried on it.

Refused is: an error that says so, or a passphrase that does not open. Whatever asks for less work per guess must be
refused; whatever opens must give the right key by the own slot, untouched.
"""

from __future__ import annotations

import base64
import copy
import json
import random
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.base.errors import AppError
from app.store import slots
from app.store.keys import DatabaseKey, KeyCost
from app.store.recovery import RecoveryCode
from app.store.slots import Slots, as_bytes, new_slots, read_slots, slots_file
from tests.faults.programme import Figures, counted

FLOOR = KeyCost(memory=128, passes=2, lanes=2)  # as the program's own, only cheaper
MINE, OTHERS = "min setning i prøven", "kollegaens setning"
_NUMBERS: tuple[object, ...] = (0, 1, 2, 3, 8, 16, 64, 127, -1, 2**31, 2**70, True, "64", None, 1.5, [], {})
_BLOBS = ("salt", "nonce", "sealed", "public")
_NAMES = ("id", "kind", "counsellor")
Body = dict[str, Any]


def some_slots() -> tuple[Slots, DatabaseKey]:
    """Two counsellors and a sheet."""
    key = DatabaseKey.new()
    made = new_slots(FLOOR).with_passphrase(key, counsellor="me", passphrase=MINE, cost=FLOOR)
    made = made.with_passphrase(key, counsellor="other", passphrase=OTHERS, cost=FLOOR)
    return made.with_recovery(key, counsellor="me", code=RecoveryCode.new()), key


# --- the changes; each is given the file's body ---


def _cost(body: Body, chance: random.Random) -> None:
    """A number of the work per guess, of one slot or of all and the floor."""
    costs = [slot["cost"] for slot in body["slots"] if slot["cost"]] + [body["floor"]]
    for cost in costs if chance.random() < 0.3 else [chance.choice(costs)]:
        cost[chance.choice(["memory", "passes", "lanes"])] = chance.choice(_NUMBERS)


def _blob(body: Body, chance: random.Random) -> None:
    """A bit of something sealed, or a piece of it away."""
    slot = chance.choice(body["slots"])
    where = chance.choice([slot] * 4 + slot["wrapped"])
    name = chance.choice(_BLOBS if where is slot else ("fresh", "sealed"))
    blob = bytearray(base64.b64decode(where[name]))
    if not blob or chance.random() < 0.2:
        blob = blob[: chance.randrange(len(blob) + 1)]
    else:
        blob[chance.randrange(len(blob))] ^= 1 << chance.randrange(8)
    where[name] = base64.b64encode(bytes(blob)).decode()


def _exchange(body: Body, chance: random.Random) -> None:
    """What belongs to one slot stands in another."""
    one, other = chance.sample(body["slots"], 2)
    name = chance.choice([*_BLOBS, *_NAMES, "wrapped", "cost"])
    one[name], other[name] = other[name], one[name]


def _rename(body: Body, chance: random.Random) -> None:
    where = chance.choice([body, *body["slots"]])
    name = chance.choice(["vault", "version", "floor"] if where is body else [*_NAMES, *_BLOBS, "wrapped"])
    where[name] = chance.choice(["", "x", "passphrase", "recovery", None, 1, 0, 99, [], {}, True, "AAAA"])


def _away(body: Body, chance: random.Random) -> None:
    where = chance.choice([body, body["floor"], *body["slots"]])
    where.pop(chance.choice(sorted(where)))


def _as_first_version(body: Body, chance: random.Random) -> None:
    """A slot that claims to be of the first version."""
    slot = chance.choice(body["slots"])
    slot["public"], slot["wrapped"] = "", []
    body["version"] = chance.choice([1, 2])


def _floor_and_all(body: Body, chance: random.Random) -> None:
    """Everything at once, as somebody would who wants a cheap guess."""
    cheap = {"memory": 64, "passes": 1, "lanes": 1}
    body["floor"] = dict(cheap)
    for slot in body["slots"]:
        slot["cost"] = slot["cost"] and dict(cheap)


CHANGES: tuple[Callable[[Body, random.Random], None], ...] = (
    _cost,
    _cost,
    _blob,
    _exchange,
    _rename,
    _away,
    _as_first_version,
    _floor_and_all,
)


def changed(content: bytes, chance: random.Random) -> bytes:
    """The file with one to three changes; the sum is right again three times of four."""
    body = json.loads(content)
    said = body.pop("sum")
    for _ in range(chance.choice((1, 1, 2, 3))):
        try:
            chance.choice(CHANGES)(body, chance)
        except (KeyError, TypeError, ValueError, IndexError, AttributeError):
            continue  # an earlier change took away what this one would have changed
    right = slots._sum(body) if chance.random() < 0.75 else said
    return json.dumps({**body, "sum": right}).encode()


def problem(content: bytes, original: Slots, key: DatabaseKey, folder: Path) -> str:
    """What is wrong with how a changed file was taken, "" for nothing."""
    path = folder / "a.db"
    slots_file(path).write_bytes(content)
    try:
        read = read_slots(path, floor=FLOOR)
        found = read.open(MINE)
    except AppError:
        return ""
    except Exception as error:
        return f"{error!r} from {content[:200]!r}"
    costs = [slot.cost for slot in read.slots if slot.cost] + [read.floor]
    if any(not cost.reaches(FLOOR) for cost in costs):
        return f"less work was accepted: {costs}"
    if found and (found.key != key or found.slot != original.of("me")):
        return "another key, or another slot, was taken"
    return ""


def tried(count: int, seed: int) -> Figures:
    """So many changed files."""
    chance, (original, key) = random.Random(seed), some_slots()
    content, problems = as_bytes(original), []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            said = problem(changed(content, chance), original, key, Path(folder))
            problems += [f"{number}: {said}"] if said else []
            if len(problems) >= 10:
                break
    return counted(count, problems)


def untouched() -> bool:
    """Whether the file opens when nothing is changed but its layout: the harness changes the right thing."""
    original, key = some_slots()
    content = json.dumps(copy.deepcopy(json.loads(as_bytes(original)))).encode()
    with tempfile.TemporaryDirectory() as folder:
        slots_file(Path(folder) / "a.db").write_bytes(content)
        found = read_slots(Path(folder) / "a.db", floor=FLOOR).open(MINE)
    return found is not None and found.key == key
