"""A draft: the raw text of a form by field name, kept while it is being written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Self

from app.records.record import new_id

Path = tuple[str | int, ...]


@dataclass
class Draft:
    """What stands in a form, not yet judged.

    raw: text as typed, by field name; several codes are separated by commas, yes is "yes".
    children: nested drafts by collection. record_id: the record being changed, "" for a new one.
    place: where the cursor was (field name and position), so that a found draft opens at the same word.
    """

    type: str
    raw: dict[str, str] = field(default_factory=dict)
    children: dict[str, list[Draft]] = field(default_factory=dict)
    id: str = field(default_factory=new_id)
    record_id: str = ""
    place: str = ""

    def get(self, name: str) -> str:
        """The text of a field, without blanks around it."""
        return self.raw.get(name, "").strip()

    def codes(self, name: str) -> tuple[str, ...]:
        """The codes chosen in a field of several."""
        return split_codes(self.get(name))

    def rows(self, name: str) -> list[Draft]:
        """The nested drafts of a collection."""
        return self.children.setdefault(name, [])

    def is_blank(self) -> bool:
        """True while nothing has been written in it or below it."""
        return not any(text.strip() for text in self.raw.values()) and all(
            child.is_blank() for child in self._all_children()
        )

    def _all_children(self) -> Iterator[Draft]:
        return (child for rows in self.children.values() for child in rows)

    def to_json(self) -> str:
        """The draft as text, to be kept."""
        said = json.dumps(self._plain(), ensure_ascii=False, sort_keys=True)
        return said.encode(
            "utf-8", "replace"
        ).decode()  # half of a pair, as a paste may bring, is no character

    def _plain(self) -> dict[str, Any]:
        return {
            "type": self.type,
            "id": self.id,
            "record_id": self.record_id,
            "place": self.place,
            "raw": self.raw,
            "children": {name: [row._plain() for row in rows] for name, rows in self.children.items()},
        }

    @classmethod
    def from_json(cls, text: str) -> Self:
        """The draft that `to_json` wrote."""
        return cls._of(json.loads(text))

    @classmethod
    def _of(cls, plain: dict[str, Any]) -> Self:
        children: dict[str, list[Draft]] = {
            k: [cls._of(row) for row in rows] for k, rows in plain["children"].items()
        }
        return cls(
            plain["type"],
            dict(plain["raw"]),
            children,
            plain["id"],
            plain["record_id"],
            plain.get("place", ""),
        )


def split_codes(text: str) -> tuple[str, ...]:
    """Codes written with commas between them, each once, in order."""
    return tuple(dict.fromkeys(code for part in text.split(",") if (code := part.strip())))
