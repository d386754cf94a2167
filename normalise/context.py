"""The paragraphs above a table -> the section that it stands under and the recommendation that they state."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from ..extract.document import Block, Paragraph
from .banners import statement_of_recommendation
from .labels import OPENERS, split_number
from .timeframe import timeframe_of
from .wording import MONTH, SECTIONS, heading_words, squash, without_continued

LONGEST_HEADING = 300
_LONGEST_STATEMENT = 600
_NO_DEMAND = frozenset(
    "the all a an any as at by each every for from further if in it our their there this that these to we when where which with within work"
    " report review support plan draft document brief issue audit limit focus fund lead link present have".split()
)
"""Openers that begin running text and headings as often: `4. The service in 2018`, `5. Support for carers in the home`."""
_ENTRY_OF_CONTENTS = re.compile(r"(?:\.{3,}|…|\t|(?:\s\.){3,})\s*(?:\d+|[ivx]+)\s*$", re.IGNORECASE)
# `Table 3: Progress to date`, `Source: ICS`, `Note: figures are provisional`, `Key: RED – not started`, `Page 3 of 9`
_CAPTION = re.compile(
    r"^\W*(?:(?:table|figure|fig\.?|chart|graph|diagram|box)\s*\d+(?:\.\d+)*\b"
    r"|(?:notes?|source|n\.?b\.?|key|legend|rag (?:key|rating|status)|contents)\s*:"
    r"|page\s+\d+|continued\b|cont['’]?d\b)",
    re.IGNORECASE,
)
_CONTENTS = re.compile(r"^\W*(?:table of contents|list of contents|contents(?: page)?|index)\W*$", re.IGNORECASE)
_APPARATUS = re.compile(
    r"^\W*(?:\d+(?:\.\d+)*[.)]?\s+)?(?:"
    r"(?:b?rag\s+|status\s+|colour\s+|progress\s+)?(?:rating\s+|status\s+|coding\s+)?(?:key|legend)"
    r"(?:\s+(?:to|for|of)\s+(?:the\s+)?(?:b?rag|status|ratings?|colours?|symbols?|progress|abbreviations|acronyms|plan|table)\b"
    r"[\w/ ]{0,30})?"
    r"|(?:glossary|abbreviations|acronyms|definitions)(?:\s+(?:of|and)\s+[\w ]{1,30})?"
    r"|(?:document|version|amendment|change|revision)\s+(?:control|history|record|log)"
    r"|distribution(?:\s+list)?|sign[- ]?off|approvals?|circulation)\W*$",
    re.IGNORECASE,
)
"""What a document says of itself: `RAG key`, `Version control`, `Glossary of terms`; not `Key to success`."""
_PREAMBLE = re.compile(
    r"^\W*(?:\d+(?:\.\d+)*[.)]?\s+)?(?:"
    r"(?:introduction|background|context)(?:\s+(?:and|to)\s+(?:the\s+)?(?:introduction|background|context|purpose|plan|report|inspection|review))?"
    r"|foreword|preface|executive\s+summary|about\s+this\s+(?:plan|report|document)|purpose\s+of\s+(?:this|the)\s+(?:plan|report|document|paper)"
    r")\W*$",
    re.IGNORECASE,
)
"""What stands before a plan, or before a section of it, and is no section: `Background`."""
_MARKING = re.compile(
    r"^\W*(?:unclassified|official(?:\W+sensitive)?|restricted|protect|confidential|not protectively marked|draft|final"
    r"|version\s+[\d.]+)\W*$",
    re.IGNORECASE,
)
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?:{MONTH}\.?\s+)?(?:19|20)\d{{2}}"
_ONLY_DATE = re.compile(rf"^\W*(?:as\s+(?:at|of)\s+)?(?:{_DAY}|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}})\W*$", re.IGNORECASE)
_OF_DOCUMENTS = frozenset(
    "plan plans action actions improvement delivery implementation development report reports update updated updates progress monitoring"
    " review reviewed tracker log register response statement strategy programme schedule matrix summary framework document"
    " recommendations agreed annual quarterly monthly interim final draft revised refreshed version edition issue appendix annex"
    " composite overall combined joint multi single agency post inspection ofsted cqc hmic hmicfrs full detailed position as at of on"
    " the for to from in by year end quarter v1 v2 v3 v4 v5 mid term".split()
)
"""What a subtitle is made of."""
_SECTION = re.compile(
    rf"\W*(?:\d|(?:{SECTIONS}|appendix|annex|area|work ?stream|chapter|goal|aim|pillar)\b)",
    re.IGNORECASE,
)
"""How a section's heading begins: `Section B`, `Appendix: recommendations`, `2. Housing`."""
_COUNTS = frozenset("1 2 3 4 5 6 7 8 9 0 a b c d i ii iii iv v".split())
_OBLIGES = re.compile(r"\b(?:should|must|needs? to|is required to|are required to)\b", re.IGNORECASE)


