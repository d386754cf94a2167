"""Heading cell -> the fields that it may stand for, by the vocabulary.

A heading is compared with white space removed, so that `Recommendatio` / `n` in a narrow column is a recommendation, and
without dates and brackets, so that `Update September 2013` and `What we will do (5a)` are the update and the action.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import dropwhile
from typing import Any, Literal

from .vocabulary import Vocabulary
from .wording import has_date, heading_words

Field = Literal[
    "progress", "rag", "status", "lead", "support", "due_revised", "completed_on", "start", "timescale", "evidence", "monitoring",
    "success_measure", "outcome", "recommendation_refs", "action_number", "recommendation_number", "recommendation", "issue", "objective",
    "theme", "priority_rating", "other", "action", "deliverable", "response", "not_a_plan",
]  # fmt: skip
"""The sections of `[headings]` in the vocabulary: fields of a plan row, and finer kinds that `columns` settles into them."""

_UPDATES = frozenset({"comment", "comments", "update", "updates", "commentary"})
_ORDINAL = re.compile(r"^\W*(?:\d{1,2}|[a-h])[.):]\s+(?=\w)", re.IGNORECASE)
"""The columns of a form are counted: `1. Rec No`, `2. Recommendation`, `(a) Action`."""
_GRADED = re.compile(r"\bpriority\W+(?:h\W*m\W*l|l\W*m\W*h|high\W+med\w*\W+low|low\W+med\w*\W+high|1\W*(?:to|2)?\W*[3-5])\b", re.IGNORECASE)
"""`Priority (H/M/L)`: the scale in the bracket tells it from `Priority`, the objective."""
_QUESTIONS = frozenset({"what", "how", "who", "when", "where", "which", "why"})
_MODALS = frozenset({"will", "do", "did", "are", "have", "can", "should", "must"})
_REQUESTS = frozenset(
    "please describe clearly state explain outline give provide list confirm set out tell us full detail details of the".split()
)
"""What a form begins a request with: `Please describe clearly the action you are going to take`."""
_NUMBER_WORDS = frozenset({"no", "nos", "number", "num", "ref", "reference", "id"})
_PURPOSES = frozenset({"to", "for", "in", "against", "arising", "from"})
_PREPOSITIONS = frozenset({"on", "for", "to"})
_WITH_PURPOSE = frozenset({"outcome", "success_measure", "progress", "evidence"})
_BRACKETED = re.compile(r"\([^()]+\)")
_STILL_TO_COME = frozenset({"planned", "proposed", "intended"})

Level = Literal["exact", "weak", "contains"]


@dataclass(frozen=True, slots=True)
class HeadingMatch:
    """What a heading stands for and how sure that is: `HeadingMatch("lead", "exact")`."""

    field: Field
    level: Level


@dataclass(frozen=True, slots=True)
class HeadingVocabulary:
    """`exact`: heading without white space -> field; `contains`: (phrase, field), in the order in which they are tried; `made_of`: (heads,
    words that may stand beside them, field)."""

    exact: Mapping[str, Field]
    weak: frozenset[str]
    contains: tuple[tuple[str, Field], ...]
    made_of: tuple[tuple[frozenset[str], frozenset[str], Field], ...] = ()


def heading_vocabulary(sections: Mapping[str, Mapping[str, Any]]) -> HeadingVocabulary:
    """The `[headings.*]` sections, keyed for comparison. A variant listed for two fields is a fault in the file: ValueError."""
    exact: dict[str, Field] = {}
    weak: set[str] = set()
    contains: list[tuple[str, Field]] = []
    made_of: list[tuple[frozenset[str], frozenset[str], Field]] = []
    for name, section in sections.items():
        field: Field = name  # type: ignore[assignment]
        for variant in [*section.get("exact", ()), *section.get("weak", ())]:
            key = "".join(heading_words(variant))
            if exact.setdefault(key, field) != field:
                raise ValueError(f"heading {variant!r} stands under both {exact[key]!r} and {field!r}")
        weak |= {"".join(heading_words(variant)) for variant in section.get("weak", ())}
        contains += [(" ".join(heading_words(phrase)), field) for phrase in section.get("contains", ())]
        if "heads" in section:
            made_of.append((frozenset(section["heads"]), frozenset(section.get("beside", ())), field))
    return HeadingVocabulary(exact, frozenset(weak), tuple(contains), tuple(made_of))


@lru_cache(maxsize=8)
def headings_of(vocabulary: Vocabulary) -> HeadingVocabulary:
    return heading_vocabulary(vocabulary.section("headings"))


@lru_cache(maxsize=4096)
def heading_to_match(text: str, vocabulary: Vocabulary) -> HeadingMatch | None:
    """What one heading cell stands for; None where the vocabulary does not know it.

    `Lead Officer(s)` -> lead, exact; `Action owner and date agreed` -> lead, contains; `Wombat` -> None
    """
    known = headings_of(vocabulary)
    words = heading_words(_ORDINAL.sub("", text))
    key = "".join(words)
    if not key:
        return None
    if _GRADED.search(text):
        return HeadingMatch("priority_rating", "exact")
    for candidate in (key, key.removeprefix("the"), key.removesuffix("s"), key + "s", _turned(words)):
        if candidate in known.exact:
            field = known.exact[candidate]
            if field == "response" and has_date(text):
                field = "progress"  # `Management comment (Sept 22)`
            return HeadingMatch(field, "weak" if candidate in known.weak else "exact")
    if words[-1] in _UPDATES and len(words) > 1:
        return HeadingMatch("progress", "contains")  # `Officer comment`: whoever makes it, it is a comment
    if _is_taken_or_planned(words):
        return HeadingMatch("action", "exact")
    asked = tuple(dropwhile(_REQUESTS.__contains__, words))
    if (words[0] in _QUESTIONS or len(asked) < len(words)) and (of_question := _opening_question(asked, known)):
        return HeadingMatch(of_question, "contains")
    if of_number := _number_of(words):
        return HeadingMatch(of_number, "contains")
    if words[0] == "when" or words[:2] == ("by", "when"):
        return HeadingMatch("timescale", "contains")  # `When we'll do it by`: what is asked first
    if of_words := _made_of(words, known):
        return HeadingMatch(of_words, "contains")
    if len(key) > 60:  # a sentence is no heading, whatever words stand in it
        return None
    if _is_action_towards(words, known):
        return HeadingMatch("action", "contains")
    if of_phrase := _before_preposition(words, known):
        return HeadingMatch(of_phrase, "contains")
    spaced = f" {' '.join(words)} "
    for phrase, field in known.contains:
        # `rag` must be a word, or `storage` holds one; a long phrase may be a part (`responsib`) or broken by a narrow column
        squashed = phrase.replace(" ", "")
        if f" {phrase} " in spaced or (len(squashed) >= 7 and squashed in key):
            return HeadingMatch(field, "contains")
    return _in_brackets(text, vocabulary)


def _in_brackets(text: str, vocabulary: Vocabulary) -> HeadingMatch | None:
    """What a bracket says of a heading that says nothing itself: `Why? (outcome for residents)`."""
    inner = [
        match for each in _BRACKETED.findall(text) if each != text.strip() and (match := heading_to_match(each.strip("() "), vocabulary))
    ]
    return HeadingMatch(inner[0].field, "contains") if len(inner) == 1 and inner[0].level != "weak" else None


def _number_of(words: tuple[str, ...]) -> Field | None:
    """Whose number a heading asks for: `SCR Rec No.`, `Ofsted recommendation number`; `Sub-action ref`."""
    if len(words) < 2 or words[-1] not in _NUMBER_WORDS:
        return None
    named = {word.removesuffix("s") for word in words[:-1]}
    return "recommendation_number" if named & {"rec", "recommendation"} else "action_number" if "action" in named else None


def _is_action_towards(words: tuple[str, ...], known: HeadingVocabulary) -> bool:
    """`Specific actions required to implement recommendation`: what is named first is the action, what it is for comes after.

    Not `Evidence of actions to meet recommendation` or `Actions taken to meet recommendation`.
    """
    at = next((at for at, word in enumerate(words) if word in ("action", "actions")), len(words))
    after = words[at + 1 :]
    purpose = next((word for word in after if word in _PURPOSES), None)
    return (
        purpose is not None
        and not {"taken", "completed", "date"} & set(words)
        and not any((word in known.exact and word not in known.weak) or word in dict(known.contains) for word in words[:at])
    )


def _before_preposition(words: tuple[str, ...], known: HeadingVocabulary) -> Field | None:
    """What a heading is before it says for whom or on what: `Evaluation: impact on pupils`, `Outcomes for residents`."""
    for at in range(1, len(words) - 1):
        if words[at] in _PREPOSITIONS:
            key = "".join(words[:at])
            field = known.exact.get(key)
            return field if field in _WITH_PURPOSE and key not in known.weak else None
    return None


def _is_taken_or_planned(words: tuple[str, ...]) -> bool:
    """`Action taken / planned`, `Response: action taken or to be taken`: what was done and what will be is the action, no update on it."""
    return "taken" in words and "date" not in words and bool(_STILL_TO_COME & set(words) or words.count("taken") > 1)


def _made_of(words: tuple[str, ...], known: HeadingVocabulary) -> Field | None:
    """What a heading is whose every word belongs to one field: `Planned completion quarter`, `Weaknesses identified by inspectors`."""
    said = set(words)
    return next((field for heads, beside, field in known.made_of if len(said) > 1 and said & heads and said <= heads | beside), None)


def _turned(words: tuple[str, ...]) -> str:
    """A question as a statement and the other way about: `How this will be achieved` is `How will this be achieved?`"""
    if len(words) < 3 or words[0] not in _QUESTIONS:
        return ""
    if words[2] in _MODALS or words[1] in _MODALS:
        return "".join((words[0], words[2], words[1], *words[3:]))
    return ""


def _opening_question(words: tuple[str, ...], known: HeadingVocabulary) -> Field | None:
    """What the longest known opening of a question asks: `What will be different` of `What will be different for children and families?`"""
    for count in range(len(words), 2, -1):
        if field := known.exact.get("".join(words[:count])):
            return field
    return None
