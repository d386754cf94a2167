"""Where a value comes from: the file (`Source`) and the cell in it (`Place`)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in PDF points (1/72 inch), origin at the top left of the page as a reader sees it."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file, known by its content: two files of one SHA-256 are one document."""

    path: Path
    sha256: str
    format: str
    """`pdf`, `docx`, `doc`, `rtf`, `odt` or `docm`, told by the first bytes."""

    @property
    def name(self) -> str:
        return self.path.name


@dataclass(frozen=True, slots=True)
class Place:
    """A cell, or a paragraph, as printed.

    A cell that a page break cuts has two places, one on each page. `row` and `column` count from 1 in the table's own grid;
    `table` counts from 1 in the document; a paragraph outside any table has `table` 0. Word has no pages: `page` and `box` are None.
    """

    page: int | None
    table: int
    row: int
    column: int
    box: Box | None = None

    def __str__(self) -> str:
        """`p. 3, table 2, row 14, column 5`, as a diagnostic prints it."""
        parts = [f"p. {self.page}"] if self.page is not None else []
        if self.table:
            parts += [f"table {self.table}", f"row {self.row}", f"column {self.column}"]
        return ", ".join(parts) or "outside any table"


def file_sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def content_id(*parts: object) -> str:
    """A stable 16-digit hash of content and position: importing twice gives the same ids, merged databases agree."""
    return hashlib.sha256("\x1f".join("" if part is None else str(part) for part in parts).encode()).hexdigest()[:16]
