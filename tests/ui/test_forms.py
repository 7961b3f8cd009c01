"""The fields with real keys: what they understand, keep, suggest, and say to a screen reader."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from app.entry.draft import Draft
from app.records.registry import TYPES, scalars
from tests.ui.accessible import unnamed
from tests.ui.keyboard import Keys
from ui.forms import (
    ChipGroup,
    Foot,
    Input,
    NoteField,
    PassphraseField,
    PickField,
    Reading,
    StepReading,
    StepsField,
    SuggestField,
    Suggestion,
    TextField,
    TokenField,
    field_for,
    give_letters,
)
from ui.forms.mnemonics import letter_of
from ui.forms.when import day_field
from ui.theme import ScrollColumn, column

Show = Callable[[QWidget], QWidget]
TODAY = dt.date(2026, 1, 19)
FORMS = {"individual": "Individuell", "three_party": "Trepart", "group": "Gruppe"}
THEMES = {"cv": "CV", "apprentice": "læreplass og fagbrev", "pay": "lønn", "debt": "gjeld"}


def form(*fields: QWidget) -> QWidget:
    window = QWidget()
    window.resize(800, 600)
    box = column(window, gap=8)
    for one in fields:
        box.addWidget(one)
    return window


def count(field: Input) -> list[str]:
    """What the field's value was at every change."""
    seen: list[str] = []
    field.changed.connect(lambda: seen.append(field.value()))
    return seen


# --- chips


def test_chips_are_one_tab_stop_and_arrows_choose(shown: Show, keys: Keys) -> None:
    before, chips, after = TextField("Før"), ChipGroup("Form", FORMS, value="individual"), TextField("Etter")
    shown(form(before, chips, after))
    changes = count(chips)
    before.take_focus()
    keys.press("Tab", "Right", "Right", "Right")
    assert changes == ["three_party", "group", "individual"]
    keys.press("Tab")
    assert after.edit.hasFocus()
    keys.press("Backtab")
    assert chips.row.chip("individual").hasFocus()


def test_digits_choose_and_a_second_press_unticks_one_of_many(shown: Show, keys: Keys) -> None:
    chips = ChipGroup("Informert", {"told": "muntlig", "sheet": "ark", "poster": "plakat"}, many=True)
    shown(form(chips))
    chips.take_focus()
    keys.press("1", "3")
    assert chips.value() == "told,poster"
    keys.press("1")
    assert chips.value() == "poster"
    keys.press("Space")
    assert chips.value() == "told,poster" or chips.value() == "poster,told"


def test_a_chip_says_its_question_and_nothing_is_chosen_by_itself() -> None:
    chips = ChipGroup("&Form", FORMS)
    assert chips.value() == ""
    assert chips.row.chip("group").accessibleName() == "Form: Gruppe"
    chips.set_value("group")
    assert chips.value() == "group"
    chips.set_value("")
    assert chips.value() == ""


# --- lines and notes


def read_day(text: str) -> Reading | None:
    if not text:
        return None
    return Reading(True, "tir. 20. jan.") if text == "tir" else Reading(False, "Prøv ig, tir eller 3.1")


def test_what_was_understood_stands_in_the_field_and_errors_wait_until_leaving(
    shown: Show, keys: Keys
) -> None:
    day, other = TextField("&Dato", reader=read_day), TextField("Annet")
    shown(form(day, other))
    day.take_focus()
    keys.write("ti")
    assert day.problem == ""
    keys.write("r")
    assert day.edit.read_back() == "tir. 20. jan."
    assert "tir. 20. jan." in day.edit.accessibleDescription()
    keys.write("x")
    keys.press("Tab")
    assert day.problem == "Prøv ig, tir eller 3.1"
    assert "Prøv ig" in day.edit.accessibleDescription()
    assert day.value() == "tirx"
    day.take_focus()
    keys.press("Backspace")
    assert day.problem == ""


def test_arrow_keys_step_through_the_minutes(shown: Show, keys: Keys) -> None:
    minutes = TextField("Minutter", value="45", choices_up_down=(15, 30, 45, 60, 90))
    shown(form(minutes))
    minutes.take_focus()
    keys.press("Up")
    assert minutes.value() == "60"
    keys.press("Down", "Down")
    assert minutes.value() == "30"
    minutes.set_value("50")
    keys.press("Down")
    assert minutes.value() == "45"


def test_a_filled_line_shows_its_beginning_and_does_not_call_itself_changed(shown: Show) -> None:
    field = TextField("Navn", value="Et langt navn")
    changes = count(field)
    field.set_value("Et annet langt navn")
    assert field.edit.cursorPosition() == 0
    assert changes == []


def test_tab_always_leaves_a_note(shown: Show, keys: Keys) -> None:
    note, after = NoteField("&Notat"), TextField("Etter")
    shown(form(note, after))
    changes = count(note)
    note.take_focus()
    keys.write("Har fått svar")
    keys.press("Tab")
    assert after.edit.hasFocus()
    assert changes[-1] == note.value() == "Har fått svar"
    note.set_caret(3)
    note.set_value("Har fått svar i dag")
    assert note.value().endswith("i dag")


