"""`plantrace parties`, as it is typed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from test_parties import PLANS, STOCKTON, import_plan

from plantrace.load.database import open_database
from plantrace.trace.refresh import refresh


def plantrace(*arguments: str | Path) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "plantrace", *map(str, arguments)], capture_output=True, text=True, timeout=120, check=False
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "plans.db"
    engine = open_database(path, create=True)
    with engine.begin() as connection:
        for letter in PLANS:
            import_plan(connection, letter)
        refresh(connection)
    engine.dispose()
    return path


MERGED = f"""Head of Service Safeguarding (role) - {STOCKTON}: 3 rows in 3 documents
    HOS Safeguarding: HOS is Head of Service in the vocabulary (1 row)
    Head of Service - Safeguarding: the same words (1 row)
Jane Smith (person) - {STOCKTON}: 2 rows in 2 documents
    JS: the document's own glossary (1 row)
"""


def test_parties_are_listed_parted_and_joined_again(database: Path) -> None:
    assert plantrace("parties", "--db", database, "--merged") == (0, MERGED, "")
    told = f"HOS Safeguarding is a party of its own ({STOCKTON}).\n"
    assert plantrace("parties", "--db", database, "--apart", "HOS Safeguarding", "Head of Service Safeguarding") == (0, "", told)
    listed = json.loads(plantrace("parties", "--db", database, "--authority", "Stockton", "--json")[1])
    assert [(each["name"], each["rows"]) for each in listed] == [
        ("Head of Service Safeguarding", 2),
        ("Jane Smith", 2),
        ("HOS Safeguarding", 1),
    ]
    assert plantrace("parties", "--db", database, "--unsay", "HOS Safeguarding", "Head of Service Safeguarding") == (
        0,
        "",
        "1 record taken back.\n",
    )
    assert plantrace("parties", "--db", database, "--merged") == (0, MERGED, "")


def test_a_name_that_nobody_prints_is_said_to_be_none(database: Path) -> None:
    code, out, err = plantrace("parties", "--db", database, "--same", "Nobody", "Somebody")
    assert (code, out) == (4, "")
    assert err == "Nobody: No party of the archive is printed so. `plantrace parties` lists the names of each party as they are printed.\n"
