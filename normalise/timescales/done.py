"""Tokens -> that the action is done: `Completed`, `Policy in place`."""

from __future__ import annotations

from .dates import read_moment
from .durations import ends
from .mentions import Mention
from .tokens import Tokens
from .words import BEFORE_DATE, MONTHS

_DONE = frozenset(
    "completed complete achieved done implemented closed finished delivered actioned established discharged fulfilled "
    "compete completd complted".split()
)
_BEFORE_DONE = frozenset("already now fully all this action actions is are has have been task work was successfully".split())
DONE_WORDS = _DONE | _BEFORE_DONE | {"in", "signed"}
"""What `read_done` may begin with."""
_NOT_DONE = frozenset(
    "be not to will when once until till if for by being partially partly part nearly almost get should must can largely "
    "mostly substantially of and or which the a an % before after their its".split()
)


def read_done(tokens: Tokens, at: int) -> Mention | None:
    """`Completed` at the head of a line or after a date or dash, `Policy in place` at its end; not `complete by June 2013`."""
    after = at
    while tokens.word(after) in _BEFORE_DONE:
        after += 1
    pair = (tokens.word(after), tokens.word(after + 1))
    if pair[0] not in _DONE and pair not in (("in", "place"), ("signed", "off")):
        return None
    after += 1 if pair[0] in _DONE else 2
    before = tokens[at - 1]
    if (before.kind == "word" and before.text in _NOT_DONE) or before.text == "%" or _is_condition(tokens, at):
        return None
    if _is_to_be_done(tokens, after, in_sentence=before.kind == "word"):
        return None
    is_head = before.kind in ("line", "mark", "number")
    is_tail = ends(tokens, after) or tokens.word(after) in MONTHS or tokens.word(after) == "in"
    return Mention("complete", at, after) if is_head or is_tail else None


def _is_to_be_done(tokens: Tokens, at: int, *, in_sentence: bool) -> bool:
    """`Complete by June 2013`, `In place from June 2013`, `Clinic in place wef March 2013`: the date is still to come, or a beginning."""
    word = tokens.word(at)
    if word not in ("by", "before", "wef", "from", "for") and (word, tokens.word(at + 1)) != ("no", "later"):
        return False
    index = at
    while tokens.word(index) in BEFORE_DATE or tokens.word(index) in ("wef", "from"):
        index += 1
    return read_moment(tokens, index) is not None and (in_sentence or word == "by" or tokens.word(at - 1) in ("complete", "place"))


def _is_condition(tokens: Tokens, at: int) -> bool:
    """`Once the new system is in place`."""
    while at > 0 and tokens[at - 1].kind == "word":
        at -= 1
        if tokens.word(at) in ("once", "when", "until", "till", "if", "before", "unless", "after", "following"):
            return True
    return False
