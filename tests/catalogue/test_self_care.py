"""
The library of self-care is whole, within the evidence, fit to be spoken, and has its pictures.
"""

from __future__ import annotations

import copy
import gzip
import importlib.util
import math
import re
import sys
from collections import Counter
from itertools import combinations
from pathlib import Path
from types import ModuleType

import pytest

from unknot.catalogue import safety, self_care
from unknot.catalogue.claims import broken_promises
from unknot.catalogue.evidence import all_entries
from unknot.catalogue.massage_types import massage_types, massage_types_in_short
from unknot.catalogue.self_care import grade_of, technique, techniques, techniques_for
from unknot.catalogue.self_care_checks import bounds_of
from unknot.domain.body import Region
from unknot.domain.session import Depth, MassageType, Tool
from unknot.domain.technique import Position, RoutinePhase, Technique, TechniqueKind

PROJECT = Path(__file__).resolve().parents[2]
SPRITES = PROJECT / "src" / "unknot" / "web" / "static" / "positions"
MASSAGE = [each for each in techniques() if each.kind is TechniqueKind.SELF_MASSAGE]
DAILY = (RoutinePhase.BEFORE, RoutinePhase.AFTER, RoutinePhase.EVENING)

# Tool and region for which there is nothing, each with its reason; every other pair has something.
LEFT_OUT: dict[Tool, dict[Region, str]] = {
    Tool.ROLLER: {
        Region.FOREFOOT: "too wide for the space behind the toes",
        Region.NECK: "no tool on the neck",
        Region.SHOULDERS: "it would carry the weight of the body on a joint",
    },
    Tool.BALL: {
        Region.ANKLE: "bone and tendon all round",
        Region.ADDUCTORS: "a small hard point near vessels and nerves",
    },
    Tool.STICK: {
        Region.GLUTE_MED: "too short a muscle, between two bones",
        Region.PIRIFORMIS: "it lies too deep",
        Region.LOWER_BACK: "no stick beside the spine over the kidneys",
        Region.UPPER_BACK: "out of one's own reach",
        Region.NECK: "no tool on the neck",
        Region.SHOULDERS: "two hands are needed to hold it",
        Region.FOREARM: "two hands are needed to hold it",
    },
    Tool.GUN: {
        **{
            region: "closed to the gun for everyone"
            for advice in safety.standing_advice()
            if any(modality.value == "gun" for modality in advice.no)
            for region in advice.regions
        },
        Region.PIRIFORMIS: "the big nerve of the leg lies beside it",
    },
}


