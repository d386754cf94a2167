"""Forms: tables whose headings stand down the side, one recommendation a block -> the same table with the headings on top.

| Recommendation 1 | Improve audits |        | Recommendation 1 | Action      | Lead |
| Action           | Audit files    |   ->   | Improve audits   | Audit files | JH   |
| Lead             | JH             |        | Improve training | Train staff | KS   |
| Recommendation 2 | Improve ...    |
| Action           | Train staff    |
| Lead             | KS             |

A question may fill a row of its own, its answer the row below: `How the regulation was not being met:`. Any other text that fills a row
goes over the blocks below it: `Recommendation 1` / `The service should ...`.
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
    """One row of a form: its label, the field that it names, and its answer; or a text `over` the rows below, which is no label."""

    label: Cell
    field: Field | None
    answer: Cell | None
    over: bool = False

    @property
    def key(self) -> str:
        """What makes two lines of different blocks one column: the field, or the label that nobody knows."""
        return self.field if self.field and self.field != "other" else squash(self.label.text)


def form_to_table(table: Table, vocabulary: Vocabulary) -> Table:
    """A form turned so that each block is a row; any other table as it is."""
    lines = _lines(table, vocabulary)
    if lines is None:
        return table
    records = _records(lines)
    labels: dict[str, Cell] = {}
    for line in lines:
        if not line.over:
            labels.setdefault(line.key, line.label)
    cells = [_moved(label, 0, at) for at, label in enumerate(labels.values())]
    for row, record in enumerate(records, 1):
        if record[0].over:
            cells.append(replace(record[0].label, row=row, column=0, rowspan=1, colspan=len(labels)))
            continue
        answers = {line.key: line.answer for line in record}
        cells += [_moved(answer, row, at) for at, key in enumerate(labels) if (answer := answers.get(key)) is not None]
    route = table.routes[0] if table.routes else "rules"
    return Table(tuple(cells), len(records) + 1, len(labels), (route,) * (len(records) + 1), 1, (), table.page_first, table.page_last)


def _moved(cell: Cell, row: int, column: int) -> Cell:
    return replace(cell, row=row, column=column, rowspan=1, colspan=1)


def _lines(table: Table, vocabulary: Vocabulary) -> list[_Line] | None:
    """The labels and answers of a form; None where the table is none: most labels are known headings, of more than one field."""
    pairs = _all_pairs([_distinct(row) for row in table.grid()], table.n_columns, vocabulary)
    if table.n_rows < 2 or pairs is None:
        return None
    lines: list[_Line] = []
    for label, answer in pairs:
        if label.colspan == table.n_columns and answer is None:
            lines.append(_Line(label, None, None, over=True))
            continue
        numbered = _NUMBERED.match(label.text)
        field = _field_of(replace(label, text=numbered["label"]) if numbered else label, vocabulary)
        if numbered and field in ("recommendation", "issue", "objective", "action"):
            number: Field = "action_number" if field == "action" else "recommendation_number"
            lines.append(_Line(replace(label, text="No."), number, replace(label, text=numbered["number"])))
        lines.append(_Line(label, field, answer))
    known = [line.field for line in lines if line.field]
    enough = len(set(known)) >= LEAST_LABELS and len(known) * 4 >= sum(not line.over for line in lines) * 3
    return lines if enough and {"action", "recommendation"} & set(known) else None


def _distinct(row: Sequence[Cell | None]) -> list[Cell]:
    return list({id(cell): cell for cell in row if cell is not None}.values())


def _field_of(label: Cell, vocabulary: Vocabulary) -> Field | None:
    """The field of a label: its whole wording, or part of a question or request: `Please describe clearly the action you will take:`"""
    match = heading_to_match(label.text, vocabulary)
    asks = label.text.rstrip().endswith(("?", ":")) or label.bold
    return match.field if match and (match.level == "exact" or (asks and len(label.text.split()) > 3)) else None


def _all_pairs(rows: Sequence[list[Cell]], width: int, vocabulary: Vocabulary) -> list[tuple[Cell, Cell | None]] | None:
    """(label, answer) of every row in order, (text, None) where one goes over those below; None where a row is of another kind."""
    found: list[tuple[Cell, Cell | None]] = []
    at = 0
    while at < len(rows):
        cells, below = rows[at], rows[at + 1] if at + 1 < len(rows) else []
        if _is_above(cells, below, width, vocabulary):
            found += zip(cells, below, strict=True)
            at += 2
            continue
        over = len(cells) == 1 and cells[0].colspan == width and bool(cells[0].text.strip())
        pairs = [(cells[0], None)] if over else _pairs(cells, width, vocabulary)
        if pairs is None:
            return None
        found += pairs
        at += 1
    return found


def _is_above(cells: Sequence[Cell], below: Sequence[Cell], width: int, vocabulary: Vocabulary) -> bool:
    """Whether a row holds labels alone and the row below their answers, cell under cell: a question from edge to edge, or two labels."""
    if len(cells) != len(below) or len(cells) > 2 or (len(cells) == 1 and cells[0].colspan < width):
        return False
    asked = [_field_of(cell, vocabulary) for cell in cells]
    return all(asked) and not any(_field_of(cell, vocabulary) for cell in below)


def _pairs(cells: Sequence[Cell], width: int, vocabulary: Vocabulary) -> list[tuple[Cell, Cell | None]] | None:
    """`| Owner | Supt Hall | Target date | May 2015 |` -> two labels with their answers; None for a row of any other kind."""
    if not cells or not cells[0].text.strip() or (len(cells) == 1 and cells[0].colspan == width):
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
    """A block begins where a label that the current one has already comes again, and around what goes over the blocks below it."""
    records: list[list[_Line]] = []
    for line in lines:
        if not records or line.over or records[-1][0].over or line.key in {known.key for known in records[-1]}:
            records.append([])
        records[-1].append(line)
    return records
