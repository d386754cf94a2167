"""Letters that a PDF writes in its own way, as a reader would type them: symbol fonts, ligatures, soft hyphens."""

from __future__ import annotations

import re

SYMBOLS = frozenset("●○⬤◉■□▪▫▲△▼▽◆◇★☆✓✔✗✘✕✖☑☒☐☺☹⚫⚪•‣◦➢❖❑►▶")
"""Glyphs that stand alone: bullets, ticks and the coloured dots of a rating."""

BULLETS = frozenset("•‣◦▪▫●○■□➢❖❑►▶·∙")
"""Of these a list item's mark is made; it is read as `•`."""

# Word's bullets are letters of Symbol and Wingdings: `l` is a disc, `ü` a tick, `·` of Symbol a bullet.
_WINGDINGS = str.maketrans(
    {
        "l": "●", "m": "○", "n": "■", "o": "□", "q": "❑", "r": "❑", "s": "◆", "u": "◆", "v": "❖", "w": "◆", "§": "▪", "¨": "□",
        "ü": "✓", "û": "✗", "þ": "☑", "ý": "☒", "Ø": "➢", "à": "→", "J": "☺", "L": "☹", "·": "•", "Ÿ": "•", "\x9f": "•",
    }
)  # fmt: skip
_WINGDINGS_2 = str.maketrans({"P": "✓", "O": "✗", "R": "☑", "S": "☒", "\x97": "●", "—": "●", "˜": "●", "™": "●"})
_WEBDINGS = str.maketrans({"a": "✓", "r": "✗", "n": "●", "g": "■", "c": "□", "=": "●"})
_SYMBOL = str.maketrans({"·": "•", "¨": "◆", "®": "→", "Þ": "⇒"})
_PRIVATE = re.compile("[\uf020-\uf0ff]")

_PLAIN = str.maketrans(
    {
        "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\x02": "-", "\ufffe": "-", "‐": "-", "‑": "-",
        "\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf0fb": "✗", "\uf06c": "●", "\uf06e": "■", "\uf076": "❖",
        "\ufeff": "", "\u200b": "", "\u200c": "", "\u200d": "", "\x00": "", "\ufffd": "",
    }
)  # fmt: skip
_ODD = re.compile("[\x00-\x1fﬀ-ﬆ\ufffe\ufeff\ufffd‐‑\u200b-\u200d\uf000-\uf0ff]")


def symbol_table(font: str) -> dict[int, str] | None:
    """What the letters of a symbol font stand for, None for a font of ordinary letters."""
    name = font.lower().replace(" ", "")
    if "wingdings2" in name or "wingdings-2" in name:
        return _WINGDINGS_2
    if "wingdings" in name:
        return _WINGDINGS
    if "webdings" in name:
        return _WEBDINGS
    return _SYMBOL if name.split("+")[-1].startswith("symbol") else None


def plain(text: str, symbols: dict[int, str] | None = None) -> str:
    """`ﬁnd` -> `find`, Wingdings `ü` -> `✓`, PDFium's mark for a hyphen at the line end -> `-`."""
    if symbols is not None:
        return _PRIVATE.sub(lambda private: chr(ord(private[0]) - 0xF000), text).translate(symbols).translate(_PLAIN)
    return text.translate(_PLAIN) if _ODD.search(text) else text
