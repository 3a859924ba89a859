"""The rule card as an author writes it: a pydantic model, its JSON Schema, and the plain form the engine side reads."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    model_validator,
)

from cxadvisor.model.blocks import BLOCKS, CARRIERS, COMPANION_KEYS, Relation
from cxadvisor.model.review import Ground, Kind
from cxadvisor.model.strategy import Severity
from cxadvisor.rulebook.card import SEEN
from cxadvisor.rulebook.vocabulary import FACTS, slot_types

Sentence = Annotated[str, StringConstraints(min_length=1, max_length=600)]
Variable = Annotated[str, StringConstraints(pattern=r"^\$[a-z][a-z_]{0,40}$")]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
Conditions = Annotated[list[Any], Field(min_length=1, max_length=16)]
BlockName = Annotated[str, StringConstraints(pattern="^(" + "|".join(BLOCKS) + ")$")]


class CardPart(BaseModel):
    """A part of a card file; unknown keys are errors, because a misspelt key would silently do nothing."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class Forms(CardPart):
    """A sentence in the plural forms of English; ``{n}`` chooses."""

    one: Sentence
    other: Sentence


class LinkPart(CardPart):
    """A link that covers a note: ``from`` or ``to`` names the blocks of its partner."""

    relation: Relation
    from_: list[BlockName] | None = Field(default=None, alias="from")
    to: list[BlockName] | None = None

    @model_validator(mode="after")
    def _one_side(self) -> LinkPart:
        if (self.from_ is None) == (self.to is None):
            raise ValueError("a link names the blocks of its partner either under “from” or under “to”")
        sources, targets = CARRIERS[self.relation]
        for block in self.from_ or ():
            if block not in sources:
                raise ValueError(
                    f"no link “{self.relation}” starts from {block}; it starts from {', '.join(sources)}"
                )
        for block in self.to or ():
            if block not in targets:
                raise ValueError(
                    f"no link “{self.relation}” leads to {block}; it leads to {', '.join(targets)}"
                )
        return self


class CoveragePart(CardPart):
    """Notes of block ``of`` need a partner: give ``relation`` with ``from`` or ``to``, or several under ``links``."""

    of: BlockName
    relation: Relation | None = None
    from_: list[BlockName] | None = Field(default=None, alias="from")
    to: list[BlockName] | None = None
    links: list[LinkPart] = []
    stage: Literal["same", "any"] = "same"
    unclear: Literal["ask", "together", "when-read", "skip"] = "ask"

    @model_validator(mode="after")
    def _links(self) -> CoveragePart:
        if bool(self.links) == (self.relation is not None):
            raise ValueError("coverage gives either “relation” with “from” or “to”, or “links”")
        if self.relation is not None:
            self.links = [
                LinkPart.model_validate({"relation": self.relation, "from": self.from_, "to": self.to})
            ]
        for link in self.links:
            sources, targets = CARRIERS[link.relation]
            if self.of not in (targets if link.from_ else sources):
                raise ValueError(f"notes of {self.of} have no link “{link.relation}” in this direction")
        return self


class RemarkPart(CardPart):
    """A further reason, given where ``when`` holds."""

    when: Conditions
    say: Sentence
    at: Variable | None = None


class AppliesPart(CardPart):
    """When the rule can be judged at all, and what is said where it cannot."""

    when: Conditions
    otherwise: Sentence


Kept = Annotated[str, StringConstraints(pattern=f"^({'|'.join(COMPANION_KEYS)})$")]
Given = Annotated[str, StringConstraints(pattern=f"^({'|'.join((*COMPANION_KEYS, 'canvas', 'canvases'))})$")]
"""What must be in a strategy for a rule to have something to judge."""


class AsksPart(CardPart):
    """What the question of ``asks_when`` is about."""

    relation: Relation
    from_: BlockName = Field(alias="from")


class SeePart(CardPart):
    """Entries of the catalogue that are found by a note: measures that would show what it wants (``metrics_for``), what
    it speaks of (``about``), or what belongs beside that (``beside``).
    """

    metrics_for: Variable | None = None
    about: Variable | None = None
    beside: Variable | None = None

    @model_validator(mode="after")
    def _one_way(self) -> SeePart:
        if sum(getattr(self, way) is not None for way in SEEN) != 1:
            raise ValueError(f"“see” finds entries by one of {', '.join(SEEN)}")
        return self


