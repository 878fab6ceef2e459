"""
Write docs/reference/self-care.md: the whole library of self-care and the kinds of massage, to read.

    python scripts/write_catalogue.py

The page says what the data files say; a test compares the two.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT / "src"))

from unknot.catalogue.massage_types import massage_types, massage_types_in_short  # noqa: E402
from unknot.catalogue.self_care import grade_of, techniques  # noqa: E402
from unknot.deliver.self_care_words import say_dose, title_of_region, word_for  # noqa: E402
from unknot.deliver.words import Voice, name_of, say_grade, start_with_capital  # noqa: E402
from unknot.domain.body import Region  # noqa: E402
from unknot.domain.technique import Technique, TechniqueKind  # noqa: E402

PAGE = PROJECT / "docs" / "reference" / "self-care.md"
VOICE = Voice()
HEAD = """\
# Self-care: the whole library

<!-- Written by scripts/write_catalogue.py from src/unknot/catalogue/techniques/ and
     src/unknot/catalogue/data/massage_types.toml. Change those, not this page. -->

{n} techniques: what each is done with, in which position, for how long and at which moment, the four
sentences that guide it, who should leave it out, and how sure we are. The pages of Unknot show the same
at `/care`, with a picture for each. What the doses rest on: [self-massage](../evidence/self-massage.md),
[stretching](../evidence/stretching.md), [cold water](../evidence/cold-water.md).

Times are for one side where there are two. Certainty is that of the weakest source named. None of it is
done over a wound, a fresh injury, a bruise or a swelling, or where it feels numb;
[SAFETY.md](../../SAFETY.md) says when Unknot offers nothing at all.

**To add a technique**, write an entry into the file of its region, give it a pose in
`scripts/positions/`, and run `scripts/draw_positions.py` and `scripts/write_catalogue.py`. Loading
checks every entry and says which file and which entry is wrong.
"""


def page() -> str:
    """
    The text of the page.
    """
    found = techniques()
    lines = [HEAD.format(n=len(found))]
    lines += ["## Self-massage, region by region\n"]
    for region in Region:
        here = [
            each
            for each in found
            if each.region is region and each.kind is TechniqueKind.SELF_MASSAGE
        ]
        lines += [f"### {title_of_region(region, VOICE)}\n", *_entries(here)]
    for kind in TechniqueKind:
        if kind is not TechniqueKind.SELF_MASSAGE:
            here = [each for each in found if each.kind is kind]
            lines += [f"## {word_for(kind, VOICE)}\n", *_entries(here)]
    lines += ["## Kinds of massage by a therapist\n", massage_types_in_short() + "\n"]
    lines += list(_types())
    return "\n".join(lines).rstrip() + "\n"


def _entries(here: list[Technique]) -> Iterator[str]:
    for each in here:
        yield f"**{each.name}** (`{each.code}`)\n"
        yield " · ".join(_facts(each)) + "\n"
        yield f"1. {each.cues.start}"
        yield f"2. {each.cues.direction}"
        yield f"3. {each.cues.feel}"
        yield f"4. {each.cues.stop}\n"
        for phase, dose in each.doses.items():
            yield f"- {word_for(phase, VOICE)}: {say_dose(each, dose, VOICE)}"
        if each.caution:
            yield f"- Mind: {each.caution}"
        if each.not_with:
            yield f"- Not with: {', '.join(f'`{code}`' for code in each.not_with)}"
        yield f"- Certainty: {say_grade(grade_of(each), VOICE)}; {', '.join(each.evidence)}\n"


def _facts(each: Technique) -> Iterator[str]:
    if each.tool is not None:
        yield start_with_capital(name_of(each.tool, VOICE))
    yield word_for(each.position, VOICE).lower() if each.tool else word_for(each.position, VOICE)
    if each.tool is not None:
        yield f"at most {name_of(each.firmest, VOICE)} pressure"
    if each.region and each.kind is not TechniqueKind.SELF_MASSAGE:
        yield f"for: {title_of_region(each.region, VOICE).lower()}"
    if each.presses and each.presses != (each.region,):
        pressed = ", ".join(title_of_region(part, VOICE).lower() for part in each.presses)
        yield f"presses: {pressed}"


def _types() -> Iterator[str]:
    for card in massage_types():
        yield f"### {start_with_capital(name_of(card.type, VOICE))}\n"
        yield f"{card.what_it_is} {card.pressure}\n"
        yield f"- Good for: {card.good_for}"
        yield f"- Not when: {card.when_not}\n"
        yield f"> Claim: {card.quoted_claim}\n"
        yield f"{card.what_we_found} ({say_grade(card.grade, VOICE)}; {', '.join(card.evidence)})\n"
        yield "Ask the therapist:\n"
        yield from (f"- {question}" for question in card.questions)
        yield ""


def main() -> None:
    """
    Write the page.
    """
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    print(f"{PAGE.relative_to(PROJECT)} is written")


if __name__ == "__main__":
    main()
