"""
The words of training plans, in English, German, Czech and Chinese, as data.

A plan says "Recovery Run + strides", "Langer Lauf" or "节奏跑"; the first word that tells a kind
decides, because what follows describes it: "Easy run with 6 x 100 m" is easy.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from unknot.domain.run import RunKind


class DayKind(StrEnum):
    """
    What a planned day is, when it is no run.
    """

    REST = "rest"
    STRENGTH = "strength"
    CARE = "care"
    OTHER_SPORT = "other-sport"


@dataclass(frozen=True, slots=True)
class Understood:
    """
    What a plan's words say. `kind` is None for a run of no stated kind.

    A day may be a run and something else; then `run_words` are the title's part about the run.
    """

    day: DayKind | None = None
    is_run: bool = False
    kind: RunKind | None = None
    run_words: str = ""


def _words(latin: str, chinese: str) -> re.Pattern[str]:
    """
    Latin words whole, within word borders; Chinese anywhere, as it has none.
    """
    one_line = "".join(line.strip() for line in latin.splitlines())
    return re.compile(rf"\b(?:{one_line})\b|(?:{chinese})", re.IGNORECASE)


# A rest day says so at its beginning; "90 s rest" inside an interval session does not count.
_REST = re.compile(
    r"^\W*(?:(?:(?:complete |full |total |active )?(?:rest(?: day)?|day off|off|recovery(?: day)?)"
    r"|ruhetag|ruhe|pause|frei|trainingsfrei|(?:aktivní )?(?:volno|odpočinek|regenerace))"
    r"\s*(?:$|[(:–-])|完全休息|休息|主动恢复|积极恢复|恢复日)",
    re.IGNORECASE,
)

_DAYS: tuple[tuple[DayKind, re.Pattern[str]], ...] = (
    (DayKind.CARE, _words(r"\w*massage\w*|masáž\w*|physio\w*|fyzio\w*|sauna", "按摩|理疗")),
    (
        DayKind.STRENGTH,
        _words(
            r"""strength|weights?|lifting|gym|core|kraft\w*|stabi\w*|
            posil\w*|síla|silov\w*""",
            "力量|核心训练",
        ),
    ),
    (
        DayKind.OTHER_SPORT,
        _words(
            r"""cycl\w*|bike|biking|ride|swim\w*|yoga|pilates|hik(?:e|ing)|walk|walking|rowing|
            elliptical|cross[- ]?train\w*|xt|stretching|mobility|rad|radfahren|radtour|
            schwimm\w*|wander\w*|spazier\w*|dehnen|kolo|plav\w*|jóga|chůze|turistika|strečink""",
            "骑行|骑车|游泳|瑜伽|散步",
        ),
    ),
)

_RUN_KINDS: tuple[tuple[RunKind, re.Pattern[str]], ...] = (
    (
        RunKind.RACE,
        _words(
            r"""race(?: day)?(?![- ]?(?:pace|prep))|time trial|wettkampf|rennen|závod\w*|
            (?:half[- ]?|halb|půl)?mara(?:th|t)[oó]n(?![- ]?(?:pace|tempo|training|plan|block))""",
            "比赛(?!节奏|配速)|马拉松(?!配速|训练)",
        ),
    ),
    (
        RunKind.LONG,
        _words(r"long|lsd|longrun|lang(?:e|er|en|es)?|dlouh\w*", "长距离|长跑|长慢跑|LSD"),
    ),
    (
        RunKind.UPHILL,
        _words(
            r"hills?|uphill|bergan\w*|berglauf|bergsprints?|kopce|kopec|výběhy", "坡跑|上坡|爬坡"
        ),
    ),
    (RunKind.DOWNHILL, _words(r"downhill|bergab\w*|seběhy", "下坡")),
    (RunKind.SPRINT, _words(r"sprints?|sprinty", "冲刺")),
    (
        RunKind.SPEED,
        _words(
            r"""tempo\w*|threshold|lactate|cruise|progress\w*|fartlek|fahrtspiel|interval\w*|
            repeats?|repetitions?|speed\w*|track|\d+ ?[x×] ?\d+\w*|
            (?:race|goal|(?:half[- ]?)?marathon|h?mp)[- ]?pace|h?mp|(?:halb)?marathontempo|
            schwelle\w*|wiederhol\w*|tempov\w*|úseky""",
            "节奏|间歇|速度|变速|法特莱克|阈值",
        ),
    ),
    (RunKind.TRAIL, _words(r"trail\w*|gelände\w*|terén\w*", "越野")),
    (
        RunKind.EASY,
        _words(
            r"""easy|recovery|jog|jogging|steady|base|aerobic|shake ?out|relaxed|strides|gentle|
            slow|locker\w*|leicht\w*|regenerativ\w*|dauerlauf|ruhig\w*|grundlage\w*|lehk\w*|
            voln\w*|výklus|klus|regenera\w*""",
            "轻松|慢跑|恢复跑|有氧|基础跑",
        ),
    ),
)
_JOINED = re.compile(r"\s*(?:[+＋&;]|\b(?:and|und|plus|then)\b)\s*", re.IGNORECASE)
_PLAIN_RUN = _words(r"\w*run|running|runs|\w*lauf|laufen|\w*běh\w*|warm-?up", "跑")
_RUN_OR_JOG = re.compile(rf"{_PLAIN_RUN.pattern}|\bjog", re.IGNORECASE)


def understand(title: str, description: str = "", has_distance: bool = False) -> Understood:
    """
    What a planned day is, by its title; the description is asked only for a run's kind.

    Something with a distance and no word at all is taken as a run.
    """
    if _REST.search(title):
        return Understood(day=DayKind.REST)
    both = _two_things_in(title)
    if both is not None:
        other, words = both
        return Understood(other, True, _first_kind(words) or _first_kind(description), words)
    run_kind = _first_kind(title)
    says_run = run_kind is not None or _PLAIN_RUN.search(title) is not None
    for day, words in _DAYS:
        found = words.search(title)
        if found and not (says_run and _PLAIN_RUN.search(title[: found.start()])):
            return Understood(day=day)
    if run_kind is None and says_run:
        run_kind = _first_kind(description)
    return Understood(is_run=says_run or has_distance, kind=run_kind)


def _two_things_in(title: str) -> tuple[DayKind, str] | None:
    """
    "Strength + easy run 5 km": the other thing, and the words about the run.
    """
    parts = _JOINED.split(title)
    others = [day for day in map(_day_of, parts) if day is not None]
    runs = [part for part in parts if _day_of(part) is None and _RUN_OR_JOG.search(part)]
    return (others[0], runs[0]) if others and runs else None


def _day_of(words: str) -> DayKind | None:
    return next((day for day, known in _DAYS if known.search(words)), None)


def _first_kind(text: str) -> RunKind | None:
    """
    The kind named first; of two named at the same place, the one that comes first above.
    """
    found = [(words.search(text), kind) for kind, words in _RUN_KINDS]
    places = [(match.start(), kind) for match, kind in found if match is not None]
    race = [kind for _, kind in places if kind is RunKind.RACE]
    return race[0] if race else min(places, key=lambda place: place[0], default=(0, None))[1]


def length_of_a_long_run(distances_m: Iterable[float]) -> float:
    """
    From which distance on a run without a stated kind counts as the long one of its plan.

    Half as long again as the plan's median, and no less than 12 km.
    """
    ordered = sorted(distances_m)
    if not ordered:
        return float("inf")
    return max(LONG_FROM_M, LONG_TIMES_MEDIAN * ordered[len(ordered) // 2])


LONG_FROM_M = 12_000.0
LONG_TIMES_MEDIAN = 1.5
