"""The values of a row as `plan_rows` shows them, each under the name of its column, and the places that each was read from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .labels import split_number
from .model import Action, Places
from .rag import rating_words, said_in_rating_cell
from .ticked import TICK
from .vocabulary import Vocabulary
from .wording import comparable, squash, words_of

_ABOUT_REFERENCES = frozenset(
    "para paras paragraph paragraphs par page pages p pp report inspection letter plan section sections s the at from in of and rec recs "
    "recommendation recommendations ref refs reference references see also no nos number numbers".split()
)
"""Words that a reference is printed with, of which its kind is kept: `(Report, paras 17 and 27)`."""
_PIECE = re.compile(r"\d+|[^\W\d_]+")
_BRACKETED = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\[\]]*\]")


def action_to_values(action: Action) -> dict[str, str]:
    """Column of `plan_rows` -> its text, for those that are printed and not empty. Lists are their values, a line each."""
    answered = action.recommendation
    found: dict[str, str | None] = {
        "theme": action.theme,
        "recommendation_number": answered.number if answered else None,
        "recommendation": answered.text if answered else None,
        "recommendation_timeframe": answered.timeframe if answered else None,
        "recommendation_refs": "\n".join(each.value for each in answered.references) if answered else None,
        "outcome": action.outcome,
        "action_number": action.number,
        "action": action.text,
        "success_measure": action.success_measure,
        "lead_raw": action.lead_raw,
        "timescale_raw": action.timescale_raw,
        "progress": action.progress,
        "rag": action.rating.rag,
        "status": action.status,
        "evidence": action.evidence,
        "monitoring": action.monitoring,
        "other": "\n".join(each.text for each in action.other),
    }
    return {name: value for name, value in found.items() if value}


def all_places(action: Action) -> Places:
    """The row's own places, and those of the recommendation that it answers where it has none of its own."""
    return {**(action.recommendation.places if action.recommendation else {}), **action.places}


def said_in_other_words(name: str, value: str, text: str, vocabulary: Vocabulary, *, mixed: bool) -> Iterator[str]:
    """What of a printed cell a value holds in its own way: the rating word, a number's label, what a reference is called.

    `A` is amber, `Recommendation No. 3:` the number 3, `(Report, paras 17 and 27)` two paragraphs. `mixed`: the references stand in the
    recommendation's own cell, in brackets.
    """
    if name == "rag":
        words = rating_words(vocabulary)
        yield from (match[0] for match in words.word.finditer(text) if words.to_rag(match["rating"]) == value)
        if (said := said_in_rating_cell(text, words)) and words.to_rag(said) == value:
            yield text if squash(text) == squash(said) else said
        if TICK.fullmatch(text.strip()):
            yield text
    elif name in ("lead_raw", "timescale_raw", "status", "progress", "outcome", "success_measure", "other"):
        # `Responsible officer: Head of Finance` in a cell that names who and when, `Outcome: Staff stay` below the title of a priority
        yield from (label for label, rest in re.findall(r"([A-Z][A-Za-z'’/() ]{1,40}):\s*(\S+)", text) if rest in value)
    elif name in ("recommendation_number", "action_number"):
        number, rest = split_number(text, counted=True)
        if number and pieces(number) == pieces(value):
            yield text.strip().removesuffix(rest)
    elif name == "recommendation_refs":
        printed = " ".join(_BRACKETED.findall(text)) if mixed else text
        # `(CQC)` twice in one recommendation is one reference
        known = _ABOUT_REFERENCES.union(words_of(value))
        yield from (word for word in words_of(printed) if word in known)


def pieces(text: str) -> list[str]:
    """The words of a text, letters and figures apart, so that `1.2Review` is `1.2` and `Review`."""
    return _PIECE.findall(comparable(text))
