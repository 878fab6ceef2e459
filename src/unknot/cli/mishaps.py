"""
When something goes wrong, a runner reads one clear sentence and never a traceback.

What nobody foresaw is written to a file in the data folder, and the sentence names the file.
"""

from __future__ import annotations

import errno
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperGroup

from unknot.cli.door import SOMETHING_WAS_REFUSED, door_of, tell
from unknot.deliver.marking import mark as _

if TYPE_CHECKING:
    from unknot.app.errors import Refusal

# The order of the help.
ORDER = (
    "demo", "import", "imports", "watch", "reread", "runs", "run", "load", "muscles", "runs-ahead", "safety",
    "something-wrong", "injury", "check-in", "days", "measure", "benefits", "settings", "profile", "plan", "forecast",
    "item", "routine", "sessions", "log", "calendar", "account", "serve", "export", "erase", "replay", "gate",
)  # fmt: skip


class CarefulGroup(TyperGroup):
    """
    All commands together, with every mishap turned into a sentence and an exit code.
    """

    def list_commands(self, ctx: Any) -> list[str]:
        """
        In the order in which a runner meets them, whether a command stands alone or in a group.
        """
        return sorted(super().list_commands(ctx), key=ORDER.index)

    def invoke(self, ctx: Any) -> Any:
        """
        Runs the command that was asked for.
        """
        from unknot.app.errors import Refusal
        from unknot.cli.door import spoken, terminal_voice

        try:
            return super().invoke(ctx)
        except Refusal as refusal:
            said = terminal_voice().refuse(refusal)
        except KeyboardInterrupt:
            said = spoken(_("Stopped. What was finished is kept."))
        except OSError as failed:
            if failed.errno == errno.EPIPE:
                raise  # who read us has gone; the framework closes quietly
            said = terminal_voice().refuse(_refusal_of(failed))
        except (typer.Exit, typer.Abort):
            raise
        except Exception as unforeseen:
            if _is_about_usage(unforeseen):
                raise
            said = terminal_voice().refuse(_write_report(ctx, unforeseen))
        tell(said)
        raise typer.Exit(SOMETHING_WAS_REFUSED)


def _is_about_usage(raised: Exception) -> bool:
    """
    True for what the framework itself says about a wrong option or a missing argument.
    """
    return hasattr(raised, "exit_code") and hasattr(raised, "show")


def _refusal_of(failed: OSError) -> Refusal:
    """
    What the system says is wrong with a file or the disk, and what to do; its own words are kept.
    """
    from unknot.app.errors import Refusal

    where = f"{failed.filename}: " if failed.filename else ""
    why = (failed.strerror or str(failed) or type(failed).__name__).lower()
    if failed.errno == errno.ENOSPC:
        return Refusal(
            "{where}the disk is full; nothing was half-written. Make room and try again.",
            where=where,
        )
    if failed.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return Refusal(
            "{where}{why}; choose a place you may write to, with --data for your data.",
            where=where,
            why=why,
        )
    return Refusal("{where}{why}.", where=where, why=why)


def _write_report(ctx: typer.Context, unforeseen: Exception) -> Refusal:
    """
    Keeps the traceback in a file and says where.
    """
    import hashlib
    import traceback

    from unknot.app.errors import Refusal

    report = "".join(traceback.format_exception(unforeseen))
    name = f"report-{hashlib.sha256(report.encode()).hexdigest()[:8]}.txt"
    for folder in _folders_for_reports(ctx):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(report, encoding="utf-8")
        except OSError:
            continue
        return Refusal(
            "Something went wrong that we did not foresee. The details are in {file}",
            file=folder / name,
        )
    return Refusal("Something went wrong that we did not foresee: {what}", what=repr(unforeseen))


def _folders_for_reports(ctx: typer.Context) -> list[Path]:
    import tempfile

    from unknot.bootstrap import REPORTS, default_data_dir

    folder = door_of(ctx).data_dir or default_data_dir()
    return [folder / REPORTS, Path(tempfile.gettempdir())]
