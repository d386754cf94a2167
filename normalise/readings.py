"""The printed tables of a document -> how each was read: its sections, what each column became and why, where its words went."""

from __future__ import annotations

from collections.abc import Sequence

from ..extract.document import Block, Cell, Table
from ..provenance import Place
from .account import tables_to_accounts
from .column import Column, ColumnPlan
from .find import PlanSection
from .legend import is_key
from .model import Account, Action, ColumnReading, SectionReading, TableReading
from .sections import Section, Sections
from .stating import box_to_pieces
from .vocabulary import Vocabulary

_FIELDS = {"lead": "lead_raw", "timescale": "timescale_raw", "start": "timescale_raw"}
_OWN = frozenset(
    {"theme", "recommendation_number", "recommendation", "recommendation_refs", "action_number", "action", "outcome", "success_measure",
     "progress", "rag", "evidence", "monitoring"}
)  # fmt: skip


def blocks_to_readings(
    blocks: Sequence[Block], divided: Sections, sections: Sequence[PlanSection], actions: Sequence[Action], vocabulary: Vocabulary
) -> tuple[TableReading, ...]:
    """Each table of the document in order. `divided` are the sections of all, `sections` those read as plans, `actions` their rows."""
    tables = {position: block for position, block in enumerate(blocks) if isinstance(block, Table)}
    plans = {each.position: tables[each.position] for each in sections}
    parts = {
        position: _parts(table, divided[position], [each for each in sections if each.position == position], vocabulary)
        for position, table in tables.items()
    }
    titles = {position: _rows_above(parts[position]) for position in plans}
    accounts = tables_to_accounts(plans, sections, titles, actions, vocabulary)
    readings = []
    for number, (position, table) in enumerate(tables.items(), 1):
        account, left_over = accounts.get(position, (Account(), ()))
        cells = tuple(place for cell in table.cells for place in cell.places)
        number = cells[0].table if cells else number
        readings.append(TableReading(number, table.n_rows, parts[position], account, left_over, cells))
    return tuple(readings)


def total(readings: Sequence[TableReading]) -> Account:
    """The account of a whole document."""
    accounts = [each.account for each in readings]
    return Account(
        sum(each.words_in_tables for each in accounts),
        sum(each.words_in_rows for each in accounts),
        sum(each.words_in_headings for each in accounts),
        tuple(word for each in accounts for word in each.left_over),
    )


def _parts(table: Table, divided: Sequence[Section], read: Sequence[PlanSection], vocabulary: Vocabulary) -> tuple[SectionReading, ...]:
    parts = (*map(_plan_section, read), *_not_read(table, divided, read, vocabulary))
    return tuple(sorted(parts, key=lambda part: part.row_first))


def _rows_above(parts: Sequence[SectionReading]) -> range:
    """The grid rows above the first section: `TB (9)1.ii | Action Log as at 2 Sept 2011`."""
    return range(min((part.row_first for part in parts), default=1) - 1)


def _plan_section(each: PlanSection) -> SectionReading:
    first, last = _rows(each.section)
    columns = tuple(
        ColumnReading(
            column.index + 1, column.heading, column_to_field(column, each.columns), column.reason, _heading_places(each.section, column)
        )
        for column in each.columns.columns
    )
    return SectionReading(first, last, columns)


def column_to_field(column: Column, columns: ColumnPlan) -> str:
    """The column of `plan_rows` that a printed column fills: a status column is the update where there is no other."""
    if column.field == "status":
        return "other" if columns.all_of("progress") else "progress"
    return _FIELDS.get(column.field or "", column.field if column.field in _OWN else "other") or "other"


def _heading_places(section: Section, column: Column) -> tuple[Place, ...]:
    return tuple(
        place for cell in section.heading_cells if cell.column <= column.index < cell.column + cell.colspan for place in cell.places
    )


def _not_read(table: Table, divided: Sequence[Section], read: Sequence[PlanSection], vocabulary: Vocabulary) -> list[SectionReading]:
    """The sections of a table that no plan came of, each with the reason."""
    if is_key(table, vocabulary) and not read:
        return [SectionReading(1, table.n_rows, reason="a key of the ratings")]
    if box_to_pieces(table, vocabulary) and not read:
        return [SectionReading(1, table.n_rows, reason="it says what the actions below it answer")]
    done = {_rows(each.section) for each in read}
    parts = [_rows(section) for section in divided] or [(1, table.n_rows)]
    return [SectionReading(*part, reason="no column means action") for part in parts if part not in done]


def _rows(section: Section) -> tuple[int, int]:
    """The first and the last row of a section, from 1 as printed; all of a table that was turned."""
    cells = (*section.heading_cells, *section.banners, *(item for item in section.items if isinstance(item, Cell)))
    rows = [cell.row + 1 for cell in cells] + [row + 1 for row in section.rows]
    return min(rows, default=1), max(rows, default=1)
