"""
What a runner typed, read with care: every wrong value gets its own sentence beside its field.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, time
from enum import Enum
from typing import Annotated, TypeVar

from pydantic import AfterValidator
from starlette.datastructures import FormData, UploadFile

from unknot.deliver.words import Voice
from unknot.domain.body import BodyPart, Region, Side
from unknot.domain.refused import CannotBe
from unknot.domain.settings import Units
from unknot.domain.units import METRES_PER_MILE, year_can_be

E = TypeVar("E", bound=Enum)

# No run and no race lies outside; on the edge of the calendar a zone or a week would leave it.


def _(message: str) -> str:
    return message


DATE_LOOKS_LIKE = _("A date looks like 2026-11-23.")
DATE_OUT_OF_REACH = _("A year from 1900 to 2199 is needed here.")


def within_reach(day: date) -> date:
    """
    The same day, if anybody living could mean it.
    """
    if not year_can_be(day):
        raise CannotBe(DATE_OUT_OF_REACH)
    return day


# A day in an address.
Day = Annotated[date, AfterValidator(within_reach)]


@dataclass(slots=True)
class Answers:
    """
    A form being read: values come out typed, sentences about wrong ones gather in `wrong`.

    `typed` keeps what was written, so a form that is shown again loses nothing.
    """

    form: FormData
    voice: Voice = field(default_factory=Voice)
    wrong: dict[str, str] = field(default_factory=dict)

    def refuse(self, name: str, sentence: str, /, **words: object) -> None:
        """
        Say what is wrong with a field, in the reader's language.
        """
        self.wrong[name] = self.voice.fill(sentence, **words)

    @property
    def typed(self) -> dict[str, str]:
        """
        Every text field as it was written.
        """
        return {name: value for name, value in self.form.items() if isinstance(value, str)}

    def text(self, name: str, longest: int = 200) -> str:
        """
        A short text, without blanks around it.
        """
        value = self.form.get(name, "")
        text = value.strip() if isinstance(value, str) else ""
        if len(text) > longest:
            self.refuse(name, _("That is longer than {n} characters."), n=longest)
        return text[:longest]

    def whole(self, name: str, least: int, most: int) -> int | None:
        """
        A whole number between two bounds; None when nothing was written.
        """
        found = self.number(name, least, most)
        if found is None or name in self.wrong:
            return None
        if found != int(found):
            self.refuse(name, _("A whole number is needed here."))
            return None
        return int(found)

    def number(self, name: str, least: float, most: float) -> float | None:
        """
        A number between two bounds, with a point or a comma; None when nothing was written.
        """
        text = self.text(name).replace(",", ".").replace("\N{NO-BREAK SPACE}", "")
        if not text:
            return None
        try:
            value = float(text)
        except ValueError:
            self.refuse(name, _("'{text}' is not a number."), text=text)
            return None
        if not least <= value <= most:
            self.refuse(
                name, _("This goes from {least} to {most}."), least=f"{least:g}", most=f"{most:g}"
            )
            return None
        return value

    def cents(self, name: str, most: int = 100_000) -> int | None:
        """
        An amount of money, in cents; None when nothing was written.
        """
        amount = self.number(name, 0, most)
        return None if amount is None else round(amount * 100)

    def metres(self, name: str, units: Units, most_km: float = 1000) -> float | None:
        """
        A distance in the runner's units, in metres.
        """
        per_unit = METRES_PER_MILE if units is Units.IMPERIAL else 1000.0
        amount = self.number(name, 0.1, most_km)
        return None if amount is None else amount * per_unit

    def day(self, name: str) -> date | None:
        """
        A date as date fields send it; None when nothing was written.
        """
        text = self.text(name)
        if not text:
            return None
        try:
            day = date.fromisoformat(text)
        except ValueError:
            self.refuse(name, DATE_LOOKS_LIKE)
            return None
        if not year_can_be(day):
            self.refuse(name, DATE_OUT_OF_REACH)
            return None
        return day

    def clock(self, name: str) -> time | None:
        """
        A time as time fields send it; None when nothing was written.
        """
        text = self.text(name)
        if not text:
            return None
        try:
            return time.fromisoformat(text).replace(tzinfo=None)
        except ValueError:
            self.refuse(name, _("A time looks like 18:30."))
            return None

    def one_of(self, name: str, kind: type[E]) -> E | None:
        """
        One of the choices; None when none was made.
        """
        text = self.text(name)
        if not text:
            return None
        try:
            return kind(text)
        except ValueError:
            self.refuse(name, _("That is not one of the choices."))
            return None

    def all_of(self, name: str) -> frozenset[str]:
        """
        Every box ticked under that name.
        """
        return frozenset(value for value in self.form.getlist(name) if isinstance(value, str))

    def is_ticked(self, name: str) -> bool:
        """
        True when the box is ticked.
        """
        return bool(self.text(name))

    def files(self, name: str) -> list[UploadFile]:
        """
        The files chosen, without the empty one that browsers send when none was.
        """
        return [
            upload
            for upload in self.form.getlist(name)
            if isinstance(upload, UploadFile) and upload.filename
        ]

    def need(self, name: str, value: object, sentence: str) -> None:
        """
        Say that something is missing, unless something is already said about it.
        """
        if value is None and name not in self.wrong:
            self.refuse(name, sentence)


def part_of(text: str) -> BodyPart | None:
    """
    The part that "calf.left" stands for; None for anything else.
    """
    region, _, side = text.partition(".")
    try:
        return BodyPart(Region(region), Side(side))
    except ValueError:
        return None


def code_of(part: BodyPart) -> str:
    """
    A part as fields and addresses name it: "calf.left".
    """
    return f"{part.region.value}.{part.side.value}"


def parts_of(texts: Iterable[str]) -> tuple[BodyPart, ...]:
    """
    The parts that the texts stand for, in order, each once; unknown ones are left out.
    """
    found = [part for part in map(part_of, texts) if part is not None]
    return tuple(sorted(set(found)))
