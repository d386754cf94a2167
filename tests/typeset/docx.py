"""A sheet as a Word file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .layouts import Layout
from .sheet import Sheet, cells_of


def sheet_to_docx(sheet: Sheet, layout: Layout, path: Path) -> None:
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm, Pt

    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Liberation Sans", Pt(layout.size)
    style.paragraph_format.space_after = Pt(0)
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT if layout.portrait else WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = (Mm(210), Mm(297)) if layout.portrait else (Mm(297), Mm(210))
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(13)
    document.add_heading(sheet.title, 1)
    room = section.page_width - section.left_margin - section.right_margin
    table = document.add_table(rows=len(sheet.rows) + 1 + sum(row.banner is not None for row in sheet.rows), cols=len(sheet.headings))
    table.autofit = False
    _borders(table, layout)
    widths = [int(room * weight / sum(sheet.weights)) for weight in sheet.weights]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    grid = [list(row.cells) for row in table.rows]
    for row, cells in zip(table.rows, grid, strict=True):
        for cell, width in zip(cells, widths, strict=True):
            cell.width = width
        if layout.keep_rows:
            _flag(row, "w:cantSplit")
    for cell, text in zip(grid[0], sheet.headings, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
        _shade(cell, "1F3864" if layout.dark_heading else "D9D9D9")
        if layout.dark_heading:
            _whiten(cell)
    if layout.repeat_heading:
        _flag(table.rows[0], "w:tblHeader")
    below = 1
    for at, cells in enumerate(cells_of(sheet, layout.faked_merges)):
        if (banner := sheet.rows[at].banner) is not None:
            grid[at + below][0].merge(grid[at + below][-1]).paragraphs[0].add_run(banner).bold = True
            below += 1
        for column, text, span in cells:
            cell = grid[at + below][column]
            _write(cell, text)
            colour = sheet.rows[at].colour if column == sheet.rating else None
            if colour or (layout.zebra and at % 2):
                _shade(cell, colour or "EEF2F8")
            if span > 1:
                cell.merge(grid[at + below + span - 1][column])
    document.save(str(path))


def _write(cell: Any, text: str) -> None:
    lines = text.split("\n")
    cell.paragraphs[0].add_run(lines[0])
    for line in lines[1:]:
        cell.add_paragraph(line)


def _borders(table: Any, layout: Layout) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders = OxmlElement("w:tblBorders")
    drawn = {"grid": "top left bottom right insideH insideV", "horizontal": "top bottom insideH"}.get(layout.rules, "").split()
    for side in "top left bottom right insideH insideV".split():
        border = OxmlElement(f"w:{side}")
        border.set(qn("w:val"), "single" if side in drawn else "nil")
        border.set(qn("w:sz"), "6")
        borders.append(border)
    table._tbl.tblPr.append(borders)


def _flag(row: Any, name: str) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _shade(cell: Any, colour: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:fill"), colour)
    cell._tc.get_or_add_tcPr().append(shading)


def _whiten(cell: Any) -> None:
    from docx.shared import RGBColor

    for run in cell.paragraphs[0].runs:
        run.font.color.rgb = RGBColor(255, 255, 255)
