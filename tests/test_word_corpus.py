"""Genuine Word documents: every labelled text in its row, every colour in its cell, no letter lost."""

from __future__ import annotations

import json
import re
import unicodedata
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from plantrace.extract.document import Cell, Document, Paragraph, Table
from plantrace.extract.legacy import read_legacy
from plantrace.extract.word.read import read_docx
from plantrace.extract.word.soffice import soffice
from plantrace.provenance import Place
from word_files import source

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared corpus is not beside the checkout")
needs_libreoffice = pytest.mark.skipif(soffice() is None, reason="LibreOffice (soffice) is not installed")

LABELLED = sorted([*CORPUS.glob("*.word.docx"), *CORPUS.glob("mini/*.word.docx")])
FIELDS = ("action", "lead_raw", "timescale_raw", "progress", "evidence", "monitoring")
SEEN_AS = {"red": "FF0000", "amber": "FFC000", "green": "00B050", "blue": "0070C0"}


@cache
def read(name: str) -> Document:
    path = CORPUS / name
    return read_legacy(source(path, "doc")) if path.suffix == ".doc" else read_docx(source(path))


def squashed(text: str | None) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text or "").casefold())


def rows_of(printed: Document) -> list[list[Cell]]:
    return [[cell for cell in row if cell] for table in printed.tables for row in table.grid()]


@pytest.mark.parametrize("path", LABELLED, ids=lambda path: path.name)
def test_every_labelled_text_stands_in_one_row_with_its_colour(path: Path) -> None:
    labels = json.loads(path.with_suffix(".gold.json").read_text())
    rows = [([squashed(cell.text) for cell in row], {cell.fill for cell in row}) for row in rows_of(read(str(path.relative_to(CORPUS))))]
    missing = []
    for action in labels["actions"]:
        wanted = [squashed(action.get(field)) for field in FIELDS if action.get(field)]
        fill = {SEEN_AS[action["rag"]]} if action.get("rag_source") == "colour" else set()
        if not any(fill <= fills and all(any(text in cell for cell in cells) for text in wanted) for cells, fills in rows):
            missing.append(action["action"])
    assert missing == []


@pytest.mark.parametrize("path", [*LABELLED, *sorted(CORPUS.glob("real/*.docx"))], ids=lambda path: path.name)
def test_no_letter_is_lost_and_none_made_up_but_list_numbers(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    written = Counter("".join("".join(text.text or "" for text in root.iter("{*}t")).replace("\u2011", "-").split()))
    blocks = read(str(path.relative_to(CORPUS))).blocks
    printed = Counter("".join("".join(cell.text for cell in block) if isinstance(block, Table) else block.text for block in blocks))
    assert written - printed == Counter()
    assert set(printed - written) <= set("•.0123456789 \n")


def test_a_table_of_66_pages_is_one_table_with_its_banners() -> None:
    (table,) = read("real/upr48_slovenia_thematic_recommendations.docx").tables
    assert (table.n_rows, table.n_columns, table.header_rows) == (308, 4, 1)
    assert Counter((cell.colspan, cell.fill, cell.bold) for cell in table if cell.column == 0) == {
        (4, "C6D9F1", True): 53,
        (1, None, False): 254,
        (1, None, True): 1,
    }
    assert [cell.text for cell in table if cell.row == 1] == ["Theme: Ratification of & accession to international instruments"]
    assert [cell.text for cell in table if cell.row == 307] == [
        "140.253 Establish a specific procedure for determining stateless status and adopt concrete measures to improve the registration "
        "of stateless persons (Costa Rica);\nSource of Position: A/HRC/59/15/Add.1 - Para.5",
        "Noted",
        "- Refugees & asylum seekers\n- Rights related to name, identity & nationality\nGroups of Persons:\n- Public officials\n- Stateless persons",
        "- 10 - REDUCED INEQUALITIES\n- 16 - PEACE, JUSTICE AND STRONG INSTITUTIONS",
    ]


def test_a_matrix_of_ratings_has_each_in_its_colour() -> None:
    printed = read("real/dgu_qwms_rag_q2_2013-14.docx")
    matrix = printed.tables[0]
    assert Counter((cell.text, cell.fill) for cell in matrix if cell.row and cell.column and cell.text) == {
        ("Met", "92D050"): 172,
        ("Not Met", "FF0000"): 12,
    }
    spend = [cell.text for cell in matrix if cell.row == 1]
    assert spend == ["Spend data", "Not Met", "Not Met", *["Met"] * 11, "Not Met", "Met", "Met", "Not Met"]
    numbered = [block.text.split()[0] for block in printed.blocks if isinstance(block, Paragraph) and re.match(r"\d+\. ", block.text)]
    # as the same report's PDF prints them: the statement runs to 46, the principles in its annex begin anew
    assert numbered == [f"{number}." for number in (*range(1, 47), *range(1, 15))]
    assert [paragraph.text for paragraph in printed.furniture] == ["UNCLASSIFIED"]


@needs_libreoffice
def test_an_action_log_of_word_97() -> None:
    log, done = read("real/dgu_TB09_action_log.doc").tables
    assert Counter((cell.text, cell.fill) for cell in log if cell.column == 3 and cell.row > 1) == {
        ("On track", "92D050"): 9,
        ("Plan in place", "FFC000"): 6,
        ("Plan in place", "FFCC00"): 1,
        ("Initial stages", "C0504D"): 3,
    }
    assert Counter((cell.text, cell.fill) for cell in done if cell.column == 3 and cell.row) == {
        ("Complete", "8DB3E2"): 8,
        ("Action on hold", "BFBFBF"): 1,
    }
    assert [(cell.text, cell.fill, cell.places) for cell in done if cell.row == 9][1:] == [
        (
            "Transparency Board to invite the Information Commissioner to join discussions to expand on the technical as well as legal "
            "issues from his view point.",
            None,
            (Place(None, 2, 10, 2),),
        ),
        ("September", None, (Place(None, 2, 10, 3),)),
        ("Action on hold", "BFBFBF", (Place(None, 2, 10, 4),)),
    ]


@needs_libreoffice
def test_an_action_report_of_word_97() -> None:
    (table,) = read("real/dgu_LPDP_action_report_b.doc").tables
    assert (table.n_rows, table.n_columns) == (15, 3)
    assert [(cell.text, cell.fill, cell.ink, cell.bold) for cell in table if cell.row == 0] == [
        (heading, "0C0C0C", "FFFFFF", True) for heading in ("Issue", "Action", "Latest Position")
    ]
    assert [cell.text for cell in table if cell.row == 11] == [
        "LG Inform",
        "Dennis Skinner to arrange representation from LG Inform to be invited to present.",
        "Completed. Juliet Whitworth to present at January meeting.",
    ]


@needs_libreoffice
def test_automatic_numbers_fill_a_column_of_word_97() -> None:
    """The sixth is typed by hand, without its full stop."""
    (tasks,) = read("real/dgu_LPDP_terms_tasks_2013-10.doc").tables[:1]
    assert [cell.text for cell in tasks if cell.column == 0] == ["", "1.", "2.", "3.", "4.", "5.", "6", ""]
