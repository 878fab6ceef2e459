"""
One of everything a store can keep, and a way to read it all back.
"""

from __future__ import annotations

import math
from array import array
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from unknot.app.ports import ImportRecord, KeptItem, KeptPlan, RunnerStore
from unknot.app.views import BatchState, ImportBatch
from unknot.domain.body import BodyPart, Pain, Region, RegionGroup, Side, Soreness
from unknot.domain.check_in import CheckIn
from unknot.domain.features import RunFeatures
from unknot.domain.guided import Feeling, GuidedSession, GuidedStep, StepEnd
from unknot.domain.measures import FlexibilityTest, Measurement
from unknot.domain.places import Place
from unknot.domain.plan import (
    AdoptedPlan,
    DayForecast,
    Forecast,
    LoadDay,
    LoadPicture,
    MonthMoney,
    PlanDecision,
    PlanItem,
    RunLoad,
)
from unknot.domain.reason import Reason, Why
from unknot.domain.recording import (
    AboutEffort,
    FileOutcome,
    FileWarning,
    LoadSums,
    Recording,
    Sport,
    Surface,
)
from unknot.domain.run import (
    Load,
    LoadMethod,
    PlanFile,
    RawLoads,
    RunDone,
    RunKind,
    RunPlanned,
)
from unknot.domain.run_form import RunForm
from unknot.domain.safety import (
    GateAnswers,
    Injury,
    InjuryKind,
    Limit,
    Modality,
    Restricted,
    SymptomReport,
)
from unknot.domain.sentence import sentence
from unknot.domain.session import (
    Appointment,
    CareKind,
    CareRecord,
    Depth,
    ItemStatus,
    MassageType,
    Phase,
    Price,
    Tool,
)
from unknot.domain.settings import Evening, Race, Settings
from unknot.domain.technique import RoutinePhase
from unknot.domain.ties import Said, Tie
from unknot.domain.wellness import WellnessDay

MORNING = datetime(2026, 11, 22, 7, 30, tzinfo=UTC)
SUNDAY = date(2026, 11, 22)
CALF = BodyPart(Region.CALF, Side.LEFT)
SOLE = BodyPart(Region.SOLE, Side.RIGHT)
DIGEST = "ab" * 32

