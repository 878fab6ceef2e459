"""
Codes of regions are whole, typed without a slip, and never guessed from a wider one.
"""

from __future__ import annotations

from unknot.catalogue.body_codes import region_codes, side_codes
from unknot.domain.body import Region, Side

# The multiplication and permutation tables of Verhoeff's check digit, made from their definition.
_TIMES = [
    [(a + b) % 5 if a < 5 and b < 5 else
     (a + b - 5) % 5 + 5 if a < 5 else
     (a - b - 5) % 5 + 5 if b < 5 else
     (a - b) % 5
     for b in range(10)]
    for a in range(10)
]  # fmt: skip
_SHIFT = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)


def is_typed_right(code: str) -> bool:
    """
    Whether the last digit is the check digit of the others, as in every SNOMED CT identifier.
    """
    total = 0
    for place, digit in enumerate(reversed(code)):
        value = int(digit)
        for _again in range(place % 8):
            value = _SHIFT[value]
        total = _TIMES[total][value]
    return total == 0


def test_every_region_has_codes_or_a_reason():
    """
    All 24 regions are named, and none shares its code with another.
    """
    codes = [code.code for each in region_codes().values() for code in each.codes]

    assert set(region_codes()) == set(Region)
    assert set(side_codes()) == set(Side)
    assert len(codes) == len(set(codes))
    assert all(each.why for each in region_codes().values() if not each.codes or each.is_wider)


def test_codes_have_no_slip():
    """
    The check digit fits; with one digit changed or two exchanged it would not.
    """
    every = [code.code for each in region_codes().values() for code in each.codes]
    every += [each.code for each in side_codes().values()]

    assert [code for code in every if not is_typed_right(code)] == []
    assert not is_typed_right("53840003")
    assert not is_typed_right("58340002")


def test_the_lower_leg_is_not_the_calf():
    """
    What the PMData diaries code as lower leg means the whole leg there; no region takes it.
    """
    coarse = {"32696007", "48979004", "12921003", "69536005", "368208006", "368209003", "22943007"}

    assert not coarse & {code.code for each in region_codes().values() for code in each.codes}
