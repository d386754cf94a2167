"""The lines of a lead cell -> one line a party (or a few with separators between), however the column wrapped them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..model import Lead
from .fitness import fitness, transition
from .known import KnownParties
from .words import LeadWords

_LONGEST = 4
"""Line ends of the text that one party is at most spread over."""

_MOST = 14
"""Lines of a narrow column that one party is at most spread over."""


def cell_to_lines(
    text: str, page: Sequence[str], read: Callable[[str], Sequence[Lead]], words: LeadWords, known: KnownParties
) -> list[str]:
    """The cell's text cut where a party ends.

    Where `page` is empty or holds the same lines as `text`, its line ends stand unless a line is plainly unfinished (`Director of`).
    """
    given = [" ".join(line.split()) for line in text.split("\n") if line.strip()]
    pieces, ends = _pieces(given, page)
    if len(pieces) < 2:
        return pieces if given else given
    return _best_cut(pieces, ends, not all(ends), lambda line: fitness(line, read(line), words, known), words)


def _pieces(given: Sequence[str], page: Sequence[str]) -> tuple[list[str], list[bool]]:
    """The smallest stretches of the cell and whether `text` ends a line after each.

    A line that ends in a comma goes on: `Tony Marsden,` / `Service Manager` is one party, `Named Nurse,` / `Named GP` two.
    """
    whole = " ".join(given)
    text_ends = _offsets(given)
    page_lines = [" ".join(line.split()) for line in page if line.strip()]
    same = _letters(" ".join(page_lines)) == _letters(whole)
    ends = text_ends | _offsets(page_lines) if same else text_ends
    pieces: list[str] = []
    flags: list[bool] = []
    start = count = 0
    for index, letter in enumerate(whole):
        if letter.isspace():
            if count in ends and index > start and whole[index - 1] != ",":
                pieces.append(whole[start:index])
                flags.append(count in text_ends)
                start = index + 1
        elif letter != "-":
            count += 1
    pieces.append(whole[start:])
    flags.append(True)
    return pieces, flags


def _letters(text: str) -> str:
    return "".join(letter for letter in text if not letter.isspace() and letter != "-")


def _offsets(lines: Sequence[str]) -> set[int]:
    """How many letters stand before each line end: hyphens and white space do not count, since they differ between page and text."""
    found: set[int] = set()
    count = 0
    for line in lines:
        count += len(_letters(line))
        found.add(count)
    return found


def _best_cut(pieces: Sequence[str], ends: Sequence[bool], wraps: bool, fit: Callable[[str], float], words: LeadWords) -> list[str]:
    """The cut whose lines read best as parties (dynamic programming over the line ends).

    What it costs to cut where the text ends no line, and to read over a line end of the text: more where the column does not wrap at all.
    """
    cut, over = 1.0, 1.2 if wraps else 3.5
    best: list[tuple[float, list[str]]] = [(0.0, [])]
    for end in range(1, len(pieces) + 1):
        options: list[tuple[float, list[str]]] = []
        for start in range(end - 1, -1, -1):
            inner = sum(ends[start : end - 1])
            if inner > _LONGEST or end - start > _MOST:
                break
            line = " ".join(pieces[start:end])
            score = best[start][0] + fit(line) - over * inner - (0.0 if ends[end - 1] else cut)
            if best[start][1]:
                score += transition(best[start][1][-1], line, words)
            options.append((score, [*best[start][1], line]))
        best.append(max(options, key=lambda option: (option[0], -len(option[1]))))
    return best[-1][1]
