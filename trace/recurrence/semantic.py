"""The optional second opinion: sentence embeddings of a model that the user names by path. Nothing is ever downloaded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ...diagnostics import MissingTool, NoSuchPath
from .candidates import Floats, Ints
from .model import RecommendationText

Encode = Callable[[Sequence[str]], NDArray[np.float32]]
"""Texts -> one row of numbers each. Rows need not be of length 1."""

SHARE = 0.4
"""What the embedding says of a pair's likeness; the words and concepts, which can be shown, say the rest."""
UNLIKE = 0.3
"""Cosine that unrelated sentences of one field reach in common models; taken as 0, so that scores keep their meaning."""


class NoSemanticExtra(MissingTool):
    """Sentence embeddings need the package sentence-transformers."""

    advice = "Install it with: pip install 'plantrace[semantic]'"


class NoSuchModel(NoSuchPath):
    """There is no sentence-embedding model in this folder."""

    advice = "Name the folder of a downloaded model: it holds modules.json or config.json."


def load_encoder(path: Path) -> Encode:
    """The model in a folder, read without the network. Raises NoSuchModel, NoSemanticExtra."""
    if not any((path / name).is_file() for name in ("modules.json", "config.json")):
        raise NoSuchModel(path)
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise NoSemanticExtra(path) from error
    model = SentenceTransformer(str(path), local_files_only=True)

    def encode(texts: Sequence[str]) -> NDArray[np.float32]:
        return np.asarray(model.encode(list(texts), batch_size=64, show_progress_bar=False), np.float32)

    return encode


def embedded_texts(recommendations: Sequence[RecommendationText]) -> list[str]:
    """What is embedded: the text, and its outcome, since a text of two words has no sentence to embed."""
    return ["\n".join(part for part in (one.text, one.outcome) if part) for one in recommendations]


def with_embedding(likeness: Floats, vectors: NDArray[np.float32], left: Ints, right: Ints) -> Floats:
    """The likeness of pairs with the embedding's share in it: 0.6 of the one, 0.4 of the cosine from UNLIKE up."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit = vectors / np.where(lengths > 0, lengths, 1)
    cosine = np.einsum("ij,ij->i", unit[left], unit[right]) if len(left) else np.zeros(0)
    said = np.clip((cosine - UNLIKE) / (1 - UNLIKE), 0, 1)
    return np.asarray((1 - SHARE) * likeness + SHARE * said, np.float32)
