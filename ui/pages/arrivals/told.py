"""How and in which language those are told who are ticked from now on."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.actions.arrivals import OWN
from app.base.languages import _, pgettext_
from app.entry.draft import Draft
from app.records.choices import label
from ui.forms import ChipGroup
from ui.theme import Label, line

_TALKED = "session.language_handling"


class ToldLine(QWidget):
    """Two groups of chips in one line."""

    def __init__(self) -> None:
        super().__init__()
        row = line(self, (24, 8, 24, 12), 8)
        ways = {
            "spoken": pgettext_("told", "by word"),
            "leaflet": pgettext_("told", "sheet"),
            "poster": pgettext_("told", "poster"),
        }
        self.how = ChipGroup("", ways, value="spoken", many=True, name=_("Told how"))
        tongues = {
            OWN: _("own language"),
            "nb": label(_TALKED, "norwegian"),
            "en": label(_TALKED, "english"),
        }
        self.language = ChipGroup("", tongues, value=OWN, name=_("Told in which language"))
        row.addWidget(Label(_("Told"), "label"))
        row.addWidget(self.how, 5)
        row.addWidget(Label(pgettext_("told", "in"), "label"))
        row.addWidget(self.language, 6)

    def tell(self, row: Draft, *, told: bool) -> None:
        """Tick a row in the way that stands here, or take the tick away."""
        row.raw |= {"told": "yes" if told else ""}
        if told:
            row.raw |= {"told_how": self.how.value() or "spoken", "told_language": self.language.value()}
