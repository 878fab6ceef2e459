"""
The figure never mixes up left and right, and shows every region where it is in a body.
"""

from __future__ import annotations

import importlib.util
import re
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from tests.web.body_paths import FOLDER, area_of, mixed_up, pairs, paths_of
from unknot.domain.body import ALL_PARTS, BodyPart, Region, Side
from unknot.domain.settings import BodyFigure
from unknot.web.figure import (
    BACK,
    BOTH_SOLES,
    FRONT,
    LEGS,
    LOWER_LEGS,
    SOLES,
    THIGHS,
    VIEWS,
    WHOLE,
    draw,
    drawn_parts,
    level_of,
    muscles,
)

ROOT = Path(__file__).parents[2]
LINE_AROUND = 17
BOTH = pytest.mark.parametrize("drawing", list(BodyFigure))


@pytest.fixture(scope="module")
def paths():
    """
    Every path of both drawings.
    """
    return {drawing: paths_of(drawing) for drawing in BodyFigure}


@BOTH
def test_every_part_is_drawn(drawing):
    """
    All 24 regions on both sides, on both figures.
    """
    assert drawn_parts(drawing) == set(ALL_PARTS)


@BOTH
def test_left_is_the_persons_own_left(drawing, paths):
    """
    Each pair mirrors, and lies on the person's own side: mirrored from the front, else as seen.
    """
    assert mixed_up(drawing, paths[drawing]) == []


@BOTH
def test_exchanged_sides_are_noticed(drawing, paths):
    """
    Whichever left path is exchanged with its right one, the check above says so.
    """
    for _view, _region, left, right in pairs(drawing):
        exchanged = dict(paths[drawing])
        exchanged[left], exchanged[right] = exchanged[right], exchanged[left]

        assert [f"{left} lies on the wrong side", f"{right} lies on the wrong side"] == mixed_up(
            drawing, exchanged
        )


@BOTH
def test_exchanged_neighbours_are_noticed(drawing, paths):
    """
    A left path that was given to another region of the same side has no twin any more.
    """
    for view in VIEWS:
        lefts = [(left, right) for seen, _region, left, right in pairs(drawing) if seen == view]
        for (one, twin), (other, its_twin) in pairwise(lefts):
            exchanged = dict(paths[drawing])
            exchanged[one], exchanged[other] = exchanged[other], exchanged[one]
            found = mixed_up(drawing, exchanged)

            assert f"{one} and {twin} are no pair" in found
            assert f"{other} and {its_twin} are no pair" in found


@BOTH
@pytest.mark.parametrize(
    ("view", "downwards"),
    [
        (BACK, [Region.NECK, Region.UPPER_BACK, Region.LOWER_BACK, Region.GLUTE_MAX,
                Region.HAMSTRINGS, Region.CALF, Region.SOLEUS, Region.ACHILLES, Region.HEEL]),
        (BACK, [Region.GLUTE_MED, Region.PIRIFORMIS, Region.ADDUCTORS, Region.CALF]),
        (BACK, [Region.SHOULDERS, Region.FOREARM]),
        (FRONT, [Region.NECK, Region.SHOULDERS, Region.HIP_FLEXORS, Region.QUADRICEPS,
                 Region.KNEE, Region.SHIN, Region.ANKLE, Region.FOREFOOT]),
        (FRONT, [Region.HIP_FLEXORS, Region.ADDUCTORS, Region.KNEE, Region.INNER_SHIN]),
        (SOLES, [Region.HEEL, Region.SOLE, Region.FOREFOOT]),
    ],
)  # fmt: skip
def test_from_the_head_down(drawing, view, downwards, paths):
    """
    Each region lies lower than the one before, as in a body.
    """
    for side in Side:
        heights = [paths[drawing][f"{view}.{region}.{side}"].middle[1] for region in downwards]

        assert heights == sorted(heights)


