"""
What every store promises of guided sessions.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.contracts import a_full_life as life


def test_the_newest_session_comes_first_and_as_many_as_asked_for(store):
    """
    A list of sessions begins with the last one, whenever the phone sent it.
    """
    runner = store.add_runner("Ada")
    later = replace(
        life.GUIDED,
        id="g_later_one",
        started_at=life.MORNING + timedelta(hours=9),
        ended_at=life.MORNING + timedelta(hours=10),
    )
    with store.open(runner.id) as db:
        db.keep_guided_session(later)
        db.keep_guided_session(life.GUIDED)

    with store.look(runner.id) as db:
        assert [later, life.GUIDED] == list(db.guided_sessions())
        assert [later] == list(db.guided_sessions(limit=1))
        assert db.guided_session("g_another_one") is None


def test_a_session_kept_again_takes_the_place_of_the_first(store):
    """
    One id is one session.
    """
    runner = store.add_runner("Ada")
    with store.open(runner.id) as db:
        db.keep_guided_session(life.GUIDED)
        db.keep_guided_session(replace(life.GUIDED, paused_s=40))

    with store.look(runner.id) as db:
        assert [replace(life.GUIDED, paused_s=40)] == list(db.guided_sessions())
