"""
Amounts as a runner says them: "18 km", "1 h 30 min", "€55", "Thu 26 Nov".
"""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from unknot.deliver.voice import Voice
from unknot.deliver.voice import mark as _
from unknot.domain.settings import Units
from unknot.domain.units import METRES_PER_MILE, zone_named

# Symbols that everyone who pays in them writes first; other money carries its code behind.
_SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£"}

_WEEKDAYS = (
    _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"),
)  # fmt: skip
_SHORT_WEEKDAYS = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
_MONTHS = (
    _("January"), _("February"), _("March"), _("April"), _("May"), _("June"), _("July"),
    _("August"), _("September"), _("October"), _("November"), _("December"),
)  # fmt: skip
_SHORT_MONTHS = (
    _("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun"), _("Jul"), _("Aug"), _("Sep"),
    _("Oct"), _("Nov"), _("Dec"),
)  # fmt: skip


def say_number(value: float, voice: Voice, digits: int = 1) -> str:
    """
    A figure with at most so many decimals, none where they would be zero: "3", "2.4".
    """
    text = f"{value:.{digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    mark = voice.translations.pgettext("decimal mark", ".")
    return ("0" if text == "-0" else text).replace(".", mark)


def say_range(low: float | None, high: float | None, voice: Voice) -> str:
    """
    From one figure to another, "2.6 to 3.3"; one figure where both read the same, else nothing.
    """
    if low is None or high is None:
        return ""
    ends = [say_number(end, voice) for end in (low, high)]
    if ends[0] == ends[1]:
        return ends[0]
    return voice.fill(_("{low} to {high}"), low=ends[0], high=ends[1])


def say_distance(metres: float, voice: Voice) -> str:
    """
    A distance in the runner's units: "18 km", "21.1 km", "800 m", "11.2 miles".
    """
    if voice.units is Units.IMPERIAL:
        miles = round(metres / METRES_PER_MILE, 1)
        if miles == 1:
            return voice.translate(_("1 mile"))
        return voice.fill(_("{n} miles"), n=say_number(miles, voice))
    if metres < 1000:
        return voice.fill(_("{n} m"), n=say_number(metres, voice, 0))
    return voice.fill(_("{n} km"), n=say_number(metres / 1000, voice))


def say_distance_before(metres: float, voice: Voice) -> str:
    """
    A distance in front of what is so long: "18 km" or "11.2-mile", as in "11.2-mile long run".
    """
    if voice.units is Units.IMPERIAL:
        return voice.fill(_("{n}-mile"), n=say_number(metres / METRES_PER_MILE, voice))
    return say_distance(metres, voice)


def say_height(metres: float, voice: Voice) -> str:
    """
    A climb in the runner's units: "240 m", "790 ft".
    """
    if voice.units is Units.IMPERIAL:
        return voice.fill(_("{n} ft"), n=say_number(metres / 0.3048, voice, 0))
    return voice.fill(_("{n} m"), n=say_number(metres, voice, 0))


def say_minutes(minutes: float, voice: Voice) -> str:
    """
    A length of time on a line of figures: "45 min", "1 h 30 min", "2 h".
    """
    hours, rest = divmod(round(minutes), 60)
    if not hours:
        return voice.fill(_("{minutes} min"), minutes=rest)
    if not rest:
        return voice.fill(_("{hours} h"), hours=hours)
    return voice.fill(_("{hours} h {minutes} min"), hours=hours, minutes=rest)


def say_minutes_in_words(minutes: float, voice: Voice) -> str:
    """
    A length of time inside a sentence: "4 minutes", "1 minute".
    """
    return voice.count("{n} minute", "{n} minutes", round(minutes))


def say_hours(hours: float, voice: Voice) -> str:
    """
    Hours inside a sentence: "14 hours", "1 hour", "7.5 hours"; from three whole days on, days.
    """
    if hours >= 72 and hours % 24 == 0:
        return say_days(hours / 24, voice)
    if hours != round(hours, 0):
        return voice.fill(_("{n} hours"), n=say_number(hours, voice))
    return voice.count("{n} hour", "{n} hours", round(hours))


