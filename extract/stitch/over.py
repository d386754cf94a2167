"""A sheet too wide for its paper, printed on several pages side by side -> pages as if the paper had been wide enough.

A spreadsheet prints its first columns down all the pages that they need and then, on pages of their own, the next columns (`down, then
over`), or page by page (`over, then down`):

| page 1       | page 3         |        | page 1                        |
| Ref | Action | Lead | By when |   ->   | Ref | Action | Lead | By when |
| 1   | Audit  | JH   | May     |        | 1   | Audit  | JH   | May     |
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..document import Block, Paragraph, Table
from .wording import squeezed

SAME_HEIGHT = 1.0
"""Points by which the borders of one row may be off on two pages."""
FEWEST_ROWS = 3
"""Rows that must stand at the same heights, their heading among them."""

HIGHEST = 100
"""Pages: no sheet goes down further before it goes over."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """The only table of a page, with what tells whether another page goes on with it to the right."""

    table: Table
    borders: tuple[float | None, ...]
    headings: frozenset[str]
    looks: frozenset[tuple[bool, str | None]]
    """Bold or not, and the fill, of each heading."""


def pages_side_by_side(pages: Sequence[Sequence[Block]]) -> list[list[Block]]:
    """The pages, each table that goes on to the right on another page made one with what stands there; all other blocks as they are.

    A page on which nothing is left goes.
    """
    wide = [list(page) for page in pages]
    emptied: set[int] = set()
    pieces = [_piece(page) for page in pages]
    at = 0
    while at < len(pieces):
        height, width = _sheet_from(pieces, at)
        for row in range(height if width > 1 else 0):
            numbers = range(at + row, at + height * width, height)
            parts = [piece.table for number in numbers if (piece := pieces[number]) is not None]
            for number in numbers[1:]:
                wide[numbers[0]], rest = _titles_joined(wide[numbers[0]], wide[number])
                wide[number] = [block for block in rest if not isinstance(block, Table)]
                emptied |= {number} if not wide[number] else set()
            whole = parts[0]
            for part in parts[1:]:
                whole = _beside(whole, part)
            wide[numbers[0]] = [whole if isinstance(block, Table) else block for block in wide[numbers[0]]]
        at += height * width
    return [page for number, page in enumerate(wide) if number not in emptied]


def _piece(page: Sequence[Block]) -> _Piece | None:
    tables = [block for block in page if isinstance(block, Table)]
    if len(tables) != 1 or tables[0].n_rows < FEWEST_ROWS:
        return None
    heading = [cell for cell in tables[0].cells if cell.row == 0 and cell.text.strip()]
    texts = frozenset(squeezed(cell.text) for cell in heading)
    return _Piece(tables[0], _borders(tables[0]), texts, frozenset((cell.bold, cell.fill) for cell in heading))


def _borders(table: Table) -> tuple[float | None, ...]:
    """The upper border of each row, and the lower one of the last."""
    borders: list[float | None] = [None] * (table.n_rows + 1)
    for cell in table.cells:
        if cell.places and (box := cell.places[0].box) is not None:
            borders[cell.row] = box[1]
            if borders[cell.row + cell.rowspan] is None:
                borders[cell.row + cell.rowspan] = box[3]
    return tuple(borders)


def _sheet_from(pieces: Sequence[_Piece | None], at: int) -> tuple[int, int]:
    """How many pages high and wide the sheet is that begins on a page: (1, 1) where no other page goes on with it to the right."""
    for height in range(1, min(HIGHEST, (len(pieces) - at) // 2) + 1):
        width = 1
        while at + height * (width + 1) <= len(pieces) and all(
            _goes_on(pieces[at + row + height * before], pieces[at + row + height * width])
            for row in range(height)
            for before in range(width)
        ):
            width += 1
        if width > 1:
            return height, width
    return 1, 1


def _goes_on(left: _Piece | None, right: _Piece | None) -> bool:
    """Whether the rows of two pages stand at the same heights, below headings set alike that are other ones."""
    if left is None or right is None or left.looks != right.looks or len(left.looks) != 1 or left.looks == {(False, None)}:
        return False
    if right.headings <= left.headings or len(left.borders) != len(right.borders):
        return False
    # `No. | Action | Update May` and overleaf `No. | Action | Update June` are one table's headings, reworded, over other numbers
    if len(_repeated(left.table, right.table)) < len(right.headings & left.headings):
        return False
    heights = zip(left.borders, right.borders, strict=True)
    return all(one is not None and other is not None and abs(one - other) <= SAME_HEIGHT for one, other in heights)


def _beside(left: Table, right: Table) -> Table:
    """The columns of the right piece behind those of the left one, less those that it repeats."""
    again = _repeated(left, right)
    kept = [column for column in range(right.n_columns) if column not in again]
    moved = [
        replace(cell, column=left.n_columns + kept.index(cell.column))
        for cell in right.cells
        if cell.column in kept and not any(cell.covers(cell.row, column) for column in again)
    ]
    edges = list(left.edges)
    for column in kept if left.edges and right.edges else []:
        edges.append(edges[-1] + right.edges[column + 1] - right.edges[column])
    cells = sorted((*left.cells, *moved), key=lambda cell: (cell.row, cell.column))
    return replace(left, cells=tuple(cells), n_columns=left.n_columns + len(kept), edges=tuple(edges))


def _titles_joined(left: Sequence[Block], right: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """The blocks of two pages side by side, a title that runs over the edge of the left one (`Corporate` | `Action Plan`) whole there."""
    whole, rest = list(left), []
    for block in right:
        at = next((at for at, other in enumerate(whole) if isinstance(block, Paragraph) and _is_level(other, block)), None)
        if at is None or not isinstance(block, Paragraph):
            rest.append(block)
            continue
        before = whole[at]
        if isinstance(before, Paragraph) and not before.text.endswith(block.text):
            whole[at] = replace(before, text=f"{before.text} {block.text}")
    return whole, rest


def _is_level(left: Block, right: Paragraph) -> bool:
    if not isinstance(left, Paragraph) or left.place.box is None or right.place.box is None:
        return False
    return abs(left.place.box[1] - right.place.box[1]) <= SAME_HEIGHT and left.size == right.size


def _repeated(left: Table, right: Table) -> set[int]:
    """Columns of the right piece that say in every row what one of the left piece says: those printed on each page anew."""
    ours = {tuple(column) for column in _columns(left)}
    return {at for at, column in enumerate(_columns(right)) if any(column) and tuple(column) in ours}


def _columns(table: Table) -> list[list[str]]:
    grid = table.grid()
    return [[squeezed(cell.text) if (cell := row[column]) is not None else "" for row in grid] for column in range(table.n_columns)]
