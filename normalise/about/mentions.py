"""Text -> the dates in it, each with what the words around it say that it is the date of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, cast

from ..timescales import read_timescales
from ..vocabulary import Vocabulary
from ..wording import MONTH
from .bodies import either

Role = Literal["as_at", "issued", "meeting", "last_meeting", "inspection", "published", "other", "plain"]

_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_DAY = rf"{_WEEKDAY}(?:the\s+)?\d{{1,2}}\s?(?:st|nd|rd|th)?"
_YEAR = r"(?:(?:19|20)\d{2}|['’]?\d{2}(?!\d|\s*(?:st|nd|rd|th)\b|[.:]\d))"
_TO = r"\s*(?:-|–|—|/|&|to|and|until|through)\s*"
_SPAN = r"(?:19|20)\d{2}\s*(?:-|–|—|/|to)\s*(?:(?:19|20)\d{2}|\d{1,2})(?![\d-])"
_FORMS = (
    rf"{_DAY}(?:\s+(?:of\s+)?{MONTH}(?:,?\s+{_YEAR})?)?{_TO}{_DAY}\s+(?:of\s+)?{MONTH}\.?,?\s*{_YEAR}",
    rf"{_DAY}\s*(?:of\s+)?{MONTH}\.?,?\s*{_YEAR}",
    rf"{MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+(?:19|20)\d{{2}}",
    rf"{MONTH}\.?(?:,?\s+{_YEAR})?{_TO}{MONTH}\.?,?[\s-]*{_YEAR}",
    rf"{MONTH}\.?,?[\s-]*{_YEAR}",
    r"(?:19|20)\d{2}-\d{2}-\d{2}",
    r"\d{1,2}\s?(?P<mark>[./-])\s?\d{1,2}\s?(?P=mark)\s?(?:(?:19|20)\d{2}|\d{2})",
    r"(?:q(?:uarter|tr)?\s?[1-4]|(?:1st|2nd|3rd|4th|first|second|third|fourth)\s+quarter)\s*(?:of\s+|,\s*|-\s*|–\s*)?"
    + f"(?:{_SPAN}|{_YEAR})",
    rf"(?:spring|summer|autumn|winter)(?:\s+term)?,?\s+(?:{_SPAN}|(?:19|20)\d{{2}})",
    _SPAN,
    r"(?:19|20)\d{2}",
)
DATED = re.compile(r"(?<![\w/.])(?:" + "|".join(_FORMS) + r")(?![\w/]|\.\d)", re.IGNORECASE)
_YEARS = re.compile(rf"({_SPAN})|(?:19|20)\d{{2}}", re.IGNORECASE)

# What may stand between a cue and its date: `Report published on: 8 May 2012`, `as at the end of March 2013`
_NEAR = re.compile(
    r"[\s:\-–—(]*(?:(?:on|in|of|at|to|for|the|dated?|end of|month of|quarter|period|up|ending|was|is|carried|out|held|took|place|undertaken"
    r"|conducted|during|between|from|dates?|number|no\.?|v?\d+(?:\.\d+)?|,|:|week|of the|by|both|until|made|which)[\s:\-–—(,]*){0,6}",
    re.IGNORECASE,
)
_BREAKS = re.compile(r"[;)\]]|[.?!](?=\s)|\b(?:plans?|logs?|tracker|response|strategy|programme)\b", re.IGNORECASE)
_ABBREVIATION = re.compile(r"\(\s*(?:the\s+)?[\"'‘“]?[A-Z][\w&/.-]{0,11}[\"'’”]?(?:(?:\s*[,/&]\s*|\s+and\s+)[A-Z][\w&/.-]{0,11}){0,4}\s*\)")
"""`Inspection of Local Authority Children's Services (ILACS), 7 to 18 November 2022`: what the bracket holds parts nothing; nor do the
inspectorates in `Local area SEND inspection (Ofsted and CQC), 11 to 15 March 2019`."""
_INSPECTED_AFTER = re.compile(
    r"[\s,]*(?:[\w&'’/-]+\s+){0,4}?(?:(?:re-?)?inspections?|inspected|peer (?:review|challenge)|serious case review|monitoring visit"
    r"|focused visit|internal audit|audit report|evaluation)\b(?!\s+(?:action|improvement|plan|update))",
    re.IGNORECASE,
)
# `the CQC inspected the Trust ... and published findings in reports on`, `the report was finally published on`
_REPORT_PUBLISHED = (
    re.compile(r"\b(?:inspect\w*|ofsted|cqc|hmic\w*|estyn)\b[^.;\n]{0,60}\bpublished\b[^.;\n]{0,25}$", re.IGNORECASE),
    re.compile(r"\breports?\b[^.;\n]{0,25}\bpublished\b[^.;\n]{0,12}$", re.IGNORECASE),
)
_NO_DATE = re.compile(r"\b(?:para(?:graph)?s?|sections?|clauses?|pages?|pp?\.|chapter|version|v)\s*$", re.IGNORECASE)
_ENACTED = re.compile(r"\b(?:acts?|regulations?|order|rules|measure|instrument)\s*(?:\([^()]*\)\s*)*$", re.IGNORECASE)
"""`The Nursing Homes Regulations (Northern Ireland) 2005`: the year is the law's."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A date as printed. `first` and `last` are the EDTF of its ends, `edtf` the whole; `is_years` where no month is named."""

    raw: str
    edtf: str
    role: Role
    start: int
    end: int
    is_years: bool = False

    @property
    def first(self) -> str:
        return self.edtf.partition("/")[0]

    @property
    def last(self) -> str:
        return self.edtf.rpartition("/")[2]


