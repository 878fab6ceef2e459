"""
Decisions and facts as plain JSON types, with every reason in words: what other programs read.

The command line prints these and the web interface answers with them, so both say the same.
docs/reference/json.md describes each field.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from unknot.app.views import (
    ForecastShown,
    ImportBatch,
    ImportedFile,
    ImportProgress,
    RecordingLine,
    RereadFile,
    RunDetail,
    RunFacts,
    ToldDay,
)
from unknot.deliver.forecast_words import say_how_well
from unknot.deliver.proposal_words import say_why_found
from unknot.deliver.titles import title_of
from unknot.deliver.training_plan import say_plan_is_over
from unknot.deliver.voice import Voice
from unknot.deliver.words import say, what_to_do
from unknot.domain.body import BodyPart, Pain, Soreness
from unknot.domain.canonical import to_plain
from unknot.domain.load_weeks import LoadWeek
from unknot.domain.plan import Conflict, MonthMoney, PlanDecision, PlanItem, Wish
from unknot.domain.proposal import Proposal
from unknot.domain.reason import Reason
from unknot.domain.recording import FileOutcome, UndatedEffort
from unknot.domain.run import PlanFile, RunPlanned
from unknot.domain.safety import GateOutcome, Limit, Refused, Restricted, running_closed_on
from unknot.domain.session import Appointment
from unknot.domain.track import Track
from unknot.domain.units import zone_named

Plain = dict[str, Any]


def write_json(plain: object) -> str:
    """
    Plain JSON types as text: sorted keys, two spaces, a newline at the end. The same every time.
    """
    return json.dumps(plain, sort_keys=True, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def run_as_plain(facts: RunFacts) -> Plain:
    """
    One run, with exactly the fields that a run has in every list.
    """
    return dict(to_plain(facts))


def day_as_plain(day: ToldDay) -> Plain:
    """
    One day as all who speak of it tell it.
    """
    return {
        **to_plain(day),
        "soreness": [_score_as_plain(each) for each in day.soreness],
        "pain": [_score_as_plain(each) for each in day.pain],
    }


def _score_as_plain(said: Soreness | Pain) -> Plain:
    return {**to_plain(said.part), "score": said.score}


def run_detail_as_plain(detail: RunDetail) -> Plain:
    """
    One run with its load, its kind and the recordings it was read from.
    """
    return {
        **run_as_plain(detail.facts),
        "kind": detail.kind.value,
        "kind_is_inferred": detail.kind_is_inferred,
        "load": to_plain(detail.load),
        "rpe": detail.run.rpe,
        "surface": detail.run.surface.value,
        "title": detail.run.title,
        "description": detail.description,
        "gear": detail.gear,
        "recordings": recordings_as_plain(detail.recordings),
    }


def recordings_as_plain(lines: Iterable[RecordingLine]) -> list[Plain]:
    """
    The recordings of a run, in the order they arrived.
    """
    return [dict(to_plain(line)) for line in lines]


def split_as_plain(run: RunFacts, new: RunFacts) -> Plain:
    """
    The run that a recording was taken out of, and the one it became.
    """
    return {"run": run_as_plain(run), "new_run": run_as_plain(new)}


def track_as_plain(track: Track | None) -> Plain:
    """
    One run as it went; without samples it has neither splits nor moments.
    """
    if track is None:
        return {"seconds": None, "splits": [], "moments": []}
    splits = [{**to_plain(split), "pace_s_per_km": split.pace_s_per_km} for split in track.splits]
    return {**to_plain(track), "splits": splits}


def proposal_as_plain(found: Proposal, voice: Voice) -> Plain:
    """
    What was found about the runner, with the facts behind it and the sentence that tells them.
    """
    return {
        "name": found.name.value,
        "value": to_plain(found.value),
        "replaces": to_plain(found.replaces),
        "because": say_why_found(found, voice),
        "facts": to_plain(found.facts),
        "run_id": found.run_id,
    }


def load_week_as_plain(week: LoadWeek) -> Plain:
    """
    One week of load, with its last day and how many efforts each method knew.
    """
    return {**to_plain(week), "ends_on": week.ends_on.isoformat()}


def forecast_as_plain(shown: ForecastShown, days: int, voice: Voice) -> Plain:
    """
    So many mornings of every part with their ranges and causes, and how well it fits the runner.
    """
    outlook = shown.outlook
    personal = outlook.personal
    return {
        "first_day": outlook.first_day.isoformat(),
        "is_known": outlook.is_known,
        "days": [
            {
                "date": (outlook.first_day + timedelta(days=day)).isoformat(),
                "group": track.group.value,
                "side": to_plain(track.side),
                "without": round(track.scores[day], 2),
                "low": round(track.lows[day], 2),
                "high": round(track.highs[day], 2),
                "reported": track.reported[day],
                "cause": to_plain(shown.runs.get(track.causes[day] or "")),
            }
            for day in range(days)
            for track in outlook.tracks
        ],
        "personal": to_plain(personal),
        "how_well": [] if personal is None else list(say_how_well(personal, voice)),
    }


def import_as_plain(files: Iterable[ImportedFile]) -> list[Plain]:
    """
    What became of each file, in the order in which they were read.
    """
    return [
        {
            "file": each.file,
            "outcome": each.outcome.value,
            "reason": each.reason,
            "warnings": [{"code": odd.code, "text": odd.text} for odd in each.warnings],
            "runs": [run_as_plain(run) for run in each.runs]
            + [_undated_as_plain(effort) for effort in each.undated],
        }
        for each in files
    ]


def batches_as_plain(batches: Iterable[ImportBatch]) -> list[Plain]:
    """
    Every import: what was named, when, how many files had which outcome.
    """
    return [
        {
            "id": batch.id,
            "state": batch.state.value,
            "dropped": list(batch.dropped),
            "start": to_plain(batch.started_at),
            "end": to_plain(batch.ended_at),
            "counts": {each.value: batch.counts.get(each, 0) for each in FileOutcome},
            "made_by": batch.made_by,
        }
        for batch in batches
    ]


def reread_as_plain(files: Iterable[RereadFile]) -> list[Plain]:
    """
    What a newer reader made of each kept file.
    """
    return [
        {
            "file": each.file,
            "outcome": each.outcome.value,
            "reason": each.reason,
            "changes": [dict(to_plain(change)) for change in each.changes],
        }
        for each in files
    ]


def plain_value(value: object) -> str:
    """
    A value of a recording as it stands in a table.
    """
    return "" if value is None else json.dumps(to_plain(value), ensure_ascii=False).strip('"')


def progress_as_plain(progress: ImportProgress) -> Plain:
    """
    How far an import has come.
    """
    return {
        "files": progress.files,
        "bytes_done": min(progress.bytes_done, progress.n_bytes or progress.bytes_done),
        "n_bytes": progress.n_bytes,
        "seconds": round(progress.seconds, 1),
        "files_a_second": progress.files_a_second,
        "seconds_left": progress.seconds_left,
        "last": progress.last,
    }


def _undated_as_plain(effort: UndatedEffort) -> Plain:
    # The same fields as a run; without a day it was not kept, so it has no id.
    names = (field.name for field in dataclasses.fields(RunFacts))
    return dict(to_plain({name: getattr(effort, name, None) for name in names}))


def reason_as_plain(reason: Reason, voice: Voice) -> Plain:
    """
    The stable code, the sentence, the facts behind it and the evidence it names.
    """
    return {
        "code": reason.code.value,
        "text": say(reason, voice),
        "facts": to_plain(reason.facts),
        "evidence": list(reason.evidence),
    }


def plan_as_plain(decision: PlanDecision, voice: Voice) -> Plain:
    """
    A whole decision: what is planned, why, what is not, and what it was decided from.
    """
    return {
        "input_digest": decision.input_digest,
        "gap": decision.gap,
        "safety": gate_as_plain(decision.safety, voice),
        "items": [item_as_plain(item, voice) for item in decision.items],
        "wishes_not_met": [_wish(wish, voice) for wish in decision.wishes_not_met],
        "conflicts": [_conflict(conflict, voice) for conflict in decision.conflicts],
        "refusals": _reasons(decision.refusals, voice),
        "assumptions": _reasons(decision.assumptions, voice),
        "changes": [
            {
                "what": change.what,
                "item_id": change.item_id,
                "reason": reason_as_plain(change.reason, voice),
            }
            for change in decision.changes
        ],
        "forecast": to_plain(decision.forecast),
        "money": [_month(month, voice) for month in decision.money],
        "runs_ahead": [_run_ahead(run, decision.safety, voice) for run in decision.runs_ahead],
        "rest_days": to_plain(decision.rest_days),
        "strength_days": to_plain(decision.strength_days),
    }


def _run_ahead(run: RunPlanned, gate: GateOutcome, voice: Voice) -> Plain:
    closed = running_closed_on(gate, run.date)
    not_now = closed and {
        "reason": reason_as_plain(closed.reason, voice),
        "until_date": to_plain(closed.until_date),
    }
    return {**to_plain(run), "not_now": not_now}


def training_plan_as_plain(plan: PlanFile, today: date, voice: Voice) -> Plain:
    """
    A training plan as it was read, and the sentence that has to be said about it, if any.
    """
    said = [str(each) for each in plan.not_understood]
    return {
        **to_plain(plan),
        "not_understood": said,
        "note": say_plan_is_over(plan, today, voice) or None,
    }


def item_as_plain(item: PlanItem, voice: Voice) -> Plain:
    """
    One piece of care. `start` is the runner's wall time with its distance from UTC.
    """
    return {
        "id": item.id,
        "kind": item.kind.value,
        "title": title_of(item, voice),
        "date": item.date.isoformat(),
        "start": item.start_utc.astimezone(zone_named(item.zone)).isoformat(),
        "zone": item.zone,
        "minutes": item.minutes,
        "phase": item.phase.value,
        "regions": _parts(item.regions),
        "massage_type": _code(item.massage_type),
        "depth": _code(item.depth),
        "tool": _code(item.tool),
        "price": None if item.cents is None else money_as_plain(item.cents),
        "currency": voice.currency,
        "run_id": item.run_id,
        "status": item.status.value,
        "reasons": _reasons(item.reasons, voice),
    }


def appointment_as_plain(appointment: Appointment) -> Plain:
    """
    One massage that was had or booked.
    """
    cents = appointment.cents
    return {
        "id": appointment.id,
        "date": appointment.date.isoformat(),
        "start_utc": to_plain(appointment.start_utc),
        "massage_type": appointment.massage_type.value,
        "depth": appointment.depth.value,
        "minutes": appointment.minutes,
        "price": None if cents is None else money_as_plain(cents),
        "regions": _parts(appointment.parts),
        "status": appointment.status.value,
        "invented": appointment.invented,
    }


def gate_as_plain(outcome: GateOutcome, voice: Voice) -> Plain:
    """
    The gate's word: allowed, restricted with its limits, or refused with what to do.
    """
    if isinstance(outcome, Refused):
        return {
            "outcome": "refused",
            "list": outcome.safety_list.value,
            "reasons": _reasons(outcome.reasons, voice),
            "what_to_do": _what_to_do(outcome.what_to_do, voice),
        }
    if isinstance(outcome, Restricted):
        return {
            "outcome": "restricted",
            "limits": [_limit(limit, voice) for limit in outcome.limits],
        }
    return {"outcome": "allowed"}


def money_as_plain(cents: int) -> int | float:
    """
    Cents as a number in units of the currency: 55, 55.5.
    """
    return cents / 100 if cents % 100 else cents // 100


def _limit(limit: Limit, voice: Voice) -> Plain:
    return {
        "modalities": to_plain(limit.modalities),
        "max_depth": limit.max_depth.value,
        "regions": None if limit.parts is None else _parts(sorted(limit.parts)),
        "from_date": to_plain(limit.from_date),
        "until_date": to_plain(limit.until_date),
        "reason": reason_as_plain(limit.reason, voice),
    }


def _wish(wish: Wish, voice: Voice) -> Plain:
    change = wish.cheapest_change
    return {
        "code": wish.code,
        "reason": reason_as_plain(wish.reason, voice),
        "cheapest_change": None if change is None else reason_as_plain(change, voice),
    }


def _conflict(conflict: Conflict, voice: Voice) -> Plain:
    return {
        "item_id": conflict.item_id,
        "reason": reason_as_plain(conflict.reason, voice),
        "what_to_do": _what_to_do(conflict.what_to_do, voice),
    }


def _what_to_do(code: str, voice: Voice) -> Plain:
    return {"code": code, "text": what_to_do(code, voice)}


def _month(month: MonthMoney, voice: Voice) -> Plain:
    cents: Mapping[str, int | None] = {
        "budget": month.budget_cents,
        "spent": month.spent_cents,
        "committed": month.committed_cents,
        "proposed": month.proposed_cents,
    }
    return {
        "month": month.month,
        "currency": voice.currency,
        **{name: None if sum_ is None else money_as_plain(sum_) for name, sum_ in cents.items()},
    }


def _reasons(reasons: Iterable[Reason], voice: Voice) -> list[Plain]:
    return [reason_as_plain(reason, voice) for reason in reasons]


def _parts(parts: Iterable[BodyPart]) -> list[Plain]:
    return [{"region": part.region.value, "side": part.side.value} for part in parts]


def _code(member: Any) -> str | None:
    return None if member is None else str(member.value)
