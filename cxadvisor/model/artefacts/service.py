"""The service-model template: eight elements, for the present or the target model (S2)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StrictBool

from cxadvisor.model.artefacts.common import Artefact, Brief, Listed, Measure, State, Texts
from cxadvisor.model.canvas import MAX_NOTES, Identifier, Part, Text


class ServedCustomers(Brief):
    """Whom the model serves, and what they have in common; a plain list is their profile."""

    plain = "profile"
    plain_list = True

    profile: Texts = ()
    common_traits: Texts = ()


class Behaviour(Brief):
    """What customers do, say and think in one moment of interaction, and whether they are satisfied.

    ``moment`` names a moment that matters of the canvas by its id or its words.
    """

    plain = "does"

    moment: Text | None = None
    id: Identifier | None = None
    does: Texts = ()
    says: Texts = ()
    thinks: Texts = ()
    satisfied: StrictBool | Text | None = None


class ServiceChannels(Part):
    """The channels that customers prefer, and those that the model supports."""

    preferred: Texts = ()
    supported: Texts = ()


class Actor(Brief):
    """Who or what takes part; activities and figures name it by its id or its name."""

    plain = "name"

    name: Text
    id: Identifier | None = None


Actors = Annotated[tuple[Actor, ...], Field(max_length=MAX_NOTES), Listed()]


class ServiceActors(Part):
    """The four kinds of actors: those customers meet, those behind them, partners, and technology that plays a part."""

    front_office: Actors = ()
    back_office: Actors = ()
    partners: Actors = ()
    technology: Actors = ()


class ServiceActivity(Brief):
    """What an actor does; ``supports`` names the activity (by id) in front of customers that it makes possible."""

    plain = "does"

    does: Text
    id: Identifier | None = None
    actor: Texts = ()
    channel: Texts = ()
    moment: Texts = ()
    supports: Texts = ()


class Challenge(Brief):
    """A challenge, such as a new technology, and what it changes in behaviour, roles and activities."""

    plain = "name"

    name: Text | None = None
    technology: Text | None = None
    effect_on_behaviour: Texts = ()
    effect_on_roles: Texts = ()
    effect_on_activities: Texts = ()


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
    behaviours: Annotated[tuple[Behaviour, ...], Field(max_length=MAX_NOTES), Listed()] = ()
    value: Texts = ()
    channels: ServiceChannels = ServiceChannels()
    actors: ServiceActors = ServiceActors()
    activities: Annotated[tuple[ServiceActivity, ...], Field(max_length=MAX_NOTES), Listed()] = ()
    challenges: Annotated[tuple[Challenge, ...], Field(max_length=MAX_NOTES), Listed()] = ()
    kpis: Annotated[tuple[Kpi, ...], Field(max_length=MAX_NOTES), Listed()] = ()
