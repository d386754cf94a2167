"""Word 97 and other word processors' files, by way of LibreOffice: told by their bytes, converted together, stopped in time."""

from __future__ import annotations

import os
import stat
import subprocess
import time
import zipfile
from pathlib import Path

import pytest

from plantrace.diagnostics import (
    DamagedDocument,
    DocumentError,
    EmptyFile,
    EncryptedDocument,
    LimitExceeded,
    MissingTool,
    UnknownFormat,
)
from plantrace.extract.document import Cell, Document
from plantrace.extract.formats import format_of
from plantrace.extract.legacy import read_legacy, to_docx
from plantrace.extract.word.read import read_docx
from plantrace.extract.word.soffice import soffice
from plantrace.provenance import Place
from word_files import p, run, source, spots, tbl, tc, texts, tr, write_docx

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"

needs_libreoffice = pytest.mark.skipif(soffice() is None, reason="LibreOffice (soffice) is not installed")
needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared corpus is not beside the checkout")

PLAN = (
    p("Action Plan 2013")
    + tbl(
        tr(tc("Recommendation 1", '<w:gridSpan w:val="3"/>')),
        tr(tc("Action"), tc("Lead"), tc("RAG"), properties="<w:tblHeader/>"),
        tr(
            tc("Audit files", '<w:vMerge w:val="restart"/>'),
            tc(p("JH") + p("KR")),
            tc("", '<w:shd w:val="clear" w:color="auto" w:fill="FFC000"/>'),
        ),
        tr(tc("", "<w:vMerge/>"), tc(p(run("gone", "<w:strike/>"))), tc("", '<w:shd w:val="clear" w:color="auto" w:fill="00B050"/>')),
        widths=(4000, 2000, 1000),
    )
    + p("Key: green is complete")
)
SPOTS = [
    (0, 0, 1, 3, "Recommendation 1"),
    (1, 0, 1, 1, "Action"),
    (1, 1, 1, 1, "Lead"),
    (1, 2, 1, 1, "RAG"),
    (2, 0, 2, 1, "Audit files"),
    (2, 1, 1, 1, "JH\nKR"),
    (2, 2, 1, 1, ""),
    (3, 1, 1, 1, "gone"),
    (3, 2, 1, 1, ""),
]

ENDINGS = {"doc": "doc:MS Word 97", "rtf": "rtf:Rich Text Format", "odt": "odt:writer8", "html": "html:HTML (StarWriter)"}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The plan as LibreOffice saves it in each older format."""
    folder = tmp_path_factory.mktemp("written")
    original = write_docx(folder / "plan.docx", PLAN)
    for filter_ in ENDINGS.values():
        command = [str(soffice()), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", filter_]
        subprocess.run([*command, "--outdir", str(folder), str(original)], check=True, capture_output=True, timeout=120)
    return {ending: folder / f"plan.{ending}" for ending in ENDINGS}


@needs_libreoffice
@pytest.mark.parametrize("ending", ["doc", "rtf", "odt"])
def test_an_older_file_gives_the_same_cells(written: dict[str, Path], ending: str) -> None:
    printed = read_legacy(source(written[ending], ending))
    (table,) = printed.tables
    assert texts(printed)[0] == "Action Plan 2013"
    assert spots(table) == SPOTS
    assert table.routes == ("doc",) * 4
    assert printed.source.path == written[ending]
    assert [cell.fill for cell in table if not cell.text] == ["FFC000", "00B050"]
    assert table.cells[7] == Cell("gone", 3, 1, places=(Place(None, 1, 4, 2),), lines=("gone",), struck_text="gone")


@needs_libreoffice
def test_a_file_is_told_by_its_bytes_whatever_its_name(written: dict[str, Path], tmp_path: Path) -> None:
    """Each of them is called .doc, as people's archives have it; one call reads them all."""
    web_page = b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x\nContent-Type: text/html\n\n'
    files = {
        "doc": written["doc"].read_bytes(),
        "rtf": written["rtf"].read_bytes(),
        "odt": written["odt"].read_bytes(),
        "html": written["html"].read_bytes(),
        "mhtml": web_page + written["html"].read_bytes() + b"\n--x--\n",
        "docx": write_docx(tmp_path / "plan.docx", PLAN).read_bytes(),
    }
    paths = {}
    for kind, data in files.items():
        paths[kind] = tmp_path / f"{kind} plan.doc"
        paths[kind].write_bytes(data)
        assert format_of(paths[kind]) == kind
    made = to_docx(list(paths.values()), tmp_path / "work", timeout_seconds=60)
    for kind, path in paths.items():
        docx = made[path]
        assert isinstance(docx, Path), f"{kind}: {docx}"
        assert [cell.text for cell in read_docx(source(path), route="doc", path=docx).tables[0]] == [spot[-1] for spot in SPOTS], kind


