"""Files -> outcomes, one a document: `process(path)` in this process or in others; whoever asks writes them down.

Older Word files go through LibreOffice many in one call, since starting it costs more than a document; so the unit of work is a
`Task` of one file, or of several older ones.
"""

from __future__ import annotations

import tempfile
import time
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any

from .diagnostics import ChangedMeanwhile, DocumentError, FixedLimit, LimitExceeded, MissingTool, NoRoom, PlantraceError, is_full
from .extract.document import Document
from .extract.formats import BY_WAY_OF_LIBREOFFICE, format_of, may_be_for_libreoffice
from .extract.limits import check_text
from .extract.read import read, source_of
from .normalise.model import Plan
from .settings import Settings, overrides_of, settings_to_record, vocabulary_of
from .workers import OutOfMemory, TookTooLong, Workers

_LEGACY_IN_A_TASK = 20
_TASKS_AHEAD = 4
"""Tasks waiting, per worker: enough to keep workers busy."""
_MOST_HELD = 300
"""Tasks done, per worker, that stand behind one that takes long: while it takes its quarter of an hour, the others are read on."""


class UnexpectedFailure(DocumentError):
    """The document could not be read, by a fault of plantrace."""

    advice = "Please report it, with the document if you may."


class ReaderCrashed(DocumentError):
    """Reading the document ended the process that read it."""

    advice = "It may be damaged, or made to do harm; if you trust it, please report it."


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take. The time is for a scan of a hundred pages, the memory for the largest plans with room to spare."""

    seconds: float = 900.0
    megabytes: int = 4096

    def seconds_for(self, task: Task) -> float:
        return self.seconds * len(task.paths)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: a document (without its blocks, which nothing needs any more) with its plan, or an error.

    `given` is what it was read with, as `settings_to_record` says it.
    """

    path: Path
    document: Document | None = None
    plan: Plan | None = None
    given: Mapping[str, Any] = field(default_factory=dict)
    error: PlantraceError | None = None
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Task:
    paths: tuple[Path, ...]
    settings: Settings = field(default_factory=Settings)


def process(path: Path, settings: Settings | None = None, *, converted: Path | DocumentError | None = None) -> Outcome:
    """Reads one file; whatever goes wrong is the outcome's error, never an exception.

    `converted` is the .docx that LibreOffice made of an older document, or why it made none.
    """
    started = time.monotonic()
    settings = settings or Settings()
    try:
        if isinstance(converted, DocumentError):
            raise converted
        given = settings_to_record(path, settings)
        stamp = _stamp(path)
        document = _read(path, converted)
        if _stamp(path) != stamp:
            raise ChangedMeanwhile(path)
        plan = _plan(document, settings)
    except PlantraceError as error:
        return Outcome(path, error=error, seconds=time.monotonic() - started)
    except MemoryError:
        return Outcome(path, error=_too_much_memory(path), seconds=time.monotonic() - started)
    except RecursionError:
        return Outcome(path, error=FixedLimit(path, "nested too deeply"), seconds=time.monotonic() - started)
    except OSError as error:
        return Outcome(path, error=_system_error(path, error), seconds=time.monotonic() - started)
    except Exception as error:  # the last line of defence: one odd document must not end the import of a thousand
        return Outcome(path, error=_unexpected(path, error), seconds=time.monotonic() - started)
    return Outcome(path, replace(document, blocks=(), furniture=()), plan, given, seconds=time.monotonic() - started)


