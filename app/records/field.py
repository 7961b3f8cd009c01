"""The words of a field declaration: what a value means, never how it is laid out."""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass


class Use(enum.Flag):
    """What a field takes part in."""

    SEARCH = enum.auto()
    TABLE = enum.auto()
    EXPORT = enum.auto()
    PRINT = enum.auto()
    STATS = enum.auto()


class Secrecy(enum.Enum):
    """Who may see a value. Declared here, resolved by the store, never by a form."""

    EXISTS = "everyone in the service"
    CASE = "those who may see the case"
    OWNER = "the one who wrote it"


class Kind(enum.Enum):
    """How a value is written and read. The Python type that it is kept as stands behind each."""

    LINE = "one line"  # str
    NOTE = "several lines"  # str
    NUMBER = "a whole number"  # int | None
    YEAR = "a year"  # int | None
    MINUTES = "minutes"  # int
    DAY_HELD = "a day, nearest past"  # date | None
    DAY_PLANNED = "a day, nearest future"  # date | None
    CLOCK = "a time of day"  # str HH:MM, "" for none
    QUARTER = "a quarter, open, or not recorded"  # str YYYY-Qn | open | not_recorded
    CODE = "one of a list"  # str
    CODES = "several of a list"  # tuple[str, ...]
    YES = "yes or not"  # bool
    LANGUAGE = "a language"  # str, BCP 47, "" for not asked
    REF = "another record"  # str, its id, "" for none


@dataclass(frozen=True, kw_only=True)
class Field:
    """What a type annotation cannot say of a scalar field.

    choices: name of an option list (records.choices) for CODE and CODES, of a record type for REF.
    when: asked on the draft's raw texts; a field that does not apply stores its default.
    """

    label: str
    kind: Kind = Kind.LINE
    choices: str = ""
    hint: str = ""
    use: Use = Use.TABLE | Use.EXPORT | Use.PRINT
    secrecy: Secrecy = Secrecy.CASE
    when: Callable[[Mapping[str, str]], bool] | None = None


@dataclass(frozen=True, kw_only=True)
class Children:
    """A collection: own record type, own rows, own ids, own validation.

    owned: the rows live and die with the parent; otherwise they are only made in its form.
    """

    label: str
    of: str
    owned: bool
