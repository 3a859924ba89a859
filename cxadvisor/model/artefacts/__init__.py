"""The artefacts that accompany a canvas: personas, empathy maps, journeys, service model, HEART, 5 Whys, user flows.

Each is a frozen model whose field names are the keys of the file. ``ARTEFACTS`` names the model of every companion key.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cxadvisor.model.artefacts.common import Artefact
from cxadvisor.model.artefacts.empathy import EmpathyMap
from cxadvisor.model.artefacts.flows import UserFlow
from cxadvisor.model.artefacts.heart import Heart
from cxadvisor.model.artefacts.journeys import EmployeeJourney, Journey
from cxadvisor.model.artefacts.personas import Persona
from cxadvisor.model.artefacts.service import ServiceTemplate
from cxadvisor.model.artefacts.whys import FiveWhys

ARTEFACTS: Final[Mapping[str, type[Artefact]]] = {
    "personas": Persona,
    "empathy_maps": EmpathyMap,
    "journeys": Journey,
    "employee_journeys": EmployeeJourney,
    "service_template": ServiceTemplate,
    "heart": Heart,
    "five_whys": FiveWhys,
    "user_flows": UserFlow,
}
"""The model behind each companion key, in the order of ``COMPANION_KEYS``."""

MAX_ARTEFACTS: Final = 200
"""So many artefacts of one kind a file may hold."""

__all__ = [
    "ARTEFACTS",
    "MAX_ARTEFACTS",
    "Artefact",
    "EmpathyMap",
    "EmployeeJourney",
    "FiveWhys",
    "Heart",
    "Journey",
    "Persona",
    "ServiceTemplate",
    "UserFlow",
]
