"""`python -m plantrace` is `plantrace`: the program."""

from __future__ import annotations

import sys
from io import TextIOWrapper

from .interrupts import INTERRUPTED, stopping_once


def run() -> None:
    """Runs the command line, and ends the process with its exit code."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a dash of a plan on a terminal that knows Western letters alone
    with stopping_once():
        try:
            from .cli import main

            main()
        except KeyboardInterrupt:  # before there was a command to say so
            sys.exit(INTERRUPTED)


if __name__ == "__main__":
    run()
