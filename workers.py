"""Processes that read documents: one that crashes, hangs or eats memory costs the call that it was working on and is replaced.

`ProcessPoolExecutor` gives up the whole pool in that case and knows no time limit, so this is an executor of its own: a thread for
each process hands it one call after another and waits for the answer, for the end of the process, or for the clock.
"""

from __future__ import annotations

import os
import shutil
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context, parent_process, resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext, ForkServerProcess
from multiprocessing.util import get_temp_dir
from queue import SimpleQueue
from typing import Any, TypeVar, cast

from .reader_process import SECONDS_TO_TIDY_UP, answer_calls

Result = TypeVar("Result")
Call = tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]

PRELOADED = ("plantrace.batch", "plantrace.normalise.plan", "plantrace.extract.pdf.read", "plantrace.extract.word.read")
"""Imported once, by the process that the workers are forked from."""
_SECONDS_TO_START = 120.0


class WorkerLost(Exception):
    """The process that worked on a call is gone, and so is the call."""


class TookTooLong(WorkerLost):
    """The call was given up after its time."""


class OutOfMemory(WorkerLost):
    """The process ended as one does that gets no more memory: PDFium aborts itself, the kernel kills."""


@dataclass(slots=True)
class _Worker:
    process: ForkServerProcess
    connection: Connection
    folder: str = ""
    """For what it writes; known once it is ready."""

    def wait_until_ready(self) -> None:
        """What it imports first is no part of a call's time. Raises WorkerLost, or OSError where it cannot write."""
        try:
            if not self.connection.poll(_SECONDS_TO_START):
                self.stop()
                raise WorkerLost(f"it did not start within {_SECONDS_TO_START:g} s")
            folder = self.connection.recv()
        except (EOFError, OSError) as error:
            self.stop()
            raise _loss(self.process.exitcode) from error
        if isinstance(folder, OSError):
            self.stop()
            raise folder
        self.folder = folder

    def ask(self, call: Call, seconds: float) -> Any:
        """The call's result; what it raises is raised. Raises WorkerLost where no answer comes."""
        try:
            self.connection.send((call, seconds))
            if not wait([self.connection, self.process.sentinel], seconds):
                self.stop()
                raise TookTooLong(f"{seconds:g} s")
            done, result = self.connection.recv()
        except (EOFError, OSError) as error:
            self.stop()
            raise _loss(self.process.exitcode) from error
        if done:
            return result
        raise result

    def stop(self) -> None:
        """Asks it to end, so that it ends what it has started (LibreOffice), then makes it end, and tidies up after it."""
        self.process.terminate()
        self.process.join(SECONDS_TO_TIDY_UP)
        if self.process.exitcode is None:
            self.process.kill()
            self.process.join()
        if self.process.pid is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
        if self.folder:
            shutil.rmtree(self.folder, ignore_errors=True)
        self.connection.close()


class Workers(Executor):
    """`jobs` processes. `seconds_for` says how long a call may take, given its arguments; `megabytes` is what a process may use."""

    def __init__(self, jobs: int, *, seconds_for: Callable[..., float], megabytes: int) -> None:
        self._seconds_for = seconds_for
        self._megabytes = megabytes
        self._context: ForkServerContext = get_context("forkserver")
        self._context.set_forkserver_preload(list(PRELOADED))
        self._calls: SimpleQueue[tuple[Future[Any], Call] | None] = SimpleQueue()
        self._running: set[ForkServerProcess] = set()
        self._lock = threading.Lock()
        self._stopping = False
        self._threads = [threading.Thread(target=self._serve, daemon=True) for _ in range(jobs)]
        for thread in self._threads:
            thread.start()

    def submit(self, fn: Callable[..., Result], /, *args: Any, **kwargs: Any) -> Future[Result]:
        future: Future[Result] = Future()
        self._calls.put((future, (fn, args, kwargs)))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """With `cancel_futures` what is being worked on is given up as well: documents that nobody waits for any more."""
        for _ in self._threads:
            self._calls.put(None)
        if cancel_futures:
            self._give_up()
        if wait:
            for thread in self._threads:
                thread.join()

    def _give_up(self) -> None:
        with self._lock:
            self._stopping = True
            running = {process.sentinel: process for process in self._running}
        for process in running.values():
            process.terminate()
        deadline = time.monotonic() + SECONDS_TO_TIDY_UP
        while running and time.monotonic() < deadline:
            for ended in wait(list(running), max(0.0, deadline - time.monotonic())):
                del running[cast("int", ended)]
        for process in running.values():
            process.kill()

    def _serve(self) -> None:
        worker: _Worker | None = None
        while (taken := self._calls.get()) is not None:
            future, call = taken
            if self._stopping:
                future.cancel()
            if not future.set_running_or_notify_cancel():
                continue
            try:
                if worker is None:
                    worker = self._ready()
                future.set_result(worker.ask(call, self._seconds_for(*call[1], **call[2])))
            except WorkerLost as error:
                self._forget(worker)
                worker = None
                future.set_exception(error)
            except BaseException as error:
                future.set_exception(error)
        if worker is not None:
            self._forget(worker)
            worker.stop()

    def _ready(self) -> _Worker:
        worker = self._start()
        try:
            worker.wait_until_ready()
        except BaseException:
            self._forget(worker)
            raise
        return worker

    def _start(self) -> _Worker:
        with self._lock:
            if self._stopping:
                raise WorkerLost("nobody waits for it any more")
            resource_tracker.ensure_running()
            # Ctrl-C is for this process alone, and not for the one that workers are forked from, which takes a second to be deaf to it.
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
            left = "" if parent_process() else get_temp_dir()
            ours, theirs = self._context.Pipe()
            process = self._context.Process(target=answer_calls, args=(theirs, self._megabytes, left), daemon=True)
            process.start()
            theirs.close()
            self._running.add(process)
            return _Worker(process, ours)

    def _forget(self, worker: _Worker | None) -> None:
        if worker is not None:
            with self._lock:
                self._running.discard(worker.process)


def _loss(exitcode: int | None) -> WorkerLost:
    """`killed by SIGSEGV`, `exit code 3`."""
    if exitcode is None or exitcode >= 0:
        return WorkerLost(f"exit code {exitcode}")
    kind = OutOfMemory if -exitcode in (signal.SIGABRT, signal.SIGKILL) else WorkerLost
    return kind(f"killed by {signal.Signals(-exitcode).name}")
