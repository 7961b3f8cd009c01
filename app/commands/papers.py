"""Commands that make paper: languages, poster, documents, document, typeset. None of them needs a register."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.base.columns import aligned
from app.base.languages import N_, WINDOW_LANGUAGES, LanguageInfo, _, has_sheets, sheet_languages
from app.base.wording import APPROVED, READ, SHIPPED, Standing, Wording
from app.commands.opening import clock_of, names_store, opened
from app.commands.output import give, give_file, read_text, write_all
from app.commands.words import Command, OneOf, Points, assignments, command, option

if TYPE_CHECKING:
    from app.documents.document import Document, Request
    from app.store.store import Store, Viewer

ALL = "all"
POSTER = "inmate_poster"
_SIZES = ("A4", "A3", "350x500")
_STATES = {
    "own": N_("written by the makers"),
    "draft": N_("draft"),
    "read": N_("read by a native reader"),
    "approved": N_("approved"),
}


def _codes() -> list[str]:
    return [info.code for info in sheet_languages()]


@command(
    "languages",
    help=N_(
        "List the languages that sheets exist in: code, name, direction, script, state.\n\n"
        "Where --store names a register, the state is the one of that school, with who stands behind it and since when."
    ),
)
@click.pass_context
def languages(ctx: click.Context) -> None:
    """Print the languages."""
    said = _wording(ctx)
    found = said.languages()
    plain = [
        {
            "code": one.code,
            "own_name": one.own_name,
            "direction": one.direction,
            "script": one.script,
            "state": one.state,
            "name": who.name,
            "day": who.day.isoformat() if who.day else "",
        }
        for one, who in ((one, _behind(said, one)) for one in found)
    ]
    rows = [
        (one.code, one.own_name, one.direction, one.script, _(_STATES[one.state]), line["name"], line["day"])
        for one, line in zip(found, plain, strict=True)
    ]
    give(ctx, plain, aligned(rows))


def _wording(ctx: click.Context) -> Wording:
    """What the register that --store names says of the languages; as shipped where it names none."""
    if not names_store(ctx):
        return SHIPPED
    from app.store.questions.wording import wording

    with opened(ctx) as desk:
        return wording(desk.store, viewer=desk.viewer)


def _behind(said: Wording, one: LanguageInfo) -> Standing:
    """Who stands behind a language that is more than a draft."""
    return said.standing.get(one.code, Standing("")) if one.state in (READ, APPROVED) else Standing("")


@command(
    "poster",
    help=N_(
        "Make the poster for inmates as PDF, in one language or in all.\n\n"
        "Values that --set takes: place, times, contact, school, prison, without (messages left out, such as "
        "P07,P09), colour (black or blue), design (pictograms, plain or bold), strips (none, strips or slip) and "
        "ink (full or modest). Where --store names a register, its settings are used for what is "
        "not set.\n\n"
        "With --language all, the output is a folder, or a file name with {language} in it."
    ),
)
@option(
    "--language",
    required=True,
    type=OneOf(ALL, also=_codes, has=has_sheets),
    metavar="CODE",
    help=N_("A language, or all."),
)
@option(
    "--size", default="A4", type=OneOf(*_SIZES), metavar="SIZE", help=N_("A4, A3 or 350x500 (millimetres).")
)
@option("--output", metavar="PATH", help=N_("Where the file goes; left out, to standard output."))
@assignments()
@click.pass_context
def poster(
    ctx: click.Context, language: str, size: str, output: str | None, values: tuple[tuple[str, str], ...]
) -> None:
    """Make one poster, or one in each language."""
    wanted = _codes() if language == ALL else [language]
    if language == ALL and output is None:
        raise click.UsageError(
            _("--language all needs --output: a folder, or a name with {language} in it."), ctx
        )
    document = _document(POSTER)
    with _reader(ctx, document) as (store, viewer):
        made = [(code, document.make(store, viewer, _request(ctx, code, size, values))) for code in wanted]
        with _leaving(ctx, store, [(POSTER, code) for code in wanted], values, output):
            if language != ALL:
                give_file(ctx, made[0][1], output, format="PDF", language=language, size=size)
                return
            files = _places(Path(str(output)).expanduser(), wanted)
            _make_folder(files[0].parent)
            paths = write_all({file: content for file, (_code, content) in zip(files, made, strict=True)})
    plain = [
        {"code": code, "size": size, "output": str(path), "bytes": len(content)}
        for path, (code, content) in zip(paths, made, strict=True)
    ]
    give(ctx, plain, "\n".join(map(str, paths)))


def _places(output: Path, codes: Sequence[str]) -> list[Path]:
    """A file for each language: in the folder, or named after the pattern."""
    if "{language}" in output.name:
        return [output.with_name(output.name.replace("{language}", code)) for code in codes]
    if output.suffix.lower() == ".pdf" and not output.is_dir():
        return [output.with_name(f"{output.stem}-{code}{output.suffix}") for code in codes]
    return [output / f"poster-{code}.pdf" for code in codes]


def _make_folder(folder: Path) -> None:
    from app.commands.errors import OutputFailed

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputFailed(path=folder, why=error.strerror) from error


@command(
    "documents",
    help=N_("List the documents that can be made: key, title, sizes, whether it needs the register."),
)
@click.pass_context
def documents(ctx: click.Context) -> None:
    """Print the documents."""
    found = [_document(key) for key in _document_keys()]
    plain = [_plain(document) for document in found]
    rows = [
        (
            document.key,
            _(document.title),
            " ".join(document.sizes),
            _("needs the register") if document.needs_store else "",
        )
        for document in found
    ]
    give(ctx, plain, aligned(rows))


def _plain(document: Document) -> dict[str, Any]:
    return {
        "key": document.key,
        "title": _(document.title),
        "about": _(document.about),
        "sizes": list(document.sizes),
        "languages": list(document.language_codes()),
        "needs_store": document.needs_store,
        "values": [
            {"name": one.name, "label": _(one.label), "required": one.required} for one in document.parameters
        ],
    }


def _document_keys() -> Sequence[str]:
    from app.documents.registry import DOCUMENTS

    return tuple(key for key, document in DOCUMENTS.items() if document.offered)


@command(
    "document",
    help=N_(
        "Make a document as PDF. “documents” lists the keys, with --json also the values that --set takes.\n\n"
        "A document about a person or a round needs the register and --set with its id. The movement list is also "
        "made as a table for a spreadsheet, where the file’s name ends in .csv, ready texts as plain text, where it "
        "ends in .txt, and the year’s report as a Word file, where it ends in .docx.\n\n"
        "Several languages with commas between, or all, come out as one file with a bookmark for each."
    ),
)
@click.argument("key", type=OneOf(also=_document_keys), metavar="KEY")
@option(
    "--language",
    metavar="CODE",
    help=N_("The language of the document, several with commas, or all; bokmål if left out."),
)
@option("--size", metavar="SIZE", help=N_("The size of the page, where the document has several."))
@option("--output", metavar="PATH", help=N_("Where the file goes; left out, to standard output."))
@assignments()
@click.pass_context
def document(
    ctx: click.Context,
    key: str,
    language: str | None,
    size: str | None,
    output: str | None,
    values: tuple[tuple[str, str], ...],
) -> None:
    """Make one document."""
    wanted = _document(key)
    code = language or WINDOW_LANGUAGES[0]
    page = size or wanted.sizes[0]
    several = list(wanted.language_codes()) if code == ALL else [one for one in code.split(",") if one]
    if len(several) > 1:
        with _reader(ctx, wanted) as (store, viewer):
            data = [wanted.data(store, viewer, _request(ctx, one, page, values)) for one in several]
            content = _bound(wanted, several, data)
            with _leaving(ctx, store, [(key, one) for one in several], values, output):
                give_file(ctx, content, output, format="PDF", document=key, language=code, size=page)
        return
    with _reader(ctx, wanted) as (store, viewer):
        data = wanted.data(store, viewer, _request(ctx, code, page, values))
        other = _other_form(ctx, wanted, output)
        content, format = (other[0](data), other[1]) if other else (wanted.render(data), "PDF")
        with _leaving(ctx, store, [(key, code)], values, output):
            give_file(ctx, content, output, format=format, document=key, language=code, size=page)


def _bound(wanted: Document, codes: Sequence[str], data: Sequence[Any]) -> bytes:
    """One file of the document in several languages."""
    from app.base.languages import language_info
    from app.documents.drawing import Gathered, Pack, drawn

    names = [language_info(code).own_name if has_sheets(code) else code for code in codes]
    papers = (Gathered(name, wanted.key, one) for name, one in zip(names, data, strict=True))
    return drawn(Pack(_(wanted.title), tuple(papers)))


# What a PDF must not be called, since it would not open; whether the document has another form is judged by these.
_NO_PDF = {".csv", ".xlsx", ".xls", ".ods", ".tsv", ".docx", ".doc", ".odt", ".rtf"}


def _other_form(
    ctx: click.Context, wanted: Document, output: str | None
) -> tuple[Callable[[Any], bytes], str] | None:
    """What writes the document in its other form, and what that is called, where the file's name asks for it."""
    ending, other = Path(output or "").suffix.lower(), wanted.other
    if other is not None and ending == f".{other.ending}":
        return other.make, other.ending.upper()
    if ending not in _NO_PDF:
        return None
    if other is None:
        raise click.UsageError(_("“{document}” is made as PDF only.", document=_(wanted.title)), ctx)
    said = _("“{document}” is made as PDF or as .{ending}.", document=_(wanted.title), ending=other.ending)
    raise click.UsageError(said, ctx)