@BOTH
@pytest.mark.parametrize(
    ("view", "inner", "outer"),
    [
        (FRONT, Region.QUADRICEPS, Region.TFL),
        (FRONT, Region.ADDUCTORS, Region.QUADRICEPS),
        (FRONT, Region.HIP_FLEXORS, Region.TFL),
        (FRONT, Region.CALF, Region.INNER_SHIN),
        (FRONT, Region.INNER_SHIN, Region.SHIN),
        (FRONT, Region.SHIN, Region.PERONEALS),
        (BACK, Region.ADDUCTORS, Region.HAMSTRINGS),
        (BACK, Region.HAMSTRINGS, Region.TFL),
    ],
)
def test_from_the_middle_outwards(drawing, view, inner, outer, paths):
    """
    At every height that both have, the inner one ends before the outer one begins.
    """
    one = paths[drawing][f"{view}.{inner}.left"]
    other = paths[drawing][f"{view}.{outer}.left"]
    top, bottom = max(one.box[1], other.box[1]), min(one.box[3], other.box[3])
    assert top < bottom
    for height in range(int(top) + 1, int(bottom)):
        here, there = one.reach_at(height), other.reach_at(height)
        assert here is None or there is None or here[1] < there[0], height


@BOTH
def test_what_lies_in_what(drawing, paths):
    """
    Piriformis lies inside the buttock and leaves it open there; the tendon ends above the heel.
    """
    back = {region: paths[drawing][f"{BACK}.{region}.left"] for region in (
        Region.PIRIFORMIS, Region.GLUTE_MAX, Region.ACHILLES, Region.HEEL, Region.SOLEUS,
    )}  # fmt: skip
    left, top, right, bottom = back[Region.PIRIFORMIS].box
    around = back[Region.GLUTE_MAX].box
    assert around[0] < left
    assert around[1] < top
    assert right < around[2]
    assert bottom < around[3]
    buttock, hole = (area_of(line) for line in back[Region.GLUTE_MAX].lines)
    assert buttock * hole < 0
    assert abs(hole) > back[Region.PIRIFORMIS].area
    assert back[Region.ACHILLES].box[3] < back[Region.HEEL].box[1]
    # The band goes from the hip down to the knee.
    band = paths[drawing][f"{FRONT}.{Region.TFL}.left"].box
    knee = paths[drawing][f"{FRONT}.{Region.KNEE}.left"].box
    hip = paths[drawing][f"{FRONT}.{Region.HIP_FLEXORS}.left"].box
    assert band[1] < hip[3]
    assert band[3] > knee[1] - 20


@BOTH
def test_big_toes_are_neighbours(drawing, paths):
    """
    From below too the big toe is on the inner side: of the five toes the biggest, nearest the middle.
    """
    lines = paths[drawing][f"{SOLES}.{Region.FOREFOOT}.left"].lines
    toes = sorted(lines, key=lambda line: max(y for _x, y in line))[-5:]
    big = max(toes, key=lambda line: abs(area_of(line)))

    assert len(lines) == 7
    assert big == min(toes, key=lambda line: min(abs(x) for x, _y in line))


def test_the_kept_pictures_are_what_the_recipe_draws(tmp_path, monkeypatch):
    """
    Nobody changes a picture by hand, or the recipe without drawing again.
    """
    spec = importlib.util.spec_from_file_location("recipe", ROOT / "scripts/draw_figure.py")
    assert spec is not None
    assert spec.loader is not None
    recipe = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "recipe", recipe)
    spec.loader.exec_module(recipe)
    recipe.main(tmp_path, tmp_path / "figure.json")

    for name in ("figure-one.svg", "figure-two.svg"):
        assert (tmp_path / name).read_text() == (FOLDER / name).read_text(), name
    assert (tmp_path / "figure.json").read_text() == (
        ROOT / "src/unknot/web/figure.json"
    ).read_text()


