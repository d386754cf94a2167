"""Recommendations -> scored pairs of different plans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .aspects import OTHER_ASPECT, are_of_other_aspects, told_apart
from .candidates import SMALL, Floats, Ints, candidate_pairs, first_of_each, numbered
from .features import Features, Named, recommendations_to_features
from .levels import COMPARISON_LEVELS, THRESHOLD, Comparison, comparisons_to_levels, shared_words_to_reason
from .model import Level, RecommendationText, ScoredPair
from .semantic import Encode, embedded_texts, with_embedding
from .sparse import row_products
from .thesaurus import Thesaurus, domain_thesaurus

MOST_PARTNERS = 10
"""Partners that a recommendation may have in one other plan."""
LETTERS = 0.4
"""What the letters of all that is printed with it say of a pair's likeness; its words and concepts say the rest."""
FLOOR = 0.1
"""Likeness below which a pair is not worth a row: a word or two in common."""
FLOOR_OF_MANY = 0.2
"""The same in a database of more than SMALL recommendations, where each has hundreds of such partners; and between two authorities
nothing is kept there that lies under the threshold: near misses are looked through for what one authority was told twice."""
_WORDS_SHOWN = 8
_CONCEPTS_SHOWN = 4
_TOLD_APART = ("reworded", "extended", "narrowed")
"""Levels whose reason names what only one of the two says."""


@dataclass(frozen=True, slots=True)
class PairTable:
    """Pairs as parallel arrays, best first: positions of the two recommendations (the earlier plan first), score, level's position."""

    a: Ints
    b: Ints
    score: NDArray[np.float64]
    level: Ints


def recommendations_to_pairs(
    recommendations: Iterable[RecommendationText],
    thesaurus: Thesaurus | None = None,
    threshold: float = THRESHOLD,
    encode: Encode | None = None,
) -> list[ScoredPair]:
    """Every scored pair of different plans, best first, at most ten partners for a recommendation in any one plan.

    Recommendations without text are left out. Pairs of level `related` lie under the threshold. `encode`, a sentence embedding
    (`semantic.load_encoder`), has a say in the scores of the pairs that words and concepts bring up.
    """
    return list(iterate_pairs(recommendations, thesaurus, threshold, encode))


def iterate_pairs(
    recommendations: Iterable[RecommendationText],
    thesaurus: Thesaurus | None = None,
    threshold: float = THRESHOLD,
    encode: Encode | None = None,
) -> Iterator[ScoredPair]:
    """The same, pair by pair: millions of them need not stand in memory with their reasons at once."""
    with_text = (recommendation for recommendation in recommendations if recommendation.text.strip())
    compared = tuple(sorted(with_text, key=lambda recommendation: (recommendation.plan_id, recommendation.recommendation_id)))
    if compared:
        features = recommendations_to_features(compared, thesaurus or domain_thesaurus())
        yield from pair_table_to_pairs(features_to_pair_table(compared, features, threshold, encode), compared, features)


def pair_table_to_pairs(table: PairTable, compared: Sequence[RecommendationText], features: Features) -> Iterator[ScoredPair]:
    """The rows of a table as pairs, each with its reason in words."""
    for a, b, score, position in zip(table.a, table.b, table.score, table.level, strict=True):
        level = COMPARISON_LEVELS[position].name
        yield ScoredPair(compared[a], compared[b], float(score), level, _why(features, int(a), int(b), level))


def features_to_pair_table(
    compared: Sequence[RecommendationText], features: Features, threshold: float = THRESHOLD, encode: Encode | None = None
) -> PairTable:
    """The arrays behind `recommendations_to_pairs`: all of the work that grows with the number of recommendations."""
    left, right, likeness = _likely_pairs(compared, features, threshold)
    if encode:
        likeness = with_embedding(likeness, encode(embedded_texts(compared)), left, right)
    order = _plan_order(compared)
    swap = order[left] > order[right]
    a, b = np.where(swap, right, left), np.where(swap, left, right)
    level, score = comparisons_to_levels(_compare(compared, features, a, b, likeness), threshold)
    plans = numbered([recommendation.plan_id for recommendation in compared])
    kept = _best_partners(a, b, score, plans)
    kept = kept[np.lexsort((b[kept], a[kept], -score[kept]))]
    return PairTable(a[kept], b[kept], score[kept], level[kept])


