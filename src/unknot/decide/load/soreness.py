"""
How sore the body will be on waking, day by day, if nothing is done about it.

The model and how sure we are of it: docs/evidence/soreness-forecast.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from unknot.catalogue.forecast import forecast_figure
from unknot.catalogue.load import load_figure
from unknot.decide.load.filter import follow, likely_range
from unknot.decide.load.learning import Learned, learn
from unknot.decide.load.reports import Place, is_split, reports_by_morning
from unknot.decide.load.strain import (
    Strain,
    arrival_by_morning,
    lingering,
    points_of,
    strains_of,
)
from unknot.domain.body import RegionGroup, Side
from unknot.domain.check_in import CheckIn
from unknot.domain.plan import LoadPicture
from unknot.domain.run import RunDone, RunKind, RunPlanned
from unknot.domain.safety import Injury
from unknot.domain.soreness import SorenessOutlook, SorenessTrack
from unknot.domain.units import local_date

Floats = NDArray[np.float64]

# A run that adds less than this to a morning is not named as its cause.
_SMALLEST_CAUSE = 0.05


@dataclass(frozen=True, slots=True)
class Mornings:
    """
    The days the forecast is computed over: some past ones to start from, then the outlook.
    """

    first: date
    today: date
    n_days: int

    @property
    def n_past(self) -> int:
        """
        How many mornings lie before today.
        """
        return (self.today - self.first).days

    @property
    def n_all(self) -> int:
        """
        All mornings, past and ahead.
        """
        return self.n_past + self.n_days


def forecast_soreness(
    runs: Sequence[RunDone],
    kinds: Mapping[str, RunKind],
    picture: LoadPicture,
    ahead: Sequence[RunPlanned],
    check_ins: Sequence[CheckIn],
    injuries: Sequence[Injury],
    today: date,
    n_days: int,
    zone: str,
) -> SorenessOutlook:
    """
    Soreness of each region group on the next `n_days` mornings, from today on, without care.

    What the runner reported replaces what was forecast for that morning, and the days after
    follow from it. Mornings are those of `zone`, where the runner wakes up now. Left and right
    are apart only where reports or injuries tell them apart. The runner's own figures are gone by
    where they foretold mornings held back better than everybody's.
    """
    mornings = Mornings(today - _looks_back(check_ins, today), today, n_days)
    strains = strains_of(runs, kinds, picture, ahead, mornings.first, today, zone)
    arriving = arrival_by_morning(strains, mornings.first, mornings.n_all)
    points = points_of(strains)
    added = arriving @ points
    learned = _learned(added, check_ins, mornings)
    tracks = _tracks(added, check_ins, injuries, mornings, learned)
    staying = lingering(arriving, learned.response.memory)[mornings.n_past :]
    causes = {
        group: _causes(staying * points[:, column] * learned.response.strength[column], strains)
        for column, group in enumerate(RegionGroup)
    }
    return SorenessOutlook(
        first_day=today,
        tracks=tuple(_with_causes(track, causes[track.group]) for track in tracks),
        is_known=_is_known(runs, picture, check_ins, today, zone),
        personal=learned.found,
    )


def _looks_back(check_ins: Sequence[CheckIn], today: date) -> timedelta:
    """
    Four weeks, as what came before is forgotten; half a year where there is something to learn.
    """
    season = timedelta(days=forecast_figure("learns_from_days"))
    told = sum(bool(each.soreness) and today - season <= each.date <= today for each in check_ins)
    if told > forecast_figure("learns_after_days"):
        return season
    return timedelta(days=load_figure("forecast_looks_back_days"))


def _learned(added: Floats, check_ins: Sequence[CheckIn], mornings: Mornings) -> Learned:
    # Left and right of a group learn together: they are one body, and seldom told apart.
    said = reports_by_morning(
        [(group, None) for group in RegionGroup], check_ins, mornings.first, mornings.n_past + 1
    )
    return learn(added[: len(said)], said, tuple(RegionGroup))


def _tracks(
    added: Floats,
    check_ins: Sequence[CheckIn],
    injuries: Sequence[Injury],
    mornings: Mornings,
    learned: Learned,
) -> list[SorenessTrack]:
    last = mornings.today + timedelta(days=mornings.n_days)
    places: list[Place] = []
    for group in RegionGroup:
        is_apart = is_split(group, check_ins, injuries, mornings.today, last)
        places += [(group, side) for side in ((Side.LEFT, Side.RIGHT) if is_apart else (None,))]
    order = list(RegionGroup)
    columns = [order.index(group) for group, _ in places]
    said = np.full((mornings.n_all, len(places)), np.nan)
    until_today = mornings.n_past + 1
    said[:until_today] = reports_by_morning(places, check_ins, mornings.first, until_today)
    path = follow(added[:, columns], said, learned.response.of(columns))
    low, high = likely_range(path.levels, path.spreads, learned.found.range_factor)
    return [
        _track(place, *(each[mornings.n_past :, at] for each in (path.levels, low, high, said)))
        for at, place in enumerate(places)
    ]


def _track(place: Place, levels: Floats, low: Floats, high: Floats, said: Floats) -> SorenessTrack:
    return SorenessTrack(
        group=place[0],
        side=place[1],
        scores=tuple(levels.tolist()),
        causes=(None,) * len(levels),
        reported=tuple(int(score) if score == score else None for score in said.tolist()),
        lows=tuple(low.tolist()),
        highs=tuple(high.tolist()),
    )


def _with_causes(track: SorenessTrack, causes: tuple[str | None, ...]) -> SorenessTrack:
    sore = [score >= _SMALLEST_CAUSE for score in track.scores]
    named = tuple(run if is_sore else None for run, is_sore in zip(causes, sore, strict=True))
    return replace(track, causes=named)


def _causes(shares: Floats, strains: Sequence[Strain]) -> tuple[str | None, ...]:
    if not strains:
        return (None,) * len(shares)
    largest = (int(run) for run in np.argmax(shares, axis=1))
    return tuple(
        strains[run].run_id if float(shares[morning, run]) >= _SMALLEST_CAUSE else None
        for morning, run in enumerate(largest)
    )


def _is_known(
    runs: Sequence[RunDone],
    picture: LoadPicture,
    check_ins: Iterable[CheckIn],
    today: date,
    zone: str,
) -> bool:
    """
    True with a run of known load in the last four weeks, or a report in the last seven days.
    """
    with_load = {each.run_id for each in picture.runs if each.load.points is not None}
    oldest_run = today - timedelta(days=load_figure("forecast_looks_back_days"))
    oldest_report = today - timedelta(days=load_figure("report_counts_days"))
    return any(
        run.id in with_load and local_date(run.start_utc, zone) >= oldest_run for run in runs
    ) or any(each.soreness and oldest_report < each.date <= today for each in check_ins)
