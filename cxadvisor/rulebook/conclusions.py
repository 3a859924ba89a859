"""The facts that derivation cards (``rules/derivations``) conclude, and those that coverage cards state their needs by.

As in ``vocabulary``, slots named ``note``, ``moment`` and ``use`` hold the ``id`` of another fact.
"""

from __future__ import annotations

from cxadvisor.engine import Fact, Field

Name = str
Maybe = str | None


class FilledSection(Fact):
    """A section, by its depth, that holds notes."""

    depth = Field(int, mandatory=True)


class FilledStage(Fact):
    """A stage of a block that holds notes."""

    block = Field(Name, mandatory=True)
    stage = Field(Maybe, mandatory=True)


class WorkedOut(Fact):
    """A stage for which something beside needs and metrics is written down."""

    stage = Field(Name, mandatory=True)


class PreferredInOneStage(Fact):
    """A channel that customers prefer in one stage and not in the other."""

    topic = Field(Name, mandatory=True)


class Understood(Fact):
    """A note with a link that is given or sure."""

    note = Field(Name, mandatory=True)


class Unread(Fact):
    """A note whose words are not known well enough, and that no sure link explains: it may mean anything."""

    note = Field(Name, mandatory=True)
    block = Field(Name, mandatory=True)
    stage = Field(Maybe, mandatory=True)


class Settled(Fact):
    """A note whose author wrote its links down, ``by`` for or through: what is not there is not meant."""

    note = Field(Name, mandatory=True)
    by = Field(Name, mandatory=True)


class UseSupported(Fact):
    """An entry of ``through`` that is a supported channel in a stage."""

    use = Field(Name, mandatory=True)
    stage = Field(Maybe, mandatory=True)


class UsePreferred(Fact):
    """An entry of ``through`` that is a preferred channel in a stage."""

    use = Field(Name, mandatory=True)
    stage = Field(Maybe, mandatory=True)


class ReachedOpenly(Fact):
    """A moment served by an activity whose channel is not stated or not known."""

    moment = Field(Name, mandatory=True)


class ReachedAsPreferred(Fact):
    """A moment served through a channel that customers prefer in a stage."""

    moment = Field(Name, mandatory=True)
    stage = Field(Maybe, mandatory=True)


class FilledWith(Fact):
    """A stage of a block that holds notes which are more than placeholders."""

    block = Field(Name, mandatory=True)
    stage = Field(Maybe, mandatory=True)


class Needs(Fact):
    """A coverage card: the notes of block ``of`` need a partner, in their own stage if ``same_stage``."""

    rule = Field(Name, mandatory=True)
    of = Field(Name, mandatory=True)
    same_stage = Field(bool, mandatory=True)


class Seeks(Fact):
    """A link that covers notes of block ``of``: its relation, the block of the partner, and whether it starts from the
    partner. ``trusted``: that no such link was found may be called a gap; ``strict``: but not while a partner is free.
    """

    rule = Field(Name, mandatory=True)
    of = Field(Name, mandatory=True)
    block = Field(Name, mandatory=True)
    relation = Field(Name, mandatory=True)
    from_partner = Field(bool, mandatory=True)
    same_stage = Field(bool, mandatory=True)
    trusted = Field(bool, mandatory=True)
    strict = Field(bool, mandatory=True)


class Free(Fact):
    """A stage of a block in which a note has no sure link of a relation: it may be the partner somebody seeks."""

    block = Field(Name, mandatory=True)
    relation = Field(Name, mandatory=True)
    stage = Field(Maybe, mandatory=True)


class Written(Fact):
    """A relation of which the author wrote at least one link down."""

    relation = Field(Name, mandatory=True)


class KeptPlace(Fact):
    """A scope in which a placeholder stands where a partner could be."""

    rule = Field(Name, mandatory=True)
    scope = Field(Maybe, mandatory=True)


class Covered(Fact):
    """A note for which a coverage rule found a partner."""

    rule = Field(Name, mandatory=True)
    note = Field(Name, mandatory=True)


class Perhaps(Fact):
    """A note for which a coverage rule found a plausible partner, without a link."""

    rule = Field(Name, mandatory=True)
    note = Field(Name, mandatory=True)


class InScope(Fact):
    """A note that a coverage rule looks at; ``scope`` is the stage in which a partner counts, or "any"."""

    rule = Field(Name, mandatory=True)
    note = Field(Name, mandatory=True)
    scope = Field(Maybe, mandatory=True)


class Open(Fact):
    """A scope in which there are notes that could be partners."""

    rule = Field(Name, mandatory=True)
    scope = Field(Maybe, mandatory=True)


class LookedFor(Fact):
    """A scope in which a block of partners was captured, be it empty."""

    rule = Field(Name, mandatory=True)
    scope = Field(Maybe, mandatory=True)


class LeftOut(Fact):
    """A scope in which a block of partners was left out of the canvas on purpose."""

    rule = Field(Name, mandatory=True)
    scope = Field(Maybe, mandatory=True)


class UnreadPartner(Fact):
    """A scope in which a note that could be the partner was not read."""

    rule = Field(Name, mandatory=True)
    scope = Field(Maybe, mandatory=True)


class Doubt(Fact):
    """A scope in which a coverage rule cannot tell that a partner is absent."""

    rule = Field(Name, mandatory=True)
    scope = Field(Maybe, mandatory=True)


class Gap(Fact):
    """A note for which a coverage rule is certain that there is no partner.

    ``before_empty_block``: there are no notes at all where one could stand.
    """

    rule = Field(Name, mandatory=True)
    note = Field(Name, mandatory=True)
    before_empty_block = Field(bool, mandatory=True)


class Asked(Fact):
    """A note for which a coverage rule found no partner and could not exclude one; ``read``: every word was known."""

    rule = Field(Name, mandatory=True)
    note = Field(Name, mandatory=True)
    read = Field(bool, mandatory=True)
