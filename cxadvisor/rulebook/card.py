"""A rule card in memory: what one rule finds, how, and all it has to say about it."""

from collections.abc import Mapping
from typing import Any, Final, Literal, NamedTuple

from cxadvisor.model.blocks import BLOCKS, Relation
from cxadvisor.model.review import Ground, Kind
from cxadvisor.model.strategy import Severity
from cxadvisor.texts import Template

TRUSTED: Final = frozenset({"serves", "measures", "supports"})
"""Relations whose absence may be called a gap when every note was read; the others ask (rules.md, restraint)."""

PRECISE: Final = frozenset({("supports", "preferred_channels")})
"""Relations, with the block that needs a partner, where what words alone show missing is missing in nine cases of ten
(docs/linking.md): read notes are proof enough.

Elsewhere a note that is surely linked to nothing may be the partner, and the checker asks.
"""

LISTED: Final = (
    *(
        "sources",
        "given",
        "beside",
        "whys",
        "when",
        "asks_when",
        "at",
        "subjects",
        "yields_to",
        "looks_in",
        "lists",
        "see",
        "fix",
    ),
)
"""The fields of a card that hold several values."""

SEEN: Final = ("metrics_for", "about", "beside")
"""How ``see`` finds entries by a note: measures that would show what it wants, what it speaks of, and what belongs
beside that. Written with the variable, as in ``metrics_for:objective``.
"""

Unclear = Literal["ask", "together", "when-read", "skip"]
"""What a coverage rule does with a note it cannot judge: ask about it, ask about all such notes of a stage
together, ask only where every word was known, or leave it among what was not assessed."""


class SoughtLink(NamedTuple):
    """A link that covers a note: its relation, the blocks of the partner, and whether the partner is where
    it starts.
    """

    relation: Relation
    blocks: tuple[str, ...]
    from_partner: bool


class Coverage(NamedTuple):
    """Which notes need a partner, which links give them one, and the blocks (in fill order) where a partner
    could stand.
    """

    of: str
    links: tuple[SoughtLink, ...]
    same_stage: bool
    unclear: Unclear
    partners: tuple[str, ...]

    @property
    def note_fact(self) -> str:
        """The name of the fact that a note of the block is; also the variable it is bound to."""
        return BLOCKS[self.of].note_fact

    @property
    def trusted(self) -> bool:
        """Whether the absence of these links may be called a gap."""
        return all(link.relation in TRUSTED for link in self.links)


class Remark(NamedTuple):
    """A further reason that is given where its own conditions hold; ``at`` is the variable it points to."""

    when: tuple[Any, ...]
    say: Template
    at: str | None


class Applies(NamedTuple):
    """When a rule can be judged at all, and what to say where it cannot."""

    when: tuple[Any, ...]
    otherwise: str


