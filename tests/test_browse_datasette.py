"""The plugin where somebody else starts Datasette: `datasette plans.db`, with plantrace installed beside it."""

from __future__ import annotations

import json
import os
import socket
import sqlite3
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from browsing import PLANS, Site, answering
from conftest import ROOT

pytest.importorskip("datasette", reason="the extra `browse` is not installed")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which plantrace's entry points are found, as after `pip install`, whether it is installed here or not."""
    folder = tmp_path_factory.mktemp("installed")
    points = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]["datasette"]
    metadata = folder / "plantrace-0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: plantrace\nVersion: 0\n")
    (metadata / "entry_points.txt").write_text("[datasette]\n" + "".join(f"{name} = {module}\n" for name, module in points.items()))
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(folder), *filter(None, [os.environ.get("PYTHONPATH")])])}


def datasette(installed: dict[str, str], *arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "datasette", *map(str, arguments)]


@pytest.fixture(scope="module")
def bare(installed: dict[str, str], archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The archive in Datasette as it comes, without the search index that `plantrace serve` makes; its file is called plans.db."""
    copy = tmp_path_factory.mktemp("bare") / "plans.db"
    source, target = sqlite3.connect(archive), sqlite3.connect(copy)
    source.backup(target)
    source.close()
    for name in ("browse_search", "browse_index", "browse_documents", "browse_doubts"):
        target.execute(f"DROP TABLE IF EXISTS {name}")
    target.commit()
    target.close()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        datasette(installed, copy, "--port", str(port)), env=installed, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    try:
        answering(server, port)
        yield Site(port, copy)
    finally:
        server.terminate()
        server.wait(30)


def test_datasette_finds_the_plugin_with_all_its_hooks(installed: dict[str, str]) -> None:
    """Datasette loads plugins while it is being imported: one that imports Datasette in turn would end every command of it."""
    done = subprocess.run(datasette(installed, "plugins"), env=installed, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-500:]
    [plugin] = [each for each in json.loads(done.stdout) if each["name"] == "plantrace"]
    assert {"register_routes", "canned_queries", "extra_template_vars", "startup"} <= set(plugin["hooks"])


def test_its_pages_are_there(bare: Site) -> None:
    row = bare.asked("SELECT row_id FROM plan_rows WHERE document = ? ORDER BY position LIMIT 1", PLANS[0])[0][0]
    plan = bare.asked("SELECT document_id FROM documents WHERE document = ?", PLANS[0])[0][0]
    for path, said in (
        ("/", "<h1>Action plans of 2013</h1>"),
        ("/plans", "<h1>Plans by authority and year</h1>"),
        (f"/row/{row}", 'class="field"'),
        (f"/plan/{plan}", "<table"),
        ("/review", "What needs a look"),
        ("/plantrace-static/plantrace.css", "font"),
    ):
        status, _, body = bare.get(path)
        assert (status, said in body) == (200, True), path


def test_the_tables_have_an_address_of_their_own(bare: Site) -> None:
    """`plans.db` would be at /plans, where the plans are."""
    rows = bare.asked("SELECT COUNT(*) FROM plan_rows")[0][0]
    assert json.loads(bare.get("/data/plan_rows.json?_size=1")[2])["filtered_table_rows_count"] == rows
    assert 'href="/data"' in bare.get("/")[2]
    assert bare.get("/data/was_overdue.json")[0] == 200


def test_words_are_found_without_the_index(bare: Site) -> None:
    """Each word, wherever it stands; the question that needs the index is not offered."""
    wanted = bare.asked("SELECT row_id FROM plan_rows WHERE lead_raw LIKE '%midwi%' AND action LIKE '%supervision%'")
    assert wanted != []
    body = bare.get("/rows?words=supervision+midwi*")[2]
    assert all(f"/row/{row_id}" in body for (row_id,) in wanted)
    assert "/row/" not in bare.get("/rows?words=supervision+nothinglikethis")[2]
    assert "/row/" not in bare.get("/rows?words=%25a")[2], "a per cent sign is one"
    assert bare.get("/data/search.json?words=audit")[0] == 404


def test_a_database_of_something_else_is_left_alone(installed: dict[str, str], tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE plans (name TEXT)")
    connection.commit()
    connection.close()
    done = subprocess.run(
        datasette(installed, other, "--get", "/other/plans.json"), env=installed, capture_output=True, text=True, check=False
    )
    assert (done.returncode, json.loads(done.stdout)["table"]) == (0, "plans"), done.stderr[-500:]
