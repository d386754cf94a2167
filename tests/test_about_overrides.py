"""plans.csv beside the files."""

from __future__ import annotations

from pathlib import Path

import pytest

from plantrace.normalise.about import BadPlansFile, Overrides, overrides_beside, rows_without_file
from plantrace.normalise.about.overrides import is_edtf


def test_a_row_is_found_by_the_files_name(tmp_path: Path) -> None:
    (tmp_path / "plans.csv").write_text(
        "File,Authority,plan date,inspection_body,inspection_date\r\n"
        'Plan 2013.pdf,"Stockton-on-Tees Borough Council",2013-09,Ofsted,2013-01-14/2013-01-23\r\n'
        "\r\nother.pdf,,2014,,\r\n",
        encoding="utf-8-sig",
    )
    assert overrides_beside(tmp_path / "plan 2013.PDF") == Overrides(
        authority="Stockton-on-Tees Borough Council", plan_date="2013-09", inspection_body="Ofsted", inspection_date="2013-01-14/2013-01-23"
    )
    assert overrides_beside(tmp_path / "other.pdf") == Overrides(plan_date="2014")
    assert overrides_beside(tmp_path / "third.pdf") == Overrides()


def test_a_row_for_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    table = tmp_path / "plans.csv"
    table.write_text("file,authority\nPLAN-2013.PDF,Leeds\nplan-2014.pdf,Leeds\nletter.doc,Leeds\n", "utf-8")
    (tmp_path / "plan-2013.pdf").write_text("x")
    assert rows_without_file(tmp_path) == [
        f"{table}: line 3: there is no file 'plan-2014.pdf' beside it; did you mean 'plan-2013.pdf'?",
        f"{table}: line 4: there is no file 'letter.doc' beside it",
    ]
    assert rows_without_file(tmp_path / "elsewhere") == []
    table.write_text("file,plan_date\nletter.doc,soon\n", "utf-8")
    with pytest.raises(BadPlansFile, match="plan_date 'soon' is no date"):
        rows_without_file(tmp_path)


def test_no_plans_csv_is_nothing_to_say(tmp_path: Path) -> None:
    assert overrides_beside(tmp_path / "plan.pdf") == Overrides()
    assert overrides_beside(tmp_path / "missing" / "plan.pdf") == Overrides()


def test_the_command_line_is_above_the_file() -> None:
    assert Overrides(authority="A").over(Overrides(authority="B", plan_date="2013")) == Overrides(authority="A", plan_date="2013")


def test_semicolons_as_a_german_excel_writes_them(tmp_path: Path) -> None:
    (tmp_path / "plans.csv").write_text("file;authority\na.pdf;Leeds City Council\n", "utf-8")
    assert overrides_beside(tmp_path / "a.pdf") == Overrides(authority="Leeds City Council")


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    (tmp_path / "plans.csv").write_text("file,authority\na.pdf,Leeds\n", "utf-8")
    assert overrides_beside(tmp_path / "a.pdf").authority == "Leeds"
    (tmp_path / "plans.csv").write_text("file,authority\na.pdf,Bradford\n", "utf-8")
    assert overrides_beside(tmp_path / "a.pdf").authority == "Bradford"


FAULTS = [
    ("file,authorty\na.pdf,Leeds\n", "line 1: no such column: 'authorty'; did you mean 'authority'?"),
    ("authority\nLeeds\n", "line 1: no column 'file'"),
    ("file,plan_date\na.pdf,2013\nb.pdf,18/9/2013\n", "line 3: plan_date '18/9/2013' is no date such as 2013, 2013-09 or 2013-09-18"),
    ("file,plan_date\na.pdf,2013-13\n", "line 2: plan_date '2013-13' is no date"),
    ("file,authority\na.pdf,Leeds\nA.pdf,Bradford\n", "line 3: 'A.pdf' stands on line 2, too"),
    ("file,authority\n,Leeds\n", "line 2: no file named"),
    ("file,authority\nold/a.pdf,Leeds\n", "line 2: 'old/a.pdf' names a folder"),
    ("file,authority\na.pdf,Leeds,more\n", "line 2: 3 cells under 2 headings"),
    ('file,authority\na.pdf,"Leeds\n', "line 2: unexpected end of data"),
    ("file,authority,authority\na.pdf,x,y\n", "line 1: two columns 'authority'"),
]


@pytest.mark.parametrize(("text", "reason"), FAULTS)
def test_a_fault_is_told_with_its_line(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / "plans.csv").write_text(text, "utf-8")
    with pytest.raises(BadPlansFile) as raised:
        overrides_beside(tmp_path / "a.pdf")
    assert reason in str(raised.value)


def test_what_is_no_text_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "plans.csv").write_bytes(b"file,authority\na.pdf,Caf\xe9\n")
    with pytest.raises(BadPlansFile, match="line 2: not UTF-8"):
        overrides_beside(tmp_path / "a.pdf")


@pytest.mark.parametrize(("text", "expected"), [
    ("2013", True), ("2013-09", True), ("2013-09-18", True), ("2018-22", True), ("2012-03-12/2012-03-23", True), ("2008/2009", True),
    ("2013-13", False), ("2013-02-30", False), ("18/9/2013", False), ("2014/2013", False), ("", False), ("2013-09-18/", False), ("Sept 2013", False),
])  # fmt: skip
def test_edtf(text: str, expected: bool) -> None:
    assert is_edtf(text) is expected
