"""`plantrace recur`, `compare`, `report`: what the archive says across the years."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from .group import say
from .options import database_option

if TYPE_CHECKING:
    from sqlalchemy import Connection

Command = TypeVar("Command", bound=Callable[..., Any])


def format_options(command: Command) -> Command:
    as_json = click.option("--json", "as_json", is_flag=True, is_eager=True, help="As JSON on stdout.")
    as_csv = click.option("--csv", "as_csv", is_flag=True, callback=_not_both, help="As CSV on stdout.")
    return as_json(as_csv(command))


def _not_both(context: click.Context, _parameter: click.Parameter, value: bool) -> bool:
    if value and context.params.get("as_json"):
        raise click.UsageError("--json and --csv cannot both be given.", context)
    return value


def _some_name(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """`plantrace compare "$COUNCIL"` with nothing in the variable asks for nobody, not for all."""
    if value is not None and not value.strip():
        raise click.BadParameter("name an authority")
    return value


def _say_each(notes: tuple[str, ...]) -> None:
    """A table of commas has no place for them."""
    for note in notes:
        say(note)


@contextmanager
def compared(database: str, model: Path | None = None) -> Iterator[Connection]:
    """The archive to read, with editions and recurrences worked out for every document in it; anew where a model is given."""
    from ..load.database import database_errors, open_database
    from ..trace.recurrence.semantic import using_model
    from ..trace.refresh import documents_not_compared, refresh_archive

    engine = open_database(database, read_only=True)
    try:
        with database_errors(database), engine.connect() as connection:
            waiting = documents_not_compared(connection)
        if waiting or model:
            engine.dispose()
            engine = open_database(database)
            with database_errors(database), using_model(model):
                refresh_archive(engine)
        with database_errors(database), engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


@click.command("recur", epilog="\b\nExample:\n  plantrace recur --authority Sunderland --since 2012 --explain")
@database_option
@click.option("--authority", metavar="NAME", callback=_some_name, help="Of this authority alone.")
@click.option("--since", type=click.IntRange(1900, 2100), metavar="YEAR", help="In plans of that year and later.")
@click.option("--explain", is_flag=True, help="With the words that decided each pair.")
@click.option("--model", metavar="FOLDER", type=click.Path(path_type=Path), help="Compare anew with the sentence-embedding model in it.")
@format_options
def recur_command(
    database: str, authority: str | None, since: int | None, explain: bool, model: Path | None, as_json: bool, as_csv: bool
) -> None:
    """List the recommendations that came back, as threads over the years, with the place and the rating of each.

    A sentence-embedding model adds its opinion to that of words and letters, offline (pip install 'plantrace[semantic]'): --model
    compares the archive anew with it, PLANTRACE_MODEL=FOLDER in the environment has every later import compare with it.
    """
    from ..trace.answers import recur
    from ..trace.present import frame_to_csv, recur_to_json, recur_to_text

    with compared(database, model) as connection:
        answer = recur(connection, authority, since)
    if as_json:
        click.echo(recur_to_json(answer))
    elif as_csv:
        click.echo(frame_to_csv(answer.threads), nl=False)
        _say_each(answer.notes)
    else:
        click.echo(recur_to_text(answer, explain=explain))


@click.command("compare", epilog="\b\nExample:\n  plantrace compare Sunderland")
@click.argument("authority", metavar="AUTHORITY", callback=_some_name)
@database_option
@format_options
def compare_command(authority: str, database: str, as_json: bool, as_csv: bool) -> None:
    """Show an authority's plans side by side over the years: how many actions, how rated, how late, how many recommendations came back."""
    from ..trace.answers import compare
    from ..trace.present import compare_to_json, compare_to_text, frame_to_csv

    with compared(database) as connection:
        answer = compare(connection, authority)
    if as_json:
        click.echo(compare_to_json(answer))
    elif as_csv:
        click.echo(frame_to_csv(answer.plans), nl=False)
        _say_each(answer.notes)
    else:
        click.echo(compare_to_text(answer))


@click.command("report", epilog="\b\nExample:\n  plantrace report archive.html --authority Sunderland")
@click.argument("file", metavar="FILE.html", type=click.Path())
@database_option
@click.option("--authority", metavar="NAME", callback=_some_name, help="Of this authority alone.")
@click.option("--since", type=click.IntRange(1900, 2100), metavar="YEAR", help="Plans of that year and later.")
@click.option("--pictures/--no-pictures", default=True, help="With pictures of the cells, cut out of the PDFs.  [default: with]")
@click.option("--without-names", is_flag=True, help="Leave out the names of persons, and the pictures; posts and bodies stay.")
def report_command(file: str, database: str, authority: str | None, since: int | None, pictures: bool, without_names: bool) -> None:
    """Write one page to read and to print: recurrences by year, ratings over time, slippage, evidence."""
    from ..trace.export import replacing
    from ..trace.report import report_to_html

    path = Path(file)
    with compared(database) as connection:
        page = report_to_html(connection, authority, since, pictures=pictures, without_names=without_names)
    with replacing(path) as half:
        half.write_text(page, "utf-8")
    say(f"The report is in {path}.")
