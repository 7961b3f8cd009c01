"""Right of the proposals: the decision, the rules, the cases that are restricted, and the entries that were voided."""

from __future__ import annotations

from typing import Protocol

from app.actions.retention import Retention
from app.base.languages import _, ngettext_
from app.store.pruning import Holding
from app.store.questions.retention import Rule
from app.store.questions.voided import Voided
from app.store.restriction import Restricted
from ui.pages.erasing.backups import ask_prune, backups_until
from ui.pages.erasing.sheets import ask_entry
from ui.pages.erasing.words import OUTCOMES, RULES, kind_of
from ui.pages.retention.sheets import LiftSheet, RuleSheet
from ui.shell.page import Page, Section
from ui.theme import Button, Card, Icon, Label, Row, ScrollColumn, dates

SHOWN = 50


class CanRecord(Protocol):
    """What the page does."""

    def decide(self) -> None: ...


class Aside(Card):
    """Sections below each other; those with nothing in them say so in a line, or are left out."""

    def __init__(
        self,
        page: Page,
        found: Retention,
        restricted: tuple[Restricted, ...],
        voided: tuple[Voided, ...],
        backups: Holding | None,
    ) -> None:
        super().__init__((8, 16, 8, 8), 0)
        self._page = page
        self._list = ScrollColumn(gap=2)
        self.box.addWidget(self._list)
        self._decision(found)
        self._rules(found)
        self._restricted(restricted)
        self._voided(voided)
        self._backups(backups)
        self._list.box.addStretch()

    def _decision(self, found: Retention) -> None:
        one = found.decision
        change = Button(_("Change") if one else _("Record"), "quiet", height=28)
        change.clicked.connect(getattr(self._page, "decide", lambda: None))
        self._list.box.addWidget(
            Section(_("The county's decision"), "", *([change] if found.can_decide else []))
        )
        if one is None:
            self._note(_("Not recorded yet."))
            return
        said = _(
            "{reference}, {day}. Decided by {who}.",
            reference=one.reference,
            day=dates.day_full(one.day),
            who=one.who,
        )
        self._note(said)

    def _rules(self, found: Retention) -> None:
        self._list.box.addSpacing(14)
        self._list.box.addWidget(Section(_("Rules"), ""))
        for kind, rule in found.rules.items():
            title, what = (_(text) if text else "" for text in RULES[kind])
            row = Row(f"{title}, {_said(rule)}", margins=(12, 8, 12, 8))
            row.add(Icon("clock" if rule.months else "minus", "muted", 17))
            row.two(title, _said(rule))
            row.setToolTip(what)
            row.enter_hint()
            may = found.can_decide and found.decision is not None
            row.setEnabled(may)
            row.clicked.connect(
                lambda _checked=False, kind=kind, rule=rule: RuleSheet(self._page, kind, rule)
            )
            self._list.box.addWidget(row)
        if not found.can_decide:
            self._note(_("The head of the school department sets them."))

    def _restricted(self, found: tuple[Restricted, ...]) -> None:
        if not found:
            return
        self._list.box.addSpacing(14)
        self._list.box.addWidget(Section(_("Restricted cases"), str(len(found))))
        for one in found:
            since = _("since {day}", day=dates.day_full(one.since.astimezone().date()))
            second = " · ".join(part for part in (since, one.by, one.reason) if part)
            row = Row(f"{one.name}, {second}", margins=(12, 8, 12, 8))
            row.add(Icon("lock", "muted", 17))
            row.two(one.name, second)
            row.enter_hint()
            row.setEnabled(one.may_lift)
            row.clicked.connect(lambda _checked=False, one=one: LiftSheet(self._page, one))
            self._list.box.addWidget(row)

    def _voided(self, found: tuple[Voided, ...]) -> None:
        if not found:
            return
        self._list.box.addSpacing(14)
        self._list.box.addWidget(Section(_("Voided entries, still kept"), str(len(found))))
        self._note(_("Enter deletes one for good."))
        for one in found[:SHOWN]:
            self._list.box.addWidget(self._voided_row(one))
        if len(found) > SHOWN:
            self._note(ngettext_("{count} more", "{count} more", len(found) - SHOWN))

    def _voided_row(self, one: Voided) -> Row:
        today = self._page.frame.clock.today()
        day = dates.day_plain(one.day, today=today) if one.day else ""
        first = " · ".join(part for part in (kind_of(one.kind), one.name, day) if part)
        second = _("voided {day}", day=dates.day_plain(one.at.astimezone().date(), today=today))
        row = Row(f"{first}, {second}", margins=(12, 8, 12, 8))
        row.add(Icon("circle-slash", "muted", 17))
        row.two(first, second)
        row.enter_hint()
        if one.kind == "person":
            row.clicked.connect(lambda: self._page.frame.go("erasing", person=one.person))
        else:
            row.clicked.connect(lambda: ask_entry(self._page, one.kind, one.id, first))
        return row

    def _backups(self, found: Holding | None) -> None:
        """Older backups still hold what was deleted."""
        if found is None or not found.count:
            return
        self._list.box.addSpacing(14)
        self._list.box.addWidget(Section(_("Older backups"), str(found.count)))
        self._note(
            _("From before the latest deletion: they still hold what was deleted.")
            + " "
            + backups_until(found)
        )
        take = _("Take the older backups away now …")
        row = Row(take, margins=(12, 8, 12, 8))
        row.add(Icon("archive", "muted", 17))
        row.two(take, "")
        row.enter_hint()
        row.clicked.connect(lambda: ask_prune(self._page.frame, found.count, self._page.reload))
        self._list.box.addWidget(row)

    def _note(self, text: str) -> None:
        note = Label(text, "muted", wrap=True)
        note.setContentsMargins(12, 4, 12, 8)
        self._list.box.addWidget(note)


def _said(rule: Rule) -> str:
    if not rule.months:
        return _("no rule")
    months = ngettext_("after {count} month", "after {count} months", rule.months)
    return f"{months}: {_(OUTCOMES[rule.outcome])}"
