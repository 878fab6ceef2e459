"""
The body as a picture: which muscle is drawn where, and how sore it is said to be.

Left and right are always the person's own. Seen from the front they stand mirrored, so the
person's right leg is on the viewer's left; from the back left is left. The soles are seen as by
someone at the foot of a massage table on which the person lies face down: heels up, toes down,
and left is left again. Each region of each side is one path of a shared, cached picture; here are
only its name, its place and its colour.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from unknot.domain.body import BodyPart, Region, Side
from unknot.domain.settings import BodyFigure

FRONT, BACK, SOLES = "front", "back", "soles"
VIEWS = (FRONT, BACK, SOLES)


@dataclass(frozen=True, slots=True)
class Box:
    """
    A rectangle of the drawing. The middle of the body is at 0, the ground at 1340.
    """

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Muscle:
    """
    One path of the drawing: a region on one side, in one view.
    """

    id: str
    view: str
    part: BodyPart
    box: Box


@dataclass(frozen=True, slots=True)
class Shape:
    """
    One muscle as it is drawn: the id of its path, its colour class, its code and its name.
    """

    id: str
    look: str
    code: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """
    One view of the body, cropped, coloured, and described in words for who cannot see it.

    `outlines` are the silhouettes behind the muscles, `picture` the file that has the paths. It is
    cut where the body goes on below the picture, and broad where arms may reach out of it.
    """

    view: str
    picture: str
    outlines: tuple[str, ...]
    view_box: str
    shapes: tuple[Shape, ...]
    label: str = ""
    is_cut: bool = False
    is_broad: bool = False

    @property
    def left_is_left(self) -> bool:
        """
        Whether the person's left is on the viewer's left, as from behind; for the words beside it.
        """
        return self.view != FRONT


@dataclass(frozen=True, slots=True)
class Crop:
    """
    The part of the drawing that is shown: from top to bottom, so wide around the middle.
    """

    top: float
    bottom: float
    width: float
    with_arms: bool = False

    @property
    def view_box(self) -> str:
        """
        The crop in the drawing's own units.
        """
        return f"{-self.width / 2:g} {self.top:g} {self.width:g} {self.bottom - self.top:g}"

    def holds(self, box: Box) -> bool:
        """
        Whether all of a box is to be seen in it.
        """
        reach = max(-box.left, box.right)
        return self.top <= box.top and box.bottom <= self.bottom and reach <= self.width / 2


GROUND = 1340

LOWER_LEGS = Crop(880, 1360, 276)
THIGHS = Crop(590, 1070, 280)
LEGS = Crop(590, 1370, 350)
UPPER_BODY = Crop(200, 700, 420, with_arms=True)
WHOLE = Crop(90, 1370, 656, with_arms=True)
BOTH_SOLES = Crop(-20, 310, 290)


@cache
def muscles(figure: BodyFigure = BodyFigure.ONE) -> tuple[Muscle, ...]:
    """
    Every path of a drawing that has a region, as `figure.json` names them.
    """
    text = resources.files("unknot.web").joinpath("figure.json").read_text(encoding="utf-8")
    return tuple(
        Muscle(
            id=entry["id"],
            view=entry["view"],
            part=BodyPart(Region(entry["region"]), Side(entry["side"])),
            box=Box(*entry["box"]),
        )
        for entry in json.loads(text)
        if entry["figure"] == figure.value
    )


@cache
def drawn_parts(figure: BodyFigure = BodyFigure.ONE) -> frozenset[BodyPart]:
    """
    The parts that a drawing shows: all of them, which a test holds.
    """
    return frozenset(muscle.part for muscle in muscles(figure))


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
    figure: BodyFigure = BodyFigure.ONE,
    name: Callable[[BodyPart], str] | None = None,
) -> Figure:
    """
    One view with every muscle coloured by its score; `targets`, where to work, are outlined.

    With `name` each muscle says what it is where a pointer rests on it.
    """
    has_arms = crop.with_arms and view != SOLES
    shapes = tuple(
        Shape(
            muscle.id,
            _look(muscle.part, scores, targets),
            _code(muscle.part),
            name(muscle.part) if name else "",
        )
        for muscle in muscles(figure)
        if muscle.view == view
        and muscle.box.bottom > crop.top
        and muscle.box.top < crop.bottom
        # Cropped to the legs, hands that hang into the picture would only be in the way.
        and (has_arms or muscle.part.region is not Region.FOREARM)
    )
    rest = () if view == SOLES else (Shape(f"{view}.rest", "m", ""),)
    return Figure(
        view=view,
        picture=f"vendor/body-paths/figure-{figure.value}.svg",
        outlines=(f"{view}.body", f"{view}.arms") if has_arms else (f"{view}.body",),
        view_box=crop.view_box,
        shapes=(*rest, *shapes),
        label=label,
        is_cut=view != SOLES and crop.bottom < GROUND,
        is_broad=crop.with_arms,
    )


def _look(part: BodyPart, scores: Mapping[BodyPart, int], targets: Collection[BodyPart]) -> str:
    level = level_of(scores.get(part, 0))
    marks = (f" s{level}" if level else "", " t" if part in targets else "")
    return f"m{''.join(marks)}"


def _code(part: BodyPart) -> str:
    return f"{part.region.value}.{part.side.value}"
