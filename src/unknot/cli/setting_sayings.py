"""
How each setting is shown on a terminal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unknot.deliver.marking import mark as _

if TYPE_CHECKING:
    from unknot.deliver.voice import Voice


def plain(value: Any, voice: Voice) -> str:
    return str(value)


def yes(value: Any, voice: Voice) -> str:
    return voice.translate(_("yes") if value else _("no"))


def minutes(value: Any, voice: Voice) -> str:
    from unknot.deliver.words import say_minutes

    return say_minutes(value, voice)


def money(value: Any, voice: Voice) -> str:
    from unknot.deliver.words import say_money

    return say_money(value, voice)


def money_as_number(cents: int | None) -> int | float | None:
    from unknot.deliver.plain import money_as_plain

    return None if cents is None else money_as_plain(cents)


def prices_as_numbers(prices: Any) -> list[dict[str, Any]]:
    return [
        {
            "massage_type": price.massage_type.value,
            "minutes": price.minutes,
            "price": money_as_number(price.cents),
        }
        for price in prices
    ]


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
    from unknot.deliver.words import join_comma, name_of, say_minutes, say_money

    lines = (
        [
            name_of(price.massage_type, voice),
            say_minutes(price.minutes, voice),
            say_money(price.cents, voice),
        ]
        for price in value
    )
    return "\n".join(join_comma(line, voice) for line in lines)


def free_times(value: Any, voice: Voice) -> str:
    from unknot.deliver.words import say_clock, say_weekday

    return "\n".join(
        voice.fill(
            _("{weekday} {first} to {last}"),
            weekday=say_weekday(each.weekday, voice),
            first=say_clock(each.starts_at, voice),
            last=say_clock(each.ends_at, voice),
        )
        for each in value
    )


def races(value: Any, voice: Voice) -> str:
    from unknot.deliver.words import join_comma, name_of, say_date_with_year, say_distance

    lines = (
        [
            say_date_with_year(race.date, voice),
            say_distance(race.distance_m, voice),
            name_of(race.priority, voice),
            *([race.name] if race.name else []),
        ]
        for race in value
    )
    return "\n".join(join_comma(line, voice) for line in lines)
