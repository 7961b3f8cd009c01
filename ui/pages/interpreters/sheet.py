"""The order of an interpreter: language, kind, order number, whether it is confirmed, who cancelled, minutes used."""

from __future__ import annotations

from collections.abc import Callable

from app.actions.interpreters import OpenedOrder, keep_order, open_order
from app.base.languages import _
from app.entry.draft import Draft
from app.records.registry import scalars
from ui.forms.declared import declared_input
from ui.forms.field import Input
from ui.shell.ask import Ask
from ui.shell.page import Page


def order(page: Page, session_id: str) -> None:
    """Ask for the order of a session that is kept, and keep it."""

    def then(opened: OpenedOrder) -> None:
        InterpreterSheet(page, opened)

    page.frame.work.ask(open_order, session_id, then=then)


class InterpreterSheet(Ask):
    """keep: what is done with the order instead of saving it with the session, as in a form that is not saved yet."""

    def __init__(
        self, page: Page, opened: OpenedOrder, *, keep: Callable[[Draft], None] | None = None
    ) -> None:
        rule = _("Never another inmate or a relative.")
        super().__init__(page, _("Interpreter"), rule, _("Keep"))
        self._session, self._draft, self._keep = opened.session, opened.draft, keep
        self._whens = {
            name: spec.when
            for name, (_declared, spec) in scalars("interpreter").items()
            if spec.when is not None
        }
        for name in scalars("interpreter"):
            field = declared_input(
                name, self._draft, today=page.frame.clock.today, lists=lambda: opened.lists
            )
            self.field(name, field)
            field.changed.connect(self._said)
        self._said()
        first = "order_number" if self._draft.get("language") else "language"
        self.show_now(self.fields[first])

    def submit(self) -> None:
        self._said()
        if self._keep is None:
            self.do(keep_order, self._session, self._draft)
        elif not self._draft.get("language"):
            self.fields["language"].error(_("This is needed."))
            self.fields["language"].take_focus()
        else:
            self._keep(self._draft)
            self.leave()

    def _said(self) -> None:
        """Write down what stands in the fields, and show those that follow from it."""
        self._draft.raw.update({name: field.value() for name, field in self.fields.items()})
        for name, applies in self._whens.items():
            field: Input = self.fields[name]
            field.setVisible(applies(self._draft.raw))
