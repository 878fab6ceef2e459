"""
Signing in and out on the pages, with plain forms and no script.
"""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from tests.web.conftest import Browser, text_of
from tests.web.test_sync import a_check_in
from unknot.web.app import make_app
from unknot.web.security import CSRF_COOKIE

PASSPHRASE = "correct horse battery"
HTML = {"accept": "text/html"}
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1"


@pytest.fixture
def jana(empty) -> Browser:
    """
    A house whose runner has a passphrase, and a browser that is signed in nowhere.
    """
    empty.house.set_passphrase(empty.house.own_runner().id, "Jana", PASSPHRASE)
    empty.client.headers["accept"] = "text/html"
    return empty


def sign_in(browser: Browser, passphrase: str = PASSPHRASE, name: str = "Jana", **more) -> object:
    """
    Fills in the form of the sign-in page and sends it.
    """
    page = browser.client.get("/sign-in").text
    token = re.search(r'name="csrf" value="([^"]+)"', page).group(1)
    form = {"csrf": token, "name": name, "passphrase": passphrase, **more}
    return browser.client.post("/sign-in", data=form, headers={"user-agent": PHONE})


def another_browser(browser: Browser) -> Browser:
    """
    Another one on the same server.
    """
    client = TestClient(browser.client.app, base_url="http://127.0.0.1:8765", headers=HTML)
    return Browser(client, browser.house)


def test_without_a_passphrase_nobody_signs_in(empty):
    """
    Everything is as it was; the sign-in page leads on.
    """
    assert "Nobody has to sign in" in text_of(empty.get("/account"))
    assert empty.client.get("/sign-in?next=/plan").url.path == "/plan"
    assert "unknot_sign_in" not in empty.client.cookies


def test_a_first_passphrase_is_set_on_the_page(empty):
    """
    From then on others sign in; who set it is signed in already.
    """
    form = {"name": "Jana", "new": PASSPHRASE, "again": PASSPHRASE}
    assert "Your passphrase is set" in empty.post("/account/passphrase", form)
    assert "Signed in as Jana" in text_of(empty.get("/account"))

    other = another_browser(empty)
    assert other.client.get("/account").url.path == "/sign-in"


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"name": "Jana", "new": PASSPHRASE, "again": "another"}, "not the same"),
        ({"name": "Jana", "new": "short", "again": "short"}, "at least 12 characters"),
        ({"name": "", "new": PASSPHRASE, "again": PASSPHRASE}, "A name to sign in with is needed"),
    ],
)
def test_a_passphrase_that_will_not_do_changes_nothing(empty, form, sentence):
    """
    The sentence stands beside the field; the name that was typed stays, a passphrase never does.
    """
    page = empty.post("/account/passphrase", form, status=422)

    assert sentence in text_of(page)
    assert form["new"] not in page
    assert not empty.house.has_accounts()


def test_signing_in_leads_to_the_page_that_was_asked_for(jana):
    """
    With what was asked after it; and the cookie cannot be read by any script.
    """
    asked = jana.client.get("/plan?day=2026-11-26")
    assert asked.url.path == "/sign-in"
    onward = re.search(r'name="next" value="([^"]+)"', asked.text).group(1)
    answer = sign_in(jana, next=onward)

    assert str(answer.url).endswith("/plan?day=2026-11-26")
    [given] = [said for said in answer.history if "set-cookie" in said.headers]
    cookie = given.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "path=/" in cookie
    assert "secure" not in cookie


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "/sign-out",
        "javascript:alert(1)",
        "",
    ],
)
def test_signing_in_leads_nowhere_else(jana, elsewhere):
    """
    A link that somebody sent ends on our first page.
    """
    assert sign_in(jana, next=elsewhere).url.path == "/"


def test_a_wrong_passphrase_and_a_wrong_name_look_alike(jana):
    """
    The same page but for the name that was typed; what was typed as passphrase stands nowhere.
    """
    pages = {}
    for name in ("Jana", "Nobody"):
        answer = sign_in(jana, "not that one at all", name)
        assert answer.status_code == 422
        assert "not that one at all" not in answer.text
        token = re.compile(r'name="csrf" value="[^"]+"')
        pages[name] = token.sub("", answer.text.replace(f'value="{name}"', ""))

    assert "do not fit together" in pages["Jana"]
    assert pages["Jana"] == pages["Nobody"]
    assert jana.client.get("/account").url.path == "/sign-in"


