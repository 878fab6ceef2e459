"""
What a phone may have kept while it had no network, kind by kind, and what is made of each.

To add a kind, say "session":

1. Write a use case in `app/` that keeps it by `app.sent_once.keep_once`, so that an id sent twice
   is kept once, and a method of the house that calls it.
2. Write a handler here: it reads the body that the page's script gave to `outbox.put("session",
   body)`, calls the house, and answers `Taken(kept_or_already(was_new))`. What it raises as a
   `Refusal` or a `ValueError` is told to the runner as refused; nothing of it is kept.
3. Enter it in `KINDS`, and the addresses of its pages in `web/offline.py`.

Bodies come from anywhere: a handler believes nothing about them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from starlette.datastructures import FormData

from unknot.app.check_in import DayChanged, felt_at, stamp_of
from unknot.app.errors import NotUnderstood
from unknot.app.sent_once import SentItem
from unknot.web.forms import Answers
from unknot.web.pages.check_in_draft import read_draft, report_of
from unknot.web.pages.check_in_words import differences
from unknot.web.sessions_sent import session_sent
from unknot.web.visit import Visit

KEPT, ALREADY, CONFLICT, REFUSED = "kept", "already", "conflict", "refused"


@dataclass(frozen=True, slots=True)
class Taken:
    """
    What became of one thing that was sent.

    `said` is a sentence for the runner. In a conflict `mine` and `theirs` are the lines in which
    both differ, and `base` is what the phone says it knows when it sends its own again.
    """

    outcome: str
    said: str = ""
    mine: tuple[str, ...] = ()
    theirs: tuple[str, ...] = ()
    base: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """
    One thing as it came: its id, when the phone says it was made, and its body.
    """

    item: SentItem
    made_at: datetime
    body: Mapping[str, Any]


def kept_or_already(was_new: bool) -> str:
    """
    The outcome of something that is here now.
    """
    return KEPT if was_new else ALREADY


def take_check_in(visit: Visit, sent: Sent) -> Taken:
    """
    A check-in: the fields of the form, the stamp it was opened with (`base`), and the id of the
    one before about the same day (`after`).
    """
    answers = Answers(_form_of(sent.body.get("fields")), visit.voice)
    on = answers.day("on")
    if on is None and not answers.wrong:
        raise NotUnderstood("A check-in is about a day, and this one names none.")
    if answers.wrong or on is None:
        return Taken(REFUSED, " ".join(answers.wrong.values()))
    draft = read_draft(answers, on)
    if answers.wrong:
        return Taken(REFUSED, " ".join(answers.wrong.values()))
    report = report_of(draft, visit, felt_at(sent.made_at, visit.now))
    base, after = (str(sent.body.get(name) or "")[:64] for name in ("base", "after"))
    try:
        was_new = visit.house.take_check_in(visit.runner_id, sent.item, report, base, after)
    except DayChanged as changed:
        mine, theirs = differences(report, changed.theirs, visit.voice)
        said = visit.voice.refuse(changed)
        return Taken(CONFLICT, said, mine, theirs, stamp_of(changed.theirs))
    return Taken(kept_or_already(was_new))


def take_session(visit: Visit, sent: Sent) -> Taken:
    """
    A guided session, as its script wrote it down. It comes twice: at its end, and once more with
    how it feels.
    """
    session = session_sent(sent.body)
    return Taken(kept_or_already(visit.house.take_session(visit.runner_id, sent.item, session)))


Handler = Callable[[Visit, Sent], Taken]
KINDS: Mapping[str, Handler] = {"check-in": take_check_in, "session": take_session}


def _form_of(fields: object) -> FormData:
    pairs = fields if isinstance(fields, list) else []
    return FormData(
        [
            (pair[0], pair[1])
            for pair in pairs
            if isinstance(pair, list) and len(pair) == 2 and all(isinstance(x, str) for x in pair)
        ]
    )
