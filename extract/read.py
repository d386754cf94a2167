"""`read(path) -> Document`: the format is told by the first bytes, never by the name."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import cast

from ..provenance import Source, file_sha256
from .document import Document
from .finding import no_such_path
from .formats import BY_WAY_OF_LIBREOFFICE, format_of
from .limits import check_size
from .placeholders import without_placeholders

Reader = Callable[[Source], Document]

READERS = {
    "pdf": ("pdf.read", "read_pdf"),
    "docx": ("word.read", "read_docx"),
    "docm": ("word.read", "read_docx"),
    **dict.fromkeys(BY_WAY_OF_LIBREOFFICE, ("legacy", "read_legacy")),
}
"""Format -> module and function that read it; imported when the first such document comes."""


def read(path: Path | str) -> Document:
    """What is printed in a PDF or Word document.

    Raises NoSuchPath, EmptyFile, UnknownFormat, EncryptedDocument, DamagedDocument, LimitExceeded, or MissingTool where an old
    Word document needs LibreOffice.
    """
    source = source_of(Path(path))
    module, function = READERS[source.format]
    reader = cast("Reader", getattr(import_module(f".{module}", __package__), function))
    return without_placeholders(reader(source))


def source_of(path: Path) -> Source:
    """The file with its hash and its format.

    Raises NoSuchPath, LimitExceeded, EmptyFile, UnknownFormat, EncryptedDocument, DamagedDocument.
    """
    if not path.is_file():
        raise no_such_path(path)
    check_size(path)
    return Source(path, file_sha256(path), format_of(path))
