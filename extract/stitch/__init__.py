"""The tables of single pages -> the tables that their author wrote."""

from .join import stitch_pages

__all__ = ["stitch_pages"]
