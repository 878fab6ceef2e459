"""
What is left to choose from once every rule that forbids has spoken.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from unknot.decide.planner.forbidden import Forbidden
from unknot.decide.planner.problem import Block, Offer, Problem
from unknot.decide.planner.rules import FORBIDDING
from unknot.domain.reason import Reason
from unknot.domain.session import CareKind, Depth


@dataclass(frozen=True, slots=True)
class Column:
    """
    Offers that differ in nothing the model sees: same day, same length, same price.
    """

    day: int
    minutes: int
    cents: int
    offers: tuple[Offer, ...]


@dataclass(frozen=True)
class Options:
    """
    The columns and blocks a plan may use, and why the others are out.

    `depths` says how deep hands may go on a track on a day where that is limited.
    """

    columns: tuple[Column, ...]
    blocks: frozenset[Block]
    depths: Mapping[Block, tuple[Depth, Reason]]
    offers_out: Mapping[Offer, Reason]
    blocks_out: Mapping[Block, Reason]

    @property
    def days_with_offers(self) -> tuple[int, ...]:
        """
        The days on which a massage could be booked.
        """
        return tuple(sorted({column.day for column in self.columns}))


def open_options(problem: Problem, off: Collection[str] = ()) -> Options:
    """
    Ask every forbidding rule that is not switched off, and merge the offers that remain.
    """
    offers_out: dict[Offer, Reason] = {}
    blocks_out: dict[Block, Reason] = {}
    depths: dict[Block, tuple[Depth, Reason]] = {}
    for rule in FORBIDDING:
        if rule.__name__ in off:
            continue
        for found in rule(problem):
            _note(found, offers_out, blocks_out, depths)
    return Options(
        columns=_merged(
            _types_to_try_first(
                problem, [offer for offer in problem.offers if offer not in offers_out]
            )
        ),
        blocks=frozenset(block for block in problem.blocks if block not in blocks_out),
        depths=depths,
        offers_out=offers_out,
        blocks_out=blocks_out,
    )


def _note(
    found: Forbidden,
    offers_out: dict[Offer, Reason],
    blocks_out: dict[Block, Reason],
    depths: dict[Block, tuple[Depth, Reason]],
) -> None:
    if isinstance(found.target, Offer):
        offers_out.setdefault(found.target, found.reason)
    elif found.deeper_than is Depth.NONE:
        blocks_out.setdefault(found.target, found.reason)
    else:
        known = depths.get(found.target)
        if known is None or found.deeper_than.rank < known[0].rank:
            depths[found.target] = (found.deeper_than, found.reason)


def _types_to_try_first(problem: Problem, offers: list[Offer]) -> list[Offer]:
    """
    On each day the offers of the types to try; of the others where none of those may be had.
    """
    wished = problem.settings.types_to_try
    days = {offer.day for offer in offers if offer.price.massage_type in wished}
    return [
        offer for offer in offers if offer.day not in days or offer.price.massage_type in wished
    ]


def _merged(offers: list[Offer]) -> tuple[Column, ...]:
    alike: dict[tuple[int, int, int], list[Offer]] = defaultdict(list)
    for offer in offers:
        alike[offer.day, offer.price.minutes, offer.price.cents].append(offer)
    return tuple(Column(*seen, tuple(same)) for seen, same in sorted(alike.items()))


def may_work_on(options: Options, column: Column, track: int) -> bool:
    """
    True where one of the column's massages is gentle enough for a track that day.
    """
    limit = options.depths.get(hands_on(track, column.day))
    return limit is None or any(offer.depth.rank <= limit[0].rank for offer in column.offers)


def hands_on(track: int, day: int) -> Block:
    """
    The hands of a day's appointment on a track.
    """
    return Block(CareKind.MASSAGE, day, track)
