"""The body of the posters that say all messages in rows: the largest letters at which everything has room."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.documents.fitting import largest
from app.documents.message_head import Head
from app.documents.message_rows import LEAST_ROW_GAP, Look, Rows, draw_foot, draw_messages, set_rows, smoothed
from app.documents.poster_page import Page

ABOVE_FOOT = 22.0  # between the last message and the rule of the foot, at A3
GIVE_WAY = ("P09", "P07", "P10", "P08")
"""What a poster with slips at its foot leaves out, in this order, before its letters or pictograms get small."""
HEADS = (1.0, 0.84, 0.7)  # smaller where a language has much to say below
ENOUGH = 20.0  # points at A3
NEAR_STEPS = (17.0, 16.0, 15.0, 14.0)
"""With slips at its foot, which bring the reader near, the few languages that stand highest may go down to these."""


def fitted(
    page: Page, looks: Sequence[tuple[Look, float]], steps: Sequence[float], *, top: float
) -> Rows | None:
    """Everything below the head; None where it does not fit at the smallest step.

    looks: in order of preference, each with the size (points at A3) below which it gives way to the next. A poster with
    slips at its foot leaves messages out until the letters are large enough.
    """
    rows = _of_looks(page, looks, steps, top)
    if page.sheet.slips:
        for number in range(len(GIVE_WAY)):
            if rows and _is_large(page, rows, looks):
                break
            rows = _of_looks(_without(page, GIVE_WAY[: number + 1]), looks, steps, top)
        rows = rows or _of_looks(_without(page, GIVE_WAY), looks, NEAR_STEPS, top)
    return smoothed(rows) if rows else None


def with_head(
    page: Page, made: Callable[[float], tuple[Head, Rows] | None], looks: Sequence[tuple[Look, float]]
) -> tuple[Head, Rows] | None:
    """The largest head that leaves large letters and pictograms below it; else the one that leaves the largest.

    made: a head of this scale and the rows that have room below it.
    """
    best: tuple[Head, Rows] | None = None
    for share in HEADS:
        found = made(page.head * share)
        if found and _is_large(page, found[1], looks):
            return found
        if found and (best is None or _sign(found[1]) > _sign(best[1])):
            best = found
    return best


def _sign(rows: Rows) -> float:
    """How large pictograms and letters are together."""
    return rows.size * (1 + rows.look.icon)


def _is_large(page: Page, rows: Rows, looks: Sequence[tuple[Look, float]]) -> bool:
    """Whether the letters are, and the pictograms are not those of last resort."""
    last = rows.look.icon > 0 and rows.look is looks[-1][0]
    return rows.size >= ENOUGH * page.scale and not last


def _without(page: Page, keys: Sequence[str]) -> Page:
    messages = tuple(one for one in page.sheet.messages if one.key not in keys)
    return page._replace(sheet=page.sheet._replace(messages=messages))


def _of_looks(
    page: Page, looks: Sequence[tuple[Look, float]], steps: Sequence[float], top: float
) -> Rows | None:
    for look, enough in looks:
        large = [step for step in steps if step >= enough]
        rows = _of_look(page, look, large, top) if large and _may_fit(page, look, large[-1], top) else None
        if rows:
            return rows
    found: Rows | None = None
    for look, enough in looks:
        rows = _of_look(page, look, [step for step in steps if step < enough], top)
        if rows and (found is None or rows.size > found.size):
            found = rows
    return found


def _may_fit(page: Page, look: Look, step: float, top: float) -> bool:
    """False where the pictograms alone are too high: then no text need be set to know it."""
    rows = (look.icon + LEAST_ROW_GAP) * step * page.scale * len(page.sheet.messages)
    return rows <= _room(page, look, top)


def _of_look(page: Page, look: Look, steps: Sequence[float], top: float) -> Rows | None:
    room = _room(page, look, top)
    return largest(
        steps,
        lambda step: set_rows(page.paper, page.sheet, look, step * page.scale),
        lambda rows: rows.body_height + rows.foot_height <= room,
    )


def _room(page: Page, look: Look, top: float) -> float:
    return look.height - look.margin - top - ABOVE_FOOT * page.scale


def draw_rows(page: Page, rows: Rows, *, top: float) -> None:
    """The messages with the room left over between them, and the foot."""
    look = rows.look
    room = _room(page, look, top) - rows.foot_height
    draw_messages(page.paper, rows, top=top, room=room, colour=page.colour)
    draw_foot(page.paper, rows, colour=page.colour)
