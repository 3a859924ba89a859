"""The keys of empathy maps."""

from __future__ import annotations

from typing import Final

from cxadvisor.model.artefacts.empathy import EmpathyMap
from cxadvisor.model.canvas import Part

TITLES: Final[dict[type[Part], str]] = {EmpathyMap: "Empathy map"}

DESCRIPTIONS: Final[dict[type[Part], dict[str, str]]] = {
    EmpathyMap: {
        "persona": "Whose map it is: the id or the name of a persona.",
        "situation": "The situation it shows.",
        "thinks_and_feels": "What they think and feel.",
        "sees": "What they meet around them.",
        "hears": "What those around them say, and how they react.",
        "says": "What they say of the experience, in their own words.",
        "does": "What they do.",
        "goals": "What they want to reach.",
        "fears": "What they are afraid of.",
        "pains": "What makes it hard.",
        "gains": "What would please them.",
        "evidence": "How this is known.",
    },
}
