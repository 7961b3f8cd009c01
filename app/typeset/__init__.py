"""Text to glyphs to tagged PDF, in any script that the bundled fonts have. Knows nothing of records or documents.

For a document, all of it is in app.typeset.paper (importing it costs nothing; the shaper is loaded when the
first text is set):

    paper = Paper(title="Plakat", language="ar", width=210 * MM, height=297 * MM, right_to_left=True)
    block = paper.set(text, size=14, width=300)            # a Block: .height .line_count .ink_width .cut(height)
    paper.put(block, start, top, role="H1")                # P where nothing is said; Artifact for decoration
    paper.set(name, size=14, width=300, value=True)        # written by somebody: its own letters give the direction
    paper.set(norsk, size=9, width=300, language="nb")     # a passage in another language
    with paper.list():
        with paper.item(): ...                             # put() inside makes list items
    paper.rectangle(start, top, width, height, fill="#000000", radius=6)
    paper.rule(start, top, width, thick, colour); paper.cross(start, top, side)
    paper.pictogram("signpost", start, top, side, alt="")  # a Figure where alt says what it shows
    paper.next_page(); pdf = paper.finish()                # bytes

Lengths are points (MM converts). `start` is measured from the side where reading starts, `top` from the upper edge, so a
page is laid out once and mirrored by the paper. A character that no font has raises CharacterMissing in `set`, before
anything is written. Inserted values inside a sentence are fenced with app.typeset.bidi.isolate(value).

The way of a text: scripts, faces and runs (cut into stretches) - bidi (levels) - shaping (glyphs) - shaped (one
paragraph) - breaks, hyphens and paragraph (lines) - paper (pages), and below it written, turned, embedded, tagged,
canvas and objects (what a PDF file wants). plain sets a text file.

Values are named tuples here and in the documents that hang on walls: defining a frozen dataclass takes half a thousandth
of a second, and thirty of them were a fifth of what a cold poster takes.
"""
