"""
Opening the data of yesterday, of tomorrow, of somebody else, and where nothing can be written.
"""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from tests.contracts import a_full_life as life
from tests.fakes import FakeClock
from unknot.app.errors import NotFound, NotUnderstood, StoreUnusable
from unknot.store.migrate import KNOWN_STEPS
from unknot.store.open import FILE_NAME, open_store
from unknot.store.rows import metadata


@pytest.fixture
def store(tmp_path):
    """
    An empty store in a folder of its own.
    """
    opened = open_store(tmp_path, FakeClock())
    yield opened
    opened.close()


def test_what_was_kept_is_there_after_opening_again(tmp_path):
    """
    Closing and opening loses nothing.
    """
    first = open_store(tmp_path, FakeClock())
    runner = first.add_runner("Ada")
    with first.open(runner.id) as db:
        life.live(db)
        told = life.tell(db)
    first.close()

    again = open_store(tmp_path, FakeClock())
    with again.look(runner.id) as db:
        after = life.tell(db)
    again.close()

    del told["inputs_changed_at"], after["inputs_changed_at"]
    assert after == told


def test_the_migrations_make_the_tables_of_this_version(tmp_path, store):
    """
    The steps lead to exactly the tables that the code knows, and the code knows every step.
    """
    engine = create_engine(f"sqlite:///{tmp_path / FILE_NAME}")
    with engine.connect() as db:
        assert compare_metadata(MigrationContext.configure(db), metadata) == []
    engine.dispose()

    config = Config()
    config.set_main_option("script_location", "unknot.store:migrations")
    steps = ScriptDirectory.from_config(config).walk_revisions()
    assert tuple(reversed([step.revision for step in steps])) == KNOWN_STEPS


def test_data_of_a_newer_version_is_left_alone(tmp_path):
    """
    An older Unknot neither reads nor changes what a newer one made, and says so.
    """
    open_store(tmp_path, FakeClock()).close()
    file = tmp_path / FILE_NAME
    with sqlite3.connect(file) as db:
        db.execute("UPDATE alembic_version SET version_num = '0999'")
    db.close()
    before = file.read_bytes()

    with pytest.raises(StoreUnusable, match="newer version of Unknot"):
        open_store(tmp_path, FakeClock())

    assert before == file.read_bytes()


def test_a_database_of_another_program_is_left_alone(tmp_path):
    """
    Tables that are not ours are not built over.
    """
    with sqlite3.connect(tmp_path / FILE_NAME) as db:
        db.execute("CREATE TABLE recipes (name TEXT)")
    db.close()

    with pytest.raises(StoreUnusable, match="belongs to another program"):
        open_store(tmp_path, FakeClock())

    with sqlite3.connect(tmp_path / FILE_NAME) as db:
        assert db.execute("SELECT name FROM sqlite_master").fetchall() == [("recipes",)]
    db.close()


@pytest.mark.skipif(sys.platform == "win32", reason="there folders say who may read")
def test_nobody_else_on_the_machine_reads_it(tmp_path):
    """
    How a body feels is nobody's business, even where the folder was made by hand for everybody.
    """
    tmp_path.chmod(0o755)
    store = open_store(tmp_path, FakeClock())
    store.add_runner("Ada")

    assert {file.name: file.stat().st_mode & 0o077 for file in tmp_path.iterdir()} == {
        FILE_NAME: 0, f"{FILE_NAME}-wal": 0, f"{FILE_NAME}-shm": 0,
    }  # fmt: skip
    store.close()


def test_a_file_that_is_no_database_is_left_alone(tmp_path):
    """
    A text file under our name gives a sentence and keeps its text.
    """
    file = tmp_path / FILE_NAME
    file.write_text("my recipes\n" * 500)

    with pytest.raises(StoreUnusable, match="not a database of Unknot"):
        open_store(tmp_path, FakeClock())

    assert file.read_text() == "my recipes\n" * 500


def test_a_file_where_the_folder_should_be_is_named(tmp_path):
    """
    "Choose another folder" instead of a traceback.
    """
    (tmp_path / "data").write_text("a file")

    with pytest.raises(StoreUnusable, match="is a file, but a folder is needed"):
        open_store(tmp_path / "data", FakeClock())


