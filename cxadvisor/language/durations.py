"""Reads how long something takes: “within two hours”, “în 24 de ore”, “w 3 dni”, “за 15 минут”, “entro un giorno”."""

import re
from typing import Final

_MINUTES: Final = {
    1: "min|mins|minute|minutes|minut|minuty|minuta|minutę|minuti|minuto|минут|минута|минуту|минуты|мин",
    60: "h|hr|hrs|hour|hours|oră|ora|ore|orele|godz|godzin|godzina|godzinę|godziny|godzinie|час|часа|часов|ч",
    1440: "day|days|zi|zile|zilele|dzień|dni|dniach|день|дня|дней|дн|giorno|giorni|gg",
    10080: "week|weeks|săptămână|săptămâna|săptămâni|tydzień|tygodni|tygodnie|tygodnia|неделя|неделю|недели|недель"
    "|settimana|settimane",
}
"""The units of time in five languages, by their minutes. A month has no fixed length, a working day another one."""

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
_UNIT: Final = {word: minutes for minutes, words in _MINUTES.items() for word in words.split("|")}
_NUMBER: Final = {word: number for number, words in _NUMBERS.items() for word in words.split("|")}
_DURATION: Final = re.compile(
    rf"(?<![\w.,:/–-])(\d{{1,4}}(?:[.,]\d)?|{'|'.join(sorted(map(re.escape, _NUMBER), key=len, reverse=True))})"
    rf"[\s\u00a0\u202f-]?(?:de\s|full\s|whole\s)?"
    rf"({'|'.join(sorted(map(re.escape, _UNIT), key=len, reverse=True))})(?![\w-])",
    re.IGNORECASE,
)
_WORKING: Final = re.compile(
    r"\s{0,2}(?:working|business|lucrătoare|roboczych|robocze|roboczy|рабоч|lavorativ|feriali)", re.IGNORECASE
)
_BEFORE_WORKING: Final = re.compile(
    r"(?:working|business|roboczych|robocze|рабоч\w{0,3})\s{1,2}$", re.IGNORECASE
)


def durations(text: str) -> list[float]:
    """Return the lengths of time that ``text`` names, in minutes; working days are left out, since weekends count.

    Only figures are read as hours of a lone letter; “a” and “o” count as one where a unit follows.
    """
    found = []
    for match in _DURATION.finditer(text):
        if _WORKING.match(text, match.end()) or _BEFORE_WORKING.search(text, 0, match.start(2)):
            continue
        number = match[1].casefold()
        value = _NUMBER[number] if number in _NUMBER else float(number.replace(",", "."))
        found.append(value * _UNIT[match[2].casefold()])
    return found


def without_durations(text: str) -> str:
    """Return ``text`` without the lengths of time that it names."""
    return _DURATION.sub(" ", text)
