"""Cells of which a part is crossed out: an old date or an old lead, the new one beside it.

| ~~31/12/2023~~ 31/03/2024 | ~~Tom Jones~~ Ann Lee |   ->   31/03/2024, Ann Lee

The cell stays as it is printed; what is read in it (parties, dates, statements) is what was left standing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..extract.document import Cell


def left_standing(cells: Sequence[Cell]) -> list[Cell]:
    """The cells less what is crossed out in them; one that is crossed out whole stays, its row is."""
    return [_without_struck(cell) if cell.struck_text and not cell.struck else cell for cell in cells]


def _without_struck(cell: Cell) -> Cell:
    """Where the struck words stand in the cell once, together; else nobody can say which they are."""
    words = [re.escape(word) for word in cell.struck_text.split()]
    found = list(re.finditer(r"(?<!\w)" + r"\s+".join(words) + r"(?!\w)", cell.text)) if words else []
    if len(found) != 1:
        return cell
    text = cell.text[: found[0].start()] + cell.text[found[0].end() :]
    lines = [line.strip() for line in text.split("\n")]
    return replace(cell, text="\n".join(line for line in lines if line), lines=(), struck_text="")
