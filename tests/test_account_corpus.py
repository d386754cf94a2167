"""Nothing is lost and everything has its place, on every plan there is: the labelled and genuine ones beside the checkout, else the samples."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from plantrace.extract.document import Document, Table
from plantrace.extract.read import read
from plantrace.normalise.model import Action, Plan
from plantrace.normalise.plan import read_plan
from plantrace.normalise.values import action_to_values, all_places, pieces
from plantrace.provenance import Place

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
_FORMATS = {".pdf", ".docx", ".doc"}
_NEEDS = {".doc": "soffice"}
_SCANS = ("webscan", "SCANNED")


def documents() -> list[Path]:
    folders = (CORPUS, CORPUS / "mini", CORPUS / "real", CORPUS / "scan") if CORPUS.is_dir() else (ROOT / "samples",)
    return sorted(path for folder in folders for path in folder.iterdir() if path.suffix in _FORMATS)


@cache
def read_both(path: Path) -> tuple[Document, Plan]:
    needed = "tesseract" if any(mark in path.name for mark in _SCANS) else _NEEDS.get(path.suffix)
    if needed and shutil.which(needed) is None:
        pytest.skip(f"{needed} is not installed")
    document = read(path)
    return document, read_plan(document)


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.name)
def test_no_word_of_a_plan_table_is_lost(path: Path) -> None:
    _, plan = read_both(path)
    account = plan.account
    assert account.left_over == ()
    assert account.words_in_tables == account.words_in_rows + account.words_in_headings
    assert bool(account.words_in_rows) == bool(plan.actions)
    assert not [each for each in plan.diagnostics if each.code == "text-left-over"]


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.name)
def test_every_value_names_cells_that_print_it(path: Path) -> None:
    document, plan = read_both(path)
    printed = printed_at(document)
    wrong = [fault for action in plan.actions for fault in faults(action, printed, paged=document.pages is not None)]
    assert wrong == []


def printed_at(document: Document) -> Mapping[Place, str]:
    found: dict[Place, str] = {}
    for block in document.blocks:
        if isinstance(block, Table):
            found.update((place, cell.text) for cell in block.cells for place in cell.places)
        else:
            found[block.place] = f"{found.get(block.place, '')}\n{block.text}"
    return found


def faults(action: Action, printed: Mapping[Place, str], *, paged: bool) -> Iterator[tuple[int, str, str]]:
    """(row, field, what is wrong). A rating or status is printed as a colour, or in words of its own: its cell must only be there."""
    places = all_places(action)
    for name, value in action_to_values(action).items():
        named = tuple(dict.fromkeys(places.get(name, ())))
        if not named:
            yield action.position, name, "no place"
        elif any(place not in printed for place in named):
            yield action.position, name, "a place where nothing stands"
        elif paged and any(place.page is None or place.box is None for place in named):
            yield action.position, name, "no page or no box"
        elif name not in ("rag", "status") and set(pieces(value)) - set(pieces("\n".join(printed[place] for place in named))):
            yield action.position, name, f"{value!r} is not printed there"


def test_a_value_at_the_wrong_cell_is_found() -> None:
    path = ROOT / "samples" / "stockton-2013.word.docx"
    document, plan = read_both(path)
    first, second = plan.actions[:2]
    swapped = {**first.places, "action": second.places["action"]}
    printed = printed_at(document)
    moved = Action(**{**{name: getattr(first, name) for name in Action.__slots__}, "places": swapped})
    assert [fault[:2] for fault in faults(moved, printed, paged=False)] == [(1, "action")]
    assert Counter(fault[1] for fault in faults(first, printed, paged=False)) == {}
