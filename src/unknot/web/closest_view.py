"""
Which view of the body shows some parts best, and how closely it can be cropped around them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from unknot.domain.body import BodyPart, Region
from unknot.domain.settings import BodyFigure
from unknot.web.figure import (
    BACK,
    BOTH_SOLES,
    FRONT,
    LEGS,
    LOWER_LEGS,
    SOLES,
    THIGHS,
    UPPER_BODY,
    VIEWS,
    WHOLE,
    Box,
    Crop,
    Muscle,
    muscles,
)

# What a picture may be cropped to, the closest first.
_CROPS = {
    FRONT: (LOWER_LEGS, THIGHS, LEGS, UPPER_BODY, WHOLE),
    BACK: (LOWER_LEGS, THIGHS, LEGS, UPPER_BODY, WHOLE),
    SOLES: (BOTH_SOLES,),
}
# Where a region shows best, if it is not from behind or is to be seen from one side only.
_BEST_VIEW = {
    Region.HEEL: SOLES,
    Region.SOLE: SOLES,
    Region.FOREFOOT: SOLES,
    Region.ANKLE: FRONT,
    Region.TFL: FRONT,
    Region.ADDUCTORS: FRONT,
}


def closest_view(
    parts: Collection[BodyPart], figure: BodyFigure = BodyFigure.ONE
) -> tuple[str, Crop] | None:
    """
    The view and the crop that show as many of these parts as one picture can, and those large.

    None where nothing is asked for. Of two views that show as much, the one that shows it better
    is taken, then the closer one.
    """
    found = [each for view in VIEWS for each in [_shown(set(parts), view, figure)] if each]
    if not found:
        return None
    best = min(found, key=lambda each: each.rank)
    return best.view, best.crop


@dataclass(frozen=True, slots=True)
class _Shown:
    """
    What one view shows of some parts; the lowest rank shows most, best and closest.
    """

    view: str
    crop: Crop
    rank: tuple[int, int, float, int]


def _shown(parts: Collection[BodyPart], view: str, figure: BodyFigure) -> _Shown | None:
    shown = [each for each in muscles(figure) if each.view == view and each.part in parts]
    if not shown:
        return None
    crop = _crop_around(view, shown)
    well = [each for each in shown if _BEST_VIEW.get(each.part.region, BACK) == view]
    size = crop.width * (crop.bottom - crop.top)
    return _Shown(view, crop, (-len(shown), -len(well), size, -VIEWS.index(view)))


def view_for(
    parts: Collection[BodyPart],
    scores: Mapping[BodyPart, int],
    figure: BodyFigure = BodyFigure.ONE,
) -> tuple[str, Crop] | None:
    """
    The view and the crop that show the sorest of these parts best, and the others if they fit.
    """
    if not parts:
        return None
    worst = max(scores.get(part, 0) for part in parts)
    closest = closest_view([part for part in parts if scores.get(part, 0) == worst], figure)
    if closest is None:
        return None
    view, crop = closest
    asked = set(parts)
    every = [each for each in muscles(figure) if each.view == view and each.part in asked]
    around = _crop_around(view, every)
    return view, around if around in (LOWER_LEGS, THIGHS) else crop


def _crop_around(view: str, shown: Collection[Muscle]) -> Crop:
    crops = _CROPS[view]
    around = Box(
        min(each.box.left for each in shown),
        min(each.box.top for each in shown),
        max(each.box.right for each in shown),
        max(each.box.bottom for each in shown),
    )
    return next((crop for crop in crops if crop.holds(around)), crops[-1])
