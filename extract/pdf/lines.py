"""Words -> lines -> text: which line ends are the author's, which only wrapped, which cut a word in two.

A line that ends although the next word would still have fitted ends on purpose; any other line end is the wrapping of a narrow cell.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from ...provenance import Box
from .letters import BULLETS, SYMBOLS
from .page import LineEnds, Word
from .structure import Tag
from .words import KERNING_GAP

NARROW = "\ue000"
"""Stands where a column too narrow for the word cut it (`Developm` / `ent`), perhaps; `settle` decides."""
HYPHEN = "\ue001"
"""Stands after a hyphen at a line end (`Respon-` / `sibility`, `multi-` / `agency`); `settle` decides."""

SPACE = 0.25
"""Width of a space as a share of the type size."""
WIDEST_SPACE = 0.3
"""The same of the widest typefaces; a justified line's are wider."""
WRAP = "\ue002"
"""Stands for a space where a line of a short cell wrapped, or began anew (`Gavin Taylor` / `Kim Roberts`); `settle` decides."""
SOFT_HYPHEN = "\xad"
"""Shows at a line end alone, where a word was cut."""
FEW_WORDS = 24
"""A cell of more words holds prose: its lines that look wrapped are."""

FIT_SLACK = 0.8
"""Points that must be left over for a word to count as fitting."""
PARAGRAPH_PITCH = 1.3
"""A step from line to line this many times the usual one begins a paragraph."""

_LABEL = re.compile(r"(?:\d{1,2}[.)]|\d{1,2}(?:\.\d{1,2}){1,2}\.?|[A-Za-z][.)]|\([a-z\d]{1,3}\)|[ivx]{1,4}[.)])$")
_BEGUN_DATE = re.compile(r"\(?\d{1,2}([./-])\d{1,2}\1(?P<year>\d{0,3})$")
_YEAR = re.compile(r"\d{1,4}(?=\W*$)")
_BEGUN_YEARS = re.compile(r"\(?(?:(?:19|20)\d\d[/-]\d|(?:19|20)\d)$")
_SENTENCE_END = tuple(".;:!?")


@dataclass(frozen=True, slots=True)
class Line:
    """Words side by side, left to right, in the reading direction's own coordinates."""

    words: tuple[Word, ...]
    box: Box
    size: float
    text: str

    @property
    def width(self) -> float:
        return self.box[2] - self.box[0]


@dataclass(frozen=True, slots=True)
class Measure:
    """The room that lines have: from `left` to `right`, lines `pitch` type sizes apart."""

    left: float
    right: float
    pitch: float = 1.2
    line_ends: LineEnds = "bare"
    tags: Mapping[int, Tag] = field(default_factory=dict)
    tag_breaks: bool = False


def words_to_lines(words: Sequence[Word]) -> list[Line]:
    """Lines from top to bottom. A word joins a line where half of the lower of the two lies beside it (superscripts do)."""
    groups: list[list[Word]] = []
    extents: list[tuple[float, float]] = []
    for word in sorted(words, key=lambda word: word.box[1] + word.box[3]):
        _, top, _, bottom = word.box
        height = bottom - top
        for index in range(len(groups) - 1, max(-1, len(groups) - 3), -1):
            line_top, line_bottom = extents[index]
            line_height = line_bottom - line_top
            overlap = (bottom if bottom <= line_bottom else line_bottom) - (top if top >= line_top else line_top)
            if overlap > 0.5 * (height if height <= line_height else line_height):
                groups[index].append(word)
                if height > line_height:
                    extents[index] = top, bottom
                break
        else:
            groups.append([word])
            extents.append((top, bottom))
    return [_line(group) for group in groups]


def _line(words: list[Word]) -> Line:
    first = words[0]
    if len(words) == 1:
        return Line((first,), first.box, first.size, first.text)
    words.sort(key=lambda word: word.box[0])
    parts = [words[0].text]
    for before, word in pairwise(words):
        gap = word.box[0] - before.box[2]
        if gap >= KERNING_GAP * word.size or gap < -word.size or before.text in SYMBOLS or word.text in SYMBOLS:
            parts.append(" ")
        parts.append(word.text)
    if words[0].text in BULLETS:
        parts[0] = "•"
    lefts, tops, rights, bottoms = zip(*[word.box for word in words], strict=True)
    return Line(tuple(words), (lefts[0], min(tops), max(rights), max(bottoms)), max([word.size for word in words]), "".join(parts))


def upright(words: Sequence[Word], box: Box) -> tuple[list[Word], Box]:
    """Words turned by 90, 180 or 270 degrees, and the box they stand in, as if the page were turned so that they read level."""
    turn = words[0].turn
    return [replace(word, box=_turned(word.box, turn)) for word in words], _turned(box, turn)


def _turned(box: Box, turn: int) -> Box:
    x0, top, x1, bottom = box
    if turn == 90:
        return top, -x1, bottom, -x0
    if turn == 180:
        return -x1, -bottom, -x0, -top
    return (-bottom, x0, -top, x1) if turn == 270 else box


def usual_pitch(lines_of_cells: Sequence[Sequence[Line]]) -> float:
    """The usual step from one line to the next, in type sizes."""
    steps = [
        (after.box[1] - before.box[1]) / before.size
        for lines in lines_of_cells
        for before, after in pairwise(lines)
        if 0.8 < (after.box[1] - before.box[1]) / before.size < 2.2
    ]
    return median(steps) if steps else 1.2


