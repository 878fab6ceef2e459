"""
Decides a kept input again: every report of a mistake is a file that can be replayed.
"""

from __future__ import annotations

from datetime import datetime

from unknot.app.errors import NotUnderstood
from unknot.decide.plan import decide_plan
from unknot.decide.safety.red_flags import decide_gate
from unknot.domain.canonical import NotReadable, read_canonical
from unknot.domain.plan import FORMAT_VERSION, PlanDecision, PlanInput
from unknot.domain.safety import GateInput, GateOutcome
from unknot.domain.units import FIRST_YEAR, LAST_YEAR, year_can_be, zone_named


def replay(input_json: str) -> PlanDecision:
    """
    The decision on a written plan input.
    """
    try:
        given = read_canonical(PlanInput, input_json)
        for zone in sorted({given.settings.zone, *(run.zone for run in given.runs_done)}):
            zone_named(zone)
        _check_now(given.now)
    except ValueError as wrong:
        raise NotUnderstood("This is not a plan input: {why}.", why=wrong) from wrong
    if given.format_version > FORMAT_VERSION:
        raise NotUnderstood(
            "This plan input is of form {form}; this version of Unknot reads up to {known}."
            " Update Unknot and try again.",
            form=given.format_version,
            known=FORMAT_VERSION,
        )
    try:
        return decide_plan(given)
    except OverflowError as beyond:
        raise NotUnderstood(
            "This is not a plan input: a day in it lies beyond the calendar."
        ) from beyond


def gate_of(gate_input_json: str) -> GateOutcome:
    """
    The gate's word on a written case.
    """
    try:
        given = read_canonical(GateInput, gate_input_json)
        zone_named(given.zone)
        _check_now(given.now)
    except (ValueError, NameError) as wrong:
        raise NotUnderstood("This is not a gate input: {why}.", why=wrong) from wrong
    return decide_gate(given)


def _check_now(now: datetime) -> None:
    if now.tzinfo is None:
        raise NotReadable("an instant needs a zone", "now")
    if not year_can_be(now.date()):
        raise NotReadable(
            "years go from {first} to {last}", "now", first=FIRST_YEAR, last=LAST_YEAR
        )
