"""Text -> the public bodies that it names: `Newton St Cyres Parish Council`, `London Borough of Barnet`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ..vocabulary import Vocabulary

_SMALL = frozenset("of and the upon on in under le la cum next by for to with at y yr".split())
_JOINS = frozenset("of and & upon on in under le with the next cum for y yr".split())
_SEATS = frozenset("hospital hospitals university college school academy".split())
_WORD = re.compile(r"[^\W_][\w'’.&/-]*|&")
_LONGEST = 9
"""Words before the suffix: `Barking, Havering and Redbridge University Hospitals` has six."""
_FARTHEST = 160
"""Letters before the suffix that are looked at, so that a page of names costs no more than its length."""


@dataclass(frozen=True, slots=True)
class Named:
    """A body named in a text, and where: `text[start:end]` is what is printed, `name` the same with single spaces and ordinary capitals."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class BodyWords:
    suffix: re.Pattern[str]
    prefix: re.Pattern[str]
    listed: re.Pattern[str]
    owner: re.Pattern[str]
    part: re.Pattern[str]
    reported_to: re.Pattern[str]
    inspector: re.Pattern[str]
    never: frozenset[str]
    not_names: frozenset[str]
    organisations: frozenset[str]
    generic: frozenset[str]
    abbreviations: frozenset[str]


def either(words: tuple[str, ...]) -> str:
    """An alternation of phrases, the longest first, any white space between their words and either apostrophe in them."""
    longest_first = sorted({word.replace("’", "'") for word in words}, key=len, reverse=True)
    return "|".join(r"\s+".join(re.escape(part) for part in word.split()).replace("'", "['’]") for word in longest_first) or r"(?!)"


@lru_cache(maxsize=8)
def body_words(vocabulary: Vocabulary) -> BodyWords:
    words = vocabulary.words
    place = "about.authorities"
    return BodyWords(
        suffix=re.compile(rf"(?<![\w'’-])(?P<suffix>{either(words(f'{place}.suffixes'))})(?![\w-])"),
        prefix=re.compile(rf"(?<![\w'’-])(?P<prefix>{either(words(f'{place}.prefixes'))})\s+(?=[A-Z])"),
        listed=re.compile(rf"(?<![\w'’-])(?:{either(words(f'{place}.names'))})(?![\w-])"),
        owner=re.compile(rf"(?<![\w'’-])(?P<suffix>{either(words(f'{place}.owners'))})(?![\w-])", re.IGNORECASE),
        part=re.compile(rf"(?<![\w'’-])(?P<suffix>{either(words(f'{place}.parts'))})(?![\w-])", re.IGNORECASE),
        reported_to=re.compile(rf"\b(?:{either(words(f'{place}.reported_to'))})\s*$", re.IGNORECASE),
        inspector=re.compile(rf"(?<!\w)(?:{either(words('about.inspectorates.names'))})(?![\w-])"),
        never=frozenset(word.casefold() for word in words(f"{place}.never")),
        not_names=frozenset(words(f"{place}.not_names")),
        organisations=frozenset(words(f"{place}.organisations")),
        generic=frozenset(words(f"{place}.generic")),
        abbreviations=frozenset(words(f"{place}.abbreviations")),
    )


def text_to_bodies(text: str, vocabulary: Vocabulary) -> list[Named]:
    """The corporate bodies that a text names, in order; of two that overlap the longer.

    `update for CYP Select Committee` -> none: a committee is no corporate body (`text_to_owner`)
    `Inspection of Bath and North East Somerset Council's services` -> `Bath and North East Somerset Council`
    """
    words = body_words(vocabulary)
    plain = ordinary_capitals(text, vocabulary)
    found = [Named(" ".join(match[0].split()), *match.span()) for match in words.listed.finditer(plain)]
    found += _with_prefix(plain, words)
    found += (named for match in words.suffix.finditer(plain) if (named := _name_before(plain, match, words)))
    inspectors = [match.span() for match in words.inspector.finditer(plain)]
    found = [named for named in found if named.name.casefold() not in words.never and not _is_of_inspector(named, inspectors)]
    found.sort(key=lambda each: (each.start, -each.end))
    kept: list[Named] = []
    for named in found:
        overlapped = bool(kept) and named.start < kept[-1].end
        if not overlapped:
            kept.append(named)
        elif named.end - named.start > kept[-1].end - kept[-1].start:
            kept[-1] = named
    return kept


def _is_of_inspector(named: Named, inspectors: list[tuple[int, int]]) -> bool:
    """`Commission Housing` of `Audit Commission Housing Inspection`, `Her Majesty's Inspectorate` of `Her Majesty's Inspectorate of
    Constabulary`: cut out of an inspectorate's name."""
    return any(
        start < named.end
        and named.start < end
        and (start, end) != (named.start, named.end)
        and not (named.start <= start and end <= named.end)
        for start, end in inspectors
    )


