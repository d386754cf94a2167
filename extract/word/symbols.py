"""Letters of symbol fonts as Unicode: the ü that Wingdings prints as a tick is `✓`.

A table each holds what plans use: ticks, crosses, dots, squares, flags, faces, arrows. What is not in it becomes `�`, which at least
says that something is printed there.
"""

from __future__ import annotations

import re

UNKNOWN = "�"


def _spread(printed: str) -> dict[int, str]:
    """`"6C ● 6E ■"` -> {0x6C: "●", 0x6E: "■"}."""
    words = printed.split()
    return {int(code, 16): sign for code, sign in zip(words[::2], words[1::2], strict=True)}


_WINGDINGS = _spread(
    "21 ✏ 22 ✂ 28 ☎ 2A ✉ 36 ⌛ 3F ✍ 41 ✌ 43 👍 44 👎 45 ☜ 46 ☞ 47 ☝ 48 ☟ 4A ☺ 4B 😐 4C ☹ 4D 💣 4E ☠ 4F ⚐ 50 ⚑ 52 ☼ 6C ● 6D ❍ 6E ■ 6F □ "
    "70 □ 71 ❑ 72 ❒ 73 ⬧ 74 ⧫ 75 ◆ 76 ❖ 77 ⬥ 78 ⌧ 7A ⌘ 80 ⓪ 81 ① 82 ② 83 ③ 84 ④ 85 ⑤ 86 ⑥ 87 ⑦ 88 ⑧ 89 ⑨ 8A ⑩ 8B ⓿ 8C ❶ 8D ❷ 8E ❸ "
    "8F ❹ 90 ❺ 91 ❻ 92 ❼ 93 ❽ 94 ❾ 95 ❿ 9E · 9F • A0 ▪ A1 ○ A2 ○ A3 ○ A4 ◉ A5 ◎ A7 ▪ A8 □ AA ✦ AB ★ AC ✶ AD ✴ AE ✹ B2 ✧ B5 ✪ B6 ☆ "
    "D5 ⌫ D6 ⌦ D7 ◀ D8 ➢ DC ➲ DF ← E0 → E1 ↑ E2 ↓ E3 ↖ E4 ↗ E5 ↙ E6 ↘ E7 ← E8 ➔ E9 ↑ EA ↓ EF ⇦ F0 ⇨ F1 ⇧ F2 ⇩ F3 ⬄ F8 ▪ F9 ▫ "
    "FB ✗ FC ✓ FD ☒ FE ☑"
)
_WINGDINGS_2 = _spread(
    "4F ✗ 50 ✓ 51 ☒ 52 ☑ 53 ☒ 54 ☒ 55 ⮾ 56 ⮾ 57 ⦸ 58 ⊘ 95 · 96 • 97 ● 98 ● 99 ○ 9A ○ 9B ○ 9C ⦿ 9D ⦿ 9E ▪ 9F ▪ A0 ■ A1 ■ A2 ■ A3 □ A4 □ "
    "A5 □ A6 ▣ A7 ▣ AE ◆ AF ◇ B1 ◆ CA ★ EA ★ EB ★ EF ★ F6 ★"
)
_WINGDINGS_3 = _spread(
    "66 ← 67 → 68 ↑ 69 ↓ 6A ↖ 6B ↗ 6C ↙ 6D ↘ 70 ▲ 71 ▼ 72 △ 73 ▽ 74 ◀ 75 ▶ 76 ◁ 77 ▷ 78 ◣ 79 ◢ 7A ◤ 7B ◥ 7C ◀ 7D ▶ 7E ▲ 7F ▼ "
    "80 ▲ 81 ▼ 82 ◀ 83 ▶"
)
_WEBDINGS = _spread(
    "33 ◀ 34 ▶ 35 ▲ 36 ▼ 3C ■ 3D ▪ 40 ● 4E 👁 59 ♥ 61 ✓ 63 □ 67 ■ 69 ℹ 6E ● 72 ✗ 73 ❓ 78 ⊘ 79 ⊘ 7E ⚡ 80 🚫 98 ★ CE ● D4 🏳 D5 ⚑ EA ☎"
)
_SYMBOL = _spread(
    "A3 ≤ A5 ∞ A7 ♣ A8 ♦ A9 ♥ AA ♠ AB ↔ AC ← AD ↑ AE → AF ↓ B0 ° B1 ± B3 ≥ B4 × B6 ∂ B7 • B8 ÷ B9 ≠ BA ≡ BB ≈ BC … C5 ⊕ C6 ∅ C7 ∩ C8 ∪ "
    "CE ∈ D2 ® D3 © D4 ™ D5 ∏ D6 √ D7 ⋅ D8 ¬ D9 ∧ DA ∨ DB ⇔ DC ⇐ DD ⇑ DE ⇒ DF ⇓ E0 ◊ E2 ® E3 © E4 ™ E5 ∑ F2 ∫"
)
_SYMBOL |= {code: chr(code) for code in range(0x20, 0x40)}
_SYMBOL |= {
    ord(latin): greek
    for latin, greek in zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
        "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖαβχδεφγηιϕκλμνοπθρστυϖωξψζ",
        strict=True,
    )
}

