"""A key that counts: `1 Fully achieved`, `2 On track`, `3 Slipped`, `4 Not achieved`, where a status column holds the numbers alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..extract.document import Block, Paragraph, Table
from .model import Status
from .rag import rating_words
from .sections import Section, Sections, distinct_cells
from .status import status_of_meaning
from .vocabulary import Vocabulary

LONGEST_MEANING = 160
"""Letters in one line of a key, as in one of colours."""
_LABEL = r"(?:[1-9]|[A-Z])"
_ALONE = re.compile(rf"^\W*(?P<label>{_LABEL})\W*$")
_LINE = re.compile(rf"^\W*(?P<label>{_LABEL})(?:\s*[-–—=:.)]+\s*|\s+)(?P<meaning>[A-Za-z].*)$", re.DOTALL)
_INLINE = re.compile(
    r"(?<![\w.])(?P<label>[1-9])(?:\s*[-–—=:.)]\s*|\s+)(?P<meaning>[A-Za-z][^\d\n]{2,}?)(?=[\s,;.(]*(?:(?<![\w.])[1-9]\b|\n|$))"
)


@dataclass(frozen=True, slots=True)
class Grade:
    """A line of such a key: `Grade("3", "Slipped", "at_risk")`."""

    label: str
    meaning: str
    status: Status | None


def blocks_to_grades(blocks: Sequence[Block], plans: Sections, vocabulary: Vocabulary) -> Mapping[str, Grade]:
    """Label -> line of the first key of that kind in a document; empty where there is none.

    Half of its lines at least say how an action stands: so a list of themes (`A Quality of assessment`) is none; nor is one of
    ratings (`R Overdue`, `G On track`), which are colours. `plans` are the sections of tables whose body rows are no key.
    """
    words = rating_words(vocabulary)
    run: list[Grade] = []
    for position, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            found = list(_text_to_grades(block.text, vocabulary))
            run = [*run, *found] if found else run if not block.text.strip() else []
            candidates = [found, run]
        else:
            run = []
            candidates = list(_table_to_candidates(block, plans.get(position), vocabulary))
        for lines in candidates:
            if _is_key(lines) and not all(words.letter.match(each.label) for each in lines):
                following = _next_paragraphs(blocks[position + 1 :], vocabulary) if isinstance(block, Paragraph) and lines is run else []
                return {each.label: each for each in reversed([*lines, *following])}
    return {}


def _next_paragraphs(blocks: Sequence[Block], vocabulary: Vocabulary) -> list[Grade]:
    """The rest of a key that stands in paragraphs of one line each."""
    lines: list[Grade] = []
    for block in blocks:
        found = list(_text_to_grades(block.text, vocabulary)) if isinstance(block, Paragraph) else []
        if not found:
            break
        lines += found
    return lines


def _table_to_candidates(table: Table, plan: Sequence[Section] | None, vocabulary: Vocabulary) -> Iterator[list[Grade]]:
    """Of a plan its full-width rows and headings; of any other table each row: the label alone before its meaning, or both in one cell."""
    if plan is not None:
        for section in plan:
            for cell in (*section.heading_cells, *section.banners):
                yield list(_text_to_grades(cell.text, vocabulary))
            yield [line for item in section.items if not isinstance(item, int) for line in _text_to_grades(item.text, vocabulary)]
        return
    lines: list[Grade] = []
    for row in table.grid():
        cells = [cell for cell in distinct_cells(row) if cell.text.strip()]
        for cell, after in zip(cells, [*cells[1:], None], strict=False):
            alone = _ALONE.match(cell.text)
            if alone and after is not None and not _ALONE.match(after.text):
                lines.append(_grade(alone["label"], after.text, vocabulary))
            elif not alone:
                lines += _text_to_grades(cell.text, vocabulary)
    yield lines


def _text_to_grades(text: str, vocabulary: Vocabulary) -> Iterator[Grade]:
    inline = list(_INLINE.finditer(text))
    if len(inline) >= 2:
        yield from (_grade(match["label"], match["meaning"], vocabulary) for match in inline)
    elif (line := _LINE.match(text)) and len(line["meaning"]) <= LONGEST_MEANING:
        yield _grade(line["label"], line["meaning"], vocabulary)


def _grade(label: str, meaning: str, vocabulary: Vocabulary) -> Grade:
    plain = " ".join(meaning.split()).strip(" .,;:-–—()")
    return Grade(label, plain, status_of_meaning(plain, vocabulary))


def _is_key(lines: Sequence[Grade]) -> bool:
    labels = [each.label for each in lines]
    said = {each.status for each in lines if each.status}
    return (
        2 <= len(labels) <= 9
        and len(set(labels)) == len(labels)
        and len(said) >= 2
        and sum(each.status is not None for each in lines) * 2 >= len(lines)
        and all(len(each.meaning) <= LONGEST_MEANING for each in lines)
    )


def grade_of(text: str, grades: Mapping[str, Grade]) -> Grade | None:
    """The grade that a status cell holds alone: `2`, `(2)`; not `2 of 5 sites`."""
    match = _ALONE.match(text)
    return grades.get(match["label"]) if match else None
