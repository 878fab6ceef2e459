"""
A piece of care in a few words: its title, a line about it, and how sure the evidence is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from unknot.catalogue.evidence import all_entries
from unknot.catalogue.safety import advice_lines, standing_advice
from unknot.deliver.amounts import say_minutes, say_money
from unknot.deliver.body_names import name_of_group, names_of_groups, names_of_parts
from unknot.deliver.names import join_and, name_of, start_with_capital
from unknot.deliver.voice import Voice
from unknot.deliver.voice import mark as _
from unknot.domain.body import BodyPart, Side, group_of
from unknot.domain.plan import PlanItem
from unknot.domain.session import CareKind

LONGEST_TITLE_WORDS = 5


def title_of(item: PlanItem, voice: Voice) -> str:
    """
    What to do, in at most five words: "Loosen both calves".
    """
    return _TITLES[item.kind](item, voice)


def _massage_title(item: PlanItem, voice: Voice) -> str:
    if item.massage_type is None:
        return voice.translate(_("Massage"))
    return start_with_capital(name_of(item.massage_type, voice))


def _on_parts(one: str, many: str) -> Callable[[PlanItem, Voice], str]:
    """
    A title that names the parts while they fit into five words.
    """

    def title(item: PlanItem, voice: Voice) -> str:
        for names in _names_to_try(item.regions, voice):
            short = voice.fill(one, parts=join_and(names, voice))
            if names and len(short.split()) <= LONGEST_TITLE_WORDS:
                return short
        return voice.translate(many)

    return title


def _names_to_try(parts: tuple[BodyPart, ...], voice: Voice) -> Iterator[list[str]]:
    """
    The groups with their sides; then, where both sides of all are meant, without.
    """
    yield names_of_groups(parts, voice)
    if all(BodyPart(part.region, side) in parts for part in parts for side in Side):
        groups = dict.fromkeys(group_of(part.region) for part in parts)
        yield [name_of_group(group, None, voice) for group in groups]


def _always(title: str) -> Callable[[PlanItem, Voice], str]:
    return lambda item, voice: voice.translate(title)


_TITLES: Mapping[CareKind, Callable[[PlanItem, Voice], str]] = {
    CareKind.MASSAGE: _massage_title,
    CareKind.SELF_MASSAGE: _on_parts(_("Loosen {parts}"), _("Loosen up")),
    CareKind.BEFORE_RUN: _on_parts(_("Wake up {parts}"), _("Loosen before the run")),
    CareKind.STRETCHING: _on_parts(_("Stretch {parts}"), _("Gentle stretching")),
    CareKind.COLD_WATER: _always(_("Cold water")),
    CareKind.REST: _always(_("Rest instead of running")),
}


def describe_item(item: PlanItem, voice: Voice) -> str:
    """
    One line about it: how long, where, how deep, with what, for how much.
    """
    details = [
        say_minutes(item.minutes, voice) if item.minutes else "",
        join_and(names_of_parts(item.regions, voice), voice),
        _depth_of(item, voice),
        _tool_of(item, voice),
        say_money(item.cents, voice) if item.cents is not None else "",
        voice.translate(_ADVICE.get(item.kind, "")),
    ]
    return voice.translate(_(" · ")).join(detail for detail in details if detail)


def _depth_of(item: PlanItem, voice: Voice) -> str:
    if item.depth is None or item.kind is not CareKind.MASSAGE:
        return ""
    return voice.fill(_("pressure: {depth}"), depth=name_of(item.depth, voice))


def _tool_of(item: PlanItem, voice: Voice) -> str:
    if item.tool is None:
        return ""
    return voice.fill(_("with {tool}"), tool=name_of(item.tool, voice))


_ADVICE: Mapping[CareKind, str] = {
    CareKind.BEFORE_RUN: _("30 to 60 seconds a tight muscle, then warm up as usual"),
    CareKind.SELF_MASSAGE: _("90 seconds or more a muscle"),
    CareKind.COLD_WATER: _("11 to 15 °C, never alone, not with heart problems"),
    CareKind.REST: _("a suggestion; your plan stays as it is unless you take it"),
}


# What may be claimed, kind by kind, and no more (docs/evidence): likely, little, for hours.
_CLAIMS: Mapping[CareKind, str] = {
    CareKind.MASSAGE: _(
        "Likely to ease soreness a little, mainly for the first hours."
        " It does not repair muscle faster."
    ),
    CareKind.SELF_MASSAGE: _("May leave the muscle a little less sore tomorrow."),
    CareKind.BEFORE_RUN: _("Can make you feel a little looser for up to half an hour."),
    CareKind.STRETCHING: _(
        "Can make you a little looser for up to half an hour."
        " Lasting change takes at least 4 weeks of regular work."
    ),
    CareKind.COLD_WATER: _("Likely to lower soreness for a day; part of that may be expectation."),
    CareKind.REST: _("A day without running gives your legs time."),
}


def what_it_can_do(kind: CareKind, voice: Voice) -> str:
    """
    What a kind of care may do for a runner, in words the evidence carries.
    """
    return voice.translate(_CLAIMS[kind])


def what_to_mind(item: PlanItem, voice: Voice) -> tuple[str, ...]:
    """
    What to take care of while doing it: cold water's cautions, and where not to press.
    """
    if item.kind is CareKind.COLD_WATER:
        return tuple(voice.translate(each) for each in advice_lines("cold_water_advice"))
    if item.kind not in _PRESSES:
        return ()
    regions = {part.region for part in item.regions}
    where = [each.advice for each in standing_advice() if regions & set(each.regions)]
    after = advice_lines("after_massage") if item.kind is CareKind.MASSAGE else ()
    return tuple(voice.translate(each) for each in (*where, *after))


_PRESSES = frozenset({CareKind.MASSAGE, CareKind.SELF_MASSAGE, CareKind.BEFORE_RUN})

_GRADES: Mapping[str, str] = {
    "high": _("high certainty"),
    "moderate": _("moderate certainty"),
    "low": _("low certainty"),
    "very_low": _("very low certainty"),
    "expert_prior": _("our own estimate"),
}


def say_grade(grade: str, voice: Voice) -> str:
    """
    How sure we are, in words: "moderate certainty", "our own estimate".
    """
    return voice.translate(_GRADES[grade])


def evidence_line(finding: str, grade: str, voice: Voice, citation: str = "") -> str:
    """
    One entry of the evidence on one line: the finding, how sure, and where it is from.
    """
    sure = say_grade(grade, voice)
    said = voice.translate(finding).rstrip(".")
    if citation:
        return voice.fill(
            _("{finding} ({sure}; {source})."), finding=said, sure=sure, source=citation
        )
    return voice.fill(_("{finding} ({sure})."), finding=said, sure=sure)


def evidence_lines(evidence: Iterable[str], voice: Voice) -> list[str]:
    """
    What the sources of those IDs found and how sure that is, each source once.
    """
    known = all_entries()
    found = [known[name] for name in dict.fromkeys(evidence) if name in known]
    return [evidence_line(each.finding, each.grade.value, voice, each.citation) for each in found]