SETTINGS = Settings(
    zone="Europe/Prague",
    budget_cents_a_month=110_00,
    prices=(Price(MassageType.SPORTS, 45, 55_00),),
    tools=frozenset({Tool.HANDS, Tool.BALL}),
    free_times=(Evening(1, time(17, 30), time(20, 30)),),
    strength_weekdays=frozenset({2, 5}),
    races=(Race(date(2027, 1, 10), 21_097.5, name="Half marathon"),),
)
FEATURES = RunFeatures(moving_s=3400.5, steady_s=3400.5, uphill_s=900.0, drop_m=118.2, steps=9600.0)
RUN = RunDone(
    id="r_0123456789ab",
    sport=Sport.RUNNING,
    surface=Surface.TRAIL,
    start_utc=MORNING,
    zone="Europe/Prague",
    elapsed_s=3600.5,
    timer_s=3500.25,
    distance_m=10_000.125,
    ascent_m=120.0,
    descent_m=118.0,
    avg_hr=151.0,
    rpe=6.5,
    kind=RunKind.LONG,
    loads=RawLoads(380.0, 81.25, 66.5),
    title="Over the hill",
    features=FEATURES,
)
STREAMS = {
    "time_s": array("d", [0.0, 1.0, 2.5, 3600.5]),
    "distance_m": array("d", [0.0, 2.75, 7.125, 10_000.125]),
    "heart_rate_bpm": array("d", [101.0, math.nan, math.nan, 170.0]),
    "latitude_deg": array("d", [50.08804, 50.08805, math.nan, -12.5]),
}
RECORDING = Recording(
    sport=Sport.RUNNING,
    surface=Surface.TRAIL,
    start_utc=MORNING,
    elapsed_s=3600.5,
    timer_s=3500.25,
    distance_m=10_000.125,
    ascent_m=120.0,
    descent_m=118.0,
    avg_hr=151.0,
    max_hr=170.0,
    n_records=4,
    rpe=6.0,
    title="Over the hill",
    description="Warm.\nLegs fine.",
    gear="Old shoes",
    maker="garmin",
    zone="Europe/Prague",
    trusted_distance=False,
    streams=STREAMS,
    sums=LoadSums(((140.0, 60.0), (150.5, 30.0)), 1234.5, 169.0),
    places=(Place(5_979_630, 50.08804, 14.25), Place(5_979_631, -12.5, 14.5)),
    features=FEATURES,
    form=RunForm(171.25, 50.8, 8.25, None, 251.5, 1012.5),
)
KNEE = Measurement(SUNDAY, FlexibilityTest.KNEE_TO_WALL, Side.LEFT, (9.5, 10.25))
REACH = Measurement(SUNDAY, FlexibilityTest.SIT_AND_REACH, None, (-3.0,))
SAID = Said(is_chosen=True, rpe=7.5, kind=RunKind.RACE)
TIE = Tie("rec_1", "rec_9", is_same=False)
TWIN_DIGEST = "ba" * 32
IMPORT = ImportRecord(
    file="hill.fit",
    sha256=DIGEST,
    outcome=FileOutcome.RECOVERED,
    reasons=(sentence("the end is missing"), sentence("Records read: {n}.", n=3)),
    warnings=(FileWarning("cut-off", sentence("The last {n} minutes are missing.", n=3)),),
    run_ids=(RUN.id,),
    imported_at=MORNING + timedelta(hours=2),
    about=AboutEffort(title="Over the hill", sport=Sport.RUNNING, rpe=6.0),
)
BATCH = ImportBatch(
    id="i_1",
    dropped=("/home/ada/runs", "hill.fit"),
    state=BatchState.DONE,
    started_at=MORNING + timedelta(hours=1),
    heard_at=MORNING + timedelta(hours=2),
    ended_at=MORNING + timedelta(hours=2),
    made_by="unknot 0.1",
    counts={FileOutcome.RECOVERED: 1},
)
PLANNED = RunPlanned("p1", date(2026, 11, 25), RunKind.SPEED, time(18, 0), 8000.0, 45.0, "8 x 400")
TRAINING_PLAN = PlanFile(
    (PLANNED,), (date(2026, 11, 23), date(2026, 11, 30)), (date(2026, 11, 25), date(2026, 12, 2))
)
CHECK_IN = CheckIn(
    date=SUNDAY,
    reported_at=MORNING,
    soreness=(Soreness(CALF, 6), Soreness(SOLE, 0)),
    pain=(Pain(SOLE, 2),),
    sleep_h=7.25,
    stress=3,
    fatigue=5,
    note="Slept badly; =SUM(A1)",
    sleep_quality=6,
    muscle_soreness=5,
    mood=3,
    resting_hr=51.5,
    hrv_lnrmssd=3.875,
)
NIGHT = WellnessDay(
    date=SUNDAY,
    source="hrv4training",
    sleep_h=6.75,
    resting_hr=47.25,
    hrv_lnrmssd=4.125,
    soreness=(Soreness(CALF, 3),),
    pain=(Pain(SOLE, 1),),
    soreness_overall=4,
    fatigue=5,
    stress=2,
    mood=6,
    is_sick=False,
    note="=warm night",
)
INJURY = Injury("i_1", InjuryKind.OVERUSE, date(2026, 10, 1), (SOLE,), date(2026, 10, 20), "heel")
REPORT = SymptomReport("w_1", MORNING, frozenset({"fever", "swelling"}), (CALF,), SUNDAY)
ANSWERS = GateAnswers(MORNING, frozenset({"pregnancy"}), frozenset({"pregnancy"}), True)
APPOINTMENT = Appointment(
    "a_1", SUNDAY, MassageType.SPORTS, Depth.MEDIUM, 45, 55_00, (CALF,), MORNING
)
CARE = CareRecord("c_1", CareKind.STRETCHING, SUNDAY, ItemStatus.SKIPPED, 10, (CALF, SOLE), MORNING)
GUIDED = GuidedSession(
    id="g_0123456789ab",
    started_at=MORNING,
    ended_at=MORNING + timedelta(seconds=131),
    phase=RoutinePhase.AFTER,
    steps=(
        GuidedStep(
            "calf-roller", Region.CALF, Side.LEFT, Tool.ROLLER, Depth.LIGHT, 90, 90, StepEnd.DONE
        ),
        GuidedStep("quiet-rest", None, None, None, Depth.NONE, 60, 7, StepEnd.HURT),
    ),
    paused_s=12,
    item_id="x_1",
    feelings=(Feeling(CALF, 6, 4), Feeling(SOLE, None, 0)),
    pain=((CALF, 7),),
)
ITEM = PlanItem(
    id="x_1",
    kind=CareKind.SELF_MASSAGE,
    date=date(2026, 11, 24),
    start_utc=MORNING + timedelta(days=2),
    zone="Europe/Prague",
    minutes=10,
    phase=Phase.EVENING,
    regions=(CALF,),
    depth=Depth.LIGHT,
    tool=Tool.BALL,
    run_id=RUN.id,
    reasons=(Reason(Why.SORE_AFTER_RUN, {"distance_m": 10_000.0, "day": "2026-11-22"}, ("X",)),),
)
DECISION = PlanDecision(
    input_digest="cd" * 32,
    safety=Restricted(
        (
            Limit(
                frozenset({Modality.GUN}),
                Depth.NONE,
                Reason(Why.AVOID_THE_AREA, {"condition": "metal"}),
                frozenset({CALF}),
                SUNDAY,
            ),
        )
    ),
    items=(ITEM,),
    runs_ahead=(PLANNED,),
    rest_days=(date(2026, 11, 30),),
    strength_days=(date(2026, 11, 25),),
    forecast=Forecast(
        (DayForecast(SUNDAY, RegionGroup.CALF, 5.5, 4.25, Side.LEFT, 3.5, 5.4),), True
    ),
    money=(MonthMoney("2026-11", 110_00, 55_00, 0, 0),),
    gap=0.0,
    load=LoadPicture(
        runs=(RunLoad(RUN.id, Load(380.0, LoadMethod.RPE)),),
        days=(LoadDay(SUNDAY, 380.0, None, 51.5),),
        median_run=300.0,
    ),
    figures={"relief": 1.5},
)
SENT = KeptItem("0a1b2c3d-0000-4000-8000-00000000000a", "check-in", MORNING, "2026-11-22T07:00:00Z")
KEPT_PLAN = KeptPlan(DECISION, '{"now":"2026-11-23T08:00:00Z"}', MORNING, 3, "0.1.0 abc")


