"""
Strangers get nothing: other names, other sites, forms that are not ours.
"""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from tests.web.addresses import addresses_of
from unknot.web.app import make_app
from unknot.web.security import CSRF_COOKIE, CsrfTokens
from unknot.web.server import HostRefused, Listening, NameRefused, PortTaken, serve


@pytest.mark.parametrize("host", ["evil.example", "192.168.1.7:8765", "127.0.0.1.evil.example", ""])
def test_another_name_is_refused(empty, host):
    """
    A page that points its own name at this machine reads nothing.
    """
    answer = empty.client.get("/", headers={"host": host})

    assert answer.status_code == 421
    assert "Massage" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:8765", "[::1]:8765", "LOCALHOST"])
def test_this_machines_names_are_answered(empty, host):
    """
    The three names of this machine work, with or without a port.
    """
    assert empty.client.get("/", headers={"host": host}).status_code == 200


def test_a_form_without_its_token_changes_nothing(sample):
    """
    Neither a missing nor a foreign nor a borrowed token is enough.
    """
    sample.get("/")
    for token in ("", "x.y", CsrfTokens(sample.house.data_dir).make()):
        answer = sample.client.post("/sample/remove", data={"csrf": token})
        assert answer.status_code == 403
        assert "nothing was changed" in answer.text

    assert sample.house.runner() is not None


def test_a_form_from_another_site_changes_nothing(sample):
    """
    Even with a token, a foreign origin is refused.
    """
    sample.get("/")
    data = {"csrf": sample.client.cookies[CSRF_COOKIE]}
    for headers in ({"origin": "http://evil.example"}, {"sec-fetch-site": "cross-site"}):
        assert sample.client.post("/sample/remove", data=data, headers=headers).status_code == 403

    assert sample.house.runner() is not None


def test_a_browser_that_hides_the_origin_is_served(sample):
    """
    Our pages send no referrer, so some browsers call their own origin "null".
    """
    sample.get("/")
    data = {"csrf": sample.client.cookies[CSRF_COOKIE]}

    answer = sample.client.post("/sample/remove", data=data, headers={"origin": "null"})
    assert answer.status_code == 200
    forged = sample.client.post("/sample", data={"csrf": "x.y"}, headers={"origin": "null"})
    assert forged.status_code == 403


@pytest.mark.parametrize(("host", "status"), [("192.0.2.8", 401), ("192.0.2.9", 421)])
def test_a_server_on_all_addresses_knows_its_short_ones(empty, host, status):
    """
    Listening on [::] it is told them inside long ones.
    """
    app = make_app(empty.house, is_open_to_others=True)
    with TestClient(app, base_url="http://[::ffff:192.0.2.8]:8765") as client:
        answer = client.get("/api/v1/settings", headers={"host": host})

    assert answer.status_code == status


def test_a_token_survives_a_restart(tmp_path):
    """
    A form that was left open overnight can still be sent.
    """
    token = CsrfTokens(tmp_path).make()

    assert CsrfTokens(tmp_path).agree(token, token)
    assert not CsrfTokens(tmp_path / "elsewhere").is_ours(token)


def test_every_form_address_asks_for_the_token(sample):
    """
    No page that changes something was forgotten.
    """
    for method, path in addresses_of(sample.client.app):
        if method == "POST" and not path.startswith("/api/"):
            # What phones send is no form, and has its token in a header.
            sent = {"json": {"user": sample.runner, "items": []}} if path == "/sync" else {}
            answer = sample.client.post(path.replace("{", "").replace("}", ""), **sent)
            assert answer.status_code == 403, path


def test_every_answer_carries_the_locks(sample):
    """
    Pages, files and errors alike say what may be done with them.
    """
    for path in ("/", "/nowhere", "/plan.ics", "/api/v1/plan"):
        headers = sample.client.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["cache-control"] == "no-store"


def test_too_much_at_once_is_refused(sample):
    """
    A form of more than a megabyte is not read.
    """
    sample.get("/")
    data = {"csrf": sample.client.cookies[CSRF_COOKIE], "note": "x" * 1_200_000}

    assert sample.client.post("/check-in", data=data).status_code == 413


@pytest.mark.parametrize("where", [Listening("0.0.0.0"), Listening(names=("phone.example.lan",))])  # noqa: S104
def test_only_this_machine_is_served_while_nobody_signs_in(empty, where):
    """
    An address or a name that others reach is refused with the reason, and what to do.
    """
    with pytest.raises(HostRefused, match="unknot account set-passphrase"):
        serve(empty.house, where)


@pytest.mark.parametrize("name", ["http://phone", "a b", "phone:8765", "*.lan", "-x", ""])
def test_what_is_no_name_of_a_machine_is_refused(empty, name):
    """
    A pattern or an address of a page would let in more than it says.
    """
    with pytest.raises(NameRefused, match="is no name of a machine"):
        serve(empty.house, Listening(names=(name,)))


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("phone.example.lan", 401), ("PHONE.example.lan:8765", 401), ("127.0.0.1", 401),
        ("evil.example", 421), ("lan", 421), ("192.0.2.9", 421), ("192.0.2.8", 401),
    ],
)  # fmt: skip
def test_a_server_for_others_answers_to_its_names_alone(empty, host, status):
    """
    The names it was given, and the very address the question came in on; nothing else.
    """
    app = make_app(empty.house, ["phone.example.lan"], is_open_to_others=True)
    with TestClient(app, base_url="http://192.0.2.8:8765") as client:
        answer = client.get("/api/v1/settings", headers={"host": host})

    assert answer.status_code == status
    assert "metric" not in answer.text


def test_a_server_for_others_shows_nothing_while_nobody_can_sign_in(empty):
    """
    The last account is gone, the server still runs: it does not fall open.
    """
    with TestClient(make_app(empty.house, is_open_to_others=True), "http://127.0.0.1") as client:
        answer = client.get("/settings", headers={"accept": "text/html"})

    assert answer.url.path == "/sign-in"
    assert "unknot account set-passphrase" in answer.text


def test_a_taken_port_is_said_plainly(empty):
    """
    The sentence names the port and another way.
    """
    import socket

    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        with pytest.raises(PortTaken, match="choose another"):
            serve(empty.house, Listening(port=busy.getsockname()[1]))
