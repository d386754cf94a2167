"""`read(path) -> Document`: the format is told by the first bytes, never by the name."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import cast

from ..diagnostics import DamagedDocument, EmptyFile, NoSuchPath, UnknownFormat
from ..provenance import Source, file_sha256
from .document import Document

Reader = Callable[[Source], Document]

READERS = {
    "pdf": ("pdf.read", "read_pdf"),
    "docx": ("word.read", "read_docx"),
    "docm": ("word.read", "read_docx"),
    "doc": ("legacy", "read_legacy"),
    "rtf": ("legacy", "read_legacy"),
    "odt": ("legacy", "read_legacy"),
}
"""Format -> module and function that read it; imported when the first such document comes."""

_PDF_WITHIN = 1024  # PDF allows anything before its header as long as the header comes this early


def read(path: Path | str) -> Document:
    """What is printed in a PDF or Word document.

    Raises NoSuchPath, EmptyFile, UnknownFormat, EncryptedDocument, DamagedDocument, LimitExceeded, or MissingTool where an old
    Word document needs LibreOffice.
    """
    source = source_of(Path(path))
    module, function = READERS[source.format]
    reader = cast("Reader", getattr(import_module(f".{module}", __package__), function))
    return reader(source)


def source_of(path: Path) -> Source:
    """The file with its hash and its format. Raises NoSuchPath, EmptyFile, UnknownFormat, DamagedDocument."""
    if not path.is_file():
        raise NoSuchPath(path)
    return Source(path, file_sha256(path), format_of(path))


def format_of(path: Path) -> str:
    """`pdf`, `docx`, `docm`, `odt`, `doc` or `rtf` by content. Raises EmptyFile, UnknownFormat, DamagedDocument."""
    with path.open("rb") as stream:
        head = stream.read(_PDF_WITHIN + 8)
    if not head:
        raise EmptyFile(path)
    if b"%PDF-" in head:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _zip_format(path)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "doc"
    if head.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    raise UnknownFormat(path)


def _zip_format(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                kind = archive.read("mimetype").strip()
                if kind.startswith(b"application/vnd.oasis.opendocument.text"):
                    return "odt"
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        raise DamagedDocument(path, "a zip container that cannot be opened") from error
    if any(name.startswith("word/") and name.endswith(".xml") for name in names):
        return "docm" if "word/vbaProject.bin" in names else "docx"
    raise UnknownFormat(path, "a zip archive that holds no Word document")
