"""
Guided sessions, kept as the phone told them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row

from unknot.domain.body import Pain
from unknot.domain.canonical import write_canonical
from unknot.domain.guided import Feeling, GuidedSession, GuidedStep
from unknot.domain.technique import RoutinePhase
from unknot.store.kept_values import read_kept
from unknot.store.rows_guided import guided_sessions
from unknot.store.scoped import ScopedRows


class GuidedRows(ScopedRows):
    """
    Sessions of self-care. A plan is made from the care records they lead to, not from them.
    """

    def guided_sessions(self, limit: int | None = None) -> Sequence[GuidedSession]:
        """
        The sessions that began last, the newest first.
        """
        table = guided_sessions.c
        newest = (table.started_at.desc(), table.id.desc())
        return [_session(row) for row in self.rows_of(guided_sessions, order=newest, limit=limit)]

    def guided_session(self, session_id: str) -> GuidedSession | None:
        """
        The session with that id.
        """
        row = self.row_of(guided_sessions, id=session_id)
        return None if row is None else _session(row)

    def keep_guided_session(self, session: GuidedSession) -> None:
        """
        A session as it stands now.
        """
        self.put(
            guided_sessions,
            {"id": session.id},
            started_at=session.started_at,
            ended_at=session.ended_at,
            phase=session.phase.value,
            paused_s=session.paused_s,
            item_id=session.item_id,
            steps=write_canonical(session.steps),
            feelings=write_canonical(session.feelings),
            pain=write_canonical(tuple(Pain(part, score) for part, score in session.pain)),
        )


def _session(row: Row[Any]) -> GuidedSession:
    return GuidedSession(
        id=row.id,
        started_at=row.started_at,
        ended_at=row.ended_at,
        phase=RoutinePhase(row.phase),
        steps=read_kept(tuple[GuidedStep, ...], row.steps),
        paused_s=row.paused_s,
        item_id=row.item_id,
        feelings=read_kept(tuple[Feeling, ...], row.feelings),
        pain=tuple((each.part, each.score) for each in read_kept(tuple[Pain, ...], row.pain)),
    )
