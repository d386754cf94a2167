"""A running `plantrace serve`, a Chromium page, and the archives that the tests of the browser look at."""

from __future__ import annotations

import http.client
import re
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pdf_plan import Cell, set_rows
from pdf_sheet import Sheet, save

CHROMIUM = Path("/usr/bin/chromium")
SAMPLES = Path(__file__).parent.parent / "samples"
PLANS = ("sunderland-2013.web.pdf", "stockton-2013.wordpdf.pdf", "stockton-2013.word.docx")
RED, AMBER, GREEN = "1 0 0", "1 0.75 0", "0 0.69 0.31"
needs_chromium = pytest.mark.skipif(not CHROMIUM.exists(), reason="no /usr/bin/chromium: apt-get install chromium")


@dataclass
class Site:
    """A running `plantrace serve`, and what it serves."""

    port: int
    database: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], str]:
        return self.send("GET", path, None, headers)

    def post(self, path: str, body: str, **headers: str) -> tuple[int, dict[str, str], str]:
        return self.send("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded", **headers})

    def send(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> tuple[int, dict[str, str], str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read().decode("utf-8", "replace")
        finally:
            connection.close()

    def asked(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        connection = sqlite3.connect(self.database)
        try:
            return connection.execute(sql, values).fetchall()
        finally:
            connection.close()


def plantrace(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "plantrace", *map(str, arguments)], capture_output=True, text=True, timeout=300, check=False
    )


def serving(database: Path, *arguments: str) -> Iterator[Site]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "plantrace", "serve", "--db", str(database), "--port", str(port), *arguments]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        answering(server, port)
        yield Site(port, database)
    finally:
        server.terminate()
        server.wait(30)


def answering(server: subprocess.Popen[bytes], port: int) -> None:
    """Waits until a server answers; what it said, where it ends instead."""
    for _ in range(240):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            if server.poll() is not None:
                raise AssertionError(server.stdout.read().decode() if server.stdout else "") from None
            time.sleep(0.25)


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three plans of the samples, imported by the command, where the server finds them."""
    folder = tmp_path_factory.mktemp("archive")
    for name in PLANS:
        (folder / name).write_bytes((SAMPLES / name).read_bytes())
    done = plantrace("import", folder, "--db", folder / "plans.db", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    return folder / "plans.db"


@pytest.fixture
def database(archive: Path, tmp_path: Path) -> Path:
    """A database of one's own, beside the imported documents no more: `--documents` or the import leads to them."""
    copy = tmp_path / "plans.db"
    source, target = sqlite3.connect(archive), sqlite3.connect(copy)
    source.backup(target)
    source.close()
    target.close()
    return copy


@pytest.fixture
def review(database: Path) -> Iterator[Site]:
    yield from serving(database, "--review")


@pytest.fixture(scope="session")
def site(archive: Path) -> Iterator[Site]:
    yield from serving(archive)


@pytest.fixture
def page() -> Iterator[Any]:
    """A Chromium page that notes what it asks of other hosts, and what it complains of."""
    playwright = pytest.importorskip("playwright.sync_api", reason="the package playwright is not installed")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        opened = browser.new_page()
        opened.elsewhere = []
        opened.on("request", lambda request: None if request.url.startswith("http://127.0.0.1") else opened.elsewhere.append(request.url))
        yield opened
        browser.close()


def pages_of(site: Site) -> list[str]:
    row = site.asked("SELECT row_id FROM plan_rows WHERE document = ? AND rag IS NOT NULL ORDER BY position LIMIT 1", PLANS[0])[0][0]
    word = site.asked("SELECT row_id FROM plan_rows WHERE document = ? ORDER BY position LIMIT 1", PLANS[2])[0][0]
    plan = site.asked("SELECT document_id FROM documents WHERE document = ?", PLANS[0])[0][0]
    return [
        "/",
        "/plans",
        "/rows?words=supervision",
        f"/plan/{plan}",
        f"/row/{row}",
        f"/row/{word}",
        "/threads",
        "/compare",
        "/questions",
        "/review",
        "/corrections",
        "/data",
        "/data/plan_documents",
        "/data/was_overdue",
        "/nowhere",
    ]


def review_pages_of(site: Site) -> list[str]:
    """Those with forms, and a thread."""
    row, plan = site.asked("SELECT row_id, document_id FROM plan_rows WHERE recommendation LIKE '%case loads%' LIMIT 1")[0]
    thread = site.asked("SELECT thread_id FROM thread_members LIMIT 1")[0][0]
    return [f"/row/{row}", f"/plan/{plan}", f"/thread/{thread}", "/threads", "/review", "/corrections"]


def review_source(site: Site) -> Path:
    """Where the first plan was imported from; forgotten by the database, known by the others of its folder."""
    return Path(site.asked("SELECT source_path FROM documents LIMIT 1")[0][0]).parent / PLANS[0]


def token_of(site: Site, path: str) -> tuple[str, str]:
    """(cookie, token) as a browser gets them."""
    _, headers, body = site.get(path)
    token = re.search(r'name="csrftoken" value="([^"]+)"', body)
    assert token is not None
    return headers["set-cookie"].split(";")[0], token[1]


CASE_LOADS = {
    "2013": ("Reduce the case loads of social workers so that every child is seen", "Recruit six social workers", RED),
    "2014": ("Social workers' case loads must be reduced so that each child is seen", "Agree a limit of eighteen cases", AMBER),
    "2018": ("Reduce case loads of social workers to ensure every child is seen", "Report case loads to the board monthly", GREEN),
}
"""(recommendation, action, colour of its rating) of each year's plan: one matter, said in other words."""


OTHERS = {
    "2013": ("Publish a strategy for young carers", "Write the strategy"),
    "2014": ("Replace the electronic recording system", "Tender for a new one"),
    "2018": ("Increase the number of foster homes", "Run a campaign on local radio"),
}


def three_plans(folder: Path) -> Path:
    for year, (recommendation, action, colour) in CASE_LOADS.items():
        sheet = Sheet(700, 300).text(40, 40, f"Northshire County Council: action plan, March {year}", 14, "bold")
        headings = [Cell(words, font="bold") for words in ("No.", "Recommendation", "Action", "Lead", "Timescale", "RAG")]
        first = ["1", *OTHERS[year], "Jane Smith", f"30/09/{year}", ""]
        second = ["2", recommendation, action, "Head of Service", f"31/12/{year}", Cell(fill=colour)]
        set_rows(sheet, (40, 80, 260, 440, 530, 600, 660), [headings, first, second], 60)
        save(folder / f"northshire-{year}.pdf", sheet)
    done = plantrace("import", folder, "--db", folder / "plans.db", "--jobs", "1", "--authority", "Northshire County Council")
    assert done.returncode == 0, done.stderr
    return folder / "plans.db"
