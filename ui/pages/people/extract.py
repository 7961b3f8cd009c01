"""A person's whole record as a locked file: what for, to whom, where to; then where it lies and what opens it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from app.actions.extracts import Extracted, extract_person
from app.base.languages import _
from app.records.choices import labels
from app.records.person import Person
from ui.forms import ChipGroup, TextField
from ui.shell import files
from ui.shell.ask import Ask, covered
from ui.shell.page import Page
from ui.shell.sheet import Sheet
from ui.theme import Button, Label, Surface, line


class ExtractSheet(Ask):
    """Purpose and receiver stand in the log; the file is locked and read back."""

    def __init__(self, page: Page, person: Person) -> None:
        text = _(
            "Everything that is written about {name}, as a locked PDF. On paper it could be found in a cell, "
            "so print it only when it must be printed.",
            name=person.name,
        )
        super().__init__(page, _("Whole record as a locked file"), text, _("Write the file"), width=600)
        self._page, self._person = page, person
        self._purpose = TextField(_("What for"), placeholder=_("It stands in the log"))
        self._receiver = TextField(_("Who gets it"), placeholder=_("It stands in the log"))
        self._ground = ChipGroup(_("Ground"), labels("referral.ground"), value="own_access")
        self._folder = TextField(
            _("Folder or stick"),
            value=str(Path.home()),
            hint=_("The file’s name says nothing of the person."),
        )
        for name, field in (
            ("purpose", self._purpose),
            ("receiver", self._receiver),
            ("ground", self._ground),
            ("folder", self._folder),
        ):
            self.field(name, field)
        choose = Button(_("Choose a folder …"), "quiet", icon="folder-open", height=30)
        choose.clicked.connect(self._choose)
        self.card.box.addWidget(choose, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_now()

    def submit(self) -> None:
        said = self.said()
        self.do(
            extract_person,
            self._person.id,
            Path(said["folder"].strip()),
            purpose=said["purpose"],
            receiver=said["receiver"],
            ground=said["ground"],
            then=self._written,
        )

    def _choose(self) -> None:
        chosen = files.folder(self, _("Folder or stick"), self._folder.value())
        if chosen:
            self._folder.set_value(chosen)

    def _written(self, done: Extracted) -> None:
        WrittenSheet(self._page, done)


class WrittenSheet(Sheet):
    """Where the file lies and the passphrase, shown this once."""

    def __init__(self, page: Page, done: Extracted) -> None:
        super().__init__(covered(page), _("The file is written"), width=560)
        box = self.card.box
        box.addWidget(Label(_("The file is written and was read back"), "h2", wrap=True))
        box.addWidget(Label(str(done.path), "muted", wrap=True))
        ground = Surface("info", (16, 12, 16, 12), 4)
        ground.box.addWidget(Label(_("Passphrase"), "label"))
        word = Label(done.passphrase, "code", wrap=True)
        word.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        word.setAccessibleName(_("Passphrase: {word}", word=done.passphrase))
        ground.box.addWidget(word)
        box.addWidget(ground)
        say = _("It is shown only now and kept nowhere. Give it by another way than the file.")
        box.addWidget(Label(say, "muted", wrap=True))
        button = Button(_("I have written it down"), "primary", key=_("Enter"))
        button.clicked.connect(self.leave)
        foot = line(margins=(0, 10, 0, 0))
        foot.addStretch()
        foot.addWidget(button)
        box.addLayout(foot)
        self.open(button)
