"""Documents for LibreOffice that would call home, run macros or take in files of this machine; and how it is called."""

from __future__ import annotations

import socket
import stat
import subprocess
import tempfile
import threading
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from plantrace.diagnostics import LimitExceeded
from plantrace.extract.legacy import to_docx
from plantrace.extract.word.read import read_docx
from plantrace.extract.word.soffice import soffice
from word_files import p, source, texts, write_docx

pytestmark = pytest.mark.skipif(soffice() is None, reason="LibreOffice (soffice) is not installed")

SECRET = "known to this machine alone"


@dataclass
class Listener:
    """A server on this machine that notes who asks for what."""

    port: int
    asked: list[bytes] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"


@pytest.fixture
def listener() -> Iterator[Listener]:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(50)
        found = Listener(server.getsockname()[1])

        def answer() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    found.asked.append(connection.recv(300))
                    connection.sendall(b"HTTP/1.0 404 Not Found\r\n\r\n")

        threading.Thread(target=answer, daemon=True).start()
        yield found
        server.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret.txt"
    path.write_text(SECRET)
    return path


def web_page(path: Path, url: str, secret: Path) -> Path:
    inside = f'<img src="{url}a.png"><img src="{url.replace("127.0.0.1", "localhost")}b.png"><iframe src="{secret.as_uri()}"></iframe>'
    path.write_text(f'<html><head><link rel="stylesheet" href="{url}s.css"></head><body><p>Action plan</p>{inside}</body></html>')
    return path


def rich_text(path: Path, url: str, secret: Path) -> Path:
    fields = (f'INCLUDEPICTURE "{url}p.png" \\\\d', f'INCLUDETEXT "{secret}"', f'DDEAUTO sh "touch {secret.parent}/ran"')
    inside = "".join(rf"{{\field{{\*\fldinst {each}}}{{\fldrslt x}}}}" for each in fields)
    path.write_text(rf"{{\rtf1\ansi{{\*\template {url}t.dot}}Action plan {inside}}}")
    return path


_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        **{name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "text", "script", "manifest")},
        "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
        "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
        "xlink": "http://www.w3.org/1999/xlink",
        "library": "http://openoffice.org/2000/library",
        "module": "http://openoffice.org/2000/script",
    }.items()
)


