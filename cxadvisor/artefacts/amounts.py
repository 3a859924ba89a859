"""Compares sums of money in what people go by with those in what the canvas allows them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from cxadvisor.artefacts.ground import Ground
from cxadvisor.artefacts.items import TakenApart
from cxadvisor.engine import Fact
from cxadvisor.rulebook.artefacts import journeys as words

PRACTICE: Final = ("steps.rule_followed", "steps.process", "steps.pain")
"""Where steps of staff say what people really go by."""

PRINCIPLES: Final = ("culture", "sales_model", "service_model", "activities", "retention_plan")
"""Where the canvas says what shall be."""

CURRENCIES: Final = {
    "RON": "lei|leu|ron",
    "PLN": "zł|złotych|złoty|złote|pln",
    "RUB": "₽|руб|рубль|рубля|рублей|rub",
    "EUR": "€|eur|euro|euros|евро",
    "GBP": "£|gbp|pound|pounds",
    "USD": "$|usd|dollar|dollars|dolari|dolarów|долларов",
}
"""How currencies are written, by their ISO code."""

_SIGN: Final = {sign: code for code, signs in CURRENCIES.items() for sign in signs.split("|")}
_WORD: Final = "|".join(sorted(map(re.escape, _SIGN), key=len, reverse=True))
_FIGURE: Final = r"\d{1,3}(?:[ .,\u00a0\u202f]\d{3}){1,3}(?:[.,]\d{1,2})?(?!\d)|\d{1,9}(?:[.,]\d{1,2})?"
_BEFORE: Final = re.compile(rf"(?<!\w)({_WORD})\s?({_FIGURE})", re.IGNORECASE)
_AFTER: Final = re.compile(rf"({_FIGURE})\s?(?:de\s|di\s)?({_WORD})(?!\w)", re.IGNORECASE)
_GROUPED: Final = re.compile(r"[ .,\u00a0\u202f](?=\d{3}(?!\d))")


def amounts(text: str) -> dict[str, list[float]]:
    """Return the sums of money that ``text`` names, by currency."""
    found: dict[str, list[float]] = {}
    pairs = [(match[1], match[2]) for match in _BEFORE.finditer(text)]
    pairs += [(match[2], match[1]) for match in _AFTER.finditer(text)]
    for sign, figure in pairs:
        number = float(_GROUPED.sub("", figure).replace(",", "."))
        found.setdefault(_SIGN[sign.casefold()], []).append(number)
    return found


def sums_beyond(journey: TakenApart, ground: Ground) -> Iterator[Fact]:
    """Yield the practices whose sums lie beyond those of a note, so that the note says nothing of them.

    A note without a sum says nothing of a certain one either.
    """
    practices = [
        (item.identity, sums)
        for item in journey.items
        if item.field in PRACTICE and (sums := amounts(item.text))
    ]
    if not practices:
        return
    for note in ground.of(PRINCIPLES):
        allowed = amounts(note.text)
        for item, sums in practices:
            if any(min(figures) > max(allowed.get(currency, [0.0])) for currency, figures in sums.items()):
                name = f"{item} beyond {note.identity}"
                yield words.Beyond(id=name, item=item, note=note.identity)
