"""A case that is kept and closed: that it exists, since when, and the way to open it again for those who may."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.base.languages import _
from app.store.restriction import Restricted
from ui.lists import EmptyState
from ui.pages.retention.sheets import LiftSheet
from ui.shell.page import Page
from ui.theme import Button, column, dates


class ClosedCase(QWidget):
    """Stands where the person's page would stand."""

    def __init__(self, page: Page, one: Restricted) -> None:
        super().__init__()
        since = dates.day_full(one.since.astimezone().date())
        parts = [
            _(
                "It is kept whole, and nobody reads or changes it. Restricted {day} by {who}.",
                day=since,
                who=one.by,
            )
        ]
        if one.reason:
            parts.append(_("Why: {reason}", reason=one.reason))
        self.lift = Button(_("Lift the restriction …"), "plain", icon="lock")
        self.lift.clicked.connect(lambda: LiftSheet(page, one))
        offers = [self.lift] if one.may_lift else []
        title = _("The case of {name} is restricted", name=one.name)
        column(self).addWidget(EmptyState("lock", title, " ".join(parts), offers))
