"""The whole fault programme in one table: row, promise, how many were tried, how many held, seed, command.

    python -m tests.faults.report [NAME...] [--full] [--seed N]

The lines come as they are done; what did not hold stands below the table, and the exit code says whether anything did not.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from tests.faults import programme
from tests.faults.programme import Figures, Harness

HEAD = "| # | promise | tried | held | seed | command |\n| --- | --- | --- | --- | --- | --- |"


def line(one: Harness, figures: Figures, *, seed: int) -> str:
    """One row of the table."""
    return f"| {one.row} | {one.promise} | {figures.tried:,} | {figures.held:,} | {seed} | `{one.command}` |"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run all, or those that are named, and print the table."""
    harnesses = programme.everything()
    asked = programme.parsed(arguments, names=[one.name for one in harnesses])
    print(HEAD, flush=True)
    broken: list[str] = []
    for one in harnesses:
        if one.name in asked.names or not asked.names:
            figures = one.run(asked.samples or (one.full if asked.full else one.sample), asked.seed)
            print(line(one, figures, seed=asked.seed), flush=True)
            broken += [f"{one.row}, {one.name}: {problem}" for problem in figures.problems]
    print("\n".join(["", *broken]) if broken else "\nEverything held.")
    return int(bool(broken))


if __name__ == "__main__":
    sys.exit(main())