def body_size(blocks: Sequence[Block]) -> float | None:
    """The type size of most paragraphs, in points; None where no size is known."""
    sizes = [block.size for block in blocks if isinstance(block, Paragraph) and block.size]
    return median(sizes) if sizes else None


def is_entry_of_contents(text: str) -> bool:
    """`3. Caseloads ..... 7`"""
    return bool(_ENTRY_OF_CONTENTS.search(text.strip()))


def is_heading(paragraph: Paragraph, ordinary: float | None) -> bool:
    """Whether a paragraph heads what follows: by the file's own word, by bold letters, by its size.

    Never a line of a table of contents, a caption, a note, a legend, a bullet, or a sentence that is only set in larger type.
    """
    text = paragraph.text.strip()
    if not text or len(text) > LONGEST_HEADING or is_entry_of_contents(text) or not any(map(str.isalpha, text)) or _CAPTION.match(text):
        return False
    if paragraph.level is not None:
        return True
    if text.endswith((";", ",")) or re.match(r"[•●▪■◦○‣➢✓*]\s", text):
        return False
    if paragraph.bold:
        return not text.endswith(".")
    larger = bool(ordinary and paragraph.size and paragraph.size >= ordinary * 1.15)
    return larger and not (text.endswith(".") and len(text.split()) > 8)


def title_lines(blocks: Sequence[Block], ordinary: float | None) -> frozenset[int]:
    """Positions of the headings that are lines of the title: those that a document opens with, down to two or more that look alike, and
    like none that follows: `St Anne's Hospital`, `Never Event - Wrong Site Surgery`, `Action Plan`; not `Theme 1: Recruitment`."""
    opening: list[tuple[int, Paragraph]] = []
    for position, block in enumerate(blocks):
        if not isinstance(block, Paragraph) or (block.text.strip() and not is_heading(block, ordinary)):
            break
        if block.text.strip():
            opening.append((position, block))
    rest = blocks[opening[-1][0] + 1 :] if opening else ()
    later = {_look(block) for block in rest if isinstance(block, Paragraph) and is_heading(block, ordinary)}
    last = 0
    for count, ((_, above), (_, line)) in enumerate(pairwise(opening[1:]), start=3):
        if line.level is None and _look(above) == _look(line) and _look(line) not in later and not _opens_section(line.text.strip()):
            last = count
    return frozenset(at for at, line in opening[:last] if not _opens_section(line.text.strip()))


def _opens_section(text: str) -> bool:
    return bool(_SECTION.match(text) or statement_of_recommendation(text) or timeframe_of(text))


def _look(paragraph: Paragraph) -> tuple[int | None, bool, int | None]:
    return paragraph.level, paragraph.bold, round(paragraph.size) if paragraph.size else None


def names_a_section(text: str) -> bool:
    """Whether a heading can be a theme: not a date (`January 2012`), a marking (`OFFICIAL`), `Contents`, `Key to ratings`."""
    return not any(pattern.match(text) for pattern in (_ONLY_DATE, _MARKING, _CONTENTS, _APPARATUS))


def is_subtitle(text: str) -> bool:
    """Whether a heading says nothing but what the document is: `Annual Report 2017-18`, `Composite Action Plan – Updated November 2013`;
    not `Safeguarding Action Plan`, which may be one section of several."""
    words = heading_words(text)
    return not set(words) <= _COUNTS and set(words) <= _OF_DOCUMENTS | _COUNTS


def is_numbered_demand(text: str) -> bool:
    """`1.2 Ensure that all assessments are timely`, `4. The board should review its membership`; not `4. Caseloads`, not
    `14.1. In the annual report the service identified several priorities`."""
    number, rest = split_number(text)
    words = rest.split()
    if not number or len(words) < 4:
        return False
    first = re.sub(r"\W", "", words[0]).casefold()
    return first in OPENERS - _NO_DEMAND or bool(_OBLIGES.search(rest))


