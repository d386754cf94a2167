"""Pictures of the main pages for README: imports samples/, serves them and photographs what Chromium shows.

python docs/screenshots.py [FOLDER]

Needs the extra `browse`, the package playwright and Debian's chromium: `make screenshots` brings them.
"""

from __future__ import annotations

import io
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SAMPLES = HERE.parent / "samples"
PLAN = "sunderland-2013.web.pdf"
LARGEST = 200_000
"""Bytes that a picture may have."""
_WINDOW = {"width": 1280, "height": 860}
_COLOURS = (256, 128, 64)


def pages_of(database: Path) -> dict[str, str]:
    """The name of each picture, and the address of its page."""
    with closing(sqlite3.connect(database)) as connection:
        plan = _first(connection, "SELECT document_id FROM documents WHERE document = ?", PLAN)
        row = _first(
            connection,
            "SELECT row_id FROM plan_rows WHERE document = ? AND rag IS NOT NULL AND due IS NOT NULL AND leads <> '[]' "
            "AND page_first = page_last ORDER BY position LIMIT 1",
            PLAN,
        )
    return {"start": "/", "plan": f"/plan/{plan}", "evidence": f"/row/{row}", "threads": "/threads"}


def _first(connection: sqlite3.Connection, query: str, *values: str) -> str:
    found = connection.execute(query, values).fetchone()
    if found is None:
        raise SystemExit(f"samples/ no longer has what is photographed: {query}")
    return str(found[0])


@contextmanager
def serving(database: Path) -> Iterator[str]:
    """The address of a `plantrace serve` that answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "plantrace", "serve", "--db", str(database), "--port", str(port)], stderr=subprocess.DEVNULL
    )
    try:
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                if server.poll() is not None:
                    raise SystemExit(f"plantrace serve ended with {server.returncode}") from None
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(30)


def compressed(png: bytes) -> bytes:
    """The picture with no more colours than keep it small: text and flat colours lose nothing that one sees."""
    from PIL import Image

    picture = Image.open(io.BytesIO(png)).convert("RGB")
    for colours in _COLOURS:
        small = io.BytesIO()
        picture.quantize(colours, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
        if small.tell() < LARGEST:
            return small.getvalue()
    raise SystemExit(f"a picture of {picture.size} is larger than {LARGEST:,} bytes")


def photograph(page: Any, address: str) -> bytes:
    page.goto(address, wait_until="load")
    return compressed(page.screenshot())


def main(folder: Path) -> None:
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("no chromium: as root, apt-get install chromium")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as working:
        database = Path(working) / "plans.db"
        subprocess.run([sys.executable, "-m", "plantrace", "import", str(SAMPLES), "--db", str(database), "--jobs", "1"], check=True)
        with serving(database) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            page = browser.new_page(viewport=_WINDOW)
            for name, path in pages_of(database).items():
                (folder / f"{name}.png").write_bytes(photograph(page, address + path))
                print(f"{folder / name}.png: {(folder / f'{name}.png').stat().st_size:,} bytes")
            browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "screenshots")
