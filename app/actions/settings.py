"""Settings of the service: read all, change one."""

from __future__ import annotations

from typing import Any, TypeVar

from app.actions.desk import Desk
from app.base.languages import N_, _
from app.base.settings import SETTINGS, Setting
from app.entry.problems import Invalid, Problem
from app.store.store import Changes

T = TypeVar("T")


def change_setting(desk: Desk, setting: Setting[T], value: T) -> Changes:
    """Keep a setting's new value. Raises Invalid for a number out of bounds."""
    if setting.read(value) != value:
        limits = {"low": setting.low, "high": setting.high}
        raise Invalid([Problem((setting.name,), N_("Write a number from {low} to {high}."), limits)])
    text = _("“{setting}” is changed", setting=_(setting.label))
    with desk.store.transaction("setting.changed", actor=desk.viewer, text=text) as t:
        t.set(setting.name, list(value) if isinstance(value, tuple) else value)
    return t.changes()


def all_settings(desk: Desk) -> dict[str, Any]:
    """The value of every setting, by name."""
    return {setting.name: _value(desk, setting) for setting in SETTINGS}


def _value(desk: Desk, setting: Setting[Any]) -> Any:
    return desk.setting(setting)
