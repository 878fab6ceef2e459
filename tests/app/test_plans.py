"""
Plans are computed, adopted, found stale, replayed and delivered.
"""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from datetime import timedelta

import pytest
from icalendar import Calendar

from tests.builders import EVENINGS, PRICES
from tests.fakes import NOON
from unknot.app.add_run import HandEntry, add_run
from unknot.app.answer_gate import answer_gate
from unknot.app.calendar_feed import feed_ics, keep_feed_token, plan_ics, runner_of_feed
from unknot.app.change_settings import change_settings
from unknot.app.errors import NotUnderstood, Refusal
from unknot.app.export_everything import export_zip
from unknot.app.log_massage import Massage, log_massage
from unknot.app.make_plan import adopt_plan, compute_plan, replan
from unknot.app.mark_item import mark_item
from unknot.app.plan_age import plan_is_stale
from unknot.app.replay import gate_of, replay
from unknot.deliver.ics import render_plan, uid_of
from unknot.domain.canonical import write_canonical
from unknot.domain.run import RunKind
from unknot.domain.safety import GateAnswers, GateInput, Refused
from unknot.domain.session import CareKind, ItemStatus, MassageType


@pytest.fixture
def runner(store, ada):
    """
    Ada ran every other day, answered the questions and has a little money.
    """
    change_settings(
        store,
        ada,
        {"prices": PRICES, "free_times": EVENINGS, "budget_cents_a_month": 110_00},
    )
    for days in range(1, 40, 2):
        kind = RunKind.LONG if days % 7 == 0 else RunKind.EASY
        entry = HandEntry(NOON - timedelta(days=days), 60, 10_000.0, rpe=5, kind=kind)
        add_run(store, ada, entry, NOON)
    answer_gate(store, ada, GateAnswers(NOON))
    return ada


def test_computing_changes_nothing(store, runner):
    """
    The plan is shown; what the runner lives by stays.
    """
    with store.look(runner) as db:
        before = db.rows

    _, decision = compute_plan(store, runner, NOON, 2)

    assert decision.items
    with store.look(runner) as db:
        assert db.rows == before


def test_the_same_rows_give_the_same_bytes(store, runner):
    """
    Input and decision, to the last byte.
    """
    first, second = (compute_plan(store, runner, NOON, 2) for _ in range(2))

    assert write_canonical(first[0]) == write_canonical(second[0])
    assert write_canonical(first[1]) == write_canonical(second[1])


@pytest.mark.parametrize("weeks", [0, 17])
def test_a_plan_covers_one_to_sixteen_weeks(store, runner, weeks):
    """
    Anything else is refused with a sentence.
    """
    with pytest.raises(Refusal, match="1 to 16 weeks"):
        compute_plan(store, runner, NOON, weeks)


def test_a_plan_of_another_version_is_stale(store, runner, monkeypatch):
    """
    After an update, what Unknot now knows of safety holds from the first look on.
    """
    replan(store, runner, NOON, 1)
    assert not plan_is_stale(store, runner, NOON)

    monkeypatch.setattr("unknot.app.plan_age.catalogue_version", lambda: "another")

    assert plan_is_stale(store, runner, NOON)


def test_a_plan_is_stale_after_a_change_and_on_a_new_day(store, runner, clock):
    """
    Looking, adopting and the feed leave it fresh; a change or the runner's midnight does not.
    """
    assert plan_is_stale(store, runner, NOON)
    kept = replan(store, runner, NOON, 1)
    assert not plan_is_stale(store, runner, NOON + timedelta(hours=10))
    assert plan_is_stale(store, runner, NOON + timedelta(hours=11))

    mark_item(store, runner, kept.decision.items[0].id, ItemStatus.DONE)
    assert plan_is_stale(store, runner, NOON)
    replan(store, runner, NOON, 1)
    assert not plan_is_stale(store, runner, NOON)


def test_what_is_ticked_off_while_planning_stays_ticked_off(store, runner):
    """
    A slow computer does not undo what a quick runner did meanwhile, and plans once more.
    """
    replan(store, runner, NOON, 1)
    given, decision = compute_plan(store, runner, NOON, 1)
    item = decision.items[0]
    mark_item(store, runner, item.id, ItemStatus.DONE)

    adopt_plan(store, runner, given, decision)

    with store.look(runner) as db:
        adopted, kept = db.adopted_plan(), db.kept_plan()
    assert replace(item, status=ItemStatus.DONE) in adopted.items
    assert replace(item, status=ItemStatus.DONE) in kept.decision.items
    assert plan_is_stale(store, runner, NOON)


def test_a_kept_plan_is_decided_again_to_the_same_bytes(store, runner):
    """
    Every report of a mistake is a file that can be replayed.
    """
    given, decision = compute_plan(store, runner, NOON, 2)

    assert write_canonical(replay(write_canonical(given))) == write_canonical(decision)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"weeks": 99}, "1 to 16 weeks"),
        ({"weeks": "two"}, "weeks: a whole number is needed"),
        ({"colour": "red"}, "colour"),
        ({"now": "2026-11-23T12:00:00"}, "needs a zone"),
        ({"settings": {"zone": "Moon/Base"}}, "not a known time zone"),
        ({"format_version": 99}, "Update Unknot"),
    ],
)
def test_what_is_no_plan_input_is_said_to_be_none(store, runner, change, says):
    """
    The field that does not fit is named.
    """
    given, _ = compute_plan(store, runner, NOON, 1)
    plain = json.loads(write_canonical(given)) | change

    with pytest.raises(NotUnderstood, match=says):
        replay(json.dumps(plain))


