"""The disk under a child: what was done to it, in order, and calls that fail where they are told to (disk.c)."""

from __future__ import annotations

import ctypes
import hashlib
import os
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ONCE, FOR_EVER, DISCARDS, HALF = 1, 2, 3, 4
_SOURCE = Path(__file__).with_suffix(".c")
_HEAD = struct.Struct("<cIqII")


@dataclass(frozen=True)
class Call:
    """One call: O open, C close, W write, S wait for the disk, T truncate, R rename, U unlink, M new folder; P is what
    the child said. one, two: the path or paths, or what was written."""

    op: str
    handle: int
    offset: int
    one: bytes
    two: bytes


@cache
def library() -> Path:
    """The shim, compiled once for each state of its source."""
    name = f"overgang-disk-{hashlib.sha256(_SOURCE.read_bytes()).hexdigest()[:16]}.so"
    made = Path(tempfile.gettempdir()) / name
    if not made.exists():
        fresh = made.with_suffix(f".{os.getpid()}")
        command = ["gcc", "-shared", "-fPIC", "-O1", "-w", "-o", str(fresh), str(_SOURCE), "-ldl"]
        subprocess.run(command, check=True)
        fresh.replace(made)
    return made


def under_it(*command: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Run a module of Python's with the shim preloaded; what it said."""
    environment = {**os.environ, "LD_PRELOAD": str(library()), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, *command], capture_output=True, text=True, env=environment, check=check
    )


def calls(log: Path) -> Iterator[Call]:
    """What a log holds."""
    content, at = log.read_bytes(), 0
    while at < len(content):
        op, handle, offset, first, second = _HEAD.unpack_from(content, at)
        at += _HEAD.size
        one, two = content[at : at + first], content[at + first : at + first + second]
        at += first + second
        yield Call(op.decode(), handle, offset, one, two)


# --- inside the child ---


@cache
def _shim() -> ctypes.CDLL:
    shim = ctypes.CDLL(None)
    shim.disk_record.argtypes = (ctypes.c_char_p, ctypes.c_int)
    shim.disk_arm.argtypes = (ctypes.c_char_p, ctypes.c_long, ctypes.c_int, ctypes.c_int)
    shim.disk_count.restype = ctypes.c_long
    return shim


def watch(root: Path, log: Path | None = None) -> None:
    """From now on calls below this folder count, and go to the log if one is named."""
    handle = -1
    if log is not None:
        low = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        handle = os.dup2(low, 3000)
        os.close(low)
    _shim().disk_record(str(root).encode(), handle)


def arm(ops: str, at: int, number: int, how: int) -> None:
    """Let the at-th of these calls from now on fail with this error: ONCE, FOR_EVER, HALF (half is written, the rest
    fails), or DISCARDS (what is written from there on is nothing, and nobody says so)."""
    _shim().disk_arm(ops.encode(), at, number, how)


def disarm() -> int:
    """Let everything through again; how many calls there were since it was armed."""
    made = int(_shim().disk_count())
    _shim().disk_arm(b"", -1, 0, 0)
    return made
