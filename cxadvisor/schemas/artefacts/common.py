"""The keys that artefacts have in common."""

from __future__ import annotations

from typing import Final

from cxadvisor.model.artefacts.common import Artefact, Evidence, Measure
from cxadvisor.model.canvas import Part

TITLES: Final[dict[type[Part], str]] = {Evidence: "Evidence", Measure: "Measure"}

DESCRIPTIONS: Final[dict[type[Part], dict[str, str]]] = {
    Artefact: {
        "id": "A name of which others can speak: one word without “/”, “#” and “~”, unique in the strategy.",
        "title": "What it is called.",
        "date": "When it was made, such as 2026-03-01.",
        "authors": "Who made it.",
    },
    Evidence: {
        "text": "How it is known, in your own words.",
        "method": "How it was found out: interviews, survey, observation, data …",
        "who": "Who was asked or watched.",
        "sample": "How many there were: a number, or a text.",
        "period": "Over which time.",
        "place": "Where.",
        "source": "Where it can be looked up: a study, a system, a file.",
        "date": "When it was found out.",
    },
    Measure: {
        "name": "What is measured.",
        "id": "A name of which others can speak: one word, unique in the strategy.",
        "unit": "What the number counts.",
        "scale": "What the answers range over: a text such as “0–10”, or its two ends.",
        "baseline": "The value today: a number, or a text such as “92 %”.",
        "target": "The value to reach: a number, or a text such as “92 %”.",
        "direction": "Whether the value shall go up or down.",
        "due": "By when the target is to be reached, such as 2026-12-31.",
        "frequency": "How often it is measured.",
        "owner": "Who answers for it.",
        "source": "Where the number comes from.",
    },
}
