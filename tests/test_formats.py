"""What a file is, by its bytes: documents under wrong names, and what is said of everything else."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest

from conftest import SAMPLES
from plantrace.diagnostics import DamagedDocument, EmptyFile, EncryptedDocument, PlantraceError, UnknownFormat
from plantrace.extract.finding import find_documents
from plantrace.extract.formats import Archive, LockFile, WebPage, format_of

WEB_PAGE = b"<!DOCTYPE html>\n<html><body><table><tr><td>Action</td></tr></table></body></html>"
MAIL_LIKE = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n\n<html></html>\n--x--\n"
WORD_2003 = b'<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?>\n<w:wordDocument/>'


def zip_of(path: Path, parts: dict[str, str]) -> bytes:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path.read_bytes()


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("plan.pdf", b"%PDF-1.4", "pdf"),
        # A mail gateway put a line before the header.
        ("plan.pdf", b"X-Scanned: yes\r\n\r\n%PDF-1.4", "pdf"),
        ("plan.doc", b"{\\rtf1\\ansi", "rtf"),
        # What a web application calls a Word file.
        ("plan.doc", WEB_PAGE, "html"),
        ("plan.docx", b"\xef\xbb\xbf\r\n" + WEB_PAGE, "html"),
        ("plan.doc", WEB_PAGE.decode().encode("utf-16"), "html"),
        # Word's `Single File Web Page` and `Word 2003 XML Document`
        ("plan.doc", MAIL_LIKE, "mhtml"),
        ("plan.doc", WORD_2003, "xml"),
    ],
)
def test_a_document_is_told_by_its_bytes(tmp_path: Path, name: str, data: bytes, expected: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert format_of(path) == expected


def test_documents_under_each_others_names(tmp_path: Path) -> None:
    """.doc that is a .docx, .docx that is a Word 97 document, .docx that is a PDF."""
    for sample, name, expected in (
        ("stockton-2013.word.docx", "plan.doc", "docx"),
        ("sunderland-2019-irs.worddoc.doc", "plan.docx", "doc"),
        ("stockton-2013.wordpdf.pdf", "plan.docx", "pdf"),
    ):
        path = tmp_path / name
        path.write_bytes((SAMPLES / sample).read_bytes())
        assert format_of(path) == expected


NO_DOCUMENTS = [
    ("empty.pdf", b"", EmptyFile, "The file is empty. Fetch it again"),
    (
        "picture.pdf",
        b"\x89PNG\r\n\x1a\n" + bytes(99),
        UnknownFormat,
        "Not a PDF or Word document, whatever its name says (a picture). Export it",
    ),
    ("picture.doc", b"\xff\xd8\xff\xe0" + bytes(99), UnknownFormat, "(a picture)"),
    ("letter.doc", b"Dear all,\nplease find the plan", UnknownFormat, "(plain text)"),
    ("data.docx", b"<?xml version='1.0'?><plans/>", UnknownFormat, "(an XML file of something else)"),
    ("plan.docx", bytes(range(256)) * 9, UnknownFormat, "Not a PDF or Word document, whatever its name says. Export it"),
    ("plan.docx", b"7z\xbc\xaf\x27\x1c" + bytes(99), Archive, "An archive of files, not a document (a 7-Zip file). Unpack it"),
    ("~$plan.docx", b"\x05Ann\x00\x00" + bytes(99), LockFile, "Import the document itself: its name has no ~$."),
    # What a server sends in place of a document that it no longer has.
    ("plan.pdf", WEB_PAGE, WebPage, "A web page under the name of a PDF"),
    ("plan.doc", b"PK\x03\x04" + bytes(99), DamagedDocument, "its zip container cannot be opened"),
    ("plan.doc", bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600), DamagedDocument, "its container cannot be opened"),
]


@pytest.mark.parametrize(
    ("name", "data", "error", "said"), NO_DOCUMENTS, ids=[f"{name} {kind.__name__}" for name, _, kind, _ in NO_DOCUMENTS]
)
def test_what_is_no_document_is_called_what_it_is(tmp_path: Path, name: str, data: bytes, error: type[PlantraceError], said: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(PlantraceError) as raised:
        format_of(path)
    assert type(raised.value) is error
    assert said in str(raised.value)


@pytest.mark.parametrize(
    ("parts", "error", "said"),
    [
        ({"readme.txt": "x"}, Archive, "(a zip file). Unpack it and import the folder."),
        ({"[Content_Types].xml": "x", "ppt/presentation.xml": "x"}, UnknownFormat, "(a PowerPoint presentation)"),
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, UnknownFormat, "(an OpenDocument spreadsheet)"),
        (
            {"mimetype": "application/vnd.oasis.opendocument.text", "META-INF/manifest.xml": "<encryption-data/>"},
            EncryptedDocument,
            "password",
        ),
        ({"Index/Document.iwa": "x"}, UnknownFormat, "Apple's Pages"),
    ],
)
def test_what_stands_in_a_zip_is_named(tmp_path: Path, parts: dict[str, str], error: type[PlantraceError], said: str) -> None:
    path = tmp_path / "plan.docx"
    zip_of(path, parts)
    with pytest.raises(PlantraceError) as raised:
        format_of(path)
    assert (type(raised.value), said in str(raised.value)) == (error, True), str(raised.value)


def test_a_workbook_is_called_one(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    book = openpyxl.Workbook()
    book.save(path)
    with pytest.raises(UnknownFormat, match="an Excel workbook"):
        format_of(path)


def test_a_folder_gives_its_documents_and_what_is_named_as_one(tmp_path: Path) -> None:
    """Web pages, workbooks and thumbnails that lie beside the plans are passed over; named as a document, they are reported."""
    zip_of(tmp_path / "figures.xlsx", {"xl/workbook.xml": "x"})
    for name, data in (
        ("index.html", WEB_PAGE),
        ("data.xml", WORD_2003),
        ("Thumbs.db", bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600)),
        ("notes.txt", b"notes"),
        ("~$plan.docx", b"\x05Ann"),
        ("exported.doc", WEB_PAGE),
        ("without an ending", b"%PDF-1.4"),
        ("picture.pdf", b"\x89PNG"),
    ):
        (tmp_path / name).write_bytes(data)
    found, errors = find_documents([tmp_path])
    assert ([path.name for path in found], errors) == (["exported.doc", "picture.pdf", "without an ending"], [])
