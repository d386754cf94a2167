"""References in the text of recommendations and actions: paragraphs of the report, other recommendations, other actions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .model import Reference, ReferenceKind

_CODE = r"(?:[A-Z]{1,3}[.\-]?\d{1,3}(?:\.\d{1,3}){0,2}[a-z]?|\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?(?:\s?\([ivx]+\)|\([a-z]\))?)"
_SPAN = rf"{_CODE}(?:\s*(?:[-–—]|to)\s*{_CODE})?"
_LIST = rf"{_SPAN}(?:\s*(?:,|;|&|\+|/|\band\b|\bor\b)+\s*(?:and\s+)?{_SPAN})*"
_PARAGRAPH = r"(?:para(?:graph)?s?\b\.?|par\.|¶+|§+|sections?\b|s\.(?=\s?\d))"
_RECOMMENDATION = r"(?:rec(?:ommendation)?s?\b\.?)"
_SOURCES = (
    "CQC|Care Quality Commission|Ofsted|HMIC(?:FRS)?|HMIP|HMI Probation|HMI|Estyn|CSSIW|CIW|HIW|RQIA|Care Inspectorate|SWIA|JTAI"
    "|SCR|SAR|DHR|CSPR|LCSPR|Audit Commission|Internal Audit|External Audit|Audit Scotland|Audit Wales|WAO|NAO|Peer (?:Review|Challenge)"
    "|ILACS|SLAC|JAR|APA|CSCI|SSI"
)
_NOISE = r"(?:nos?\.?|numbers?|ref(?:erence)?s?\.?|the|see|also|in|of|and|from|report|inspection|review|letter|notice|plan|at)"
_CITED_REPORT = re.compile(rf"\b(?-i:[A-Z]{{2,6}})\s+(?=(?:report\s+)?{_PARAGRAPH})", re.IGNORECASE)
"""Initials before a paragraph name the report that it stands in, whichever that is: `(IMR para 4.2)`, `(SIF report para 12)`."""
_PAGES = re.compile(r"\b(?:pages?|pp?\.|pgs?\.?)\s*\d{1,3}(?:\s*[-–—]\s*\d{1,3})?(?=[\s,;:]+(?:and\s+)?(?:¶|§|par|sec|rec))", re.IGNORECASE)
"""`[page 17, paragraph 52]`: where the paragraph stands; a page alone (`see page 4`) is no reference."""
_ITEM = re.compile(
    rf"(?P<paragraph>{_PARAGRAPH})\s*(?:(?:no|nos|number|numbers)\.?\s*)?:?\s*(?P<paragraphs>{_LIST})"
    rf"|(?P<recommendation>{_RECOMMENDATION})\s*(?:(?:no|nos|number|numbers)\.?\s*)?:?\s*(?P<recommendations>{_LIST})"
    rf"|(?P<code>\bR\d{{1,3}}(?:\.\d{{1,2}})?\b)"
    rf"|\b(?P<source>{_SOURCES})\b"
    rf"|\bP(?:ara)?\s?(?P<short>\d{{1,3}}(?:\.\d{{1,3}})*)\b",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\s*(?:\((?P<round>[^()\[\]]{2,120}(?:\([a-zivx]+\)[^()\[\]]{0,80})*)\)|\[(?P<square>[^\[\]]{2,120})\])")

_POINT = r"(?:S?\d{1,3}(?:\.\d{1,3})+|S\d{1,3})"
_POINTS = re.compile(rf"\s*[(\[](?P<points>{_POINT}(?:\s*(?:,|;|&|and|to|-|–)\s*{_POINT})*)[)\]]\W*$")
"""What a prison inspectorate's recommendation ends with: `... should be reduced. (S45)`, `(2.12, 2.14)`: paragraphs of its report."""


def split_references(text: str) -> tuple[str, tuple[Reference, ...]]:
    """A recommendation without its bracketed report references, and those references in the order in which they are printed.

    `Ensure that risk is identified (Para 17, 27)` -> `Ensure that risk is identified`, paragraphs 17 and 27. A bracket that says
    anything else (`(LSCB)`, `(see page 4 of the annual report for details)`) stays in the text.
    """
    found: list[Reference] = []

    def taken(match: re.Match[str]) -> str:
        content = match["round"] or match["square"]
        references = _only_references(content)
        if not references or _is_gloss(content, text[: match.start()]):
            return match[0]
        found.extend(references)
        return ""

    plain = _BRACKETED.sub(taken, text)
    if not found and (points := _POINTS.search(text)):
        found += [Reference("paragraph", value) for value in _values(points["points"])]
        plain = text[: points.start()]
    return (_tidy(plain) if found else text), _each_once(found)


