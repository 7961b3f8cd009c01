"""How the numbers of a period leave: as a paper, a PDF or a spreadsheet, through the one door, small ones hidden."""

from __future__ import annotations

from pathlib import Path

from app.actions.column_maps import FilledForm, form_file
from app.actions.desk import Desk
from app.actions.papers import Job, make_paper
from app.actions.statistics import count_to_give_out, statistics_file
from app.base.languages import _, current
from app.statistics.period import Period
from ui.documents.saving import save_out
from ui.shell import files
from ui.shell.page import Page

_KINDS = {"pdf": "PDF (*.pdf)", "xlsx": "Excel (*.xlsx);;CSV (*.csv)"}
_ENDS = (".pdf", ".xlsx", ".csv")


def paper_of(period: Period) -> Job:
    """The paper of a period's numbers, in the window's language."""
    values = {"period": "days", "first": period.first.isoformat(), "last": period.last.isoformat()}
    return Job("statistics", current(), values=values)


def save(page: Page, period: Period, end: str) -> None:
    """Ask where, and save. end: of the file's name, pdf or xlsx; of the latter the user may make csv."""
    title = _("Save as PDF") if end == "pdf" else _("Save the numbers as a spreadsheet")
    what = _("Statistics")
    name = f"{what} {period.first.isoformat()} {period.last.isoformat()}.{end}"
    chosen = files.save_as(page, title, Path.home() / name, _KINDS[end])
    if chosen:
        frame = page.frame
        frame.work.run(
            saved,
            _named(Path(chosen), end),
            paper_of(period),
            period,
            then=lambda found: frame.say(_("Saved as {file}", file=str(found[0]))),
        )


def save_form(page: Page, form: FilledForm, period: Period) -> None:
    """Ask where, and save a form filled in for a period: as a workbook, or as csv where the name says so."""
    name = f"{files.safe(form.name)} {period.first.isoformat()} {period.last.isoformat()}.xlsx"
    chosen = files.save_as(page, _("Save the form"), Path.home() / name, _KINDS["xlsx"])
    if chosen:
        page.frame.work.run(
            form_saved,
            _named(Path(chosen), "xlsx"),
            form.id,
            period,
            then=lambda found: page.frame.say(_("Saved as {file}", file=str(found[0]))),
        )


def _named(chosen: Path, end: str) -> Path:
    """The file as it was chosen; one whose name gets its end here takes the place of no other."""
    if chosen.suffix.lower() in _ENDS:
        return chosen
    names = (f"{chosen.name}{again}.{end}" for again in ("", *(f" {number}" for number in range(2, 1000))))
    return next(path for name in names if not (path := chosen.with_name(name)).exists())


def saved(desk: Desk, path: Path, job: Job, period: Period) -> list[Path]:
    """Write the numbers of a period through the one door, in the form that the file's name says. Raises NotSaved."""
    suffix = path.suffix.lower()
    if suffix == ".pdf":
        content = make_paper(desk, job).pdf
    else:
        content = statistics_file(count_to_give_out(desk, period), "csv" if suffix == ".csv" else "xlsx")
    return save_out(desk, {path: content}, [job])


def form_saved(desk: Desk, path: Path, id: str, period: Period) -> list[Path]:
    """Write a form filled in through the one door. Raises NotSaved, ColumnsNotRead."""
    content = form_file(desk, id, period, "csv" if path.suffix.lower() == ".csv" else "xlsx")
    return save_out(desk, {path: content}, [paper_of(period)])
