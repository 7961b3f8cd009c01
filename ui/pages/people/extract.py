"""A person's whole record as a locked file: what for, to whom, where to; then where it lies and what opens it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from app.actions.desk import Desk
from app.actions.disclosures import leaves_in_words, who
from app.actions.extracts import Extracted, extract_person, names_of_others
from app.actions.releases import valid_releases
from app.base.languages import _
from app.records.choices import labels
from app.records.person import Person
from ui.documents.leaving import LeavesStrip, MaskedNames, scrolled
from ui.forms import ChipGroup, Input, TextField, give_letters
from ui.shell import files
from ui.shell.ask import Ask, covered
from ui.shell.page import Page
from ui.shell.sheet import Sheet
from ui.theme import TOP, Button, Label, ScrollColumn, Surface, column, line


class ExtractSheet(Ask):
    """Purpose, receiver and ground stand in the log; the names of others are masked; the file is locked and read back."""

    def __init__(self, page: Page, person: Person) -> None:
        text = _(
            "Everything that is written about {name}, as a locked PDF. On paper it could be found in a cell, "
            "so print it only when it must be printed.",
            name=person.name,
        )
        super().__init__(page, _("Whole record as a locked file"), text, _("Write the file"), width=600)
        self._page, self._person = page, person
        self._releases: dict[str, str] = {}
        self._purpose = TextField(_("What for"), placeholder=_("It stands in the log"))
        self._receiver = TextField(_("Who gets it"), placeholder=_("It stands in the log"))
        self._ground = ChipGroup(_("Ground"), labels("disclosure.ground"), value="own_access")
        self._release: ChipGroup | None = None
        self._masked: MaskedNames | None = None
        self._names: ScrollColumn | None = None
        self._folder = TextField(
            _("Folder or stick"),
            value=str(Path.home()),
            hint=_("The file’s name says nothing of the person."),
        )
        self._strip = LeavesStrip()
        choose = Button(_("Choose a folder …"), "quiet", icon="folder-open", height=30)
        choose.clicked.connect(self._choose)
        self._beside(("purpose", self._purpose), ("receiver", self._receiver))
        self.field("ground", self._ground)
        self._asked = column(gap=10)
        self.card.box.addLayout(self._asked)
        self._beside(("folder", self._folder)).addWidget(choose, 0, Qt.AlignmentFlag.AlignVCenter)
        for field in self.fields.values():
            field.changed.connect(self._look)
        self.card.box.addWidget(self._strip)
        self.show_now()
        self._look()
        page.frame.work.ask(_known, person.id, then=self._know)

    def _beside(self, *fields: tuple[str, Input]) -> QHBoxLayout:
        """Ask these on one line."""
        row = line(gap=12)
        for name, field in fields:
            self.fields[name] = field
            row.addWidget(field, 1, TOP)
        self.card.box.addLayout(row)
        return row

    def submit(self) -> None:
        said = self.said()
        self.do(
            extract_person,
            self._person.id,
            Path(said["folder"].strip()),
            purpose=said["purpose"],
            receiver=said["receiver"],
            ground=said["ground"],
            release=self._release.value() if self._release is not None else "",
            left=self._masked.not_masked() if self._masked is not None else "",
            then=self._written,
        )

    def _know(self, known: tuple[dict[str, str], tuple[str, ...]]) -> None:
        """Which releases hold today, and whose names stand in the record."""
        releases, names = known
        self._releases = releases
        if releases:
            self._release = ChipGroup(
                _("On which release"), releases, value=next(iter(releases)) if len(releases) == 1 else ""
            )
            self._release.changed.connect(self._look)
            self.fields["release"] = self._release
            self._asked.addWidget(self._release)
        if names:
            self._masked = MaskedNames(names)
            self.fields["masked"] = self._masked
            self._names = scrolled(self._masked)
            self._asked.addWidget(self._names)
        give_letters(list(self.fields.values()))
        self._look()

    def _look(self) -> None:
        """Say what leaves, to whom, and on which ground."""
        ground = self._ground.value()
        own = ground == "own_access"
        if self._names is not None:
            self._names.setVisible(ground != "archive")  # an archive gets the record as it is
        if self._release is not None:
            self._release.setVisible(ground == "release")
            chosen = self._releases.get(self._release.value(), "")
            if ground == "release" and chosen and not self._receiver.value():
                self._receiver.set_value(chosen)
        values = {"own": "yes" if own else "no", "ground": ground, "receiver": self._receiver.value()}
        said = leaves_in_words("person_record", values)
        if ground == "release" and not self._releases:
            said = _("No release from secrecy holds today. Write one down first, or choose another ground.")
        self._strip.say(said)

    def _choose(self) -> None:
        chosen = files.folder(self, _("Folder or stick"), self._folder.value())
        if chosen:
            self._folder.set_value(chosen)

    def _written(self, done: Extracted) -> None:
        WrittenSheet(self._page, done)


def _known(desk: Desk, person: str) -> tuple[dict[str, str], tuple[str, ...]]:
    return {one.id: who(one) for one in valid_releases(desk, person)}, names_of_others(desk, person)


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
