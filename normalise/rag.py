"""Rating cells -> a `Rating`: the word that is printed, else the letter, else the colour."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..extract.document import Cell
from .colours import colour_to_rag
from .model import Rag, Rating
from .vocabulary import Vocabulary

_WAS = re.compile(r"\b(?:was|were|previously|formerly|originally|prev\.?|from)\W{1,3}$", re.IGNORECASE)
_PAIR = re.compile(r"AR|RA|AG|GA")
"""`AR`, amber and red, as a five-point scale prints it in a rating column."""
_LABELLED = re.compile(r"(?:^|[:=→➔➜>]|\bto\b)\s*(?P<rating>[RAGBY])(?=\s*(?:$|[→➔➜>,;(]|to\b|[A-Za-z][\w ]{0,20}[:=]))", re.MULTILINE)
"""Letters that a label or an arrow sets off: `Previous: A Current: G`, `R → A`."""


@dataclass(frozen=True, slots=True)
class RatingWords:
    """`word` finds a rating word, `head` one at the head of a text, `letter` a letter alone; `rag_of` says which rating it is."""

    word: re.Pattern[str]
    head: re.Pattern[str]
    letter: re.Pattern[str]
    rag_of: Mapping[str, Rag]

    def to_rag(self, printed: str) -> Rag | None:
        """`Amber / Green`, `AMBER-GREEN` -> amber_green."""
        return self.rag_of.get(_fold(printed))


@lru_cache(maxsize=8)
def rating_words(vocabulary: Vocabulary) -> RatingWords:
    section = vocabulary.section("rag")
    words: dict[str, Rag] = {_fold(word): rag for rag, variants in section["words"].items() for word in variants}
    letters: dict[str, Rag] = {_fold(word): rag for rag, variants in section["letters"].items() for word in variants}
    longest_first = sorted(words, key=len, reverse=True)
    either = "|".join(r"[\s/\\-]+".join(map(re.escape, word.split())) for word in longest_first)
    word = rf"\b(?P<rating>{either})\b"
    return RatingWords(
        word=re.compile(word, re.IGNORECASE),
        head=re.compile(rf"^[\W_]*(?:(?:current\s+)?(?:b?rag)(?:\s+(?:rating|status))?\s*[:\-–—=]?\s*)?{word}", re.IGNORECASE),
        letter=re.compile(rf"^[\W_]*(?P<rating>{'|'.join(map(re.escape, letters))})[\W_]*$", re.IGNORECASE),
        rag_of={**words, **letters},
    )


def _fold(word: str) -> str:
    return " ".join(re.split(r"[\s/\\-]+", word.casefold())).strip()


def rating_at_head(text: str, vocabulary: Vocabulary) -> tuple[Rag, str, str] | None:
    """(rating, the word as printed, the text after it) where a text opens with a rating word.

    `GREEN - Complete. All changes made` -> green, `GREEN`, ` - Complete. All changes made`; `Green waste team to ...` -> None
    """
    words = rating_words(vocabulary)
    match = words.head.match(text)
    if not match:
        return None
    printed, rest = match["rating"], text[match.end() :]
    # `Blue badge scheme`, `Red Cross to attend`, `Green Paper published`: a word in a sentence, not a rating before one
    sentence = re.match(r"[^\S\n]+[A-Za-z][a-z]", rest)
    if not printed.isupper() and sentence and not re.match(r"\s+(?:see|rated|status|as|until|complete|on|in|not|now)", rest, re.IGNORECASE):
        return None
    return words.rag_of[_fold(printed)], printed, rest


def latest_rating_at_head(text: str, vocabulary: Vocabulary) -> tuple[Rag, str, str] | None:
    """The rating word that the text, else the last of its paragraphs that does, opens with.

    Further down only a word in capitals, set off, counts: `New thresholds are in place.` / `AMBER – CAF action plan is in place`.
    """
    lines = text.split("\n")
    for line in reversed(lines[1:]):
        head = rating_at_head(line, vocabulary)
        if head and head[1].isupper() and re.match(r"\s*(?:[-–—:.,]|$)", head[2]):
            return head
    return rating_at_head(text, vocabulary)


def read_rating(
    rated: Sequence[Cell], stated: Sequence[Cell], updated: Sequence[Cell], vocabulary: Vocabulary, *, painted: Iterable[str] = ()
) -> Rating:
    """The rating of a row, from its rating cells, its status cells and its update cells, in printed order (the last is the latest).

    `painted` are fills that are no rating here (a zebra stripe, a shaded column).
    """
    return find_rating(rated, stated, updated, vocabulary, painted=painted)[0]


def find_rating(
    rated: Sequence[Cell], stated: Sequence[Cell], updated: Sequence[Cell], vocabulary: Vocabulary, *, painted: Iterable[str] = ()
) -> tuple[Rating, Cell | None]:
    """As `read_rating`, and the cell that shows it."""
    words = rating_words(vocabulary)
    for cell in reversed(rated):
        said = said_in_rating_cell(cell.text, words)
        if said:
            return Rating(words.rag_of[_fold(said)], "text", f"rating cell says {said!r}"), cell
    for cell in [*reversed(stated), *reversed(updated)]:
        head = latest_rating_at_head(cell.text, vocabulary)
        if head:
            return Rating(head[0], "text", f"opens with {head[1]!r}"), cell
    ignored = frozenset(painted)
    for kind, cells in (("rating", rated), ("status", stated), ("progress", updated)):
        for cell in reversed(cells):
            seen = _colour_of(cell, ignored)
            if seen:
                return Rating(seen[0], "colour", f"{kind} cell {seen[1]}"), cell
    return Rating(), None


def said_in_rating_cell(text: str, words: RatingWords) -> str | None:
    """The word or letters that rate, the latest of several: `Red → Green`, `Q1: G` / `Q2: A`; not what a rating was, `Amber (was Red)`."""
    found = [match["rating"] for match in words.word.finditer(text) if not _WAS.search(text, 0, match.start())]
    found = found or [match["rating"] for match in words.word.finditer(text)]
    if found:
        return found[-1]
    letter = words.letter.match(text)
    if letter:
        return letter["rating"]
    if pair := _PAIR.fullmatch(text.strip()):
        return "/".join(pair[0])
    if several := [match["rating"] for match in _LABELLED.finditer(text)]:
        return several[-1]
    whole = words.word.fullmatch("".join(text.split())) if text.count("\n") == 1 else None
    return whole["rating"] if whole else None  # a narrow column breaks words: `Gre` / `en`


def _colour_of(cell: Cell, ignored: frozenset[str]) -> tuple[Rag, str] | None:
    """The rating that a cell's fill shows, else a coloured symbol or highlight in it: the last, where there are several."""
    if cell.fill and cell.fill not in ignored:
        rag = colour_to_rag(cell.fill)
        if rag:
            return rag, f"fill {cell.fill}"
    for mark in reversed(cell.marks):
        rag = colour_to_rag(mark.colour)
        if rag and rag != "grey" and mark.colour not in ignored:
            return rag, f"{mark.kind} {mark.colour}"
    return None
