"""The keys of 5-Whys sheets."""

from __future__ import annotations

from typing import Final

from cxadvisor.model.artefacts.whys import Countermeasure, FiveWhys, RootCause, Why
from cxadvisor.model.canvas import Part

TITLES: Final[dict[type[Part], str]] = {
    FiveWhys: "5 Whys",
    Why: "Why",
    RootCause: "Root cause",
    Countermeasure: "Countermeasure",
}

_ID: Final = "A name of which others can speak: one word, unique in the strategy."

DESCRIPTIONS: Final[dict[type[Part], dict[str, str]]] = {
    FiveWhys: {
        "problem": "The symptom, as it was noticed.",
        "finding": "The finding the sheet looks into: its fingerprint, or the name of its rule.",
        "persona": "The customer it happened to: the id or the name of a persona.",
        "journey_step": "The id of the step of a journey in which it happens.",
        "moment": "The moment that matters, by id or in the words of its note.",
        "participants": "Who took part; those who do the work know best.",
        "whys": "The questions with their answers, each asking after the answer before it.",
        "root_causes": "The causes that can be acted on.",
        "countermeasures": "What is done about them.",
    },
    Why: {
        "why": "The question.",
        "answer": "The answer.",
        "id": _ID,
        "follows": "The id of the why whose answer this one asks after, where that is not the one above; "
        "the id of the sheet for another why of the problem.",
        "evidence": "How the answer is known.",
        "whys": "The questions that branch off this answer.",
    },
    RootCause: {
        "cause": "The cause.",
        "id": _ID,
        "of": "The id of the why that led to it.",
        "evidence": "How it is known.",
    },
    Countermeasure: {
        "action": "What is done.",
        "id": _ID,
        "canvas": "The activity of the canvas that takes it up, by id or place.",
        "cause": "The root cause it removes, by id or in its words.",
        "owner": "Who does it.",
        "due": "By when, such as 2026-12-31.",
        "check": "How it is checked that it helped.",
        "status": "How far it is.",
    },
}
