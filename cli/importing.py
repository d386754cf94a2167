"""`plantrace import`: files and folders into the database."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..diagnostics import PlantraceError
from ..interrupts import INTERRUPTED, uninterrupted
from .choosing import Wanted, not_there_yet
from .group import EXIT_CODES, say
from .loading import compare_documents, take_in
from .options import database_option, reading_options
from .refreshing import out_of_date, out_of_date_of, verdicts_lost_by
from .summary import Summary, say_summary

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from ..batch import Limits, Outcome
    from ..settings import Settings


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks for: `files` are the documents found in `paths`, None for all that the database holds."""

    paths: tuple[Path, ...]
    files: tuple[Path, ...] | None
    refresh: bool
    settings: Settings
    limits: Limits
    jobs: int | None
    scheduler: str | None

    @contextmanager
    def readers(self) -> Iterator[tuple[Executor, int]]:
        """What reads the documents, and how many of them at once. Raises ClusterError."""
        from ..batch import workers

        if self.scheduler:
            from ..cluster import cluster

            with cluster(self.scheduler, self.limits) as executor:
                yield executor, executor.size
        else:
            jobs = self.jobs or len(os.sched_getaffinity(0))
            with workers(jobs, self.limits) as executor:
                yield executor, jobs

    def chosen(self, engine: Engine, summary: Summary) -> list[Wanted]:
        if self.files is None:
            return out_of_date(engine, self.settings, summary)
        choose = out_of_date_of if self.refresh else not_there_yet
        return choose(engine, self.files, self.settings, summary)

    def record(self) -> dict[str, Any]:
        """As it is kept with the import run; the paths tell the browser from where pages may be shown."""
        named = {name: getattr(self.settings, name) for name in ("authority", "plan_date", "vocabulary")}
        given = {name: str(value) for name, value in named.items() if value}
        how = {
            "jobs": self.jobs,
            "scheduler": self.scheduler,
            "refresh": self.refresh,
            "paths": [str(path.absolute()) for path in self.paths],
        }
        return {**{name: value for name, value in how.items() if value}, **given}


