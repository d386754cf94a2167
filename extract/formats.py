"""What a file is, told by its bytes and never by its name; and for what is no document, what it is instead and what to do with it."""

from __future__ import annotations

from pathlib import Path

from ..diagnostics import DamagedDocument, EmptyFile, EncryptedDocument, UnknownFormat
from .word.ole import OLE_SIGNATURE, check_word_container
from .zipped import BROKEN, Zip

BY_WAY_OF_LIBREOFFICE = frozenset({"doc", "rtf", "odt", "html", "mhtml", "xml"})
"""`xml` is Word 2003's; all of them are converted to .docx, many in one call."""
OF_THE_WEB = frozenset({"html", "mhtml", "xml"})
"""Documents only where they are named as such (`plan.doc` that a web application made): an archive holds other pages and data too."""

_BEGINNING = 4096
_PDF_WITHIN = 1024  # PDF allows anything before its header as long as the header comes this early
_SMALL = 1_000_000
_FIRST_NAME = 30
_ODT = b"mimetypeapplication/vnd.oasis.opendocument.text"
"""The name of the first part in the zip, and its content, which is not packed."""


class Archive(UnknownFormat):
    """An archive of files, not a document."""

    advice = "Unpack it and import the folder."


class LockFile(UnknownFormat):
    """Word's note that a document is open, not the document."""

    advice = "Import the document itself: its name has no ~$."


class WebPage(UnknownFormat):
    """A web page under the name of a PDF, as a download that was refused leaves it."""

    advice = "Open it in a browser to see what it says, and fetch the document again."


def format_of(path: Path) -> str:
    """`pdf`, `docx`, `docm`, `doc`, `rtf`, `odt`, `html`, `mhtml` or `xml` (Word 2003's), by content.

    Raises EmptyFile, UnknownFormat, EncryptedDocument, DamagedDocument, LimitExceeded; OSError where it cannot be read.
    """
    head = _head(path)
    if not head:
        raise EmptyFile(path)
    if b"%PDF-" in head[: _PDF_WITHIN + 8]:
        return "pdf"
    if head.startswith(OLE_SIGNATURE):
        check_word_container(path)
        return "doc"
    if head.startswith(b"PK"):
        return _zip_format(path)
    found = _text_format(head)
    if found in ("html", "mhtml") and path.suffix.lower() == ".pdf":
        raise WebPage(path)
    if found is None:
        raise _something_else(path, head)
    return found


def may_be_for_libreoffice(path: Path) -> bool:
    """Whether it begins as one of `BY_WAY_OF_LIBREOFFICE` does; a container stays closed, so what is in it does no harm here."""
    try:
        head = _head(path) if path.is_file() else b""
    except OSError:
        return False
    if b"%PDF-" in head[: _PDF_WITHIN + 8]:
        return False
    in_a_zip = head.startswith(b"PK") and head[_FIRST_NAME:].startswith(_ODT)
    return in_a_zip or head.startswith(OLE_SIGNATURE) or _text_format(head) in BY_WAY_OF_LIBREOFFICE


def _head(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(_BEGINNING)


def _zip_format(path: Path) -> str:
    try:
        with Zip(path) as archive:
            names = {name.lower().replace("\\", "/").lstrip("/") for name in archive.namelist()}
            mimetype = _small_part(archive, "mimetype")
            manifest = _small_part(archive, "META-INF/manifest.xml") if mimetype else b""
    except (*BROKEN, RuntimeError) as error:
        raise DamagedDocument(path, "its zip container cannot be opened") from error
    if mimetype.startswith(b"application/vnd.oasis.opendocument.text"):
        if b"encryption-data" in manifest:
            raise EncryptedDocument(path)
        return "odt"
    if any(name.startswith("word/") and name.endswith(".xml") for name in names):
        return "docm" if "word/vbaproject.bin" in names else "docx"
    for beginning, said in _IN_A_ZIP:
        if mimetype.startswith(beginning.encode()) or any(name.startswith(beginning) for name in names):
            raise UnknownFormat(path, said)
    raise Archive(path, "a zip file")


def _small_part(archive: Zip, name: str) -> bytes:
    part = archive.NameToInfo.get(name)
    return archive.unpacked(part) if part is not None and part.file_size < _SMALL else b""


_IN_A_ZIP = (
    ("xl/", "an Excel workbook"),
    ("ppt/", "a PowerPoint presentation"),
    ("visio/", "a Visio drawing"),
    ("application/vnd.oasis.opendocument.spreadsheet", "an OpenDocument spreadsheet"),
    ("application/vnd.oasis.opendocument.presentation", "an OpenDocument presentation"),
    ("application/vnd.oasis.opendocument", "an OpenDocument file, but no text"),
    ("application/epub", "an e-book"),
    ("fixeddocseq.fdseq", "an XPS document"),
    ("fixeddocumentsequence.fdseq", "an XPS document"),
    ("index/document.iwa", "a document of Apple's Pages, Numbers or Keynote"),
    ("index.zip", "a document of Apple's Pages, Numbers or Keynote"),
)
"""Beginning of a part's name, or of the declared type -> what the container is."""


def _text_format(head: bytes) -> str | None:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = head.decode("utf-16", "replace").lstrip("\ufeff \t\r\n").lower().encode()
    if start.startswith(b"{\\rt"):
        return "rtf"
    if start.startswith(b"mime-version:") or b"content-type: multipart/related" in start:
        return "mhtml"
    if b"<?mso-application" in start and b"word.document" in start:
        return "xml"
    if start.startswith(b"<") and (b"<html" in start or b"<!doctype html" in start):
        return "html"
    return None


def _something_else(path: Path, head: bytes) -> UnknownFormat:
    if path.name.startswith("~$") or b".~lock." in path.name.encode("utf-8", "surrogateescape"):
        return LockFile(path)
    for beginning, kind, said in _BEGINNINGS:
        if head.startswith(beginning):
            return kind(path, said)
    if head[4:12] in (b"ftypheic", b"ftypmif1"):
        return UnknownFormat(path, "a picture")
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml"):
        return UnknownFormat(path, "an XML file of something else")
    if b"\x00" not in head:
        return UnknownFormat(path, "plain text")
    return UnknownFormat(path)


_BEGINNINGS: tuple[tuple[bytes, type[UnknownFormat], str], ...] = (
    (b"\x89PNG", UnknownFormat, "a picture"),
    (b"\xff\xd8\xff", UnknownFormat, "a picture"),
    (b"GIF8", UnknownFormat, "a picture"),
    (b"BM", UnknownFormat, "a picture"),
    (b"II*\x00", UnknownFormat, "a picture"),
    (b"MM\x00*", UnknownFormat, "a picture"),
    (b"RIFF", UnknownFormat, "a picture or a sound"),
    (b"%!PS", UnknownFormat, "a PostScript file"),
    (b"\xffWPC", UnknownFormat, "a WordPerfect document"),
    (b"Rar!", Archive, "a RAR file"),
    (b"7z\xbc\xaf\x27\x1c", Archive, "a 7-Zip file"),
    (b"\x1f\x8b", Archive, "a gzip file"),
)
