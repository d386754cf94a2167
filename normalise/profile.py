"""What stands in a column, whatever its heading says: a `Profile` of its cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .wording import MONTH

_DATE = re.compile(
    rf"\b{MONTH}\b|\b\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}\b|\b\d{{1,2}}[/-]\d{{1,2}}\b|\b20\d{{2}}\b"
    r"|\b\d{1,2}\.\d{1,2}\b(?!\.?\s+[a-z])"  # not `4.1 Dignified care`
    r"|\b(?:immediate(?:ly)?|ongoing|on-going|asap|tbc|tba|quarterly|monthly|weekly|annual(?:ly)?|termly|continuous|within \d+)\b"
    r"|\b(?:spring|summer|autumn|winter)\b|\bq[1-4]\b",
    re.IGNORECASE,
)
_FULL_DATE = re.compile(r"^\W*\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\W*$")
_RATING = re.compile(r"^\W*(?:red|amber|green|blue|grey|gray|yellow|[ragby]|amber\W+(?:red|green)|(?:high|medium|low))\W*$", re.IGNORECASE)
_PRIORITY = re.compile(r"^\W*(?:high|medium|med|low|h|m|l|[1-5]|urgent|essential|desirable|critical)\W*$", re.IGNORECASE)
_STATUS = re.compile(
    r"^\W*(?:complete|completed|ongoing|on-going|new|open|closed|done|yes|no|in progress|on track|on target|not started|overdue|outstanding"
    r"|achieved|implemented|delayed|started|plan in place|partially \w+|not yet \w+|on hold|n/?a|met|not met"
    r"|agreed?|accepted|supported|noted|rejected)\b.{0,25}$",
    re.IGNORECASE | re.DOTALL,
)
_MARK = re.compile(r"^\W*(?:[✓✔☑☒✗✘×√\uf0fc\uf0fb]|yes|no|[yn])\W*$", re.IGNORECASE)
_LABEL = re.compile(
    r"^\W*(?:(?:priority|recommendation|rec|action|objective|no|item|(?:must|should)\W+do|afi)\W*)?(?:[a-z]{0,4}\W?\d{1,3}(?:[.\-/]\d{1,3})*[a-z]?|[a-z]|[ivx]{1,5})\W*$",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"^(?:[A-Z][A-Za-z]{0,3}[A-Z]{0,3}\.?)(?:\s*[/,&+;]\s*[A-Z][A-Za-z]{0,3}[A-Z]{0,3}\.?)*$")
_NAME = re.compile(r"^(?:[A-Z][\w'’.-]+)(?:\s+(?:[A-Z][\w'’.-]*|de|van|of|for|and|&)){0,5}$")
_NUMBER = re.compile(r"^[+\-–£]?\s*\d[\d,.]*\s*(?:%|k|m)?$")
_POST = re.compile(
    r"\b(?:manager|director|officer|lead|head|nurse|worker|co-?ordinator|chair|clerk|teacher|governor|team|board|group|committee|council"
    r"|service|services|trust|police|all|secretary|chief|cabinet|councillors?|staff|IROs?|DCS|SMT|CMT|SLT|AD|HT|LSCB)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Profile:
    """Shares, 0 to 1, of a column's filled cells; `filled` is how many there are, `words` the mean number of words in one."""

    filled: int = 0
    words: float = 0.0
    dates: float = 0.0
    full_dates: float = 0.0
    ratings: float = 0.0
    priorities: float = 0.0
    statuses: float = 0.0
    marks: float = 0.0
    """Of those a tick, a cross, `Yes` or `No` and no more."""
    labels: float = 0.0
    parties: float = 0.0
    names: float = 0.0
    """Of parties, those that are initials or names and no post: `SMcL`, `Denise Moore`."""
    numbers: float = 0.0
    distinct: float = 0.0


def column_to_profile(texts: Sequence[str]) -> Profile:
    """The profile of a column's cell texts, empty ones left aside."""
    counted = Counter(" ".join(text.split()) for text in texts if text.strip())  # thousands of cells may say the same
    filled = counted.total()
    if not filled:
        return Profile()

    def share(test: Callable[[str], object]) -> float:
        return sum(count for text, count in counted.items() if test(text)) / filled

    parties = {text for text in counted if _is_party(text)}
    return Profile(
        filled=filled,
        words=sum(count * len(text.split()) for text, count in counted.items()) / filled,
        dates=share(is_dated),
        full_dates=share(_FULL_DATE.search),
        ratings=share(_RATING.search),
        priorities=share(_PRIORITY.search),
        statuses=share(_STATUS.search),
        marks=share(_MARK.search),
        labels=share(_LABEL.search),
        parties=share(parties.__contains__),
        names=share(lambda text: text in parties and not _POST.search(text)),
        numbers=share(_NUMBER.search),
        distinct=len(counted) / filled,
    )


def are_groups(short: Profile, prose: Profile) -> bool:
    """Whether a column of a word or two groups one of prose: `Protection` stands over several texts such as `Shops are not inspected`."""
    return short.words <= 4 and prose.words >= max(5, 2 * short.words) and short.filled < prose.filled


def is_dated(text: str) -> bool:
    """Whether a date or a word of time stands in a short text: `31 May 2012`, `Ongoing`; not in `Head of Comms`."""
    return len(text) <= 70 and bool(_DATE.search(text))


def _is_party(text: str) -> bool:
    """A name, initials, a post or a body: `SMcL`, `Denise Moore`, `Head of Service`; not a date, a rating, a sentence."""
    if len(text) > 90 or _STATUS.match(text) or _RATING.match(text) or any(map(str.isdigit, text)):
        return False
    if _INITIALS.match(text):
        return True
    if _DATE.search(text) or _LABEL.match(text):
        return False
    parts = [part for part in re.split(r"\s*[/,;&+]\s*|\s+and\s+", text) if part]
    if bool(_POST.search(text)) and len(text.split()) <= 12:
        return True
    return all(_NAME.match(part) for part in parts) and any(" " in part for part in parts)
