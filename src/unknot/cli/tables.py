"""
Tables and headings on a terminal. Rich is imported only when something is drawn.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

WIDTH_WITHOUT_TERMINAL = 120


def console(to_stderr: bool = False) -> Console:
    """
    Where to draw: standard output, or standard error for what is only said about the work.
    """
    from rich.console import Console

    stream = sys.stderr if to_stderr else sys.stdout
    width = None if stream.isatty() else WIDTH_WITHOUT_TERMINAL
    return Console(file=stream, width=width, highlight=False, soft_wrap=False)


@contextmanager
def working(on_what: str) -> Iterator[Callable[[str], None]]:
    """
    A moving line while long work is done, on a terminal only; what it gives changes the line.
    """
    if not sys.stderr.isatty():
        yield lambda line: None
        return
    with console(to_stderr=True).status(on_what) as status:
        yield status.update


def print_table(
    headings: Sequence[str],
    rows: Iterable[Sequence[str]],
    right: frozenset[int] = frozenset(),
    title: str = "",
) -> None:
    """
    One table; the columns in `right` hold figures.
    """
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, title=Text(title) if title else None, title_justify="left")
    for index, heading in enumerate(headings):
        table.add_column(heading, justify="right" if index in right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console().print(table)


def print_heading(text: str) -> None:
    """
    A line above what belongs together.
    """
    from rich.text import Text

    out = console()
    out.print()
    out.print(Text(text, style="bold"))


def print_lines(lines: Iterable[str], indent: str = "  ") -> None:
    """
    Sentences, one to a line, wrapped to the terminal.
    """
    from rich.padding import Padding
    from rich.text import Text

    out = console()
    for line in lines:
        out.print(Padding(Text(line), (0, 0, 0, len(indent)), expand=False))
