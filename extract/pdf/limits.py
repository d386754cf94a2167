"""What a PDF may hold: so many pages, streams that unpack to so much. PDFium itself unpacks what it is given, and ends with the memory."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

from ...diagnostics import LimitExceeded
from ..limits import limit

MAX_PAGES = 10_000
"""A year's papers of a council in one file have 5,000. `PLANTRACE_MAX_PAGES` overrides it."""

MAX_STREAM_MB = 64
"""Largest content, font or table of a PDF, unpacked; a page of a plan takes 0.1 MB, and PDFium forty times as much for the objects in it.
Pictures and attached files do not count, since nothing unpacks them. `PLANTRACE_MAX_STREAM_MB` overrides it."""

_BEST_RATIO = 1032
"""Deflate packs no better: what is shorter than the limit by so much need not be unpacked to know."""
_STREAM = re.compile(rb">>\s*stream\r?\n")
_PACKED = re.compile(rb"/(?:FlateDecode|Fl)\b")
_NEVER_UNPACKED = re.compile(rb"/Subtype\s*/Image\b|/Type\s*/EmbeddedFile\b")
_DICTIONARY = 4096
_PIECE, _LARGEST_PIECE = 1 << 16, 1 << 20


def check_pages(path: Path, pages: int) -> None:
    """Raises LimitExceeded."""
    most = limit("PLANTRACE_MAX_PAGES", MAX_PAGES)
    if pages > most:
        raise LimitExceeded(path, f"it has {pages:,} pages, limit PLANTRACE_MAX_PAGES={most}")


def check_streams(path: Path, data: bytes) -> None:
    """Unpacks, piece by piece and for counting alone, what could come out larger than the limit. Raises LimitExceeded.

    What is packed in another way than Deflate, or encrypted, is left to the limit on memory.
    """
    most, end = limit("PLANTRACE_MAX_STREAM_MB", MAX_STREAM_MB), 0
    whole = memoryview(data)
    for found in _STREAM.finditer(data):
        head = data[max(0, data.rfind(b" obj", max(0, found.start() - _DICTIONARY), found.start())) : found.start()]
        filters = len(_PACKED.findall(head))
        if not filters or _NEVER_UNPACKED.search(head):
            continue
        if end < found.end():  # else several begin before it, and each need not look for it anew
            end = data.find(b"endstream", found.end())
            end = len(data) if end < 0 else end
        packed = whole[found.end() : end]
        if unpacks_beyond(packed, filters, most << 20):
            raise LimitExceeded(path, f"a stream of {len(packed):,} bytes in it unpacks to more than PLANTRACE_MAX_STREAM_MB={most}")


def unpacks_beyond(packed: bytes | memoryview, filters: int, most: int) -> bool:
    """Whether more than `most` bytes come out of bytes that were packed `filters` times over."""
    if len(packed) * _BEST_RATIO**filters <= most:
        return False
    unpacked, count = bytearray(), 0
    decoder = zlib.decompressobj()
    try:
        for start in range(0, len(packed), _PIECE):
            waiting = packed[start : start + _PIECE]
            while waiting and not decoder.eof and count <= most:
                piece = decoder.decompress(waiting, _LARGEST_PIECE)
                count += len(piece)
                if filters > 1:
                    unpacked += piece
                waiting = decoder.unconsumed_tail
            if decoder.eof or count > most:
                break
    except zlib.error:
        pass  # damaged from here on; what came out before counts
    return count > most or (filters > 1 and unpacks_beyond(bytes(unpacked), filters - 1, most))
