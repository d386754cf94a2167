"""What a document may ask for before anything of it is read; each limit is a variable of the environment for whoever trusts the file."""

from __future__ import annotations

import os
from pathlib import Path

from ..diagnostics import LimitExceeded

MAX_FILE_MB = 1024
"""Largest file; a thousand scanned pages take 300 MB. `PLANTRACE_MAX_FILE_MB` overrides it."""


MAX_TEXT_MB = 64
"""Text that all rows of a document hold, where a cell that runs over several rows counts for each; a thousand pages of plan hold 5.
`PLANTRACE_MAX_TEXT_MB` overrides it."""


def limit(variable: str, default: int) -> int:
    """The value of a variable such as `PLANTRACE_MAX_PAGES`, else its default."""
    printed = os.environ.get(variable, "")
    return int(printed) if printed.isascii() and printed.isdecimal() else default


def check_size(path: Path) -> None:
    """Raises LimitExceeded."""
    megabytes, most = path.stat().st_size / 2**20, limit("PLANTRACE_MAX_FILE_MB", MAX_FILE_MB)
    if megabytes > most:
        raise LimitExceeded(path, f"it has {megabytes:,.0f} MB, limit PLANTRACE_MAX_FILE_MB={most}")


def check_text(path: Path, letters: int) -> None:
    """Half a megabyte in a cell that runs over 4,000 rows fills a disk, from a file of 100 KB. Raises LimitExceeded."""
    most = limit("PLANTRACE_MAX_TEXT_MB", MAX_TEXT_MB)
    if letters > most << 20:
        raise LimitExceeded(path, f"its rows hold {letters / 2**20:,.0f} MB of text, limit PLANTRACE_MAX_TEXT_MB={most}")
