"""
What Apple Health calls a sport, and what we call it. What is not here stays `other`.
"""

from __future__ import annotations

from collections.abc import Iterable

from unknot.domain.recording import Sport
from unknot.intake.apple_values import ACTIVITY, DISTANCES

_SPORTS = {
    "Running": Sport.RUNNING,
    "Walking": Sport.WALKING,
    "Hiking": Sport.HIKING,
    "Cycling": Sport.CYCLING,
    "HandCycling": Sport.CYCLING,
    "Swimming": Sport.SWIMMING,
    "Rowing": Sport.ROWING,
    "PaddleSports": Sport.PADDLING,
    "TraditionalStrengthTraining": Sport.STRENGTH,
    "FunctionalStrengthTraining": Sport.STRENGTH,
    "CoreTraining": Sport.STRENGTH,
    "CrossCountrySkiing": Sport.SKIING,
    "DownhillSkiing": Sport.SKIING,
    "Snowboarding": Sport.SKIING,
    "SkatingSports": Sport.SKATING,
    "Tennis": Sport.TENNIS,
    "SwimBikeRun": Sport.MULTISPORT,
}
# A part of a triathlon is told by the way it counts.
_OF_DISTANCE = {DISTANCES[sport]: sport for sport in (Sport.RUNNING, Sport.CYCLING, Sport.SWIMMING)}


def sport_of(activity: str) -> Sport:
    """
    The sport of a `workoutActivityType`.
    """
    return _SPORTS.get(activity.removeprefix(ACTIVITY), Sport.OTHER)


def sport_of_distances(kinds: Iterable[str]) -> Sport | None:
    """
    The sport that counts such a distance; None where none or several do.
    """
    sports = {_OF_DISTANCE[kind] for kind in kinds if kind in _OF_DISTANCE}
    return sports.pop() if len(sports) == 1 else None
