"""What normalising costs a row: single process, after warm-up, reading of the files left out.

    python tests/benchmarks/normalise_speed.py      the labelled plans of ../shared/corpus, best of three runs each; 3 ms a row is the most

`read_plan` on documents that are read already: columns, dates, leads, ratings, references, the account of every word. Seconds are those of
the processor, which a busy machine stretches less than those of the clock.
"""

from __future__ import annotations

import time
from pathlib import Path

from plantrace.extract.document import Document
from plantrace.extract.read import read
from plantrace.normalise.plan import read_plan

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
_RUNS = 3


def cost(document: Document) -> tuple[float, int]:
    """(the least seconds that one run took, rows)"""
    seconds = []
    for _ in range(_RUNS):
        begun = time.process_time()
        plan = read_plan(document)
        seconds.append(time.process_time() - begun)
    return min(seconds), len(plan.actions)


def main() -> None:
    documents = [read(path) for path in sorted(CORPUS.glob("*.pdf")) + sorted(CORPUS.glob("*.docx"))]
    for document in documents:
        read_plan(document)  # vocabularies, compiled patterns, lines of leads that repeat
    total, rows = 0.0, 0
    for document in documents:
        seconds, count = cost(document)
        total, rows = total + seconds, rows + count
        print(f"{document.source.path.name:36} {count:4} rows {seconds * 1000 / max(count, 1):6.2f} ms a row")
    print(f"{'in sum':36} {rows:4} rows {total * 1000 / max(rows, 1):6.2f} ms a row; at most 3")


if __name__ == "__main__":
    main()
