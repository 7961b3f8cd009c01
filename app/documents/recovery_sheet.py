"""The recovery sheet: the code that opens the store when every passphrase is lost, printed once and kept locked away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.base.languages import N_
from app.base.settings import SCHOOL_NAME
from app.documents.document import Document, Inputs, Parameter
from app.documents.flow import MARGIN, Flow, a4
from app.documents.house_texts import HouseTexts
from app.documents.paper import Paper
from app.documents.writing import blank

if TYPE_CHECKING:
    from app.store.store import Store, Viewer

COLUMNS = 4


@dataclass(frozen=True, kw_only=True)
class RecoverySheet:
    """All that stands on the sheet. groups: the code in groups, the last character of each checks the rest."""

    language: str
    title: str
    what: str
    groups: tuple[str, ...]
    reading: str
    keep_heading: str
    keep: tuple[str, ...]
    use_heading: str
    use: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]


def gather(store: Store | None, viewer: Viewer | None, inputs: Inputs) -> RecoverySheet:
    """The sheet for a code; the store is not asked, since it never keeps the code."""
    from app.store.recovery import RecoveryCode

    code = RecoveryCode.parse(inputs.values["code"])
    texts = HouseTexts(inputs.language)
    return RecoverySheet(
        language=inputs.language,
        title=texts.say("Recovery sheet"),
        what=texts.say(
            "With this code you can set a new passphrase when nobody remembers theirs. "
            "If both the passphrases and this sheet are lost, what is written in Overgang is lost for good."
        ),
        groups=code.groups,
        reading=texts.say(
            "The code has only figures and capital letters, and never the letters I, L, O or U: "
            "what looks like them is 1 or 0. The last character of each group checks the others."
        ),
        keep_heading=texts.say("Where to keep it"),
        keep=(
            texts.say("In a locked cabinet or safe, in a closed envelope, never beside the PC."),
            texts.say(
                "Not as a photo and not in an e-mail. Whoever has the sheet and the register can read everything."
            ),
            texts.say("Let one more person at the school know where it lies."),
            texts.say(
                "One sheet is meant to lie sealed with the county, so that nobody's leaving locks the register away."
            ),
        ),
        use_heading=texts.say("How to use it"),
        use=(
            texts.say("Start Overgang and choose “Use the recovery sheet” on the lock screen."),
            texts.say(
                "Type the code. Capital or small letters, with or without dashes, makes no difference."
            ),
            texts.say(
                "Choose a new passphrase, and print a new sheet if this one may have been seen by others."
            ),
        ),
        facts=(
            (texts.say("School"), inputs.values["school"]),
            (texts.say("Made for"), inputs.values["name"]),
            (texts.say("Date"), texts.day(inputs.today)),
            (texts.say("Kept where"), ""),
            (texts.say("Signature"), ""),
        ),
    )


def draw(data: RecoverySheet) -> Paper:
    """The sheet as a PDF of one page."""
    flow = Flow(a4(title=data.title, language=data.language), size=11.5, numbered=False)
    flow.title(data.title, size=28)
    flow.paragraph(data.what)
    flow.gap(16)
    _write_code(flow, data)
    flow.paragraph(data.reading, size=10)
    for heading, sentences in ((data.keep_heading, data.keep), (data.use_heading, data.use)):
        flow.heading(heading)
        flow.bullets(sentences)
    flow.gap(18)
    for label, value in data.facts:
        if value:
            flow.fact(label, value)
        else:
            blank(flow, label)
    return flow.paper


def _write_code(flow: Flow, data: RecoverySheet) -> None:
    """The groups, numbered, four to a line in boxes."""
    gap, tall = 10.0, 62.0
    wide = (flow.width - gap * (COLUMNS - 1)) / COLUMNS
    for number, group in enumerate(data.groups):
        column, line = number % COLUMNS, number // COLUMNS
        start, top = MARGIN + column * (wide + gap), flow.top + line * (tall + gap)
        flow.paper.rectangle(start, top, wide, tall, stroke="#000000", thick=1.2, radius=6)
        mark = flow.paper.set(str(number + 1), size=9, width=wide)
        flow.paper.put(mark, start + 8, top + 4, role="Artifact", colour="#5a5a5a")
        block = flow.paper.set(group, size=25, bold=True, width=wide, align="centre")
        flow.paper.put(block, start, top + 20)
    flow.top += -(-len(data.groups) // COLUMNS) * (tall + gap) + 4


RECOVERY = Document(
    key="recovery_sheet",
    title=N_("Recovery sheet"),
    about=N_("the code that opens the register when the passphrase is lost"),
    place="desk",
    gather=gather,
    draw=draw,
    leaves="nothing",
    offered=False,
    parameters=(
        Parameter(name="code", label=N_("Recovery code"), required=True),
        Parameter(name="name", label=N_("Made for")),
        Parameter(name="school", label=N_("School"), setting=SCHOOL_NAME),
    ),
)
