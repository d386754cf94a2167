"""Printed text made comparable: without case, white space and punctuation, without bullets, without dates."""

from __future__ import annotations

import re
import unicodedata

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DATES = re.compile(
    rf"\b(?:as\s+)?(?:at|of|on|to)?\s*(?:the\s+)?(?:(?:end|start)\s+of\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{MONTH}\.?(?:\s*[-–/]?\s*(?:\d{{4}}|'?\d{{2}}))?\b(?=\W|$)"
    r"|\b(?:(?:as\s+)?(?:at|of|on|to)\s+)?\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b(?:19|20)\d{2}(?:\s*[/-]\s*\d{2,4})?\b|\bq[1-4]\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")
SECTIONS = "section|part|theme|priority|objective|outcome|standard|strand|key issue"
"""What the headings of a plan's sections begin with, each with its number or letter."""
_CONTRACTED = re.compile(r"\b(we|you|they|who|what|how|when|where)['’](ll|re|ve|s)\b")
_IN_FULL = {"ll": "will", "re": "are", "ve": "have", "s": "is"}
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_BULLET = re.compile(r"^\s*(?:[•●▪■◦○‣⁃∙·➢➤►▶✓✔\uf0b7\uf0a7\uf0d8\uf0fc*]|[-–—](?=\s)|o(?=\s{2,}))\s*")


_CONTINUED = re.compile(
    r"\s*(?:[(\[](?:continued|contd|cont['’.]?d?\.?|(?:part\s+)?\d\s?(?:of|/)\s?\d)[)\]]|[-–—,:]\s*continued|(?:[-–—,:]\s*|\b)(?:contd|cont['’]d|cont\.))\s*$",
    re.IGNORECASE,
)


def squash(text: str) -> str:
    """Letters and digits alone, in lower case: how a heading broken by a narrow column is compared.

    `Recommendatio` / `n` -> `recommendation`
    """
    return "".join(filter(str.isalnum, comparable(text)))


def has_date(text: str) -> bool:
    """Whether a month, a day or a year stands in a heading."""
    return bool(_DATES.search(text))


def is_date(text: str) -> bool:
    """Whether a heading is a date, a month, a quarter or a year and no more: `Nov-19`, `Q2 2013/14`; not `Update Nov 19`."""
    plain = comparable(text)
    return has_date(plain) and "\n" not in text and not _WORD.search(_DATES.sub(" ", plain))


def heading_words(text: str) -> tuple[str, ...]:
    """The words of a heading without brackets, dates, `and`, plural `(s)`: `PROGRESS at Oct 2012` -> `("progress",)`.

    A heading that is nothing but a bracket or a date keeps it. What is contracted is written out: `What we'll do` -> `what we will do`.
    """
    plain = _CONTRACTED.sub(lambda short: f"{short[1]} {_IN_FULL[short[2]]}", comparable(text).replace("&", " and "))
    shorter = _DATES.sub(" ", _BRACKETED.sub(" ", plain))
    words = re.findall(r"[a-z0-9#]+", shorter) or re.findall(r"[a-z0-9#]+", plain)
    return tuple(word for word in words if word != "and")


def without_bullets(text: str) -> str:
    """Each line without its bullet mark, empty lines dropped: `• Audits` -> `Audits`."""
    lines = (_BULLET.sub("", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def without_continued(text: str) -> str:
    """A title printed once more overleaf as it was printed first: `R2: Improve attendance (continued)`, `Theme 1 cont’d`."""
    return _CONTINUED.sub("", text) or text


def words_of(text: str) -> list[str]:
    """The words of a text for the account of what was read: letters and digits, lower case."""
    return _WORD.findall(comparable(text))


def comparable(text: str) -> str:
    """One form of each letter, lower case: `ﬁ` of a PDF is `fi`."""
    return unicodedata.normalize("NFKC", text).casefold()
