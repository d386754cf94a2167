"""What an import leaves that is killed outright (kill -9) at fifty random moments, and whether the next run completes it.

    python tests/benchmarks/kill.py [--kills 50] [--jobs 2] [--seed 1] [PATH ...]      the plans of ../shared/corpus, else samples/

After each kill: nothing that the import started still runs, the database opens and is sound, and holds only whole documents, as many rows
of each as an undisturbed import gives. After the next run: every view is equal to that of an undisturbed import, but for the time of it.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
MARK = "PLANTRACE_KILL_BENCHMARK"
_SECONDS_TO_END = 60.0
_DOCUMENTS = "SELECT d.document, (SELECT COUNT(*) FROM actions a WHERE a.document_id = d.document_id) FROM documents d"

Views = dict[str, list[tuple[object, ...]]]


@dataclass(frozen=True, slots=True)
class Import:
    paths: Sequence[Path]
    jobs: int

    def start(self, database: Path, mark: str) -> subprocess.Popen[str]:
        """Every process that it starts, and what those start, has `mark` in its environment."""
        command = [sys.executable, "-m", "plantrace", "import", *map(str, self.paths), "--db", str(database), "--jobs", str(self.jobs)]
        environment = {**os.environ, MARK: mark}
        return subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=environment, cwd="/")

    def finish(self, database: Path) -> str:
        process = self.start(database, "whole")
        said = process.communicate()[1]
        assert process.returncode == 0, said
        return said.splitlines()[0]


def left_running(mark: str) -> list[int]:
    """The processes that carry a mark and have not ended."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            marked = f"{MARK}={mark}".encode() in (folder / "environ").read_bytes().split(b"\0")
            if marked and (folder / "stat").read_text().rsplit(")", 1)[1].split()[0] != "Z":
                found.append(int(folder.name))
        except OSError:
            continue
    return found


def seconds_until_all_end(mark: str) -> float:
    begun = time.monotonic()
    while left := left_running(mark):
        if time.monotonic() - begun > _SECONDS_TO_END:
            names = [Path(f"/proc/{process}/cmdline").read_bytes().replace(b"\0", b" ")[:99] for process in left]
            raise AssertionError(f"still running {_SECONDS_TO_END:g} s after the kill: {names}")
        time.sleep(0.05)
    return time.monotonic() - begun


def answers(database: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=60)) as connection:
        return connection.execute(statement).fetchall()


def every_view(database: Path) -> Views:
    views = {}
    for (name,) in answers(database, "SELECT name FROM sqlite_master WHERE type = 'view'"):
        columns = [column[1] for column in answers(database, f"PRAGMA table_info({name})") if column[1] != "imported_at"]
        views[str(name)] = sorted(answers(database, f"SELECT {', '.join(map(str, columns))} FROM {name}"), key=repr)
    return views


def documents_in(database: Path) -> dict[object, object]:
    """Rows by document; empty where the import had not made its tables when it was killed."""
    if not database.exists() or not answers(database, "SELECT 1 FROM sqlite_master WHERE name = 'documents'"):
        return {}
    return dict(answers(database, _DOCUMENTS))


def killed(work: Import, database: Path, seconds: float, mark: str) -> tuple[bool, float]:
    """(whether it was still at work, seconds until the last of its processes had ended)."""
    process = work.start(database, mark)
    try:
        process.wait(seconds)
        at_work = False
    except subprocess.TimeoutExpired:
        at_work = True
    process.kill()
    process.wait()  # and not for the end of what it says: its children hold that open
    ended = seconds_until_all_end(mark)
    process.communicate()
    return at_work, ended


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    plans = sorted(path for path in CORPUS.glob("*.*") if path.suffix in (".pdf", ".docx", ".doc")) or [ROOT / "samples"]
    work, chance = Import([path.resolve() for path in given.paths] or plans, given.jobs), Random(given.seed)
    with tempfile.TemporaryDirectory(prefix="plantrace-kill-") as folder:
        whole = Path(folder) / "whole.db"
        begun = time.monotonic()
        print(work.finish(whole).replace(f" into {whole}", ""), end=" ")
        longest = time.monotonic() - begun
        print(f"{longest:.1f} s undisturbed")
        expected, rows = every_view(whole), documents_in(whole)
        kept, slowest, done = [], 0.0, 0
        while done < given.kills:
            database, seconds = Path(folder) / f"{done}.db", chance.uniform(0, longest)
            at_work, ending = killed(work, database, seconds, f"{os.getpid()}-{done}")
            found = documents_in(database)
            assert all(rows[document] == count for document, count in found.items()), f"a document in part: {found}"
            if database.exists():
                assert answers(database, "PRAGMA integrity_check") == [("ok",)]
            work.finish(database)
            differing = [name for name, view in every_view(database).items() if view != expected[name]]
            assert not differing, f"killed after {seconds:.2f} s, then completed: other rows in {differing}"
            for each in Path(folder).glob(f"{done}.db*"):
                each.unlink()
            if at_work:
                kept.append(len(found))
                slowest = max(slowest, ending)
                done += 1
                print(
                    f"kill {done}: after {seconds:.2f} s, {len(found)} of {len(rows)} documents whole, all ended in {ending:.2f} s",
                    flush=True,
                )
            else:
                longest *= 0.9  # the machine is less busy than it was
    print(
        f"{done} kills, {min(kept)} to {max(kept)} of {len(rows)} documents kept (none {kept.count(0)} times, all {kept.count(len(rows))} times); "
        f"the last process ended {slowest:.2f} s after the kill at most; every database sound, each completed to the same rows in every view"
    )


if __name__ == "__main__":
    main()
