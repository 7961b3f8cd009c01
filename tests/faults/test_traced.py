"""A whole day leaves no plain text and opens no socket; each way of looking has first found what a broken build does."""

from __future__ import annotations

import pytest

from tests.faults import traced
from tests.faults.day import NAME
from tests.faults.traced import HARNESSES, Seen, leaks, read_trace, watched

LEAKS = {"logs_what_it_does": "debug.log", "reports_messages": "bug-20260119-091700.txt"}
if traced.has_strace():  # a passing file that is deleted at once is seen only by following the calls
    LEAKS["keeps_a_copy_in_temp"] = "#"


@pytest.mark.parametrize("harness", HARNESSES, ids=lambda one: one.name)
def test_a_day_keeps_the_promise(harness: traced.Harness) -> None:
    figures = harness.run(harness.sample, 0)
    assert figures.problems == ()
    assert figures.tried == figures.held >= 20


def test_a_build_that_leaves_plain_text_or_opens_a_socket_is_caught() -> None:
    broken = (*LEAKS, *(["opens_a_socket"] if traced.has_strace() else []))
    seen = watched(*broken)
    assert seen.steps[-1] == "done"
    found = leaks(seen)
    for file in LEAKS.values():
        assert any(one.startswith(file) for one in found), (file, found)
    assert bool(seen.sockets) == traced.has_strace()


def test_the_wall_ends_a_build_that_opens_a_socket() -> None:
    seen = watched("opens_a_socket", walled=True)
    assert seen.steps[-1] == "searched" or "done" not in seen.steps
    assert seen.ended < 0  # by the kernel


def test_what_strace_says_is_read() -> None:
    """Lines as it writes them: a socket, a write to a file that is gone, one to a pipe, a rename."""

    def wide(text: str) -> str:
        return "".join(f"\\x{byte:02x}" for byte in text.encode())

    lines = [
        "12  socket(AF_INET, SOCK_STREAM|SOCK_CLOEXEC, IPPROTO_IP) = 3",
        f'12  write(5<{wide("/tmp/x (deleted)")}>, "{wide("Lyngvars")}", 8) = 8',
        f'13  pwrite64(5<{wide("/tmp/x")}>, "{wide("nål")}", 4, 8) = 4',
        f'13  write(1<{wide("pipe:[7]")}>, "{wide(NAME)}", 12) = 12',
        f'13  rename("{wide("/tmp/x")}", "{wide("/tmp/y")}") = 0',
        "13  +++ exited with 0 +++",
    ]
    seen = read_trace([line.encode() for line in lines])
    assert seen.sockets == ["socket(AF_INET, SOCK_STREAM|SOCK_CLOEXEC, IPPROTO_IP) = 3"]
    assert seen.files == {"/tmp/x": "Lyngvarsnål".encode(), "names": b"/tmp/x\0/tmp/y\0"}
    assert leaks(seen) == [f"x: {NAME}"]


def test_a_needle_is_found_in_a_packed_file() -> None:
    import zlib

    packed = b"head" + zlib.compress(f"navn: {NAME}".encode()) + b"tail"
    assert leaks(Seen(files={"/tmp/kopi.z": packed})) == [f"kopi.z: {NAME}"]
