"""Passphrase, recovery sheet, backups, and whether the register is whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import shiboken6
from PySide6.QtWidgets import QWidget

from app.actions.desk import Desk
from app.actions.safety import is_elsewhere
from app.actions.settings import change_setting
from app.actions.setup import change_passphrase
from app.base.languages import _, ngettext_
from app.base.settings import BACKUP_FOLDER
from app.store.checking import Finding
from app.store.errors import TooManyGuesses, WrongPassphrase
from ui.forms import PassphraseField
from ui.shell import files
from ui.shell.ask import Ask
from ui.shell.page import Page
from ui.shell.safekeeping import Safekeeper
from ui.theme import Button, Label, column, line


class SafetySection(QWidget):
    """One line a thing that can be done, with what came of it below."""

    def __init__(self, page: Page, second_folder: str) -> None:
        super().__init__()
        self._frame = page.frame
        self._box = column(self, gap=18)
        self._offer(
            _("Passphrase"),
            _("Only your passphrase, or the recovery sheet, opens the register. Nobody can look it up."),
            _("Change the passphrase …"),
            lambda: ChangeSheet(page),
        )
        self._offer(
            _("Colleagues and the recovery sheet"),
            _("Who is let in, with which role, and a new recovery sheet."),
            _("Who works here"),
            lambda: page.frame.go("colleagues"),
        )
        self._backup = self._offer(
            _("Backup"),
            _(
                "A verified copy is made every half hour with changes, when you close the program, and before anything "
                "risky. You can make one now."
            ),
            _("Back up now"),
            self._back_up,
        )
        folder = second_folder or _("none chosen")
        self._folder = self._offer(
            _("Second folder for backups"),
            _(
                "A backup on the same PC is no safety: it goes where the PC goes. A folder on another disk, a stick or "
                "a network drive is. Now: {folder}",
                folder=folder,
            ),
            _("Choose a folder …"),
            self._choose_folder,
        )
        self._check = self._offer(
            _("Is everything whole?"),
            _("Reads every page, every entry and the whole log. Takes some seconds."),
            _("Check the register"),
            self._check_all,
        )
        said = _(
            "Who opened, printed, exported or changed what. You see what you did yourself; the head of the department "
            "sees everybody’s."
        )
        self._offer(_("The log"), said, _("Open the log"), lambda: page.frame.go("log"))
        self._offer(
            _("Error reports"),
            _("What the program wrote down of its own mistakes: where in its code, and nothing of yours."),
            _("Look at them"),
            lambda: page.frame.go("crash_reports"),
        )
        text = _(
            "You see what a backup would give and take before anything is done. The register as it is now is kept, "
            "so it can be taken back."
        )
        self._offer(_("Bring a backup back"), text, _("Choose a backup …"), self._bring_back)
        proof = _(
            "At each opening: its key, its length, its first page and its newest save, which must be the last one "
            "made on this PC. So a file that was cut off, exchanged or put back is noticed at once. "
            "A damaged page further inside is found by the next backup, by “Check the register”, or when it is read."
        )
        self._offer(_("What is looked at each time"), proof, "", None)

    def _offer(self, title: str, text: str, button: str, run: Callable[[], object] | None) -> Label:
        box = column(gap=4)
        row = line(gap=12)
        words = column(gap=3)
        words.addWidget(Label(title, "h3"))
        said = Label(text, "muted", wrap=True)
        words.addWidget(said)
        row.addLayout(words, 1)
        if run is not None:
            press = Button(button)
            press.clicked.connect(lambda: run())
            row.addWidget(press)
        box.addLayout(row)
        self._box.addLayout(box)
        return said

    def _back_up(self) -> None:
        self._backup.setText(_("Copying and trying the copy …"))
        Safekeeper.of(self._frame.work).make(asked=True, then=self._backed_up)

    def _backed_up(self, wrong: str) -> None:
        if shiboken6.isValid(self):
            self._backup.setText(
                wrong or _("Done. The copy was opened, and every entry in it is as it was saved.")
            )

    def _bring_back(self) -> None:
        from ui.shell.window import Window

        window = self.window()
        if isinstance(window, Window):
            window.bring_back()

    def _choose_folder(self) -> None:
        folder = files.folder(self, _("Second folder for backups"), Path.home())
        if folder:
            self._folder.setText(_("Now: {folder}", folder=folder))
            self._frame.work.run(change_setting, BACKUP_FOLDER, folder)
            self._frame.work.run(is_elsewhere, folder, then=self._chosen)

    def _chosen(self, elsewhere: bool) -> None:
        if not elsewhere and shiboken6.isValid(self):
            said = _(
                "This folder is on the same disk as the register, so it is no safety: choose another disk."
            )
            self._folder.setText(f"{self._folder.text()} {said}")

    def _check_all(self) -> None:
        self._check.setText(_("Reading everything …"))
        self._frame.work.ask(_checked, then=self._checked)

    def _checked(self, findings: list[Finding]) -> None:
        if not findings:
            self._check.setText(_("Everything is whole."))
            return
        first = ngettext_("{count} thing is wrong:", "{count} things are wrong:", len(findings))
        found = " ".join(finding.text() for finding in findings)
        advice = _("Bring a backup back, and keep the damaged file.")
        self._check.setText(f"{first} {found} {advice}")


class ChangeSheet(Ask):
    """The old passphrase, and the new one twice."""

    def __init__(self, page: Page) -> None:
        super().__init__(page, _("Change the passphrase"), "", _("Change it"))
        rule = _("At least 12 characters or four words that nobody would guess together.")
        self.old = self.field("old", PassphraseField(_("&Old passphrase")))
        self.new = self.field("new", PassphraseField(_("&New passphrase"), hint=rule))
        self.again = self.field("again", PassphraseField(_("New passphrase &again")))
        self.show_now()

    def submit(self) -> None:
        if self.new.value() != self.again.value():
            self.again.error(_("The two are not the same."))
            self.again.take_focus()
            return
        self.do(change_passphrase, old=self.old.value(), new=self.new.value(), then=self._changed)

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, (WrongPassphrase, TooManyGuesses)):
            self._busy = False
            self.old.error(f"{error.text()} {error.todo()}")
            self.old.take_focus()
        else:
            super()._failed(error)

    def _changed(self, _none: None) -> None:
        self._frame.say(_("The passphrase is changed."))


def _checked(desk: Desk) -> list[Finding]:
    return desk.store.check()
