"""
The runner whose house this is.
"""

from __future__ import annotations

from dataclasses import replace

from unknot.app.ports import Runner, Store


def own_runner(store: Store, zone: str) -> Runner:
    """
    The first runner who is not the sample; made on first need, living in that zone.
    """
    for runner in store.runners():
        if not runner.is_sample:
            return runner
    runner = store.add_runner("You")
    with store.open(runner.id) as db:
        db.keep_settings(replace(db.settings(), zone=zone))
    return runner