def live(db: RunnerStore, token_hash: str = "ef" * 32) -> None:
    """
    Keeps one of everything.
    """
    db.keep_settings(SETTINGS)
    db.keep_batch(BATCH)
    db.keep_files(BATCH.id, [IMPORT], 0, BATCH.heard_at)
    db.keep_original(DIGEST, "hill.fit", b"the bytes of a hill")
    db.keep_effort(RUN)
    db.keep_recording("rec_1", RUN.id, DIGEST, RECORDING, True)
    db.keep_loads({RUN.id: RUN.loads}, "profile")
    db.keep_said({"rec_1": SAID})
    db.keep_ties([TIE])
    db.keep_copy(TWIN_DIGEST, 0, "rec_1")
    db.keep_training_plan(TRAINING_PLAN)
    db.keep_check_in(CHECK_IN)
    db.keep_sent_item(SENT)
    db.keep_wellness(DIGEST, [NIGHT])
    db.keep_injury(INJURY)
    db.keep_measurement(KNEE)
    db.keep_measurement(REACH)
    db.keep_report(REPORT)
    db.keep_gate_answers(ANSWERS)
    db.keep_appointment(APPOINTMENT)
    db.keep_care_record(CARE)
    db.keep_guided_session(GUIDED)
    db.keep_adopted_plan(AdoptedPlan(MORNING, (ITEM,)))
    db.keep_plan(KEPT_PLAN)
    db.keep_feed_token_hash(token_hash)
    db.keep_secret("calendar", b"sealed")
    db.keep_sequences({"x_1": (2, "digest;20261124T180000Z;10")})


