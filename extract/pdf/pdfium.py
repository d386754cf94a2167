"""A PDF file -> one `PageContent` a page, through PDFium."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2.raw as pdfium

from ...diagnostics import DamagedDocument, EmptyFile, EncryptedDocument
from . import bindings
from .frame import Frame
from .limits import check_pages, check_streams
from .page import LineEnds, PageContent
from .paths import Drawing
from .strokes import rules_to_struck_words
from .structure import page_to_tags
from .words import textpage_to_words, words_to_line_ends

_PASSWORD_WANTED, _OTHER_SECURITY = 4, 5


class OpenPdf:
    """A PDF that PDFium holds open; made by `open_pdf`, closed when its `with` ends."""

    def __init__(self, handle: object, path: Path) -> None:
        self.handle = handle
        self.path = path
        self.pages: int = pdfium.FPDF_GetPageCount(handle)
        self.line_ends: LineEnds | None = None
        self.tagged = bool(pdfium.FPDFCatalog_IsTagged(handle))
        self.by_browser = "Skia/PDF" in (self._property(b"Producer") or "")

    @property
    def title(self) -> str | None:
        """The title in the file's properties."""
        return self._property(b"Title")

    def _property(self, name: bytes) -> str | None:
        size = pdfium.FPDF_GetMetaText(self.handle, name, None, 0)
        buffer = ctypes.create_string_buffer(size)
        pdfium.FPDF_GetMetaText(self.handle, name, buffer, size)
        return buffer.raw.decode("utf-16-le", "replace").strip("\x00 \t\r\n") or None

    def page(self, number: int) -> PageContent | None:
        """What stands on page `number` (from 1); None where the page itself cannot be read."""
        handle = pdfium.FPDF_LoadPage(self.handle, number - 1)
        if not handle:
            return None
        try:
            return self._content(handle, number)
        finally:
            pdfium.FPDF_ClosePage(handle)

    def _content(self, handle: object, number: int) -> PageContent:
        frame = _frame(handle)
        drawing = Drawing(frame, bindings.address(self.handle) or 0, bindings.address(handle) or 0).read_page()
        textpage = pdfium.FPDFText_LoadPage(handle)
        try:
            words = textpage_to_words(bindings.address(textpage) or 0, frame, self.tagged) if textpage else []
        finally:
            if textpage:
                pdfium.FPDFText_ClosePage(textpage)
        words, rules = rules_to_struck_words(words, drawing.rules)
        self.line_ends = words_to_line_ends(words, self.line_ends)
        return PageContent(
            number,
            frame.width,
            frame.height,
            tuple(words),
            tuple(rules),
            tuple(drawing.fills),
            tuple(drawing.shapes),
            tags=page_to_tags(handle) if self.tagged else {},
            line_ends=self.line_ends or "bare",
            tag_breaks=self.tagged and self.by_browser,
            pictured=drawing.pictured,
        )

    def __iter__(self) -> Iterator[PageContent | None]:
        for number in range(1, self.pages + 1):
            yield self.page(number)


def _frame(handle: object) -> Frame:
    box = pdfium.FS_RECTF()
    if not pdfium.FPDF_GetPageBoundingBox(handle, ctypes.byref(box)):
        return Frame(0, 0, pdfium.FPDF_GetPageWidthF(handle), pdfium.FPDF_GetPageHeightF(handle))
    return Frame(box.left, box.bottom, box.right, box.top, pdfium.FPDFPage_GetRotation(handle) % 4 * 90)


@contextmanager
def open_pdf(path: Path) -> Iterator[OpenPdf]:
    """Opens a PDF.

    Raises EmptyFile; EncryptedDocument where it opens only with a password (one that only forbids printing opens); DamagedDocument
    where PDFium can make nothing of it; LimitExceeded.
    """
    data = path.read_bytes()
    if not data:
        raise EmptyFile(path)
    check_streams(path, data)
    pdfium.FPDF_InitLibrary()
    handle = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not handle:
        error = pdfium.FPDF_GetLastError()
        if error == _PASSWORD_WANTED:
            raise EncryptedDocument(path)
        if error == _OTHER_SECURITY:
            raise EncryptedDocument(path, "or with a certificate, or a program of its publisher")
        raise DamagedDocument(path)
    try:
        opened = OpenPdf(handle, path)
        if opened.pages <= 0:
            raise DamagedDocument(path, "no pages")
        check_pages(path, opened.pages)
        yield opened
    finally:
        pdfium.FPDF_CloseDocument(handle)
