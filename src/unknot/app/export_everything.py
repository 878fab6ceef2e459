"""
Everything kept about a runner, raw, to take away.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from datetime import datetime

from unknot.app.ports import RunnerId, Store
from unknot.catalogue.body_codes import SYSTEM, region_codes, side_codes
from unknot.domain.body import REGION_NAMES
from unknot.domain.sentence import mark as _
from unknot.domain.units import zone_named

Translate = Callable[[str], str]

_READ_ME = _(
    """\
Everything Unknot keeps about you.

settings.json         what you set
runs, recordings      one line per run, and per recording of it (.json and .csv)
planned-runs,         your training plan: its runs, and its rest days and days of
planned-days          strength work
recording-edits,      what you said of recordings: which is shown, how hard it was, and
recording-ties,       which two are one effort or two; and which files hold the same
recording-copies      recording, which is kept once
originals/            the files you imported, as they came; what was measured is in them
check-ins, injuries, reports, intake-answers, appointments, care
body-codes.json       the words for parts of the body, with their codes in SNOMED CT where known
account, sign-ins     the name you sign in with, and where you are signed in
plan/                 the last plan: what it was decided from, and the decision
                      (unknot replay plan/input.json decides it again)

Instants are in UTC. A cell of a table that began like a formula has an apostrophe in front.
"""
)


def export_zip(
    store: Store, runner_id: RunnerId, now: datetime, translate: Translate = str
) -> bytes:
    """
    One archive with every row and every original, and a page that says what is what.
    """
    archive = io.BytesIO()
    read_me = translate(_READ_ME).encode()
    with (
        store.look(runner_id) as db,
        zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        stamp = now.astimezone(zone_named(db.settings().zone)).timetuple()[:6]
        explained = (("READ-ME.txt", read_me), ("body-codes.json", body_codes_json()))
        for path, content in (*explained, *db.export()):
            entry = zipfile.ZipInfo(path, date_time=stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            packed.writestr(entry, content)
    return archive.getvalue()


def body_codes_json() -> bytes:
    """
    The vocabulary of regions and sides that the other files use, for whoever reads them elsewhere.

    `codes` is empty where none is confirmed, and `why` says so; `is_wider` warns that the coded
    structure is larger than our region.
    """
    regions = {
        region.value: {
            "latin": REGION_NAMES[region].latin,
            "group": REGION_NAMES[region].group.value,
            "codes": [{"code": each.code, "name": each.name} for each in known.codes],
            "is_wider": known.is_wider,
            "why": known.why,
        }
        for region, known in region_codes().items()
    }
    sides = {
        side.value: {"code": each.code, "name": each.name} for side, each in side_codes().items()
    }
    told = {"system": SYSTEM, "sides": sides, "regions": regions}
    return json.dumps(told, ensure_ascii=False, indent=1).encode()