def test_a_passphrase_is_hidden_and_can_be_pasted_and_shown(shown: Show, keys: Keys) -> None:
    field = PassphraseField("Passordfrase")
    shown(form(field))
    field.take_focus()
    QApplication.clipboard().setText("fire ord fra utklippstavlen")
    keys.press("Ctrl+v")
    assert field.value() == "fire ord fra utklippstavlen"
    assert "fire" not in field.edit.displayText()
    field.findChildren(type(field._eye))[0].click()
    assert field.edit.displayText() == "fire ord fra utklippstavlen"


# --- choosing from lists


PEOPLE = [
    Suggestion("Lyngvar", "verkstedet", 1),
    Suggestion("Lyngmod", "skolen", 2),
    Suggestion("Havmod", "", 3),
]


def test_typing_finds_and_enter_takes(shown: Show, keys: Keys) -> None:
    picked: list[object] = []
    field = SuggestField("Person", source=lambda t: [p for p in PEOPLE if p.text.lower().startswith(t)])
    field.picked.connect(lambda one: picked.append(one.data))
    shown(form(field))
    field.take_focus()
    keys.write("lyn")
    assert field.popup.isVisible()
    keys.press("Down", "Enter")
    assert picked == [2]
    assert field.edit.text() == "Lyngmod"
    assert not field.popup.isVisible()


def test_enter_before_the_answer_takes_the_first_when_it_comes(shown: Show, keys: Keys) -> None:
    asked: list[str] = []
    picked: list[object] = []
    field = SuggestField("Person")
    field.asked.connect(asked.append)
    field.picked.connect(lambda one: picked.append(one.data))
    shown(form(field))
    field.take_focus()
    keys.write("lyn")
    keys.press("Enter")
    assert asked == ["l", "ly", "lyn"]
    field.offer("ly", PEOPLE[2:])
    assert picked == []
    field.offer("lyn", PEOPLE)
    assert picked == [1]


def test_escape_closes_the_list_and_not_the_form(shown: Show, keys: Keys) -> None:
    from PySide6.QtGui import QKeySequence, QShortcut

    field = SuggestField("Person", source=lambda _t: PEOPLE)
    window = form(field)
    closed: list[bool] = []
    QShortcut(QKeySequence("Esc"), window).activated.connect(lambda: closed.append(True))
    shown(window)
    field.take_focus()
    keys.write("l")
    keys.press("Esc")
    assert not field.popup.isVisible()
    assert closed == []
    keys.press("Esc")
    assert closed == [True]


def test_the_list_lies_in_the_window_and_never_takes_the_focus(shown: Show, keys: Keys) -> None:
    field = SuggestField("Person", source=lambda _t: PEOPLE)
    window = shown(form(field))
    field.take_focus()
    keys.write("l")
    assert field.popup.parentWidget() is window
    assert field.edit.hasFocus()
    field.edit.clearFocus()
    assert not field.popup.isVisible()


def test_a_code_is_kept_and_an_unknown_text_is_an_error(shown: Show, keys: Keys) -> None:
    languages = [
        Suggestion("polsk", data="pl"),
        Suggestion("portugisisk", data="pt"),
        Suggestion("Øst-sámi", data="x"),
    ]
    field = PickField("Språk", lambda: languages)
    shown(form(field, TextField("Etter")))
    field.take_focus()
    keys.write("po")
    keys.press("Enter")
    assert field.value() == "pl"
    keys.press("Ctrl+a")
    keys.write("klingon")
    keys.press("Tab")
    assert field.problem
    field.take_focus()
    keys.press("Ctrl+a")
    keys.write("ost-sami")
    keys.press("Tab")
    assert field.value() == "x"
    field.set_value("pt")
    assert field.edit.text() == "portugisisk"


def test_several_by_typing_with_backspace_and_suggestions(shown: Show, keys: Keys) -> None:
    field = TokenField("Temaer", THEMES)
    shown(form(field, TextField("Etter")))
    changes = count(field)
    field.take_focus()
    keys.write("fag")  # the second word of a label
    keys.press("Enter")
    assert field.value() == "apprentice"
    field.suggest(["cv", "pay", "apprentice"])
    assert field.value() == "apprentice"  # never taken by itself
    assert "CV" in field.edit.accessibleDescription()
    keys.press("Enter")
    assert field.value() == "apprentice,cv,pay"
    keys.press("Backspace")
    assert field.value() == "apprentice,cv"
    assert changes == ["apprentice", "apprentice,cv,pay", "apprentice,cv"]


def test_numbers_take_options_by_their_place_as_on_paper(shown: Show, keys: Keys) -> None:
    many = {f"c{n}": f"bransje {n}" for n in range(1, 21)}
    field = TokenField("Bransjer", many)
    shown(form(field))
    field.take_focus()
    keys.write("3 12,")
    assert field.value() == "c3,c12"
    keys.write("20")
    assert field.choosing
    keys.press("Enter")
    assert field.value() == "c3,c12,c20"
    keys.write("21 ")
    assert field.value() == "c3,c12,c20"
    assert field.edit.text() == "21 "