@dataclass(slots=True)
class Context:
    """What stands above the next table: `theme` is the nearest heading that is not the document's title; `stated` the paragraphs
    since then that state a recommendation (`Recommendation 4: ...` and its text); `moved` says that a heading has come since the
    last table, so that what was said above that one no longer holds."""

    title: str | None
    ordinary: float | None
    authority: str | None = None
    """Whose plan it is: its name in a letterhead heads no section."""
    theme: Paragraph | None = None
    stated: list[Paragraph] = field(default_factory=list)
    moved: bool = False
    timeframe: Paragraph | None = None
    """A heading since the theme that is a timeframe: it holds for every table up to the next heading."""
    _begun: bool = False
    """Whether a section or a table has come: before, a heading that is a piece of the title is only that."""
    _headed: set[str] = field(default_factory=set)
    """The headings so far, squashed."""
    _numbered: int = 0
    """Numbered demands since the last heading or table: of several, none is what the next table answers."""

    def read(self, paragraph: Paragraph) -> None:
        text = paragraph.text.strip()
        if not text or is_entry_of_contents(text):
            return
        if (again := squash(without_continued(text))) in self._headed and again != squash(text):
            return  # `R2: Improve attendance (continued)` overleaf
        heading = is_heading(paragraph, self.ordinary)
        if heading:
            self._headed.add(squash(text))
        statement = statement_of_recommendation(text)
        if statement and (heading or len(text) < _LONGEST_STATEMENT) and not _CAPTION.match(text):
            self.stated, self.moved, self._numbered = [paragraph], True, 0
            if self.theme is not None and _is_lesser(self.theme, paragraph):
                self.theme = None
        elif self._awaits_text() and (heading or paragraph.bold) and _is_wording(text):
            # `Recommendation 4`, then its text, bold, too
            self.stated.append(paragraph)
        elif is_numbered_demand(text) and len(text) < _LONGEST_STATEMENT and not self._is_stated():
            self._numbered += 1
            self.stated = [paragraph] if self._numbered == 1 else []
            self.moved = True
        elif heading and timeframe_of(text):
            # `Within three months` over a table: no section, but by when its recommendations are to be met
            self.timeframe, self.stated, self.moved, self._numbered = paragraph, [], True, 0
        elif heading:
            self._under(paragraph, text)
        elif self._is_stated() and len(self.stated) < 4 and not _CAPTION.match(text):
            self.stated.append(paragraph)
        elif self._numbered:
            # a sentence after a numbered one: running text, where numbers are those of paragraphs
            self.stated = []

    def after_table(self) -> None:
        self.stated, self.moved, self._numbered = [], False, 0
        self._begun = True

    def _under(self, paragraph: Paragraph, text: str) -> None:
        """A heading: the title ends what stood above it (a letterhead is no section); a date or a marking is none."""
        plain, title, authority = squash(text), squash(self.title or ""), squash(self.authority or "")
        if plain and (plain == authority or (authority and authority in plain and not self._begun)):
            return  # `Leeds City Council`, `Leeds City Council and NHS Leeds` below the title
        if plain and plain in title and (len(plain) * 2 > len(title) or not self._begun):
            self.theme = None if len(plain) * 2 > len(title) else self.theme
        elif _PREAMBLE.match(text):
            self._begun = True
        elif names_a_section(text) and (self._begun or not is_subtitle(text)):
            self.theme, self.stated, self.moved, self._numbered = paragraph, [], True, 0
            self.timeframe, self._begun = None, True

    def _is_stated(self) -> bool:
        return bool(self.stated) and statement_of_recommendation(self.stated[0].text.strip()) is not None

    def _awaits_text(self) -> bool:
        """Whether a recommendation has been announced by its number alone."""
        if len(self.stated) != 1:
            return False
        statement = statement_of_recommendation(self.stated[0].text.strip())
        return statement is not None and statement[2] is None


def _is_lesser(paragraph: Paragraph, heading: Paragraph) -> bool:
    """Whether a paragraph heads less than a heading does: a bold `Key performance indicators` ends where `Area of weakness 2` begins."""
    if heading.level is not None:
        return paragraph.level is None or paragraph.level > heading.level
    return paragraph.level is None and (heading.size or 0) > (paragraph.size or 0) * 1.05


def _is_wording(text: str) -> bool:
    """A sentence, no section's title: `Ensure that assessments are timely`, `The board should meet monthly.`"""
    words = text.split()
    first = re.sub(r"\W", "", words[0]).casefold() if words else ""
    return len(words) >= 4 and (text.endswith(".") or first in OPENERS or bool(_OBLIGES.search(text)))
