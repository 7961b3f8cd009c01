"""Starts a built bundle with an empty environment and does a first day's work with it: `python3 dev.py build`.

A bundle is finished when this has run through: nothing unexpected was said, no part reached outside the folder.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import pypdfium2

from app.actions.packs import draw_command
from app.base.paths import program_folder
from app.documents.document import Request
from app.documents.drawing import Gathered, handed_over
from app.documents.inmate_poster import POSTER

WINDOWS = sys.platform == "win32"
MOST_MEGABYTES = 65 if WINDOWS else 95  # zipped
PASSPHRASE = "four plainly invented words"
# Languages in which sheets are tried, with letters of theirs.
SCRIPTS = {
    "ar": "[\u0600-\u06ff]",
    "th": "[\u0e00-\u0e7f]",
    "zh-Hans": "[\u4e00-\u9fff]",
    "ur": "[\u0600-\u06ff]",
    "nb": "[a-zæøå]",
}
# What every Linux has and no bundle may bring along.
LIBC = re.compile(r"^(ld-linux.*|lib(c|m|dl|rt|pthread|resolv|util)\.so\.\d)$|^linux-vdso")


class Broken(AssertionError):
    """The bundle did not do what it should."""


@dataclass(frozen=True)
class Bundle:
    """A built folder, and an empty home for it to work in."""

    folder: Path
    home: Path

    @property
    def store(self) -> Path:
        """The register that the smoke test makes."""
        return self.home / "smoke.db"

    def run(self, program: str, *arguments: str, code: int = 0, passphrase: str = PASSPHRASE) -> str:
        """What the program prints. Raises Broken for another exit code, or for words on the error output when it is 0."""
        done = subprocess.run(
            [*without_network(), *self.program(program), *arguments],
            env=self.environment(passphrase),
            cwd=self.home,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=120,
        )
        said = done.stderr.decode("utf-8", errors="backslashreplace")
        if done.returncode != code or (said and not code):
            raise Broken(f"{program} {' '.join(arguments)}\nexit code {done.returncode}\n{said}")
        return done.stdout.decode() if not code else said

    def program(self, name: str) -> list[str]:
        """How one of the two programs is started."""
        return [str(self.folder / (f"{name}.exe" if WINDOWS else name))]

    def environment(self, passphrase: str) -> dict[str, str]:
        """Nothing but a home, and what Windows cannot start a program without."""
        needed = {name: os.environ[name] for name in ("SYSTEMROOT",) if WINDOWS}
        home = dict.fromkeys(("HOME", "TMPDIR", "LOCALAPPDATA", "TEMP"), str(self.home))
        return {**needed, **home, "OVERGANG_PASSPHRASE": passphrase, "QT_QPA_PLATFORM": "offscreen"}

    def command(self, *words: str) -> str:
        """What the command line prints for a command on the smoke test's register."""
        return self.run("overgang-cli", "--store", str(self.store), *words)

    def data(self, *words: str) -> Any:
        """What the command line answers as JSON."""
        return json.loads(self.command("--json", *words))


def without_network() -> list[str]:
    """The prefix that takes the network away, where this system lets us."""
    prefix = ["unshare", "--net", "--map-root-user"]
    possible = (
        shutil.which("unshare") and not subprocess.run([*prefix, "true"], capture_output=True).returncode
    )
    return prefix if possible else []


# --- a first day -------------------------------------------------------------------------------------


def first_day(bundle: Bundle) -> None:
    """Make a register, work in it, print, copy, verify, and open the window on it."""
    bundle.run("overgang-cli", "--help")
    bundle.command("init")
    person = bundle.data("add", "person", "--set", "name=Lyngvar Prøve", "--set", "birth_year=1990")["id"]
    bundle.command("add", "session", "--set", f"person={person}", "--set", "note=Vil lese til kranførerbevis")
    hits = bundle.data("search", "førerbevis")
    expect(any(hit["type"] == "session" for hit in hits), "the search does not find what was saved")
    paper(bundle)
    days(bundle)
    pack(bundle)
    week(bundle, person)
    numbers(bundle)
    bundle.command("backup", str(bundle.home / "copy.db"))
    bundle.command("check")
    wrong = bundle.run(
        "overgang-cli", "--store", str(bundle.store), "list", "person", code=1, passphrase="not the right one"
    )
    expect(len(wrong.splitlines()) == 1, f"a wrong passphrase is told in one line, not: {wrong}")
    window(bundle)


