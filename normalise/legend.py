"""The document's own key -> what its colours mean. Councils define green differently: the legend printed in the document comes first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ..extract.document import Block, Cell, Mark, Paragraph, Table
from ..provenance import Place
from .colours import colour_to_rag
from .model import Rag, RagKey
from .rag import rating_words
from .sections import GridRow, Section, Sections, distinct_cells
from .status import status_of_meaning
from .vocabulary import Vocabulary

LONGEST_MEANING = 160
"""Letters in one line of a key; `Red – action not started or significant delay, escalate to the Improvement Board` is 82."""
_LONGEST_TEXT = 900
_LONGEST_KEY = 12
"""Rows: a line for each of seven ratings, one of them twice, and a title."""
CALLED_KEY = re.compile(
    r"^\W*(?:key|legend|(?:b?rag|status|traffic light|colour|progress)\s+(?:key|ratings?|definitions?|status|legend|codes?|scale))\b",
    re.IGNORECASE,
)
_SAYS = re.compile(r"\s*(?:\)|\(|[-–—:=]|is\b|means\b|indicates\b|denotes\b|shows\b)")
_MEANING_ENDS = " -–—:=;,.()[]|/•■●▪◆\n\t"


def blocks_to_key(
    blocks: Sequence[Block], plans: Sections, vocabulary: Vocabulary, furniture: Sequence[Paragraph] = ()
) -> tuple[RagKey, ...]:
    """The lines of the keys printed in a document, wherever: a table of its own, lines of text, a running foot, rows above a plan,
    the heading of its rating column.

    | RED   | not started or significant delay |   ->  RagKey("red", "not started or significant delay", "off_track")
    | GREEN | on track                         |       RagKey("green", "on track", "on_track")

    `plans` are the sections of plan tables, whose body rows are no key. A key explains at least two colours; where two
    keys explain one colour, the first counts.
    """
    lines: dict[Rag, RagKey] = {}
    run: list[Paragraph] = []
    for position, block in enumerate((*blocks, None)):
        if isinstance(block, Paragraph):
            run.append(block)
            continue
        groups = [_paragraphs_to_lines(run, vocabulary)]
        run = []
        if block is not None:
            plan = plans.get(position)
            groups += [rows_to_lines(block.grid(), vocabulary)] if plan is None else _plan_to_lines(block, plan, vocabulary)
        for line in (line for group in groups for line in group):
            lines.setdefault(line.rag, line)
    for line in _paragraphs_to_lines(furniture, vocabulary):
        lines.setdefault(line.rag, line)
    return tuple(lines.values()) if len(lines) >= 2 else ()


def is_key(table: Table, vocabulary: Vocabulary) -> bool:
    """Whether a table is a key and nothing else: every row of it but a title explains a colour."""
    if table.n_rows > _LONGEST_KEY:
        return False
    lines = rows_to_lines(table.grid(), vocabulary)
    return len({line.rag for line in lines}) >= 2 and len(lines) >= table.n_rows - 2


def _plan_to_lines(table: Table, divided: Sequence[Section], vocabulary: Vocabulary) -> list[list[RagKey]]:
    """Of a plan only what is no row of it: rows above its heading, full-width rows, heading cells (`RAG: R = not started`)."""
    sections = [section for section in divided if section.headings]
    if not sections:
        return []
    first = min((cell.row for cell in sections[0].heading_cells), default=0)
    whole = [cell for section in sections for cell in (*section.banners, *(item for item in section.items if isinstance(item, Cell)))]
    headings = [cell for section in sections for cell in section.heading_cells]
    groups = [rows_to_lines(table.grid()[:first], vocabulary)]
    return groups + [accepted(list(text_to_lines(cell.text, cell.marks, _place_of(cell), vocabulary))) for cell in (*whole, *headings)]


def rows_to_lines(grid: Sequence[GridRow], vocabulary: Vocabulary) -> list[RagKey]:
    """Lines of a small table: a word, letter or colour in one cell, its meaning in the same, in the next, or in the one below."""
    lines: list[RagKey] = []
    called = False
    seen: set[int] = set()
    for index, row in enumerate(grid):
        cells = [cell for cell in distinct_cells(row) if id(cell) not in seen]  # one merged over several rows is read once
        seen |= {id(cell) for cell in cells}
        called = called or any(CALLED_KEY.match(cell.text) for cell in cells)
        under = grid[index + 1] if index + 1 < len(grid) else []
        for cell, following in zip(cells, [*cells[1:], None], strict=False):
            several = accepted(list(text_to_lines(cell.text, cell.marks, _place_of(cell), vocabulary)))
            if several:
                lines += several
                continue
            rag, rest = rating_of(cell, vocabulary)
            if rag is None:
                continue
            below = next((other for other in under[cell.column : cell.column + 1] if other is not None and other is not cell), None)
            for meaning in (rest, following.text if following else "", below.text if below else ""):
                if is_meaning(meaning, vocabulary):
                    lines.append(_line(rag, meaning, _place_of(cell), vocabulary))
                    break
    colours = {line.rag for line in lines}
    # a table of results repeats its colours (`Met`, `Not met`, `Met`); a key names each once
    return accepted(lines, called=called) if len(lines) <= len(colours) + 1 else []


def rating_of(cell: Cell, vocabulary: Vocabulary) -> tuple[Rag | None, str]:
    """The rating that a cell of a key shows, and the rest of its text: `RED - not started`, `G`, a fill, a coloured symbol."""
    words = rating_words(vocabulary)
    match = words.head.match(cell.text) or words.letter.match(cell.text)
    if match:
        return words.rag_of[_fold(match["rating"])], cell.text[match.end() :]
    colours = [cell.fill, *(mark.colour for mark in cell.marks)]
    return next((rag for colour in colours if colour and (rag := colour_to_rag(colour))), None), cell.text


def is_meaning(text: str, vocabulary: Vocabulary) -> bool:
    plain = text.strip(_MEANING_ENDS)
    words = rating_words(vocabulary)
    return (
        bool(re.search(r"[^\W\d_]{2}", plain))
        and len(plain) <= LONGEST_MEANING
        and not (words.head.match(plain) or words.letter.match(plain))
    )


def _paragraphs_to_lines(run: Sequence[Paragraph], vocabulary: Vocabulary) -> list[RagKey]:
    """Neighbouring paragraphs of which each explains a colour are one key; a lone `Green – on track` in a report is none.

    `Key:` / `Red – not started` / `Amber – some delay` / `Green – on track` -> three lines
    """
    lines: list[RagKey] = []
    open_group: list[RagKey] = []
    called, silent = False, 0
    for paragraph in run:
        found = list(text_to_lines(paragraph.text, paragraph.marks, paragraph.place, vocabulary)) or _swatch_to_line(paragraph, vocabulary)
        if CALLED_KEY.match(paragraph.text) and not open_group:
            called = True
        if found:
            open_group += found
            silent = 0
        elif paragraph.text.strip():
            silent += 1
            if silent > 1 or len(paragraph.text) > LONGEST_MEANING:
                lines += accepted(open_group, called=called)
                open_group, called, silent = [], bool(CALLED_KEY.match(paragraph.text)), 0
    return lines + accepted(open_group, called=called)


def _swatch_to_line(paragraph: Paragraph, vocabulary: Vocabulary) -> list[RagKey]:
    """A painted square before a text: `= complete`."""
    colours = {mark.colour for mark in paragraph.marks if mark.kind in ("drawing", "picture")}
    rag = colour_to_rag(colours.pop()) if len(colours) == 1 else None
    return [_line(rag, paragraph.text, paragraph.place, vocabulary)] if rag and is_meaning(paragraph.text, vocabulary) else []


def text_to_lines(text: str, marks: Sequence[Mark], place: Place | None, vocabulary: Vocabulary) -> Iterator[RagKey]:
    """`RED – not started; AMBER – some delay`, `R = not started, A = delayed`, `■ Complete ■ On track` with coloured marks."""
    if len(text) > _LONGEST_TEXT:
        return
    found = list(_named(text, vocabulary))
    if len({rag for rag, _, _ in found}) < 2:
        found = _marked(text, marks, vocabulary) or found
    for (rag, _, start), following in zip(found, [*(begin for _, begin, _ in found[1:]), len(text)], strict=False):
        meaning = re.sub(r"^\W*(?:is|means|indicates|denotes|shows)\b", "", text[start:following])
        meaning = next((part for part in re.split(r"\n|\s{4,}", meaning.strip(_MEANING_ENDS)) if part.strip()), "")
        if is_meaning(meaning, vocabulary):
            yield _line(rag, meaning, place, vocabulary)


def _named(text: str, vocabulary: Vocabulary) -> Iterator[tuple[Rag, int, int]]:
    """(rating, where its name begins, where its meaning begins) of the words, else the single letters, that a text sets off."""
    words = rating_words(vocabulary)
    named = [match for match in words.word.finditer(text) if _SAYS.match(text[match.end() :])]
    if len({_fold(match["rating"]) for match in named}) < 2:
        letters = list(_letters(vocabulary).finditer(text))
        named = letters if len({match["rating"] for match in letters}) >= 2 else named
    elif all(len(_fold(match["rating"])) <= len("a r") for match in named):
        # `R = not started; A/R = significant delay; A = some delay`: letters between the pairs of letters
        named = sorted([*named, *_letters(vocabulary).finditer(text)], key=lambda match: match.start())
    yield from ((words.rag_of[_fold(match["rating"])], match.start(), match.end()) for match in named)


@lru_cache(maxsize=8)
def _letters(vocabulary: Vocabulary) -> re.Pattern[str]:
    """`R - not started`, `(A) delayed`, `G = done`: a capital set off on both sides."""
    letters = "|".join(
        re.escape(letter.upper()) for variants in vocabulary.section("rag.letters").values() for letter in variants if len(letter) == 1
    )
    return re.compile(rf"(?<![\w.&'’/])[(\[]?(?P<rating>{letters})(?:[)\]]\s*[-–—:=]?|\s*[-–—:=])(?=\s*\w)")


def _marked(text: str, marks: Sequence[Mark], vocabulary: Vocabulary) -> list[tuple[Rag, int, int]]:
    """Coloured symbols with their meaning after them, or coloured words that are their own meaning, in the order of the text."""
    found: list[tuple[Rag, int, int]] = []
    at = 0
    for mark in marks:
        rag = colour_to_rag(mark.colour)
        start = text.find(mark.text, at) if mark.text.strip() else -1
        if rag is None or start < 0:
            continue
        at = start + len(mark.text)
        own = mark.kind in ("highlight", "shading", "text") and is_meaning(mark.text, vocabulary)
        found.append((rag, start, start if own else at))
    return found if len({rag for rag, _, _ in found}) >= 2 else []


def accepted(lines: list[RagKey], *, called: bool = False) -> list[RagKey]:
    """A key explains two colours at least, and says of one of them how an action stands, or is called a key."""
    return lines if len({line.rag for line in lines}) >= 2 and (called or any(line.status for line in lines)) else []


def _line(rag: Rag, meaning: str, place: Place | None, vocabulary: Vocabulary) -> RagKey:
    plain = " ".join(meaning.split()).strip(_MEANING_ENDS)
    return RagKey(rag, plain, status_of_meaning(plain, vocabulary, rag), place)


def _fold(word: str) -> str:
    return " ".join(re.split(r"[\s/\\-]+", word.casefold())).strip()


def _place_of(cell: Cell) -> Place | None:
    return cell.places[0] if cell.places else None
