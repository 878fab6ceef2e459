"""
Every setting by the name it has on the command line: how it is read, and how it is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from unknot.app.errors import NotUnderstood
from unknot.cli import values
from unknot.domain.session import MassageType, Tool
from unknot.domain.settings import Settings, Units

if TYPE_CHECKING:
    from unknot.deliver.voice import Voice

Read = Callable[[list[str], Settings], Any]
Say = Callable[[Any, "Voice"], str]

CLEAR = "none"


@dataclass(frozen=True, slots=True)
class SettingName:
    """
    One setting: its name here, its field, how to read and say it, and an example.

    `has_many` takes several values; `none` clears those, and brings the default back for others.
    """

    name: str
    field: str
    read: Read
    example: str
    about: str
    say: Say
    has_many: bool = False


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
        raise NotUnderstood(f"{setting.name} needs a value, such as {setting.example}")
    if [word.lower() for word in given] == [CLEAR]:
        return getattr(Settings(), setting.field)
    if not setting.has_many and len(given) > 1:
        given = [" ".join(given)]
    try:
        return setting.read(given, settings)
    except ValueError as cannot_be:
        raise NotUnderstood(f"{setting.name}: {cannot_be}") from cannot_be


def _one(read: Callable[[str], Any]) -> Read:
    return lambda words, settings: read(words[0])


def _whole(what: str) -> Read:
    return lambda words, settings: values.read_whole(words[0], what)


def _zone(text: str) -> str:
    from unknot.domain.units import zone_named

    return zone_named(text).key


def _currency(text: str) -> str:
    return text.strip().upper()


def _sex(text: str) -> str:
    named = {"men": "men", "male": "men", "m": "men", "women": "women", "female": "women"}
    return named.get(text.strip().lower(), text.strip().lower())


def _share(text: str) -> float:
    try:
        number = float(text.strip().removesuffix("%"))
    except ValueError as unreadable:
        raise NotUnderstood(f"'{text}' is not a number from 0 to 1") from unreadable
    return number / 100 if text.strip().endswith("%") else number


def _tools(words: list[str], settings: Settings) -> frozenset[Tool]:
    named = (values.read_member(Tool, word, "tool") for word in values.read_words(words))
    return frozenset({Tool.HANDS, *named})


def _types(words: list[str], settings: Settings) -> tuple[MassageType, ...]:
    named = values.read_words(words)
    return tuple(
        dict.fromkeys(values.read_member(MassageType, word, "massage type") for word in named)
    )


def _weekdays(words: list[str], settings: Settings) -> frozenset[int]:
    return frozenset(values.read_weekday(word) for word in values.read_words(words))


def _many(read: Callable[[str], Any]) -> Read:
    return lambda words, settings: tuple(read(word) for word in values.read_words(words))


def _races(words: list[str], settings: Settings) -> tuple[Any, ...]:
    named = values.read_words(words)
    return tuple(values.read_race(word, settings.units) for word in named)


def _say_plain(value: Any, voice: Voice) -> str:
    return str(value)


def _say_yes(value: Any, voice: Voice) -> str:
    return "yes" if value else "no"


def _say_minutes(value: Any, voice: Voice) -> str:
    from unknot.deliver.words import say_minutes

    return say_minutes(value, voice)


def _say_money(value: Any, voice: Voice) -> str:
    from unknot.deliver.words import say_money

    return say_money(value, voice)


def _say_pace(value: Any, voice: Voice) -> str:
    from unknot.deliver.words import say_pace

    return say_pace(value, voice)


def _say_names(value: Any, voice: Voice) -> str:
    from unknot.deliver.words import name_of

    return ", ".join(sorted(name_of(each, voice) for each in value))


def _say_weekdays(value: Any, voice: Voice) -> str:
    from unknot.deliver.words import say_weekday

    return ", ".join(say_weekday(each, voice) for each in sorted(value))


def _say_prices(value: Any, voice: Voice) -> str:
    from unknot.deliver.words import name_of, say_minutes, say_money

    return "\n".join(
        f"{name_of(price.massage_type, voice)}, {say_minutes(price.minutes, voice)},"
        f" {say_money(price.cents, voice)}"
        for price in value
    )


def _say_free_times(value: Any, voice: Voice) -> str:
    from unknot.deliver.words import say_clock, say_weekday

    return "\n".join(
        f"{say_weekday(each.weekday, voice)} {say_clock(each.starts_at, voice)}"
        f" to {say_clock(each.ends_at, voice)}"
        for each in value
    )


def _say_races(value: Any, voice: Voice) -> str:
    from unknot.deliver.words import name_of, say_date_with_year, say_distance

    return "\n".join(
        f"{say_date_with_year(race.date, voice)}, {say_distance(race.distance_m, voice)},"
        f" {name_of(race.priority, voice)}" + (f": {race.name}" if race.name else "")
        for race in value
    )


SETTINGS: tuple[SettingName, ...] = (
    SettingName("name", "name", _one(str.strip), "Jana", "what to call you", _say_plain),
    SettingName("zone", "zone", _one(_zone), "Europe/Prague", "your time zone", _say_plain),
    SettingName(
        "units",
        "units",
        lambda words, settings: values.read_member(Units, words[0], "unit"),
        "metric",
        "metric or imperial",
        _say_plain,
    ),
    SettingName(
        "week-start",
        "week_starts_on",
        _one(values.read_weekday),
        "monday",
        "the first day of your week",
        lambda value, voice: _say_weekdays([value], voice),
    ),
    SettingName(
        "sex",
        "trimp_sex_coefficient",
        _one(_sex),
        "women",
        "which published heart-rate curve measures your load: men or women",
        _say_plain,
    ),
    SettingName(
        "resting-hr",
        "resting_hr",
        _whole("a heart rate"),
        "52",
        "your resting heart rate",
        _say_plain,
    ),
    SettingName(
        "max-hr",
        "maximal_hr",
        _whole("a heart rate"),
        "186",
        "your highest heart rate",
        _say_plain,
    ),
    SettingName(
        "threshold-pace",
        "threshold_pace_s_per_km",
        lambda words, settings: values.read_pace(words[0], settings.units),
        "4:50/km",
        "the pace you could race for an hour",
        _say_pace,
    ),
    SettingName(
        "budget",
        "budget_cents_a_month",
        _one(values.read_money),
        "110",
        "money for massages a month",
        _say_money,
    ),
    SettingName(
        "currency", "currency", _one(_currency), "EUR", "three letters such as EUR", _say_plain
    ),
    SettingName(
        "price",
        "prices",
        _many(values.read_price),
        "deep-tissue:60:70",
        "the price list: type, minutes, price",
        _say_prices,
        has_many=True,
    ),
    SettingName(
        "rhythm",
        "rhythm_days",
        _whole("a number of days"),
        "30",
        "days between massages",
        lambda value, voice: voice.count("every day", "every {n} days", value),
    ),
    SettingName(
        "minutes-a-day",
        "self_care_min_a_day",
        _whole("a number of minutes"),
        "20",
        "self-care a day at most",
        _say_minutes,
    ),
    SettingName(
        "minutes-a-week",
        "self_care_min_a_week",
        _whole("a number of minutes"),
        "75",
        "self-care a week at most",
        _say_minutes,
    ),
    SettingName(
        "tools",
        "tools",
        _tools,
        "roller,ball",
        "what you own; hands are always there",
        _say_names,
        has_many=True,
    ),
    SettingName(
        "free-time",
        "free_times",
        _many(values.read_free_time),
        '"tue 18:00-20:30"',
        "when you could have a massage",
        _say_free_times,
        has_many=True,
    ),
    SettingName(
        "types-to-try",
        "types_to_try",
        _types,
        "sports,deep-tissue",
        "massage types you would like to try",
        _say_names,
        has_many=True,
    ),
    SettingName(
        "had-deep-massage",
        "had_deep_massage",
        _one(values.read_yes),
        "yes",
        "whether you have had deep massage before",
        _say_yes,
    ),
    SettingName(
        "stretching",
        "stretching_a_week",
        _whole("a number of sessions"),
        "3",
        "stretching sessions a week",
        _say_plain,
    ),
    SettingName(
        "cold-water",
        "cold_water_wanted",
        _one(values.read_yes),
        "no",
        "whether you like cold baths",
        _say_yes,
    ),
    SettingName(
        "relaxation",
        "relaxation_goal",
        _one(_share),
        "0.5",
        "how much massage is for relaxing, 0 to 1",
        _say_plain,
    ),
    SettingName(
        "strength-days",
        "strength_weekdays",
        _weekdays,
        "mon,thu",
        "weekdays with strength work",
        _say_weekdays,
        has_many=True,
    ),
    SettingName(
        "race",
        "races",
        _races,
        "2026-12-13:21.1km:A",
        "your races: date, distance, priority A, B or C",
        _say_races,
        has_many=True,
    ),
    SettingName(
        "calendar-details",
        "calendar_shows_details",
        _one(values.read_yes),
        "no",
        "whether calendar events say what they are",
        _say_yes,
    ),
)

# What is used where a runner has said nothing, in words; the profile estimates the others.
WITHOUT: Mapping[str, str] = {
    "budget_cents_a_month": "none set, so no massage is planned",
    "prices": "none set, so no massage is planned",
    "free_times": "none named",
    "races": "none",
    "types_to_try": "none named",
    "had_deep_massage": "not said, so taken as no",
    "strength_weekdays": "none",
    "name": "not said",
}
