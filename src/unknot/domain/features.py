"""
What a run was made of: how long it went up, down and level, and how fast, told from its samples.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from unknot.domain.refused import CannotBe

# Features that were told another way are told again from the samples; raise it with such a change.
FEATURES_VERSION = 1

# Finer than this no watch measures; it also makes the same samples give the same value anywhere.
_DECIMALS = 1


@dataclass(frozen=True, slots=True)
class RunFeatures:
    """
    The parts of one run in seconds and metres, added up once from its samples.

    None means that the samples do not say it, which is not zero: without elevation nothing is
    known of hills, without distance nothing of speed. Uphill and downhill are where the ground
    rises or falls by more than the gradient of the catalogue; fast and sprint lie above its two
    speeds, steady below both. `climb_m` and `drop_m` are the metres gained on the way up and lost
    on the way down; `ascent_m` is every metre gained. What a file says of the surface stands with
    the run itself.
    """

    moving_s: float | None = None
    distance_m: float | None = None
    level_s: float | None = None
    level_m: float | None = None
    uphill_s: float | None = None
    uphill_m: float | None = None
    downhill_s: float | None = None
    downhill_m: float | None = None
    ascent_m: float | None = None
    climb_m: float | None = None
    drop_m: float | None = None
    steady_s: float | None = None
    steady_m: float | None = None
    fast_s: float | None = None
    fast_m: float | None = None
    sprint_s: float | None = None
    sprint_m: float | None = None
    level_fast_s: float | None = None
    level_fast_m: float | None = None
    level_sprint_s: float | None = None
    level_sprint_m: float | None = None
    steps: float | None = None

    def __post_init__(self) -> None:
        for name in FEATURE_NAMES:
            value = getattr(self, name)
            if value is not None and value < 0:
                raise CannotBe(
                    "no part of a run is less than nothing, got {given}", name, given=value
                )

    @property
    def is_known(self) -> bool:
        """
        True when the samples say how long each part of the run took.
        """
        return bool(self.moving_s) and self.steady_s is not None

    @property
    def has_hills(self) -> bool:
        """
        True when the samples tell of rises and falls, be there any or none.
        """
        return self.uphill_s is not None

    @property
    def cadence_spm(self) -> float | None:
        """
        Steps a minute while moving.
        """
        if self.steps is None or not self.moving_s:
            return None
        return round(self.steps / self.moving_s * 60, _DECIMALS)


FEATURE_NAMES = tuple(each.name for each in fields(RunFeatures))


def features_with(**known: float | None) -> RunFeatures:
    """
    Features from figures as they were computed, rounded to a tenth.
    """
    return RunFeatures(
        **{
            name: None if value is None else round(float(value), _DECIMALS) + 0.0
            for name, value in known.items()
        }
    )
