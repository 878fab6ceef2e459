"""
Guided sessions: what they are built from, and what was done of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from unknot.app.errors import NotFound
from unknot.app.ports import RunnerId
from unknot.bootstrap.foundation import Foundation
from unknot.domain.guided import GuidedSession

if TYPE_CHECKING:
    from unknot.app.sent_once import SentItem
    from unknot.app.sore_now import SoreNow
    from unknot.domain.routine import RoutineWish
    from unknot.domain.technique import Technique


class Guidance(Foundation):
    """
    Self-care, guided step by step.
    """

    def technique(self, code: str) -> Technique:
        """
        One technique of the open library.
        """
        from unknot.catalogue.self_care import technique

        return technique(code)

    def sore_now(self, runner: RunnerId) -> SoreNow | None:
        """
        What to offer for what today's check-in calls sore, if anything.
        """
        from unknot.app.sore_now import sore_now

        return sore_now(self.store, runner, self.clock.now())

    def wish_for_item(self, runner: RunnerId, wish: RoutineWish) -> RoutineWish:
        """
        The same wish with the minutes and the phase of its item of the plan.
        """
        from unknot.app.guide import wish_for_item

        return wish_for_item(self.store, runner, wish)

    def keep_session(self, runner: RunnerId, session: GuidedSession) -> GuidedSession:
        """
        Keeps a session that was had, once, however often it is sent.
        """
        from unknot.app.keep_session import keep_session

        return keep_session(self.store, runner, session, self.clock.now())

    def take_session(self, runner: RunnerId, sent: SentItem, session: GuidedSession) -> bool:
        """
        The same for one that a phone kept first; false when it was here already.
        """
        from unknot.app.keep_session import take_session

        return take_session(self.store, runner, sent, session)

    def sessions(self, runner: RunnerId, limit: int | None = None) -> tuple[GuidedSession, ...]:
        """
        The sessions that were had, the newest first.
        """
        with self.store.look(runner) as db:
            return tuple(db.guided_sessions(limit))

    def session(self, runner: RunnerId, session_id: str) -> GuidedSession:
        """
        One of them.

        Raises
        ------
        NotFound
            If there is none with that id.
        """
        with self.store.look(runner) as db:
            found = db.guided_session(session_id)
        if found is None:
            raise NotFound("There is no session called '{name}'.", name=session_id)
        return found
