"""
What is gathered from one Apple Health export while it streams past: workouts, samples, nights.
"""

from __future__ import annotations

import math
import tempfile
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import numpy as np

from unknot.intake.apple_days import ASLEEP, Rate, SleepSpan
from unknot.intake.apple_pieces import ElementText, Series
from unknot.intake.apple_spool import Spool
from unknot.intake.apple_stream import Attributes
from unknot.intake.apple_values import (
    END_IS_CUT_S,
    HRV,
    RESTING,
    SAMPLES,
    SLEEP,
    STAGE,
    apple_dated,
    offset_in,
    offset_of,
)
from unknot.intake.check_clock import LONGEST_S
from unknot.intake.xml_safety import MOST_XML_BYTES

# Far beyond any life: a file with more is a trap, and the rest of it is left out.
MOST_WORKOUTS = 50_000
MOST_SAMPLES = 50_000_000
MOST_DAY_RECORDS = 500_000
# Two days of two sensors once a second.
MOST_SAMPLES_A_WORKOUT = 350_000
_LONGEST_NAME = 200
_MOST_ROUTES = 64
_MOST_SERIES = 65_535
_SHARED_BY = 8
_HRV_RECORD = f'<Record type="{HRV}"'


@dataclass(frozen=True, slots=True)
class FoundWorkout:
    """
    One workout: its time in seconds since 1970, where its text lies, and the routes it names.
    """

    start: int
    end: int
    at: int
    size: int
    routes: tuple[str, ...]


