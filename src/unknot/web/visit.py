"""
One request as the pages see it: whose house it is, who reads, what day it is, which form came.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from fastapi import Depends, Request
from starlette.datastructures import FormData

from unknot.app.errors import Refusal
from unknot.app.ports import NOBODY_YET, KeptPlan, Runner
from unknot.bootstrap import House, Replanner, machine_zone
from unknot.deliver.words import Voice, voice_of
from unknot.domain.settings import Settings
from unknot.domain.units import local_date, zone_named
from unknot.folder_watch import FolderWatch
from unknot.import_jobs import ImportJobs
from unknot.web.guest import ANYBODY, Guest, SignInNeeded, cookie_name, guest_of, is_secure_context
from unknot.web.language import languages_asked
from unknot.web.security import CSRF_COOKIE, CSRF_FIELD, CSRF_HEADER, CsrfTokens

MOST_FILES = 10_000
MOST_FIELDS = 2_000


class FormNotOurs(Refusal):
    """
    A form without the token of this server.
    """


@dataclass(frozen=True, slots=True)
class Door:
    """
    What lives as long as the server: the house, the planner, the imports and the watched folder
    behind it, the secret of the forms.
    """

    house: House
    replanner: Replanner
    tokens: CsrfTokens
    jobs: ImportJobs
    watch: FolderWatch
    is_open_to_others: bool = False


@dataclass(slots=True)
class Visit:
    """
    Everything a page needs to know about one request.

    `runner` is None on an empty store; then the settings are the defaults, and only a request
    that keeps something makes the own runner.
    """

    door: Door
    runner: Runner | None
    settings: Settings
    voice: Voice
    now: datetime
    csrf: str
    path: str
    origin: str = ""
    languages: tuple[str, ...] = ()
    keeps_something: bool = False
    is_secure_context: bool = True
    guest: Guest = ANYBODY
    form: FormData = field(default_factory=FormData)

    @property
    def house(self) -> House:
        """
        The use cases.
        """
        return self.door.house

    @property
    def zone(self) -> ZoneInfo:
        """
        The runner's own zone.
        """
        return zone_named(self.settings.zone)

    @property
    def today(self) -> date:
        """
        The date on the runner's wall calendar.
        """
        return local_date(self.now, self.settings.zone)

    @property
    def runner_id(self) -> str:
        """
        Whose rows are read and written; reading makes nobody.
        """
        if self.runner is None and self.guest.must_sign_in:
            raise SignInNeeded
        if self.runner is None and self.keeps_something:
            self.runner = self.house.own_runner()
            self.settings = self.house.settings(self.runner.id)
            self.voice = voice_of(self.settings, *self.languages)
        return self.runner.id if self.runner else NOBODY_YET

    def kept_plan(self) -> KeptPlan | None:
        """
        The plan to show, and a nudge to the planner when it is out of date. Never solves.
        """
        if self.runner is None:
            return None
        self.door.replanner.look_after(self.runner.id)
        return self.house.kept_plan(self.runner.id)

    @property
    def is_planning(self) -> bool:
        """
        True while a new plan is on its way.
        """
        return self.runner is not None and self.door.replanner.is_busy(self.runner.id)

    def wake(self) -> None:
        """
        Something a plan depends on has changed.
        """
        if self.runner is not None:
            self.door.replanner.wake(self.runner.id)

    def say(self, sentence: str, /, **words: Any) -> str:
        """
        A sentence in the reader's language.
        """
        return self.voice.fill(sentence, **words) if words else self.voice.translate(sentence)


def visit_of(request: Request) -> Visit:
    """
    Whose house it is, who reads, what day it is.
    """
    door: Door = request.app.state.door
    guest = guest_of(request)
    runner = _shown_to(guest, door.house)
    settings = door.house.settings(runner.id) if runner else Settings(zone=machine_zone())
    languages = tuple(languages_asked(request.headers.get("accept-language", "")))
    cookie = request.cookies.get(cookie_name(CSRF_COOKIE, request))
    is_fresh = cookie and door.tokens.is_ours(cookie, guest.binding)
    return Visit(
        door=door,
        runner=runner,
        settings=settings,
        voice=voice_of(settings, *languages),
        languages=languages,
        now=door.house.clock.now(),
        csrf=cookie if cookie and is_fresh else door.tokens.make(guest.binding),
        path=request.url.path,
        origin=str(request.base_url).rstrip("/"),
        keeps_something=request.method not in {"GET", "HEAD"},
        is_secure_context=is_secure_context(request),
        guest=guest,
    )


def _shown_to(guest: Guest, house: House) -> Runner | None:
    if guest.runner is not None:
        return house.shown_to(guest.runner)
    return None if guest.must_sign_in else house.runner()


def is_own_form(request: Request, sent: str | None) -> bool:
    """
    True for the token that this server gave to this very sign-in.
    """
    door: Door = request.app.state.door
    cookie = request.cookies.get(cookie_name(CSRF_COOKIE, request))
    return door.tokens.agree(cookie, sent, guest_of(request).binding)


async def _own_form(request: Request) -> FormData:
    """
    The fields and files of a form that this server made; any other is refused.
    """
    form = await request.form(max_files=MOST_FILES, max_fields=MOST_FIELDS)
    field_token = form.get(CSRF_FIELD)
    sent = request.headers.get(CSRF_HEADER) or (
        field_token if isinstance(field_token, str) else None
    )
    if not is_own_form(request, sent):
        raise FormNotOurs(
            "This form was open for too long or came from elsewhere, so nothing was changed."
            " Go back, reload the page and send it again."
        )
    return form


def _visit_with_form(
    visit: Annotated[Visit, Depends(visit_of)], form: Annotated[FormData, Depends(_own_form)]
) -> Visit:
    visit.form = form
    return visit


Reading = Annotated[Visit, Depends(visit_of)]
Writing = Annotated[Visit, Depends(_visit_with_form)]
