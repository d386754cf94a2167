"""Front matter -> the inspection or review that a plan answers: its kind, the body, when it was done and when its report was published."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from ...diagnostics import Diagnostic
from ...extract.document import Document, Paragraph
from ...provenance import Place
from ..model import Inspection
from ..timescales.moments import interval
from ..vocabulary import Vocabulary
from .bodies import body_words, either, text_to_bodies
from .front import Statement
from .mentions import Role, text_to_mentions

Placed = dict[str, tuple[Place, ...]]
_TELLING = ("title", "banner", "heading", "running", "properties")
_TOPIC = re.compile(r"\s+of\s+(?:the\s+)?(?P<topic>[\w'’&-]+(?:,?\s+[\w'’&-]+){0,14})")
# `Inspection Team`, `Peer Review Board`: who inspects, no inspection
_HOLDER = re.compile(r"\s+(?:officer|manager|team|framework|committee|board|group|service|panel)s?\b", re.IGNORECASE)
_SECOND = re.compile(r"\([^()]*\b(?:incorporating|including|also|and)\b", re.IGNORECASE)
_BESIDE = re.compile(r"\s+(?:[\w.]+\s+)?(?:inspection|recommendation|finding|requirement|report)s?\b", re.IGNORECASE)
_BESIDE_ANYWHERE = re.compile(r"\s+inspections?\b", re.IGNORECASE)
_ENDS_TOPIC = re.compile(
    r"^(?:which|that|was|were|is|took|carried|undertaken|conducted|published|held|dated|report|action|plan|improvement|update|undertook|following"
    r"|(?:19|20)\d\d|\d+\w*|january|february|march|april|may|june|july|august|september|october|november|december)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class InspectionWords:
    kind: re.Pattern[str]
    body: re.Pattern[str]
    answering: re.Pattern[str]
    judgement: re.Pattern[str]
    same: dict[str, str]


@lru_cache(maxsize=8)
def inspection_words(vocabulary: Vocabulary) -> InspectionWords:
    words = vocabulary.words
    place = "about.inspections"
    qualifiers = rf"(?:(?:{either(words(f'{place}.qualifiers'))})(?:\s*[,/&]\s*|\s+(?:and\s+)?)){{0,6}}"
    nouns = either(words(f"{place}.nouns"))
    body = either(words("about.inspectorates.names"))
    judged = either(words(f"{place}.judged"))
    between = r"(?:[:=–—-]|of|was|is|as|to be|were|at|graded?|judged|rated|in all areas|\s)*"
    return InspectionWords(
        kind=re.compile(rf"\b(?P<kind>{qualifiers}(?:{nouns})\b)", re.IGNORECASE),
        body=re.compile(rf"(?<!\w)(?:{body})(?![\w-])"),
        answering=re.compile(rf"\b(?:{either(words(f'{place}.answering'))})\b", re.IGNORECASE),
        judgement=re.compile(rf"\b(?:{judged})\b{between}[\"'‘“]?(?:{either(words(f'{place}.judgements'))})\b", re.IGNORECASE),
        same={entry.partition(" = ")[0]: entry.partition(" = ")[2] for entry in words("about.inspectorates.same")},
    )


def statements_to_inspection(
    document: Document, statements: Sequence[Statement], vocabulary: Vocabulary
) -> tuple[Inspection, Placed, tuple[Diagnostic, ...]]:
    """What a cover sheet's labels say first, then the title, headings, the opening sentences; a field that nothing prints is None.

    `January 2013 Ofsted Inspection of X` -> body `Ofsted`, date `2013-01`
    `inspection carried out 12-23 March 2012, report published 8 May 2012` -> date `2012-03-12/2012-03-23`, published `2012-05-08`
    """
    words = inspection_words(vocabulary)
    places: Placed = {}
    kind, body = _kind(statements, words, vocabulary), _body(document, statements, words)
    date, dates_noted = _dated(statements, "inspection", "inspection_date", vocabulary)
    published, published_noted = _dated(statements, "published", "inspection_published", vocabulary)
    for name, found in (("kind", kind), ("body", body), ("date", date), ("published", published)):
        if found is not None and found[1]:
            places[f"inspection_{name}"] = found[1]
    answered = kind is not None or body is not None or date is not None
    judgements = list(_judgements(statements, words)) if answered else []
    if judgements:
        places["inspection_judgements"] = tuple(dict.fromkeys(place for _, where in judgements for place in where))
    inspection = Inspection(
        kind=kind[0] if kind else None,
        body=body[0] if body else None,
        date=date[0] if date else None,
        published=published[0] if published and answered else None,
        judgements=tuple(text for text, _ in judgements),
    )
    return inspection, places, (*dates_noted, *published_noted)


Found = tuple[str, tuple[Place, ...]]


def _kind(statements: Sequence[Statement], words: InspectionWords, vocabulary: Vocabulary) -> Found | None:
    for each in statements:
        if each.label == "inspection_kind":
            return " ".join(each.text.split()), each.places
    for each in statements:
        if each.label or each.where not in (*_TELLING, "opening"):
            continue
        for match in words.kind.finditer(each.text):
            # in a sentence a review is what the plan answers only where it says so: `following the inspection of ...`
            if each.where == "opening" and not words.answering.search(each.text[max(0, match.start() - 90) : match.end() + 110]):
                continue
            if _HOLDER.match(each.text[match.end() :]):
                continue
            printed = re.sub(r"\b(inspection)s\b", r"\1", " ".join(match["kind"].split())) + _topic(each.text[match.end() :], vocabulary)
            return printed.casefold(), each.places
    return None


def _topic(after: str, vocabulary: Vocabulary) -> str:
    """` of local authority arrangements for the protection of children`; nothing for `of Sunderland City Council` or `of Sunderland`."""
    match = _TOPIC.match(after)
    if not match:
        return ""
    words = match["topic"].split()
    words = words[: next((at for at, word in enumerate(words) if _ENDS_TOPIC.match(word)), len(words))]
    place = next((at for at, pair in enumerate(pairwise(words)) if pair[0] in ("in", "by", "on", "at") and not pair[1][0].islower()), None)
    words = words[:place]
    while words and re.fullmatch(r"(?:and|of|for|the|to|with|in|on|by|from|between|during|a|an|-|–|&)", words[-1], re.IGNORECASE):
        words.pop()
    topic = " ".join(words)
    generic = body_words(vocabulary).generic
    telling = any((word[0].islower() and len(word) > 3) or word.casefold() in generic for word in words)
    return f" of {topic}" if telling and not text_to_bodies(topic, vocabulary) else ""


def _body(document: Document, statements: Sequence[Statement], words: InspectionWords) -> Found | None:
    """Named on the cover sheet or beside the inspection; a body in brackets is a second one (`incorporating the detailed CQC report`) while
    the document names one other beside the word inspection."""
    for each in statements:
        if each.label == "inspection_body":
            match = words.body.search(each.text)
            return _same(match[0] if match else " ".join(each.text.split()), words), each.places
    second: Found | None = None
    for each in statements:
        if each.label or each.where not in (*_TELLING, "opening"):
            continue
        for match in words.body.finditer(each.text):
            if each.where == "opening" and not re.search(r"inspect|review|audit|recommend|visit|judg", each.text, re.IGNORECASE):
                continue
            before = each.text[: match.start()]
            if before.count("(") > before.count(")") and _SECOND.search(before):
                second = second or (_same(match[0], words), each.places)
                continue
            return _same(match[0], words), each.places
    beside = list(_beside_inspection(document, words, everywhere=second is not None))
    named = {name for name, _ in beside}
    return beside[0] if len(named) == 1 else second


def _beside_inspection(document: Document, words: InspectionWords, *, everywhere: bool) -> Iterator[Found]:
    """`Communities Scotland Recommendation` in a heading; where `everywhere`, `Ofsted inspections` in any cell."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            continue
        for cell in block.cells:
            if not everywhere and cell.row > 2:
                continue
            for match in words.body.finditer(cell.text):
                if (_BESIDE_ANYWHERE if everywhere else _BESIDE).match(cell.text[match.end() :]):
                    yield _same(match[0], words), cell.places


