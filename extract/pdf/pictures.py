"""The colour of a little picture: a rating may be a red dot pasted as an image."""

from __future__ import annotations

import ctypes

import pypdfium2.raw as pdfium

MOST_PIXELS = 400 * 400
"""Of the picture as it stands on the page."""

MOST_STORED = 4_000_000
"""Of the picture as it stands in the file: PDFium unpacks all of it, however small it is drawn."""


def mean_colour(document: int, page: int, picture: int) -> str | None:
    """sRGB hex: the mean of the pixels that are neither white nor transparent, None where there are none or the picture is large."""
    handles = (
        ctypes.cast(document, pdfium.FPDF_DOCUMENT),
        ctypes.cast(page, pdfium.FPDF_PAGE),
        ctypes.cast(picture, pdfium.FPDF_PAGEOBJECT),
    )
    across, down = ctypes.c_uint(), ctypes.c_uint()
    known = pdfium.FPDFImageObj_GetImagePixelSize(handles[2], ctypes.byref(across), ctypes.byref(down))
    if known and across.value * down.value > MOST_STORED:
        return None
    bitmap = pdfium.FPDFImageObj_GetRenderedBitmap(*handles)
    if not bitmap:
        return None
    try:
        width, height = pdfium.FPDFBitmap_GetWidth(bitmap), pdfium.FPDFBitmap_GetHeight(bitmap)
        step = {pdfium.FPDFBitmap_Gray: 1, pdfium.FPDFBitmap_BGR: 3, pdfium.FPDFBitmap_BGRx: 4, pdfium.FPDFBitmap_BGRA: 4}
        size = step.get(pdfium.FPDFBitmap_GetFormat(bitmap), 0)
        if not size or not 0 < width * height <= MOST_PIXELS:
            return None
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        data = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * height)
        clear = pdfium.FPDFBitmap_GetFormat(bitmap) == pdfium.FPDFBitmap_BGRA
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    pixels = [data[y * stride + x * size :][:size] for y in range(height) for x in range(width)]
    painted = [pixel for pixel in pixels if not (clear and pixel[3] < 64) and min(pixel[:3]) < 235]
    if not painted:
        return None
    blue, green, red = (sum(pixel[part % size] for pixel in painted) // len(painted) for part in range(3))
    return f"{red:02X}{green:02X}{blue:02X}"
