"""
`unknot plan`, `unknot replay` and `unknot gate`: the decision, seen, kept, and decided again.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from unknot.app.errors import NotUnderstood
from unknot.cli.door import DONE, SOMETHING_WAS_REFUSED, end, print_json, spoken, tell, visit
from unknot.cli.safety import point_to_questions
from unknot.cli.tables import working
from unknot.deliver.marking import mark as _

if TYPE_CHECKING:
    from unknot.cli.door import Visit
    from unknot.deliver.voice import Voice
    from unknot.domain.plan import PlanDecision
    from unknot.domain.safety import GateOutcome

AsJson = Annotated[bool, typer.Option("--json", help="Print it as JSON.")]


def add_to(app: typer.Typer) -> None:
    """
    Adds the commands.
    """
    app.command("plan")(show_plan)
    app.command("replay")(replay)
    app.command("gate")(gate)


def show_plan(
    ctx: typer.Context,
    weeks: Annotated[int, typer.Option(min=1, max=16, help="How many weeks ahead.")] = 5,
    now: Annotated[
        str | None, typer.Option(metavar="ISO", help="Decide as if it were then.")
    ] = None,
    as_json: AsJson = False,
    ics: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the plan as a calendar file too.")
    ] = None,
    keep: Annotated[bool, typer.Option("--keep", help="Make it the plan you live by.")] = False,
    reasons: Annotated[
        bool, typer.Option("--reasons", help="In the table, give every reason of each item.")
    ] = False,
    given_file: Annotated[
        Path | None,
        typer.Option("--input", metavar="FILE", help="Write what it was decided from, for replay."),
    ] = None,
) -> None:
    """
    Show the plan, and why each thing is in it.

    Changes nothing without --keep.
    """
    from unknot.cli.files import check_folder_of, put_back_on_failure, write_whole
    from unknot.cli.values import read_instant
    from unknot.domain.canonical import write_canonical

    for file in (ics, given_file):
        check_folder_of(file)
    with visit(ctx) as here:
        instant = read_instant(now, here.settings.zone) if now else here.now
        with working(spoken(_("Making the plan"))):
            given, decision = here.house.compute_plan(here.runner_id, weeks, instant)
        with put_back_on_failure(given_file, ics):
            if given_file is not None:
                write_whole(given_file, (write_canonical(given) + "\n").encode())
            if ics is not None:
                write_whole(ics, here.house.plan_ics(here.runner_id, decision, instant, False))
            # Last, so that nobody lives by a plan whose file could not be written.
            if keep:
                here.house.adopt_plan(here.runner_id, given, decision, ics is not None)
        print_decision(decision, here.voice, as_json, reasons)
        _say_what_happened(here, keep, ics, decision.safety)
    _say_refusal(decision.safety, here.voice)
    leave_with(decision.safety)


def _say_refusal(outcome: GateOutcome, voice: Voice) -> None:
    """
    Names on standard error why no care is offered, so that the exit code is not alone.
    """
    from unknot.deliver.words import say
    from unknot.domain.safety import Refused

    if isinstance(outcome, Refused):
        for reason in outcome.reasons:
            tell(say(reason, voice))
    point_to_questions(outcome)


def _say_what_happened(here: Visit, keep: bool, ics: Path | None, outcome: GateOutcome) -> None:
    from unknot.domain.safety import Refused

    if ics is not None:
        tell(spoken(_("The calendar is in {file}"), file=ics))
    if keep:
        tell(spoken(_("This is now the plan you live by.")))
    # Nobody is asked to live by a plan that only says to call for help.
    elif not isinstance(outcome, Refused) and here.house.kept_plan(here.runner_id) is None:
        tell(spoken(_("Nothing was changed. Use --keep to make it the plan you live by.")))


def print_decision(
    decision: PlanDecision, voice: Voice, as_json: bool, all_reasons: bool = False
) -> None:
    """
    The decision as a table with reasons, or as JSON.
    """
    if as_json:
        from unknot.deliver.plain import plan_as_plain

        print_json(plan_as_plain(decision, voice))
    else:
        from unknot.cli.plan_page import print_plan

        print_plan(decision, voice, all_reasons)


def leave_with(outcome: GateOutcome) -> NoReturn:
    """
    Leaves with the exit code that says whether the gate refused.
    """
    from unknot.domain.safety import Refused

    end(SOMETHING_WAS_REFUSED if isinstance(outcome, Refused) else DONE)


def replay(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="What `plan --input` wrote; - reads standard input."),
    ],
    as_json: Annotated[bool, typer.Option("--json/--table", help="JSON, or a table.")] = True,
) -> None:
    """
    Decide a kept input again.

    The same input gives the same decision, to the byte.
    """
    from unknot.app.replay import replay as decide_again
    from unknot.cli.door import voice_for
    from unknot.domain.canonical import read_canonical
    from unknot.domain.plan import PlanInput

    text = _read_text(file)
    decision = decide_again(text)
    settings = read_canonical(PlanInput, text).settings
    print_decision(decision, voice_for(settings), as_json)
    leave_with(decision.safety)


def gate(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="A case for the safety gate; - reads standard input."),
    ],
    as_json: AsJson = False,
) -> None:
    """
    Ask the safety gate about a written case.
    """
    from unknot.app.replay import gate_of
    from unknot.cli.door import voice_for
    from unknot.deliver.plain import gate_as_plain
    from unknot.domain.settings import Settings

    outcome = gate_of(_read_text(file))
    voice = voice_for(Settings())
    if as_json:
        print_json(gate_as_plain(outcome, voice))
    else:
        from unknot.cli.plan_page import print_gate

        print_gate(outcome, voice)
    leave_with(outcome)


def _read_text(file: Path) -> str:
    """
    What a file says, or standard input for a dash.
    """
    try:
        if str(file) == "-":
            return sys.stdin.buffer.read().decode("utf-8-sig")
        return file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as unreadable:
        raise NotUnderstood(
            "{file} is not a text in UTF-8, so it is not what `unknot plan --input` writes",
            file=file,
        ) from unreadable
