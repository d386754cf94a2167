"""Cells that name who and when under their text -> a column for each.

| Management response                |        | Management response | Responsible officer | Target date   |
| Agreed. A reminder will be issued. |   ->   | Agreed. A reminder  | Head of Finance     | 31 March 2019 |
| Responsible officer: Head of       |        | will be issued.     |                     |               |
| Finance                            |
| Target date: 31 March 2019         |
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ..extract.document import Cell
from .column import Column, column_cells
from .headings import Field, heading_to_match
from .profile import column_to_profile
from .sections import Section
from .vocabulary import Vocabulary

_BEFORE_COLON = re.compile(r"(?P<words>(?:[A-Za-z'’/()]+[^\S\n]+){0,4}[A-Za-z'’/()]+)[^\S\n]*:")
_NAMED: frozenset[Field] = frozenset({"lead", "timescale", "start", "due_revised", "status"})
_HOSTS: frozenset[Field | None] = frozenset({"action", "response", "progress", "deliverable", "other", None})


def split_named_parts(columns: Sequence[Column], section: Section, vocabulary: Vocabulary) -> list[Column]:
    """The columns, those whose cells name a field that no column of the table has parted in two or more."""
    claimed = {column.field for column in columns if column.level == "exact"}
    result: list[Column] = []
    for column in columns:
        if column.part or column.field not in _HOSTS:
            result.append(column)
            continue
        cells = [cell for cell in column_cells(section, column.index) if cell.text.strip()]
        labels = {label: field for label, field in _labels(cells, vocabulary).items() if field not in claimed}
        if not labels:
            result.append(column)
            continue
        every = tuple(sorted(labels, key=len, reverse=True))
        result.append(_part(replace(column, part="unnamed", every_label=every), cells))
        for field in dict.fromkeys(labels.values()):
            own = tuple(label for label in every if labels[label] == field)
            named = replace(column, heading=own[0], field=field, reason=f"cells name it {own[0]!r}", level="exact", part="named")
            result.append(_part(replace(named, labels=own, every_label=every), cells))
        claimed |= set(labels.values())
    return result


def _labels(cells: Sequence[Cell], vocabulary: Vocabulary) -> dict[str, Field]:
    """The labels of a field that most cells of a column name."""
    found: dict[str, Field] = {}
    counts: Counter[Field] = Counter()
    for cell in cells:
        fields = set()
        for before in _BEFORE_COLON.finditer(cell.text) if ":" in cell.text else ():
            if named := _label_at_end(before["words"].split(), vocabulary):
                found[named[0]] = named[1]
                fields.add(named[1])
        counts.update(fields)
    return {label: field for label, field in found.items() if counts[field] >= 2 and counts[field] * 2 > len(cells)}


def _label_at_end(words: Sequence[str], vocabulary: Vocabulary) -> tuple[str, Field] | None:
    """The longest label that words end with: `Target date` of `Manager Target date:` where the print runs on."""
    for start in range(len(words)):
        label = " ".join(words[start:])
        match = heading_to_match(label, vocabulary) if label[0].isupper() else None
        if match and match.field in _NAMED and match.level == "exact":
            return label, match.field
    return None


def _part(column: Column, cells: Sequence[Cell]) -> Column:
    return replace(column, profile=column_to_profile([part_of_cell(cell, column.labels, column.every_label).text for cell in cells]))


def part_of_cell(cell: Cell, own: Sequence[str], every: Sequence[str]) -> Cell:
    """What stands in a cell under its `own` labels, or, where there are none, before any of `every` label."""
    either = "|".join(r"\s+".join(map(re.escape, label.split())) for label in every)
    pieces = re.split(rf"(?<!\w)({either})\s*:\s*", cell.text)
    kept = [pieces[0]] if not own else []
    kept += [text for label, text in zip(pieces[1::2], pieces[2::2], strict=True) if " ".join(label.split()) in own]
    text = "\n".join(piece.strip() for piece in kept if piece.strip())
    return replace(cell, text=text, lines=tuple(text.split("\n")))
