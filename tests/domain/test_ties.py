"""
What the runner said of two recordings stands above the rule.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.hand_made_pairs import a_span
from unknot.domain.effort import EffortSpan, is_same_effort
from unknot.domain.recording import Sport
from unknot.domain.ties import Tie, groups_of, tie, ties_as

HOUR = [a_span(at, 60, km=12 + at / 10) for at in range(4)]
A, B, C, D = (span.recording_id for span in HOUR)


def groups(spans: list[EffortSpan], *ties: Tie) -> set[frozenset[str]]:
    """
    The efforts as sets of recordings.
    """
    return {frozenset(group) for group in groups_of(spans, ties)}


def test_without_a_word_the_rule_decides():
    """
    Four recordings of one hour are one effort; another day's is another.
    """
    tomorrow = a_span(1440, 60, km=12)

    assert groups([*HOUR, tomorrow]) == {
        frozenset({A, B, C, D}),
        frozenset({tomorrow.recording_id}),
    }


def test_two_that_were_called_two_are_never_one_by_way_of_a_third():
    """
    The others go with the one they share most of their time with.
    """
    assert groups(HOUR, tie(A, D, is_same=False)) == {frozenset({A, B, C}), frozenset({D})}


def test_two_that_were_called_one_are_one():
    """
    Though the rule would tell them apart.
    """
    ride = a_span(0, 60, km=3, sport=Sport.CYCLING)

    assert len(groups([HOUR[0], ride])) == 2
    assert groups([HOUR[0], ride], tie(ride.recording_id, A, is_same=True)) == {
        frozenset({A, ride.recording_id})
    }


def test_a_pair_has_one_tie_whichever_is_named_first():
    """
    Saying it the other way round is saying the same.
    """
    assert tie("b", "a", is_same=True) == Tie("a", "b", is_same=True)
    with pytest.raises(ValueError, match="smaller id first"):
        Tie("b", "a", is_same=True)


def test_what_was_said_of_a_recording_is_said_of_it_by_another_name():
    """
    The ties of others are not touched.
    """
    ties = [tie("a", "b", is_same=False), tie("b", "c", is_same=True)]

    assert ties_as(ties, "a", "z") == [tie("b", "z", is_same=False)]


_spans = st.lists(
    st.tuples(st.integers(0, 90), st.sampled_from((5, 30, 60, 61)), st.sampled_from((None, 2, 9))),
    min_size=2,
    max_size=7,
    unique_by=lambda each: each[0],
).map(lambda told: [a_span(at, minutes, km=km) for at, minutes, km in told])


@given(st.data())
def test_neither_the_order_of_files_nor_of_words_matters(data):
    """
    Whatever comes first, the efforts are the same; and two that were called two are two.
    """
    spans = data.draw(_spans)
    names = sorted(span.recording_id for span in spans)
    pairs = [(one, other) for one in names for other in names if one < other]
    said = data.draw(
        st.lists(st.sampled_from(pairs), max_size=4, unique=True).map(
            lambda chosen: [Tie(*pair, index % 3 == 0) for index, pair in enumerate(chosen)]
        )
    )
    found = groups(spans, *said)

    assert found == groups(data.draw(st.permutations(spans)), *data.draw(st.permutations(said)))
    for each in said:
        if not each.is_same:
            assert not any({each.one, each.other} <= group for group in found)
    if not said:
        by_id = {span.recording_id: span for span in spans}
        for one, other in pairs:
            if is_same_effort(by_id[one], by_id[other]):
                assert any({one, other} <= group for group in found)
