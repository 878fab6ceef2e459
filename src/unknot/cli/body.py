"""
`unknot check-in`, `unknot injury ...` and `unknot something-wrong ...`: how the body is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from unknot.app.errors import NotUnderstood
from unknot.cli.door import print_json, spoken, tell, visit
from unknot.deliver.marking import mark as _

if TYPE_CHECKING:
    from datetime import date

    from unknot.cli.door import Visit
    from unknot.domain.body import BodyPart
    from unknot.domain.check_in import CheckIn
    from unknot.domain.safety import Injury, SymptomReport

AsJson = Annotated[bool, typer.Option("--json", help="Print it as JSON.")]
OnDate = Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day; else today.")]
Regions = Annotated[
    list[str] | None,
    typer.Option("--region", help="Where, such as calf; may be said more than once."),
]
SideOption = Annotated[str | None, typer.Option("--side", help="left or right; else both.")]

injury_app = typer.Typer(
    help="Injuries and illnesses, for as long as they last.", no_args_is_help=True
)
wrong_app = typer.Typer(
    help="Something is wrong: say it, and say when it is over.", no_args_is_help=True
)


def add_to(app: typer.Typer) -> None:
    """
    Adds the commands.
    """
    app.command("check-in")(check_in)
    app.add_typer(injury_app, name="injury")
    app.add_typer(wrong_app, name="something-wrong")


def check_in(
    ctx: typer.Context,
    regions: Regions = None,
    side: SideOption = None,
    soreness: Annotated[int | None, typer.Option(help="How sore it feels there, 0 to 10.")] = None,
    pain: Annotated[
        int | None, typer.Option(help="How much it hurts there, sharply, 0 to 10.")
    ] = None,
    sleep_h: Annotated[float | None, typer.Option(help="Hours slept.")] = None,
    stress: Annotated[
        int | None, typer.Option(help="1 very, very low to 7 very, very high.")
    ] = None,
    fatigue: Annotated[
        int | None, typer.Option(help="1 very, very low to 7 very, very high.")
    ] = None,
    note: Annotated[str, typer.Option(help="Anything else.")] = "",
    on: OnDate = None,
) -> None:
    """
    Say how you feel; it takes fifteen seconds. Again on the same day adds to what you said.
    """
    _check_what_was_said(regions, soreness, pain, (sleep_h, stress, fatigue, note or None))
    with visit(ctx) as here:
        from unknot.cli.values import read_parts

        parts = read_parts(regions or (), side)
        report = _report(here, on, parts, soreness, pain, sleep_h, stress, fatigue, note)
        here.house.check_in(here.runner_id, report)
        typer.echo(_thanks(here, report, parts))


def _check_what_was_said(
    regions: list[str] | None, soreness: int | None, pain: int | None, rest: tuple[object, ...]
) -> None:
    if regions and soreness is None and pain is None:
        raise typer.BadParameter("a region needs --soreness or --pain with it")
    if not regions and (soreness is not None or pain is not None):
        raise typer.BadParameter("--soreness and --pain need a --region")
    if not regions and all(value is None for value in rest):
        raise typer.BadParameter(
            "say at least one thing, such as --region calf --soreness 3 or --sleep-h 7"
        )


def _report(
    here: Visit,
    on: str | None,
    parts: tuple[BodyPart, ...],
    soreness: int | None,
    pain: int | None,
    sleep_h: float | None,
    stress: int | None,
    fatigue: int | None,
    note: str,
) -> CheckIn:
    from unknot.domain.body import Pain, Soreness
    from unknot.domain.check_in import CheckIn

    day = day_said(on, here)
    if day > here.today:
        raise NotUnderstood(
            f"{day.isoformat()} is still ahead; a check-in is about today or before"
        )
    try:
        return CheckIn(
            date=day,
            reported_at=here.now,
            soreness=tuple(Soreness(part, soreness) for part in parts if soreness is not None),
            pain=tuple(Pain(part, pain) for part in parts if pain is not None),
            sleep_h=sleep_h,
            stress=stress,
            fatigue=fatigue,
            note=note,
        )
    except ValueError as cannot_be:
        raise NotUnderstood(str(cannot_be)) from cannot_be


def _thanks(here: Visit, report: CheckIn, parts: tuple[BodyPart, ...]) -> str:
    from unknot.deliver.words import join_and, names_of_parts, say_date

    where = join_and(names_of_parts(parts, here.voice), here.voice)
    day = say_date(report.date, here.voice)
    said = _("Noted for {day}: {where}.") if where else _("Noted for {day}.")
    return here.voice.fill(said, day=day, where=where)


def day_said(on: str | None, here: Visit) -> date:
    """
    The day that was named, else the runner's today.
    """
    from unknot.cli.values import read_date

    return read_date(on) if on else here.today


@injury_app.command("add")
def add_injury(
    ctx: typer.Context,
    kind: Annotated[
        str, typer.Option(help="acute, overuse, bone-stress, surgery, skin or illness.")
    ],
    regions: Regions = None,
    side: SideOption = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Its first day; else today.")
    ] = None,
    note: Annotated[str, typer.Option(help="Anything else.")] = "",
    as_json: AsJson = False,
) -> None:
    """
    Note an injury or an illness; every day of it counts until you end it.
    """
    from unknot.cli.values import read_member, read_parts
    from unknot.domain.safety import InjuryKind

    with visit(ctx) as here:
        meant = read_member(InjuryKind, kind, "kind of injury")
        parts = read_parts(regions or (), side)
        if not parts and meant is not InjuryKind.ILLNESS:
            raise typer.BadParameter("say where, such as --region calf --side left")
        day = day_said(since, here)
        _answer_injury(
            here.house.add_injury(here.runner_id, meant, day, parts, note), here, as_json
        )


@injury_app.command("end")
def end_injury(
    ctx: typer.Context,
    injury_id: Annotated[str, typer.Argument(metavar="INJURY", help="From `unknot injury list`.")],
    on: OnDate = None,
    as_json: AsJson = False,
) -> None:
    """
    Say that an injury or illness is over; that day is its last.
    """
    with visit(ctx) as here:
        ended = here.house.end_injury(here.runner_id, injury_id, day_said(on, here))
        _answer_injury(ended, here, as_json)


@injury_app.command("list")
def list_injuries(ctx: typer.Context, as_json: AsJson = False) -> None:
    """
    List injuries and illnesses, past and present.
    """
    with visit(ctx) as here:
        found = here.house.injuries(here.runner_id)
        if as_json:
            from unknot.domain.canonical import to_plain

            print_json([to_plain(injury) for injury in found])
            return
        for injury in found:
            typer.echo(_injury_line(injury, here))
        if not found:
            tell(spoken(_("No injury or illness is noted.")))


def _answer_injury(injury: Injury, here: Visit, as_json: bool) -> None:
    if as_json:
        from unknot.domain.canonical import to_plain

        print_json(to_plain(injury))
    else:
        typer.echo(_injury_line(injury, here))


def _injury_line(injury: Injury, here: Visit) -> str:
    from unknot.deliver.words import join_and, join_comma, name_of, names_of_parts, say_date

    where = join_and(names_of_parts(injury.parts, here.voice), here.voice)
    what = join_comma(
        [name for name in (name_of(injury.kind, here.voice), where) if name], here.voice
    )
    said = _("{what}, from {first} to {last}") if injury.ended_on else _("{what}, since {first}")
    first = say_date(injury.started_on, here.voice)
    last = say_date(injury.ended_on, here.voice) if injury.ended_on else ""
    return f"{injury.id}  {here.voice.fill(said, what=what, first=first, last=last)}"


@wrong_app.command("signs")
def list_signs(ctx: typer.Context, as_json: AsJson = False) -> None:
    """
    List the warning signs that can be reported, the most urgent first.
    """
    from unknot.cli.safety import print_entries
    from unknot.deliver.safety_words import warning_questions

    print_entries(warning_questions, ctx, as_json)


@wrong_app.command("report")
def report_signs(
    ctx: typer.Context,
    signs: Annotated[
        list[str], typer.Option("--sign", help="A code from `something-wrong signs`.")
    ],
    regions: Regions = None,
    side: SideOption = None,
    as_json: AsJson = False,
) -> None:
    """
    Report a warning sign; it holds until you say that it is over.
    """
    from unknot.cli.plan import leave_with
    from unknot.cli.safety import answer_gate_with, check_codes
    from unknot.cli.values import read_parts, read_words
    from unknot.deliver.safety_words import warning_questions

    with visit(ctx) as here:
        named = frozenset(read_words(signs))
        check_codes(named, warning_questions(here.voice), "warning sign", "something-wrong signs")
        parts = read_parts(regions or (), side)
        outcome = here.house.report_symptoms(here.runner_id, named, parts)
        answer_gate_with(outcome, here, as_json)
    leave_with(outcome)


@wrong_app.command("list")
def list_reports(ctx: typer.Context, as_json: AsJson = False) -> None:
    """
    List what you reported, open or over.
    """
    with visit(ctx) as here:
        found = here.house.reports(here.runner_id)
        if as_json:
            from unknot.domain.canonical import to_plain

            print_json([to_plain(report) for report in found])
            return
        for report in found:
            typer.echo(_report_line(report, here))
        if not found:
            tell(spoken(_("Nothing was reported.")))


def _report_line(report: SymptomReport, here: Visit) -> str:
    from unknot.deliver.safety_words import ask_of
    from unknot.deliver.words import join_and, names_of_parts, say_date, say_instant

    where = join_and(names_of_parts(report.parts, here.voice), here.voice)
    signs = "; ".join(ask_of(sign, here.voice) for sign in sorted(report.signs))
    what = f"{signs} ({where})" if where else signs
    said = _("{when}: {what}, over on {day}") if report.ended_on else _("{when}: {what}")
    when = say_instant(report.reported_at, here.voice)
    day = say_date(report.ended_on, here.voice) if report.ended_on else ""
    return f"{report.id}  {here.voice.fill(said, when=when, what=what, day=day)}"


@wrong_app.command("end")
def end_report(
    ctx: typer.Context,
    report_id: Annotated[
        str, typer.Argument(metavar="REPORT", help="From `something-wrong list`.")
    ],
    on: OnDate = None,
) -> None:
    """
    Say that it is over.
    """
    with visit(ctx) as here:
        here.house.end_report(here.runner_id, report_id, day_said(on, here))
    typer.echo(spoken(_("Good that it is over.")))
