"""The opening of a document -> its title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ...extract.document import Document, Paragraph, Table
from ...provenance import Place
from ..context import body_size, is_entry_of_contents, is_heading
from ..vocabulary import Vocabulary
from ..wording import SECTIONS, squash
from .bodies import body_words, either, ordinary_capitals, text_to_bodies, text_to_owner
from .front import Statement, label_to_name
from .mentions import DATED

_LONGEST = 300
_SECTION_OF = re.compile(
    rf"\W*(?:{SECTIONS}|recommendation|requirement)\s+(?:\d+|[A-Z]|[IVX]+)\s*[:.–—-]",
    re.IGNORECASE,
)
"""How the heading of the first section begins, which may be larger than a bold title: `Section A: Multi-agency actions`."""


def document_to_title(document: Document, vocabulary: Vocabulary) -> Statement | None:
    """What a reader would cite it by: the first of the most prominent headings before the first table that is more than a name, a date
    or a marking; else the row above a table's heading; else a running head; else the title in the file's properties."""
    opening = _opening(document)
    labelled = next(
        (each for each in opening if label_to_name(each.text.partition(":")[0], vocabulary) == "title" and ":" in each.text), None
    )
    if labelled is not None and labelled.text.partition(":")[2].strip():
        return Statement(_plain(labelled.text.partition(":")[2]), "title", (labelled.place,))
    ordinary = body_size(document.blocks)
    headings = [each for each in opening if is_heading(each, ordinary) and not is_entry_of_contents(each.text)]
    for candidates in (headings, opening if not headings else ()):
        title = _most_prominent(candidates, opening, vocabulary)
        if title is not None:
            return title
    banner = _above_table(document) if not opening else None
    if banner is not None:
        return banner
    running = next((each for each in document.furniture if _says_more(each.text, vocabulary) and len(each.text.split()) > 1), None)
    if running is not None and (not document.title or squash(document.title) == squash(running.text)):
        return Statement(_plain(running.text), "title", (running.place,))
    if document.title:
        return Statement(_plain(document.title), "title")
    fallback = next(iter(headings or opening), running)
    return Statement(_plain(fallback.text), "title", (fallback.place,)) if fallback is not None else None


def _opening(document: Document) -> list[Paragraph]:
    """The paragraphs of the first page, before the first table of more than two rows."""
    opening: list[Paragraph] = []
    for block in document.blocks[:30]:
        if isinstance(block, Table):
            if opening or block.n_rows > 2:
                break
            continue
        if opening and block.place.page is not None and block.place.page != opening[0].place.page:
            break
        if block.text.strip():
            opening.append(block)
    return opening


def _most_prominent(candidates: Sequence[Paragraph], opening: Sequence[Paragraph], vocabulary: Vocabulary) -> Statement | None:
    telling = [each for each in candidates if _says_more(each.text, vocabulary)]
    telling = [each for each in telling if not _SECTION_OF.match(each.text)] or telling
    if not telling:
        return None
    first = telling[0]
    for each in telling[1:]:
        larger = round(each.size or 0, 1) > round(first.size or 0, 1)
        higher = each.level is not None and (each.level < first.level if first.level is not None else not (first.size and each.size))
        # a bold first line beats the heading style of the sections below it in the same type
        if larger or (higher and round(each.size or 0, 1) == round(first.size or 0, 1)):
            first = each
    if len(first.text) > _LONGEST:
        return None
    pieces = [each for each in opening if each is first or _on_one_line(each, first)]
    after = opening[opening.index(pieces[-1]) + 1 :]
    text = " ".join(_plain(each.text) for each in pieces)
    if after and (_goes_on(pieces[-1], after[0]) or _says_what_it_is(pieces[-1], after[0], vocabulary)):
        # a dash keeps `Ashdale Homes Ltd` apart from `Regulator of Social Housing action plan`
        text += f"{' ' if _goes_on(pieces[-1], after[0]) else ' – '}{_plain(after[0].text)}"
        pieces.append(after[0])
    return Statement(text, "title", tuple(each.place for each in pieces))


def _goes_on(paragraph: Paragraph, following: Paragraph) -> bool:
    """`Action plan in response to` / `the Ofsted inspection of March 2012`, both in one type."""
    same = paragraph.size == following.size and paragraph.bold == following.bold and paragraph.level == following.level
    return same and bool(
        re.search(r"(?:\b(?:of|for|to|the|and|in|on|by|with|from)|[–—:&,]|(?<!-)-)\s*$", paragraph.text.rstrip(), re.IGNORECASE)
    )


def _says_what_it_is(paragraph: Paragraph, following: Paragraph, vocabulary: Vocabulary) -> bool:
    """`Haringey Children and Young People's Service` / `Joint Area Review Action Plan`, only the second names a document."""
    if paragraph.level is not None and following.level is not None:
        near = paragraph.level <= following.level <= paragraph.level + 1
    else:
        larger, smaller = paragraph.size or 0, following.size or 0
        near = paragraph.level == following.level and paragraph.bold and following.bold and larger * 0.8 <= smaller <= larger
    kind = re.compile(rf"(?<!\w)(?:{either(vocabulary.words('about.furniture.documents'))})(?!\w)", re.IGNORECASE)
    return near and not kind.search(paragraph.text) and bool(kind.search(following.text)) and len(following.text.split()) > 2


def _on_one_line(paragraph: Paragraph, other: Paragraph) -> bool:
    """`TB (7)1.ii` at the left margin and `Transparency Board Action Log` at a tab stop are one title."""
    one, two = paragraph.place.box, other.place.box
    return one is not None and two is not None and paragraph.place.page == other.place.page and abs(one[3] - two[3]) <= 3


def _above_table(document: Document) -> Statement | None:
    table = next(iter(document.tables), None)
    if table is None or table.n_rows < 2:
        return None
    top = [cell for cell in table.cells if cell.row == 0 and cell.text.strip()]
    if not 1 <= len(top) <= 2 or sum(len(cell.text) for cell in top) > _LONGEST:
        return None
    places: tuple[Place, ...] = tuple(place for cell in top for place in cell.places)
    return Statement(" ".join(_plain(cell.text) for cell in top), "title", places)


def _says_more(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a line is more than a body's name, an addressee, a date, a marking (`UNCLASSIFIED`, `Appendix 2`) or a number."""
    if _addressee(vocabulary).match(text):
        return False
    rest = ordinary_capitals(text, vocabulary)
    for named in reversed(text_to_bodies(rest, vocabulary)):
        rest = rest[: named.start] + rest[named.end :]
    owner = text_to_owner(rest, body_words(vocabulary).owner, vocabulary)
    if owner and squash(owner.name) == squash(rest):
        return False
    rest = _markings(vocabulary).sub(" ", DATED.sub(" ", re.sub(r"^\s*the\b", "", rest, flags=re.IGNORECASE)))  # `The Willows Care Home`
    return bool(re.search(r"[^\W\d_]{3,}", rest))


