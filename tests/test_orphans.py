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
pool.submit(run_task, Task((document,)))
while not told.exists():
    time.sleep(0.05)
if end == "killed":
    time.sleep(3000)
pool.shutdown(cancel_futures=True)
"""


@pytest.fixture
def hanging_office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A LibreOffice that never ends, nor does what it starts; the file that says who: its worker, itself, its child."""
    program, told = tmp_path / "soffice", tmp_path / "told"
    program.write_text(f"#!/bin/sh\nsleep 3000 &\necho $PPID $$ $! > {told}.part\nmv {told}.part {told}\nwait\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PLANTRACE_SOFFICE", str(program))
    return told


@pytest.fixture
def older(tmp_path: Path) -> Path:
    return Path(shutil.copy(SAMPLES / "sunderland-2019-irs.worddoc.doc", tmp_path / "plan.doc"))


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


def test_an_import_that_is_killed_outright_takes_all_that_it_started_with_it(
    hanging_office: Path, older: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.setenv("TMPDIR", str(work))
    started = reading(older, hanging_office, "killed")
    processes = awaited(hanging_office)
    started.kill()
    started.wait()
    assert all_end(processes)
    assert [left.name for left in work.iterdir() if left.name.startswith("plantrace-")] == []


def test_a_worker_that_nobody_waits_for_takes_libreoffice_with_it(hanging_office: Path, older: Path) -> None:
    started = reading(older, hanging_office, "left")
    processes = awaited(hanging_office)
    assert started.wait(PATIENCE) == 0
    assert all_end(processes)
