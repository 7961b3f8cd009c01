"""To whom a case is open now, on its page: one line each, with the button that ends it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.actions.cases import end_emergency, end_sharing
from app.base.languages import _
from app.store.rights import EMERGENCY, CaseRights, Opening
from ui.pages.cases.words import open_to_me_said, open_to_said
from ui.shell.page import Frame
from ui.theme import Button, Icon, Label, Surface, line


def strips(frame: Frame, rights: CaseRights) -> list[tuple[QWidget, Button | None]]:
    """The lines that stand on the case's page, and the button of each."""
    now = frame.clock.now()
    if not rights.mine:
        return [_strip(frame, open_to_me_said(rights, now), rights.opening)]
    return [_strip(frame, open_to_said(one, now), one) for one in rights.open_to]


def _strip(frame: Frame, said: str, one: Opening | None) -> tuple[QWidget, Button | None]:
    urgent = one is not None and one.kind == EMERGENCY
    ground = Surface("warn" if urgent else "info", (12, 6, 6, 6))
    row = line(gap=10)
    row.addWidget(Icon("triangle-alert" if urgent else "users", "warn" if urgent else "accent", 17))
    row.addWidget(Label(said, wrap=True), 1)
    button = None
    if one is not None:
        button = Button(
            _("End now") if urgent else _("Stop sharing"), "quiet", height=28, pad=8, colour="accent"
        )
        end = end_emergency if urgent else end_sharing
        button.clicked.connect(lambda: frame.work.run(end, one.id))
        row.addWidget(button)
    ground.box.addLayout(row)
    return ground, button
