"""What stands before and after a date and makes it a beginning: `with effect from`, `onwards`."""

from __future__ import annotations

from .tokens import Tokens
from .words import BEFORE_DATE, EVERY, OPEN_CUES, OPEN_ENDS

_MOVED = frozenset("revised changed moved extended amended deferred slipped rescheduled postponed delayed forward back altered".split())
"""Before `from` these tell what the date was: `March 2015 (revised from December 2014)`, `brought forward from May 2014`."""
_DEADLINES = frozenset(("by", "before", "within", "than", "due"))


def cue_before(tokens: Tokens, at: int, *cues: str) -> int | None:
    """The index of a cue that governs the date at `at`: `with effect from the start of April 2013`."""
    index = at - 1
    for _ in range(6):
        token = tokens[index]
        if token.text in cues and not (token.text == "commencing" and tokens.word(index - 1) in ("week", "wk")):
            return index
        if token.text not in BEFORE_DATE and not (token.kind == "mark" and token.text in ":-(~"):
            return None
        index -= 1
    return None


def open_cue(tokens: Tokens, at: int) -> int | None:
    """`from`, `wef`, `starting`, `To commence in` before a date; not the `start of` of `by the start of April`."""
    index = cue_before(tokens, at, *(OPEN_CUES - {"start", "beginning", "commencement"}))
    if index is None:
        index = cue_before(tokens, at, "start", "beginning", "commencement")
        if index is None or tokens.word(index + 1) == "of" or tokens.word(index - 1) in ("the", "at"):
            index = None
    if index is None and tokens.word(at - 1) in ("of", "from") and tokens.word(at - 2) == "as":
        index = at - 2
    if index is None or (tokens.word(index) in ("post", "effective") and tokens.word(index - 1) not in ("", "to", "be", "is")):
        return None  # `staff in post by June 2013`, `cost effective`
    if tokens.word(index) in ("from", "frm") and tokens.word(index - 1) in _MOVED:
        return None
    if any(tokens.word(between) in _DEADLINES for between in range(index + 1, at)):  # `to start by June 2013`
        return None
    if tokens.word(index) == "from" and tokens.word(index - 1) == "effect":
        index -= 1 + (tokens.word(index - 2) == "with")
    while tokens.word(index - 1) in ("to", "in", "place", "be", "as"):
        index -= 1
    return index


def open_end(tokens: Tokens, at: int) -> int | None:
    """The token after `onwards`, `and beyond`, `to date`, `- ongoing`, `+`; not the `and ongoing` that is a statement of its own."""
    if tokens.is_mark(at, "+") and tokens.glued(at - 1) and tokens[at + 1].kind in ("line", "mark"):
        return at + 1
    if tokens.is_mark(at, "→➔➜➡⇒") and tokens[at + 1].kind in ("line", "mark"):
        return at + 1
    joined = tokens.word(at) == "and" or tokens.is_mark(at, "&")
    after = at + (joined or tokens.is_mark(at, "-,("))
    word = tokens.word(after)
    if word == "on" and (tokens.word(after + 1) == "wards" or (tokens.word(after + 1) == "going" and not joined)):
        return after + 2
    if word == "on" and tokens.is_mark(after + 1, "-") and tokens.word(after + 2) == "going" and (after == at or tokens.is_mark(at, "-")):
        return after + 3
    if word == "to" and tokens.word(after + 1) in ("date", "present", "now"):
        return after + 2
    if word == "present" and after > at:
        return after + 1
    if word == "until" and tokens.word(after + 1) == "further":
        return after + 3
    if word == "thereafter":
        return after + 1 if tokens.word(after + 1) not in EVERY else None
    if word in ("ongoing", "continuing"):  # not the `- ongoing monitoring` that follows what was done
        return after + 1 if after == at or (tokens.is_mark(at, "-") and tokens[after + 1].kind != "word") else None
    return after + 1 if word in OPEN_ENDS else None
