"""Line ends that the page alone does not explain. The words of the document, and of English, know: a word cut in two, a name that
stands alone elsewhere.

`Developm` / `ent` is one word, `Respon-` / `sibility` too, `assessment` / `nurse` are two; `multi-` / `agency` keeps its hyphen;
`Heather` / `Sutherland` is one name and `Gavin Taylor` / `Kim Roberts` two, as other cells hold each of them alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ..english import is_english
from .lines import FEW_WORDS, HYPHEN, NARROW, WRAP

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_PIECES = re.compile(rf"[^\s{NARROW}{HYPHEN}{WRAP}]*(?:{NARROW}[^\s{NARROW}{HYPHEN}{WRAP}]*)+")
_CUT = re.compile(rf"([^\s{NARROW}{HYPHEN}{WRAP}]*)([{NARROW}{HYPHEN}])([^\s{NARROW}{HYPHEN}{WRAP}]*)")
_AROUND = re.compile(r"^\W*|\W*$")
_MARKED = re.compile(f"[{NARROW}{HYPHEN}{WRAP}]")
_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b")
_DIGITS = re.compile(r"\d+")

# First halves of real compounds, whose hyphen the author wrote: `multi-agency`, `follow-up`.
_PREFIXES = frozenset(
    """all anti bi bio co counter cross de e ex extra first follow full half high inter intra joint long low macro micro mid mini
    multi non off on one out over part peer post pre pro psycho quality re second self semi short single socio sub tele third
    time top trans two three four ultra un under up user vice well whole work year""".split()
)
MOST_CUTS = 5
"""Line ends that may cut one word."""

# Words that are no second half of a word, and after which no list item ends.
_LITTLE = frozenset(
    """a an and & as at be by for from has in into is its of on or our per that the their this to via was were wef which who will with
    within - – / , + commence commencing from""".split()
)


@dataclass(frozen=True, slots=True)
class Known:
    """What the whole document shows: `words` that stand uncut, `items` that fill a line end to end, whether it hyphenates at line ends."""

    words: frozenset[str]
    items: frozenset[str]
    hyphenates: bool


def known_from(texts: Iterable[str]) -> Known:
    """Learns from the texts of all cells and paragraphs, marks and all."""
    words: set[str] = set()
    items: Counter[str] = Counter()
    cuts: list[tuple[str, str, str]] = []
    for text in texts:
        marked = _MARKED.search(text) is not None
        if marked:
            cuts += [_halves(*cut.groups()) for cut in _CUT.finditer(text)]
        words.update(word.lower() for word in _WORD.findall(_CUT.sub(" ", text) if marked else text))
        items.update(_shape(line) for line in text.split("\n") if line.count(" ") < 6 and not _MARKED.search(line))
    words.update(first + second for first, mark, second in cuts if mark == NARROW and len(second) == 1 and second not in "ai")
    hyphenates = any(mark == HYPHEN and _is_hyphenated(first, second, words) for first, mark, second in cuts)
    # A single word that fills a line once may be half a name that a page break cut off.
    return Known(frozenset(words), frozenset(item for item, count in items.items() if count > 1 or " " in item), hyphenates)


def _is_hyphenated(first: str, second: str, words: Collection[str]) -> bool:
    """Whether a hyphen at a line end can only be the typesetter's: neither half is a word, or the whole is and the first half is not."""
    if first in _PREFIXES or _is_word(first, words):
        return False
    return _is_word(first + second, words) or not _is_word(second, words)


def settle(text: str, known: Known) -> str:
    """The text with every mark decided."""
    if not _MARKED.search(text):
        return text
    if NARROW in text:
        text = _PIECES.sub(lambda pieces: _put_together(pieces[0].split(NARROW), known), text)
    while HYPHEN in text:
        text = _CUT.sub(lambda cut: _hyphened(cut[1], cut[3], known), text, count=1)
    return "\n".join(_items(line, known) for line in text.split("\n")) if WRAP in text else text


