"""
What each part of the body is called in a sentence: one, left, right, and both.

Every form is a sentence part of its own, since other languages bend them all. Left and right
are always the runner's own.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from unknot.deliver.voice import Voice
from unknot.deliver.voice import mark as _
from unknot.domain.body import BodyPart, Region, RegionGroup, Side, group_of


@dataclass(frozen=True, slots=True)
class _Forms:
    """
    The four ways to speak of one part: "calves", "left calf", "right calf", "both calves".
    """

    any_side: str
    left: str
    right: str
    both: str

    def of(self, side: Side | None) -> str:
        if side is None:
            return self.any_side
        return self.left if side is Side.LEFT else self.right


_GROUPS: dict[RegionGroup, _Forms] = {
    RegionGroup.CALF: _Forms(_("calves"), _("left calf"), _("right calf"), _("both calves")),
    RegionGroup.FOOT: _Forms(_("feet"), _("left foot"), _("right foot"), _("both feet")),
    RegionGroup.SHIN: _Forms(_("shins"), _("left shin"), _("right shin"), _("both shins")),
    RegionGroup.QUADS: _Forms(
        _("front thighs"), _("left front thigh"), _("right front thigh"), _("both front thighs")
    ),
    RegionGroup.HAMSTRINGS: _Forms(
        _("back thighs"), _("left back thigh"), _("right back thigh"), _("both back thighs")
    ),
    RegionGroup.ADDUCTORS: _Forms(
        _("inner thighs"), _("left inner thigh"), _("right inner thigh"), _("both inner thighs")
    ),
    RegionGroup.LATERAL_HIP: _Forms(
        _("outer thighs"), _("left outer thigh"), _("right outer thigh"), _("both outer thighs")
    ),
    RegionGroup.GLUTES: _Forms(
        _("buttocks"), _("left buttock"), _("right buttock"), _("both buttocks")
    ),
    RegionGroup.HIP_FLEXORS: _Forms(
        _("hip flexors"), _("left hip flexor"), _("right hip flexor"), _("both hip flexors")
    ),
    RegionGroup.BACK: _Forms(
        _("back and shoulders"),
        _("left side of the back"),
        _("right side of the back"),
        _("whole back"),
    ),
}

_REGIONS: dict[Region, _Forms] = {
    Region.CALF: _GROUPS[RegionGroup.CALF],
    Region.SOLEUS: _Forms(
        _("lower calves"), _("left lower calf"), _("right lower calf"), _("both lower calves")
    ),
    Region.ACHILLES: _Forms(
        _("Achilles tendons"),
        _("left Achilles tendon"),
        _("right Achilles tendon"),
        _("both Achilles tendons"),
    ),
    Region.SHIN: _GROUPS[RegionGroup.SHIN],
    Region.INNER_SHIN: _Forms(
        _("inner shins"), _("left inner shin"), _("right inner shin"), _("both inner shins")
    ),
    Region.PERONEALS: _Forms(
        _("outer lower legs"),
        _("left outer lower leg"),
        _("right outer lower leg"),
        _("both outer lower legs"),
    ),
    Region.SOLE: _Forms(_("soles"), _("left sole"), _("right sole"), _("both soles")),
    Region.HEEL: _Forms(_("heels"), _("left heel"), _("right heel"), _("both heels")),
    Region.QUADRICEPS: _GROUPS[RegionGroup.QUADS],
    Region.KNEE: _Forms(_("knees"), _("left knee"), _("right knee"), _("both knees")),
    Region.HAMSTRINGS: _GROUPS[RegionGroup.HAMSTRINGS],
    Region.ADDUCTORS: _GROUPS[RegionGroup.ADDUCTORS],
    Region.TFL: _GROUPS[RegionGroup.LATERAL_HIP],
    Region.GLUTE_MAX: _GROUPS[RegionGroup.GLUTES],
    Region.GLUTE_MED: _Forms(
        _("sides of the hips"),
        _("left side of the hip"),
        _("right side of the hip"),
        _("both sides of the hips"),
    ),
    Region.PIRIFORMIS: _Forms(
        _("deep buttocks"), _("left deep buttock"), _("right deep buttock"), _("both deep buttocks")
    ),
    Region.HIP_FLEXORS: _GROUPS[RegionGroup.HIP_FLEXORS],
    Region.LOWER_BACK: _Forms(
        _("lower back"),
        _("left lower back"),
        _("right lower back"),
        _("both sides of the lower back"),
    ),
    Region.ANKLE: _Forms(_("ankles"), _("left ankle"), _("right ankle"), _("both ankles")),
    Region.FOREFOOT: _Forms(
        _("forefeet and toes"),
        _("left forefoot and toes"),
        _("right forefoot and toes"),
        _("both forefeet and toes"),
    ),
    Region.UPPER_BACK: _Forms(
        _("upper back"),
        _("left upper back"),
        _("right upper back"),
        _("both sides of the upper back"),
    ),
    Region.NECK: _Forms(
        _("neck"), _("left side of the neck"), _("right side of the neck"), _("whole neck")
    ),
    Region.SHOULDERS: _Forms(
        _("shoulders"), _("left shoulder"), _("right shoulder"), _("both shoulders")
    ),
    Region.FOREARM: _Forms(
        _("forearms and hands"),
        _("left forearm and hand"),
        _("right forearm and hand"),
        _("both forearms and hands"),
    ),
}


def name_of_group(group: RegionGroup, side: Side | None, voice: Voice) -> str:
    """
    A planner's group in a sentence: "calves", or "left calf" where the sides differ.
    """
    return voice.translate(_GROUPS[group].of(side))


def name_of_region(region: Region, side: Side | None, voice: Voice) -> str:
    """
    A region in a sentence: "heels", or "left heel".
    """
    return voice.translate(_REGIONS[region].of(side))


def name_of_part(part: BodyPart, voice: Voice) -> str:
    """
    One region on one side: "left heel".
    """
    return name_of_region(part.region, part.side, voice)


def names_of_groups(parts: Collection[BodyPart], voice: Voice) -> list[str]:
    """
    The groups that the parts belong to, each once: "both calves", "left foot".

    For titles and calendars; who needs each region uses `names_of_parts`.
    """
    return [
        voice.translate(_with_sides(_GROUPS[group], {p.side for p in parts if in_(p, group)}))
        for group in RegionGroup
        if any(in_(part, group) for part in parts)
    ]


def names_of_parts(parts: Collection[BodyPart], voice: Voice) -> list[str]:
    """
    Every region named, both sides as one: "both calves", "left heel".
    """
    return [
        voice.translate(_with_sides(_REGIONS[region], sides))
        for region in Region
        if (sides := {part.side for part in parts if part.region is region})
    ]


def in_(part: BodyPart, group: RegionGroup) -> bool:
    """
    True for a part that the planner counts to that group.
    """
    return group_of(part.region) is group


def _with_sides(forms: _Forms, sides: set[Side]) -> str:
    return forms.both if len(sides) == 2 else forms.of(next(iter(sides)))
