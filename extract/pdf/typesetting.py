"""How letters are set: size, direction, weight, colour, whether anybody can see them. PDFium is asked once a text object."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from math import atan2, degrees, hypot

from . import bindings
from .letters import symbol_table

_Rgba = tuple[int, int, int, int]
_INVISIBLE_MODES = {3, 7}


@dataclass(frozen=True, slots=True)
class Type:
    """How the letters of one text object are set."""

    size: float
    turn: int | None
    bold: bool
    ink: str | None
    visible: bool
    symbols: dict[int, str] | None
    tag: int


class TypeReader:
    """Looks up a letter's `Type`, asking PDFium once for each text object and each font."""

    def __init__(self, textpage: int, tagged: bool) -> None:
        self.textpage = textpage
        self.tagged = tagged
        self.types: dict[int, Type] = {}
        self.alike: dict[tuple[object, ...], Type] = {}
        self.fonts: dict[int, tuple[bool, dict[int, str] | None]] = {}
        self.matrix = bindings.Matrix()
        self.rgba = (ctypes.c_uint * 4)()
        self.rgba_pointers = [ctypes.cast(ctypes.byref(self.rgba, 4 * part), bindings.UintPointer) for part in range(4)]
        self.matrix_pointer = ctypes.pointer(self.matrix)

    def of(self, letter: int) -> Type:
        text_object = bindings.letter_object(self.textpage, letter) or 0
        known = self.types.get(text_object)
        if known is None:
            known = self.types[text_object] = self._read(letter, text_object)
        return known

    def same(self, letter: int, other: int) -> bool:
        """Whether two letters belong to one text object."""
        return bool(bindings.letter_object(self.textpage, letter) == bindings.letter_object(self.textpage, other))

    def _read(self, letter: int, text_object: int) -> Type:
        """A browser makes each word a text object: those that are set alike share a `Type`."""
        matrix = self.matrix
        bindings.letter_matrix(self.textpage, letter, self.matrix_pointer)
        across, slant = matrix.a, matrix.b
        size = bindings.letter_size(self.textpage, letter) * hypot(matrix.c, matrix.d)
        mode = bindings.text_mode(text_object) if text_object else 0
        font = (bindings.text_font(text_object) if text_object else 0) or 0
        rgba = self._rgba(letter)
        tag = bindings.marked_content(text_object) if self.tagged and text_object else -1
        key = (size, across, slant, mode, font, rgba, tag)
        known = self.alike.get(key)
        if known is None:
            known = self.alike[key] = self._type(size, across, slant, mode, font, rgba, tag)
        return known

    def _type(self, size: float, across: float, slant: float, mode: int, font: int, rgba: _Rgba | None, tag: int) -> Type:
        turn: int | None = 0
        if slant or across < 0:
            quarter, rest = divmod(degrees(atan2(slant, across)) + 10, 90)
            turn = int(quarter) % 4 * 90 if rest <= 20 else None
        bold, symbols = self._font(font)
        ink, opaque = _ink(rgba)
        return Type(
            size=size,
            turn=turn,
            bold=bold or mode == 2,
            ink=ink,
            visible=mode not in _INVISIBLE_MODES and opaque and size > 0.5,
            symbols=symbols,
            tag=tag,
        )

    def _rgba(self, letter: int) -> _Rgba | None:
        if not bindings.letter_ink(self.textpage, letter, *self.rgba_pointers):
            return None
        red, green, blue, alpha = self.rgba
        return red, green, blue, alpha

    def _font(self, font: int) -> tuple[bool, dict[int, str] | None]:
        if font not in self.fonts:
            name = _font_name(font) if font else ""
            heavy = any(part in name.lower() for part in ("bold", "black", "heavy", "-bd", "semibold", "demi"))
            self.fonts[font] = heavy or (bool(font) and bindings.font_weight(font) >= 600), symbol_table(name)
        return self.fonts[font]


def _ink(rgba: _Rgba | None) -> tuple[str | None, bool]:
    """Colour of letters, None for black, and whether anything is seen of them."""
    if rgba is None:
        return None, True
    red, green, blue, alpha = rgba
    return (None if max(red, green, blue) < 64 else f"{red:02X}{green:02X}{blue:02X}"), alpha > 8


def _font_name(font: int) -> str:
    buffer = ctypes.create_string_buffer(256)
    bindings.font_name(font, buffer, 256)
    return buffer.value.decode("utf-8", "replace")
