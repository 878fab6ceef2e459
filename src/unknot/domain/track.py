"""
One effort as it went: part by part, and over its time.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Split:
    """
    One kilometre or mile of it, the last one as short as it is. Missing is None, never zero.

    `seconds` are without pauses.
    """

    number: int
    distance_m: float
    seconds: float
    avg_hr: float | None = None
    ascent_m: float | None = None
    descent_m: float | None = None

    @property
    def pace_s_per_km(self) -> float:
        """
        How long a kilometre took at its speed.
        """
        return self.seconds / self.distance_m * 1000


@dataclass(frozen=True, slots=True)
class Moment:
    """
    A short piece of the effort: `at_s` is its middle, counted without pauses.
    """

    at_s: float
    avg_hr: float | None = None
    pace_s_per_km: float | None = None


@dataclass(frozen=True, slots=True)
class Track:
    """
    What the samples of a recording show; `seconds` is its time without pauses.
    """

    seconds: float
    splits: tuple[Split, ...] = ()
    moments: tuple[Moment, ...] = ()
