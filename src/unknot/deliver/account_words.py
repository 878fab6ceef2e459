"""
Accounts on a terminal and for other programs.
"""

from __future__ import annotations

from typing import Any

from unknot.app.accounts import AccountLine
from unknot.deliver.amounts import say_instant
from unknot.deliver.marking import mark as _
from unknot.deliver.voice import Voice
from unknot.domain.canonical import to_plain


def say_account(line: AccountLine, voice: Voice) -> str:
    """
    Who it is, and in how many places they are signed in.
    """
    said = voice.fill(_("{name} (you)"), name=line.name) if line.is_own else line.name
    if not line.sign_ins:
        return voice.fill(_("{who}: signed in nowhere"), who=said)
    seen = say_instant(max(each.seen_at for each in line.sign_ins), voice)
    places = voice.count("at {n} place", "at {n} places", len(line.sign_ins))
    return voice.fill(
        _("{who}: signed in {places}, last seen {seen}"), who=said, places=places, seen=seen
    )


def account_as_plain(line: AccountLine) -> dict[str, Any]:
    """
    The same for other programs; what is kept of passphrases and tokens stays where it is.
    """
    return {
        "name": line.name,
        "is_own": line.is_own,
        "sign_ins": [
            {
                "browser": each.browser,
                "address": each.address,
                "began_at": to_plain(each.began_at),
                "seen_at": to_plain(each.seen_at),
            }
            for each in line.sign_ins
        ],
    }
