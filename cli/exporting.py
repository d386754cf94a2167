"""`plantrace export`: the rows as a file for other programs."""

from __future__ import annotations

from pathlib import Path

import click

from .group import say
from .options import database_option
from .printing import counted


@click.command(
    "export",
    epilog="\b\nExample:\n  plantrace export plans.xlsx --db plans.db",
)
@click.argument("file", metavar="FILE", type=click.Path())
@database_option
@click.option("--without-names", is_flag=True, help="Leave out the names of persons; posts and bodies stay.")
def export_command(file: str, database: str, without_names: bool) -> None:
    """Write every row to FILE, its format told by its ending: .xlsx, .csv, .json or .parquet.

    One row an action, with all columns of the view plan_rows and a citation such as `Sunderland 2013, A5, p. 3`. The workbook has
    filters, a frozen heading row and the ratings in their colours.
    """
    from ..load.database import database_errors, open_database, shown
    from ..trace.export import export_rows, writer_of

    path = Path(file)
    writer_of(path)
    engine = open_database(database, read_only=True)
    try:
        with database_errors(database), engine.connect() as connection:
            rows = export_rows(connection, path, without_names=without_names)
    finally:
        engine.dispose()
    say(f"{counted(rows, 'row')} written to {path}." if rows else f"{shown(database)} holds no rows: {path} has headings alone.")
