"""The same poster text set by reportlab's own Paragraph: what the poster is measured against, never what is printed."""

from __future__ import annotations

import io
import sys
from html import escape
from pathlib import Path

FONTS = Path(__file__).parents[2] / "resources" / "fonts" / "print"
WIDE, TALL = 595.28, 841.89  # A4


def paragraph_poster(texts: list[str]) -> bytes:
    """An A4 page: the first text as a heading on a black band, the others as paragraphs."""
    from reportlab.lib.colors import black, white
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Frame, Paragraph

    if "Poster" not in pdfmetrics.getRegisteredFontNames():
        for name, file in (("Poster", "NotoSans-Regular.ttf"), ("Poster-Bold", "NotoSans-Bold.ttf")):
            pdfmetrics.registerFont(TTFont(name, str(FONTS / file), shapable=True))
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(WIDE, TALL), invariant=1)
    canvas.setFillColor(black)
    canvas.rect(0, TALL - 160, WIDE, 160, stroke=0, fill=1)
    head = ParagraphStyle("head", fontName="Poster-Bold", fontSize=36, leading=42, textColor=white, shaping=1)
    body = ParagraphStyle("body", fontName="Poster", fontSize=17, leading=21, spaceAfter=12, shaping=1)
    story = [Paragraph(escape(texts[0]), head), *(Paragraph(escape(text), body) for text in texts[1:])]
    Frame(36, 30, WIDE - 72, TALL - 50, showBoundary=0).addFromList(story, canvas)
    canvas.save()
    return target.getvalue()


if __name__ == "__main__":
    sys.stdout.buffer.write(paragraph_poster(sys.argv[1:]))
