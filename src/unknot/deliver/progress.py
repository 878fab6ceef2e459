"""
How far an import has come, in words: files, bytes, how fast, and how long still.
"""

from __future__ import annotations

from unknot.app.views import ImportProgress
from unknot.deliver.marking import mark as _
from unknot.deliver.voice import Voice

_MB = 1_000_000


def say_progress(progress: ImportProgress, voice: Voice) -> str:
    """
    One line such as "120 files done, 45 of 310 MB, 12 a second, about 2 min left".
    """
    said = [voice.count(_("{n} file done"), _("{n} files done"), progress.files)]
    if progress.n_bytes >= _MB:
        done = min(progress.bytes_done, progress.n_bytes) // _MB
        said.append(voice.fill(_("{done} of {all} MB"), done=done, all=-(-progress.n_bytes // _MB)))
    if progress.files_a_second:
        said.append(voice.fill(_("{n} a second"), n=_rate(progress.files_a_second)))
    if progress.seconds_left is not None:
        said.append(_say_left(progress.seconds_left, voice))
    return ", ".join(said)


def _rate(a_second: float) -> str:
    return f"{a_second:.0f}" if a_second >= 10 else f"{a_second:.1f}"


def _say_left(seconds: float, voice: Voice) -> str:
    if seconds < 90:
        return voice.fill(_("about {n} s left"), n=max(1, round(seconds / 5) * 5))
    return voice.fill(_("about {n} min left"), n=round(seconds / 60))
