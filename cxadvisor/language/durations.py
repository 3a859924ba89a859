"""Reads how long something takes: “within two hours”, “în 24 de ore”, “w 3 dni”, “за 15 минут”, “entro un giorno”."""

import re
from collections.abc import Iterator
from typing import Final

from cxadvisor.language.quantities import MINUTES, Quantity, quantities, unit_at

_NUMBERS: Final = {
    1: "one|a|an|un|una|o|uno|jeden|jedną|jednej|jednego|один|одну|одного|одной",
    2: "two|doi|două|due|dwa|dwie|dwóch|два|две|двух",
    3: "three|trei|tre|trzy|trzech|три|трёх|трех",
    4: "four|patru|quattro|cztery|czterech|четыре|четырёх|четырех",
    5: "five|cinci|cinque|pięć|pięciu|пять|пяти",
    6: "six|șase|sei|sześć|sześciu|шесть|шести",
    7: "seven|șapte|sette|siedem|siedmiu|семь|семи",
    10: "ten|zece|dieci|dziesięć|dziesięciu|десять|десяти",
    12: "twelve|douăsprezece|dodici|dwanaście|dwunastu|двенадцать|двенадцати",
    14: "fourteen|paisprezece|quattordici|czternaście|czternastu|четырнадцать|четырнадцати",
    15: "fifteen|cincisprezece|quindici|piętnaście|piętnastu|пятнадцать|пятнадцати",
    24: "twenty-four|douăzeci și patru|ventiquattro|двадцать четыре",
    30: "thirty|treizeci|trenta|trzydzieści|trzydziestu|тридцать|тридцати",
}
_NUMBER: Final = {word: number for number, words in _NUMBERS.items() for word in words.split("|")}
_SPELLED: Final = re.compile(
    rf"(?<![\w.,:/–-])(\d+|{'|'.join(sorted(map(re.escape, _NUMBER), key=len, reverse=True))})"
    r"[\s\u00a0\u202f-](?:full\s|whole\s)?(?=[^\W\d])",
    re.IGNORECASE,
)
"""A number before a word, with what may stand between them."""


def durations(text: str) -> list[float]:
    """Return the lengths of time that ``text`` names, in minutes; working days are left out, since weekends count.

    “a” and “o” count as one where a unit follows.
    """
    return [each.low for each in _lengths(_in_figures(text))]


def without_durations(text: str) -> str:
    """Return ``text`` without the lengths of time that it names."""
    text = _in_figures(text)
    for each in reversed(list(_lengths(text))):
        text = f"{text[: each.start]} {text[each.end :]}"
    return text


def _lengths(text: str) -> Iterator[Quantity]:
    """Yield the lengths of time; from nine to five is none."""
    return (each for each in quantities(text) if each.unit == MINUTES and each.low == each.high)


def _in_figures(text: str) -> str:
    """Return ``text`` with figures for the numbers that stand in words before a unit of time."""

    def figure(match: re.Match[str]) -> str:
        if unit_at(text, match.end())[0] != MINUTES:
            return match[0]
        return f"{_NUMBER.get(match[1].casefold(), match[1])} "

    return _SPELLED.sub(figure, text)
