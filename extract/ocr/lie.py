"""How a scanned page lay, and the way back from the straightened page to the page as a reader sees it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import cos, radians, sin

from ...provenance import Box, Place
from ..document import Block, Cell, Paragraph, Table


@dataclass(frozen=True, slots=True)
class Lie:
    """How a page lies: `turn` degrees clockwise and then `slope` degrees anticlockwise make it upright and level.

    `width` and `height` are those of the upright page, in points.
    """

    turn: int
    slope: float
    width: float
    height: float

    def as_seen(self, box: Box) -> Box:
        """The box on the page as a reader sees it, before anybody turned it: the smallest that holds the askew one."""
        x0, top, x1, bottom = box
        corners = [self._seen(x, y) for x in (x0, x1) for y in (top, bottom)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return min(xs), min(ys), max(xs), max(ys)

    def _seen(self, x: float, y: float) -> tuple[float, float]:
        if self.slope:
            across, down = x - self.width / 2, y - self.height / 2
            c, s = cos(radians(self.slope)), sin(radians(self.slope))
            x, y = self.width / 2 + across * c - down * s, self.height / 2 + across * s + down * c
        if self.turn == 90:
            return y, self.width - x
        if self.turn == 180:
            return self.width - x, self.height - y
        return (self.height - y, x) if self.turn == 270 else (x, y)


def blocks_as_seen(blocks: Iterable[Block], lies: Mapping[int, Lie]) -> tuple[Block, ...]:
    """The blocks with the boxes of all their places where a reader sees them; `lies` by page number, other pages stay."""
    if not any(lie.turn or lie.slope for lie in lies.values()):
        return tuple(blocks)
    return tuple(
        replace(block, cells=tuple(_cell_as_seen(cell, lies) for cell in block.cells))
        if isinstance(block, Table)
        else paragraph_as_seen(block, lies)
        for block in blocks
    )


def paragraph_as_seen(paragraph: Paragraph, lies: Mapping[int, Lie]) -> Paragraph:
    return replace(paragraph, place=_place_as_seen(paragraph.place, lies))


def _cell_as_seen(cell: Cell, lies: Mapping[int, Lie]) -> Cell:
    return replace(cell, places=tuple(_place_as_seen(place, lies) for place in cell.places))


def _place_as_seen(place: Place, lies: Mapping[int, Lie]) -> Place:
    lie = lies.get(place.page) if place.page is not None else None
    return place if lie is None or place.box is None else replace(place, box=lie.as_seen(place.box))