@contextmanager
def _leaving(
    ctx: click.Context,
    store: Store | None,
    papers: Sequence[tuple[str, str]],
    values: Sequence[tuple[str, str]],
    output: str | None,
) -> Iterator[None]:
    """Inside this documents, each with its language, are given out; what an open register has to log of it is logged."""
    if store is None:
        yield
        return
    from app.actions.desk import Desk
    from app.actions.outgoing import leaving
    from app.actions.papers import Job, went_out

    desk = Desk(store, clock_of(ctx))
    jobs = [Job(key, language, values=dict(values)) for key, language in papers]
    with leaving(desk, jobs, how="saved" if output else "piped", to=output or ""):
        yield
    went_out(desk, papers[0][0], dict(values))


def _document(key: str) -> Document:
    from app.documents.registry import DOCUMENTS

    return DOCUMENTS[key]


def _request(ctx: click.Context, language: str, size: str, values: Sequence[tuple[str, str]]) -> Request:
    from app.documents.document import Request

    today: dt.date = clock_of(ctx).today()
    return Request(today=today, language=language, size=size, values=dict(values))


@contextmanager
def _reader(ctx: click.Context, document: Document) -> Iterator[tuple[Store | None, Viewer | None]]:
    """The register and who reads it, where the document needs it or the user named one; else nothing."""
    if not document.needs_store and not names_store(ctx):
        yield None, None
        return
    with opened(ctx) as desk:
        yield desk.store, desk.viewer


