"""What stands between two mentions, and whether it makes one statement of them.

`Quarterly contract monitoring, wef August 2013 onwards` is one, `Quarterly; August 2013` two, `During Q3 (by end of December 2013)`
the month, `Annual review in May` the year's round.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from .mentions import Mention, MentionKind
from .moments import days_of
from .phrases import TO_BE
from .tokens import Tokens
from .words import BEFORE_DATE

_LIST_WORDS = frozenset(("and", "or", "then", "plus"))
_AGAIN = frozenset(
    ("review", "reviewed", "next", "further", "refresh", "update", "updated", "due", "repeat", "thereafter", "then", "reviews", "revisit")
)


@dataclass(frozen=True, slots=True)
class Gap:
    """`hard`: a line end, `;`, a full stop; `listed`: `and`, `&`, `,`, `/`; `comma`: by nothing else; `soft`: a dash, colon or bracket."""

    hard: bool
    stop: bool
    """Hard by a full stop alone."""
    alone: bool
    """Nothing but a line end, the only one of the cell."""
    listed: bool
    comma: bool
    soft: bool
    again: bool
    during: bool
    plain: bool
    """Nothing between but the words that lead to a date."""
    gloss: bool
    """Nothing but an opening bracket and words that lead to a date."""
    ends: int
    """Token at which the text of the statement before ends."""
    begins: int
    """Token at which that of the statement after begins."""
    lines: tuple[tuple[int, int], ...]
    """Whole lines between the two."""


def gap_between(tokens: Tokens, before: Mention, after: Mention) -> Gap:
    hard = [index for index in range(before.after, after.first) if _is_hard(tokens, index)]
    listed = [index for index in range(before.after, after.first) if _is_listed(tokens, index)]
    soft = any(tokens.is_mark(index, "-:()[]") for index in range(before.after, after.first))
    again = any(tokens.word(index) in _AGAIN for index in range(before.after, after.first))
    during = any(tokens.word(index) in ("throughout", "during", "over") for index in range(before.after, after.first))
    plain = all(tokens.word(index) in BEFORE_DATE for index in range(before.after, after.first))
    gloss = tokens.is_mark(before.after, "([") and all(tokens.word(index) in BEFORE_DATE for index in range(before.after + 1, after.first))
    separators = hard or listed
    ends = separators[0] if separators else before.after
    begins = separators[-1] + 1 if separators else before.after
    lines = tuple((first + 1, last) for first, last in pairwise(hard) if last > first + 1)
    comma = bool(listed) and all(tokens.is_mark(index, ",") for index in listed)
    stop = bool(hard) and all(tokens[index].text == "." for index in hard)
    opens = before.after + 1 + tokens.is_mark(before.after + 1, "([-")  # `COMPLETE` / `(Feb 2015)`
    alone = after.first == opens and tokens[before.after].kind == "line" and sum(token.kind == "line" for token in tokens) == 1
    return Gap(bool(hard), stop, alone, bool(listed), comma, soft, again, during, plain, gloss, ends, max(begins, ends), lines)


def _is_hard(tokens: Tokens, index: int) -> bool:
    token = tokens[index]
    if token.kind == "line" or (token.kind == "mark" and token.text in ";•●▪"):
        return True
    following = tokens[index + 1]
    return token.text == "." and not tokens.glued(index) and (following.capital or following.kind in ("number", "ordinal"))


def _is_listed(tokens: Tokens, index: int) -> bool:
    return tokens.word(index) in _LIST_WORDS or tokens.is_mark(index, ",&/+")


def together(statement: list[Mention], mention: Mention, gap: Gap) -> bool:
    """Whether `mention` belongs to the statement before it."""
    if gap.hard:  # `Completed. Signed off by the board 12/03/2020`; `Completed` / `12.6.14`, and nothing else in the cell
        done = all(part.kind == "complete" for part in statement)
        return done and ((gap.stop and mention.kind == "complete") or (gap.alone and len(mention.dates) == 1))
    kinds = {part.kind for part in statement}
    kind = mention.kind
    is_open = mention.is_open or any(part.is_open for part in statement)
    if "yearless" in (kind, statement[-1].kind):
        return _with_yearless(kinds, kind, gap)
    if "complete" in kinds or kind == "complete":
        return _with_complete(kinds, kind, gap)
    if {kind, *kinds} == {"recurring", "dates"}:
        return _recurring_with_dates(kind, is_open, gap)
    if kind == "recurring" and "recurring" in kinds:
        return any(part.value == mention.value for part in statement)
    if {kind, *kinds} == {"recurring", "ongoing"}:
        return not (gap.listed or gap.soft)
    if {kind, *kinds} in ({"ongoing", "dates"}, {"immediate", "dates"}):
        return (is_open and (not gap.listed or gap.comma or kind == "ongoing")) or (gap.during and not gap.listed)
    if kind == "dates" and kinds == {"tbc"}:
        return not (gap.listed or gap.soft) and (not gap.plain or statement[-1].value == TO_BE)
    if kind == "dates" and kinds == {"dates"}:
        return gap.gloss and is_nested(statement[-1], mention)
    if kind == "within" and kinds == {"dates"}:  # `2013 to 2018 (5 years)`
        return gap.soft and not gap.listed
    if kind == "ongoing" and kinds == {kind}:  # `Commenced and ongoing`
        return not gap.comma
    return kind in ("tbc", "immediate") and kinds == {kind} and not gap.listed


def is_nested(before: Mention, after: Mention) -> bool:
    """Whether one of two single dates lies within the other: `End of Q1 2013/14 (June 2013)`."""
    if len(before.dates) != 1 or len(after.dates) != 1 or before.is_open or after.is_open:
        return False
    (first, last), (start, end) = days_of(before.dates[0].edtf), days_of(after.dates[0].edtf)
    return (first <= start and end <= last) or (start <= first and last <= end)


def _with_yearless(kinds: set[MentionKind], kind: MentionKind, gap: Gap) -> bool:
    """A quarter or month without a year beside something that can be read is a gloss: `September 2013 (end of Q2 reporting period)`."""
    others = (kinds | {kind}) - {"yearless"}
    if not others:
        return True
    return not gap.listed and others <= {"dates", "recurring", "complete", "tbc"}


def _with_complete(kinds: set[MentionKind], kind: MentionKind, gap: Gap) -> bool:
    if {kind, *kinds} == {"complete", "dates"}:
        return not gap.again and (not gap.listed or gap.comma)
    if kind == "complete" and "complete" in kinds:
        return True
    return not gap.listed and not gap.again and not ({"ongoing", "tbc", "impossible"} & {kind, *kinds} and gap.soft)


def _recurring_with_dates(kind: str, is_open: bool, gap: Gap) -> bool:
    if kind == "dates":  # `Quarterly - first report June 2013`, `Monthly, from April 2013`
        return not gap.listed or (gap.comma and is_open)
    return is_open or not (gap.listed or gap.soft or gap.again)  # `From April 2013 and monthly thereafter`, `June 2013 annual report`
