"""Pages of blocks -> the blocks of the document, tables joined over the page breaks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

from ...provenance import Box
from ..document import Block, Paragraph, Table
from .between import Interruption, interruption, is_overflow
from .breaks import pitch_of
from .columns import joint_columns, refitted
from .decide import Continuation, continuation
from .growing import Growing
from .headings import heads, is_banner, is_emphatic, rows_of
from .loose import loose_rest
from .over import pages_side_by_side
from .slivers import without_slivers
from .wording import squeezed

TOUCHING = 3.0
"""Points between two tables of one page that are one, drawn in two."""


NEAR = 12.0
"""The same where one of them is told by alignment: its box ends with its letters."""

NEAR_BOTH = 40.0
"""The same where both are: a row of little text leaves white above the next."""


@dataclass(slots=True)
class _Latest:
    """The table that the next piece may go on with, and what stood since."""

    growing: Growing
    piece: Table
    page: int
    after: list[Paragraph] = field(default_factory=list)
    """Paragraphs below it on its page."""
    before: list[Paragraph] = field(default_factory=list)
    """Paragraphs above the next piece on the next page."""


def stitch_pages(pages: Sequence[Sequence[Block]]) -> tuple[Block, ...]:
    """The blocks of a document from those of each page, in order; pieces of one table become one.

    A piece goes on with the table before it where it stands first on its page, has that table's columns and opens no plan of its own.
    Heading rows and banners that it repeats go, a row that the page break cut is one again, and a merged cell stays merged.
    """
    cleaned = [[without_slivers(block, pitch_of(block.cells)) if isinstance(block, Table) else block for block in page] for page in pages]
    cleaned = pages_side_by_side(cleaned)
    stitcher = _Stitcher(cleaned)
    for number in range(len(cleaned)):
        stitcher.turn_to(number)
    return tuple(block.table() if isinstance(block, Growing) else block for block in stitcher.blocks)


class _Stitcher:
    def __init__(self, pages: Sequence[Sequence[Block]]) -> None:
        self.pages = pages
        self.blocks: list[Block | Growing] = []
        self.latest: _Latest | None = None
        self.seen: set[str] = set()
        """Texts of the pages before the latest table's."""
        self.seen_here: set[str] = set()
        self.extents = [_extent(page) for page in pages]
        sizes = [block.size for page in pages for block in page if isinstance(block, Paragraph) and block.size and not block.bold]
        self.body_size = median(sizes) if sizes else 10.0

    def turn_to(self, number: int) -> None:
        """Takes in one page."""
        if self.latest is not None and self.latest.page < number - 1:
            self.latest = None
        page = self.pages[number]
        for block in page[self._take_loose(page, number) :]:
            if isinstance(block, Table):
                self._take_table(block, number)
            else:
                self.blocks.append(block)
                if self.latest is not None:
                    (self.latest.after if self.latest.page == number else self.latest.before).append(block)
        self.seen |= self.seen_here
        self.seen_here = {squeezed(block.text) for block in self.pages[number] if isinstance(block, Paragraph)}

    def _take_loose(self, page: Sequence[Block], number: int) -> int:
        """Takes in the paragraphs at the head of a page that are the rest of the open table's last row; how many they are."""
        latest = self.latest
        found = loose_rest(page, latest.growing) if latest is not None and latest.page == number - 1 else None
        if latest is None or found is None or not self._joined(latest, found[0]):
            return 0
        self.latest = _Latest(latest.growing, found[0], number)
        return found[1]

    def _take_table(self, piece: Table, number: int) -> None:
        latest = self.latest
        if latest is not None and (_joined_beside(latest, piece) if latest.page == number else self._joined(latest, piece)):
            self.latest = _Latest(latest.growing, piece, number)
            return
        growing = Growing.of(piece)
        self.blocks.append(growing)
        self.latest = _Latest(growing, piece, number)

    def _joined(self, latest: _Latest, piece: Table) -> bool:
        """Puts the piece below the table of the page before, if it goes on with it."""
        found = continuation(latest.growing, piece, self._room_below(latest))
        if found is None:
            return False
        overflow = [paragraph for paragraph in latest.after if is_overflow(paragraph, latest.piece, latest.growing.foot)]
        others = [paragraph for paragraph in latest.after if paragraph not in overflow]
        worst = max(
            [interruption(paragraph, self.body_size, self.seen, "foot") for paragraph in others]
            + [interruption(paragraph, self.body_size, self.seen | self.seen_here, "head") for paragraph in latest.before],
            default=Interruption.NONE,
        )
        if worst is Interruption.BLOCKS or (worst is Interruption.DOUBTFUL and not found.sure):
            return False
        for paragraph in overflow:
            latest.growing.run_over(paragraph)
            self.blocks = [block for block in self.blocks if block is not paragraph]
        found.apply(latest.growing, piece)
        return True

    def _room_below(self, latest: _Latest) -> float | None:
        """Height that a page leaves blank below a table that ends it: as far as other pages of about its width are filled."""
        box, extent = block_box(latest.piece), self.extents[latest.page]
        if box is None or extent is None or latest.after:
            return None
        filled = [other[3] for other in self.extents if other is not None and abs(other[2] - extent[2]) < 0.08 * extent[2]]
        return max(filled) - box[3] if len(filled) > 1 else None


def _joined_beside(latest: _Latest, piece: Table) -> bool:
    """Two tables of one page that touch, have the same columns and no text between are one that was drawn, or read, in two."""
    growing = latest.growing
    upper, lower = block_box(latest.piece), block_box(piece)
    aligned = "alignment" in latest.piece.routes or "alignment" in piece.routes
    both = "alignment" in latest.piece.routes and "alignment" in piece.routes
    touching = NEAR_BOTH if both else NEAR if aligned else TOUCHING
    if latest.after or upper is None or lower is None or not -touching <= lower[1] - upper[3] <= touching:
        return False
    joint = joint_columns(growing, piece)
    if joint is None or (piece.n_columns != growing.n_columns and not aligned):
        return False
    cells = refitted(piece.cells, joint.below)
    rows = rows_of(cells, piece.n_rows)
    if is_banner(rows[0], len(joint.edges) - 1) or (is_emphatic(rows[0]) and heads(rows[0], rows[1] if len(rows) > 1 else None)):
        return False
    Continuation(joint, tuple(cells), 0, cut=False, carried=frozenset(), sure=True).apply(growing, piece)
    return True


def block_box(block: Block) -> Box | None:
    """What a block covers on its page."""
    if isinstance(block, Paragraph):
        return block.place.box
    return _around(cell.places[-1].box for cell in block.cells if cell.places)


def _extent(page: Sequence[Block]) -> Box | None:
    return _around(block_box(block) for block in page)


def _around(boxes: Iterable[Box | None]) -> Box | None:
    known = [box for box in boxes if box is not None]
    if not known:
        return None
    return min(b[0] for b in known), min(b[1] for b in known), max(b[2] for b in known), max(b[3] for b in known)
