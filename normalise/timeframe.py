"""When a recommendation is to be met, where that is printed with it: `Immediately`, `For action within three months`.

Inspectors group their recommendations so, and plans repeat the groups: as a row over the recommendations, as a heading over the table,
or at the head of each recommendation.
"""

from __future__ import annotations

import re

_NUMBER = r"(?:\d+|one|two|three|four|five|six|nine|ten|twelve|eighteen)"
_SPAN = rf"within\s+(?:(?:the\s+)?(?:next|first)\s+)?(?:a\s+further\s+)?{_NUMBER}\s*(?:working\s+)?(?:days?|weeks?|months?|years?)"
_SINCE = r"(?:\s+(?:of|from|after|following)\s+(?:the\s+)?(?:\w+\s+)?(?:inspection|publication|report|date)(?:\s+[\w’']+){0,4}?)?"
_KIND = r"(?:improvements?|actions?|attention|implementation|completion)"
_WHAT = rf"(?:(?:areas?|recommendations?|priorities|actions?|improvements?|those)\s+)?(?:to\s+be\s+\w+\s+)?(?:for\s+)?(?:{_KIND}\s+)?"
_WHEN = rf"(?:immediate\s+{_KIND}|immediate(?:ly)?|with\s+immediate\s+effect|{_SPAN}{_SINCE})"
_TIMEFRAME = re.compile(rf"^\W*(?P<timeframe>{_WHAT}{_WHEN})\W*$", re.IGNORECASE)
_AT_HEAD = re.compile(
    rf"^\W*(?P<timeframe>(?:for\s+)?(?:{_KIND}\s+)?{_WHEN})(?:\s*[:–—]\s*|\s+-\s+|\s*\n\s*)(?P<rest>\S.*)$", re.IGNORECASE | re.DOTALL
)


def timeframe_of(text: str) -> str | None:
    """The timeframe that a text is and nothing else.

    `Within three months:` -> `Within three months`; `Support within 3 months of birth` -> None
    """
    match = _TIMEFRAME.match(" ".join(text.split()))
    return match["timeframe"].strip() if match else None


def split_timeframe(text: str) -> tuple[str | None, str]:
    """The timeframe at the head of a recommendation, and the rest: `Immediately: ensure that all` -> `Immediately`, `ensure that all`.

    `Immediate action is taken` and `Within six months the board should report` have none: the words belong to the sentence.
    """
    match = _AT_HEAD.match(text)
    return (" ".join(match["timeframe"].split()), match["rest"]) if match else (None, text)
