"""
`unknot export`, `unknot erase`, `unknot demo`, `unknot calendar` and `unknot serve`.
"""

from __future__ import annotations

import re
import socket
import zipfile

import pytest


def test_everything_is_exported_with_its_originals(unknot, a_run_file, tmp_path):
    """
    The archive holds the very bytes that were imported.
    """
    file = a_run_file()
    unknot("import", file)
    answer = unknot("export", tmp_path / "all.zip")

    assert answer.code == 0
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        contents = [archive.read(name) for name in archive.namelist()]
    assert file.read_bytes() in contents


def test_an_export_writes_over_nothing_unasked(unknot, tmp_path):
    """
    A file of that name stays unless --force is said.
    """
    (tmp_path / "all.zip").write_text("mine", encoding="utf-8")
    answer = unknot("export", tmp_path / "all.zip")

    assert answer.code == 1
    assert (tmp_path / "all.zip").read_text(encoding="utf-8") == "mine"
    assert unknot("export", tmp_path / "all.zip", "--force").code == 0
    assert zipfile.is_zipfile(tmp_path / "all.zip")


def test_erasing_asks_first(unknot, a_run_file):
    """
    Only a yes deletes.
    """
    unknot("import", a_run_file())
    kept = unknot("erase", typed="n\n")
    still = unknot("runs", "--json").json
    gone = unknot("erase", "--yes")

    assert (kept.code, len(still)) == (1, 1)
    assert gone.code == 0
    assert unknot("runs", "--json").json == []


def test_the_sample_comes_and_goes(unknot):
    """
    Twice adds nothing, it is marked as the sample everywhere, and it leaves without a trace.
    """
    unknot("demo")
    once = unknot("runs", "--json")
    unknot("demo")
    twice = unknot("runs", "--json")
    unknot("demo", "--remove")

    assert once.json
    assert "sample runner" in once.said
    assert twice.out == once.out
    assert unknot("runs", "--json").json == []


def test_own_runs_never_mix_with_the_sample(unknot, a_run_file):
    """
    Importing while the sample is shown goes to the runner's own house.
    """
    unknot("demo")
    unknot("import", a_run_file())

    assert len(unknot("runs", "--json").json) == 1


def test_the_calendar_address_is_new_each_time(unknot):
    """
    256 bits in the address, and never the same twice.
    """
    one, other = unknot("calendar", "new-address").out, unknot("calendar", "new-address").out

    assert re.fullmatch(r"http://127\.0\.0\.1:8765/calendar/[0-9a-f]{64}\.ics\n", one)
    assert one != other


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "example.org", "::"])  # noqa: S104
def test_serving_to_others_is_refused_with_the_reason(unknot, host):
    """
    Without sign-in nobody else may reach a runner's data.
    """
    answer = unknot("serve", "--host", host)

    assert answer.code == 1
    assert "has to sign in" in answer.said


def test_a_taken_port_is_told(unknot):
    """
    The sentence names the port and another one to try.
    """
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        answer = unknot("serve", "--port", port)

    assert answer.code == 1
    assert str(port) in answer.said
    assert "--port" in answer.said
