"""What the window must know before a store is unlocked: its language, its theme, which store it last opened, and how this
PC prints.

Kept unencrypted in the data folder; holds no name and nothing about any person.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, NamedTuple

from app.base.languages import WINDOW_LANGUAGES

THEMES = ("system", "light", "dark")


class Preferences(NamedTuple):
    """language "" means: not chosen yet. store "" means: the default place. paper: how this PC prints, by name."""

    language: str = ""
    theme: str = "system"
    store: str = ""
    width: int = 0
    height: int = 0
    paper: dict[str, str] = {}  # noqa: RUF012 - never changed in place

    def changed(self, **values: Any) -> Preferences:
        """The same preferences with some of them changed."""
        return self._replace(**values)


def load(file: Path) -> Preferences:
    """The kept preferences; what is missing or makes no sense falls back to its default."""
    try:
        kept = file.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return Preferences()
    import json  # only where something was kept: a command may be over before it is loaded

    try:
        plain = json.loads(kept)
    except ValueError:
        return Preferences()
    return _sane(plain if isinstance(plain, dict) else {})


def _sane(plain: dict[str, Any]) -> Preferences:
    kinds = {name: type(default) for name, default in Preferences._field_defaults.items()}
    found = Preferences(
        **{name: plain[name] for name, kind in kinds.items() if type(plain.get(name)) is kind}
    )
    language = found.language if found.language in WINDOW_LANGUAGES else ""
    paper = {str(name): str(value) for name, value in found.paper.items()}
    found = found._replace(paper=paper)
    return found._replace(language=language, theme=found.theme if found.theme in THEMES else "system")


def save(file: Path, preferences: Preferences) -> None:
    """Keep the preferences, whole or not at all. Raises OSError where the folder can't be written."""
    import json

    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f"{file.name}.{os.getpid()}")
    fresh.write_text(json.dumps(preferences._asdict(), indent=1), encoding="utf-8")
    fresh.replace(file)