_FONTS = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
    "webdings": _WEBDINGS,
    "symbol": _SYMBOL,
}

SIGNS = re.compile(r"[●○◉◎⬤⚫⚪◯■□▪▫◼◻▲▼△▽◀▶◆◇⧫♦❖★☆⚑⚐🏳✓✔✅✗✘❌☒☑⌧☺☹😐👍👎↑↓→←↗↘⬆⬇➔🔴🟠🟡🟢🔵🟥🟧🟨🟩🟦]")
"""What stands for a rating when it is coloured."""

EMOJI = {
    "🔴": "DD2E44",
    "🟥": "DD2E44",
    "❌": "DD2E44",
    "🟠": "F4900C",
    "🟧": "F4900C",
    "🟡": "FDCB58",
    "🟨": "FDCB58",
    "🟢": "78B159",
    "🟩": "78B159",
    "✅": "78B159",
    "🔵": "55ACEE",
    "🟦": "55ACEE",
}
"""Signs that bring their colour with them, whatever the run says."""

_PRIVATE = re.compile("[\uf020-\uf0ff]")


def symbol(font: str | None, code: str | None) -> str:
    """`w:sym`: `("Wingdings", "F0FC")` -> `✓`. A code outside the private range is Unicode already."""
    try:
        point = int(code or "", 16)
    except ValueError:
        return UNKNOWN
    if 0xF000 <= point <= 0xF0FF:
        point -= 0xF000
    table = _FONTS.get((font or "").strip().lower())
    if table is not None:
        return table.get(point, " " if point == 0x20 else UNKNOWN)
    return chr(point) if 0x20 <= point < 0xD800 or 0xF900 <= point < 0x110000 else UNKNOWN


def in_unicode(text: str, font: str | None) -> str:
    """Text of a run: letters of a symbol font, and letters in the private range that such fonts use, as what they print."""
    table = _FONTS.get(font.strip().lower()) if font else None
    if table is not None:
        return "".join(sign if (sign := _lookup(table, letter)) else letter for letter in text)
    if _PRIVATE.search(text):
        # An old .doc may lose the font and keep the letter: Wingdings first, then Symbol, whose F0B7 is every second list's bullet.
        return _PRIVATE.sub(lambda found: _without_font(ord(found[0]) - 0xF000), text)
    return text


def _without_font(point: int) -> str:
    return " " if point == 0x20 else _WINGDINGS.get(point) or _SYMBOL.get(point) or UNKNOWN


def _lookup(table: dict[int, str], letter: str) -> str | None:
    point = ord(letter)
    if 0xF000 <= point <= 0xF0FF:
        return table.get(point - 0xF000, " " if point == 0xF020 else UNKNOWN)
    if letter.isspace() or not 0x20 <= point <= 0xFF:
        # Word lets another font print what a symbol font has not got: `●` typed as such stays.
        return letter
    return table.get(point, UNKNOWN)
