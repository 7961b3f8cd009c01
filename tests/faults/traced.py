"""No socket and no plain text, seen from the kernel: every call of a day's work that could open one or write one.

The day (tests.faults.day) runs under strace. Each write is put to the others of its file, whatever became of that file
since, and looked through for needles in every form. Where there is no strace, the kernel's wall against sockets and the
files that are left are what is looked at: less is seen, nothing is let through.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import zlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from tests.faults import day, programme
from tests.faults.programme import Figures, Harness
from tests.faults.test_plain_text import disguises

_WRITES = "write,pwrite64,writev,pwritev,pwritev2,sendto,sendmsg"
_NAMES = "rename,renameat,renameat2,link,linkat,symlink,symlinkat,mkdir,mkdirat"
_SOCKETS = "socket,socketpair,connect,bind,accept,accept4"
_CALL = re.compile(rb"^\d+ +(\w+)\((.*)$")
_PLACE = re.compile(rb"^(?:AT_FDCWD|\d+)<([^>]*)>")
_TEXT = re.compile(rb'"((?:\\x[0-9a-f]{2})*)"')
_NOT_FILES = re.compile(rb"pipe:|anon_inode:|/dev/(?!shm/)|/proc/")  # memory that is a disk holds files
_INFLATES = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08")
_MOST = 50_000_000  # bytes that one packed passage may unfold to


@dataclass
class Seen:
    """What a day did, as the kernel saw it."""

    ended: int = 0
    steps: tuple[str, ...] = ()
    sockets: list[str] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)


def has_strace() -> bool:
    """Whether the calls can be followed here."""
    return shutil.which("strace") is not None


@cache
def watched(*broken: str, walled: bool = False) -> Seen:
    """A whole day in a folder of its own, followed call by call where that is possible; done once."""
    with tempfile.TemporaryDirectory(prefix="overgang-day-") as made:
        folder, trace = Path(made) / "day", Path(made) / "trace"
        folder.mkdir()
        command = [sys.executable, "-m", "tests.faults.day", str(folder), *broken]
        if walled or not has_strace():
            command.append(day.WALLED)
        if has_strace() and not walled:
            calls = f"trace={_SOCKETS},{_WRITES},{_NAMES}"
            command = ["strace", "-f", "-y", "-xx", "-s", "16777216", "-e", calls, "-o", str(trace), *command]
        done = subprocess.run(command, capture_output=True, timeout=600)
        seen = read_trace(trace.read_bytes().splitlines()) if trace.exists() else Seen()
        for file in folder.rglob("*"):  # what was mapped instead of written, and names
            if file.is_file():
                kept = seen.files.get(str(file), b"")
                seen.files[str(file)] = kept + b"\0" + file.read_bytes()
        seen.ended, seen.steps = done.returncode, tuple(done.stdout.decode().splitlines())
        seen.files = {name: text for name, text in seen.files.items() if not _is_paper(name, folder)}
        return seen


def read_trace(lines: list[bytes]) -> Seen:
    """The sockets and the content of every file out of strace's lines (-f -y -xx)."""
    seen, written = Seen(), defaultdict[str, bytearray](bytearray)
    for line in lines:
        call = _CALL.match(line)
        if call is None:
            continue
        name, rest = call[1].decode(), call[2]
        if name in _SOCKETS.split(","):
            seen.sockets.append(f"{name}({rest.decode(errors='replace')[:100]}")
        elif name in _NAMES.split(","):
            written["names"] += b"\0".join(_plain(one) for one in _TEXT.findall(rest)) + b"\0"
        elif (place := _PLACE.match(rest)) is not None and not _NOT_FILES.match(_plain(place[1])):
            path = _plain(place[1]).decode(errors="replace").removesuffix(" (deleted)")
            written[path] += b"".join(_plain(one) for one in _TEXT.findall(rest[place.end() :]))
    seen.files = {name: bytes(text) for name, text in written.items()}
    return seen


def _plain(text: bytes) -> bytes:
    """strace's \\x6c\\x69 as the bytes they stand for."""
    return bytes.fromhex(text.replace(b"\\x", b"").decode()) if text.startswith(b"\\x") else text


def _is_paper(name: str, folder: Path) -> bool:
    """Paper goes where the counsellor said, and says what it is for."""
    return Path(name).is_relative_to(folder / day.PAPERS)


def leaks(seen: Seen) -> list[str]:
    """Each file with a needle in it, in whatever form."""
    found = []
    for name, content in seen.files.items():
        texts = [content + Path(name).name.encode(), *_unpacked(content)]
        for needle in day.NEEDLES:
            if any(form in text for form in disguises(needle) for text in texts):
                found.append(f"{Path(name).name}: {needle}")
    return found


def _unpacked(content: bytes) -> Iterator[bytes]:
    for at in _INFLATES.finditer(content):
        try:
            yield zlib.decompressobj(wbits=47).decompress(content[at.start() :], _MOST)
        except zlib.error:
            continue


def problems(seen: Seen, what: list[str]) -> list[str]:
    """What was found, and that the day came to no end."""
    stopped = [] if seen.steps[-1:] == ("done",) else [f"ended with {seen.ended} after {seen.steps[-1:]}"]
    return [*what, *stopped]


def no_sockets(_count: int, _seed: int) -> Figures:
    """Row 48: of the steps of a day, how many were done without a socket; the wall is tried too."""
    seen, behind_the_wall = watched(), watched(walled=True)
    found = [*problems(seen, seen.sockets), *problems(behind_the_wall, [])]
    return programme.counted(len(seen.steps) + len(behind_the_wall.steps), found)


def no_plain_text(_count: int, _seed: int) -> Figures:
    """Row 40: of the files of a day, how many hold no needle."""
    seen = watched()
    return programme.counted(len(seen.files), problems(seen, leaks(seen)))


HARNESSES = [
    Harness("needles", 40, "no plain text in any file that a day writes", 1, 1, no_plain_text),
    Harness("sockets", 48, "a day in the window and on the command line opens no socket", 1, 1, no_sockets),
]

if __name__ == "__main__":
    programme.main(HARNESSES)
