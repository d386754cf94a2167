"""Body rows -> one `RowCells` an action: which cells say what, merged cells counted for each row, blank ones carried down where they do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ..extract.document import Cell
from .banners import Banner, Printed, label_to_field, printed_to_banner
from .column import Column, ColumnPlan
from .named_parts import part_of_cell
from .profile import is_dated
from .sections import Section
from .vocabulary import Vocabulary
from .wording import without_bullets

ANSWERED = ("recommendation_number", "recommendation", "recommendation_refs")
CARRIED = ("theme", *ANSWERED)
"""What a reader takes from the filled cell above where it is left blank; lead, timescale, update and rating are not."""


@dataclass(slots=True)
class RowCells:
    """The cells of one action. `cells[field]` are in printed order; `carried` fields were taken from the rows above."""

    section: Section
    columns: ColumnPlan
    rows: tuple[int, ...]
    banner: Banner
    cells: dict[int, list[Cell]] = field(default_factory=dict)
    carried: set[str] = field(default_factory=set)
    below: list[tuple[str, Cell]] = field(default_factory=list)
    """Full-width cells under the row that add to a field of it: `Progress (June 2014): audits held`."""
    opens_recommendation: bool = False

    def of(self, column: Column) -> list[Cell]:
        cells = self.cells.get(column.index, [])
        if column.every_label:
            return [part_of_cell(cell, column.labels, column.every_label) for cell in cells]
        return [_part_of(cell, column.part == "dates") for cell in cells] if column.part else cells

    def field_cells(self, *names: str) -> list[Cell]:
        own = [cell for column in self.columns.columns if column.field in names for cell in self.of(column)]
        return own + [cell for name, cell in self.below if name in names]

    def own_cells(self) -> list[Cell]:
        """Cells that stand on these rows alone: not the merged ones that span other actions."""
        own = [
            cell
            for cells in self.cells.values()
            for cell in cells
            if cell.row >= self.rows[0] and cell.row + cell.rowspan - 1 <= self.rows[-1]
        ]
        return own or [cell for cells in self.cells.values() for cell in cells]


def _part_of(cell: Cell, dated: bool) -> Cell:
    """The lines, or the parts between slashes, of a cell that are dates, or those that are not: `Head of Comms` / `31 May 2012`."""
    parts = [part for line in cell.text.split("\n") for part in re.split(r"\s+[/–-]\s+", line)]
    kept = [part for part in parts if is_dated(part) == dated]
    return replace(cell, text="\n".join(kept), lines=tuple(kept))


def text_of(cells: Sequence[Cell]) -> str:
    """The text of a field's cells, each different text once, a line end between them."""
    texts: list[str] = []
    for cell in cells:
        if cell.text.strip() and cell.text not in texts:
            texts.append(cell.text)
    return "\n".join(texts)


def section_to_rows(
    section: Section, columns: ColumnPlan, inherited: Sequence[Printed], opening: Banner, vocabulary: Vocabulary
) -> Iterator[RowCells]:
    """The actions of a section in order.

    `inherited` are headings above the table that state a recommendation; `opening` is the banner in force before it, kept where the
    section has no banner of its own (a second table under the same recommendation).
    """
    answered = columns.one("recommendation") is not None
    pieces: list[Printed] = [*inherited, *section.banners]
    banner = printed_to_banner(pieces, vocabulary, answered_by_column=answered) if pieces else opening
    above: dict[int, list[Cell]] = {}
    fresh = bool(pieces)
    last: RowCells | None = None
    for group in _groups(section, columns):
        if not isinstance(group[0], int):
            pieces = [piece for piece in group if isinstance(piece, Cell) and not _adds_to(last, piece, vocabulary)]
            if not pieces:
                continue
            reading = printed_to_banner(pieces, vocabulary, answered_by_column=answered)
            banner = _overlay(banner, reading)
            fresh = True
            if reading.theme and not answered:
                above = {}
            continue
        row = RowCells(section, columns, tuple(item for item in group if isinstance(item, int)), banner)
        _gather(row)
        if not any(cell.text.strip() or cell.fill for cells in row.cells.values() for cell in cells):
            continue
        row.opens_recommendation = _carry_down(row, above) or (fresh and not answered)
        fresh = False
        if _says_something(row):
            if last is not None:
                yield last
            last = row
        above = {column.index: row.of(column) for column in columns.columns}
    if last is not None:
        yield last


