"""What a screen is to the window around it, and what it may ask of that window."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, ClassVar, Protocol

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.base.clock import Clock
from app.base.languages import _
from ui.shell.keeper import Keeper
from ui.theme import MIDDLE, Button, Elided, Label, column, line, set_shown
from ui.work import Work

if TYPE_CHECKING:
    from app.store.store import Changes
    from ui.errors import Errors


@dataclass(frozen=True, kw_only=True)
class Action:
    """Something that can be done here: shown in Ctrl+K with its key, which the page or shell binds."""

    text: str
    run: Callable[[], object]
    key: str = ""
    icon: str = "chevron-right"
    detail: str = ""


class Frame(Protocol):
    """The window as a page sees it."""

    @property
    def work(self) -> Work:
        """The worker: `work.ask` to read, `work.run` to write."""
        ...

    @property
    def clock(self) -> Clock:
        """What time it is."""
        ...

    @property
    def keeper(self) -> Keeper:
        """Language, scheme and size of the window: `keeper.keep(theme="dark")`, `keeper.keep(language="nn")`."""
        ...

    @property
    def errors(self) -> Errors:
        """Where errors go, and where their reports lie."""
        ...

    @property
    def conversing(self) -> bool:
        """Whether the person may be reading along: one person, no list, no search, no other name."""
        ...

    def go(self, name: str, /, **about: str) -> None:
        """Open the page registered under `name`, such as go("session", person=id)."""
        ...

    def back(self) -> None:
        """Close this page and open the one before it."""
        ...

    def search(self, text: str = "") -> None:
        """Open Ctrl+K."""
        ...

    def say(self, text: str, *, undo: Callable[[], None] | None = None) -> None:
        """Show for ten seconds what was done. Changes with a text are shown without being asked."""
        ...

    def fail(self, error: BaseException) -> None:
        """Show an error that belongs to no field."""
        ...

    def confirm(self, title: str, text: str, button: str, then: Callable[[], None]) -> None:
        """Ask before something that cannot be undone; `text` says what is lost."""
        ...

    def converse(self, on: bool) -> None:
        """Enter or leave the conversation view."""
        ...


class Page(QWidget):
    """One screen. A subclass sets the class variables, builds itself in __init__ and overrides what it needs.

    name: what it is registered under. place: which entry of the side bar is lit. keep: it stays alive when
    another page is opened (the five places), else it is made anew each time. one_person: it can be shown in
    the conversation view, where `alone` is called. ahead: it may be made before anybody asks for it; what it is
    about is said by `visited` when it is opened.
    """

    name: ClassVar[str] = ""
    place: ClassVar[str] = ""
    keep: ClassVar[bool] = False
    one_person: ClassVar[bool] = False
    ahead: ClassVar[bool] = False

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.frame = frame
        self._offered: list[Action] = []
        self.setProperty("part", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.box = column(self, (28, 18, 28, 20), 16)

    def parts(self) -> Iterator[None]:
        """Make what takes longest, well under a frame at a time. Whoever makes a page goes through this before showing it;
        where it is made ahead, keys and painting come in between."""
        yield from ()

    def title(self) -> str:
        """The page's name in the window's language; in the conversation view it is not shown outside."""
        return ""

    def first(self) -> QWidget | None:
        """What gets the focus when the page is opened."""
        return None

    def person(self) -> str:
        """The id of the person in view; "" for none. Ctrl+N and the conversation view are about that person."""
        return ""

    def people(self) -> Sequence[str]:
        """The ids of everybody who is read about here: the log is told."""
        return (self.person(),) if self.person() else ()

    def shows_one(self) -> bool:
        """Whether what is open now may be seen in the conversation view."""
        return self.one_person

    def compact(self, narrow: bool) -> None:
        """The window became narrower than 1280 px, or wide again."""

    def touches(self, changes: Changes) -> bool:
        """Whether a change concerns what is shown. True is always right, False saves a read."""
        return True

    def visited(self, about: Mapping[str, str]) -> None:
        """A page that is kept, or was made ahead, is opened with something to show, such as {"person": id}."""

    def reload(self) -> None:
        """Read again what is shown, keeping selection and place. Called when opened and after changes."""

    def alone(self, on: bool) -> None:
        """Show the one person and nothing of anyone else, or everything again."""

    def focus_when_shown(self, widget: QWidget) -> None:
        """Put the focus on a widget that was made just now: before Qt has shown it, it can't take it."""
        QTimer.singleShot(0, widget, widget.setFocus)

    def leaving(self) -> None:
        """Another page, the lock or the end of the program comes: keep what is half-written now."""

    def doable(self) -> Sequence[Action]:
        """What can be done here, for Ctrl+K."""
        return tuple(self._offered)

    def offer(self, action: Action) -> Action:
        """Add an action to Ctrl+K and bind its key while the focus is on this page."""
        self._offered.append(action)
        if action.key:
            self.bind(action.key, action.run)
        return action

    def bind(self, key: str, run: Callable[[], object]) -> None:
        """Bind a key while the focus is on this page; Ctrl+Enter means both Enter keys."""
        names = (key.replace("Enter", "Return"), key) if key.endswith("Enter") else (key,)
        for name in names:
            shortcut = QShortcut(_sequence(name), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda: run())


