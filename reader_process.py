"""The life of a process that reads documents: a call, its answer, the next. `workers` starts it, hands it calls, and ends it.

What it holds itself to (memory, its own folder, its own group of processes) and that it ends with its parent is seen to here.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import FrameType

SECONDS_TO_TIDY_UP = 5.0
"""For a process that was asked to end, with all that it has started."""


def answer_calls(connection: Connection, megabytes: int, left: str) -> None:
    """A worker's life: a call, its answer, the next; until the parent is gone or asks it to end.

    `left` is the parent's folder for multiprocessing, nobody's once the parent is gone.
    """
    os.setpgid(0, 0)  # what it starts (Tesseract) ends with it
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    signal.signal(signal.SIGTERM, _end)
    _hold(resource.RLIMIT_DATA, megabytes << 20)
    _hold(resource.RLIMIT_CORE, 0)
    if not os.environ.get("PLANTRACE_DEBUG"):
        # What libraries print about a damaged file has no name on it; the parent reports the file.
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nothing, stream)
    try:
        folder = tempfile.tempdir = os.environ["TMPDIR"] = tempfile.mkdtemp(prefix="plantrace-")
    except OSError as error:
        connection.send(error)
        return
    threading.Thread(target=_end_with_parent, args=((folder, left),), daemon=True).start()
    try:
        try:
            connection.send(folder)
            _answer_each(connection)
        finally:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
    finally:
        _remove((folder,) if _parent().is_alive() else (folder, left))


def _answer_each(connection: Connection) -> None:
    while True:
        try:
            (function, arguments, named), seconds = connection.recv()
        except (EOFError, OSError):
            return
        # The parent ends what takes too long. Should it be gone, and this process deaf to all but the kernel, the kernel does.
        signal.setitimer(signal.ITIMER_REAL, seconds + 2 * SECONDS_TO_TIDY_UP)
        try:
            answer = (True, function(*arguments, **named))
        except Exception as error:
            answer = (False, error)
        signal.setitimer(signal.ITIMER_REAL, 0)
        try:
            connection.send(answer)
        except MemoryError:
            connection.send((False, MemoryError()))
        except OSError:
            return


def _hold(limit: int, most: int) -> None:
    """A limit of the machine that is lower stays: nobody but root may raise it."""
    highest = resource.getrlimit(limit)[1]
    held = most if highest == resource.RLIM_INFINITY else min(most, highest)
    resource.setrlimit(limit, (held, held))


def _end_with_parent(left: Sequence[str]) -> None:
    """Nobody waits for the answer any more: ends what this process has started, then the process, however busy it is."""
    wait([_parent().sentinel])
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(SECONDS_TO_TIDY_UP)
    _remove(left)
    os.killpg(0, signal.SIGKILL)


def _parent() -> BaseProcess:
    parent = parent_process()
    assert parent is not None
    return parent


def _remove(folders: Sequence[str]) -> None:
    for folder in filter(None, folders):
        shutil.rmtree(folder, ignore_errors=True)


def _end(_signal: int, _frame: FrameType | None) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    os.killpg(0, signal.SIGTERM)  # Tesseract, for which a thread may be waiting
    sys.exit(128 + signal.SIGTERM)
