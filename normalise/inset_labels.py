"""Rows that name what stands beside the name, above or between the actions of a table -> full-width rows that know their label.

| Recommendation  | 3                              |
| Desired outcome | Carers are listened to         |   ->   full-width `3`, labelled `Recommendation`, and so on
| No. | Action    | By whom          | By when     |
| 3.1 | Leaflet   | Carers' Lead     | August 2018 |
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..extract.document import Cell, Table
from ..provenance import Place
from .headings import Field, heading_to_match
from .vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST_LABEL = 70
_NUMBER = re.compile(r"\W*(?:(?:rec(?:ommendation)?|no|ref)\b\.?\s*)?(?P<number>[A-Z]{0,4}\s?\d+(?:[./]\d+)*[a-z]?)\W*", re.IGNORECASE)
"""`1`, `R3/4`, `Rec. 2`, `SAR 1`."""
_NAMED = re.compile(r"(?P<label>[A-Z][A-Za-z'’/()& -]{2,45}?)\s*:\s*\S")
STATED: frozenset[Field] = frozenset(
    {"recommendation", "issue", "objective", "outcome", "success_measure", "theme", "recommendation_number"}
)


@dataclass(frozen=True, slots=True)
class LabelledCell(Cell):
    """A full-width cell whose label stands in a cell of its own before it."""

    label: str = ""
    label_places: tuple[Place, ...] = ()


def number_in(label: str) -> str | None:
    """`Rec. 2` -> `2`, `SAR 1` -> `SAR 1`; None for a label of words."""
    match = _NUMBER.fullmatch(label)
    return match["number"] if match else None


def label_rows_to_banners(table: Table, vocabulary: Vocabulary, is_heading: Callable[[int], bool]) -> Table:
    """The table with each such row as one full-width cell; any other table as it is. `is_heading(row)` tells a row of column headings."""
    if table.n_columns < 3:
        return table
    grid = [list({id(cell): cell for cell in row if cell is not None}.values()) for row in table.grid()]
    pairs = {at: (cells[0], cells[1]) for at, cells in enumerate(grid) if _is_pair(cells, table.n_columns) and not is_heading(at)}
    if not pairs or len(pairs) == len(grid):
        return table
    headed = [at for at in range(len(grid)) if at not in pairs and is_heading(at)]
    widest = max((len(grid[at]) for at in headed), default=0)
    taken: dict[int, tuple[Cell, Cell]] = {}
    for run in _runs(sorted(pairs)):
        labels = [pairs[at][0].text for at in run]
        stated = any(named_field(label, vocabulary) for label in labels)
        counted = widest >= 4 and all(number_in(label) for label in labels) and len(pairs) * 2 <= len(grid)
        if counted or (stated and all(_is_label(pairs[at][0]) for at in run)):
            taken |= {at: pairs[at] for at in run}
    if not taken:
        return table
    cells = [cell for cell in table.cells if not any(cell is each for pair in taken.values() for each in pair)]
    cells += [across(label, value, table.n_columns) for label, value in taken.values()]
    return replace(table, cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))))


def _is_pair(cells: Sequence[Cell], width: int) -> bool:
    """Two cells, one after the other over the whole row, the second wider than a column of its own."""
    if len(cells) != 2:
        return False
    label, value = cells
    whole = label.column == 0 and label.colspan + value.colspan == width
    return whole and value.colspan >= 2 and label.colspan * 2 < width and label.rowspan == value.rowspan == 1 and bool(label.text.strip())


def _is_label(cell: Cell) -> bool:
    text = cell.text.strip()
    return len(text) <= LONGEST_LABEL and (not text.endswith(".") or bool(number_in(text)))


def pieces_beside(cells: Sequence[Cell], width: int, vocabulary: Vocabulary) -> list[Cell]:
    """The cells of a row that name themselves, side by side: `| Sponsor: Head of HR | Outcome: Staff are supported |`; else none.

    Wider than columns, two or three of them, and one says what the actions answer or are to achieve.
    """
    filled = [cell for cell in cells if cell.text.strip()]
    labels = [match["label"] for cell in filled if (match := _NAMED.match(cell.text.strip()))]
    if not 2 <= len(filled) <= 3 or len(labels) < len(filled) or len(filled) * 2 > width or any(cell.rowspan > 1 for cell in filled):
        return []
    return filled if any(named_field(label, vocabulary) for label in labels) else []


def named_field(label: str, vocabulary: Vocabulary) -> Field | None:
    """What of a recommendation a label names: `Recommendation`, `Recommendation 3`, `Desired outcome`, `How will we know?`"""
    match = heading_to_match(re.sub(r"\s*\d+(?:\.\d+)*[a-z]?\W*$", "", label.strip()) or label, vocabulary)
    return match.field if match is not None and match.level == "exact" and match.field in STATED else None


def _runs(rows: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for row in rows:
        if runs and runs[-1][-1] == row - 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs


def across(label: Cell, value: Cell, width: int) -> LabelledCell:
    """A label and what stands beside it as one cell over the whole width."""
    return LabelledCell(
        text=value.text, row=label.row, column=0, rowspan=1, colspan=width, places=value.places, fill=value.fill, marks=value.marks,
        lines=value.lines, bold=value.bold, ink=value.ink, struck_text=value.struck_text, confidence=value.confidence,
        label=" ".join(label.text.split()), label_places=label.places,
    )  # fmt: skip