@click.command(
    "import",
    epilog=EXIT_CODES
    + """

\b
Example:
  plantrace import archive/ letters/plan.doc --db plans.db --jobs 4
  plantrace import --refresh --db plans.db
  plantrace import /share/archive --scheduler tcp://10.0.0.5:8786 --db postgresql+psycopg://me@10.0.0.5/plans""",
)
@click.argument("paths", nargs=-1, metavar="PATH...", type=click.Path())
@database_option
@click.option("--refresh", is_flag=True, help="Read again what an older plantrace or other settings read; without PATH, all of it.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="How many documents to read at once.  [default: one a processor]")
@click.option("--scheduler", metavar="ADDRESS", help="Read on the Dask cluster at tcp://host:port; its workers need the same paths.")
@click.option(
    "--time-limit", type=click.IntRange(1, 10**6), default=900, show_default=True, metavar="SECONDS", help="What a document may take."
)
@click.option(
    "--memory-limit", type=click.IntRange(256, 2**24), default=4096, show_default=True, metavar="MB", help="What a document may use."
)
@reading_options
def import_command(
    paths: tuple[str, ...],
    database: str,
    refresh: bool,
    jobs: int | None,
    scheduler: str | None,
    time_limit: int,
    memory_limit: int,
    authority: str | None,
    plan_date: str | None,
    vocabulary: str | None,
) -> None:
    """Read action plans and load them into the database.

    PATH is a file or a folder; folders are searched with all that is in them. PDF, .docx, .docm, .doc, .rtf and .odt count, told by
    their content; web pages and Word 2003 XML where they are named as documents. Each document is loaded whole or not at all; what the
    database holds already is left as it is.

    With --refresh, documents among them that an older plantrace read, or that were read with another vocabulary, authority, plan date
    or row of plans.csv, are read again; corrections and verdicts are kept, and what changed is told. What was given with a document
    counts until something else is. Without PATH each document is looked for where it was imported from.
    """
    from ..batch import Limits
    from ..extract.finding import find_documents
    from ..normalise.about import rows_without_file
    from ..settings import Settings, vocabulary_of

    if not all(paths) or not (paths or refresh):
        raise click.UsageError("Missing argument 'PATH...'.")
    if jobs and scheduler:
        raise click.UsageError("--jobs is for this machine: how many documents a cluster reads at once is up to its workers")
    if not paths and (authority or plan_date):
        raise click.UsageError("--authority and --plan-date would be of every document in the database: name those that are meant")
    # the workers of a cluster do not know in which folder this command was given
    place = Path.absolute if scheduler else Path
    settings = Settings(authority, plan_date, place(Path(vocabulary)) if vocabulary else None)
    vocabulary_of(settings.vocabulary)
    named = tuple(place(Path(path)) for path in paths)
    files, missing = find_documents(named)
    if paths and not files:
        for error in missing:
            say(str(error))
        sys.exit(Summary(failures=missing).exit_code)
    for folder in dict.fromkeys(file.parent for file in files):
        for line in rows_without_file(folder):  # a mistake in a plans.csv is told at once, not with each document
            say(line)
    summary = Summary(refresh, failures=list(missing))
    asked = Asked(named, tuple(files) if paths else None, refresh, settings, Limits(time_limit, memory_limit), jobs, scheduler)
    try:
        _import(database, asked, summary)
    except KeyboardInterrupt:
        say_summary(summary, database)
        say("Stopped by Ctrl-C. What is listed above is in the database; the same command goes on with the rest.")
        sys.exit(INTERRUPTED)
    except PlantraceError:
        if summary.loaded:
            say_summary(summary, database)
        raise
    say_summary(summary, database)
    sys.exit(summary.exit_code)


def _import(database: str, asked: Asked, summary: Summary) -> None:
    from ..load.database import database_errors, open_database

    with ExitStack() as reading:
        executor, at_once = reading.enter_context(asked.readers())  # first: what cannot be read needs no database
        engine = open_database(database, create=asked.files is not None)
        try:
            with database_errors(database), verdicts_lost_by(engine, summary):
                _read_and_load(engine, asked, executor, at_once, summary)
                reading.close()  # comparing takes memory, and readers hold some
                compare_documents(engine, database)
        finally:
            engine.dispose()


def _read_and_load(engine: Engine, asked: Asked, executor: Executor, at_once: int, summary: Summary) -> None:
    from ..load.runs import begin_run, end_run, record_failure

    with uninterrupted(), engine.begin() as connection:
        run_id = begin_run(connection, asked.record())
    try:
        wanted = {each.path: each for each in asked.chosen(engine, summary)}
        for outcome in _with_progress(_outcomes(wanted.values(), executor, at_once), len(wanted)):
            take_in(engine, run_id, outcome, wanted[outcome.path], summary)
    finally:
        with uninterrupted(), engine.begin() as connection:
            for position, error in enumerate(summary.failures, 1):
                record_failure(connection, run_id, position, error)
            counts = {"documents": summary.loaded, "already_there": summary.left_as_they_were, "failed": len(summary.failures)}
            end_run(connection, run_id, **counts)


def _outcomes(wanted: Iterable[Wanted], executor: Executor, at_once: int) -> Iterator[Outcome]:
    from ..batch import paths_to_tasks, run

    alike: dict[Settings, list[Path]] = {}
    for each in wanted:
        alike.setdefault(each.settings, []).append(each.path)
    tasks = [task for settings, paths in alike.items() for task in paths_to_tasks(paths, settings, at_once)]
    return run(tasks, executor, at_once)


def _with_progress(outcomes: Iterable[Outcome], files: int) -> Iterator[Outcome]:
    """The outcomes, under a bar on stderr for more than one file; a log gets none."""
    if files < 2 or not sys.stderr.isatty():
        yield from outcomes
        return

    def shown(outcome: Outcome | None) -> str:
        return outcome.path.name[:40] if outcome else ""

    with click.progressbar(outcomes, length=files, label="Reading", file=sys.stderr, item_show_func=shown) as bar:
        yield from bar
