"""
Every word of the command line comes through the translations, but for its help.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.another_language import Bracketed, not_in_the_template, said_past_the_translators
from tests.cli.conftest import Answer
from unknot.bootstrap import House
from unknot.cli import door, tables
from unknot.cli.main import app
from unknot.deliver import voice

FILES = Path(__file__).resolve().parents[1] / "files"


@pytest.fixture(autouse=True)
def bracketed(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bracketed]:
    """
    The terminal speaks a language of brackets, and asks for nothing that no translator could find.
    """
    language = Bracketed()
    monkeypatch.setattr(voice, "translations_in", lambda languages: language)
    # So wide that no cell of a table is broken into lines.
    monkeypatch.setattr(tables, "WIDTH_WITHOUT_TERMINAL", 5000)
    door.terminal_voice.cache_clear()
    yield language
    door.terminal_voice.cache_clear()
    assert not_in_the_template(language.asked) == []


def past(answer: Answer, *names: str) -> list[str]:
    """
    What a command says past the translators, on either stream.
    """
    return said_past_the_translators(f"{answer.out} | {answer.said}", *names)


def test_the_table_of_an_import_is_said_through_the_translations(unknot, tmp_path):
    """
    Good, odd, damaged and known files, a missing one, and what each of them held.
    """
    broken = tmp_path / "broken.gpx"
    broken.write_bytes(b"\x00 no XML")
    files = [
        FILES / "fit" / name for name in ("good.fit", "no-date.fit", "empty.fit", "settings.fit")
    ]
    files += [FILES / "tcx" / "good.tcx", FILES / "gpx" / "route.gpx", tmp_path / "missing.gpx"]
    first, again = unknot("import", *files, broken), unknot("import", *files)

    assert (first.code, again.code) == (1, 1)
    assert "⟦there is no such file or folder⟧" in first.said
    assert [past(first, str(tmp_path)), past(again, str(tmp_path))] == [[], []]


def test_every_table_is_said_through_the_translations(a_runner_with_a_plan):
    """
    No heading and no cell stays English.
    """
    commands = (
        ("runs",), ("settings", "show"), ("settings", "names"), ("safety", "questions"),
        ("safety", "show"), ("something-wrong", "signs"), ("something-wrong", "list"),
        ("injury", "list"), ("log", "list"), ("runs-ahead", "show"), ("plan", "--reasons"),
    )  # fmt: skip

    assert {each: past(a_runner_with_a_plan(*each)) for each in commands} == {
        each: [] for each in commands
    }


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("settings", "set", "zone", "Europe/Pragu"), "⟦' is not a known time zone"),
        (("settings", "set", "resting-hr", "300"), "⟦a resting heart rate is between"),
        (("settings", "set", "resting-hr", "slow"), "⟦a heart rate⟧"),
        (("settings", "set", "currency", "ZZZ"), "⟦ is no currency"),
        (("settings", "set", "tools", "hammer"), "⟦tool⟧"),
        (("settings", "set", "tools", "rollr"), "⟦ (did you mean ⟧roller⟦?)⟧"),
        (("settings", "set", "price", "light:5:30"), "⟦a massage lasts 10 to 240 minutes, got ⟧5"),
        (("settings", "set", "race", "2026-12-13:50m"), "⟦a race is between"),
        (("settings", "set", "free-time", "tue 20:00-18:00"), "⟦a free time ends after it starts⟧"),
        (("settings", "set", "name", "x" * 201), "⟦A name has at most ⟧"),
        (("check-in", "--region", "calf", "--soreness", "11"), "⟦soreness goes from 0 to 10"),
        (("check-in", "--region", "tail", "--soreness", "1"), "⟦' is not a region"),
        (("check-in", "--sleep-h", "30"), "⟦sleep goes from 0 to 24 hours"),
        (("check-in", "--stress", "9"), "⟦stress goes from 1 to 7"),
        (("check-in", "--sleep-h", "7", "--note", "x" * 501), "⟦A note has at most ⟧"),
        (("injury", "add", "--kind", "sad"), "⟦kind of injury⟧"),
        (("injury", "end", "i_1"), "⟦There is no injury called"),
        (("something-wrong", "report", "--sign", "x"), "⟦warning sign⟧"),
        (("log", "massage", "--on", "someday", "--type", "light", "--minutes", "30"), "⟦' is not a date"),
        (("run", "show", "r_1"), "⟦There is no run called"),
        (("replay", "nowhere.json"), "nowhere.json"),
    ],
)  # fmt: skip
def test_what_is_refused_is_said_through_the_translations(unknot, command, said):
    """
    Sentences of the command line, of the use cases and of the values themselves.
    """
    answer = unknot(*command)

    assert answer.code != 0
    assert said in answer.said
    assert past(answer, *OTHERS_WORDS) == []


# Lists of codes, and what the system says of a file.
OTHERS_WORDS = (
    "hands, roller, ball, stick, gun", "acute, overuse, bone-stress, surgery, skin, illness",
    "no such file or directory", "something-wrong signs",
    "calf, soleus, achilles, shin, inner-shin, peroneals, sole, heel, quadriceps, knee, hamstrings,"
    " adductors, tfl, glute-max, glute-med, piriformis, hip-flexors, lower-back, ankle, forefoot,"
    " upper-back, neck, shoulders, forearm",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("no JSON", "⟦this is not JSON: ⟧"),
        ('{"now":"2026-09-07T07:00:00Z","weeks":99}', "weeks: ⟦a plan covers 1 to 16 weeks"),
        ('{"now":"1026-09-07T07:00:00Z","weeks":5}', "now: ⟦years go from ⟧"),
        ('{"now":"2026-09-07T07:00:00Z"}', "⟦nothing is said about ⟧weeks"),
        ('{"now":"2026-09-07T07:00:00Z","weeks":5,"runs_done":{}}', "⟦an object⟧"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_plan_is_refused_through_the_translations(unknot, tmp_path, text, said):
    """
    What a document says wrong is named with its place, in the reader's language.
    """
    file = tmp_path / "input.json"
    file.write_text(text)
    answer = unknot("replay", file)

    assert (answer.code, said in answer.said) == (1, True), answer
    assert past(answer, "Expecting value: line") == []


@pytest.mark.parametrize(
    ("failed", "said"),
    [
        (KeyboardInterrupt(), "⟦Stopped. What was finished is kept.⟧"),
        (OSError(28, "No space left on device"), "⟦the disk is full; nothing was half-written."),
        (OSError(30, "Read-only file system", "/data"), "⟦; choose a place you may write to"),
        (RuntimeError("boom"), "⟦Something went wrong that we did not foresee. The details"),
    ],
)
def test_a_mishap_is_told_through_the_translations(data_dir, monkeypatch, failed, said):
    """
    What the disk does, what the runner stops, and what nobody foresaw.
    """

    def fail(*_anything: object) -> None:
        raise failed

    monkeypatch.setattr(House, "list_runs", fail)
    answer = Answer(CliRunner().invoke(app, ["--data", str(data_dir), "runs"]))

    assert (answer.code, said in answer.said) == (1, True), answer
    assert past(answer, "read-only file system") == []
