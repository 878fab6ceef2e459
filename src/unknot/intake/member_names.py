"""
Names inside archives: how they are shown, and which of them lead elsewhere.
"""

from __future__ import annotations

import re

# Between an archive and what lies in it.
INSIDE = "!/"
LONGEST_NAME = 1_000
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_DRIVE = re.compile(r"^[A-Za-z]:")


def leads_elsewhere(name: str) -> bool:
    """
    True for a name that would leave the folder it is unpacked to, or is no honest name at all.
    """
    parts = name.replace("\\", "/").split("/")
    return (
        not name
        or len(name) > LONGEST_NAME
        or name.startswith(("/", "\\"))
        or ".." in parts
        or _DRIVE.match(name) is not None
        or _CONTROL.search(name) is not None
    )


def shown_name(name: str) -> str:
    """
    The name as it can be shown: one line, no longer than a name may be.
    """
    shown = _CONTROL.sub("?", name.replace("\\", "/"))
    return shown.encode(errors="replace").decode()[:LONGEST_NAME]


def is_furniture(path: str) -> bool:
    """
    True for what a system leaves in every folder and archive: nobody put it there.
    """
    parts = path.split("/")
    return (
        "__MACOSX" in parts
        or (parts[-1].startswith(".") and parts[-1] not in (".", ".."))
        or (parts[-1].lower() in ("thumbs.db", "desktop.ini"))
    )
