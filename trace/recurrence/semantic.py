"""The optional second opinion: sentence embeddings of a model that the user names by path. Nothing is ever downloaded."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ...diagnostics import MissingTool, NoSuchPath, PlantraceError
from .candidates import Floats, Ints
from .model import RecommendationText

Encode = Callable[[Sequence[str]], NDArray[np.float32]]
"""Texts -> one row of numbers each. Rows need not be of length 1."""

MODEL_VARIABLE = "PLANTRACE_MODEL"
"""The environment variable that names the folder of a model: whatever compares the archive, an import or a correction, then uses it."""
SHARE = 0.2
"""What the embedding says of a pair's likeness; the words and concepts, which can be shown, say the rest."""


class NoSemanticExtra(MissingTool):
    """Sentence embeddings need the package sentence-transformers."""

    advice = "Install it with: pip install 'plantrace[semantic]'"


class NoSuchModel(NoSuchPath):
    """There is no sentence-embedding model in this folder."""

    advice = "Name the folder of a downloaded model: it holds modules.json or config.json."


class UnusableModel(PlantraceError):
    """This sentence-embedding model cannot be loaded."""

    exit_code = 4
    advice = "Copy the model again, with all of its files."


def encoder_in_use() -> Encode | None:
    """That of the model in PLANTRACE_MODEL; None where none is named. Raises as `load_encoder`."""
    folder = os.environ.get(MODEL_VARIABLE)
    return load_encoder(Path(folder)) if folder else None


@contextmanager
def using_model(folder: Path | None) -> Iterator[None]:
    """Within it, `encoder_in_use` is that of this model; that of PLANTRACE_MODEL, if any, where none is given."""
    before = os.environ.get(MODEL_VARIABLE)
    if folder:
        os.environ[MODEL_VARIABLE] = str(folder)
    try:
        yield
    finally:
        if before is None:
            os.environ.pop(MODEL_VARIABLE, None)
        else:
            os.environ[MODEL_VARIABLE] = before


@cache
def load_encoder(path: Path) -> Encode:
    """The model in a folder, read without the network. Raises NoSuchModel, UnusableModel, NoSemanticExtra."""
    if not any((path / name).is_file() for name in ("modules.json", "config.json")):
        raise NoSuchModel(path)
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise NoSemanticExtra(path) from error
    import_module("transformers.utils.logging").disable_progress_bar()
    try:
        model = SentenceTransformer(str(path), device="cpu", local_files_only=True)
    except Exception as error:  # What a half-copied model raises depends on the file that is missing.
        raise UnusableModel(path, " ".join(str(error).split())[:200]) from error

    def encode(texts: Sequence[str]) -> NDArray[np.float32]:
        return np.asarray(model.encode(list(texts), batch_size=64, show_progress_bar=False), np.float32)

    return encode


def embedded_texts(recommendations: Sequence[RecommendationText]) -> list[str]:
    """What is embedded: the text, its outcome and its actions, since a text of two words has no sentence to embed."""
    return ["\n".join(part for part in (one.text, one.outcome, *one.actions) if part) for one in recommendations]


def with_embedding(likeness: Floats, vectors: NDArray[np.float32], left: Ints, right: Ints) -> Floats:
    """The likeness of pairs with the embedding's share in it: 0.8 of the one, 0.2 of the cosine.

    The vectors are centred first: unrelated sentences of one field have a cosine of 0.3 in one model and of 0.7 in another, and 0 in
    any once what all of them have in common is taken away (J. Mu, P. Viswanath, All-but-the-Top, 2018).
    """
    centred = _unit(vectors)
    centred = _unit(centred - centred.mean(axis=0))
    cosine = np.einsum("ij,ij->i", centred[left], centred[right]) if len(left) else np.zeros(0)
    return np.asarray((1 - SHARE) * likeness + SHARE * np.clip(cosine, 0, 1), np.float32)


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(lengths > 1e-6, lengths, 1), np.float32)
