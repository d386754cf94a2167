"""How fast .docx is read, against python-docx opening the same files and reading `[[c.text for c in r.cells] for r in t.rows]`.

    python tests/benchmarks/word_speed.py       the three plans of ../shared/corpus, best of five runs each, one process

Ours gives spans, fills, marks, numbers and places on top; the ratio is of processor seconds, in sum over the files, and 3 is the least.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import docx

from plantrace.extract.word.read import read_docx
from plantrace.provenance import Source, file_sha256

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"


def ours(path: Path) -> None:
    read_docx(Source(path, file_sha256(path), "docx"))


def python_docx(path: Path) -> None:
    for table in docx.Document(str(path)).tables:
        [[cell.text for cell in row.cells] for row in table.rows]


def best_of_five(read: Callable[[Path], None], path: Path) -> float:
    seconds = []
    for _ in range(5):
        begun = time.process_time()
        read(path)
        seconds.append(time.process_time() - begun)
    return min(seconds)


def main() -> None:
    paths = sorted(CORPUS.glob("*.word.docx"))
    totals = [0.0, 0.0]
    for path in paths:
        pair = best_of_five(ours, path), best_of_five(python_docx, path)
        totals = [total + seconds for total, seconds in zip(totals, pair, strict=True)]
        print(
            f"{path.name:36} ours {pair[0] * 1000:6.1f} ms   python-docx {pair[1] * 1000:6.1f} ms   {pair[1] / pair[0]:.1f} times as fast"
        )
    print(
        f"{'in sum':36} ours {totals[0] * 1000:6.1f} ms   python-docx {totals[1] * 1000:6.1f} ms   {totals[1] / totals[0]:.1f} times as fast"
    )


if __name__ == "__main__":
    main()
