"""What a pasted list held and the program does not keep: said below the rows, so that nobody wonders."""

from __future__ import annotations

from app.base.languages import _, ngettext_
from app.entry.arrival_list import Dropped
from ui.theme import Icon, Label, Surface, clear, line, restyle

MOST = 8  # texts by name


class LeftOut(Surface):
    """Hidden while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__("info", (16, 10, 16, 10), 4)
        self.hide()

    def say(self, dropped: tuple[Dropped, ...]) -> None:
        """Say what was left out of the list that was read last."""
        self._show(left_out_said(dropped), "info", "shield", "accent")

    def refuse(self, text: str) -> None:
        """Say why nothing could be read."""
        self._show([text], "warn", "triangle-alert", "warn")

    def _show(self, texts: list[str], ground: str, icon: str, colour: str) -> None:
        clear(self.box)
        restyle(self, part=ground)
        for text in texts:
            row = line(gap=10)
            row.addWidget(Icon(icon, colour, 17))
            row.addWidget(Label(text, wrap=True), 1)
            self.box.addLayout(row)
        self.setVisible(bool(texts))


def left_out_said(dropped: tuple[Dropped, ...]) -> list[str]:
    """What is not kept, and that it was left out."""
    numbers = sum(one.count for one in dropped if one.private and not one.what)
    private = [one.what for one in dropped if one.private and one.what]
    others = [one.what for one in dropped if not one.private and one.what]
    texts = []
    if numbers:
        texts.append(
            ngettext_(
                "{count} birth number or day of birth is left out: the program keeps none.",
                "{count} birth numbers or days of birth are left out: the program keeps none.",
                numbers,
            )
        )
    if private:
        texts.append(_("Left out, since the program keeps no such thing: {what}.", what=", ".join(private)))
    if others:
        texts.append(_("Not understood and left out: {what}.", what=", ".join(others[:MOST])))
    return texts
