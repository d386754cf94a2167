"""What reading starts ends with it: workers with the import that is killed outright, LibreOffice with its worker, its files with both."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from raw_pdf import page, picture, write

from conftest import SAMPLES

PATIENCE = 300
"""Seconds, for a busy machine."""
READING = """
import sys, time
from pathlib import Path
from plantrace.batch import Task, run_task
from plantrace.workers import Workers
document, told, end = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
pool = Workers(1, seconds_for=lambda _: 3000.0, megabytes=2048)
answer = pool.submit(run_task, Task((document,)))
while not told.exists():
    time.sleep(0.05)
if end == "killed":
    time.sleep(3000)
if end == "worker killed":
    answer.exception()
pool.shutdown(cancel_futures=True)
"""


Hanging = tuple[Path, Path]
"""A document, and the file that says who reads it: the worker, the program that it waits for, what that has started."""


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hanging:
    """A LibreOffice that never ends, nor does what it starts."""
    program, told = hanging(tmp_path / "soffice", tmp_path / "told")
    monkeypatch.setenv("PLANTRACE_SOFFICE", str(program))
    return Path(shutil.copy(SAMPLES / "sunderland-2019-irs.worddoc.doc", tmp_path / "plan.doc")), told


@pytest.fixture
def tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hanging:
    """The same of Tesseract, which a thread of the worker waits for."""
    answers = "case $1 in --version) echo tesseract 5.3.0; exit;; --list-langs) echo eng; exit;; esac\n"
    program, told = hanging(tmp_path / "tesseract", tmp_path / "told", answers)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    placed = b"800 0 0 600 0 0 cm /I Do"
    scan = {**page(placed, resources=b"/XObject<</I 6 0 R>>"), 6: picture(200, 150)}
    return write(tmp_path / "plan.pdf", scan), told


@pytest.fixture
def document_and_told(request: pytest.FixtureRequest) -> Hanging:
    found: Hanging = request.getfixturevalue(request.param)
    return found


def hanging(program: Path, told: Path, first: str = "") -> tuple[Path, Path]:
    program.write_text(f"#!/bin/sh\n{first}sleep 3000 &\necho $PPID $$ $! > {told}.part\nmv {told}.part {told}\nwait\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return program, told


def awaited(path: Path) -> list[int]:
    until = time.monotonic() + PATIENCE
    while not path.exists() and time.monotonic() < until:
        time.sleep(0.05)
    return [int(number) for number in path.read_text().split()]


def all_end(processes: list[int]) -> bool:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if not any(map(is_alive, processes)):
            return True
        time.sleep(0.05)
    for process in processes:
        os.kill(process, signal.SIGKILL)
    return False


def is_alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def reading(document: Path, told: Path, end: str) -> subprocess.Popen[bytes]:
    """In a process of its own: what workers are forked from keeps the environment that the first import of a process had."""
    return subprocess.Popen([sys.executable, "-c", READING, str(document), str(told), end], stdin=subprocess.DEVNULL)


ENDS = [
    ("office", "killed"),
    ("office", "left"),
    ("tesseract", "killed"),
    ("tesseract", "left"),
    # the kernel ends what takes the last memory
    ("tesseract", "worker killed"),
]


@pytest.mark.parametrize(("document_and_told", "end"), ENDS, indirect=["document_and_told"])
def test_an_import_takes_all_that_it_started_with_it(
    document_and_told: Hanging, end: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However it ends: killed outright, left by who waits for it, or its worker killed."""
    document, told = document_and_told
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.setenv("TMPDIR", str(work))
    started = reading(document, told, end)
    processes = awaited(told)
    if end == "killed":
        started.kill()
    elif end == "worker killed":
        os.kill(processes[0], signal.SIGKILL)
    assert all_end(processes)
    started.wait(PATIENCE)
    until = time.monotonic() + PATIENCE
    while list(work.iterdir()) and time.monotonic() < until:
        time.sleep(0.05)
    assert [left.name for left in work.iterdir()] == []
