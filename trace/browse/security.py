"""Nothing from another host, no script that is not ours, no other site that speaks in the reader's name."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from .archive import served

if TYPE_CHECKING:
    from datasette.app import Datasette

Application = Callable[[Any, Any, Any], Awaitable[None]]

HEADERS = {
    "content-security-policy": (
        "default-src 'none'; img-src 'self' data:; style-src 'self'; script-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "DENY",
}


def guarded(datasette: Datasette) -> Callable[[Application], Application]:
    """Adds the headers; refuses names that the server does not go by (DNS rebinding), and writes that come from elsewhere."""

    def wrap(application: Application) -> Application:
        async def guard(scope: Any, receive: Any, send: Any) -> None:
            if scope["type"] != "http":
                await application(scope, receive, send)
                return
            found = served(datasette)
            if found is None:
                await application(scope, receive, send)
                return
            headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope.get("headers", ())}
            refused = _refusal(scope["method"], headers, found.hosts)
            if refused:
                await _refuse(send, refused)
                return

            async def send_with_headers(event: Any) -> None:
                if event["type"] == "http.response.start":
                    kept = [pair for pair in event.get("headers", ()) if pair[0].decode("latin-1").lower() not in HEADERS]
                    ours = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
                    event = {**event, "headers": [*kept, *ours]}
                await send(event)

            await application(scope, receive, send_with_headers)

        return guard

    return wrap


def _refusal(method: str, headers: dict[str, str], hosts: frozenset[str] | None) -> str | None:
    host = headers.get("host", "")
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    if hosts is not None and name not in hosts:
        return "This server does not go by that name."
    if method in ("GET", "HEAD", "OPTIONS"):
        return None
    origin = headers.get("origin")
    if origin is not None and origin.partition("://")[2] != host:
        return "This was sent from another site."
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return "This was sent from another site."
    if "ds_csrftoken" not in headers.get("cookie", "") and "x-csrftoken" not in headers:
        return "Open the page in a browser that takes cookies, and send the form from there."
    return None


async def _refuse(send: Any, message: str) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), *((name.encode(), value.encode()) for name, value in HEADERS.items())]
    await send({"type": "http.response.start", "status": 403, "headers": headers})
    await send({"type": "http.response.body", "body": message.encode()})
