"""Which of the files are read: those whose content the database does not hold yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..diagnostics import LimitExceeded
from .summary import Summary

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from ..settings import Settings


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to read, with which settings. `sha256` is its content as it was chosen, None where it cannot be read: its reader says so.

    `again` where the database holds it, to be replaced by what is read now. `copies` are files of the same content: what becomes of
    this one becomes of them.
    """

    path: Path
    settings: Settings
    sha256: str | None
    again: bool = False
    copies: tuple[Path, ...] = ()


def not_there_yet(engine: Engine, files: Sequence[Path], settings: Settings, summary: Summary) -> list[Wanted]:
    """The files whose content the database does not hold, each content once."""
    from ..load.database import reading
    from ..load.store import stored_hashes

    with reading(engine) as connection:
        known = set(stored_hashes(connection))
    alike: dict[str | Path, list[Path]] = {}
    for file, sha256 in hashed(files):
        if sha256 in known:
            summary.already_there.append(file.name)
        else:
            alike.setdefault(sha256 or file, []).append(file)
    return [
        Wanted(file, settings, content if isinstance(content, str) else None, copies=tuple(copies))
        for content, (file, *copies) in alike.items()
    ]


def hashed(files: Sequence[Path]) -> Iterator[tuple[Path, str | None]]:
    """Each file with the SHA-256 of its content, None where it cannot be read, or is larger than any document."""
    from ..extract.limits import check_size
    from ..provenance import file_sha256

    for file in files:
        try:
            check_size(file)
            yield file, file_sha256(file) if file.is_file() else None
        except (OSError, LimitExceeded):
            yield file, None
