"""
Decides a kept input again: every report of a mistake is a file that can be replayed.
"""

from __future__ import annotations

from unknot.app.errors import NotUnderstood
from unknot.decide.plan import decide_plan
from unknot.decide.safety.red_flags import decide_gate
from unknot.domain.canonical import NotReadable, read_canonical
from unknot.domain.plan import FORMAT_VERSION, PlanDecision, PlanInput
from unknot.domain.safety import GateInput, GateOutcome
from unknot.domain.units import zone_named


def replay(input_json: str) -> PlanDecision:
    """
    The decision on a written plan input.
    """
    try:
        given = read_canonical(PlanInput, input_json)
        zone_named(given.settings.zone)
    except ValueError as wrong:
        raise NotUnderstood(f"This is not a plan input: {wrong}.") from wrong
    if given.format_version > FORMAT_VERSION:
        raise NotUnderstood(
            f"This plan input is of form {given.format_version}; this version of Unknot reads up"
            f" to {FORMAT_VERSION}. Update Unknot and try again."
        )
    return decide_plan(given)


def gate_of(gate_input_json: str) -> GateOutcome:
    """
    The gate's word on a written case.
    """
    try:
        given = read_canonical(GateInput, gate_input_json)
        if given.now.tzinfo is None:
            raise NotReadable("GateInput.now: an instant needs a zone")
        zone_named(given.zone)
    except (ValueError, NameError) as wrong:
        raise NotUnderstood(f"This is not a gate input: {wrong}.") from wrong
    return decide_gate(given)
