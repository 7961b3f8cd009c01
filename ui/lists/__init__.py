"""Lists of records.

IdList(fetch, name): any length. show_ids([id, Heading("oktober"), id, …], choose=id); fetch(ids, answer) is asked for a
page of a hundred ids at a time and answers answer({id: RowFace(title=, aside=, below=, tile=, icon=, pill=, tone=)}),
as by `work.ask(question, ids, then=answer)`. Signals chosen(id), opened(id) on Enter, typed(letters). current(),
choose(id), step(±1) from the filter field, rows.refresh() after a change.

TimelineRow(when, icon, head, extra=, text=, tone=, last=) is a BareRow: Enter or click opens; `tell` makes it another
event. Lines().show_lines([row, label, …]) shows widgets under each other and keeps them for the next time.

EmptyState(icon, title, text, [Offer(icon, text, detail, key), …]). Short lists are made of ui.theme.Row in a ScrollColumn.
"""

from __future__ import annotations

from ui.lists.empty import EmptyState, Offer
from ui.lists.faces import RowFace
from ui.lists.ids import Heading, IdList
from ui.lists.lines import Lines
from ui.lists.timeline import TimelineRow

__all__ = ["EmptyState", "Heading", "IdList", "Lines", "Offer", "RowFace", "TimelineRow"]
