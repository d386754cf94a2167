"""The documents that files and folders stand for."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..diagnostics import NoDocuments, NoSuchPath, PlantraceError
from .formats import OF_THE_WEB, format_of

NAMED_AS_DOCUMENTS = frozenset({".pdf", ".doc", ".docx", ".docm", ".dot", ".dotx", ".rtf", ".odt"})
"""A file of a folder with such a name is expected to be a document, and reported where it is none; others count by their bytes alone."""


class NotAFile(PlantraceError):
    """A pipe or a device, not a file."""

    exit_code = 4
    advice = "Save what comes from it to a file and import that."


class ClosedFolder(PlantraceError):
    """The folder cannot be opened."""

    exit_code = 4
    advice = "Ask its owner for the right to read it."


def find_documents(paths: Iterable[Path]) -> tuple[list[Path], list[PlantraceError]]:
    """The documents that files and folders stand for, in a stable order, each once; beside them what was asked for and is not there.

    A file that is named is taken whatever it is. A folder is walked: documents by their first bytes, and what is named as a document.
    Word's lock files (`~$plan.docx`), hidden files, the resource forks of a Mac (`._plan.docx`), pipes and devices are none; a link to
    a file counts, one to a folder is not followed.
    """
    found: dict[Path, None] = {}
    errors: list[PlantraceError] = []
    for path in paths:
        try:
            if path.is_dir():
                closed: list[PlantraceError] = []
                inside = [file for file in _walk(path, closed) if _is_document(file)]
                errors += closed or ([] if inside else [NoDocuments(path)])
                found.update(dict.fromkeys(inside))
            elif path.is_file():
                found[path] = None
            else:
                errors.append(NotAFile(path) if path.exists() else no_such_path(path))
        except OSError as error:  # a name longer than any file system takes
            errors.append(NoSuchPath(path, error.strerror or str(error)))
    return list(found), errors


def no_such_path(path: Path) -> NoSuchPath:
    return NoSuchPath(path, "a link that leads nowhere" if path.is_symlink() else "")


def _walk(folder: Path, closed: list[PlantraceError]) -> Iterator[Path]:
    """Every file below a folder, of folders and files in the order of their names; folders that cannot be opened go to `closed`."""

    def note(error: OSError) -> None:
        closed.append(ClosedFolder(Path(str(error.filename)), error.strerror or str(error)))

    for here, folders, names in os.walk(folder, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(here, name) for name in sorted(names) if not name.startswith((".", "~$")))


def _is_document(path: Path) -> bool:
    try:
        if path.suffix.lower() in NAMED_AS_DOCUMENTS:
            return path.is_file() or path.is_symlink()
        return path.is_file() and format_of(path) not in OF_THE_WEB
    except (PlantraceError, OSError):
        return False
