"""What a document says of itself: title, authority, date, edition, and the inspection that it answers.

title        the line that a reader would cite
front        the statements in which it says what it is: headings, running heads, cover sheets, update columns, signatures
bodies       `Newton St Cyres Parish Council` in a text; `authority` chooses whose plan it is
mentions     `as at 2 Sept 2011` in a text, and what it is the date of; `dates` chooses the one that the plan is as at
edition, inspection, overrides
"""

from .overrides import BadPlansFile, Overrides, overrides_beside, rows_without_file
from .read import About, document_to_about

__all__ = ["About", "BadPlansFile", "Overrides", "document_to_about", "overrides_beside", "rows_without_file"]
