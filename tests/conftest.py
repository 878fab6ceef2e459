"""
What holds for the whole suite.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests import postgresql

# No test fails for being slow on a busy machine: how fast things are is asked in benchmarks/.
settings.register_profile("unknot", deadline=None)
settings.load_profile("unknot")


def pytest_configure(config: pytest.Config) -> None:
    """
    Tests never touch the data of whoever runs them.
    """
    os.environ.pop("UNKNOT_DATA", None)
    postgresql.keep_from_the_program()


@pytest.fixture
def postgresql_address() -> Iterator[str]:
    """
    The address of an empty PostgreSQL schema.
    """
    with postgresql.schema_of_its_own() as address:
        yield address


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, exitstatus: int, config: pytest.Config
) -> None:
    """
    Where everything is meant to be present, say that a skipped test is a failure.
    """
    skipped = terminalreporter.stats.get("skipped", [])
    if os.environ.get("UNKNOT_NO_SKIPS") and skipped:
        terminalreporter.write_line(
            f"{len(skipped)} skipped, and UNKNOT_NO_SKIPS says that nothing may be", red=True
        )


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """
    Where everything is meant to be present, a skipped test fails the run.
    """
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if os.environ.get("UNKNOT_NO_SKIPS") and skipped and exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
