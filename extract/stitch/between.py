"""What may stand between two pieces of one table: a footnote, a repeated title, text that ran over. And what parts two tables."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from enum import IntEnum
from typing import Literal

from ..document import Cell, Paragraph, Table
from .wording import beginning, ending, squeezed

_FOOTNOTE = re.compile(r"(?:[*†‡§#]+|\(?\d{1,2}\)?\s|\[\d+\]|n\.?\s?b\.?\b|notes?\b\s*[:.\d]|source\b\s*:|key\b\s*:|page\s+\d)", re.I)
_CONTINUED = re.compile(r"\b(?:continued|cont[’'.]?d?)\b", re.I)

LONG = 400
"""Letters: a paragraph of more is body text, not a note."""


class Interruption(IntEnum):
    """How far a paragraph parts the tables that it stands between."""

    NONE = 0
    DOUBTFUL = 1
    BLOCKS = 2


def interruption(paragraph: Paragraph, body_size: float, seen: Set[str], where: Literal["foot", "head"]) -> Interruption:
    """`where`: below the table on its page, or above the next piece on the next page. `seen` are the texts of earlier pages, squeezed."""
    text = paragraph.text.strip()
    if squeezed(text) in seen or _CONTINUED.search(text) or not any(letter.isalnum() for letter in text):
        return Interruption.NONE
    small = paragraph.size is not None and paragraph.size < 0.93 * body_size
    if where == "foot" and len(text) <= LONG and not paragraph.bold and (_FOOTNOTE.match(text) or small):
        return Interruption.NONE
    large = paragraph.size is not None and paragraph.size > 1.12 * body_size
    if paragraph.level is not None or paragraph.bold or large or len(text) > LONG:
        return Interruption.BLOCKS
    if where == "head" and len(text) < 100 and ending(text) == "bare":
        return Interruption.BLOCKS
    return Interruption.DOUBTFUL


def is_overflow(paragraph: Paragraph, table: Table, foot: Mapping[int, Cell]) -> bool:
    """Whether a paragraph just below a table is the end of a cell's text that ran over its border, as browsers print it."""
    box = paragraph.place.box
    if box is None or not table.edges:
        return False
    for column, (left, right) in enumerate(zip(table.edges, table.edges[1:], strict=False)):
        cell = foot.get(column)
        if cell is None or not cell.places or cell.places[-1].box is None or not left - 2 <= box[0] or not box[2] <= right + 2:
            continue
        if paragraph.bold and not cell.bold:
            return False  # the title of the next section, at the foot of the page
        near = cell.places[-1].box[3] - 14 <= box[1] <= cell.places[-1].box[3] + 14
        return (
            near and bool(cell.text.strip()) and ending(cell.text) != "closed" and beginning(paragraph.text) in ("lower", "other", "upper")
        )
    return False
