"""
Unpacks `.gz` files without trusting what they promise.
"""

from __future__ import annotations

import io
import zlib

from unknot.domain.sentence import Sentence, sentence
from unknot.intake.errors import RunFileUnreadable

# No recording comes near: a day and night of one-second GPX is 35 megabytes. A small file that
# unpacks to more is a trap, and is left before it fills the memory; XML takes several times its
# size once it is opened.
MOST_UNPACKED_BYTES = 64 * 1024 * 1024
_STEP_BYTES = 1024 * 1024
# What follows a member is copied with every step, so the steps in are small; and thousands of
# members, each as good as empty, would still take hours.
_FED_BYTES = 64 * 1024
MOST_MEMBERS = 10_000
_ANY_WRAPPER = zlib.MAX_WBITS | 32
GZIP_SIGNATURE = b"\x1f\x8b"


def unpacked(
    content: bytes, at_most: int = MOST_UNPACKED_BYTES
) -> tuple[bytes, tuple[Sentence, ...]]:
    """
    The bytes inside a gzip file, members one after the other, and what is missing of them.

    A file that is cut off or damaged on the way gives what comes before that.

    Raises
    ------
    RunFileUnreadable
        If it is no gzip file, gives nothing, unpacks to more than `at_most` bytes, or has more
        members than anybody packs.
    """
    out = io.BytesIO()
    if not content.startswith(GZIP_SIGNATURE):
        raise RunFileUnreadable("The name ends in .gz, but this is not a gzip file.")
    position = n_members = 0
    try:
        while content.startswith(GZIP_SIGNATURE, position):
            n_members += 1
            if n_members > MOST_MEMBERS:
                raise RunFileUnreadable(
                    "The gzip file is made of more than {most} pieces, as no recording is; it was"
                    " left unread.",
                    most=MOST_MEMBERS,
                )
            position = _unpack_member(content, position, out, at_most)
    except _Broken as broken:
        if not out.tell():
            raise RunFileUnreadable(broken.sentence.said) from broken
        return out.getvalue(), (broken.sentence,)
    return out.getvalue(), ()


class _Broken(Exception):
    """
    The packed bytes end or go wrong here; what came before stands.
    """

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


def _unpack_member(content: bytes, position: int, out: io.BytesIO, at_most: int) -> int:
    """
    Unpack the member at that position; where the next one begins.
    """
    member = zlib.decompressobj(_ANY_WRAPPER)
    try:
        while not member.eof:
            pending = member.unconsumed_tail
            if not pending:
                pending = content[position : position + _FED_BYTES]
                position += len(pending)
            step = member.decompress(pending, _STEP_BYTES)
            out.write(step)
            if out.tell() > at_most:
                raise RunFileUnreadable(
                    "The file unpacks to more than {most} MiB, which no recording needs; it was"
                    " left unread.",
                    most=at_most // 2**20,
                )
            if not step and not pending and not member.eof:
                raise _Broken(
                    sentence("The gzip file is cut off before its end. Copy or download it again.")
                )
    except zlib.error as broken:
        raise _Broken(
            sentence("The gzip file is damaged from some point on. Copy or download it again.")
        ) from broken
    return position - len(member.unused_data)
