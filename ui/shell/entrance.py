"""The way in: which page stands before the register, and what follows from each answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import shiboken6
from PySide6 import QtWidgets
from PySide6.QtCore import QObject, Signal

from app.base.clock import Clock
from app.base.errors import AppError
from app.base.languages import _, current
from ui.errors import Errors
from ui.shell.centre import CentrePage, WaitPage
from ui.shell.unlock import UnlockPage
from ui.work import Work

# The pages of the way in are read when they are shown: the first painted page asks for a passphrase.
if TYPE_CHECKING:
    from app.actions.desk import Desk
    from app.actions.gate import Welcome
    from app.records.place import Prison
    from app.store.recovery import RecoveryCode
    from ui.shell.bringing import Bringing
    from ui.shell.first_start import Answers
    from ui.shell.prove import ProvePage
    from ui.shell.trouble import WayOut

Finished = Callable[[BaseException | None], None]
PrintPdf = Callable[[bytes, Finished], None]


class Opened(NamedTuple):
    """What the worker gives back of an opened register: the desk stays with the worker."""

    welcome: Welcome
    code: RecoveryCode | None = None
    passphrase: str = ""  # of a demonstration, so that its lock can be tried


class Entrance(QObject):
    """Shows its pages through `show`. `inside` fires when the register is open and its sheet is proved."""

    inside = Signal(object)  # Welcome
    language_chosen = Signal(str)
    moved = Signal(object)  # Path of the register that is meant from now on
    quit = Signal()
    _progressed = Signal(float)  # sent by the worker, heard on the window's thread

    def __init__(
        self,
        path: Path,
        *,
        work: Work,
        clock: Clock,
        errors: Errors,
        show: Callable[[CentrePage], None],
        print_pdf: PrintPdf,
    ) -> None:
        super().__init__()
        self.path = path
        self._work, self._clock, self._errors = work, clock, errors
        self._show_page, self._print_pdf = show, print_pdf
        self._page: CentrePage | None = None
        self._passphrase = ""
        self.demo_passphrase = ""
        self._told = 0.0
        self._progressed.connect(self._show_progress)

    def start(self, *, expected: bool = False) -> None:
        """Show what stands first: passphrase, first start, or that an `expected` register is missing."""
        if self.path.exists():
            self._ask_passphrase()
        elif (
            expected or self.path.with_name(self.path.name + ".keys").exists()
        ):  # its keys say that it was here
            from app.store.errors import StoreMissing

            self._trouble(StoreMissing(path=self.path))
        else:
            self._first_start()

    def show_demo(self, folder: Path) -> None:
        """Make a throw-away register of made-up people in `folder`, and open it."""
        clock = self._clock
        self._show(WaitPage(_("One moment"), _("A register of made-up people is being made.")))

        def made() -> tuple[Desk, Opened]:
            from app.actions import gate, setup
            from app.actions.demo import make_demo

            path, passphrase = make_demo(folder, clock)
            desk = setup.open_store(path, passphrase, clock=clock)
            return desk, Opened(gate.welcome(desk), passphrase=passphrase)

        self._work.open(made, self._came_in, self._not_opened)

    def open_for(self, passphrase: str, *, after: BaseException | None = None) -> None:
        """Open the register with another counsellor's passphrase; after: what went wrong when it was closed."""
        self._ask_passphrase()
        page = self._page
        if after is not None or not isinstance(page, UnlockPage):
            self._not_opened(after or RuntimeError("no page asks for the passphrase"))
            return
        page.field.set_value(passphrase)
        page.proceed()

    # -- pages

    def _ask_passphrase(self) -> None:
        page = UnlockPage(locked=False, where=str(self.path))
        page.entered.connect(self._open)
        page.forgotten.connect(self._recover)
        page.elsewhere.connect(self._elsewhere)
        self._show(page)

    def _first_start(self) -> None:
        from ui.shell.first_start import FirstStart

        page = FirstStart(self._work, _prisons)
        page.answered.connect(self._create)
        page.language_chosen.connect(self.language_chosen)
        page.restore.connect(self._bring_back)
        self._show(page)

    def _recover(self) -> None:
        from ui.shell.recover import RecoverPage

        page = RecoverPage()
        page.entered.connect(self._open_with_code)
        page.left.connect(self.start)
        self._show(page)

    def _bring_back(self) -> None:
        self.bringing(left=self.start).begin()

    def bringing(self, *, left: Callable[[], None], closes: Callable[[], None] = lambda: None) -> Bringing:
        """The way of bringing a backup back; left: where it goes back to; closes: told before an open register is closed.
        Afterwards the register opens."""
        from ui.shell.bringing import Bringing

        return Bringing(
            self.path,
            work=self._work,
            clock=self._clock,
            errors=self._errors,
            show=self._show,
            left=left,
            closes=closes,
            done=self._brought_back,
            parent=self,
        )

    def _brought_back(self, passphrase: str) -> None:
        self.start()
        if passphrase and isinstance(self._page, UnlockPage):
            self._page.working(True)
            self._open(passphrase)

    def _elsewhere(self) -> None:
        from ui.shell.trouble import TroublePage, WayOut

        ways = [
            WayOut(
                "folder-open", _("Open another register"), _("A file on this PC or a stick"), self._browse
            ),
            WayOut(
                "plus", _("Start a new register"), _("In another folder; this one stays"), self._new_place
            ),
            WayOut("archive-restore", _("Bring a backup back"), _("As it stood then"), self._bring_back),
            WayOut("arrow-left", _("Back to the passphrase"), "", self.start),
        ]
        text = _("The register that opens at the start is {path}.", path=self.path)
        self._show(TroublePage(_("Which register?"), text, "", ways))

    def _trouble(self, problem: AppError) -> None:
        from ui.shell.guide import can_be_looked_at

        self._show_trouble(problem, ())
        if self._passphrase and can_be_looked_at(problem):
            self._guide(problem)

    def _show_trouble(self, problem: AppError, known: Sequence[str], first: Sequence[WayOut] = ()) -> None:
        from ui.shell.trouble import TroublePage, WayOut

        ways = [*first, *self._ways_out(problem), WayOut("power", _("Close the program"), "", self.quit.emit)]
        text, todo = problem.text(), problem.todo()
        self._show(TroublePage(_("The register was not opened"), text, todo, ways, known=known))

    def _guide(self, problem: AppError) -> None:
        """Look at what can be read and which backup is sound; then the same page says so, with what follows from it."""
        from ui.shell.guide import Guide, Window

        page, guide = self._page, Guide(self.path, self._passphrase, self._clock)
        show = partial(self._show_trouble, problem)
        window = Window(self._work.apart, show, self._move, self._not_opened)

        def keys_back() -> None:
            self._work.apart(guide.keys_back, lambda _none: self._open(self._passphrase), self._not_opened)

        def known(lines: Sequence[str]) -> None:
            if self._page is page:  # nobody has gone on meanwhile
                show(lines, guide.ways(problem, self._look_at, keys_back, window))

        self._work.apart(guide.look, lambda _none: known(guide.lines()), lambda _error: None)

    def _look_at(self, backup: Path) -> None:
        self.bringing(left=self.start).preview(backup, self._passphrase)

    def _ways_out(self, problem: AppError) -> Sequence[WayOut]:
        from ui.shell.guide import Steps, ways_out

        steps = Steps(
            again=self.start,
            back=self._bring_back,
            browse=self._browse,
            new_place=self._new_place,
            first_start=self._first_start,
            accept=self._accept_older,
        )
        return ways_out(problem, self.path, steps)

    # -- what follows

    def _open(self, passphrase: str, *, accept_older: bool = False) -> None:
        self._passphrase = passphrase
        path, clock = self.path, self._clock

        def opened() -> tuple[Desk, Opened]:
            from app.actions import gate, setup

            desk = setup.open_store(
                path, passphrase, clock=clock, accept_older=accept_older, progress=self._progress
            )
            return desk, _looked(desk, gate.welcome(desk))

        self._work.open(opened, self._came_in, self._not_opened)

    def _progress(self, share: float) -> None:
        """On the worker: told thousands of times, passed on at each hundredth."""
        if not share or share == 1 or share >= self._told + 0.01:
            self._told = share
            self._progressed.emit(share)

    def _show_progress(self, share: float) -> None:
        if isinstance(self._page, UnlockPage) and shiboken6.isValid(self._page):
            self._page.progress(share)

    def _accept_older(self) -> None:
        self._open(self._passphrase, accept_older=True)

    def _open_with_code(self, code: str, new: str) -> None:
        path, clock = self.path, self._clock

        def opened() -> tuple[Desk, Opened]:
            from app.actions import gate, setup

            desk = setup.recover_store(path, code, new_passphrase=new, clock=clock)
            return desk, _looked(desk, gate.welcome(desk))

        self._work.open(opened, self._came_in, self._not_opened)

    def _create(self, answers: Answers) -> None:
        path, clock = self.path, self._clock

        def made() -> tuple[Desk, Opened]:
            from app.actions import gate, setup

            asked = setup.FirstStart(
                name=answers.name, passphrase=answers.passphrase, school=answers.school, prison=answers.prison
            )
            path.parent.mkdir(parents=True, exist_ok=True)
            desk, code = setup.create_store(path, asked, clock=clock)
            gate.recovery_is_proved(desk, False)
            return desk, Opened(gate.welcome(desk), code)

        self._work.open(made, self._came_in, self._not_opened)

    def _came_in(self, result: tuple[Desk, Opened]) -> None:
        opened = result[1]
        self._passphrase = ""
        self.demo_passphrase = opened.passphrase
        if opened.code is None:
            self.inside.emit(opened.welcome)
        else:
            self._prove(opened.welcome, opened.code)

    def _prove(self, welcome: Welcome, code: RecoveryCode) -> None:
        from ui.shell.prove import ProvePage

        page = ProvePage(code, self._clock.now)
        page.print_asked.connect(lambda: self._make_sheet(page, code, save=False))
        page.save_asked.connect(lambda: self._make_sheet(page, code, save=True))
        page.proved.connect(lambda: self._proved(welcome))
        self._show(page)

    def _make_sheet(self, page: ProvePage, code: RecoveryCode, *, save: bool) -> None:
        from app.actions import gate

        def printed(error: BaseException | None) -> None:
            if error is None:
                page.paper_made(_("The sheet is printed"))
            else:
                self._not_opened(error)

        def made(pdf: bytes) -> None:
            if save:
                self._save_sheet(page, pdf)
            else:
                self._print_pdf(pdf, printed)

        self._work.run(gate.recovery_sheet, code, current(), then=made, failed=self._not_opened)

    def _save_sheet(self, page: ProvePage, pdf: bytes) -> None:
        from ui.documents.saving import save_sheets

        name, _kind = QtWidgets.QFileDialog.getSaveFileName(
            page, _("Save the sheet"), _("Recovery sheet") + ".pdf", _("PDF files (*.pdf)")
        )
        if name:
            self._work.run(
                save_sheets,
                {Path(name): pdf},
                then=lambda _paths: page.paper_made(_("The sheet is saved")),
                failed=self._not_opened,
            )

    def _proved(self, welcome: Welcome) -> None:
        from app.actions import gate

        self._work.run(gate.recovery_is_proved, True, then=lambda _none: self._done(welcome))

    def _done(self, welcome: Welcome) -> None:
        from ui.shell.prove import DonePage

        page = DonePage(welcome.counsellor)
        page.opened.connect(lambda: self.inside.emit(welcome))
        self._show(page)

    def _not_opened(self, error: BaseException) -> None:
        """A problem that belongs to a field is said there; another one gets a page with ways out."""
        from app.entry.problems import Invalid
        from app.store import errors as store
        from ui.shell.first_start import FirstStart
        from ui.shell.recover import RecoverPage

        page = self._page
        if isinstance(error, Invalid) and isinstance(page, (FirstStart, RecoverPage)):
            page.show_problems(error.problems)
        elif isinstance(page, UnlockPage) and isinstance(
            error, (store.WrongPassphrase, store.TooManyGuesses)
        ):
            page.wrong(error)
        elif isinstance(error, AppError) and isinstance(page, UnlockPage):
            self._trouble(error)
        elif page is not None and shiboken6.isValid(page):
            notice = self._errors.notice(error)
            page.show_error(notice.text, notice.todo)

    def _browse(self) -> None:
        name, _kind = QtWidgets.QFileDialog.getOpenFileName(
            self._page, _("Open another register"), str(self.path.parent), _("Registers (*.db)")
        )
        if name:
            self._move(Path(name))

    def _new_place(self) -> None:
        folder = QtWidgets.QFileDialog.getExistingDirectory(self._page, _("Folder for the new register"))
        if folder:
            self._move(Path(folder) / self.path.name)

    def _move(self, path: Path) -> None:
        self.path = path
        self.moved.emit(path)
        self.start()

    def _show(self, page: CentrePage) -> None:
        self._page = page
        self._show_page(page)


def _looked(desk: Desk, welcome: Welcome) -> Opened:
    """A register whose sheet was never typed back gets a new sheet: the old one may not exist."""
    return Opened(welcome, None if welcome.recovery_proved else desk.store.new_recovery_code())


def _prisons() -> Sequence[Prison]:
    from app.actions.setup import prisons_to_pick

    return prisons_to_pick()
