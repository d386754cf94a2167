"""A row on the pages that it was printed on: the pictures and the boxes of its cells; for Word, as LibreOffice sets the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...diagnostics import DocumentError, MissingTool
from ...provenance import Place, Source
from .archive import Row, Served
from .source import SourceGone, docx_tables, page_picture, page_size, source_of_row, word_table
from .word_pages import word_pages

if TYPE_CHECKING:
    from ...picture.word_pages import WordPages

MOST_PAGES = 4
NOT_SET_YET = "Its pages are being set by LibreOffice: load this page again in a moment."


def print_of_row(document: Row, places: list[Row], served: Served | None, titles: Mapping[str, str]) -> dict[str, Any]:
    """`{"pages", "word", "notice"}`: pages with the boxes of the row's fields; where a Word file has none, its table; else why not."""
    try:
        source = source_of_row(document, served)
        if document["format"] == "pdf":
            return _shown(pages=_pages(source, places, titles))
        return _print_of_word(_source(source, document), places, titles)
    except SourceGone as error:
        return _shown(notice=f"{error} The print and its place are beside this.")


def picture_of_page(document: Row, page: int, served: Served | None) -> bytes:
    """A page as a PNG. Raises SourceGone."""
    source = source_of_row(document, served)
    if document["format"] == "pdf":
        return page_picture(source, page)
    try:
        found = word_pages(_source(source, document))
    except (DocumentError, MissingTool) as error:
        raise SourceGone(source.name, error.detail) from error
    if found is None:
        raise SourceGone(source.name, NOT_SET_YET)
    return page_picture(found.pdf, page)


def _source(path: Path, document: Row) -> Source:
    return Source(path, document["document_id"], document["format"])


def _shown(pages: list[dict[str, Any]] | None = None, word: dict[str, Any] | None = None, notice: str | None = None) -> dict[str, Any]:
    return {"pages": pages or [], "word": word, "notice": notice}


def _print_of_word(source: Source, places: list[Row], titles: Mapping[str, str]) -> dict[str, Any]:
    """The page where LibreOffice sets the row; without one, the table of the Word file around it."""
    found, notice = None, None
    try:
        found = word_pages(source)
        notice = None if found else NOT_SET_YET
    except (DocumentError, MissingTool) as error:
        notice = f"There is no picture of its pages. {error}"
    if found is not None:
        pages = _pages(found.pdf, _places_on_pages(found, places), titles)
        if pages:
            return _shown(pages=pages)
    tables = found.tables if found else docx_tables(source.path) if source.format in ("docx", "docm") else ()
    word = word_table(tables, places)
    return _shown(word=word, notice=notice or (None if word else "Its cells are not found on the pages that LibreOffice sets."))


def _places_on_pages(found: WordPages, places: list[Row]) -> list[Row]:
    """The places of a row in the tables of its Word file -> on pages."""
    cells = [(place, found.places.get((place["table_number"], place["table_row"], place["table_column"]), ())) for place in places]
    return [{**place, **_on_page(each)} for place, boxes in cells for each in boxes]


def _on_page(place: Place) -> Row:
    box = place.box or (None, None, None, None)
    return {"page": place.page, **dict(zip(("x0", "top", "x1", "bottom"), box, strict=True))}


def _pages(source: Path, places: list[Row], titles: Mapping[str, str]) -> list[dict[str, Any]]:
    return [_page(source, page, places, titles) for page in pages_of_row(places)[:MOST_PAGES]]


def pages_of_row(places: list[Row]) -> list[int]:
    """The pages to look at: the one where most of the row's cells stand first, the others where a cell of its own goes on.

    What stands for several rows (a recommendation, a lead merged over pages) is followed to the page where it begins, since its words are
    there; a theme only where it is on none of the others.
    """
    fields: dict[str, list[Row]] = {}
    for place in places:
        if place["page"]:
            fields.setdefault(place["field"], []).append(place)
    if not fields:
        return []
    rows = Counter((each[0]["page"], each[0]["table_number"], each[0]["table_row"]) for each in fields.values())
    main = fields["action"][0] if "action" in fields else None
    own = (main["page"], main["table_number"], main["table_row"]) if main else rows.most_common(1)[0][0]
    pages = [own[0]]
    for first, *more in fields.values():
        if (first["page"], first["table_number"], first["table_row"]) == own:
            pages += [place["page"] for place in more]
    for name, each in sorted(fields.items(), key=lambda item: item[0] == "theme"):
        if name != "theme" or not any(place["page"] in pages for place in each):
            pages.append(each[0]["page"])
    return list(dict.fromkeys(pages))


def _page(source: Path, page: int, places: list[Row], titles: Mapping[str, str]) -> dict[str, Any]:
    """Boxes that fields share are drawn once, under the names of all of them."""
    width, height = page_size(source, page)
    boxes: dict[tuple[float, ...], list[str]] = {}
    for place in places:
        if place["page"] == page and place["x0"] is not None:
            box = tuple(round(place[name], 1) for name in ("x0", "top", "x1", "bottom"))
            boxes.setdefault(box, []).append(place["field"])
    marks = []
    for (x0, top, x1, bottom), names in sorted(boxes.items(), key=lambda item: (item[0][1], item[0][0])):
        title = ", ".join(dict.fromkeys(titles.get(name, name.replace("_", " ")) for name in names))
        marks.append({"x": x0, "y": top, "width": x1 - x0, "height": bottom - top, "title": title, "names": names})
    return {"number": page, "width": width, "height": height, "marks": marks}
