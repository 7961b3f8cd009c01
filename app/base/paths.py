"""Where the program's own files lie and where a user's data goes."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path


@cache
def program_folder() -> Path:
    """The folder that holds the program: the bundle's folder when frozen, else the checkout."""
    if getattr(sys, "frozen", False):
        return Path(sys.executable).resolve().parent
    return Path(__file__).resolve().parents[2]


def _content_folder() -> Path:
    bundled = getattr(sys, "_MEIPASS", None)
    return Path(bundled) if bundled else program_folder()


def resource(*parts: str) -> Path:
    """A file or folder below resources/."""
    return _content_folder().joinpath("resources", *parts)


def locales() -> Path:
    """The folder with one folder a language."""
    return _content_folder() / "locales"


def data_folder() -> Path:
    """Where stores and window settings are kept: `data` beside a bundled program if that folder exists
    (so that the program can live on a stick), else the user's own application folder."""
    beside = program_folder() / "data"
    if getattr(sys, "frozen", False) and beside.is_dir():
        return beside
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
        return Path(base) / "Overgang"
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "overgang"


def default_store() -> Path:
    """The store that opens when none is named."""
    return data_folder() / "overgang.db"
