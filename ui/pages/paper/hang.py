"""Where papers were hung up, since when, and who in the prison approved it: asked once for all languages of a paper."""

from __future__ import annotations

from collections.abc import Sequence

from app.actions.hangings import Walls, hang_anew, hang_up, walls
from app.actions.papers import Job
from app.base.languages import _, ngettext_
from app.documents.registry import DOCUMENTS
from app.records.spoken import language_name
from ui.forms import SuggestField, Suggestion, starting
from ui.forms.when import day_field
from ui.shell.ask import Ask
from ui.shell.page import Page

NAMED = 8  # languages that are named


def hang(page: Page, jobs: Sequence[Job]) -> None:
    """Ask where these papers hang, and keep it."""

    def then(found: Walls) -> None:
        HangSheet(page, jobs, found)

    page.frame.work.ask(walls, then=then)


class HangSheet(Ask):
    """Place, day and approval of new papers."""

    def __init__(self, page: Page, jobs: Sequence[Job], found: Walls) -> None:
        title = _("Hang up: {document}", document=_(DOCUMENTS[jobs[0].document].title))
        super().__init__(page, title, _languages(jobs), _("Hang up"))
        self._jobs = jobs
        self.field("place", _line(_("Where"), found.places, _("Such as: the library, Ward B")))
        day = day_field(_("Since"), today=page.frame.clock.today, past=True)
        day.set_value(page.frame.clock.today().isoformat())
        self.field("day", day)
        who = _line(_("Approved in the prison by"), found.approvers, _("A role or a name"))
        if found.approvers:
            who.set_value(found.approvers[0])
        self.field("approved_by", who)
        self.show_now()

    def submit(self) -> None:
        said = self.said()
        self.do(hang_up, self._jobs, place=said["place"], day=said["day"], approved_by=said["approved_by"])


class AnewSheet(Ask):
    """Papers hang anew where they hung: since when, and with whose approval."""

    def __init__(self, page: Page, ids: Sequence[str], found: Walls) -> None:
        title = ngettext_("{count} paper is hung anew", "{count} papers are hung anew", len(ids))
        said = _("They hang in the same places, with the text as it is now.")
        super().__init__(page, title, said, _("Hung anew"))
        self._ids = ids
        day = day_field(_("Since"), today=page.frame.clock.today, past=True)
        day.set_value(page.frame.clock.today().isoformat())
        self.field("day", day)
        who = _line(_("Approved in the prison by"), found.approvers, _("Empty: as before"))
        self.field("approved_by", who)
        self.show_now()

    def submit(self) -> None:
        said = self.said()
        self.do(hang_anew, self._ids, day=said["day"], approved_by=said["approved_by"])


def _line(label: str, known: Sequence[str], hint: str) -> SuggestField:
    return SuggestField(
        label, source=lambda typed: starting(typed, [Suggestion(one) for one in known]), hint=hint
    )


def _languages(jobs: Sequence[Job]) -> str:
    names = [language_name(job.language) for job in jobs]
    if len(names) <= NAMED:
        return ", ".join(names)
    return _("{names} and {count} more", names=", ".join(names[:NAMED]), count=len(names) - NAMED)
