"""
Several programs over one database: they take turns, and whoever reads waits for nobody.
"""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from tests.contracts import a_full_life as life
from unknot.app.errors import NotFound

# So long something that waits its turn is given the chance to go wrong.
_A_MOMENT_S = 0.3


def test_two_who_change_one_runner_take_turns(open_again):
    """
    The second waits, then sees what the first kept: a note is added to, and none is lost.
    """
    first, second = open_again(), open_again()
    ada = first.add_runner("Ada").id
    has_read, may_go_on = threading.Event(), threading.Event()

    def add(store, word: str) -> None:
        with store.open(ada) as db:
            note = "".join(each.note for each in db.check_ins()) + word
            if store is first:
                has_read.set()
                may_go_on.wait(10)
            db.keep_check_in(replace(life.CHECK_IN, note=note))

    with ThreadPoolExecutor(2) as both:
        one = both.submit(add, first, "one ")
        has_read.wait(10)
        other = both.submit(add, second, "two")
        threading.Event().wait(_A_MOMENT_S)
        assert not other.done()
        may_go_on.set()
        one.result(10)
        other.result(10)

    with second.look(ada) as db:
        assert [each.note for each in db.check_ins()] == ["one two"]
        assert db.revision() == 2


def test_many_changes_at_once_are_all_kept_and_counted(open_again):
    """
    Ten clicks from two programs: ten changes.
    """
    stores = [open_again(), open_again()]
    ada = stores[0].add_runner("Ada").id

    def click(number: int) -> None:
        with stores[number % 2].open(ada) as db:
            behind = len(list(db.injuries()))
            db.keep_injury(replace(life.INJURY, id=f"i_{behind}"))

    with ThreadPoolExecutor(4) as clicks:
        list(clicks.map(click, range(10)))

    with stores[0].look(ada) as db:
        assert len(db.injuries()) == db.revision() == 10


def test_who_reads_sees_one_state_and_waits_for_nobody(open_again):
    """
    A page that is being made shows either all of a change or nothing of it.
    """
    server, command = open_again(), open_again()
    ada = server.add_runner("Ada").id
    with server.open(ada) as db:
        db.keep_check_in(life.CHECK_IN)

    with server.look(ada) as page:
        before = page.revision()
        with command.open(ada) as db:
            db.keep_check_in(replace(life.CHECK_IN, note="meanwhile"))
            db.keep_injury(life.INJURY)
        assert [each.note for each in page.check_ins()] == [life.CHECK_IN.note]
        assert list(page.injuries()) == []
        assert page.revision() == before

    with server.look(ada) as page:
        assert [each.note for each in page.check_ins()] == ["meanwhile"]


def test_two_programs_that_start_at_once_make_one_set_of_tables(open_again):
    """
    The server and a command, both for the first time.
    """
    with ThreadPoolExecutor(4) as all_at_once:
        stores = list(all_at_once.map(lambda _: open_again(), range(4)))

    ada = stores[0].add_runner("Ada")
    assert [list(store.runners()) for store in stores] == [[ada]] * 4


def test_two_programs_that_want_the_first_runner_get_the_same(open_again):
    """
    Nobody is made twice.
    """
    stores = [open_again() for _ in range(3)]

    def first(store) -> str:
        return store.add_runner("You", unless_there=True).id

    with ThreadPoolExecutor(3) as all_at_once:
        ids = set(all_at_once.map(first, stores))

    assert [runner.id for runner in stores[0].runners()] == list(ids)


@pytest.mark.parametrize(
    "keep",
    [
        lambda db: db.keep_settings(life.SETTINGS),
        lambda db: db.keep_effort(life.RUN),
        lambda db: db.keep_feed_token_hash("ab" * 32),
        lambda db: db.remove_run("r_1"),
        lambda db: db.revision(),
    ],
)
def test_nothing_is_kept_for_whom_another_program_erased(open_again, keep):
    """
    "There is no such runner", and neither a failure nor a row that belongs to nobody.
    """
    server, command = open_again(), open_again()
    ada = server.add_runner("Ada").id
    with server.open(ada) as db:
        db.keep_settings(life.SETTINGS)
    command.remove_runner(ada)

    with pytest.raises(NotFound, match="no such runner"), server.open(ada) as db:
        keep(db)

    assert list(server.runners()) == []
