"""
Draw the two figures: `python scripts/draw_figure.py`.

What comes out is kept in the repository, so nobody needs this to use or install Unknot. It is here
for whoever wants to change the drawing, and `docs/how-to/redraw-the-figure.md` tells how.

The muscles are paths of react-native-body-highlighter (MIT); the recipes `figure/one.toml` and
`figure/two.toml` say which path belongs to which region. The source's own words for left and right
are not used, because in its front views they are the viewer's, and its right paths come in another
order than its left ones. So a path is taken by where it lies: it must be in the viewer's left half,
which is the person's right seen from the front and the person's left from behind; and its twin
is its mirror image, so that a pair cannot be mixed up.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent / "figure"
sys.path.insert(0, str(HERE))

from reading import read_path  # noqa: E402
from shapes import (  # noqa: E402
    Outline,
    Point,
    against,
    box,
    grown,
    mirrored,
    one_way,
    smooth,
    write_path,
)

WEB = Path(__file__).parents[1] / "src/unknot/web"
PICTURES = WEB / "static/vendor/body-paths"
GROUND = 1340
GAP = 5.0
# Where the person's sides lie, in the viewer's words.
SIDES = {"front": ("right", "left"), "back": ("left", "right"), "soles": ("left", "right")}
# Slim feet for the slim figure.
SOLES_WIDTH = {"one": 1.0, "two": 0.92}

Shape = tuple[Outline, ...]


def main(pictures: Path = PICTURES, listing: Path = WEB / "figure.json") -> None:
    """
    Both figures, and what is drawn where.
    """
    listed: list[dict[str, Any]] = []
    for name in ("one", "two"):
        recipe = _toml(f"{name}.toml")
        recipe["soles"] = _soles(SOLES_WIDTH[name])
        paths: list[str] = []
        for view in SIDES:
            paths += _view(view, half_of(recipe[view]), listed, name)
        (pictures / f"figure-{name}.svg").write_text(_svg(paths), encoding="utf-8")
    lines = ",\n ".join(json.dumps(entry) for entry in listed)
    listing.write_text(f"[\n {lines}\n]\n", encoding="utf-8")


@dataclass(slots=True)
class Half:
    """
    The viewer's left half of a view: its shapes by region ("" is what has none), what lies on the
    middle, and what only fills the silhouette under the muscles.
    """

    regions: dict[str, list[Outline]] = field(default_factory=lambda: defaultdict(list))
    centre: list[Outline] = field(default_factory=list)
    under: list[Outline] = field(default_factory=list)


def half_of(view: dict[str, Any]) -> Half:
    """
    One view as its recipe says. Every shape must lie where we say it does.
    """
    source = _source(view)
    half = Half()
    for shape in view["shapes"]:
        drawn = tuple(_drawn(shape, source))
        left, _top, right, _bottom = box(drawn)
        if shape.get("centre"):
            (half.under if shape.get("under") else half.centre).extend(drawn)
            continue
        if (left + right) / 2 >= 0:
            raise ValueError(f"not in the viewer's left half: {shape}")
        if shape.get("under"):
            half.under += [*drawn, *map(mirrored, drawn)]
        else:
            half.regions[shape.get("region", "")] += drawn
    for shape in view["shapes"]:
        if "cut" in shape:
            hole = [grown(outline, GAP) for outline in half.regions[shape["cut"]]]
            half.regions[shape["region"]] += [
                against(each, half.regions[shape["region"]][0]) for each in hole
            ]
    return half


def _drawn(shape: dict[str, Any], source: dict[int, Shape]) -> Iterator[Outline]:
    at, share = shape.get("narrow", (0.0, 1.0))
    for number in shape.get("take", ()):
        for outline in source[number]:
            yield outline.moved(lambda point: (at + (point[0] - at) * share, point[1]))
    if "points" in shape:
        points: list[Point] = [(float(x), float(y)) for x, y in shape["points"]]
        if shape.get("centre"):
            points += [(-x, y) for x, y in reversed(points) if x]
        yield smooth(points)


def _source(view: dict[str, Any]) -> dict[int, Shape]:
    """
    The paths of one source file, moved so that the middle is 0 and the ground is where ours is.
    """
    if "source" not in view:
        return {}
    middle, scale, ground = view["middle"], view["scale"], view["ground"]
    found = {}
    for line in (HERE / "source" / view["source"]).read_text(encoding="utf-8").splitlines():
        number, _slug, _side, path = line.split(" ", 3)
        found[int(number)] = tuple(
            outline.moved(
                lambda point: ((point[0] - middle) * scale, (point[1] - ground) * scale + GROUND)
            )
            for outline in read_path(path)
        )
    return found


def _soles(width: float) -> dict[str, Any]:
    shapes = _toml("soles.toml")["shapes"]
    for shape in shapes:
        shape["points"] = [(x * width, y) for x, y in shape["points"]]
    return {"shapes": shapes}


def _view(view: str, drawn: Half, listed: list[dict[str, Any]], name: str) -> list[str]:
    """
    The paths of one view: each region on each side, the rest of the body, and the silhouette.
    """
    paths: list[str] = []
    arms: list[Outline] = []
    body, rest = drawn.under + drawn.centre, list(drawn.centre)
    for region, half in drawn.regions.items():
        pair = (half, [mirrored(outline) for outline in half])
        both = [outline for side in pair for outline in side]
        (arms if region == "forearm" else body).extend(both)
        if not region:
            rest += both
            continue
        for side, outlines in zip(SIDES[view], pair, strict=True):
            id_ = f"{view}.{region}.{side}"
            paths.append(_path(id_, outlines))
            left, top, right, bottom = (round(n) for n in box(tuple(outlines)))
            listed.append(
                {"figure": name, "id": id_, "view": view, "region": region, "side": side,
                 "box": [left, top, right, bottom]}
            )  # fmt: skip
    if rest:
        paths.insert(0, _path(f"{view}.rest", rest))
    # All lines one way round: where two overlap against each other there would be a hole.
    paths.append(_path(f"{view}.body", [one_way(each) for each in body]))
    if arms:
        paths.append(_path(f"{view}.arms", [one_way(each) for each in arms]))
    return paths


def _path(id_: str, outlines: list[Outline]) -> str:
    return f'<path id="{id_}" d="{write_path(tuple(outlines))}"/>'


def _svg(paths: list[str]) -> str:
    told = "Made by scripts/draw_figure.py from paths under the MIT licence: LICENSE-body-paths.txt"
    lines = "\n".join(paths)
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n<!-- {told} -->\n<defs>\n{lines}\n</defs>\n</svg>\n'


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
