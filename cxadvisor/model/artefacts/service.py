"""The service-model template: eight elements, for the present or the target model (S2)."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StrictBool, model_validator

from cxadvisor.model.artefacts.common import Artefact, Measure, State, Texts, listed
from cxadvisor.model.canvas import MAX_NOTES, Identifier, Part, Text


class ServedCustomers(Part):
    """Whom the model serves, and what they have in common; a plain list is their profile."""

    profile: Texts = ()
    common_traits: Texts = ()

    @model_validator(mode="before")
    @classmethod
    def _from_list(cls, value: Any) -> Any:
        return value if isinstance(value, dict) else {"profile": value}


class Behaviour(Part):
    """What customers do, say and think in one moment of interaction, and whether they are satisfied.

    ``moment`` names a moment that matters of the canvas by its id or its words.
    """

    moment: Text | None = None
    id: Identifier | None = None
    does: Texts = ()
    says: Texts = ()
    thinks: Texts = ()
    satisfied: StrictBool | Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        return {"does": value} if isinstance(value, str) else value


class ServiceChannels(Part):
    """The channels that customers prefer, and those that the model supports."""

    preferred: Texts = ()
    supported: Texts = ()


class Actor(Part):
    """Who or what takes part; activities and figures name it by its id or its name."""

    name: Text
    id: Identifier | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        return {"name": value} if isinstance(value, str) else value


Actors = Annotated[tuple[Actor, ...], Field(max_length=MAX_NOTES), BeforeValidator(listed)]


class ServiceActors(Part):
    """The four kinds of actors: those customers meet, those behind them, partners, and technology that plays a part."""

    front_office: Actors = ()
    back_office: Actors = ()
    partners: Actors = ()
    technology: Actors = ()


class ServiceActivity(Part):
    """What an actor does; ``supports`` names the activity (by id) in front of customers that it makes possible."""

    does: Text
    id: Identifier | None = None
    actor: Texts = ()
    channel: Texts = ()
    moment: Texts = ()
    supports: Texts = ()

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        return {"does": value} if isinstance(value, str) else value


class Challenge(Part):
    """A challenge, such as a new technology, and what it changes in behaviour, roles and activities."""

    name: Text | None = None
    technology: Text | None = None
    effect_on_behaviour: Texts = ()
    effect_on_roles: Texts = ()
    effect_on_activities: Texts = ()

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        return {"name": value} if isinstance(value, str) else value


class Kpi(Measure):
    """A figure of the service model; ``activity_of`` names the actor whose work it shows, ``goal`` what it is for."""

    activity_of: Text | None = None
    goal: Text | None = None


class ServiceTemplate(Artefact):
    """The service-model template with its eight elements: customers, behaviours, value, channels, actors, activities,
    challenges and KPIs; ``state`` marks the present or the target model.
    """

    state: State | None = None
    customers: ServedCustomers = ServedCustomers()
    behaviours: Annotated[tuple[Behaviour, ...], Field(max_length=MAX_NOTES), BeforeValidator(listed)] = ()
    value: Texts = ()
    channels: ServiceChannels = ServiceChannels()
    actors: ServiceActors = ServiceActors()
    activities: Annotated[
        tuple[ServiceActivity, ...], Field(max_length=MAX_NOTES), BeforeValidator(listed)
    ] = ()
    challenges: Annotated[tuple[Challenge, ...], Field(max_length=MAX_NOTES), BeforeValidator(listed)] = ()
    kpis: Annotated[tuple[Kpi, ...], Field(max_length=MAX_NOTES), BeforeValidator(listed)] = ()
