"""Ctrl-C, and what asks a process to end: once is enough, and not where that would leave something half done."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from types import FrameType

INTERRUPTED = 130
"""The exit code that shells know."""


@contextmanager
def stopping_once() -> Iterator[None]:
    """The first Ctrl-C is a KeyboardInterrupt; the next ones find the program tidying up, and afterwards ending, and are nothing."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # else somebody started the program deaf to it
        signal.signal(signal.SIGINT, _stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise KeyboardInterrupt


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Both wait until the end: for the connection, and with it the database, that would stay locked; for a program just started."""
    if current_thread() is not main_thread():
        yield
        return
    came: list[int] = []
    before = {number: signal.signal(number, lambda number, _: came.append(number)) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    for each in came:
        signal.raise_signal(each)
