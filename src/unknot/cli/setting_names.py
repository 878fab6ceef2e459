"""
Every setting by the name it has on the command line: how it is read, and how it is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from unknot.app.errors import NotUnderstood
from unknot.cli import setting_readers as read
from unknot.cli import setting_sayings as say
from unknot.cli import usual_week, values
from unknot.deliver.marking import mark as _
from unknot.domain.canonical import to_plain
from unknot.domain.sentence import sentence
from unknot.domain.settings import BodyFigure, Settings, Units

if TYPE_CHECKING:
    from unknot.deliver.voice import Voice

Say = Callable[[Any, "Voice"], str]
Plain = Callable[[Any], Any]

CLEAR = "none"


@dataclass(frozen=True, slots=True)
class SettingName:
    """
    One setting: its name here, its field, how to read, say and print it as JSON, and an example.

    `has_many` takes several values; `none` clears those, and brings the default back for others.
    """

    name: str
    field: str
    read: read.Read
    example: str
    about: str
    say: Say
    has_many: bool = False
    plain: Plain = to_plain


def setting_named(name: str) -> SettingName | None:
    """
    The setting with that name; a plural or an underscore does no harm.
    """
    wanted = name.strip().lower().replace("_", "-")
    return next(
        (each for each in SETTINGS if wanted in (each.name, f"{each.name}s", each.field)), None
    )


def read_setting(setting: SettingName, words: Iterable[str], settings: Settings) -> Any:
    """
    The new value of a setting, from the words that were typed.
    """
    given = [word for word in words if word.strip()]
    if not given:
        raise NotUnderstood(
            "{name} needs a value, such as {example}", name=setting.name, example=setting.example
        )
    if [word.lower() for word in given] == [CLEAR]:
        return getattr(Settings(), setting.field)
    if not setting.has_many and len(given) > 1:
        given = [" ".join(given)]
    try:
        return setting.read(given, settings)
    except ValueError as cannot_be:
        raise NotUnderstood(
            "{name}: {cannot_be}", name=setting.name, cannot_be=cannot_be
        ) from cannot_be


SETTINGS: tuple[SettingName, ...] = (
    SettingName("name", "name", read.one(str.strip), "Jana", _("what to call you"), say.plain),
    SettingName(
        "zone", "zone", read.one(read.zone), "Europe/Prague", _("your time zone"), say.plain
    ),
    SettingName(
        "units",
        "units",
        lambda words, settings: values.read_member(Units, words[0], sentence("unit")),
        "metric",
        _("metric or imperial"),
        say.plain,
    ),
    SettingName(
        "week-start",
        "week_starts_on",
        read.one(values.read_weekday),
        "monday",
        _("the first day of your week"),
        lambda value, voice: say.weekdays([value], voice),
    ),
    SettingName(
        "sex",
        "trimp_sex_coefficient",
        read.one(read.sex),
        "women",
        _("which published heart-rate curve measures your load: men or women"),
        say.plain,
    ),
    SettingName(
        "resting-hr",
        "resting_hr",
        read.whole(sentence("a heart rate")),
        "52",
        _("your resting heart rate"),
        say.plain,
    ),
    SettingName(
        "max-hr",
        "maximal_hr",
        read.whole(sentence("a heart rate")),
        "186",
        _("your highest heart rate"),
        say.plain,
    ),
    SettingName(
        "threshold-pace",
        "threshold_pace_s_per_km",
        lambda words, settings: values.read_pace(words[0], settings.units),
        "4:50/km",
        _("the pace you could race for an hour"),
        say.pace,
    ),
    SettingName(
        "budget",
        "budget_cents_a_month",
        read.one(values.read_money),
        "110",
        _("money for massages a month"),
        say.money,
        plain=say.money_as_number,
    ),
    SettingName(
        "currency",
        "currency",
        read.one(read.currency),
        "EUR",
        _("three letters such as EUR"),
        say.plain,
    ),
    SettingName(
        "price",
        "prices",
        read.many(values.read_price),
        "deep-tissue:60:70",
        _("the price list: type, minutes, price"),
        say.prices,
        has_many=True,
        plain=say.prices_as_numbers,
    ),
    SettingName(
        "rhythm",
        "rhythm_days",
        read.whole(sentence("a number of days")),
        "30",
        _("days between massages"),
        lambda value, voice: voice.count("every day", "every {n} days", value),
    ),
    SettingName(
        "minutes-a-day",
        "self_care_min_a_day",
        read.whole(sentence("a number of minutes")),
        "20",
        _("self-care a day at most"),
        say.minutes,
    ),
    SettingName(
        "minutes-a-week",
        "self_care_min_a_week",
        read.whole(sentence("a number of minutes")),
        "75",
        _("self-care a week at most"),
        say.minutes,
    ),
    SettingName(
        "tools",
        "tools",
        read.tools,
        "roller,ball",
        _("what you own; hands are always there"),
        say.names,
        has_many=True,
    ),
    SettingName(
        "free-time",
        "free_times",
        read.free_times,
        '"tue 18:00-20:30"',
        _("when you could have a massage"),
        say.free_times,
        has_many=True,
    ),
    SettingName(
        "types-to-try",
        "types_to_try",
        read.types,
        "sports,deep-tissue",
        _("massage types you would like to try"),
        say.names,
        has_many=True,
    ),
    SettingName(
        "had-deep-massage",
        "had_deep_massage",
        read.one(values.read_yes),
        "yes",
        _("whether you have had deep massage before"),
        say.yes,
    ),
    SettingName(
        "stretching",
        "stretching_a_week",
        read.whole(sentence("a number of sessions")),
        "3",
        _("stretching sessions a week"),
        say.plain,
    ),
    SettingName(
        "cold-water",
        "cold_water_wanted",
        read.one(values.read_yes),
        "no",
        _("whether you like cold baths"),
        say.yes,
    ),
    SettingName(
        "relaxation",
        "relaxation_goal",
        read.one(read.share),
        "0.5",
        _("how much massage is for relaxing, 0 to 1"),
        say.plain,
    ),
    SettingName(
        "strength-days",
        "strength_weekdays",
        read.weekdays,
        "mon,thu",
        _("weekdays with strength work"),
        say.weekdays,
        has_many=True,
    ),
    SettingName(
        "usual-week",
        "usual_week",
        usual_week.read_week,
        "tue:easy:8km,sun:long:90min:09:00",
        _("the runs of a week without a plan: day, kind, length, start"),
        usual_week.say_week,
        has_many=True,
    ),
    SettingName(
        "race",
        "races",
        read.races,
        "2026-12-13:21.1km:A",
        _("your races: date, distance, priority A, B or C"),
        say.races,
        has_many=True,
    ),
    SettingName(
        "watch-folder",
        "watch_folder",
        read.one(read.folder),
        "activities",
        _("a folder whose new files the server reads by itself"),
        say.plain,
    ),
    SettingName(
        "figure",
        "figure",
        lambda words, settings: values.read_member(BodyFigure, words[0], sentence("figure")),
        "two",
        _("which drawing of the body you see: one or two"),
        say.plain,
    ),
    SettingName(
        "calendar-details",
        "calendar_shows_details",
        read.one(values.read_yes),
        "no",
        _("whether calendar events say what they are"),
        say.yes,
    ),
)

# What is used where a runner has said nothing, in words; the profile estimates the others.
WITHOUT: Mapping[str, str] = {
    "budget_cents_a_month": _("none set, so no massage is planned"),
    "prices": _("none set, so no massage is planned"),
    "free_times": _("none named"),
    "races": _("none"),
    "types_to_try": _("none named"),
    "had_deep_massage": _("not said, so taken as no"),
    "strength_weekdays": _("none"),
    "usual_week": _("none said, so it is guessed from your last six weeks"),
    "name": _("not said"),
    "watch_folder": _("none"),
}
