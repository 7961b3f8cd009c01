"""Every page of the window by the name that `Frame.go` opens it under; a page's module is read when it is first opened."""

from __future__ import annotations

from ui.shell.shell import Maker

# One function a page, so that the bundle sees its import and the first paint does not wait for it:
#
#     def _today(frame: Frame, about: Mapping[str, str]) -> Page:
#         from ui.pages.today import TodayPage
#
#         return TodayPage(frame)

PAGES: dict[str, Maker] = {}