def _likely_pairs(compared: Sequence[RecommendationText], features: Features, threshold: float) -> tuple[Ints, Ints, Floats]:
    """Each candidate pair once, with its likeness, those under the floor dropped."""
    n = len(compared)
    few = n <= SMALL
    floor = FLOOR if few else FLOOR_OF_MANY
    codes = [np.zeros(0, np.int64), *(left * n + right for left, right in candidate_pairs(features.vectors, compared, floor))]
    code = np.unique(np.concatenate(codes))
    left, right = code // n, code % n
    alike = row_products(features.vectors, left, right)
    if not few:
        # before their letters are compared, which costs more than all the rest
        keep = alike >= floor
        left, right, alike = left[keep], right[keep], alike[keep]
    worded = row_products(features.ngrams, left, right)
    apart = are_of_other_aspects(features.aspects[left], features.aspects[right])
    likeness = np.asarray(((1 - LETTERS) * alike + LETTERS * worded) * np.where(apart, OTHER_ASPECT, 1.0), np.float32)
    if few:
        return left, right, likeness
    authorities = numbered([recommendation.authority or "" for recommendation in compared])
    keep = likeness >= np.where(authorities[left] == authorities[right], floor, threshold)
    return left[keep], right[keep], likeness[keep]


def _plan_order(compared: Sequence[RecommendationText]) -> Ints:
    """A number for each recommendation that grows with its plan's date; plans of unknown date come last, in order of their ids."""
    plans = {recommendation.plan_id: (recommendation.when, recommendation.plan_id) for recommendation in compared}
    rank = {plan: position for position, plan in enumerate(sorted(plans, key=plans.__getitem__))}
    return np.array([rank[recommendation.plan_id] for recommendation in compared], np.int64)


def _compare(compared: Sequence[RecommendationText], features: Features, a: Ints, b: Ints, likeness: Floats) -> Comparison:
    from rapidfuzz import fuzz, process

    squashed = np.array(["".join(ch for ch in item.text.casefold() if ch.isalnum()) for item in compared], dtype=object)
    percent = process.cpdist(squashed[a].tolist(), squashed[b].tolist(), scorer=fuzz.ratio)
    letters = np.asarray(percent / 100, np.float32)
    sizes = np.asarray(features.content.sum(axis=1), np.float32).ravel()
    return Comparison(likeness, letters, squashed[a] == squashed[b], sizes[a], sizes[b], row_products(features.content, a, b))


def _best_partners(a: Ints, b: Ints, score: NDArray[np.float64], plans: Ints) -> Ints:
    """Pairs that are among the ten best of both sides, counted for each of the other's plans."""
    width = int(plans.max(initial=0)) + 1
    weights = score.astype(np.float32)
    ours = first_of_each(a * width + plans[b], weights, MOST_PARTNERS)
    theirs = first_of_each(b * width + plans[a], weights, MOST_PARTNERS)
    return np.intersect1d(ours, theirs)


def _why(features: Features, a: int, b: int, level: Level) -> str:
    """The reason of a pair; one of other aspects says which: `one asks for recording, the other for quality and skills`."""
    ours, theirs = features.printed[a], features.printed[b]
    return shared_words_to_reason(
        level,
        _deciding_concepts(features.named[a], features.named[b]),
        [word for stem, word in theirs.items() if stem in ours][:_WORDS_SHOWN],
        [word for stem, word in ours.items() if stem not in theirs][:_WORDS_SHOWN] if level in _TOLD_APART else (),
        [word for stem, word in theirs.items() if stem not in ours][:_WORDS_SHOWN] if level in _TOLD_APART else (),
        told_apart(int(features.aspects[a]), int(features.aspects[b])),
    )


def _deciding_concepts(a: dict[str, Named], b: dict[str, Named]) -> list[tuple[str, str, str]]:
    """Concepts that both name, the weightiest first, those left out that hardly counted: (name, words in a, words in b)."""
    weights = {name: named.weight * b[name].weight for name, named in a.items() if name in b}
    heaviest = max(weights.values(), default=0.0)
    told = sorted((name for name, weight in weights.items() if weight >= heaviest / 4), key=lambda name: -weights[name])
    return [(name, a[name].words, b[name].words) for name in told[:_CONCEPTS_SHOWN]]
