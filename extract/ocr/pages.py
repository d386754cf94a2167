"""The pages of a PDF, those that are pictures read by OCR, two at a time, in their order.

Nothing heavy is imported before the first scanned page comes.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

from ...diagnostics import Diagnostic, Severity, is_full
from ...provenance import Box, Place
from ..pdf.page import PageContent
from .lie import Lie

SCANNED_SHARE = 0.3
"""Share of a page without words that pictures must cover for it to be a scan rather than an empty page."""

STAMPED_SHARE = 0.6
FEW_WORDS = 12
"""A scan may bear a few typed words, a number or a stamp: so many at most, and pictures over `STAMPED_SHARE` of the page."""

SECONDS_A_PAGE = 120.0
"""Longest that reading one page may take."""

SAME_COLOUR = 7
"""Steps of 255 by which a scanner shows one colour differently."""

AT_A_TIME = 2
"""Pages that are read side by side; Tesseract is a process of its own for each."""

WAITING = 3
"""Pages held at most, their pictures of some 30 MB each."""


@dataclass(frozen=True, slots=True)
class _Started:
    page: PageContent
    reading: Future[tuple[PageContent, Lie]]


def is_scan(page: PageContent) -> bool:
    """Whether a page is a picture that wants reading."""
    if not page.words:
        return page.pictured > SCANNED_SHARE
    return page.pictured > STAMPED_SHARE and len(page.words) <= FEW_WORDS


def with_scans_read(
    pages: Iterable[PageContent | None], document: Any, diagnostics: list[Diagnostic], lies: dict[int, Lie]
) -> Iterator[PageContent | None]:
    """Each page; a scanned one as OCR reads it, upright and level (`lies` is told how it lay, by page number).

    `document` is PDFium's handle; pages are rendered here and not in the threads, as PDFium serves one thread only. Where OCR is not
    installed (`ocr-unavailable`), takes too long (`ocr-timeout`) or fails (`ocr-failed`) the page stays as it is, with a diagnostic.
    """
    queue: deque[_Started | PageContent | None] = deque()
    palette: list[str] = []
    with ThreadPoolExecutor(AT_A_TIME, "ocr") as readers:
        try:
            for page in pages:
                queue.append(_started(page, document, readers, diagnostics) if page is not None and is_scan(page) else page)
                while queue and (len(queue) > WAITING or not isinstance(queue[0], _Started)):
                    yield _finished(queue.popleft(), diagnostics, lies, palette)
            while queue:
                yield _finished(queue.popleft(), diagnostics, lies, palette)
        finally:
            readers.shutdown(wait=False, cancel_futures=True)


def _started(page: PageContent, document: Any, readers: ThreadPoolExecutor, diagnostics: list[Diagnostic]) -> _Started | PageContent:
    from .tesseract import why_unavailable

    missing = why_unavailable()
    if missing is not None:
        diagnostics.append(_diagnostic("ocr-unavailable", "warning", page, f"is a picture that nobody read. {missing}"))
        return page
    from .read import picture_to_page
    from .render import page_to_picture

    rendered = page_to_picture(document, page.number)
    if rendered is None:
        diagnostics.append(_diagnostic("ocr-failed", "error", page, "cannot be rendered"))
        return page
    return _Started(page, readers.submit(picture_to_page, *rendered, page.number, SECONDS_A_PAGE))


def _finished(
    one: _Started | PageContent | None, diagnostics: list[Diagnostic], lies: dict[int, Lie], palette: list[str]
) -> PageContent | None:
    if not isinstance(one, _Started):
        return one
    from .tesseract import OcrTimeout

    try:
        scan, lie = one.reading.result()
    except OcrTimeout:
        diagnostics.append(_diagnostic("ocr-timeout", "error", one.page, "took too long to read: its picture is no page of text"))
        return one.page
    except (OSError, RuntimeError, ValueError, ArithmeticError, LookupError, MemoryError) as error:
        if isinstance(error, OSError) and is_full(error):
            raise  # a disk that is full says nothing of the page: the document waits for the next import
        diagnostics.append(_diagnostic("ocr-failed", "error", one.page, f"could not be read ({type(error).__name__}: {error})"))
        return one.page
    if not scan.words:
        diagnostics.append(_diagnostic("page-without-text", "info", one.page, "is a picture in which no text was found"))
    lies[one.page.number] = lie
    return with_typed_words(in_few_colours(scan, palette), one.page, lie)


def with_typed_words(scan: PageContent, page: PageContent, lie: Lie) -> PageContent:
    """The scan, the words that the page itself bears (a typed page number) in place of those read there."""
    if not page.words or lie.turn or lie.slope:
        return scan
    read = [word for word in scan.words if not any(_common(word.box, typed.box) > 0.3 for typed in page.words)]
    return replace(scan, words=(*page.words, *read), shapes=(*page.shapes, *scan.shapes))


def in_few_colours(scan: PageContent, palette: list[str]) -> PageContent:
    """The scan with one colour for what was printed in one: `EDEDED` here and `ECECEC` on the next page are both the first that came."""
    fills = tuple(replace(fill, colour=_nearest(fill.colour, palette)) for fill in scan.fills)
    return replace(scan, fills=fills, shapes=tuple(replace(shape, colour=_nearest(shape.colour, palette)) for shape in scan.shapes))


def _nearest(colour: str, palette: list[str]) -> str:
    for known in palette:
        if all(abs(int(colour[at : at + 2], 16) - int(known[at : at + 2], 16)) <= SAME_COLOUR for at in (0, 2, 4)):
            return known
    palette.append(colour)
    return colour


def _common(box: Box, other: Box) -> float:
    """The share of `box` that `other` covers."""
    across, down = min(box[2], other[2]) - max(box[0], other[0]), min(box[3], other[3]) - max(box[1], other[1])
    return max(0.0, across) * max(0.0, down) / max(0.01, (box[2] - box[0]) * (box[3] - box[1]))


def _diagnostic(code: str, severity: Severity, page: PageContent, message: str) -> Diagnostic:
    return Diagnostic(code, severity, f"page {page.number} {message}", Place(page.number, 0, 0, 0))
