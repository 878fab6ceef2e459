"""
About: what each kind of care may do, in the words the evidence carries, and what it is not.
"""

from __future__ import annotations

from dataclasses import dataclass

from unknot import __version__
from unknot.deliver.words import name_of, start_with_capital, what_it_can_do
from unknot.domain.session import CareKind
from unknot.web.pages.care import look_of
from unknot.web.visit import Visit


@dataclass(frozen=True, slots=True)
class AboutPage:
    """
    Each kind of care: its look, its name, and what may be said of it.
    """

    claims: tuple[tuple[str, str, str, str], ...]
    version: str


def about_page(visit: Visit) -> AboutPage:
    """
    One line for each kind of care.
    """
    return AboutPage(
        tuple(
            (*look_of(kind), start_with_capital(name_of(kind, visit.voice)),
             what_it_can_do(kind, visit.voice))
            for kind in CareKind
        ),
        __version__,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """
    Something did not work: one plain sentence and a way on.
    """

    title: str
    sentence: str
    status: int
    way_on: str = ""
