"""What the server refuses, and that nothing printed in a document does anything."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from pathlib import Path

import pytest

from browsing import PLANS, SAMPLES, Site, serving, token_of

pytest.importorskip("datasette", reason="the extra `browse` is not installed")

from plantrace.trace.browse.formulas import Rewriting


def test_headers_of_every_answer(site: Site) -> None:
    for path in ("/", "/data/plan_rows.json", "/nowhere", "/plantrace-static/plantrace.css"):
        _, headers, _ = site.get(path)
        assert headers["content-security-policy"].startswith("default-src 'none'"), path
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


def test_the_server_goes_by_its_own_name_alone(site: Site) -> None:
    """A page of another site that makes its name lead here (DNS rebinding) reads nothing."""
    assert site.get("/", Host="evil.example")[0] == 403
    assert site.get("/", Host=f"localhost:{site.port}")[0] == 200


def test_nothing_can_be_changed_without_review(site: Site) -> None:
    row = site.asked("SELECT row_id FROM plan_rows LIMIT 1")[0][0]
    for path in ("/review/field", "/review/row", "/review/undo", "/review/pair"):
        assert site.post(path, f"row_id={row}&owner={row}&field=rag&value=red&who=x", Cookie="ds_csrftoken=x")[0] == 403
        assert site.get(path)[0] == 403
    assert site.get("/data?sql=delete+from+actions")[0] in (400, 403)
    assert site.asked("SELECT COUNT(*) FROM corrections") == [(0,)]


def test_a_write_needs_the_token_and_our_own_page(review: Site) -> None:
    row = review.asked("SELECT row_id FROM plan_rows WHERE rag IS NULL LIMIT 1")[0][0]
    cookie, token = token_of(review, f"/row/{row}")
    change = f"owner={row}&field=rag&value=red&who=Ann&back=/row/{row}"
    assert review.post("/review/field", change)[0] == 403  # neither cookie nor token
    assert review.post("/review/field", change, Cookie=cookie)[0] == 403
    assert review.post("/review/field", f"{change}&csrftoken=wrong", Cookie=cookie)[0] == 403
    assert review.post("/review/field", f"{change}&csrftoken={token}", Cookie=cookie, Origin="http://evil.example")[0] == 403
    assert review.asked("SELECT COUNT(*) FROM corrections") == [(0,)]
    status, headers, _ = review.post("/review/field", f"{change}&csrftoken={token}", Cookie=cookie, Origin=review.address)
    assert (status, headers["location"]) == (303, f"/row/{row}")
    assert review.asked("SELECT rag FROM plan_rows WHERE row_id = ?", row) == [("red",)]


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"])
def test_a_form_never_leads_to_another_site(review: Site, back: str) -> None:
    row = review.asked("SELECT row_id FROM plan_rows LIMIT 1")[0][0]
    cookie, token = token_of(review, f"/row/{row}")
    _, headers, _ = review.post("/review/row", f"row_id={row}&said=accepted&who=Ann&back={back}&csrftoken={token}", Cookie=cookie)
    assert headers["location"] == "/review"


def test_a_value_that_cannot_stand_is_said_and_changes_nothing(review: Site) -> None:
    row = review.asked("SELECT row_id FROM plan_rows LIMIT 1")[0][0]
    cookie, token = token_of(review, f"/row/{row}")
    status, _, body = review.post("/review/field", f"owner={row}&field=due&value=whenever&who=Ann&csrftoken={token}", Cookie=cookie)
    assert (status, "a day is written 2014-09-30" in body) == (400, True)
    assert review.asked("SELECT COUNT(*) FROM corrections") == [(0,)]


def test_what_a_document_prints_is_shown_as_text(database: Path) -> None:
    hostile = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'{{ 7*7 }}{% raise %}"
    connection = sqlite3.connect(database)
    connection.execute("UPDATE actions SET text = ?, lead_raw = ?, progress = ?, theme = ?", [hostile] * 4)
    connection.execute("UPDATE recommendations SET text = ?, number = ?", [hostile] * 2)
    connection.execute("UPDATE documents SET title = ?, authority = ?, document = ?", [hostile] * 3)
    connection.execute("UPDATE documents SET judgements = ?", [json.dumps([hostile])])
    connection.execute("UPDATE leads SET name = ?", [hostile])
    connection.commit()
    row, document = connection.execute("SELECT row_id, document_id FROM actions LIMIT 1").fetchone()
    connection.close()
    for site in serving(database, "--review"):
        for path in ("/", "/plans", "/rows?words=alert", f"/row/{row}", f"/plan/{document}", "/review", "/compare", "/data/plan_rows"):
            status, _, body = site.get(path)
            assert status == 200, path
            assert "<script>alert" not in body, path
            assert "<img src=x" not in body, path


def test_a_picture_never_comes_from_outside_the_folders_imported(database: Path, tmp_path: Path) -> None:
    """The path in a database may lead anywhere: a link is not followed out, other content is not drawn, `--documents` is a fence."""
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    outside.mkdir()
    inside.mkdir()
    (outside / PLANS[0]).write_bytes((SAMPLES / PLANS[0]).read_bytes())
    (inside / PLANS[0]).symlink_to(outside / PLANS[0])
    connection = sqlite3.connect(database)
    document = connection.execute("SELECT document_id FROM documents WHERE document = ?", [PLANS[0]]).fetchone()[0]
    connection.execute("UPDATE documents SET source_path = ? WHERE document_id = ?", [str(inside / PLANS[0]), document])
    connection.commit()
    connection.close()
    for site in serving(database):
        assert site.get(f"/page/{document}/1.png")[0] == 404
    for site in serving(database, "--documents", str(inside)):
        assert site.get(f"/page/{document}/1.png")[0] == 404
    for site in serving(database, "--documents", str(outside)):
        assert site.get(f"/page/{document}/1.png")[1]["content-type"] == "image/png"
        assert site.get(f"/page/{document}/999.png")[0] == 404
        (outside / PLANS[0]).write_bytes(b"%PDF-1.4 another file")
        assert site.get(f"/page/{document}/1.png")[0] == 404


def rewritten(*chunks: bytes) -> bytes:
    rewriting = Rewriting()
    return b"".join([*(rewriting.feed(chunk, last=False) for chunk in chunks), rewriting.feed(b"", last=True)])


@pytest.mark.parametrize(
    ("chunks", "expected"),
    [
        ([b"a,b\r\n=1+1,@SUM(A1)\r\n"], b"a,b\r\n'=1+1,'@SUM(A1)\r\n"),
        # numbers stay numbers, JSON stays JSON
        ([b"-12,-3.5,[],2013\r\n"], b"-12,-3.5,[],2013\r\n"),
        ([b"-cmd|' /C calc'!A0,+44 20\r\n"], b"'-cmd|' /C calc'!A0,'+44 20\r\n"),
        # a cell of several lines whose second begins like a formula is one text
        ([b'"two\r\n=lines","=a ""b"""\r\n'], b'"two\r\n=lines","\'=a ""b"""\r\n'),
        # wherever the stream is cut: within a cell, within its quotes, within a letter
        ([b'x,"=o', b"ne\r\n", b'two"\r\n=', b"three"], b"x,\"'=one\r\ntwo\"\r\n'=three\r\n"),
        ([b"=caf\xc3", b"\xa9\r\n"], "'=café\r\n".encode()),
        ([b""], b""),
    ],
)
def test_csv_of_the_site_holds_no_formula(chunks: list[bytes], expected: bytes) -> None:
    assert rewritten(*chunks) == expected


def test_a_cell_that_begins_like_a_formula_is_text_in_what_the_site_gives_out(database: Path) -> None:
    connection = sqlite3.connect(database)
    connection.execute("UPDATE actions SET text = '=HYPERLINK(\"http://evil.example\")', progress = '@SUM(1,1)' WHERE position = 1")
    connection.commit()
    connection.close()
    for site in serving(database):
        for path in ("/data/plan_rows.csv?_size=max", "/data/plan_rows.csv?_stream=on", "/data.csv?sql=select+text,+progress+from+actions"):
            status, headers, body = site.get(path)
            assert (status, "text/plain" in headers["content-type"] or "csv" in headers["content-type"]) == (200, True)
            cells = [cell for row in csv.reader(io.StringIO(body)) for cell in row]
            assert '\'=HYPERLINK("http://evil.example")' in cells, path
            assert [cell for cell in cells if cell.startswith(("=", "@"))] == [], path
            assert len(cells) > 300, path