def test_a_folder_nobody_may_write_in_is_named(tmp_path, monkeypatch):
    """
    A read-only place is said to be one, with what to do.
    """

    def refuse(self: Path, *_args: object, **_named: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "mkdir", refuse)

    with pytest.raises(StoreUnusable, match=r"read-only.*--data"):
        open_store(tmp_path / "data", FakeClock())


def test_a_database_that_became_read_only_keeps_what_it_has(tmp_path, store):
    """
    A write that is refused changes nothing, and says why.
    """
    runner = store.add_runner("Ada")
    raw = store._engine.raw_connection()
    raw.driver_connection.execute("PRAGMA query_only = ON")
    raw.close()

    with pytest.raises(StoreUnusable, match="read-only"), store.open(runner.id) as db:
        life.live(db)

    raw = store._engine.raw_connection()
    raw.driver_connection.execute("PRAGMA query_only = OFF")
    raw.close()
    with store.look(runner.id) as db:
        assert list(db.runs()) == []


def test_a_full_disk_keeps_what_was_there(store):
    """
    When no page is left, nothing is half-written and the earlier rows still read.
    """
    runner = store.add_runner("Ada")
    with store.open(runner.id) as db:
        db.keep_check_in(life.CHECK_IN)
        before = life.tell(db)
    raw = store._engine.raw_connection()
    pages = raw.driver_connection.execute("PRAGMA page_count").fetchone()[0]
    raw.driver_connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    raw.close()
    big = random.Random(1).randbytes(300_000)

    def keep_too_much() -> None:
        with store.open(runner.id) as db:
            db.keep_effort(life.RUN)
            db.keep_original("00" * 32, "big.fit", big)

    with pytest.raises(StoreUnusable, match="disk is full"):
        keep_too_much()

    with store.look(runner.id) as db:
        after = life.tell(db)
    del before["inputs_changed_at"], after["inputs_changed_at"]
    assert after == before


def test_text_that_is_none_is_refused_with_a_sentence(store):
    """
    Half of a character, as a script may send it, or bytes of a file name that are no UTF-8.
    """
    runner = store.add_runner("Ada")

    with pytest.raises(NotUnderstood, match="no text"), store.open(runner.id) as db:
        db.keep_settings(replace(life.SETTINGS, name="Ada \ud800"))


def test_a_damaged_recording_is_said_to_be_damaged(tmp_path, store):
    """
    The disk forgot a bit where the database itself does not notice.
    """
    runner = store.add_runner("Ada")
    with store.open(runner.id) as db:
        life.live(db)
    with sqlite3.connect(tmp_path / FILE_NAME) as raw:
        raw.execute("UPDATE streams SET packed = x'00112233'")
    raw.close()

    with pytest.raises(StoreUnusable, match="is damaged"), store.look(runner.id) as db:
        db.recordings_of(life.RUN.id)


def test_a_locked_database_is_said_to_be_busy(tmp_path, store, monkeypatch):
    """
    Somebody else who writes and never ends: a sentence after a while, nothing changed.
    """
    runner = store.add_runner("Ada")
    raw = store._engine.raw_connection()
    raw.driver_connection.execute("PRAGMA busy_timeout = 50")
    raw.close()
    other = sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(StoreUnusable, match="Another program is busy"), store.open(runner.id):
        pass

    other.execute("ROLLBACK")
    other.close()


def test_a_program_that_starts_while_another_makes_the_file_waits(tmp_path):
    """
    The server and a command, both for the first time: neither is told that the other is busy.
    """
    other = sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    lets_go = threading.Timer(0.3, other.execute, ["ROLLBACK"])
    lets_go.start()

    store = open_store(tmp_path, FakeClock())

    assert list(store.runners()) == []
    store.close()
    lets_go.join()
    other.close()


def test_reading_goes_on_while_somebody_writes(tmp_path, store):
    """
    A page can be shown during an import.
    """
    runner = store.add_runner("Ada")
    with store.open(runner.id) as writing:
        writing.keep_settings(life.SETTINGS)
        with store.look(runner.id) as reading:
            assert reading.settings() != life.SETTINGS
    with store.look(runner.id) as reading:
        assert reading.settings() == life.SETTINGS


