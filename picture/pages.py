"""All pages of a document into a folder, one PNG each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..normalise.model import Plan
from .marks import plan_to_marks
from .page import page_picture


def picture_pages(path: Path, plan: Plan, pages: int, folder: Path, *, scale: float = 2.0) -> Iterator[Path]:
    """Writes `page-01.png`, `page-02.png` ... into the folder, which is made, and yields each. Raises CannotDraw, OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    marks = plan_to_marks(plan)
    width = max(2, len(str(pages)))
    for page in range(1, pages + 1):
        rows = sum(mark.style == "row" for mark in marks.get(page, ()))
        caption = f"{path.name}, page {page} of {pages}: {rows} {'row' if rows == 1 else 'rows'}"
        target = folder / f"page-{page:0{width}}.png"
        target.write_bytes(page_picture(path, page, marks.get(page, ()), scale=scale, caption=caption))
        yield target
