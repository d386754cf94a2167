"""Body, header or note -> paragraphs and tables in the order in which they stand, with what is nested in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ...diagnostics import LimitExceeded
from ..limits import limit
from .colour import shading
from .grid import Grid, Placed, RowCell, row_cell, rows_to_grid
from .inline import ParagraphReader, Piece, Prose
from .names import (
    ALTERNATE,
    DELETED,
    SDT,
    SDT_CONTENT,
    TBL,
    TC,
    TR,
    TRANSPARENT,
    Element,
    P,
    alternate_branch,
    child_value,
    is_on,
    w,
    whole_number,
)
from .nested import with_lists_for_tables
from .styles import PLAIN, RunFormat
from .tablestyle import TableLook, TableStyle, table_look, table_style

_BLOCKS, _ROWS, _CELLS = frozenset((P, TBL, w("altChunk"))), frozenset((TR,)), frozenset((TC,))
_ABOUT_ROW, _HIDDEN, _BEFORE, _REPEATED = w("trPr"), w("hidden"), w("gridBefore"), w("tblHeader")

MAX_CELLS = 250_000
"""Rows times columns of one table: a thousand pages of plan have some 100,000. `PLANTRACE_MAX_TABLE_CELLS` overrides it."""


@dataclass(slots=True)
class CellDraft:
    placed: Placed
    fill: str | None
    blocks: list[Prose | TableDraft]


@dataclass(slots=True)
class TableDraft:
    """A table as read, without its number in the document."""

    cells: list[CellDraft]
    grid: Grid
    header_rows: int


@dataclass(slots=True)
class Story:
    """Reads one flow of text. `foreign` counts the parts in other formats (`w:altChunk`) that stand in it and are not read."""

    reader: ParagraphReader
    foreign: int = 0
    _table_styles: dict[str | None, TableStyle] = field(default_factory=dict)

    def blocks(self, container: Element, letters: RunFormat = PLAIN) -> list[Prose | TableDraft]:
        found: list[Prose | TableDraft] = []
        carried: list[Piece] = []
        for element in within(container, _BLOCKS):
            if element.tag == P:
                prose = self.reader.read(element, letters)
                prose.pieces = carried + prose.pieces
                carried = prose.pieces if prose.runs_on else []
                found += self._with_boxes(prose, letters)
            elif element.tag == TBL:
                found.append(self.table(element))
            else:
                self.foreign += 1
        if carried:
            found.append(Prose(carried))
        return found

    def _with_boxes(self, prose: Prose, letters: RunFormat) -> list[Prose | TableDraft]:
        """The paragraph, unless it runs on in the next, and then what its text boxes hold."""
        found: list[Prose | TableDraft] = [] if prose.runs_on and not prose.marks else [prose]
        if prose.runs_on and prose.marks:
            prose.pieces = []
        for box in prose.boxes:
            found += self.blocks(box, letters)
        return found

    def table(self, element: Element) -> TableDraft:
        properties = element.find(w("tblPr"))
        style_id = child_value(properties, w("tblStyle"))
        if style_id not in self._table_styles:
            self._table_styles[style_id] = table_style(self.reader.styles, style_id)
        style = self._table_styles[style_id]
        look = table_look(properties.find(w("tblLook")) if properties is not None else None)
        ground = properties.find(w("shd")) if properties is not None else None
        rows = [(row, about) for row in within(element, _ROWS) if not _is_gone(about := row.find(_ABOUT_ROW))]
        grid = rows_to_grid([_row_cells(row, about) for row, about in rows], _grid_widths(element))
        most = limit("PLANTRACE_MAX_TABLE_CELLS", MAX_CELLS)
        if grid.n_rows * grid.n_columns > most:
            size = f"a table of {grid.n_rows:,} rows and {grid.n_columns:,} columns, limit PLANTRACE_MAX_TABLE_CELLS={most}"
            raise LimitExceeded(self.reader.drawings.package.shown, size)
        cells = [self._cell(placed, grid, style, look, ground) for placed in grid.cells]
        with_lists_for_tables(cells)
        return TableDraft(cells, grid, _header_rows([about for _, about in rows]))

    def _cell(self, placed: Placed, grid: Grid, style: TableStyle, look: TableLook, ground: Element | None) -> CellDraft:
        end = placed.column + placed.colspan
        region = style.at(placed.row, placed.column, end, (grid.n_rows, grid.n_columns), look)
        theme = self.reader.styles.theme
        fill = shading(placed.shading, theme) if placed.shading is not None else region.fill or shading(ground, theme)
        blocks = [block for element in placed.elements for block in self.blocks(element, region.letters)]
        return CellDraft(placed, fill if fill != "none" else None, blocks)


def within(container: Element, wanted: frozenset[str]) -> Iterator[Element]:
    """Children of the wanted kinds, those inside content controls, insertions and the like included; deleted ones not."""
    for child in container:
        tag = child.tag
        if tag in wanted:
            yield child
        elif tag == SDT:
            content = child.find(SDT_CONTENT)
            if content is not None:
                yield from within(content, wanted)
        elif tag in TRANSPARENT:
            yield from within(child, wanted)
        elif tag == ALTERNATE:
            branch = alternate_branch(child)
            if branch is not None:
                yield from within(branch, wanted)


def _is_gone(about: Element | None) -> bool:
    """A row whose deletion is tracked, or that is hidden; `about` is its `w:trPr`."""
    if about is None or not len(about):
        return False
    return any(about.find(tag) is not None for tag in DELETED) or is_on(about.find(_HIDDEN))


def _row_cells(row: Element, about: Element | None) -> list[RowCell]:
    start = whole_number(child_value(about, _BEFORE), 0, 0, 400)
    cells: list[RowCell] = []
    for element in within(row, _CELLS):
        cell = row_cell(element, start)
        start = cell.end
        if not cell.deleted:
            cells.append(cell)
    return cells


def _grid_widths(table: Element) -> list[float]:
    grid = table.find(w("tblGrid"))
    columns = grid.findall(w("gridCol")) if grid is not None else []
    return [whole_number(column.get(w("w")), 0, 0, 40_000) / 20 for column in columns]


def _header_rows(rows: Sequence[Element | None]) -> int:
    """The leading rows that Word repeats on each page, by the `w:trPr` of each."""
    count = 0
    for about in rows:
        if about is None or not is_on(about.find(_REPEATED)):
            break
        count += 1
    return count
