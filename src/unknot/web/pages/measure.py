"""
A guided measurement: what to do, a picture, three tries, and what was measured before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from unknot.deliver.amounts import say_number
from unknot.deliver.benefit_words import name_of_test, say_amount_of
from unknot.deliver.words import say_date_with_year
from unknot.domain.body import Side
from unknot.domain.measures import MOST_TRIES, FlexibilityTest, Measurement, Unit
from unknot.web.forms import Answers
from unknot.web.templating import mark as _
from unknot.web.visit import Visit

# How a field and an address name both legs at once.
BOTH = "both"

_STEPS: Mapping[FlexibilityTest, tuple[str, ...]] = {
    FlexibilityTest.KNEE_TO_WALL: (
        _("Lay a tape on the floor, zero at the wall. Stand facing the wall, no shoes."),
        _("Put one foot along the tape, the other foot behind you. Hands may rest on the wall."),
        _("Bend the front knee straight ahead until it touches the wall. The heel stays down."),
        _("Slide the foot back a little and touch again, until the heel is just about to lift."),
        _("Read the tape at the tip of the big toe: that is one try. Then the other leg."),
    ),
    FlexibilityTest.SIT_AND_REACH: (
        _("Sit on the floor with both legs straight, heels a hand apart, feet upright."),
        _("Lay a tape between the legs with its zero at the soles, counting away from you."),
        _("Hands one on the other. Slide the fingertips forward slowly while you breathe out."),
        _("Hold the farthest point for two seconds. Knees stay straight, no bouncing."),
        _("Read the tape at the fingertips. Short of the soles counts below zero, such as -3."),
    ),
    FlexibilityTest.STRAIGHT_LEG_RAISE: (
        _("Lie on your back, both legs straight, arms at your sides."),
        _("Put a phone with a level along the shin of one leg and set it to zero."),
        _("Lift that leg slowly by itself, knee straight. The other leg stays on the floor."),
        _("Stop where the knee wants to bend or the back of the thigh pulls firmly."),
        _("Read the angle there: that is one try. Then the other leg."),
    ),
}
_NEEDS: Mapping[FlexibilityTest, str] = {
    FlexibilityTest.KNEE_TO_WALL: _("A wall and a tape measure"),
    FlexibilityTest.SIT_AND_REACH: _("A free floor and a tape measure"),
    FlexibilityTest.STRAIGHT_LEG_RAISE: _("A mat and a phone that shows an angle"),
}


@dataclass(frozen=True, slots=True)
class SideFields:
    """
    The fields of one side: its legend, and a field for each try.
    """

    legend: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """
    One measurement in the list: when, which side, how much, and by what it is taken out.
    """

    day: str
    side: str
    best: str
    tries: str
    key: str


@dataclass(frozen=True, slots=True)
class MeasurePage:
    """
    What the page of one test shows.
    """

    test: str
    name: str
    needs: str
    steps: tuple[str, ...]
    sides: tuple[SideFields, ...]
    values: Mapping[str, str]
    wrong: Mapping[str, str]
    is_signed: bool
    known: tuple[Measured, ...]


def measure_page(
    visit: Visit,
    test: FlexibilityTest,
    typed: Mapping[str, str] | None = None,
    wrong: Mapping[str, str] | None = None,
) -> MeasurePage:
    """
    The guide with what was typed, the newest measurements first.
    """
    known = [each for each in visit.house.measurements(visit.runner_id) if each.test is test]
    return MeasurePage(
        test=test.value,
        name=name_of_test(test, visit.voice),
        needs=visit.say(_NEEDS[test]),
        steps=tuple(visit.say(each) for each in _STEPS[test]),
        sides=tuple(_side_fields(visit, test, side) for side in _sides_of(test)),
        values={"date": visit.today.isoformat(), **(typed or {})},
        wrong=wrong or {},
        is_signed=test is FlexibilityTest.SIT_AND_REACH,
        known=tuple(_measured(visit, each) for each in reversed(known)),
    )


def read_measurements(
    visit: Visit, test: FlexibilityTest, answers: Answers
) -> tuple[Measurement, ...]:
    """
    What was typed, one measurement for each side that has a try; what is wrong is said.
    """
    day = answers.day("date")
    answers.need("date", day, _("On which day did you measure?"))
    least, most = test.bounds
    found = []
    for side in _sides_of(test):
        names = [_field_of(side, place) for place in range(1, MOST_TRIES + 1)]
        tries = [answers.number(name, least, most) for name in names]
        told = tuple(each for each in tries if each is not None)
        if told and day is not None and not answers.wrong:
            found.append(Measurement(day, test, side, told))
    if not found and not answers.wrong:
        answers.refuse("form", _("Write down at least one try."))
    return tuple(found)


def side_called(name: str) -> Side | None:
    """
    The side that a field or an address names; None for both legs.
    """
    return None if name == BOTH else Side(name)


def _sides_of(test: FlexibilityTest) -> tuple[Side | None, ...]:
    return (Side.LEFT, Side.RIGHT) if test.has_sides else (None,)


def _field_of(side: Side | None, place: int) -> str:
    return f"{side.value if side else BOTH}_{place}"


_LEGENDS = {Side.LEFT: _("Left leg"), Side.RIGHT: _("Right leg"), None: _("Both legs")}


def _side_fields(visit: Visit, test: FlexibilityTest, side: Side | None) -> SideFields:
    unit = visit.say(_("degrees")) if test.unit is Unit.DEGREES else visit.say(_("cm"))
    fields = tuple(
        (_field_of(side, place), visit.say(_("Try {n}, {unit}"), n=place, unit=unit))
        for place in range(1, MOST_TRIES + 1)
    )
    return SideFields(visit.say(_LEGENDS[side]), fields)


def _measured(visit: Visit, each: Measurement) -> Measured:
    numbers = [say_number(value, visit.voice) for value in each.tries]
    side = each.side.value if each.side else BOTH
    return Measured(
        day=say_date_with_year(each.date, visit.voice),
        side=visit.say(_LEGENDS[each.side]),
        best=say_amount_of(each, visit.voice),
        tries=visit.say(_("Tries: {tries}"), tries=", ".join(numbers)),
        key=f"{each.date.isoformat()}.{side}",
    )
