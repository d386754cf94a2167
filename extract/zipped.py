"""A zip from anywhere: neither its directory nor a part of it takes more memory than a document may.

zipfile reads a directory of any length, and unpacks all that a part was packed into before it cuts that to the size stated: to 2 GB of
what says that it has 100 bytes. Files are told by the importing process, which no limit on memory protects.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

from ..diagnostics import LimitExceeded
from .limits import limit

MAX_PARTS = 20_000
"""A Word document has some twenty, and one for each picture. `PLANTRACE_MAX_PARTS` overrides it."""

BROKEN = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, EOFError, NotImplementedError, OSError, ValueError, KeyError,
          OverflowError)  # fmt: skip
"""What zipfile raises of a damaged file; RuntimeError where a part is locked with a password."""

_LONGEST_ENTRY = 256
"""Bytes of the directory that a part takes: 46 and its name."""
_WAYS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How office documents pack their parts. The others that zipfile knows unpack without end: 45 bytes to a megabyte."""


def most_parts() -> int:
    return limit("PLANTRACE_MAX_PARTS", MAX_PARTS)


class Zip(zipfile.ZipFile):
    """Opened for reading. `shown` is the file that messages name. Raises LimitExceeded, or one of BROKEN."""

    _stream: _Stream | None = None

    def __init__(self, path: Path, shown: Path | None = None) -> None:
        stream = self._stream = _Stream(path)
        stream.longest = most_parts() * _LONGEST_ENTRY
        try:
            super().__init__(stream)
        except _TooLong as error:
            raise LimitExceeded(shown or path, f"more parts in it than PLANTRACE_MAX_PARTS={most_parts()}") from error
        finally:
            stream.longest = None
            if self.fp is None:
                stream.close()

    def close(self) -> None:
        super().close()
        if self._stream is not None:
            self._stream.close()

    def unpacked(self, part: zipfile.ZipInfo) -> bytes:
        """A part, as long as the directory says and no longer. Raises one of BROKEN; RuntimeError where it is locked."""
        if part.compress_type not in _WAYS:
            raise zipfile.BadZipFile(f"{part.filename} is packed in a way that no office packs")
        with self.open(part) as stream:
            return stream.read(part.file_size)


class _TooLong(Exception):
    pass


class _Stream(io.FileIO):
    """A file of which nothing longer than `longest` is read at once; to its end only zipfile's search for the directory reads."""

    longest: int | None = None

    def read(self, size: int | None = -1, /) -> bytes | None:  # type: ignore[override]
        if self.longest is not None and size is not None and size > self.longest:
            raise _TooLong
        return super().read(size if size is not None else -1)
