"""The window around the pages: its keys, Ctrl+K, the undo bar, narrow windows, and the conversation view."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.base.clock import FixedClock
from app.store.store import Changes
from tests.ui.accessible import spoken, unnamed
from tests.ui.inline_work import InlineWork
from tests.ui.keyboard import Keys
from ui.errors import Errors
from ui.forms import LineEdit, NoteField
from ui.shell.guard import GlobalKeys
from ui.shell.hits import Answer, Group, Hit, Search
from ui.shell.keeper import Keeper
from ui.shell.page import Action, Frame, Header, Page
from ui.shell.palette import Palette
from ui.shell.pause import PausePage
from ui.shell.sheet import message
from ui.shell.shell import Parts, Shell
from ui.theme import Label, Row

Show = Callable[[QWidget], QWidget]
SECRET = "Rognulf"


class ListPage(Page):
    """Stands for Today: two names in a list and a field."""

    name, place, keep = "today", "today", True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.reloads = 0
        self.printed = 0
        self.narrow: list[bool] = []
        self.box.addWidget(Header(frame, "I dag", "mandag 19. januar"))
        self.rows = [Row("Lyngvar"), Row(SECRET)]
        for row in self.rows:
            row.two(row.accessibleName(), "sist 5. jan.")
            self.box.addWidget(row)
        self.line = LineEdit(placeholder="Navn")
        self.line.setAccessibleName("Finn")
        self.box.addWidget(self.line)
        self.box.addStretch()
        self.offer(Action(text="Skriv ut listen", key="Ctrl+P", run=self.print_list, icon="printer"))

    def print_list(self) -> None:
        self.printed += 1

    def title(self) -> str:
        return "I dag"

    def first(self) -> QWidget | None:
        return self.rows[0]

    def reload(self) -> None:
        self.reloads += 1

    def touches(self, changes: Changes) -> bool:
        return "p1" in changes.people

    def compact(self, narrow: bool) -> None:
        self.narrow.append(narrow)


class TalkPage(Page):
    """Stands for the session form: one person and a note."""

    name, place, one_person = "session", "sessions", True

    def __init__(self, frame: Frame, about: Mapping[str, str]) -> None:
        super().__init__(frame)
        self.about = about
        self.left_with = ""
        self.others = Label(f"Sist: {SECRET}")
        self.box.addWidget(Header(frame, "Ny samtale", back=frame.back))
        self.note = NoteField("&Notat")
        self.box.addWidget(self.note)
        self.box.addWidget(self.others)

    def title(self) -> str:
        return "Samtale med Lyngvar"

    def first(self) -> QWidget | None:
        return self.note.edit

    def person(self) -> str:
        return "p1"

    def alone(self, on: bool) -> None:
        self.others.setVisible(not on)


class Answers:
    """Answers Ctrl+K by hand."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.opened: list[str] = []
        self.now = True
        self.waiting: list[Answer] = []

    def __call__(self, _frame: Frame) -> Search:
        return self.ask

    def ask(self, text: str, answer: Answer) -> None:
        self.asked.append(text)
        self.waiting.append(answer)
        if self.now:
            self.reply(answer)

    def reply(self, answer: Answer) -> None:
        hit = Hit(
            text="Lyngvar",
            icon="user",
            excerpt=(("vil ta ", False), ("kran", True), ("førerbevis", False)),
            open=lambda: self.opened.append("open"),
            session=lambda: self.opened.append("session"),
            paper=lambda: self.opened.append("paper"),
        )
        answer([Group("Personer", [hit]), Group("Notater", [])])


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def undone() -> list[str]:
    return []


@pytest.fixture
def shell(
    errors: Errors,
    clock: FixedClock,
    answers: Answers,
    undone: list[str],
    shown: Show,
    tmp_path: Path,
    qapp: QApplication,
) -> Shell:
    pages = {"today": lambda frame, _about: ListPage(frame), "session": TalkPage}
    parts = Parts(
        pages=pages, undo=lambda _desk: undone.append("undo"), search=answers, school="Eksempelskolen"
    )
    made = Shell(
        parts, InlineWork(errors.handle, desk=object()), clock, errors, Keeper(tmp_path / "window.json")
    )
    made.resize(1440, 900)
    GlobalKeys(qapp)
    shown(made)
    made.go("today")
    return made


def today(shell: Shell) -> ListPage:
    page = shell.page()
    assert isinstance(page, ListPage)
    return page


