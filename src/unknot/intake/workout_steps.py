"""
How long the steps of a FIT workout are together, with what is repeated counted as often.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from unknot.intake.fit_messages import Message, number_in, text_in

# Which of the two lengths of a mixed workout says more of it.
_COMPARED_AT_S_PER_KM = 360.0
_MOST_REPETITIONS = 200
_SLOWEST_MPS, _FASTEST_MPS = 0.5, 10.0
_LONGEST_S, _LONGEST_M = 24 * 3600.0, 400_000.0
_REPEATS = "repeat_until_steps_cmplt"
_EASY_PARTS = frozenset({"rest", "recovery", "warmup", "cooldown"})


@dataclass(frozen=True, slots=True)
class WorkoutLength:
    """
    What the steps add up to: seconds and metres, and how many steps name neither.

    A step with a pace to hold has both. `n_without_time` and `n_without_distance` count those
    that have only the other one. `has_repetitions` tells of hard parts that come again,
    `n_not_read` of steps that repeat something that is not there.
    """

    seconds: float = 0.0
    metres: float = 0.0
    n_without_time: int = 0
    n_without_distance: int = 0
    n_open: int = 0
    n_not_read: int = 0
    has_repetitions: bool = False

    @property
    def is_mixed(self) -> bool:
        """
        True when some steps have only a time and others only a distance.
        """
        return self.n_without_time > 0 and self.n_without_distance > 0

    @property
    def distance_m(self) -> float | None:
        """
        The distance to plan with; no less than it is, where steps are open or mixed.
        """
        is_told = self._says_more_by_distance if self.is_mixed else not self.n_without_distance
        return self.metres if self.metres > 0 and is_told else None

    @property
    def duration_min(self) -> float | None:
        """
        The same in minutes.
        """
        is_told = not self._says_more_by_distance if self.is_mixed else not self.n_without_time
        return self.seconds / 60 if self.seconds > 0 and is_told else None

    @property
    def _says_more_by_distance(self) -> bool:
        return self.metres / 1000 * _COMPARED_AT_S_PER_KM >= self.seconds


def length_of_steps(steps: Sequence[Message]) -> WorkoutLength:
    """
    All steps together. A repetition stands behind what it repeats and names its first step.
    """
    # Every step's own length, so that a repetition of a repetition finds both.
    lengths: list[WorkoutLength] = []
    for step in steps:
        is_repetition = text_in(step, "duration_type").startswith("repeat")
        lengths.append(_repeated(step, steps, lengths) if is_repetition else _length_of(step))
    whole = WorkoutLength()
    for each in lengths:
        whole = _together(whole, each)
    fits = whole.seconds <= _LONGEST_S and whole.metres <= _LONGEST_M
    return whole if fits else WorkoutLength(n_not_read=len(steps))


def _length_of(step: Message) -> WorkoutLength:
    sort = text_in(step, "duration_type")
    seconds = number_in(step, "duration_time")
    metres = number_in(step, "duration_distance")
    speed = _speed_to_hold(step)
    if sort in ("time", "repetition_time") and seconds is not None and 0 < seconds <= _LONGEST_S:
        if speed is None:
            return WorkoutLength(seconds=seconds, n_without_distance=1)
        return WorkoutLength(seconds, seconds * speed)
    if sort == "distance" and metres is not None and 0 < metres <= _LONGEST_M:
        if speed is None:
            return WorkoutLength(metres=metres, n_without_time=1)
        return WorkoutLength(metres / speed, metres)
    return WorkoutLength(n_open=1)


def _speed_to_hold(step: Message) -> float | None:
    """
    The middle of the speeds that a step is to be run at, in metres a second; None without any.
    """
    low, high = (number_in(step, f"custom_target_speed_{end}") for end in ("low", "high"))
    if low is None or high is None:
        return None
    middle = (low + high) / 2
    return middle if _SLOWEST_MPS <= middle <= _FASTEST_MPS else None


def _repeated(
    step: Message, steps: Sequence[Message], lengths: Sequence[WorkoutLength]
) -> WorkoutLength:
    """
    What the repetition adds to the steps that were counted once already.
    """
    times = number_in(step, "repeat_steps")
    first = _place_of(number_in(step, "duration_step"), steps)
    if text_in(step, "duration_type") != _REPEATS:
        return WorkoutLength(n_open=1)
    if (
        times is None
        or not 1 <= times <= _MOST_REPETITIONS
        or first is None
        or first >= len(lengths)
    ):
        return WorkoutLength(n_not_read=1)
    once = WorkoutLength()
    for each in lengths[first:]:
        once = _together(once, each)
    again = times - 1
    intensities = {text_in(each, "intensity") for each in steps[first : len(lengths)]}
    is_hard = times > 1 and not intensities <= _EASY_PARTS
    return replace(
        once,
        seconds=once.seconds * again,
        metres=once.metres * again,
        n_open=0,
        n_not_read=0,
        has_repetitions=once.has_repetitions or is_hard,
    )


def _place_of(index: float | None, steps: Sequence[Message]) -> int | None:
    """
    Where the step of that number stands; files without numbers count from the first.
    """
    numbers = [number_in(each, "message_index") for each in steps]
    if index in numbers:
        return numbers.index(index)
    return None if index is None or any(each is not None for each in numbers) else int(index)


def _together(one: WorkoutLength, other: WorkoutLength) -> WorkoutLength:
    return WorkoutLength(
        one.seconds + other.seconds,
        one.metres + other.metres,
        one.n_without_time + other.n_without_time,
        one.n_without_distance + other.n_without_distance,
        one.n_open + other.n_open,
        one.n_not_read + other.n_not_read,
        one.has_repetitions or other.has_repetitions,
    )
