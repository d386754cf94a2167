"""Matching holds no database: others write meanwhile, and what is written fits the archive as it is then."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, text

from hand_made import PLAN, document_of
from plantrace.load.database import open_database
from plantrace.load.runs import begin_run
from plantrace.load.store import forget, store_document
from plantrace.trace import refresh as module
from plantrace.trace.parties import refresh_parties, say
from plantrace.trace.refresh import documents_not_compared, refresh, refresh_archive
from plantrace.trace.workings import Archive, PackedRows, Workings, archive_to_workings


def store(engine: Engine, content: str, title: str) -> None:
    with engine.begin() as connection:
        plan = replace(PLAN, title=title, authority=title)
        store_document(connection, document_of(content, f"{content}.pdf"), plan, begin_run(connection, {}))


@pytest.fixture
def database(tmp_path: Path) -> Path:
    engine = open_database(tmp_path / "plans.db", create=True)
    store(engine, "a", "Hull")
    store(engine, "b", "Leeds")
    engine.dispose()
    return tmp_path / "plans.db"


def worked_out(database: Path) -> dict[str, list[tuple[object, ...]]]:
    connection = sqlite3.connect(database)
    tables = {
        name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr) for name in (*module.WORKED_OUT, "parties", "party_names")
    }
    connection.close()
    return tables


def written_while_matching(monkeypatch: pytest.MonkeyPatch, database: Path, documents: str) -> list[int]:
    """Each time that the archive is matched, another process stores the next of `documents`; how many each matching was of."""
    matched: list[int] = []
    names = iter(documents)

    def matching(archive: Archive, *threshold: float) -> Workings:
        matched.append(len(archive.documents))
        for name in names:
            held = sqlite3.connect(database, timeout=0)
            held.execute("BEGIN IMMEDIATE")  # refused at once where somebody holds it
            held.close()
            other = open_database(database)
            store(other, name, f"Council {name}")
            other.dispose()
            break
        return archive_to_workings(archive, *threshold)

    monkeypatch.setattr(module, "archive_to_workings", matching)
    return matched


def test_what_came_in_while_matching_is_matched_too(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    matched = written_while_matching(monkeypatch, database, "c")
    engine = open_database(database)
    refresh_archive(engine)
    assert matched == [2, 3]
    with engine.begin() as connection:
        assert documents_not_compared(connection) == 0
        before = worked_out(database)
        refresh(connection)
    engine.dispose()
    assert worked_out(database) == before
    assert [row[0] for row in before["editions"]] == ["a" * 64, "b" * 64, "c" * 64]
    assert len(before["recurrence_pairs"]) == 3


def test_a_change_is_made_once_together_with_what_follows_from_it(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    matched = written_while_matching(monkeypatch, database, "c")
    engine = open_database(database)
    assert refresh_archive(engine, lambda connection: forget(connection, "a.pdf")) == "a.pdf"
    engine.dispose()
    assert matched == [1, 2]
    assert [row[0] for row in worked_out(database)["editions"]] == ["b" * 64, "c" * 64]


def test_after_two_changes_matching_holds_the_database(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    matched = written_while_matching(monkeypatch, database, "cd")
    engine = open_database(database)
    refresh_archive(engine)
    engine.dispose()
    assert matched == [2, 3, 4]
    assert len(worked_out(database)["editions"]) == 4


def test_a_change_that_fails_leaves_everything_as_it_was(database: Path) -> None:
    engine = open_database(database)
    refresh_archive(engine)
    before = worked_out(database)

    def fails(connection: Connection) -> None:
        connection.execute(text("DELETE FROM documents"))
        raise KeyError("theme")

    with pytest.raises(KeyError):
        refresh_archive(engine, fails)
    engine.dispose()
    assert worked_out(database) == before


def test_what_is_said_of_two_parties_while_matching_holds(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are worked out with the rest, before anything is written, and again where a person's word came meanwhile."""

    def matching(archive: Archive, *threshold: float) -> Workings:
        other = open_database(database)
        with other.begin() as connection:
            say(connection, "Lynne Goldsmith", "SSCB", "same", authority="Hull")
        other.dispose()
        return archive_to_workings(archive, *threshold)

    monkeypatch.setattr(module, "archive_to_workings", matching)
    engine = open_database(database)
    refresh_archive(engine)
    before = worked_out(database)
    with engine.begin() as connection:
        refresh_parties(connection)
    engine.dispose()
    merged = [row for row in before["party_names"] if "SSCB" in row or "Lynne Goldsmith" in row]
    assert len({row[-2] for row in merged}) < len(merged), merged
    assert worked_out(database) == before


def test_rows_come_out_of_their_packs_as_they_went_in() -> None:
    rows = [{"number": number, "why": f"both say {number}"} for number in range(12_345)]
    packed = PackedRows(iter(rows))
    assert (packed.count, list(packed), list(packed)) == (len(rows), rows, rows)
