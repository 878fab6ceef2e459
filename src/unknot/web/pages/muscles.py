"""
Load muscle by muscle: the last days beside what is usual, one region opened, and one run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from unknot.app.views import RunDetail
from unknot.deliver.muscle_words import (
    name_of_run_part,
    say_amount_of_part,
    say_beside_usual,
    say_mostly_from,
    say_standing_out,
)
from unknot.deliver.words import (
    name_of,
    say_date,
    say_distance,
    say_grade,
    say_number,
    start_with_capital,
)
from unknot.domain.body import REGION_NAMES, BodyPart, Region, Side
from unknot.domain.muscle_load import MuscleLoad, MuscleWeek, RegionLoad, RegionRun, RunPart
from unknot.web.closest_view import view_for
from unknot.web.figure import BACK, FRONT, WHOLE, Figure, draw
from unknot.web.templating import mark as _
from unknot.web.visit import Visit

# The picture takes scores of soreness; each step of load has the colour of one of these.
_SCORE_OF_LEVEL = (0, 2, 4, 5, 7, 9)
_MOST_REGIONS_OF_A_RUN = 8


@dataclass(frozen=True, slots=True)
class RegionLine:
    """
    One region in the list: its name, how much, and how long its bar is in percent.
    """

    href: str
    name: str
    points: str
    beside: str
    share: float
    level: int


@dataclass(frozen=True, slots=True)
class MusclesView:
    """
    The part "By muscle" of Load. `regions` are all of them, the most loaded first.
    """

    finding: str
    notes: tuple[str, ...]
    front: Figure
    back: Figure
    steps: tuple[tuple[int, str], ...]
    regions: tuple[RegionLine, ...]


@dataclass(frozen=True, slots=True)
class PartRow:
    """
    One row of a table: what it was, its figures, its load, and the share of the largest.
    """

    name: str
    amount: str
    points: str
    share: float


@dataclass(frozen=True, slots=True)
class RunRows:
    """
    One run of a region's page: when, what, where it leads, and what each part of it gave.
    """

    href: str
    title: str
    date: str
    points: str
    how: str
    share: float
    parts: tuple[PartRow, ...]


@dataclass(frozen=True, slots=True)
class RegionPage:
    """
    One region opened: what it had, from which runs, and how sure that is.
    """

    code: str
    name: str
    latin: str
    points: str
    beside: str
    finding: str
    runs: tuple[RunRows, ...]
    grade: str
    figure: Figure | None
    sides: tuple[str, str]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RunMuscles:
    """
    "What this run asked of your muscles": its parts, and the regions that had most of it.
    """

    how: str
    parts: tuple[PartRow, ...]
    regions: tuple[RegionLine, ...]


def muscles_view(visit: Visit) -> MusclesView | None:
    """
    All regions over the last seven days; None before there is any activity to go by.
    """
    week = visit.house.show_muscles(visit.runner_id)
    if not week.efforts and not week.has_usual:
        return None
    finding = say_standing_out(week, names_of_regions(visit), visit.voice)
    return MusclesView(
        finding=finding,
        notes=_notes(visit, week),
        front=draw(
            FRONT,
            WHOLE,
            _scores(week.regions),
            label=_label(visit, _("Front"), finding),
            figure=visit.settings.figure,
        ),
        back=draw(
            BACK,
            WHOLE,
            _scores(week.regions),
            label=_label(visit, _("Back"), finding),
            figure=visit.settings.figure,
        ),
        steps=tuple((level, visit.say(name)) for level, name in _steps(week)),
        regions=_lines(visit, week.regions),
    )


def region_page(visit: Visit, region: Region) -> RegionPage:
    """
    One region: which runs asked how much of it, and by which of their parts.
    """
    week = visit.house.show_muscles(visit.runner_id)
    load = week.region(region)
    name = REGION_NAMES[region]
    both = [BodyPart(region, side) for side in Side]
    drawing = visit.settings.figure
    seen = view_for(both, _scores([load]), drawing)
    figure = None
    if seen is not None:
        label = visit.say(name.everyday)
        figure = draw(*seen, _scores([load]), label=label, figure=drawing)
    sides = (visit.say(_("Left")), visit.say(_("Right")))
    is_front = seen is not None and seen[0] == FRONT
    return RegionPage(
        code=region.value,
        name=visit.say(name.everyday),
        latin=name.latin,
        points=say_number(load.points, visit.voice, 0),
        beside=say_beside_usual(load, visit.voice),
        finding=say_mostly_from(load, visit.today, visit.voice),
        runs=tuple(_run_rows(visit, run, load) for run in load.runs),
        grade=start_with_capital(say_grade(load.grade, visit.voice)),
        figure=figure,
        sides=sides[::-1] if is_front else sides,
        notes=_notes(visit, week),
    )


def run_muscles(visit: Visit, detail: RunDetail) -> RunMuscles | None:
    """
    What one run asked of the muscles; None where its load is not known.
    """
    asked = visit.house.show_muscles_of_run(visit.runner_id, detail.run.id)
    if asked is None or not detail.load.points:
        return None
    most = max(asked.points(region) for region in Region)
    if not most:
        return None
    ranked = sorted(Region, key=lambda region: -asked.points(region))[:_MOST_REGIONS_OF_A_RUN]
    return RunMuscles(
        how=_how(visit, asked.has_streams, detail.run.is_run),
        parts=_parts_of_run(visit, asked, detail),
        regions=tuple(
            RegionLine(
                href=f"/load/region/{region.value}",
                name=visit.say(REGION_NAMES[region].everyday),
                points=say_number(asked.points(region), visit.voice, 0),
                beside="",
                share=round(100 * asked.points(region) / most, 1),
                level=3,
            )
            for region in ranked
            if asked.points(region)
        ),
    )


def names_of_regions(visit: Visit) -> Mapping[str, str]:
    """
    What each region is called every day, by its code.
    """
    return {region.value: visit.say(name.everyday) for region, name in REGION_NAMES.items()}


def _steps(week: MuscleWeek) -> tuple[tuple[int, str], ...]:
    if week.has_usual:
        return (
            (1, _("much less")), (2, _("less")), (3, _("usual")), (4, _("more")), (5, _("much more")),
        )  # fmt: skip
    return ((1, _("little")), (3, _("half of the most")), (5, _("the most")))


def _label(visit: Visit, view: str, finding: str) -> str:
    said = visit.say(_("The list beside it has every number."))
    return f"{visit.say(view)}. {finding}. {said}"


def _scores(regions: Sequence[RegionLoad]) -> dict[BodyPart, int]:
    return {
        BodyPart(each.region, side): _SCORE_OF_LEVEL[each.level]
        for each in regions
        for side in Side
    }


def _lines(visit: Visit, regions: Sequence[RegionLoad]) -> tuple[RegionLine, ...]:
    most = max(each.points for each in regions) or 1.0
    ranked = sorted(regions, key=lambda each: -each.points)
    return tuple(
        RegionLine(
            href=f"/load/region/{each.region.value}",
            name=visit.say(REGION_NAMES[each.region].everyday),
            points=say_number(each.points, visit.voice, 0),
            beside=say_beside_usual(each, visit.voice),
            share=round(100 * each.points / most, 1),
            level=each.level,
        )
        for each in ranked
    )


def _notes(visit: Visit, week: MuscleWeek) -> tuple[str, ...]:
    count, notes = visit.voice.count, []
    if not week.has_usual:
        notes.append(visit.say(_("What is usual for you shows after four weeks with activities.")))
    if week.without_streams:
        notes.append(
            count(
                "{n} run has no record of speed that is whole enough: its kind alone tells what it asked.",
                "{n} runs have no record of speed that is whole enough: their kind alone tells what they asked.",
                week.without_streams,
            )
        )
    if week.without_load:
        notes.append(
            count(
                "{n} activity is left out: its load is not known.",
                "{n} activities are left out: their load is not known.",
                week.without_load,
            )
        )
    return tuple(notes)


def _run_rows(visit: Visit, run: RegionRun, load: RegionLoad) -> RunRows:
    kind = name_of(run.kind if run.is_run else run.sport, visit.voice)
    title = start_with_capital(kind)
    if run.distance_m:
        facts = {"distance": say_distance(run.distance_m, visit.voice), "what": kind}
        title = visit.say(_("{distance}, {what}"), **facts)
    return RunRows(
        href=f"/runs/{run.run_id}",
        title=run.title or title,
        date=say_date(run.date, visit.voice),
        points=say_number(run.points, visit.voice, 0),
        how="" if run.has_streams else _how(visit, False, run.is_run),
        share=round(100 * run.points / load.runs[0].points, 1),
        parts=tuple(
            PartRow(
                name=name_of_run_part(part.part.part, visit.voice),
                amount=say_amount_of_part(part.part, visit.voice),
                points=say_number(part.points, visit.voice, 0),
                share=round(100 * part.points / load.points, 1),
            )
            for part in run.parts
            if round(part.points) and part.part.part is not RunPart.WHOLE
        ),
    )


def _parts_of_run(visit: Visit, asked: MuscleLoad, detail: RunDetail) -> tuple[PartRow, ...]:
    return tuple(
        PartRow(
            name=name_of_run_part(part.part, visit.voice),
            amount=say_amount_of_part(part, visit.voice),
            points=visit.say(_("{n} %"), n=say_number(100 * part.share, visit.voice, 0)),
            share=round(100 * part.share, 1),
        )
        for part in sorted(asked.parts, key=lambda each: -each.share)
        if part.part is not RunPart.WHOLE
    )


def _how(visit: Visit, has_streams: bool, is_run: bool) -> str:
    if not is_run:
        return visit.say(
            _("By its sport: what that works is common knowledge, how much is our guess.")
        )
    if has_streams:
        return visit.say(_("From its record: how long it went up, down and fast."))
    return visit.say(_("By its kind alone: no record of its speed is whole enough to go by."))
