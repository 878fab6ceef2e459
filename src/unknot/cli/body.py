"""
`unknot check-in`: how the body feels, in fifteen seconds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from unknot.app.errors import NotUnderstood, ValueRefused
from unknot.cli.door import print_json, spoken, visit
from unknot.deliver.marking import mark as _

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from unknot.cli.door import Visit
    from unknot.domain.body import BodyPart
    from unknot.domain.check_in import CheckIn

AsJson = Annotated[bool, typer.Option("--json", help="Print it as JSON.")]
OnDate = Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day; else today.")]
Regions = Annotated[
    list[str] | None,
    typer.Option("--region", help="Where, such as calf; may be said more than once."),
]
SideOption = Annotated[str | None, typer.Option("--side", help="left or right; else both.")]


def add_to(app: typer.Typer) -> None:
    """
    Adds the command.
    """
    app.command("check-in")(check_in)


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
    sleep_quality: Annotated[
        int | None, typer.Option(help="1 very, very good to 7 very, very bad.")
    ] = None,
    muscle_soreness: Annotated[
        int | None,
        typer.Option(help="All muscles together, 1 very, very low to 7 very, very high."),
    ] = None,
    mood: Annotated[int | None, typer.Option(help="1 very bad to 7 very good.")] = None,
    resting_hr: Annotated[
        float | None, typer.Option(help="Resting pulse in the morning, beats a minute.")
    ] = None,
    rmssd_ms: Annotated[
        float | None,
        typer.Option(
            "--rmssd-ms", help="HRV in the morning: rMSSD in milliseconds, kept as its logarithm."
        ),
    ] = None,
    note: Annotated[str, typer.Option(help="Anything else.")] = "",
    on: OnDate = None,
    as_json: AsJson = False,
) -> None:
    """
    Say how you feel, in fifteen seconds.

    Again on the same day adds to what you said.
    """
    figures = {
        "sleep_h": sleep_h, "stress": stress, "fatigue": fatigue, "sleep_quality": sleep_quality,
        "muscle_soreness": muscle_soreness, "mood": mood, "resting_hr": resting_hr,
    }  # fmt: skip
    rest = (*figures.values(), rmssd_ms, note or None)
    _check_what_was_said(regions, soreness, pain, rest)
    with visit(ctx) as here:
        from unknot.cli.body_values import read_parts

        parts = read_parts(regions or (), side)
        report = _report(here, on, parts, soreness, pain, figures, rmssd_ms, note)
        here.house.check_in(here.runner_id, report)
        if as_json:
            _print_day(here, report.date)
        else:
            typer.echo(_thanks(here, report, parts))


def _print_day(here: Visit, day: date) -> None:
    """
    All that was said of the day, now and before.
    """
    from unknot.domain.canonical import to_plain

    said = here.house.check_ins(here.runner_id, day)
    print_json(next(to_plain(each) for each in said if each.date == day))


def _check_what_was_said(
    regions: list[str] | None, soreness: int | None, pain: int | None, rest: tuple[object, ...]
) -> None:
    if regions and soreness is None and pain is None:
        raise typer.BadParameter(spoken(_("a region needs --soreness or --pain with it")))
    if not regions and (soreness is not None or pain is not None):
        raise typer.BadParameter(spoken(_("--soreness and --pain need a --region")))
    if not regions and all(value is None for value in rest):
        raise typer.BadParameter(
            spoken(_("say at least one thing, such as --region calf --soreness 3 or --sleep-h 7"))
        )


def _report(
    here: Visit,
    on: str | None,
    parts: tuple[BodyPart, ...],
    soreness: int | None,
    pain: int | None,
    figures: Mapping[str, Any],
    rmssd_ms: float | None,
    note: str,
) -> CheckIn:
    from unknot.domain.body import Pain, Soreness
    from unknot.domain.check_in import CheckIn
    from unknot.domain.refused import CannotBe
    from unknot.domain.wellness import lnrmssd_of

    day = day_said(on, here)
    if day > here.today:
        raise NotUnderstood(
            "{day} is still ahead; a check-in is about today or before", day=day.isoformat()
        )
    try:
        return CheckIn(
            date=day,
            reported_at=here.now,
            soreness=tuple(Soreness(part, soreness) for part in parts if soreness is not None),
            pain=tuple(Pain(part, pain) for part in parts if pain is not None),
            hrv_lnrmssd=None if rmssd_ms is None else lnrmssd_of(rmssd_ms),
            note=note,
            **figures,
        )
    except CannotBe as cannot_be:
        raise ValueRefused(cannot_be) from cannot_be


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