def window(bundle: Bundle) -> None:
    """The first page before a register, and every page of the demonstration; a bug would leave a report."""
    for way in (("--store", str(bundle.store)), ("--demo",)):
        said = bundle.run("Overgang", "--smoke", *way)
        expect(not said, f"the window printed: {said}")
        for report in bundle.home.rglob("bug-*.txt"):
            raise Broken(f"the window came upon a bug:\n{report.read_text(encoding='utf-8')}")


def paper(bundle: Bundle) -> None:
    """Posters in scripts that need shaping, dictionaries and fonts of their own, with text that can be copied again."""
    for language, script in SCRIPTS.items():
        file = bundle.home / f"{language}.pdf"
        bundle.command("poster", "--language", language, "--size", "A3", "--output", str(file))
        with pypdfium2.PdfDocument(file) as document:
            expect(len(document) == 1, f"{file.name} has {len(document)} pages")
            text = document[0].get_textpage().get_text_bounded()
        expect(len(re.findall(script, text)) > 100, f"{file.name} does not hold its language's letters")


def pack(bundle: Bundle) -> None:
    """Several sheets in one file, drawn by the process that the window starts for it."""
    sheets = []
    for language in SCRIPTS:
        request = Request(today=dt.date(2031, 2, 4), language=language, size="A3")
        sheets.append(Gathered(language, POSTER.key, POSTER.data(None, None, request)))
    done = subprocess.run(
        [*without_network(), *drawn_by(bundle)],
        input=handed_over("Posters", sheets),
        env=bundle.environment(PASSPHRASE),
        cwd=bundle.home,
        capture_output=True,
        timeout=120,
    )
    expect(done.returncode == 0, f"a pack was not drawn: {done.stderr.decode(errors='backslashreplace')}")
    expect(
        done.stderr.split() == [b"%d" % number for number in range(1, len(sheets) + 1)], "no progress is told"
    )
    with pypdfium2.PdfDocument(done.stdout) as document:
        names = [mark.get_title() for mark in document.get_toc()]
        expect(len(document) == len(sheets), f"a pack of {len(sheets)} sheets has {len(document)} pages")
    expect(names == list(SCRIPTS), f"a pack's bookmarks are {names}")


def drawn_by(bundle: Bundle) -> list[str]:
    """The command by which the frozen window has a pack drawn."""
    window = bundle.program("Overgang")[0]
    program_folder.cache_clear()
    with mock.patch.object(sys, "frozen", True, create=True), mock.patch.object(sys, "executable", window):
        command = draw_command()
    program_folder.cache_clear()
    expect(Path(command[0]).is_file(), f"the window does not find the program that draws: {command[0]}")
    return command


def days(bundle: Bundle) -> None:
    """An invitation says its day in the language's own words: the tables for it are in the bundle."""
    for language, month in (
        ("kmr", "berfanbar"),
        ("sr-Latn", "decembar"),
        ("uk", "грудня"),
        ("fil", "Disyembre"),
    ):
        file = bundle.home / f"invitation-{language}.pdf"
        words = ("--set", "day=2031-12-04", "--set", "clock=10.00")
        bundle.command("document", "invitation", "--language", language, *words, "--output", str(file))
        with pypdfium2.PdfDocument(file) as document:
            text = document[0].get_textpage().get_text_bounded()
        expect(month in text, f"{file.name} does not say the month")


def week(bundle: Bundle, person: str) -> None:
    """A request, a booking for it, and the papers of its day."""
    bundle.command("add", "request", "--set", f"person={person}", "--set", "about=fagbrev")
    day = "2031-02-04"
    booked = (
        "--set",
        f"person={person}",
        "--set",
        f"day={day}",
        "--set",
        "clock=9.15",
        "--set",
        "room=rom 12",
    )
    bundle.command("add", "booking", *booked)
    expect(bundle.data("list", "request")[0]["state"] == "booked", "a booking does not end the request")
    for key, suffix, head in (
        ("movement_list", "pdf", b"%PDF"),
        ("movement_list", "csv", b"\xef\xbb\xbf"),
        ("week_plan", "pdf", b"%PDF"),
        ("appointment_slips", "pdf", b"%PDF"),
    ):
        file = bundle.home / f"{key}.{suffix}"
        bundle.command("document", key, "--set", f"day={day}", "--output", str(file))
        expect(file.read_bytes().startswith(head), f"{file.name} is not what its name says")


