"""Words as read in their little pictures -> words of the page: in points, with size and weight of their type, spelt as printed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median, median_low

from ..pdf.page import Word
from .look import stroke_width, with_case
from .regions import Region
from .spelling import BULLETS, line_as_printed, without_bullet
from .tesseract import ReadWord

ASCENDER, DESCENDER = 0.9, 0.22
"""Shares of the type size above and below the foot of a line, the same that a born-digital page's words are given."""

BEARING = 0.045
"""White that a letter brings on either side, as a share of the type size: a born-digital word's box has it, the ink's has not."""

CAPITAL, SMALL = 0.7, 0.5
"""Height of a capital and of a small letter as shares of the type size, in the middle of the usual typefaces."""

FRINGE = 1.0
"""Dots by which a blurred letter is higher than it was set."""

SAME_SIZE, SAME_SIZE_FEW = 0.12, 0.2
"""Share by which the type of two lines of one cell must differ for it to be another size, and not another set of letters.

A line of few letters says less."""

FEWEST_LETTERS, MANY_LETTERS = 5, 15

UPON = 0.5
"""Share of a word's box, or of the other's, that both must cover for them to be one word that was read twice."""

BOLD, BOLD_AMONG_BOLD = 1.22, 1.1
"""Times the usual width of the page's strokes; bold ones measure 1.2 to 1.5, regular ones seldom 1.1."""

_TALL = frozenset("bdfhijklt0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ&%()/[]!?£")
_HANGING = frozenset("gjpqy,;()[]Q/")
_VARYING = frozenset("Qt")  # `Q` hangs in some typefaces, `t` is of a height of its own
_FLOATING = frozenset("-–—~'\"•*+=°^.")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a region, its words from left to right, in dots of the region's picture; `size` in points."""

    region: Region
    words: tuple[ReadWord, ...]
    size: float
    foot: float
    """Where its letters stand, in points of the page."""
    ceiling: float = 0.0
    """Where the line above it in its region ends."""


def regions_to_page_words(regions: Sequence[Region], read: Sequence[Sequence[ReadWord]], scale: float) -> list[Word]:
    """The words of all regions of a page, each region's as Tesseract read them; `scale` is the dots per point."""
    lines = _sized([(region, _lines(words)) for region, words in zip(regions, read, strict=True) if words], scale)
    widths = [[stroke_width(line.region.picture, word.box) for word in line.words] for line in lines]
    weights = [
        [None if width is None or len(word.text) < 2 else width / line.size for word, width in zip(line.words, of_line, strict=True)]
        for line, of_line in zip(lines, widths, strict=True)
    ]
    known = [weight for of_line in weights for weight in of_line if weight is not None]
    regular = median(known) if known else 0.0
    words: list[Word] = []
    for line, of_line in zip(lines, weights, strict=True):
        told = [weight for weight in of_line if weight is not None]
        usual = median(told) if told else 0.0
        heavy = regular * (BOLD_AMONG_BOLD if usual > BOLD * regular else BOLD)
        bold = [(usual if weight is None else weight) > heavy for weight in of_line]
        words += _line_to_words(line, bold, scale)
    return words


def _sized(regions: Sequence[tuple[Region, list[list[ReadWord]]]], scale: float) -> list[_Line]:
    """All lines with their type size: their own, else that of their region, else that of the page."""
    sizes = [[_size(line, scale) for line in lines] for _, lines in regions]
    everywhere = [size for of_region in sizes for size in of_region if size is not None]
    page = median(everywhere) if everywhere else 10.0
    found: list[_Line] = []
    for (region, lines), of_region in zip(regions, sizes, strict=True):
        known = [size for size in of_region if size is not None]
        common = median_low(known) if known else page
        mine: list[_Line] = []
        for line, size in zip(lines, of_region, strict=True):
            alike = SAME_SIZE if sum(len(word.text) for word in line) >= MANY_LETTERS else SAME_SIZE_FEW
            own = common if size is None or len(line) < 2 or abs(size - common) < alike * common else size
            foot = (region.top + _foot(line, own, scale)) / scale
            above = [other.foot + DESCENDER * other.size for other in mine if other.foot < foot - 0.5 * own]
            mine.append(_Line(region, tuple(line), own, foot, max(above, default=0.0)))
        found += mine
    return found