Seen = Annotated[
    Annotated[Name, Tag("name")] | Annotated[SeePart, Tag("way")],
    Discriminator(lambda value: "name" if isinstance(value, str) else "way"),
]
"""An entry by name, or a way to find entries; told apart first, so that an error speaks of what was meant."""


class ChangePart(CardPart):
    """A change that puts a finding right, made on a copy of the strategy to see what it clears.

    ``do`` says what is done. ``on`` says with which places of the finding: each, the first, the last, or those in a
    block. A note that is added, or put in other words, speaks of a concept (``speaks_of``; of several the first that
    helps), or says the same as what it is for (``words: same``). ``for`` are the places it is linked
    to; ``moment`` is the moment in which a step of a journey happens.
    """

    do: Literal[
        "add", "link", "route", "set", "unset", "remove", "reword", "amend", "fill", "merge", "split", "unname",
        "retype", "complete", "append", "absorbed",
    ]  # fmt: skip
    block: BlockName | None = None
    stage: Literal["pre_sale", "post_sale"] | None = None
    for_: Literal["each", "first", "last", "moment"] | BlockName | None = Field(default=None, alias="for")
    on: Literal["each", "first", "last"] | BlockName | None = None
    speaks_of: str | list[str] | None = None
    words: Literal["same"] | None = None
    key: str | list[str] | None = None
    value: str | int | float | bool | None = None
    which: Literal["one"] | None = None
    instead: bool | None = None
    keep: Annotated[int, Field(ge=1, le=100)] | None = None
    item: (
        Literal[
            "step", "persona", "journey", "employee_journey", "way_out", "error", "countermeasure", "backstage",
            "participants", "why",
        ]
        | None
    ) = None  # fmt: skip

    @model_validator(mode="after")
    def _complete(self) -> ChangePart:
        needed = {"add": "block", "link": "block", "set": "key", "unset": "key", "append": "item"}.get(
            self.do
        )
        if needed and getattr(self, needed) is None:
            raise ValueError(f"a change that does “{self.do}” names a {needed}")
        return self


Changes = Annotated[list[ChangePart], Field(min_length=1, max_length=6)]
Unfixed = Literal["experience", "decision", "source", "answer", "research"]
"""Why no change on paper would do: what customers go through has to change, somebody has to decide, only the source of
a figure can tell, somebody has to answer, or somebody has to go and look."""


class FixPart(CardPart):
    """How a finding is put right: one of several ways (``either``), or not on paper (``none``, with the reason)."""

    either: Annotated[list[Changes], Field(min_length=2, max_length=4)] | None = None
    none: Unfixed | None = None

    @model_validator(mode="after")
    def _one(self) -> FixPart:
        if (self.either is None) == (self.none is None):
            raise ValueError("“fix” is a list of changes, or has “either” or “none”")
        return self


class MergeBy(CardPart):
    """All matches that agree on a variable are one finding."""

    by: Variable


class CardFile(CardPart):
    """One rule card. See the fields ``when`` (conditions), ``coverage`` (the short form for missing links)
    and ``lists`` (one list of what several rules find).
    """

    code: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,5}[0-9]{1,4}$")]
    name: Name
    kind: Kind
    severity: Severity
    sources: list[
        Annotated[str, StringConstraints(pattern=r"^(S[1-5]|K[0-9]{1,2}[ab]?|[A-Z][^\s].{2,200})$")]
    ] = []
    ground: Ground
    since: str
    finds: Sentence
    matters: Sentence
    coverage: CoveragePart | None = None
    when: Conditions | None = None
    asks_when: Conditions | None = None
    asks: AsksPart | None = None
    applies: AppliesPart | None = None
    also: list[RemarkPart] = []
    at: Variable | list[Variable] | None = None
    merge: Literal["note", "canvas", "adjacent"] | MergeBy | None = None
    count: Variable | None = None
    subjects: list[Relation] = []
    yields_to: list[Name] = []
    lists: list[Name] = []
    given: list[Given] = []
    beside: list[Kept] = []
    on_findings: Severity | None = None
    see: Annotated[list[Seen], Field(max_length=4)] = []
    effort: Severity | None = None
    impact: Severity | None = None
    fix: Changes | FixPart | None = None
    looks_in: list[BlockName] | Annotated[str, StringConstraints(pattern=r"^\$[a-z_]+\.[a-z_]+$")] = []
    message: Sentence | Forms
    question: Sentence | Forms | None = None
    because: Sentence | Forms | None = None
    advice: Sentence
    whys: list[Sentence] = []

    @model_validator(mode="after")
    def _complete(self) -> CardFile:
        if self.coverage and (self.when or self.asks_when):
            raise ValueError("a card has either “coverage” or “when”")
        if self.lists and (self.coverage or self.when or self.asks_when or self.at):
            raise ValueError(
                "a card that “lists” what other rules find has neither “when”, “coverage” nor “at”"
            )
        if not (
            self.coverage or self.when or self.asks_when or self.lists or self.name == "coverage-unclear"
        ):
            raise ValueError("a card needs “when”, “coverage” or “lists”; without them it can find nothing")
        if not self.coverage and not self.at and not self.lists:
            raise ValueError(
                "a card says “at” which note or block it finds something; for example at: $moment"
            )
        if self.coverage and self.at:
            raise ValueError("a coverage card is always at the note it looks at; leave out “at”")
        if self.coverage and not self.question and self.coverage.unclear != "skip":
            raise ValueError("a coverage card needs a “question” for notes that could not be read")
        if self.asks_when and not (self.asks and self.question):
            raise ValueError("“asks_when” needs “asks” and “question”")
        if not self.coverage and not self.because and not self.lists:
            raise ValueError("a card needs a “because”: the reason why the checker says so")
        if self.kind in ("gap", "conflict", "weakness") and not self.whys:
            raise ValueError(f"a {self.kind} needs “whys”: prompts that lead from the symptom to its cause")
        if self.kind in ("confirm", "advice") and self.severity == "high":
            raise ValueError("a question or advice is never high")
        return self


