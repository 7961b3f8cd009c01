"""Writes app/typeset/unicode_tables.py from the Unicode Character Database: scripts and paired brackets.

Run it by hand when the Unicode version is raised: python tests/typeset/make_unicode_tables.py FOLDER
where FOLDER holds Scripts.txt, PropertyValueAliases.txt and BidiBrackets.txt (Debian: unicode-data).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEAD = '''"""Scripts and paired brackets of Unicode {version}, written by tests/typeset/make_unicode_tables.py.

Data from the Unicode Character Database, under the Unicode licence (tests/data/typeset/LICENSE-unicode.txt).
"""

from __future__ import annotations

# First character of each stretch of one script, in hexadecimal, with the script (ISO 15924).
SCRIPTS = """
{scripts}
"""

# Opening and closing brackets, alternately.
BRACKETS = """
{brackets}
"""
'''


def rows(file: Path) -> Iterator[list[str]]:
    """The fields of each line, comments left out."""
    for line in file.read_text("utf-8").splitlines():
        content = line.partition("#")[0].strip()
        if content:
            yield [field.strip() for field in content.split(";")]


def script_starts(folder: Path) -> list[tuple[int, str]]:
    """Where each stretch of one script starts; characters without one are Zzzz."""
    short = {row[2]: row[1] for row in rows(folder / "PropertyValueAliases.txt") if row[0] == "sc"}
    scripts = ["Zzzz"] * 0x110000
    for span, name, *_rest in rows(folder / "Scripts.txt"):
        first, _dots, last = span.partition("..")
        for code in range(int(first, 16), int(last or first, 16) + 1):
            scripts[code] = short[name]
    # Characters that nobody has assigned belong to what stands around them: the table is a fifth shorter.
    starts: list[tuple[int, str]] = [(0, scripts[0])]
    for code, script in enumerate(scripts):
        if script not in ("Zzzz", starts[-1][1]):
            starts.append((code, script))
    return starts


def wrapped(words: list[str]) -> str:
    """The words in lines of at most 110 characters."""
    lines = [""]
    for word in words:
        if len(lines[-1]) + len(word) + 1 > 110:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


def main(folder: Path) -> None:
    """Write the module."""
    version = (folder / "Scripts.txt").read_text("utf-8").split("\n")[0].split("-")[1].removesuffix(".txt")
    pairs = [row for row in rows(folder / "BidiBrackets.txt") if row[2] == "o"]
    text = HEAD.format(
        version=version,
        scripts=wrapped([f"{code:X}{script}" for code, script in script_starts(folder)]),
        brackets=wrapped([code for row in pairs for code in row[:2]]),
    )
    (ROOT / "app" / "typeset" / "unicode_tables.py").write_text(text, "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
