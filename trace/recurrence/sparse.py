"""Sparse rows: weighted by rarity, made of length 1, multiplied pair by pair."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_array

_PAIRS_AT_A_TIME = 100_000


def rarity(frequency: NDArray[np.int64] | float, rows: int) -> NDArray[np.float32]:
    """log((n + 1) / (df + 0.5)): the inverse document frequency of K. Spärck Jones, smoothed, never quite 0."""
    return np.maximum(np.log((rows + 1) / (np.asarray(frequency) + 0.5)), 0.01).astype(np.float32)


def by_rarity(counts: csr_array) -> csr_array:
    """Each column times its rarity."""
    weighted = counts.copy()
    weighted.data *= rarity(np.bincount(counts.indices, minlength=counts.shape[1]), counts.shape[0])[weighted.indices]
    return weighted


def unit_rows(rows: csr_array) -> csr_array:
    """Each row divided by its length; an empty one stays empty."""
    counts = np.diff(rows.indptr)
    squares = np.add.reduceat(np.append(rows.data**2, 0.0), rows.indptr[:-1]) * (counts > 0) if rows.shape[0] else np.zeros(0)
    lengths = np.sqrt(np.where(squares > 0, squares, 1.0))
    unit = rows.copy()
    unit.data = (unit.data / np.repeat(lengths, counts)).astype(np.float32)
    return unit


def row_products(rows: csr_array, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.float32]:
    """The dot product of row left[k] and row right[k], for every k."""
    products = [np.zeros(0, np.float32)]
    for start in range(0, len(left), _PAIRS_AT_A_TIME):
        stretch = slice(start, start + _PAIRS_AT_A_TIME)
        products.append(np.asarray((rows[left[stretch]] * rows[right[stretch]]).sum(axis=1), np.float32).ravel())
    return np.concatenate(products)
