"""
Styles, scripts, fonts and pictures: served from the package, under an address that changes with them.

The version in the address is the digest of all of them, so a browser may keep what it has for
a year and still never shows yesterday's style with today's page.
"""

from __future__ import annotations

import hashlib
import mimetypes
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "static"
MANIFEST = _FOLDER / "MANIFEST.sha256"
_TYPES = {".woff2": "font/woff2", ".js": "text/javascript", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Asset:
    """
    One file as a browser gets it.
    """

    content: bytes
    media_type: str


@cache
def digests() -> dict[str, str]:
    """
    SHA-256 of every file that is served, by its name below `static`.
    """
    files = sorted(path for path in _FOLDER.rglob("*") if path.is_file() and path != MANIFEST)
    return {
        path.relative_to(_FOLDER).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }


@cache
def version() -> str:
    """
    Twelve digits that stand for all files together.
    """
    lines = "".join(f"{digest}  {name}\n" for name, digest in digests().items())
    return hashlib.sha256(lines.encode()).hexdigest()[:12]


def asset_url(name: str) -> str:
    """
    The address of one file. Raises KeyError for a file that is not there.
    """
    digests()[name]
    return f"/static/{version()}/{name}"


@cache
def find_asset(name: str) -> Asset | None:
    """
    A file of the package by its name; None for anything else, whatever the path says.
    """
    if name not in digests():
        return None
    path = _FOLDER / name
    kind = _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0]
    return Asset(path.read_bytes(), kind or "application/octet-stream")
