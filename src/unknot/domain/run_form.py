"""
How a runner moved over one run, as far as the watch can tell: steps, bounce, left and right.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

# What no runner does is a sensor's slip; beyond these a figure is missing, not a value.
_POSSIBLE = {
    "cadence_spm": (60.0, 260.0),
    "contact_left_pct": (30.0, 70.0),
    "vertical_ratio_pct": (1.0, 30.0),
    "vertical_oscillation_mm": (10.0, 300.0),
    "contact_ms": (80.0, 600.0),
    "step_length_mm": (200.0, 3000.0),
}


@dataclass(frozen=True, slots=True)
class RunForm:
    """
    The averages of one run as the watch worked them out. Missing is None.

    `cadence_spm` counts the steps of both feet a minute. `contact_left_pct` is the left foot's
    share of the time on the ground; the right foot has the rest. `vertical_ratio_pct` is bounce
    (`vertical_oscillation_mm`) over step length.
    """

    cadence_spm: float | None = None
    contact_left_pct: float | None = None
    vertical_ratio_pct: float | None = None
    vertical_oscillation_mm: float | None = None
    contact_ms: float | None = None
    step_length_mm: float | None = None


def possible_form(**figures: float | None) -> RunForm | None:
    """
    The figures that a running body can have, rounded to the hundredth; None where there are none.
    """
    kept = {name: _possible(name, value) for name, value in figures.items()}
    return RunForm(**kept) if any(value is not None for value in kept.values()) else None


def _possible(name: str, value: float | None) -> float | None:
    least, most = _POSSIBLE[name]
    return round(float(value), 2) if value is not None and least <= value <= most else None


FORM_FIGURES = tuple(each.name for each in fields(RunForm))
