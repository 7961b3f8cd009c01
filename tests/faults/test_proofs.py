"""Each of these harnesses fails on a build that is broken where it looks: only then does what it says count."""

from __future__ import annotations

import pytest

from tests.faults.broken import proof


@pytest.mark.parametrize(
    ("module", "harness", "breakage", "samples"),
    [
        ("journals", "journals", "plays_nothing_back", 30),
        ("processes", "fifty_at_once", "no_lock", 24),
        ("processes", "stale_lock", "locks_for_good", 1),
        ("texts", "formulas", "lets_cells_live", 60),
        ("texts", "search", "asks_as_typed", 20),
        ("texts", "markup", "follows_images", 25),
        ("texts", "no_glyph", "draws_boxes", 60),
        ("texts", "letters", "keeps_what_turns", 40),
        ("million", "million", "reads_everything", 3_000),
        ("refused", "refused", "looks_without_asking", 2),
        ("processes", "held_by_a_scanner", "no_patience", 20),
        ("backups", "tried", "tries_nothing", 12),
        ("backups", "tried", "copies_once", 12),
        ("backups", "trying", "names_first", 40),
        ("backups", "newest", "thins_by_the_clock", 200),
        ("index", "index", "indexes_in_one_go", 48),
        ("clocks", "lock_in_time", "looks_seldom", 8),
        ("clocks", "clipboard_in_time", "looks_seldom", 8),
        ("clocks", "clock_set_back", "orders_by_the_wall", 10),
        ("reports", "reports", "says_what_was_said", 5),
        ("rescued", "rescued", "trusts_what_it_reads", 20),
        ("erasing_kills", "kills_in_a_deletion", "forgets_to_write_anew", 6),
        ("erasing_kills", "kills_in_a_deletion", "keeps_the_end", 12),
    ],
)
def test_the_harness_fails_on_a_broken_build(module: str, harness: str, breakage: str, samples: int) -> None:
    print(proof(module, harness, breakage, samples=samples, seed=22))
