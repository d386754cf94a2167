"""How many documents a second an import reads with one process and with two, and what a document costs in an archive of 100 and of 1,000.

    python tests/benchmarks/throughput.py [--documents 300] [--largest 1000]

The born-digital plans of ../shared/corpus (PDF and .docx), each copy under a title of its own, so that no two have the same bytes.
Seconds by the clock tell the truth on a quiet machine alone; processor seconds beside them, of the process that loads and of those that
read, hardly change with what else is going on. Two processes should read 1.7 times as many a second as one; and a document should cost
the same in a large archive as in a small one.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

import pikepdf

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
MARK = "PLANTRACE_THROUGHPUT_BENCHMARK"
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one import: seconds by the clock, processor seconds of the process that loads, and of all that it started."""

    documents: int
    clock: float
    loading: float
    reading: float

    def __str__(self) -> str:
        each = 1000 / self.documents
        return (
            f"{self.clock:.1f} s, {self.documents / self.clock:.2f} documents a second; a document {self.clock * each:.0f} ms by the clock, "
            f"processor {self.reading * each:.0f} ms reading, {self.loading * each:.0f} ms loading"
        )


def copies(plans: list[Path], count: int, folder: Path) -> Path:
    """So many documents, the plans over and over."""
    folder.mkdir()
    for number, plan in enumerate(islice(cycle(plans), count)):
        copy = folder / f"{number:05d}{plan.suffix}"
        (retitled_pdf if plan.suffix == ".pdf" else retitled_docx)(plan, copy, f"{plan.stem}, copy {number}")
    return folder


def retitled_pdf(plan: Path, copy: Path, title: str) -> None:
    with pikepdf.open(plan) as pdf:
        pdf.docinfo["/Title"] = title
        pdf.save(copy)


def retitled_docx(plan: Path, copy: Path, title: str) -> None:
    with zipfile.ZipFile(plan) as old, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = content.replace(b"</cp:coreProperties>", f"<dc:title>{title}</dc:title></cp:coreProperties>".encode())
            new.writestr(name, content)


def cost_of_import(folder: Path, database: Path, jobs: int) -> Cost:
    command = [sys.executable, "-m", "plantrace", "import", str(folder), "--db", str(database), "--jobs", str(jobs)]
    mark = f"{os.getpid()}-{database.name}"
    begun = time.monotonic()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, env={**os.environ, MARK: mark}, cwd="/")
    used: dict[int, float] = {}
    while process.poll() is None:
        used |= processor_seconds(mark)
        time.sleep(0.1)
    clock = time.monotonic() - begun
    assert process.returncode == 0
    loading = used.pop(process.pid)
    return Cost(len(list(folder.iterdir())), clock, loading, sum(used.values()))


def processor_seconds(mark: str) -> dict[int, float]:
    """By process, of those that carry a mark in their environment: what has ended keeps what was last seen of it."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if f"{MARK}={mark}".encode() in (folder / "environ").read_bytes().split(b"\0"):
                fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
                found[int(folder.name)] = (int(fields[11]) + int(fields[12])) / _TICKS
        except OSError:
            continue
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--largest", type=int, default=1000)
    given = parser.parse_args()
    plans = sorted([*CORPUS.glob("*.pdf"), *CORPUS.glob("*.docx")])
    with tempfile.TemporaryDirectory(prefix="plantrace-throughput-") as work:
        folder = copies(plans, given.documents, Path(work) / "copies")
        costs = {}
        for jobs in (1, 2):
            costs[jobs] = cost_of_import(folder, Path(work) / f"{jobs}.db", jobs)
            print(f"{given.documents} documents, --jobs {jobs}: {costs[jobs]}", flush=True)
        one, two = costs[1], costs[2]
        print(f"two processes read {one.clock / two.clock:.2f} times as many a second as one, on {len(os.sched_getaffinity(0))} processors")
        small, large = (
            cost_of_import(copies(plans, count, Path(work) / str(count)), Path(work) / f"{count}-documents.db", 2)
            for count in (100, given.largest)
        )
        for cost in (small, large):
            print(f"{cost.documents:,} documents, --jobs 2: {cost}")
        each = [(cost.loading + cost.reading) / cost.documents for cost in (small, large)]
        print(f"a document costs {each[1] / each[0]:.2f} times as much processor time in {large.documents:,} as in {small.documents}")


if __name__ == "__main__":
    main()