@needs_libreoffice
def test_one_bad_file_does_not_cost_the_others(written: dict[str, Path], tmp_path: Path) -> None:
    cut = tmp_path / "cut.odt"
    with zipfile.ZipFile(cut, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<office:document")
    (tmp_path / "empty.doc").touch()
    made = to_docx([cut, tmp_path / "empty.doc", written["doc"], tmp_path / "missing.doc"], tmp_path / "work", timeout_seconds=60)
    assert {path.name: type(result).__name__ for path, result in made.items()} == {
        "cut.odt": "DamagedDocument",
        "empty.doc": "EmptyFile",
        "plan.doc": "PosixPath",
        "missing.doc": "DamagedDocument",
    }


@needs_libreoffice
def test_a_password_is_noticed_before_libreoffice_is_asked(written: dict[str, Path], tmp_path: Path) -> None:
    import olefile

    locked = tmp_path / "locked.doc"
    locked.write_bytes(written["doc"].read_bytes())
    with olefile.OleFileIO(str(locked), write_mode=True) as container:
        stream = bytearray(container.openstream("WordDocument").read())
        stream[11] |= 0x01  # fEncrypted
        container.write_stream("WordDocument", bytes(stream))
    packaged = tmp_path / "packaged.docx"
    packaged.write_bytes(renamed_stream(written["doc"].read_bytes(), "WordDocument", "EncryptedPackage"))
    workbook = tmp_path / "sheet.doc"
    workbook.write_bytes(renamed_stream(written["doc"].read_bytes(), "WordDocument", "Workbook"))
    sealed = tmp_path / "sealed.odt"
    with zipfile.ZipFile(sealed, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
    for path, error in ((locked, EncryptedDocument), (packaged, EncryptedDocument), (workbook, UnknownFormat), (sealed, EncryptedDocument)):
        with pytest.raises(error):
            format_of(path)
    with pytest.raises(EncryptedDocument):
        read_docx(source(packaged))
    with pytest.raises(EncryptedDocument):
        read_legacy(source(locked, "doc"))


def renamed_stream(data: bytes, old: str, new: str) -> bytes:
    """An OLE directory entry is 64 bytes of UTF-16 name and its length in bytes, the closing zero included."""
    at = data.index(old.encode("utf-16-le"))
    entry = new.encode("utf-16-le").ljust(64, b"\0") + (2 * len(new) + 2).to_bytes(2, "little")
    return data[:at] + entry + data[at + 66 :]


UNREADABLE = [
    ("empty", b"", EmptyFile),
    ("a picture", b"\x89PNG\r\n\x1a\n" + bytes(100), UnknownFormat),
    ("plain text", b"Dear all,\nplease find the plan", UnknownFormat),
    ("an OLE header and nothing more", bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600), DamagedDocument),
    ("a zip header and nothing more", b"PK\x03\x04" + bytes(100), DamagedDocument),
]


@pytest.mark.parametrize(("data", "error"), [pytest.param(*row, id=name) for name, *row in UNREADABLE])
def test_what_is_no_document_is_told_without_libreoffice(tmp_path: Path, data: bytes, error: type[DocumentError]) -> None:
    path = tmp_path / "plan.doc"
    path.write_bytes(data)
    assert type(to_docx([path], tmp_path / "work", timeout_seconds=1)[path]) is error


def test_without_libreoffice_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan.doc"
    path.write_bytes(rb"{\rtf1 Plan}")
    monkeypatch.setenv("PLANTRACE_SOFFICE", str(tmp_path / "not-there"))
    with pytest.raises(MissingTool) as raised:
        read_legacy(source(path, "rtf"))
    assert str(raised.value).startswith(f"{path}: LibreOffice, which reads this kind of document, is not installed.")
    assert "apt-get install libreoffice-writer" in str(raised.value)
    assert raised.value.exit_code == 3


def test_a_hanging_conversion_is_stopped_with_its_children(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that converts its second and third file, and leaves a child running when it hangs on the first of what is left."""
    program = tmp_path / "soffice"
    program.write_text(
        "#!/bin/sh\n"
        'while [ "$1" != --outdir ]; do shift; done\n'
        'out=$2; shift 2; mkdir -p "$out"\n'
        'for file in "$@"; do\n'
        f"  case $file in *00000.rtf) sleep 3000 & echo $! > {tmp_path}/child; wait;; esac\n"
        '  name=$(basename "$file" .rtf); cp "$file" "$out/$name.docx"\n'
        "done\n"
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PLANTRACE_SOFFICE", str(program))
    paths = [tmp_path / name for name in ("hangs.rtf", "one.rtf", "two.rtf")]
    for path in paths:
        path.write_bytes(rb"{\rtf1 Plan}")
    made = to_docx(paths, tmp_path / "work", timeout_seconds=5)
    assert isinstance(made[paths[0]], LimitExceeded)
    assert "longer than 5 s" in str(made[paths[0]])
    assert [Path(str(made[path])).name for path in paths[1:]] == ["00001.docx", "00002.docx"]
    assert not alive(int((tmp_path / "child").read_text()))


def alive(process: int) -> bool:
    for _ in range(20):
        try:
            state = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
        except OSError:
            return False
        if state == "Z":
            return False
        time.sleep(0.1)
    os.kill(process, 9)
    return True


@needs_libreoffice
@needs_corpus
def test_word_97_and_docx_of_one_plan_print_the_same(tmp_path: Path) -> None:
    old = sorted(CORPUS.glob("*.worddoc.doc"))
    made = to_docx(old, tmp_path, timeout_seconds=60)
    assert len(old) == 3
    for path in old:
        docx = made[path]
        assert isinstance(docx, Path)
        new = path.with_name(path.name.replace(".worddoc.doc", ".word.docx"))
        assert table_texts(read_docx(source(path, "doc"), route="doc", path=docx)) == table_texts(read_docx(source(new)))


def table_texts(printed: Document) -> list[list[tuple[int, int, int, int, str, str | None]]]:
    return [[(cell.row, cell.column, cell.rowspan, cell.colspan, cell.text, cell.fill) for cell in table] for table in printed.tables]
