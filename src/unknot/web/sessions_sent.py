"""
A guided session as a phone or a script sends it.
"""

from __future__ import annotations

from unknot.app.errors import ValueRefused
from unknot.domain.guided import GuidedSession
from unknot.domain.guided_document import read_session
from unknot.domain.refused import CannotBe


def session_sent(plain: object) -> GuidedSession:
    """
    The session, or the sentence that says which field does not fit.
    """
    try:
        return read_session(plain)
    except CannotBe as refused:
        raise ValueRefused(refused) from refused
