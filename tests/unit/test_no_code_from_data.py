"""No shell, and no code that comes out of data: read from the source itself, since a run shows only what ran.

Two child processes of the program read a pickle: the one that draws packs and the one that tries backups. It is what the
parent has just written into their standard input; nothing of it comes from a file, a register or a stick, and whoever
could write there could start programs as that user anyway.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.base.paths import program_folder

FROM_PARENT = {"app/documents/drawing.py", "app/store/trying.py"}
BY_NAME = {  # modules that are read by a name out of the program's own tables
    "app/commands/program.py",
    "app/documents/registry.py",
    "ui/forms/__init__.py",
    "ui/shell/ahead.py",
}
CALLS = {
    "eval",
    "exec",
    "compile",
    "__import__",
    "system",
    "popen",
    "startfile",
    "execv",
    "execve",
    "spawnl",
    "spawnv",
}
MODULES = {
    "subprocess",
    "marshal",
    "shelve",
    "runpy",
    "code",
    "codeop",
    "dill",
    "yaml",
    "socket",
    "ssl",
    "http",
    "urllib",
}
FILES = sorted(file for part in ("app", "ui") for file in (program_folder() / part).rglob("*.py"))


def breaches(source: str, name: str) -> list[str]:
    """What in a module runs a shell or code out of data, or reaches for the network."""
    return [f"{name}:{node.lineno} {what}" for node, what in _found(ast.parse(source), name)]


def _found(tree: ast.AST, name: str) -> Iterator[tuple[ast.stmt | ast.expr, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = _called(node.func)
            plain = called.rpartition(".")
            if plain[2] in CALLS and plain[0] in ("", "os", "builtins"):
                yield node, called
            if called in ("pickle.load", "pickle.loads", "pickle.Unpickler") and not _from_parent(node, name):
                yield node, called
            if plain[2] == "import_module" and name not in BY_NAME:
                yield node, called
            if any(one.arg == "shell" for one in node.keywords):
                yield node, "shell="
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else [node.module or ""]
            for one in names:
                if one.split(".")[0] in MODULES or "QtNetwork" in one:
                    yield node, one
            if isinstance(node, ast.ImportFrom) and node.module == "pickle":
                yield node, "from pickle"


def _called(function: ast.expr) -> str:
    return ast.unparse(function) if isinstance(function, ast.Name | ast.Attribute) else ""


def _from_parent(call: ast.Call, name: str) -> bool:
    """Only what stands whole in the child's standard input is read."""
    return name in FROM_PARENT and [ast.unparse(one) for one in call.args] == ["given.read()"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(program_folder())))
def test_no_module_runs_a_shell_or_code_out_of_data(file: Path) -> None:
    assert breaches(file.read_text("utf-8"), file.relative_to(program_folder()).as_posix()) == []


@pytest.mark.parametrize(
    "source",
    [
        "eval(text)",
        "import os\nos.system('x')",
        "import subprocess",
        "run(x, shell=True)",
        "import pickle\npickle.loads(path.read_bytes())",
        "from pickle import loads",
        "import_module(f'app.{given}')",
        "from urllib.request import urlopen",
        "from PySide6.QtNetwork import QTcpSocket",
        "exec(code)",
    ],
)
def test_each_way_of_doing_it_would_be_found(source: str) -> None:
    assert breaches(source, "app/documents/drawing.py")


def test_the_childs_own_order_is_let_through() -> None:
    order = "import pickle\npickle.loads(given.read())"
    assert breaches(order, "app/store/trying.py") == []
    assert breaches(order, "app/store/store.py")