def say_days(days: float, voice: Voice) -> str:
    """
    Days inside a sentence: "3 days", "1 day".
    """
    return voice.count("{n} day", "{n} days", round(days))


def say_money(cents: int, voice: Voice) -> str:
    """
    Money in the runner's currency, without decimals where they are zero: "€55", "55 CZK".
    """
    whole, rest = divmod(abs(cents), 100)
    amount = f"{whole}.{rest:02d}" if rest else str(whole)
    amount = amount.replace(".", voice.translations.pgettext("decimal mark", "."))
    symbol = _SYMBOLS.get(voice.currency)
    said = f"{symbol}{amount}" if symbol else f"{amount}\N{NO-BREAK SPACE}{voice.currency}"
    return f"−{said}" if cents < 0 else said


def say_pace(seconds_per_km: float, voice: Voice) -> str:
    """
    A pace in the runner's units: "5:30 a km", "8:51 a mile".
    """
    if voice.units is Units.IMPERIAL:
        per_mile = round(seconds_per_km * METRES_PER_MILE / 1000)
        return voice.fill(_("{pace} a mile"), pace=_clock_of(per_mile))
    return voice.fill(_("{pace} a km"), pace=_clock_of(round(seconds_per_km)))


def say_date(day: date, voice: Voice) -> str:
    """
    A date on a line of figures: "Thu 26 Nov".
    """
    return voice.fill(
        _("{weekday} {day} {month}"),
        weekday=voice.translate(_SHORT_WEEKDAYS[day.weekday()]),
        day=day.day,
        month=voice.translate(_SHORT_MONTHS[day.month - 1]),
    )


def say_long_date(day: date, voice: Voice) -> str:
    """
    A date inside a sentence: "Sunday 22 November".
    """
    return voice.fill(
        _("{weekday} {day} {month}"),
        weekday=say_weekday(day.weekday(), voice),
        day=day.day,
        month=voice.translate(_MONTHS[day.month - 1]),
    )


def say_date_with_year(day: date, voice: Voice) -> str:
    """
    A date that may be years away: "22 November 2026".
    """
    month = voice.translate(_MONTHS[day.month - 1])
    return voice.fill(_("{day} {month} {year}"), day=day.day, month=month, year=day.year)


def say_weekday(weekday: int, voice: Voice) -> str:
    """
    The name of a weekday, 0 being Monday.
    """
    return voice.translate(_WEEKDAYS[weekday])


def say_short_weekday(weekday: int, voice: Voice) -> str:
    """
    A weekday on a line of figures, 0 being Monday: "Tue".
    """
    return voice.translate(_SHORT_WEEKDAYS[weekday])


def say_month(month: str, voice: Voice) -> str:
    """
    A calendar month given as "2026-11": "November 2026".
    """
    day = date.fromisoformat(f"{month[:7]}-01")
    name = voice.translate(_MONTHS[day.month - 1])
    return voice.fill(_("{month} {year}"), month=name, year=day.year)


def say_month_name(month: str, voice: Voice) -> str:
    """
    A calendar month given as "2026-11", in a sentence about the weeks ahead: "November".
    """
    return voice.translate(_MONTHS[date.fromisoformat(f"{month[:7]}-01").month - 1])


def say_clock(clock: time, voice: Voice) -> str:
    """
    A time on the wall: "18:30".
    """
    return voice.fill(_("{hour}:{minute}"), hour=f"{clock.hour:02d}", minute=f"{clock.minute:02d}")


def say_instant(instant: datetime, voice: Voice, zone: str | None = None) -> str:
    """
    An instant on the runner's own wall: "Thu 26 Nov, 18:30".
    """
    here: ZoneInfo = zone_named(zone or voice.zone)
    wall = instant.astimezone(here)
    return voice.fill(
        _("{date}, {clock}"), date=say_date(wall.date(), voice), clock=say_clock(wall.time(), voice)
    )


def _clock_of(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02d}"
