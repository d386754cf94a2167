"""Whether a text without any date says when by an event (`by Easter`, `At CLA Review`), and whether a heading asks for beginnings."""

from __future__ import annotations

from .tokens import Tokens

_HEADS = frozenset(
    "at by after following before prior once when whenever upon on until till during next pending subject dependent dependant "
    "depending linked in as where if per upon alongside concurrent post immediately per within throughout if unless each "
    "every for end first lifetime duration life awaiting".split()
)
_LONGEST = 25
"""Tokens: a longer text is prose."""

_NOUNS = frozenset(
    "meeting meetings conference conferences review reviews board panel committee inspection inspections appraisal appraisals "
    "supervision induction workshop event session sessions visit visits election elections agm budget easter christmas "
    "ramadan eid xmas whitsun diwali halloween half-term launch audit assembly inset rollout opening referral admission "
    "discharge appointment recruitment receipt approval publication completion cycle forum training".split()
)


def is_event(tokens: Tokens, first: int, after: int) -> bool:
    """Tokens `first` to `after`: short, and led by a word of time or holding a word for an occasion."""
    words = [tokens.word(index) for index in range(first, after) if tokens.word(index)]
    if not words or after - first > _LONGEST:
        return False
    if words[0] in _HEADS and len(words) > 1:
        if words[:2] == ["as", "per"] and len(words) == 2:  # `As per 1.1`
            return False
        return words[1] not in ("hold", "track", "target", "schedule", "above", "below")
    if words[:2] == ["year", "end"]:
        return True
    return len(words) <= 8 and any(word in _NOUNS for word in words)


def is_start_heading(heading: str) -> bool:
    """`Start date`, `Starting`, `When will it start?`; not `Start and end date`."""
    words = set(_words(heading))
    return bool(words & _STARTS) and not words & _ENDS


_STARTS = frozenset(
    (
        "start",
        "starts",
        "started",
        "starting",
        "commence",
        "commences",
        "commencing",
        "commencement",
        "begin",
        "begins",
        "beginning",
        "from",
        "commenced",
    )
)
_ENDS = frozenset(("end", "ends", "finish", "completion", "complete", "completed", "due", "deadline", "target", "to", "until", "by"))


def _words(text: str) -> list[str]:
    tokens = Tokens(text)
    return [token.text for token in tokens if token.kind == "word"]
