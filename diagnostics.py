"""What plantrace has to say about a document: `Diagnostic` where it went on, `PlantraceError` where it could not.

An exception's docstring is what a reader of the manual sees, `exit_code` what a shell sees, `advice` what to do next.
"""

from __future__ import annotations

import errno
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from .provenance import Place

Severity = Literal["info", "warning", "error"]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Something that an analyst may want to look at: `code` is stable (`timescale-unparsed`), `message` quotes what is printed."""

    code: str
    severity: Severity
    message: str
    place: Place | None = None


class PlantraceError(Exception):
    """A document, a path or a database could not be used."""

    exit_code = 1
    advice = ""

    def __init__(self, path: Path | str, detail: str = "") -> None:
        super().__init__(str(path), detail)
        self.path = path
        self.detail = detail

    def __str__(self) -> str:
        """One line: which file, what is wrong, what to do."""
        summary = (self.__doc__ or "").strip().splitlines()[0].rstrip(".")
        detail = f" ({self.detail})" if self.detail else ""
        advice = f" {self.advice}" if self.advice else ""
        return " ".join(f"{self.path}: {summary}{detail}.{advice}".split())

    def __reduce__(self) -> tuple[type[PlantraceError], tuple[Path | str, str]]:
        return type(self), (self.path, self.detail)


class DocumentError(PlantraceError):
    """The document could not be read."""


class UnknownFormat(DocumentError):
    """Not a PDF or Word document, whatever its name says."""

    advice = "Export it as PDF or .docx and import that."


class EmptyFile(DocumentError):
    """The file is empty."""

    advice = "Fetch it again: the download or copy was cut off."


class EncryptedDocument(DocumentError):
    """The document is encrypted and opens only with a password."""

    advice = "Save a copy without the password and import that."


class DamagedDocument(DocumentError):
    """The document is damaged."""

    advice = "Fetch it again, or open and re-save it in the program that made it."


class LimitExceeded(DocumentError):
    """The document exceeds a safety limit."""

    advice = "If you trust it, raise the limit named here, or split it."


class FixedLimit(LimitExceeded):
    """The document exceeds a safety limit."""

    advice = "Nothing raises this one: export the document as PDF, or split it, and import that."


class ChangedMeanwhile(DocumentError):
    """The file is no longer what it was when the import began."""

    advice = "Import it again; on a cluster, check that the workers have the same files under the same paths."


class NoRoom(DocumentError):
    """There is no room for the files that reading the document takes."""

    advice = "Make room there, or name another folder with TMPDIR, and import it again."


def is_full(error: OSError) -> bool:
    """Whether it says that a disk, or somebody's share of it, is used up."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT)


class MissingTool(PlantraceError):
    """A program that this kind of document needs is not installed."""

    exit_code = 3


class NoSuchPath(PlantraceError):
    """There is no such file or folder."""

    exit_code = 4
    advice = "Check the spelling."


class NoDocuments(PlantraceError):
    """The folder holds no PDF or Word documents."""

    exit_code = 4
    advice = "Name a folder that holds .pdf, .docx or .doc files."


class DatabaseError(PlantraceError):
    """The database cannot be used."""

    exit_code = 5
    advice = "Name another file with --db."
