"""Containers that lie about themselves: told as damaged or too large at once, before any process of its own protects who opens them."""

from __future__ import annotations

import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from plantrace.diagnostics import DamagedDocument, DocumentError, LimitExceeded
from plantrace.extract.formats import format_of, may_be_for_libreoffice
from plantrace.extract.word.ole import OLE_SIGNATURE
from plantrace.extract.zipped import Zip

HUNDRED_MB = 100_000_000


def zip_with(path: Path, *parts: tuple[str, bytes], packed: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", packed) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return path


def directory_entry(path: Path, part: bytes) -> tuple[bytearray, int]:
    data = bytearray(path.read_bytes())
    return data, data.rindex(part) - 46


def lying(path: Path) -> Path:
    """Its type has a hundred bytes, it says."""
    data, at = directory_entry(zip_with(path, ("mimetype", bytes(HUNDRED_MB))), b"mimetype")
    data[at + 24 : at + 28] = (100).to_bytes(4, "little")
    path.write_bytes(data)
    return path


def far_away(path: Path) -> Path:
    """Its type stands 2 to the power of 64 bytes from the beginning, it says."""
    data, at = directory_entry(zip_with(path, ("mimetype", b"application/x")), b"mimetype")
    more = struct.pack("<HHQ", 1, 8, 2**64 - 1)
    data[at + 42 : at + 46] = b"\xff" * 4
    data[at + 30 : at + 32] = len(more).to_bytes(2, "little")
    data[at + 46 + len("mimetype") : at + 46 + len("mimetype")] = more
    end = data.rindex(b"PK\5\6")
    size = int.from_bytes(data[end + 12 : end + 16], "little") + len(more)
    data[end + 12 : end + 16] = size.to_bytes(4, "little")
    path.write_bytes(data)
    return path


def packed_oddly(path: Path) -> Path:
    """As no office packs: 45 bytes of it unpack to a megabyte."""
    return zip_with(path, ("mimetype", b"application/x"), packed=zipfile.ZIP_BZIP2)


def long_directory(path: Path) -> Path:
    """Of 200,000 parts, none of which is there."""
    entry = struct.pack("<4sBBBBHHHIIIHHHHHII", b"PK\1\2", 20, 0, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    directory = entry * 200_000
    path.write_bytes(b"PK\3\4" + bytes(26) + directory + struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 65535, 65535, len(directory), 30, 0))
    return path


def ole_header(shift: int, table_sectors: int, more: int) -> bytes:
    fields = (OLE_SIGNATURE, bytes(16), 0x3E, 3, 0xFFFE, shift, 6, 0, 0, 0, table_sectors, 1, 0, 4096, 0xFFFFFFFE, 0, 0, more)
    return struct.pack("<8s16sHHHHHHLLLLLLLLLL", *fields).ljust(512, b"\0") + bytes(2048)


def circle_of_tables(path: Path) -> Path:
    """A table of four thousand million sectors, each piece of it the same: 2 KB that fill any memory."""
    path.write_bytes(ole_header(9, 2**32 - 1, (2**32 - 1 - 109 + 126) // 127))
    return path


def huge_sectors(path: Path) -> Path:
    path.write_bytes(ole_header(62, 1, 0))
    return path


BAD: list[tuple[Callable[[Path], Path], type[DocumentError], str]] = [
    (lying, DamagedDocument, "its zip container cannot be opened"),
    (far_away, DamagedDocument, "its zip container cannot be opened"),
    (packed_oddly, DamagedDocument, "its zip container cannot be opened"),
    (long_directory, LimitExceeded, "more parts in it than PLANTRACE_MAX_PARTS=20000"),
    (circle_of_tables, DamagedDocument, "its container cannot be opened"),
    (huge_sectors, DamagedDocument, "its container cannot be opened"),
]


@pytest.mark.parametrize(("make", "error", "said"), BAD, ids=[make.__name__ for make, _, _ in BAD])
def test_a_container_that_lies_takes_no_memory(tmp_path: Path, make: Callable[[Path], Path], error: type[DocumentError], said: str) -> None:
    path = make(tmp_path / "plan")
    tracemalloc.start()
    try:
        with pytest.raises(DocumentError) as raised:
            format_of(path)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (type(raised.value), raised.value.detail) == (error, said)
    assert most < 2_000_000


def test_a_part_is_unpacked_as_far_as_it_says(tmp_path: Path) -> None:
    with Zip(zip_with(tmp_path / "plan", ("a", b"ha" * 500), ("b", b""))) as archive:
        assert [archive.unpacked(part) for part in archive.infolist()] == [b"ha" * 500, b""]
    with Zip(lying(tmp_path / "lying")) as archive, pytest.raises(zipfile.BadZipFile):
        archive.unpacked(archive.infolist()[0])


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (OLE_SIGNATURE, True),  # whatever is in it: who opens it tells
        (b"{\\rtf1", True),
        (b"PK\3\4" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.text", True),
        (b"PK\3\4" + bytes(26) + b"[Content_Types].xml", False),
        (b"%PDF-1.4 {\\rtf1", False),
        (b"Dear all", False),
        (b"", False),
    ],
)
def test_what_may_be_for_libreoffice_is_told_by_how_it_begins(tmp_path: Path, data: bytes, expected: bool) -> None:
    path = tmp_path / "plan"
    path.write_bytes(data)
    assert may_be_for_libreoffice(path) is expected
    assert may_be_for_libreoffice(tmp_path) is may_be_for_libreoffice(tmp_path / "missing") is False
