"""
What the files call a sport, and what we call it.

Makers write "running", "Run", "9" (Strava's number in a GPX), "indoor_running" or nothing. What
is not in these tables stays `other`: it is kept, and no one is told it was a run.
"""

from __future__ import annotations

import re

from unknot.domain.recording import Sport, Surface

_SPORTS: dict[Sport, str] = {
    Sport.RUNNING: """run running jog jogging trail_running trail_run trailrun trailrunning
        treadmill treadmill_running indoor_running indoor_run track_running street_running
        virtual_run virtualrun virtual_running road_running ultra_run ultra_running race
        outdoor_run outdoor_running obstacle_run obstacle laufen lauf joggen dauerlauf běh beh
        běhání 跑步 course_a_pied""",
    Sport.CYCLING: """cycling biking bike ride riding road_biking mountain_biking cycle virtual_ride
        virtualride e_biking ebikeride e_bike_ride gravel_cycling indoor_cycling spinning
        road_cycling mountain_bike radfahren rad kolo cyklistika cycling_transportation
        cycling_sport gravel_ride mountainbiking""",
    Sport.SWIMMING: """swimming swim lap_swimming open_water_swimming pool_swimming open_water
        poolswim schwimmen plavání""",
    Sport.WALKING: """walking walk casual_walking speed_walking indoor_walking gehen spazieren
        nordic_walking chůze""",
    Sport.HIKING: """hiking hike mountaineering wandern trekking turistika""",
    Sport.ROWING: """rowing indoor_rowing row rudern""",
    # A "workout" is what websites call anything they have no name for, runs among it.
    Sport.STRENGTH: """strength_training strength weight_training weighttraining weights
        gym crossfit strength_conditioning core kraft""",
    Sport.SKIING: """skiing alpine_skiing cross_country_skiing nordicski nordic_ski backcountry_ski
        alpineski alpine_ski backcountryski snowboarding resort_skiing_snowboarding skate_skiing
        roller_skiing rollerski""",
    Sport.SKATING: """inline_skating skating ice_skating inlineskate iceskate inline_skate""",
    Sport.PADDLING: """paddling kayaking stand_up_paddleboarding stand_up_paddling canoeing
        standuppaddling sup whitewater_rafting_kayaking rafting""",
    Sport.TENNIS: """tennis""",
    Sport.MULTISPORT: """multisport triathlon duathlon""",
}
_SPORT_OF = {word: sport for sport, words in _SPORTS.items() for word in words.split()}

# Strava writes its own numbers into the `type` of a GPX track.
_STRAVA_NUMBERS = {
    "1": Sport.CYCLING,
    "2": Sport.SKIING,
    "4": Sport.HIKING,
    "9": Sport.RUNNING,
    "10": Sport.WALKING,
    "16": Sport.SWIMMING,
    "17": Sport.CYCLING,
}

_SURFACES: dict[Surface, str] = {
    Surface.TREADMILL: """treadmill indoor_running treadmill_running indoor_run laufband virtual_run
        virtualrun virtual_activity virtual_running""",
    Surface.TRAIL: """trail trail_running trail_run trailrun trailrunning ultra""",
    Surface.TRACK: """track track_running""",
    Surface.ROAD: """street street_running road road_running""",
}
_SURFACE_OF = {word: surface for surface, words in _SURFACES.items() for word in words.split()}

# A title counts only when it says so in as many words; "run" inside "Brunch" does not.
_RUN_IN_TITLE = re.compile(
    r"\b(?:run|running|jog|jogging|lauf|joggen|dauerlauf|longrun|parkrun|běh|běhání|marathon"
    r"|half[- ]marathon|halbmarathon|maratón|maraton|půlmaraton)\b|跑步",
    re.IGNORECASE,
)
_NO_RUN_IN_TITLE = re.compile(
    r"\b(?:ride|bike|biking|cycling|swim|walk|hike|rad|kolo|ski|route|errands?|triathlon)\b",
    re.IGNORECASE,
)


def sport_called(*names: str, title: str = "") -> Sport:
    """
    The sport of the first name we know; failing that, running when the title clearly says so.
    """
    for name in names:
        known = _STRAVA_NUMBERS.get(name.strip()) or _SPORT_OF.get(_word(name))
        if known is not None:
            return known
    says_nothing = all(_word(name) in ("", "other", "generic", "unknown") for name in names)
    if says_nothing and _RUN_IN_TITLE.search(title) and not _NO_RUN_IN_TITLE.search(title):
        return Sport.RUNNING
    return Sport.OTHER


def surface_called(sport: Sport, *names: str) -> Surface:
    """
    Where a run took place, by the first name that says it. Only runs have a surface.
    """
    if sport is not Sport.RUNNING:
        return Surface.UNKNOWN
    surfaces = (_SURFACE_OF.get(_word(name)) for name in names)
    return next((surface for surface in surfaces if surface is not None), Surface.UNKNOWN)


def _word(name: str) -> str:
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name.strip())
    return re.sub(r"[^\w]+", "_", spaced).strip("_").lower()
