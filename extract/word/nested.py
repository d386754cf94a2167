"""A small table inside a cell of a wide one is a list in that cell: milestones and their dates, a line for each of its rows.

| AFI 2 | Inspect more | Train six inspectors | Update: four are in training        |
|       |              |                      | | Level 3 certificate | June 2024 |   |  ->  Level 3 certificate June 2024
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from .inline import Piece, Prose

if TYPE_CHECKING:
    from .story import CellDraft, TableDraft

WIDE = 4
"""Columns: a table that has fewer may be there to arrange others."""
NARROW = 2
"""Columns: a nested table that has more may be a plan of its own."""


def with_lists_for_tables(cells: Sequence[CellDraft]) -> None:
    """The small tables in the cells of a wide table become lines of these cells."""
    if len({cell.placed.column for cell in cells if any(_says_something(block) for block in cell.blocks)}) < WIDE:
        return
    for cell in cells:
        cell.blocks = [line for block in cell.blocks for line in _as_lines(block)]


def _says_something(block: Prose | TableDraft) -> bool:
    return not isinstance(block, Prose) or bool(block.label) or any(piece.text.strip() for piece in block.pieces)


def _as_lines(block: Prose | TableDraft) -> list[Prose | TableDraft]:
    if isinstance(block, Prose) or block.grid.n_columns > NARROW:
        return [block]
    if not all(isinstance(inner, Prose) for cell in block.cells for inner in cell.blocks):
        return [block]
    return [_row_to_line(list(row)) for _, row in groupby(block.cells, key=lambda cell: cell.placed.row)]


def _row_to_line(cells: list[CellDraft]) -> Prose:
    line = Prose()
    for prose in (inner for cell in cells for inner in cell.blocks):
        assert isinstance(prose, Prose)
        line.pieces += [Piece(prose.label), *prose.pieces, Piece(" ")]
        line.marks += prose.marks
    return line
