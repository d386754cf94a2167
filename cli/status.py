"""`plantrace status`: what the database holds, and what in it wants a look."""

from __future__ import annotations

import json
from typing import Any

import click

from .group import say
from .options import database_option
from .printing import records_to_lines

_COLUMNS = {"document": 40, "authority": 28, "plan date": 10, "rows": 7, "recommendations": 15, "diagnostics": 11, "words left over": 15}


@click.command(
    "status",
    epilog="\b\nExample:\n  plantrace status --unmatched > mine.toml",
)
@database_option
@click.option(
    "--unmatched", is_flag=True, help="Headings, parties and timescales that could not be read, as TOML for a vocabulary of your own."
)
@click.option("--json", "as_json", is_flag=True, help="The documents as JSON.")
def status_command(database: str, unmatched: bool, as_json: bool) -> None:
    """List the documents in the database, with their rows and diagnostics."""
    from sqlalchemy import text

    from ..load.database import database_errors, open_database
    from .unmatched import unmatched_to_toml

    engine = open_database(database, read_only=True)
    try:
        with database_errors(database), engine.connect() as connection:
            if unmatched:
                for line in unmatched_to_toml(connection):
                    click.echo(line)
                return
            statement = text("SELECT * FROM plan_documents ORDER BY authority, plan_date, document, document_id")
            documents = [dict(row) for row in connection.execute(statement).mappings()]
            codes = connection.execute(text("SELECT code, COUNT(*) FROM diagnostics GROUP BY code ORDER BY COUNT(*) DESC, code")).all()
    finally:
        engine.dispose()
    if as_json:
        click.echo(json.dumps(documents, ensure_ascii=False, indent=2))
        return
    _print(documents, [(code, count) for code, count in codes], database)


def _print(documents: list[dict[str, Any]], codes: list[tuple[str, int]], database: str) -> None:
    from ..load.database import shown

    if not documents:
        say(f"{shown(database)} holds no documents yet: `plantrace import PATH...` brings some.")
        return
    named = [{**one, "plan date": one["plan_date"], "words left over": one["words_left_over"]} for one in documents]
    for line in records_to_lines(named, _COLUMNS):
        click.echo(line)
    totals = {name: sum(one[name] for one in documents) for name in ("rows", "recommendations", "diagnostics")}
    click.echo()
    click.echo(f"{len(documents):,} documents, " + ", ".join(f"{count:,} {name}" for name, count in totals.items()))
    for code, count in codes:
        click.echo(f"  {count:>6,}  {code}")