def test_who_tried_too_often_is_told_how_long_to_wait(jana):
    """
    A sentence for people, a header for programs; a new start forgets nothing.
    """
    for _ in range(5):
        sign_in(jana, "wrong")
    answer = sign_in(jana)
    assert answer.status_code == 429
    assert "Wait a minute, then try again" in text_of(answer.text)
    assert answer.headers["retry-after"] == "30"

    with TestClient(make_app(jana.house), base_url="http://127.0.0.1:8765", headers=HTML) as client:
        assert sign_in(Browser(client, jana.house)).status_code == 429


def test_a_new_sign_in_has_a_new_token(jana):
    """
    A token that somebody planted before is worth nothing afterwards.
    """
    given = set()
    for _ in range(2):
        browser = another_browser(jana)
        browser.client.cookies.set("unknot_sign_in", "planted")
        answer = sign_in(browser)
        given |= {said.cookies["unknot_sign_in"] for said in answer.history}

    assert len(given) == 2
    assert "planted" not in given


def sign_out_here(browser: Browser) -> object:
    """
    The button on the account page.
    """
    browser.client.get("/account")
    token = browser.client.cookies[CSRF_COOKIE]
    return browser.client.post("/sign-out", data={"csrf": token}, follow_redirects=False)


def test_signing_out_leaves_nothing_in_the_browser(jana):
    """
    The token opens nothing any more, and pages that the browser cached are cleared.
    """
    sign_in(jana)
    token = jana.client.cookies["unknot_sign_in"]
    answer = sign_out_here(jana)

    assert answer.headers["clear-site-data"] == '"cache"'
    assert "unknot_sign_in" not in jana.client.cookies
    jana.client.cookies.set("unknot_sign_in", token)
    assert jana.client.get("/account").url.path == "/sign-in"


def test_the_account_page_lists_where_one_is_signed_in(jana):
    """
    Which browser, from where, since when; the one at hand is marked, the other can be ended.
    """
    sign_in(jana)
    phone = another_browser(jana)
    sign_in(phone)
    page = text_of(jana.get("/account"))
    assert page.count("Safari, iPhone") >= 2
    assert "This browser" in page
    assert "after 30 days without a visit, and after 180 days in any case" in page

    end = re.search(r'action="(/account/sign-ins/s_[^"]+/end)"', jana.get("/account")).group(1)
    assert "Signed out there" in jana.post(end)
    assert phone.client.get("/account").url.path == "/sign-in"
    assert "Where you are signed in" in jana.get("/account")


def test_everywhere_else_is_one_button(jana):
    """
    Only the browser at hand stays.
    """
    others = [another_browser(jana) for _ in range(2)]
    for browser in (*others, jana):
        sign_in(browser)
    jana.post("/account/sign-ins/end-others")

    assert "Where you are signed in" in jana.get("/account")
    assert [each.client.get("/account").url.path for each in others] == ["/sign-in"] * 2


def test_changing_the_passphrase_asks_for_the_old_one_and_ends_the_rest(jana):
    """
    Whoever sits at an open browser cannot take the account over; wherever else it was in use, it ends.
    """
    phone = another_browser(jana)
    for browser in (phone, jana):
        sign_in(browser)
    form = {"current": "wrong", "new": "another long one", "again": "another long one"}
    assert "not your passphrase now" in jana.post("/account/passphrase", form, status=422)
    assert "Where you are" in phone.get("/account")

    assert "Your passphrase is set" in jana.post(
        "/account/passphrase", {**form, "current": PASSPHRASE}
    )
    assert "Where you are signed in" in jana.get("/account")
    assert phone.client.get("/account").url.path == "/sign-in"
    assert sign_in(phone).status_code == 422
    assert sign_in(phone, "another long one").status_code == 200


def test_guessing_the_old_passphrase_on_the_page_is_counted_too(jana):
    """
    An open browser is no way around the wait.
    """
    sign_in(jana)
    form = {"current": "wrong", "new": "another long one", "again": "another long one"}
    for _ in range(5):
        jana.post("/account/passphrase", form, status=422)

    assert "Wait a minute" in jana.post("/account/passphrase", form, status=429)


def test_a_form_of_another_sign_in_is_not_taken(jana):
    """
    Its token is ours, but it was made for somebody else.
    """
    jana.house.add_account("Ben", "yet another long one")
    ben = another_browser(jana)
    sign_in(ben, "yet another long one", "Ben")
    ben.client.get("/account")
    stolen = ben.client.cookies[CSRF_COOKIE]
    sign_in(jana)
    jana.client.cookies.delete(CSRF_COOKIE)
    jana.client.cookies.set(CSRF_COOKIE, stolen)

    answer = jana.client.post("/account/name", data={"csrf": stolen, "name": "Ben's"})
    assert answer.status_code == 403
    assert jana.house.accounts()[0].name == "Jana"


