"""The page as a reader sees it: PDF's coordinates (origin bottom left, before /Rotate, of the MediaBox) -> top left of the CropBox."""

from __future__ import annotations

from dataclasses import dataclass

from ...provenance import Box


@dataclass(frozen=True, slots=True)
class Frame:
    """`left`, `bottom`, `right`, `top` of the visible page in PDF's own coordinates, `rotation` clockwise in degrees."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int = 0

    @property
    def width(self) -> float:
        return self.right - self.left if self.rotation in (0, 180) else self.top - self.bottom

    @property
    def height(self) -> float:
        return self.top - self.bottom if self.rotation in (0, 180) else self.right - self.left

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """A box with its lower left and upper right corners in PDF's coordinates, as a reader sees it."""
        if self.rotation == 0:
            return x0 - self.left, self.top - y1, x1 - self.left, self.top - y0
        if self.rotation == 90:
            return y0 - self.bottom, x0 - self.left, y1 - self.bottom, x1 - self.left
        if self.rotation == 180:
            return self.right - x1, y0 - self.bottom, self.right - x0, y1 - self.bottom
        return self.top - y1, self.right - x1, self.top - y0, self.right - x0

    def holds(self, box: Box) -> bool:
        """Whether the middle of a box (as a reader sees it) lies on the page."""
        return 0 <= (box[0] + box[2]) / 2 <= self.width and 0 <= (box[1] + box[3]) / 2 <= self.height
