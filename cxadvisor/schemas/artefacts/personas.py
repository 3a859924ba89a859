"""The keys of personas."""

from __future__ import annotations

from typing import Final

from cxadvisor.model.artefacts.personas import Persona, PhasedChannels
from cxadvisor.model.canvas import Part

TITLES: Final[dict[type[Part], str]] = {Persona: "Persona", PhasedChannels: "Channels of a persona"}

DESCRIPTIONS: Final[dict[type[Part], dict[str, str]]] = {
    Persona: {
        "name": "The name of the persona.",
        "segment": "The segments of the canvas it stands for, by id or in the words of their notes.",
        "share": "The part of all customers: a number from 0 to 1, or a text such as “40 %”.",
        "role": "The part it takes in deciding what to buy: buyer, user, payer, adviser …",
        "age": "Its age: a number, or a text such as “30–40”.",
        "occupation": "What it does for a living.",
        "household": "Whom it lives with.",
        "location": "Where it lives.",
        "summary": "The persona in a few sentences.",
        "statistics": "Figures of the people behind it, under names of your own.",
        "beliefs": "What it holds to be true.",
        "behaviour": "What it does: habits that were observed.",
        "expectations": "What it expects of the company.",
        "motivations": "What drives it.",
        "goals": "What it wants to reach.",
        "needs": "What it needs of the company, before and after the sale.",
        "pains": "What makes it hard.",
        "fears": "What it is afraid of.",
        "gains": "What would please it.",
        "channels": "How it would rather deal with the company: a list, or lists by phase of the purchase.",
        "quotes": "Its own words, as heard in research.",
        "evidence": "What the persona rests on: research, data.",
    },
    PhasedChannels: {
        "always": "In every phase.",
        "before": "Before the purchase.",
        "during": "During the purchase.",
        "after": "After the purchase.",
    },
}
