"""The English sources of the sheets' fixed texts by key: what each language folder translates."""

from __future__ import annotations

from app.documents.sources.hand import HAND
from app.documents.sources.intake import INTAKE
from app.documents.sources.privacy import PRIVACY
from app.documents.sources.rights import RIGHTS
from app.documents.sources.wall import WALL

SOURCES: dict[str, str] = WALL | HAND | RIGHTS | PRIVACY | INTAKE
ABOUT_RIGHTS = frozenset({"P13", *RIGHTS, *PRIVACY})
"""Keys whose text stands beside the Norwegian in a language that nobody has approved."""
