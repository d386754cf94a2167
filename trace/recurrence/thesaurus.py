"""The concepts that a text names: `LAC`, `children in care` and `looked after` are one."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

from .wording import plain_words, words

Kind = Literal["group", "subject", "means"]


@dataclass(frozen=True, slots=True)
class Concept:
    """`field` is the part of public service that it belongs to: `children`, `health`, `corporate`."""

    name: str
    field: str
    kind: Kind
    variants: tuple[str, ...]
    broader: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept named in a text, and the words that named it."""

    concept: str
    words: str


class ThesaurusError(ValueError):
    """The thesaurus names a kind or a broader concept that does not exist, or one concept twice."""


def read_thesaurus(path: Path | None = None) -> tuple[Concept, ...]:
    """The concepts of a TOML file, of the one that comes with plantrace where no path is given. Raises ThesaurusError."""
    text = path.read_text("utf-8") if path else files("plantrace.trace").joinpath("thesaurus.toml").read_text("utf-8")
    concepts = tuple(
        Concept(name, field, entry.get("kind", "subject"), tuple(entry.get("variants", ())), entry.get("broader"))
        for field, entries in tomllib.loads(text).items()
        for name, entry in entries.items()
    )
    names = {concept.name for concept in concepts}
    if len(names) < len(concepts):
        raise ThesaurusError("two concepts have one name")
    for concept in concepts:
        if concept.kind not in ("group", "subject", "means"):
            raise ThesaurusError(f"{concept.name}: no such kind: {concept.kind}")
        if concept.broader is not None and concept.broader not in names:
            raise ThesaurusError(f"{concept.name}: no such broader concept: {concept.broader}")
    return concepts


class Thesaurus:
    """Concepts with a matcher over their variants (spaCy's PhraseMatcher on a blank pipeline: no model is needed)."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        from spacy.matcher import PhraseMatcher
        from spacy.tokens import Doc
        from spacy.vocab import Vocab

        self.concepts = {concept.name: concept for concept in concepts}
        self._vocab = Vocab()
        self._doc: Any = Doc
        self._matcher = PhraseMatcher(self._vocab)
        for concept in self.concepts.values():
            variants = {tuple(plain_words(words(variant))) for variant in (concept.name, *concept.variants)}
            self._matcher.add(concept.name, [Doc(self._vocab, words=list(variant)) for variant in sorted(variants) if variant])

    def mentions(self, printed: list[str]) -> list[Mention]:
        """The concepts that these words name, in order; of overlapping phrases the longest: `private fostering` is no `fostering`."""
        plain = plain_words(printed)
        if not plain:
            return []
        found: dict[tuple[int, int], list[str]] = {}
        for key, start, end in self._matcher(self._doc(self._vocab, words=plain)):
            found.setdefault((start, end), []).append(self._vocab.strings[key])
        means = {span for span, names in found.items() if all(self.concepts[name].kind == "means" for name in names)}
        return [
            Mention(name, " ".join(printed[start:end]))
            for start, end in sorted(longest_spans(found, last=means))
            for name in sorted(found[start, end])
        ]


def longest_spans(spans: Iterable[tuple[int, int]], last: Collection[tuple[int, int]] = ()) -> Iterator[tuple[int, int]]:
    """Spans none of which overlap, the longest kept, of equals the first: (0, 3), (1, 3), (5, 6) -> (0, 3), (5, 6).

    Those in `last` give way to any other: of `Improve quality assurance`, `improve quality` is dropped and `quality assurance` stays.
    """
    taken: set[int] = set()
    for start, end in sorted(spans, key=lambda span: (span in last, span[0] - span[1], span[0])):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            yield start, end


@cache
def domain_thesaurus() -> Thesaurus:
    return Thesaurus(read_thesaurus())
