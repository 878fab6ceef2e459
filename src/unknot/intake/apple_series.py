"""
The samples of one workout as columns: which device is believed, and one row per moment.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from unknot.intake.draft import UNIX_TIME, Column

# Where the workout's own device saw nearly as many minutes as another, it is believed.
_OWN_IS_ENOUGH = 0.8
# A speed or power without a length of its own is true until the next sample usually comes.
_HELD_S = 5.0


@dataclass(frozen=True, slots=True)
class Samples:
    """
    Values of one kind from one device, in order of time: each holds from its start to its end.
    """

    starts: Column
    ends: Column
    values: Column

    def within(self, first: float, last: float) -> Samples:
        """
        Those that begin in these seconds, both included.
        """
        inside = (self.starts >= first) & (self.starts <= last)
        return Samples(self.starts[inside], self.ends[inside], self.values[inside])


NONE = Samples(np.empty(0), np.empty(0), np.empty(0))


def samples_of(rows: Iterable[tuple[float, float, float]]) -> Samples:
    """
    Samples from (start, end, value), each once, sorted.
    """
    columns = np.array(sorted(set(rows)), dtype=np.float64).reshape(-1, 3)
    return Samples(columns[:, 0], columns[:, 1], columns[:, 2])


def one_device(of_devices: Mapping[str, Samples], own: str) -> Samples:
    """
    The samples of one device: two that measure the same effort are never added up.

    The one that saw the most minutes; the one that recorded the workout, if it saw nearly as many.
    """
    if not of_devices:
        return NONE
    seen = {device: _minutes_seen(samples) for device, samples in of_devices.items()}
    most = max(seen.values())
    if own in seen and seen[own] >= _OWN_IS_ENOUGH * most:
        return of_devices[own]
    best = min(seen, key=lambda device: (-seen[device], -len(of_devices[device].starts), device))
    return of_devices[best]


def _minutes_seen(samples: Samples) -> int:
    return len(np.unique(samples.starts // 60))


def strides_of(steps: Samples) -> Samples:
    """
    Strides a minute from steps counted over spans of time: a stride is two steps.
    """
    seconds = steps.ends - steps.starts
    lasting = seconds > 0
    strides = steps.values[lasting] * 30.0 / seconds[lasting]
    return Samples(steps.starts[lasting], steps.ends[lasting], strides)


def counter_of(samples: Samples) -> Samples:
    """
    Pieces of a way, added up as a counter: nothing at the first start, all at the last end.

    A piece that overlaps the one before counts for what it has beyond it.
    """
    if not len(samples.starts):
        return NONE
    farthest = np.maximum.accumulate(np.r_[samples.starts[0], samples.ends[:-1]])
    lengths = samples.ends - samples.starts
    new = np.clip(samples.ends - np.maximum(samples.starts, farthest), 0.0, None)
    share = np.divide(new, lengths, out=np.ones_like(new), where=lengths > 0)
    way = np.r_[0.0, np.cumsum(samples.values * share)]
    moments = np.maximum.accumulate(np.r_[samples.starts[0], samples.ends])
    return Samples(moments, moments, way)


def joined(
    track: Mapping[str, Column], moments: Mapping[str, Samples], spans: Mapping[str, Samples]
) -> tuple[dict[str, Column], npt.NDArray[np.int64]]:
    """
    All columns on one line of time, and where each point of the track came to stand on it.

    `track` has a time for each of its points. `moments` are columns whose samples are true of a
    moment: they get rows of their own where the track has none. `spans` are true for a while, and
    fill the rows that are there.
    """
    route = track.get(UNIX_TIME, np.empty(0))
    extra = np.unique(np.concatenate([np.empty(0), *(each.starts for each in moments.values())]))
    extra = extra[~np.isin(extra, route)]
    order = np.argsort(np.r_[route, extra], kind="stable")
    times = np.r_[route, extra][order]
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    columns = {UNIX_TIME: times}
    for name, values in track.items():
        if name != UNIX_TIME:
            columns[name] = np.full(len(times), np.nan)
            columns[name][place[: len(route)]] = values
    for name, samples in moments.items():
        if len(samples.starts):
            columns[name] = np.full(len(times), np.nan)
            columns[name][np.searchsorted(times, samples.starts)] = samples.values
    for name, samples in spans.items():
        if name not in columns and len(samples.starts):
            columns[name] = _held(samples, times)
    return columns, place[: len(route)]


def _held(samples: Samples, times: Column) -> Column:
    """
    At each moment the value of the sample it falls into, NaN between them.
    """
    which = np.searchsorted(samples.starts, times, side="right") - 1
    ends = np.maximum(samples.ends, samples.starts + _HELD_S)
    return np.where((which >= 0) & (times <= ends[which]), samples.values[which], np.nan)
