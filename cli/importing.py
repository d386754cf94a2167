"""`plantrace import`: files and folders into the database."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import current_thread, main_thread
from typing import TYPE_CHECKING, Any

import click

from ..diagnostics import PlantraceError
from .group import EXIT_CODES, INTERRUPTED, say
from .options import database_option, reading_options
from .summary import Summary, say_summary

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from ..batch import Limits, Outcome, Settings


@dataclass(frozen=True, slots=True)
class Reading:
    settings: Settings
    limits: Limits
    jobs: int


@click.command(
    "import",
    epilog=EXIT_CODES + "\n\n\b\nExample:\n  plantrace import archive/ letters/plan.doc --db plans.db --jobs 4",
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path())
@database_option
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="How many documents to read at once.  [default: one a processor]")
@click.option("--time-limit", type=click.FloatRange(1), default=900, show_default=True, metavar="SECONDS", help="What a document may take.")
@click.option("--memory-limit", type=click.IntRange(256), default=4096, show_default=True, metavar="MB", help="What a document may use.")
@reading_options
def import_command(
    paths: tuple[str, ...],
    database: str,
    jobs: int | None,
    time_limit: float,
    memory_limit: int,
    authority: str | None,
    plan_date: str | None,
    vocabulary: str | None,
) -> None:
    """Read action plans and load them into the database.

    PATH is a file or a folder; folders are searched with all that is in them. PDF, .docx, .docm, .doc, .rtf and .odt count, told by
    their content. Each document is loaded whole or not at all; what the database holds already is left as it is.
    """
    from ..batch import Limits, Settings, vocabulary_of
    from ..extract.finding import find_documents
    from ..load.database import open_database
    from ..normalise.about import overrides_beside

    settings = Settings(authority, plan_date, Path(vocabulary) if vocabulary else None)
    vocabulary_of(settings.vocabulary)
    files, missing = find_documents([Path(path) for path in paths])
    for folder in dict.fromkeys(file.parent for file in files):
        overrides_beside(folder / "any")  # a mistake in a plans.csv is told at once, not with each document
    engine = open_database(database, create=True)
    summary = Summary(failures=list(missing))
    try:
        reading = Reading(settings, Limits(time_limit, memory_limit), jobs or len(os.sched_getaffinity(0)))
        _import(engine, database, files, reading, summary)
        compare_documents(engine, database)
    except KeyboardInterrupt:
        say_summary(summary, database)
        say("Stopped by Ctrl-C. What is listed above is in the database; the same command goes on with the rest.")
        sys.exit(INTERRUPTED)
    finally:
        engine.dispose()
    say_summary(summary, database)
    sys.exit(summary.exit_code)


def _import(engine: Engine, database: str, files: Sequence[Path], reading: Reading, summary: Summary) -> None:
    from ..batch import paths_to_tasks, run, workers
    from ..load.database import database_errors
    from ..load.runs import begin_run, end_run, record_failure

    with database_errors(database):
        with uninterrupted(), engine.begin() as connection:
            run_id = begin_run(connection, {"jobs": reading.jobs, **_given(reading.settings)})
        fresh = _not_there_yet(engine, files, summary)
        tasks = paths_to_tasks(fresh, reading.settings, reading.jobs)
        try:
            with workers(min(reading.jobs, len(tasks)), reading.limits) as executor:
                for outcome in _with_progress(run(tasks, executor, reading.jobs), len(fresh)):
                    _take_in(engine, run_id, outcome, reading.settings, summary)
        finally:
            with uninterrupted(), engine.begin() as connection:
                for position, error in enumerate(summary.failures, 1):
                    record_failure(connection, run_id, position, error)
                counts = {"documents": summary.documents, "already_there": len(summary.already_there), "failed": len(summary.failures)}
                end_run(connection, run_id, **counts)


def compare_documents(engine: Engine, database: str) -> None:
    """Editions, recurrences and threads worked out anew, where documents came in since they were."""
    from ..load.database import database_errors, reading
    from ..trace.refresh import documents_not_compared, refresh_archive

    with database_errors(database):
        with reading(engine) as connection:
            waiting = documents_not_compared(connection)
        if waiting:
            refresh_archive(engine)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Ctrl-C waits until what is being written is written: it would leave the connection, and with it the database, locked."""
    if current_thread() is not main_thread():
        yield
        return
    pressed: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: pressed.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if pressed:
        raise KeyboardInterrupt


def _given(settings: Settings) -> dict[str, Any]:
    named = {"authority": settings.authority, "plan_date": settings.plan_date, "vocabulary": settings.vocabulary}
    return {name: str(value) for name, value in named.items() if value}


def _not_there_yet(engine: Engine, files: Sequence[Path], summary: Summary) -> list[Path]:
    """The files whose content the database does not hold, each content once; an unreadable file is left to its reader to report."""
    from ..load.store import stored_hashes
    from ..provenance import file_sha256

    with engine.connect() as connection:
        known = set(stored_hashes(connection))
    fresh: list[Path] = []
    for file in files:
        try:
            sha256 = file_sha256(file)
        except OSError:
            fresh.append(file)
            continue
        if sha256 in known:
            summary.already_there.append(file.name)
        else:
            known.add(sha256)
            fresh.append(file)
    return fresh


def _take_in(engine: Engine, run_id: str, outcome: Outcome, settings: Settings, summary: Summary) -> None:
    """One document in one transaction: all of it or nothing."""
    from ..load.store import names_like, store_document
    from ..trace.review import apply_corrections

    if outcome.error or outcome.document is None or outcome.plan is None:
        summary.failures.append(outcome.error or PlantraceError(outcome.path, "it gave no plan"))
        return
    with uninterrupted(), engine.begin() as connection:
        if names_like(connection, outcome.document.source):
            summary.same_name.append(outcome.path.name)
        stored = store_document(connection, outcome.document, outcome.plan, run_id, _given(settings))
        apply_corrections(connection, stored.document_id)
    summary.count(stored, outcome)


def _with_progress(outcomes: Iterable[Outcome], files: int) -> Iterator[Outcome]:
    """The outcomes, under a bar on stderr for more than one file; a log gets none."""
    if files < 2 or not sys.stderr.isatty():
        yield from outcomes
        return

    def shown(outcome: Outcome | None) -> str:
        return outcome.path.name[:40] if outcome else ""

    with click.progressbar(outcomes, length=files, label="Reading", file=sys.stderr, item_show_func=shown) as bar:
        yield from bar
