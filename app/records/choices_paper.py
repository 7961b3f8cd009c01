"""What is said of paper: how far a language's texts have come; codes and labels."""

from __future__ import annotations

from app.records.choice_list import ChoiceList, choice_list

PAPER_LISTS: tuple[ChoiceList, ...] = (
    choice_list(
        "language.state",
        {
            "draft": "draft",
            "read": "read by a native reader",
            "approved": "approved",
        },
        fixed=True,
    ),
)
