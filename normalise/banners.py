"""Full-width rows and headings above a table -> the recommendation that they state, or the theme.

| Recommendation No. 1 - for immediate improvement     |        number 1, timeframe `for immediate improvement`
| Strengthen management oversight ...                  |   ->   recommendation
| Outcome: what difference will these actions make?    |
| • Children's needs will be ...                       |        outcome
| ... and how will we know?                            |
| • Through monthly case file audits.                  |        success_measure
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ..extract.document import Cell, Paragraph
from ..provenance import Place
from .headings import heading_to_match
from .inset_labels import LabelledCell, number_in
from .labels import split_number
from .timeframe import split_timeframe, timeframe_of
from .vocabulary import Vocabulary
from .wording import without_bullets, without_continued

Printed = Cell | Paragraph

_STATES = re.compile(
    r"^\W*(?P<label>(?:[\w'’]+\s+){0,4}?"
    r"(?:recommendations?|priority|objective|standard|finding|issue|requirement|(?:action|improvement|priority) area|goal"
    r"|areas? for (?:priority |significant )?(?:improvement|action|development)|areas? of (?:significant )?(?:weakness|focus|improvement)"
    r"|weakness|(?:area|cause|matter) of concern|concern|lesson|learning point|(?:must|should) do|ambition|commitment"
    r"|challenge|breach|AFI|CoC))"
    r"\s*(?:no\b\.?|number|ref)?\s*[:.\-–]?\s*(?P<number>[A-Z]{0,3}\d+(?:\.\d+)*[a-z]?)\b[\s:.)\-–—]*(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_CITED = re.compile(
    r"(?:(?:(?:areas?|cause|matter) (?:of|for) (?:\w+ )?|(?:key|strategic|corporate|overall|improvement|learning|must|should|priority) )\w+"
    r"|\w+ area|[\w'’]+)$",
    re.IGNORECASE,
)
"""What of a label is cited: `Area of concern`, `Priority area`, `Key issue`; of `LGA Priority` the last word."""
_ABBREVIATED = {"afi": "AFI", "coc": "CoC"}
_TIMEFRAME = re.compile(
    r"^\W*(?P<timeframe>(?:for\s+)?(?:improvement|action|attention|implementation)\b(?:\s+(?:within|by|in)\s+.{1,30})?)\W*$",
    re.IGNORECASE,
)
"""After a label, looser than alone: `Recommendation 4 - for improvement by the spring`."""


_NAMED = re.compile(r"[A-Z][A-Za-z'’/()& -]{2,40}:\s+\S[^\n]{0,120}$")
_OF_ACTIONS = frozenset({"lead", "support", "timescale", "start", "rag", "monitoring", "evidence", "priority_rating", "other"})
_LABELLED = frozenset({"outcome", "success_measure"}) | _OF_ACTIONS
_CODED = re.compile(r"R\d+(?:\.\d+)*")
"""`R2: Improve attendance`, as Estyn and the Wales Audit Office number recommendations, however short."""
_ANSWERED = frozenset({"recommendation", "issue", "objective"})
_GRADE = re.compile(r"^\W*(?:high|medium|low|h|m|l|\d|urgent|essential|critical|significant)\W*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Banner:
    """What the full-width rows in force say; `sources` name the field that each printed piece went to."""

    number: str | None = None
    timeframe: str | None = None
    recommendation: str | None = None
    outcome: str | None = None
    success_measure: str | None = None
    theme: str | None = None
    section_timeframe: str | None = None
    """What a row of its own says of all recommendations below it; `timeframe` is what one says itself."""
    sources: tuple[tuple[str, Printed], ...] = field(default=())

    @property
    def states_recommendation(self) -> bool:
        return bool(self.number or self.recommendation)

    def places(self, *fields: str) -> tuple[Place, ...]:
        return tuple(place for name, printed in self.sources if name in fields for place in places_of(printed))


def places_of(printed: Printed) -> tuple[Place, ...]:
    if isinstance(printed, LabelledCell):
        return (*printed.places, *printed.label_places)
    return printed.places if isinstance(printed, Cell) else (printed.place,)


def printed_to_banner(pieces: Sequence[Printed], vocabulary: Vocabulary, *, answered_by_column: bool) -> Banner:
    """The banner that full-width rows make, in order.

    `answered_by_column`: the table has a recommendation column of its own, which wins; then every full-width row that carries no
    label of another field is the theme, unless it says by when the recommendations below it are to be met.
    """
    banner = Banner()
    for piece in (part for each in pieces for part in _labelled_lines(each, vocabulary)):
        text = without_continued(without_bullets(piece.text))
        if not text:
            continue
        if isinstance(piece, LabelledCell):
            banner = _read_labelled(banner, piece, text, vocabulary, answered_by_column=answered_by_column)
            continue
        name, content = label_to_field(text, vocabulary)
        if name in ("outcome", "success_measure") and content:
            banner = _with(banner, name, _joined(getattr(banner, name), content), piece)
        elif name == "theme" and content:
            banner = _with(banner, "theme", content, piece)
        elif timeframe := timeframe_of(text):
            banner = _with(banner, "section_timeframe", timeframe, piece)
        elif name in _OF_ACTIONS and content:
            banner = replace(banner, sources=(*banner.sources, ("other", piece)))  # `Sponsor: Head of HR` holds for all the actions below
        elif answered_by_column:
            banner = _with(banner, "theme", " ".join(text.split()), piece)
        else:
            banner = _read_statement(banner, text, name, content, piece, vocabulary)
    return banner


def _labelled_lines(piece: Printed, vocabulary: Vocabulary) -> list[Printed]:
    """A row of several lines, cut before each that bears the label of a field: `Priority 1: Recruitment` / `Outcome: Staff stay`."""
    if isinstance(piece, LabelledCell | Paragraph) or "\n" not in piece.text:
        return [piece]
    parts: list[list[str]] = []
    for line in piece.text.split("\n"):
        label, colon, after = line.partition(":")
        match = heading_to_match(label, vocabulary) if colon and after.strip() else None
        if not parts or (match and match.level == "exact" and match.field in _LABELLED):
            parts.append([])
        parts[-1].append(line)
    return [replace(piece, text="\n".join(lines)) for lines in parts] if len(parts) > 1 else [piece]


def label_to_field(text: str, vocabulary: Vocabulary) -> tuple[str | None, str]:
    """The field that a labelled text names, and the text without its label.

    `Outcome: what difference will these actions make?` / `Children's needs ...` -> outcome, `Children's needs ...`
    `... and how will we know?` / `Through audits` -> success_measure, `Through audits`
    `Priority 1: Recruitment` -> None, the whole
    """
    first, _, rest = text.partition("\n")
    label, colon, after = first.partition(":")
    match = heading_to_match(label, vocabulary) if colon else None
    if match and match.level == "exact":
        after = after.strip()
        again = heading_to_match(after, vocabulary) if after.endswith("?") else None
        content = rest if again and again.field == match.field else "\n".join(part for part in (after, rest) if part)
        return match.field, content.strip()
    match = heading_to_match(first, vocabulary) if rest else None
    if match and match.level == "exact":
        return match.field, rest.strip()
    return None, text


def _read_labelled(banner: Banner, piece: LabelledCell, text: str, vocabulary: Vocabulary, *, answered_by_column: bool) -> Banner:
    """A row whose label stands in a cell of its own: `| Recommendation 3 | Ensure that ... |`, `| Desired outcome | Carers are ... |`."""
    stated, number = statement_of_recommendation(f"{piece.label}: {text}"), number_in(piece.label)
    match = heading_to_match(piece.label, vocabulary)
    name = match.field if match else None
    if answered_by_column and (stated or number or name in _ANSWERED):
        return _with(banner, "theme", " ".join(f"{piece.label} {text}".split()) if stated or number else text, piece)
    if stated:
        return replace(_opened(banner, piece), number=stated[0], timeframe=stated[1], recommendation=stated[2])
    if number:
        return replace(_opened(banner, piece), number=number, recommendation=text)
    if name == "recommendation_number" or (name in _ANSWERED and number_in(text)):
        return replace(_opened(banner, piece), number=number_in(text) or text, recommendation=banner.recommendation)
    if name in ("outcome", "success_measure"):
        return _with(banner, name, _joined(getattr(banner, name), text), piece)
    if name == "theme":
        return _with(banner, "theme", text, piece)
    if banner.recommendation is None and (name in _ANSWERED or (banner.number and name is None)):
        number, statement = split_number(text)
        return replace(_with(banner, "recommendation", statement, piece), number=number or banner.number)
    return replace(banner, sources=(*banner.sources, ("other", piece)))


def _opened(banner: Banner, piece: Printed) -> Banner:
    """The banner as a new recommendation opens: theme and timeframe of the section hold on."""
    kept = (each for each in banner.sources if each[0] in ("theme", "section_timeframe"))
    return replace(banner, outcome=None, success_measure=None, sources=(*kept, ("recommendation", piece)))


def _read_statement(banner: Banner, text: str, name: str | None, content: str, piece: Printed, vocabulary: Vocabulary) -> Banner:
    """A row that is no labelled outcome: it opens a recommendation, continues the one that is open, or names a theme."""
    stated = statement_of_recommendation(text)
    if stated:
        cited, timeframe, opening = stated
        return replace(_opened(banner, piece), number=cited, timeframe=timeframe, recommendation=opening)
    if name in ("recommendation", "issue", "objective") and content and not _GRADE.match(content) and banner.recommendation is None:
        number, statement = split_number(content)
        return replace(_with(banner, "recommendation", statement, piece), number=number or banner.number)
    if banner.number and banner.recommendation is None:
        return _with(banner, "recommendation", text, piece)
    if banner.states_recommendation and (name is not None or (isinstance(piece, Paragraph) and _NAMED.match(text))):
        # `Priority: High`, `Management response: Agreed.`; a line under a heading, `Strategic sponsor: Head of SEND`
        return replace(banner, sources=(*banner.sources, ("other", piece)))
    number, statement = split_number(text)
    if number and not _numbers_a_theme(number, vocabulary) and (len(statement.split()) >= 4 or _CODED.fullmatch(number)):
        # `1.2 Ensure that all assessments are timely`: a sentence with a number of its own is what the rows below answer
        return replace(_with(banner, "recommendation", statement, piece), number=number)
    if banner.recommendation and text.endswith(".") and len(text.split()) >= 6:
        # the sentence below a stated title: `Recommendation 1 – Journals authorisation`, `Management should ensure that ...`
        return _with(banner, "recommendation", _joined(banner.recommendation, text), piece)
    return _with(banner, "theme", " ".join(text.split()), piece)


def _numbers_a_theme(label: str, vocabulary: Vocabulary) -> bool:
    """`Theme 1`, `Workstream 2` before a title of many words; not `1.2`, `Priority 3`."""
    match = heading_to_match(label.split()[0], vocabulary)
    return match is not None and match.field == "theme"


def statement_of_recommendation(text: str) -> tuple[str, str | None, str | None] | None:
    """(number, timeframe, text) of a row or heading that opens a recommendation; None for any other text.

    `Recommendation No. 1 - for immediate improvement` -> 1, `for immediate improvement`, None
    `Priority 1: Recruitment / Retention` -> `Priority 1`, None, `Recruitment / Retention`
    """
    match = _STATES.match(text)
    if not match:
        return None
    label, number, rest = match["label"], match["number"], match["rest"].strip()
    kind = label.split()[-1].casefold()
    words = _CITED.search(" ".join(label.split()))
    cited = number if kind.startswith("recommendation") or not words else f"{_ABBREVIATED.get(kind, words[0].capitalize())} {number}"
    loose = _TIMEFRAME.match(rest)
    alone = timeframe_of(rest) or (loose["timeframe"].strip() if loose else None)
    if alone:
        return cited, alone, None
    timeframe, rest = split_timeframe(rest)
    return cited, timeframe, rest or None


def _with(banner: Banner, name: str, value: str, piece: Printed) -> Banner:
    # a second theme takes the place of the first, a second outcome adds to it
    kept = tuple(each for each in banner.sources if each[0] != name) if name in ("theme", "section_timeframe") else banner.sources
    return replace(banner, **{name: value}, sources=(*kept, (name, piece)))


def _joined(before: str | None, after: str) -> str:
    return f"{before}\n{after}" if before else after
