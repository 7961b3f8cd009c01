"""The fields that forms are made of. Every field is an `Input`; its value is the raw text of a draft.

    from ui.forms import ChipGroup, Foot, NoteField, StepsField, SuggestField, TextField, TokenField, field_for

All     value() / set_value(text), signal `changed` (only when the user changed it), `left`, error(text) below the field
        and as accessible description, set_hint, set_key (text above the right end), take_focus(), target().
        "&" in a label marks its Alt+letter; `give_letters(fields, taken="m")` marks free ones in any language.
        A field's hint, what it understood, and its error are its accessible description.
Line    TextField(label, value=, placeholder=, hint=, key=, reader=) with reader(text) -> Reading(good, text) | None:
        a good reading stands at the field's right end while typing, a bad one below it on leaving; check() -> bool.
        choices_up_down=(15, 30, 45) steps with the arrow keys. PassphraseField has an eye. LineEdit is the bare widget.
Lines   NoteField(label, lines=3): takes the height it gets; Tab goes on; caret() / set_caret(position).
Chips   ChipGroup(label, {code: text}, value=, many=False, tints={code: tone}): one tab stop, arrows, digits 1–9.
Pick    SuggestField(label, source=) for records: `picked` carries the Suggestion(text, detail, data). Without a source
        `asked(text)` fires and the page answers by offer(text, suggestions); an early Enter waits for the answer.
        PickField(label, options) keeps a code: options() -> [Suggestion(text, detail, data=code)].
Several TokenField(label, {code: text}, suggested=[…]): suggest(codes) shows dashed chips;
        Enter in the empty line takes them.
Steps   StepsField(label, parse): parse(text) -> StepReading(text, who, when, who_said, when_said);
        typed(), take(), read_again().
Foot    Foot("Save"): signals saved, closed; writing(), kept("09.58"), failed(text), idle(), add(widget),
        primary.set_off(why).
Declared field_for("minutes", draft, today=day) makes the input a declared field needs and writes into draft.raw.

Where a form is built from a draft, connect each input's `changed` to the autosave and read draft.raw when saving.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.forms.chips import ChipGroup
    from ui.forms.field import Input, Reading
    from ui.forms.fields import field_for, reader, shown
    from ui.forms.foot import Foot
    from ui.forms.mnemonics import give_letters
    from ui.forms.popup import Source, Suggestion, folded, starting
    from ui.forms.steps import StepReading, StepsField
    from ui.forms.suggest import PickField, SuggestField
    from ui.forms.text import LineEdit, NoteEdit, NoteField, PassphraseField, TextField
    from ui.forms.tokens import TokenField

__all__ = [
    "ChipGroup",
    "Foot",
    "Input",
    "LineEdit",
    "NoteEdit",
    "NoteField",
    "PassphraseField",
    "PickField",
    "Reading",
    "Source",
    "StepReading",
    "StepsField",
    "SuggestField",
    "Suggestion",
    "TextField",
    "TokenField",
    "field_for",
    "folded",
    "give_letters",
    "reader",
    "shown",
    "starting",
]

# A module of the fields is read when its first name is asked for: the page with the passphrase needs only one of them.
_WHERE = {
    "chips": "ChipGroup",
    "field": "Input Reading",
    "fields": "field_for reader shown",
    "foot": "Foot",
    "mnemonics": "give_letters",
    "steps": "StepReading StepsField",
    "popup": "Source Suggestion folded starting",
    "suggest": "PickField SuggestField",
    "text": "LineEdit NoteEdit NoteField PassphraseField TextField",
    "tokens": "TokenField",
}
_MODULE_OF = {name: module for module, names in _WHERE.items() for name in names.split()}


def __getattr__(name: str) -> object:
    """A name of this package, read from its module. Raises AttributeError for a name that is not there."""
    if name not in _MODULE_OF:
        raise AttributeError(f"ui.forms has no {name}")
    return getattr(import_module(f"ui.forms.{_MODULE_OF[name]}"), name)
