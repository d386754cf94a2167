"""`plantrace parties`: who leads, over all documents, and a person's word on who is who."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from .group import say
from .options import database_option
from .printing import counted

if TYPE_CHECKING:
    from sqlalchemy import Connection

_TWO_NAMES: dict[str, Any] = {"nargs": 2, "metavar": "NAME OTHER"}


@click.command(
    "parties",
    epilog="\b\nExample:\n  plantrace parties --merged\n  plantrace parties --apart 'J Smith' 'Jane Smith' --authority Stockton",
)
@database_option
@click.option("--authority", metavar="NAME", help="Of this authority alone.")
@click.option("--merged", is_flag=True, help="Only those that are printed in several ways.")
@click.option("--json", "as_json", is_flag=True, help="As JSON on stdout.")
@click.option("--apart", **_TWO_NAMES, help="NAME and OTHER are not the same: part them, now and after every import.")
@click.option("--same", **_TWO_NAMES, help="NAME is printed for OTHER: one party, now and after every import.")
@click.option("--unsay", **_TWO_NAMES, help="Take back what was said of the two.")
@click.option("--note", metavar="TEXT", help="Why, kept with --apart or --same.")
def parties_command(
    database: str,
    authority: str | None,
    merged: bool,
    as_json: bool,
    apart: tuple[str, str] | None,
    same: tuple[str, str] | None,
    unsay: tuple[str, str] | None,
    note: str | None,
) -> None:
    """List who leads: each person, post and body once, with the ways in which it is printed and why they were taken for one.

    What is merged wrongly is parted with --apart, what is missed joined with --same; names are given as they are printed.
    """
    if sum(each is not None for each in (apart, same, unsay)) > 1:
        raise click.UsageError("--apart, --same and --unsay go one at a time")
    if apart or same or unsay:
        _say(database, apart, same, unsay, authority, note)
        return
    found = [each for each in _parties(database, authority) if not merged or len(each["variants"]) > 1]
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for party in found:
        _show(party)


def _say(
    database: str,
    apart: tuple[str, str] | None,
    same: tuple[str, str] | None,
    unsaid: tuple[str, str] | None,
    authority: str | None,
    note: str | None,
) -> None:
    from ..load.database import database_errors, open_database, take_turn
    from ..trace.parties import say as say_of
    from ..trace.parties import unsay

    engine = open_database(database)
    try:
        with database_errors(database), engine.begin() as connection:
            take_turn(connection)
            if unsaid:
                say(f"{counted(unsay(connection, *unsaid), 'record')} taken back.")
            elif apart:
                party = say_of(connection, *apart, "apart", authority, note)
                say(f"{party.name} is a party of its own ({party.authority or 'no authority'}).")
            elif same:
                party = say_of(connection, *same, "same", authority, note)
                say(f"{same[0]} is {party.name} ({party.authority or 'no authority'}).")
    finally:
        engine.dispose()


def _parties(database: str, authority: str | None) -> list[dict[str, Any]]:
    """As in the table, the parties of most rows first within each authority."""
    from ..trace.relationship import authorities_agree
    from .tracing import compared

    with compared(database) as connection:
        found = _listed(connection)
    return [each for each in found if authority is None or (each["authority"] and authorities_agree(each["authority"], authority))]


def _listed(connection: Connection) -> list[dict[str, Any]]:
    from sqlalchemy import text

    statement = (
        "SELECT authority, name, kind, rows, documents, variants FROM parties ORDER BY COALESCE(authority, ''), rows DESC, name, party_id"
    )
    found = [dict(row) for row in connection.execute(text(statement)).mappings()]
    return [{**each, "variants": json.loads(each["variants"])} for each in found]


def _show(party: dict[str, Any]) -> None:
    """`Head of Service Safeguarding (role) - Stockton: 3 rows in 3 documents`, and a line for each other way in which it is printed."""
    counts = f"{counted(party['rows'], 'row')} in {counted(party['documents'], 'document')}"
    click.echo(f"{party['name']} ({party['kind']}){' - ' + party['authority'] if party['authority'] else ''}: {counts}")
    for each in party["variants"]:
        if each["reason"]:
            click.echo(f"    {each['name']}: {each['reason']} ({counted(each['rows'], 'row')})")
