"""Hostile, damaged and mislabelled .docx files: one clear error each, nothing unpacked that need not be, no network, no entities."""

from __future__ import annotations

import random
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from plantrace.diagnostics import DamagedDocument, DocumentError, EncryptedDocument, FixedLimit, LimitExceeded, UnknownFormat
from plantrace.extract.word.read import read_docx
from word_files import NAMESPACES, document, p, source, tbl, tc, texts, tr, write_docx


def replaced(path: Path, part: str, content: bytes | str | None) -> Path:
    """The package with one part put in, exchanged, or (None) left out."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts.pop(part, None)
    if content is not None:
        parts[part] = content.encode() if isinstance(content, str) else content
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def good(folder: Path) -> Path:
    return write_docx(folder / "plan.docx", p("Body") + tbl(tr(tc("Action"), tc("Lead"))), styles="", numbering="")


def with_document(inside: str, head: str = "") -> Callable[[Path], Path]:
    return lambda folder: replaced(
        good(folder), "word/document.xml", f"{head}<w:document {NAMESPACES}><w:body>{inside}</w:body></w:document>"
    )


def cut_off(folder: Path) -> Path:
    path = good(folder)
    path.write_bytes(path.read_bytes()[:-200])
    return path


def flipped(folder: Path) -> Path:
    path = good(folder)
    data = bytearray(path.read_bytes())
    at = data.index(b"word/document.xml") + 40
    data[at : at + 60] = bytes(60)
    path.write_bytes(bytes(data))
    return path


def locked_zip(folder: Path) -> Path:
    path = good(folder)
    data = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(signature, at + 4)
    path.write_bytes(bytes(data))
    return path


def plain_zip(folder: Path) -> Path:
    with zipfile.ZipFile(folder / "plan.docx", "w") as archive:
        archive.writestr("holiday.txt", "no document")
    return folder / "plan.docx"


def spreadsheet(folder: Path) -> Path:
    path = replaced(good(folder), "word/document.xml", None)
    rels = '<Relationships xmlns="x"><Relationship Id="a" Type="y/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    return replaced(replaced(path, "_rels/.rels", rels), "xl/workbook.xml", "<workbook/>")


def many_parts(folder: Path) -> Path:
    with zipfile.ZipFile(good(folder), "a") as archive:
        for number in range(30_000):
            archive.writestr(f"{number}.xml", "")
    return folder / "plan.docx"


def boasting(folder: Path) -> Path:
    """What counts is the directory of the zip: nothing is unpacked to find out."""
    path = replaced(good(folder), "word/media/picture.bmp", b"BM")
    data = bytearray(path.read_bytes())
    at = data.rindex(b"word/media/picture.bmp") - 46
    data[at + 24 : at + 28] = (2**31).to_bytes(4, "little")
    path.write_bytes(bytes(data))
    return path


ENTITY = '<!DOCTYPE w [<!ENTITY a "{}"><!ENTITY b SYSTEM "file:///etc/hostname">]>'
BAD: list[tuple[str, Callable[[Path], Path], type[DocumentError], str]] = [
    ("cut off", cut_off, DamagedDocument, "zip"),
    ("bytes overwritten", flipped, DamagedDocument, "document.xml"),
    (
        "XML cut off",
        lambda folder: replaced(good(folder), "word/document.xml", f"<w:document {NAMESPACES}><w:body>"),
        DamagedDocument,
        "document.xml",
    ),
    ("no document in it", lambda folder: replaced(good(folder), "word/document.xml", None), DamagedDocument, "no document part"),
    ("entities", with_document(p("&a;&b;"), ENTITY.format("ha" * 10)), DamagedDocument, "document type"),
    (
        "a billion laughs",
        with_document(p("&c;"), f'<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY c "{"&a;" * 9}">]>'),
        DamagedDocument,
        "document type",
    ),
    (
        "a document type after a long comment",
        with_document(p("x"), f'<!--{" " * 9000}--><!DOCTYPE w [<!ENTITY a "b">]>'),
        DamagedDocument,
        "document type",
    ),
    ("depth", with_document("<w:sdt>" * 5000 + "</w:sdt>" * 5000), FixedLimit, "document.xml"),
    ("a bomb", with_document("<w:p/>" * 3_000_000), LimitExceeded, "times its size, limit PLANTRACE_MAX_RATIO=300"),
    (
        "a table of 4,000 by 4,000",
        with_document(tbl(tr(tc() * 4000), *["<w:tr><w:tc/></w:tr>"] * 4000)),
        LimitExceeded,
        "4,001 rows and 4,000 columns",
    ),
    (
        "a table of 100,000 rows",
        with_document(tbl(*(f"<w:tr><w:tc/><w:tc/>{tc(str(row * 7919 % 100_003))}</w:tr>" for row in range(100_000)))),
        LimitExceeded,
        "a table of 100,000 rows and 3 columns, limit PLANTRACE_MAX_TABLE_CELLS=250000",
    ),
    (
        "tables in tables",
        with_document("<w:tbl><w:tr><w:tc>" * 2000 + p("deep") + "</w:tc></w:tr></w:tbl>" * 2000),
        FixedLimit,
        "document.xml",
    ),
    ("30,000 parts", many_parts, LimitExceeded, "30,007 parts, limit PLANTRACE_MAX_PARTS=20000"),
    ("a part said to unpack to 2 GB", boasting, LimitExceeded, "unpacks to 2,048 MB, limit PLANTRACE_MAX_TOTAL_MB=1024"),
    ("a zip password", locked_zip, EncryptedDocument, "zip password"),
    ("a zip of something else", plain_zip, UnknownFormat, "zip file without"),
    ("a spreadsheet", spreadsheet, UnknownFormat, "spreadsheet"),
]


@pytest.mark.parametrize(("make", "error", "says"), [pytest.param(*row, id=name) for name, *row in BAD])
def test_bad_files_end_in_one_clear_error(tmp_path: Path, make: Callable[[Path], Path], error: type[DocumentError], says: str) -> None:
    path = make(tmp_path)
    with pytest.raises(DocumentError) as raised:
        read_docx(source(path))
    assert type(raised.value) is error
    assert str(raised.value).startswith(str(path))
    assert says in raised.value.detail
    assert "\n" not in str(raised.value)


def test_limits_can_be_raised_and_lowered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_docx(tmp_path / "plan.docx", p("x" * 1_500_000))
    assert len(texts(read_docx(source(path)))[0]) == 1_500_000
    monkeypatch.setenv("PLANTRACE_MAX_PART_MB", "1")
    with pytest.raises(LimitExceeded, match="PLANTRACE_MAX_PART_MB=1"):
        read_docx(source(path))


def test_nothing_of_the_text_hides_behind_a_comment_or_an_instruction(tmp_path: Path) -> None:
    assert texts(document(tmp_path, "<w:p><w:r><w:t>Au<!-- x -->dit<?y z?>ed</w:t></w:r></w:p>")) == ["Audited"]


def test_damaged_styles_cost_the_styles_alone(tmp_path: Path) -> None:
    path = replaced(good(tmp_path), "word/styles.xml", "<w:styles>")
    printed = read_docx(source(path))
    assert texts(printed) == ["Body", ["Action", "Lead"]]
    assert [(found.code, found.message.split(":")[0]) for found in printed.diagnostics] == [("part-unreadable", "word/styles.xml")]


def test_the_strict_variety_of_word_reads_the_same(tmp_path: Path) -> None:
    path = good(tmp_path)
    with zipfile.ZipFile(path) as archive:
        xml = archive.read("word/document.xml")
    strict = xml.replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    assert texts(read_docx(source(replaced(path, "word/document.xml", strict)))) == ["Body", ["Action", "Lead"]]


def test_parts_under_capitals_and_backslashes_are_found(tmp_path: Path) -> None:
    path = good(tmp_path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("word/document.xml", "Word\\Document.xml"), data)
    assert texts(read_docx(source(path))) == ["Body", ["Action", "Lead"]]


def test_macros_are_left_alone(tmp_path: Path) -> None:
    path = replaced(good(tmp_path), "word/vbaProject.bin", b"no macro that anybody could run").rename(tmp_path / "plan.docm")
    assert texts(read_docx(source(path, "docm"))) == ["Body", ["Action", "Lead"]]


def test_nothing_outside_the_file_is_fetched(tmp_path: Path) -> None:
    """A header and a template on somebody's server, a header on this machine's disk."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = (
        f'<Relationship Id="a" Type="{office}/header" Target="http://127.0.0.1:9/header.xml" TargetMode="External"/>'
        f'<Relationship Id="b" Type="{office}/attachedTemplate" Target="http://127.0.0.1:9/t.dotm" TargetMode="External"/>'
        f'<Relationship Id="c" Type="{office}/header" Target="../../../../../../etc/hostname"/>'
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    path = replaced(good(tmp_path), "word/_rels/document.xml.rels", f'<Relationships xmlns="{package}">{relations}</Relationships>')
    printed = read_docx(source(path))
    assert (texts(printed), printed.furniture) == (["Body", ["Action", "Lead"]], ())


