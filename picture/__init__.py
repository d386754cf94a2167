"""Pictures of a document's pages with what was read drawn over them: for an eye that checks a plan against its print.

marks = plan_to_marks(plan)                     a page's number -> what to draw on it
page_picture(path, page, marks[page])           one page as a PNG
"""

from .marks import FIELD_COLOURS, RATING_COLOURS, plan_to_marks
from .page import CannotDraw, PageMark, page_picture
from .pages import picture_pages

__all__ = ["FIELD_COLOURS", "RATING_COLOURS", "CannotDraw", "PageMark", "page_picture", "picture_pages", "plan_to_marks"]