def _stamp(path: Path) -> tuple[int, int, int] | None:
    """What changes with a file's content; the hash is of what it held when reading began."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _system_error(path: Path, error: OSError) -> DocumentError:
    said = error.strerror or str(error)
    return NoRoom(path, f"{said}: {tempfile.gettempdir()}") if is_full(error) else DocumentError(path, said)


def _read(path: Path, converted: Path | None) -> Document:
    if converted is None:
        return read(path)
    from .extract.word.read import read_docx

    return read_docx(source_of(path), route="doc", path=converted)


def _plan(document: Document, settings: Settings) -> Plan:
    from .normalise.plan import read_plan
    from .normalise.values import action_to_values

    path = document.source.path
    check_text(path, sum(len(cell.text) * cell.rowspan for table in document.tables for cell in table))
    plan = read_plan(document, vocabulary=vocabulary_of(settings.vocabulary), overrides=overrides_of(path, settings))
    check_text(path, sum(len(value) for action in plan.actions for value in action_to_values(action).values()))
    return plan


def _unexpected(path: Path, error: Exception) -> UnexpectedFailure:
    """`KeyError at rows.py:93: 'theme'`: enough to find the fault by, without a traceback."""
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    at = f" at {Path(last.tb_frame.f_code.co_filename).name}:{last.tb_lineno}" if last else ""
    return UnexpectedFailure(path, f"{type(error).__name__}{at}: {' '.join(str(error).split())[:200]}")


def run_task(task: Task) -> list[Outcome]:
    """What a worker does: older documents are converted in one call, then each file is read; where that fails, each is one call."""
    paths = [path for path in task.paths if _is_legacy(path)]
    if not paths:
        return [process(path, task.settings) for path in task.paths]
    from .extract.legacy import seconds_to_convert, to_docx

    try:
        with tempfile.TemporaryDirectory(prefix="plantrace-") as work:
            made = to_docx(paths, Path(work), timeout_seconds=seconds_to_convert())
            return [process(path, task.settings, converted=made.get(path)) for path in task.paths]
    except MissingTool as error:
        return [
            Outcome(path, error=type(error)(path, error.detail)) if path in paths else process(path, task.settings) for path in task.paths
        ]
    except OSError as error:
        return [Outcome(path, error=_system_error(path, error)) for path in task.paths]
    except Exception as error:
        if len(task.paths) == 1:
            return [Outcome(path, error=_unexpected(path, error)) for path in task.paths]
    return [outcome for path in task.paths for outcome in run_task(replace(task, paths=(path,)))]


def _is_legacy(path: Path) -> bool:
    try:
        return path.is_file() and format_of(path) in BY_WAY_OF_LIBREOFFICE
    except (PlantraceError, OSError):
        return False


def paths_to_tasks(paths: Sequence[Path], settings: Settings, jobs: int) -> list[Task]:
    """One task a file, older documents together, shared out over the workers; each task stands where the first of its files stood."""
    legacy = [path for path in paths if may_be_for_libreoffice(path)]
    size = max(1, min(_LEGACY_IN_A_TASK, -(-len(legacy) // jobs)))
    groups = {legacy[start]: tuple(legacy[start : start + size]) for start in range(0, len(legacy), size)}
    grouped = set(legacy)
    return [Task(groups.get(path, (path,)), settings) for path in paths if path not in grouped or path in groups]


def run(tasks: Iterable[Task], executor: Executor | None, jobs: int) -> Iterator[Outcome]:
    """The outcomes of all tasks in their order: in this process without an executor, else over any `concurrent.futures.Executor`."""
    if executor is None:
        for task in tasks:
            yield from run_task(task)
        return
    waiting = iter(tasks)
    running: deque[tuple[Task, Future[list[Outcome]]]] = deque()

    def send() -> set[Future[list[Outcome]]]:
        """Keeps every worker busy; those that are not done."""
        unfinished = {future for _, future in running if not future.done()}
        number = min(_TASKS_AHEAD * jobs - len(unfinished), _MOST_HELD * jobs - len(running))
        for task in islice(waiting, max(0, number)):
            running.append((task, executor.submit(run_task, task)))
            unfinished.add(running[-1][1])
        return unfinished

    try:
        while (unfinished := send()) or running:
            task, future = running[0]
            if future in unfinished:
                wait(unfinished, return_when=FIRST_COMPLETED)
                continue
            running.popleft()
            yield from _answer(task, future, executor)
    finally:
        for _, future in running:
            future.cancel()


def _answer(task: Task, future: Future[list[Outcome]], executor: Executor) -> list[Outcome]:
    """A task's outcomes; where its worker was lost, those of each of its files alone, which tells the one to blame.

    Raises what an executor says of itself, a PlantraceError: what is wrong with a document is an outcome.
    """
    try:
        return future.result()
    except PlantraceError:
        raise
    except Exception as error:
        if len(task.paths) == 1:
            return [Outcome(task.paths[0], error=_lost(task.paths[0], error))]
    alone = [replace(task, paths=(path,)) for path in task.paths]
    return [outcome for each in alone for outcome in _answer(each, executor.submit(run_task, each), executor)]


def _too_much_memory(path: Path, sign: str = "") -> LimitExceeded:
    return LimitExceeded(path, "reading it takes more memory than the --memory-limit" + (f", it seems: {sign}" if sign else ""))


def _lost(path: Path, error: Exception) -> PlantraceError:
    if isinstance(error, TookTooLong):
        return LimitExceeded(path, f"reading it takes longer than {error}, the --time-limit")
    if isinstance(error, (OutOfMemory, MemoryError)):
        return _too_much_memory(path, str(error))
    if isinstance(error, OSError):
        return _system_error(path, error)
    return ReaderCrashed(path, str(error))


@contextmanager
def workers(jobs: int, limits: Limits | None = None) -> Iterator[Executor]:
    """A pool of `jobs` processes under `limits`; when it is left, documents still being read are given up."""
    limits = limits or Limits()
    pool = Workers(max(jobs, 1), seconds_for=limits.seconds_for, megabytes=limits.megabytes)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)
