"""The rating and the status of a row, each with the cell that says it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..extract.document import Cell
from ..provenance import Place
from .colours import colour_to_rag
from .crossed_out import left_standing
from .grades import Grade, grade_of
from .headings import heading_to_match
from .model import RagKey, Rating, Status
from .rag import find_rating
from .rows import RowCells, text_of
from .status import read_status
from .vocabulary import Vocabulary


def row_to_rating(row: RowCells, places: dict[str, tuple[Place, ...]], vocabulary: Vocabulary) -> Rating:
    """The row's rating; `places["rag"]` is set to the cell that shows it."""
    rated, stated, updated = row.field_cells("rag"), row.field_cells("status"), row.field_cells("progress")
    rating, cell = find_rating(rated, stated, updated, vocabulary, painted=_painted(row))
    if cell is not None:
        places["rag"] = cell.places
    return rating


def _painted(row: RowCells) -> set[str]:
    """Colours that are no rating on this row: the column's shading (its heading has it too), a stripe or an ink of the action cell.

    Word's `Light Shading Accent 1` prints all of a table's text in blue.
    Where whole rows are painted in several ratings (red rows, green rows), the paint is the rating.
    """
    section = row.section
    headed = {cell.fill for cell in section.heading_cells if cell.fill}
    striped = {cell.fill for cell in row.field_cells("action", "recommendation") if cell.fill}
    action = row.columns.one("action") or row.columns.one("recommendation")
    hues = {colour_to_rag(fill) for fill in section.fills_of(action.index)} - {None, "grey"} if action else set()
    inked = {mark.colour for cell in row.field_cells("action", "recommendation") for mark in cell.marks if mark.kind == "text"}
    return headed | inked | (striped if len(hues) < 2 else set())


def row_to_status(
    row: RowCells,
    rating: Rating,
    places: dict[str, tuple[Place, ...]],
    key: Sequence[RagKey],
    grades: Mapping[str, Grade],
    vocabulary: Vocabulary,
) -> tuple[Status | None, str | None]:
    """The row's status and its reason; `places["status"]` is set to the cells that say it, those of the rating where that decides."""
    for heading, text, cells in _statements(row):
        status, reason = read_status([(heading, text)], None, (), vocabulary)
        if status:
            places["status"] = tuple(place for cell in cells if cell.text.strip() for place in cell.places)
            return status, reason
    for _, text, cells in (*_statements(row), *_graded(row, vocabulary)) if grades else ():
        grade = grade_of(text, grades)
        if grade and grade.status:
            places["status"] = tuple(place for cell in cells if cell.text.strip() for place in cell.places)
            return grade.status, f"the document's key: {grade.label} means {grade.meaning!r}"
    status, reason = read_status([], rating.rag, key, vocabulary)
    if status and "rag" in places:
        places["status"] = places["rag"]
    return status, reason


def _graded(row: RowCells, vocabulary: Vocabulary) -> Iterator[tuple[str, str, list[Cell]]]:
    """Columns of grades alone under a heading that says rating: `RAG | 5`, where the document's key says `5 = Complete`."""
    for column in row.columns.all_of("priority_rating"):
        match = heading_to_match(column.heading, vocabulary)
        if match is not None and match.field == "rag":
            yield column.heading, text_of(row.of(column)), row.of(column)


def _statements(row: RowCells) -> Iterator[tuple[str, str, list[Cell]]]:
    """(heading, text, cells) of what may state the status: status cells, updates (the latest first), timescales."""
    columns = row.columns
    for column in columns.all_of("status", "rag"):
        yield column.heading, text_of(left_standing(row.of(column))), row.of(column)
    for name, cell in row.below:
        if name == "progress":
            yield "", cell.text, [cell]
    for column in (*reversed(columns.all_of("progress")), *columns.all_of("timescale")):
        yield column.heading, text_of(left_standing(row.of(column))), row.of(column)
