"""A PDF that opens, most often, and whose objects and page contents say odd things: huge numbers, cycles, keys missing, loops."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from random import Random
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from .octets import changed_bytes
from .values import NUMBERS, WORDS

_MOST = 8
_LARGEST_STREAM = 400_000
_LISTS = (b"[]", b"[0 0 0 0]", b"[1e9 2 3]", b"[0 0 99999999 99999999]", b"[600 800 0 0]", b"[-5000 -5000 5000 5000]", b"[0 0 0.001 0.001]")
_OPERATORS = (
    "q Q cm w J d re m l c h S f f* B W n BT ET Tf Tm Td TD Tj TJ T* Tr Tz Tc Tw TL Ts Do gs cs CS sc scn rg g k RG BMC BDC EMC sh".split()
)
_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
_KEYS = (
    *("MediaBox", "CropBox", "Rotate", "Kids", "Count", "Parent", "Contents", "Resources", "Font", "XObject", "Widths", "FirstChar", "K"),
    *("ToUnicode", "Encoding", "DescendantFonts", "W", "Matrix", "BBox", "StructTreeRoot", "Pg", "S", "UserUnit", "Length", "Filter"),
    *(
        "Width",
        "Height",
        "BitsPerComponent",
        "ColorSpace",
        "Decode",
        "DecodeParms",
        "SMask",
        "ParentTree",
        "Nums",
        "Group",
        "Annots",
        "Type",
    ),
)


def changed_pdf(data: bytes, chance: Random) -> bytes:
    try:
        with Pdf.open(io.BytesIO(data)) as pdf:
            return _changed(pdf, chance)
    except (pikepdf.PdfError, pikepdf.DataDecodingError, ValueError, TypeError, RuntimeError, NotImplementedError):
        return changed_bytes(data, chance)  # what pikepdf will not write


def _changed(pdf: Pdf, chance: Random) -> bytes:
    objects = list(pdf.objects)
    pages = [each for each in objects if isinstance(each, Dictionary) and each.get("/Type") == Name.Page]
    for _ in range(chance.randint(1, _MOST)):
        if chance.random() < 0.5:
            _change_object(pdf, objects, pages, chance)
        else:
            _change_content(pdf, pages, chance)
    written = io.BytesIO()
    mode = chance.choice((pikepdf.ObjectStreamMode.disable, pikepdf.ObjectStreamMode.generate))
    pdf.save(written, static_id=True, compress_streams=chance.random() < 0.5, object_stream_mode=mode)
    return written.getvalue()


def _odd_object(pdf: Pdf, objects: list[Any], chance: Random) -> Any:
    """Any kind of value: a number, a name, a list, another object of the file, which may close a circle."""
    kind = chance.randrange(8)
    if kind < 3:
        return _number(chance)
    if kind == 3:
        return Name("/" + (chance.choice(WORDS)[:60].replace("\x00", "").strip() or "X"))
    if kind == 4:
        return String(chance.choice(WORDS))
    if kind == 5:
        return pikepdf.Object.parse(chance.choice(_LISTS).replace(b"1e9", b"1000000000.5"))
    if kind == 6:
        return _nested(chance.choice((2, 50, 400)))
    return chance.choice(objects)


def _number(chance: Random) -> Any:
    printed = chance.choice(NUMBERS)
    whole = printed.lstrip("-").isdigit()
    value = int(printed) if whole else float(printed)
    return value if whole and abs(value) < 2**31 else pikepdf.Object.parse(f"{abs(value):.7f}".encode()[:60])


def _nested(depth: int) -> Any:
    value: Any = Array([])
    for _ in range(depth):
        value = Array([value])
    return value


def _change_object(pdf: Pdf, objects: list[Any], pages: list[Any], chance: Random) -> None:
    """A key set, taken out or given another's value; a list's element likewise; a stream's bytes."""
    holder = chance.choice(pages if pages and chance.random() < 0.3 else objects)
    for _ in range(chance.randrange(3)):  # a way down: what is not an object of its own
        inner = [each for each in _values(holder) if isinstance(each, (Dictionary, Array))]
        holder = chance.choice(inner) if inner else holder
    if isinstance(holder, Stream) and chance.random() < 0.4:
        _change_stream(holder, chance)
    elif isinstance(holder, (Dictionary, Stream)):
        _change_key(pdf, holder, objects, chance)
    elif isinstance(holder, Array):
        _change_element(pdf, holder, objects, chance)


def _values(holder: Any) -> list[Any]:
    if isinstance(holder, Array):
        return list(holder)
    if isinstance(holder, (Dictionary, Stream)):
        return [holder[key] for key in sorted(holder.keys())]
    return []


