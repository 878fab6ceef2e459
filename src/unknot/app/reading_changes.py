"""
What is different between two readings of the same file, value by value.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields

from unknot.app.views import ValueChange
from unknot.domain.recording import STREAM_NAMES, LoadSums, Recording
from unknot.domain.run_form import FORM_FIGURES
from unknot.domain.wellness import WellnessDay

_COMPARED = tuple(
    each.name
    for each in fields(Recording)
    if each.name not in {"streams", "sums", "places", "form"}
)
_COMPARED_OF_DAYS = tuple(each.name for each in fields(WellnessDay))
# A recording or a day as a whole, where one came or went.
WHOLE, DAY = "recording", "day"


def changes_between(
    before: Mapping[int, tuple[str, Recording]], after: Mapping[int, tuple[str, Recording]]
) -> tuple[ValueChange, ...]:
    """
    The values that differ; recordings are told by their places in the file, each with its run.
    """
    found: list[ValueChange] = []
    for place in sorted(before.keys() | after.keys()):
        old, new = before.get(place), after.get(place)
        if old is not None and new is not None:
            found += [ValueChange(old[0], *change) for change in _differences(old[1], new[1])]
        elif old is not None:
            found.append(ValueChange(old[0], WHOLE, old[1].start_utc, None))
        elif new is not None:
            found.append(ValueChange(new[0], WHOLE, None, new[1].start_utc))
    return tuple(found)


def changes_of_days(
    before: Iterable[WellnessDay], after: Iterable[WellnessDay]
) -> tuple[ValueChange, ...]:
    """
    The same for what a file tells of days.
    """
    old = {(day.date, day.source): day for day in before}
    new = {(day.date, day.source): day for day in after}
    found: list[ValueChange] = []
    for key in sorted(old.keys() | new.keys()):
        on, source = key
        if key not in old or key not in new:
            was, now = (source if key in days else None for days in (old, new))
            found.append(ValueChange(None, DAY, was, now, on))
            continue
        for name in _COMPARED_OF_DAYS:
            was, now = getattr(old[key], name), getattr(new[key], name)
            if was != now:
                found.append(ValueChange(None, name, was, now, on))
    return tuple(found)


def _differences(old: Recording, new: Recording) -> Iterator[tuple[str, object, object]]:
    for name in _COMPARED:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield name, before, after
    for name in FORM_FIGURES:
        before, after = getattr(old.form, name, None), getattr(new.form, name, None)
        if before != after:
            yield name, before, after
    streams = list(_stream_differences(old, new))
    yield from streams
    if not streams and old.sums != new.sums:
        yield "sums", _summed_up(old.sums), _summed_up(new.sums)
    if not streams and (old.places or ()) != (new.places or ()):
        yield "places", len(old.places or ()), len(new.places or ())


def _stream_differences(old: Recording, new: Recording) -> Iterator[tuple[str, object, object]]:
    for name in STREAM_NAMES:
        before, after = old.streams.get(name), new.streams.get(name)
        if _bytes_of(before) != _bytes_of(after):
            yield name, _told(before), _told(after)


def _bytes_of(stream: array[float] | None) -> bytes | None:
    return None if stream is None else stream.tobytes()


def _told(stream: array[float] | None) -> dict[str, float | None] | None:
    """
    A stream in two figures: how many values it has, and their mean.
    """
    if stream is None:
        return None
    known = [value for value in stream if not math.isnan(value)]
    mean = round(math.fsum(known) / len(known), 4) if known else None
    return {"values": len(known), "mean": mean}


def _summed_up(sums: LoadSums | None) -> dict[str, float | None] | None:
    if sums is None:
        return None
    return {
        "seconds_with_heart_rate": math.fsum(seconds for _, seconds in sums.beats),
        "graded_m2_per_s": sums.graded_m2_per_s,
        "peak_hr": sums.peak_hr,
    }
