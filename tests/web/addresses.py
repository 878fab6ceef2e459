"""
Every address that the application answers, with its method.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def addresses_of(app: Any) -> set[tuple[str, str]]:
    """
    (method, path) of every route, those of included routers as well.
    """
    found = {
        (method, route.path)
        for route in _routes(app.routes)
        for method in getattr(route, "methods", None) or ()
        if method != "HEAD"
    }
    assert len(found) > 60, "the routes were not found, so nothing was looked at"
    return found


def _routes(routes: Any) -> Iterator[Any]:
    for route in routes:
        inner = getattr(route, "original_router", None)
        if inner is None:
            yield route
        else:
            yield from _routes(inner.routes)
