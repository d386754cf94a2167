"""A Word file as pages: set by LibreOffice, and each cell of its tables found on them.

A Word file has no pages of its own. Those that LibreOffice gives it are like those that were printed, page breaks perhaps elsewhere;
they are for looking at, and no place in the database is on them.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path

from ..diagnostics import DamagedDocument, DocumentError
from ..extract.document import Table
from ..extract.formats import BY_WAY_OF_LIBREOFFICE
from ..extract.legacy import to_docx
from ..extract.read import read
from ..extract.word.read import read_docx
from ..extract.word.soffice import MissingLibreOffice, docx_to_pdf, soffice
from ..provenance import Place, Source

Cell = tuple[int, int, int]
"""Table, row and column of a Word file, counted from 1 as places are."""


@dataclass(frozen=True, slots=True)
class WordPages:
    """`pdf` are the pages, `tables` those of the Word file, `places` where its cells are on the pages: two where a page break cuts one."""

    pdf: Path
    tables: tuple[Table, ...]
    places: Mapping[Cell, tuple[Place, ...]]


def word_to_pages(
    source: Source, folder: Path, *, timeout_seconds: float = 120.0, reading: Callable[[], AbstractContextManager[object]] = nullcontext
) -> WordPages:
    """Sets a Word file into `folder`; `reading` is entered while PDFium reads the pages, which is not made for several threads.

    Raises MissingLibreOffice, or a DocumentError where LibreOffice cannot set it.
    """
    program = soffice()
    if program is None:
        raise MissingLibreOffice(source.path)
    folder.mkdir(parents=True, exist_ok=True)
    docx = _as_docx(source, folder, timeout_seconds)
    pdf = docx_to_pdf(program, docx, folder, timeout_seconds=timeout_seconds)
    if pdf is None:
        raise DamagedDocument(source.path, "LibreOffice makes no pages of it")
    tables = read_docx(source, route="docx", path=docx).tables
    with reading():
        printed = read(pdf).tables
    return WordPages(pdf, tables, cells_to_places(tables, printed))


def _as_docx(source: Source, folder: Path, timeout_seconds: float) -> Path:
    """A copy, since LibreOffice leaves lock files beside what it opens."""
    if source.format in BY_WAY_OF_LIBREOFFICE:
        made = to_docx([source.path], folder, timeout_seconds=timeout_seconds)[source.path]
        if isinstance(made, DocumentError):
            raise made
        return made
    copy = folder / "copy.docx"
    shutil.copyfile(source.path, copy)
    return copy


def cells_to_places(tables: Sequence[Table], printed: Iterable[Table]) -> dict[Cell, tuple[Place, ...]]:
    """Where the cells of a Word file are on its pages, by what stands in them and in which order.

    | Word              | pages              |
    | Audit files, JH   | Audit files, JH    |  the second JH is the second: cells are brought together in their order,
    | Train staff, JH   | Train staff, JH    |  and one that the pages cut otherwise costs itself alone
    """
    ours = [
        (_letters(cell.text), (number, cell.row + 1, cell.column + 1))
        for number, table in enumerate(tables, 1)
        for cell in table
        if _letters(cell.text)
    ]
    theirs = [(_letters(cell.text), cell.places) for table in printed for cell in table if _letters(cell.text)]
    found: dict[Cell, tuple[Place, ...]] = {}
    alike = SequenceMatcher(None, [text for text, _ in ours], [text for text, _ in theirs], autojunk=False)
    for start, other, length in alike.get_matching_blocks():
        for offset in range(length):
            found[ours[start + offset][1]] = theirs[other + offset][1]
    return {**empty_cells_to_places(tables, found), **found}


def empty_cells_to_places(tables: Sequence[Table], found: Mapping[Cell, tuple[Place, ...]]) -> dict[Cell, tuple[Place, ...]]:
    """Where cells without words are (a rating that is a colour alone): as high as the cells beside them, as wide as those above."""
    places: dict[Cell, tuple[Place, ...]] = {}
    for number, table in enumerate(tables, 1):
        set_ = [(cell, found[key]) for cell in table if (key := (number, cell.row + 1, cell.column + 1)) in found]
        heights = {cell.row: boxes for cell, boxes in set_ if cell.rowspan == 1}
        widths = {cell.column: boxes[0] for cell, boxes in set_ if cell.colspan == 1}
        for cell in table:
            beside, above = heights.get(cell.row, ()), widths.get(cell.column)
            if not _letters(cell.text) and cell.rowspan == cell.colspan == 1 and above and above.box:
                x0, _, x1, _ = above.box
                boxes = tuple(replace(place, box=(x0, place.box[1], x1, place.box[3])) for place in beside if place.box)
                places[number, cell.row + 1, cell.column + 1] = boxes
    return places


def _letters(text: str) -> str:
    """What a page break, a bullet or a line end does not change."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())