def test_a_page_opens_with_the_focus_where_the_work_is(shell: Shell) -> None:
    assert today(shell).rows[0].hasFocus()
    assert shell.windowTitle() == "I dag – Overgang"
    assert today(shell).reloads == 1


def test_the_programs_keys_come_before_a_fields_own(shell: Shell, keys: Keys) -> None:
    page = today(shell)
    page.line.setFocus()
    keys.press("Ctrl+P")
    assert page.printed == 1
    keys.press("Ctrl+K")
    assert QApplication.focusWidget() is not page.line
    keys.press("Esc")
    assert page.line.hasFocus()


def test_new_session_starts_with_the_person_in_view(shell: Shell, keys: Keys) -> None:
    keys.press("Ctrl+N")
    page = shell.page()
    assert isinstance(page, TalkPage)
    assert page.about == {}
    keys.press("Ctrl+N")
    page = shell.page()
    assert isinstance(page, TalkPage)
    assert page.about == {"person": "p1"}
    shell.back()
    keys.press("Ctrl+1")
    assert isinstance(shell.page(), ListPage)


def test_kept_pages_stay_and_others_are_made_anew(shell: Shell, keys: Keys) -> None:
    first = today(shell)
    shell.go("session")
    shell.go("today")
    assert shell.page() is first
    assert first.reloads == 2


def test_ctrl_k_finds_and_does(shell: Shell, keys: Keys, answers: Answers) -> None:
    keys.press("Ctrl+K")
    keys.write("kran")
    keys.press("Enter")
    assert answers.opened == ["open"]
    assert answers.asked[-1] == "kran"
    for key, way in (("Ctrl+Enter", "session"), ("Alt+Enter", "paper")):
        keys.press("Ctrl+K")
        keys.write("kran")
        keys.press(key)
        assert answers.opened[-1] == way


def test_enter_waits_for_the_answer_to_the_last_letter(shell: Shell, keys: Keys, answers: Answers) -> None:
    keys.press("Ctrl+K")
    answers.now = False
    keys.write("kr")
    keys.press("Enter")
    assert answers.opened == []
    answers.reply(answers.waiting[-1])
    assert answers.opened == ["open"]


def test_ctrl_k_offers_what_the_page_can_do(shell: Shell, keys: Keys) -> None:
    page = today(shell)
    keys.press("Ctrl+K")
    keys.write("listen")
    keys.press("Down", "Enter")
    assert page.printed == 1
    keys.press("Ctrl+K")
    keys.write("listen")
    keys.press("Up", "Enter")  # round the end: one key, however many notes were found
    assert page.printed == 2


def test_ctrl_k_takes_the_beginnings_of_words_in_any_order_and_goes_when_a_place_is_opened(
    shell: Shell, keys: Keys
) -> None:
    page = today(shell)
    keys.press("Ctrl+K")
    keys.write("lis sk")  # "Skriv ut listen"
    keys.press("Down", "Enter")
    assert page.printed == 1
    keys.press("Ctrl+K")
    keys.press("Ctrl+1")
    assert not any(one.isVisible() for one in shell.findChildren(Palette))


def test_what_was_done_can_be_undone_for_a_while(shell: Shell, keys: Keys, undone: list[str]) -> None:
    changes = Changes(
        event=7, verb="session.saved", records=frozenset(), people=frozenset({"p1"}), text="Lagret"
    )
    before = today(shell).reloads
    shell.work.changed.emit(changes)
    assert today(shell).reloads == before + 1
    assert shell.toast.isVisible()
    assert shell.toast.accessibleName() == "Lagret"
    keys.press("Ctrl+Z")
    assert undone == ["undo"]
    assert not shell.toast.isVisible()


def test_what_was_taken_back_is_said_and_not_offered_again(
    shell: Shell, keys: Keys, undone: list[str]
) -> None:
    taken = Changes(
        event=8, verb="undone", records=frozenset(), people=frozenset(), text="Samtalen er lagret"
    )
    shell.work.changed.emit(taken)
    assert shell.toast.accessibleName() == "Angret: Samtalen er lagret"
    assert not shell.toast.undo()
    keys.press("Ctrl+Z")
    assert undone == ["undo"]  # the action before it


def test_a_change_that_concerns_nobody_here_is_not_read(shell: Shell) -> None:
    before = today(shell).reloads
    shell.work.changed.emit(
        Changes(event=8, verb="step.done", records=frozenset(), people=frozenset({"p9"}), text="")
    )
    assert today(shell).reloads == before
    assert not shell.toast.isVisible()


