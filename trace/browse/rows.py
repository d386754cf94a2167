"""Rows found by words and narrowed down by facets."""

from __future__ import annotations

import re
from asyncio import gather
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from datasette.utils.asgi import Request, Response

from .archive import Archive, Row, ask, has_index
from .search import COUNTED_BY, SEARCHED, words_to_match, words_to_parts

if TYPE_CHECKING:
    from datasette.app import Datasette

PAGE = 50
FACET_VALUES = 12
NOTHING = "-"
"""In an address: rows in which the field is not printed."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks for: words, a value for some facets, a page; whether an issue counts in every format that is there."""

    words: str
    chosen: dict[str, str]
    page: int
    every_format: bool = False

    def address(self, **changes: str | int | None) -> str:
        """The same with changes; None takes a facet away. A change of facet goes back to the first page."""
        formats = "all" if self.every_format else None
        asked: dict[str, Any] = {"words": self.words or None, **self.chosen, "formats": formats, "page": None, **changes}
        return "/rows?" + urlencode({name: value for name, value in asked.items() if value is not None})


def request_to_wanted(request: Request) -> Wanted:
    chosen = {name: value for name in (*COUNTED_BY, "lead") if (value := request.args.get(name))}
    page = request.args.get("page") or "1"
    number = max(int(page), 1) if page.isdigit() and len(page) < 7 else 1
    return Wanted((request.args.get("words") or "").strip(), chosen, number, request.args.get("formats") == "all")


async def rows(datasette: Datasette, request: Request) -> Response:
    wanted = request_to_wanted(request)
    # beside each other: where a word stands in every row, the facets alone take as long as the rows
    found, facets = await gather(
        ask(datasette, lambda archive: _find(archive, wanted)), ask(datasette, lambda archive: _facets(archive, wanted))
    )
    context = {**found, "facets": facets, "wanted": wanted, "page_size": PAGE, "addresses": _data_addresses(wanted, has_index(datasette))}
    return Response.html(await datasette.render_template("plantrace_rows.html", context, request))


def _data_addresses(wanted: Wanted, indexed: bool) -> dict[str, str]:
    """The same rows as CSV and as JSON, below the address of the tables; none for words where there is no index to find them by.

    Words alone are a canned query, which keeps their order; facets are filters of `plan_rows`, and words beside them one more.
    """
    match = words_to_match(wanted.words)
    if wanted.words and not (match and indexed):
        return {}
    if match and not wanted.chosen and not wanted.every_format:
        asked = urlencode({"words": match})
        return {"csv": f"/search.csv?{asked}", "json": f"/search.json?_shape=objects&{asked}"}
    filters = urlencode([*_data_filters(wanted), *([("_where", _HAS_WORDS + _quoted(match) + ")")] if match else [])])
    return {"csv": f"/plan_rows.csv?_size=max&{filters}", "json": f"/plan_rows.json?_shape=objects&_size=max&{filters}"}


_HAS_WORDS = "row_id IN (SELECT i.row_id FROM browse_search s JOIN browse_index i ON i.number = s.rowid WHERE browse_search MATCH "


def _data_filters(wanted: Wanted) -> Iterator[tuple[str, str]]:
    """The facets as Datasette's own pages of `plan_rows` take them."""
    if not wanted.every_format:
        yield "_where", "document_id NOT IN (SELECT document_id FROM editions WHERE rendition_of IS NOT NULL)"
    for name, value in wanted.chosen.items():
        if name == "lead":
            yield "_where", f"row_id IN (SELECT row_id FROM leads WHERE name = {_quoted(value)})"
        elif value == NOTHING:
            yield ("plan_date__isnull" if name == "year" else f"{name}__isnull"), "1"
        elif name == "year":
            yield "plan_date__startswith", value
        else:
            yield f"{name}__exact", value