def open_document(path: Path, url: str, secret: Path) -> Path:
    """A picture on a server, a section that is a file of this machine, a macro that runs when the document is opened."""
    run = "vnd.sun.star.script:Standard.Module1.Main?language=Basic&amp;location=document"
    event = f'<script:event-listener script:language="ooo:script" script:event-name="dom:load" xlink:href="{run}"/>'
    frame = f'<draw:frame svg:width="3cm" svg:height="3cm"><draw:image xlink:href="{url}o.png"/></draw:frame>'
    section = f'<text:section text:name="S"><text:section-source xlink:href="{secret.as_uri()}"/><text:p>old</text:p></text:section>'
    macro = f'Sub Main\nOpen "{secret.parent}/ran" For Output As #1\nClose #1\nShell("touch", 0, "{secret.parent}/ran")\nEnd Sub'
    parts = {
        "content.xml": f"<office:document-content {_NAMESPACES}><office:scripts><office:event-listeners>{event}</office:event-listeners>"
        f"</office:scripts><office:body><office:text><text:p>Action plan</text:p><text:p>{frame}</text:p>{section}</office:text></office:body>"
        "</office:document-content>",
        "Basic/script-lc.xml": f'<library:libraries {_NAMESPACES}><library:library library:name="Standard"/></library:libraries>',
        "Basic/Standard/script-lb.xml": f'<library:library {_NAMESPACES} library:name="Standard"><library:element library:name="Module1"/>'
        "</library:library>",
        "Basic/Standard/Module1.xml": f'<module:module {_NAMESPACES} module:name="Module1" module:language="StarBasic">{macro}</module:module>',
    }
    listed = "".join(f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>' for name in parts)
    whole = '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
    parts["META-INF/manifest.xml"] = f"<manifest:manifest {_NAMESPACES}>{whole}{listed}</manifest:manifest>"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def word_97(path: Path, url: str, _: Path) -> Path:
    """A .doc with a picture on a server, as LibreOffice writes it when nobody holds it back; it asks for the picture then."""
    blip = '<pic:blipFill><a:blip r:link="L"/></pic:blipFill><pic:spPr><a:xfrm><a:ext cx="900000" cy="900000"/></a:xfrm></pic:spPr>'
    graphic = f'<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>{blip}</pic:pic></a:graphicData>'
    drawing = (
        f'<w:p><w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="900000"/>{graphic}</a:graphic></wp:inline></w:drawing></w:r></w:p>'
    )
    docx = write_docx(path.with_suffix(".docx"), p("Action plan") + drawing)
    with zipfile.ZipFile(docx) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    image = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    link = f'<Relationship Id="L" Type="{image}" Target="{url}w.png" TargetMode="External"/></Relationships>'
    parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace("</Relationships>", link)
    with zipfile.ZipFile(docx, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    command = [
        str(soffice()),
        f"-env:UserInstallation={(path.parent / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "doc:MS Word 97",
    ]
    subprocess.run([*command, "--outdir", str(path.parent), str(docx)], check=True, capture_output=True, timeout=300)
    return path


def test_nothing_is_fetched_nothing_is_run_and_no_file_is_taken_in(tmp_path: Path, listener: Listener, secret: Path) -> None:
    makers = (("page.html", web_page), ("plan.rtf", rich_text), ("plan.odt", open_document), ("plan.doc", word_97))
    paths = [make(tmp_path / name, listener.url, secret) for name, make in makers]
    assert listener.asked, "the server cannot be reached, so nothing is shown"
    listener.asked.clear()
    made = to_docx(paths, tmp_path / "work", timeout_seconds=300)
    for path, docx in made.items():
        assert isinstance(docx, Path), f"{path.name}: {docx}"
        printed = texts(read_docx(source(path, "doc"), route="doc", path=docx))
        assert any("Action plan" in str(block) for block in printed)
        assert SECRET not in str(printed)
    assert listener.asked == []
    assert not (tmp_path / "ran").exists()


def test_a_bomb_is_told_before_libreoffice_unpacks_it(tmp_path: Path) -> None:
    bomb = tmp_path / "plan.odt"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", " " * 20_000_000)
    error = to_docx([bomb], tmp_path / "work", timeout_seconds=300)[bomb]
    assert isinstance(error, LimitExceeded)
    assert "content.xml unpacks to" in error.detail


def older(folder: Path, number: int) -> Path:
    path = folder / f"{number}.rtf"
    path.write_text(rf"{{\rtf1\ansi Plan {number}\par}}")
    return path


def test_many_documents_are_one_call_with_a_profile_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that notes how it is called and hands on to LibreOffice."""
    program, calls, home = tmp_path / "counting", tmp_path / "calls", tmp_path / "home"
    home.mkdir()
    program.write_text(f'#!/bin/sh\necho "$HOME $TMPDIR $1" >> {calls}\nexec {soffice()} "$@"\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PLANTRACE_SOFFICE", str(program))
    monkeypatch.setenv("HOME", str(home))
    work, paths = tmp_path / "work", [older(tmp_path, number) for number in range(12)]
    made = to_docx(paths, work, timeout_seconds=300)
    assert [texts(read_docx(source(path, "doc"), path=made[path])) for path in paths] == [[f"Plan {number}"] for number in range(12)]
    profile = work / "profile"
    assert calls.read_text().splitlines() == [f"{profile} {profile} -env:UserInstallation={profile.as_uri()}"]
    assert list(home.iterdir()) == []


@pytest.mark.parametrize(("name", "inside"), [("short", True), ("long" * 30, False)])
def test_its_socket_is_in_the_folder_of_the_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, inside: bool) -> None:
    """LibreOffice leaves it behind when it is killed; where the path is longer than that of a socket may be, it stays in /tmp."""
    program, told = tmp_path / "telling", tmp_path / "told"
    program.write_text(f'#!/bin/sh\necho "$OSL_SOCKET_PATH" > {told}\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PLANTRACE_SOFFICE", str(program))
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        to_docx([older(tmp_path, 1)], Path(folder) / name, timeout_seconds=300)
        assert told.read_text() == (f"{folder}/{name}\n" if inside else "\n")


def test_calls_at_once_do_not_meet(tmp_path: Path) -> None:
    """LibreOffice hands what it is asked to another that runs with the same profile, and says that all is well."""
    folders = [tmp_path / str(number) for number in range(2)]
    for folder in folders:
        folder.mkdir()
    with ThreadPoolExecutor(2) as threads:
        made = list(threads.map(lambda folder: to_docx([older(folder, 7)], folder / "work", timeout_seconds=300), folders))
    assert [[texts(read_docx(source(path, "doc"), path=docx)) for path, docx in each.items()] for each in made] == [[["Plan 7"]]] * 2
