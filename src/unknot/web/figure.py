"""
The body as a picture: which muscle is drawn where, and how sore it is said to be.

Left and right are always the person's own: seen from the front they stand mirrored, so the
person's right leg is on the viewer's left. Each muscle is one path of a shared, cached picture;
here are only its name, its side and its colour.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from unknot.domain.body import BodyPart, Region, Side

FRONT, BACK = "front", "back"

# The middle of each view in the units of the drawing.
MIDDLE = {FRONT: 365.0, BACK: 1087.0}


@dataclass(frozen=True, slots=True)
class Muscle:
    """
    One path of the drawing. `region` is None where we have no region for it (the belly).
    """

    id: str
    view: str
    region: Region | None
    side: Side | None
    top: float
    bottom: float

    @property
    def part(self) -> BodyPart | None:
        """
        The part of the body it belongs to, if it has a name with us.
        """
        if self.region is None or self.side is None:
            return None
        return BodyPart(self.region, self.side)


@dataclass(frozen=True, slots=True)
class Shape:
    """
    One muscle as it is drawn: the id of its path, its colour class, and what it is called.
    """

    id: str
    look: str
    code: str


@dataclass(frozen=True, slots=True)
class Figure:
    """
    One view of the body, cropped, coloured, and described in words for who cannot see it.

    It is cut where the body goes on below the picture, and broad where arms may reach out of it.
    """

    view: str
    outline: str
    view_box: str
    shapes: tuple[Shape, ...]
    label: str = ""
    is_cut: bool = False
    is_broad: bool = False


@dataclass(frozen=True, slots=True)
class Crop:
    """
    The part of the drawing that is shown: from top to bottom, so wide around the middle.
    """

    top: float
    bottom: float
    width: float
    with_arms: bool = False

    def view_box(self, view: str) -> str:
        """
        The crop in the drawing's own units.
        """
        left = MIDDLE[view] - self.width / 2
        return f"{left:g} {self.top:g} {self.width:g} {self.bottom - self.top:g}"


# Below this line there are only feet.
FEET = 1340

LOWER_LEGS = Crop(880, 1360, 272)
THIGHS = Crop(590, 1070, 276)
LEGS = Crop(590, 1370, 350)
UPPER_BODY = Crop(210, 700, 420, with_arms=True)
WHOLE = Crop(110, 1370, 640, with_arms=True)


@cache
def muscles() -> tuple[Muscle, ...]:
    """
    Every path of the drawing, as `figure.json` names them.
    """
    text = resources.files("unknot.web").joinpath("figure.json").read_text(encoding="utf-8")
    return tuple(_muscle(entry) for entry in json.loads(text))


def _muscle(entry: Mapping[str, object]) -> Muscle:
    region, side = entry["region"], entry["side"]
    return Muscle(
        id=str(entry["id"]),
        view=str(entry["view"]),
        region=Region(str(region)) if region else None,
        side=Side(str(side)) if side else None,
        top=float(str(entry["top"])),
        bottom=float(str(entry["bottom"])),
    )


@cache
def drawn_parts() -> frozenset[BodyPart]:
    """
    The parts that the drawing shows; the others are offered as buttons only.
    """
    return frozenset(muscle.part for muscle in muscles() if muscle.part is not None)


def level_of(score: int) -> int:
    """
    Which of the five colours a score from 0 to 10 gets; 0 is none.
    """
    return (0, 1, 1, 1, 2, 3, 3, 4, 4, 5, 5)[score]


def draw(
    view: str,
    crop: Crop,
    scores: Mapping[BodyPart, int],
    targets: Collection[BodyPart] = (),
    label: str = "",
) -> Figure:
    """
    One view with every muscle coloured by its score; `targets`, where to work, are outlined.
    """
    shapes = tuple(
        Shape(muscle.id, _look(muscle.part, scores, targets), _code(muscle.part))
        for muscle in muscles()
        if muscle.view == view
        and muscle.bottom > crop.top
        and muscle.top < crop.bottom
        and (crop.with_arms or muscle.region is not Region.FOREARM)
    )
    # Cropped to the legs, hands that hang into the picture would only be in the way.
    outline = view if crop.with_arms or view == FRONT else f"{view}-no-arms"
    return Figure(
        view, outline, crop.view_box(view), shapes, label, crop.bottom < FEET, crop.with_arms
    )


def view_for(
    parts: Collection[BodyPart], scores: Mapping[BodyPart, int]
) -> tuple[str, Crop] | None:
    """
    The view and the crop that show the sorest of these parts best; None where none is drawn.
    """
    drawn = [part for part in parts if part in drawn_parts()]
    if not drawn:
        return None
    worst = max(scores.get(part, 0) for part in drawn)
    main = {part for part in drawn if scores.get(part, 0) == worst}
    view = max((BACK, FRONT), key=lambda each: len(_muscles_of(main, each)))
    every, sorest = _muscles_of(drawn, view), _muscles_of(main, view)
    crop = _crop_around(every)
    return view, crop if crop in (LOWER_LEGS, THIGHS) else _crop_around(sorest)


def _muscles_of(parts: Collection[BodyPart], view: str) -> list[Muscle]:
    return [muscle for muscle in muscles() if muscle.view == view and muscle.part in parts]


def _crop_around(shown: Collection[Muscle]) -> Crop:
    top = min(muscle.top for muscle in shown)
    bottom = max(muscle.bottom for muscle in shown)
    for crop in (LOWER_LEGS, THIGHS, LEGS, UPPER_BODY):
        if crop.top - 10 <= top and bottom <= crop.bottom:
            return crop
    return WHOLE


def _look(
    part: BodyPart | None, scores: Mapping[BodyPart, int], targets: Collection[BodyPart]
) -> str:
    level = level_of(scores.get(part, 0)) if part is not None else 0
    marks = (f" s{level}" if level else "", " t" if part in targets else "")
    return f"m{''.join(marks)}"


def _code(part: BodyPart | None) -> str:
    return f"{part.region.value}.{part.side.value}" if part is not None else ""
