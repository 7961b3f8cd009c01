"""Nothing is destroyed by one key: every key and every action of every page either can be undone or asks first.

Whatever has no undo stands in `WITHOUT_UNDO` with why that is safe; the list is compared with the source.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from app.actions.desk import Desk
from app.base.paths import program_folder
from app.records.person import Person
from app.store.store import Changes
from tests.builders import add_person, add_talk
from tests.flows.desk_window import DeskWindow
from ui.documents import printing
from ui.pages.registry import PAGES
from ui.shell.sheet import Sheet
from ui.theme import Theme

ASKS = "asked for on a sheet of its own, which says what follows"
TYPED = "asked twice: what is lost is said in numbers, and a word is typed"
BACK = "another action of the same page takes it back"
LOG = "only writes down what has happened; nothing is lost"
KEYS = "asked for with a passphrase; the record of a change of keys, which never lessens what can be read"

# Where a transaction has no undo (module, function), and why that is safe.
WITHOUT_UNDO: dict[str, str] = {
    "app/actions/movement.py:handed_out": LOG,
    "app/actions/outgoing.py:let_out": LOG,
    "app/actions/outgoing.py:stayed": LOG,
    "app/actions/restriction.py:lift_restriction": BACK,
    "app/actions/restriction.py:restrict": BACK,
    "app/actions/retention.py:_note_delivery": LOG,
    "app/store/counsellors.py:_set_passphrase": KEYS,
    "app/store/counsellors.py:_settle_own": KEYS,
    "app/store/counsellors.py:add": ASKS,
    "app/store/counsellors.py:give_passphrase": KEYS,
    "app/store/counsellors.py:new_recovery_code": KEYS,
    "app/store/counsellors.py:rekey": KEYS,
    "app/store/counsellors.py:remove": ASKS,
    "app/store/counsellors.py:set_roles": BACK,
    "app/store/erasing.py:_erased": TYPED,
    "app/store/erasing_fields.py:erase_field": TYPED,
    "app/store/granting.py:_end": BACK,
    "app/store/granting.py:_given": ASKS,
    "app/store/granting.py:end_standing_in": BACK,
    "app/store/granting.py:have_seen": LOG,
    "app/store/granting.py:open_in_emergency": ASKS,
    "app/store/granting.py:stand_in": BACK,
    "app/store/store.py:saw": LOG,
    "app/store/undoing.py:undo": LOG,
}


def without_undo() -> set[str]:
    """Every function of the program with a transaction that says it can't be undone; demonstrations left out."""
    found = set()
    for file in sorted((program_folder() / "app").rglob("*.py")):
        name = file.relative_to(program_folder()).as_posix()
        if "demo" in name:
            continue
        for function in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(function, ast.FunctionDef) and _is_final(function):
                found.add(f"{name}:{function.name}")
    return found


def _is_final(function: ast.FunctionDef) -> bool:
    return any(
        isinstance(node, ast.Call)
        and ast.unparse(node.func).endswith(".transaction")
        and any(one.arg == "undoable" and ast.unparse(one.value) == "False" for one in node.keywords)
        for node in ast.walk(function)
    )


def test_each_verb_without_an_undo_says_why_it_is_safe() -> None:
    assert without_undo() == set(WITHOUT_UNDO)
    assert set(WITHOUT_UNDO.values()) == {ASKS, TYPED, BACK, LOG, KEYS}


# --- every key and every action ---

KEYS_OF_DELETION = ("Del", "Shift+Del", "Backspace", "Ctrl+Del", "Ctrl+Backspace", "Ctrl+D", "D")


def fill(desk: Desk) -> None:
    """Two people with talks, one of them booked, and steps."""
    for name in ("Lyngvar Tindre", "Havmod Solmund"):
        person = add_person(desk, name)
        add_talk(desk, person, "Ville se på fagbrevet.")
        add_talk(desk, person, state="planned", clock="13:00")


@pytest.fixture
def window(tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[DeskWindow]:
    try:
        Theme.of()
    except LookupError:
        Theme.install(qapp, "light")
    for name, answer in (
        ("getSaveFileName", ("", "")),
        ("getOpenFileName", ("", "")),
        ("getExistingDirectory", ""),
    ):
        monkeypatch.setattr(QFileDialog, name, lambda *_a, answer=answer: answer)
    monkeypatch.setattr(printing, "printers", lambda: [])
    made = DeskWindow(tmp_path, fill, stood_for=())
    yield made
    made.close()


class Watched:
    """What the register was told while something was pressed."""

    def __init__(self, window: DeskWindow) -> None:
        self.window, self.changes = window, list[Changes]()
        window.work.changed.connect(self.changes.append)

    def lost(self) -> list[str]:
        """Verbs that changed a record and can't be undone."""
        lost = [one.verb for one in self.changes if one.records and not one.undoable and one.verb != "undone"]
        self.changes.clear()
        return lost


def _about(window: DeskWindow, page: str) -> dict[str, str]:
    if page not in ("intake", "person_log", "erasing"):
        return {}
    return {"person": window.read(lambda desk: desk.store.ids(Person, viewer=desk.viewer)[0])}


def _put_away(window: DeskWindow) -> bool:
    """Close whatever asks, without an answer; whether something did."""
    asked = [one for one in window.shell.findChildren(Sheet) if one.isVisible()]
    for one in asked:
        one.leave()
    window.shell.close_search()
    window.settle()
    return bool(asked)


SHOWN = sorted(set(PAGES) - {"intake_saved", "language_pack"})


@pytest.mark.parametrize("page", SHOWN)
def test_no_key_and_no_action_destroys_anything(window: DeskWindow, page: str) -> None:
    watched = Watched(window)
    about = _about(window, page)
    window.go(page, **about)
    for key in KEYS_OF_DELETION:
        for _twice in range(2):  # held down, or pressed once more without a look
            if QApplication.focusWidget() is None:
                window.page().setFocus()
            window._keys.press(key)
            window.settle()
        assert watched.lost() == [], key
        _put_away(window)
        if window.page().name != page:
            window.go(page, **about)
    for at in range(len(window.page().doable())):
        actions = window.page().doable()
        if at >= len(actions):
            break
        actions[at].run()
        window.settle()
        assert watched.lost() == [], actions[at].text
        _put_away(window)
        if window.page().name != page:
            window.go(page, **about)


def test_a_loss_would_be_noticed(window: DeskWindow) -> None:
    watched = Watched(window)

    def lose(desk: Desk) -> Changes:
        with desk.store.transaction("person.lost", actor=desk.viewer, undoable=False) as t:
            t.void(Person, desk.store.ids(Person, viewer=desk.viewer)[0], reason="by one key")
        return t.changes()

    window.work.run(lose)
    window.settle()
    assert watched.lost() == ["person.lost"]
    assert isinstance(window.page(), QWidget)
