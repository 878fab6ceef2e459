"""
`unknot days`: how the days began, whoever told them.
"""

from __future__ import annotations

import json
import math
from pathlib import Path

FILES = Path(__file__).resolve().parents[1] / "files" / "csv"
FIELDS = {
    "date", "sources", "soreness", "pain", "soreness_overall", "sleep_h", "resting_hr",
    "hrv_lnrmssd", "fatigue", "stress", "mood", "is_sick", "note",
    "sleep_quality", "muscle_soreness", "hooper",
}  # fmt: skip


def test_a_log_goes_in_and_its_days_come_out_as_json(unknot):
    """
    One object a day with the documented fields; a check-in of the day is joined with it.
    """
    imported = unknot("import", FILES / "hrv4training-iphone.csv", "--json")
    unknot("check-in", "--region", "calf", "--side", "left", "--soreness", 4, "--on", "2026-11-21")

    first, second = unknot("days", "--json").json

    assert (imported.code, imported.json[0]["outcome"]) == (0, "imported")
    assert first.keys() == FIELDS
    assert (first["date"], first["resting_hr"], first["soreness"]) == ("2026-11-20", 47.5, [])
    assert first["hrv_lnrmssd"] == math.log(54.6)
    assert first["sources"] == ["hrv4training"]
    assert second["sources"] == ["check-in", "hrv4training"]
    assert second["soreness"] == [{"region": "calf", "side": "left", "score": 4}]


def test_the_table_says_where_it_was_sore_and_who_told_it(unknot):
    """
    Parts by their names, what has no place as overall, milliseconds for the variability.
    """
    told = unknot("import", FILES / "days.csv")
    shown = unknot("days", "--from", "2026-11-21", "--to", "2026-11-21").out

    assert "2 days of wellness" in told.out
    for words in ("2026-11-21", "6.8", "50", "left calf 5", "both front", "thighs 4", "overall 4"):
        assert words in " ".join(shown.split())
    assert "own log" in shown
    assert "2026-11-20" not in shown


def test_days_are_written_as_a_table_that_goes_in_again(unknot, tmp_path):
    """
    The same days stand in another house after it; nothing is written over unasked.
    """
    unknot("import", FILES / "days.csv")
    before = unknot("days", "--json").json
    written = tmp_path / "my-days.csv"

    first = unknot("days", "--csv", written)
    again = unknot("days", "--csv", written)
    unknot("erase", "--yes")
    unknot("import", written)

    assert (first.code, again.code) == (0, 1)
    assert "--force" in again.said
    assert unknot("days", "--json").json == before
    assert json.dumps(before)


def test_nothing_known_is_said_beside_an_empty_list(unknot):
    """
    JSON stays JSON; a person reads what to do.
    """
    assert unknot("days", "--json").json == []
    assert "Nothing is known of those days" in unknot("days").said
