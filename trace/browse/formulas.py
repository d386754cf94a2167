"""CSV that Datasette writes, so that a spreadsheet opens what is printed as text: `=HYPERLINK(...)` in a plan stays what it is."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Awaitable, Callable
from typing import Any

from ..export import formula_as_text

csv.field_size_limit(1 << 30)  # the reader refuses cells of more than 128 kB otherwise

Application = Callable[[Any, Any, Any], Awaitable[None]]


def formulas_as_text(application: Application) -> Application:
    """Rewrites answers that are CSV, as they stream by."""

    async def answer(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await application(scope, receive, send)
            return
        rewriting: Rewriting | None = None

        async def send_rewritten(event: Any) -> None:
            nonlocal rewriting
            if event["type"] == "http.response.start":
                headers = event.get("headers", ())
                kinds = b" ".join(value for name, value in headers if name.lower() == b"content-type")
                # what is not asked for as a download is called text/plain, for a browser to show
                if b"text/csv" in kinds or (b"text/plain" in kinds and scope["path"].endswith(".csv")):
                    rewriting = Rewriting()
                    event = {**event, "headers": [pair for pair in headers if pair[0].lower() != b"content-length"]}
            elif event["type"] == "http.response.body" and rewriting is not None:
                body = rewriting.feed(event.get("body", b""), last=not event.get("more_body", False))
                event = {**event, "body": body}
            await send(event)

        await application(scope, receive, send_rewritten)

    return answer


class Rewriting:
    """CSV in, CSV out, as much of it as is whole."""

    def __init__(self) -> None:
        self._waiting = b""

    def feed(self, more: bytes, *, last: bool) -> bytes:
        """The rows that are complete now, each cell as text; with `last` all that is left."""
        self._waiting += more
        end = len(self._waiting) if last else _end_of_last_row(self._waiting)
        rows, self._waiting = self._waiting[:end].decode("utf-8", "replace"), self._waiting[end:]
        out = io.StringIO(newline="")
        csv.writer(out).writerows(map(_as_text, row) for row in csv.reader(io.StringIO(rows, newline="")))
        return out.getvalue().encode()


def _as_text(cell: str) -> str:
    """A number below zero is no formula; Datasette does not say which columns are numbers."""
    return cell if _BELOW_ZERO.fullmatch(cell) else formula_as_text(cell)


_BELOW_ZERO = re.compile(r"-\d+(\.\d+)?")


def _end_of_last_row(data: bytes) -> int:
    """Where a line ends outside quotes: the quotes before it are even in number. 0 where none does."""
    end = len(data)
    while (end := data.rfind(b"\n", 0, end)) >= 0:
        if data.count(b'"', 0, end) % 2 == 0:
            return end + 1
    return 0
