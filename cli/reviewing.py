"""`plantrace review`: corrections out to Excel and back."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path

import click

from .group import say
from .options import database_option
from .printing import counted


@click.group("review", epilog="\b\nExample:\n  plantrace review export pack.xlsx")
def review_command() -> None:
    """Take the rows that need a look to Excel, and bring the corrections back.

    In the browser the same is done with `plantrace serve --review`.
    """


@review_command.command("export", epilog="\b\nExample:\n  plantrace review export pack.xlsx --db plans.db")
@click.argument("file", metavar="FILE.xlsx", type=click.Path(dir_okay=False))
@database_option
@click.option("--all", "everything", is_flag=True, help="Every row, not only those that need a look.")
def export_review(file: str, database: str, everything: bool) -> None:
    """Write the rows that need a look to a workbook to correct them in.

    White columns may be changed; ratings, status and verdict have lists to choose from.
    """
    from ..load.database import database_errors, open_database
    from ..trace.review.pack import export_pack

    if Path(file).suffix.lower() != ".xlsx":
        raise click.BadParameter(f"{file}: a review pack is an Excel workbook, name it with .xlsx", param_hint="FILE.xlsx")

    engine = open_database(database, read_only=True)
    try:
        with database_errors(database), engine.connect() as connection:
            rows = export_pack(connection, Path(file), everything=everything)
    finally:
        engine.dispose()
    say(f"{counted(rows, 'row')} to look at in {file}.")


@review_command.command("import", epilog="\b\nExample:\n  plantrace review import pack.xlsx --who 'Jane Doe'")
@click.argument("file", metavar="FILE.xlsx", type=click.Path(dir_okay=False))
@database_option
@click.option("--who", metavar="NAME", help="Who corrected, where the workbook does not say.  [default: your login name]")
def import_review(file: str, database: str, who: str | None) -> None:
    """Take the corrections of a workbook in.

    A field that was changed in the database since the export is left as it is and reported; then the exit code is 1.
    """
    from ..load.database import database_errors, open_database
    from ..trace.refresh import refresh_archive
    from ..trace.review.pack import import_pack

    engine = open_database(database)
    try:
        with database_errors(database):
            found = refresh_archive(engine, lambda connection: import_pack(connection, Path(file), who or getpass.getuser()))
            assert found is not None
    finally:
        engine.dispose()
    say(f"{found.corrected:,} corrected, {found.accepted:,} accepted, {found.rejected:,} rejected.")
    for line in (*found.conflicts, *found.refused):
        say(f"  {line}")
    if found.conflicts or found.refused:
        sys.exit(1)