def script(name: str) -> ModuleType:
    """
    One of the scripts of the project, as a module.
    """
    spec = importlib.util.spec_from_file_location(name, PROJECT / "scripts" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def cues_of(each: Technique) -> dict[str, str]:
    """
    The four cues by name.
    """
    cues = each.cues
    return {
        "start": cues.start,
        "direction": cues.direction,
        "feel": cues.feel,
        "stop": cues.stop,
    }


def test_the_library_is_large_enough():
    """
    At least sixty ways of self-massage, eight drills, stretches for what runners stretch, cold and rest.
    """
    kinds = Counter(each.kind for each in techniques())
    stretched = {each.region for each in techniques() if each.kind is TechniqueKind.STRETCH}

    assert kinds[TechniqueKind.SELF_MASSAGE] >= 60
    assert kinds[TechniqueKind.DRILL] >= 8
    assert kinds[TechniqueKind.COLD_WATER] >= 1
    assert kinds[TechniqueKind.REST] >= 2
    assert stretched >= {
        Region.CALF, Region.SOLEUS, Region.HAMSTRINGS, Region.QUADRICEPS, Region.HIP_FLEXORS,
        Region.ADDUCTORS, Region.GLUTE_MAX, Region.TFL, Region.SOLE, Region.SHOULDERS,
        Region.UPPER_BACK, Region.NECK,
    }  # fmt: skip


@pytest.mark.parametrize("region", Region)
def test_whatever_a_runner_owns_there_is_something_for_every_region(region):
    """
    All sets of owned tools, hands always among them, find a technique before, after and in the evening.
    """
    owned_sets = [
        {Tool.HANDS, *tools} for n in range(len(Tool) + 1) for tools in combinations(Tool, n)
    ]
    here = [each for each in techniques_for(region) if each in MASSAGE]
    missing = [
        (sorted(owned), phase)
        for owned in owned_sets
        for phase in DAILY
        if not any(each.tool in owned and phase in each.doses for each in here)
    ]

    assert len(owned_sets) == 32
    assert missing == []


@pytest.mark.parametrize("tool", [tool for tool in Tool if tool is not Tool.HANDS])
def test_a_tool_alone_serves_every_region_it_may_press(tool):
    """
    A runner who owns just this tool finds it used everywhere but where it does not belong.
    """
    served = {
        region
        for region in Region
        if any(
            each.tool is tool and set(DAILY) <= set(each.doses) for each in techniques_for(region)
        )
    }

    assert set(Region) - served == set(LEFT_OUT[tool])


@pytest.mark.parametrize(
    "region",
    [Region.ACHILLES, Region.KNEE, Region.INNER_SHIN, Region.HEEL, Region.ANKLE],
)
def test_what_must_not_be_pressed_is_cared_for_beside_it(region):
    """
    A tendon, a joint or the edge of a bone: the muscle that belongs to it is pressed instead.
    """
    for each in techniques_for(region):
        assert region not in each.presses, each.code
        assert each.kind is not TechniqueKind.SELF_MASSAGE or each.presses, each.code


def test_no_tool_touches_the_spine_the_groin_or_the_neck():
    """
    With a tool the lower back is cared for at the buttocks, the hip at the thigh, the neck at the back.
    """
    for each in MASSAGE:
        if each.tool is not Tool.HANDS:
            assert not {Region.LOWER_BACK, Region.NECK, Region.HIP_FLEXORS} & set(each.presses)


@pytest.mark.parametrize("each", techniques(), ids=lambda each: each.code)
def test_an_entry_is_whole(each):
    """
    A code as the file says, sources that exist, doses within the evidence, and nothing deep.
    """
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", each.code)
    assert technique(each.code) is each
    assert set(each.evidence) <= set(all_entries())
    assert grade_of(each).value != "high"
    assert each.firmest is not Depth.DEEP
    for phase, dose in each.doses.items():
        least, most = bounds_of(each)[phase]
        assert least <= dose.least_s <= dose.most_s <= most
    assert all(safety.find_entry(code) for code in each.not_with)


def test_doses_are_those_of_the_evidence():
    """
    Before half a minute to one, afterwards a minute and a half or more, the gun never past two minutes.
    """
    for each in MASSAGE:
        assert each.doses[RoutinePhase.BEFORE].most_s <= 60
        for phase in (RoutinePhase.AFTER, RoutinePhase.EVENING):
            if each.tool is Tool.GUN:
                assert each.doses[phase].most_s <= 120
                assert each.firmest in {Depth.LIGHT, Depth.MEDIUM}
            else:
                assert 90 <= each.doses[phase].least_s <= each.doses[phase].most_s <= 180
    for each in techniques():
        if each.kind is TechniqueKind.STRETCH:
            assert RoutinePhase.BEFORE not in each.doses
            assert each.doses[RoutinePhase.AFTER].most_s < 60
        if each.kind is TechniqueKind.DRILL:
            assert set(each.doses) == {RoutinePhase.BEFORE}
            assert each.position is Position.STANDING


def test_a_gun_before_a_race_or_after_a_shock_is_warned_of():
    """
    The big muscles, where one would hold it long, say so.
    """
    for code in ("calf-gun", "quadriceps-gun", "hamstrings-gun"):
        assert "race" in technique(code).caution
        assert "much harder" in technique(code).caution or "far beyond" in technique(code).caution


def test_cold_water_is_not_for_whom_it_is_not_for():
    """
    Every condition that limits cold water rules it out, and its safety text is there.
    """
    limited = {each.code for each in safety.intake_questions() if each.limits_cold_water}
    for each in techniques():
        if each.kind is TechniqueKind.COLD_WATER:
            assert limited <= set(each.not_with)
            for words in (
                "11 to 15 °C",
                "never alone",
                "head out",
                "slowly",
                "hold your breath",
                "strength",
                "alcohol",
                "15 minutes",
            ):
                assert words in each.caution
            assert all(600 <= d.least_s <= d.most_s <= 900 for d in each.doses.values())


def test_each_technique_has_its_own_words():
    """
    No sentence of start, direction or feel is said twice; stop repeats little; no name twice.
    """
    seen: Counter[str] = Counter()
    stops: Counter[str] = Counter()
    for each in techniques():
        for name, text in cues_of(each).items():
            for sentence in re.split(r"(?<=[.!?])\s+", text):
                (stops if name == "stop" else seen)[sentence] += 1

    assert [sentence for sentence, n in seen.items() if n > 1] == []
    assert [sentence for sentence, n in stops.items() if n > 2] == []
    assert [n for n in Counter(each.name for each in techniques()).values() if n > 1] == []


def test_cues_do_not_name_a_side():
    """
    What is said for one leg is said for the other, so it says "this" and never left or right.
    """
    named = [
        (each.code, text)
        for each in techniques()
        if not each.is_two_sided
        for text in cues_of(each).values()
        if re.search(r"\b(left|right)\b", text)
    ]

    assert named == []


def test_cues_promise_nothing_and_are_short():
    """
    A voice says them: at most 140 characters, in plain words, without a promise.
    """
    jargon = re.compile(
        r"\b(fascia|trigger|adhesion|eccentric|dorsiflex|proprio|IT band|ITB|glutes?|quads?)\b",
        re.I,
    )
    for each in techniques():
        for text in (*cues_of(each).values(), each.name, each.caution):
            assert list(broken_promises(text)) == [], text
            assert not jargon.search(text), text
        assert all(len(text) <= 140 for text in cues_of(each).values())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"region": "calv"}, "'calv' is not a valid Region"),
        ({"colour": "red"}, "there is no field colour"),
        ({"evidence": ["SMR-NOBODY1"]}, "no source is called SMR-NOBODY1"),
        ({"not_with": ["hiccups"]}, "no condition or sign is called hiccups"),
        ({"doses": "endless"}, "shared.toml has no doses called endless"),
        (
            {"doses": {"before": {"least_s": 30, "usual_s": 60, "most_s": 600}, "evidence": []}},
            "the dose for before must lie within 30 to 60 seconds",
        ),
        ({"firmest": "deep"}, "medium is the most"),
        ({"tool": "gun", "doses": "gun", "presses": ["achilles"]}, "a gun is never used on achilles"),
        ({"cues": {"start": "Sit.", "direction": "Go", "feel": "Fine.", "stop": "Stop."}}, "a cue is a whole sentence: Go"),
        ({"cues": {"start": "Sit."}}, "cues are exactly"),
    ],
)  # fmt: skip
def test_a_wrong_entry_is_told_with_its_file_and_name(monkeypatch, change, said):
    """
    Whoever edits the library reads which file and which entry is wrong, and why.
    """
    read = self_care._read
    spoilt = copy.deepcopy(dict(read("calf.toml")))
    spoilt["techniques"]["calf-roller"].update(change)
    monkeypatch.setattr(
        self_care, "_read", lambda file: spoilt if file == "calf.toml" else read(file)
    )

    with pytest.raises(ValueError) as wrong:
        self_care._techniques_in("calf.toml")

    assert str(wrong.value).startswith("calf.toml: calf-roller: ")
    assert said in str(wrong.value)


