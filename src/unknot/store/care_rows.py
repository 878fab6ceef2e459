"""
Care that was had, booked or skipped.
"""

from __future__ import annotations

from collections.abc import Sequence

from unknot.domain.body import BodyPart
from unknot.domain.canonical import write_canonical
from unknot.domain.session import (
    Appointment,
    CareKind,
    CareRecord,
    Depth,
    ItemStatus,
    MassageType,
)
from unknot.store import rows
from unknot.store.kept_values import read_kept
from unknot.store.scoped import ScopedRows


class CareRows(ScopedRows):
    """
    Massages with their dates and prices, and what became of items of the plan.
    """

    def appointments(self) -> Sequence[Appointment]:
        """
        Massages had and booked, oldest first.
        """
        table = rows.appointments.c
        return [
            Appointment(
                id=row.id,
                date=row.date,
                massage_type=MassageType(row.massage_type),
                depth=Depth(row.depth),
                minutes=row.minutes,
                cents=row.cents,
                parts=read_kept(tuple[BodyPart, ...], row.parts),
                start_utc=row.start_utc,
                status=ItemStatus(row.status),
                invented=row.invented,
            )
            for row in self.rows_of(rows.appointments, order=(table.date, table.id))
        ]

    def keep_appointment(self, appointment: Appointment) -> None:
        """
        A massage as it stands now.
        """
        self.inputs_changed = True
        self.put(
            rows.appointments,
            {"id": appointment.id},
            date=appointment.date,
            massage_type=appointment.massage_type.value,
            depth=appointment.depth.value,
            minutes=appointment.minutes,
            cents=appointment.cents,
            parts=write_canonical(appointment.parts),
            start_utc=appointment.start_utc,
            status=appointment.status.value,
            invented=appointment.invented,
        )

    def remove_appointment(self, appointment_id: str) -> None:
        """
        Forgets a massage.
        """
        self.inputs_changed = True
        self.drop(rows.appointments, id=appointment_id)

    def care_records(self) -> Sequence[CareRecord]:
        """
        What the runner said about items of the plan, oldest first.
        """
        table = rows.care_records.c
        return [
            CareRecord(
                item_id=row.item_id,
                kind=CareKind(row.kind),
                date=row.date,
                status=ItemStatus(row.status),
                minutes=row.minutes,
                parts=read_kept(tuple[BodyPart, ...], row.parts),
                start_utc=row.start_utc,
            )
            for row in self.rows_of(rows.care_records, order=(table.date, table.item_id))
        ]

    def keep_care_record(self, record: CareRecord) -> None:
        """
        What became of one item.
        """
        self.inputs_changed = True
        self.put(
            rows.care_records,
            {"item_id": record.item_id},
            kind=record.kind.value,
            date=record.date,
            status=record.status.value,
            minutes=record.minutes,
            parts=write_canonical(record.parts),
            start_utc=record.start_utc,
        )

    def remove_care_record(self, item_id: str) -> None:
        """
        Takes back what was said about one item.
        """
        self.inputs_changed = True
        self.drop(rows.care_records, item_id=item_id)
