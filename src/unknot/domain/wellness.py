"""
How a day began: sleep, resting heart rate and its variability, as one source tells it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class WellnessDay:
    """
    What one source says of one day of the runner. Missing is None, never zero.

    `date` is the day the runner woke up on. `source` is a stable code such as `apple-health`.
    `hrv_lnrmssd` is the natural logarithm of RMSSD in milliseconds.
    """

    date: date
    source: str
    sleep_h: float | None = None
    resting_hr: float | None = None
    hrv_lnrmssd: float | None = None
