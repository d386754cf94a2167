"""The common words of British English, for telling a word from half of one.

From `english.txt.gz`, whose first lines name its sources (SCOWL, by way of Debian) and their licence: `zcat english.txt.gz | head`.
"""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path


def is_english(word: str) -> bool:
    """Whether a word in small letters is a common one, inflected or not; abbreviations and names are none, hardly any excepted.

    The list is searched as it lies, by halves: making a set of it takes longer than all the look-ups of a document.
    """
    wanted, words = word.encode(), _words()
    low, high = 0, len(words)
    while low < high:
        begin = words.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = words.index(b"\n", begin)
        here = words[begin:end]
        if here == wanted:
            return bool(wanted)
        low, high = (end + 1, high) if here < wanted else (low, begin)
    return False


@cache
def _words() -> bytes:
    """The words in order, each with its line end."""
    text = gzip.decompress(Path(__file__).with_name("english.txt.gz").read_bytes())
    return text[text.rindex(b"#") :].split(b"\n", 1)[1]
