"""`plantrace inspect`: what would be imported, without importing it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .accounting import account_to_lines, table_to_account, tables_to_lines
from .options import reading_options
from .printing import counted, records_to_lines

if TYPE_CHECKING:
    from ..extract.document import Document
    from ..normalise.model import Plan
    from ..settings import Settings

_COLUMNS = {
    "position": 4,
    "page": 5,
    "no.": 12,
    "recommendation": 34,
    "action": 44,
    "lead": 22,
    "timescale": 18,
    "due": 10,
    "rag": 11,
    "status": 11,
}


@click.command(
    "inspect",
    epilog="\b\nExample:\n  plantrace inspect letters/plan.pdf\n  plantrace inspect letters/plan.pdf --picture pages/",
)
@click.argument("file", metavar="FILE", type=click.Path())
@click.option("--json", "as_json", is_flag=True, help="Everything, with the place of every value, as JSON on stdout.")
@click.option(
    "--picture",
    "folder",
    metavar="DIR",
    type=click.Path(file_okay=False),
    help="Also draw the pages of a PDF into DIR, with what was read.",
)
@reading_options
def inspect_command(
    file: str, as_json: bool, folder: str | None, authority: str | None, plan_date: str | None, vocabulary: str | None
) -> None:
    """Show what an import of FILE would give: the document, its rows, its key, what each column became, where each word of its tables
    went, diagnostics."""
    from ..settings import Settings, vocabulary_of

    settings = Settings(authority, plan_date, Path(vocabulary) if vocabulary else None)
    vocabulary_of(settings.vocabulary)
    document, plan = _read(Path(file), settings)
    found = plan_to_inspection(document, plan)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        _print(found)
    if folder is not None:
        _draw(document, plan, Path(folder))


def _read(path: Path, settings: Settings) -> tuple[Document, Plan]:
    """Raises a PlantraceError."""
    from ..batch import Task, run, workers
    from ..extract.finding import find_documents

    if path.is_dir():
        raise click.UsageError(f"{path} is a folder: name one file, or import the folder")
    for missing in find_documents([path])[1]:
        raise missing
    with workers(1) as executor:
        [outcome] = run([Task((path,), settings)], executor, 1)
    if outcome.document is None or outcome.plan is None:
        assert outcome.error is not None
        raise outcome.error
    return outcome.document, outcome.plan


def _draw(document: Document, plan: Plan, folder: Path) -> None:
    from ..picture import CannotDraw, picture_pages

    if document.pages is None:
        click.echo("A Word document has no pages to draw: `--json` gives table, row and column of every value.", err=True)
        return
    try:
        drawn = list(picture_pages(document.source.path, plan, document.pages, folder))
    except OSError as error:
        raise CannotDraw(folder, error.strerror or str(error)) from error
    click.echo(f"{counted(len(drawn), 'page')} drawn into {folder}", err=True)


def plan_to_inspection(document: Document, plan: Plan) -> dict[str, Any]:
    """`{"document", "account", "rag_key", "rows", "diagnostics"}`, read from a database in memory that the plan was loaded into: the
    values are those that an import gives. The account says of each table how it was read."""
    from ..load.database import memory_database
    from ..load.runs import begin_run
    from ..load.store import store_document

    with memory_database().begin() as connection:
        store_document(connection, document, plan, begin_run(connection, {}))
        found = _read_back(connection)
    found["account"]["tables"] = [table_to_account(table) for table in plan.tables]
    return found


def _read_back(connection: Any) -> dict[str, Any]:
    from sqlalchemy import text

    from ..trace.export import read_records

    def listed(statement: str) -> list[dict[str, Any]]:
        return [dict(row) for row in connection.execute(text(statement)).mappings()]

    _, records = read_records(connection)
    places: dict[str, dict[str, list[Any]]] = {}
    for place in listed("SELECT * FROM places ORDER BY row_id, field, position"):
        places.setdefault(place["row_id"], {}).setdefault(place["field"], []).append(_placed(place))
    [document] = listed("SELECT * FROM plan_documents")
    document["inspection_judgements"] = json.loads(document["inspection_judgements"])
    [account] = listed("SELECT words_in_tables, words_in_rows, words_in_headings, left_over FROM documents")
    return {
        "document": document,
        "account": {**account, "left_over": account["left_over"].split()},
        "rag_key": listed("SELECT rag, meaning, status FROM rag_keys ORDER BY position"),
        "rows": [{**record, "places": places.get(record["row_id"], {})} for record in records],
        "diagnostics": [
            {"code": each["code"], "severity": each["severity"], "message": each["message"], **_placed(each)}
            for each in listed("SELECT * FROM diagnostics ORDER BY position")
        ],
    }


def _placed(row: dict[str, Any]) -> dict[str, Any]:
    """Page, table, row, column; the box as [x0, top, x1, bottom] in points."""
    box = [row[side] for side in ("x0", "top", "x1", "bottom")]
    named = {"page": "page", "table": "table_number", "row": "table_row", "column": "table_column"}
    return {**{name: row[column] for name, column in named.items()}, "box": None if None in box else box}


def _print(found: dict[str, Any]) -> None:
    document, account = found["document"], found["account"]
    for name in ("title", "authority", "plan_date", "inspection_kind", "inspection_body", "inspection_date", "pages"):
        if document[name] is not None:
            click.echo(f"{name.replace('_', ' ') + ':':18}{document[name]}")
    for key in found["rag_key"]:
        click.echo(f"{'key:':18}{key['rag'].replace('_', ' ')} = {key['meaning']}{' (' + key['status'] + ')' if key['status'] else ''}")
    click.echo()
    for line in tables_to_lines(account["tables"]):
        click.echo(line)
    rows = [_line(row) for row in found["rows"]]
    for line in records_to_lines(rows, _COLUMNS) if rows else ("No plan was found.",):
        click.echo(line)
    click.echo()
    click.echo(", ".join(counted(document[f"{noun}s"], noun) for noun in ("row", "recommendation", "diagnostic")))
    for line in account_to_lines(account):
        click.echo(line)
    for each in found["diagnostics"]:
        click.echo(f"{each['severity']}: {each['message']} [{each['code']}{_at(each)}]")


def _line(row: dict[str, Any]) -> dict[str, Any]:
    number = " / ".join(part for part in (row["recommendation_number"], row["action_number"]) if part)
    shown = {"page": row["page_first"], "no.": number, "lead": row["lead_raw"], "timescale": row["timescale_raw"]}
    return {**row, **shown}


def _at(each: dict[str, Any]) -> str:
    from ..provenance import Place

    return f", {Place(each['page'], each['table'], each['row'], each['column'])}" if each["table"] is not None else ""
