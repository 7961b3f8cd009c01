"""Long lists: pages by id, headings that cannot be chosen, keys, and what a screen reader hears."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.keyboard import Keys
from ui.lists import EmptyState, Heading, IdList, Offer, RowFace, TimelineRow
from ui.lists.ids import PAGE, Answer
from ui.lists.painted import words_width
from ui.theme import Size, face

Show = Callable[[QWidget], QWidget]


class Register:
    """Answers for any id, and counts how often it was asked."""

    def __init__(self) -> None:
        self.asked: list[Sequence[str]] = []

    def __call__(self, ids: Sequence[str], answer: Answer) -> None:
        self.asked.append(ids)
        answer({one: RowFace(title=f"Navn {one}", below="Avdeling A", tile="PL", pill="Ny") for one in ids})


def settle() -> None:
    for _ in range(5):
        QApplication.processEvents()


def test_a_million_rows_fetch_only_the_page_in_view(shown: Show) -> None:
    register = Register()
    view = IdList(register, "Personer")
    view.resize(380, 600)
    shown(view)
    view.show_ids([str(n) for n in range(1_000_000)])
    settle()
    assert [len(ids) for ids in register.asked] == [PAGE]
    view.choose("765432")
    settle()
    assert view.current() == "765432"
    assert sum(len(ids) for ids in register.asked) <= 4 * PAGE


def test_arrows_pass_over_headings_and_enter_opens(shown: Show, keys: Keys) -> None:
    view = IdList(Register(), "Tidslinje")
    view.resize(380, 600)
    shown(view)
    opened: list[str] = []
    chosen: list[str] = []
    view.opened.connect(opened.append)
    view.show_ids([Heading("januar 2026"), "a", Heading("desember 2025"), "b"])
    settle()
    view.chosen.connect(chosen.append)
    view.setFocus()
    assert view.current() == "a"
    keys.press("Down", "Enter")
    assert chosen == ["b"]
    assert opened == ["b"]


def test_the_chosen_row_stays_chosen_when_the_list_is_read_again(shown: Show) -> None:
    view = IdList(Register(), "Personer")
    shown(view)
    view.show_ids(["a", "b", "c"], choose="b")
    view.show_ids(["c", "b"])
    assert view.current() == "b"
    view.show_ids(["x"])
    assert view.current() == "x"
    view.show_ids([])
    assert view.current() == ""


def test_letters_in_the_list_go_to_the_field_above(shown: Show, keys: Keys) -> None:
    view = IdList(Register(), "Personer")
    shown(view)
    view.show_ids(["a", "b"])
    view.setFocus()
    typed: list[str] = []
    view.typed.connect(typed.append)
    keys.write("l")
    assert typed == ["l"]


def test_rows_are_read_aloud_whole(shown: Show) -> None:
    view = IdList(Register(), "Personer")
    shown(view)
    view.show_ids(["a"])
    settle()
    said = view.rows.data(view.rows.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Navn a, Avdeling A, Ny"


def test_a_late_answer_to_an_older_list_is_not_shown() -> None:
    answers: list[Answer] = []
    view = IdList(lambda ids, answer: answers.append(answer), "Personer")
    view.show_ids(["a"])
    view.rows.line(0)
    settle()
    view.show_ids(["b"])
    answers[0]({"b": RowFace(title="falsk")})
    assert view.rows.line(0) is None


def test_timeline_row_opens_with_enter_and_grows_with_its_text(shown: Show, keys: Keys) -> None:
    row = TimelineRow("5. jan.", "message-circle", "Samtale", extra="45 min", text="Ville se hva " * 40)
    row.resize(500, 400)
    opened: list[bool] = []
    row.clicked.connect(lambda: opened.append(True))
    shown(row)
    row.setFocus()
    keys.press("Enter")
    assert opened == [True]
    assert row.heightForWidth(300) > row.heightForWidth(900)
    assert row.accessibleName().startswith("5. jan., Samtale, 45 min, Ville se hva")


def test_an_empty_place_offers_what_can_be_done(shown: Show, keys: Keys) -> None:
    offers = [
        Offer("user-plus", "Ny person", "navn er nok", "Ctrl+Shift+N"),
        Offer("printer", "Plakater", ""),
    ]
    pressed: list[int] = []
    for n, offer in enumerate(offers):
        offer.clicked.connect(lambda _=False, n=n: pressed.append(n))
    shown(EmptyState("coffee", "Ingen avtaler i dag", "Ingen steg er forfalt.", offers))
    offers[0].setFocus()
    keys.press("Enter", "Down", "Enter")
    assert pressed == [0, 1]


def test_a_text_of_an_event_keeps_its_lines_and_a_short_head_is_not_cut(qapp: QApplication) -> None:
    one, two = TimelineRow(head="Steg gjort", text="Kurs"), TimelineRow(head="Steg gjort", text="Kurs\nSvar")
    assert two.heightForWidth(500) > one.heightForWidth(500)
    for head in ("Steg gjort", "Samtale", "Henvist til Nav-veileder i fengsel", "Øving i intervju"):
        room = words_width(head, Size.TEXT, QFont.Weight.DemiBold)
        metrics = QFontMetrics(face(Size.TEXT, QFont.Weight.DemiBold))
        assert metrics.elidedText(head, Qt.TextElideMode.ElideRight, room) == head
