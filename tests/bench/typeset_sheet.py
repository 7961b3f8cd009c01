"""A poster-like page set by the type engine: the same words and sizes as paragraph_poster gives to Paragraph."""

from __future__ import annotations

import sys

from app.typeset.paper import Paper
from app.typeset.paragraph import Block

TITLE = "Hva er ditt neste steg? Du kan snakke med en veileder."
SENTENCES = (
    "Du kan finne ut hva du kan, hva du liker og hva som er viktig for deg.",
    "Du kan få vite om utdanning og kurs, og hva som skal til for å komme inn.",
    "Har du utdanning fra et annet land? Vi kan vise deg hvordan den kan bli vurdert.",
    "Sammen lager vi en plan med små og tydelige steg, én av gangen.",
)
TEXTS = [TITLE, *(SENTENCES[number % len(SENTENCES)] + f" {number}" for number in range(13))]


def sheet(replayed: list[Block] | None = None) -> tuple[bytes, list[Block]]:
    """The poster-like page of paragraph_poster, with its rows as a tagged list; from blocks set before, where given."""
    paper = Paper(title=TITLE, language="nb", width=595, height=842)
    blocks = replayed or [
        paper.set(TEXTS[0], size=36, width=520, bold=True, leading=1.17),
        *(paper.set(text, size=17, width=480, leading=1.24) for text in TEXTS[1:]),
    ]
    paper.rectangle(0, 0, 595, 160, fill="#000000")
    paper.put(blocks[0], 36, 20, role="H1", colour="#ffffff")
    top = 170.0
    with paper.list():
        for block in blocks[1:]:
            with paper.item():
                paper.put(block, 36, top)
            top += block.height + 12
    return paper.finish(), blocks


if __name__ == "__main__":
    sys.stdout.buffer.write(sheet()[0])
