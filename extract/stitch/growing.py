"""A table that grows page by page: rows put below it, a cut row's cells put together again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from ..document import Cell, Mark, Paragraph, Route, Table
from .columns import Joint, refitted
from .headings import Row, columns_of, head_rows, last_block, rows_of
from .wording import WIDEST_LETTER, joined, width

RECENT = 400
"""Cells that a table's habits are learned from: a plan of a thousand pages costs no more per page than one of ten."""


@dataclass(slots=True)
class Growing:
    """A table, and what its next piece is held against."""

    cells: list[Cell]
    n_rows: int
    n_columns: int
    edges: tuple[float, ...]
    routes: list[Route]
    header_rows: int
    page_first: int | None
    page_last: int | None
    head: list[Row] = field(default_factory=list)
    """Its banners and heading rows at the top."""
    block: list[Row] = field(default_factory=list)
    """Its last group of banners and a few rows below."""
    foot: dict[int, Cell] = field(default_factory=dict)
    """By column, what its last page holds of its last row."""
    reach: dict[int, int] = field(default_factory=dict)
    """By column, which of `cells` stands in its last row."""
    room: dict[int, float] = field(default_factory=dict)
    """By column, the width of its longest line."""

    @classmethod
    def of(cls, table: Table) -> Growing:
        growing = cls(
            [], 0, table.n_columns, table.edges, list(table.routes), table.header_rows, table.page_first, table.page_last
        )  # fmt: skip
        for cell in table.cells:
            growing._put(cell)
        growing.n_rows = table.n_rows
        growing._settle(table.cells, table.n_rows, 0)
        return growing

    def table(self) -> Table:
        cells = tuple(sorted(self.cells, key=lambda cell: (cell.row, cell.column)))
        routes = tuple(self.routes)
        return Table(cells, self.n_rows, self.n_columns, routes, self.header_rows, self.edges, self.page_first, self.page_last)

    def body(self) -> list[Cell]:
        """The latest cells below the head."""
        return [cell for cell in self.cells[-RECENT:] if cell.row >= len(self.head)]

    def refit(self, joint: Joint) -> None:
        """Takes the finer columns of the two."""
        if len(joint.edges) - 1 == self.n_columns:
            return
        places = joint.above
        self.cells = refitted(self.cells, places)
        self.edges, self.n_columns = joint.edges, len(joint.edges) - 1
        self.head = [refitted(row, places) for row in self.head]
        self.block = [refitted(row, places) for row in self.block]
        self.foot = by_column(refitted(_each(self.foot.values()), places))
        self.reach = {column: at for at in set(self.reach.values()) for column in columns_of(self.cells[at]) if column < self.n_columns}
        self.room = {}
        for cell in self.cells:
            self._measure(cell)

    def add(self, cells: Sequence[Cell], piece: Table, first: int, cut: bool, carried: frozenset[int]) -> None:
        """Puts a piece below, from its row `first` on, its cells already refitted.

        Where `cut`, its first row goes on with the last row; the cells at the columns `carried` go on with those above in any case.

            | A1 | Audit files so |       |    | that they show.  |      | A1 | Audit files so that they show. |
                                      +   | A2 | Train staff.     |  ->  | A2 | Train staff.                   |
        """
        self.page_last = piece.page_last if piece.page_last is not None else self.page_last
        if first >= piece.n_rows:
            return
        offset = self.n_rows - first - (1 if cut else 0)
        before = dict(self.reach)
        reached: set[int] = set()
        for cell in cells:
            if cell.row + cell.rowspan <= first:
                continue
            top = max(cell.row, first)
            moved = replace(cell, row=top + offset, rowspan=cell.row + cell.rowspan - top)
            reached.update(columns_of(cell))
            above = sorted({before[column] for column in columns_of(cell) if column in before}) if top == first else []
            if above and (cut or cell.column in carried):
                self._continue(above, moved)
            else:
                self._put(moved)
        self.n_rows = offset + piece.n_rows
        self.routes += piece.routes[first + (1 if cut else 0) :]
        self._lengthen({at for column, at in before.items() if column not in reached}, min(reached, default=0), piece)
        self._settle(cells, piece.n_rows, first)

    def run_over(self, paragraph: Paragraph) -> None:
        """Puts text that ran over the lower border of its cell back into it."""
        left = paragraph.place.box[0] if paragraph.place.box else 0.0
        at = self.reach[next(column for column, right in enumerate(self.edges[1:]) if left < right)]
        rest = Cell(paragraph.text, 0, 0, places=(paragraph.place,), lines=(paragraph.text,), bold=paragraph.bold)
        self.cells[at] = with_rest(self.cells[at], rest, self.room.get(self.cells[at].column, 0.0))

    def _put(self, cell: Cell) -> None:
        self.cells.append(cell)
        self._measure(cell)

    def _measure(self, cell: Cell) -> None:
        if cell.colspan == 1 and cell.lines:
            widest = self.room.get(cell.column, 0.0)
            longer = [line for line in cell.lines if len(line) * WIDEST_LETTER > widest]
            self.room[cell.column] = max([widest, *map(width, longer)])

    def _continue(self, above: Sequence[int], rest: Cell) -> None:
        """The rest of a cell; one box below several cells is the empty rest of each."""
        for position, at in enumerate(above):
            cell = self.cells[at]
            self._measure(rest)
            end = max(cell.row + cell.rowspan, rest.row + rest.rowspan)
            piece = rest if position == 0 else replace(rest, text="", lines=(), marks=(), struck_text="", bold=False)
            self.cells[at] = replace(with_rest(cell, piece, self.room.get(cell.column, 0.0)), rowspan=end - cell.row)

    def _lengthen(self, indexes: Iterable[int], first: int, piece: Table) -> None:
        """Cells on the left whose columns the new piece does not draw stand beside all of its rows, as merged cells do anywhere.

        Where no lines are drawn, a column that is not seen is blank.
        """
        if "alignment" in piece.routes:
            return
        for at in indexes:
            cell = self.cells[at]
            if cell.column + cell.colspan <= first or cell.rowspan > 1:
                self.cells[at] = replace(cell, rowspan=self.n_rows - cell.row)

    def _settle(self, cells: Sequence[Cell], n_rows: int, first: int) -> None:
        """Notes what the next piece is held against."""
        foot = by_column(cell for cell in cells if cell.row + cell.rowspan == n_rows)
        self.foot = foot or self.foot
        recent = self.cells if first == 0 and n_rows == self.n_rows else self.cells[-len(cells) - self.n_columns :]
        ends = {at: self.cells[at] for at in range(len(self.cells) - len(recent), len(self.cells))}
        ends |= {at: self.cells[at] for at in self.reach.values()}
        self.reach = {column: at for at, cell in ends.items() if cell.row + cell.rowspan == self.n_rows for column in columns_of(cell)}
        rows = rows_of(cells, n_rows)[first:]
        if not self.head or len(self.head) == self.n_rows - len(rows):
            rows = rows_of(self.cells, self.n_rows)
            self.head = [*rows[: head_rows(rows, self.n_columns, self.header_rows)]]
        begins = last_block(rows, self.n_columns)
        if begins is not None:
            self.block = [*rows[begins : begins + 16]]


