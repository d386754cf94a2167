"""Recommendations as sparse vectors whose dot product says how alike two of them are.

A vector holds the words of a recommendation (TF-IDF) and the concepts that it names. A concept weighs more than a word that is
said nowhere else, however common it is: so `LAC` and `children in care` are brought together, while one concept in passing
(`the children's assessment unit`) is outweighed by the words of a long text that has other matters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from .aspects import Aspects, texts_to_aspects
from .model import RecommendationText
from .ngrams import recommendations_to_ngrams
from .sparse import by_rarity, unit_rows
from .thesaurus import Kind, Thesaurus
from .wording import BOILERPLATE_STEMS, matter_and_purpose, stems, words

if TYPE_CHECKING:
    from scipy.sparse import csr_array

MATTER, PURPOSE, OUTCOME, ACTIONS = 1.0, 0.7, 0.5, 0.25
"""What a word weighs by where it stands: what is asked for says most; what for, less; the outcome half; what is done about it a quarter.
A recommendation of two words (`Recruitment / Retention`) is thus told by its outcome and actions, a long one by itself."""
KIND_WEIGHT: dict[Kind, float] = {"subject": 1.0, "group": 0.6, "means": 0.4}
CONCEPT = 1.3
"""A concept beside a word that one recommendation alone says."""
BROADER = 0.7
BOILERPLATE_WEIGHT = 0.5
REFERENCE = 0.5
COMMON_REFERENCE = 3
"""A reference that more recommendations of one plan carry (`CQC`) tells none of them from the others."""

_PART = re.compile(r"\n|;(?:\s*and\b)?")


@dataclass(frozen=True, slots=True)
class Features:
    """Row i of each is recommendation i. `vectors` (words and concepts) and `ngrams` (runs of letters) have length 1.

    `content` is 1 where a word of the text (no boilerplate) occurs. `named[i]` maps each concept of i to what named it, `printed[i]`
    each stem in row i of `content` to the word that it stands for, `aspects[i]` what the text of i asks of its matter.
    """

    vectors: csr_array
    ngrams: csr_array
    content: csr_array
    named: tuple[dict[str, Named], ...]
    printed: tuple[dict[str, str], ...]
    aspects: Aspects


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
    vectors = _joined(concepts.matrix(), by_rarity(wording.matrix()))
    aspects = texts_to_aspects([recommendation.text for recommendation in recommendations])
    return Features(vectors, recommendations_to_ngrams(recommendations), content.matrix(), tuple(named), tuple(printed), aspects)


def _joined(concepts: csr_array, wording: csr_array) -> csr_array:
    """The two side by side, rows of length 1."""
    from scipy.sparse import csr_array, hstack

    weighted = concepts.copy()
    weighted.data *= CONCEPT * np.log(concepts.shape[0] + 1)
    return unit_rows(csr_array(hstack([weighted, wording], format="csr")))


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
