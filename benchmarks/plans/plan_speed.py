"""
How long deciding a plan takes, against the bars: `python -m benchmarks.plans.plan_speed`.

Processor seconds of one thread (so that a busy machine does not blur them), the median of the
three seeds of each kind, the whole call: load, gate, forecast, solving, reasons, guard.
"""

from __future__ import annotations

import json
import resource
import statistics
import sys
import time
from dataclasses import asdict, dataclass, replace
from datetime import timedelta

from benchmarks.plans.instances import NAMES, SEEDS, TODAY, make_instance
from unknot.decide.plan import decide_plan
from unknot.domain.plan import AdoptedPlan, PlanDecision, PlanInput
from unknot.domain.reason import Why
from unknot.domain.session import CareKind

# Seconds and proven gap by kind and weeks; None where no bar is set.
BARS = {
    ("easy", 4): (0.5, 0.01),
    ("poor", 4): (0.5, 0.01),
    ("easy", 16): (2.5, 0.01),
    ("poor", 16): (2.5, 0.01),
    ("hard", 4): (6.0, 0.03),
    ("rich", 4): (6.0, 0.03),
    ("hard", 16): (6.0, 0.03),
    ("rich", 16): (6.0, 0.03),
}


@dataclass(frozen=True)
class Row:
    """
    One line of the table.
    """

    kind: str
    weeks: int
    seconds: float
    bar_s: float
    widest_gap: float
    bar_gap: float
    massages: list[int]

    @property
    def is_met(self) -> bool:
        """
        True where both bars are met.
        """
        return self.seconds <= self.bar_s and self.widest_gap <= self.bar_gap


def measure(kind: str, weeks: int) -> Row:
    """
    The median time and the widest gap over the seeds.
    """
    seconds, gaps, massages = [], [], []
    for seed in SEEDS:
        spent, decision = _timed(make_instance(kind, weeks, seed))
        seconds.append(spent)
        gaps.append(decision.gap or 0.0)
        massages.append(sum(item.kind is CareKind.MASSAGE for item in decision.items))
    bar_s, bar_gap = BARS[kind, weeks]
    return Row(
        kind,
        weeks,
        round(statistics.median(seconds), 3),
        bar_s,
        round(max(gaps), 4),
        bar_gap,
        massages,
    )


def _timed(given: PlanInput) -> tuple[float, PlanDecision]:
    start = time.process_time()
    decision = decide_plan(given)
    return time.process_time() - start, decision


def measure_next_day() -> tuple[float, int]:
    """
    The median time to decide again a day after adopting 16 easy weeks, and how much changes.
    """
    seconds, changes = [], []
    for seed in SEEDS:
        given = make_instance("easy", 16, seed)
        adopted = AdoptedPlan(given.now, decide_plan(given).items)
        tomorrow = replace(given, now=given.now + timedelta(days=1), adopted=adopted)
        spent, decision = _timed(tomorrow)
        seconds.append(spent)
        inside = [each for each in decision.changes if each.reason.code is not Why.HORIZON_MOVED]
        changes.append(len(inside))
    return statistics.median(seconds), round(statistics.median(changes))


def main() -> int:
    """
    Print the table, or with `--json` the rows.
    """
    decide_plan(make_instance("poor", 1, 1))
    rows = [measure(kind, weeks) for weeks in (4, 16) for kind in NAMES]
    peak_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if "--json" in sys.argv:
        print(json.dumps({"rows": [asdict(row) for row in rows], "peak_mib": round(peak_mib)}))
    else:
        print(f"plans from {TODAY}, processor seconds, median of {len(SEEDS)} seeds")
        for row in rows:
            said = "met" if row.is_met else "missed"
            print(
                f"{row.kind:5} {row.weeks:2} weeks  {row.seconds:6.3f} s (bar {row.bar_s})  "
                f"gap {row.widest_gap:.2%} (bar {row.bar_gap:.0%})  "
                f"massages {row.massages}  {said}"
            )
        seconds, changes = measure_next_day()
        said = "met" if seconds <= 1.0 else "missed"
        print(f"next day, easy 16 weeks: {seconds:.3f} s (bar 1.0), {changes} changes  {said}")
        print(f"peak memory {peak_mib:.0f} MiB (bar 250)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
