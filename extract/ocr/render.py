"""A PDF page -> its picture."""

from __future__ import annotations

import ctypes
from math import sqrt
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
"""Grey (height, width) or RGB (height, width, 3), 0 is black."""

DPI = 300.0
"""Dots per inch at which Tesseract reads body text best: capitals of 11 point are some 30 dots high."""

MOST_PIXELS = 40_000_000
"""Dots of one page; a larger page (a poster, a hostile MediaBox) is rendered with fewer dots per inch."""

LONGEST_SIDE = 16_000

LEAST_DPI = 20.0
"""With fewer dots nobody reads a letter: PDF allows pages of 200 inches, whose pictures have 31 dots per inch."""


def page_to_picture(document: Any, number: int, dpi: float = DPI, most_pixels: int = MOST_PIXELS) -> tuple[Picture, float] | None:
    """(RGB picture, dots per point) of page `number` (from 1) as a reader sees it: /Rotate and CropBox applied, annotations drawn.

    `document` is PDFium's handle. None where the page cannot be rendered, or not so that anything
    could be read on it.
    """
    page = pdfium.FPDF_LoadPage(document, number - 1)
    if not page:
        return None
    try:
        width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
        if not (width > 0 and height > 0):
            return None
        scale = min(dpi / 72, sqrt(most_pixels / (width * height)), LONGEST_SIDE / max(width, height))
        if scale < min(dpi, LEAST_DPI) / 72:
            return None
        return _rendered(page, max(1, round(width * scale)), max(1, round(height * scale))), scale
    finally:
        pdfium.FPDF_ClosePage(page)


def _rendered(page: Any, across: int, down: int) -> Picture:
    bitmap = pdfium.FPDFBitmap_CreateEx(across, down, pdfium.FPDFBitmap_BGR, None, 0)
    if not bitmap:
        raise MemoryError(f"no room for a picture of {across} x {down} dots")
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, across, down, 0xFFFFFFFF)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, across, down, 0, pdfium.FPDF_ANNOT)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        data = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * down)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    rows = np.frombuffer(data, np.uint8).reshape(down, stride)[:, : across * 3]
    return np.ascontiguousarray(rows.reshape(down, across, 3)[:, :, ::-1])
