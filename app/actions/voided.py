"""What was voided and is still kept."""

from __future__ import annotations

from app.actions.desk import Desk
from app.store.questions.voided import Voided, voided


def voided_entries(desk: Desk) -> tuple[Voided, ...]:
    """The voided entries of one's own cases, newest first."""
    return voided(desk.store, viewer=desk.viewer)
