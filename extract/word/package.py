"""The zip that a .docx is: its parts and relationships, opened under limits and parsed without entities or network."""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from lxml import etree

from ...diagnostics import DamagedDocument, Diagnostic, DocumentError, EncryptedDocument, FixedLimit, LimitExceeded, UnknownFormat
from ..limits import limit
from ..zipped import BROKEN, Zip, most_parts
from .names import Element, R
from .ole import OLE_SIGNATURE, check_word_container

MAX_PART_MB = 128
"""Largest XML part, unpacked; a page of a plan takes about 0.02 MB. `PLANTRACE_MAX_PART_MB` overrides it."""

MAX_TOTAL_MB = 1024
"""Largest sum of all parts, unpacked, whether they are read or not. `PLANTRACE_MAX_TOTAL_MB` overrides it."""

MAX_RATIO = 300
"""Word's own XML packs 10 to 100 times; a bomb 1,000 times. Held against parts of more than 8 MB only.
`PLANTRACE_MAX_RATIO` overrides it."""

_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/drawingml/picture", b"http://schemas.openxmlformats.org/drawingml/2006/picture"),
    (
        b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
        b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    ),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
)
"""`Strict Open XML Document` in Word's save dialogue: the same elements under other namespaces."""


@dataclass(slots=True)
class Package:
    """An open .docx. `shown` is the file that messages name: the .doc that it was converted from. Use it as a context manager."""

    path: Path
    shown: Path
    main: str = ""
    diagnostics: list[Diagnostic] = field(default_factory=list)
    _zip: Zip = field(init=False)
    _names: dict[str, zipfile.ZipInfo] = field(init=False)
    _relations: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._zip = _open_zip(self.path, self.shown)
        try:
            self._names = {_part_key(info.filename): info for info in self._zip.infolist()}
            _check_limits(self._zip.infolist(), self.shown)
            self.main = self._find_main()
        except BaseException:
            self._zip.close()
            raise

    def __enter__(self) -> Package:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._zip.close()

    def document(self) -> Element:
        """The main part; DamagedDocument where it cannot be parsed."""
        root = self._parse(self.main)
        if root is None:
            raise DamagedDocument(self.shown, "it has no document part")
        return root

    def xml(self, name: str | None) -> Element | None:
        """A part of less weight (styles, numbering, notes): None where it is missing, and with a diagnostic where it is damaged."""
        if name is None:
            return None
        try:
            return self._parse(name)
        except DamagedDocument as error:
            self.diagnostics.append(Diagnostic("part-unreadable", "warning", f"{name}: {error.detail}"))
            return None

    def blob(self, name: str, limit: int) -> bytes | None:
        """The bytes of a small part (a picture), None where it is missing, damaged or larger than `limit` bytes."""
        info = self._names.get(_part_key(name))
        if info is None or info.file_size > limit:
            return None
        try:
            return self._zip.unpacked(info)
        except (*BROKEN, RuntimeError):
            return None

    def related(self, kind: str, part: str = "") -> list[str]:
        """Names of the parts that `part` (default: the document) refers to as `styles`, `header`, `footnotes` ..., in file order."""
        return [target for _, type_, target in self._relations_of(part or self.main) if type_ == kind]

    def target(self, relation_id: str | None, part: str = "") -> str | None:
        return next((target for id_, _, target in self._relations_of(part or self.main) if id_ == relation_id), None)

    def _find_main(self) -> str:
        for name in (*self.related("officeDocument", "/"), "word/document.xml"):
            if _part_key(name) in self._names:
                kind = name.rsplit("/", 1)[-1]
                if kind in ("workbook.xml", "presentation.xml", "workbook.bin"):
                    raise UnknownFormat(self.shown, "a spreadsheet or presentation")
                return name
        if "[content_types].xml" in self._names:
            raise DamagedDocument(self.shown, "it has no document part")
        raise UnknownFormat(self.shown, "a zip file without a Word document in it")

    def _relations_of(self, part: str) -> list[tuple[str, str, str]]:
        if part not in self._relations:
            folder, name = posixpath.split("" if part == "/" else part)
            root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
            self._relations[part] = [
                (
                    relation.get("Id", ""),
                    relation.get("Type", "").rsplit("/", 1)[-1],
                    posixpath.normpath(posixpath.join(folder, relation.get("Target", "").replace("\\", "/"))).lstrip("/"),
                )
                for relation in (root if root is not None else ())
                if relation.get("TargetMode") != "External"
            ]
        return self._relations[part]

    def _parse(self, name: str) -> Element | None:
        info = self._names.get(_part_key(name))
        if info is None:
            return None
        try:
            data = self._zip.unpacked(info)
        except RuntimeError as error:
            raise EncryptedDocument(self.shown, f"{name} in it is locked with a zip password") from error
        except BROKEN as error:
            raise DamagedDocument(self.shown, f"{name} in it cannot be unpacked") from error
        return _parse_xml(data, name, self.shown)