def read_reference_cell(text: str) -> tuple[Reference, ...]:
    """The references of a cell in a reference column: `Para 17,` / `27`, `CQC`, `Rec 3`, and bare numbers, which are paragraphs."""
    flat = " ".join(text.split())
    found = list(_references(flat))
    if not found or all(reference.kind == "source" for reference in found):
        rest = _ITEM.sub(" ", flat)
        if not re.search(
            r"[A-Za-z]{4,}|\bp(?:age|p|g)?s?\b", re.sub(rf"\b(?:{_SOURCES}|report|and|ref)\b", " ", rest, flags=re.IGNORECASE)
        ):
            found += [Reference("paragraph", value) for value in _values(rest)]
    return _each_once(found)


def read_action_references(text: str) -> tuple[Reference, ...]:
    """What an action refers to: another action (`see`), a paragraph, a recommendation.

    `[See also Quality Of Assessment And Planning action A14 above]` -> see A14; `See above` names nothing.
    """
    flat = " ".join(text.split())
    found: list[tuple[int, Reference]] = []
    for match in _SEE.finditer(flat):
        kind: ReferenceKind = "see"
        if re.match(r"rec|objective|priorit", match["what"] or "", re.IGNORECASE):
            kind = "recommendation"
        elif re.match(r"para|§", match["what"] or "", re.IGNORECASE):
            kind = "paragraph"
        found += [(match.start(), Reference(kind, value)) for value in _values(match["numbers"])]
    for match in _BRACKETED.finditer(flat):
        found += [(match.start(), reference) for reference in _only_references(match["round"] or match["square"])]
    return _each_once([reference for _, reference in sorted(found, key=lambda each: each[0])])


_SEE = re.compile(
    r"\b(?:see(?:\s+also)?|refer(?:s|red)?(?:\s+back)?\s+to|reference\s+to|cross[\s-]?ref(?:erenced?|er)?s?(?:\s+(?:to|with))?|link(?:s|ed)?\s+(?:to|with)"
    r"|as\s+(?:per|for|in|at|under)|as\s+(?=actions?\b)|covered\s+(?:by|in|under)|(?:in\s+)?conjunction\s+with|ditto|cf\.?|same\s+as|subsumed\s+(?:into|in|by))"
    r"(?P<between>(?:\s+(?!actions?\b|recommendations?\b|recs?\b|paragraphs?\b|paras?\b)[A-Za-z'’&,/-]+){0,9}?)"
    r"\s+(?:(?P<what>actions?(?:\s+points?)?|items?|points?|rows?|objectives?|priorit(?:y|ies)|recommendations?|recs?\.?|paragraphs?|paras?\.?|no\.?|number|ref\.?|§)"
    r"\s*(?:(?:nos?|numbers?|refs?)\b\.?\s*)?:?\s*)?"
    rf"(?P<numbers>{_LIST})"
    r"(?=\s*(?:$|[.,;:)\]\-–]|above\b|below\b|and\b|for\b|in\b|under\b|re\b|regarding\b|on\b|\())",
    re.IGNORECASE,
)


def _only_references(content: str) -> tuple[Reference, ...]:
    """The references of a bracket that holds nothing else; none where other words stand in it."""
    rest = _ITEM.sub(" ", _PAGES.sub(" ", _CITED_REPORT.sub(" ", content)))
    if re.sub(rf"\b{_NOISE}(?=\W|$)|[\s,;:.&/|–-]", "", rest, flags=re.IGNORECASE):
        return ()
    return tuple(_references(content))


def _is_gloss(abbreviation: str, before: str) -> bool:
    """Whether a bracket explains the words before it: `the Care Quality Commission (CQC)`."""
    letters = [letter for letter in abbreviation.casefold() if letter.isalpha()]
    initials = [word[0].casefold() for word in re.findall(r"[A-Za-z][\w’']*", before)[-len(letters) :]]
    return len(abbreviation.split()) == 1 and len(letters) >= 2 and initials == letters


def _references(text: str) -> Iterator[Reference]:
    for match in _ITEM.finditer(text):
        if match["paragraph"]:
            yield from (Reference("paragraph", value) for value in _values(match["paragraphs"]))
        elif match["recommendation"]:
            yield from (Reference("recommendation", value) for value in _values(match["recommendations"]))
        elif match["code"]:
            yield Reference("recommendation", match["code"])
        elif match["source"]:
            yield Reference("source", match["source"])
        else:
            yield Reference("paragraph", match["short"])


def _values(numbers: str) -> Iterator[str]:
    """`17, 27 and 44-46` -> 17, 27, 44-46: a range stays one reference, as printed."""
    for match in re.finditer(rf"(?<![A-Za-z])(?<![A-Za-z]-){_SPAN}", numbers):  # `OPD-M1` is no paragraph M1
        yield re.sub(r"\s*(?:[-–—]|\bto\b)\s*(?=[A-Z]?\d)", "-", match[0].strip())


def _tidy(text: str) -> str:
    lines = (re.sub(r"\s+([.,;:])", r"\1", re.sub(r"[^\S\n]{2,}", " ", line)).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _each_once(found: list[Reference]) -> tuple[Reference, ...]:
    return tuple(dict.fromkeys(found))
