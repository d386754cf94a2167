"""PDFs made to do harm: each ends in one clear line that names the limit, or is read for what it is, within its memory and its time."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from pathlib import Path

import pytest
from raw_pdf import FLATE, Objects, form, packed, page, picture, stream, write

from plantrace.batch import Limits, Outcome, Task, run, workers
from plantrace.diagnostics import EncryptedDocument, LimitExceeded
from plantrace.extract.limits import check_size
from plantrace.extract.pdf.limits import unpacks_beyond
from plantrace.extract.read import read

MEMORY = "takes more memory than the --memory-limit"
STREAM = "unpacks to more than PLANTRACE_MAX_STREAM_MB=64"


@pytest.fixture(scope="module")
def reader() -> Iterator[Executor]:
    with workers(1, Limits(seconds=300, megabytes=1024)) as pool:
        yield pool


@pytest.fixture(scope="module")
def small_reader() -> Iterator[Executor]:
    with workers(1, Limits(seconds=300, megabytes=400)) as pool:
        yield pool


def outcome_of(path: Path, reader: Executor) -> Outcome:
    [outcome] = run([Task((path,))], reader, 1)
    return outcome


def bomb(unit: bytes, megabytes: int = 150) -> Objects:
    return page(packed(unit, megabytes), FLATE)


def packed_twice() -> Objects:
    return page(zlib.compress(packed(b" ", 100), 9), b"/Filter [ /FlateDecode /FlateDecode ]")


def one_content_many_times() -> Objects:
    """Each of them below the limit, and all of them drawn on one page."""
    shown = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 800 600]/Contents[%b]>>" % (b"4 0 R " * 40)
    return {**bomb(b"1 1 2 2 re f\n", 40), 3: shown}


def forms_in_forms() -> Objects:
    """Ten forms that each draw the next ten times: ten thousand million rectangles in 3 KB."""
    forms = {number: form(b"/X Do " * 10, b"/XObject<</X %d 0 R>>" % (number + 1)) for number in range(10, 20)}
    return {**page(b"/X Do", resources=b"/XObject<</X 10 0 R>>"), **forms, 20: form(b"1 1 2 2 re f")}


def pages(count: int) -> Objects:
    kids = b"<</Type/Pages/Kids[%b]/Count %d>>" % (b"3 0 R " * count, count)
    return {1: b"<</Type/Catalog/Pages 2 0 R>>", 2: kids, 3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 800 600]>>"}


TOO_MUCH: list[tuple[str, Callable[[], Objects], str]] = [
    ("a decompression bomb", lambda: bomb(b" ", 100), STREAM),
    ("a bomb packed twice", packed_twice, STREAM),
    ("a page of ten million objects", lambda: bomb(b"1 1 2 2 re f\n"), STREAM),
    ("one content many times", one_content_many_times, MEMORY),
    ("forms in forms", forms_in_forms, MEMORY),
    ("a million saved states", lambda: page(packed(b"q ", 60), FLATE), MEMORY),
    ("100,000 pages", lambda: pages(100_000), "it has 100,000 pages, limit PLANTRACE_MAX_PAGES=10000"),
]


@pytest.mark.parametrize(("make", "says"), [pytest.param(*row, id=name) for name, *row in TOO_MUCH])
def test_what_asks_for_too_much_is_told_with_its_limit(
    tmp_path: Path, small_reader: Executor, make: Callable[[], Objects], says: str
) -> None:
    path = write(tmp_path / "plan.pdf", make())
    error = outcome_of(path, small_reader).error
    assert type(error) is LimitExceeded
    assert says in error.detail
    assert str(error).startswith(f"{path}: The document exceeds a safety limit (")


def page_tree_loop() -> Objects:
    looped = b"<</Type/Pages/Kids[6 0 R 6 0 R]/Parent 6 0 R/Count 100>>"
    return {**page(b""), 2: looped, 6: looped.replace(b"6 0 R", b"2 0 R")}


def page_tree_that_doubles() -> Objects:
    """At each of fifty levels, two branches that are the same: a thousand million million ways to the one page."""
    tree = {level: b"<</Type/Pages/Kids[%d 0 R %d 0 R]/Count 9>>" % (level + 1, level + 1) for level in range(10, 60)}
    return {1: b"<</Type/Catalog/Pages 10 0 R>>", **tree, 60: b"<</Type/Page/MediaBox[0 0 9 9]>>"}


def form_in_itself() -> Objects:
    own = b"/XObject<</X 6 0 R>>"
    return {**page(b"/X Do", resources=own), 6: form(b"/X Do 1 1 2 2 re f", own)}


def pictured(across: int, down: int, placed: bytes) -> Objects:
    return {**page(placed + b" cm /I Do", resources=b"/XObject<</I 6 0 R>>"), 6: picture(across, down)}


def words_beside(more: bytes) -> bytes:
    return b"BT /F 12 Tf 50 500 Td (Action plan) Tj ET " + more


ODD: list[tuple[str, Callable[[], Objects], int, set[str]]] = [
    ("a loop in the page tree", page_tree_loop, 100, {"page-damaged"}),
    ("a page tree that holds itself", lambda: {**page(b""), 2: b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 9>>"}, 9, {"page-damaged"}),
    ("a page tree that doubles", page_tree_that_doubles, 9, {"page-damaged"}),
    ("two thousand million pages, it says", lambda: {**page(b""), 2: b"<</Type/Pages/Kids[3 0 R]/Count 2000000000>>"}, 1, set()),
    ("a form that draws itself", form_in_itself, 1, set()),
    ("arrays in arrays", lambda: page(words_beside(b"[" * 500_000 + b"]" * 500_000 + b" TJ " + b"<<" * 100_000)), 1, set()),
    ("an object deep in itself", lambda: {**page(b""), 3: b"<</Type/Page/MediaBox[0 0 9 9]/X %b%b>>" % (b"[" * 10**5, b"]" * 10**5)}, 1, set()),
    ("an object stream that goes on in itself", lambda: {**page(b""), 7: stream(b"/Type/ObjStm/N 1/First 4/Extends 7 0 R", b"4 0 <<>>")}, 1, set()),
    ("a small drawing of a huge picture", lambda: pictured(60_000, 60_000, b"20 0 0 20 9 9"), 1, set()),
    ("a page as large as a county", lambda: {**pictured(2, 2, b"9999999 0 0 9999999 0 0"), 3: page(b"", resources=b"/XObject<</I 6 0 R>>", box=b"0 0 9999999 9999999")[3]}, 1, {"ocr-failed"}),
]  # fmt: skip


@pytest.mark.parametrize(("make", "pages", "codes"), [pytest.param(*row, id=name) for name, *row in ODD])
def test_what_is_only_odd_is_read_for_what_it_is(
    tmp_path: Path, reader: Executor, make: Callable[[], Objects], pages: int, codes: set[str]
) -> None:
    outcome = outcome_of(write(tmp_path / "plan.pdf", make()), reader)
    assert outcome.error is None
    assert outcome.document is not None
    assert outcome.document.pages == pages
    assert {diagnostic.code for diagnostic in outcome.document.diagnostics} - {"ocr-unavailable"} <= codes


def test_a_scan_of_sixty_thousand_dots_a_side_is_read_within_its_memory(tmp_path: Path, reader: Executor) -> None:
    """3.6 thousand million dots in 440 KB, stripes too fine to see."""
    outcome = outcome_of(write(tmp_path / "plan.pdf", pictured(60_000, 60_000, b"800 0 0 600 0 0")), reader)
    assert outcome.error is None
    assert outcome.document is not None
    assert [diagnostic.code for diagnostic in outcome.document.diagnostics] in (["page-without-text"], ["ocr-unavailable"])


@pytest.mark.parametrize(
    ("data", "filters", "most", "beyond"),
    [
        (zlib.compress(bytes(5000)), 1, 5000, False),
        (zlib.compress(bytes(5001)), 1, 5000, True),
        # what follows the end does not count, and does not keep the count from ending
        (zlib.compress(bytes(5000)) + b"\r\n" + bytes(90), 1, 5000, False),
        (zlib.compress(zlib.compress(bytes(9_000_000), 9), 9), 2, 5_000_000, True),
        (zlib.compress(zlib.compress(bytes(9_000_000), 9), 9), 2, 9_000_000, False),
        # damaged: what came out before the damage counts
        (zlib.compress(bytes(9_000_000))[:-2000] + bytes(2000), 1, 1_000_000, True),
        (b"no Deflate at all", 1, 5, False),
    ],
)
def test_what_unpacks_beyond_a_limit(data: bytes, filters: int, most: int, beyond: bool) -> None:
    assert unpacks_beyond(data, filters, most) is beyond


def test_limits_can_be_raised_and_lowered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "plan.pdf", pages(3))
    monkeypatch.setenv("PLANTRACE_MAX_PAGES", "2")
    with pytest.raises(LimitExceeded, match=r"it has 3 pages, limit PLANTRACE_MAX_PAGES=2"):
        read(path)
    monkeypatch.setenv("PLANTRACE_MAX_PAGES", "3")
    assert read(path).pages == 3
    monkeypatch.setenv("PLANTRACE_MAX_STREAM_MB", "1")
    with pytest.raises(LimitExceeded, match=r"PLANTRACE_MAX_STREAM_MB=1"):
        read(write(tmp_path / "long.pdf", bomb(b" ", 2)))


@pytest.mark.parametrize(
    "filter_", [b"/Filter/Adobe.PubSec/SubFilter/adbe.pkcs7.s4/V 1", b"/Filter/Some.Publisher/V 1", b"/Filter/Standard/V 99/R 99"]
)
def test_a_pdf_locked_in_another_way_is_not_called_damaged(tmp_path: Path, filter_: bytes) -> None:
    """With a certificate, or by a program that sells documents."""
    path = write(tmp_path / "plan.pdf", {**page(b""), 9: b"<<%b>>" % filter_})
    path.write_bytes(path.read_bytes().replace(b"/Root 1 0 R", b"/Root 1 0 R/Encrypt 9 0 R/ID[<00><00>]"))
    with pytest.raises(EncryptedDocument):
        read(path)


def test_a_file_of_gigabytes_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    with path.open("wb") as file:
        file.truncate(5 << 30)  # takes no room on the disk
    with pytest.raises(LimitExceeded, match=r"it has 5,120 MB, limit PLANTRACE_MAX_FILE_MB=1024"):
        check_size(path)
    with pytest.raises(LimitExceeded):
        read(path)
