"""Paint as evidence of rows and columns: zebra stripes, headings white on dark, coloured cells without a line between them.

A stripe may be painted whole, cell by cell, or paragraph by paragraph (Word's paragraph shading), then with ragged ends. The rows on
white between two stripes are told by their neighbours' edges.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from .page import Fill, Word

SMALLEST = 6.0
"""Points: a lower or narrower area is a highlight or a dot, no cell."""
SAME_EDGE = 1.2
"""Points by which the cells of one stripe may differ in their edges."""
COLUMN_GAP = 14.0
"""Points: the widest strip between the painted paragraphs of neighbouring cells, their margins on both sides."""
MOST = 2_000
"""Painted areas of a page: more are a picture."""
TALLER = 1.6
"""Type sizes: a fill that holds text and is no taller is a highlight of that line, perhaps."""


@dataclass(frozen=True, slots=True)
class Stripe:
    """Fills side by side that make one painted row, or part of one; `spans` are their x positions, merged where they touch."""

    top: float
    bottom: float
    colour: str
    spans: tuple[tuple[float, float], ...]

    @property
    def left(self) -> float:
        return self.spans[0][0]

    @property
    def right(self) -> float:
        return self.spans[-1][1]

    def width_within(self, left: float, right: float) -> float:
        return sum(max(0.0, min(x1, right) - max(x0, left)) for x0, x1 in self.spans)


@dataclass(frozen=True, slots=True)
class RowEdges:
    """Where paint says that rows begin: under most columns (`stripes`, their tops and feet), or in one column alone (y, left, right)."""

    stripes: tuple[tuple[float, float], ...] = ()
    single: tuple[tuple[float, float, float], ...] = ()
    cells: tuple[tuple[float, float], ...] = ()
    """Tops and feet of coloured cells that stand alone in their row: a rating reaches as far as its row does."""

    @property
    def whole(self) -> tuple[float, ...]:
        return tuple(edge for stripe in self.stripes for edge in stripe)

    @property
    def gaps(self) -> tuple[tuple[float, float], ...]:
        """The white between two stripes, and below the last."""
        ends = [*self.stripes, (float("inf"), 0.0)] if self.stripes else []
        return tuple((above[1], below[0]) for above, below in pairwise(ends) if below[0] - above[1] > SMALLEST)

    def between(self, above: float, below: float) -> float | None:
        """The edge under most columns that lies between two heights."""
        return next((y for y in self.whole if above < y <= below), None)

    def within_one_cell(self, above: float, below: float) -> bool:
        return any(top < above and below < bottom for top, bottom in self.cells)

    def singles_between(self, above: float, below: float) -> list[tuple[float, float, float]]:
        return [edge for edge in self.single if above < edge[0] <= below]


def is_painted_cell(fill: Fill) -> bool:
    return fill.colour != "FFFFFF" and fill.box[2] - fill.box[0] > SMALLEST and fill.box[3] - fill.box[1] > SMALLEST


def fills_to_stripes(fills: Sequence[Fill]) -> list[Stripe]:
    """Stripes from top to bottom; cells of one row are known by their common edges, ragged ones by their colour."""
    painted = {fill for fill in fills if is_painted_cell(fill)}
    groups: list[list[Fill]] = []
    for fill in sorted(painted if len(painted) <= MOST else (), key=lambda f: (f.box[1], f.box[0])):
        home = next((group for group in reversed(groups[-12:]) if any(_side_by_side(fill, other) for other in group)), None)
        if home is None:
            groups.append([fill])
        else:
            home.append(fill)
    return _whole_paragraphs([_stripe(group) for group in groups])


def _side_by_side(a: Fill, b: Fill) -> bool:
    if abs(a.box[1] - b.box[1]) <= SAME_EDGE and abs(a.box[3] - b.box[3]) <= SAME_EDGE:
        return True
    common = min(a.box[3], b.box[3]) - max(a.box[1], b.box[1])
    return a.colour == b.colour and common > SAME_EDGE


def _stripe(group: Sequence[Fill]) -> Stripe:
    spans: list[tuple[float, float]] = []
    for x0, x1 in sorted((fill.box[0], fill.box[2]) for fill in group):
        if spans and x0 < spans[-1][1] - 2:
            spans[-1] = spans[-1][0], max(spans[-1][1], x1)
        else:
            spans.append((x0, x1))
    widest = max(group, key=lambda fill: fill.box[2] - fill.box[0])
    return Stripe(min(f.box[1] for f in group), max(f.box[3] for f in group), widest.colour, tuple(spans))


def _whole_paragraphs(stripes: Sequence[Stripe]) -> list[Stripe]:
    """Shaded paragraphs of one cell, or highlighted lines, that follow upon one another belong to the stripe above them."""
    whole: list[Stripe] = []
    for stripe in sorted(stripes, key=lambda one: one.top):
        above = whole[-1] if whole else None
        if (
            above is not None
            and above.colour == stripe.colour
            and -SAME_EDGE < stripe.top - above.bottom < 1.5
            and _narrower(stripe, above)
        ):
            whole[-1] = Stripe(above.top, max(above.bottom, stripe.bottom), above.colour, above.spans)
        else:
            whole.append(stripe)
    return whole


def _narrower(stripe: Stripe, above: Stripe) -> bool:
    follows = -SAME_EDGE < stripe.top - above.bottom < 1.5
    inside = follows and stripe.left > above.left - 2 and stripe.right < above.right + 2
    return inside and stripe.width_within(above.left, above.right) < 0.9 * above.width_within(above.left, above.right)


def stripes_to_row_edges(stripes: Sequence[Stripe], xs: Sequence[float], words: Sequence[Word]) -> RowEdges:
    """The edges of rows in a table whose columns have the borders `xs`."""
    left, right = xs[0], xs[-1]
    whole: list[tuple[float, float]] = []
    single: list[tuple[float, float, float]] = []
    cells: list[tuple[float, float]] = []
    for stripe in stripes:
        if stripe.width_within(left, right) > 0.5 * (right - left):
            whole.append((stripe.top, stripe.bottom))
            continue
        for span in stripe.spans:
            columns = [(a, b) for a, b in pairwise(xs) if min(b, span[1]) - max(a, span[0]) > 0.6 * (b - a)]
            if columns:
                edges = _single_edges(stripe, span, words)
                single += edges
                cells += [(stripe.top, stripe.bottom)] if len(edges) > 1 else []
    return RowEdges(tuple(sorted(whole)), tuple(sorted(single)), tuple(cells))


def _single_edges(stripe: Stripe, span: tuple[float, float], words: Sequence[Word]) -> list[tuple[float, float, float]]:
    """A coloured cell's edges: none of a mere highlight; its foot counts where more is painted than its text."""
    inside = [word for word in words if _within(word, stripe, span)]
    height = stripe.bottom - stripe.top
    if inside and height < TALLER * max(word.size for word in inside):
        return []
    edges = [(stripe.top, *span)]
    if not inside or stripe.bottom - max(word.box[3] for word in inside) > 0.8 * inside[0].size:
        edges.append((stripe.bottom, *span))
    return edges


def _within(word: Word, stripe: Stripe, span: tuple[float, float]) -> bool:
    x, y = (word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2
    return span[0] <= x <= span[1] and stripe.top <= y <= stripe.bottom


def stripes_to_columns(stripes: Sequence[Stripe], left: float, right: float) -> list[float]:
    """All borders of the columns, the outer ones too, where cells are painted one by one over the whole width of the text; else none."""
    full = [stripe for stripe in stripes if len(stripe.spans) > 1 and stripe.left <= left + 3 and stripe.right >= right - 3]
    full = [stripe for stripe in full if all(b[0] - a[1] <= COLUMN_GAP for a, b in pairwise(stripe.spans))]
    if not full:
        return []
    spans = max(full, key=lambda stripe: len(stripe.spans)).spans
    return [spans[0][0], *((a[1] + b[0]) / 2 for a, b in pairwise(spans)), spans[-1][1]]
