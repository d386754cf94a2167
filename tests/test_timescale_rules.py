"""Rules of the timescale grammar are asked only where they may begin: nowhere else would one find anything."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from plantrace.normalise.timescales.dates import MOMENTS
from plantrace.normalise.timescales.phrases import PHRASES
from plantrace.normalise.timescales.rules import Rules
from plantrace.normalise.timescales.tokens import Tokens

EXPECTED = Path(__file__).parent / "expected"
SHUFFLED = 4_000
"""Texts of words, figures and marks of printed timescales in no order, from one to six of them."""


def printed() -> Iterator[str]:
    for path in sorted(EXPECTED.glob("timescales*.toml")):
        for plan in tomllib.loads(path.read_text(encoding="utf-8"))["plan"]:
            yield from (cell[0] for cell in plan["cells"])


def texts() -> Iterator[str]:
    yield from printed()
    pieces = sorted({token.text for text in printed() for token in Tokens(text)} | {word for rule in PHRASES.all for word in rule.words})
    chance = Random(31)
    for _ in range(SHUFFLED):
        yield " ".join(chance.choice((str, str.capitalize))(chance.choice(pieces)) for _ in range(chance.randint(1, 6)))


@pytest.mark.parametrize("rules", [PHRASES, MOMENTS], ids=["phrases", "moments"])
def test_a_rule_finds_nothing_where_it_is_not_asked(rules: Rules[object]) -> None:
    for text in texts():
        tokens = Tokens(text)
        for at, token in enumerate(tokens):
            unasked = [rule.read for rule in rules.all if rule.read not in rules.asked_at(tokens, at)]
            # a mark ends what stands before it, and begins nothing: `- going`, `+`
            found = [read.__name__ for read in unasked if token.kind not in ("mark", "line") and read(tokens, at) is not None]
            assert not found, (text, token.text)
