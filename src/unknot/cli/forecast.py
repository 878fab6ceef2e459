"""
`unknot forecast`: how sore you may wake up if nothing is done, why, and how far off it may be.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from unknot.cli.door import print_json, spoken, tell, visit
from unknot.deliver.marking import mark as _

if TYPE_CHECKING:
    from unknot.app.views import CausingRun, ForecastShown
    from unknot.cli.door import Visit
    from unknot.domain.soreness import SorenessTrack

# Below this nobody would call it sore.
SORE_FROM = 0.5


def add_to(app: typer.Typer) -> None:
    """
    Adds the command.
    """
    app.command("forecast")(show_forecast)


def show_forecast(
    ctx: typer.Context,
    days: Annotated[int, typer.Option(min=1, max=35, help="How many mornings ahead.")] = 7,
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """
    Show how sore you may wake up if nothing is done, in what range, and after which run.
    """
    with visit(ctx) as here:
        shown = here.house.show_forecast(here.runner_id)
        if as_json:
            from unknot.deliver.plain import forecast_as_plain

            print_json(forecast_as_plain(shown, days, here.voice))
        elif not shown.outlook.is_known:
            tell(
                spoken(_("Nothing is known to forecast from. Add runs with: unknot import FOLDER"))
            )
        else:
            _print_days(shown, days, here)


def _print_days(shown: ForecastShown, days: int, here: Visit) -> None:
    from unknot.cli.tables import print_heading, print_lines, print_table
    from unknot.deliver.forecast_words import say_how_well

    rows = [row for day in range(days) for row in _rows_of(shown, day, here)]
    marked = (_("Morning"), _("Part"), _("About"), _("Likely"), _("After"))
    if rows:
        print_table([here.voice.translate(each) for each in marked], rows, right=frozenset({2}))
    else:
        tell(spoken(_("No day ahead is likely to leave you sore.")))
    if shown.outlook.personal is not None:
        print_heading(here.voice.translate(_("How well it fits you")))
        print_lines(say_how_well(shown.outlook.personal, here.voice))


def _rows_of(shown: ForecastShown, day: int, here: Visit) -> list[tuple[str, ...]]:
    """
    The parts that may be sore that morning, the sorest first.
    """
    sore = [track for track in shown.outlook.tracks if track.scores[day] >= SORE_FROM]
    sore.sort(key=lambda track: -track.scores[day])
    return [_row_of(shown, track, day, here, place == 0) for place, track in enumerate(sore)]


def _row_of(
    shown: ForecastShown, track: SorenessTrack, day: int, here: Visit, is_first: bool
) -> tuple[str, ...]:
    from unknot.deliver.words import name_of_group, say_date, say_number, say_range

    voice = here.voice
    said = say_date(shown.outlook.first_day + timedelta(days=day), voice) if is_first else ""
    likely = say_range(track.lows[day], track.highs[day], voice)
    if track.reported[day] is not None:
        likely = voice.translate(_("as you said"))
    cause = shown.runs.get(track.causes[day] or "")
    return (
        said,
        name_of_group(track.group, track.side, voice),
        say_number(track.scores[day], voice),
        likely,
        _said_cause(cause, here) if cause else "",
    )


def _said_cause(run: CausingRun, here: Visit) -> str:
    from unknot.deliver.words import join_comma, name_of, say_date, say_distance

    words = [say_date(run.date, here.voice), name_of(run.kind or run.sport, here.voice)]
    if run.distance_m:
        words.append(say_distance(run.distance_m, here.voice))
    return join_comma(words, here.voice)
