"""The last question before something is deleted for good, with the word that has to be typed for a whole person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.actions.erasing import REASONS, Parts, Text, erase_entry, erase_person, erase_text, parts_of
from app.base.languages import _
from app.store.store import Changes
from ui.forms import ChipGroup, TextField
from ui.shell.ask import Ask
from ui.shell.page import Page

WHOLE = "whole"
SHOWN = 40  # characters of a text
Done = Callable[[Changes], None]


def reasons() -> dict[str, str]:
    """The two reasons in the window's language."""
    return {code: _(text) for code, text in REASONS.items()}


class LastQuestion(Ask):
    """A sheet that deletes. It stays while the file is written anew, which takes seconds in a large register."""

    def erase(
        self, action: Callable[..., Changes], *args: Any, then: Done | None = None, **named: Any
    ) -> None:
        """Do it, and say so meanwhile."""
        self.wrong.use_role("muted")
        self.refuse(_("Deleting, and writing the register anew without it …"))
        self.do(action, *args, then=then, **named)

    def _failed(self, error: BaseException) -> None:
        self.wrong.use_role("error")
        self.wrong.hide()
        super()._failed(error)


class TypedSheet(LastQuestion):
    """A whole person: the first name is typed."""

    def __init__(
        self, page: Page, person: str, name: str, key: str, why: str, then: Callable[[], None]
    ) -> None:
        text = _("Everything about {name} is deleted from the register. It cannot be undone.", name=name)
        super().__init__(page, _("Delete {name} for good?", name=name), text, _("Delete for good"))
        self._person, self._why, self._then = person, why, then
        self._typed = TextField(_("Write {name} to confirm", name=key))
        self.field("typed", self._typed)
        self.show_now()

    def submit(self) -> None:
        def gone(_changes: Changes) -> None:
            self._then()

        self.erase(erase_person, self._person, why=self._why, typed=self._typed.value(), then=gone)


def ask_entry(page: Page, kind: str, entry: str, what: str) -> None:
    """Ask whether the whole entry or one text of it goes, once its texts are known."""

    def show(found: Parts) -> None:
        EntrySheet(page, kind, entry, what, found)

    page.frame.work.ask(parts_of, kind, entry, then=show, instead_of="erasing.entry")


class EntrySheet(LastQuestion):
    """One entry that is wrong or unlawful, at once: the whole of it or one text."""

    def __init__(self, page: Page, kind: str, entry: str, what: str, found: Parts) -> None:
        text = _(
            "{what}. What is deleted here is gone from the search and the log too, and cannot be brought back.",
            what=what,
        )
        if found.group:
            text += " " + _("This is a group: the whole entry is deleted for everyone who took part.")
        super().__init__(page, _("Delete for good"), text, _("Delete for good"), width=600)
        self._kind, self._entry = kind, entry
        self._texts = {str(at): one for at, one in enumerate(found.texts)}
        parts = {WHOLE: _("the whole entry")} | {at: _short(one) for at, one in self._texts.items()}
        self._part = ChipGroup(_("What"), parts, value=WHOLE)
        self._why = ChipGroup(_("Why"), reasons())
        if found.texts:
            self.field("part", self._part)
        self.field("why", self._why)
        self.show_now()

    def submit(self) -> None:
        part, why = self._part.value() or WHOLE, self._why.value()
        if part == WHOLE:
            self.erase(erase_entry, self._kind, self._entry, why=why)
        else:
            one = self._texts[part]
            self.erase(erase_text, one.kind, one.id, one.field, why=why)


def _short(one: Text) -> str:
    words = " ".join(one.text.split())
    return f"{one.label}: {words[:SHOWN]}…" if len(words) > SHOWN else f"{one.label}: {words}"
