"""
The tables: one row per thing a runner did, said or was offered.

Every row belongs to a runner and goes when the runner goes. Only portable column types, so
that the same tables can stand in SQLite and in PostgreSQL. Small lists (body parts, warnings)
are canonical JSON text: they are always read and written whole.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    MetaData,
    Table,
    Time,
    TypeDecorator,
    false,
)
from sqlalchemy.engine import Dialect

from unknot.domain.run_form import FORM_FIGURES

# In place of SQLAlchemy's own: their values fit in either database.
from unknot.store.column_types import Float, Integer, String, Text

metadata = MetaData()


class UtcInstant(TypeDecorator[datetime]):
    """
    An instant, kept in UTC. The zone it was lived in stands in a column beside it.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """
        Into the database, in UTC.
        """
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """
        Out of it; SQLite forgets the zone, PostgreSQL answers in its own.
        """
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _runner(**more: Any) -> Column[str]:
    return Column(
        "runner_id",
        String(32),
        ForeignKey("runners.id", ondelete="CASCADE"),
        nullable=False,
        **more,
    )


def _figures() -> list[Column[Any]]:
    return [
        Column("sport", String(20), nullable=False),
        Column("surface", String(20), nullable=False),
        Column("start_utc", UtcInstant, nullable=False),
        Column("elapsed_s", Float),
        Column("timer_s", Float),
        Column("distance_m", Float),
        Column("ascent_m", Float),
        Column("descent_m", Float),
        Column("avg_hr", Float),
        Column("rpe", Float),
        Column("title", Text, nullable=False),
    ]


