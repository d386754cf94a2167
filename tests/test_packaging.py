"""What is installed: every module and every data file in the wheel, every extra in `all`, no test or sample."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
NOT_INSTALLED = {"tests", "samples", "docs", "build", "dist"}


def sources() -> set[str]:
    """The package's own files as git knows them, new ones that it does not ignore too."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    return {name for name in listed if (ROOT / name).is_file() and Path(name).parts[0] not in NOT_INSTALLED and not name.startswith(".")}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names in a wheel built from the files of the checkout alone."""
    copy, made = tmp_path_factory.mktemp("checkout"), tmp_path_factory.mktemp("wheel")
    for name in sources():
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).write_bytes((ROOT / name).read_bytes())
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(made), str(copy)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    [path] = made.glob("plantrace-*.whl")
    with zipfile.ZipFile(path) as archive:
        return set(archive.namelist())


def test_the_wheel_holds_every_module_and_data_file_and_nothing_else(wheel: set[str]) -> None:
    at_root = {"Makefile", "README.md", "pyproject.toml"}
    wanted = {f"plantrace/{name}" for name in sources() if name not in at_root and not name.endswith(".md")}
    held = {name for name in wheel if ".dist-info/" not in name}
    assert (wanted - held, held - wanted) == (set(), set())


def test_the_command_is_installed() -> None:
    assert PROJECT["project"]["scripts"] == {"plantrace": "plantrace.__main__:run"}


def test_all_names_every_extra_but_the_developers() -> None:
    extras = PROJECT["project"]["optional-dependencies"]
    [everything] = extras["all"]
    named = re.fullmatch(r"plantrace\[([\w,-]+)\]", everything)
    assert named
    assert sorted(named[1].split(",")) == sorted(set(extras) - {"all", "dev"})


def test_every_dependency_that_is_needed_by_all_has_an_upper_or_lower_bound() -> None:
    unbounded = [each for each in PROJECT["project"]["dependencies"] if not re.search(r"[<>=]=?\d", each)]
    assert unbounded == []


def test_ci_runs_what_a_developer_runs() -> None:
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o111
    assert "make test" in script.read_text("utf-8")
