"""README: the commands that it shows print what it says that they print.

`PLANTRACE_UPDATE_README=1 pytest tests/test_readme.py` writes what they print now into it.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT, SAMPLES
from test_schema import PLAN_ROWS

README = ROOT / "README.md"
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SQLITE3 = """#!{python}
import sqlite3, sys
for row in sqlite3.connect(sys.argv[1]).execute(sys.argv[2]):
    print("|".join("" if value is None else str(value) for value in row))
"""
_PLANTRACE = """#!{python}
from plantrace.cli import main
if __name__ == "__main__":
    main(prog_name="plantrace")
"""


@pytest.fixture(scope="module")
def sessions(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str]]:
    """(command, what it prints now) of every command, run one after the other where only samples/ is."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(SAMPLES, folder / "samples")
    programs = folder / "bin"
    programs.mkdir()
    for name, script in (("sqlite3", _SQLITE3), ("plantrace", _PLANTRACE)):
        (programs / name).write_text(script.format(python=sys.executable))
        (programs / name).chmod(stat.S_IRWXU)
    environment = {**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "100"}
    printed = []
    for command in commands():
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        printed.append((command, done.stdout))
    return printed


def commands() -> list[str]:
    shown = [line for block in _BLOCK.findall(README.read_text("utf-8")) for line in block.splitlines()[:1]]
    assert all(line.startswith("$ ") for line in shown)
    return [line[2:] for line in shown]


def test_the_commands_print_what_the_readme_shows(sessions: list[tuple[str, str]]) -> None:
    text = README.read_text("utf-8")
    now = iter(sessions)
    wanted = _BLOCK.sub(lambda _: "```console\n$ {}\n{}```".format(*next(now)), text)
    if os.environ.get("PLANTRACE_UPDATE_README"):
        README.write_text(wanted, "utf-8")
    assert README.read_text("utf-8") == wanted


def test_the_table_of_a_row_names_every_column_of_the_view() -> None:
    section = README.read_text("utf-8").split("## What a row holds")[1].split("\n## ")[0]
    named = [name for line in section.splitlines() if line.startswith("| `") for name in re.findall(r"`(\w+)`", line.split("|")[1])]
    assert sorted(named) == sorted([*PLAN_ROWS, "rag_reason", "status_reason", "confidence"])


def test_each_sample_is_explained() -> None:
    explained = re.findall(r"^\| `([^`]+)`", (SAMPLES / "README.md").read_text("utf-8"), re.MULTILINE)
    assert sorted(explained) == sorted(path.name for path in SAMPLES.iterdir() if path.name != "README.md")


def test_the_files_and_folders_that_are_named_are_there() -> None:
    for name in re.findall(r"`((?:[a-z]+/)|(?:[a-z/]+\.(?:py|sql|md)))`", README.read_text("utf-8")):
        assert (ROOT / Path(name)).exists(), name