runners = Table(
    "runners",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("is_sample", Boolean, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("inputs_changed_at", UtcInstant),
    Column("feed_token_hash", String(64), unique=True),
    Column("has_plan_file", Boolean, nullable=False),
    Column("is_added", Boolean, nullable=False, server_default=false()),
    Column("sample_of", String(32)),
)

settings = Table(
    "settings", metadata, _runner(primary_key=True), Column("document", Text, nullable=False)
)

import_batches = Table(
    "import_batches",
    metadata,
    _runner(primary_key=True),
    Column("id", String(20), primary_key=True),
    Column("dropped", Text, nullable=False),
    Column("state", String(20), nullable=False),
    Column("started_at", UtcInstant, nullable=False),
    Column("heard_at", UtcInstant, nullable=False),
    Column("ended_at", UtcInstant),
    Column("made_by", Text, nullable=False),
    Column("counts", Text, nullable=False),
    Column("digests", Text, nullable=False),
)

imported_files = Table(
    "imported_files",
    metadata,
    Column("id", Integer, primary_key=True),
    _runner(),
    Column("batch_id", String(20), nullable=False),
    Column("position", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("file", Text, nullable=False),
    Column("is_part", Boolean, nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("reasons", Text, nullable=False),
    Column("warnings", Text, nullable=False),
    Column("about", Text),
    Column("imported_at", UtcInstant, nullable=False),
    ForeignKeyConstraint(
        ["runner_id", "batch_id"],
        ["import_batches.runner_id", "import_batches.id"],
        ondelete="CASCADE",
    ),
    Index("imported_files_by_batch", "runner_id", "batch_id", "position"),
    Index("imported_files_by_original", "runner_id", "sha256"),
)

originals = Table(
    "originals",
    metadata,
    _runner(primary_key=True),
    Column("sha256", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("is_packed", Boolean, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

runs = Table(
    "runs",
    metadata,
    _runner(primary_key=True),
    Column("id", String(20), primary_key=True),
    *_figures(),
    Column("zone", String(64), nullable=False),
    Column("kind", String(20)),
    Column("rpe_min", Float),
    Column("trimp", Float),
    Column("graded", Float),
    Column("profile_key", String(64), nullable=False),
    Column("features", Text),
    Index("runs_by_start", "runner_id", "start_utc"),
)

recordings = Table(
    "recordings",
    metadata,
    _runner(primary_key=True),
    Column("id", String(20), primary_key=True),
    Column("run_id", String(20), nullable=False),
    Column("sha256", String(64)),
    Column("position", Integer, nullable=False),
    Column("chosen", Boolean, nullable=False),
    *_figures(),
    Column("end_utc", UtcInstant, nullable=False),
    Column("max_hr", Float),
    Column("peak_hr", Float),
    Column("beats", LargeBinary),
    Column("graded_m2_per_s", Float),
    Column("n_records", Integer, nullable=False),
    Column("description", Text, nullable=False),
    Column("gear", Text, nullable=False),
    Column("maker", Text, nullable=False),
    Column("zone", String(64)),
    Column("trusted_heart_rate", Boolean, nullable=False),
    Column("trusted_distance", Boolean, nullable=False),
    Column("places", LargeBinary),
    Column("features", Text),
    *(Column(name, Float) for name in FORM_FIGURES),
    ForeignKeyConstraint(
        ["runner_id", "run_id"], ["runs.runner_id", "runs.id"], ondelete="CASCADE"
    ),
    Index("recordings_by_run", "runner_id", "run_id"),
    Index("recordings_by_start", "runner_id", "start_utc"),
    Index("recordings_by_original", "runner_id", "sha256"),
)

streams = Table(
    "streams",
    metadata,
    _runner(primary_key=True),
    Column("recording_id", String(20), primary_key=True),
    Column("packed", LargeBinary, nullable=False),
    ForeignKeyConstraint(
        ["runner_id", "recording_id"],
        ["recordings.runner_id", "recordings.id"],
        ondelete="CASCADE",
    ),
)

# Other files that hold the very same recording: it is kept once. `position` is its place there.
recording_copies = Table(
    "recording_copies",
    metadata,
    _runner(primary_key=True),
    Column("sha256", String(64), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("recording_id", String(20), nullable=False),
    Index("copies_by_recording", "runner_id", "recording_id"),
)

# What the runner said of a recording, or of two. Ids come from the files' bytes, and nothing here
# goes when a recording goes: if its file is imported again, what was said is there again.
recording_edits = Table(
    "recording_edits",
    metadata,
    _runner(primary_key=True),
    Column("recording_id", String(20), primary_key=True),
    Column("is_chosen", Boolean, nullable=False),
    Column("rpe", Float),
    Column("kind", String(20)),
)

recording_ties = Table(
    "recording_ties",
    metadata,
    _runner(primary_key=True),
    Column("one_id", String(20), primary_key=True),
    Column("other_id", String(20), primary_key=True),
    Column("is_same", Boolean, nullable=False),
)

planned_runs = Table(
    "planned_runs",
    metadata,
    _runner(primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("id", String(64), nullable=False),
    Column("date", Date, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("starts_at", Time),
    Column("distance_m", Float),
    Column("duration_min", Float),
    Column("title", Text, nullable=False),
    Column("is_guess", Boolean, nullable=False),
)

planned_days = Table(
    "planned_days",
    metadata,
    _runner(primary_key=True),
    Column("date", Date, primary_key=True),
    Column("kind", String(20), primary_key=True),
)

check_ins = Table(
    "check_ins",
    metadata,
    _runner(primary_key=True),
    Column("date", Date, primary_key=True),
    Column("reported_at", UtcInstant, nullable=False),
    Column("soreness", Text, nullable=False),
    Column("pain", Text, nullable=False),
    Column("sleep_h", Float),
    Column("stress", Integer),
    Column("fatigue", Integer),
    Column("note", Text, nullable=False),
    Column("invented", Boolean, nullable=False),
    Column("sleep_quality", Integer),
    Column("muscle_soreness", Integer),
    Column("mood", Integer),
    Column("resting_hr", Float),
    Column("hrv_lnrmssd", Float),
)

# One row per file and day that it tells of: when a file is taken back, what an earlier one said of
# the day counts again; `position` is the order they came in. `sha256` is empty where none told it.
wellness_days = Table(
    "wellness_days",
    metadata,
    _runner(primary_key=True),
    Column("date", Date, primary_key=True),
    Column("source", String(40), primary_key=True),
    Column("sha256", String(64), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("sleep_h", Float),
    Column("resting_hr", Float),
    Column("hrv_lnrmssd", Float),
    Column("soreness", Text, nullable=False),
    Column("pain", Text, nullable=False),
    Column("soreness_overall", Integer),
    Column("fatigue", Integer),
    Column("stress", Integer),
    Column("mood", Integer),
    Column("is_sick", Boolean),
    Column("note", Text, nullable=False),
    Index("wellness_days_by_date", "runner_id", "date"),
    Index("wellness_days_by_original", "runner_id", "sha256"),
)

injuries = Table(
    "injuries",
    metadata,
    _runner(primary_key=True),
    Column("id", String(20), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("started_on", Date, nullable=False),
    Column("ended_on", Date),
    Column("parts", Text, nullable=False),
    Column("note", Text, nullable=False),
)

reports = Table(
    "reports",
    metadata,
    _runner(primary_key=True),
    Column("id", String(20), primary_key=True),
    Column("reported_at", UtcInstant, nullable=False),
    Column("signs", Text, nullable=False),
    Column("parts", Text, nullable=False),
    Column("ended_on", Date),
)

gate_answers = Table(
    "gate_answers",
    metadata,
    _runner(primary_key=True),
    Column("answered_at", UtcInstant, nullable=False),
    Column("conditions", Text, nullable=False),
    Column("cleared", Text, nullable=False),
    Column("age_under_16", Boolean, nullable=False),
    Column("places", Text, nullable=False),
)

appointments = Table(
    "appointments",
    metadata,
    _runner(primary_key=True),
    Column("id", String(100), primary_key=True),
    Column("date", Date, nullable=False),
    Column("massage_type", String(20), nullable=False),
    Column("depth", String(20), nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("cents", Integer),
    Column("parts", Text, nullable=False),
    Column("start_utc", UtcInstant),
    Column("status", String(20), nullable=False),
    Column("invented", Boolean, nullable=False),
)

care_records = Table(
    "care_records",
    metadata,
    _runner(primary_key=True),
    Column("item_id", String(100), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("date", Date, nullable=False),
    Column("status", String(20), nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("parts", Text, nullable=False),
    Column("start_utc", UtcInstant),
)

adopted_plans = Table(
    "adopted_plans",
    metadata,
    _runner(primary_key=True),
    Column("adopted_at", UtcInstant, nullable=False),
    Column("items", Text, nullable=False),
)

kept_plans = Table(
    "kept_plans",
    metadata,
    _runner(primary_key=True),
    Column("decided_at", UtcInstant, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("decided_by", String(100), nullable=False),
    Column("decision", Text, nullable=False),
    Column("input", Text, nullable=False),
)

sequences = Table(
    "sequences",
    metadata,
    _runner(primary_key=True),
    Column("item_id", String(100), primary_key=True),
    Column("sequence", Integer, nullable=False),
    Column("digest", Text, nullable=False),
)
