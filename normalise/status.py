"""What the plan says outright of an action: its own words first, then the document's key, then the rating."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from .model import Rag, RagKey, Status
from .rag import rating_at_head
from .vocabulary import Vocabulary
from .wording import MONTH, heading_words

STATUS_OF_RAG: Mapping[Rag, Status | None] = {
    "red": "off_track",
    "amber_red": "at_risk",
    "amber": "at_risk",
    "amber_green": "on_track",
    "green": "on_track",
    "blue": "complete",
    "grey": None,
}

# What follows the word where it is a statement: nothing, a stop, a dash, a date or a manner (`Completed in March`, `Implemented and
# embedded`). `Complete the review`, `Completed by May` (to come), `Achieved 3 of 5`, `Done on an individual basis` are none.
_STATED = re.compile(r"^\s*(?:$|[.,;:!)(\[/–—-]|\n)")
_STATED_AFTER_PARTICIPLE = re.compile(
    rf"^\s*(?:and|as|in|on|with|at|during|since|through|via|but|for|within|fully|successfully|to|w/?[ce]"
    rf"|(?:\d{{1,2}}(?:st|nd|rd|th)?[ ./-])|20\d\d|{MONTH})\b",
    re.IGNORECASE,
)
_STATED_AFTER_ADJECTIVE = re.compile(
    r"^\s*(?:and\s+(?:\w+ed|ongoing|on-going|in place)\b|(?:for|as at|as of)\s+(?:the\s+)?\w*\s?\d)", re.IGNORECASE
)
"""`Done and audited`, `Complete and embedded`, `Complete for 2018`; not `Complete and submit the form`."""
_ON_TRACK_HEADINGS = frozenset({("on", "track"), ("on", "target"), ("on", "schedule")})
_CONDITION = re.compile(r"\b(?:if|when|whenever|where|until|unless|once|those|any)\b[^.;\n]{0,60}$", re.IGNORECASE)
"""`Files are destroyed when they are no longer needed`: not the action is superseded."""
_DECIDED = re.compile(r"\b(?:agreed|decided|decision|determined|concluded)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StatusWords:
    opens: re.Pattern[str]
    status_of: Mapping[str, Status]
    superseded: re.Pattern[str]
    yes_headings: frozenset[str]
    of_key: tuple[tuple[Status, re.Pattern[str]], ...]
    late_of_key: re.Pattern[str]


@lru_cache(maxsize=8)
def status_words(vocabulary: Vocabulary) -> StatusWords:
    section = vocabulary.section("status")
    status_of = {phrase: cast(Status, name) for name, each in section.items() for phrase in each.get("opens", ())}
    either = "|".join(r"[\s-]+".join(map(re.escape, phrase.split())) for phrase in sorted(status_of, key=len, reverse=True))
    superseded = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in section["superseded"]["contains"])
    return StatusWords(
        opens=re.compile(rf"^[\W_]*(?P<words>{either})\b(?P<rest>.*)", re.IGNORECASE | re.DOTALL),
        status_of=status_of,
        superseded=re.compile(rf"\b(?:{superseded})\b", re.IGNORECASE),
        yes_headings=frozenset("".join(heading_words(each)) for each in vocabulary.section("status_headings")["yes_is_complete"]),
        of_key=tuple((cast(Status, name), _any_of(phrases)) for name, phrases in vocabulary.section("status_of_key").items()),
        late_of_key=_any_of(vocabulary.section("late_of_key")["phrases"]),
    )


def _any_of(phrases: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases)) or '(?!)'})")


def read_status(
    texts: Sequence[tuple[str, str]], rag: Rag | None, key: Sequence[RagKey], vocabulary: Vocabulary
) -> tuple[Status | None, str | None]:
    """The status and its reason. `texts` are (heading, text) of the status, progress and timescale cells, in that order."""
    for heading, text in texts:
        said = _said_outright(heading, text, vocabulary)
        if said:
            return said
    if rag is None:
        return None, None
    for line in key:
        if line.rag == rag and line.status:
            return line.status, f"the document's key: {rag} means {line.meaning!r}"
    status = STATUS_OF_RAG[rag]
    return status, f"rated {rag.replace('_', '/')}" if status else None


def _said_outright(heading: str, text: str, vocabulary: Vocabulary) -> tuple[Status, str] | None:
    words = status_words(vocabulary)
    head = rating_at_head(text, vocabulary)
    plain = (head[2] if head else text).lstrip(" \n-–—:.,;()")
    if re.match(r"(?:(?:yes|y)\b|[✓✔☑☒√\uf0fc])", plain, re.IGNORECASE) and "".join(heading_words(heading)) in words.yes_headings:
        return "complete", f"{plain.split()[0]!r} under {heading!r}"
    if re.match(r"(?:yes|y)\b", plain, re.IGNORECASE) and heading_words(heading) in _ON_TRACK_HEADINGS:
        return "on_track", f"{plain.split()[0]!r} under {heading!r}"
    match = words.opens.match(plain)
    if match:
        status = words.status_of[" ".join(match["words"].casefold().replace("-", " ").split())]
        participle = match["words"].casefold().endswith("ed")
        after = _STATED_AFTER_PARTICIPLE if participle else _STATED_AFTER_ADJECTIVE
        if status != "complete" or _STATED.match(match["rest"]) or after.match(match["rest"]):
            return status, f"opens with {match['words']!r}"
    return _superseded(plain, words)


def _superseded(text: str, words: StatusWords) -> tuple[Status, str] | None:
    """Where that is the whole point: a short update, or a decision within the first two sentences of a long one."""
    opening = ".".join(re.split(r"\.(?=\s)", text)[:2])
    found = words.superseded.search(opening)
    if found and not _CONDITION.search(opening[: found.start()]) and (len(text) < 200 or _DECIDED.search(opening[: found.end()])):
        return "superseded", f"says {found[0]!r}"
    return None


def status_of_meaning(meaning: str, vocabulary: Vocabulary, rag: Rag | None = None) -> Status | None:
    """What a line of the document's key says: `not started or significant delay` -> off_track; of `behind schedule` the colour decides."""
    plain = " ".join(meaning.casefold().split())
    words = status_words(vocabulary)
    for status, phrases in words.of_key:
        if status == "on_track" and words.late_of_key.search(plain):
            return "off_track" if rag == "red" else "at_risk"
        if phrases.search(plain):
            return status
    return None
