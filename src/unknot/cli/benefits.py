"""
`unknot measure ...` and `unknot benefits`: what you measure at home, and whether anything changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from unknot.app.errors import ValueRefused
from unknot.cli.body import AsJson, OnDate, day_said
from unknot.cli.door import print_json, spoken, tell, visit
from unknot.deliver.marking import mark as _
from unknot.domain.sentence import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unknot.cli.door import Visit
    from unknot.domain.benefits import BenefitFound
    from unknot.domain.body import Side
    from unknot.domain.measures import FlexibilityTest, Measurement

measure_app = typer.Typer(
    help="What you measure at home: knee to wall, sit and reach, straight leg raise.",
    no_args_is_help=True,
)
TestOption = Annotated[
    str, typer.Option("--test", help="knee-to-wall, sit-and-reach or straight-leg-raise.")
]
OneSide = Annotated[str | None, typer.Option("--side", help="left or right, your own.")]


def add_to(app: typer.Typer) -> None:
    """
    Adds the commands.
    """
    app.add_typer(measure_app, name="measure")
    app.command("benefits")(show_benefits)


@measure_app.command("add")
def add_measure(
    ctx: typer.Context,
    test: TestOption,
    side: OneSide = None,
    cm: Annotated[
        list[float] | None, typer.Option("--cm", help="One try; up to three, the best counts.")
    ] = None,
    degrees: Annotated[
        list[float] | None, typer.Option("--degrees", help="The same for the straight leg raise.")
    ] = None,
    on: OnDate = None,
    as_json: AsJson = False,
) -> None:
    """
    Note what you measured; again on the same day replaces it.
    """
    from unknot.domain.measures import Measurement, Unit
    from unknot.domain.refused import CannotBe

    with visit(ctx) as here:
        which = _read_test(test)
        wanted, other = (degrees, cm) if which.unit is Unit.DEGREES else (cm, degrees)
        if other or not wanted:
            option = "--degrees" if which.unit is Unit.DEGREES else "--cm"
            raise typer.BadParameter(
                spoken(_("{test} is measured with {option}"), test=which.value, option=option)
            )
        try:
            measured = Measurement(day_said(on, here), which, _read_side(side), tuple(wanted))
        except CannotBe as refused:
            raise ValueRefused(refused) from refused
        here.house.keep_measurement(here.runner_id, measured)
        if as_json:
            from unknot.deliver.plain_benefits import measurement_as_plain

            print_json(measurement_as_plain(measured))
        else:
            typer.echo(_line_of(measured, here))


@measure_app.command("list")
def list_measures(ctx: typer.Context, as_json: AsJson = False) -> None:
    """
    List what you measured, oldest first.
    """
    with visit(ctx) as here:
        found = here.house.measurements(here.runner_id)
        if as_json:
            from unknot.deliver.plain_benefits import measurement_as_plain

            print_json([measurement_as_plain(each) for each in found])
            return
        for each in found:
            typer.echo(_line_of(each, here))
        if not found:
            tell(spoken(_("Nothing is measured yet. See: unknot measure add --help")))


@measure_app.command("remove")
def remove_measure(
    ctx: typer.Context, test: TestOption, side: OneSide = None, on: OnDate = None
) -> None:
    """
    Take out one test of one day.
    """
    with visit(ctx) as here:
        day = day_said(on, here)
        here.house.remove_measurement(here.runner_id, day, _read_test(test), _read_side(side))


def show_benefits(ctx: typer.Context, as_json: AsJson = False) -> None:
    """
    Show what your own readings did, what of it is noise, and what evidence says of massage.
    """
    with visit(ctx) as here:
        found = here.house.show_benefits(here.runner_id)
        if as_json:
            from unknot.deliver.plain_benefits import benefit_as_plain

            print_json([benefit_as_plain(each, here.voice) for each in found])
        else:
            _print_benefits(found, here)


def _print_benefits(found: Sequence[BenefitFound], here: Visit) -> None:
    from unknot.catalogue.benefits import claim_of
    from unknot.deliver.benefit_words import name_of_benefit, say_finding, say_what_it_takes
    from unknot.deliver.words import say_grade

    voice = here.voice
    for place, each in enumerate(found):
        claim = claim_of(each.benefit)
        if place:
            typer.echo()
        typer.echo(name_of_benefit(each.benefit, voice))
        for trend in each.trends:
            if trend.readings:
                typer.echo(f"  {say_finding(trend, voice)} {say_what_it_takes(trend, voice)}")
        if not any(trend.readings for trend in each.trends):
            typer.echo(f"  {voice.translate(_('Nothing is read of it.'))}")
        sure = say_grade(claim.grade.value, voice)
        says = voice.translate(claim.what_we_say)
        typer.echo(f"  {voice.fill(_('Evidence: {says} ({sure})'), says=says, sure=sure)}")
    tell(spoken(_("A trend says that something moved, never why.")))


def _read_test(text: str) -> FlexibilityTest:
    from unknot.cli.values import read_member
    from unknot.domain.measures import FlexibilityTest

    return read_member(FlexibilityTest, text, sentence("test"))


def _read_side(text: str | None) -> Side | None:
    from unknot.cli.values import read_member
    from unknot.domain.body import Side

    return None if text is None else read_member(Side, text, sentence("side"))


def _line_of(measured: Measurement, here: Visit) -> str:
    from unknot.deliver.amounts import say_number
    from unknot.deliver.benefit_words import name_of_measurement, say_amount_of
    from unknot.deliver.words import say_date_with_year

    tries = ", ".join(say_number(value, here.voice) for value in measured.tries)
    return here.voice.fill(
        _("{day}  {what}: {best} (tries: {tries})"),
        day=say_date_with_year(measured.date, here.voice),
        what=name_of_measurement(measured, here.voice),
        best=say_amount_of(measured, here.voice),
        tries=tries,
    )
