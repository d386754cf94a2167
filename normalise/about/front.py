"""A `Document` -> the statements in which it says what it is: title, headings, running heads, cover sheet, update columns, signatures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from ...extract.document import Cell, Document, Paragraph, Table
from ...provenance import Place
from ..columns import section_to_columns
from ..context import body_size, is_entry_of_contents, is_heading
from ..headings import heading_to_match
from ..sections import distinct_cells, is_heading_row, table_to_sections
from ..sideways import form_to_table
from ..vocabulary import Vocabulary
from ..wording import squash
from .mentions import DATED

Where = Literal["title", "heading", "running", "banner", "label", "column", "opening", "signature", "closing", "properties"]

_OPENING_PARAGRAPHS = 30
_LONGEST_LABEL = 45
_LONGEST_FRONT_TABLE = 12
"""Rows of a history of versions or a key to colours, behind which the front matter goes on."""
_SIGNED = re.compile(r"\b(?:signatures?|signed|sign[ -]off|approved by)\b", re.IGNORECASE)
_UPDATES = frozenset({"progress", "rag", "status", "evidence"})


@dataclass(frozen=True, slots=True)
class Statement:
    """A text of the front matter. `label` is the field of `[about.labels]` that a cover sheet gives it: `Version | 3` -> `edition`."""

    text: str
    where: Where
    places: tuple[Place, ...] = ()
    label: str = ""


def document_to_statements(document: Document, title: Statement | None, vocabulary: Vocabulary) -> tuple[Statement, ...]:
    """In the order in which they are to be believed: the title, what stands around it, running heads, cover sheets, then the rest."""
    found = [title] if title else []
    opening = list(opening_paragraphs(document, vocabulary))
    sections = _headings_of_tables(document)
    ordinary = body_size(document.blocks)
    for paragraph in opening:
        labelled = _labelled_paragraph(paragraph, vocabulary)
        if labelled:
            found.append(labelled)
        elif not title or not is_of_title(paragraph, title):
            heads = is_heading(paragraph, ordinary) or is_short(paragraph.text)
            where: Where = "heading" if heads and not any(paragraph is each for each in sections) else "opening"
            found.append(Statement(paragraph.text, where, (paragraph.place,)))
    found += (Statement(each.text, "running", (each.place,)) for each in document.furniture)
    for number, table in enumerate(document.tables):
        labelled_cells = list(_labelled_cells(table, vocabulary))
        found += labelled_cells
        if number == 0 and not labelled_cells:
            found += _rows_above_heading(table, vocabulary)
        found += _update_columns(table, vocabulary)
        found += _signatures(table)
    found += _closing(document, opening, vocabulary)
    if document.title and not (title and squash(document.title) == squash(title.text)):
        found.append(Statement(document.title, "properties"))
    return tuple(found)


def opening_paragraphs(document: Document, vocabulary: Vocabulary) -> Iterator[Paragraph]:
    """What stands before the first plan or long table, without the lines of a table of contents; at most two pages of it.

    A history of versions or a key to colours ends nothing: `Position as at 31 March 2023` may stand below it.
    """
    taken = 0
    for block in document.blocks:
        if isinstance(block, Table):
            if _is_plan(block, vocabulary):
                return
            continue
        if is_entry_of_contents(block.text) or not block.text.strip():
            continue
        if taken >= _OPENING_PARAGRAPHS or (block.place.page or 1) > 2:
            return
        taken += 1
        yield block


def _is_plan(table: Table, vocabulary: Vocabulary) -> bool:
    if table.n_rows <= 2 and table.n_columns <= 2:
        return False
    if table.n_rows > _LONGEST_FRONT_TABLE:
        return table.n_columns > 2 or form_to_table(table, vocabulary) is not table
    return any(section_to_columns(section, vocabulary) is not None for section in table_to_sections(table, vocabulary))


def _headings_of_tables(document: Document) -> list[Paragraph]:
    """What heads one table of several in the same type, `Dunmere Constabulary` over the first and `Children's Social Care` over the next:
    whose part that table is, not whose plan."""
    above = [one for one, two in pairwise(document.blocks) if isinstance(one, Paragraph) and isinstance(two, Table)]
    texts: dict[tuple[object, ...], set[str]] = {}
    for each in above:
        texts.setdefault((each.level, each.size, each.bold), set()).add(squash(each.text))
    return [each for each in above if len(texts[each.level, each.size, each.bold]) > 1]


def is_of_title(paragraph: Paragraph, title: Statement) -> bool:
    """Whether the title was read in this paragraph; in Word all paragraphs have one place."""
    return paragraph.place in title.places and squash(paragraph.text) in squash(title.text)


def is_short(text: str) -> bool:
    """A line of its own, no sentence of prose: `Development Plan – Dec 2018 to April 2020 (review deferred to May 2021 due to Covid)`."""
    plain = text.strip()
    longest = 12 if plain.endswith(".") else 18  # `Plan as at June 2012.`
    return len(plain.split()) <= longest and not plain.endswith(";") and not re.match(r"[•▪*\-–]|\d+\.\s", plain)


def label_to_name(label: str, vocabulary: Vocabulary) -> str | None:
    """`Date(s) of inspection` -> `inspection_date`; None for what is no label of a cover sheet."""
    if len(label) > _LONGEST_LABEL:
        return None
    return _labels(vocabulary).get(squash(re.sub(r"\(s\)", "s", label)))


@lru_cache(maxsize=8)
def _labels(vocabulary: Vocabulary) -> dict[str, str]:
    sections = reversed(list(vocabulary.section("about.labels").items()))  # a word under two is the first one's
    return {squash(variant): name for name, variants in sections for variant in variants}


def _labelled_paragraph(paragraph: Paragraph, vocabulary: Vocabulary) -> Statement | None:
    """`Date of inspection: 12-23 March 2012`"""
    label, colon, value = paragraph.text.partition(":")
    name = label_to_name(label, vocabulary) if colon and value.strip() and len(value) < 200 else None
    return Statement(" ".join(value.split()), "label", (paragraph.place,), name) if name else None


def _labelled_cells(table: Table, vocabulary: Vocabulary) -> Iterator[Statement]:
    """Rows of a cover sheet (`Version | 3 | Date | May 2013`), and the last row of a history of versions."""
    if table.n_columns > 6 or table.n_rows > 25:
        return
    grid = table.grid()
    top = [label_to_name(cell.text.rstrip(": "), vocabulary) for cell in distinct_cells(grid[0])] if grid else []
    if table.n_rows > 1 and "edition" in top and "plan_date" in top:
        last = next((row for row in reversed(grid[1:]) if any(cell and cell.text.strip() for cell in row)), None)
        for name, cell in zip(top, list(distinct_cells(last)) if last else [], strict=False):
            if name in ("edition", "plan_date") and cell.text.strip():
                yield _of_cell(cell, "label", name)
        return
    rows = [[cell for cell in distinct_cells(row) if cell.text.strip()] for row in grid]
    pairs = [(label_to_name(row[0].text.rstrip(": \n"), vocabulary), row) for row in rows if len(row) >= 2]
    if table.n_columns > 4 or (sum(name is not None for name, _ in pairs) * 2 < len(rows) and not _is_cover(table, pairs)):
        return
    for _, row in pairs:
        for label, value in zip(row[::2], row[1::2], strict=False):
            name = label_to_name(label.text.rstrip(": \n"), vocabulary)
            if name:
                yield _of_cell(value, "label", name)


def _is_cover(table: Table, pairs: Sequence[tuple[str | None, Sequence[Cell]]]) -> bool:
    """`Inspection date | 5 and 6 July 2022` among short labels that nobody knows: `Overall effectiveness | Requires improvement`."""
    short = all(len(row) == 2 and len(row[0].text.split()) <= 6 and len(row[1].text.split()) <= 20 for _, row in pairs)
    known = [row[0].text for name, row in pairs if name in ("inspection_date", "inspection_published")]
    return (
        table.n_columns == 2 and table.n_rows <= 8 and len(pairs) == table.n_rows and short and any(len(text.split()) > 1 for text in known)
    )


def _rows_above_heading(table: Table, vocabulary: Vocabulary) -> Iterator[Statement]:
    """`TB (9)1.ii | Transparency Board Action Log as 2 Sept 2011` above the heading of a plan."""
    if form_to_table(table, vocabulary) is not table:
        return  # `Timescale | 31 March 2019` down the side
    for index, row in enumerate(table.grid()[:4]):
        if is_heading_row(row, index < table.header_rows, vocabulary):
            return
        filled = [cell for cell in distinct_cells(row) if cell.text.strip()]
        if not 1 <= len(filled) <= 2 or any(len(cell.text) > 200 for cell in filled):
            return
        yield from (_of_cell(cell, "banner") for cell in filled)


def _update_columns(table: Table, vocabulary: Vocabulary) -> Iterator[Statement]:
    """Headings of update columns that name a date, where something stands under them: `PROGRESS at Nov 2013`."""
    grid: list[list[Cell | None]] | None = None
    for cell in table.cells:
        if cell.row > 8 or len(cell.text) > 90 or not DATED.search(cell.text):
            continue
        match = heading_to_match(cell.text, vocabulary)
        if match is None or match.field not in _UPDATES:
            continue
        grid = grid or table.grid()
        if not is_heading_row(grid[cell.row], cell.row < table.header_rows, vocabulary):
            continue
        below = (row[cell.column] for row in grid[cell.row + cell.rowspan :])
        if any(under is not None and under is not cell and under.text.strip() for under in below):
            yield _of_cell(cell, "column")


def _signatures(table: Table) -> Iterator[Statement]:
    """`Signatures: | | ` above `Date: | 19/6/19 | 19/06/19`: a plan is as at the day on which it was signed off."""
    if table.n_rows > 8 or not any(_SIGNED.search(cell.text) for cell in table.cells):
        return
    for row in table.grid():
        cells = list(distinct_cells(row))
        if cells and squash(cells[0].text) in ("date", "dated", "datesigned"):
            yield from (_of_cell(cell, "signature", "plan_date") for cell in cells[1:] if cell.text.strip())


def _closing(document: Document, opening: Sequence[Paragraph], vocabulary: Vocabulary) -> Iterator[Statement]:
    """The last lines: `Version 3, 12 May 2013`, `Signed ... Date: 12 May 2013`."""
    paragraphs = [block for block in document.blocks[-10:] if isinstance(block, Paragraph) and block not in opening]
    for paragraph in paragraphs:
        if is_short(paragraph.text):
            labelled = _labelled_paragraph(paragraph, vocabulary)
            where: Where = "closing"
            yield Statement(labelled.text if labelled else paragraph.text, where, (paragraph.place,), labelled.label if labelled else "")


def _of_cell(cell: Cell, where: Where, label: str = "") -> Statement:
    return Statement(" ".join(cell.text.split()), where, cell.places, label)
