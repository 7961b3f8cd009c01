"""May the actor write this? Asked within a transaction, of the rows as they stand in it."""

from __future__ import annotations

from app.store.access import Condition, Viewer, may_read
from app.store.connection import Connection
from app.store.errors import OthersCase, RecordGone

DELIVERED = ("request", "arrival")
"""What anybody in the service may put into anybody's case: the slip goes to the case's counsellor."""
OWN_LINES = ("attendance", "interpreter")
"""Rows of a talk, some about one of those in it: they are the talk's, whoever's case it is."""


class CaseGuard:
    """What one actor may write in one transaction."""

    def __init__(self, connection: Connection, actor: Viewer) -> None:
        self._connection, self._actor = connection, actor
        self._open: set[str] = set()  # cases found open to the actor: those stay so to the transaction's end

    def check_row(self, kind: str, record_id: str) -> None:
        """Raises RecordGone for a row that the actor does not see."""
        if not self.sees(kind, record_id):
            raise RecordGone()

    def sees(self, kind: str, record_id: str) -> bool:
        """Whether the actor sees this row."""
        may = may_read(kind, self._actor)
        sql = f"SELECT 1 FROM {kind} WHERE id = ? AND ({may.sql})"
        return self._connection.value(sql, (record_id, *may.args)) is not None

    def check_case(self, kind: str, case: str, *, deliver: bool = True) -> None:
        """Raises OthersCase unless the case is open to the actor, or a row of this kind may be put into anybody's.

        A case that is not there yet is the actor's to begin.
        """
        if not case or case in self._open:
            return
        rows = self._connection.rows("SELECT name FROM person WHERE id = ?", (case,))
        may = _not_restricted() if deliver and kind in DELIVERED else may_read("person", self._actor)
        sql = f"SELECT 1 FROM person WHERE id = ? AND ({may.sql})"
        if rows and not self._connection.value(sql, (case, *may.args)):
            raise OthersCase(name=rows[0][0])
        if rows and kind not in DELIVERED:
            self._open.add(case)

    def keeper(self, case: str) -> str:
        """Whose case it is; "" for one that is not there yet."""
        return str(self._connection.value("SELECT owner FROM person WHERE id = ?", (case,)) or "")

    def unseen_cases(self, kind: str, parent: str) -> set[str]:
        """The cases of those rows below a record that the actor does not see."""
        may = may_read(kind, self._actor)
        sql = f"""SELECT case_id FROM {kind} WHERE parent_id = ? AND voided_at = '' AND case_id IS NOT NULL
            AND NOT ({may.sql})"""
        return {row[0] for row in self._connection.rows(sql, (parent, *may.args))}

    def seen_below(self, kind: str, parent: str) -> list[str]:
        """The ids of those rows below a record that the actor sees, voided ones left out."""
        may = may_read(kind, self._actor)
        sql = f"SELECT id FROM {kind} WHERE parent_id = ? AND voided_at = '' AND ({may.sql})"
        return [row[0] for row in self._connection.rows(sql, (parent, *may.args))]


def _not_restricted() -> Condition:
    return Condition("id NOT IN (SELECT case_id FROM restriction)")
