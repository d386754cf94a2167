"""Forms whose cells name themselves, a block of rows each -> the same table with the names on top.

| Area for improvement 1 | The manager shall ensure ... |       | No. | Area for improvement | Ref    | To be completed by | Response ... |
| Ref: Reg 14            |------------------------------|  ->   | 1   | The manager shall .. | Reg 14 | 1 November 2019    | All have ... |
| To be completed by:    | Response by the manager:     |
| 1 November 2019        | All have been replaced.      |
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ..extract.document import Cell, Table
from .headings import heading_to_match
from .vocabulary import Vocabulary

_OPENER = re.compile(r"^(?P<label>[A-Za-z][A-Za-z ]{3,40}?)\s*(?:no\.?\s*)?(?P<number>\d+(?:\.\d+)*[a-z]?)\W*$", re.IGNORECASE)
_LABELLED = re.compile(r"^(?P<label>[A-Za-z][^:.;]{1,90}):\s*(?P<rest>.*)$")
_ANSWERED = frozenset({"recommendation", "issue", "objective"})
_DONE = frozenset({"action", "response"})


@dataclass(slots=True)
class _Block:
    """The pieces of one block: label -> the cell with the text under it alone. `opener` is what it answers: `Area for improvement`."""

    opener: str = ""
    pieces: dict[str, Cell] = field(default_factory=dict)
    fields: set[str] = field(default_factory=set)

    def add(self, label: str, cell: Cell, lines: Sequence[str]) -> None:
        text = "\n".join(line for line in lines if line.strip())
        if before := self.pieces.get(label):
            text = f"{before.text}\n{text}"
        self.pieces[label] = replace(cell, text=text, lines=tuple(text.split("\n")))

    @property
    def is_whole(self) -> bool:
        return bool(self.opener and self.opener in self.pieces and self.fields & _DONE)


def labelled_to_table(table: Table, vocabulary: Vocabulary) -> Table:
    """A form whose cells name themselves turned so that each block is a row; any other table as it is."""
    if not any(_opener(line, vocabulary) for cell in table.cells for line in cell.text.split("\n")):
        return table  # no block of it would be whole
    parts = list(_parts(table, vocabulary))
    blocks = [part for part in parts if isinstance(part, _Block)]
    if not blocks or sum(block.is_whole for block in blocks) * 4 < len(blocks) * 3:
        return table
    labels = list(dict.fromkeys(label for block in blocks for label in block.pieces))
    cells = [Cell(label, 0, at) for at, label in enumerate(labels)]
    for row, part in enumerate(parts, 1):
        if isinstance(part, Cell):
            cells.append(replace(part, row=row, column=0, rowspan=1, colspan=len(labels)))
        else:
            cells += [replace(cell, row=row, column=labels.index(label), rowspan=1, colspan=1) for label, cell in part.pieces.items()]
    route = table.routes[0] if table.routes else "rules"
    return Table(tuple(cells), len(parts) + 1, len(labels), (route,) * (len(parts) + 1), 1, (), table.page_first, table.page_last)


def _parts(table: Table, vocabulary: Vocabulary) -> Iterator[_Block | Cell]:
    """The full-width cells of a table and its blocks, in order; a block is the rows that a merged cell holds together."""
    together: list[Cell] = []
    last = -1
    for index, row in enumerate(table.grid()):
        cells = list({id(cell): cell for cell in row if cell is not None}.values())
        if together and index > last:
            yield _read_block(together, vocabulary)
            together = []
        if len(cells) == 1 and not together:
            if cells[0].text.strip():
                yield cells[0]
            continue
        together += [cell for cell in cells if not any(cell is known for known in together)]
        last = max([last, *(cell.row + cell.rowspan - 1 for cell in cells)])
    if together:
        yield _read_block(together, vocabulary)


def _read_block(cells: Sequence[Cell], vocabulary: Vocabulary) -> _Block:
    block = _Block()
    for cell in cells:
        label, lines = "", list[str]()
        for line in [*cell.text.split("\n"), None]:
            named = _name_of(line, block, vocabulary) if line is not None else ("", "")
            if named is None:
                lines.append(line or "")
                continue
            if any(each.strip() for each in lines):
                block.add(label or block.opener, cell, lines)
            label, lines = named[0], [named[1]]
    return block


def _name_of(line: str, block: _Block, vocabulary: Vocabulary) -> tuple[str, str] | None:
    """(label, text after it) of a line that names what follows: `Ref: Regulation 14`, `Area for improvement 1`; None for any other."""
    if not block.opener and (opener := _opener(line, vocabulary)):
        block.opener = opener["label"].strip()
        return "No.", opener["number"]
    labelled = _LABELLED.match(line.strip())
    match = heading_to_match(labelled["label"], vocabulary) if labelled else None
    if labelled is None or match is None or (match.level == "contains" and labelled["rest"]):
        return None
    block.fields.add(match.field)
    return labelled["label"], labelled["rest"]


def _opener(line: str, vocabulary: Vocabulary) -> re.Match[str] | None:
    """`Area for improvement 1`: what a block answers, and its number."""
    opener = _OPENER.match(line.strip())
    match = heading_to_match(opener["label"], vocabulary) if opener else None
    return opener if match and match.field in _ANSWERED else None
