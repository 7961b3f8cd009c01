"""The recovery code: read back as typed, and every slip found and named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.store.errors import RecoveryCodeLength, RecoveryGroupWrong
from app.store.recovery import ALPHABET, GROUP_LENGTH, GROUPS, RecoveryCode, group_is_right

codes = st.binary(min_size=20, max_size=20).map(RecoveryCode)


@given(codes)
def test_a_code_is_read_as_it_was_printed(code: RecoveryCode) -> None:
    assert len(code.groups) == GROUPS
    assert RecoveryCode.parse(code.text) == code
    assert all(group_is_right(place, group) for place, group in enumerate(code.groups))


@given(codes, st.sampled_from([" ", "", "-", " – ", "\n"]))
def test_case_blanks_and_likenesses_are_free(code: RecoveryCode, between: str) -> None:
    typed = between.join(code.groups).lower().replace("0", "o").replace("1", "l")
    assert RecoveryCode.parse(f" {typed} ") == code


@given(codes, st.integers(0, GROUPS - 1), st.integers(0, GROUP_LENGTH - 1), st.sampled_from(ALPHABET))
def test_one_wrong_character_names_its_group(code: RecoveryCode, group: int, at: int, letter: str) -> None:
    groups = list(code.groups)
    if groups[group][at] == letter:
        return
    groups[group] = groups[group][:at] + letter + groups[group][at + 1 :]
    with pytest.raises(RecoveryGroupWrong) as wrong:
        RecoveryCode.parse("-".join(groups))
    assert wrong.value.values["group"] == group + 1


@given(codes, st.integers(0, GROUPS - 1), st.integers(0, GROUP_LENGTH - 2))
def test_two_neighbours_swapped_are_found(code: RecoveryCode, group: int, at: int) -> None:
    groups = list(code.groups)
    before = groups[group]
    groups[group] = before[:at] + before[at + 1] + before[at] + before[at + 2 :]
    assert group_is_right(group, groups[group]) == (groups[group] == before)


@given(codes, st.integers(0, GROUPS - 1), st.integers(0, GROUPS - 1))
def test_groups_in_the_wrong_place_are_found(code: RecoveryCode, a: int, b: int) -> None:
    groups = list(code.groups)
    groups[a], groups[b] = groups[b], groups[a]
    assert all(group_is_right(n, group) for n, group in enumerate(groups)) == (a == b)


def test_a_missing_group_is_said() -> None:
    code = RecoveryCode.new()
    with pytest.raises(RecoveryCodeLength) as wrong:
        RecoveryCode.parse("-".join(code.groups[:-1]))
    assert (wrong.value.values["found"], wrong.value.values["needed"]) == (35, 40)


@given(st.text(max_size=60).filter(lambda text: len(text) != 40))
def test_any_other_text_is_refused(text: str) -> None:
    with pytest.raises((RecoveryCodeLength, RecoveryGroupWrong)):
        RecoveryCode.parse(text)


def test_the_secret_is_not_shown_by_accident() -> None:
    code = RecoveryCode.new()
    assert code.secret.hex() not in repr(code)
    assert code.groups[0] not in repr(code)