@command(
    "typeset",
    help=N_(
        "Set a plain text in UTF-8 as PDF: one column, as many pages as it needs. An empty line begins a new "
        "paragraph. A character that no font of the program has is an error, never a box."
    ),
)
@option(
    "--language", required=True, metavar="CODE", help=N_("The language of the text, such as nb, ar or th.")
)
@option(
    "--size", required=True, type=Points(4, 200), metavar="PT", help=N_("The size of the letters, in points.")
)
@option(
    "--width",
    required=True,
    type=Points(20, 5000),
    metavar="PT",
    help=N_("The width of the column, in points."),
)
@option("--output", metavar="PATH", help=N_("Where the file goes; left out, to standard output."))
@click.argument("textfile", metavar="TEXTFILE")
@click.pass_context
def typeset(
    ctx: click.Context, language: str, size: float, width: float, output: str | None, textfile: str
) -> None:
    """Set a text file."""
    from app.typeset.plain import typeset_text

    text = read_text(Path(textfile).expanduser())
    content = typeset_text(text, language=language, size=size, width=width)
    give_file(ctx, content, output, format="PDF", language=language)


COMMANDS: dict[str, Command] = {
    "languages": languages,
    "poster": poster,
    "documents": documents,
    "document": document,
    "typeset": typeset,
}
