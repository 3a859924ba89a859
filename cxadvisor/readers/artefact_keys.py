"""Which keys may stand where in an artefact, what else they may be called, and where a key met elsewhere belongs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from cxadvisor.model.artefacts import Artefact
from cxadvisor.model.artefacts.common import Evidence, Measure
from cxadvisor.model.artefacts.flows import Branch, FlowStep
from cxadvisor.model.artefacts.heart import HeartRow
from cxadvisor.model.artefacts.journeys import (
    EmployeeJourneyStage,
    EmployeeStep,
    JourneyStage,
    RealCase,
    Step,
)
from cxadvisor.model.artefacts.personas import PhasedChannels
from cxadvisor.model.artefacts.service import (
    Actor,
    Behaviour,
    Challenge,
    Kpi,
    ServedCustomers,
    ServiceActivity,
    ServiceActors,
    ServiceChannels,
)
from cxadvisor.model.artefacts.whys import Countermeasure, RootCause, Why
from cxadvisor.model.canvas import Part
from cxadvisor.readers.artefact_values import part_under
from cxadvisor.readers.keys import keys_of

_INSIDE: Final[dict[type[Part], str]] = {
    Evidence: "in a piece of evidence",
    Measure: "in a measure",
    PhasedChannels: "under “channels”",
    Step: "in a step",
    EmployeeStep: "in a step",
    JourneyStage: "in a stage",
    EmployeeJourneyStage: "in a stage",
    RealCase: "under “real_case”",
    ServedCustomers: "under “customers”",
    Behaviour: "in a behaviour",
    ServiceChannels: "under “channels”",
    ServiceActors: "under “actors”",
    Actor: "in an actor",
    ServiceActivity: "in an activity",
    Challenge: "in a challenge",
    Kpi: "in a KPI",
    HeartRow: "in a category",
    Why: "in a why",
    RootCause: "in a root cause",
    Countermeasure: "in a countermeasure",
    FlowStep: "in a step",
    Branch: "in a branch",
}


@cache
def own_first(part: type[Part]) -> tuple[str, ...]:
    """Return the keys of ``part``, its own before those it shares with others: a word for two keys means the first."""
    keys = keys_of(part)
    own = [key for key in keys if key in part.__annotations__]
    return (*own, *(key for key in keys if key not in own))


@cache
def homes_in(artefact: type[Artefact]) -> dict[str, str]:
    """Return for every key of ``artefact`` and its parts where it belongs, in words."""
    found: dict[str, list[str]] = {}
    for part in parts_of(artefact):
        for key in keys_of(part):
            where = _INSIDE.get(part, "at the top of the artefact")
            if where not in found.setdefault(key, []):
                found[key].append(where)
    return {key: " or ".join(where) for key, where in found.items()}


def parts_of(artefact: type[Artefact]) -> Iterator[type[Part]]:
    """Yield the models of ``artefact`` and of all that may stand inside it, each once."""
    seen: list[type[Part]] = [artefact]
    for part in seen:
        yield part
        for key in keys_of(part):
            inner = part_under(part, key)
            if inner is not None and inner not in seen:
                seen.append(inner)