def _change_key(pdf: Pdf, holder: Any, objects: list[Any], chance: Random) -> None:
    keys = sorted(holder.keys())
    key = chance.choice(keys) if keys and chance.random() < 0.8 else "/" + chance.choice(_KEYS)
    if key == "/Length":
        return
    way = chance.random()
    if way < 0.25 and key in holder:
        del holder[key]
    elif way < 0.4 and keys:
        other = chance.choice(keys)
        if other != "/Length":
            holder[key] = holder[other]
    else:
        holder[key] = holder if way < 0.5 and holder.is_indirect else _odd_object(pdf, objects, chance)


def _change_element(pdf: Pdf, holder: Any, objects: list[Any], chance: Random) -> None:
    way = chance.random()
    if len(holder) and way < 0.2:
        del holder[chance.randrange(len(holder))]
    elif len(holder) and way < 0.4:
        holder.extend([holder[chance.randrange(len(holder))]] * chance.choice((1, 3, 30, 300)))
    elif len(holder) and way < 0.8:
        holder[chance.randrange(len(holder))] = _odd_object(pdf, objects, chance)
    else:
        holder.append(_odd_object(pdf, objects, chance))


def _change_stream(stream: Any, chance: Random) -> None:
    content = stream.read_bytes()
    if 0 < len(content) < _LARGEST_STREAM:
        stream.write(changed_bytes(content, chance))


def _change_content(pdf: Pdf, pages: list[Any], chance: Random) -> None:
    """Operators and operands of a page's own content, which producers write one operator a line."""
    if not pages:
        return
    page = chance.choice(pages)
    contents = page.get("/Contents")
    streams = [each for each in (contents if isinstance(contents, Array) else [contents]) if isinstance(each, Stream)]
    lines = b"\n".join(each.read_bytes() for each in streams).splitlines()
    for _ in range(chance.randint(1, _MOST)):
        if lines:
            chance.choice(_CONTENT_WAYS)(lines, chance)
    page.Contents = pdf.make_stream(b"\n".join(lines))


def _odd_operand(lines: list[bytes], chance: Random) -> None:
    at = chance.randrange(len(lines))
    numbers = list(_NUMBER.finditer(lines[at]))
    if numbers:
        chosen = chance.choice(numbers)
        lines[at] = lines[at][: chosen.start()] + chance.choice(NUMBERS).encode() + lines[at][chosen.end() :]


def _scaled(lines: list[bytes], chance: Random) -> None:
    """All that follows is drawn elsewhere, larger, smaller, mirrored, or not at all."""
    usual = chance.choice((["1", "0", "0", "1", "0", "0"], ["0", "1", "-1", "0", "300", "0"]))
    matrix = [chance.choice(NUMBERS) if chance.random() < 0.3 else each for each in usual]
    lines.insert(chance.randrange(len(lines)), f"{' '.join(matrix)} cm".encode())


def _other_operator(lines: list[bytes], chance: Random) -> None:
    at = chance.randrange(len(lines))
    operands, _, _ = lines[at].rpartition(b" ")
    lines[at] = operands + b" " + chance.choice(_OPERATORS).encode()


def _dropped(lines: list[bytes], chance: Random) -> None:
    at = chance.randrange(len(lines))
    del lines[at : at + chance.choice((1, 1, 5, 50))]


def _repeated(lines: list[bytes], chance: Random) -> None:
    at = chance.randrange(len(lines))
    lines[at:at] = lines[at : at + chance.choice((1, 10, 100))] * chance.choice((1, 5, 30))


def _moved(lines: list[bytes], chance: Random) -> None:
    at = chance.randrange(len(lines))
    block = lines[at : at + chance.choice((1, 10, 100))]
    del lines[at : at + len(block)]
    to = chance.randint(0, len(lines))
    lines[to:to] = block


def _other_text(lines: list[bytes], chance: Random) -> None:
    shown = [at for at, line in enumerate(lines) if line.rstrip().endswith((b"Tj", b"TJ"))]
    if shown:
        written = chance.choice(WORDS).encode("cp1252", "replace") if chance.random() < 0.7 else chance.randbytes(30)
        lines[chance.choice(shown)] = b"<" + written.hex().encode() + b"> Tj"


def _deeper(lines: list[bytes], chance: Random) -> None:
    at = chance.randrange(len(lines))
    lines[at:at] = [b"q"] * chance.choice((10, 1000, 20_000))


_CONTENT_WAYS: tuple[Callable[[list[bytes], Random], None], ...] = (
    *(_odd_operand, _odd_operand, _odd_operand, _scaled, _other_operator, _dropped, _repeated, _moved, _other_text, _deeper),
)
