"""Pieces of tables on pages, written as they look, and tables written back the same way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from grids import grid
from plantrace.extract.document import Block, Paragraph, Table
from plantrace.extract.stitch import stitch_pages
from plantrace.provenance import Place

LINE = 10.0
BOTTOM = 550.0


def piece(
    page: int, *rows: str, edges: Sequence[float] = (), heights: Sequence[float] = (), top: float = 50.0, route: str = "rules"
) -> Table:
    """A table of one page; columns 100 points wide, rows as high as their lines unless `heights` says otherwise."""
    table = grid(*rows)
    edges = tuple(edges) or tuple(40.0 + 100 * column for column in range(table.n_columns + 1))
    spans = {cell.row: 1 for cell in table.cells}
    for cell in table.cells:
        if cell.rowspan == 1:
            spans[cell.row] = max(spans.get(cell.row, 1), cell.text.count("\n") + 1)
    tall = list(heights) or [LINE * spans.get(row, 1) for row in range(table.n_rows)]
    tops = [top + sum(tall[:row]) for row in range(table.n_rows + 1)]
    cells = tuple(
        replace(
            cell,
            places=(
                Place(
                    page,
                    0,
                    cell.row + 1,
                    cell.column + 1,
                    (edges[cell.column], tops[cell.row], edges[cell.column + cell.colspan], tops[cell.row + cell.rowspan]),
                ),
            ),
        )
        for cell in table.cells
    )
    return replace(table, cells=cells, edges=edges, routes=(route,) * table.n_rows, page_first=page, page_last=page)


def text(
    page: int, words: str, *, top: float = 500.0, level: int | None = None, bold: bool = False, size: float = 9.0, left: float = 40.0
) -> Paragraph:
    return Paragraph(words, Place(page, 0, 0, 0, (left, top, left + 5.0 * len(words), top + LINE)), level, bold, size)


def drawn(table: Table) -> list[str]:
    """`A1 | Audit files | JH` a row; `^` repeats the cell above, `=` the cell on the left, `/` a line end."""
    lines = []
    for r, row in enumerate(table.grid()):
        parts = []
        for c, cell in enumerate(row):
            above = cell is not None and cell.row < r
            beside = cell is not None and cell.row == r and cell.column < c
            parts.append("-" if cell is None else "^" if above else "=" if beside else cell.text.replace("\n", " / "))
        lines.append(" | ".join(parts))
    return lines


def stitched(*pages: Sequence[Block]) -> list[list[str]]:
    """Every table of the document, drawn."""
    return [drawn(block) for block in stitch_pages(pages) if isinstance(block, Table)]
