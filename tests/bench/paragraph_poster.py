"""The same poster words set by reportlab's own Paragraph: what the poster is measured against, never what is printed.

Nothing of ours is imported, so that its process starts as lean as it can.
"""

from __future__ import annotations

import io
import json
import sys
from html import escape
from pathlib import Path

FONTS = Path(__file__).parents[2] / "resources" / "fonts" / "print"
WIDE, TALL = 595.28, 841.89  # A4


def paragraph_poster(texts: list[str], *, font: str = "NotoSans", right_to_left: bool = False) -> bytes:
    """An A4 page: the first text as a heading on a black band, the others as paragraphs. One font in two weights: it
    knows no fallback, and none with cubic outlines."""
    from reportlab.lib.colors import black, white
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Frame, Paragraph

    for weight in ("Regular", "Bold"):
        if f"{font}-{weight}" not in pdfmetrics.getRegisteredFontNames():
            name = f"{font}-{weight}"
            pdfmetrics.registerFont(TTFont(name, str(FONTS / f"{name}.ttf"), shapable=True))
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(WIDE, TALL), invariant=1)
    canvas.setFillColor(black)
    canvas.rect(0, TALL - 160, WIDE, 160, stroke=0, fill=1)
    every = {"shaping": 1, "wordWrap": "RTL" if right_to_left else None}
    head = ParagraphStyle("head", fontName=f"{font}-Bold", fontSize=36, leading=42, textColor=white, **every)
    body = ParagraphStyle("body", fontName=f"{font}-Regular", fontSize=17, leading=21, spaceAfter=12, **every)
    story = [Paragraph(escape(texts[0]), head), *(Paragraph(escape(text), body) for text in texts[1:])]
    Frame(36, 30, WIDE - 72, TALL - 50, showBoundary=0).addFromList(story, canvas)
    canvas.save()
    return target.getvalue()


def paragraph_sheet(words: str) -> bytes:
    """A poster's words (JSON, as `rivals.words_of` gives them)."""
    sheet = json.loads(words)
    texts = [sheet["title"], *(one["text"] for row in sheet["rows"] for one in row["words"])]
    return paragraph_poster(
        texts, font=sheet["fonts"][0].replace(" ", ""), right_to_left=sheet["right_to_left"]
    )


if __name__ == "__main__":
    sys.stdout.buffer.write(paragraph_sheet(sys.argv[1]))
