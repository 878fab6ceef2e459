"""
Load muscle by muscle as plain JSON types: what other programs read, with whole sums beside parts.
"""

from __future__ import annotations

from typing import Any

from unknot.domain.body import Region
from unknot.domain.canonical import to_plain
from unknot.domain.muscle_load import MuscleLoad, MuscleWeek, RegionLoad

Plain = dict[str, Any]


def muscle_week_as_plain(week: MuscleWeek) -> Plain:
    """
    Every region over the last seven days, each with the runs that asked something of it.
    """
    return {
        **to_plain(week),
        "regions": [region_load_as_plain(each) for each in week.regions],
    }


def region_load_as_plain(load: RegionLoad) -> Plain:
    """
    One region, with what each part of each run gave.
    """
    runs = [{**to_plain(run), "points": run.points} for run in load.runs]
    return {**to_plain(load), "runs": runs}


def muscle_load_as_plain(asked: MuscleLoad | None) -> Plain | None:
    """
    What one run asked of every region; None where its load is not known.
    """
    if asked is None:
        return None
    return {
        "run_id": asked.run_id,
        "has_streams": asked.has_streams,
        "parts": to_plain(asked.parts),
        "regions": [
            {
                "region": region.value,
                "points": asked.points(region),
                "parts": [
                    {"part": each.part.part.value, "points": each.points}
                    for each in asked.regions[region]
                ],
            }
            for region in Region
        ],
    }
