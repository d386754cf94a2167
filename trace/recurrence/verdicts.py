"""What a person said of a pair. A verdict belongs to two texts, not to two rows, and so outlives re-import and re-matching."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from ...provenance import content_id
from .model import ScoredPair, Verdict

TextPair = tuple[str, str]


_NO_LETTERS = re.compile(r"[\W_]+")


@lru_cache(maxsize=100_000)
def text_hash(text: str) -> str:
    """The same for a text however its lines break: letters and digits alone, in lower case."""
    return content_id("recommendation text", _NO_LETTERS.sub("", text.casefold()))


def text_pair(one: str, other: str) -> TextPair:
    """The hashes of two texts, in an order that does not depend on which plan is the earlier."""
    a, b = sorted((text_hash(one), text_hash(other)))
    return a, b


def verdict_on(pair: ScoredPair, verdicts: Mapping[TextPair, Verdict]) -> Verdict | None:
    return verdicts.get(text_pair(pair.a.text, pair.b.text))


def recurs(pair: ScoredPair, verdict: Verdict | None) -> bool:
    """At or above the threshold, or confirmed; never rejected."""
    return verdict == "confirmed" or (verdict is None and pair.level != "related")
