"""Several pytest processes share the tests out: each takes the next file that none of the others has taken.

    python -m pytest -p tests.sharing --taken=FOLDER [--from-the-end]

FOLDER is empty at first and the same for all. Two that go towards each other end at the same time, however many tests are
added on either side: nobody has to say which folders weigh as much as the rest.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest

# The heaviest at both ends; where the processes meet it is files of a second or two.
ORDER = ("flows", "ui", "packaging", "store", "unit", "typeset", "contract", "faults")
LARGE = 100  # tests in a file from which on it is shared out by functions


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--taken", type=Path, default=None, help="where it is noted what is taken")
    parser.addoption("--from-the-end", action="store_true", help="begin with the last file")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put the folders in order; a file's tests stay together and as they were."""
    if config.getoption("taken") is None:
        return
    files = Counter(_file(item) for item in items)
    parts = [list(part) for _name, part in groupby(items, key=lambda item: _part(item, files))]
    parts.sort(key=lambda part: _weight(part[0]), reverse=config.getoption("from_the_end"))
    items[:] = [item for part in parts for item in part]


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool | None:
    """Run what can be taken, as pytest runs all."""
    folder: Path | None = session.config.getoption("taken")
    if folder is None or session.testsfailed or session.config.option.collectonly:
        return None
    items = _taken(session.items, folder)
    item = next(items, None)
    while item is not None:
        following = next(items, None)  # taken now: what is torn down after a test depends on the next one
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.shouldfail:
            raise session.Failed(session.shouldfail)
        if session.shouldstop:
            raise session.Interrupted(session.shouldstop)
        item = following
    return True


def _taken(items: list[pytest.Item], folder: Path) -> Iterator[pytest.Item]:
    files = Counter(_file(item) for item in items)
    for name, part in groupby(items, key=lambda item: _part(item, files)):
        if _take(folder / name.replace("/", ".").replace("::", ".")):
            yield from part


def _take(mark: Path) -> bool:
    """Whether nobody was first."""
    try:
        os.close(os.open(mark, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return False
    return True


def _file(item: pytest.Item) -> str:
    return item.nodeid.partition("::")[0]


def _part(item: pytest.Item, files: Counter[str]) -> str:
    """What is taken at once: a file, or one function of a large one with all that it is called with."""
    file = _file(item)
    return item.nodeid.partition("[")[0] if files[file] > LARGE else file


def _weight(item: pytest.Item) -> int:
    folder = _file(item).split("/")[1]
    return ORDER.index(folder) if folder in ORDER else len(ORDER) // 2
