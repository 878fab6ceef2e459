"""
A routine as plain values, and its lines on a terminal: names, seconds, how hard, and why.
"""

from __future__ import annotations

from unknot.catalogue.self_care import technique
from unknot.deliver.body_names import name_of_region
from unknot.deliver.names import name_of, start_with_capital
from unknot.deliver.plain import Plain, reason_as_plain
from unknot.deliver.voice import Voice
from unknot.deliver.voice import mark as _
from unknot.domain.routine import Routine, RoutineStep
from unknot.domain.session import Depth


def routine_as_plain(routine: Routine, voice: Voice) -> dict[str, Plain]:
    """
    What `unknot routine --json` prints.

    `side` is null where both sides are worked at once, and `region` for the whole body.
    """
    return {
        "phase": routine.phase.value,
        "minutes": routine.minutes,
        "seconds_total": routine.seconds_total,
        "seconds_getting_ready": routine.seconds_getting_ready,
        "steps": [step_as_plain(step, voice) for step in routine.steps],
        "left_out": [
            {
                "region": each.part.region.value,
                "side": each.part.side.value,
                "reasons": [reason_as_plain(each.reason, voice)],
            }
            for each in routine.left_out
        ],
        "refusals": [reason_as_plain(each, voice) for each in routine.refusals],
    }


def step_as_plain(step: RoutineStep, voice: Voice) -> dict[str, Plain]:
    """
    One step of it.
    """
    return {
        "region": step.region.value if step.region else None,
        "side": step.side.value if step.side else None,
        "tool": step.tool.value if step.tool else None,
        "technique": step.technique,
        "name": name_of_technique(step.technique, voice),
        "kind": step.kind.value,
        "position": step.position.value,
        "seconds": step.seconds,
        "get_ready_s": step.get_ready_s,
        "pressure": step.pressure.value,
        "discomfort_at_most": step.discomfort_at_most,
        "reasons": [reason_as_plain(each, voice) for each in step.reasons],
    }


def name_of_technique(code: str, voice: Voice) -> str:
    """
    What a technique of the catalogue is called.
    """
    return voice.translate(technique(code).name)


def say_where(step: RoutineStep, voice: Voice) -> str:
    """
    Which part a step is for: "Left calf", or "Whole body".
    """
    if step.region is None:
        return voice.translate(_("Whole body"))
    return start_with_capital(name_of_region(step.region, step.side, voice))


def say_pressure(step: RoutineStep, voice: Voice) -> str:
    """
    How hard, with its limit as felt: "light, at most 4 of 10".
    """
    if step.pressure is Depth.NONE:
        return voice.fill(_("a gentle pull, at most {n} of 10"), n=str(step.discomfort_at_most))
    return voice.fill(
        _("{pressure}, at most {n} of 10"),
        pressure=name_of(step.pressure, voice),
        n=str(step.discomfort_at_most),
    )
