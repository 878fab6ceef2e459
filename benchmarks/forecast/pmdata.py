"""
How well is next morning's soreness foretold? Measured on PMData: eleven people, five months.

`python -m benchmarks.forecast.pmdata` prints the tables of docs/evidence/soreness-forecast.md.

PMData asks every morning how sore one is, from 1 to 5. It is turned round: each of its 1s and 2s
but a few comes with a sore place marked on a body, and no 3, 4 or 5 but one does, so that 3 is
"as usual" and 1 is the sorest. A 0 is off its scale and taken as missing. Two readings follow:

- *beyond usual*: 3, 4 and 5 are 0 of 10, 2 is 5 and 1 is 10. A place nobody marks is not sore.
- *all steps*: 5 is 0 of 10, and every step down is 2.5 more. Nothing the person said is lost.

Load is the effort of a session times its minutes, all sports, on one track of weight 3 for the
whole body, over the person's median session up to then. Days without an entry had no session, as
far as is known. Mornings without a report are neither foretold nor counted.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from statistics import median
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray
from tests.shared_data import shared_data_dir

from unknot.catalogue.forecast import forecast_figure
from unknot.catalogue.load import arrival_of_soreness, load_figure
from unknot.decide.load.held_out import gain_of
from unknot.decide.load.rehearsal import Rehearsal, rehearse

Floats = NDArray[np.float64]

OSLO = ZoneInfo("Europe/Oslo")
WEIGHT = 3.0
READINGS: dict[str, Callable[[int], float]] = {
    "beyond usual": lambda answer: 5.0 * max(3 - answer, 0),
    "all steps": lambda answer: 2.5 * (5 - answer),
}
WAYS = ("everybody's", "own", "by the rule", "yesterday", "usual")


@dataclass(frozen=True, slots=True)
class Person:
    """
    What one person answered each morning, and how hard each session was.
    """

    name: str
    answers: dict[date, int]
    sessions: tuple[tuple[date, float], ...]


@dataclass(frozen=True, slots=True)
class Result:
    """
    The error of each way on each held-out morning, and whether it lay in the likely range.
    """

    person: str
    errors: dict[str, Floats]
    in_range: Floats
    is_used: bool

    def mean(self, way: str) -> float:
        """
        The mean absolute error of one way.
        """
        return float(self.errors[way].mean())


def people_in(folder: Path) -> Iterator[Person]:
    """
    Everybody with answers, by name.
    """
    for wellness in sorted(folder.glob("p*/pmsys/wellness.csv")):
        answers: dict[date, int] = {}
        for row in _rows(wellness):
            answer = int(row["soreness"])
            if 1 <= answer <= 5:
                # The morning's first answer; later ones may come after a session.
                answers.setdefault(_day(row["effective_time_frame"]), answer)
        sessions = tuple(
            (_day(row["end_date_time"]), float(row["perceived_exertion"]) * float(minutes))
            for row in _rows(wellness.with_name("srpe.csv"))
            if row["perceived_exertion"] and (minutes := row["duration_min"])
        )
        yield Person(wellness.parent.parent.name, answers, tuple(sorted(sessions)))


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def _day(instant: str) -> date:
    return datetime.fromisoformat(instant).astimezone(OSLO).date()


def season_of(person: Person, points_of: Callable[[int], float]) -> tuple[Floats, Floats]:
    """
    The points that arrive and the reports, a row a morning, as the filter takes them.
    """
    first = min([*person.answers, *(day for day, _ in person.sessions)])
    n_days = (max(person.answers) - first).days + 1
    said, added = np.full((n_days, 1), np.nan), np.zeros((n_days, 1))
    for day, answer in person.answers.items():
        said[(day - first).days] = points_of(answer)
    shares = arrival_of_soreness()
    per_load = load_figure("long_run_soreness") / shares[0] / load_figure("long_run_relative_load")
    so_far: list[float] = []
    for day, load in person.sessions:
        so_far.append(load)
        known = len(so_far) >= load_figure("own_runs_of_kind_from")
        points = per_load * WEIGHT / 3 * load / (median(so_far) if known else _reference())
        for later, share in enumerate(shares, start=1):
            if (day - first).days + later < n_days:
                added[(day - first).days + later] += share * points
    return added, said


def _reference() -> float:
    return load_figure("reference_run_load")


def result_of(person: Person, points_of: Callable[[int], float]) -> Result | None:
    """
    All ways on the same mornings; None for somebody with too few of them.
    """
    rehearsed = rehearse(*season_of(person, points_of))
    if rehearsed.n_held_out < 2:
        return None
    everybody = np.zeros_like(rehearsed.own)
    general, own = (
        rehearsed.by_day(rehearsed.everywhere(each)) for each in (everybody, rehearsed.own)
    )
    # On each morning as it would have been decided on that morning.
    used = np.array([gain_of(general[:day], own[:day]).is_enough for day in range(general.size)])
    errors = {
        "everybody's": general,
        "own": own,
        "by the rule": np.where(used, own, general),
        "yesterday": rehearsed.held_out(rehearsed.repeated),
        "usual": rehearsed.held_out(rehearsed.usual),
    }
    rows = np.where(used, rehearsed.held_out(rehearsed.own), 0)
    is_used = gain_of(general, own).is_enough
    return Result(person.name, errors, _in_range(rehearsed, errors["by the rule"], rows), is_used)


def _in_range(rehearsed: Rehearsal, errors: Floats, rows: NDArray[np.int64]) -> Floats:
    """
    1 where the report lay in the range as it was said that morning, else 0.
    """
    spreads = rehearsed.held_out(rehearsed.spreads[:, :, 0])
    apart = errors / spreads[np.arange(len(rows)), rows]
    reach = np.full(apart.size, forecast_figure("range_spreads"))
    for day in range(int(forecast_figure("held_out_days")), apart.size):
        factor = float(np.quantile(apart[:day], forecast_figure("range_share"))) / reach[0]
        narrowest, widest = (forecast_figure(f"range_{end}") for end in ("narrowest", "widest"))
        reach[day] *= min(max(factor, narrowest), widest)
    return np.asarray(apart <= reach, dtype=np.float64)


def table_of(results: Sequence[Result]) -> Iterator[str]:
    """
    One row a person, and all people together, each counting once.
    """
    yield "| person | mornings | " + " | ".join(WAYS) + " | own used | in range |"
    yield "| --- | --- |" + " --- |" * (len(WAYS) + 2)
    for each in results:
        figures = " | ".join(f"{each.mean(way):.2f}" for way in WAYS)
        used = "yes" if each.is_used else "no"
        mornings = each.in_range.size
        yield f"| {each.person} | {mornings} | {figures} | {used} | {each.in_range.mean():.0%} |"
    means = {way: np.array([each.mean(way) for each in results]) for way in WAYS}
    figures = " | ".join(f"{means[way].mean():.2f}" for way in WAYS)
    mornings = sum(each.in_range.size for each in results)
    used_by = sum(each.is_used for each in results)
    held = float(np.mean([each.in_range.mean() for each in results]))
    yield f"| all | {mornings} | {figures} | {used_by} of {len(results)} | {held:.0%} |"


def differences(results: Sequence[Result]) -> Iterator[str]:
    """
    How much smaller or larger our errors are than the plain guesses', with a standard error.
    """
    yield "| error, by person and then over people | less by | standard error | better for |"
    yield "| --- | --- | --- | --- |"
    for ours, theirs in (
        ("everybody's", "yesterday"),
        ("everybody's", "usual"),
        ("by the rule", "everybody's"),
        ("by the rule", "yesterday"),
        ("by the rule", "usual"),
    ):
        less = np.array([each.mean(theirs) - each.mean(ours) for each in results])
        error = float(less.std(ddof=1) / np.sqrt(less.size))
        better = int(np.count_nonzero(less > 0))
        said = f"{ours} against {theirs}"
        yield f"| {said} | {less.mean():+.2f} | {error:.2f} | {better} of {less.size} |"


def report(folder: Path) -> str:
    """
    All tables, as they stand in the documentation.
    """
    people = list(people_in(folder))
    lines: list[str] = []
    for reading, points_of in READINGS.items():
        found = (result_of(person, points_of) for person in people)
        results = [each for each in found if each is not None]
        lines += [f"Read as *{reading}*:", "", *table_of(results), "", *differences(results), ""]
    return "\n".join(lines).rstrip() + "\n"


def main() -> int:
    """
    Print the tables, or say where the data is missing.
    """
    data = shared_data_dir()
    folder = None if data is None else data / "injury" / "pmdata"
    if folder is None or not folder.is_dir():
        print("PMData is not here: name the folder that holds injury/pmdata in UNKNOT_TEST_DATA.")
        return 1
    print(report(folder), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
