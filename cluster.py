"""The same work on a Dask cluster: its workers read, each document in a process of its own there; only this process writes.

A worker's thread hands each task to a process that `workers.Workers` keeps beside it, so that the limits on time and memory, and what
a damaged document may do, hold there as they do on one machine.
"""

from __future__ import annotations

import asyncio
import logging
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from multiprocessing import current_process
from typing import TYPE_CHECKING

from . import __version__
from .batch import Limits, Outcome, Task
from .diagnostics import DocumentError, PlantraceError
from .workers import WorkerLost, Workers

if TYPE_CHECKING:
    from distributed import Client

Read = Callable[[Task], list[Outcome]]

SECONDS_TO_CONNECT = 5.0
SECONDS_FOR_A_WORKER = 15.0
SECONDS_WITHOUT_WORKERS = 60.0
"""For which an import waits: a worker that was lost may be started anew by whatever looks after it."""
_SECONDS_BETWEEN_LOOKS = 2.0
_LOGGERS = ("distributed", "distributed.client")


class ClusterError(PlantraceError):
    """The Dask cluster cannot be used."""

    exit_code = 6
    advice = (
        "`dask scheduler` starts a scheduler, `dask worker ADDRESS` a worker; without --scheduler this machine reads alone. "
        "The same command goes on with what is not imported yet."
    )


class NotOnWorker(DocumentError):
    """The worker that was to read the document does not see the file."""

    exit_code = 4
    advice = "Every worker needs the documents, and the vocabulary, under the same path as this machine: share the folder."


@contextmanager
def cluster(address: str, limits: Limits) -> Iterator[Cluster]:
    """The cluster of a scheduler at `tcp://host:port`; when it is left, what is waiting there is cancelled. Raises ClusterError."""
    client = _connect(address)
    executor = Cluster(client, address, limits)
    try:
        yield executor
    finally:
        executor.shutdown()


