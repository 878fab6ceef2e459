"""
The figure never mixes up left and right.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

from unknot.domain.body import BodyPart, Region, Side
from unknot.web import figure
from unknot.web.figure import (
    BACK,
    FRONT,
    LEGS,
    LOWER_LEGS,
    MIDDLE,
    draw,
    level_of,
    muscles,
    view_for,
)

SVG = Path(figure.__file__).parent / "static/vendor/body-paths/figure.svg"
NUMBER = re.compile(r"[-+]?(?:\d*\.\d+|\d+\.?)(?:e[-+]?\d+)?")
LINE_AROUND = 17
HOW_MANY = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "t": 2, "a": 7}


def points_of(path: str) -> list[tuple[float, float]]:
    """
    Where the pen stops on its way along an SVG path.
    """
    points, x, y = [], 0.0, 0.0
    start = (0.0, 0.0)
    for command, rest in re.findall(r"([A-Za-z])([^A-Za-z]*)", path):
        if command in "zZ":
            x, y = start
            continue
        numbers = arc_numbers(rest) if command in "aA" else [float(n) for n in NUMBER.findall(rest)]
        step = HOW_MANY[command.lower()]
        for index in range(0, len(numbers), step):
            group = numbers[index : index + step]
            base = (x, y) if command.islower() else (0.0, 0.0)
            if command in "hH":
                x = base[0] + group[0]
            elif command in "vV":
                y = base[1] + group[0]
            else:
                x, y = base[0] + group[-2], base[1] + group[-1]
            if command in "mM" and index == 0:
                start = (x, y)
            points.append((x, y))
    return points


def arc_numbers(text: str) -> list[float]:
    """
    The numbers of an arc, whose two flags may stand without blanks.
    """
    numbers: list[float] = []
    while text := text.strip(" ,"):
        if len(numbers) % 7 in (3, 4):
            numbers.append(float(text[0]))
            text = text[1:]
        else:
            found = NUMBER.match(text)
            assert found is not None
            numbers.append(float(found.group()))
            text = text[found.end() :]
    return numbers


@pytest.fixture(scope="module")
def middles() -> dict[str, tuple[float, float]]:
    """
    The middle of every muscle of the drawing.
    """
    found = {}
    for name, path in re.findall(r'<path id="([fb]\d+)" d="([^"]+)"', SVG.read_text()):
        xs, ys = zip(*points_of(path), strict=True)
        found[name] = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
    return found


def test_left_is_the_persons_own_left(middles):
    """
    From behind it is on the viewer's left, from the front on the viewer's right.
    """
    for muscle in muscles():
        if muscle.side is None:
            continue
        on_viewers_left = middles[muscle.id][0] < MIDDLE[muscle.view]
        assert on_viewers_left == ((muscle.side is Side.LEFT) == (muscle.view == BACK)), muscle


def test_each_muscle_has_its_mirrored_twin(middles):
    """
    Left and right paths come in different orders, so they are paired by where they lie.
    """
    sides = defaultdict(list)
    for muscle in muscles():
        if muscle.region is not None and muscle.side is not None:
            x, y = middles[muscle.id]
            sides[muscle.view, muscle.region, muscle.side].append((abs(x - MIDDLE[muscle.view]), y))
    for (view, region, side), places in sides.items():
        other = Side.RIGHT if side is Side.LEFT else Side.LEFT
        twins = sides[view, region, other]
        assert len(places) == len(twins)
        for x, y in places:
            assert any(abs(x - a) < 18 and abs(y - b) < 12 for a, b in twins), (view, region, side)


def test_only_the_sore_side_is_coloured():
    """
    A sore left calf colours the left calf and nothing else.
    """
    drawn = draw(BACK, LEGS, {BodyPart(Region.CALF, Side.LEFT): 7})

    assert {"calf.left"} == {shape.code for shape in drawn.shapes if shape.look != "m"}


def test_where_to_work_is_an_outline_and_no_colour_of_soreness():
    """
    The colour says how sore a muscle is, the outline where to work; a muscle can have both.
    """
    sore, fresh = BodyPart(Region.CALF, Side.LEFT), BodyPart(Region.SOLEUS, Side.LEFT)
    drawn = draw(BACK, LOWER_LEGS, {sore: 7}, [sore, fresh])
    looks = {shape.code: shape.look for shape in drawn.shapes}

    assert (looks["calf.left"], looks["soleus.left"]) == ("m s4 t", "m t")
    assert looks["calf.right"] == "m"
    css = (SVG.parents[2] / "css/components.css").read_text()
    [rule] = re.findall(r"& \.t \{([^}]*)\}", css)
    assert "stroke: var(--citron)" in rule
    assert "fill" not in rule


@pytest.mark.parametrize("view", [FRONT, BACK])
def test_no_leg_leaves_its_picture(view):
    """
    Calves and feet stand whole in it, with the line around them.
    """
    paths = dict(re.findall(r'<path id="([fb]\d+)" d="([^"]+)"', SVG.read_text()))
    shown = [
        points_of(paths[muscle.id])
        for muscle in muscles()
        if muscle.view == view
        and muscle.bottom > LOWER_LEGS.top
        and muscle.region is not Region.FOREARM
    ]
    reach = max(abs(x - MIDDLE[view]) for points in shown for x, _y in points)

    assert reach + LINE_AROUND / 2 <= LOWER_LEGS.width / 2


def test_the_view_shows_the_sorest_part():
    """
    Sore calves are seen from behind, shins from the front; soles have no drawing yet.
    """
    calf, shin = BodyPart(Region.CALF, Side.LEFT), BodyPart(Region.SHIN, Side.RIGHT)

    assert view_for([calf, shin], {calf: 6}) == (BACK, LOWER_LEGS)
    assert view_for([calf, shin], {shin: 6})[0] == FRONT
    assert view_for([BodyPart(Region.SOLE, Side.LEFT)], {}) is None


def test_colours_follow_the_scale():
    """
    Grey, 1 to 3, 4, 5 and 6, 7 and 8, 9 and 10.
    """
    assert [level_of(score) for score in range(11)] == [0, 1, 1, 1, 2, 3, 3, 4, 4, 5, 5]
