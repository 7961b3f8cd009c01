"""One poster in several languages, and its words for the rivals that it is measured against."""

from __future__ import annotations

import datetime as dt

from app.documents.document import Request
from app.documents.inmate_poster import POSTER
from app.documents.message_sheet import Message, MessageSheet

FONTS = {
    "nb": "Sans",
    "ru": "Sans",
    "ar": "Sans Arabic",
    "am": "Sans Ethiopic",
    "th": "Sans Thai",
    "zh-Hans": "Sans SC",
    "ur": "Nastaliq Urdu",
}
"""The languages that are measured, and the Noto font that each is set in."""


def request(language: str = "nb", *, room: int = 12, size: str = "A4") -> Request:
    """A poster for the wall, the room of which may change."""
    values = {"place": f"Skolen, rom {room}", "times": "mandag–torsdag 9–15"}
    return Request(today=dt.date(2026, 1, 19), language=language, size=size, values=values)


def data_of(language: str = "nb", *, room: int = 12) -> MessageSheet:
    """What stands on it."""
    data: MessageSheet = POSTER.data(None, None, request(language, room=room))
    return data


def words_of(data: MessageSheet) -> str:
    """All its words, the small print too, as JSON: the title, then rows of a pictogram and what stands beside it."""
    messages = [one for one in (data.lead, *data.messages) if one]
    rows = [_row(one.pictogram, *_said(one)) for one in messages]
    rows += [_row(one.pictogram, (one.heading, "small"), (one.text, "value")) for one in data.facts]
    rows += [_row(one.pictogram, *_said(one)) for one in (data.contact,) if one]
    rows += [_row("", (one, "small")) for one in (data.house, data.draft) if one]
    import json  # here alone: our own process, which asks for the request, has no use for it

    return json.dumps(
        {
            "title": data.title,
            "language": data.language.partition("-")[0],
            "right_to_left": data.right_to_left,
            "fonts": list(dict.fromkeys((f"Noto {FONTS[data.language]}", "Noto Sans"))),
            "rows": rows,
        }
    )


def _said(one: Message) -> list[tuple[str, str]]:
    return [(one.text, "body"), *([(one.norwegian, "beside")] if one.norwegian else [])]


def _row(pictogram: str, *words: tuple[str, str]) -> dict[str, object]:
    return {"pictogram": pictogram, "words": [{"text": text, "kind": kind} for text, kind in words]}
