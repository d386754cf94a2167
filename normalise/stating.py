"""A small table right above a plan that says what its actions answer -> the pieces that it says.

| Recommendation 1 | Ensure that thresholds are understood |        `Recommendation 1: Ensure that ...`, number 1
| Outcome          | Children get help                     |   ->   `Children get help`, labelled `Outcome`
| Ref | Action        | Lead        | By when |
| 1a  | Publish it    | JH          | May     |
"""

from __future__ import annotations

from collections.abc import Sequence

from ..extract.document import Block, Cell, Paragraph, Table
from .banners import label_to_field, statement_of_recommendation
from .headings import heading_to_match
from .inset_labels import STATED, across, named_field
from .vocabulary import Vocabulary

LARGEST = 10
"""Rows of such a box."""
_OF_ACTIONS = frozenset({"action", "deliverable", "response", "progress", "status", "rag"})


def box_to_pieces(table: Table, vocabulary: Vocabulary) -> tuple[Cell, ...]:
    """What a box states, a piece a row; nothing where the table is none: it says nothing that is answered, or says what is done."""
    if table.n_rows > LARGEST:
        return ()
    pieces: list[Cell] = []
    named = []
    for row in table.grid():
        cells = [cell for cell in {id(cell): cell for cell in row if cell is not None}.values() if cell.text.strip()]
        if len(cells) == 1 and cells[0].colspan == table.n_columns:
            stated = statement_of_recommendation(cells[0].text.strip())
            named.append("recommendation" if stated else label_to_field(cells[0].text, vocabulary)[0])
            pieces.append(cells[0])
        elif len(cells) == 2:
            match = heading_to_match(cells[0].text, vocabulary)
            named.append(named_field(cells[0].text, vocabulary) or (match.field if match and match.field in _OF_ACTIONS else None))
            pieces.append(across(cells[0], cells[1], table.n_columns))
        else:
            return ()
    answered = {"recommendation", "issue", "objective"} & set(named)
    return tuple(pieces) if answered and not _OF_ACTIONS & set(named) and named[0] in STATED else ()


def next_table(blocks: Sequence[Block], position: int) -> int | None:
    """The position of the table that follows a block with nothing between but blank lines."""
    for at in range(position + 1, len(blocks)):
        block = blocks[at]
        if isinstance(block, Table):
            return at
        if isinstance(block, Paragraph) and block.text.strip():
            return None
    return None
