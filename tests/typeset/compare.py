"""What was read, row by row, against what was set."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plantrace.extract.document import Document, Table

Shown = tuple[str, ...]


def rows_read(document: Document, headings: Sequence[str]) -> list[Shown]:
    """The texts of each body row of the tables that have these headings, banners left out, white space squeezed, merged cells in each of their rows."""
    rows: list[Shown] = []
    for table in document.tables:
        if table.n_columns == len(headings):
            rows += [texts for texts in _texts(table) if texts != tuple(map(squeezed, headings))]
    return rows


def _texts(table: Table) -> list[Shown]:
    shown = [row for row in table.grid() if len({id(cell) for cell in row if cell is not None}) > 1]
    return [tuple(squeezed(cell.text) if cell else "" for cell in row) for row in shown]


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def share_right(read: Sequence[Shown], expected: Sequence[Shown]) -> tuple[float, int]:
    """(share of the expected rows that were read whole, number of rows read beyond them)."""
    left = list(read)
    right = 0
    for row in expected:
        wanted = tuple(map(squeezed, row))
        if wanted in left:
            left.remove(wanted)
            right += 1
    return right / len(expected), len(left)
