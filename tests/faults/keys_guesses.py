"""Somebody guesses as fast as the program lets them, ends it each time, sets the clock to and fro, starts the PC anew."""

from __future__ import annotations

import datetime as dt
import random
import tempfile
from pathlib import Path

from app.base.clock import FixedClock
from app.store.errors import TooManyGuesses
from app.store.guesses import LONGEST, Guesses
from tests.faults.programme import Figures, counted

# Nothing is killed here, so no disk need be waited for.
IN_MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
MOST = 10  # tries in a minute that must not be reached
_YEARS = 20 * 365 * 24 * 3600
_JUMPS = (1.0, 5.0, 30.0, 59.0, 61.0, 3600.0, 86400.0, float(_YEARS))


def tried(count: int, seed: int) -> Figures:
    """So many guessers, each for some minutes of real time."""
    chance, problems = random.Random(seed), []
    for number in range(count):
        with tempfile.TemporaryDirectory(dir=IN_MEMORY) as folder:
            problems += [f"guesser {number}: {one}" for one in guesser(Path(folder), chance)]
        if len(problems) >= 10:
            break
    return counted(count, problems)


def guesser(folder: Path, chance: random.Random) -> list[str]:
    """What this one achieved that must not be."""
    store, clock, real, at = folder / "a.db", FixedClock(seconds=chance.uniform(0, 9999)), 0.0, []
    forward = chance.choice((0.0, 0.5, 1.0))  # how often this one sets the clock forward rather than back
    for _ in range(chance.randrange(40, 200)):
        _meddle(clock, chance, forward)
        try:
            Guesses(store, clock).begin()  # made anew: a program that is ended and started again
            at.append(real)
        except TooManyGuesses as refused:
            if int(str(refused.values["seconds"])) > LONGEST:
                return [f"told to wait {refused.values['seconds']} seconds"]
        passed = chance.choice((0.0, 0.2, 1.0, 1.0, 5.0, 20.0))
        clock.advance(passed)
        real += passed
    fast = [len([other for other in at if one <= other < one + 60]) for one in at]
    problems = [f"{max(fast)} tries in a minute"] if fast and max(fast) >= MOST else []
    return problems + _locked_out(store, clock)


def _meddle(clock: FixedClock, chance: random.Random, forward: float) -> None:
    """The clock on the wall to and fro, or the PC started anew."""
    what = chance.random()
    if what < 0.4:
        way = 1 if chance.random() < forward else -1
        jump = dt.timedelta(seconds=way * chance.choice(_JUMPS))
        if 1980 < (clock.at + jump).year < 2200:
            clock.at += jump
    elif what < 0.6:
        clock.seconds = min(clock.seconds, chance.uniform(0, 30))


def _locked_out(store: Path, clock: FixedClock) -> list[str]:
    """Whoever then leaves the clocks alone may try after the longest delay at the latest."""
    for _ in range(2):
        try:
            Guesses(store, clock).begin()
            return []
        except TooManyGuesses:
            clock.advance(LONGEST + 1)
    return ["locked out"]
