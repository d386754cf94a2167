"""Texts as runs of four letters: `recording`, `recorded` and a slip of OCR (`recordlng`) have most of them in common.

Words and concepts say what a recommendation is about; the letters of all that is printed with it, the outcome and the actions
too, say whether two are worded alike. Runs do not cross from word to word (`char_wb` of scikit-learn).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from .model import RecommendationText
from .sparse import by_rarity, unit_rows

if TYPE_CHECKING:
    from scipy.sparse import csr_array

RUN = 4
_LETTERS = b" 0123456789abcdefghijklmnopqrstuvwxyz"
_CODES = bytes(max(_LETTERS.find(bytes([byte])), 0) for byte in range(256))
"""Every byte as its place among the letters; whatever is none of them ends a word."""
_WIDTH = len(_LETTERS) ** RUN
_AT_A_TIME = 2_000


def recommendations_to_ngrams(recommendations: Sequence[RecommendationText]) -> csr_array:
    """Row i of length 1: the runs of letters of recommendation i, its outcome and its actions, each by how often, and how rare."""
    return unit_rows(by_rarity(texts_to_ngrams([" ".join((one.text, one.outcome or "", *one.actions)) for one in recommendations])))


def texts_to_ngrams(texts: Sequence[str]) -> csr_array:
    """`case` -> ` cas`, `case`, `ase `; each weighs 1 + log of how often it stands in the text."""
    from scipy.sparse import csr_array

    columns, values, counts = [np.zeros(0, np.int32)], [np.zeros(0, np.float32)], [np.zeros(1, np.int64)]
    for start in range(0, len(texts), _AT_A_TIME):
        stretch = texts[start : start + _AT_A_TIME]
        keys, often = np.unique(_numbered_runs(stretch), return_counts=True)
        columns.append((keys % _WIDTH).astype(np.int32))
        values.append((1 + np.log(often)).astype(np.float32))
        counts.append(np.bincount(keys // _WIDTH, minlength=len(stretch)))
    ends = np.concatenate(counts).cumsum()
    return csr_array((np.concatenate(values), np.concatenate(columns), ends), shape=(len(texts), _WIDTH))


def _numbered_runs(texts: Sequence[str]) -> NDArray[np.int64]:
    """Every run of every text as one number: position of the text * _WIDTH + the run. Two ends of words stand between two texts."""
    folded = [b" " + unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore") + b" " for text in texts]
    printed = np.frombuffer(b"".join(folded).translate(_CODES), np.uint8)
    owner = np.repeat(np.arange(len(texts)), [len(one) for one in folded])
    windows = np.lib.stride_tricks.sliding_window_view(printed, RUN) if len(printed) >= RUN else np.zeros((0, RUN), np.uint8)
    inside = np.flatnonzero((windows[:, 1:-1] > 0).all(axis=1))
    runs = windows[inside].astype(np.int64) @ (len(_LETTERS) ** np.arange(RUN - 1, -1, -1, dtype=np.int64))
    numbered: NDArray[np.int64] = owner[inside] * _WIDTH + runs
    return numbered
