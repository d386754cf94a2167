"""Tokens -> what is said about time without a date: how often, within how long, at once, always, done, to be settled."""

from __future__ import annotations

from .done import DONE_WORDS, read_done
from .durations import WITHIN_WORDS, ends, read_within
from .mentions import Mention, MentionKind
from .recurring import RECURRING_WORDS, read_recurring
from .rules import Rule, Rules
from .spans import read_span
from .tokens import Tokens


def read_phrase(tokens: Tokens, at: int) -> Mention | None:
    """The phrase that begins at `at`."""
    return PHRASES.read(tokens, at)


_FIXED: tuple[tuple[MentionKind, str], ...] = (
    ("immediate", "with? immediate effect"),
    ("immediate", "immediately|immediatly|immediatley|immediatedly|forthwith|straightaway|asap|a.s.a.p"),
    ("immediate", "as soon as possible|practicable|practical|practically|feasible|reasonably|able|is"),
    ("immediate", "straight|right away"),
    ("immediate", "at the? earliest opportunity|possible|convenience"),
    ("immediate", "at once"),
    ("immediate", "without delay"),
    ("ongoing", "ongoing|ongong|onging|ongoign"),
    ("ongoing", "on - going"),
    ("ongoing", "on going"),
    ("ongoing", "on an? ongoing|continuous|continual basis"),
    ("ongoing", "continuous|continuously|continual|continually|continuing|perpetual|permanent|permanently|continous"),
    ("ongoing", "rolling|continuing programme|program|basis|process"),
    ("ongoing", "throughout the? year|plan|period|term|project"),
    ("ongoing", "all year|the round|time|year"),
    ("ongoing", "all year"),
    ("ongoing", "year - round"),
    ("ongoing", "year round"),
    ("ongoing", "at all times"),
    ("ongoing", "until further notice"),
    ("ongoing", "business as usual"),
    ("ongoing", "day to day"),
    ("ongoing", "day - to - day"),
    ("ongoing", "24 / 7"),
    ("ongoing", "work? already? in progress"),
    ("ongoing", "already? underway|bau"),
    ("ongoing", "already? under way"),
    ("tbc", "tbc|tba|tbd|tbn"),
    ("tbc", "to be confirmed|agreed|determined|decided|advised|arranged|announced|scheduled|finalised|negotiated|clarified"),
    ("tbc", "to be notified|specified|set|fixed|established|identified|discussed|defined"),
    ("tbc", "be advised|confirmed|determined"),
    ("tbc", "still|yet to be confirmed|agreed|determined|decided|set|identified|scheduled"),
    ("tbc", "not yet known|agreed|set|determined|confirmed|decided|scheduled|identified|fixed|available"),
    ("tbc", "date|dates|timescale|timescales|timeframe|deadline awaited|unknown|outstanding|required|needed|pending"),
    ("tbc", "date|dates|timescale|timescales|timeframe|details|deadline to follow"),
    ("tbc", "awaiting date|dates|confirmation|timescale|timescales"),
    ("tbc", "no date|timescale|deadline|timescales set|agreed|yet|given|specified|available|identified"),
    ("tbc", "not known|determined|specified|set|agreed"),
    ("tbc", "under discussion"),
    ("tbc", "still pending"),
)  # fmt: skip


_WEAK: tuple[tuple[MentionKind, str], ...] = (
    ("immediate", "for? immediate|urgent|now|urgently|today|immed"),
    ("ongoing", "continue|continues|current|currently|started|always|rolling|throughout|commenced|continued|regular|regularly|existing"),
    ("tbc", "unknown|pending"),
)  # fmt: skip
"""Words that say something about time only where little else stands in the cell."""


TO_BE = "to be"
"""Marks `To be agreed`, which a date may follow, `by March 2014`, and then is what is to be done; after `TBC` it is another statement."""


_BEFORE_WEAK = frozenset(
    ("", "already", "work", "has", "have", "is", "are", "and", "for", "from", "as", "be", "the", "of", "immediate", "to")
)
"""Words after which they still do: `Work started`, not `Not started`."""


_FEW = 7
"""So many tokens at most in a cell whose `Immediate` is a timescale; in a sentence it is an adjective."""


def _compiled(entries: tuple[tuple[MentionKind, str], ...]) -> dict[str, list[tuple[MentionKind, list[tuple[frozenset[str], bool]]]]]:
    """First word -> patterns: an optional word at the head is entered with and without it."""
    table: dict[str, list[tuple[MentionKind, list[tuple[frozenset[str], bool]]]]] = {}
    for kind, pattern in entries:
        steps = [(frozenset(step.rstrip("?").split("|")), step.endswith("?")) for step in pattern.split()]
        for start in range(len(steps)):
            for word in steps[start][0]:
                table.setdefault(word, []).append((kind, steps[start:]))
            if not steps[start][1]:
                break
    return {word: sorted(patterns, key=lambda pattern: -len(pattern[1])) for word, patterns in table.items()}


_FIXED_BY_WORD, _WEAK_BY_WORD = _compiled(_FIXED), _compiled(_WEAK)


def _fixed(tokens: Tokens, at: int) -> Mention | None:
    first = tokens[at].text
    patterns = _FIXED_BY_WORD.get(first, [])
    if len(tokens) <= (_FEW if first != "now" else 3) and tokens.word(at - 1) in _BEFORE_WEAK:
        patterns = patterns + _WEAK_BY_WORD.get(first, [])
    for kind, steps in patterns:
        after = _matched(tokens, at, steps)
        if after is not None and not _goes_on(tokens, first, after):
            return Mention(kind, at, after, value=TO_BE if kind == "tbc" and tokens.word(at) == "to" else None)
    return None


_SPANS_OF_TIME = frozenset(("financial", "academic", "school", "calendar", "year", "quarter", "term", "month"))


def _goes_on(tokens: Tokens, first: str, after: int) -> bool:
    """Whether the word belongs to what follows it: `Pending outcome of consultation` waits for an event, `the current financial year` and
    `throughout 2016-17` are spans of time."""
    if first == "pending":
        return not ends(tokens, after)
    if first == "throughout":
        return bool(read_span(tokens, after + (tokens.word(after) == "the")))
    return first == "current" and tokens.word(after) in _SPANS_OF_TIME


def _matched(tokens: Tokens, at: int, steps: list[tuple[frozenset[str], bool]]) -> int | None:
    for words, optional in steps:
        wrapped = tokens.after_line(at)
        if tokens[wrapped].text in words:
            at = wrapped + 1
        elif not optional:
            return None
    return at


PHRASES = Rules(
    Rule(read_done, DONE_WORDS, figures=False),
    Rule(_fixed, {*_FIXED_BY_WORD, *_WEAK_BY_WORD}),
    Rule(read_recurring, RECURRING_WORDS),
    Rule(read_within, WITHIN_WORDS),
)