def plain(card: CardFile, topic: str) -> dict[str, Any]:
    """Return the card as the plain mapping that ``card.card_from`` reads and that is shipped compiled."""
    data = card.model_dump(exclude={"coverage", "at", "merge", "count", "asks", "also", "see", "fix"})
    data["topic"] = topic
    if isinstance(card.looks_in, str):
        data["looks_in"] = [card.looks_in]
    elif not card.looks_in:
        # Where a block that was looked into is empty, that is the finding.
        lacking = [each["lacks"] for each in card.when or () if isinstance(each, dict) and "lacks" in each]
        named = [each["in"] for each in lacking if isinstance(each, dict) and "in" in each]
        blocks = [block for each in named for block in (each if isinstance(each, list) else [each])]
        data["looks_in"] = list(dict.fromkeys(blocks))
    if card.coverage:
        data["coverage"] = {
            "of": card.coverage.of,
            "links": [
                {
                    "relation": link.relation,
                    "blocks": link.from_ or link.to,
                    "from_partner": link.from_ is not None,
                }
                for link in card.coverage.links
            ],
            "same_stage": card.coverage.stage == "same",
            "unclear": card.coverage.unclear,
        }
        data["at"] = [BLOCKS[card.coverage.of].note_fact]
    else:
        named = [card.at] if isinstance(card.at, str) else list(card.at or ())
        data["at"] = [variable[1:] for variable in named]
    data["merge"] = f"by:{card.merge.by[1:]}" if isinstance(card.merge, MergeBy) else card.merge
    data["counted"] = card.count[1:] if card.count else None
    data["asks"] = [card.asks.relation, card.asks.from_] if card.asks else None
    data["also"] = [
        {"when": each.when, "say": each.say, "at": each.at[1:] if each.at else None} for each in card.also
    ]
    data["see"] = [
        each
        if isinstance(each, str)
        else next(f"{way}:{name[1:]}" for way in SEEN if (name := getattr(each, way)) is not None)
        for each in card.see
    ]
    ways: list[list[ChangePart]] = []
    if isinstance(card.fix, FixPart):
        ways, data["unfixed"] = card.fix.either or [], card.fix.none
    elif card.fix:
        ways = [card.fix]
    data["fix"] = [[each.model_dump(by_alias=True, exclude_none=True) for each in way] for way in ways]
    return {key: value for key, value in data.items() if value not in (None, [], ())}


def card_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a rule card, with the facts and slots that conditions may name."""
    schema = CardFile.model_json_schema(by_alias=True)
    conditions = (
        "A list of conditions: facts with slots, not, any, count, compare, and lacks ({concept, in, stage}: every note"
        " of the blocks was read and none speaks of the concept; likely: true lets advice pass over a few unread ones)."
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:cxadvisor:card:1",
        **schema,
        "description": f"A cxadvisor rule card. {conditions}",
        "x-facts": {
            name: {"about": " ".join((kind.__doc__ or "").split()), "slots": slot_types(kind)}
            for name, kind in FACTS.items()
        },
    }
