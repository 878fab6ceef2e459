"""
A guided session as JSON: what a phone sends of it, and what is given out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from unknot.domain.body import Pain
from unknot.domain.canonical import from_plain, to_plain
from unknot.domain.guided import Feeling, GuidedSession, GuidedStep
from unknot.domain.refused import CannotBe, check
from unknot.domain.technique import RoutinePhase

MOST_STEPS = 100
_MOST_PARTS = 48
_LONGEST_CODE = 64
_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")


@dataclass(frozen=True, slots=True)
class GuidedDocument:
    """
    The fields of a session as a document names them; `pain` has objects with `part` and `score`.
    """

    id: str
    started_at: datetime
    ended_at: datetime
    phase: RoutinePhase
    steps: tuple[GuidedStep, ...]
    paused_s: int = 0
    item_id: str = ""
    feelings: tuple[Feeling, ...] = ()
    pain: tuple[Pain, ...] = ()

    def __post_init__(self) -> None:
        if not _ID.fullmatch(self.id):
            raise CannotBe("an id has 8 to 64 letters, digits, _ or -", "id")
        check(len(self.item_id) <= 100, "an item's id has at most 100 letters", "item_id")
        check(
            1 <= len(self.steps) <= MOST_STEPS,
            "a session has 1 to {most} steps",
            "steps",
            most=MOST_STEPS,
        )
        check(
            all(len(step.technique) <= _LONGEST_CODE for step in self.steps),
            "a technique's code has at most {most} letters",
            "steps",
            most=_LONGEST_CODE,
        )
        check(len(self.feelings) <= _MOST_PARTS, "that is more parts than there are", "feelings")
        check(len(self.pain) <= _MOST_PARTS, "that is more parts than there are", "pain")


def read_session(plain: object) -> GuidedSession:
    """
    The session that plain JSON types describe.

    Raises
    ------
    NotReadable
        With the field at fault, if they describe none.
    """
    document = from_plain(GuidedDocument, plain)
    values: dict[str, Any] = {each.name: getattr(document, each.name) for each in fields(document)}
    return GuidedSession(**values | {"pain": tuple((p.part, p.score) for p in document.pain)})


def session_as_plain(session: GuidedSession) -> dict[str, Any]:
    """
    The same the other way, with the seconds of care added up.
    """
    plain: dict[str, Any] = to_plain(session)
    pain = [to_plain(Pain(part, score)) for part, score in session.pain]
    return plain | {"pain": pain, "seconds_done": session.seconds_done}
