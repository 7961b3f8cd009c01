"""Writes resources/hyphenation from TeX's patterns (hyph-utf8): one packed file a language, and what each file says of
its authors and its licence in LICENCES.txt.

Run it by hand when a language is added: python tests/typeset/make_hyphenation.py FOLDER
where FOLDER holds hyph-no.tex and the others (Debian: texlive-lang-european, texlive-lang-german).
"""

from __future__ import annotations

import re
import sys
import zlib
from pathlib import Path

TARGET = Path(__file__).resolve().parents[2] / "resources" / "hyphenation"
SOURCES = {
    "da": "da",
    "de": "de-1996",
    "et": "et",
    "fi": "fi",
    "is": "is",
    "lt": "lt",
    "nl": "nl",
    "no": "no",
    "sv": "sv",
}
ABOUT = (
    "The files of this folder hold the hyphenation patterns of TeX (hyph-utf8), packed, otherwise unchanged.\n"
    "What the head of each original says follows.\n"
)


def words_in(command: str, text: str) -> list[str]:
    """The words between the braces of a TeX command; none where it is not there."""
    found = re.search(rf"\\{command}\s*{{(.*?)}}", text, re.DOTALL)
    return found[1].split() if found else []


def shelved(patterns: list[str]) -> list[str]:
    """A line for each two letters that patterns begin with (or the only one): the letters, then the patterns."""
    shelves: dict[str, list[str]] = {}
    for pattern in patterns:
        shelves.setdefault(re.sub(r"\d", "", pattern)[:2], []).append(pattern)
    return [" ".join((letters, *shelves[letters])) for letters in sorted(shelves)]


def main(folder: Path) -> None:
    """Write all of them."""
    heads = [ABOUT]
    for code, source in SOURCES.items():
        original = (folder / f"hyph-{source}.tex").read_text("utf-8")
        head = original[: original.index("\\patterns")]
        heads.append(f"\n===== {code}: hyph-{source}.tex =====\n\n{head.strip()}\n")
        plain = re.sub("%.*", "", original)
        content = "\n".join((" ".join(words_in("hyphenation", plain)), *shelved(words_in("patterns", plain))))
        (TARGET / f"{code}.z").write_bytes(zlib.compress(content.encode("utf-8"), level=9))
    (TARGET / "LICENCES.txt").write_text("".join(heads), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
