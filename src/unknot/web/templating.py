"""
A page is a template and the one dataclass that feeds it; this is where the two meet.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse, RedirectResponse, Response

from unknot.web.assets import asset_url
from unknot.web.security import CSRF_COOKIE
from unknot.web.visit import Visit


def mark(message: str) -> str:
    """
    Mark a sentence for the translators, under the name `_`, and leave it as it is.
    """
    return message


_ = mark

# A form that is answered in place where script runs, and by a new page where it does not.
_SWAP = Markup(
    'hx-boost="true" hx-target="#main" hx-select="#main" hx-select-oob="#toast:innerHTML" hx-swap="outerHTML"'
)

# The same for one card among forms that somebody is filling in.
_SWAP_FOUND = Markup(
    'hx-boost="true" hx-target="#found" hx-select="#found" hx-select-oob="#toast:innerHTML" hx-swap="outerHTML"'
)

# What was just done, said once at the foot of the next page.
SAID = {
    "saved": _("Saved."),
    "checked-in": _("Thank you. Your check-in is saved."),
    "done": _("Marked as done."),
    "skipped": _("Skipped. The plan will make do without it."),
    "booked": _("Noted as booked. The plan keeps it where it is."),
    "undone": _("Taken back."),
    "accepted": _("Set. You can change it in the settings at any time."),
    "rated": _("Noted. Thank you."),
    "shown": _("That recording is shown now, and its figures count."),
    "split": _("It is a run of its own now."),
    "joined": _("They are one run now, and counted once."),
    "added": _("Added."),
    "measured": _("Measured. It is in the trend now."),
    "removed": _("Removed."),
    "sample-gone": _("The sample is gone. This is your own, empty house."),
    "erased": _("Everything about you has been deleted."),
    "report-ended": _("Good. That report is closed."),
    "answered": _("Your answers are kept."),
    "plan-file": _("Your training plan is read."),
    "plan-file-gone": _("Back to your usual week."),
    "passphrase-set": _(
        "Your passphrase is set. Wherever else you were signed in, you are not any more."
    ),
    "signed-out": _("You are signed out."),
    "signed-out-there": _("Signed out there."),
    "renamed": _("That is your name to sign in with now."),
}


@dataclass(frozen=True, slots=True)
class Place:
    """
    One entry of the rail and of the bottom bar.

    `only` names where alone it stands, "desk" or "phone": five find room under a thumb, and what
    a phone has no room for is behind "More".
    """

    name: str
    path: str
    icon: str
    only: str = ""


PLACES = (
    Place(_("Today"), "/", "sun"),
    Place(_("Check-in"), "/check-in", "clipboard-pen"),
    Place(_("Plan"), "/plan", "calendar-days"),
    Place(_("Load"), "/load", "chart-column"),
    Place(_("Benefits"), "/benefits", "heart-pulse", "desk"),
    Place(_("History"), "/history", "upload", "desk"),
    Place(_("Settings"), "/settings", "settings", "desk"),
    Place(_("More"), "/more", "ellipsis", "phone"),
)


@dataclass(frozen=True, slots=True)
class Shell:
    """
    What surrounds every page: where we are, whose it is, the form token, what was just done,
    and the language it is said in. `user` is by whom scripts file what they keep on a phone.

    `is_secure_context` is False where browsers allow no offline use; `is_outside` before signing in.
    """

    title: str
    places: tuple[Place, ...]
    here: str
    is_behind_more: bool
    csrf: str
    is_sample: bool
    said: str
    initial: str
    is_refreshing: bool
    language: str
    user: str
    is_secure_context: bool = True
    is_outside: bool = False
    is_signed_in: bool = False


@cache
def environment() -> Environment:
    """
    The templates of the package. Unknown names are errors, all text is escaped.
    """
    env = Environment(
        loader=PackageLoader("unknot.web"),
        autoescape=True,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    env.globals["asset"] = asset_url
    env.globals["swap"] = _SWAP
    env.globals["swap_found"] = _SWAP_FOUND
    return env


def load_templates(*names: str) -> None:
    """
    Reads templates ahead of the first page that needs them.
    """
    for name in names:
        environment().get_template(name)


def show(
    visit: Visit, template: str, page: object, title: str, status: int = 200, said: str = ""
) -> Response:
    """
    A page: the template filled with its dataclass, inside the shell.
    """
    text = render(visit, template, page, title, said)
    return carry_token(HTMLResponse(text, status), visit)


def carry_token(response: Response, visit: Visit) -> Response:
    """
    The answer with the token that the forms of this visit have to agree with.
    """
    is_https = visit.origin.startswith("https:")
    response.set_cookie(
        f"__Host-{CSRF_COOKIE}" if is_https else CSRF_COOKIE, visit.csrf,
        httponly=True, samesite="strict", path="/", secure=is_https,
    )  # fmt: skip
    return response


def render(visit: Visit, template: str, page: object, title: str, said: str = "") -> str:
    """
    The text of a page.
    """
    context: dict[str, Any] = {
        "page": page,
        "shell": _shell(visit, title, said),
        "_": visit.voice.translate,
        "gettext": visit.voice.translations.gettext,
        "ngettext": visit.voice.translations.ngettext,
    }
    return environment().get_template(template).render(context)


def _shell(visit: Visit, title: str, said: str) -> Shell:
    name = visit.settings.name or (visit.runner.name if visit.runner else "")
    here = _place_of(visit.path)
    return Shell(
        title=title,
        places=PLACES,
        here=here,
        is_behind_more=_is_behind_more(here),
        csrf=visit.csrf,
        is_sample=visit.runner is not None and visit.runner.is_sample,
        said=visit.say(SAID[said]) if said in SAID else "",
        initial=(name or "U")[0].upper(),
        is_refreshing=visit.is_planning,
        language=visit.voice.language,
        user=visit.runner.id if visit.runner else "",
        is_secure_context=visit.is_secure_context,
        # What is shown without a network is kept for whoever is signed in, and fetched by nobody.
        is_outside=(
            visit.guest.must_sign_in and visit.guest.runner is None and visit.path != "/offline"
        ),
        is_signed_in=visit.guest.runner is not None,
    )


def _place_of(path: str) -> str:
    """
    The place a page belongs to: the longest one its address begins with.
    """
    nested = [place.path for place in PLACES if place.path != "/" and path.startswith(place.path)]
    return max(nested, key=len, default="/" if path in {"/", "/items"} else "")


def _is_behind_more(here: str) -> bool:
    return any(place.path == here and place.only == "desk" for place in PLACES)


def go(path: str, said: str = "") -> Response:
    """
    On to another page after a form, so that reloading sends nothing twice.
    """
    page, hash_, place = path.partition("#")
    if said:
        page = f"{page}{'&' if '?' in page else '?'}said={said}"
    return RedirectResponse(f"{page}{hash_}{place}", 303)
