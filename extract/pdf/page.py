"""What stands on one page before anybody calls it a table: words, rules, fills and shapes in one `PageContent`.

Two readers make it: PDFium from a born-digital page, OCR from the picture of a scanned one. Both hand it to the same
`page_to_blocks`, which knows nothing of where it came from. An OCR reader fills `words` (with `confidence`), `rules` (ruling lines
found in the picture), `fills` (coloured areas) and sets `route="ocr"`; whatever it cannot tell keeps its default.

All measures are PDF points (1/72 inch), origin at the top left of the page as a reader sees it: /Rotate and CropBox are
already applied, a skewed scan is already straight.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ...provenance import Box
from ..document import Route
from .structure import Tag


@dataclass(frozen=True, slots=True)
class Word:
    """Letters without a gap. `box` runs from ascender to descender of its line (OCR: the letters' own box does as well)."""

    text: str
    box: Box
    size: float
    """Type size in points (OCR: estimate from the height of the line)."""
    bold: bool = False
    ink: str | None = None
    """sRGB hex of the letters, None for black."""
    struck: bool = False
    """A thin rule runs through the middle of its letters."""
    turn: int = 0
    """Degrees clockwise by which the word is turned against the page: 0, 90 (reads downwards), 180, 270 (reads upwards)."""
    confidence: float | None = None
    """OCR: 0 to 1."""
    spaced: bool | None = None
    """Whether the file writes a space after the word, even where the line ends: LibreOffice does where a line wrapped, not where the
    author ended it. None where the reader cannot tell."""
    tag: int = -1
    """Marked-content id of a tagged PDF; -1 where there is none."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin straight line, `at` across its direction, from `start` to `end` along it (start < end).

    A horizontal rule lies at y = `at` from x = `start` to x = `end`. White rules count: nobody sees them, but they tell the grid.
    """

    horizontal: bool
    at: float
    start: float
    end: float
    colour: str | None = None
    """sRGB hex, None for black or unknown."""
    width: float = 0.0


@dataclass(frozen=True, slots=True)
class Fill:
    """An area painted in one colour, in painting order: a later fill covers an earlier one."""

    box: Box
    colour: str
    """sRGB hex, upper case."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Something small that is neither letter nor rule nor rectangle: a drawn circle, a little picture (its mean colour)."""

    box: Box
    colour: str
    kind: Literal["drawing", "picture"] = "drawing"


LineEnds = Literal["bare", "wraps", "all"]
"""Which line ends a file writes a space at: none (browsers), those that wrapped (LibreOffice), all of them (Word)."""


@dataclass(frozen=True, slots=True)
class PageContent:
    """One page as a reader sees it; the first page of a file has `number` 1."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...] = ()
    """In the order of the file, which is most often the reading order; nothing relies on it."""
    rules: tuple[Rule, ...] = ()
    fills: tuple[Fill, ...] = ()
    shapes: tuple[Shape, ...] = ()
    route: Route | None = None
    """Route that the rows of this page's tables are given; None lets the geometry say `rules` or `alignment`."""
    line_ends: LineEnds = "bare"
    tags: Mapping[int, Tag] = field(default_factory=dict)
    """What a tagged PDF says of its words, by `Word.tag`."""
    tag_breaks: bool = False
    """Whether a new tag within a paragraph is a line that the author ended: a browser tags the text before and after `<br>` apart."""
    pictured: float = 0.0
    """Share of the page that pictures cover, 0 to 1: near 1 without words is a scan."""
