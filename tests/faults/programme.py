"""The fault programme: what every harness is, how one is started by hand, and the list of all of them.

A harness's module holds `HARNESSES`, is named in MODULES below, and ends with

    if __name__ == "__main__":
        programme.main(HARNESSES)

so that `python -m tests.faults.<module> [--full] [--seed N] [--samples N]` runs it, and `python -m tests.faults.report`
runs all of them and prints one table.
"""

from __future__ import annotations

import argparse
import importlib
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

FIXED = 20260119  # the seed that every everyday run tries besides a fresh one
# In the order of their first row; a module is named here by whoever writes it.
MODULES: tuple[str, ...] = (
    "kills",
    "powerloss",
    "migrating",
    "disk_errors",
    "tamper",
    "journals",
    "processes",
    "texts",
    "refused",
    "million",
    "traced",
    "backups",
    "erasing",
    "rescued",
    "erasing_kills",
    "index",
    "clocks",
    "reports",
    "log_edits",
    "keys",
    "who_sees",
)


@dataclass(frozen=True)
class Figures:
    """What a run has shown. problems: a line for each promise that was not kept (the first ones are enough)."""

    tried: int
    held: int
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class Harness:
    """One promise and how it is tried.

    row: its number among the promises. sample, full: how many are tried every day and in a full run. run: takes how
    many to try and a seed, works in a folder of its own, and gives its figures.
    """

    name: str
    row: int
    promise: str
    sample: int
    full: int
    run: Callable[[int, int], Figures]
    command: str = ""


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder for one run, in memory where there is one: none of the harnesses asks the real disk to lose anything."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > 1 << 29
    with tempfile.TemporaryDirectory(dir=memory if roomy else None, prefix="overgang-") as name:
        yield Path(name)


def counted(tried: int, problems: Iterable[str]) -> Figures:
    """Figures where each problem is one try that did not hold."""
    found = tuple(problems)
    return Figures(tried, max(tried - len(found), 0), found)


def everything() -> list[Harness]:
    """Every harness of every module, by row, each with the command that starts its module."""
    found = []
    for name in MODULES:
        module = importlib.import_module(f"tests.faults.{name}")
        found += [commanded(one, name) for one in module.HARNESSES]
    return sorted(found, key=lambda one: (one.row, one.name))


def commanded(one: Harness, module: str) -> Harness:
    """The harness with the command that runs it in full, if it does not name its own."""
    command = one.command or f"python -m tests.faults.{module} {one.name} --full"
    return Harness(**{**one.__dict__, "command": command})


def main(harnesses: Sequence[Harness], arguments: Sequence[str] | None = None) -> None:
    """Run one module's harnesses from the command line; ends with 1 where a promise was broken."""
    from tests.faults import broken

    asked = parsed(arguments, names=[one.name for one in harnesses])
    broken.as_asked()
    chosen = [one for one in harnesses if one.name in asked.names or not asked.names]
    failed = [one for one in chosen if ran(one, asked).problems]
    sys.exit(1 if failed else 0)


def parsed(arguments: Sequence[str] | None, *, names: Sequence[str]) -> argparse.Namespace:
    """names (all where none is given), full, seed (fresh where none is given), samples."""
    parser = argparse.ArgumentParser(description="Tries what must hold when something fails.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one or more of: {', '.join(names)}")
    parser.add_argument("--full", action="store_true", help="the full run, not the everyday sample")
    parser.add_argument("--seed", type=int, help="what chance begins with; printed by every run")
    parser.add_argument("--samples", type=int, help="how many to try, instead of the sample's or full number")
    asked = parser.parse_args(arguments)
    if unknown := set(asked.names) - set(names):
        parser.error(f"no such harness: {', '.join(sorted(unknown))}")
    asked.seed = random.SystemRandom().randrange(2**31) if asked.seed is None else asked.seed
    return asked


def ran(one: Harness, asked: argparse.Namespace) -> Figures:
    """Run one harness and print its figures in a line, with the first problems below."""
    begun = time.monotonic()
    figures = one.run(asked.samples or (one.full if asked.full else one.sample), asked.seed)
    took = time.monotonic() - begun
    said = f"row {one.row}, {one.name}: {figures.tried} tried, {figures.held} held, seed {asked.seed}, {took:.0f} s"
    print("\n  ".join([said, *figures.problems[:10]]), flush=True)
    return figures
