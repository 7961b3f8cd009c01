"""What has to be said before some papers leave the program, such as a person's whole record: said once, then done."""

from __future__ import annotations

from collections.abc import Callable

from app.base.languages import _
from app.documents.registry import DOCUMENTS
from ui.shell.ask import Ask
from ui.shell.page import Page


def warned(page: Page, document: str, do: Callable[[], None]) -> None:
    """Do it at once, or after the document's warning has been read."""
    if DOCUMENTS[document].warning:
        WarnedSheet(page, document, do)
    else:
        do()


class WarnedSheet(Ask):
    """The document's warning; Enter goes on, Esc leaves everything as it is."""

    def __init__(self, page: Page, document: str, do: Callable[[], None]) -> None:
        wanted = DOCUMENTS[document]
        super().__init__(page, _(wanted.title), _(wanted.warning), _("Go on"))
        self._do = do
        self.show_now()

    def submit(self) -> None:
        self.leave()
        self._do()
