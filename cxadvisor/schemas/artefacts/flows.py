"""The keys of user flows."""

from __future__ import annotations

from typing import Final

from cxadvisor.model.artefacts.flows import Branch, FlowStep, UserFlow
from cxadvisor.model.canvas import Part

TITLES: Final[dict[type[Part], str]] = {
    UserFlow: "User flow",
    FlowStep: "Step of a user flow",
    Branch: "Branch",
}

DESCRIPTIONS: Final[dict[type[Part], dict[str, str]]] = {
    UserFlow: {
        "persona": "Whose flow it is: the id or the name of a persona.",
        "moment": "The moment that matters it serves, by id or in the words of its note.",
        "need": "The need it serves, by id or in the words of its note.",
        "journey": "The journey it belongs to, by id or title.",
        "journey_step": "The id of the step of a journey that it spells out.",
        "goal": "What the user wants to reach.",
        "start": "The id of the step it begins at; the first step of the kind start, or the first of all, if left out.",
        "steps": "Its steps.",
    },
    FlowStep: {
        "id": "A name by which other steps lead here: one word, unique in the strategy.",
        "kind": "What kind of step it is: start, action, decision, error or end.",
        "text": "What happens; of a decision the question.",
        "channel": "On which channel.",
        "actor": "Who acts, where that is not the user.",
        "next": "The id of the step that follows, or several.",
        "branches": "The ways out of a decision.",
    },
    Branch: {
        "when": "The answer that leads this way.",
        "next": "The id of the step it leads to.",
    },
}
