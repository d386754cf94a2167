"""The page as a reader sees it: PDF's coordinates (origin bottom left, before /Rotate, of the MediaBox) -> top left of the CropBox."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...provenance import Box


@dataclass(frozen=True, slots=True)
class Frame:
    """`left`, `bottom`, `right`, `top` of the visible page in PDF's own coordinates, `rotation` clockwise in degrees."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int = 0
    width: float = field(init=False)
    height: float = field(init=False)

    def __post_init__(self) -> None:
        across, up = self.right - self.left, self.top - self.bottom
        width, height = (across, up) if self.rotation in (0, 180) else (up, across)
        object.__setattr__(self, "width", width)
        object.__setattr__(self, "height", height)

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
