"""
What the runner reported about a region group, and whether left and right differ in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from unknot.catalogue.load import load_figure, regions_apart
from unknot.domain.body import RegionGroup, Side, group_of
from unknot.domain.check_in import CheckIn
from unknot.domain.safety import Injury

Floats = NDArray[np.float64]

# A region group, and its side where left and right are looked at apart.
Place = tuple[RegionGroup, Side | None]


def reports_by_morning(
    places: Sequence[Place], check_ins: Sequence[CheckIn], first: date, n_days: int
) -> Floats:
    """
    What was reported: a row a morning from `first` on, a column a place, NaN where nothing was.

    It is the highest of the group's regions; with a side, of that side's regions only. A region
    not named was not asked about, so that a morning without any of the group's is NaN and not 0.
    """
    column = {place: at for at, place in enumerate(places)}
    said = np.full((n_days, len(places)), np.nan)
    apart = regions_apart()
    for check_in in check_ins:
        morning = (check_in.date - first).days
        if not 0 <= morning < n_days:
            continue
        for report in check_in.soreness:
            if report.part.region in apart:
                continue
            group = group_of(report.part.region)
            for place in ((group, None), (group, report.part.side)):
                at = column.get(place)
                if at is not None and not said[morning, at] >= report.score:
                    said[morning, at] = report.score
    return said


def is_split(
    group: RegionGroup,
    check_ins: Sequence[CheckIn],
    injuries: Sequence[Injury],
    today: date,
    last: date,
) -> bool:
    """
    True when the last week's reports differ by side, or an injury here is on one side only.
    """
    since = today - timedelta(days=load_figure("report_counts_days"))
    return any(
        since < check_in.date <= today
        and _score(check_in, group, Side.LEFT) != _score(check_in, group, Side.RIGHT)
        for check_in in check_ins
    ) or any(_is_one_sided(injury, group, today, last) for injury in injuries)


def _score(check_in: CheckIn, group: RegionGroup, side: Side | None) -> int | None:
    scores = [
        report.score
        for report in check_in.soreness
        if group_of(report.part.region) is group
        and report.part.region not in regions_apart()
        and side in (None, report.part.side)
    ]
    return max(scores, default=None)


def _is_one_sided(injury: Injury, group: RegionGroup, today: date, last: date) -> bool:
    is_over = injury.ended_on is not None and injury.ended_on < today
    if is_over or injury.started_on > last:
        return False
    sides = {part.side for part in injury.parts if group_of(part.region) is group}
    return len(sides) == 1
