"""An index for searching and counting, kept in an SQLite database beside the rows; PostgreSQL, and every other question, do without it.

`browse_index` has a row of `plan_rows` with what is counted by, `browse_search` (FTS5, English stems) its words, under one number;
`browse_doubts` has the queue of review. `rendition` is 1 for rows of an issue that the archive holds in another format as well, which
stands for it.
Documents that are new, gone or corrected are brought up to date one by one.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from ..review.queue import ALL_ROWS, ROWS_OF_DOCUMENT

SEARCHED = ("recommendation", "action", "progress", "lead_raw", "outcome", "evidence", "theme")
COUNTED_BY = ("authority", "year", "rag", "status", "theme")

_TABLES = f"""
CREATE TABLE IF NOT EXISTS browse_documents (document_id TEXT PRIMARY KEY, state TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS browse_index (
    number INTEGER PRIMARY KEY, row_id TEXT NOT NULL UNIQUE, document_id TEXT NOT NULL, position INTEGER NOT NULL,
    rendition INTEGER NOT NULL, authority TEXT, year TEXT, rag TEXT, status TEXT, theme TEXT
);
CREATE INDEX IF NOT EXISTS browse_index_by_document ON browse_index (document_id, rag);
CREATE INDEX IF NOT EXISTS browse_index_in_order ON browse_index (rendition, authority, year, document_id, position);
CREATE INDEX IF NOT EXISTS browse_index_by_year ON browse_index (rendition, year);
CREATE INDEX IF NOT EXISTS browse_index_by_rag ON browse_index (rendition, rag);
CREATE INDEX IF NOT EXISTS browse_index_by_status ON browse_index (rendition, status);
CREATE INDEX IF NOT EXISTS browse_index_by_theme ON browse_index (rendition, theme);
CREATE TABLE IF NOT EXISTS browse_doubts (
    reason TEXT NOT NULL, row_id TEXT NOT NULL, document_id TEXT NOT NULL, said TEXT NOT NULL, field TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS browse_doubts_by_document ON browse_doubts (document_id);
CREATE INDEX IF NOT EXISTS browse_doubts_by_reason ON browse_doubts (reason, row_id);
CREATE VIRTUAL TABLE IF NOT EXISTS browse_search USING fts5({", ".join(SEARCHED)}, tokenize = 'porter unicode61 remove_diacritics 2');
"""
_STATES = """
SELECT d.document_id, d.imported_at || ' ' || d.version || ' ' || COALESCE(
    (SELECT GROUP_CONCAT(x.correction_id) FROM applied_corrections x WHERE x.document_id = d.document_id), '')
    || CASE WHEN e.rendition_of IS NULL THEN '' ELSE ' rendition' END AS state
FROM documents d LEFT JOIN editions e ON e.document_id = d.document_id
"""


def update_index(path: Path, *, seconds_to_wait: float = 60.0) -> int:
    """Brings the index up to date; how many documents it had to read. Raises sqlite3.Error where the file cannot be written."""
    with closing(sqlite3.connect(path, timeout=seconds_to_wait, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = -65536")
        _drop_of_earlier_version(connection)
        for statement in filter(str.strip, _TABLES.split(";\n")):
            connection.execute(statement)
        wanted = dict(connection.execute(_STATES).fetchall())
        known = dict(connection.execute("SELECT document_id, state FROM browse_documents").fetchall())
        stale = [document_id for document_id, state in known.items() if wanted.get(document_id) != state]
        fresh = [document_id for document_id, state in wanted.items() if known.get(document_id) != state]
        if stale or fresh:
            connection.execute("BEGIN IMMEDIATE")
            for document_id in stale:
                _take_out(connection, document_id)
            for document_id in fresh:
                _put_in(connection, document_id, wanted[document_id])
            _put_doubts_in(connection, fresh)
            connection.execute("COMMIT")
            connection.execute("ANALYZE browse_index")
        return len(fresh)


def _drop_of_earlier_version(connection: sqlite3.Connection) -> None:
    """An index of other columns, which an earlier plantrace left, is made anew."""
    columns = {row[1] for row in connection.execute("PRAGMA table_info(browse_index)")}
    if columns and "rendition" not in columns:
        for table in ("browse_search", "browse_index", "browse_doubts", "browse_documents"):
            connection.execute(f"DROP TABLE IF EXISTS {table}")


def _take_out(connection: sqlite3.Connection, document_id: str) -> None:
    connection.execute(
        "DELETE FROM browse_search WHERE rowid IN (SELECT number FROM browse_index WHERE document_id = ?)",
        [document_id],
    )
    connection.execute("DELETE FROM browse_doubts WHERE document_id = ?", [document_id])
    connection.execute("DELETE FROM browse_index WHERE document_id = ?", [document_id])
    connection.execute("DELETE FROM browse_documents WHERE document_id = ?", [document_id])


def _put_in(connection: sqlite3.Connection, document_id: str, state: str) -> None:
    connection.execute(
        "INSERT INTO browse_index (row_id, document_id, position, rendition, authority, year, rag, status, theme) "
        "SELECT r.row_id, r.document_id, r.position, e.rendition_of IS NOT NULL, r.authority, SUBSTR(r.plan_date, 1, 4), r.rag, r.status, "
        "r.theme FROM plan_rows r LEFT JOIN editions e ON e.document_id = r.document_id WHERE r.document_id = ? ORDER BY r.position",
        [document_id],
    )
    columns = ", ".join(SEARCHED)
    connection.execute(
        f"INSERT INTO browse_search (rowid, {columns}) SELECT i.number, {', '.join(f'r.{name}' for name in SEARCHED)} "
        "FROM plan_rows r JOIN browse_index i ON i.row_id = r.row_id WHERE r.document_id = ?",
        [document_id],
    )
    connection.execute("INSERT INTO browse_documents (document_id, state) VALUES (?, ?)", [document_id, state])


def _put_doubts_in(connection: sqlite3.Connection, document_ids: list[str]) -> None:
    """One by one where a few documents are new, in one go where most are."""
    insert = "INSERT INTO browse_doubts (reason, row_id, document_id, said, field)"
    if len(document_ids) <= _FEW:
        for document_id in document_ids:
            connection.execute(f"{insert} {ROWS_OF_DOCUMENT}", {"document_id": document_id})
        return
    connection.execute("CREATE TEMP TABLE fresh (document_id TEXT PRIMARY KEY)")
    connection.executemany("INSERT INTO fresh VALUES (?)", [[document_id] for document_id in document_ids])
    connection.execute(f"{insert} SELECT * FROM ({ALL_ROWS}) WHERE document_id IN (SELECT document_id FROM fresh)")
    connection.execute("DROP TABLE fresh")


_FEW = 20


def words_to_match(words: str) -> str | None:
    """What a person types, as FTS5 understands it: every word must be there, `"in quotes"` together, `safeguard*` as a beginning.

    Nothing typed is an operator: `AND`, `-`, `(` and quotes left open are searched for as words, or left out where they hold no letter.
    """
    return " ".join(f'"{text}"{"*" if beginning else ""}' for text, beginning in words_to_parts(words)) or None


def words_to_parts(words: str) -> list[tuple[str, bool]]:
    """Each word, or words in quotes, and whether it is the beginning of one."""
    parts = []
    for quoted, word in re.findall(r'"([^"]*)"|([^\s"]+)', words):
        text = (quoted or word).rstrip("*").replace("\x00", " ")
        if any(letter.isalnum() for letter in text):
            parts.append((text, word.endswith("*")))
    return parts
