"""
A log of days that a runner keeps in a table of their own: what its columns are called.

docs/reference/wellness-logs.md describes it; one side reads such tables, another writes them.
"""

from __future__ import annotations

import re

from unknot.domain.body import BodyPart, Region, Side

DATE = "date"
SLEEP_H = "sleep_h"
RESTING_HR = "resting_hr"
HRV_LNRMSSD = "hrv_lnrmssd"
HRV_RMSSD_MS = "hrv_rmssd_ms"
SORENESS = "soreness"
PAIN = "pain"
FATIGUE = "fatigue"
STRESS = "stress"
MOOD = "mood"
SICK = "sick"
NOTE = "note"

# As they are written; columns for parts of the body stand behind them. RMSSD in milliseconds is
# read in place of its logarithm, and not written.
WRITTEN = (DATE, SLEEP_H, RESTING_HR, HRV_LNRMSSD, SORENESS, FATIGUE, STRESS, MOOD, SICK, NOTE)
UNDERSTOOD = (*WRITTEN, HRV_RMSSD_MS)

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_BOTH = {"", "both"}


def column_of(what: str, part: BodyPart) -> str:
    """
    The column for one part of the body: `soreness:calf:left`.
    """
    return f"{what}:{part.region.value}:{part.side.value}"


def parts_of(column: str) -> tuple[str, tuple[BodyPart, ...]] | None:
    """
    What a column in small letters is about, `soreness` or `pain`, and which parts; None for others.

    A column that names no side is about both.
    """
    what, *place = (re.sub(r"[\s_-]+", "-", word.strip()) for word in column.split(":"))
    if what not in (SORENESS, PAIN) or not 1 <= len(place) <= 2:
        return None
    region, side = place[0], place[1] if len(place) == 2 else ""
    sides = tuple(Side) if side in _BOTH else tuple(each for each in Side if each.value == side)
    regions = [each for each in Region if each.value == region]
    parts = tuple(BodyPart(each, on) for each in regions for on in sides)
    return (what, parts) if parts else None


def defused(text: str) -> str:
    """
    Text as a cell that no spreadsheet takes for a formula: an apostrophe in front where needed.
    """
    return "'" + text if _FORMULA.match(text) else text


def undefused(cell: str) -> str:
    """
    The text that a cell was made from.
    """
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
