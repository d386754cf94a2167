"""`plantrace serve`: the archive in a browser."""

from __future__ import annotations

from pathlib import Path

import click

from .group import say
from .options import database_option


@click.command("serve", epilog="\b\nExample:\n  plantrace serve --db plans.db --review")
@database_option
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True, metavar="N", help="Where it listens.")
@click.option(
    "--host", default="127.0.0.1", show_default=True, metavar="NAME", help="Who may reach it: this machine alone, unless you name another."
)
@click.option("--review", is_flag=True, help="Let people correct, accept and reject; without it nothing can be changed.")
@click.option(
    "--documents",
    multiple=True,
    type=click.Path(exists=True, file_okay=False),
    metavar="FOLDER",
    help="Where the source documents are, if they were moved since the import.",
)
def serve_command(database: str, port: int, host: str, review: bool, documents: tuple[str, ...]) -> None:
    """Open the archive in a browser: plans as tables, search, each row beside the picture of its cell.

    Needs the extra `browse`: pip install 'plantrace[browse]'. Ctrl-C stops it.
    """
    from ..trace.browse.serve import serve

    serve(database, host=host, port=port, review=review, folders=[Path(folder) for folder in documents], say=say)
