"""PDFs written object by object, for what no library would write: bombs, loops, depths.

`write(path, {**page(b"1 1 2 2 re f"), 9: stream(b"/Type/XObject", b"...")})`; object 1 is the catalogue.
"""

from __future__ import annotations

import zlib
from pathlib import Path

Objects = dict[int, bytes]

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
FLATE = b"/Filter/FlateDecode"


def write(path: Path, objects: Objects) -> Path:
    written, places = bytearray(b"%PDF-1.7\n"), {}
    for number, content in objects.items():
        places[number] = len(written)
        written += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table, size = len(written), max(objects) + 1
    written += b"xref\n0 %d\n" % size
    for number in range(size):
        written += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
    written += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, table)
    path.write_bytes(written)
    return path


def stream(entries: bytes, content: bytes) -> bytes:
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (entries, len(content), content)


def page(content: bytes, entries: bytes = b"", resources: bytes = b"", box: bytes = b"0 0 800 600") -> Objects:
    """Objects 1 to 5: a catalogue, one page with its content, and a font `/F`."""
    return {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[%b]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>%b>>>>" % (box, resources),
        4: stream(entries, content),
        5: FONT,
    }


def packed(unit: bytes, megabytes: int) -> bytes:
    """So many megabytes of one unit over and over, as Deflate packs them."""
    packer, block = zlib.compressobj(9), unit * (2**20 // len(unit))
    return b"".join([*(packer.compress(block) for _ in range(megabytes)), packer.flush()])


def form(content: bytes, resources: bytes = b"", entries: bytes = b"") -> bytes:
    return stream(b"/Type/XObject/Subtype/Form/BBox[0 0 800 600]/Resources<<%b>>%b" % (resources, entries), content)


def picture(across: int, down: int) -> bytes:
    """Grey stripes, one bit a dot."""
    data = packed(b"\xaa", max(1, across * down // 8 // 2**20))
    return stream(
        b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 1/ColorSpace/DeviceGray%b" % (across, down, FLATE), data
    )
