"""`plantrace status`: what the database holds, and what in it wants a look."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from .group import say
from .options import database_option
from .printing import counted, records_to_lines

if TYPE_CHECKING:
    from sqlalchemy import Connection

Record = dict[str, Any]

_COLUMNS = {"document": 40, "authority": 28, "plan date": 10, "rows": 7, "recommendations": 15, "diagnostics": 11, "words left over": 15}
_DIAGNOSTIC_COLUMNS = {"document": 40, "page": 4, "table": 5, "row": 5, "code": 30, "message": 10_000}


@click.command(
    "status",
    epilog="\b\nExample:\n  plantrace status --diagnostics\n  plantrace status --unmatched > mine.toml",
)
@database_option
@click.option(
    "--unmatched", is_flag=True, help="Headings, parties and timescales that could not be read, as TOML for a vocabulary of your own."
)
@click.option("--diagnostics", is_flag=True, help="Every diagnostic, with its document and the page, table and row that it is about.")
@click.option("--json", "as_json", is_flag=True, help="The documents, or the diagnostics, as JSON.")
def status_command(database: str, unmatched: bool, diagnostics: bool, as_json: bool) -> None:
    """List the documents in the database, with their rows and diagnostics.

    What each diagnostic means, and what to do about it, is told in docs/diagnostics.md.
    """
    from ..load.database import database_errors, open_database
    from .unmatched import unmatched_to_toml

    if unmatched and (diagnostics or as_json):
        raise click.UsageError("--unmatched gives TOML, and nothing beside it")
    engine = open_database(database, read_only=True)
    try:
        with database_errors(database), engine.connect() as connection:
            if unmatched:
                for line in unmatched_to_toml(connection):
                    click.echo(line)
                return
            documents, reported = read_documents(connection), read_diagnostics(connection)
    finally:
        engine.dispose()
    if as_json:
        click.echo(json.dumps(reported if diagnostics else documents, ensure_ascii=False, indent=2))
    elif not documents:
        say(f"{_shown(database)} holds no documents yet: `plantrace import PATH...` brings some.")
    elif diagnostics:
        _print_diagnostics(reported, database)
    else:
        _print_documents(documents, reported)


def read_documents(connection: Connection) -> list[Record]:
    from sqlalchemy import text

    statement = text("SELECT * FROM plan_documents ORDER BY authority, plan_date, document, document_id")
    return [dict(row) for row in connection.execute(statement).mappings()]


def read_diagnostics(connection: Connection) -> list[Record]:
    """`{"document", "document_id", "severity", "code", "message", "page", "table", "row", "column"}` in the order of the documents."""
    from sqlalchemy import text

    statement = text(
        'SELECT d.document, d.document_id, g.severity, g.code, g.message, g.page, g.table_number AS "table", g.table_row AS "row", '
        'g.table_column AS "column" FROM diagnostics g JOIN documents d ON d.document_id = g.document_id '
        "ORDER BY d.authority, d.plan_date, d.document, d.document_id, g.position"
    )
    return [dict(row) for row in connection.execute(statement).mappings()]


def _print_documents(documents: Sequence[Record], reported: Sequence[Record]) -> None:
    from collections import Counter

    named = [{**one, "plan date": one["plan_date"], "words left over": one["words_left_over"]} for one in documents]
    for line in records_to_lines(named, _COLUMNS):
        click.echo(line)
    totals = [counted(sum(one[f"{noun}s"] for one in documents), noun) for noun in ("row", "recommendation", "diagnostic")]
    click.echo()
    click.echo(", ".join([counted(len(documents), "document"), *totals]))
    codes = Counter(one["code"] for one in reported)
    for code, count in sorted(codes.items(), key=lambda item: (-item[1], item[0])):
        click.echo(f"  {count:>6,}  {code}")
    if codes:
        click.echo("`plantrace status --diagnostics` lists them.")


def _print_diagnostics(reported: Sequence[Record], database: str) -> None:
    if not reported:
        say(f"{_shown(database)} holds no diagnostics.")
        return
    for line in records_to_lines(
        [{**one, "table": one["table"] or None, "row": one["row"] or None} for one in reported], _DIAGNOSTIC_COLUMNS
    ):
        click.echo(line)


def _shown(database: str) -> str:
    from ..load.database import shown

    return shown(database)