def symbols() -> dict[str, str]:
    """
    Every picture by sprite and name.
    """
    found = {}
    for file in SPRITES.glob("*.svg"):
        for name, inside in re.findall(
            r'<symbol id="([^"]+)"[^>]*>(.*?)</symbol>', file.read_text(encoding="utf-8")
        ):
            found[f"{file.stem}#{name}"] = inside
    return found


def test_every_technique_has_a_picture_of_its_own():
    """
    It lies in the sprite of its position, and no two look the same.
    """
    drawn = symbols()
    wanted = {each.code: f"{each.position.value}#{each.picture}" for each in techniques()}

    assert set(wanted.values()) == set(drawn)
    assert len(set(drawn.values())) == len(drawn) == len(techniques())


def test_pictures_take_their_colours_from_the_page():
    """
    Only roles, no colour of their own, so that light and dark both suit; and they stay small.
    """
    roles = {"none", "currentColor", "var(--pic-skin,#fff)", "var(--pic-far,currentColor)",
             "var(--pic-tool,currentColor)", "var(--pic-touch,none)"}  # fmt: skip
    for file in SPRITES.glob("*.svg"):
        text = file.read_text(encoding="utf-8")
        assert set(re.findall(r'(?:fill|stroke)="([^"]*)"', text)) <= roles
        assert "style" not in text
        assert len(gzip.compress(text.encode())) < 40_000


def test_pictures_are_as_they_are_drawn():
    """
    Nobody forgot scripts/draw_positions.py after changing a pose.
    """
    drawn = script("draw_positions").sprites()

    assert {file.name: file.read_text(encoding="utf-8") for file in SPRITES.glob("*.svg")} == drawn


def test_limbs_join_keep_their_length_and_reach():
    """
    No arm or leg of a picture is longer than a body has it, each hangs together, and a hand or foot
    comes to what it reaches for.
    """
    pictures = script("draw_positions").PICTURES
    figure = sys.modules["positions.figure"]
    longest = {
        "thigh": figure.THIGH,
        "shank": figure.SHANK,
        "upper-arm": figure.UPPER_ARM,
        "forearm": figure.FOREARM,
    }
    for name, picture in pictures.items():
        limbs = figure.Person(picture.pose).bones
        aims = {
            "near-leg": picture.pose.near,
            "far-leg": picture.pose.far,
            "near-arm": picture.pose.near_arm,
            "far-arm": picture.pose.far_arm,
        }
        for limb, bones in limbs.items():
            if not bones:
                continue
            (upper, start, joint), (lower, follows, end) = bones[:2]
            assert joint == follows, (name, limb)
            assert math.dist(start, joint) <= longest[upper] * 1.12, (name, limb)
            assert math.dist(follows, end) <= longest[lower] * 1.12, (name, limb)
            if not aims[limb].joints:
                assert math.dist(end, aims[limb].to) <= 6, (name, limb)


def test_the_page_of_the_library_is_true():
    """
    docs/reference/self-care.md is what scripts/write_catalogue.py writes.
    """
    written = script("write_catalogue")

    assert written.PAGE.read_text(encoding="utf-8") == written.page(), (
        "run: scripts/write_catalogue.py"
    )


def test_every_kind_of_massage_has_its_card():
    """
    What it is, what is claimed, what was found and how sure, and at least three things to ask.
    """
    assert [card.type for card in massage_types()] == list(MassageType)
    assert "liking" in massage_types_in_short()
    for card in massage_types():
        assert len(card.questions) >= 3
        assert list(broken_promises(card.what_we_found)) == []
        assert card.grade.value in {"low", "very_low", "moderate"}