def by_column(cells: Iterable[Cell]) -> dict[int, Cell]:
    return {column: cell for cell in cells for column in columns_of(cell)}


def _each(cells: Iterable[Cell]) -> list[Cell]:
    return list({id(cell): cell for cell in cells}.values())


def with_rest(cell: Cell, rest: Cell, room: float) -> Cell:
    """One cell of two pieces: text, lines and marks of both, a place for each."""
    whole = replace(cell, places=cell.places + rest.places, marks=_marks(cell, rest), fill=_fill(cell, rest))
    written = [part for part in (cell, rest) if part.text.strip()]
    if not written:
        return whole
    text = joined(cell.text, rest.text, cell.lines[-1] if cell.lines else "", room)
    struck = text if all(part.struck for part in written) else "\n".join(part.struck_text for part in written if part.struck_text)
    return replace(
        whole,
        text=text,
        lines=cell.lines + rest.lines,
        bold=all(part.bold for part in written),
        ink=written[0].ink,
        struck_text=struck,
        confidence=_confidence(written),
    )


def _fill(cell: Cell, rest: Cell) -> str | None:
    """The colour of either, before white, before none."""
    if cell.fill in (None, "FFFFFF"):
        return rest.fill if rest.fill not in (None, "FFFFFF") else cell.fill or rest.fill
    return cell.fill


def _marks(cell: Cell, rest: Cell) -> tuple[Mark, ...]:
    return cell.marks + tuple(mark for mark in rest.marks if mark not in cell.marks)


def _confidence(parts: Sequence[Cell]) -> float | None:
    known = [(part.confidence, max(1, len(part.text))) for part in parts if part.confidence is not None]
    return round(sum(value * length for value, length in known) / sum(length for _, length in known), 4) if known else None
