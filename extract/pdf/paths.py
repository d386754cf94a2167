"""PDFium's page objects -> rules, fills and shapes.

A rule may be a stroked line, a thin filled rectangle, a side of a rectangle's outline or a row of dots; Word, LibreOffice, browsers
and old printer drivers each have their own way. What counts is what a reader sees: something thin, straight and long.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from itertools import pairwise, repeat
from typing import NamedTuple

from . import bindings
from .frame import Frame
from .page import Fill, Rule, Shape
from .pictures import mean_colour

THIN = 2.6
"""Points: what is thinner is a rule, what is thicker an area."""

MOST_SEGMENTS = 200_000
"""Segments read of one page; a page that draws more is a map, not a plan."""

_TEXT, _PATH, _IMAGE, _SHADING, _FORM = 1, 2, 3, 4, 5
_LINE_TO, _BEZIER_TO, _MOVE_TO = 0, 1, 2
_FORMS_DEEP = 6


class _Affine(NamedTuple):
    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def of(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def after(self, first: _Affine) -> _Affine:
        """`first`, then this."""
        a, b = self.a * first.a + self.c * first.b, self.b * first.a + self.d * first.b
        c, d = self.a * first.c + self.c * first.d, self.b * first.c + self.d * first.d
        return _Affine(a, b, c, d, *self.of(first.e, first.f))


_UNMOVED = _Affine(1, 0, 0, 1, 0, 0)


@dataclass(slots=True)
class Drawing:
    """What is drawn on a page, gathered object by object."""

    frame: Frame
    document: int
    page: int
    rules: list[Rule] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    pictured: float = 0.0
    segments_left: int = MOST_SEGMENTS
    floats: list[ctypes.c_float] = field(default_factory=lambda: [ctypes.c_float() for _ in range(4)])
    whole: list[ctypes.c_uint] = field(default_factory=lambda: [ctypes.c_uint() for _ in range(4)])
    modes: list[ctypes.c_int] = field(default_factory=lambda: [ctypes.c_int() for _ in range(2)])
    floats_at: tuple[object, ...] = field(init=False)
    """Where PDFium writes `floats`, `whole` and `modes`."""
    whole_at: tuple[object, ...] = field(init=False)
    modes_at: tuple[object, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.floats_at, self.whole_at, self.modes_at = (tuple(map(ctypes.byref, each)) for each in (self.floats, self.whole, self.modes))

    def read_page(self) -> Drawing:
        count = bindings.count_objects(self.page)
        handles = list(map(bindings.page_object, repeat(self.page), range(count)))
        for handle, kind in zip(handles, map(bindings.object_type, handles), strict=True):
            if kind != _TEXT:
                self._read(handle, kind, _UNMOVED, 0)
        return self

    def _read(self, handle: int, kind: int, placed: _Affine, deep: int) -> None:
        if kind == _PATH:
            self._read_path(handle, placed)
        elif kind == _IMAGE:
            self._read_image(handle, placed)
        elif kind == _FORM and deep < _FORMS_DEEP:
            inner = placed.after(self._matrix(handle))
            for index in range(bindings.count_form_objects(handle)):
                part = bindings.form_object(handle, index)
                self._read(part, bindings.object_type(part), inner, deep + 1)

    def _matrix(self, handle: int) -> _Affine:
        matrix = bindings.Matrix()
        if not bindings.object_matrix(handle, ctypes.byref(matrix)):
            return _UNMOVED
        return _Affine(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)

    def _bounds(self, handle: int, placed: _Affine) -> tuple[float, float, float, float] | None:
        if not bindings.object_bounds(handle, *self.floats_at):
            return None
        x0, y0, x1, y1 = (part.value for part in self.floats)
        if placed is not _UNMOVED:
            corners = [placed.of(x, y) for x in (x0, x1) for y in (y0, y1)]
            xs, ys = [x for x, _ in corners], [y for _, y in corners]
            x0, y0, x1, y1 = min(xs), min(ys), max(xs), max(ys)
        return self.frame.box(x0, y0, x1, y1)

    def _colour(self, handle: int, asked: object) -> str | None:
        """sRGB hex on white paper, None for what cannot be seen."""
        if not asked(handle, *self.whole_at):  # type: ignore[operator]
            return None
        *parts, alpha = [part.value for part in self.whole]
        if alpha < 8:
            return None
        red, green, blue = [255 - (255 - part) * alpha // 255 for part in parts]
        return f"{red:02X}{green:02X}{blue:02X}"

    def _read_path(self, handle: int, placed: _Affine) -> None:
        bounds = self._bounds(handle, placed)
        if bounds is None or bounds[0] > self.frame.width or bounds[1] > self.frame.height or bounds[2] < 0 or bounds[3] < 0:
            return
        bindings.draw_mode(handle, *self.modes_at)
        filled, stroked = self.modes[0].value, self.modes[1].value
        fill = self._colour(handle, bindings.fill_colour) if filled else None
        stroke = self._colour(handle, bindings.stroke_colour) if stroked else None
        if fill is None and stroke is None:
            return
        x0, top, x1, bottom = bounds
        if x1 - x0 <= THIN or bottom - top <= THIN:
            self._add_rule(bounds, fill or stroke)
            return
        count = bindings.count_segments(handle)
        if count <= 0 or count > self.segments_left:
            return
        self.segments_left -= count
        for outline in self._outlines(handle, count, placed.after(self._matrix(handle))):
            self._add_outline(outline, fill, stroke)

    def _outlines(self, handle: int, count: int, placed: _Affine) -> list[tuple[list[tuple[float, float]], bool, bool]]:
        """(corners as a reader sees them, curved, closed) for each part of a path."""
        outlines: list[tuple[list[tuple[float, float]], bool, bool]] = []
        corners: list[tuple[float, float]] = []
        curved = closed = False
        (x, y), (x_at, y_at) = self.floats[:2], self.floats_at[:2]
        for index in range(count):
            segment = bindings.path_segment(handle, index)
            kind = bindings.segment_type(segment)
            bindings.segment_point(segment, x_at, y_at)
            if kind == _MOVE_TO:
                if len(corners) > 1:
                    outlines.append((corners, curved, closed))
                corners, curved, closed = [], False, False
            curved = curved or kind == _BEZIER_TO
            closed = closed or bool(bindings.segment_closes(segment))
            across, up = placed.of(x.value, y.value)
            seen = self.frame.box(across, up, across, up)
            corners.append((seen[0], seen[1]))
        if len(corners) > 1:
            outlines.append((corners, curved, closed))
        return outlines

    def _add_outline(self, outline: tuple[list[tuple[float, float]], bool, bool], fill: str | None, stroke: str | None) -> None:
        corners, curved, closed = outline
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        box = (min(xs), min(ys), max(xs), max(ys))
        if box[2] - box[0] <= THIN or box[3] - box[1] <= THIN:
            self._add_rule(box, fill or stroke)
            return
        sides = list(pairwise(corners))
        if closed or fill:
            sides.append((corners[-1], corners[0]))
        straight = not curved and all(min(abs(a[0] - b[0]), abs(a[1] - b[1])) <= 0.7 for a, b in sides)
        if not straight and max(box[2] - box[0], box[3] - box[1]) < 45:
            self.shapes.append(Shape(box, fill or stroke or "000000"))
            return
        if fill and not (fill == "FFFFFF" and self._covers_page(box)):
            self.fills.append(Fill(box, fill))
        if stroke and straight:
            for a, b in sides:
                self._add_rule((min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])), stroke)

    def _covers_page(self, box: tuple[float, float, float, float]) -> bool:
        return (box[2] - box[0]) * (box[3] - box[1]) > 0.9 * self.frame.width * self.frame.height

    def _add_rule(self, box: tuple[float, float, float, float], colour: str | None) -> None:
        x0, top, x1, bottom = box
        across, down = x1 - x0, bottom - top
        seen = None if colour == "000000" else colour
        if across >= down:
            self.rules.append(Rule(True, (top + bottom) / 2, x0, x1, seen, down))
        if down > across or (down == across > 0) or (across <= THIN and down <= THIN):
            self.rules.append(Rule(False, (x0 + x1) / 2, top, bottom, seen, across))

    def _read_image(self, handle: int, placed: _Affine) -> None:
        bounds = self._bounds(handle, placed)
        if bounds is None:
            return
        x0, top, x1, bottom = bounds
        area = max(0.0, min(x1, self.frame.width) - max(x0, 0)) * max(0.0, min(bottom, self.frame.height) - max(top, 0))
        self.pictured = min(1.0, self.pictured + area / max(1.0, self.frame.width * self.frame.height))
        if x1 - x0 <= THIN or bottom - top <= THIN:
            self._add_rule(bounds, None)  # some printer drivers draw their lines as pictures one dot high
        elif max(x1 - x0, bottom - top) < 45:
            colour = mean_colour(self.document, self.page, handle)
            if colour:
                self.shapes.append(Shape(bounds, colour, "picture"))
