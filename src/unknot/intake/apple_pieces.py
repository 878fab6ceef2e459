"""
Writes what an Apple Health export holds as small documents of their own: one for each workout,
one for the nights and mornings of each month.

Exports only ever grow, so a later one holds every workout again. The same workout must then come
out as the same bytes: times are in UTC, because Apple writes them by the clock of the day of the
export; parts are sorted, because Apple does not; and addresses in the phone's memory, which stand
in every `device`, are left out. Such a document is in Apple's own words, so that it can be read
again by a better reader, and by people.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import numpy as np
from lxml import etree

from unknot.intake.apple_days import Rate, SleepSpan
from unknot.intake.apple_values import RESTING, SLEEP, STAGE, apple_date, apple_time
from unknot.intake.xml_safety import OpenedXml

Attributes = dict[str, str]

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<HealthData>\n'
_FOOT = "</HealthData>\n"
_TIMES = ("date", "startDate", "endDate")
_UNSTABLE = frozenset({"device", "creationDate", "path"})
_ESCAPED = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        '"': "&quot;",
        "\n": "&#10;",
        "\r": "&#13;",
        "\t": "&#9;",
    }
)
_INDENT = " "


class ElementText:
    """
    An element while it is read, and its canonical text once it has ended.
    """

    def __init__(self, name: str, attributes: Attributes) -> None:
        self.name = name
        self.attributes = attributes
        self._children: list[str] = []
        self.size = 0

    def add(self, child: str) -> None:
        """
        One more element inside, as its own text.
        """
        self._children.append(child)
        self.size += len(child)

    def __str__(self) -> str:
        start = f"<{self.name}{_attributes(self.attributes)}"
        if not self._children:
            return f"{start}/>"
        return f"{start}>{''.join(sorted(self._children))}</{self.name}>"


def _attributes(given: Attributes) -> str:
    # Times first, so that sorted parts stand in the order of time.
    names = sorted(given.keys() - _UNSTABLE, key=lambda name: (name not in _TIMES, name))
    return "".join(f' {name}="{_canonical(name, given[name])}"' for name in names)


def _canonical(name: str, value: str) -> str:
    if name in _TIMES:
        try:
            return apple_date(apple_time(value))
        except (ValueError, OverflowError):
            pass
    return value.translate(_ESCAPED)


# One kind of record of one source: what stands in each of them beside times and value.
Series = tuple[str, str, str]


def workout_piece(
    workout: str, rows: np.ndarray, series: Sequence[Series], routes: Iterable[OpenedXml]
) -> bytes:
    """
    One workout with the records of its time and the points of its routes.

    `rows` have a `start` and a `length` in seconds, a `value`, and the number of their `series`:
    type, unit and source.
    """
    lines = sorted(_record_lines(rows, series))
    tracks = [_track_text(route) for route in routes]
    return "".join((_HEAD, workout, "\n", *lines, *tracks, _FOOT)).encode()


def _record_lines(rows: np.ndarray, series: Sequence[Series]) -> set[str]:
    """
    Each record once: some exports hold the same one twice.
    """
    starts = _dates(rows["start"])
    ends = _dates(rows["start"] + rows["length"])
    heads, tails = [], []
    for kind, unit, source in series:
        heads.append(f'<Record type="{kind}" sourceName="{source.translate(_ESCAPED)}" startDate="')
        tails.append(f'" unit="{unit.translate(_ESCAPED)}" value="')
    return {
        f'{heads[which]}{start} +0000" endDate="{end} +0000{tails[which]}{_number(value)}"/>\n'
        for which, start, end, value in zip(
            rows["series"].tolist(), starts, ends, rows["value"].tolist(), strict=True
        )
    }


def _dates(instants: np.ndarray) -> list[str]:
    texts: list[str] = np.datetime_as_string(instants.astype("datetime64[s]")).tolist()
    return [text.replace("T", " ") for text in texts]


def _number(value: float) -> str:
    return repr(value).removesuffix(".0")


def _track_text(route: OpenedXml) -> str:
    segments = [
        etree.tostring(segment, encoding="unicode", with_tail=False)
        for segment in route.root.iterfind("{*}trk/{*}trkseg")
    ]
    return f"<gpx><trk>{''.join(segments)}</trk></gpx>\n"


def days_piece(days: Mapping[date, Iterable[SleepSpan | Rate]]) -> bytes:
    """
    What was recorded of some days, each with its records.

    The day is written down, and not the clock it was told by: Apple writes every time by the
    offset of the day of the export, so that the same night reads otherwise in summer.
    """
    texts = (
        f'<Day date="{day.isoformat()}">\n{"".join(sorted(set(map(_record, days[day]))))}</Day>\n'
        for day in sorted(days)
    )
    return "".join((_HEAD, *texts, _FOOT)).encode()


def _record(told: SleepSpan | Rate) -> str:
    if isinstance(told, SleepSpan):
        kind, value = SLEEP, STAGE + told.stage
    else:
        kind, value = RESTING, _number(told.bpm)
    return (
        f'<Record type="{kind}" sourceName="{told.source.translate(_ESCAPED)}"'
        f' startDate="{apple_date(told.start)}" endDate="{apple_date(told.end)}"'
        f' value="{value.translate(_ESCAPED)}"/>\n'
    )
