"""
The body as a runner and a therapist speak of it: regions, sides, soreness, pain.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from unknot.domain.refused import CannotBe
from unknot.domain.sentence import mark as _


class Side(StrEnum):
    """
    The person's own left or right, never the viewer's.
    """

    LEFT = "left"
    RIGHT = "right"


class RegionGroup(StrEnum):
    """
    The ten groups of regions that the planner treats as one.
    """

    CALF = "calf"
    FOOT = "foot"
    SHIN = "shin"
    QUADS = "quads"
    HAMSTRINGS = "hamstrings"
    ADDUCTORS = "adductors"
    LATERAL_HIP = "lateral-hip"
    GLUTES = "glutes"
    HIP_FLEXORS = "hip-flexors"
    BACK = "back"


class Region(StrEnum):
    """
    The 24 regions a runner can point at; each exists on both sides.

    The value is the stable code; everyday and Latin names are in `REGION_NAMES`.
    """

    CALF = "calf"
    SOLEUS = "soleus"
    ACHILLES = "achilles"
    SHIN = "shin"
    INNER_SHIN = "inner-shin"
    PERONEALS = "peroneals"
    SOLE = "sole"
    HEEL = "heel"
    QUADRICEPS = "quadriceps"
    KNEE = "knee"
    HAMSTRINGS = "hamstrings"
    ADDUCTORS = "adductors"
    TFL = "tfl"
    GLUTE_MAX = "glute-max"
    GLUTE_MED = "glute-med"
    PIRIFORMIS = "piriformis"
    HIP_FLEXORS = "hip-flexors"
    LOWER_BACK = "lower-back"
    ANKLE = "ankle"
    FOREFOOT = "forefoot"
    UPPER_BACK = "upper-back"
    NECK = "neck"
    SHOULDERS = "shoulders"
    FOREARM = "forearm"


@dataclass(frozen=True, slots=True)
class RegionName:
    """
    What a region is called: every day, in Latin, and which planner group it is part of.
    """

    everyday: str
    latin: str
    group: RegionGroup


REGION_NAMES: dict[Region, RegionName] = {
    Region.CALF: RegionName(_("Calf"), "Gastrocnemius", RegionGroup.CALF),
    Region.SOLEUS: RegionName(_("Lower calf"), "Soleus", RegionGroup.CALF),
    Region.ACHILLES: RegionName(_("Achilles tendon"), "Tendo calcaneus", RegionGroup.CALF),
    Region.SHIN: RegionName(_("Shin"), "Tibialis anterior", RegionGroup.SHIN),
    Region.INNER_SHIN: RegionName(_("Inner shin"), "Margo medialis tibiae", RegionGroup.SHIN),
    Region.PERONEALS: RegionName(_("Outer lower leg"), "Musculi fibulares", RegionGroup.SHIN),
    Region.SOLE: RegionName(_("Sole of the foot"), "Planta pedis", RegionGroup.FOOT),
    Region.HEEL: RegionName(_("Heel"), "Calx", RegionGroup.FOOT),
    Region.QUADRICEPS: RegionName(_("Front thigh"), "Quadriceps femoris", RegionGroup.QUADS),
    Region.KNEE: RegionName(_("Knee"), "Genu", RegionGroup.QUADS),
    Region.HAMSTRINGS: RegionName(
        _("Back thigh"), "Musculi ischiocrurales", RegionGroup.HAMSTRINGS
    ),
    Region.ADDUCTORS: RegionName(_("Inner thigh"), "Adductores", RegionGroup.ADDUCTORS),
    Region.TFL: RegionName(_("Outer thigh"), "Tensor fasciae latae", RegionGroup.LATERAL_HIP),
    Region.GLUTE_MAX: RegionName(_("Buttock"), "Gluteus maximus", RegionGroup.GLUTES),
    Region.GLUTE_MED: RegionName(_("Side of the hip"), "Gluteus medius", RegionGroup.GLUTES),
    Region.PIRIFORMIS: RegionName(_("Deep buttock"), "Piriformis", RegionGroup.GLUTES),
    Region.HIP_FLEXORS: RegionName(_("Front of the hip"), "Iliopsoas", RegionGroup.HIP_FLEXORS),
    Region.LOWER_BACK: RegionName(_("Lower back"), "Regio lumbalis", RegionGroup.BACK),
    Region.ANKLE: RegionName(_("Ankle"), "Articulatio talocruralis", RegionGroup.FOOT),
    Region.FOREFOOT: RegionName(_("Forefoot and toes"), "Antepes", RegionGroup.FOOT),
    Region.UPPER_BACK: RegionName(_("Upper back"), "Regio thoracica", RegionGroup.BACK),
    Region.NECK: RegionName(_("Neck"), "Cervix", RegionGroup.BACK),
    Region.SHOULDERS: RegionName(_("Shoulder"), "Regio deltoidea", RegionGroup.BACK),
    Region.FOREARM: RegionName(_("Forearm and hand"), "Antebrachium et manus", RegionGroup.BACK),
}


def regions_in(group: RegionGroup) -> tuple[Region, ...]:
    """
    The regions of a group, in the order of the vocabulary.
    """
    return tuple(region for region, name in REGION_NAMES.items() if name.group is group)


def group_of(region: Region) -> RegionGroup:
    """
    The planner's group that a region is part of.
    """
    return REGION_NAMES[region].group


@dataclass(frozen=True, slots=True, order=True)
class BodyPart:
    """
    One region on one side: "left calf".
    """

    region: Region
    side: Side


ALL_PARTS: tuple[BodyPart, ...] = tuple(
    BodyPart(region, side) for region in Region for side in Side
)


def parts_in(group: RegionGroup) -> tuple[BodyPart, ...]:
    """
    Both sides of every region of a group.
    """
    return tuple(BodyPart(region, side) for region in regions_in(group) for side in Side)


@dataclass(frozen=True, slots=True)
class Soreness:
    """
    How sore one part feels, 0 (nothing) to 10 (cannot run), in the runner's own judgement.

    It is a report and not a measurement, so two runners' sixes are never compared.
    """

    part: BodyPart
    score: int

    def __post_init__(self) -> None:
        if not 0 <= self.score <= 10:
            raise CannotBe("soreness goes from 0 to 10, got {score}", "score", score=self.score)


@dataclass(frozen=True, slots=True)
class Pain:
    """
    How much one part hurts, 0 to 10: sharp or localised pain, kept apart from soreness.

    MEA-NPRS; above 5 nothing is done there, see MEA-PAIN.
    """

    part: BodyPart
    score: int

    def __post_init__(self) -> None:
        if not 0 <= self.score <= 10:
            raise CannotBe("pain goes from 0 to 10, got {score}", "score", score=self.score)
