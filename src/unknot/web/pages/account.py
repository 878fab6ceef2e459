"""
Account: the name and passphrase to sign in with, and everywhere that it is used.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from unknot.app.account_ports import KeptSignIn
from unknot.deliver.words import say_instant
from unknot.domain.account import ABSOLUTE_LIMIT, IDLE_LIMIT, SHORTEST_PASSPHRASE
from unknot.web.templating import mark as _
from unknot.web.visit import Visit


@dataclass(frozen=True, slots=True)
class SignInPage:
    """
    What the sign-in page shows. `has_accounts` is False where nobody can sign in yet.
    """

    next: str = "/"
    name: str = ""
    wrong: str = ""
    has_accounts: bool = True


@dataclass(frozen=True, slots=True)
class SignInLine:
    """
    One place where somebody is signed in.
    """

    id: str
    title: str
    detail: str
    is_here: bool
    is_phone: bool


@dataclass(frozen=True, slots=True)
class AccountPage:
    """
    What the page Account shows; `has_passphrase` is False while nobody has to sign in.
    """

    has_passphrase: bool
    name: str
    sign_ins: tuple[SignInLine, ...]
    wrong: Mapping[str, str] = field(default_factory=dict)
    n_least: int = SHORTEST_PASSPHRASE
    idle_days: int = IDLE_LIMIT.days
    most_days: int = ABSOLUTE_LIMIT.days


def account_page(
    visit: Visit, name: str | None = None, wrong: Mapping[str, str] | None = None
) -> AccountPage:
    """
    The account of whoever is here, with what was just typed in place of what is kept.
    """
    runner = visit.guest.runner or visit.house.own_runner_if_any()
    account = visit.house.account_of(runner.id) if runner else None
    known = account.name if account else visit.settings.name
    lines = visit.house.sign_ins(runner.id) if runner and account else ()
    return AccountPage(
        has_passphrase=account is not None,
        name=known if name is None else name,
        sign_ins=tuple(_line(each, visit) for each in lines),
        wrong=wrong or {},
    )


def _line(sign_in: KeptSignIn, visit: Visit) -> SignInLine:
    here = visit.guest.sign_in
    return SignInLine(
        sign_in.id,
        sign_in.browser or visit.say(_("A browser that does not say its name")),
        visit.say(
            _("Last seen {seen}, signed in {began} from {address}"),
            seen=say_instant(sign_in.seen_at, visit.voice),
            began=say_instant(sign_in.began_at, visit.voice),
            address=sign_in.address or "?",
        ),
        is_here=here is not None and here.id == sign_in.id,
        is_phone=any(name in sign_in.browser for name in ("iPhone", "Android")),
    )
