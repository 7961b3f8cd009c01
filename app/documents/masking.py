"""Names of others masked in what is handed out, each unless somebody decided to leave it."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.base.folding import fold
from app.entry.others import Known, others_in

SEPARATOR = ";"


@dataclass
class Mask:
    """Goes over the texts of one record and remembers whom it found, as they are written there.

    word: what stands instead. left: folded, what stays as it is. off: everything stays, as an archive needs it.
    """

    known: Known
    word: str
    left: frozenset[str]
    off: bool = False
    found: dict[str, None] = field(default_factory=dict)

    def over(self, text: str) -> str:
        """The text with the names of others masked."""
        said, at = [], 0
        for span in others_in(text, self.known):
            name = text[span.start : span.end]
            self.found[name] = None
            said += [text[at : span.start], self.word if self.masks(name) else name]
            at = span.end
        return "".join((*said, text[at:]))

    def masks(self, name: str) -> bool:
        """Whether a name that was found is masked."""
        return not self.off and fold(name) not in self.left


def names_of(value: str) -> frozenset[str]:
    """The names in a value such as "Ospar Tindre; Havmod", folded."""
    return frozenset(fold(one) for one in value.split(SEPARATOR) if one.strip())
