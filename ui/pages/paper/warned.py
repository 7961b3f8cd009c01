"""What has to be said before some papers leave the program, such as a person's whole record: said once, then done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from app.actions.disclosures import leaves_in_words
from app.actions.extracts import names_of_others
from app.actions.papers import Job
from app.base.languages import _
from app.documents.registry import DOCUMENTS
from ui.documents.leaving import LeavesStrip, MaskedNames, scrolled
from ui.shell.ask import Ask
from ui.shell.page import Page

RECORD = "person_record"


def warned(page: Page, jobs: Sequence[Job], do: Callable[[Sequence[Job]], None]) -> None:
    """Do it at once, or after the document's warning has been read and what it asks is answered."""
    if not jobs or not DOCUMENTS[jobs[0].document].warning:
        do(jobs)
    elif jobs[0].document == RECORD and len(jobs) == 1:

        def ask(names: tuple[str, ...]) -> None:
            WarnedSheet(page, jobs, do, names=names)

        page.frame.work.ask(names_of_others, jobs[0].person, then=ask)
    else:
        WarnedSheet(page, jobs, do)


class WarnedSheet(Ask):
    """The document's warning, what leaves on which ground, and whose names are masked; Enter goes on, Esc leaves it."""

    def __init__(
        self,
        page: Page,
        jobs: Sequence[Job],
        do: Callable[[Sequence[Job]], None],
        *,
        names: Sequence[str] = (),
    ) -> None:
        wanted = DOCUMENTS[jobs[0].document]
        super().__init__(page, _(wanted.title), _(wanted.warning), _("Go on"))
        self._jobs, self._do = jobs, do
        strip = LeavesStrip()
        strip.say(leaves_in_words(jobs[0].document, jobs[0].values))
        self.card.box.addWidget(strip)
        self._masked = MaskedNames(names) if names else None
        if self._masked is not None:
            self.fields["left"] = self._masked
            self.card.box.addWidget(scrolled(self._masked))
        self.show_now()

    def submit(self) -> None:
        self.leave()
        if self._masked is not None:
            left = self._masked.not_masked()
            self._jobs = [replace(one, values={**one.values, "left": left}) for one in self._jobs]
        self._do(self._jobs)
