"""
What things are called on a screen: kinds of care, runs, massages, tools, sports, outcomes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum

from unknot.app.views import BatchState, RereadOutcome
from unknot.deliver.voice import Voice
from unknot.deliver.voice import mark as _
from unknot.domain.recording import FileOutcome, Sport, Surface
from unknot.domain.run import LoadMethod, OtherDay, RunKind
from unknot.domain.safety import InjuryKind, Modality
from unknot.domain.session import CareKind, Depth, ItemStatus, MassageType, Phase, Tool
from unknot.domain.settings import BodyFigure, RacePriority, Units

# Members of different kinds share their text ("massage"), and equal text is one key; so the
# class is part of the key.
_NAMES: Mapping[tuple[type[Enum], str], str] = {
    (CareKind, CareKind.MASSAGE): _("massage"),
    (CareKind, CareKind.SELF_MASSAGE): _("self-massage"),
    (CareKind, CareKind.BEFORE_RUN): _("loosening before a run"),
    (CareKind, CareKind.STRETCHING): _("stretching"),
    (CareKind, CareKind.COLD_WATER): _("cold water"),
    (CareKind, CareKind.REST): _("rest"),
    (Phase, Phase.BEFORE_RUN): _("before the run"),
    (Phase, Phase.AFTER_RUN): _("after the run"),
    (Phase, Phase.EVENING): _("in the evening"),
    (Phase, Phase.ANY): _("any time that day"),
    (MassageType, MassageType.LIGHT): _("light massage"),
    (MassageType, MassageType.SWEDISH): _("Swedish massage"),
    (MassageType, MassageType.SPORTS): _("sports massage"),
    (MassageType, MassageType.DEEP_TISSUE): _("deep tissue massage"),
    (Depth, Depth.NONE): _("no pressure"),
    (Depth, Depth.LIGHT): _("light"),
    (Depth, Depth.MEDIUM): _("medium"),
    (Depth, Depth.DEEP): _("deep"),
    (Tool, Tool.HANDS): _("your hands"),
    (Tool, Tool.ROLLER): _("a foam roller"),
    (Tool, Tool.BALL): _("a ball"),
    (Tool, Tool.STICK): _("a massage stick"),
    (Tool, Tool.GUN): _("a massage gun"),
    (ItemStatus, ItemStatus.PROPOSED): _("proposed"),
    (ItemStatus, ItemStatus.CONFIRMED): _("confirmed"),
    (ItemStatus, ItemStatus.DONE): _("done"),
    (ItemStatus, ItemStatus.SKIPPED): _("skipped"),
    (ItemStatus, ItemStatus.WITHDRAWN): _("withdrawn"),
    (RunKind, RunKind.EASY): _("easy run"),
    (RunKind, RunKind.LONG): _("long run"),
    (RunKind, RunKind.SPEED): _("speed run"),
    (RunKind, RunKind.SPRINT): _("sprints"),
    (RunKind, RunKind.UPHILL): _("uphill run"),
    (RunKind, RunKind.DOWNHILL): _("downhill run"),
    (RunKind, RunKind.TRAIL): _("trail run"),
    (RunKind, RunKind.RACE): _("race"),
    (OtherDay, OtherDay.REST): _("rest day"),
    (OtherDay, OtherDay.STRENGTH): _("strength"),
    (Modality, Modality.MASSAGE): _("massage"),
    (Modality, Modality.SELF_MASSAGE): _("self-massage"),
    (Modality, Modality.GUN): _("massage gun"),
    (Modality, Modality.STRETCHING): _("stretching"),
    (Modality, Modality.COLD_WATER): _("cold water"),
    (Modality, Modality.RUNNING): _("running"),
    (InjuryKind, InjuryKind.ACUTE): _("sudden injury"),
    (InjuryKind, InjuryKind.OVERUSE): _("overuse injury"),
    (InjuryKind, InjuryKind.BONE_STRESS): _("bone stress injury"),
    (InjuryKind, InjuryKind.SURGERY): _("operation"),
    (InjuryKind, InjuryKind.SKIN): _("skin problem"),
    (InjuryKind, InjuryKind.ILLNESS): _("illness"),
    (LoadMethod, LoadMethod.RPE): _("how hard you said it was"),
    (LoadMethod, LoadMethod.HEART_RATE): _("heart rate"),
    (LoadMethod, LoadMethod.GRADED_PACE): _("pace and hills"),
    (LoadMethod, LoadMethod.MISSING): _("not known"),
    (Sport, Sport.RUNNING): _("running"),
    (Sport, Sport.CYCLING): _("cycling"),
    (Sport, Sport.SWIMMING): _("swimming"),
    (Sport, Sport.WALKING): _("walking"),
    (Sport, Sport.HIKING): _("hiking"),
    (Sport, Sport.ROWING): _("rowing"),
    (Sport, Sport.STRENGTH): _("strength"),
    (Sport, Sport.SKIING): _("skiing"),
    (Sport, Sport.SKATING): _("skating"),
    (Sport, Sport.PADDLING): _("paddling"),
    (Sport, Sport.TENNIS): _("tennis"),
    (Sport, Sport.MULTISPORT): _("several sports"),
    (Sport, Sport.OTHER): _("other"),
    (Surface, Surface.UNKNOWN): _("unknown ground"),
    (Surface, Surface.ROAD): _("road"),
    (Surface, Surface.TREADMILL): _("treadmill"),
    (Surface, Surface.TRAIL): _("trail"),
    (Surface, Surface.TRACK): _("track"),
    (BatchState, BatchState.RUNNING): _("going on"),
    (BatchState, BatchState.DONE): _("done"),
    (BatchState, BatchState.CANCELLED): _("stopped"),
    (BatchState, BatchState.CUT_OFF): _("cut off"),
    (BatchState, BatchState.UNDONE): _("undone"),
    (RereadOutcome, RereadOutcome.UNCHANGED): _("unchanged"),
    (RereadOutcome, RereadOutcome.CHANGED): _("changed"),
    (RereadOutcome, RereadOutcome.FAILED): _("failed now"),
    (FileOutcome, FileOutcome.IMPORTED): _("imported"),
    (FileOutcome, FileOutcome.DUPLICATE): _("already here"),
    (FileOutcome, FileOutcome.RECOVERED): _("partly recovered"),
    (FileOutcome, FileOutcome.SKIPPED): _("skipped"),
    (FileOutcome, FileOutcome.FAILED): _("not read"),
    (RacePriority, RacePriority.A): _("the main race"),
    (RacePriority, RacePriority.B): _("an important race"),
    (RacePriority, RacePriority.C): _("a training race"),
    (BodyFigure, BodyFigure.ONE): _("Figure one"),
    (BodyFigure, BodyFigure.TWO): _("Figure two"),
    (Units, Units.METRIC): _("kilometres"),
    (Units, Units.IMPERIAL): _("miles"),
}


def name_of(thing: Enum, voice: Voice) -> str:
    """
    What a kind, type, depth, tool, sport, outcome or status is called in a sentence.
    """
    return voice.translate(_NAMES[type(thing), thing.value])


def join_and(names: Sequence[str], voice: Voice) -> str:
    """
    Names in a row: "calves", "calves and feet", "calves, feet and shins".
    """
    if len(names) < 2:
        return "".join(names)
    first = join_comma(names[:-1], voice)
    return voice.fill(_("{first} and {last}"), first=first, last=names[-1])


def join_comma(names: Sequence[str], voice: Voice) -> str:
    """
    Words in a row with commas.
    """
    return voice.translate(_(", ")).join(names)


def start_with_capital(text: str) -> str:
    """
    The same words as the beginning of a line; the rest stays as it is.
    """
    return text[:1].upper() + text[1:]
