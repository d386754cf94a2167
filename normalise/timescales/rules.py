"""The rules of one kind, in the order in which they are tried, looked up by the token that each may begin with.

Most words of a cell begin nothing: a rule that would have to be asked at each is asked at its own words alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from .tokens import Tokens

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Rule(Generic[Found]):
    """`read` finds something at a token, or None; at a word other than `words`, or at a figure without `figures`, always None."""

    read: Callable[[Tokens, int], Found | None]
    words: Collection[str]
    figures: bool = True


class Rules(Generic[Found]):
    """Of rules that begin at one token the first that finds something counts. Nothing begins at a mark or a line end."""

    def __init__(self, *rules: Rule[Found]) -> None:
        self.all = rules
        self._at_figure = tuple(rule.read for rule in rules if rule.figures)
        words = {word for rule in rules for word in rule.words}
        self._at_word = {word: tuple(rule.read for rule in rules if word in rule.words) for word in words}

    def read(self, tokens: Tokens, at: int) -> Found | None:
        for read in self.asked_at(tokens, at):
            found = read(tokens, at)
            if found is not None:
                return found
        return None

    def asked_at(self, tokens: Tokens, at: int) -> Sequence[Callable[[Tokens, int], Found | None]]:
        token = tokens[at]
        if token.kind == "word":
            return self._at_word.get(token.text, ())
        return self._at_figure if token.kind in ("number", "ordinal") else ()