@lru_cache(maxsize=8)
def _cues(vocabulary: Vocabulary) -> tuple[tuple[Role, re.Pattern[str]], ...]:
    section = vocabulary.section("about.dates")
    return tuple(
        (cast(Role, role), re.compile(rf"(?<![\w'’])(?:{either(tuple(cues))})(?![\w'’])", re.IGNORECASE)) for role, cues in section.items()
    )


def text_to_mentions(text: str, vocabulary: Vocabulary) -> list[Mention]:
    """The dates of a text in order.

    `January 2013 Ofsted Inspection of X – update for Select Committee 18th September 2013`
    -> 2013-01 of an inspection, 2013-09-18 as at
    `last meeting 19.11.10` -> a date of another meeting, never the plan's
    """
    found: list[Mention] = []
    before = 0
    for match in DATED.finditer(text):
        read = _read(match[0])
        numeric = not re.search(r"[^\W\d_]", match[0])
        if read is None or (numeric and _NO_DATE.search(text[before : match.start()])):
            continue
        edtf, is_years = read
        if is_years and _ENACTED.search(text[: match.start()]):
            continue
        role = _role(text[: match.start()], text[match.end() :], before, vocabulary)
        if role == "plain" and found and re.fullmatch(r"\s*(?:,|and|&|to|-|–)\s*", text[before : match.start()]):
            role = found[-1].role
        found.append(Mention(match[0], edtf, role, *match.span(), is_years))
        before = match.end()
    return found


def opens_as_at(text: str, mention: Mention, vocabulary: Vocabulary) -> bool:
    """Whether a sentence only says what it is as at: `As at June 2012.`, `Plan as at June 2012.`; not `As at June 2012 ten had left.`"""
    sentence = re.split(r"[.!?;]\s+", text[: mention.start])[-1]
    cue = dict(_cues(vocabulary))["as_at"].match(
        re.sub(r"^\W*(?:(?:the|this)\s+)?(?:\w+\s+)??(?=as\b)", "", sentence, flags=re.IGNORECASE).lstrip()
    )
    ended = re.match(r"\W*(?:$|[.;](?=\s))", text[mention.end :]) is not None
    return ended and cue is not None and _NEAR.fullmatch(cue.string[cue.end() :]) is not None


def _read(printed: str) -> tuple[str, bool] | None:
    """EDTF and whether it names years alone: `2008-9` -> `2008/2009`, a business or a school year, which the print does not say."""
    years = _YEARS.fullmatch(printed.strip())
    if years:
        numbers = re.findall(r"\d+", printed)
        opening = int(numbers[0])
        if len(numbers) == 1:
            return (str(opening), True) if 1980 <= opening <= 2100 else None
        closing = int(str(opening)[: 4 - len(numbers[1])] + numbers[1])
        return (f"{opening}/{closing}", True) if opening < closing <= opening + 30 else None
    entries = [entry for entry in read_timescales(printed) if entry.edtf and not entry.edtf.endswith("..")]
    if not entries:
        return None
    first, last = entries[0].edtf or "", entries[-1].edtf or ""
    edtf = first if len(entries) == 1 else f"{first.partition('/')[0]}/{last.rpartition('/')[2]}"
    return (edtf, False) if 1980 <= int(edtf[:4]) <= 2100 else None


def _role(before: str, after: str, cut: int, vocabulary: Vocabulary) -> Role:
    """The cue that stands nearest before the date, unless what follows it says that it is an inspection's.

    `cut` is where the date before this one ends: what stands before that is a cue of the other.
    """
    said, before = before[-160:], before[cut:][-160:]
    nearest: tuple[int, int, Role] | None = None
    for role, pattern in _cues(vocabulary):
        for match in pattern.finditer(before):
            if role == "other" and not _NEAR.fullmatch(before[match.end() :]):
                continue  # `Short Quality Screening by HMI Probation, April 2016`: no deadline
            if nearest is None or (match.end(), match.end() - match.start()) > nearest[:2]:
                nearest = (match.end(), match.end() - match.start(), role)
    cue: Role = "plain"
    if nearest is not None:
        gap = _ABBREVIATION.sub("", before[nearest[0] :])
        limit = 110 if nearest[2] == "inspection" else 60 if nearest[2] in ("inspection", "published", "as_at", "last_meeting") else 25
        if _NEAR.fullmatch(gap) or (len(gap) <= limit and nearest[2] not in ("issued", "other") and not _BREAKS.search(gap)):
            cue = nearest[2]
    following = re.match(r"[^.;:()\n–—]*", after)
    after_one = cue == "as_at" and re.search(r"\b(?:following|after|since|to) the\s*$", before, re.IGNORECASE)
    if (cue in ("plain", "other", "issued") or after_one) and following and _INSPECTED_AFTER.match(following[0]):
        return "inspection"
    reported = cue in ("issued", "plain") and any(pattern.search(said) for pattern in _REPORT_PUBLISHED)
    return "published" if reported else cue