def test_the_token_field_grows_instead_of_hiding_what_is_chosen(shown: Show) -> None:
    many = {str(n): f"et ganske langt tema nummer {n}" for n in range(12)}
    field = TokenField("Temaer", many, value=",".join(many))
    window = shown(form(field))
    window.resize(400, 500)
    for _ in range(5):
        QApplication.processEvents()
    assert field._frame.height() > 200


# --- steps


def parse_step(text: str) -> StepReading:
    words, sign, _ = text.partition("@n")
    return StepReading(words.strip(), "Nav" if sign else "Lyngvar", "innen 2. feb.", who_said=bool(sign))


def test_steps_are_added_taken_back_and_kept_half_typed(shown: Show, keys: Keys) -> None:
    steps, after = StepsField("&Steg", parse_step), TextField("Neste gang")
    shown(form(steps, after))
    steps.take_focus()
    keys.write("Be broren sende fagbrevet")
    assert steps.edit.read_back() == "Lyngvar · innen 2. feb."
    keys.press("Enter")
    keys.write("Ringe @n")
    keys.press("Tab")
    assert after.edit.hasFocus()
    assert steps.typed() == ["Be broren sende fagbrevet", "Ringe @n"]
    steps.take_focus()
    keys.press("Backspace")
    assert steps.edit.text() == "Ringe @n"
    assert steps.value() == "Be broren sende fagbrevet\nRinge @n"
    assert [r.who for r in steps.readings()] == ["Lyngvar", "Nav"]
    keys.press("Enter", "Enter")
    assert after.edit.hasFocus()


# --- the whole form


def test_the_foot_says_what_is_kept(shown: Show, keys: Keys) -> None:
    foot = Foot("Lagre")
    pressed: list[str] = []
    foot.saved.connect(lambda: pressed.append("saved"))
    foot.closed.connect(lambda: pressed.append("closed"))
    shown(foot)
    foot.writing()
    assert foot.state.text() == "Skriver …"
    foot.kept("09.58")
    assert foot.state.text() == "Utkast lagret kl. 09.58"
    foot.close_button.setFocus()
    keys.press("Enter", "Tab", "Enter")
    assert pressed == ["closed", "saved"]


def test_no_two_fields_share_a_letter() -> None:
    fields = [
        TextField(label) for label in ("Dato", "Minutter", "Språk", "&Person", "Steg", "Språk to", "Dato to")
    ]
    give_letters(fields, taken="m")
    letters = [letter_of(field.label.text()) for field in fields]
    assert "m" not in letters
    assert "" not in letters
    assert len(set(letters)) == len(letters)


def test_alt_and_the_letter_leads_to_the_field(shown: Show, keys: Keys) -> None:
    one, chips = TextField("&Navn"), ChipGroup("&Form", FORMS, value="group")
    shown(form(one, chips))
    one.take_focus()
    keys.press("Alt+f")
    assert chips.row.chip("group").hasFocus()
    keys.press("Alt+n")
    assert one.edit.hasFocus()


SCALARS = [(kind, name) for kind in TYPES for name in scalars(kind)]


@pytest.mark.parametrize(("kind", "name"), SCALARS, ids=[f"{k}.{n}" for k, n in SCALARS])
def test_every_declared_field_has_an_input_that_keeps_its_text(kind: str, name: str, shown: Show) -> None:
    draft = Draft(kind)
    field = field_for(name, draft, today=TODAY, options=lambda: [Suggestion("polsk", data="pl")])
    window = shown(form(field))
    kept = field.value()
    field.set_value(kept)
    assert field.value() == kept
    assert unnamed(window) == []
    field.touched()
    assert draft.raw[name] == kept


def test_nothing_is_cut_off_when_the_window_becomes_wider(shown: Show) -> None:
    many = {str(n): f"svar nummer {n}" for n in range(9)}
    groups = [ChipGroup(f"Spørsmål {n}", many) for n in range(12)]
    scroll = ScrollColumn()
    for group in groups:
        scroll.box.addWidget(group)
    scroll.box.addStretch()
    scroll.resize(400, 300)
    shown(scroll)
    for width in (900, 350, 1200):
        scroll.resize(width, 300)
        for _ in range(10):
            QApplication.processEvents()
        for group in groups:
            assert group.row.height() >= group.row.heightForWidth(group.row.width())


@pytest.mark.parametrize("past", [True, False])
@pytest.mark.parametrize("raw", ["2026-01-21", "2026-01-05", "2025-12-30", "2027-02-01", "2026-01-19"])
def test_a_stored_day_is_shown_so_that_it_reads_back_as_itself(
    qapp: QApplication, past: bool, raw: str
) -> None:
    field = day_field("Dato", today=lambda: dt.date(2026, 1, 19), past=past)
    field.set_value(raw)
    assert field.value() == raw
