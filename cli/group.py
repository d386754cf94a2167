"""The command `plantrace` itself: the one place that turns exceptions into a line on stderr and an exit code."""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from .. import __version__
from ..diagnostics import PlantraceError, is_full
from ..interrupts import INTERRUPTED

UNUSABLE = 4
INTERNAL = 70

EXIT_CODES = """\b
Exit codes:
  0    all well; what was there already and documents without a plan are no failure
  1    a document could not be read (the others were imported)
  2    the command line is wrong
  3    a program that a document needs, such as LibreOffice, is missing
  4    a path, name or vocabulary file given is not there or not usable
  5    the database cannot be used
  6    the Dask cluster of --scheduler cannot be used
  70   a fault of plantrace itself
  130  stopped by Ctrl-C
When documents fail for different reasons, the exit code is 1."""


class Commands(click.Group):
    """A group whose commands may raise any PlantraceError: one line on stderr and its exit code, never a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of the work: import before export."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except PlantraceError as error:
            say(str(error))
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            say("Stopped.")
            ctx.exit(INTERRUPTED)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:
            if isinstance(error, OSError) and is_full(error):
                say(f"plantrace stopped: {error.strerror}. Make room on the disk that it writes to, and run it again.")
                ctx.exit(UNUSABLE)
            if os.environ.get("PLANTRACE_DEBUG"):
                raise
            told = f"plantrace failed: {type(error).__name__}: {error}"
            say(f"{told}. Set PLANTRACE_DEBUG=1 and run it again for the details; please report them.")
            ctx.exit(INTERNAL)


def say(line: str) -> None:
    """Everything but results goes to stderr. A name that is no valid text (a file from an old disk) is shown with escapes."""
    print(line.encode("utf-8", "backslashreplace").decode(), file=sys.stderr)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    epilog=EXIT_CODES + "\n\n\b\nExample:\n  plantrace import archive/ && plantrace export plans.xlsx",
)
@click.version_option(__version__)
def main() -> None:
    """Archived action plans (PDF, Word) into one queryable database.

    Every row is an action of a plan, with its recommendation, lead, timescale, update and rating, each value beside the text and
    the cell that it was printed in.
    """
