"""PDFium's letters -> words, by the gaps that are really there.

PDFium puts a space where the file moves the pen a little (`Sund erland`) and a line end between the single glyphs that a browser
writes (`T`, `h`, `e`), so its own spaces are only hints: what decides is the gap between two letters against their height.
"""

from __future__ import annotations

import ctypes
from array import array
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, repeat

from . import bindings
from .frame import Frame
from .letters import SYMBOLS, plain
from .page import LineEnds, Word
from .typesetting import Type, TypeReader

# Shares of the type size. A printed space is 0.22 to 0.3, squeezed by a printer driver 0.08; kerning moves a letter by less.
KERNING_GAP = 0.06
SPACE_GAP = 0.22
LABEL_GAP = 0.08
BACKWARDS = 0.15
RAISED = 0.45
ASCENDER, DESCENDER = 0.9, 0.22

_SHARES = (KERNING_GAP, SPACE_GAP, LABEL_GAP, BACKWARDS, RAISED)
_BLANKS = frozenset(" \t\r\n\x0b\x0c\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000")
_SPACES = frozenset(" \t\xa0")


def textpage_to_words(textpage: int, frame: Frame, tagged: bool = False) -> list[Word]:
    """The words of a page in the order of the file, those outside the CropBox and those nobody can see left out."""
    count = bindings.count_letters(textpage)
    if count <= 0:
        return []
    text = _letters(textpage, count)
    boxes = (ctypes.c_float * (4 * count))()
    base = ctypes.addressof(boxes)
    deque(map(bindings.letter_loose_box, repeat(textpage), range(count), range(base, base + 16 * count, 16)), maxlen=0)
    types = TypeReader(textpage, tagged)
    origin = [ctypes.c_double(), ctypes.c_double()]
    pointers = [ctypes.byref(part) for part in origin]
    words = []
    for start, last, letters, near, far, doubled, kind in _runs(text, array("f", bytes(boxes)), types):
        spelt = plain(letters, kind.symbols)
        if not spelt or not kind.visible or kind.turn is None:
            continue
        bindings.letter_origin(textpage, start, *pointers)
        shown = frame.box(*_line_box(near, far, kind.turn, kind.size, origin[0].value, origin[1].value))
        if frame.holds(shown):
            turn = (frame.rotation - kind.turn) % 360
            spaced = text[last + 1 : last + 2] in _SPACES and not bindings.letter_generated(textpage, last + 1)
            words.append(Word(spelt, shown, kind.size, kind.bold or doubled, kind.ink, turn=turn, spaced=spaced, tag=kind.tag))
    return spaced_out_to_words(doubled_to_single(words))