def test_only_the_sore_side_is_coloured():
    """
    A sore left calf colours the left calf and nothing else, on both figures.
    """
    for drawing in BodyFigure:
        drawn = draw(BACK, LEGS, {BodyPart(Region.CALF, Side.LEFT): 7}, figure=drawing)

        assert {"calf.left"} == {shape.code for shape in drawn.shapes if shape.look != "m"}
        assert drawn.picture.endswith(f"figure-{drawing.value}.svg")


def test_where_to_work_is_an_outline_and_no_colour_of_soreness():
    """
    The colour says how sore a muscle is, the outline where to work; a muscle can have both.
    """
    sore, fresh = BodyPart(Region.CALF, Side.LEFT), BodyPart(Region.SOLEUS, Side.LEFT)
    drawn = draw(BACK, LOWER_LEGS, {sore: 7}, [sore, fresh])
    looks = {shape.code: shape.look for shape in drawn.shapes}

    assert (looks["calf.left"], looks["soleus.left"]) == ("m s4 t", "m t")
    assert looks["calf.right"] == "m"
    css = (FOLDER.parents[1] / "css/components.css").read_text()
    [rule] = re.findall(r"& \.t \{([^}]*)\}", css)
    assert "stroke: var(--citron)" in rule
    assert "fill" not in rule


@BOTH
@pytest.mark.parametrize(
    ("view", "crop"),
    [(FRONT, LOWER_LEGS), (BACK, LOWER_LEGS), (FRONT, THIGHS), (BACK, THIGHS), (FRONT, WHOLE),
     (BACK, WHOLE), (SOLES, BOTH_SOLES)],
)  # fmt: skip
def test_nothing_leaves_its_picture(drawing, view, crop, paths):
    """
    What is shown stands whole in its picture from side to side, with the line around it.
    """
    drawn = draw(view, crop, {}, figure=drawing)
    points = [point for shape in drawn.shapes for point in paths[drawing][shape.id].points]
    reach = max(abs(x) for x, y in points if crop.top <= y <= crop.bottom)

    assert reach + LINE_AROUND / 2 <= crop.width / 2


@BOTH
def test_the_list_knows_where_the_paths_are(drawing, paths):
    """
    Crops are chosen by the list's boxes, so these are the paths' own.
    """
    for each in muscles(drawing):
        box = (each.box.left, each.box.top, each.box.right, each.box.bottom)

        assert box == pytest.approx(paths[drawing][each.id].box, abs=1.5)


def test_colours_follow_the_scale():
    """
    Grey, 1 to 3, 4, 5 and 6, 7 and 8, 9 and 10.
    """
    assert [level_of(score) for score in range(11)] == [0, 1, 1, 1, 2, 3, 3, 4, 4, 5, 5]


def test_a_muscle_says_its_name_to_a_pointer(sample):
    """
    Everyday words first, Latin second, as a tip on each muscle of the check-in.
    """
    page = sample.get("/check-in")

    assert re.search(
        r'data-region="soleus.left"><title>Left lower calf \(Soleus\)</title></use>', page
    )
    assert "Soles of the feet" in page


def test_the_chosen_figure_is_on_every_page(sample):
    """
    Saved once in the settings, it is drawn on Today and in the check-in.
    """
    assert "figure-one.svg" in sample.get("/check-in")

    saved = sample.post("/settings/body", {"figure": "two"})

    assert re.search(r'name="figure" value="two" checked', saved)
    for path in ("/", "/check-in"):
        page = sample.get(path)
        assert "figure-two.svg" in page
        assert "figure-one.svg" not in page


def test_the_drawing_is_no_business_of_the_plan(sample):
    """
    Another figure leaves the plan as it is: what it is decided from does not know it.
    """
    sample.house.change_settings(sample.runner, figure=BodyFigure.TWO)

    given, _decision = sample.house.compute_plan(sample.runner)

    assert given.settings.figure is BodyFigure.ONE