def _lines(read: Iterable[ReadWord]) -> list[list[ReadWord]]:
    lines: dict[int, list[ReadWord]] = defaultdict(list)
    for word in read:
        lines[word.line].append(word)
    once: list[list[ReadWord]] = []
    for line in sorted(lines.values(), key=lambda line: -sum(len(word.text) for word in line)):
        if not any(_lies_upon(line, other) for other in once):
            once.append(sorted(line, key=lambda word: word.box[0]))
    return sorted(once, key=lambda line: line[0].line)


def _lies_upon(line: Sequence[ReadWord], other: Sequence[ReadWord]) -> bool:
    """Whether a line is what hangs below another one (`g p p y`), which Tesseract now and then reads as a line of its own."""
    return 2 * sum(any(_common(word.box, longer.box) > UPON for longer in other) for word in line) > len(line)


def _common(box: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> float:
    """What two boxes share, of the smaller one."""
    across, down = min(box[2], other[2]) - max(box[0], other[0]), min(box[3], other[3]) - max(box[1], other[1])
    smaller = min((each[2] - each[0]) * (each[3] - each[1]) for each in (box, other))
    return max(0, across) * max(0, down) / max(1, smaller)


def _size(line: Sequence[ReadWord], scale: float) -> float | None:
    """Type size in points, from words of plain letters and figures; None where a line has too few of them to tell."""
    sizes: list[float] = []
    for word in line:
        letters = word.text.rstrip(".,;:")
        if letters.isalnum() and not _VARYING & set(letters):
            share = (CAPITAL if _TALL & set(letters) else SMALL) + (DESCENDER if _HANGING & set(word.text) else 0.0)
            sizes += [(word.box[3] - word.box[1] - FRINGE) / scale / share] * len(letters)
    return median(sizes) if len(sizes) >= FEWEST_LETTERS else None


def _foot(words: Sequence[ReadWord], size: float, scale: float) -> float:
    """Where a line's letters stand, in dots of its region."""
    standing = [word for word in words if not all(letter in _FLOATING for letter in word.text)]
    feet = [float(word.box[3]) for word in standing if not _HANGING & set(word.text)]
    if feet:
        return median(feet)
    hanging = [word.box[3] - DESCENDER * size * scale for word in standing]
    return median(hanging) if hanging else words[0].box[3] + 0.2 * size * scale


def _line_to_words(line: _Line, bold: Sequence[bool], scale: float) -> Iterator[Word]:
    region, size = line.region, line.size
    top = max(line.foot - ASCENDER * size, min(line.ceiling, line.foot - CAPITAL * size))
    texts = line_as_printed([word.text for word in line.words])
    for at, (word, text, heavy) in enumerate(zip(line.words, texts, bold, strict=True)):
        if not text:
            continue
        left, right = (region.left + word.box[0]) / scale - BEARING * size, (region.left + word.box[2]) / scale + BEARING * size
        box = (left, top, right, line.foot + DESCENDER * size)
        ink = "FFFFFF" if region.on_dark else None
        printed = Word(
            with_case(text, region.picture, word.box, size * scale), box, round(size, 2), heavy, ink, confidence=round(word.confidence, 4)
        )
        yield from _bulleted(printed, word, scale, alone=len(line.words) == 1) if at == 0 else (printed,)


def _bulleted(first: Word, read: ReadWord, scale: float, alone: bool) -> Iterator[Word]:
    """The first word of a line, its bullet as such: `¢`, `«` and `e` of a bullet's size are one, `«Case` is two words."""
    height, width = (read.box[3] - read.box[1]) / scale / first.size, (read.box[2] - read.box[0]) / scale / first.size
    if first.text in BULLETS:
        is_bullet = not alone and 0.16 < height < 0.55 and width < 0.6
        yield replace(first, text="•") if is_bullet else first
        return
    text = without_bullet(first.text)
    if text is None:
        yield first
        return
    x0, top, x1, bottom = first.box
    yield replace(first, text="•", box=(x0, top, x0 + 0.35 * first.size, bottom))
    yield replace(first, text=text, box=(min(x0 + 0.7 * first.size, x1), top, x1, bottom))
