"""How many people a piece of research rests on, read from the evidence that an artefact names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from cxadvisor.model.artefacts.common import Evidence

TALKS: Final = 5
"""Fewer people than this are anecdotes: common advice is to talk to five at least of each group."""

ANSWERS: Final = 30
"""Fewer answers than this make no figures: shares of so few tell nothing of a group."""

NUMBERS: Final = {
    1: "one|single|jeden|jedna|jedno|jedną|jednym|один|одна|одно|одну|одним|singur|singură|solo|sola",
    2: "two|doi|două|dwa|dwie|dwóch|dwoje|dwoma|dwiema|два|две|двух|двое|двумя|due",
    3: "three|trei|trzy|trzech|troje|trzema|три|трёх|трех|трое|тремя|tre",
    4: "four|patru|cztery|czterech|czworo|czterema|четыре|четырёх|четырех|четверо|quattro",
}
"""Small numbers in words."""

COUNTED: Final = (
    *("interview", "conversation", "talk", "chat", "call", "customer", "client", "user", "people", "person"),
    *(
        "respondent",
        "answer",
        "response",
        "patient",
        "guest",
        "owner",
        "visit",
        "session",
        "participant",
        "member",
    ),
    *(
        "interviu",
        "discuți",
        "convorbir",
        "conversați",
        "persoan",
        "om",
        "oameni",
        "răspuns",
        "pacien",
        "apel",
    ),
    *("vizit", "cumpărător", "utilizator", "călător", "abona", "membr", "oaspe"),
    *(
        "wywiad",
        "rozmow",
        "rozmów",
        "klient",
        "osob",
        "osób",
        "odpowiedz",
        "pacjent",
        "wizyt",
        "gości",
        "użytkowni",
    ),
    *("интервью", "бесед", "разговор", "клиент", "человек", "люд", "респондент", "ответ", "пациент", "звонк"),
    *("звонок", "встреч", "гост", "пользовател", "покупател", "участник"),
    *(
        "intervist",
        "conversazion",
        "colloqui",
        "persone",
        "persona",
        "rispost",
        "pazient",
        "chiamat",
        "telefonat",
    ),
    *("incontr", "utent", "ospit", "soci", "partecipant"),
)
"""How words begin that stand for people who were asked, or for talks with them."""

SURVEYS: Final = (
    *("survey", "questionnaire", "poll", "chestionar", "sondaj", "ankiet", "sondaż", "опрос", "анкет"),
    *("sondaggi", "questionari"),
)
"""How words begin that stand for asking many people the same."""

_WORDS: Final = {word: number for number, words in NUMBERS.items() for word in words.split("|")}
_COUNT: Final = re.compile(
    rf"(?<![\w.,/–-])(?P<count>\d{{1,3}}(?:[ .,]\d{{3}})+|\d+|{'|'.join(sorted(_WORDS))})(?![\w%/–-]|[.,]\d)"
    rf"\s+(?:(?:de|of|our|di)\s+)?(?:[^\W\d]+\s+)?(?:{'|'.join(COUNTED)})",
    re.IGNORECASE,
)
"""A number, at most one word, and who or what was counted."""

_NUMBER: Final = re.compile(r"\d+")
_SURVEY: Final = re.compile(rf"\b(?:{'|'.join(SURVEYS)})", re.IGNORECASE)


def is_small(evidence: Iterable[Evidence]) -> bool:
    """Return whether each piece of evidence rests on too few people; where one does not say on how many, nobody can
    tell.
    """
    pieces = list(evidence)
    return bool(pieces) and all(_is_small(each) for each in pieces)


def _is_small(piece: Evidence) -> bool:
    count = sample_of(piece)
    said = " ".join(each for each in (piece.text, piece.method, piece.who, piece.source) if each)
    return count is not None and 0 < count < (ANSWERS if _SURVEY.search(said) else TALKS)


def sample_of(piece: Evidence) -> int | None:
    """Return how many people a piece of evidence rests on, None where it does not say."""
    if isinstance(piece.sample, int):
        return piece.sample
    if piece.sample is not None:
        return _largest(piece.sample)
    said = " ".join(each for each in (piece.text, piece.method, piece.who) if each)
    counts = [_value(found["count"]) for found in _COUNT.finditer(said)]
    return sum(counts) if counts else None


def _largest(text: str) -> int | None:
    """The largest number in a text such as “14 of 30”."""
    numbers = [int(each) for each in _NUMBER.findall(re.sub(r"(?<=\d)[ .,](?=\d{3}\b)", "", text))]
    numbers += [_WORDS[word] for word in re.findall(r"[^\W\d]+", text.casefold()) if word in _WORDS]
    return max(numbers, default=None)


def _value(count: str) -> int:
    word = count.casefold()
    return _WORDS[word] if word in _WORDS else int(re.sub(r"\D", "", count))
