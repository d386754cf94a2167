"""Forms: tables whose headings stand down the side, one recommendation a block -> the same table with the headings on top.

| Recommendation 1 | Improve audits |        | Recommendation 1 | Action      | Lead |
| Action           | Audit files    |   ->   | Improve audits   | Audit files | JH   |
| Lead             | JH             |        | Improve training | Train staff | KS   |
| Recommendation 2 | Improve ...    |
| Action           | Train staff    |
| Lead             | KS             |
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..extract.document import Cell, Table
from .headings import Field, heading_to_match
from .vocabulary import Vocabulary
from .wording import squash

_NUMBERED = re.compile(r"^(?P<label>\D+?)(?:\bno\b\.?)?\s*(?P<number>\d+(?:\.\d+)*[a-z]?)\W*$", re.IGNORECASE | re.DOTALL)

LEAST_LABELS = 3
"""Different fields down the side before a table is a form: `Action`, `Lead`, `By when`."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of a form: its label, the field that it names, and its answer."""

    label: Cell
    field: Field | None
    answer: Cell | None

    @property
    def key(self) -> str:
        """What makes two lines of different blocks one column: the field, or the label that nobody knows."""
        return self.field or squash(self.label.text)


def form_to_table(table: Table, vocabulary: Vocabulary) -> Table:
    """A form turned so that each block is a row; any other table as it is."""
    lines = _lines(table, vocabulary)
    if lines is None:
        return table
    records = _records(lines)
    labels: dict[str, Cell] = {}
    for line in lines:
        labels.setdefault(line.key, line.label)
    cells = [_moved(label, 0, at) for at, label in enumerate(labels.values())]
    for row, record in enumerate(records, 1):
        answers = {line.key: line.answer for line in record}
        cells += [_moved(answer, row, at) for at, key in enumerate(labels) if (answer := answers.get(key)) is not None]
    route = table.routes[0] if table.routes else "rules"
    return Table(tuple(cells), len(records) + 1, len(labels), (route,) * (len(records) + 1), 1, (), table.page_first, table.page_last)


def _moved(cell: Cell, row: int, column: int) -> Cell:
    return replace(cell, row=row, column=column, rowspan=1, colspan=1)


def _lines(table: Table, vocabulary: Vocabulary) -> list[_Line] | None:
    """The labels and answers of a form; None where the table is none: most labels are known headings, of more than one field."""
    pairs = [_pairs(row, vocabulary) for row in table.grid()]
    if table.n_rows < 2 or any(found is None for found in pairs):
        return None
    lines: list[_Line] = []
    for label, answer in (pair for found in pairs for pair in found or ()):
        numbered = _NUMBERED.match(label.text)
        match = heading_to_match(numbered["label"] if numbered else label.text, vocabulary)
        field = match.field if match and match.level == "exact" else None
        if numbered and field in ("recommendation", "issue", "objective", "action"):
            number: Field = "action_number" if field == "action" else "recommendation_number"
            lines.append(_Line(replace(label, text="No."), number, replace(label, text=numbered["number"])))
        lines.append(_Line(label, field, answer))
    known = [line.field for line in lines if line.field]
    enough = len(set(known)) >= LEAST_LABELS and len(known) * 4 >= len(lines) * 3
    return lines if enough and {"action", "recommendation"} & set(known) else None


def _pairs(row: Sequence[Cell | None], vocabulary: Vocabulary) -> list[tuple[Cell, Cell | None]] | None:
    """`| Owner | Supt Hall | Target date | May 2015 |` -> two labels with their answers; None for a row of any other kind."""
    cells = list({id(cell): cell for cell in row if cell is not None}.values())
    if not cells or not cells[0].text.strip() or (len(cells) == 1 and cells[0].colspan == len(row)):
        return None
    labels = cells[::2]
    if len(cells) > 2 and not all(_is_label(label, vocabulary) for label in labels if label.text.strip()):
        filled = [cell for cell in cells[1:] if cell.text.strip()]
        return None if len(filled) > 1 else [(cells[0], filled[0] if filled else None)]
    answers = [*cells[1::2], None]
    return [(label, answer) for label, answer in zip(labels, answers, strict=False) if label.text.strip()]


def _is_label(cell: Cell, vocabulary: Vocabulary) -> bool:
    match = heading_to_match(cell.text, vocabulary)
    return match is not None and match.level == "exact"


def _records(lines: Sequence[_Line]) -> list[list[_Line]]:
    """A block begins where a label that the current one has already comes again."""
    records: list[list[_Line]] = [[]]
    for line in lines:
        if line.key in {known.key for known in records[-1]}:
            records.append([])
        records[-1].append(line)
    return records
