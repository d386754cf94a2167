"""Whether two pieces have the same columns, and which column of one is which of the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol

from ..document import Cell, Route

RULED_SLACK = 3.0
"""Points by which a drawn border may stand elsewhere on the next page."""

READ_SLACK = 6.0
"""The same where OCR found the borders."""

ALIGNED_SLACK = 14.0
"""The same where columns are told by the alignment of words."""

DRAGGED = 14.0
"""Points by which authors drag the borders of a row away from those of its headings without seeing it."""

SHIFT = 45.0
"""Points by which a whole table may be moved sideways: mirrored margins, a scan fed in slightly off."""


@dataclass(frozen=True, slots=True)
class Joint:
    """The columns of two pieces laid over one another: `above[i]` and `below[i]` say which of `edges` border i of each piece is.

    A piece whose left columns are covered by a merged cell of the page before, and are not drawn, has fewer:

    | A1 | Audit files | JH |        edges 0 1 2 3, above (0, 1, 2, 3)
    page break
         | Train staff | KS |        below (1, 2, 3)
    """

    edges: tuple[float, ...]
    above: tuple[int, ...]
    below: tuple[int, ...]


class Columned(Protocol):
    """A table, growing or not."""

    @property
    def edges(self) -> tuple[float, ...]: ...
    @property
    def n_columns(self) -> int: ...
    @property
    def routes(self) -> Sequence[Route]: ...


def joint_columns(above: Columned, below: Columned) -> Joint | None:
    """The joint of two pieces; None where their columns disagree."""
    if not above.edges or not below.edges:
        if above.n_columns != below.n_columns:
            return None
        same = tuple(range(above.n_columns + 1))
        return Joint(above.edges or below.edges, same, same)
    routes = {*above.routes, *below.routes}
    if "alignment" in routes:
        return _aligned_joint(above.edges, below.edges)
    slack = RULED_SLACK if routes <= {"rules", "structure"} else READ_SLACK
    if len(above.edges) == len(below.edges):
        same = tuple(range(len(above.edges)))
        return Joint(above.edges, same, same) if _agree(above.edges, below.edges, slack) else None
    if len(above.edges) > len(below.edges):
        places = _places(above.edges, below.edges, slack)
        return None if places is None else Joint(above.edges, tuple(range(len(above.edges))), places)
    places = _places(below.edges, above.edges, slack)
    return None if places is None else Joint(below.edges, places, tuple(range(len(below.edges))))


def joint_below_headings(above: Columned, headings: Sequence[Cell], below: Columned) -> Joint | None:
    """The joint where a page ends with headings and the borders of the rows overleaf were dragged: a column a heading, nearly below it."""
    if not above.edges or not below.edges or len(headings) != below.n_columns or len(headings) < 3:
        return None
    places = (*(cell.column for cell in headings), headings[-1].column + headings[-1].colspan)
    if any(a.column + a.colspan != b.column for a, b in pairwise(headings)) or places[-1] >= len(above.edges):
        return None
    apart = [abs(above.edges[at] - edge) for at, edge in zip(places, below.edges, strict=True)]
    if max(apart) > DRAGGED or max(apart[0], apart[-1]) > RULED_SLACK:
        return None
    return Joint(above.edges, tuple(range(len(above.edges))), places)


def _aligned_joint(above: Sequence[float], below: Sequence[float]) -> Joint | None:
    """Where no line is drawn, the outer borders are where the longest lines end, and columns that are blank on a page are not seen."""
    fine, coarse = (above, below) if len(above) >= len(below) else (below, above)
    slack = min(ALIGNED_SLACK, 0.4 * min(b - a for a, b in pairwise(fine)))
    places = [min(range(1, len(fine) - 1), key=lambda at: abs(fine[at] - edge), default=0) for edge in coarse[1:-1]]
    if not places or any(abs(fine[at] - edge) > slack for at, edge in zip(places, coarse[1:-1], strict=True)):
        return None
    first = max((at for at in range(places[0]) if fine[at] <= coarse[0] + slack), default=0)
    last = min((at for at in range(places[-1] + 1, len(fine)) if fine[at] >= coarse[-1] - slack), default=len(fine) - 1)
    whole = (first, *places, last)
    if len(set(whole)) < len(whole) or len(whole) < (4 if first > 0 and last < len(fine) - 1 else 3):
        return None
    edges = (min(fine[0], coarse[0] if first == 0 else fine[0]), *fine[1:-1], max(fine[-1], coarse[-1]))
    same = tuple(range(len(fine)))
    return Joint(edges, same, whole) if fine is above else Joint(edges, whole, same)


def _agree(first: Sequence[float], second: Sequence[float], slack: float) -> bool:
    """Border by border once one is moved onto the other; a shift must keep the widths."""
    shift = sum(b - a for a, b in zip(first, second, strict=True)) / len(first)
    if abs(shift) > SHIFT:
        return False
    slack = min(slack, 0.4 * min(b - a for a, b in pairwise(first))) if abs(shift) < slack else min(slack, 2.0)
    return all(abs(b - shift - a) <= slack for a, b in zip(first, second, strict=True))


def _places(fine: Sequence[float], coarse: Sequence[float], slack: float) -> tuple[int, ...] | None:
    """Which border of `fine` each of `coarse` is. At least one outer border must be shared, and a good part of the width."""
    if coarse[-1] - coarse[0] < 0.3 * (fine[-1] - fine[0]):
        return None
    for shift in _shifts(fine, coarse):
        places = [min(range(len(fine)), key=lambda at: abs(fine[at] - edge - shift)) for edge in coarse]
        near = all(abs(fine[at] - edge - shift) <= slack for at, edge in zip(places, coarse, strict=True))
        if near and len(set(places)) == len(places) and (places[0] == 0 or places[-1] == len(fine) - 1):
            whole = places[0] == 0 and places[-1] == len(fine) - 1
            if len(places) > 2 or whole:
                return tuple(places)
    return None


def _shifts(fine: Sequence[float], coarse: Sequence[float]) -> Iterator[float]:
    yield 0.0
    for at in (-1, 0):
        shift = fine[at] - coarse[at]
        if abs(shift) <= SHIFT:
            yield shift


def refitted(cells: Sequence[Cell], places: Sequence[int]) -> list[Cell]:
    """Cells with column and colspan counted in the joint's columns."""
    if all(at == place for at, place in enumerate(places)):
        return list(cells)
    return [replace(cell, column=places[cell.column], colspan=places[cell.column + cell.colspan] - places[cell.column]) for cell in cells]