def _same(name: str, words: InspectionWords) -> str:
    plain = " ".join(name.replace("’", "'").split())
    return words.same.get(plain, plain)


def _dated(statements: Sequence[Statement], role: Role, label: str, vocabulary: Vocabulary) -> tuple[Found | None, tuple[Diagnostic, ...]]:
    """The one date that is the inspection's (or its report's); of two that agree the more precise, of two that do not none."""
    found: list[Found] = []
    for each in statements:
        if each.where not in (*_TELLING, "opening", "label"):
            continue
        mentions = [mention for mention in text_to_mentions(each.text, vocabulary) if not mention.is_years]
        here = [mention.edtf for mention in mentions if each.label == label or (not each.label and mention.role == role)]
        found += ((edtf, each.places) for edtf in here)
        if found and each.label == label:
            break
    best = None
    for candidate in found:
        if best is None or _is_within(candidate[0], best[0]):
            best = candidate
        elif candidate[0] != best[0] and not _is_within(best[0], candidate[0]):
            what = "inspection" if role == "inspection" else "publication of the report"
            message = f"two dates are given for the {what}: {best[0]} and {candidate[0]}"
            return None, (Diagnostic(f"{label.replace('_', '-')}-ambiguous", "warning", message, next(iter(candidate[1]), None)),)
    return best, ()


def _is_within(inner: str, outer: str) -> bool:
    one, two = interval(inner), interval(outer)
    return one is not None and two is not None and one != two and two[0] <= one[0] and one[1] <= two[1]


def _judgements(statements: Sequence[Statement], words: InspectionWords) -> Iterator[Found]:
    """`Overall effectiveness: inadequate`, as printed, each once."""
    seen: set[str] = set()
    for each in statements:
        for match in words.judgement.finditer(each.text):
            printed = " ".join(match[0].split())
            if printed.casefold() not in seen:
                seen.add(printed.casefold())
                yield printed, each.places
