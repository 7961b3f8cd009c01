"""How much of what was written comes back out of the PDF, by language and reader; run it by hand:

    python -m tests.bench.extraction [LANGUAGE …]

Every text of a language's sheets is set in one column and read by PDFium and by Poppler (pdftotext, and with -layout).
A line counts as back when it has the same characters in the same order; a word, when it is among those of its line.
Directions marks, which readers add, and soft hyphens count for nothing.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pypdfium2
from babel.messages.pofile import read_po

from app.base.paths import program_folder
from app.typeset.paper import Paper
from app.typeset.scripts import is_right_to_left

SIZE, WIDTH, HEIGHT, MARGIN = 12.0, 420.0, 800.0, 20.0
_MARKS = dict.fromkeys(
    map(ord, "\u00ad\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\ufffe\x02")
)


class Share(NamedTuple):
    """Of the lines exactly back, and of the words."""

    lines: float
    words: float


def plain(text: str) -> str:
    """Composed, without marks of direction, blanks single."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_MARKS).split())


def texts(language: str) -> list[str]:
    """The sheets' texts; {places} filled as the documents fill them, with a value of another script."""
    file = program_folder() / "locales" / language / "LC_MESSAGES" / "sheets.po"
    with file.open("rb") as opened:
        found = [message.string for message in read_po(opened) if message.id]
    return [one for one in found if isinstance(one, str) and one]


def pages(language: str, given: list[str]) -> tuple[bytes, list[list[str]]]:
    """The texts in a column, and what each page says line by line."""
    right_to_left = is_right_to_left(language)
    paper = Paper(
        title="—", language=language, width=WIDTH + 2 * MARGIN, height=HEIGHT, right_to_left=right_to_left
    )
    written: list[list[str]] = [[]]
    top = MARGIN
    for text in given:
        block = paper.set(text, size=SIZE, width=WIDTH)
        if top + block.height > HEIGHT - MARGIN:
            paper.next_page()
            written.append([])
            top = MARGIN
        paper.put(block, MARGIN, top)
        written[-1] += [plain(line.text) for line in block.lines]
        top += block.height + SIZE / 2
    return paper.finish(), written


def by_pdfium(file: Path) -> Iterator[str]:
    """The text of each page."""
    with pypdfium2.PdfDocument(file) as document:
        for page in document:
            yield page.get_textpage().get_text_range()


def by_poppler(*options: str) -> Callable[[Path], Iterator[str]]:
    """The same by pdftotext."""

    def read(file: Path) -> Iterator[str]:
        command = ["pdftotext", *options, str(file), "-"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        yield from done.stdout.split("\f")[:-1]

    return read


READERS: dict[str, Callable[[Path], Iterator[str]]] = {
    "PDFium": by_pdfium,
    "Poppler": by_poppler(),
    "Poppler -layout": by_poppler("-layout"),
}


def compared(written: list[list[str]], read: list[str]) -> Share:
    """What of the lines came back."""
    whole = words = all_lines = all_words = 0
    for lines, page in zip(written, read, strict=True):
        back = Counter(plain(line) for line in page.splitlines())
        found = Counter(plain(page).split())
        for line in lines:
            all_lines += 1
            if back[line]:
                back[line] -= 1
                whole += 1
        wanted = Counter(word for line in lines for word in line.split())
        all_words += wanted.total()
        words += (wanted & found).total()
    return Share(whole / max(all_lines, 1), words / max(all_words, 1))


def measured(language: str, given: list[str]) -> dict[str, Share]:
    """The shares by reader."""
    pdf, written = pages(language, given)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "read.pdf"
        file.write_bytes(pdf)
        return {name: compared(written, list(reader(file))) for name, reader in READERS.items()}


def main(languages: list[str]) -> None:
    """Print the table, in Markdown."""
    print("| language | " + " | ".join(f"{name}: lines | words" for name in READERS) + " |")
    print("| --- " * (1 + 2 * len(READERS)) + "|")
    for language in languages:
        shares = measured(language, texts(language)).values()
        cells = " | ".join(f"{share.lines:.1%} | {share.words:.1%}" for share in shares)
        print(f"| {language} | {cells} |", flush=True)


if __name__ == "__main__":
    all_of_them = sorted(file.parts[-3] for file in program_folder().glob("locales/*/LC_MESSAGES/sheets.po"))
    main(sys.argv[1:] or all_of_them)
