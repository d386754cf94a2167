"""A column for each rating, one of them ticked -> one column of ratings.

| Action      | R | A | G |        | Action      | RAG   |
| Audit files |   | X |   |   ->   | Audit files | Amber |
| Train staff |   |   | ■ |        | Train staff | ■     |   painted, so that its colour says it
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from ..extract.document import Cell, Table
from .rag import rating_words
from .vocabulary import Vocabulary

HIGHEST = 4
"""Grid rows from the top in which the headings stand."""

TICK = re.compile(r"[xX✓✔√☑☒•●■*]|[yY](?:es)?")
"""What stands in the column that applies; nothing stands in the others."""


def ticked_to_table(table: Table, vocabulary: Vocabulary) -> Table:
    """The table with one column in place of those, headed `RAG`; any other table as it is."""
    grid = table.grid()
    for at, row in enumerate(grid[:HIGHEST]):
        for columns in _runs(row, vocabulary):
            headings = [cell for column in columns if (cell := row[column]) is not None]
            below = [[line[column] for column in columns] for line in grid[at + 1 :]]
            if all(map(_hold_a_tick, below)) and any(_ticked(cells) for cells in below):
                return _with_one(table, at, columns, headings, below)
    return table


def _runs(row: Sequence[Cell | None], vocabulary: Vocabulary) -> list[range]:
    """Columns side by side that are headed by a rating each, no two the same."""
    words = rating_words(vocabulary)
    ratings = [words.to_rag(cell.text) if cell is not None and cell.colspan == 1 else None for cell in row]
    runs = []
    for rated, group in groupby(range(len(row)), key=lambda column: ratings[column] is not None):
        columns = list(group)
        if rated and len(columns) > 1 and len({ratings[column] for column in columns}) == len(columns):
            runs.append(range(columns[0], columns[-1] + 1))
    return runs


def _across(cells: Sequence[Cell | None]) -> bool:
    """Whether one cell stands in several of the columns: a title over the whole table."""
    return len({id(cell) for cell in cells if cell is not None}) < sum(cell is not None for cell in cells)


def _hold_a_tick(cells: Sequence[Cell | None]) -> bool:
    return _across(cells) or (len(said := _ticked(cells)) < 2 and all(TICK.fullmatch(cells[at].text.strip()) for at in said))  # type: ignore[union-attr]


def _ticked(cells: Sequence[Cell | None]) -> list[int]:
    return [] if _across(cells) else [at for at, cell in enumerate(cells) if cell is not None and cell.text.strip()]


def _chosen(cells: Sequence[Cell | None], headings: Sequence[Cell]) -> Cell:
    """The cell that the row ticks, with its heading's word for text; else the one that is painted; else an empty one."""
    for at in _ticked(cells):
        if (cell := cells[at]) is not None:
            return replace(cell, text=headings[at].text, lines=(headings[at].text,))
    return _painted(cells)


def _painted(cells: Sequence[Cell | None]) -> Cell:
    painted = [cell for cell in cells if cell is not None and cell.fill not in (None, "FFFFFF")]
    return painted[0] if len(painted) == 1 else Cell("", 0, 0)


def _with_one(table: Table, at: int, columns: range, headings: Sequence[Cell], below: Sequence[Sequence[Cell | None]]) -> Table:
    gone = len(columns) - 1
    cells = []
    for cell in table.cells:
        if cell.row >= at and cell.colspan == 1 and cell.column in columns:
            continue
        shift = gone if cell.column > columns[-1] else 0
        covered = sum(cell.column <= column < cell.column + cell.colspan for column in columns)
        cells.append(replace(cell, column=cell.column - shift, colspan=cell.colspan - max(0, covered - 1)))
    places = tuple(place for heading in headings for place in heading.places)
    cells.append(replace(headings[0], text="RAG", lines=("RAG",), column=columns[0], places=places))
    for row, line in enumerate(below, at + 1):
        if not _across(line):
            cells.append(replace(_chosen(line, headings), row=row, column=columns[0], rowspan=1, colspan=1))
    edges = table.edges[: columns[0] + 1] + table.edges[columns[-1] + 1 :]
    ordered = sorted(cells, key=lambda cell: (cell.row, cell.column))
    return replace(table, cells=tuple(ordered), n_columns=table.n_columns - gone, edges=edges)
