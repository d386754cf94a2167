"""Front matter -> which edition of a plan it is: `Version 3`, `Draft`, `Quarter 2 2013/14 update`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...provenance import Place
from .front import Statement

_NUMBER = r"(?:\d+(?:\.\d+)*[a-z]?|[IVX]+|one|two|three|four|five|six|seven|eight|nine|ten)"
_YEARS = r"(?:\s*,?\s*(?:of\s+)?(?:19|20)\d{2}(?:\s*[/–-]\s*\d{2,4})?)"
_QUARTER = r"(?:q(?:uarter|tr)?\s?[1-4]|(?:first|second|third|fourth|1st|2nd|3rd|4th)\s+quarter)"
_ORDER = r"(?:first|second|third|fourth|fifth|\d+(?:st|nd|rd|th)|revised|new|latest)"
_HOW_OFTEN = (
    r"(?:(?:one|two|three|six|nine|twelve|eighteen|\d+)[ -]?month(?:ly)?|mid[ -]year|end of year|year[ -]end|annual|half[ -]year(?:ly)?"
    r"|quarterly|interim)"
)
_EDITION = re.compile(
    rf"\b(?:final\s+|working\s+|first\s+|second\s+|third\s+)?draft(?:\s+(?:version\s+|no\.?\s*)?v?{_NUMBER}(?!\w))?(?!\s+(?:a|an|the)\b)"
    rf"|\b(?:final\s+)?version\s*(?:no\.?|number|:)?\s*v?{_NUMBER}(?:\s+final)?\b"
    r"|(?<![\w.])v(?:er)?\.?\s?\d+(?:\.\d+)*\b"
    rf"|\b(?:edition|revision|issue|iteration)\s*(?:no\.?|number|:)?\s*{_NUMBER}\b"
    rf"|\b{_ORDER}\s+(?:edition|revision|issue|version|update|iteration|progress report|monitoring report)\b"
    rf"|\b{_QUARTER}{_YEARS}?\s+(?:progress\s+)?(?:update|report|review|monitoring)\b"
    rf"|\b(?:progress\s+)?(?:update|report|review)\s*[:\-–—(]?\s*(?:for\s+)?q(?:uarter|tr)?\s?[1-4]{_YEARS}?"
    rf"|\b(?:progress\s+)?(?:update|report)\s+(?:no\.?\s*|number\s*)?{_NUMBER}(?![\w/.]|\s+[A-Z][a-z]+\s+\d|(?:st|nd|rd|th)\b)"
    rf"|\b{_HOW_OFTEN}\s+(?:progress\s+)?(?:update|review|report)\b",
    re.IGNORECASE,
)
_WEAK = re.compile(r"\b(?:final|revised|updated|refreshed?|interim|(?:progress\s+)?update)\b", re.IGNORECASE)
_MARKED = re.compile(r"^\W*(?:(?:final|working)\s+)?(?:draft|final|interim)\W*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Edition:
    text: str
    places: tuple[Place, ...] = ()


def statements_to_edition(statements: Sequence[Statement]) -> Edition | None:
    """As printed: what a cover sheet, the title, a running head or a heading says, in this order; marks of one text joined by a comma.

    `Draft v2` -> `Draft v2`; `update for Select Committee` of a title that says nothing better -> `update`
    """
    for found in _editions(statements):
        return found
    title = next((each for each in statements if each.where in ("title", "banner")), None)
    weak = _WEAK.search(title.text) if title else None
    return Edition(" ".join(weak[0].split()), title.places) if weak and title else None


def _editions(statements: Sequence[Statement]) -> Iterator[Edition]:
    for each in statements:
        if each.label == "edition":
            printed = " ".join(each.text.split())[:60]
            yield Edition(f"Version {printed}" if re.fullmatch(r"\d+(?:\.\d+)*", printed) else printed, each.places)
    for wheres in (("title", "banner"), ("running", "heading", "closing")):
        for each in statements:
            if each.where not in wheres or each.label:
                continue
            if _MARKED.match(each.text):
                yield Edition(each.text.strip(" -–—()[]*:."), each.places)
            marks = list(dict.fromkeys(" ".join(match[0].split()).strip(" -–—:(") for match in _EDITION.finditer(each.text)))
            if marks:
                yield Edition(", ".join(marks), each.places)
