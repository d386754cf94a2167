"""One page with what the archive says across the years: `report_to_html(connection) -> str`."""

from .page import report_to_html

__all__ = ["report_to_html"]
