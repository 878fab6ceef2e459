"""
Every page with the data on a PostgreSQL server.
"""

from __future__ import annotations

import pytest

from tests.web.conftest import PAGES, StoppedClock, browse
from unknot.bootstrap import open_house
from unknot.web.security import CsrfTokens


@pytest.fixture
def on_a_server(tmp_path, postgresql_address, monkeypatch):
    """
    A browser before the sample's pages.
    """
    monkeypatch.setenv("UNKNOT_DATABASE_URL", postgresql_address)
    house = open_house(tmp_path / "data", StoppedClock())
    house.replan(house.load_sample().id)
    house.close()
    yield from browse(tmp_path / "data")


def test_every_page_is_shown_and_a_check_in_is_kept(on_a_server):
    """
    What is said on a page stands on it the next time.
    """
    for page in PAGES:
        on_a_server.get(page)
    form = {"on": StoppedClock().now().date().isoformat(), "note": "the hills\0 yesterday"}
    on_a_server.post("/check-in", form)

    assert "the hills yesterday" in on_a_server.get("/check-in")


def test_forms_outlive_a_new_start(tmp_path):
    """
    Their secret is kept in the folder, which nothing else has made where the data is elsewhere.
    """
    folder = tmp_path / "not-there-yet"
    token = CsrfTokens(folder).make()

    assert CsrfTokens(folder).is_ours(token)
