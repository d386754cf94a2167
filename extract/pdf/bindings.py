"""The PDFium calls made once a letter or once a line, bound to plain integers.

pypdfium2's raw API wraps every handle in a ctypes pointer, which at 3,000 letters a page costs more than PDFium itself. Here
handles are addresses (`int`, None for null) and the interpreter lock stays held, as each call takes a fraction of a microsecond.
PDFium is not thread-safe: one thread at a time.
"""

from __future__ import annotations

import ctypes
from ctypes import POINTER, PYFUNCTYPE, c_float, c_int, c_uint, c_ulong, c_ushort, c_void_p
from typing import Any

import pypdfium2.raw as pdfium

FloatPointer = POINTER(c_float)
UintPointer = POINTER(c_uint)


def _bound(function: Any, result: Any, *arguments: Any) -> Any:
    return PYFUNCTYPE(result, *arguments)(ctypes.cast(function, c_void_p).value or 0)


class Rectangle(ctypes.Structure):
    """PDFium's FS_RECTF, origin at the bottom left."""

    _fields_ = (("left", c_float), ("top", c_float), ("right", c_float), ("bottom", c_float))


class Matrix(ctypes.Structure):
    """PDFium's FS_MATRIX: x' = a x + c y + e, y' = b x + d y + f."""

    _fields_ = tuple((name, c_float) for name in "abcdef")


def address(handle: Any) -> int | None:
    """The address behind a handle that pypdfium2's raw API gave."""
    return ctypes.cast(handle, c_void_p).value


RectanglePointer, MatrixPointer = POINTER(Rectangle), POINTER(Matrix)

count_letters = _bound(pdfium.FPDFText_CountChars, c_int, c_void_p)
letters_text = _bound(pdfium.FPDFText_GetText, c_int, c_void_p, c_int, c_int, POINTER(c_ushort))
letter_code = _bound(pdfium.FPDFText_GetUnicode, c_uint, c_void_p, c_int)
letter_loose_box = _bound(pdfium.FPDFText_GetLooseCharBox, c_int, c_void_p, c_int, c_void_p)
letter_tight_box = _bound(pdfium.FPDFText_GetCharBox, c_int, c_void_p, c_int, *(POINTER(ctypes.c_double),) * 4)
letter_origin = _bound(pdfium.FPDFText_GetCharOrigin, c_int, c_void_p, c_int, *(POINTER(ctypes.c_double),) * 2)
letter_matrix = _bound(pdfium.FPDFText_GetMatrix, c_int, c_void_p, c_int, MatrixPointer)
letter_size = _bound(pdfium.FPDFText_GetFontSize, ctypes.c_double, c_void_p, c_int)
letter_ink = _bound(pdfium.FPDFText_GetFillColor, c_int, c_void_p, c_int, *(UintPointer,) * 4)
letter_object = _bound(pdfium.FPDFText_GetTextObject, c_void_p, c_void_p, c_int)
letter_generated = _bound(pdfium.FPDFText_IsGenerated, c_int, c_void_p, c_int)
text_font = _bound(pdfium.FPDFTextObj_GetFont, c_void_p, c_void_p)
text_mode = _bound(pdfium.FPDFTextObj_GetTextRenderMode, c_int, c_void_p)
font_name = _bound(pdfium.FPDFFont_GetBaseFontName, c_ulong, c_void_p, ctypes.c_char_p, c_ulong)
font_weight = _bound(pdfium.FPDFFont_GetWeight, c_int, c_void_p)
marked_content = _bound(pdfium.FPDFPageObj_GetMarkedContentID, c_int, c_void_p)

count_objects = _bound(pdfium.FPDFPage_CountObjects, c_int, c_void_p)
page_object = _bound(pdfium.FPDFPage_GetObject, c_void_p, c_void_p, c_int)
count_form_objects = _bound(pdfium.FPDFFormObj_CountObjects, c_int, c_void_p)
form_object = _bound(pdfium.FPDFFormObj_GetObject, c_void_p, c_void_p, c_ulong)
object_type = _bound(pdfium.FPDFPageObj_GetType, c_int, c_void_p)
object_bounds = _bound(pdfium.FPDFPageObj_GetBounds, c_int, c_void_p, *(FloatPointer,) * 4)
object_matrix = _bound(pdfium.FPDFPageObj_GetMatrix, c_int, c_void_p, MatrixPointer)
fill_colour = _bound(pdfium.FPDFPageObj_GetFillColor, c_int, c_void_p, *(UintPointer,) * 4)
stroke_colour = _bound(pdfium.FPDFPageObj_GetStrokeColor, c_int, c_void_p, *(UintPointer,) * 4)
stroke_width = _bound(pdfium.FPDFPageObj_GetStrokeWidth, c_int, c_void_p, FloatPointer)
draw_mode = _bound(pdfium.FPDFPath_GetDrawMode, c_int, c_void_p, POINTER(c_int), POINTER(c_int))
count_segments = _bound(pdfium.FPDFPath_CountSegments, c_int, c_void_p)
path_segment = _bound(pdfium.FPDFPath_GetPathSegment, c_void_p, c_void_p, c_int)
segment_point = _bound(pdfium.FPDFPathSegment_GetPoint, c_int, c_void_p, FloatPointer, FloatPointer)
segment_type = _bound(pdfium.FPDFPathSegment_GetType, c_int, c_void_p)
segment_closes = _bound(pdfium.FPDFPathSegment_GetClose, c_int, c_void_p)

tree_children = _bound(pdfium.FPDF_StructTree_CountChildren, c_int, c_void_p)
tree_child = _bound(pdfium.FPDF_StructTree_GetChildAtIndex, c_void_p, c_void_p, c_int)
element_children = _bound(pdfium.FPDF_StructElement_CountChildren, c_int, c_void_p)
element_child = _bound(pdfium.FPDF_StructElement_GetChildAtIndex, c_void_p, c_void_p, c_int)
element_content = _bound(pdfium.FPDF_StructElement_GetChildMarkedContentID, c_int, c_void_p, c_int)
element_type = _bound(pdfium.FPDF_StructElement_GetType, c_ulong, c_void_p, c_void_p, c_ulong)
