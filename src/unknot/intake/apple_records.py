"""
The records of one document of Apple Health, in our units, by kind and by the device they are from.
"""

from __future__ import annotations

import math
from collections import defaultdict

from lxml import etree

from unknot.intake.apple_days import ASLEEP, Rate, SleepSpan
from unknot.intake.apple_series import Samples, one_device, samples_of
from unknot.intake.apple_values import (
    CADENCE,
    DISTANCES,
    EFFORT,
    HEART_RATE,
    POWERS,
    RESTING,
    SLEEP,
    SPEEDS,
    STAGE,
    STEPS,
    apple_dated,
    metres_a_second,
    metres_of,
    offset_of,
)
from unknot.intake.xml_points import number_of

_A_MINUTE = {"count/min": 1.0, "count/s": 60.0}
_UNITS = {
    HEART_RATE: _A_MINUTE,
    CADENCE: _A_MINUTE,
    STEPS: {"count": 1.0},
    EFFORT: {"appleEffortScore": 1.0},
    **{power: {"W": 1.0, "kW": 1000.0} for power in POWERS},
}
_LENGTHS = frozenset(DISTANCES.values())

_Rows = list[tuple[float, float, float]]


class Records:
    """
    Samples of heart rate, way and the like; sleep and resting heart rates.

    `n_odd` counts records whose times, value or unit say nothing.
    """

    def __init__(self, parent: etree._Element) -> None:
        self._rows: dict[str, dict[str, _Rows]] = defaultdict(lambda: defaultdict(list))
        self.sleep: list[SleepSpan] = []
        self.rates: list[Rate] = []
        self.n_odd = 0
        for element in parent.iterfind("{*}Record"):
            try:
                self._take(element)
            except (ValueError, OverflowError):
                self.n_odd += 1

    def _take(self, element: etree._Element) -> None:
        kind, source = element.get("type", ""), element.get("sourceName", "")
        start, end = span_of(element)
        value = element.get("value", "")
        if kind == SLEEP:
            stage = value.removeprefix(STAGE)
            if stage.startswith(ASLEEP):
                offset_s = offset_of(element.get("endDate", ""))
                self.sleep.append(SleepSpan(start, end, offset_s, stage, source))
        elif kind == RESTING:
            offset_s = offset_of(element.get("startDate", ""))
            self.rates.append(Rate(start, end, offset_s, _finite(value), source))
        else:
            factor = _factor(kind, element.get("unit", ""))
            if factor is not None:
                row = (float(start), float(end), _finite(value) * factor)
                self._rows[kind][source].append(row)

    def of(self, kinds: tuple[str, ...], first: float, last: float, own: str) -> Samples:
        """
        The samples of these kinds in a span of time, from one device: `own` where it suffices.
        """
        devices: dict[str, _Rows] = defaultdict(list)
        for kind in kinds:
            for source, rows in self._rows.get(kind, {}).items():
                devices[source] += rows
        found = {name: samples_of(rows).within(first, last) for name, rows in devices.items()}
        return one_device({name: each for name, each in found.items() if len(each.starts)}, own)


def _factor(kind: str, unit: str) -> float | None:
    """
    What our unit is in theirs; None for a kind we do not use. Raises ValueError for an odd unit.
    """
    if kind in _LENGTHS:
        factor = metres_of(1.0, unit)
    elif kind in SPEEDS:
        factor = metres_a_second(unit)
    elif kind in _UNITS:
        factor = _UNITS[kind].get(unit)
    else:
        return None
    if factor is None:
        raise ValueError(unit)
    return factor


def span_of(element: etree._Element) -> tuple[int, int]:
    """
    When it began and ended, in seconds since 1970. Raises ValueError when it does not say.
    """
    start = apple_dated(element.get("startDate", ""))
    end = apple_dated(element.get("endDate", ""))
    if end < start:
        raise ValueError(end)
    return start, end


def _finite(text: str) -> float:
    value = number_of(text)
    if not math.isfinite(value):
        raise ValueError(text)
    return value
