"""
Run the benchmarks one after the other: `python -m benchmarks [part of a path ...]`.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ALL = (
    "intake/decode_fit.py",
    "intake/parse_gpx_tcx.py",
    "store/import_history.py",
    "store/five_thousand.py",
    "load/load.py",
    "load/muscles.py",
    "load/forecast.py",
    "forecast/pmdata.py",
    "plans/plan_speed.py",
    "routines/build.py",
    "doors/start_up.py",
    "doors/pages.py",
    "doors/first_plan.py",
    "doors/check_in.py",
    "doors/archive_dropped.py",
)


def main() -> int:
    """
    Those whose path contains one of the words given, else all.
    """
    wanted = sys.argv[1:]
    chosen = [path for path in ALL if not wanted or any(word in path for word in wanted)]
    worst = 0
    for path in chosen:
        print(f"\n== {path}", flush=True)
        module = "benchmarks." + path.removesuffix(".py").replace("/", ".")
        worst = max(worst, subprocess.call([sys.executable, "-m", module], cwd=HERE.parent))
    return worst


if __name__ == "__main__":
    sys.exit(main())
