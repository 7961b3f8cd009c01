"""That somebody opened one's case in an emergency: it stands on Today until one has taken note of it."""

from __future__ import annotations

from app.actions.cases import emergency_seen
from app.base.languages import _
from app.store.rights import Opening
from ui.pages.cases.words import left, moment
from ui.shell.page import Frame
from ui.theme import Button, Card, Icon, Label, line


class EmergencyCard(Card):
    """Who, whose case, when, why, and whether it lasts."""

    def __init__(self, frame: Frame, one: Opening) -> None:
        super().__init__((16, 12, 12, 12), 4)
        now = frame.clock.now()
        row = line(gap=10)
        row.addWidget(Icon("triangle-alert", "warn", 18))
        said = _(
            "{who} opened your case {name} in an emergency, {when}",
            who=one.who,
            name=one.name,
            when=moment(one.since, now),
        )
        row.addWidget(Label(said, "strong", wrap=True), 1)
        self.open = Button(_("Open the case"), "quiet", height=30, pad=8, colour="accent")
        self.open.clicked.connect(lambda: frame.go("people", person=one.person))
        self.seen = Button(_("I have seen it"), "plain", height=30, pad=10)
        self.seen.clicked.connect(lambda: frame.work.run(emergency_seen, one.id))
        row.addWidget(self.open)
        row.addWidget(self.seen)
        self.box.addLayout(row)
        lasts = _("{left} left", left=left(one, now)) if one.until and one.until > now else _("It has ended.")
        self.box.addWidget(
            Label(_("Reason: {reason}", reason=one.reason) + "  ·  " + lasts, "muted", wrap=True)
        )
