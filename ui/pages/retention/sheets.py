"""What is asked on the page of retention: the decision, a rule, where the archive's file goes, why a case is closed."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

from PySide6.QtCore import Qt

from app.actions.extracts import Extracted
from app.actions.restriction import lift_restriction, restrict
from app.actions.retention import (
    Decision,
    delete_proposed,
    deliver,
    record_decision,
    set_rule,
)
from app.base.languages import _, ngettext_
from app.store.questions.retention import Proposal, Rule
from app.store.restriction import Restricted
from app.store.store import Changes
from ui.forms import ChipGroup, TextField
from ui.forms.when import day_field
from ui.pages.erasing.sheets import LastQuestion
from ui.pages.erasing.words import OUTCOMES, RULES
from ui.shell import files
from ui.shell.ask import Ask
from ui.shell.page import Page
from ui.theme import Button


class DecisionSheet(Ask):
    """Reference, day and who decided: without them no rule works."""

    def __init__(self, page: Page, known: Decision | None) -> None:
        text = _(
            "Whether guidance notes belong in the archive is for the county to decide. "
            "Until its decision stands here, nothing is proposed and nothing is deleted by a rule."
        )
        super().__init__(page, _("The county's decision on disposal"), text, _("Record it"))
        self.field("reference", TextField(_("Reference"), value=known.reference if known else ""))
        day = day_field(_("Day of the decision"), today=page.frame.clock.today, past=True)
        if known:
            day.set_value(known.day.isoformat())
        self.field("day", day)
        self.field("who", TextField(_("Who decided"), value=known.who if known else ""))
        self.show_now()

    def submit(self) -> None:
        said = self.said()
        self.do(record_decision, reference=said["reference"], day=said["day"], who=said["who"])


class RuleSheet(Ask):
    """Months and outcome of one kind."""

    def __init__(self, page: Page, kind: str, rule: Rule) -> None:
        title, what = RULES[kind]
        text = _("Counted from the day of leaving or the last contact, whichever is later.")
        super().__init__(page, _(title), f"{_(what)}. {text}" if what else text, _("Keep the rule"))
        self._kind = kind
        months = TextField(
            _("Months"), value=str(rule.months or ""), hint=_("Empty: no rule, and nothing is proposed.")
        )
        self.field("months", months)
        self.field(
            "outcome",
            ChipGroup(_("Then it"), {code: _(text) for code, text in OUTCOMES.items()}, value=rule.outcome),
        )
        self.show_now()

    def submit(self) -> None:
        said = self.said()
        self.do(set_rule, self._kind, months=said["months"], outcome=said["outcome"])


class DeleteSheet(LastQuestion):
    """The last question before what was chosen is deleted: for how many people, how many entries."""

    def __init__(self, page: Page, chosen: Collection[Proposal], done: Callable[[], None]) -> None:
        people, entries = len({one.person for one in chosen}), sum(one.count for one in chosen)
        whole = sum(one.kind == "person" for one in chosen)
        text = " ".join(
            part
            for part in (
                ngettext_("{count} entry is deleted.", "{count} entries are deleted.", entries),
                ngettext_("It is about {count} person.", "They are about {count} people.", people),
                ngettext_("{count} person goes whole.", "{count} people go whole.", whole) if whole else "",
                _("It cannot be undone. Older backups still hold it until they are thinned."),
            )
            if part
        )
        super().__init__(page, _("Delete for good?"), text, _("Delete for good"))
        self._chosen, self._done = [(one.person, one.kind) for one in chosen], done
        if whole:
            self.field(
                "typed", TextField(_("Write {count} to confirm: so many people go whole", count=whole))
            )
        self.show_now()

    def submit(self) -> None:
        def gone(_changes: Changes) -> None:
            self._done()

        self.erase(delete_proposed, self._chosen, typed=self.said().get("typed", ""), then=gone)


class DeliverSheet(Ask):
    """A person's record for the archive, as a locked file."""

    def __init__(self, page: Page, one: Proposal) -> None:
        text = _(
            "The whole record of {name} is written as a locked PDF, read back, and noted as delivered. "
            "Then it may be deleted.",
            name=one.name,
        )
        super().__init__(page, _("Deliver to the archive"), text, _("Write the file"), width=600)
        self._page, self._person = page, one.person
        self.field("receiver", TextField(_("Who gets it"), placeholder=_("It stands in the log")))
        self._folder = TextField(_("Folder or stick"), value=str(Path.home()))
        self.field("folder", self._folder)
        choose = Button(_("Choose a folder …"), "quiet", icon="folder-open", height=30)
        choose.clicked.connect(self._choose)
        self.card.box.addWidget(choose, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_now()

    def submit(self) -> None:
        said = self.said()
        folder = Path(said["folder"].strip())
        self.do(deliver, self._person, folder, receiver=said["receiver"], then=self._written)

    def _choose(self) -> None:
        chosen = files.folder(self, _("Folder or stick"), self._folder.value())
        if chosen:
            self._folder.set_value(chosen)

    def _written(self, done: Extracted) -> None:
        from ui.pages.people.extract import WrittenSheet

        WrittenSheet(self._page, done)
        self._page.reload()


class RestrictSheet(Ask):
    """A case is kept and closed: why."""

    def __init__(self, page: Page, person: str, name: str) -> None:
        text = _(
            "The case is kept whole, and nobody reads or changes it, you neither, until the restriction is lifted. "
            "That the person exists is still seen."
        )
        super().__init__(page, _("Restrict the case of {name}", name=name), text, _("Restrict"))
        self._person = person
        self.field("reason", TextField(_("Why"), placeholder=_("Such as: an objection is being looked at")))
        self.show_now()

    def submit(self) -> None:
        self.do(restrict, self._person, reason=self.said()["reason"])


class LiftSheet(Ask):
    """Open a closed case again."""

    def __init__(self, page: Page, one: Restricted) -> None:
        super().__init__(page, _("Lift the restriction for {name}?", name=one.name), one.reason, _("Lift it"))
        self._person = one.person
        self.show_now()

    def submit(self) -> None:
        self.do(lift_restriction, self._person)
