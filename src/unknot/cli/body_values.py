"""
Parts of the body as a runner types them: "calf", "left calf", "quads".
"""

from __future__ import annotations

from collections.abc import Iterable

from unknot.app.errors import NotUnderstood
from unknot.cli.values import nearest, plainly, read_member, read_words
from unknot.domain.body import REGION_NAMES, BodyPart, Region, RegionGroup, Side, parts_in
from unknot.domain.sentence import sentence


def read_parts(texts: Iterable[str], side: str | None = None) -> tuple[BodyPart, ...]:
    """
    Parts of the body: "calf" is both sides, "left calf" one; a group such as "quads" all of it.
    """
    found: dict[BodyPart, None] = {}
    for text in read_words(texts):
        found.update(dict.fromkeys(_read_part(text, side)))
    return tuple(sorted(found, key=_body_order))


def _body_order(part: BodyPart) -> tuple[int, int]:
    return list(Region).index(part.region), list(Side).index(part.side)


def _read_part(text: str, side: str | None) -> tuple[BodyPart, ...]:
    named = plainly(text.replace(":", "-"))
    for each in Side:
        if named.startswith(f"{each.value}-") or named.endswith(f"-{each.value}"):
            side = each.value
            named = named.removeprefix(f"{each.value}-").removesuffix(f"-{each.value}")
    sides = tuple(Side) if side in (None, "both") else (read_member(Side, side, sentence("side")),)
    return tuple(part for part in _parts_named(named, text) if part.side in sides)


def _parts_named(named: str, text: str) -> tuple[BodyPart, ...]:
    for region, names in REGION_NAMES.items():
        if named in (region.value, plainly(names.everyday), plainly(names.latin)):
            return tuple(BodyPart(region, side) for side in Side)
    for group in RegionGroup:
        if named == group.value:
            return parts_in(group)
    names_known = [region.value for region in Region]
    near = nearest(named, names_known)
    raise NotUnderstood(
        "'{text}' is not a region{near}; use one of {names}",
        text=text,
        near=near,
        names=", ".join(names_known),
    )