def test_a_fields_own_undo_comes_first(shell: Shell, keys: Keys, undone: list[str]) -> None:
    page = today(shell)
    page.line.setFocus()
    keys.write("abc")
    keys.press("Ctrl+Z")
    assert undone == []
    assert page.line.text() == ""


def test_a_narrow_window_folds_the_side_bar(shell: Shell) -> None:
    shell.resize(1024, 700)
    QApplication.processEvents()
    assert shell.side.width() == 64
    assert today(shell).narrow[-1] is True
    shell.resize(1440, 900)
    QApplication.processEvents()
    assert shell.side.width() == 208


def test_the_conversation_view_shows_one_person_and_nothing_else(shell: Shell, keys: Keys) -> None:
    shell.go("session", person="p1")
    shell.say(f"Samtalen med {SECRET} er lagret")
    keys.press("F11")
    assert shell.conversing
    assert SECRET not in spoken(shell)
    assert "Søk" not in spoken(shell)
    assert not shell.side.isVisible()
    assert shell.windowTitle() == "Overgang"
    keys.press("Ctrl+K")
    assert shell._palette is None
    assert shell.page() is not None
    assert isinstance(shell.page(), TalkPage)
    shell.say(f"Samtalen med {SECRET} er lagret")
    assert SECRET not in spoken(shell)
    keys.press("F11")
    assert not shell.conversing
    assert SECRET in spoken(shell)


def test_a_page_with_several_people_does_not_open_in_the_conversation_view(shell: Shell, keys: Keys) -> None:
    shell.go("session", person="p1")
    shell.converse(True)
    keys.press("Ctrl+1")
    assert isinstance(shell.page(), TalkPage)
    shell.go("today")
    assert isinstance(shell.page(), PausePage)
    assert SECRET not in spoken(shell)
    keys.press("Enter")
    assert isinstance(shell.page(), ListPage)
    assert not shell.conversing


def test_entering_the_conversation_view_from_a_list_hides_it(shell: Shell, keys: Keys) -> None:
    keys.press("F11")
    assert isinstance(shell.page(), PausePage)
    assert SECRET not in spoken(shell)
    keys.press("F11")
    assert isinstance(shell.page(), ListPage)


def test_an_error_lies_over_the_page_and_gives_the_focus_back(
    shell: Shell, keys: Keys, errors: Errors
) -> None:
    errors.show = shell._show_notice
    today(shell).line.setFocus()
    shell.fail(ValueError("x"))
    keys.press("Tab", "Tab")
    assert not today(shell).line.hasFocus()
    keys.press("Enter")
    assert today(shell).line.hasFocus()


def test_what_cannot_be_undone_is_asked_with_the_focus_on_no(shell: Shell, keys: Keys) -> None:
    done: list[str] = []
    shell.confirm("Slette utkastet?", "Det som står i det, går tapt.", "Slett", lambda: done.append("x"))
    keys.press("Enter")
    assert done == []
    shell.confirm("Slette utkastet?", "Det som står i det, går tapt.", "Slett", lambda: done.append("x"))
    keys.press("Tab", "Enter")
    assert done == ["x"]


def test_every_control_has_a_name(shell: Shell, keys: Keys) -> None:
    assert unnamed(shell) == []
    keys.press("Ctrl+K")
    keys.write("kran")
    assert unnamed(shell) == []


def test_no_navigation_button_is_read_as_a_check_box(shell: Shell) -> None:
    assert not [b for b in shell.side.findChildren(QWidget) if getattr(b, "isCheckable", lambda: False)()]
    assert "du er her" in spoken(shell)


def test_the_focus_finds_a_place_where_the_old_one_is_gone(shell: Shell, keys: Keys) -> None:
    page = today(shell)
    gone = QLineEdit(page)
    gone.show()
    gone.setFocus()
    over = message(shell, "Noe er galt.", "Gjør noe annet.")
    shiboken6.delete(gone)
    over.leave()
    assert QApplication.focusWidget() is not None
    keys.press("Ctrl+K")
    assert shell._palette is not None


def test_a_search_that_is_open_closes_when_the_person_looks_on(shell: Shell, keys: Keys) -> None:
    shell.go("session", person="p1")
    keys.press("Ctrl+K")
    assert shell._palette is not None
    shell.converse(True)
    assert shell._palette is None
