"""Words outside tables -> paragraphs with their size, weight and place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ...provenance import Box, Place
from ..document import Paragraph
from .lines import Line, Measure, lines_to_text, upright, usual_pitch, words_to_lines
from .marks import cell_marks, is_colour
from .page import PageContent, Shape, Word

WIDE_GAP = 2.5
"""Type sizes: words further apart on one line are parts of different texts (a running head's left and right end)."""


def words_to_paragraphs(words: Sequence[Word], page: PageContent, tables: Sequence[Box] = ()) -> list[Paragraph]:
    """Paragraphs from top to bottom; text above a table never runs into the text below it."""
    level = [word for word in words if word.turn == 0]
    paragraphs = _level_paragraphs(level, page, tables)
    for turn in (90, 180, 270):
        turned = [word for word in words if word.turn == turn] if len(level) < len(words) else []
        if turned:
            turned_words, box = upright(turned, (0.0, 0.0, page.width, page.height))
            lines = words_to_lines(turned_words)
            text = lines_to_text(lines, Measure(box[0], max(line.box[2] for line in lines)))
            paragraphs.append(_paragraph(text, turned, page))
    return paragraphs


def _level_paragraphs(words: Sequence[Word], page: PageContent, tables: Sequence[Box]) -> list[Paragraph]:
    lines = [part for line in words_to_lines(words) for part in _parts(line)]
    if not lines:
        return []
    pitch = usual_pitch([lines])
    right = max(line.box[2] for line in lines)
    left = min(line.box[0] for line in lines)
    measure = Measure(left, right, pitch, page.line_ends, page.tags, page.tag_breaks)
    paragraphs = []
    for group in _groups(lines, pitch, tables):
        for chunk in _texts(group, measure):
            text = lines_to_text(chunk, measure)
            paragraphs.append(_paragraph(text, [word for line in chunk for word in line.words], page))
    return paragraphs


def _parts(line: Line) -> list[Line]:
    """A line cut where words stand far apart: `Children's Services          March 2013` is two texts. A label keeps its text."""
    words = line.words
    cuts = [
        at
        for at, (before, after) in enumerate(pairwise(words), 1)
        if after.box[0] - before.box[2] > WIDE_GAP * line.size and (at > 1 or len(words[0].text) > 4)
    ]
    if not cuts:
        return [line]
    return [part for start, end in pairwise([0, *cuts, len(words)]) for part in words_to_lines(words[start:end])]


def _groups(lines: Sequence[Line], pitch: float, tables: Sequence[Box]) -> list[list[Line]]:
    """Lines that may belong to one paragraph: one below the other, near, overlapping sideways, no table between them."""
    groups: list[list[Line]] = []
    for line in lines:
        for group in reversed(groups[-4:]):
            last = group[-1]
            near = 0.3 * line.size < line.box[1] - last.box[1] < 1.45 * pitch * max(line.size, last.size)
            beside = min(line.box[2], last.box[2]) - max(line.box[0], last.box[0]) > -line.size
            if near and beside and not any(last.box[3] - 1 <= box[1] and box[3] <= line.box[1] + 1 for box in tables):
                group.append(line)
                break
        else:
            groups.append([line])
    return groups


def _texts(lines: Sequence[Line], measure: Measure) -> list[list[Line]]:
    """The lines of each paragraph: wherever a line end is the author's, a new one begins."""
    texts = [[lines[0]]]
    for before, line in pairwise(lines):
        heavier = all(word.bold for word in before.words) != all(word.bold for word in line.words)
        if heavier or "\n" in lines_to_text([before, line], measure):
            texts.append([line])
        else:
            texts[-1].append(line)
    return texts


def _level(words: Sequence[Word], page: PageContent) -> int | None:
    tag = page.tags.get(words[0].tag) if page.tags else None
    return tag.level if tag is not None else None


def _paragraph(text: str, words: Sequence[Word], page: PageContent) -> Paragraph:
    boxes = [word.box for word in words]
    box = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    sizes: dict[float, int] = {}
    for word in words:
        size = round(word.size, 1)
        sizes[size] = sizes.get(size, 0) + len(word.text)
    return Paragraph(
        text,
        Place(page.number, 0, 0, 0, box),
        level=_level(words, page),
        bold=all(word.bold for word in words),
        size=max(sizes, key=lambda size: sizes[size]),
        marks=cell_marks(words, [], _swatches(box, words[0].size, page), box),
    )


def _swatches(box: Box, size: float, page: PageContent) -> list[Shape]:
    """The small painted square or circle before a text, as in the line of a key that says what its colour means."""
    painted = [Shape(fill.box, fill.colour) for fill in page.fills if is_colour(fill.colour)]
    return [
        shape
        for shape in (*painted, *page.shapes)
        if -1 <= box[0] - shape.box[2] <= 2.5 * size
        and shape.box[2] - shape.box[0] <= 4 * size
        and shape.box[3] - shape.box[1] <= 2.5 * size
        and shape.box[1] <= (box[1] + box[3]) / 2 <= shape.box[3]
    ]