class Cluster(Executor):
    """An executor of tasks. What is wrong with the cluster as a whole is every waiting call's ClusterError, and that of later calls.

    A call whose worker is lost is run by another, up to Dask's `distributed.scheduler.allowed-failures`; then it raises WorkerLost.
    """

    def __init__(self, client: Client, address: str, limits: Limits) -> None:
        self._client = client
        self._address = address
        self._limits = limits
        self._executor = client.get_executor(pure=False)
        self._waiting: set[Future[list[Outcome]]] = set()
        self._lock = threading.Lock()
        self._lost: ClusterError | None = None
        self._left = threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()

    @property
    def size(self) -> int:
        """How many tasks it works on at once."""
        return max(sum(map(int, self._client.nthreads().values())), 1)

    def submit(self, fn: Read, /, task: Task) -> Future[list[Outcome]]:  # type: ignore[override]
        answer: Future[list[Outcome]] = Future()
        with self._lock:
            if self._lost:
                answer.set_exception(self._lost)
                return answer
            self._waiting.add(answer)
        there = self._executor.submit(read_there, fn, task, self._limits)
        there.add_done_callback(partial(self._settle, answer))
        answer.add_done_callback(lambda settled: settled.cancelled() and there.cancel())
        return answer

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Gives up what waits. A document that a worker is reading is read to its end there, and nobody asks for it."""
        self._left.set()
        with suppress(Exception):  # the scheduler may be gone
            self._executor.shutdown(wait=False)
        with suppress(Exception):
            self._client.close(timeout=SECONDS_TO_CONNECT)

    def _settle(self, answer: Future[list[Outcome]], there: Future[list[Outcome]]) -> None:
        with self._lock:
            waited_for = answer in self._waiting
            self._waiting.discard(answer)
        if not waited_for or answer.cancelled():
            return
        if there.cancelled():
            answer.set_exception(ClusterError(self._address, "the scheduler gave up its tasks"))
        elif error := there.exception():
            answer.set_exception(_told(error))
        else:
            answer.set_result(there.result())

    def _watch(self) -> None:
        """Ends the waiting where nobody will answer: the scheduler is gone, or has had no workers for a minute."""
        seen = time.monotonic()
        while not self._left.wait(_SECONDS_BETWEEN_LOOKS):
            try:
                workers = self._client.nthreads()
            except Exception:
                self._give_up("the scheduler is gone")
                return
            if workers:
                seen = time.monotonic()
            elif time.monotonic() - seen > SECONDS_WITHOUT_WORKERS:
                self._give_up(f"its workers are gone for more than {SECONDS_WITHOUT_WORKERS:g} s")
                return

    def _give_up(self, why: str) -> None:
        with self._lock:
            if self._left.is_set():
                return
            self._lost = ClusterError(self._address, why)
            waiting, self._waiting = self._waiting, set()
        for answer in waiting:
            if not answer.cancelled():
                answer.set_exception(self._lost)


def _connect(address: str) -> Client:
    try:
        from distributed import Client
        from distributed.comm.core import connect
        from distributed.security import Security
    except ModuleNotFoundError as error:
        raise ClusterError(address, f"the package {error.name} is missing: pip install 'plantrace[cluster]'") from error
    if not os.environ.get("PLANTRACE_DEBUG"):
        for name in _LOGGERS:
            logging.getLogger(name).setLevel(logging.CRITICAL)

    async def knock() -> None:
        # A client that finds nobody complains of it for the rest of its life; a bare connection does not.
        comm = await connect(address, timeout=SECONDS_TO_CONNECT, **Security().get_connection_args("client"))
        await comm.close()

    try:
        asyncio.run(knock())
        client = Client(address, timeout=SECONDS_TO_CONNECT, set_as_default=False)
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        raise ClusterError(address, f"no scheduler answers there: {error}") from error
    try:
        client.wait_for_workers(1, timeout=SECONDS_FOR_A_WORKER)
        _check_versions(client, address)
    except TimeoutError as error:
        client.close()
        raise ClusterError(address, "no worker has joined it") from error
    except ClusterError:
        client.close()
        raise
    return client


def _check_versions(client: Client, address: str) -> None:
    """What another version reads must not be taken for what this one does. Raises ClusterError."""
    for worker, version in client.run(version_here, on_error="return").items():
        if version != __version__:
            found = f"plantrace {version}" if isinstance(version, str) else "no plantrace"
            raise ClusterError(address, f"its worker {worker} has {found}, this is plantrace {__version__}; install the same there")


def _told(error: BaseException) -> BaseException:
    from distributed.scheduler import KilledWorker

    return WorkerLost("several workers of the cluster ended while they read it") if isinstance(error, KilledWorker) else error


def version_here() -> str:
    """Asked of each worker."""
    return __version__


_MINE = threading.local()


def read_there(fn: Read, task: Task, limits: Limits) -> list[Outcome]:
    """What a worker of the cluster does, in one of its threads: the task in a process beside it, under the limits.

    Raises what `workers.Workers` raises of a call that it gave up.
    """
    vocabulary = task.settings.vocabulary
    hidden = {path for path in task.paths if not path.exists() or (vocabulary is not None and not vocabulary.exists())}
    seen = tuple(path for path in task.paths if path not in hidden)
    done = {outcome.path: outcome for outcome in _processes(limits).submit(fn, replace(task, paths=seen)).result()} if seen else {}
    return [done.get(path) or Outcome(path, error=NotOnWorker(path, socket.gethostname())) for path in task.paths]


def _processes(limits: Limits) -> Workers:
    """One, kept from task to task; it ends with the worker."""
    held: tuple[Limits, Workers] | None = getattr(_MINE, "held", None)
    if held is None or held[0] != limits:
        if held is not None:
            held[1].shutdown(cancel_futures=True)
        # Dask starts its workers as daemons, to which multiprocessing denies children; ours end when their worker does.
        current_process().daemon = False
        held = _MINE.held = (limits, Workers(1, seconds_for=limits.seconds_for, megabytes=limits.megabytes))
    return held[1]
