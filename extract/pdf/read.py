"""A PDF file -> a `Document`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from ...diagnostics import Diagnostic
from ...provenance import Place, Source
from ..document import Block, Cell, Document, Paragraph, Table
from ..ocr.lie import Lie, blocks_as_seen, paragraph_as_seen
from ..ocr.pages import with_scans_read
from ..stitch import stitch_pages
from .blocks import page_to_blocks
from .furniture import without_furniture
from .page import PageContent
from .pdfium import open_pdf
from .settle import Known, known_from, settle
from .sideways import pages_upright
from .two_up import on_sheet, sheets_to_pages

_DIGITS = re.compile(r"\d+")


def read_pdf(source: Source) -> Document:
    """Every page's tables, joined over the pages, and the paragraphs between them.

    A page that is only a picture goes through OCR. Raises EmptyFile, EncryptedDocument, DamagedDocument.
    """
    diagnostics: list[Diagnostic] = []
    lies: dict[int, Lie] = {}
    with open_pdf(source.path) as pdf:
        pages = pages_upright(with_scans_read(pdf, pdf.handle, diagnostics, lies), lies)
        blocks, margins = pages_to_blocks(_readable(pages, diagnostics))
        furniture = tuple(paragraph_as_seen(paragraph, lies) for paragraph in margins)
        return Document(source, blocks_as_seen(blocks, lies), pdf.pages, pdf.title, furniture, tuple(diagnostics))


def _readable(pages: Iterable[PageContent | None], diagnostics: list[Diagnostic]) -> Iterable[PageContent]:
    for number, page in enumerate(pages, 1):
        place = Place(number, 0, 0, 0)
        if page is None:
            diagnostics.append(Diagnostic("page-damaged", "error", f"page {number} cannot be read", place))
            continue
        yield page


def pages_to_blocks(pages: Iterable[PageContent]) -> tuple[tuple[Block, ...], tuple[Paragraph, ...]]:
    """(blocks of the whole document, its running heads and feet) from its pages, whoever read them."""
    per_page: list[list[Block]] = []
    furniture: dict[str, Paragraph] = {}
    folds: dict[int, float] = {}
    for page, margins in without_furniture(sheets_to_pages(pages, folds)):
        per_page.append(page_to_blocks(page))
        for paragraph in margins:
            furniture.setdefault(_DIGITS.sub("#", paragraph.text), paragraph)
    known = known_from(_texts(per_page))
    settled = [[_settled(block, known) for block in blocks] for blocks in per_page]
    return _numbered(stitch_pages(settled), folds), tuple(_on_sheet(paragraph, folds) for paragraph in furniture.values())


def _texts(per_page: Iterable[Iterable[Block]]) -> Iterable[str]:
    for blocks in per_page:
        for block in blocks:
            if isinstance(block, Paragraph):
                yield block.text
            else:
                yield from (cell.text for cell in block.cells)


def _settled(block: Block, known: Known) -> Block:
    if isinstance(block, Paragraph):
        text = settle(block.text, known)
        return block if text is block.text else Paragraph(text, block.place, block.level, block.bold, block.size, block.marks)
    cells = [_settled_cell(cell, known) for cell in block.cells]
    return Table(
        tuple(cells),
        block.n_rows,
        block.n_columns,
        block.routes,
        block.header_rows,
        block.edges,
        block.page_first,
        block.page_last,
        block.continues,
    )


def _settled_cell(cell: Cell, known: Known) -> Cell:
    text = settle(cell.text, known)
    if text == cell.text:
        return cell
    struck = text if cell.struck_text == cell.text else cell.struck_text
    return _replaced(cell, text, struck, cell.places)


def _replaced(cell: Cell, text: str, struck: str, places: tuple[Place, ...]) -> Cell:
    return Cell(
        text, cell.row, cell.column, cell.rowspan, cell.colspan, places, cell.fill, cell.marks, cell.lines, cell.bold, cell.ink, struck,
        cell.confidence,
    )  # fmt: skip


def _numbered(blocks: Iterable[Block], folds: Mapping[int, float]) -> tuple[Block, ...]:
    """Tables counted from 1 in the document, every cell's places naming table, row and column of the joined table."""
    numbered: list[Block] = []
    tables = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            numbered.append(_on_sheet(block, folds))
            continue
        tables += 1
        numbered.append(
            Table(
                tuple(_numbered_cell(cell, tables, folds) for cell in block.cells),
                block.n_rows,
                block.n_columns,
                block.routes,
                block.header_rows,
                block.edges,
                on_sheet(block.page_first, None, folds)[0],
                on_sheet(block.page_last, None, folds)[0],
                block.continues,
            )
        )
    return tuple(numbered)


def _numbered_cell(cell: Cell, table: int, folds: Mapping[int, float]) -> Cell:
    seen = (on_sheet(place.page, place.box, folds) for place in cell.places)
    places = tuple(Place(page, table, cell.row + 1, cell.column + 1, box) for page, box in seen)
    return _replaced(cell, cell.text, cell.struck_text, places)


def _on_sheet(paragraph: Paragraph, folds: Mapping[int, float]) -> Paragraph:
    if not folds:
        return paragraph
    page, box = on_sheet(paragraph.place.page, paragraph.place.box, folds)
    return replace(paragraph, place=replace(paragraph.place, page=page, box=box))
