"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

DEFAULT_DATABASE = "plans.db"


def database_option(command: Command) -> Command:
    """`--db`: an SQLite file or a PostgreSQL URL."""
    return click.option(
        "--db",
        "database",
        default=DEFAULT_DATABASE,
        envvar="PLANTRACE_DB",
        show_default=True,
        metavar="FILE",
        help="The database: an SQLite file, or postgresql+psycopg://user@host/name.",
    )(command)


def reading_options(command: Command) -> Command:
    """What an analyst knows better than the print."""
    for option in reversed(
        (
            click.option("--authority", metavar="NAME", help="Whose plans these are, where the print does not say or says it wrongly."),
            click.option("--plan-date", metavar="DATE", callback=_edtf, help="What they are as at: 2013, 2013-09 or 2013-09-18."),
            click.option(
                "--vocabulary",
                type=click.Path(dir_okay=False),
                metavar="FILE",
                help="A TOML file of your own headings, parties and rating words, on top of the vocabulary of plantrace.",
            ),
        )
    ):
        command = option(command)
    return command


def _edtf(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """`2013`, `2013-09`, `2013-09-18`, `2018-22`; `2013-13` and `18/9/2013` are refused."""
    from ..normalise.about.overrides import is_edtf

    if value is not None and not is_edtf(value):
        raise click.BadParameter(f"{value!r} is no date such as 2013, 2013-09 or 2013-09-18")
    return value