def _adds_to(row: RowCells | None, piece: Cell, vocabulary: Vocabulary) -> bool:
    """Whether a full-width cell is an update, evidence or a rating of the row above it, and no banner; then the row has it."""
    if row is None:
        return False
    name, content = label_to_field(without_bullets(piece.text), vocabulary)
    if name not in ("progress", "evidence", "monitoring") or not content:
        return False
    if not any(cell is piece for _, cell in row.below):
        row.below.append((name, replace(piece, text=content)))
    return True


def _groups(section: Section, columns: ColumnPlan) -> Iterator[list[int | Cell]]:
    """Runs of banners, and runs of grid rows that share one action cell (merged because a lead or a date beside it is split)."""
    spine = columns.one("action") or columns.one("recommendation")
    group: list[int | Cell] = []
    last: object = None
    for item in section.items:
        if isinstance(item, Cell):
            key: object = "banner"
        else:
            cell = section.grid[item][spine.index] if spine else None
            key = id(cell) if cell is not None and cell.rowspan > 1 and cell.text.strip() else item
        if group and key != last:
            yield group
            group = []
        group.append(item)
        last = key
    if group:
        yield group


def _gather(row: RowCells) -> None:
    for column in row.columns.columns:
        seen: list[Cell] = []
        for index in row.rows:
            cell = row.section.grid[index][column.index]
            # a cell that lies over several columns counts for the first of them
            first = cell is not None and (cell.column == column.index or not _in_a_column(row, cell, column))
            if cell is not None and first and not any(cell is other for other in seen):
                seen.append(cell)
        row.cells[column.index] = seen


def _in_a_column(row: RowCells, cell: Cell, column: Column) -> bool:
    """Whether an earlier column of the section already holds this cell."""
    return any(other.index < column.index and cell.column <= other.index for other in row.columns.columns)


def _carry_down(row: RowCells, above: dict[int, list[Cell]]) -> bool:
    """Fills blank answering cells from the row above; True where the row opens a recommendation of its own."""
    answering = [column for column in row.columns.columns if column.field in ANSWERED[:2]]
    own = [column for column in answering if text_of(row.of(column)).strip()]
    changed = [column for column in own if text_of(row.of(column)) != text_of(above.get(column.index, []))]
    opens = bool(changed)
    for column in row.columns.columns:
        if column.field is None or text_of(row.of(column)).strip() or not text_of(above.get(column.index, [])).strip():
            continue
        belongs = column.field in ANSWERED and not opens
        # an outcome that stands left of the action is printed once for the recommendation that it belongs to
        beside = column.field in ("outcome", "success_measure") and answering and not opens and _left_of_action(row, column)
        if column.field == "theme" or belongs or beside:
            row.cells[column.index] = above[column.index]
            row.carried.add(column.field)
    return opens


def _left_of_action(row: RowCells, column: Column) -> bool:
    action = row.columns.one("action")
    return action is not None and column.index < action.index


def _says_something(row: RowCells) -> bool:
    """A row that only carries is none: something must be printed on it (a number alone at the foot of a form is not an action)."""
    return any(
        cell.text.strip() and cell.row >= row.rows[0]
        for column in row.columns.columns
        if column.field not in row.carried and column.field not in ("recommendation_number", "action_number")
        for cell in row.of(column)
    )


def _overlay(banner: Banner, reading: Banner) -> Banner:
    """A banner in the middle of a table: a new recommendation replaces the old one whole, a theme or an outcome adds to it; a timeframe
    of several recommendations holds until the next."""
    kept = tuple(each for each in banner.sources if each[0] in ("theme", "section_timeframe") and not getattr(reading, each[0]))
    if reading.states_recommendation or reading.section_timeframe:
        return replace(
            reading,
            theme=reading.theme or banner.theme,
            section_timeframe=reading.section_timeframe or banner.section_timeframe,
            sources=(*kept, *reading.sources),
        )
    if reading.theme:
        return replace(reading, section_timeframe=banner.section_timeframe, sources=(*kept, *reading.sources))
    return replace(
        banner,
        outcome=reading.outcome or banner.outcome,
        success_measure=reading.success_measure or banner.success_measure,
        sources=(*banner.sources, *reading.sources),
    )