def test_erasing_leaves_no_byte_of_a_secret(tmp_path, store):
    """
    Delete means delete: the note is in no file of the folder any more.
    """
    secret = "the-heel-hurts-since-the-wedding"
    ben = store.add_runner("Ben")
    ada = store.add_runner("Ada")
    with store.open(ada.id) as db:
        life.live(db)
        db.keep_injury(
            life.Injury("i_2", life.InjuryKind.SKIN, life.SUNDAY, (life.SOLE,), None, secret)
        )
    assert any(secret.encode() in file.read_bytes() for file in tmp_path.iterdir())

    store.remove_runner(ada.id)

    assert list(store.runners()) == [ben]
    for file in tmp_path.iterdir():
        assert secret.encode() not in file.read_bytes(), file.name


def test_traces_that_a_reader_keeps_from_being_wiped_are_told(tmp_path, store):
    """
    Deleted, but not yet wiped: nobody is told that nothing is left while something is.
    """
    runner = store.add_runner("Ada")
    with store.open(runner.id) as db:
        life.live(db)
    raw = store._engine.raw_connection()
    raw.driver_connection.execute("PRAGMA busy_timeout = 50")
    raw.close()
    other = sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)
    other.execute("BEGIN")
    other.execute("SELECT * FROM runs").fetchall()

    with pytest.raises(StoreUnusable, match=r"traces may still lie.*reading it"):
        store.remove_runner(runner.id)

    other.close()
    assert list(store.runners()) == []


@pytest.mark.parametrize(
    "keep",
    [
        lambda db: db.keep_settings(life.SETTINGS),
        lambda db: db.keep_check_in(life.CHECK_IN),
        lambda db: db.keep_plan(life.KEPT_PLAN),
        lambda db: db.keep_feed_token_hash("ab" * 32),
        lambda db: db.remove_run("r_1"),
        lambda db: db.revision(),
    ],
)
def test_nothing_is_kept_for_a_runner_whom_another_program_erased(tmp_path, store, keep):
    """
    The server is told "no such runner", and neither fails nor says that something was kept.
    """
    runner = store.add_runner("Ada")
    with store.open(runner.id) as db:
        db.keep_settings(life.SETTINGS)
    other = open_store(tmp_path, FakeClock())
    other.remove_runner(runner.id)
    other.close()

    with pytest.raises(NotFound, match="no such runner"), store.open(runner.id) as db:
        keep(db)

    assert list(store.runners()) == []


def test_a_plan_in_the_words_of_another_version_is_made_again(tmp_path, store):
    """
    After an update the page says "no plan yet" for a moment instead of failing.
    """
    runner = store.add_runner("Ada")
    with store.open(runner.id) as db:
        life.live(db)
    with sqlite3.connect(tmp_path / FILE_NAME) as raw:
        raw.execute("""UPDATE kept_plans SET decision = '{"words":"of old"}'""")
        raw.execute("""UPDATE adopted_plans SET items = '[{"words":"of old"}]'""")
    raw.close()

    with store.look(runner.id) as db:
        assert db.kept_plan() is None
        assert db.adopted_plan() is None


def test_rows_of_nobody_cannot_be_kept(store):
    """
    Foreign keys are on: a recording without its run is a mistake and not a row.
    """
    from sqlalchemy.exc import IntegrityError

    runner = store.add_runner("Ada")

    with pytest.raises(IntegrityError), store.open(runner.id) as db:
        db.keep_recording("rec_1", "r_nobody", None, life.RECORDING, True)


def test_a_mistake_of_ours_does_not_quote_the_runner(store):
    """
    What stands in a log or a report of an error is the statement, never what was to be kept.
    """
    from sqlalchemy.exc import IntegrityError

    runner = store.add_runner("Ada")
    told = replace(life.RECORDING, title="with Ben to the lake")

    with pytest.raises(IntegrityError) as failed, store.open(runner.id) as db:
        db.keep_recording("rec_1", "r_nobody", None, told, True)

    assert "lake" not in str(failed.value)


def test_opening_a_current_store_does_not_wake_the_migrations(tmp_path):
    """
    The server is ready quickly: Alembic is imported only when there is a step to take.
    """
    open_store(tmp_path, FakeClock()).close()
    program = (
        "import sys, pathlib\n"
        "from unknot.bootstrap import open_house\n"
        "open_house(pathlib.Path(sys.argv[1])).close()\n"
        "sys.exit('alembic' in sys.modules or 'highspy' in sys.modules)\n"
    )

    done = subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=False)

    assert done.returncode == 0