def numbers(bundle: Bundle) -> None:
    """The year's numbers as a workbook and as a PDF, its report as a Word file."""
    for form, head in (("xlsx", b"PK"), ("pdf", b"%PDF")):
        file = bundle.home / f"numbers.{form}"
        period = ("--from", "2020-01-01", "--to", "2040-12-31")
        bundle.command("statistics", *period, "--format", form, "--output", str(file))
        expect(file.read_bytes().startswith(head), f"{file.name} is not what its name says")
    report = bundle.home / "report.docx"
    bundle.command("document", "year_report", "--output", str(report))
    with zipfile.ZipFile(report) as packed:
        expect("word/document.xml" in packed.namelist(), "the year's report is no Word file")


def expect(condition: bool, otherwise: str) -> None:
    """Raise Broken with these words where the condition does not hold."""
    if not condition:
        raise Broken(otherwise)


# --- the folder --------------------------------------------------------------------------------------


def reaching_outside(folder: Path) -> list[str]:
    """Linux libraries that a part of the bundle would take from the system it runs on.

    The C library is every system's own, and so is printing: who has no CUPS has no printer, and saves a PDF.
    """
    inside = folder / "_internal"
    files = [file for file in folder.rglob("*") if is_program(file) and "printsupport" not in file.parts]
    found = set()
    for file in files:
        shown = subprocess.run(
            ["ldd", str(file)], env={"LD_LIBRARY_PATH": str(inside)}, capture_output=True, text=True
        )
        for name, place in re.findall(r"^\s*(\S+) => (\S+)", shown.stdout, flags=re.MULTILINE):
            if not LIBC.match(name) and str(inside.resolve()) not in str(Path(place).resolve()):
                found.add(f"{name} for {file.relative_to(folder)}")
    return sorted(found)


def is_program(file: Path) -> bool:
    """Whether a file is an ELF program or library."""
    if not file.is_file():
        return False
    with file.open("rb") as opened:
        return opened.read(4) == b"\x7fELF"


def weights(folder: Path) -> Counter[str]:
    """Zipped bytes of each part of the bundle: a folder of _internal, or a file beside it."""
    parts: Counter[str] = Counter()
    with tempfile.TemporaryFile() as scratch, zipfile.ZipFile(scratch, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(entry for entry in folder.rglob("*") if entry.is_file()):
            archive.write(file, file.relative_to(folder))
        for item in archive.infolist():
            parts[part_of(item.filename)] += item.compress_size
    return parts


def part_of(name: str) -> str:
    """The part that a file of the bundle belongs to."""
    inside = name.removeprefix("_internal/")
    top = inside.partition("/")[0]
    if inside.endswith(".pyc") and "/" not in inside:
        return "Python's own modules"
    return "system libraries" if re.match(r"lib(?!python).*\.so", top) else top.removesuffix(".libs")


def report(parts: Counter[str]) -> float:
    """Print what the bundle weighs, part by part; the whole in megabytes."""
    whole = sum(parts.values()) / 1e6
    print(f"The bundle weighs {whole:.1f} MB zipped (aim: {MOST_MEGABYTES}):")
    for name, size in parts.most_common(25):
        print(f"  {size / 1e6:6.1f}  {name}")
    return whole


def main(folder: str) -> int:
    """Try a bundle; 1 and the reason where something is wrong."""
    bundle_folder = Path(folder).resolve()
    with tempfile.TemporaryDirectory() as home:
        try:
            first_day(Bundle(bundle_folder, Path(home).resolve()))
            outside = reaching_outside(bundle_folder) if sys.platform == "linux" else []
            expect(not outside, "taken from this system, not from the bundle:\n" + "\n".join(outside))
            expect(report(weights(bundle_folder)) <= MOST_MEGABYTES, "the bundle has grown too heavy")
        except Broken as wrong:
            print(f"The bundle is not well: {wrong}", file=sys.stderr)
            return 1
    print("The bundle did a first day's work without a word out of place.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
