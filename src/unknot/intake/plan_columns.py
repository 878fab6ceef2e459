"""
The columns of a table of workouts: whatever they are called, what is in them and in which unit.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from unknot.domain.units import METRES_PER_MILE
from unknot.intake.plan_amounts import distance_in, length_of, number_in
from unknot.intake.plan_lexicon import folded

# Names without capitals, accents, spaces and signs; of two that are there, the first one counts.
_NAMES: dict[str, str] = {
    "date": """workoutday workoutdate plannedday planneddate scheduleddate date day datum fecha data
        dataa dzien den 日期 日付""",
    "title": """title workoutname workout name session sessionname training trainingsname titel titre
        seance entrenamiento sesion titulo titolo allenamento naam trening nazwa nazev trenink 标题 训练
        タイトル""",
    "text": """workoutdescription description details notes comments beschreibung beschrijving descripcion
        descrizione descricao opis popis 描述 メモ""",
    "kind": "workouttype kind type activitytype sport activity typ tipo soort rodzaj druh typkind 类型 種類",
    "distance": """planneddistanceinmeters planneddistance distance distanz entfernung distancia distanza
        afstand dystans vzdalenost km miles mi 距离 距離""",
    "duration": """plannedduration plannedtime duration time dauer zeit duree duracion durata duur duracao
        czas cas doba hours minutes min 时间 時間""",
    "start": "starttime start timeofday startzeit uhrzeit heure hora ora godzina",
    "unit": "distanceunit planneddistanceunit unit units einheit jednotka",
}
_OF_NAME = {name: what for what, names in _NAMES.items() for name in names.split()}
_RANKS = {name: rank for names in _NAMES.values() for rank, name in enumerate(names.split())}
# A table with one of these tells of what was done or felt, unless it also says what was planned.
_RECORDED = re.compile(
    r"activityid|activitydate|elapsedtime|filename|rmssd|hrv|soreness|sleep|calories|averagehr|avghr"
    r"|heartrate|pulse|pace|steps|weight"
)
_PLANNED = re.compile(r"planned|workoutday")

_UNIT = re.compile(
    r"[\s_,(\[]+(km|kilomet\w+|mi|miles?|m|met\w+|h|hours?|hrs?|min|mins|minutes?|s|sec|seconds?)"
    r"[)\]]?\s*$",
    re.IGNORECASE,
)
_UNITS_AS_NAMES = frozenset({"km", "mi", "miles", "hours", "minutes", "min"})
_METRES = {"km": 1000.0, "k": 1000.0, "mi": METRES_PER_MILE, "m": 1.0}
_MINUTES = {"h": 60.0, "min": 1.0, "m": 1.0, "s": 1 / 60}
_A_DAY_H = 24.0
_THOUSANDS = re.compile(r"^\d{1,3}(?:[.,]\d{3})+$")


@dataclass(frozen=True, slots=True)
class Column:
    """
    One column: its place, what is in it, and the unit its name tells ("km", "mi", "m", "h", "min").
    """

    place: int
    what: str
    rank: int
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """
    The columns of a table that a plan is read from.
    """

    known: Mapping[str, tuple[Column, ...]] = field(default_factory=dict)

    def text(self, what: str, row: Sequence[str]) -> str:
        """
        The first of the columns of that sort with something in it.
        """
        cells = (row[each.place].strip() for each in self.of(what) if each.place < len(row))
        return next((cell for cell in cells if cell), "")

    def of(self, what: str) -> tuple[Column, ...]:
        """
        The columns of that sort, the best one first.
        """
        return self.known.get(what, ())

    def names_no_unit(self) -> bool:
        """
        True when a distance has a column whose unit is told neither by its name nor by another.
        """
        return any(not each.unit for each in self.of("distance")) and not self.of("unit")


def columns_of(header: Sequence[str]) -> Columns:
    """
    The columns by their names.
    """
    found: dict[str, list[Column]] = {}
    for place, cell in enumerate(header):
        column = _column(place, cell)
        if column is not None:
            found.setdefault(column.what, []).append(column)
    return Columns(
        {
            what: tuple(sorted(columns, key=lambda each: (each.rank, each.place)))
            for what, columns in found.items()
        }
    )


def is_of_a_plan(header: Sequence[str]) -> bool:
    """
    True for the header of a table of workouts to come, false for one of what was done or felt.
    """
    columns = columns_of(header)
    names = [_plain(cell) for cell in header]
    if not columns.of("date"):
        return False
    if any(_PLANNED.search(name) for name in names):
        return True
    says_what = columns.of("title") or (columns.of("kind") and columns.of("distance"))
    return bool(says_what) and not any(_RECORDED.search(name) for name in names)


def _column(place: int, cell: str) -> Column | None:
    name = _plain(cell)
    unit = _short(name) if name in _UNITS_AS_NAMES else ""
    if name.endswith("inmeters"):
        unit = "m"
    elif name not in _OF_NAME:
        found = _UNIT.search(cell)
        if found is None:
            return None
        unit, name = _short(found[1]), _plain(cell[: found.start()])
    what = _OF_NAME.get(name)
    return None if what is None else Column(place, what, _RANKS[name], unit)


def _short(unit: str) -> str:
    plain = unit.lower()
    for long, short in (
        ("kilo", "km"),
        ("mile", "mi"),
        ("met", "m"),
        ("min", "min"),
        ("sec", "s"),
        ("h", "h"),
    ):
        if plain.startswith(long):
            return short
    return plain


def _plain(cell: str) -> str:
    return "".join(letter for letter in folded(cell) if letter.isalnum())


def metres_in(columns: Columns, row: Sequence[str], else_factor: float) -> float | None:
    """
    The distance of a row. `else_factor` is what a number counts for that has no unit anywhere.
    """
    told = _short(columns.text("unit", row)) if columns.of("unit") else ""
    for column in columns.of("distance"):
        cell = row[column.place].strip() if column.place < len(row) else ""
        factor = _METRES.get(column.unit or told, else_factor)
        if factor == 1.0 and _THOUSANDS.match(cell):
            cell = cell.replace(",", "").replace(".", "")
        number = number_in(cell)
        metres = number * factor if number is not None else distance_in(cell)
        if metres is not None and metres > 0:
            return metres
    return None


def minutes_in(columns: Columns, row: Sequence[str]) -> float | None:
    """
    The duration of a row: hours in `PlannedDuration`, as TrainingPeaks has it, else minutes.
    """
    for column in columns.of("duration"):
        cell = row[column.place].strip() if column.place < len(row) else ""
        number = number_in(cell)
        is_in_hours = column.rank == _RANKS["plannedduration"] and (number or 0.0) < _A_DAY_H
        factor = _MINUTES.get(column.unit, 60.0 if is_in_hours else 1.0)
        minutes = number * factor if number is not None else length_of(cell)
        if minutes is not None and minutes > 0:
            return minutes
    return None