def _part_key(name: str) -> str:
    """Part names do not tell capitals apart, and some writers use backslashes."""
    return name.replace("\\", "/").lstrip("/").lower()


def _open_zip(path: Path, shown: Path) -> Zip:
    with path.open("rb") as stream:
        head = stream.read(8)
    if head == OLE_SIGNATURE:
        check_word_container(path)
        raise UnknownFormat(shown, "a Word 97 document under the name of a .docx")
    if not head.startswith(b"PK"):
        raise UnknownFormat(shown)
    try:
        return Zip(path, shown)
    except BROKEN as error:
        raise DamagedDocument(shown, "its zip container cannot be opened") from error


def check_unpacked(path: Path) -> None:
    """Holds another office's zip to the same limits. Raises LimitExceeded, DamagedDocument."""
    with _open_zip(path, path) as archive:
        _check_limits(archive.infolist(), path)


def _check_limits(infos: list[zipfile.ZipInfo], shown: Path) -> None:
    """The sizes that the directory states bind: nothing is unpacked further, so nothing need be unpacked to know."""
    if len(infos) > most_parts():
        raise LimitExceeded(shown, f"{len(infos):,} parts, limit PLANTRACE_MAX_PARTS={most_parts()}")
    total, total_limit = sum(info.file_size for info in infos) / 2**20, limit("PLANTRACE_MAX_TOTAL_MB", MAX_TOTAL_MB)
    if total > total_limit:
        raise LimitExceeded(shown, f"unpacks to {total:,.0f} MB, limit PLANTRACE_MAX_TOTAL_MB={total_limit}")
    part_limit, most = limit("PLANTRACE_MAX_PART_MB", MAX_PART_MB), limit("PLANTRACE_MAX_RATIO", MAX_RATIO)
    for info in infos:
        size = info.file_size / 2**20
        if info.filename.lower().endswith((".xml", ".rels")):
            if size > part_limit:
                raise LimitExceeded(shown, f"{info.filename} unpacks to {size:,.0f} MB, limit PLANTRACE_MAX_PART_MB={part_limit}")
            ratio = info.file_size // max(1, info.compress_size)
            if size > 8 and ratio > most:
                raise LimitExceeded(shown, f"{info.filename} unpacks to {ratio} times its size, limit PLANTRACE_MAX_RATIO={most}")


def _parse_xml(data: bytes, name: str, shown: Path) -> Element:
    if b"purl.oclc.org/ooxml" in data:
        for strict, transitional in _STRICT:
            data = data.replace(strict, transitional)
    if b"<!DOCTYPE" in data[:4096] or "<!DOCTYPE".encode("utf-16-le") in data[:8192] or "<!DOCTYPE".encode("utf-16-be") in data[:8192]:
        raise DamagedDocument(shown, f"{name} in it declares a document type, which Word never writes")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True, recover=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        kind: type[DocumentError] = FixedLimit if "huge" in str(error).lower() or "depth" in str(error).lower() else DamagedDocument
        line, column = error.position
        raise kind(shown, f"{name} in it is {_XML_FAULTS[kind]} at line {line}, column {column}") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise DamagedDocument(shown, f"{name} in it declares a document type, which Word never writes")
    return root


_XML_FAULTS: dict[type[DocumentError], str] = {FixedLimit: "too large or nested too deeply", DamagedDocument: "broken off or garbled"}

RELATION_ID, RELATION_EMBED, RELATION_LINK = f"{{{R}}}id", f"{{{R}}}embed", f"{{{R}}}link"
