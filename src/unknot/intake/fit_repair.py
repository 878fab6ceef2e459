"""
Checksums of FIT files: which are right, and a valid file that only one decoder refuses.

A 14-byte header may leave its own checksum at zero; then the checksum at the end covers header
and data. Garmin's older watches write such files. fitfast counts the data alone, so the two
bytes at the end are rewritten in memory.
"""

from __future__ import annotations

from unknot.intake.fit_layout import FitPart, checksum


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
    The same part with the checksum that the fast decoder wants, if its header carries none of
    its own; otherwise None.

    The new checksum is right exactly if the old one was: it is found without looking at the
    data, by taking the header's share out of the old one, and the decoder then checks the data
    against it.
    """
    if part.is_cut_off or part.header_size != 14 or part.content[12:14] != b"\x00\x00":
        return None
    header_share = carried_over(checksum(part.content[:14]), part.body_end - 14)
    sealed = part.content[: part.body_end] + (_stored(part) ^ header_share).to_bytes(2, "little")
    return FitPart(sealed, part.header_size)


def carried_over(state: int, n_bytes: int) -> int:
    """
    What a checksum's state becomes over that many zero bytes, in as many steps as the number
    has binary digits. A checksum is linear: the state's bits can be carried one by one.
    """
    over_power = tuple(checksum(b"\x00", 1 << bit) for bit in range(16))
    while n_bytes:
        if n_bytes & 1:
            state = _applied(over_power, state)
        over_power = tuple(_applied(over_power, image) for image in over_power)
        n_bytes >>= 1
    return state


def _applied(images: tuple[int, ...], state: int) -> int:
    """
    A linear map, given by the images of the sixteen bits.
    """
    result = 0
    for bit, image in enumerate(images):
        if state >> bit & 1:
            result ^= image
    return result


def _stored(part: FitPart) -> int:
    return int.from_bytes(part.content[part.body_end :], "little")
