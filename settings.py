"""What is given beside the files: options of the command line, a vocabulary, a `plans.csv`; kept with each document that is read."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from .normalise.about import Overrides, overrides_beside
from .normalise.vocabulary import UnreadableVocabulary, Vocabulary, default_vocabulary


@dataclass(frozen=True, slots=True)
class Settings:
    """What is given on the command line. `vocabulary` is an analyst's own file on top of the one that comes with plantrace."""

    authority: str | None = None
    plan_date: str | None = None
    vocabulary: Path | None = None


def overrides_of(path: Path, settings: Settings) -> Overrides:
    """The command line's word on a document, above that of the `plans.csv` beside it. Raises BadPlansFile."""
    return Overrides(authority=settings.authority, plan_date=settings.plan_date).over(overrides_beside(path))


def vocabulary_of(path: Path | None) -> Vocabulary:
    """Read once a process while the file does not change. Raises BadVocabulary."""
    return _extended(path, *_stamp(path))[0] if path else default_vocabulary()


def settings_to_record(path: Path, settings: Settings) -> dict[str, Any]:
    """What a document at `path` is read with, as JSON; a key for each thing given. Raises BadVocabulary, BadPlansFile.

    | key                  | value                                             |
    | authority, plan_date | of the command line                               |
    | vocabulary           | where the file is                                 |
    | vocabulary_sha256    | what it held                                      |
    | plans.csv            | the document's row: {"inspection_body": "Ofsted"} |
    """
    record: dict[str, Any] = {"authority": settings.authority, "plan_date": settings.plan_date}
    if settings.vocabulary:
        record["vocabulary"] = str(settings.vocabulary.absolute())
        record["vocabulary_sha256"] = _extended(settings.vocabulary, *_stamp(settings.vocabulary))[1]
    record["plans.csv"] = {name: value for name, value in asdict(overrides_beside(path)).items() if value}
    return {name: value for name, value in record.items() if value}


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError as error:
        raise UnreadableVocabulary(path, error.strerror or str(error)) from error
    return found.st_mtime_ns, found.st_size


@lru_cache(maxsize=8)
def _extended(path: Path, _changed: int, _size: int) -> tuple[Vocabulary, str]:
    """The vocabulary with the file's words, and the file's SHA-256."""
    vocabulary = default_vocabulary().extended_by(path)
    return vocabulary, hashlib.sha256(path.read_bytes()).hexdigest()
