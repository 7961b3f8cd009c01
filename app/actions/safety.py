"""The register's safety: bring a backup back."""

from __future__ import annotations

from pathlib import Path

from app.base.clock import Clock
from app.store import bringing_back, opening


def restore_store(source: Path, store: Path, *, passphrase: str, clock: Clock) -> None:
    """Put a backup in the place of the register, which must be closed; the register it replaces is kept.

    passphrase: the one valid now, or the one valid when the backup was made. Raises the AppErrors of app.store.errors.
    """
    bringing_back.restore(source, store, opening.by_passphrase(passphrase), clock)
