"""What the first painted page may not do yet, since it would be later there for it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import Qt

from app.base.paths import program_folder
from ui.theme import early

# The start, stopped where its first frame is on the screen; says what of Qt's and of the program's was read by then.
_START = """
import os, sys
from PySide6 import QtCore
from ui.__main__ import main
from ui.shell.window import Window

def painted(window, event):
    QtCore.QTimer.singleShot(0, say)

def say():
    asked = ("Qt",) if "Qt" in vars(QtCore) else ()
    print(*asked, *(name for name in HEAVY if name in sys.modules), flush=True)
    os._exit(0)

HEAVY = "dataclasses app.store app.records app.actions app.entry ui.shell.shell ui.pages babel uharfbuzz".split()
Window.paintEvent = painted
main(["--store", sys.argv[1]])
"""


def test_the_first_page_is_painted_before_anything_heavy_is_read(tmp_path: Path) -> None:
    store = tmp_path / "register.db"
    store.touch()  # that it is there is enough to be asked for its passphrase
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_DATA_HOME": str(tmp_path)}
    said = subprocess.run(
        [sys.executable, "-c", _START, str(store)],
        cwd=program_folder(),
        env=surroundings,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert said.stdout.split() == []


def test_the_numbers_written_out_are_qts_own() -> None:
    middle = Qt.AlignmentFlag.AlignVCenter
    assert Qt.TextFormat.PlainText.value == early.PLAIN_TEXT
    assert Qt.FocusPolicy.ClickFocus.value == early.CLICK_FOCUS
    assert (Qt.AlignmentFlag.AlignLeft | middle).value == early.LEFT
    assert Qt.AlignmentFlag.AlignCenter.value == early.CENTRED
    assert Qt.TextFlag.TextShowMnemonic.value == early.MNEMONIC