def _letters(textpage: int, count: int) -> str:
    buffer = (ctypes.c_ushort * (count + 1))()
    if bindings.letters_text(textpage, 0, count, buffer) == count + 1:
        text = bytes(buffer)[: 2 * count].decode("utf-16-le", "replace")
        if len(text) == count:
            return text
    # A letter beyond U+FFFF takes two units, one without a code none: ask letter by letter.
    codes = (bindings.letter_code(textpage, letter) for letter in range(count))
    return "".join(chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd" for code in codes)


def _runs(text: str, boxes: Iterable[float], types: TypeReader) -> Iterator[tuple[int, int, str, float, float, bool, Type]]:
    """(first letter, last letter, letters, near end, far end, printed twice, how they are set) for each stretch of letters without a gap.

    The loop runs once a letter: plain numbers, no objects. A stretch is `parts` and what follows from `begun` on: between them stand
    blanks, and letters printed twice. `near`, `far` measure along the reading direction, `foot` across, all in
    PDF's own coordinates (negative where the text runs against them).
    """
    start, last, begun, turn, blank, doubled = -1, -1, -1, 0, False, False
    parts: list[str] = []
    kind = Type(0.0, None, False, None, False, None, -1)
    first_near = reach = last_near = last_far = last_foot = 0.0
    size = kerning = space = label = backwards = raised = 0.0
    at = iter(boxes)
    for letter, (character, x0, y1, x1, y0) in enumerate(zip(text, at, at, at, at, strict=False)):
        if character in _BLANKS:
            blank = True
            continue
        if turn == 0:
            near, far, foot = x0, x1, y0
        else:
            near, far, foot = _along(turn, x0, y0, x1, y1)
        if start >= 0:
            gap = near - last_far
            if (
                gap < (kerning if blank else space)
                and near > last_near - backwards
                and -raised < foot - last_foot < raised
                and character not in SYMBOLS
                and not (gap > label and text[last] in ".)" and text[start].isdigit())
            ):
                if character == text[last] and near - last_near < 0.3 * (far - near) and not types.same(letter, last):
                    doubled = True  # fake bold: the same letter printed again, a hair to the right; `tt` of one glyph is not
                    continue
                if letter != last + 1:
                    parts.append(text[begun : last + 1])
                    begun = letter
                last_near, last_far, last, blank = near, far, letter, False
                if far > reach:
                    reach = far
                continue
            yield start, last, "".join(parts) + text[begun : last + 1], first_near, reach, doubled, kind
        kind = types.of(letter)
        blank = doubled = False
        if kind.turn is None:
            start = -1  # set askew: a watermark
            continue
        start = last = begun = letter
        turn, parts = kind.turn, []
        if kind.size != size:
            size = kind.size
            kerning, space, label, backwards, raised = (share * size for share in _SHARES)
        last_near, last_far, last_foot = (x0, x1, y0) if turn == 0 else _along(turn, x0, y0, x1, y1)
        first_near, reach = last_near, last_far
        if character in SYMBOLS:
            yield start, start, character, first_near, reach, False, kind
            start = -1
    if start >= 0:
        yield start, last, "".join(parts) + text[begun : last + 1], first_near, reach, doubled, kind


def _along(turn: int, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float]:
    """A box seen along the reading direction: near, far, foot. `turn` counts anticlockwise, as PDF does."""
    if turn == 0:
        return x0, x1, y0
    if turn == 90:
        return y0, y1, -x1
    if turn == 180:
        return -x1, -x0, -y1
    return -y1, -y0, x0


def _line_box(near: float, far: float, turn: int, size: float, x: float, y: float) -> tuple[float, float, float, float]:
    """The box of a word from ascender to descender of its line, as fonts disagree about theirs; `x`, `y` is where its foot stands."""
    up, down = ASCENDER * size, DESCENDER * size
    if turn == 0:
        return near, y - down, far, y + up
    if turn == 90:
        return x - up, near, x + down, far
    if turn == 180:
        return -far, y - up, -near, y + down
    return x - down, -far, x + up, -near


def words_to_line_ends(words: Sequence[Word], usual: LineEnds | None) -> LineEnds | None:
    """Which line ends carry a space; `usual`, what other pages do, where this one shows too few.

    A line that goes on in lower case wrapped; of the others most are the author's.
    """
    counts = {(wrapped, spaced): 0 for wrapped in (True, False) for spaced in (True, False)}
    for before, word in pairwise(words):
        if word.box[1] - before.box[1] > 0.5 * word.size and word.box[0] < before.box[2] and not before.text.endswith(("-", "/")):
            counts[word.text[0].islower(), bool(before.spaced)] += 1
    wrapped, ended = counts[True, True] + counts[True, False], counts[False, True] + counts[False, False]
    if wrapped < 5:
        return usual
    if counts[True, True] < 0.7 * wrapped:
        return "bare"
    return "wraps" if counts[False, False] > 0.2 * ended else "all"


def doubled_to_single(words: list[Word]) -> list[Word]:
    """A word printed twice in one place, a hair apart, is bold and stands once."""
    seen: dict[str, list[tuple[float, float, int]]] = {}
    single: list[Word] = []
    for word in words:
        x0, top, _, _ = word.box
        slack = 0.15 * word.size
        alike = seen.get(word.text)
        if alike is None:
            seen[word.text] = [(top, x0, len(single))]
            single.append(word)
            continue
        for other_top, other_x0, at in alike:
            if -slack <= other_top - top <= slack and -slack <= other_x0 - x0 <= slack:
                single[at] = replace(single[at], bold=True)
                break
        else:
            alike.append((top, x0, len(single)))
            single.append(word)
    return single


def spaced_out_to_words(words: list[Word]) -> list[Word]:
    """`A C T I O N` set with wide letter spacing is one word: five or more single letters at even gaps under 0.8 of their size."""
    joined: list[Word] = []
    run: list[Word] = []
    for word in words:
        alone = len(word.text) == 1 and word.turn == 0 and word.text.isalpha()
        if run and not (alone and abs(run[-1].box[1] - word.box[1]) < 1 and 0 < word.box[0] - run[-1].box[2] < 1.6 * word.size):
            joined += _even_gaps_to_words(run)
            run = []
        (run if alone else joined).append(word)
    return joined + _even_gaps_to_words(run)


def _even_gaps_to_words(run: list[Word]) -> list[Word]:
    if len(run) < 5:
        return run
    gaps = [after.box[0] - before.box[2] for before, after in pairwise(run)]
    usual = sorted(gaps)[len(gaps) // 2]
    if usual > 0.8 * run[0].size:
        return run
    words = [run[0]]
    for gap, letter in zip(gaps, run[1:], strict=True):
        if gap > 1.6 * usual:
            words.append(letter)
        else:
            x0, top, _, bottom = words[-1].box
            words[-1] = replace(words[-1], text=words[-1].text + letter.text, box=(x0, top, letter.box[2], bottom))
    return words
