"""The keys of the service-model template."""

from __future__ import annotations

from typing import Final

from cxadvisor.model.artefacts.service import (
    Actor,
    Behaviour,
    Challenge,
    Kpi,
    ServedCustomers,
    ServiceActivity,
    ServiceActors,
    ServiceChannels,
    ServiceTemplate,
)
from cxadvisor.model.canvas import Part

TITLES: Final[dict[type[Part], str]] = {
    ServiceTemplate: "Service-model template",
    ServedCustomers: "Customers",
    Behaviour: "Behaviour in a moment",
    ServiceChannels: "Channels",
    ServiceActors: "Actors",
    Actor: "Actor",
    ServiceActivity: "Activity of an actor",
    Challenge: "Challenge",
    Kpi: "KPI",
}

_ID: Final = "A name of which others can speak: one word, unique in the strategy."

DESCRIPTIONS: Final[dict[type[Part], dict[str, str]]] = {
    ServiceTemplate: {
        "state": "Whether it shows the present model (present, as_is) or the target model (target, to_be).",
        "customers": "Whom the model serves.",
        "behaviours": "What customers do, say and think in each moment of interaction.",
        "value": "Why customers come, and what they cannot get as easily elsewhere.",
        "channels": "How customers are reached.",
        "actors": "Who and what takes part.",
        "activities": "What each actor does.",
        "challenges": "What makes it hard, new technology above all, and what that changes.",
        "kpis": "What shows that the goals are reached.",
    },
    ServedCustomers: {
        "profile": "Who they are.",
        "common_traits": "What they have in common.",
    },
    Behaviour: {
        "moment": "The moment of interaction: a moment that matters of the canvas, by id or in its words.",
        "id": _ID,
        "does": "What customers do.",
        "says": "What they say, in their own words.",
        "thinks": "What they think.",
        "satisfied": "Whether they are satisfied: true, false, or a text such as “partly”.",
    },
    ServiceChannels: {
        "preferred": "Those that customers prefer.",
        "supported": "Those on which the company answers.",
    },
    ServiceActors: {
        "front_office": "Those whom customers meet.",
        "back_office": "Those behind them.",
        "partners": "Other companies that take part.",
        "technology": "Systems that play a part.",
    },
    Actor: {
        "name": "What the actor is called.",
        "id": "A name by which activities and KPIs speak of the actor: one word, unique in the strategy.",
    },
    ServiceActivity: {
        "does": "What is done.",
        "id": _ID,
        "actor": "Who does it: the id or the name of an actor.",
        "channel": "On which channel.",
        "moment": "In which moment that matters, by id or in the words of its note.",
        "supports": "The ids of the activities before customers that this one makes possible.",
    },
    Challenge: {
        "name": "What the challenge is.",
        "technology": "The technology that brings it.",
        "effect_on_behaviour": "What it changes in how customers behave.",
        "effect_on_roles": "What it changes in the roles of the actors.",
        "effect_on_activities": "What it changes in their activities.",
    },
    Kpi: {
        "activity_of": "The actor whose work it shows, by id or name.",
        "goal": "What it is to show.",
    },
}
