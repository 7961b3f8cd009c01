"""The sheets of "Who works here": add, roles, remove in two steps, a first passphrase, cases to give on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout

from app.actions.cases import left_cases, reassign
from app.actions.counsellors import (
    ROLES,
    Colleague,
    Removal,
    add_colleague,
    give_passphrase,
    removal,
    remove_colleague,
    set_roles,
)
from app.actions.desk import Desk
from app.base.folding import fold
from app.base.languages import _, ngettext_
from app.entry.draft import split_codes
from app.store.store import Changes
from ui.forms import ChipGroup, PassphraseField, TextField
from ui.pages.colleagues.removing import Removing
from ui.shell.ask import Ask
from ui.shell.page import Page
from ui.theme import Button, Label, line

Done = Callable[[str], None]


def _roles(value: str) -> ChipGroup:
    texts = {code: _(text) for code, text in ROLES.items()}
    return ChipGroup(_("&Roles"), texts, value=value, many=True)


class _WithPassphrase(Ask):
    """Asks for a passphrase twice; the one whose it is types it."""

    def _ask_passphrase(self) -> None:
        rule = _("At least 12 characters or four words that nobody would guess together.")
        self.new = self.field("passphrase", PassphraseField(_("&Passphrase"), hint=rule))
        self.same = self.field("again", PassphraseField(_("The same &again")))

    def _agrees(self) -> bool:
        if self.new.value() == self.same.value():
            return True
        self.same.error(_("The two are not the same."))
        self.same.take_focus()
        return False


class AddSheet(_WithPassphrase):
    """Name, passphrase and roles of somebody new."""

    def __init__(self, page: Page, done: Done) -> None:
        said = _("Let your colleague type the passphrase. Nobody can look it up afterwards, not you either.")
        super().__init__(page, _("Add a colleague"), said, _("Add"))
        self._done = done
        self.who = self.field("name", TextField(_("&Name")))
        self._ask_passphrase()
        self.roles = self.field("roles", _roles("counsellor"))
        self.show_now()

    def submit(self) -> None:
        if self._agrees():
            name, roles = self.who.value().strip(), split_codes(self.roles.value())
            self.do(
                add_colleague,
                name=name,
                passphrase=self.new.value(),
                roles=roles,
                then=lambda _id: self._done(_("{name} can log in now.", name=name)),
            )


class PassphraseSheet(_WithPassphrase):
    """A passphrase for somebody who has none."""

    def __init__(self, page: Page, who: Colleague, done: Done) -> None:
        said = _("{name} has no passphrase and cannot log in. Let {name} type a new one.", name=who.name)
        super().__init__(page, who.name, said, _("Let in"))
        self._page, self._who, self._done = page, who, done
        self._ask_passphrase()
        self.card.box.addLayout(_way_to_remove(self, page, who, done))
        self.show_now()

    def submit(self) -> None:
        if self._agrees():
            said = _("{name} can log in now.", name=self._who.name)
            self.do(
                give_passphrase,
                self._who.id,
                passphrase=self.new.value(),
                then=lambda _none: self._done(said),
            )


class ColleagueSheet(Ask):
    """Somebody's roles, and the way to the removal."""

    def __init__(self, page: Page, who: Colleague, done: Done) -> None:
        super().__init__(page, who.name, "", _("Save"))
        self._who, self._done = who, done
        self.roles = self.field("roles", _roles(",".join(who.roles)))
        if not who.me:
            self.card.box.addLayout(_way_to_remove(self, page, who, done))
        self.show_now()

    def submit(self) -> None:
        roles = split_codes(self.roles.value())
        said = _("The roles of {name} are kept.", name=self._who.name)
        self.do(set_roles, self._who.id, roles=roles, then=lambda _none: self._done(said))


def _way_to_remove(sheet: Ask, page: Page, who: Colleague, done: Done) -> QHBoxLayout:
    """A quiet button: the first of the two steps."""

    def shown(found: Removal) -> None:
        RemoveSheet(page, found, done=done)

    def ask() -> None:
        sheet.leave()
        page.frame.work.ask(removal, who.id, then=shown)

    row = line(margins=(0, 6, 0, 0))
    button = Button(_("{name} no longer works here …", name=who.name), "link")
    button.clicked.connect(ask)
    row.addWidget(button)
    row.addStretch()
    return row


class RemoveSheet(Ask):
    """What a removal does, and the name to be typed before it is done."""

    def __init__(self, page: Page, found: Removal, *, done: Done) -> None:
        super().__init__(page, _("Remove {name}", name=found.name), "", _("Remove"), width=580)
        self._found, self._done = found, done
        for text in _what_it_does(found):
            self.card.box.addWidget(Label(text, wrap=True))
        self.typed = self.field("name", TextField(_("&Type the name, to go on"), placeholder=found.name))
        self.doing = Removing(found.store)
        self.card.box.addWidget(self.doing)
        self.show_now()

    def submit(self) -> None:
        if fold(self.typed.value()).strip() != fold(self._found.name).strip():
            self.typed.error(_("That is not the name."))
            self.typed.take_focus()
            return
        self.doing.begin()
        self.do(remove_colleague, self._found.id, drop_keyless=bool(self._found.keyless), then=self._removed)

    def _failed(self, error: BaseException) -> None:
        self.doing.end()
        super()._failed(error)

    def _removed(self, rekeyed: bool) -> None:
        name = self._found.name
        if rekeyed:
            self._done(_("{name} no longer gets in. The register has a new key.", name=name))
        else:
            self._done(
                _("{name} no longer gets in. The new key waits until there is room on the disk.", name=name)
            )


def _what_it_does(found: Removal) -> list[str]:
    """The consequences, the weightiest first."""
    name = found.name
    texts = [
        _(
            "{name}'s passphrase stops working at once, and the register is encrypted with a new key. "
            "What {name} has written stays.",
            name=name,
        )
    ]
    if found.cases:
        texts.append(
            ngettext_(
                "{count} case stays {name}'s until you give it on: you find it here afterwards.",
                "{count} cases stay {name}'s until you give them on: you find them here afterwards.",
                found.cases,
                name=name,
            )
        )
    if found.keyless:
        texts.append(
            _(
                "The new key cannot be handed to {names}. Let them log in once first, or they need a new passphrase "
                "from you, and a new recovery sheet must be made.",
                names=", ".join(found.keyless),
            )
        )
    if found.backups:
        texts.append(
            ngettext_(
                "{count} backup from before still opens with the old passphrases, until it is thinned out or deleted.",
                "{count} backups from before still open with the old passphrases, until they are thinned out or deleted.",
                found.backups,
            )
        )
    return texts


class LeftSheet(Ask):
    """The cases of somebody who has left, to be given to one who is here."""

    def __init__(self, page: Page, who: Colleague, here: Sequence[Colleague], done: Done) -> None:
        text = ngettext_(
            "{name} has left and still has {count} case.",
            "{name} has left and still has {count} cases.",
            who.cases,
            name=who.name,
        )
        said = _("Whoever gets them is their counsellor from now on and reads everything in them.")
        super().__init__(page, _("Give cases on"), f"{text} {said}", _("Give on"))
        self._who, self._done = who, done
        names = {one.id: one.name for one in here if "counsellor" in one.roles}
        self.to = self.field("to", ChipGroup(_("&To whom"), names))
        self.show_now()

    def submit(self) -> None:
        self.do(_give_on, self._who.id, self.to.value(), then=lambda changes: self._done(changes.text))


def _give_on(desk: Desk, left: str, to: str) -> Changes:
    people = [one.person for one in left_cases(desk) if one.keeper == left]
    return reassign(desk, people, to)
