"""The harnesses of the keys: kills while they change, a changed key file, guessing with the clock set."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path

from tests.faults import keys_guesses, keys_header, keys_kills, programme
from tests.faults.programme import Figures, Harness, counted

_SAID = {
    "adds": "killed while a colleague is let in: everybody else gets in, and who was promised to",
    "removes": "killed while a colleague is removed and the register gets a new key: one key set opens, all is there",
    "ends_a_removal": "killed while a broken-off change of key is ended: one key set opens, all is there",
    "changes_passphrase": "killed at any system call of a passphrase change: the old one opens or the new one",
    "makes_a_sheet": "killed while a recovery sheet is replaced: a sheet opens, or the program says that one is due",
    "recovers": "killed while the recovery sheet lets in: the old passphrase opens or the new one",
    "renews_a_slot": "killed while a slot of the first version is renewed: its passphrase opens",
}


def killed(work: str, count: int, seed: int) -> Figures:
    """So many kills of one work."""
    with tempfile.TemporaryDirectory() as folder:
        report = keys_kills.run(work, Path(folder), tries=count, seed=seed)
    return counted(report.kills, report.problems)


HARNESSES = (
    *(Harness(f"keys_{work}", 4, said, 4, 400, partial(killed, work)) for work, said in _SAID.items()),
    Harness("keys_guesses", 37, "guessing: restarts and clocks help nobody", 40, 5_000, keys_guesses.tried),
    Harness("keys_header", 39, "a changed key file: refused", 400, 20_000, keys_header.tried),
)

if __name__ == "__main__":
    programme.main(HARNESSES)
