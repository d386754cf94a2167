"""What a person said of a pair. A verdict belongs to two texts, not to two rows, and so outlives re-import and re-matching."""

from __future__ import annotations

from collections.abc import Mapping

from ...provenance import content_id
from .model import ScoredPair, Verdict

TextPair = tuple[str, str]


def text_hash(text: str) -> str:
    """The same for a text however its lines break: letters and digits alone, in lower case."""
    return content_id("recommendation text", "".join(letter for letter in text.casefold() if letter.isalnum()))


def text_pair(one: str, other: str) -> TextPair:
    """The hashes of two texts, in an order that does not depend on which plan is the earlier."""
    a, b = sorted((text_hash(one), text_hash(other)))
    return a, b


def verdict_on(pair: ScoredPair, verdicts: Mapping[TextPair, Verdict]) -> Verdict | None:
    return verdicts.get(text_pair(pair.a.text, pair.b.text))


def recurs(pair: ScoredPair, verdict: Verdict | None) -> bool:
    """At or above the threshold, or confirmed; never rejected."""
    return verdict == "confirmed" or (verdict is None and pair.level != "related")