def test_another_name_to_sign_in_with(jana):
    """
    The new one opens, one that is taken does not become it.
    """
    jana.house.add_account("Ben", "yet another long one")
    sign_in(jana)
    assert "Somebody else here signs in as ben" in jana.post("/account/name", {"name": "ben"}, 422)
    jana.post("/account/name", {"name": "Jana N."})

    assert sign_in(another_browser(jana), name="jana n.").url.path == "/"


@pytest.mark.parametrize(
    ("address", "is_said"),
    [
        ("http://127.0.0.1:8765", False), ("http://localhost:8765", False),
        ("https://phone.example.lan", False), ("http://phone.example.lan", True),
    ],
)  # fmt: skip
def test_over_plain_http_it_is_said_what_is_off(jana, address, is_said):
    """
    Browsers allow offline use on this machine and over HTTPS only; the page says how to mend it.
    """
    app = make_app(jana.house, ["phone.example.lan"], is_open_to_others=True)
    with TestClient(app, base_url=address, headers=HTML) as client:
        page = sign_in(Browser(client, jana.house)).text
        assert "Today" in page or "Welcome" in page
        said = text_of(client.get("/account").text)

    assert ("Offline use and keeping the screen awake are off" in said) is is_said


def test_a_sample_to_look_around_in_is_ones_own(jana):
    """
    Two who try it see two: what one says in it is nobody else's to read, and each goes by itself.
    """
    jana.house.add_account("Ben", "yet another long one")
    ben = another_browser(jana)
    sign_in(jana)
    sign_in(ben, "yet another long one", "Ben")
    jana.post("/sample")
    assert "A sample to look around in" not in ben.get("/")
    ben.post("/sample")
    jana.post("/check-in", {"on": "2026-11-24", "note": "mine alone"})
    assert "mine alone" in jana.client.get("/api/v1/check-ins").text
    assert "mine alone" not in ben.client.get("/api/v1/check-ins").text

    jana.post("/sample/remove")
    assert "A sample to look around in" in ben.get("/")
    assert "A sample to look around in" not in jana.get("/")


def test_deleting_everything_deletes_oneself_while_the_sample_is_shown(jana):
    """
    Account, sign-ins and sample are gone, not the sample alone.
    """
    sign_in(jana)
    runner = jana.runner
    jana.post("/sample")
    jana.post("/settings/erase", {"confirm": "delete everything"})

    assert jana.house.account_of(runner) is None
    assert not jana.house.store.runners()


def test_who_joined_watches_no_folder_of_the_machine(jana):
    """
    Whoever has an account could otherwise read what lies on the disk of another.
    """
    jana.house.add_account("Ben", "yet another long one")
    sign_in(jana, "yet another long one", "Ben")
    assert "Folder to watch" not in jana.get("/settings")

    assert "watched only for whoever runs Unknot" in jana.post(
        "/settings/files", {"watch_folder": "/home"}, status=422
    )


@pytest.mark.parametrize("address", ["http://127.0.0.1:8765", "https://phone.example.lan"])
def test_what_was_kept_offline_is_sent_by_who_is_signed_in(jana, address):
    """
    On this machine and over HTTPS; signed out it stays where it is.
    """
    app = make_app(jana.house, ["phone.example.lan"])
    with TestClient(app, base_url=address, headers=HTML) as client:
        sign_in(Browser(client, jana.house))
        said = client.get("/sync/token").json()
        sent = {"user": said["user"], "items": [a_check_in(note="from the woods")]}
        token = {"x-csrf-token": said["token"]}
        assert (
            client.post("/sync", json=sent, headers=token).json()["items"][0]["outcome"] == "kept"
        )
        client.cookies.clear()

        assert client.post("/sync", json=sent, headers=token, follow_redirects=False).is_redirect
        assert client.get("/sync/token", headers={"accept": "application/json"}).status_code == 401
    [kept] = jana.house.check_ins(jana.house.own_runner().id)
    assert kept.note == "from the woods"


@pytest.mark.parametrize("path", ["/service-worker.js", "/manifest.webmanifest", "/offline"])
def test_what_a_phone_asks_for_without_a_cookie_is_open_and_says_nothing(jana, path):
    """
    Browsers fetch these as nobody; with them Unknot can be installed and opened without a network.
    """
    jana.house.change_settings(jana.house.own_runner().id, name="Jana")
    answer = jana.client.get(path, follow_redirects=False)

    assert answer.status_code == 200
    assert "Jana" not in answer.text
    assert jana.house.own_runner().id not in answer.text
