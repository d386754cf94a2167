"""Tiny real .docx files from raw XML, for tests of what Word writes and LibreOffice or python-docx would smooth over.

`document(folder, tbl(tr(tc("Action"), tc("Lead"))))` writes a file, reads it and gives the `Document`.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

from plantrace.extract.document import Document, Table
from plantrace.extract.word.read import read_docx
from plantrace.provenance import Source, file_sha256

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    }.items()
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_ROOTS = {"styles": "styles", "numbering": "numbering", "header": "hdr", "footer": "ftr", "footnotes": "footnotes", "endnotes": "endnotes"}

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_CONTENT_TYPES = (
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{_MAIN}"/>'
)

Spot = tuple[int, int, int, int, str]


def run(text: str, format_: str = "") -> str:
    return f'<w:r><w:rPr>{format_}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(content: str = "", format_: str = "") -> str:
    """A paragraph; plain text stands for one run."""
    inside = content if content.startswith("<") or not content else run(content)
    return f"<w:p><w:pPr>{format_}</w:pPr>{inside}</w:p>"


def tc(content: str = "", properties: str = "") -> str:
    """A cell; text or runs stand for one paragraph."""
    inside = content if content.startswith(("<w:p>", "<w:tbl>", "<w:sdt>")) else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str, widths: tuple[int, ...] = (), properties: str = "") -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def write_docx(path: Path, body: str, *, theme: str = "", media: dict[str, bytes] | None = None, title: str = "", **parts: str) -> Path:
    """`parts` are the insides of `styles`, `numbering`, `header`, `footnotes` ...; `media` are pictures, related as `rId-NAME`."""
    relations = "".join(f'<Relationship Id="rel-{kind}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>' for kind in (*parts, "theme"))
    relations += "".join(f'<Relationship Id="rId-{name}" Type="{_OFFICE}/image" Target="media/{name}"/>' for name in media or {})
    core = f'<Relationship Id="c" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{_PACKAGE}/content-types">{_CONTENT_TYPES}</Types>')
        main = f'<Relationship Id="m" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{_PACKAGE}/relationships">{main}{core}</Relationships>')
        archive.writestr("word/_rels/document.xml.rels", f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>')
        archive.writestr("word/document.xml", f"<w:document {NAMESPACES}><w:body>{body}<w:sectPr/></w:body></w:document>")
        archive.writestr(
            "word/theme.xml", f"<a:theme {NAMESPACES}><a:themeElements><a:clrScheme>{theme}</a:clrScheme></a:themeElements></a:theme>"
        )
        for kind, inside in parts.items():
            archive.writestr(f"word/{kind}.xml", f"<w:{_ROOTS[kind]} {NAMESPACES}>{inside}</w:{_ROOTS[kind]}>")
        for name, blob in (media or {}).items():
            archive.writestr(f"word/media/{name}", blob)
        if title:
            archive.writestr("docProps/core.xml", f'<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></c>')
    return path


def source(path: Path, format_: str = "docx") -> Source:
    return Source(path, file_sha256(path), format_)


def document(folder: Path, body: str, **more: object) -> Document:
    path = write_docx(folder / "plan.docx", body, **more)  # type: ignore[arg-type]
    return read_docx(source(path))


def spots(table: Table) -> list[Spot]:
    """(row, column, rowspan, colspan, text) of each cell."""
    return [(cell.row, cell.column, cell.rowspan, cell.colspan, cell.text) for cell in table]


def texts(printed: Document) -> list[str | list[str]]:
    """Paragraphs as text, tables as the list of their cells' texts."""
    return [[cell.text for cell in block] if isinstance(block, Table) else block.text for block in printed.blocks]
