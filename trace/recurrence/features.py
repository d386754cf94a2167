"""Recommendations as sparse vectors whose dot product says how alike two of them are.

A vector has two halves of equal weight: the concepts that a recommendation names, and its words (TF-IDF). Concepts carry no
inverse document frequency: what is common in one database is not in another, and an import must not move old scores.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .model import RecommendationText
from .thesaurus import Kind, Thesaurus
from .wording import BOILERPLATE_STEMS, matter_and_purpose, stems, words

if TYPE_CHECKING:
    from scipy.sparse import csr_array

MATTER, PURPOSE, OUTCOME, ACTIONS = 1.0, 0.5, 0.5, 0.25
"""What a word weighs by where it stands: what is asked for says most; what for, and the outcome, half; what is done about it a quarter.
A recommendation of two words (`Recruitment / Retention`) is thus told by its outcome and actions, a long one by itself."""
KIND_WEIGHT: dict[Kind, float] = {"subject": 1.0, "group": 0.6, "means": 0.25}
BROADER = 0.5
BOILERPLATE_WEIGHT = 0.5
REFERENCE = 0.5
COMMON_REFERENCE = 3
"""A reference that more recommendations of one plan carry (`CQC`) tells none of them from the others."""

_PART = re.compile(r"\n|;(?:\s*and\b)?")


@dataclass(frozen=True, slots=True)
class Features:
    """Row i of each is recommendation i. `vectors` have length 1; `content` is 1 where a word of the text (no boilerplate) occurs.

    `named[i]` maps each concept of i to what named it, `printed[i]` each stem in row i of `content` to the word that it stands for.
    """

    vectors: csr_array
    content: csr_array
    named: tuple[dict[str, Named], ...]
    printed: tuple[dict[str, str], ...]


class Named(NamedTuple):
    """The words that named a concept, and what the concept weighs there."""

    words: str
    weight: float


@dataclass(slots=True)
class _Rows:
    """Sparse rows under construction, columns numbered as they come."""

    columns: dict[str, int]
    indices: list[int]
    values: list[float]
    ends: list[int]

    def append(self, row: dict[str, float]) -> None:
        columns = self.columns
        for name, value in row.items():
            self.indices.append(columns.setdefault(name, len(columns)))
            self.values.append(value)
        self.ends.append(len(self.indices))

    def matrix(self) -> csr_array:
        from scipy.sparse import csr_array

        shape = (len(self.ends), max(len(self.columns), 1))
        parts = np.asarray(self.values, np.float32), np.asarray(self.indices, np.int64), np.asarray([0, *self.ends], np.int64)
        return csr_array(parts, shape=shape)


def recommendations_to_features(recommendations: Sequence[RecommendationText], thesaurus: Thesaurus) -> Features:
    """`Improve quality assurance` -> concept `quality assurance` 1.0, stems `qualiti` 0.5, `assur` 1.0, each times its rarity."""
    concepts, wording, content = (_Rows({}, [], [], []) for _ in range(3))
    shared = _telling_references(recommendations)
    named: list[dict[str, Named]] = []
    printed: list[dict[str, str]] = []
    for recommendation in recommendations:
        fields = _weighted_fields(recommendation)
        mentions, concept_row = _concepts_of(fields, thesaurus)
        for reference in recommendation.references:
            if reference in shared:
                concept_row[f"reference {reference}"] = REFERENCE
        named.append(mentions)
        concepts.append(concept_row)
        wording.append(_words_of(fields))
        printed.append(content_words(recommendation.text))
        content.append(dict.fromkeys(printed[-1], 1.0))
    vectors = _joined(concepts.matrix(), _by_rarity(wording.matrix()))
    return Features(vectors, content.matrix(), tuple(named), tuple(printed))


def content_words(text: str) -> dict[str, str]:
    """The words that a text has to itself, by their stems; all of them where it has none.

    `Improve the quality of case recording` -> `{"case": "case", "record": "recording"}`
    """
    found: dict[str, str] = {}
    for word in words(text):
        for stem in stems([word]):
            found.setdefault(stem, word)
    return {stem: word for stem, word in found.items() if stem not in BOILERPLATE_STEMS} or found


def _weighted_fields(recommendation: RecommendationText) -> list[tuple[float, list[str]]]:
    """Each stretch of text as words, with what it weighs. Every line and clause between semicolons has a purpose of its own."""
    matter: list[str] = []
    purpose: list[str] = []
    for part in _PART.split(recommendation.text):
        asked, wherefore = matter_and_purpose(part)
        matter.append(asked)
        purpose.append(wherefore)
    stretches = (
        (MATTER, "\n".join(matter)),
        (PURPOSE, "\n".join(purpose)),
        (OUTCOME, recommendation.outcome or ""),
        (ACTIONS, "\n".join(recommendation.actions)),
    )
    return [(weight, words(text)) for weight, text in stretches if text.strip()]


def _concepts_of(fields: Iterable[tuple[float, list[str]]], thesaurus: Thesaurus) -> tuple[dict[str, Named], dict[str, float]]:
    mentions: dict[str, Named] = {}
    row: dict[str, float] = {}
    for weight, printed in fields:
        for mention in thesaurus.mentions(printed):
            concept = thesaurus.concepts[mention.concept]
            own = weight * KIND_WEIGHT[concept.kind]
            mentions.setdefault(mention.concept, Named(mention.words, own))
            _raise(row, concept.name, own)
            if concept.broader:
                _raise(row, concept.broader, weight * BROADER * KIND_WEIGHT[thesaurus.concepts[concept.broader].kind])
    return mentions, row


def _words_of(fields: Iterable[tuple[float, list[str]]]) -> dict[str, float]:
    row: dict[str, float] = {}
    for weight, printed in fields:
        for stem in stems(printed):
            _raise(row, stem, weight * (BOILERPLATE_WEIGHT if stem in BOILERPLATE_STEMS else 1.0))
    return row


def _raise(row: dict[str, float], name: str, value: float) -> None:
    if value > row.get(name, 0.0):
        row[name] = value


def _telling_references(recommendations: Sequence[RecommendationText]) -> set[str]:
    carriers: dict[tuple[str, str], int] = {}
    for recommendation in recommendations:
        for reference in set(recommendation.references):
            place = (reference, recommendation.plan_id)
            carriers[place] = carriers.get(place, 0) + 1
    common = {reference for (reference, _), count in carriers.items() if count > COMMON_REFERENCE}
    return {reference for reference, _ in carriers} - common


def _by_rarity(counts: csr_array) -> csr_array:
    """Each column times log((n + 1) / (df + 0.5)): the inverse document frequency of K. Spärck Jones, smoothed."""
    n, columns = counts.shape
    frequency = np.bincount(counts.indices, minlength=columns)
    rarity = np.log((n + 1) / (frequency + 0.5)).astype(np.float32)
    weighted = counts.copy()
    weighted.data *= np.maximum(rarity, 0.01)[weighted.indices]
    return weighted


def _joined(concepts: csr_array, wording: csr_array) -> csr_array:
    """The two halves side by side, each of length sqrt(1/2); a row without concepts is all words.

    Concepts that only the actions name fall short of that length: `Parish Councils`, whose actions mention a database, is not
    about databases as a recommendation is that says so.
    """
    from scipy.sparse import csr_array, hstack

    sure = np.minimum(1, _greatest(concepts) / OUTCOME)
    left, right = _unit_rows(concepts), _unit_rows(wording)
    has_concepts = np.diff(left.indptr) > 0
    has_words = np.diff(right.indptr) > 0
    left.data *= np.repeat(np.where(has_words, np.sqrt(0.5), 1.0) * sure, np.diff(left.indptr)).astype(np.float32)
    right.data *= np.repeat(np.where(has_concepts, np.sqrt(0.5), 1.0), np.diff(right.indptr)).astype(np.float32)
    return csr_array(hstack([left, right], format="csr"))


def _greatest(rows: csr_array) -> NDArray[np.float64]:
    """The greatest value of each row, 0 where it is empty."""
    greatest = np.zeros(rows.shape[0])
    np.maximum.at(greatest, np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr)), rows.data)
    return greatest


def _unit_rows(rows: csr_array) -> csr_array:
    counts = np.diff(rows.indptr)
    squares = np.add.reduceat(np.append(rows.data**2, 0.0), rows.indptr[:-1]) * (counts > 0) if rows.shape[0] else np.zeros(0)
    lengths = np.sqrt(np.where(squares > 0, squares, 1.0))
    unit = rows.copy()
    unit.data = (unit.data / np.repeat(lengths, counts)).astype(np.float32)
    return unit
