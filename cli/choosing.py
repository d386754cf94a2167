"""Which of the files are read: those whose content the database does not hold yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .summary import Summary

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from ..settings import Settings


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to read, with which settings. `sha256` is its content as it was chosen, None where it cannot be read: its reader says so.

    `again` where the database holds it, to be replaced by what is read now.
    """

    path: Path
    settings: Settings
    sha256: str | None
    again: bool = False


def not_there_yet(engine: Engine, files: Sequence[Path], settings: Settings, summary: Summary) -> list[Wanted]:
    """The files whose content the database does not hold, each content once."""
    from ..load.database import reading
    from ..load.store import stored_hashes

    with reading(engine) as connection:
        known = set(stored_hashes(connection))
    wanted: list[Wanted] = []
    for file, sha256 in hashed(files):
        if sha256 in known:
            summary.already_there.append(file.name)
            continue
        if sha256 is not None:
            known.add(sha256)
        wanted.append(Wanted(file, settings, sha256))
    return wanted


def hashed(files: Sequence[Path]) -> Iterator[tuple[Path, str | None]]:
    """Each file with the SHA-256 of its content, None where it cannot be read."""
    from ..provenance import file_sha256

    for file in files:
        try:
            yield file, file_sha256(file)
        except OSError:
            yield file, None