def test_the_gate_answers_a_written_case():
    """
    Unanswered, it refuses; what is no case is refused with a sentence.
    """
    case = GateInput(NOON, "Europe/Prague")

    assert isinstance(gate_of(write_canonical(case)), Refused)
    for wrong in ("not json", "{}", "[]", '{"now": "2026-11-23T12:00:00Z", "zone": "Moon"}'):
        with pytest.raises(NotUnderstood, match="not a gate input"):
            gate_of(wrong)


def a_calendar(items, settings, runner_id, now, sequences, appointments=(), care_done=()):
    """
    Renders as the real one does: bytes, and what to remember.
    """
    remembered = dict(sequences) | {item.id: (len(sequences), "digest") for item in items}
    return f"{runner_id} {now:%H:%M} {len(items)}".encode(), remembered


def test_the_feed_opens_with_its_secret_only(store, runner):
    """
    A new secret closes the old address; what is no secret opens nothing.
    """
    old, new = "0" * 64, "f" * 64
    keep_feed_token(store, runner, old)
    assert runner_of_feed(store, old).id == runner
    keep_feed_token(store, runner, new)

    assert runner_of_feed(store, old) is None
    assert runner_of_feed(store, new).id == runner
    assert runner_of_feed(store, "../" + new) is None
    with store.look(runner) as db:
        assert db.feed_token_hash() not in (old, new)


def test_the_feed_shows_the_kept_plan_with_the_plans_own_stamp(store, runner):
    """
    Asking later gives the same bytes, and what was delivered is remembered.
    """
    kept = replan(store, runner, NOON, 1)

    feed = feed_ics(store, runner, a_calendar)

    assert feed == f"{runner} 12:00 {len(kept.decision.items)}".encode()
    with store.look(runner) as db:
        assert set(db.sequences()) == {item.id for item in kept.decision.items}
    assert not plan_is_stale(store, runner, NOON)


def events_of(content):
    """
    The events of a calendar by their UID.
    """
    return {str(event["UID"]): event for event in Calendar.from_ical(content).walk("VEVENT")}


def test_what_was_had_and_done_stays_in_the_calendar(store, runner):
    """
    Days later the massages and the care are the same events at the same time, without alarms.

    One massage was confirmed in the plan, one was noted by hand and stood in the plan under an id
    of its own; what was skipped is not there.
    """
    items = replan(store, runner, NOON, 2).decision.items
    massage = next(item for item in items if item.kind is CareKind.MASSAGE)
    done, skipped = [item for item in items if item.kind is CareKind.STRETCHING][:2]
    mark_item(store, runner, done.id, ItemStatus.DONE)
    mark_item(store, runner, skipped.id, ItemStatus.SKIPPED)
    mark_item(store, runner, massage.id, ItemStatus.CONFIRMED)
    by_hand = massage.date + timedelta(days=1)
    log_massage(store, runner, Massage(by_hand, MassageType.LIGHT, 30), NOON)
    planned = replan(store, runner, NOON, 2).decision.items
    noted = next(
        item.id for item in planned if item.kind is CareKind.MASSAGE and item.date == by_hand
    )
    before = events_of(feed_ics(store, runner, render_plan))

    replan(store, runner, NOON + timedelta(days=10), 1)
    after = events_of(feed_ics(store, runner, render_plan))
    again = feed_ics(store, runner, render_plan)

    for item_id in (massage.id, noted, done.id):
        event = after[uid_of(item_id, runner)]
        assert event["DTSTART"].dt == before[uid_of(item_id, runner)]["DTSTART"].dt
        assert event["STATUS"] == "CONFIRMED"
        assert event["SUMMARY"] == "Reserved time"
        assert event["DTSTAMP"].dt == NOON + timedelta(days=10)
        assert event.walk("VALARM") == []
    assert uid_of(skipped.id, runner) not in after
    assert events_of(again).keys() == after.keys()

    replan(store, runner, NOON + timedelta(days=10, weeks=4), 1)
    assert not events_of(feed_ics(store, runner, render_plan)).keys() & before.keys()


def test_a_file_and_the_feed_share_their_memory(store, runner):
    """
    An event that was sent as a file is updated by the feed, not doubled.
    """
    _, decision = compute_plan(store, runner, NOON, 1)

    plan_ics(store, runner, a_calendar, decision, NOON, is_kept=True)

    with store.look(runner) as db:
        assert set(db.sequences()) == {item.id for item in decision.items}


def test_a_plan_only_looked_at_leaves_no_trace_in_the_calendar(store, runner):
    """
    The feed never cancels an event that it did not show.
    """
    _, decision = compute_plan(store, runner, NOON, 1)

    plan_ics(store, runner, a_calendar, decision, NOON, is_kept=False)

    with store.look(runner) as db:
        assert db.sequences() == {}


def test_the_archive_holds_everything_and_says_what(store, runner):
    """
    One ZIP with a page that explains it.
    """
    with zipfile.ZipFile(io.BytesIO(export_zip(store, runner, NOON))) as archive:
        assert archive.testzip() is None
        assert {"READ-ME.txt", "settings.json", "runs.json"} <= set(archive.namelist())
        assert len(json.loads(archive.read("runs.json"))) == 20
        codes = json.loads(archive.read("body-codes.json"))
        assert codes["regions"]["achilles"]["codes"][0]["code"] == "61352006"
        assert codes["regions"]["soleus"]["codes"] == []
        assert set(codes["sides"]) == {"left", "right"}
