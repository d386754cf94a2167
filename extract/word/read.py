"""A .docx as a `Document`: the story of its body, notes at the end, headers and footers as furniture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ...diagnostics import Diagnostic, FixedLimit
from ...provenance import Place, Source
from ..document import Block, Cell, Document, Mark, Paragraph, Route, Table
from .colour import Theme, theme_from
from .drawing import Drawings
from .inline import ParagraphReader, Prose
from .names import w
from .numbering import Numbering
from .package import Package
from .printed import lines_to_printed, prose_to_lines
from .story import CellDraft, Story, TableDraft
from .styles import Styles

_OUTSIDE = Place(page=None, table=0, row=0, column=0)
_TITLE = "{http://purl.org/dc/elements/1.1/}title"


def read_docx(source: Source, *, route: Route = "docx", path: Path | None = None) -> Document:
    """Read Office Open XML (.docx, .docm, .dotx). `path` is the file to open where it is not `source.path`: a .doc's conversion.

    Raises UnknownFormat, DamagedDocument, EncryptedDocument or LimitExceeded, naming `source.path`.
    """
    try:
        with Package(path or source.path, source.path) as package:
            return _Reading(source, route, package).document()
    except RecursionError as error:
        raise FixedLimit(source.path, "its content is nested too deeply") from error


@dataclass(slots=True)
class _Reading:
    source: Source
    route: Route
    package: Package

    def document(self) -> Document:
        package = self.package
        root = package.document()
        theme = theme_from(package.xml(next(iter(package.related("theme")), None)))
        styles = Styles(package.xml(next(iter(package.related("styles")), None)), theme)
        numbering = Numbering(package.xml(next(iter(package.related("numbering")), None)), styles)
        story = Story(ParagraphReader(styles, numbering, Drawings(package, theme)))
        body = root.find(w("body"))
        drafts = story.blocks(body) if body is not None else []
        drafts += self._notes(story)
        blocks = tuple(drafts_to_blocks(drafts, self.route))
        furniture = tuple(self._furniture(styles, theme))
        if story.foreign:
            message = f"{story.foreign} part(s) of another format stand in the document and were not read"
            package.diagnostics.append(Diagnostic("embedded-part-unread", "warning", message))
        return Document(self.source, blocks, None, self._title(), furniture, tuple(package.diagnostics))

    def _notes(self, story: Story) -> Iterator[Prose | TableDraft]:
        """Footnotes, then endnotes, in the order in which the body refers to them."""
        for kind in ("footnotes", "endnotes"):
            wanted = [id_ for note_kind, id_ in dict.fromkeys(story.reader.notes) if note_kind == kind]
            root = self.package.xml(next(iter(self.package.related(kind)), None)) if wanted else None
            notes = {note.get(w("id")): note for note in (root if root is not None else ())}
            for id_ in wanted:
                if id_ in notes:
                    yield from story.blocks(notes[id_])

    def _furniture(self, styles: Styles, theme: Theme) -> Iterator[Paragraph]:
        seen: set[str] = set()
        for part in (*self.package.related("header"), *self.package.related("footer")):
            root = self.package.xml(part)
            if root is None:
                continue
            story = Story(ParagraphReader(styles, Numbering(None, styles), Drawings(self.package, theme, part)))
            for prose in _flattened(story.blocks(root)):
                paragraph = prose_to_paragraph(prose)
                if paragraph is not None and paragraph.text not in seen:
                    seen.add(paragraph.text)
                    yield paragraph

    def _title(self) -> str | None:
        root = self.package.xml(next(iter(self.package.related("core-properties", "/")), None))
        title = root.findtext(_TITLE) if root is not None else None
        return " ".join(title.split()) or None if title else None


def drafts_to_blocks(drafts: list[Prose | TableDraft], route: Route) -> Iterator[Block]:
    """Number the tables. A nested table follows the outer one; an outer one that only arranges the page gives way to what is in it."""
    queue: list[Prose | TableDraft] = list(reversed(drafts))
    number = 0
    while queue:
        draft = queue.pop()
        if isinstance(draft, Prose):
            paragraph = prose_to_paragraph(draft)
            if paragraph is not None:
                yield paragraph
        elif is_layout(draft):
            queue += [block for cell in reversed(draft.cells) for block in reversed(cell.blocks)]
        elif draft.cells:
            number += 1
            yield draft_to_table(draft, number, route)
            queue += [block for cell in reversed(draft.cells) for block in reversed(cell.blocks) if isinstance(block, TableDraft)]


def is_layout(draft: TableDraft) -> bool:
    """Has tables inside, and only one column with anything in it: a frame drawn round a table, a page set in a grid."""
    if not any(isinstance(block, TableDraft) for cell in draft.cells for block in cell.blocks):
        return False
    filled = {cell.placed.column for cell in draft.cells if any(map(_says_something, cell.blocks))}
    return len(filled) == 1


def _says_something(block: Prose | TableDraft) -> bool:
    return isinstance(block, TableDraft) or bool(prose_to_lines(block))


def draft_to_table(draft: TableDraft, number: int, route: Route) -> Table:
    grid = draft.grid
    cells = tuple(_cell(cell, number) for cell in draft.cells)
    return Table(cells, grid.n_rows, grid.n_columns, (route,) * grid.n_rows, draft.header_rows, grid.edges)


def _cell(draft: CellDraft, number: int) -> Cell:
    own = [block for block in draft.blocks if isinstance(block, Prose)]
    lines = [line for prose in own for line in prose_to_lines(prose)]
    drawn = [mark for prose in own for mark in prose.marks]
    if not lines:  # a rating: the paragraph is shaded, not its cell
        drawn += [Mark("shading", colour) for prose in own if (colour := prose.format.shading) not in (None, "none")]
    printed = lines_to_printed(lines, drawn, draft.fill)
    placed = draft.placed
    return Cell(
        text=printed.text,
        row=placed.row,
        column=placed.column,
        rowspan=placed.rowspan,
        colspan=placed.colspan,
        places=(Place(None, number, placed.row + 1, placed.column + 1),),
        fill=draft.fill,
        marks=printed.marks,
        lines=printed.lines,
        bold=printed.bold,
        ink=printed.ink,
        struck_text=printed.struck_text,
    )


def prose_to_paragraph(prose: Prose) -> Paragraph | None:
    """None where nothing is printed."""
    printed = lines_to_printed(prose_to_lines(prose), prose.marks)
    if not printed.text:
        return None
    outline = prose.format.outline
    level = outline + 1 if outline is not None and outline < 9 else None
    return Paragraph(printed.text, _OUTSIDE, level, printed.bold, printed.size, printed.marks)


def _flattened(drafts: list[Prose | TableDraft]) -> Iterator[Prose]:
    for draft in drafts:
        if isinstance(draft, Prose):
            yield draft
        else:
            for cell in draft.cells:
                yield from _flattened(cell.blocks)