def test_pictures_and_objects_of_others_are_not_fetched(tmp_path: Path) -> None:
    """A picture on a server, another on this machine's disk, an OLE object by link; all of them where a rating would stand."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    extent = '<wp:extent cx="127000" cy="127000"/>'
    blips = "".join(
        f"<w:drawing><wp:inline>{extent}<a:graphic><a:graphicData><pic:pic><pic:blipFill>"
        f'<a:blip r:{kind}="{id_}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>'
        for kind, id_ in (("link", "a"), ("embed", "a"), ("embed", "b"))
    )
    linked = (
        '<w:object><v:shape style="width:9pt;height:9pt"><v:imagedata r:id="a"/></v:shape><o:OLEObject Type="Link" r:id="c"/></w:object>'
    )
    relations = (
        f'<Relationship Id="a" Type="{office}/image" Target="http://127.0.0.1:9/red.png" TargetMode="External"/>'
        f'<Relationship Id="b" Type="{office}/image" Target="../../../../../../../usr/share/pixmaps/debian-logo.png"/>'
        f'<Relationship Id="c" Type="{office}/oleObject" Target="file:///etc/hostname" TargetMode="External"/>'
    )
    path = write_docx(tmp_path / "plan.docx", tbl(tr(tc("Action"), tc(f"<w:p><w:r>{blips}{linked}<w:t>x</w:t></w:r></w:p>"))))
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    replaced(path, "word/_rels/document.xml.rels", f'<Relationships xmlns="{package}">{relations}</Relationships>')
    (table,) = read_docx(source(path)).tables
    assert [(cell.text, cell.marks) for cell in table] == [("Action", ()), ("x", ())]


def test_a_part_with_a_way_out_of_the_zip_is_written_nowhere(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    path = good(folder)
    for name in ("../../out", "/tmp/plantrace-out", "word/../../../out.xml", "C:\\out", "..\\..\\out"):
        replaced(path, name, b"no")
    assert texts(read_docx(source(path))) == ["Body", ["Action", "Lead"]]
    assert [str(found.relative_to(tmp_path)) for found in sorted(tmp_path.rglob("*"))] == ["a", "a/b", "a/b/plan.docx"]
    assert not Path("/tmp/plantrace-out").exists()


def test_a_little_picture_of_forty_thousand_dots_a_side_is_not_unpacked(tmp_path: Path) -> None:
    """A PNG of 1.6 thousand million dots in 200 KB, drawn ten points wide."""
    header = (40_000).to_bytes(4, "big") * 2 + bytes((1, 0, 0, 0, 0))
    rows = zlib.compress(bytes(5001) * 40_000, 1)
    chunks = ((b"IHDR", header), (b"IDAT", rows), (b"IEND", b""))
    png = b"\x89PNG\r\n\x1a\n" + b"".join(
        len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big") for kind, data in chunks
    )
    assert len(png) < 1_000_000
    drawing = (
        '<w:drawing><wp:inline><wp:extent cx="127000" cy="127000"/><a:graphic><a:graphicData><pic:pic><pic:blipFill>'
        '<a:blip r:embed="rId-big.png"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )
    body = tbl(tr(tc("Action"), tc(f"<w:p><w:r>{drawing}<w:t>x</w:t></w:r></w:p>")))
    (table,) = document(tmp_path, body, media={"big.png": png}).tables
    assert [(cell.text, cell.marks) for cell in table] == [("Action", ()), ("x", ())]


def test_values_out_of_all_reason_are_read_as_something(tmp_path: Path) -> None:
    digits = "9" * 5000
    body = tbl(
        tr(tc("a", f'<w:gridSpan w:val="{digits}"/><w:tcW w:w="{digits}" w:type="dxa"/><w:shd w:fill="{digits}" w:val="pct{digits}"/>')),
        tr(tc("b", '<w:gridSpan w:val="-3"/>'), tc("c"), properties=f'<w:gridBefore w:val="{digits}"/>'),
        widths=(-5, 99999999),
    ) + p("d", f'<w:outlineLvl w:val="{digits}"/><w:numPr><w:ilvl w:val="{digits}"/><w:numId w:val="1"/></w:numPr>')
    lists = (
        f'<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="{digits}"/><w:numFmt w:val="lowerRoman"/>'
        '<w:lvlText w:val="%1%9."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    assert texts(document(tmp_path, body, numbering=lists)) == [["a", "b", "c"], "01. d"]


@pytest.mark.parametrize("seed", range(60))
def test_bytes_changed_at_random_give_a_document_or_a_document_error(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    path = good(tmp_path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: bytearray(archive.read(name)) for name in archive.namelist()}
    for _ in range(chance.randint(1, 4)):
        part = chance.choice([data for data in parts.values() if data])
        at = chance.randrange(len(part))
        change = chance.randrange(3)
        if change == 0:
            part[at] = chance.randrange(256)
        elif change == 1:
            del part[at : at + chance.randint(1, 30)]
        else:
            part[at:at] = part[max(0, at - 40) : at] * chance.randint(1, 5)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, bytes(data))
    with suppress(DocumentError):
        read_docx(source(path))