class RuleCard(NamedTuple):
    """One rule. Conditions stay as written; ``rulebook.compiling`` makes engine rules of them.

    ``at`` names variables. ``merge`` says which matches become one finding: None (each its own), ``"note"``
    (those with the same first place), ``"canvas"`` (all), ``"adjacent"`` (neighbours in the fill order), or a
    variable (all that agree on it). ``lists`` are the rules whose findings become one list under this card, where they
    are two or more. ``given`` are the kinds of artefacts that the rule is about (companion keys; ``canvas`` where it
    compares them with a canvas, ``canvases`` where it compares several): without them it has nothing to judge. A card
    without ``given`` is about the page itself; ``beside`` are the kinds of artefacts that such a card judges as well,
    also where there is no page. ``on_findings`` keeps it to notes about which another rule states a finding of this
    severity. ``see`` names entries of the catalogue that go on where its advice ends, or says how to find them
    (``SEEN``). ``effort`` is what the advice takes and ``impact`` what comes of it. ``fix`` are the ways to put it
    right, each a list of changes (``advice.fixes``); ``unfixed`` is the reason why there is none. ``topic`` is the
    folder the card lies in; ``file`` is known of cards that did not come with cxadvisor.
    """

    code: str
    name: str
    kind: Kind
    severity: Severity
    sources: tuple[str, ...]
    ground: Ground
    since: str
    topic: str
    finds: str
    matters: str
    message: Template
    advice: str
    because: Template | None = None
    question: Template | None = None
    whys: tuple[str, ...] = ()
    coverage: Coverage | None = None
    when: tuple[Any, ...] = ()
    asks_when: tuple[Any, ...] = ()
    asks: tuple[Relation, str] | None = None
    applies: Applies | None = None
    also: tuple[Remark, ...] = ()
    at: tuple[str, ...] = ()
    merge: str | None = None
    counted: str | None = None
    subjects: tuple[Relation, ...] = ()
    yields_to: tuple[str, ...] = ()
    looks_in: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    on_findings: Severity | None = None
    see: tuple[str, ...] = ()
    effort: Severity | None = None
    impact: Severity | None = None
    fix: tuple[Any, ...] = ()
    unfixed: str | None = None
    python: Any = None
    file: str | None = None

    @property
    def variable(self) -> str:
        """The variable that holds the note or block the rule is mainly about."""
        return self.coverage.note_fact if self.coverage else self.at[0]

    @property
    def named_entries(self) -> tuple[str, ...]:
        """The entries of the catalogue that the card names itself."""
        return tuple(each for each in self.see if ":" not in each)

    @property
    def efforts(self) -> Severity:
        """What the advice takes: as the card says, else by what it is about."""
        if self.effort:
            return self.effort
        return "low" if self.kind in ("confirm", "advice") or self.severity == "low" else "medium"

    @property
    def impacts(self) -> Severity:
        """What comes of the advice: as the card says, else as grave as what it finds."""
        return self.impact or ("low" if self.kind in ("confirm", "advice") else self.severity)

    @property
    def partner_blocks(self) -> tuple[str, ...]:
        """The blocks in which the rule looks for what may be missing."""
        return self.coverage.partners if self.coverage else self.looks_in

    def texts(self) -> dict[str, Template | tuple[str, ...]]:
        """Every text of the card that is translated, by field."""
        found: dict[str, Template | tuple[str, ...]] = {
            field: value
            for field in ("finds", "matters", "message", "because", "question", "advice", "whys")
            if (value := getattr(self, field))
        }
        if self.applies:
            found["otherwise"] = self.applies.otherwise
        for number, remark in enumerate(self.also, 1):
            found[f"also_{number}"] = remark.say
        return found

    def translated(self, texts: Mapping[str, Any]) -> "RuleCard":
        """The card with its texts replaced by those in ``texts`` (fields as in ``texts()``)."""
        changes: dict[str, Any] = {
            field: tuple(value) if isinstance(value, list) else value
            for field, value in texts.items()
            if field != "otherwise" and not field.startswith("also_")
        }
        if self.applies and "otherwise" in texts:
            changes["applies"] = self.applies._replace(otherwise=texts["otherwise"])
        if self.also:
            changes["also"] = tuple(
                remark._replace(say=texts.get(f"also_{number}", remark.say))
                for number, remark in enumerate(self.also, 1)
            )
        return self._replace(**changes)


class Derivation(NamedTuple):
    """A rule that finds nothing itself but concludes facts that other rules use."""

    name: str
    when: tuple[Any, ...]
    asserts: tuple[Mapping[str, Mapping[str, Any]], ...]


def card_from(data: Mapping[str, Any]) -> RuleCard:
    """Make a card of the plain mapping that ``cardfile`` has validated (or that was shipped compiled)."""
    values = dict(data)
    coverage = values.get("coverage")
    if coverage:
        links = tuple(
            SoughtLink(link["relation"], tuple(link["blocks"]), link["from_partner"])
            for link in coverage["links"]
        )
        wanted = {block for link in links for block in link.blocks}
        partners = tuple(block for block in BLOCKS if block in wanted)
        values["coverage"] = Coverage(
            coverage["of"], links, coverage["same_stage"], coverage["unclear"], partners
        )
    if values.get("applies"):
        values["applies"] = Applies(tuple(values["applies"]["when"]), values["applies"]["otherwise"])
    if values.get("asks"):
        values["asks"] = tuple(values["asks"])
    values["also"] = tuple(
        Remark(tuple(each["when"]), each["say"], each["at"]) for each in values.get("also", ())
    )
    for field in LISTED:
        values[field] = tuple(values.get(field) or ())
    return RuleCard(**values)
