"""
The clock of a guided session, in a real browser and without a screen: every instant is given.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.conftest import serving
from tests.web.test_browser import chromium, pytestmark  # noqa: F401 - a fixture and the marks

START = 1_795_620_000_000
LEFT, RIGHT = {"region": "calf", "side": "left"}, {"region": "calf", "side": "right"}
SOLE = {"region": "sole", "side": "left"}


def a_step(seconds: int, ready_s: int, *places: dict) -> dict:
    """
    A step as the page hands it over.
    """
    first = places[0] if places else {"region": None, "side": None}
    return {
        "technique": "roll", **first, "tool": "roller", "pressure": "light",
        "seconds": seconds, "ready_s": ready_s, "places": list(places),
    }  # fmt: skip


PLAN = {
    "id": "p", "phase": "after", "item_id": "x_1",
    "steps": [a_step(60, 10, LEFT), a_step(60, 5, RIGHT), a_step(30, 15, SOLE), a_step(90, 0, SOLE, LEFT)],
}  # fmt: skip


@pytest.fixture(scope="module")
def machine(chromium, sample_folder: Path, tmp_path_factory) -> Iterator:  # noqa: F811
    """
    Plays a list of (method, second) from the start and tells how it stands at the last second.
    """
    folder = tmp_path_factory.mktemp("machine") / "data"
    shutil.copytree(sample_folder, folder)
    server = serving(folder)
    page = chromium.new_page()
    page.goto(next(server) + "/about")
    page.evaluate("""async () => {
      const place = document.querySelector('script[src$="app.js"]').src.replace(/app.js$/, "session_machine.js");
      const m = await import(place);
      window.play = (plan, start, moves) => {
        let state = m.begin(plan, start, "g_0123456789");
        let now = start;
        for (const [what, second, given] of moves) {
          now = start + second * 1000;
          if (what === "look") state = m.look(state, plan, now);
          else if (what === "reload") state = m.wake(JSON.parse(JSON.stringify(state)));
          else if (what === "resume") state = m.resume(state, now);
          else state = m[what](state, plan, now, given);
        }
        const done = m.isOver(state) ? m.record(state, plan) : null;
        return { at: state.at, stage: state.stage, left: m.left(state, now) / 1000, held: m.isHeld(state),
          slept: state.slept, done: state.done.map((ms) => ms / 1000), ends: state.ends, paused: state.pausedMs / 1000,
          pain: state.pain, kept: done };
      };
    }""")
    yield lambda *moves: page.evaluate(
        "([plan, start, moves]) => play(plan, start, moves)", [PLAN, START, moves]
    )
    page.close()
    server.close()


def looks(*seconds: float) -> list[tuple[str, float]]:
    """
    The page looks at the clock at these seconds.
    """
    return [("look", second) for second in seconds]


def every(least: int, most: int, step: int = 5) -> list[tuple[str, float]]:
    """
    The page looks all the time.
    """
    return looks(*range(least, most + 1, step))


@pytest.mark.parametrize(
    ("second", "at", "stage", "left"),
    [(0, 0, "ready", 10), (9.5, 0, "ready", 0.5), (10, 0, "work", 60), (69, 0, "work", 1),
     (70, 1, "ready", 5), (75, 1, "work", 60), (135, 2, "ready", 15)],
)  # fmt: skip
def test_stages_follow_each_other_by_the_clock(machine, second, at, stage, left):
    """
    Getting ready, then the work, then the next step, each at its own instant.
    """
    seen = machine(*every(0, int(second)), *looks(second))

    assert (at, stage, left) == (seen["at"], seen["stage"], pytest.approx(seen["left"]))


def test_a_hidden_page_that_is_looked_at_once_a_minute_is_right_at_every_look(machine):
    """
    Browsers slow the timers of hidden pages; the clock counts from its start, not by ticks.
    """
    seen = machine(*looks(60, 120, 132))

    assert (seen["at"], seen["stage"], pytest.approx(seen["left"])) == (1, "work", 3)
    assert seen["done"] == [60, 0, 0, 0]


def test_a_device_that_slept_is_held_where_it_was_last_seen(machine):
    """
    Nobody was guided through ten minutes of sleep, so they are a pause and not care.
    """
    seen = machine(*every(0, 30), ("look", 630))
    assert (True, True, pytest.approx(40)) == (seen["held"], seen["slept"], seen["left"])

    later = machine(*every(0, 30), ("look", 630), ("resume", 640), ("look", 650))
    assert (False, pytest.approx(30), 610) == (later["held"], later["left"], later["paused"])


def test_a_pause_stops_the_clock_and_is_counted(machine):
    """
    However long it lasts, and told apart from care.
    """
    moves = [*every(0, 30), ("pause", 30), *looks(31, 400), ("resume", 400), *looks(410)]

    seen = machine(*moves)

    assert (0, pytest.approx(30), 370) == (seen["at"], seen["left"], seen["paused"])


def test_a_page_that_was_killed_goes_on_at_the_very_second(machine):
    """
    What was kept at the last second comes back held there.
    """
    moves = [*every(0, 40), ("reload", 40), ("look", 4000), ("resume", 4000)]

    assert machine(*moves)["left"] == pytest.approx(30)
    assert machine(*moves, ("look", 4010))["left"] == pytest.approx(20)


def test_skipping_keeps_what_was_done(machine):
    """
    Twenty seconds are twenty seconds.
    """
    seen = machine(*every(0, 30), ("skip", 30))

    assert (seen["at"], seen["stage"]) == (1, "ready")
    assert (seen["ends"], seen["done"]) == (["skipped", None, None, None], [20, 0, 0, 0])


def test_back_begins_the_step_again_and_counts_both_goes(machine):
    """
    Half a step and then all of it is one and a half.
    """
    seen = machine(*every(0, 40), ("back", 40))
    assert (seen["at"], seen["stage"], seen["left"]) == (0, "ready", 5)

    seen = machine(*every(0, 40), ("back", 40), *every(40, 106))
    assert (seen["at"], seen["ends"][0], seen["done"][0]) == (1, "done", 90)


def test_back_at_the_very_beginning_of_a_step_is_the_one_before(machine):
    """
    As every player of music has it.
    """
    seen = machine(*every(0, 72), ("back", 72))

    assert (seen["at"], seen["stage"], seen["left"], seen["ends"][0]) == (0, "ready", 10, None)
    assert seen["done"][0] == 60


def test_what_hurts_ends_everything_that_would_press_there(machine):
    """
    The left calf is over in its own step and in the one for the sole that presses it; the right
    one goes on.
    """
    seen = machine(*every(0, 30), ("hurts", 30), ("look", 50))
    assert (seen["stage"], seen["held"]) == ("asking", True)
    assert seen["ends"] == ["hurt", None, None, "hurt"]

    pain = [{"region": "calf", "side": "left", "score": 7}]
    seen = machine(*every(0, 30), ("hurts", 30), ("answer", 50, pain))
    assert (1, "ready", 20, pain) == (seen["at"], seen["stage"], seen["paused"], seen["pain"])


def test_back_never_leads_to_what_hurt(machine):
    """
    A region that is over stays over.
    """
    hurt = [*every(0, 30), ("hurts", 30), ("answer", 30, [])]

    seen = machine(*hurt, ("back", 31))

    assert (seen["at"], seen["ends"][0]) == (1, "hurt")


def test_the_last_step_that_hurts_is_the_end(machine):
    """
    Nothing is left to do, so the session is over with the answer.
    """
    seen = machine(
        ("skip", 1), ("skip", 2), ("skip", 3), *looks(4), ("hurts", 10), ("answer", 15, [])
    )

    assert seen["stage"] == "over"
    assert seen["done"] == [0, 0, 0, 7]
    assert [step["end"] for step in seen["kept"]["steps"]] == [
        "skipped",
        "skipped",
        "skipped",
        "hurt",
    ]


def test_ending_early_says_what_was_never_reached(machine):
    """
    Begun is skipped, not begun is not reached.
    """
    kept = machine(*every(0, 90), ("finish", 95))["kept"]

    assert [step["end"] for step in kept["steps"]] == [
        "done",
        "skipped",
        "not-reached",
        "not-reached",
    ]
    assert [step["done_s"] for step in kept["steps"]] == [60, 20, 0, 0]


def test_the_record_adds_up_to_the_clock_on_the_wall(machine):
    """
    Getting ready, care and pauses together are the time from beginning to end.
    """
    moves = [*every(0, 40), ("pause", 42), ("resume", 142), *every(142, 400)]

    seen = machine(*moves)

    kept = seen["kept"]
    assert tuple(step["done_s"] for step in kept["steps"]) == (60, 60, 30, 90)
    assert kept["paused_s"] == 100
    ready = sum(step["ready_s"] for step in PLAN["steps"])
    # 2026-11-25T16:40:00 and so many seconds of everything.
    assert kept["started_at"] != kept["ended_at"]
    assert (240 + 100 + ready) * 1000 == machine_ms(kept["ended_at"]) - machine_ms(
        kept["started_at"]
    )
    assert kept["item_id"] == "x_1"


def machine_ms(instant: str) -> int:
    """
    An instant as the machine counts it.
    """
    from datetime import datetime

    return round(datetime.fromisoformat(instant).timestamp() * 1000)


def test_nothing_moves_a_session_that_is_over(machine):
    """
    A finger that is late changes no record.
    """
    over = [*every(0, 30), ("finish", 30)]

    assert machine(*over) == machine(
        *over, ("skip", 30), ("back", 30), ("hurts", 30), ("pause", 30)
    )
