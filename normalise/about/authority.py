"""Front matter -> whose plan it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ...diagnostics import Diagnostic
from ...extract.document import Document, Paragraph
from ...provenance import Place
from ..vocabulary import Vocabulary
from ..wording import squash
from .bodies import Named, body_words, either, ordinary_capitals, text_to_bodies, text_to_owner
from .front import Statement, is_of_title, opening_paragraphs
from .second_names import Authority, council_of_partners, without_second_names

_REPORTED = re.compile(
    r"(?:\b(?:presented|submitted|reported|report|circulated|sent)\s+(?:to|at)|\bupdate\s+(?:for|to)|\b(?:meeting|minutes)\s+of|\bconsidered\s+by"
    r"|\bfor\s+(?:consideration|approval)\s+by)\s*:?\s*(?:the\s+)?$",
    re.IGNORECASE,
)
_REPORTED_LABEL = re.compile(r"^\W*(?:report(?:ed)?|presented|submitted|circulated|copied)\b[\w ]{0,20}\bto\b\s*:?\W*$", re.IGNORECASE)
_CITY_COUNCIL = re.compile(r"\b[Tt]he\s+((?:City|County|Borough|District|Metropolitan Borough|County Borough|Town|Parish)\s+Council)\b")

Found = tuple[Authority | None, tuple[Diagnostic, ...]]


def statements_to_authority(document: Document, statements: Sequence[Statement], vocabulary: Vocabulary) -> Found:
    """The body that the document names as its own, by the first of these that names one: a cover sheet's label, the title, the headings and
    running heads, the opening sentences, a letterhead, the board or service in the title, the place that the file is named after, the place
    that the title opens with, a body that the whole document names three times and oftener than any other.

    Two named equally often where one was to be expected are a diagnostic `authority-ambiguous`, and no answer.
    """
    for texts in (
        _labelled(statements),
        _letterhead(document, statements, vocabulary, longer_than=tuple(_named_in(statements, ("title",), vocabulary))),
        _named_in(statements, ("title",), vocabulary),
        _named_in(statements, ("heading", "running", "banner"), vocabulary),
        _letterhead(document, statements, vocabulary),
        _owners(statements, body_words(vocabulary).owner, vocabulary),
        _named_in(statements, ("opening", "closing"), vocabulary),
    ):
        candidates = list(texts)
        if candidates:
            return _the_one(candidates, document, vocabulary)
    named_after = _named_after(document, vocabulary)
    if named_after is not None:
        return named_after
    place = _place_of_title(document, statements, vocabulary)
    if place is not None:
        return place, ()
    parts = list(_owners(statements, body_words(vocabulary).part, vocabulary))
    if parts:
        return _the_one(parts, document, vocabulary)
    whole = list(_named_everywhere(document, vocabulary))
    often = [each for each in whole if sum(squash(one.name) == squash(each.name) for one in whole) >= 3]
    return _the_one(often, document, vocabulary) if often else (_abbreviation_in_title(document, statements, vocabulary), ())


def _the_one(candidates: Sequence[Authority], document: Document, vocabulary: Vocabulary) -> Found:
    """The candidate named oftenest here, then in the whole document; `Leeds City Council` and `Leeds` are not two."""
    candidates = without_second_names(candidates, [text for text, _ in _texts(document)], vocabulary)
    counts = Counter(squash(each.name) for each in candidates)
    first = {squash(each.name): each for each in reversed(candidates)}
    whole = [name for name in first if not any(name != other and name in other for other in first)]
    best = max(counts[name] for name in whole)
    leading = [name for name in whole if counts[name] == best]
    if len(leading) > 1:
        everywhere = Counter(squash(each.name) for each in _named_everywhere(document, vocabulary))
        most = max(everywhere[name] for name in leading)
        leading = [name for name in leading if everywhere[name] == most]
    if len(leading) == 1:
        return first[leading[0]], ()
    council = council_of_partners([first[name] for name in leading], vocabulary)
    if council is not None:
        others = ", ".join(first[name].name for name in leading if first[name] is not council)
        message = f"a plan of {council.name!r} together with {others}: the council is taken"
        return council, (Diagnostic("authority-joint", "info", message, next(iter(council.places), None)),)
    names = ", ".join(repr(first[name].name) for name in leading)
    place = next(iter(first[leading[0]].places), None)
    message = f"{names} are named equally often: whose plan it is must be told (--authority, or plans.csv beside the file)"
    return None, (Diagnostic("authority-ambiguous", "warning", message, place),)


def _labelled(statements: Sequence[Statement]) -> Iterator[Authority]:
    return (Authority(_tidy(each.text), each.places) for each in statements if each.label == "authority" and len(each.text) <= 120)


def _named_in(statements: Sequence[Statement], wheres: tuple[str, ...], vocabulary: Vocabulary) -> Iterator[Authority]:
    addressed = False
    for each in statements:
        if _REPORTED_LABEL.match(each.text):
            addressed = True  # the lines after `Report presented to:` name readers, until the next label
            continue
        if each.text.rstrip().endswith(":"):
            addressed = False
        if each.where not in wheres or (addressed and each.where in ("heading", "opening")) or each.label:
            continue
        for named in text_to_bodies(each.text, vocabulary):
            if not _REPORTED.search(each.text[: named.start]) and not _inspects(named.name, vocabulary):
                yield Authority(named.name, each.places)


def _inspects(name: str, vocabulary: Vocabulary) -> bool:
    return squash(name) in {squash(each) for each in vocabulary.words("about.inspectorates.names")}


def _letterhead(
    document: Document, statements: Sequence[Statement], vocabulary: Vocabulary, *, longer_than: Sequence[Authority] | None = None
) -> Iterator[Authority]:
    """A line above the title whose words the title opens with: `together for children SUNDERLAND` above `Together for Children
    Children's Independent Reviewing Service ...` -> `Together for Children Sunderland`.

    `longer_than`: only one that holds a body which the title names.
    """
    title = next((each for each in statements if each.where == "title"), None)
    of_title = title.text.split() if title else []
    ordinary = body_words(vocabulary)
    for paragraph in opening_paragraphs(document, vocabulary):
        if title is None or is_of_title(paragraph, title):
            return
        words = paragraph.text.split()
        shared = next(
            (at for at, (one, two) in enumerate(zip(words, of_title, strict=False)) if one.casefold() != two.casefold()), len(words)
        )
        named = [word.casefold() for word in words[:shared]]
        telling = not ordinary.not_names & set(named) - {"for", "the"} and set(named) - ordinary.generic - {"for", "and", "of"}
        if not telling or not 2 <= shared < len(of_title) or len(words) > 8:
            continue
        rest = ordinary_capitals(" ".join(words[shared:]), vocabulary)
        name = " ".join([*of_title[:shared], *(_as_elsewhere(word, document) for word in rest.split())])
        if longer_than is None or any(squash(each.name) in squash(name) for each in longer_than):
            yield Authority(name, (paragraph.place,))


def _as_elsewhere(word: str, document: Document) -> str:
    """`SUNDERLAND` as the rest of the document writes it."""
    capitalised = word.capitalize()
    return capitalised if any(re.search(rf"\b{re.escape(capitalised)}\b", text) for text, _ in _texts(document)) else word


def _owners(statements: Sequence[Statement], kinds: re.Pattern[str], vocabulary: Vocabulary) -> Iterator[Authority]:
    """`Transparency Board Action Log`, or `Local Public Data Panel` on a line of its own; not a board that the paper is an update for."""
    words = body_words(vocabulary)
    addressed = False
    for each in statements:
        if _REPORTED_LABEL.match(each.text):
            addressed = True
        elif each.text.rstrip().endswith(":"):
            addressed = False
        owner = text_to_owner(each.text, kinds, vocabulary) if not each.label else None
        if owner is None or _is_addressed(owner, each.text, words.reported_to):
            continue
        alone = squash(owner.name) == squash(each.text) or _opens_its_plan(owner, each.text, vocabulary)
        alone = alone and each.where in ("heading", "running") and not addressed
        if each.where in ("title", "banner") or (alone and not words.reported_to.search(owner.name)):
            yield Authority(owner.name, each.places)


def _opens_its_plan(owner: Named, text: str, vocabulary: Vocabulary) -> bool:
    """`Safer Thornby Partnership: Action Plan (updated 19th November 2018)`"""
    kinds = either(vocabulary.words("about.furniture.kinds"))
    after = re.match(rf"\s*[:–—-]\s*(?:[\w'’-]+\s+){{0,4}}?(?:{kinds})\b", text[owner.end :], re.IGNORECASE)
    return after is not None and not text[: owner.start].strip()


def _is_addressed(owner: Named, text: str, reported_to: re.Pattern[str]) -> bool:
    return bool(
        _REPORTED.search(text[: owner.start])
        or (reported_to.search(owner.name) and re.search(r"\b(?:for|to|at)\s+(?:the\s+)?$", text[: owner.start]))
    )


def _named_everywhere(document: Document, vocabulary: Vocabulary) -> Iterator[Authority]:
    for text, places in _texts(document):
        yield from (Authority(named.name, places) for named in text_to_bodies(text, vocabulary) if not _inspects(named.name, vocabulary))


def _texts(document: Document) -> Iterator[tuple[str, tuple[Place, ...]]]:
    for block in (*document.blocks, *document.furniture):
        if isinstance(block, Paragraph):
            yield block.text, (block.place,)
        else:
            yield from ((cell.text, cell.places) for cell in block.cells)


def _named_after(document: Document, vocabulary: Vocabulary) -> Found | None:
    """The place that opens the file's name: as the document writes it where it does, with `City Council` where it speaks of `the City
    Council`; else the council of that place, with a diagnostic that says so."""
    stem = re.sub(r"[_\W]+", " ", document.source.path.stem).strip()
    match = _places(vocabulary).match(stem)
    word = match[0] if match else _first_word(stem)
    if not word:
        return None
    written = ""
    kind: Counter[str] = Counter()
    places: tuple[Place, ...] = ()
    ordinary = body_words(vocabulary)
    if match is None and (word.casefold() in ordinary.not_names | ordinary.generic or _is_common(word, document)):
        return None
    name = re.compile(rf"\b(?:{re.escape(word.title())}|{re.escape(word.upper())})\b".replace(r"\ ", r"\s+"))
    for text, where in _texts(document):
        found = name.search(text)
        if found and not written:
            written, places = " ".join(found[0].split()), where
        kind.update(" ".join(each[1].split()) for each in _CITY_COUNCIL.finditer(text))
    if written:
        known = match is not None or not written.isupper()
        suffix = kind.most_common(1)[0][0] if kind and known else ""
        return Authority(f"{written} {suffix}".strip(), places), ()
    if match is None:
        return None
    council = next((str(full) for place, full in vocabulary.section("about.places").items() if squash(place) == squash(match[0])), None)
    if council is None:
        return None
    message = f"nothing in the print says whose plan it is: {council!r} is taken from the file's name"
    return Authority(council), (Diagnostic("authority-from-file-name", "info", message),)


def _place_of_title(document: Document, statements: Sequence[Statement], vocabulary: Vocabulary) -> Authority | None:
    """`Northamptonshire Safeguarding Improvement Plan`, as printed; not `Reading Improvement Plan` where the document is about reading."""
    title = next((each for each in statements if each.where == "title"), None)
    match = _places(vocabulary).match(ordinary_capitals(title.text, vocabulary)) if title else None
    if title is None or match is None or not match[0][0].isupper() or _is_common(match[0], document):
        return None
    return Authority(" ".join(match[0].split()), title.places)


def _first_word(stem: str) -> str:
    match = re.match(r"[A-Za-z]{4,}\b", stem)
    return match[0] if match else ""


def _is_common(word: str, document: Document) -> bool:
    """Whether the document writes a word without a capital, as it writes no name: `schedule-2013.pdf`."""
    return any(re.search(rf"\b{re.escape(word.casefold())}\b", text) for text, _ in _texts(document))


@lru_cache(maxsize=8)
def _places(vocabulary: Vocabulary) -> re.Pattern[str]:
    names = tuple(re.sub(r"[_\W]+", " ", place) for place in vocabulary.section("about.places"))
    return re.compile(rf"(?:{either(names)})(?!\w)", re.IGNORECASE)


def _abbreviation_in_title(document: Document, statements: Sequence[Statement], vocabulary: Vocabulary) -> Authority | None:
    """`ODUG Action Log`: an abbreviation that opens the title and is no word of every plan, written out where the document does.
    Nothing that begins an inspectorate's name: `HMI Probation Full Joint Inspection of ...`."""
    title = next((each for each in statements if each.where == "title"), None)
    match = re.match(r"\W*(?:[\d/-]+\s+)?([A-Z]{3,6})\s+[A-Z][a-z]", title.text) if title else None
    if not title or not match or match[1] in vocabulary.words("about.authorities.abbreviations"):
        return None
    if any(squash(name).split()[:1] == [squash(match[1])] for name in vocabulary.words("about.inspectorates.names")):
        return None
    glossed = re.compile(rf"((?:[A-Z][\w'’-]+\s+(?:(?:of|and|for|the)\s+)*){{2,8}})\({match[1]}\)")
    for text, places in _texts(document):
        found = glossed.search(text)
        if found:
            return Authority(" ".join(found[1].split()), places)
    return Authority(match[1], title.places)


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip(" .,:;")