@cache
def _sequence(key: str) -> QKeySequence:
    """A key by its name; Qt translates thirty names at each reading of one."""
    return QKeySequence(key)


class Header(QWidget):
    """The title line: way back, title, facts, then the search button and the page's buttons."""

    def __init__(
        self,
        frame: Frame,
        title: str,
        facts: str = "",
        *buttons: QWidget,
        back: Callable[[], None] | None = None,
        search: bool = True,
    ) -> None:
        super().__init__()
        self.setFixedHeight(40)
        self._row = line(self, gap=10)
        if back is not None:
            way = Button("", icon="arrow-left", name=_("Back"), height=36, pad=9)
            way.clicked.connect(lambda: back())
            self._row.addWidget(way)
            self._row.addSpacing(2)
        self.title = Label(title, "title")
        self.facts = Elided(facts, "muted")
        self.facts.setContentsMargins(4, 7, 0, 0)
        self._row.addWidget(self.title, 0, MIDDLE)
        self._row.addWidget(self.facts, 1)
        self._searches = search
        self.search = SearchButton(frame)
        self._row.addWidget(self.search)
        self.leave = Button(_("Leave the conversation view"), "quiet", key="F11")
        self.leave.clicked.connect(lambda: frame.converse(False))
        self._row.addWidget(self.leave)
        self.alone(frame.conversing)
        for button in buttons:
            self._row.addWidget(button)

    def alone(self, on: bool) -> None:
        """In the conversation view the way out of it stands where the search was."""
        set_shown(self.search, self._searches and not on)
        self.leave.setVisible(on)

    def compact(self, narrow: bool) -> None:
        """Make the search button smaller in a narrow window."""
        self.search.fit(SearchButton.NARROW if narrow else SearchButton.WIDE)


class SearchButton(Button):
    """Opens Ctrl+K; looks like a field, since that is what opens."""

    WIDE = 300
    NARROW = 228

    def __init__(self, frame: Frame) -> None:
        super().__init__(_("Search or do something"), "search", icon="search", key="Ctrl+K", pad=12)
        self.fit(self.WIDE)
        self.clicked.connect(lambda: frame.search())

    def fit(self, width: int) -> None:
        """Take this width in px; in a language whose words are too long for it, the first of them must do."""
        if width == self.minimumWidth():
            return
        self.setText(_("Search or do something"))
        if self.sizeHint().width() > width:
            self.setText(_("Search"))
        self.setAccessibleName(_("Search people, notes, steps and actions"))
        self.setFixedWidth(width)


class Section(QFrame):
    """A heading inside a card: title, a quiet count, and buttons at the right end."""

    def __init__(self, title: str, count: str = "", *buttons: QWidget) -> None:
        super().__init__()
        self.setProperty("part", "inner")
        self.setFixedHeight(30)
        self.row: QHBoxLayout = line(self, (12, 0, 12, 2), 8)
        self.title, self.count = Label(title, "h3"), Label(count, "small")
        self.row.addWidget(self.title)
        self.row.addWidget(self.count, 0, MIDDLE)
        self.row.addStretch()
        for button in buttons:
            self.row.addWidget(button)
