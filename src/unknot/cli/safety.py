"""
`unknot safety ...`: the questions before the first plan, the answers, and what follows from them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from unknot.app.errors import NotUnderstood
from unknot.cli.door import print_json, spoken, tell, visit
from unknot.deliver.marking import mark as _
from unknot.domain.sentence import Sentence, sentence

if TYPE_CHECKING:
    from unknot.cli.door import Visit
    from unknot.deliver.safety_words import Question
    from unknot.deliver.voice import Voice
    from unknot.domain.body import BodyPart
    from unknot.domain.safety import GateOutcome

AsJson = Annotated[bool, typer.Option("--json", help="Print it as JSON.")]

safety_app = typer.Typer(help="The questions before the first plan.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """
    Adds the commands.
    """
    app.add_typer(safety_app, name="safety")


@safety_app.command("questions")
def list_questions(ctx: typer.Context, as_json: AsJson = False) -> None:
    """
    List the conditions that are asked about, with their codes.
    """
    from unknot.deliver.safety_words import intake_questions

    print_entries(intake_questions, ctx, as_json)


@safety_app.command("answer")
def answer(
    ctx: typer.Context,
    none: Annotated[bool, typer.Option("--none", help="None of them is true of me.")] = False,
    conditions: Annotated[
        list[str] | None,
        typer.Option("--condition", help="A code that is true of me; may be said more than once."),
    ] = None,
    cleared: Annotated[
        list[str] | None,
        typer.Option("--cleared", help="A condition for which my doctor says massage is fine."),
    ] = None,
    where: Annotated[
        list[str] | None,
        typer.Option(
            "--where",
            metavar="CODE=PART",
            help="Where a condition is, such as scar=left knee; unsaid, more is left out than needed.",
        ),
    ] = None,
    under_16: Annotated[bool, typer.Option("--under-16", help="I am younger than 16.")] = False,
    as_json: AsJson = False,
) -> None:
    """
    Answer the questions; the new answers replace the old ones.
    """
    from unknot.cli.plan import leave_with
    from unknot.cli.values import read_words
    from unknot.deliver.safety_words import intake_questions

    named, fine = frozenset(read_words(conditions or ())), frozenset(read_words(cleared or ()))
    if none and (named or fine):
        raise typer.BadParameter(spoken(_("--none does not go with --condition or --cleared")))
    if not (none or named or fine or under_16):
        raise typer.BadParameter(
            spoken(
                _(
                    "say --none, or each --condition that is true of you; see: unknot safety questions"
                )
            )
        )
    with visit(ctx) as here:
        questions = intake_questions(here.voice)
        check_codes(named | fine, questions, sentence("condition"), "safety questions")
        places = _read_places(where or (), named | fine, questions)
        outcome = here.house.answer_gate(here.runner_id, named | fine, fine, under_16, places)
        answer_gate_with(outcome, here, as_json)
    leave_with(outcome)


def _read_places(
    texts: Iterable[str], named: frozenset[str], questions: Sequence[Question]
) -> Mapping[str, tuple[BodyPart, ...]]:
    """
    Where each condition is: "scar=left knee"; said again for the same one, the places add up.
    """
    from unknot.cli.body_values import read_parts

    places: dict[str, tuple[BodyPart, ...]] = {}
    needs_place = {question.code for question in questions if question.needs_place}
    for text in texts:
        code, _equals, part = (word.strip() for word in text.partition("="))
        if code not in named & needs_place or not part:
            raise NotUnderstood(
                "'{text}' does not say where a condition is; name one of yours that has a"
                " place, such as --condition scar --where 'scar=left knee'",
                text=text,
            )
        places[code] = places.get(code, ()) + read_parts([part])
    return places


@safety_app.command("show")
def show(ctx: typer.Context, as_json: AsJson = False) -> None:
    """
    Show what follows from your answers and reports today.
    """
    from unknot.cli.plan import leave_with

    with visit(ctx) as here:
        outcome = here.house.gate(here.runner_id)
        answer_gate_with(outcome, here, as_json)
    point_to_questions(outcome)
    leave_with(outcome)


def point_to_questions(outcome: GateOutcome) -> None:
    """
    Says beside the answer how the questions are read and answered here, while nobody has.
    """
    from unknot.domain.safety import Refused, SafetyList

    if isinstance(outcome, Refused) and outcome.safety_list is SafetyList.UNANSWERED:
        tell(
            spoken(
                _(
                    "Read them with: unknot safety questions. Answer with: unknot safety answer --help"
                )
            )
        )


def answer_gate_with(outcome: GateOutcome, here: Visit, as_json: bool) -> None:
    """
    Prints the gate's word.
    """
    if as_json:
        from unknot.deliver.plain import gate_as_plain

        print_json(gate_as_plain(outcome, here.voice))
    else:
        from unknot.cli.plan_page import print_gate

        print_gate(outcome, here.voice)


def print_entries(
    questions_of: Callable[[Voice], Sequence[Question]], ctx: typer.Context, as_json: bool
) -> None:
    """
    Questions with their codes, group by group.
    """
    from unknot.cli.door import voice_for
    from unknot.domain.settings import Settings

    found = questions_of(voice_for(Settings()))
    if as_json:
        from unknot.domain.canonical import to_plain

        print_json([to_plain(question) for question in found])
        return
    from unknot.cli.tables import print_table

    for group in dict.fromkeys(question.group for question in found):
        rows = [(each.code, each.asks) for each in found if each.group == group]
        print_table((spoken(_("Code")), group), rows)


def check_codes(
    codes: Iterable[str], questions: Sequence[Question], what: Sentence, where_listed: str
) -> None:
    """
    Refuses a code that nobody asks about, and says where the codes are listed.
    """
    known = {question.code for question in questions}
    for code in sorted(set(codes) - known):
        raise NotUnderstood(
            "'{code}' is not a {what}; the codes are listed by: unknot {where_listed}",
            code=code,
            what=what,
            where_listed=where_listed,
        )
