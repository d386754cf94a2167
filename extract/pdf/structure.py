"""A tagged PDF's structure tree, page by page: which table, row and cell each piece of marked content belongs to.

Word and browsers write one. Where it agrees with the geometry it settles what the page cannot show: paragraphs in a cell, heading
rows, and whether the first row of a page goes on from the page before. Empty cells, coloured or not, are missing from it.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from . import bindings

MOST_ELEMENTS = 50_000
DEEPEST = 100

_PARAGRAPHS = frozenset({"P", "LI", "Caption", "BlockQuote", "TOCI", "Note", "Title", "TD", "TH", "Figure", "Div", "FENote"})
_HEADINGS = {"Title": 1, "H": 1, **{f"H{level}": level for level in range(1, 7)}}


@dataclass(frozen=True, slots=True)
class Tag:
    """Where a piece of marked content stands in the tree; rows count through the page's tree, -1 outside tables."""

    paragraph: int
    """Counts the paragraphs, list items and headings of the page."""
    level: int | None = None
    """Of a heading, 1 to 6."""
    table: int = -1
    row: int = -1
    heading: bool = False
    """Stands in a heading cell (TH)."""
    elsewhere: bool = False
    """The row has content on another page, too."""


@dataclass(slots=True)
class _Walk:
    tags: dict[int, Tag] = field(default_factory=dict)
    elements: int = 0
    paragraphs: int = 0
    rows: int = -1
    tables: int = -1
    split_rows: set[int] = field(default_factory=set)
    name: Any = field(default_factory=lambda: ctypes.create_string_buffer(64))


@dataclass(frozen=True, slots=True)
class _At:
    paragraph: int = 0
    level: int | None = None
    table: int = -1
    row: int = -1
    heading: bool = False


def page_to_tags(page: Any) -> dict[int, Tag]:
    """Marked-content id -> `Tag`, for a page that pypdfium2's raw API holds; empty where there is no tree."""
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    if not tree:
        return {}
    try:
        walk = _Walk()
        address = bindings.address(tree) or 0
        for index in range(min(MOST_ELEMENTS, bindings.tree_children(address))):
            child = bindings.tree_child(address, index)
            if child:
                _descend(walk, child, _At(), 0)
        return {
            content: Tag(tag.paragraph, tag.level, tag.table, tag.row, tag.heading, tag.row in walk.split_rows)
            for content, tag in walk.tags.items()
        }
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _descend(walk: _Walk, element: int, at: _At, deep: int) -> None:
    walk.elements += 1
    if walk.elements > MOST_ELEMENTS or deep > DEEPEST:
        return
    at = _entered(walk, element, at)
    for index in range(min(MOST_ELEMENTS, bindings.element_children(element))):
        child = bindings.element_child(element, index)
        if child:
            _descend(walk, child, at, deep + 1)
            continue
        content = bindings.element_content(element, index)
        if content >= 0:
            walk.tags[content] = Tag(at.paragraph, at.level, at.table, at.row, at.heading)
        elif at.row >= 0 and not at.heading:
            walk.split_rows.add(at.row)  # its content stands on another page


def _entered(walk: _Walk, element: int, at: _At) -> _At:
    length = bindings.element_type(element, walk.name, 64)
    kind = walk.name.raw[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
    if kind == "Table" and at.table < 0:
        walk.tables += 1
        return _At(at.paragraph, None, walk.tables)
    if kind == "TR" and at.table >= 0:
        walk.rows += 1
        return _At(at.paragraph, None, at.table, walk.rows)
    if kind in _PARAGRAPHS or kind in _HEADINGS:
        walk.paragraphs += 1
        level = _HEADINGS.get(kind) if at.table < 0 else None
        return _At(walk.paragraphs, level, at.table, at.row, at.heading or kind == "TH")
    return at
