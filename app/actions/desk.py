"""The counsellor's desk: the open store, who sits at it, and what time it is. Passed to every action."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TypeVar

from app.base.clock import Clock
from app.base.errors import AppError
from app.base.languages import N_
from app.base.settings import Setting
from app.records.record import Record
from app.store.store import Store, Viewer

R = TypeVar("R", bound=Record)
T = TypeVar("T")


class RoundFinished(AppError):
    """A finished checklist round is never changed."""

    says = N_("This round is finished and is kept as it was.")
    do = N_("Start a new round to answer again.")


@dataclass(frozen=True)
class Desk:
    """What an action works with. One desk belongs to one open store."""

    store: Store
    clock: Clock

    @property
    def viewer(self) -> Viewer:
        """The counsellor whose passphrase opened the store."""
        return self.store.me

    @property
    def today(self) -> dt.date:
        """The day it is, on the PC's clock."""
        return self.clock.today()

    def get(self, kind: type[R], id: str) -> R:
        """The record with this id. Raises the store's RecordGone where there is none to be seen."""
        return self.store.get(kind, id, viewer=self.viewer)

    def setting(self, setting: Setting[T]) -> T:
        """The setting's value at this school."""
        return setting.read(self.store.setting(setting.name, setting.default))