def lines_to_text(lines: Sequence[Line], measure: Measure) -> str:
    """The lines as paragraphs, list items and hard lines, one a line; undecided words keep `NARROW` and `HYPHEN`."""
    if not lines:
        return ""
    text = [lines[0].text]
    centred = _ragged_left(lines)
    prose = sum(len(line.words) for line in lines) > FEW_WORDS
    for before, line in pairwise(lines):
        between = _between(before, line, measure, centred)
        text.append(" " if prose and between == WRAP else between)
        text.append(line.text)
    return "".join(text).replace(SOFT_HYPHEN, "")


def _ragged_left(lines: Sequence[Line]) -> bool:
    """Whether lines begin at different places but share their middle or their right end: centred, or set to the right."""
    if len(lines) < 2 or max(line.box[0] for line in lines) - min(line.box[0] for line in lines) < 2:
        return False
    middles = [line.box[0] + line.box[2] for line in lines]
    ends = [line.box[2] for line in lines]
    return max(middles) - min(middles) < 4 or max(ends) - min(ends) < 1.5


def _between(before: Line, line: Line, measure: Measure, centred: bool) -> str:
    """What stands between two lines: a line end, a space, nothing, or a mark that is settled later."""
    first, last = line.words[0], before.words[-1]
    if measure.tags and (_tagged_apart(last, first, measure.tags) or (measure.tag_breaks and _broken_by_tag(last, first))):
        return "\n"
    if first.text in BULLETS or line.box[1] - before.box[1] > PARAGRAPH_PITCH * measure.pitch * before.size:
        return "\n"
    room = measure.right - measure.left
    free = room - before.width if centred else measure.right - before.box[2]
    if not centred:  # a list's lines are indented: `• one for social` / `worke` / `rs`
        room = measure.right - min(before.box[0], line.box[0])
    width = _unbreakable(line) - first.box[0]
    if _space(before) + width <= free - FIT_SLACK or _sizes_differ(before, line):
        return "\n"
    if _LABEL.match(first.text) and len(line.words) > 1 and (before.text.endswith(_SENTENCE_END) or _LABEL.match(before.words[0].text)):
        return "\n"
    if measure.line_ends == "bare" or last.spaced is None:
        return _wrapped(before, line, last, first, room)
    if last.spaced:  # the line wrapped, or the author typed a space before ending it
        return WRAP
    joined = _wrapped(before, line, last, first, room)
    had_room = free > 1.15 * SPACE * before.size  # a space that no longer fits is not written
    ended = measure.line_ends == "wraps" and had_room and not first.text[0].islower()
    return "\n" if joined == WRAP and ended else joined


def _space(line: Line) -> float:
    """The width of a space: that before the line's last word, as far as it can be one."""
    gap = line.words[-1].box[0] - line.words[-2].box[2] if len(line.words) > 1 else 0.0
    return max(SPACE, min(WIDEST_SPACE, gap / line.size)) * line.size


def _tagged_apart(last: Word, first: Word, tags: Mapping[int, Tag]) -> bool:
    """Whether the file's own structure sets two words in different paragraphs."""
    one, other = tags.get(last.tag), tags.get(first.tag)
    return one is not None and other is not None and one.paragraph != other.paragraph


def _broken_by_tag(last: Word, first: Word) -> bool:
    """Whether two words of one paragraph have tags of their own although they are set alike: not a word in bold that begins a line."""
    alike = last.bold == first.bold and last.ink == first.ink and abs(last.size - first.size) < 0.1
    return alike and 0 <= last.tag != first.tag >= 0 and not first.text[0].islower()


def _unbreakable(line: Line) -> float:
    """Where the first words of a line end that no line end may part: `and / or` never breaks before its stroke (Unicode's rule LB13)."""
    end = line.words[0].box[2]
    for word in line.words[1:]:
        if word.text[0] not in "/!?;:,.)]}":
            break
        end = word.box[2]
    return end


def _sizes_differ(before: Line, line: Line) -> bool:
    return abs(before.size - line.size) > 0.18 * max(before.size, line.size)


def _wrapped(before: Line, line: Line, last: Word, first: Word, room: float) -> str:
    end, start = last.text[-1], first.text[0]
    if end in "-–" and len(last.text) > 1 and last.text[-2].isalnum():
        return HYPHEN if end == "-" and start.isalpha() and last.text[-2].isalpha() else "" if start.isalnum() else WRAP
    if end == SOFT_HYPHEN or (end == "/" and len(last.text) > 1):
        return ""
    full = room - before.width < 1.1 * (first.box[2] - first.box[0]) / len(first.text) + 0.4
    if len(line.words) == 1 and _cuts_date(last.text, first.text) and (full or end == "."):
        return ""
    alone = len(before.words) == 1 or (len(before.words) == 2 and before.words[0].text in BULLETS)
    whole = last.box[2] - last.box[0] + first.box[2] - first.box[0]
    goes_on = end.isalpha() and (start.islower() or (end.isupper() and start.isupper() and len(last.text) > 3))
    return NARROW if alone and goes_on and full and whole > room - FIT_SLACK else WRAP


def _cuts_date(left: str, right: str) -> bool:
    """Whether a date in figures goes on below: `31/03/20` / `19`, `30.4.` / `2010`, `02/10/2` / `3`; `2018/1` / `9`."""
    if _BEGUN_YEARS.match(left):
        return re.match(r"\d(?!\d)", right) is not None
    begun, rest = _BEGUN_DATE.match(left), _YEAR.match(right)
    if not begun or not rest:
        return False
    figures = len(begun["year"])
    return figures + len(rest[0]) == 4 or figures + len(rest[0]) == 2 > figures
