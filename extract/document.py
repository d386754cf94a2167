"""What is printed: a `Document` is paragraphs and tables in reading order, a `Table` a grid of `Cell`s.

Every reader (PDF, Word, OCR) produces these types and every later stage knows nothing else of the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from ..diagnostics import Diagnostic
from ..provenance import Place, Source

Route = Literal["structure", "rules", "alignment", "ocr", "docx", "doc"]
"""How a row was read: a tagged PDF's structure tree, its ruling lines, the alignment of its words, OCR, Word."""

MarkKind = Literal["symbol", "highlight", "shading", "text", "drawing", "picture"]


@dataclass(frozen=True, slots=True)
class Mark:
    """Colour inside a cell other than its fill: a symbol (●), highlighted, shaded or coloured text, a drawn circle, a small picture."""

    kind: MarkKind
    colour: str
    """sRGB as six upper-case hex digits: `FFC000`."""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell, merged ones whole.

    `row` and `column` count from 0 in the table's grid and name its top left corner. `text` holds one printed paragraph, list item or
    hard line a line: lines that only wrapped are joined by a space, words broken by a narrow column are whole again, bullets stand as
    `• ` and automatic numbers as printed (`1. `) at the head of their line. `lines` are the lines as they stand on the page (PDF), for
    a reader who knows better where one party ends (`Gavin Taylor` / `Kim Roberts`); in Word they equal `text`'s lines.
    """

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    places: tuple[Place, ...] = ()
    fill: str | None = None
    """sRGB hex of the cell's background; None where nothing is painted (white that is painted is `FFFFFF`)."""
    marks: tuple[Mark, ...] = ()
    lines: tuple[str, ...] = ()
    bold: bool = False
    """All of its letters are bold."""
    ink: str | None = None
    """Colour of most of its letters where it is not black: `FFFFFF` in a heading white on dark."""
    struck_text: str = ""
    """What of `text` is crossed out; equal to `text` where all of it is."""
    confidence: float | None = None
    """OCR: mean confidence of its words, 0 to 1."""

    @property
    def struck(self) -> bool:
        return bool(self.text.strip()) and "".join(self.struck_text.split()) == "".join(self.text.split())

    def covers(self, row: int, column: int) -> bool:
        return self.row <= row < self.row + self.rowspan and self.column <= column < self.column + self.colspan


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a reader sees it, joined over its pages: cells in reading order (by row, then column), none overlapping.

    `routes` has one entry a row. `header_rows` counts the leading rows that the file itself marks as repeating headings (Word's
    `tblHeader`, TH of a tagged PDF); 0 where it does not say. `edges` are the x positions of the column borders in points, left to
    right, `n_columns + 1` of them (PDF; on Word from the grid widths; empty where unknown).
    """

    cells: tuple[Cell, ...]
    n_rows: int
    n_columns: int
    routes: tuple[Route, ...]
    header_rows: int = 0
    edges: tuple[float, ...] = ()
    page_first: int | None = None
    page_last: int | None = None
    continues: bool | None = None
    """On one page's piece of a table: whether its first row (headings aside) goes on from the page before, where the file says so."""

    def grid(self) -> list[list[Cell | None]]:
        """`grid[row][column]`, a merged cell standing at each position that it covers, None where there is no cell.

        | a     | b |        [[a, b],
        |  ^    | c |   ->    [a, c]]
        """
        rows: list[list[Cell | None]] = [[None] * self.n_columns for _ in range(self.n_rows)]
        for cell in self.cells:
            for row in range(cell.row, min(cell.row + cell.rowspan, self.n_rows)):
                for column in range(cell.column, min(cell.column + cell.colspan, self.n_columns)):
                    rows[row][column] = cell
        return rows

    def __iter__(self) -> Iterator[Cell]:
        return iter(self.cells)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text outside tables: a heading (`level` 1 to 9, from the file's styles or tags, else None), a legend, body text."""

    text: str
    place: Place
    level: int | None = None
    bold: bool = False
    size: float | None = None
    """Type size of most of its letters, in points."""
    marks: tuple[Mark, ...] = ()


Block = Table | Paragraph


@dataclass(frozen=True, slots=True)
class Document:
    """A file as printed. `furniture` are running heads and feet, each once; they are in no block."""

    source: Source
    blocks: tuple[Block, ...]
    pages: int | None = None
    """None for Word."""
    title: str | None = None
    """The title in the file's own properties, where it has one."""
    furniture: tuple[Paragraph, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = field(default=())

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Table))
