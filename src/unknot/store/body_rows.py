"""
How the body feels and what is wrong with it: check-ins, injuries, reports, intake answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from unknot.domain.body import BodyPart, Pain, Soreness
from unknot.domain.canonical import write_canonical
from unknot.domain.check_in import CheckIn
from unknot.domain.safety import GateAnswers, Injury, InjuryKind, SymptomReport
from unknot.store import rows
from unknot.store.kept_values import read_kept
from unknot.store.scoped import ScopedRows


class BodyRows(ScopedRows):
    """
    What a runner reports about the body.
    """

    def check_ins(self, since: date | None = None) -> Sequence[CheckIn]:
        """
        The reports from that day on, oldest first.
        """
        table = rows.check_ins.c
        within = () if since is None else (table.date >= since,)
        return [
            CheckIn(
                date=row.date,
                reported_at=row.reported_at,
                soreness=read_kept(tuple[Soreness, ...], row.soreness),
                pain=read_kept(tuple[Pain, ...], row.pain),
                sleep_h=row.sleep_h,
                stress=row.stress,
                fatigue=row.fatigue,
                note=row.note,
                invented=row.invented,
                sleep_quality=row.sleep_quality,
                muscle_soreness=row.muscle_soreness,
                mood=row.mood,
                resting_hr=row.resting_hr,
                hrv_lnrmssd=row.hrv_lnrmssd,
            )
            for row in self.rows_of(rows.check_ins, *within, order=(table.date,))
        ]

    def keep_check_in(self, check_in: CheckIn) -> None:
        """
        The report of one day, in place of any there was.
        """
        self.inputs_changed = True
        self.put(
            rows.check_ins,
            {"date": check_in.date},
            reported_at=check_in.reported_at,
            soreness=write_canonical(check_in.soreness),
            pain=write_canonical(check_in.pain),
            sleep_h=check_in.sleep_h,
            stress=check_in.stress,
            fatigue=check_in.fatigue,
            note=check_in.note,
            invented=check_in.invented,
            sleep_quality=check_in.sleep_quality,
            muscle_soreness=check_in.muscle_soreness,
            mood=check_in.mood,
            resting_hr=check_in.resting_hr,
            hrv_lnrmssd=check_in.hrv_lnrmssd,
        )

    def injuries(self) -> Sequence[Injury]:
        """
        Every injury and illness, oldest first.
        """
        table = rows.injuries.c
        return [
            Injury(
                id=row.id,
                kind=InjuryKind(row.kind),
                started_on=row.started_on,
                parts=read_kept(tuple[BodyPart, ...], row.parts),
                ended_on=row.ended_on,
                note=row.note,
            )
            for row in self.rows_of(rows.injuries, order=(table.started_on, table.id))
        ]

    def keep_injury(self, injury: Injury) -> None:
        """
        An injury as it stands now.
        """
        self.inputs_changed = True
        self.put(
            rows.injuries,
            {"id": injury.id},
            kind=injury.kind.value,
            started_on=injury.started_on,
            ended_on=injury.ended_on,
            parts=write_canonical(injury.parts),
            note=injury.note,
        )

    def reports(self) -> Sequence[SymptomReport]:
        """
        Every report of something wrong, oldest first.
        """
        table = rows.reports.c
        return [
            SymptomReport(
                id=row.id,
                reported_at=row.reported_at,
                signs=read_kept(frozenset[str], row.signs),
                parts=read_kept(tuple[BodyPart, ...], row.parts),
                ended_on=row.ended_on,
            )
            for row in self.rows_of(rows.reports, order=(table.reported_at, table.id))
        ]

    def keep_report(self, report: SymptomReport) -> None:
        """
        A report of something wrong as it stands now.
        """
        self.inputs_changed = True
        self.put(
            rows.reports,
            {"id": report.id},
            reported_at=report.reported_at,
            signs=write_canonical(report.signs),
            parts=write_canonical(report.parts),
            ended_on=report.ended_on,
        )

    def gate_answers(self) -> GateAnswers | None:
        """
        The intake questions as last answered; None while they are not.
        """
        row = self.row_of(rows.gate_answers)
        if row is None:
            return None
        return GateAnswers(
            answered_at=row.answered_at,
            conditions=read_kept(frozenset[str], row.conditions),
            cleared=read_kept(frozenset[str], row.cleared),
            age_under_16=row.age_under_16,
            places=read_kept(dict[str, tuple[BodyPart, ...]], row.places),
        )

    def keep_gate_answers(self, answers: GateAnswers) -> None:
        """
        The answers, in place of earlier ones.
        """
        self.inputs_changed = True
        self.put(
            rows.gate_answers,
            {},
            answered_at=answers.answered_at,
            conditions=write_canonical(answers.conditions),
            cleared=write_canonical(answers.cleared),
            age_under_16=answers.age_under_16,
            places=write_canonical(answers.places),
        )
