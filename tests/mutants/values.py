"""Values that nobody expects where a number, a colour, a name or an id should stand."""

from __future__ import annotations

from random import Random

NUMBERS = (
    *("-1", "0", "1", "2", "7", "63", "255", "256", "1000", "65536", "99999999", "-99999999", "2147483648", "-2147483649"),
    *("18446744073709551616", "9" * 40, "-" + "9" * 40, "0.0000001", "-0.5", "3.7", "1000000000000.5"),
)
WORDS = (
    *("", " ", "-", "+", "auto", "none", "true", "nil", "NaN", "inf", "-inf", "1e308", "1e-308", "0x10", "1_000", " 12 ", "12pt", "5%"),
    *("²", "٣", "½", "Ⅷ", "１２", "9" * 5000, "a" * 3000, "FFFFFFFFF", "GGGGGG", "#FF0000", "../../../x", "%n%s%x", "&amp;", "<w:p/>"),
    *("\u202e", "\ufeff", "\u0301" * 40, "\U0001f600", "\ufffe", "\u2028", "\x85", "İ", "ﬃ", "ẞ", "31/02/2013", "00/00/0000", "2013-99-99"),
    *("Q9 9999", "29 Feb 2013", "Week 99", "12-18 months ongoing", "1st-31st April 99999", "99999 years", "(" * 300, "[" * 300, "/" * 300),
    *("A & B / C, D; E\nF", "1.1.1.1.1.1.1.1.1.1.1", "R" * 200 + "1", "1" * 300, "i" * 200, "Recommendation " * 30, "red amber green"),
)


def odd_value(chance: Random) -> str:
    return chance.choice(NUMBERS if chance.random() < 0.6 else WORDS)