def tell(db: RunnerStore) -> dict[str, Any]:
    """
    What every reading method says, by its name.
    """
    return {
        "settings": db.settings(),
        "known_digests": db.known_digests([DIGEST, "00" * 32]),
        "told_digests": db.told_digests([DIGEST, "00" * 32]),
        "original": db.original(DIGEST),
        "kept_from": [(run_id, _comparable(kept)) for run_id, kept in db.kept_from(DIGEST)],
        "batches": list(db.batches()),
        "batch": db.batch(BATCH.id),
        "files_of": list(db.files_of(BATCH.id)),
        "effort_spans": list(db.effort_spans(MORNING, MORNING)),
        "recordings_of": [_comparable(each) for each in db.recordings_of(RUN.id)],
        "recordings_in": [
            (run_id, [_comparable(each) for each in kept])
            for run_id, kept in db.recordings_in([RUN.id]).items()
        ],
        "recording_lines": list(db.recording_lines(RUN.id)),
        "facts_in": dict(db.facts_in([DIGEST, TWIN_DIGEST])),
        "spans_of": list(db.spans_of([RUN.id])),
        "run_ids_of": dict(db.run_ids_of(["rec_1", "rec_9"])),
        "recordings_from": dict(db.recordings_from([DIGEST, TWIN_DIGEST])),
        "said_of": dict(db.said_of(["rec_1", "rec_9"])),
        "ties": list(db.ties()),
        "copies_of": list(db.copies_of("rec_1")),
        "copies_in": dict(db.copies_in(TWIN_DIGEST)),
        "run": db.run(RUN.id),
        "runs": list(db.runs()),
        "n_records": dict(db.n_records([RUN.id])),
        "newest_runs": list(db.newest_runs(5)),
        "count_runs": db.count_runs(),
        "peak_heart_rates": dict(db.peak_heart_rates()),
        "unmeasured": list(db.unmeasured("another profile", 5)),
        "training_plan": db.training_plan(),
        "check_ins": list(db.check_ins()),
        "sent_item": db.sent_item(SENT.id),
        "wellness_days": list(db.wellness_days()),
        "days_from": list(db.days_from(DIGEST)),
        "n_days_in": dict(db.n_days_in([DIGEST, "00" * 32])),
        "injuries": list(db.injuries()),
        "measurements": list(db.measurements()),
        "forms_of_runs": list(db.forms_of_runs(MORNING)),
        "reports": list(db.reports()),
        "gate_answers": db.gate_answers(),
        "appointments": list(db.appointments()),
        "care_records": list(db.care_records()),
        "guided_sessions": list(db.guided_sessions()),
        "guided_session": db.guided_session(GUIDED.id),
        "adopted_plan": db.adopted_plan(),
        "kept_plan": db.kept_plan(),
        "revision": db.revision(),
        "inputs_changed_at": db.inputs_changed_at(),
        "feed_token_hash": db.feed_token_hash(),
        "sequences": dict(db.sequences()),
        "secret": db.secret("calendar"),
        "export": sorted(db.export()),
    }


def _comparable(kept: Any) -> tuple[Any, ...]:
    # A gap is not equal to itself, so streams are compared as text.
    streams = {
        name: [f"{value:.6f}" for value in values]
        for name, values in kept.recording.streams.items()
    }
    shown = [getattr(kept.recording, name) for name in RECORDING.__slots__ if name != "streams"]
    return (kept.id, kept.file, kept.chosen, shown, streams)


def replace_import(name: str, digest: str) -> ImportRecord:
    """
    The same line of history for another file.
    """
    return replace(IMPORT, file=name, sha256=digest, run_ids=())
