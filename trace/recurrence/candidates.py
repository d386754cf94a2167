"""Which pairs are worth scoring: an inverted index over what is rare enough to point somewhere.

Comparing all with all grows with the square. Here the work is bounded by `nnz * MAX_POSTINGS`: a feature that stands in more
than MAX_POSTINGS recommendations (`supervision` in a national archive) is followed only within one authority, where the same
matter coming back is what is looked for, and not at all where even that is too many. Texts that name it together with something
else are still found through pairs of features. A database of up to SMALL recommendations is compared in full.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from .model import RecommendationText

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

SMALL = 4_000
MAX_POSTINGS = 300
KEPT_PER_ROW = 20
"""Partners followed up for one recommendation in a large database, before at most ten a plan are kept."""
HEAVIEST = 5
"""Features of a recommendation whose pairs are index entries of their own: 5 give 10."""
CHUNK = 1_000


def candidate_pairs(vectors: csr_array, recommendations: Sequence[RecommendationText], floor: float) -> Iterator[tuple[Ints, Ints]]:
    """Pairs (i, j), i < j, of different plans, as two arrays at a time; in a small database all whose product reaches `floor`."""
    plans = numbered(recommendation.plan_id for recommendation in recommendations)
    if vectors.shape[0] <= SMALL:
        yield from _exhaustive(vectors, plans, floor)
        return
    authorities = numbered(recommendation.authority or f"plan {recommendation.plan_id}" for recommendation in recommendations)
    yield from _indexed(index_entries(vectors, authorities), plans)


def numbered(names: Iterator[str] | Sequence[str]) -> Ints:
    """Each name as a number, the same for the same name: a, b, a -> 0, 1, 0."""
    known: dict[str, int] = {}
    return np.fromiter((known.setdefault(name, len(known)) for name in names), np.int64)


def _exhaustive(vectors: csr_array, plans: Ints, floor: float) -> Iterator[tuple[Ints, Ints]]:
    other = vectors.T.tocsr()
    for start in range(0, vectors.shape[0], CHUNK):
        product = (vectors[start : start + CHUNK] @ other).tocoo()
        rows, columns = product.coords[0].astype(np.int64) + start, product.coords[1].astype(np.int64)
        keep = (rows < columns) & (plans[rows] != plans[columns]) & (product.data >= floor)
        yield rows[keep], columns[keep]


def _indexed(entries: csr_array, plans: Ints) -> Iterator[tuple[Ints, Ints]]:
    other = entries.T.tocsr()
    for start in range(0, entries.shape[0], CHUNK):
        product = entries[start : start + CHUNK] @ other
        found = [np.zeros((2, 0), np.int64)]
        for row in range(product.shape[0]):
            stretch = slice(product.indptr[row], product.indptr[row + 1])
            partners = _heaviest_partners(product.indices[stretch], product.data[stretch], plans, start + row)
            found.append(np.stack([np.full(len(partners), start + row, np.int64), partners]))
        pairs = np.sort(np.concatenate(found, axis=1), axis=0)
        yield pairs[0], pairs[1]


def _heaviest_partners(columns: Ints, weights: Floats, plans: Ints, row: int) -> Ints:
    """The KEPT_PER_ROW partners of a row that share the weightiest index entries with it, none of its own plan."""
    apart = plans[columns] != plans[row]
    columns, weights = columns[apart].astype(np.int64), weights[apart]
    if len(columns) > KEPT_PER_ROW:
        columns = columns[np.argpartition(-weights, KEPT_PER_ROW)[:KEPT_PER_ROW]]
    return columns


def first_of_each(groups: Ints, weights: Floats, count: int) -> Ints:
    """Positions of the `count` heaviest of every group, heaviest first; of equals the earlier."""
    order = np.lexsort((np.arange(len(groups)), -weights, groups))
    ordered = groups[order]
    starts = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1])) if len(ordered) else np.zeros(0, np.int64)
    sizes = np.diff(np.append(starts, len(ordered)))
    rank = np.arange(len(ordered)) - np.repeat(starts, sizes)
    chosen: Ints = order[rank < count]
    return chosen


def index_entries(vectors: csr_array, authorities: Ints) -> csr_array:
    """The features that point somewhere: rare ones, pairs of a recommendation's heaviest, common ones within an authority."""
    from scipy.sparse import coo_array, csr_array

    counts = np.diff(vectors.indptr)
    rows = np.repeat(np.arange(vectors.shape[0]), counts)
    columns, values = vectors.indices.astype(np.int64), vectors.data
    common = np.bincount(columns, minlength=vectors.shape[1])[columns] > MAX_POSTINGS
    width = vectors.shape[1]
    local = width + authorities[rows[common]] * width + columns[common]
    pair_rows, pair_keys, pair_values = heaviest_pairs(vectors)
    pair_keys = pair_keys + width * (int(authorities.max(initial=0)) + 2)
    all_rows = np.concatenate([rows[~common], rows[common], pair_rows])
    keys = np.concatenate([columns[~common], local, pair_keys])
    weights = np.concatenate([values[~common], values[common], pair_values])
    _, numbers, frequency = np.unique(keys, return_inverse=True, return_counts=True)
    useful = (frequency[numbers] > 1) & (frequency[numbers] <= MAX_POSTINGS)
    entries = coo_array((weights[useful], (all_rows[useful], numbers[useful])), shape=(vectors.shape[0], len(frequency)))
    return csr_array(entries)


def heaviest_pairs(vectors: csr_array) -> tuple[Ints, Ints, Floats]:
    """Row, key and weight of each pair among a row's HEAVIEST features: (3, 8, 9) -> (3, 8), (3, 9), (8, 9)."""
    n, width = vectors.shape
    rows = np.repeat(np.arange(n), np.diff(vectors.indptr))
    top = first_of_each(rows, vectors.data, HEAVIEST)
    rank = np.arange(len(top)) - np.searchsorted(rows[top], rows[top])
    table = np.full((n, HEAVIEST), -1, np.int64)
    heavy = np.zeros((n, HEAVIEST), np.float32)
    table[rows[top], rank] = vectors.indices[top]
    heavy[rows[top], rank] = vectors.data[top]
    found: list[tuple[Ints, Ints, Floats]] = []
    for left in range(HEAVIEST):
        for right in range(left + 1, HEAVIEST):
            present = np.flatnonzero(table[:, right] >= 0)
            one, two = table[present, left], table[present, right]
            keys = np.minimum(one, two) * width + np.maximum(one, two)
            found.append((present, keys, np.sqrt(heavy[present, left] * heavy[present, right])))
    return tuple(np.concatenate(part) for part in zip(*found, strict=True))  # type: ignore[return-value]
