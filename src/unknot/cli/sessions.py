"""
`unknot sessions`: guided self-care that was had.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from unknot.cli.door import print_json, spoken, tell, visit
from unknot.deliver.marking import mark as _

if TYPE_CHECKING:
    from unknot.cli.door import Visit
    from unknot.domain.guided import GuidedSession


def add_to(app: typer.Typer) -> None:
    """
    Adds the command.
    """
    app.command("sessions")(list_sessions)


def list_sessions(
    ctx: typer.Context,
    limit: Annotated[int, typer.Option(min=1, help="How many at most.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """
    List the guided sessions you had, the newest first.

    They are care and never count as training.
    """
    with visit(ctx) as here:
        found = here.house.sessions(here.runner_id, limit)
        if as_json:
            from unknot.domain.guided_document import session_as_plain

            print_json([session_as_plain(session) for session in found])
        elif not found:
            tell(spoken(_("No session yet. 'unknot serve' opens the page that guides you.")))
        else:
            _print(found, here)


def _print(found: tuple[GuidedSession, ...], here: Visit) -> None:
    from unknot.cli.tables import print_table

    marked = (_("When"), _("Where"), _("Done"), _("Meant"), _("Id"))
    headings = [here.voice.translate(heading) for heading in marked]
    print_table(headings, [_row(session, here) for session in found], right=frozenset({2, 3}))


def _row(session: GuidedSession, here: Visit) -> tuple[str, ...]:
    from unknot.deliver.guidance import say_seconds
    from unknot.deliver.words import join_and, names_of_parts
    from unknot.domain.units import zone_named

    zone = zone_named(here.settings.zone)
    return (
        session.started_at.astimezone(zone).strftime("%Y-%m-%d %H:%M"),
        join_and(names_of_parts(session.parts_cared_for, here.voice), here.voice),
        say_seconds(session.seconds_done, here.voice),
        say_seconds(session.seconds_planned, here.voice),
        session.id,
    )
