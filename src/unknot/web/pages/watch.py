"""
The watched folder as pages show it: which it is, and when it was last looked at.
"""

from __future__ import annotations

from dataclasses import dataclass

from unknot.deliver.words import say_instant
from unknot.web.templating import mark as _
from unknot.web.visit import Visit


@dataclass(frozen=True, slots=True)
class WatchLine:
    """
    A watched folder in a sentence; `is_trouble` when it cannot be looked into.
    """

    folder: str
    said: str
    is_trouble: bool = False


def watch_line(visit: Visit) -> WatchLine | None:
    """
    How it goes with the folder that is watched; None when none is.
    """
    state = visit.door.watch.state(visit.settings.watch_folder)
    if state is None:
        return None
    if state.trouble is not None:
        said = f"{visit.voice.refuse(state.trouble)} {visit.say(_('It is looked for again.'))}"
        return WatchLine(state.folder, said, is_trouble=True)
    if state.looked_at is None:
        return WatchLine(state.folder, visit.say(_("Not looked at yet.")))
    when = say_instant(state.looked_at, visit.voice)
    return WatchLine(state.folder, visit.say(_("Last looked at {when}."), when=when))
