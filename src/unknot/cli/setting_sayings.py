"""
How each setting is shown on a terminal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from unknot.deliver.voice import Voice


def plain(value: Any, voice: Voice) -> str:
    return str(value)


def yes(value: Any, voice: Voice) -> str:
    return "yes" if value else "no"


def minutes(value: Any, voice: Voice) -> str:
    from unknot.deliver.words import say_minutes

    return say_minutes(value, voice)


def money(value: Any, voice: Voice) -> str:
    from unknot.deliver.words import say_money

    return say_money(value, voice)


def pace(value: Any, voice: Voice) -> str:
    from unknot.deliver.words import say_pace

    return say_pace(value, voice)


def names(value: Any, voice: Voice) -> str:
    from unknot.deliver.words import name_of

    return ", ".join(sorted(name_of(each, voice) for each in value))


def weekdays(value: Any, voice: Voice) -> str:
    from unknot.deliver.words import say_weekday

    return ", ".join(say_weekday(each, voice) for each in sorted(value))


def prices(value: Any, voice: Voice) -> str:
    from unknot.deliver.words import name_of, say_minutes, say_money

    return "\n".join(
        f"{name_of(price.massage_type, voice)}, {say_minutes(price.minutes, voice)},"
        f" {say_money(price.cents, voice)}"
        for price in value
    )


def free_times(value: Any, voice: Voice) -> str:
    from unknot.deliver.words import say_clock, say_weekday

    return "\n".join(
        f"{say_weekday(each.weekday, voice)} {say_clock(each.starts_at, voice)}"
        f" to {say_clock(each.ends_at, voice)}"
        for each in value
    )


def races(value: Any, voice: Voice) -> str:
    from unknot.deliver.words import name_of, say_date_with_year, say_distance

    return "\n".join(
        f"{say_date_with_year(race.date, voice)}, {say_distance(race.distance_m, voice)},"
        f" {name_of(race.priority, voice)}" + (f": {race.name}" if race.name else "")
        for race in value
    )
