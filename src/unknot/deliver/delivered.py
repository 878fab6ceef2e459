"""
What a calendar was last told of each item, so that a change is known and what is gone cancelled.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

# Per item id: its SEQUENCE, and what was delivered last (see `Delivered`).
Sequences = Mapping[str, tuple[int, str]]

# Stands in place of the digest once the calendar was told that the item is gone.
CANCELLED = "cancelled"

_STAMP = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Delivered:
    """
    One event as it was last told: what it said, as a digest, and when it was to be.

    Kept as one short text, "digest;start;minutes".
    """

    digest: str
    start_utc: datetime
    minutes: int

    @classmethod
    def read(cls, text: str) -> Delivered | None:
        """
        From the kept text; None for a text of another sort.
        """
        try:
            digest, start, minutes = text.split(";")
            return cls(digest, datetime.strptime(start, _STAMP).replace(tzinfo=UTC), int(minutes))
        except ValueError:
            return None

    def write(self) -> str:
        """
        As the text that is kept.
        """
        return f"{self.digest};{self.start_utc.astimezone(UTC):{_STAMP}};{self.minutes}"


def next_sequence(
    item_id: str, delivered: Delivered, remembered: dict[str, tuple[int, str]]
) -> int:
    """
    The SEQUENCE of an event: one more whenever it says something else than the last time.

    What is told now is remembered for the next time.
    """
    sequence, last = remembered.get(item_id, (-1, ""))
    known = Delivered.read(last)
    if known is None or known.digest != delivered.digest:
        sequence += 1
        remembered[item_id] = (sequence, delivered.write())
    return sequence
