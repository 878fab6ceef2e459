"""
The account's addresses: signing in and out, the passphrase, and where one is signed in.
"""

from __future__ import annotations

import math

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from unknot.app.accounts import NameTaken
from unknot.app.errors import NotUnderstood, Refusal
from unknot.app.ports import Runner
from unknot.app.sign_in import NotSignedIn, TooManyTries
from unknot.domain.account import LONGEST_PASSPHRASE
from unknot.web.browsers import browser_words
from unknot.web.forms import Answers
from unknot.web.guest import hand_over, take_back
from unknot.web.pages.account import SignInPage, account_page
from unknot.web.templating import go, show
from unknot.web.templating import mark as _
from unknot.web.visit import Reading, Visit, Writing

router = APIRouter(default_response_class=Response)


@router.get("/sign-in")
def sign_in_page(visit: Reading, next: str = "/", said: str = "") -> Response:
    """
    Name and passphrase; who is signed in, or need not be, goes on.
    """
    if visit.guest.runner is not None or not visit.guest.must_sign_in:
        return RedirectResponse(_own_page(next), 303)
    return _sign_in_page(visit, SignInPage(_own_page(next)), said=said)


@router.post("/sign-in")
def sign_in(visit: Writing, request: Request) -> Response:
    """
    Opens the pages, or says that name and passphrase do not fit, or how long to wait.
    """
    answers = Answers(visit.form, visit.voice)
    name, passphrase = answers.text("name"), _passphrase_in(visit, "passphrase")
    onward = _own_page(answers.text("next", 2000))
    if not visit.guest.must_sign_in:
        return RedirectResponse(onward, 303)
    browser = browser_words(request.headers.get("user-agent", ""))
    try:
        token = visit.house.sign_in(name, passphrase, browser, _address_of(request))
    except (NotSignedIn, TooManyTries) as refused:
        page = SignInPage(onward, name, visit.voice.refuse(refused))
        return _told(refused, _sign_in_page(visit, page, 422))
    if visit.guest.sign_in is not None:
        visit.house.end_sign_in(visit.guest.sign_in.runner_id, visit.guest.sign_in.id)
    return hand_over(RedirectResponse(onward, 303), request, token)


@router.post("/sign-out")
def sign_out(visit: Writing, request: Request) -> Response:
    """
    Ends the sign-in of this browser.
    """
    if visit.guest.sign_in is not None:
        visit.house.end_sign_in(visit.guest.sign_in.runner_id, visit.guest.sign_in.id)
    return take_back(go("/sign-in", "signed-out"), request)


@router.get("/account")
def account(visit: Reading, said: str = "") -> Response:
    """
    The name and passphrase, and where they are in use.
    """
    return show(
        visit, "pages/account.html", account_page(visit), visit.say(_("Account")), said=said
    )


@router.post("/account/passphrase")
def set_passphrase(visit: Writing, request: Request) -> Response:
    """
    A first passphrase, or another one; wherever else one was signed in, one is not any more.
    """
    answers = Answers(visit.form, visit.voice)
    runner, address = _account_runner(visit), _address_of(request)
    kept = visit.house.account_of(runner.id)
    name = kept.name if kept else answers.text("name")
    new = _passphrase_in(visit, "new")
    if new != _passphrase_in(visit, "again"):
        answers.refuse("again", _("The two are not the same. Type the new one twice."))
        return _account(visit, answers)
    try:
        if kept is not None:
            visit.house.prove(name, _passphrase_in(visit, "current"), address)
        visit.house.set_passphrase(runner.id, name, new)
    except NotSignedIn:
        answers.refuse("current", _("That is not your passphrase now."))
        return _account(visit, answers)
    except TooManyTries as refused:
        answers.wrong["current"] = visit.voice.refuse(refused)
        return _told(refused, _account(visit, answers))
    except NameTaken as refused:
        answers.wrong["name"] = visit.voice.refuse(refused)
        return _account(visit, answers)
    except NotUnderstood as refused:
        answers.wrong["name" if not name else "new"] = visit.voice.refuse(refused)
        return _account(visit, answers)
    browser = browser_words(request.headers.get("user-agent", ""))
    token = visit.house.begin_sign_in(runner.id, browser, address)
    return hand_over(go("/account", "passphrase-set"), request, token)


@router.post("/account/name")
def rename(visit: Writing) -> Response:
    """
    Another name to sign in with.
    """
    answers = Answers(visit.form, visit.voice)
    try:
        visit.house.rename_account(_account_runner(visit).id, answers.text("name"))
    except Refusal as refused:
        answers.wrong["name"] = visit.voice.refuse(refused)
        return _account(visit, answers)
    return go("/account", "renamed")


@router.post("/account/sign-ins/end-others")
def end_others(visit: Writing) -> Response:
    """
    Signs out everywhere but here.
    """
    here = visit.guest.sign_in
    visit.house.end_sign_ins(_account_runner(visit).id, but=here.id if here else "")
    return go("/account", "signed-out-there")


@router.post("/account/sign-ins/{sign_in_id}/end")
def end_one(visit: Writing, sign_in_id: str) -> Response:
    """
    Signs out there.
    """
    visit.house.end_sign_in(_account_runner(visit).id, sign_in_id)
    return go("/account", "signed-out-there")


def _account_runner(visit: Visit) -> Runner:
    """
    Whose account it is: never the sample's, whose pages may be shown meanwhile.
    """
    return visit.guest.runner or visit.house.own_runner()


def _passphrase_in(visit: Visit, name: str) -> str:
    """
    A passphrase as it was typed: blanks at its ends are part of it.
    """
    value = visit.form.get(name, "")
    return value[: LONGEST_PASSPHRASE + 1] if isinstance(value, str) else ""


def _address_of(request: Request) -> str:
    return request.client.host if request.client else ""


def _own_page(path: str) -> str:
    """
    The page to go on to, if it is one of ours; an address of another site is not followed.
    """
    is_ours = path.startswith("/") and not path.startswith("//") and path.isprintable()
    is_page = not path.startswith(("/sign-in", "/sign-out", "/static/", "/api/"))
    return path if is_ours and is_page and "\\" not in path else "/"


def _told(refused: Refusal, page: Response) -> Response:
    """
    The same page, with how long to wait for programs.
    """
    if isinstance(refused, TooManyTries):
        page.status_code = 429
        page.headers["retry-after"] = str(math.ceil(refused.wait.total_seconds()))
    return page


def _sign_in_page(visit: Visit, page: SignInPage, status: int = 200, said: str = "") -> Response:
    shown = page if visit.house.has_accounts() else SignInPage(has_accounts=False)
    return show(visit, "pages/sign_in.html", shown, visit.say(_("Sign in")), status, said)


def _account(visit: Visit, answers: Answers) -> Response:
    page = account_page(visit, answers.typed.get("name"), answers.wrong)
    return show(visit, "pages/account.html", page, visit.say(_("Account")), 422)
