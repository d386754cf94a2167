"""`plantrace forget`: one document out of the database."""

from __future__ import annotations

import click

from .group import say
from .options import database_option


@click.command(
    "forget",
    epilog="\b\nExample:\n  plantrace forget sunderland-2013.web.pdf",
)
@click.argument("file", metavar="FILE")
@database_option
def forget_command(file: str, database: str) -> None:
    """Take a document out of the database again, with all its rows.

    FILE is its path, its name or (the beginning of) its hash.
    """
    from ..load.database import database_errors, open_database, shown
    from ..load.store import forget
    from ..trace.refresh import refresh_archive

    engine = open_database(database)
    try:
        with database_errors(database):
            name = refresh_archive(engine, lambda connection: forget(connection, file))
    finally:
        engine.dispose()
    say(f"{name} is out of {shown(database)}.")
