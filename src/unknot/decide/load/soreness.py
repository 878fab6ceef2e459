"""
How sore the body will be on waking, day by day, if nothing is done about it.

The model and how sure we are of it: docs/evidence/soreness-forecast.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from unknot.catalogue.load import load_figure
from unknot.decide.load.reports import ReportedPath, is_split, reported_path
from unknot.decide.load.strain import Strain, arrival_by_morning, lingering, strains_of
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
    are apart only where reports or injuries tell them apart.
    """
    looks_back = int(load_figure("forecast_looks_back_days"))
    mornings = Mornings(today - timedelta(days=looks_back), today, n_days)
    strains = strains_of(runs, kinds, picture, ahead, mornings.first, today, zone)
    arriving = arrival_by_morning(strains, mornings.first, mornings.n_all)
    staying = lingering(arriving)[mornings.n_past :]
    tracks = []
    for group in RegionGroup:
        points = np.array([strain.points[group] for strain in strains], dtype=np.float64)
        added = (arriving @ points).tolist()
        causes = _causes(staying * points, strains)
        for side in _sides_of(group, check_ins, injuries, mornings):
            reports = reported_path(group, side, check_ins, mornings.first, mornings.n_past + 1)
            tracks.append(_track(group, side, added, causes, reports, mornings))
    return SorenessOutlook(today, tuple(tracks), _is_known(runs, picture, check_ins, today, zone))


def _sides_of(
    group: RegionGroup,
    check_ins: Sequence[CheckIn],
    injuries: Sequence[Injury],
    mornings: Mornings,
) -> tuple[Side | None, ...]:
    last = mornings.today + timedelta(days=mornings.n_days)
    if is_split(group, check_ins, injuries, mornings.today, last):
        return (Side.LEFT, Side.RIGHT)
    return (None,)


def _track(
    group: RegionGroup,
    side: Side | None,
    added: Sequence[float],
    causes: tuple[str | None, ...],
    reports: ReportedPath,
    mornings: Mornings,
) -> SorenessTrack:
    scores = follow_soreness(added, reports)[mornings.n_past :]
    said_today = reports[mornings.n_past]
    sore = [score >= _SMALLEST_CAUSE for score in scores]
    return SorenessTrack(
        group=group,
        side=side,
        scores=tuple(scores),
        causes=tuple(run if is_sore else None for run, is_sore in zip(causes, sore, strict=True)),
        reported=tuple(said_today if day == 0 else None for day in range(mornings.n_days)),
    )


def follow_soreness(added: Sequence[float], reports: ReportedPath) -> list[float]:
    """
    Soreness morning by morning: what is left of yesterday's, plus what arrives, from 0 to 10.

    Where the runner reported, that is what it was, and the next morning follows from it.
    """
    memory = load_figure("soreness_memory")
    now, path = 0.0, []
    for morning, arriving in enumerate(added):
        said = reports[morning] if morning < len(reports) else None
        now = min(max(memory * now + arriving, 0.0), 10.0) if said is None else float(said)
        path.append(now)
    return path


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
