"""The archive in a browser: a Datasette plugin that serves a start page, plans as tables, evidence, threads and review over `plans.db`.

Imports Datasette (extra `browse`); nothing else of plantrace imports this package but `plantrace serve`.
"""

from .plugin import (
    asgi_wrapper,
    canned_queries,
    extra_template_vars,
    get_metadata,
    handle_exception,
    register_routes,
    render_cell,
    startup,
)

__all__ = [
    "asgi_wrapper",
    "canned_queries",
    "extra_template_vars",
    "get_metadata",
    "handle_exception",
    "register_routes",
    "render_cell",
    "startup",
]
