"""The window around the pages.

A page is a subclass of `ui.shell.page.Page`, built as `MyPage(frame, …)` and registered in ui/pages/registry.py:

    class TodayPage(Page):
        name, place, keep = "today", "today", True
        def __init__(self, frame: Frame) -> None:
            super().__init__(frame)
            self.header = Header(frame, _("Today"), "", new_button)      # title line with facts, search and buttons
            self.box.addWidget(self.header)                              # self.box: column with the page's margins
            self.offer(Action(text=_("Print …"), key="Ctrl+P", run=self.print_all, icon="printer"))   # Ctrl+K + key
        def title / first / person / compact(narrow) / touches(changes) / visited(about) / reload / alone(on) / leaving

Opening a page calls compact, alone, reload, and then focuses first(). `reload` reads with
`frame.work.ask(question, …, then=self._show, instead_of="today")`; writing is
`frame.work.run(action, …, then=…, failed=…)`: fn gets the Desk first and runs on the worker. What an action
returns (Changes, or something with `.changes`) reaches every view by itself: the open page is asked `touches`, and a
Changes with a text shows the bar with Undo. `frame.go("session", person=id)` opens, `frame.back()` closes.

Frame: work, clock, conversing, go, back, search, say, fail, confirm, converse. Section(title, count, *buttons) heads
a part of a card. Nothing opens a window of its own: sheet.Sheet(over, name) lies in the window, so the lock covers it.

Keys of the shell: Ctrl+1…6, Ctrl+, Ctrl+K, Ctrl+N, Ctrl+I, Ctrl+Shift+N, Ctrl+Z, F11 conversation view, F12/Ctrl+L lock.
A page binds its own: Ctrl+P, Ctrl+S, Ctrl+B, F2, Ctrl+Enter, Esc, Alt+digits.
"""