@lru_cache(maxsize=8)
def _markings(vocabulary: Vocabulary) -> re.Pattern[str]:
    """`OFFICIAL – SENSITIVE`, `Appendix 3:`, `Agenda Item No. 7`: each with the number or letter after it."""
    return re.compile(
        rf"(?<!\w)(?:{either(vocabulary.words('about.furniture.markings'))})(?:\s*(?:no\.?)?\s*(?:\d+(?:\.\d+)*|[A-Z]))?(?!\w)",
        re.IGNORECASE,
    )


@lru_cache(maxsize=8)
def _addressee(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Whom a letter is to: `Mrs L Tanner, HM Senior Coroner`, `Dr A. K. Patel`, `Director of Children's Services`, `Dear Mrs Tanner,`.

    Never a line that names a plan: `Chief Executive's Action Plan`.
    """
    kinds = either(vocabulary.words("about.furniture.kinds"))
    openers = either(
        (*vocabulary.words("leads.posts.openers"), *vocabulary.words("leads.posts.adjectives"), "HM", "Her Majesty's", "His Majesty's")
    )
    heads = either((*vocabulary.words("leads.posts.heads"), *vocabulary.words("leads.posts.phrases"), "coroner"))
    post = rf"(?i:(?:the\s+)?(?:(?:{openers})\s+)*(?:{heads})(?:\s*[,(–-]?\s*(?:of|for|to)\s+[^.:;]{{1,60}})?)"
    title = either(tuple(word for word in vocabulary.words("leads.titles.words") if len(word) > 1))
    name = rf"(?i:{title})\.?\s+(?:[A-Z][\w'’.-]*\s*){{1,4}}"
    return re.compile(rf"(?![^\n]*(?<!\w)(?i:{kinds})\b)\s*(?:(?i:dear)\b.{{0,60}}|{name}(?:,[^.:]{{0,80}})?|{post})\W*$")


def _plain(text: str) -> str:
    """On one line, without rules of dashes around it and the number of the page after it."""
    return re.sub(r"\s*\bPage\s+\d+(?:\s+of\s+\d+)?$", "", re.sub(r"^-{2,}\s*|\s*-{2,}$", "", " ".join(text.split())))