def _halves(left: str, mark: str, right: str) -> tuple[str, str, str]:
    first = re.split(r"[-/]", _AROUND.sub("", left).lower().rstrip("-"))[-1]
    return first, mark, re.split(r"[-/]", _AROUND.sub("", right).lower())[0]


def _is_word(word: str, words: Collection[str]) -> bool:
    """Whether the document or the language has the word."""
    return word in words or is_english(word)


def _put_together(pieces: list[str], known: Known) -> str:
    """What a narrow column cut, perhaps more than once: as many pieces as make a word are one (`Engage|men|t`), else two at a time."""
    done = pieces[0]
    at = 1
    while at < len(pieces):
        ends = range(min(len(pieces), at + MOST_CUTS), at, -1)
        end = next((end for end in ends if _makes_word(done, pieces[at:end], known)), None)
        if end is None:
            end = at + 1
            done += "" if _broken(done, pieces[at], known) else " "
        done += "".join(pieces[at:end])
        at = end
    return done


def _makes_word(left: str, pieces: list[str], known: Known) -> bool:
    first, _, rest = _halves(left.rsplit(" ", 1)[-1], NARROW, "".join(pieces))
    return bool(first and rest) and not _case_changes(left, pieces[0]) and _is_word(first + rest, known.words)


def _broken(left: str, right: str, known: Known) -> bool:
    """Whether a line that is full to the last letter ends in a word that neither the document nor the language has whole."""
    first, _, second = _halves(left.rsplit(" ", 1)[-1], NARROW, right)
    if not second or second in _LITTLE or _case_changes(left, right):
        return False
    if len(second) == 1:
        return True
    if _is_word(second, known.words):
        return len(second) <= 3 and not _is_word(first, known.words)
    return len(second) <= 3 or not _is_word(first, known.words)


def _case_changes(left: str, right: str) -> bool:
    """`CAMHS` / `nurse`; the `s` of `LSCBs` is no change."""
    return left[-2:].isupper() and len(left) > 1 and right[:1].islower() and _AROUND.sub("", right) != "s"


def _hyphened(left: str, right: str, known: Known) -> str:
    """`Respon-` / `sibility` without the typesetter's hyphen, `multi-` / `agency` with the author's."""
    first, _, second = _halves(left, HYPHEN, right)
    if f"{first}-{second}" in known.words or first in _PREFIXES or not known.hyphenates:
        return left + right
    return left.rstrip("-") + right if _is_hyphenated(first, second, known.words) or first + second in known.words else left + right


def _items(line: str, known: Known) -> str:
    """A short line that wrapped, parted where the parts on either side stand alone elsewhere.

    `Kim Roberts|Heather|Sutherland` -> `Kim Roberts` / `Heather Sutherland`
    """
    pieces = line.split(WRAP)
    if len(pieces) == 1 or line.count(" ") + len(pieces) > FEW_WORDS:
        return line.replace(WRAP, " ")
    parts = [pieces[0]]
    for at in range(1, len(pieces)):
        if any(_parted(parts[-1], " ".join(pieces[at:end]), known) for end in range(at + 1, len(pieces) + 1)):
            parts.append(pieces[at])
        else:
            parts[-1] += f" {pieces[at]}"
    return "\n".join(parts)


def _parted(before: str, after: str, known: Known) -> bool:
    if _shape(after) not in known.items or before.split()[-1].lower() in _LITTLE or before[-1] in ",&/-–(" or after[0] in "(&/-–":
        return False
    if after.split()[0].lower() in _LITTLE or not (after[0].isupper() or after[0].isdigit()):
        return False
    return _shape(before) in known.items or (before[-4:].isdigit() and after[-4:].isdigit())


def _shape(text: str) -> str:
    """A date's form rather than the date: `June 2023` -> `@ #`; names as they are."""
    lower = text.strip().rstrip(".").lower()
    return _DIGITS.sub("#", _MONTH.sub("@", lower)) if _DIGITS.search(lower) else lower
