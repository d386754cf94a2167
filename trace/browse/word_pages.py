"""Word files as pages to look at: set in the background, each once, kept while the server runs."""

from __future__ import annotations

import tempfile
import threading
from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ...provenance import Source

if TYPE_CHECKING:
    from ...picture.word_pages import WordPages

SECONDS_TO_WAIT = 20.0
"""For a page that somebody looks at; the setting itself goes on, and the next look finds it done."""
_KEPT = 40
_SETTING: OrderedDict[str, Future[WordPages]] = OrderedDict()
_ONE = threading.Lock()
PDFIUM = threading.Lock()
"""PDFium is not made for several threads."""


def word_pages(source: Source) -> WordPages | None:
    """The pages of a Word file; None while they are still being set. Raises MissingLibreOffice, DocumentError."""
    with _ONE:
        waiting = _SETTING.get(source.sha256) or _set_by().submit(_set, source)
        _SETTING[source.sha256] = waiting
        _SETTING.move_to_end(source.sha256)
        while len(_SETTING) > _KEPT:
            _SETTING.popitem(last=False)
    try:
        return waiting.result(SECONDS_TO_WAIT)
    except TimeoutError:
        return None


def _set(source: Source) -> WordPages:
    from ...picture.word_pages import word_to_pages

    return word_to_pages(source, Path(_folder().name) / source.sha256, reading=lambda: PDFIUM)


@cache
def _set_by() -> ThreadPoolExecutor:
    """LibreOffice takes a processor: one at a time."""
    return ThreadPoolExecutor(1, thread_name_prefix="word pages")


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    """Gone with the server."""
    return tempfile.TemporaryDirectory(prefix="plantrace-pages-")
