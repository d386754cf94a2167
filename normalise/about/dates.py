"""The dates of the front matter -> the one date that the plan or its update is as at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ...diagnostics import Diagnostic
from ..timescales.moments import interval
from ..vocabulary import Vocabulary
from .front import Statement, is_short
from .mentions import Mention, opens_as_at, text_to_mentions

Level = Literal["said", "plain", "issued", "meeting", "signed", "closing", "years", "properties"]
LEVELS: tuple[Level, ...] = ("said", "plain", "issued", "meeting", "signed", "closing", "years", "properties")
"""What decides, tried in this order: `as at March 2013` or an update column; a date in the title or on a line of its own; `Version 3, May
2013`; a meeting; a signature; the last lines; a title that names a year; the file's own properties."""

_COVERS = re.compile(r"\b(?:period|covering|covers|update|progress|report|quarter|monitoring|reporting)\b", re.IGNORECASE)
_PROPOSED = re.compile(r"\b(?:this|the)\s+(?:\w+\s+){0,2}(?:plan|document|report|update|version|log)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dated:
    """A candidate: its date, the level that it stands on, and the statement that it was read in."""

    edtf: str
    level: Level
    statement: Statement


def statements_to_plan_date(statements: Sequence[Statement], vocabulary: Vocabulary) -> tuple[Dated | None, tuple[Diagnostic, ...]]:
    """The latest of the dates on the first level that has any; a date that another one makes more precise gives way to it.

    Never the inspection's date, an earlier meeting's, or a deadline's. Two different plain dates in a title are a diagnostic.
    """
    found = [dated for statement in statements for dated in _candidates(statement, vocabulary)]
    for level in LEVELS:
        here = [dated for dated in found if dated.level == level]
        if level == "said" and here:
            here += [dated for dated in found if dated.level in ("plain", "meeting") and dated.statement.where == "title"]
        if not here:
            continue
        best = max(here, key=lambda dated: (_last_day(dated.edtf), -_length(dated.edtf)))
        best = next((dated for dated in found if dated.level in LEVELS[:4] and _within(dated.edtf, best.edtf)), best)
        rivals = {dated.edtf for dated in here if not _within(best.edtf, dated.edtf)} - {best.edtf}
        if level == "plain" and rivals and _beside(here, best):
            printed = ", ".join(sorted({best.edtf, *rivals}))
            message = f"which of {printed} the plan is as at is not said"
            return None, (Diagnostic("plan-date-ambiguous", "warning", message, next(iter(best.statement.places), None)),)
        return best, ()
    return None, ()


def _beside(here: Sequence[Dated], best: Dated) -> bool:
    """Whether another plain date stands in the very text of the best one, so that neither is the likelier."""
    return any(dated.statement is best.statement and not _within(best.edtf, dated.edtf) for dated in here if dated is not best)


def _candidates(statement: Statement, vocabulary: Vocabulary) -> Iterator[Dated]:
    if statement.label and statement.label not in ("plan_date", "edition", "title"):
        return
    for mention in text_to_mentions(statement.text, vocabulary):
        level = _level(statement, mention, vocabulary)
        if level:
            yield Dated(_as_at(statement, mention), level, statement)


def _level(statement: Statement, mention: Mention, vocabulary: Vocabulary) -> Level | None:
    role, where = mention.role, statement.where
    if statement.label == "plan_date":
        return "signed" if where == "signature" else "closing" if where == "closing" else "issued" if role != "as_at" else "said"
    if role in ("inspection", "published", "last_meeting", "other"):
        return None
    if where == "properties":
        return "properties" if not mention.is_years else None
    if where == "column":
        return "said"
    if where == "closing":
        return "closing" if role in ("as_at", "issued") and not mention.is_years else None
    if where == "opening":
        return _level_in_prose(statement, mention, vocabulary)
    if mention.is_years:
        return "years" if where in ("title", "banner", "heading") and role in ("plain", "as_at", "issued") else None
    if role == "plain":
        alone = len(statement.text.replace(mention.raw, "").strip(" -–—:,.()").split()) == 0
        if where == "heading" and not alone and statement.text.rstrip().endswith("."):
            return None  # `A new director started in May 2012.`
        return "plain" if where in ("title", "banner") or alone or (where == "heading" and is_short(statement.text)) else "closing"
    return {"as_at": "said", "issued": "issued", "meeting": "meeting"}[role]  # type: ignore[return-value]


def _level_in_prose(statement: Statement, mention: Mention, vocabulary: Vocabulary) -> Level | None:
    """A sentence dates the plan only where it speaks of it: `This plan was last updated in May 2013`, `As at June 2012.`"""
    if mention.role == "as_at" and not mention.is_years and opens_as_at(statement.text, mention, vocabulary):
        return "said"
    *earlier, sentence = re.split(r"[.!?]\s", statement.text[: mention.start])
    if earlier and re.match(r"\s*It (?:was|is|has)\b", sentence):  # `This plan answers ... It was last updated on`
        sentence = f"{' '.join(earlier[-1].split()[:4])} {sentence}"
    if mention.is_years or not _PROPOSED.search(sentence) or len(sentence) > 120:
        return None
    return "said" if mention.role == "as_at" else "issued" if mention.role == "issued" else None


def _as_at(statement: Statement, mention: Mention) -> str:
    """`February / March 13` -> 2013-03, `Dec 2018 to April 2020` of a plan -> 2018-12, `July to September 2013` of a report -> 2013-09.

    A quarter stays a quarter, and the two years of `2008-9` stay two: nobody said which half.
    """
    if "/" not in mention.edtf or re.search(r"q(?:tr|uarter)?|term|season", mention.raw, re.IGNORECASE):
        return mention.edtf
    if mention.is_years:
        return mention.edtf if int(mention.last) - int(mention.first) == 1 else mention.first
    span = interval(mention.edtf)
    short = span is not None and (span[1] - span[0]).days <= 93
    return mention.last if short or _COVERS.search(statement.text[: mention.start][-60:]) else mention.first


def _last_day(edtf: str) -> str:
    span = interval(edtf)
    return span[1].isoformat() if span else ""


def _length(edtf: str) -> int:
    span = interval(edtf)
    return (span[1] - span[0]).days if span else 0


def _within(inner: str, outer: str) -> bool:
    """Whether a date lies in another and is more precise: 18 September 2013 in September 2013."""
    one, two = interval(inner), interval(outer)
    return one is not None and two is not None and two[0] <= one[0] and one[1] <= two[1] and one != two
