"""
What a phone needs to install Unknot and to go on without a network.
"""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import JSONResponse, Response

from unknot.web.assets import asset_url
from unknot.web.offline import KEPT_PAGES, service_worker
from unknot.web.templating import mark as _
from unknot.web.templating import show
from unknot.web.visit import Reading

router = APIRouter(default_response_class=Response)
_ICONS = (
    ("icons/mark-192.png", "192x192", "any"), ("icons/mark-512.png", "512x512", "any"),
    ("icons/mark-maskable-512.png", "512x512", "maskable"),
)  # fmt: skip


@router.get("/service-worker.js")
def worker() -> Response:
    """
    The script that keeps pages. It holds nothing of anybody, and the newest one is asked for.
    """
    headers = {"cache-control": "no-cache", "service-worker-allowed": "/"}
    return Response(service_worker(), media_type="text/javascript", headers=headers)


@router.get("/manifest.webmanifest")
def manifest(visit: Reading) -> Response:
    """
    How a phone shows Unknot once it is installed.
    """
    described = {
        "id": "/", "name": "Unknot", "short_name": "Unknot",
        "description": visit.say(_("Massage and recovery for runners")),
        "start_url": "/", "scope": "/", "display": "standalone", "lang": visit.voice.language,
        "background_color": "#eef2ee", "theme_color": "#14524c",
        "icons": [
            {"src": asset_url(name), "sizes": sizes, "type": "image/png", "purpose": purpose}
            for name, sizes, purpose in _ICONS
        ],
        "shortcuts": [{"name": visit.say(_("Check-in")), "url": KEPT_PAGES[0]}],
    }  # fmt: skip
    headers = {"cache-control": "no-cache"}
    return JSONResponse(described, media_type="application/manifest+json", headers=headers)


@router.get("/offline")
def offline(visit: Reading) -> Response:
    """
    What is shown in place of a page that needs the network. It holds nothing of anybody.
    """
    return show(visit, "pages/offline.html", None, visit.say(_("No network")))
