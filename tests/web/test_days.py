"""
Days that a log tells, over HTTP and on the page Today.
"""

from __future__ import annotations

from tests.web.conftest import text_of

ON_PURPOSE = {"x-unknot-request": "1"}
LOG = b"date,sleep_h,fatigue,soreness:calf:left\n2026-11-23,7.5,5,\n2026-11-24,7,3,6\n2026-11-25,7,,9\n"


def test_a_log_goes_in_and_its_days_come_out(empty):
    """
    The same file as on the command line gives the same objects, within the days asked for.
    """
    outcome = empty.client.post(
        "/api/v1/import", files=[("files", ("days.csv", LOG, "text/csv"))], headers=ON_PURPOSE
    ).json()
    days = empty.client.get(
        "/api/v1/days", params={"from_date": "2026-11-24", "to_date": "2026-11-24"}
    ).json()

    assert [each["outcome"] for each in outcome] == ["imported"]
    assert [(each["date"], each["sleep_h"], each["sources"]) for each in days] == [
        ("2026-11-24", 7.0, ["own-log"])
    ]
    assert days[0]["soreness"] == [{"region": "calf", "side": "left", "score": 6}]


def test_today_shows_what_a_log_says_and_says_so(empty):
    """
    Plan and page go by the same soreness; a check-in of the day stands above the log.
    """
    shown = empty.post("/history", files=[("files", ("days.csv", LOG, "text/csv"))])
    before = text_of(empty.get("/"))
    report = {"soreness": [{"part": {"region": "calf", "side": "left"}, "score": 2}]}
    empty.client.post("/api/v1/check-ins", json=report, headers=ON_PURPOSE)
    after = text_of(empty.get("/"))

    assert "3 days of wellness" in text_of(shown)
    assert "as your log says of" in before
    assert "as your log says" not in after
    assert "as you said at" in after