def text_to_owner(text: str, kinds: re.Pattern[str], vocabulary: Vocabulary) -> Named | None:
    """The board, panel or service that a title names as its own: `LOCAL PUBLIC DATA PANEL – ACTIONS REPORT` -> `Local Public Data Panel`.

    `kinds` is one of `BodyWords.owner` (boards, panels) and `BodyWords.part` (services, directorates).
    """
    words = body_words(vocabulary)
    plain = ordinary_capitals(text, vocabulary)
    for match in kinds.finditer(plain):
        named = _name_before(plain, match, words)
        if named and match[0][0].isupper() and named.name.casefold() not in words.never:
            return named
    return None


def ordinary_capitals(text: str, vocabulary: Vocabulary) -> str:
    """Each line that is all capitals as names are written elsewhere.

    `FOREST OF DEAN DISTRICT COUNCIL` -> `Forest of Dean District Council`. The length does not change, so that a place in one
    is a place in the other.
    """
    abbreviations = body_words(vocabulary).abbreviations
    return "\n".join(_line_with_capitals(line, abbreviations) for line in text.split("\n"))


def _line_with_capitals(line: str, abbreviations: frozenset[str]) -> str:
    letters = [letter for letter in line if letter.isalpha()]
    if len(letters) < 8 or sum(letter.isupper() for letter in letters) < 0.9 * len(letters):
        return line
    opened = False

    def written(match: re.Match[str]) -> str:
        nonlocal opened
        word = match[0]
        first, opened = not opened, True
        if word in abbreviations or re.fullmatch(r"[IVX]+", word):
            return word
        lower = word.lower() if len(word.lower()) == len(word) else word
        return lower if lower in _SMALL and not first else lower[:1].upper() + lower[1:]

    return re.sub(r"[^\W\d_]+(?:['’][^\W\d_]+)*", written, line)


def _with_prefix(text: str, words: BodyWords) -> Iterator[Named]:
    """`London Borough of Barking and Dagenham Action Plan` -> the words after the prefix, as far as the name goes."""
    for match in words.prefix.finditer(text):
        end, joins = match.end(), match.end()
        for word in _WORD.finditer(text, match.end()):
            between = text[joins : word.start()]
            if between.strip(" ") and not (between.strip() == "," and match["prefix"].startswith(("Department", "Ministry"))):
                break
            if word[0] in _JOINS:
                joins = word.end()
                continue
            if not word[0][0].isupper() or word[0].casefold() in words.not_names:
                break
            end = joins = word.end()
            if text[end - 1] == ".":
                break
        name = re.sub(r"['’]s?$", "", text[match.start() : end].rstrip(" .,")) if end > match.end() else ""
        council = re.match(r"\s+Council\b", text[end:])
        if name and council:
            name, end = f"{name} Council", end + council.end()
        if name:
            yield Named(" ".join(name.split()), match.start(), end)


def _name_before(text: str, match: re.Match[str], words: BodyWords) -> Named | None:
    """The capitalised words before a suffix, `of`, `and`, `upon` between them, as far back as the name goes."""
    start = match.start()
    line = max(text.rfind("\n", 0, start) + 1, text.find(" ", start - _FARTHEST) if start > _FARTHEST else 0)
    before = list(_WORD.finditer(text, line, start))[-_LONGEST:]
    at, proper, after = start, False, start
    joined = ""
    for index in range(len(before) - 1, -1, -1):
        word = before[index]
        gap = text[word.end() : after].strip()
        if gap and not (gap == "," and re.search(r"\b(?:and|&)\s", text[after:start])):
            break
        folded = word[0].casefold().rstrip(".")
        if word[0] in _JOINS:
            if not joined and after == start:
                break  # `and Council`
            joined, after = word[0], word.start()
            continue
        possessive = word[0].endswith(("'s", "’s"))
        # `Services of Leeds City Council` begins at Leeds, `University Hospitals of Leicester NHS Trust` does not begin at Leicester
        cut = joined and (possessive or (folded in words.generic and not (joined == "of" and folded in _SEATS)))
        if not word[0][0].isupper() or folded in words.not_names or cut:
            break
        proper = proper or (folded not in words.generic and not folded.isdigit())
        at, after, joined = word.start(), word.start(), ""
    if not proper:
        return None
    if re.search(r"\bCouncil\s", text[at:start]) and text[start : match.end()].split()[-1].casefold() not in words.organisations:
        return None  # `Castlebrook City Council Housing` is a part of it, `Leeds City Council Housing Association` is not
    return Named(" ".join(text[at : match.end()].split()), at, match.end())
