"""The keys of journeys of customers and employees."""

from __future__ import annotations

from typing import Final

from cxadvisor.model.artefacts.journeys import (
    EmployeeJourney,
    EmployeeJourneyStage,
    EmployeeStep,
    Journey,
    JourneyStage,
    RealCase,
    Step,
)
from cxadvisor.model.canvas import Part

TITLES: Final[dict[type[Part], str]] = {
    Journey: "Journey",
    JourneyStage: "Stage of a journey",
    Step: "Step of a journey",
    EmployeeJourney: "Employee journey",
    EmployeeJourneyStage: "Stage of an employee journey",
    EmployeeStep: "Step of an employee journey",
    RealCase: "Real case",
}

_ID: Final = "A name of which others can speak: one word, unique in the strategy."

_STEP: Final = {
    "id": _ID,
    "goal": "What is to be reached in this step.",
    "emotion": "How it feels: a number of the emotion scale, or one of its words.",
    "thought": "What goes through the mind.",
    "said": "What is said, in the words that were heard.",
    "pain": "What makes it hard.",
    "gain": "What pleases.",
    "opportunity": "What could be better.",
    "moment_of_truth": "Whether this step decides what is thought of the company.",
    "evidence": "How this is known.",
    "owner": "Who answers for this step.",
    "failure": "What goes wrong here.",
    "recovery": "How it is put right.",
}

_JOURNEY: Final = {
    "state": "Whether it shows how things are (as_is, present) or how they shall be (to_be, target).",
    "situation": "The situation it begins in.",
    "real_case": "The real case it tells.",
    "emotion_scale": "The two ends of the scale of emotions, such as [-2, 2], or its words from worst to best.",
    "owner": "Who answers for the whole journey.",
    "measured_by": "The metrics that follow it, by id or in the words of their notes.",
    "frontline_consulted": "Who of those that meet customers was asked.",
    "evidence": "How this is known.",
}

DESCRIPTIONS: Final[dict[type[Part], dict[str, str]]] = {
    Step: {
        **_STEP,
        "action": "What the customer does.",
        "touchpoint": "With whom or with what the customer deals.",
        "channel": "On which channel it happens.",
        "seen": "What the customer sees.",
        "moment": "The moment that matters of the canvas, by id or in the words of its note.",
        "frontstage": "What staff do before the customer's eyes.",
        "backstage": "What is done out of sight.",
        "metric": "What shows how well this step goes.",
        "exit_point": "Whether customers leave here: true, or what makes them.",
        "renewal_point": "Whether customers renew or buy more here: true, or what makes them.",
    },
    EmployeeStep: {
        **_STEP,
        "role": "Who does it.",
        "department": "The department it happens in.",
        "process": "What is done, and by which process.",
        "action": "What the employee does.",
        "touchpoint": "With whom or with what the employee deals.",
        "channel": "On which channel it happens.",
        "system": "The systems that are used.",
        "idea": "What the people who do the work would change.",
        "rule_followed": "The rule that people really go by.",
        "mirrors_step": "The id of the step of the customer's journey that this is the inside of.",
    },
    JourneyStage: {
        "name": "What the stage is called.",
        "id": _ID,
        "phase": "Where in the purchase it lies: before, during or after.",
        "goal": "What the customer wants to reach in this stage.",
        "steps": "Its steps, in their order.",
    },
    EmployeeJourneyStage: {
        "name": "What the stage is called.",
        "id": _ID,
        "goal": "What is to be reached in this stage.",
        "steps": "Its steps, in their order.",
    },
    RealCase: {
        "negative": "Whether it went badly; such a case teaches most.",
        "date": "When it happened.",
        "source": "Where it was taken from: a complaint, an interview, records …",
        "summary": "What happened, in a sentence or two.",
    },
    Journey: {
        **_JOURNEY,
        "persona": "Whose journey it is: the id or the name of a persona.",
        "segment": "Whose journey it is: a segment of the canvas, by id or in the words of its note.",
        "kind": "Whose journey it is: customer or employee.",
        "before": "The steps before the purchase.",
        "during": "The steps during the purchase.",
        "after": "The steps after the purchase.",
        "stages": "The steps in stages of your own, instead of before, during and after.",
    },
    EmployeeJourney: {
        **_JOURNEY,
        "mirrors": "The customer journey that this is the inside of, by id or title.",
        "kind": "Whose journey it is: employee.",
        "source": "Where it was taken from: a workshop, interviews, observation …",
        "departments": "The departments that take part.",
        "steps": "Its steps, in their order.",
        "stages": "The steps in stages of your own.",
    },
}
