"""
Checksums of FIT files: which are right, and a valid file that only one decoder refuses.

A 14-byte header may leave its own checksum at zero; then the checksum at the end covers header
and data. Garmin's older watches write such files. fitfast counts the data alone, so the two
bytes at the end are rewritten in memory, after the original was checked.
"""

from __future__ import annotations

from unknot.intake.fit_layout import CHECKSUM_BYTES, FitPart, checksum


def checksum_is_right(part: FitPart) -> bool:
    """
    True when the checksum at the end fits header and data, or the data alone.
    """
    if part.is_cut_off:
        return False
    return _stored(part) in (
        checksum(part.content[: part.body_end]),
        checksum(part.content[part.header_size : part.body_end]),
    )


def with_checksum_of_data_alone(part: FitPart) -> FitPart | None:
    """
    The same part with the checksum that the fast decoder wants, if the one it has is right and
    its header carries none of its own; otherwise None.
    """
    has_empty_header_checksum = part.header_size == 14 and part.content[12:14] == b"\x00\x00"
    if not has_empty_header_checksum or not checksum_is_right(part):
        return None
    body = part.content[part.header_size : part.body_end]
    sealed = part.content[: part.body_end] + checksum(body).to_bytes(CHECKSUM_BYTES, "little")
    return FitPart(sealed, part.header_size)


def _stored(part: FitPart) -> int:
    return int.from_bytes(part.content[part.body_end :], "little")
