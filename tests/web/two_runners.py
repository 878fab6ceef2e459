"""
Two runners on one server, each with one of everything and a mark on all of it.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from starlette.testclient import TestClient

from tests.contracts.a_full_life import GUIDED
from tests.web.conftest import NOW, StoppedClock
from tests.web.test_recordings import a_track
from unknot.bootstrap import House, open_house
from unknot.domain.body import BodyPart, Region, Side
from unknot.domain.check_in import CheckIn
from unknot.domain.measures import FlexibilityTest, Measurement
from unknot.domain.safety import InjuryKind
from unknot.domain.session import MassageType
from unknot.domain.settings import Race
from unknot.web.security import CSRF_COOKIE

TODAY = NOW.date()
CALF = BodyPart(Region.CALF, Side.LEFT)
PASSPHRASE = "four words in a {mark} row"
ON_PURPOSE = {"x-unknot-request": "1"}


@dataclass
class Someone:
    """
    A runner, what marks their data, and the ids of what they have, by the names of addresses.
    """

    id: str
    mark: str
    ids: dict[str, str] = field(default_factory=dict)

    @property
    def marks(self) -> set[str]:
        """
        What of theirs nobody else may ever see.
        """
        return {self.mark, *self.ids.values()}

    @property
    def passphrase(self) -> str:
        """
        What they sign in with.
        """
        return PASSPHRASE.format(mark=self.mark)


def two_runners_in(folder: Path) -> tuple[Someone, Someone]:
    """
    The runner whose house it is, and one who joined.
    """
    clock = StoppedClock()
    house = open_house(folder, clock)
    ada = Someone(house.own_runner().id, "ADASMARK")
    house.set_passphrase(ada.id, ada.mark, ada.passphrase)
    ben_id = house.add_account("BENSMARK", PASSPHRASE.format(mark="BENSMARK")).id
    ben = Someone(ben_id, "BENSMARK")
    for hours, someone in ((6, ada), (9, ben)):
        # Ids come from what is said and when: said at one instant, two reports would share one.
        clock.instant = NOW - timedelta(hours=hours)
        _live(house, someone, hours)
    house.close()
    return ada, ben


def _live(house: House, who: Someone, hour: int) -> None:
    began = NOW.replace(hour=hour, minute=0) - timedelta(days=1)
    files = {f"{who.mark}-watch.gpx": a_track(began, 1800, rate=150)}
    files[f"{who.mark}-phone.gpx"] = a_track(began + timedelta(seconds=20), 1900)
    _import(house, who, files)
    house.change_settings(
        who.id, name=who.mark, races=(Race(date(2027, 3, 7), 21_097.5, name=who.mark),)
    )
    other = house.add_run(who.id, began - timedelta(days=2), 40, 8000, title=who.mark)
    house.check_in(who.id, CheckIn(TODAY - timedelta(days=1), NOW, note=who.mark))
    injury = house.add_injury(who.id, InjuryKind.SKIN, TODAY - timedelta(days=3), (CALF,), who.mark)
    house.answer_gate(who.id, frozenset(), frozenset(), False)
    house.report_symptoms(who.id, frozenset({"something-else"}), (CALF,))
    massage = house.log_massage(
        who.id, TODAY - timedelta(days=hour), MassageType.SPORTS, 45, 5000, (CALF,)
    )
    plan = f"date,kind,distance_km,title\n2026-11-29,long,18,{who.mark}\n".encode()
    house.import_plan_file(who.id, f"{who.mark}.csv", plan)
    house.keep_secret(who.id, "calendar", who.mark)
    token = house.renew_feed(who.id)
    house.begin_sign_in(who.id, who.mark, "192.0.2.7")
    session = replace(GUIDED, id=f"g_{who.mark.lower()}")
    house.keep_session(who.id, session)
    house.keep_measurement(
        who.id, Measurement(TODAY, FlexibilityTest.SIT_AND_REACH, None, (float(hour),))
    )
    kept = house.replan(who.id)
    run = next(each for each in house.list_runs(who.id) if each.run_id != other.run_id)
    recordings = [line.id for line in house.run_recordings(who.id, run.run_id)]
    who.ids |= {
        "run_id": run.run_id, "other": other.run_id, "recording_id": recordings[-1],
        "injury_id": injury.id, "report_id": house.reports(who.id)[0].id, "massage_id": massage.id,
        "batch_id": house.imports(who.id)[0].id, "import_id": house.imports(who.id)[0].id,
        "token": token, "sign_in_id": house.sign_ins(who.id)[0].id,
        "session_id": session.id,
    }  # fmt: skip
    assert kept is not None


def _import(house: House, who: Someone, files: dict[str, bytes]) -> None:
    from unknot.app.views import OfferedFile

    offered = [
        OfferedFile(name, lambda content=content: content) for name, content in files.items()
    ]
    batch = house.begin_import(who.id, [who.mark])
    house.import_files(who.id, offered, workers=0, batch=batch)


def everything_of(house: House, who: Someone) -> list[tuple[str, bytes]]:
    """
    All there is of somebody, as bytes to compare: rows, account, sign-ins, secrets, the plan.
    """
    with house.store.look(who.id) as db:
        rows = sorted(db.export())
        rest = (db.kept_plan(), db.secret("calendar"), db.feed_token_hash(), db.revision())
    people = [each for each in house.store.runners() if who.id in (each.id, each.sample_of)]
    about = (house.account_of(who.id), house.sign_ins(who.id), people)
    return [*rows, ("the rest", repr((rest, about)).encode())]


def sign_in_as(client: TestClient, house: House, who: Someone) -> str:
    """
    Gives the browser a fresh sign-in, and the token its forms carry.
    """
    client.cookies.clear()
    client.cookies.set("unknot_sign_in", house.begin_sign_in(who.id, f"{who.mark} browser"))
    client.get("/about")
    return str(client.cookies[CSRF_COOKIE])


def said_in(content: bytes) -> str:
    """
    An answer as text; an archive with all that is in it.
    """
    if not content.startswith(b"PK"):
        return content.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "\n".join(
            f"{name}\n{archive.read(name).decode(errors='replace')}" for name in archive.namelist()
        )
