"""
A good plan, built by hand: four weeks between a half marathon yesterday and one in December.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from unknot.decide.safety.guard import check_plan
from unknot.decide.safety.red_flags import decide_gate, gate_input_of
from unknot.domain.body import BodyPart, Region, Side
from unknot.domain.plan import PlanInput, PlanItem
from unknot.domain.recording import Sport, Surface
from unknot.domain.run import RunDone, RunKind, RunPlanned
from unknot.domain.safety import GateAnswers, GateOutcome, Violation
from unknot.domain.session import CareKind, Depth, MassageType, Price, Tool
from unknot.domain.settings import Evening, Race, Settings
from unknot.domain.units import instant_at

ZONE = "Europe/Prague"
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
TODAY = date(2026, 11, 23)
CALVES = tuple(BodyPart(Region.CALF, side) for side in Side)
QUADS = tuple(BodyPart(Region.QUADRICEPS, side) for side in Side)
PRICES = (
    Price(MassageType.LIGHT, 30, 3000),
    Price(MassageType.SPORTS, 45, 4500),
    Price(MassageType.DEEP_TISSUE, 60, 5500),
)


@dataclass(frozen=True)
class Week:
    """
    What the guard is handed: the input, the gate's word, the runs ahead and the items.
    """

    given: PlanInput
    runs: tuple[RunPlanned, ...]
    items: tuple[PlanItem, ...]
    gate: GateOutcome | None = None

    def check(self) -> tuple[Violation, ...]:
        gate = self.gate or decide_gate(gate_input_of(self.given))
        return check_plan(self.given, gate, self.runs, self.items)

    def broken_rules(self) -> set[str]:
        return {violation.rule for violation in self.check()}

    def with_items(self, *more: PlanItem) -> Week:
        return replace(self, items=(*self.items, *more))

    def without(self, *kinds: CareKind) -> Week:
        return replace(self, items=tuple(each for each in self.items if each.kind not in kinds))

    def changed(self, item: PlanItem, **changes) -> Week:
        items = tuple(replace(each, **changes) if each is item else each for each in self.items)
        return replace(self, items=items)

    def settings(self, **changes) -> Week:
        return self.input(settings=replace(self.given.settings, **changes))

    def input(self, **changes) -> Week:
        return replace(self, given=replace(self.given, **changes))

    def of(self, kind: CareKind) -> list[PlanItem]:
        return [item for item in self.items if item.kind is kind]

    def deep(self) -> list[PlanItem]:
        return [item for item in self.of(CareKind.MASSAGE) if item.depth is Depth.DEEP]


def an_item(kind: CareKind, day: date, at: time, minutes: int, **more) -> PlanItem:
    start = instant_at(day, at, ZONE)
    parts = ""
    if more.get("regions"):
        parts = "-" + more["regions"][0].region.value
    name = f"{kind.value}-{day.isoformat()}-{at:%H%M}{parts}"
    return PlanItem(more.pop("id", name), kind, day, start, ZONE, minutes, **more)


def a_massage(day: date, massage_type: MassageType, depth: Depth, **more) -> PlanItem:
    price = next(each for each in PRICES if each.massage_type is massage_type)
    return an_item(
        CareKind.MASSAGE,
        day,
        more.pop("at", time(18)),
        price.minutes,
        massage_type=massage_type,
        depth=depth,
        cents=price.cents,
        regions=more.pop("regions", CALVES),
        **more,
    )


def a_deep_massage(day: date, **more) -> PlanItem:
    return a_massage(day, MassageType.DEEP_TISSUE, Depth.DEEP, **more)


def a_bath(day: date, at: time = time(11, 40)) -> PlanItem:
    return an_item(CareKind.COLD_WATER, day, at, 12)


def a_rest(day: date) -> PlanItem:
    return an_item(CareKind.REST, day, time(7), 0)


def rolling(day: date, at: time, parts=CALVES, **more) -> PlanItem:
    more.setdefault("tool", Tool.ROLLER)
    return an_item(CareKind.SELF_MASSAGE, day, at, 4, regions=parts, depth=Depth.MEDIUM, **more)


def _runs() -> tuple[RunPlanned, ...]:
    sorts = {
        1: (RunKind.SPEED, time(7), 10_000.0, 60.0),
        3: (RunKind.EASY, time(7), 8_000.0, 50.0),
        5: (RunKind.EASY, time(8), 6_000.0, 40.0),
        6: (RunKind.LONG, time(9), 20_000.0, 120.0),
    }
    runs = []
    for ahead in range(28):
        day = TODAY + timedelta(days=ahead)
        if day.weekday() in sorts:
            kind, at, metres, minutes = sorts[day.weekday()]
            if day == date(2026, 12, 20):
                kind, metres = RunKind.RACE, 21_100.0
            runs.append(RunPlanned(f"p_{day}", day, kind, at, metres, minutes))
    return tuple(runs)


def _self_care(run: RunPlanned) -> list[PlanItem]:
    assert run.starts_at is not None
    before = time(run.starts_at.hour - 1, 45)
    after = (datetime.combine(run.date, run.starts_at) + timedelta(minutes=140)).time()
    hand = an_item(
        CareKind.BEFORE_RUN, run.date, before, 4, regions=CALVES, tool=Tool.ROLLER,
        depth=Depth.LIGHT, run_id=run.id,
    )  # fmt: skip
    later = (datetime.combine(run.date, after) + timedelta(minutes=4)).time()
    return [
        hand,
        rolling(run.date, after, CALVES, run_id=run.id),
        rolling(run.date, later, QUADS, run_id=run.id),
    ]


def _stretching(day: date) -> PlanItem:
    return an_item(CareKind.STRETCHING, day, time(20, 30), 8, regions=CALVES + QUADS)


def a_good_week() -> Week:
    """
    Four weeks with all kinds of care in them, nothing too near to anything.
    """
    settings = Settings(
        zone=ZONE,
        budget_cents_a_month=14_000,
        prices=PRICES,
        self_care_min_a_day=30,
        self_care_min_a_week=120,
        tools=frozenset({Tool.HANDS, Tool.ROLLER, Tool.BALL}),
        free_times=tuple(Evening(day, time(17), time(21)) for day in (1, 3)),
        had_deep_massage=True,
        cold_water_wanted=True,
        strength_weekdays=frozenset({2}),
        races=(Race(date(2026, 12, 20), 21_100.0),),
    )
    race = RunDone(
        "r_race", Sport.RUNNING, Surface.ROAD, datetime(2026, 11, 22, 9, tzinfo=UTC), ZONE,
        elapsed_s=7200, distance_m=21_100, kind=RunKind.RACE,
    )  # fmt: skip
    given = PlanInput(NOW, 4, settings, runs_done=(race,), gate=GateAnswers(NOW))
    runs = _runs()
    items = [item for run in runs for item in _self_care(run)]
    items += [
        _stretching(TODAY + timedelta(days=7 * week + off)) for week in range(4) for off in (2, 4)
    ]
    # The easy run of one Thursday becomes rest, so nothing is done before it.
    rest = date(2026, 12, 3)
    items = [i for i in items if (i.kind, i.date) != (CareKind.BEFORE_RUN, rest)]
    items += [a_bath(date(2026, 11, 29)), a_bath(date(2026, 12, 13)), a_rest(rest)]
    items += [
        a_deep_massage(date(2026, 11, 26)),
        a_massage(date(2026, 12, 3), MassageType.SPORTS, Depth.MEDIUM, regions=QUADS),
        a_deep_massage(date(2026, 12, 10)),
        a_massage(date(2026, 12, 17), MassageType.LIGHT, Depth.LIGHT, regions=QUADS),
    ]
    return Week(given, runs, tuple(items))