def _quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _find(archive: Archive, wanted: Wanted) -> dict[str, Any]:
    source, conditions, values = _conditions(archive, wanted)
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    total = archive.number(f"SELECT COUNT(*) FROM {source}{where}", values)
    ids = [
        row["row_id"]
        for row in archive.rows(
            f"SELECT i.row_id FROM {source}{where} ORDER BY {_order(wanted, archive)} LIMIT {PAGE} OFFSET {(wanted.page - 1) * PAGE}",
            values,
        )
    ]
    return {"total": total, "rows": _in_full(archive, ids), "pages": -(-total // PAGE), "renditions": _renditions(archive)}


def _renditions(archive: Archive) -> int:
    return archive.number("SELECT COUNT(*) FROM editions WHERE rendition_of IS NOT NULL")


def _order(wanted: Wanted, archive: Archive) -> str:
    if wanted.words and archive.has_index and words_to_match(wanted.words):
        return "s.rank, i.number"
    return "i.authority, i.year, i.document_id, i.position"


def _conditions(archive: Archive, wanted: Wanted, without: str | None = None) -> tuple[str, list[str], dict[str, str]]:
    """FROM, the parts of WHERE, and their values. Without the index, words are looked for one by one."""
    conditions: list[str] = [] if wanted.every_format else [_EACH_ISSUE_ONCE]
    values: dict[str, str] = {}
    source = "browse_index i" if archive.has_index else _PLAIN_INDEX
    match = words_to_match(wanted.words)
    if match and archive.has_index:
        source = "browse_search s JOIN browse_index i ON i.number = s.rowid"
        conditions.append("browse_search MATCH :match")
        values["match"] = match
    elif wanted.words and not match:
        conditions.append("0")
    elif match:
        for number, (text, _) in enumerate(words_to_parts(wanted.words)):
            conditions.append(f"i.row_id IN (SELECT row_id FROM plan_rows WHERE {_PRINTED} LIKE :like{number} ESCAPE '!')")
            values[f"like{number}"] = "%" + re.sub("([!%_])", r"!\1", text) + "%"
    for name, value in wanted.chosen.items():
        if name == without:
            continue
        if name == "lead":
            conditions.append("i.row_id IN (SELECT row_id FROM leads WHERE name = :lead)")
        elif value == NOTHING:
            conditions.append(f"i.{name} IS NULL")
            continue
        else:
            conditions.append(f"i.{name} = :{name}")
        values[name] = value
    return source, conditions, values


_EACH_ISSUE_ONCE = "i.rendition = 0"
_PRINTED = " || ' ' || ".join(f"COALESCE({name}, '')" for name in SEARCHED)
_PLAIN_INDEX = (
    "(SELECT r.row_id, r.document_id, r.position, r.authority, SUBSTR(r.plan_date, 1, 4) AS year, r.rag, r.status, r.theme, "
    "r.position AS number, e.rendition_of IS NOT NULL AS rendition FROM plan_rows r "
    "LEFT JOIN editions e ON e.document_id = r.document_id) i"
)


def _facets(archive: Archive, wanted: Wanted) -> list[dict[str, Any]]:
    """Each facet with the values of the rows that the others leave, the most frequent first."""
    renditions = _renditions(archive)
    facets = []
    for name in ("authority", "year", "rag", "status", "lead", "theme"):
        source, conditions, values = _conditions(archive, wanted, without=name)
        where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
        if name == "lead":
            # joined, not asked whether it is among them: a fifth of the time where a word stands in every row
            narrowed = renditions or set(conditions) - {_EACH_ISSUE_ONCE}
            among = f"{source} JOIN leads l ON l.row_id = i.row_id{where}" if narrowed else "leads l"
            sql = f"SELECT l.name AS value, COUNT(DISTINCT l.row_id) AS count FROM {among} GROUP BY l.name"
        else:
            sql = f"SELECT i.{name} AS value, COUNT(*) AS count FROM {source}{where} GROUP BY i.{name}"
        found = archive.rows(f"{sql} ORDER BY count DESC, value LIMIT {FACET_VALUES + 1}", values)
        chosen = wanted.chosen.get(name)
        facets.append({"name": name, "values": found[:FACET_VALUES], "more": len(found) > FACET_VALUES, "chosen": chosen})
    return facets


def _in_full(archive: Archive, row_ids: list[str]) -> list[Row]:
    """The rows in the order of their ids; a question mark each, since SQLite has no lists."""
    if not row_ids:
        return []
    marks = ", ".join("?" * len(row_ids))
    statement = (
        "SELECT r.*, m.thread_id, m.plans AS thread_plans, "
        "(SELECT GROUP_CONCAT(e.document, ', ') FROM editions e WHERE e.rendition_of = r.document_id) AS other_formats "
        "FROM plan_rows r LEFT JOIN thread_members m ON m.recommendation_id = r.recommendation_id "
        f"WHERE r.row_id IN ({marks})"
    )
    found = {row["row_id"]: row for row in archive.rows(statement, row_ids)}
    return [found[row_id] for row_id in row_ids if row_id in found]
