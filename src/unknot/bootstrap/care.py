"""
Care that was had, is booked, or was skipped.
"""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

from unknot.app.ports import RunnerId
from unknot.domain.body import BodyPart
from unknot.domain.plan import PlanItem
from unknot.domain.session import Appointment, CareRecord, Depth, ItemStatus, MassageType

if TYPE_CHECKING:
    from unknot.domain.routine import Routine, RoutineWish

from unknot.bootstrap.foundation import Foundation


class Care(Foundation):
    """
    Massages by hand, and what became of the items of plans.
    """

    def log_massage(
        self,
        runner: RunnerId,
        on: date,
        massage_type: MassageType,
        minutes: int,
        cents: int | None,
        parts: tuple[BodyPart, ...],
        depth: Depth | None = None,
        start: time | None = None,
    ) -> Appointment:
        """
        A massage that was had, or, on a day ahead, one that is booked.
        """
        from unknot.app.log_massage import Massage, log_massage

        massage = Massage(on, massage_type, minutes, cents, parts, depth, start)
        return log_massage(self.store, runner, massage, self.clock.now())

    def remove_appointment(self, runner: RunnerId, appointment_id: str) -> None:
        """
        Forgets a massage that was logged or booked.
        """
        from unknot.app.log_massage import remove_appointment

        remove_appointment(self.store, runner, appointment_id)

    def appointments(self, runner: RunnerId) -> tuple[Appointment, ...]:
        """
        Massages had and booked, oldest first.
        """
        with self.store.look(runner) as db:
            return tuple(db.appointments())

    def mark_item(self, runner: RunnerId, item_id: str, status: ItemStatus) -> PlanItem:
        """
        What became of one item of the plan; `proposed` takes it back.
        """
        from unknot.app.mark_item import mark_item

        return mark_item(self.store, runner, item_id, status)

    def care_records(self, runner: RunnerId) -> tuple[CareRecord, ...]:
        """
        What became of the items of past and present plans, as far as the runner said.
        """
        with self.store.look(runner) as db:
            return tuple(db.care_records())

    def routine(self, runner: RunnerId, wish: RoutineWish) -> Routine:
        """
        A few minutes of self-care, within what safety allows at this moment; nothing is kept.
        """
        from unknot.app.build_routine import build_routine_now

        return build_routine_now(self.store, runner, wish, self.clock.now())
