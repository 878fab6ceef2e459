"""
The main path through a FIT file: fitfast, for parts known to be regular.

Records come as columns straight from Rust. The summary is decoded from a small file of its own,
because a second pass over thousands of records to find one session costs as much as the first.
"""

from __future__ import annotations

import fitfast
import numpy as np

from unknot.intake.draft import Column
from unknot.intake.fit_layout import RECORD, SIGNATURE, FitLayout, FitPart, checksum
from unknot.intake.fit_messages import (
    HEART_RATE_FIELDS,
    RECORD_FIELDS,
    FitMessages,
    Message,
    clean_message,
    joined_column,
)


class FastDecoderRefuses(Exception):
    """
    fitfast did not read the part, or did not find what is in it; somebody else must.
    """


def decode_fast(part: FitPart, layout: FitLayout) -> FitMessages:
    """
    The messages of a regular part.

    Raises
    ------
    FastDecoderRefuses
        If fitfast refuses the part, or returns another number of records than there are.
    """
    try:
        return _decode(part, layout)
    except ValueError as refused:
        raise FastDecoderRefuses(str(refused)) from refused
    except BaseException as panic:
        # A panic in Rust arrives as a BaseException; it means the same: not readable here.
        if type(panic).__name__ == "PanicException":
            raise FastDecoderRefuses("the fast decoder gave up") from None
        raise


def _decode(part: FitPart, layout: FitLayout) -> FitMessages:
    n_records = layout.n_of.get(RECORD, 0)
    columns = _record_columns(part, n_records)
    found = fitfast.parse(sealed(layout.summary))
    needs_laps = not found.get("session")
    laps = fitfast.parse(sealed(layout.laps)).get("lap") if needs_laps and layout.laps else None
    rates = fitfast.parse(sealed(layout.heart_rates)).get("hr") if layout.heart_rates else None
    return FitMessages(
        file_id=(*_clean(found.get("file_id")), {})[0],
        sports=_clean(found.get("sport")),
        sessions=_clean(found.get("session")),
        laps=_clean(laps),
        activities=_clean(found.get("activity")),
        heart_rates=_clean_rates(rates),
        columns=columns,
        n_records=n_records,
    )


def _record_columns(part: FitPart, n_records: int) -> dict[str, Column]:
    # Also without records the whole part is decoded once: it is how its checksum is checked.
    decoded = fitfast.records(part.content)
    if any(len(column) != n_records for column in decoded.values()):
        raise FastDecoderRefuses(f"{n_records} records are there, other columns were decoded")
    columns: dict[str, Column] = {}
    for name, fields in RECORD_FIELDS.items():
        column = joined_column(decoded.get(each) for each in fields)
        if column is not None:
            columns[name] = np.asarray(column, dtype=np.float64)
    fraction = decoded.get("fractional_cadence")
    if fraction is not None and "cadence_rpm" in columns:
        columns["cadence_rpm"] = columns["cadence_rpm"] + np.nan_to_num(fraction)
    return columns


def _clean(messages: list[dict[str | int, object]] | None) -> tuple[Message, ...]:
    return tuple(clean_message(message.items()) for message in messages or ())


def _clean_rates(messages: list[dict[str | int, object]] | None) -> tuple[Message, ...]:
    # A strap writes one message every few beats, and only these fields are asked for.
    return tuple(
        clean_message((name, each[name]) for name in HEART_RATE_FIELDS if name in each)
        for each in messages or ()
    )


def sealed(body: bytes) -> bytes:
    """
    Messages as a complete FIT file: with a header before them and the checksum behind.
    """
    head = bytes([12, 0x20, 0x54, 0x08]) + len(body).to_bytes(4, "little") + SIGNATURE
    return head + body + checksum(head + body).to_bytes(2, "little")
