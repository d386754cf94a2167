"""A key printed in the last rows, or in columns to the right, of a plan's own table -> a table of its own.

| Action       | Lead                | Status   |
| Audit files  | JH                  | (red)    |        | Audit files | JH | (red)   |     | Red   | Not yet commenced |
| Train staff  | RB                  | (green)  |   ->   | Train staff | RB | (green) |     | Green | Complete          |
| Red          | Not yet commenced   |          |
| Green        | Complete            |          |
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from ..extract.document import Block, Cell, Table
from .headings import heading_to_match
from .legend import CALLED_KEY, is_meaning, rating_of, rows_to_lines, text_to_lines
from .sections import GridRow, distinct_cells, table_to_sections
from .vocabulary import Vocabulary

_NAMED_KEY = re.compile(r"^\W*(?:(?:b?rag|status|colour|ratings?|traffic light)\W+)?(?:key|legend)\b", re.IGNORECASE)
_LEFT = 2
"""Rows, or columns, that a plan has at least beside its key."""


def keys_apart(blocks: Sequence[Block], vocabulary: Vocabulary) -> tuple[Block, ...]:
    """The blocks of a document, each table followed by the key that is printed in it."""
    return tuple(part for block in blocks for part in (_apart(block, vocabulary) if isinstance(block, Table) else (block,)))


def _apart(table: Table, vocabulary: Vocabulary) -> tuple[Table, ...]:
    row = _first_row_of_key(table, vocabulary)
    if row is not None:
        above, below = _part(table, lambda cell: cell.row < row), _part(table, lambda cell: cell.row >= row)
        return (
            replace(table, cells=above, n_rows=row, routes=table.routes[:row]),
            replace(table, cells=_moved(below, rows=row), n_rows=table.n_rows - row, routes=table.routes[row:], header_rows=0),
        )
    column = _first_column_of_key(table, vocabulary)
    if column is not None:
        left, right = _part(table, lambda cell: cell.column < column), _part(table, lambda cell: cell.column >= column)
        return (
            replace(table, cells=left, n_columns=column, edges=table.edges[: column + 1]),
            replace(
                table, cells=_moved(right, columns=column), n_columns=table.n_columns - column, edges=table.edges[column:], header_rows=0
            ),
        )
    return (table,)


def _first_row_of_key(table: Table, vocabulary: Vocabulary) -> int | None:
    """Where the rows at the foot that hold nothing but a key begin; None where there is none.

    Unless it is called a key, no word of a rating may stand in it under a heading for ratings: `Green - complete` is there a row's status.
    """
    grid = table.grid()
    first = table.n_rows
    while first > _LEFT and holds_only_key(grid[first - 1], vocabulary) and all(c is None or c.row == first - 1 for c in grid[first - 1]):
        first -= 1
    rows = grid[first:]
    if first == table.n_rows or holds_only_key(grid[first - 1], vocabulary) or not rows_to_lines(rows, vocabulary):
        return None
    if any(CALLED_KEY.match(cell.text) for row in rows for cell in distinct_cells(row)):
        return first
    rated = [
        column
        for section in table_to_sections(table, vocabulary)
        for column, heading in enumerate(section.headings)
        if (match := heading_to_match(heading, vocabulary)) and match.field in ("rag", "status", "progress", "priority_rating")
    ]
    under = (cell for row in rows for cell in distinct_cells(row) if rating_of(cell, vocabulary)[0] and cell.column in rated)
    return first if not any(under) else None


def holds_only_key(row: GridRow, vocabulary: Vocabulary) -> bool:
    """`Key`, ratings (a word, a letter, a painted cell without text) and the meanings beside them; blank rows, too."""
    waiting = False
    for cell in distinct_cells(row):
        text = cell.text.strip()
        rag, rest = rating_of(cell, vocabulary)
        if CALLED_KEY.match(text) or len(list(text_to_lines(text, cell.marks, None, vocabulary))) > 1:
            waiting = False
        elif rag and (not text or rest != cell.text):
            waiting = not is_meaning(rest, vocabulary)
        elif text:
            if not (waiting and is_meaning(text, vocabulary)):
                return False
            waiting = False
    return True


def _first_column_of_key(table: Table, vocabulary: Vocabulary) -> int | None:
    """Where the columns to the right begin whose heading, or only cell, is called a key, and which hold nothing else."""
    grid = table.grid()
    for column in range(_LEFT, table.n_columns):
        beside = [row[column:] for row in grid]
        cells = [cell for row in beside for cell in distinct_cells(row) if cell.text.strip()]
        if not cells or not _NAMED_KEY.match(cells[0].text) or any(cell.column < column for cell in cells):
            continue
        if all(holds_only_key(row, vocabulary) for row in beside) and rows_to_lines(beside, vocabulary):
            return column
    return None


def _part(table: Table, inside: Callable[[Cell], bool]) -> tuple[Cell, ...]:
    return tuple(cell for cell in table.cells if inside(cell))


def _moved(cells: Sequence[Cell], *, rows: int = 0, columns: int = 0) -> tuple[Cell, ...]:
    return tuple(replace(cell, row=cell.row - rows, column=cell.column - columns) for cell in cells)
