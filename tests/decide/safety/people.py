"""
Bodies for the gate's tests, and Hypothesis strategies that draw whole ones.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from unknot.catalogue.safety import intake_questions, warning_signs
from unknot.domain.body import ALL_PARTS
from unknot.domain.safety import (
    GateAnswers,
    GateInput,
    Injury,
    InjuryKind,
    PainToday,
    SorenessToday,
    SymptomReport,
)

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
TODAY = date(2026, 11, 23)
ZONE = "Europe/Prague"
DAYS = tuple(TODAY + timedelta(days=ahead) for ahead in (0, 1, 2, 3, 4, 7, 30))
CONDITIONS = tuple(entry.code for entry in intake_questions())
SIGNS = tuple(entry.code for entry in warning_signs())

parts = st.lists(st.sampled_from(ALL_PARTS), max_size=2, unique=True).map(tuple)
days_ago = st.integers(min_value=-3, max_value=8)


@st.composite
def answers(draw):
    ticked = draw(st.frozensets(st.sampled_from(CONDITIONS), max_size=3))
    cleared = draw(st.frozensets(st.sampled_from(sorted(ticked) or ["none"]), max_size=2))
    places = {code: draw(parts) for code in sorted(ticked) if draw(st.booleans())}
    return GateAnswers(NOW, ticked, cleared & ticked, draw(st.booleans()), places)


@st.composite
def reports(draw, identity="w"):
    hours = draw(st.integers(min_value=0, max_value=120))
    end = draw(st.none() | days_ago)
    return SymptomReport(
        id=identity,
        reported_at=NOW - timedelta(hours=hours),
        signs=draw(st.frozensets(st.sampled_from(SIGNS), min_size=1, max_size=2)),
        parts=draw(parts),
        ended_on=None if end is None else TODAY - timedelta(days=end),
    )


@st.composite
def injuries(draw, identity="i"):
    start = TODAY - timedelta(days=draw(days_ago))
    length = draw(st.none() | st.integers(min_value=0, max_value=10))
    return Injury(
        id=identity,
        kind=draw(st.sampled_from(InjuryKind)),
        started_on=start,
        parts=draw(parts),
        ended_on=None if length is None else start + timedelta(days=length),
    )


@st.composite
def felt(draw, kind):
    on = TODAY - timedelta(days=draw(st.integers(min_value=0, max_value=5)))
    return kind(draw(st.sampled_from(ALL_PARTS)), draw(st.integers(0, 10)), on)


@st.composite
def bodies(draw):
    return GateInput(
        now=NOW,
        zone=ZONE,
        answers=draw(answers()) if draw(st.integers(0, 9)) else None,
        reports=tuple(draw(st.lists(reports(), max_size=2))),
        injuries=tuple(draw(st.lists(injuries(), max_size=2))),
        pain=tuple(draw(st.lists(felt(PainToday), max_size=2))),
        soreness=tuple(draw(st.lists(felt(SorenessToday), max_size=2))),
    )