class Gathered:
    """
    Listens to an export. Texts and samples go to temporary files, which the end of `with` removes.
    """

    def __init__(self) -> None:
        self.samples = Spool()
        self._texts = tempfile.TemporaryFile()  # noqa: SIM115
        self.workouts: list[FoundWorkout] = []
        self.series: dict[Series, int] = {}
        self.nights: list[SleepSpan] = []
        self.rates: list[Rate] = []
        self.n_left_out = 0
        self.n_variability = 0
        self.n_not_understood = 0
        self._n_handed_out = 0
        self._open: list[ElementText] = []
        self._routes: list[str] = []
        self._sleep: tuple[Attributes, str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.samples.__exit__(kind, error, trace)
        self._texts.close()

    def left_out(self, text: str, n: int) -> None:
        """
        Count what is not read. Variability is counted apart, because its reason is another.
        """
        n_variability = text.count(_HRV_RECORD)
        self.n_variability += n_variability
        self.n_left_out += n

    def opened(self, name: str, attributes: Attributes) -> None:
        """
        A record is taken at once; a workout, and a sleep, wait for what stands inside them.
        """
        if self._open:
            self._open.append(ElementText(name, attributes))
            return
        if name == "MetadataEntry":
            if self._sleep and attributes.get("key") == "HKTimeZone":
                self._sleep = (self._sleep[0], attributes.get("value", ""))
            return
        if self._sleep:
            self._finish_sleep()
        if name == "Record":
            self._take(attributes)
        elif name == "Workout":
            self._open.append(ElementText(name, attributes))

    def finish(self) -> None:
        """
        No more is coming: workouts stand in the order of time from here on.
        """
        self._finish_sleep()
        self.workouts.sort(key=lambda each: (each.start, each.end, each.at))

    def _finish_sleep(self) -> None:
        if self._sleep:
            self._take_sleep(*self._sleep)
            self._sleep = None

    def _take(self, record: Attributes) -> None:
        kind = record.get("type", "")
        try:
            if kind in SAMPLES:
                self._take_sample(kind, record)
            elif kind == SLEEP:
                if record.get("value", "").startswith(STAGE + ASLEEP):
                    self._sleep = (record, "")
            elif kind == RESTING:
                self._take_rate(record)
            else:
                self.n_left_out += 1
        except (KeyError, ValueError, OverflowError):
            self.n_not_understood += 1

    def _take_sample(self, kind: str, record: Attributes) -> None:
        series = (kind, record.get("unit", ""), record.get("sourceName", ""))
        number = self.series.get(series)
        if number is None:
            # Names are shortened before they are kept: a file may make up many long ones.
            series = (kind, series[1][:_LONGEST_NAME], series[2][:_LONGEST_NAME])
            number = self.series.setdefault(series, len(self.series))
        if number >= _MOST_SERIES or self.samples.n_rows >= MOST_SAMPLES:
            raise OverflowError
        began, ended = record["startDate"], record["endDate"]
        start = apple_dated(began)
        # Most samples are of a moment.
        end = start if began == ended else apple_dated(ended)
        value = float(record["value"])
        if not math.isfinite(value) or not 0 <= end - start <= LONGEST_S:
            raise ValueError(value)
        self.samples.add(start, end - start, number, value)

    def _take_sleep(self, record: Attributes, zone: str) -> None:
        try:
            if len(self.nights) >= MOST_DAY_RECORDS:
                raise OverflowError
            start, end = apple_dated(record["startDate"]), apple_dated(record["endDate"])
            told = offset_in(zone, end)
            offset_s = offset_of(record["endDate"]) if told is None else told
            stage = record["value"].removeprefix(STAGE)[:_LONGEST_NAME]
            source = record.get("sourceName", "")[:_LONGEST_NAME]
            self.nights.append(SleepSpan(start, end, offset_s, stage, source))
        except (KeyError, ValueError, OverflowError):
            self.n_not_understood += 1

    def _take_rate(self, record: Attributes) -> None:
        if len(self.rates) >= MOST_DAY_RECORDS:
            raise OverflowError
        start, end = apple_dated(record["startDate"]), apple_dated(record["endDate"])
        bpm = float(record["value"])
        if not math.isfinite(bpm):
            raise ValueError(bpm)
        source = record.get("sourceName", "")[:_LONGEST_NAME]
        self.rates.append(Rate(start, end, offset_of(record["startDate"]), bpm, source))

    def closed(self, name: str) -> None:
        """
        What stands inside a workout becomes text as soon as it is whole.
        """
        if not self._open:
            return
        element = self._open.pop()
        if element.name == "FileReference" and len(self._routes) < _MOST_ROUTES:
            self._routes.append(element.attributes.get("path", "")[:_LONGEST_NAME])
        if not self._open:
            self._take_workout(element)
            self._routes = []
        elif self._open[0].size < MOST_XML_BYTES:
            text = str(element)
            self._open[-1].add(text)
            if self._open[-1] is not self._open[0]:
                self._open[0].size += len(text)

    def _take_workout(self, element: ElementText) -> None:
        try:
            start = apple_dated(element.attributes["startDate"])
            end = apple_dated(element.attributes["endDate"])
            if len(self.workouts) >= MOST_WORKOUTS or element.size >= MOST_XML_BYTES:
                raise OverflowError
        except (KeyError, ValueError, OverflowError):
            self.n_not_understood += 1
            return
        text = str(element).encode()
        at = self._texts.seek(0, 2)
        self._texts.write(text)
        self.workouts.append(FoundWorkout(start, end, at, len(text), tuple(self._routes)))

    def text_of(self, workout: FoundWorkout) -> str:
        """
        The workout as it stood in the export, in canonical form.
        """
        self._texts.seek(workout.at)
        return self._texts.read(workout.size).decode()

    def samples_of(self, workout: FoundWorkout) -> np.ndarray:
        """
        Every sample that begins in the time of the workout.

        A few workouts may share samples; thousands that all want the same ones are a trap.
        """
        most = min(MOST_SAMPLES_A_WORKOUT, _SHARED_BY * self.samples.n_rows - self._n_handed_out)
        if not 0 <= workout.end - workout.start <= LONGEST_S:
            most = 0
        found = self.samples.between(workout.start, workout.end + END_IS_CUT_S, most)
        self._n_handed_out += len(found)
        return found
