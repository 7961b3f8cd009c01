"""Gives every field of a form an Alt+letter of its own, in whatever language the labels are."""

from __future__ import annotations

from collections.abc import Sequence

from ui.forms.field import Input


def letter_of(label: str) -> str:
    """The letter that "&" marks in a label; "" for none."""
    at = label.replace("&&", "").find("&")
    clean = label.replace("&&", "")
    return clean[at + 1 : at + 2].casefold() if at >= 0 else ""


def with_letter(label: str, taken: set[str]) -> str:
    """The label with "&" before the first free letter: word starts first, then the other letters."""
    starts = [i for i, c in enumerate(label) if c.isalpha() and (i == 0 or not label[i - 1].isalnum())]
    rest = [i for i, c in enumerate(label) if c.isalpha() and i not in starts]
    for i in (*starts, *rest):
        if label[i].casefold() not in taken:
            taken.add(label[i].casefold())
            return f"{label[:i]}&{label[i:]}"
    return label


def give_letters(fields: Sequence[Input], taken: str = "") -> None:
    """Mark a letter in each labelled field that has none; no two fields get the same.

    taken: letters that the page uses for something else with Alt.
    """
    used = {c.casefold() for c in taken}
    used |= {letter for field in fields if (letter := letter_of(field.label.text()))}
    for field in fields:
        label = field.label.text()
        if label and not letter_of(label):
            field.label.setText(with_letter(label, used))
