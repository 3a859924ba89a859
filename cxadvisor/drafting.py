"""From what the engine matched to drafts of findings, merged as their cards say."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from cxadvisor.enclosing import order_within
from cxadvisor.engine import Fact
from cxadvisor.engine.result import Match, Result
from cxadvisor.facts import FactBase
from cxadvisor.identity import fingerprint, normalised
from cxadvisor.language import PLAUSIBLE, Linking, NoteCandidate, Reason, reason_text
from cxadvisor.model.blocks import BLOCKS, COMPANION_KEYS
from cxadvisor.model.strategy import CanvasFile, Severity, Sources, split_place
from cxadvisor.rulebook.card import Coverage, RuleCard
from cxadvisor.rulebook.compiling import CompiledCard
from cxadvisor.rulebook.conclusions import Asked, Gap
from cxadvisor.rulebook.outline import QUESTION, Outline
from cxadvisor.rulebook.rulebook import QUESTIONS, Rulebook
from cxadvisor.rulebook.vocabulary import Link, Note
from cxadvisor.texts import Texts

SEVERITIES: Final[tuple[Severity, ...]] = ("high", "medium", "low")
"""From the gravest to the least."""

MAX_CANDIDATES: Final = 5

MAX_FREE: Final = 3
"""So many notes that are linked to nothing are worth offering as candidates; more would only hand the work back."""

FREE_CONFIDENCE: Final = 0.05
"""What is known of a candidate of which no word speaks: next to nothing."""


class Found(NamedTuple):
    """One thing a rule found: what its variables are bound to, and the match that shows why.

    A gap or question of a coverage card has no match of its own: its reasons tell what was looked for.
    """

    bindings: Mapping[str, Any]
    match: Match | None = None


class Context(NamedTuple):
    """All that drafts are made from: one canvas, what is known of it, and the language findings are worded in.

    Without a canvas ``file`` is an empty one, of which there are no facts. ``sources`` is where places lead.

    ``facts`` are all facts of the result by class, ``matches`` what each rule found, by the name of the rule.
    """

    file: CanvasFile
    sources: Sources
    base: FactBase
    linking: Linking
    facts: Mapping[type[Fact], Sequence[Fact]]
    matches: Mapping[str, Sequence[Found]]
    cards: Mapping[str, RuleCard]
    compiled: Mapping[str, CompiledCard]
    outlines: Mapping[str, Outline]
    texts: Texts

    def reason_of(self, reason: Reason) -> str:
        """Return why two notes belong together, in the language of the findings."""
        return reason_text(reason, self.texts, self.linking.knowledge)


def context_of(
    file: CanvasFile,
    sources: Sources,
    base: FactBase,
    linking: Linking,
    result: Result,
    cards: Mapping[str, RuleCard],
    rulebook: Rulebook,
    texts: Texts,
) -> Context:
    """Return the context of one canvas, with what the engine found sorted for looking up."""
    facts = result.by_class
    matches: dict[str, list[Found]] = defaultdict(list)
    for match in result.matches:
        matches[match.name].append(Found(match.bindings, match))
    for fact in sorted((*facts.get(Gap, ()), *facts.get(Asked, ())), key=lambda each: str(each["note"])):
        card = cards[fact["rule"]]
        found = Found({card.variable: fact["note"]})
        if type(fact) is Gap:
            matches[card.name].append(found)
        elif card.coverage and (card.coverage.unclear != "when-read" or fact["read"]):
            matches[card.name + QUESTION].append(found)
    compiled, outlines = rulebook.compiled, rulebook.outlines
    for name, looks in outlines.items():
        if looks.lacking and name in matches:
            matches.pop(name + QUESTION, None)  # whoever states it asks no more
    return Context(file, sources, base, linking, facts, matches, cards, compiled, outlines, texts)


class Draft:
    """A finding in the making: which card speaks, about which ids, on the ground of which matches.

    ``question`` is set when it asks instead of stating. ``absorbed`` collects the drafts whose cause it tells,
    ``parts`` those that it lists.
    """

    __slots__ = ("absorbed", "card", "dropped", "ids", "matches", "parts", "question", "severity")

    def __init__(
        self, card: RuleCard, ids: tuple[str, ...], matches: tuple[Found, ...], question: bool
    ) -> None:
        self.card = card
        self.ids = ids
        self.matches = matches
        self.question = question
        self.severity: Severity = card.severity
        self.absorbed: list[Draft] = []
        self.parts: tuple[Draft, ...] = ()
        self.dropped: list[tuple[str, str]] = []
        """Rule and id of what a shared question would ask, where this draft tells it already."""

    @property
    def bindings(self) -> Mapping[str, Any]:
        """What the variables of the (first) match are bound to."""
        return self.matches[0].bindings

    @property
    def is_coverage_question(self) -> bool:
        """Whether it asks about a link that was neither found nor ruled out."""
        return self.question and self.card.kind != "confirm"

    @property
    def is_absence_question(self) -> bool:
        """Whether it asks about what no note that was read speaks of; the few others may."""
        return self.is_coverage_question and not self.card.coverage and not self.card.asks

    def only(self, ids: Iterable[str]) -> "Draft | None":
        """The same about these of its notes alone; None where none is left."""
        rest = tuple(ids)
        if not rest or rest == self.ids:
            return self if rest else None
        matches = tuple(match for match in self.matches if match.bindings[self.card.at[0]] in rest)
        shorter = Draft(self.card, rest, matches, self.question)
        shorter.severity = self.severity
        return shorter


def drafts(context: Context) -> list[Draft]:
    """Return a draft for every finding and question, merged as their cards say."""
    found: list[Draft] = []
    for card in context.cards.values():
        found += _merged(
            card, context.matches.get(card.name, ()), card.kind == "confirm", card.merge, context
        )
        asked = context.matches.get(card.name + QUESTION, ())
        if not card.coverage:
            found += _merged(card, asked, True, card.merge, context)
        elif card.coverage.unclear == "skip":
            continue
        elif card.coverage.unclear == "ask":
            # A note with candidates is asked about by itself; for the others one question does for all.
            alone = [match for match in asked if _candidates(card, (match.bindings[card.variable],), context)]
            found += _merged(card, alone, True, None, context)
            found += _merged(card, [match for match in asked if match not in alone], True, "stage", context)
        else:
            found += _merged(card, asked, True, "stage", context)
    return found


def _merged(
    card: RuleCard, matches: Sequence[Found], question: bool, merge: str | None, context: Context
) -> Iterator[Draft]:
    groups: dict[Any, list[Found]] = {}
    for number, match in enumerate(matches):
        key: Any = number
        if merge == "note":
            key = match.bindings[card.at[0]]
        elif merge == "canvas":
            key = ""
        elif merge == "stage":
            key = context.base.about[match.bindings[card.at[0]]]["stage"]
        elif merge and merge.startswith("by:"):
            key = match.bindings[merge[3:]]
        groups.setdefault(key, []).append(match)
    if merge == "adjacent":
        groups = dict(enumerate(_adjacent(matches, card, context)))
    for group in groups.values():
        ids = dict.fromkeys(match.bindings[variable] for match in group for variable in card.at)
        ordered = (
            tuple(ids)
            if len(group) == 1 or merge == "note"
            else tuple(sorted(ids, key=lambda each: reading_order(each, context)))
        )
        yield Draft(card, ordered, tuple(group), question)


def list_draft(card: RuleCard, parts: Sequence[Draft], context: Context) -> Draft:
    """Return the one draft that lists ``parts``, all statements or all questions: about all they are about, in reading
    order.
    """
    ids = dict.fromkeys(each for part in parts for each in part.ids)
    ordered = tuple(sorted(ids, key=lambda each: reading_order(each, context)))
    draft = Draft(card, ordered, (Found({}),), parts[0].question)
    draft.parts = tuple(sorted(parts, key=lambda part: part.card.code))
    draft.absorbed = list(draft.parts)
    draft.severity = min((part.severity for part in parts), key=SEVERITIES.index)
    return draft


def _adjacent(matches: Sequence[Found], card: RuleCard, context: Context) -> list[list[Found]]:
    """Group matches about blocks that follow each other in the fill order within one section."""
    about = context.base.about
    runs: list[list[Found]] = []
    last = ("", 0)
    for match in sorted(matches, key=lambda each: reading_order(each.bindings[card.at[0]], context)):
        block = BLOCKS[about[match.bindings[card.at[0]]]["name"]]
        if runs and last[0] == block.section and block.number - last[1] <= 1:
            runs[-1].append(match)
        else:
            runs.append([match])
        last = (block.section, block.number)
    return runs


def reading_order(identity: str, context: Context) -> tuple[int, int, str]:
    """The reading order of what an id stands for: block, stage, then words, never the index."""
    known = context.base.about[identity]
    name = known.get("block") or known.get("name") or ""
    if "kind" in known:  # an artefact, or what stands in one: after all blocks
        number = len(BLOCKS) + 1 + COMPANION_KEYS.index(known["kind"])
        return (number, False, order_within(identity, context.base.about))
    place = (context.base.places.get(identity) or ("",))[0]
    words = normalised(str(known.get("text", "")))
    return (BLOCKS[name].number if name in BLOCKS else 0, "/post_sale" in place, words)


def pointers_of(draft: Draft, context: Context) -> tuple[str, ...]:
    """Return the pointer of everything a draft is about, also of what the file does not hold."""
    return tuple(dict.fromkeys(place for each in draft.ids for place in context.base.places[each]))


def places_of(draft: Draft, context: Context) -> tuple[str, ...]:
    """Return every place a draft is about; what is absent stands at what encloses it."""
    return tuple(dict.fromkeys(context.sources.existing(place) for place in pointers_of(draft, context)))


def block_and_stage(pointers: Iterable[str]) -> tuple[str | None, Any]:
    """Return the block and stage that all ``pointers`` lie in, each None where they differ or have none."""
    split = [split_place(place)[1].split("/")[1:] for place in pointers]
    blocks = {parts[0] if parts else None for parts in split}
    stages = {
        parts[1] if len(parts) > 1 and parts[1] in ("pre_sale", "post_sale") else None for parts in split
    }
    block = blocks.pop() if len(blocks) == 1 else None
    return block, stages.pop() if len(stages) == 1 else None


def draft_fingerprint(draft: Draft, context: Context) -> str:
    """Return the fingerprint of the finding that ``draft`` becomes."""
    pointers = pointers_of(draft, context)
    identities = [context.base.ids.get(place, place) for place in pointers]
    rule = QUESTIONS if draft.is_coverage_question else draft.card.name
    asks = draft.card.name if draft.question else None
    return fingerprint(rule, asks, *block_and_stage(pointers), identities)


def candidates_of(draft: Draft, context: Context) -> list[NoteCandidate]:
    """Return the partners that a coverage question may mean, best first, five at most."""
    return _candidates(draft.card, draft.ids, context)


def _candidates(card: RuleCard, ids: Iterable[str], context: Context) -> list[NoteCandidate]:
    coverage = card.coverage
    if not coverage:
        return _tied(card, ids, context) if card.asks else []
    best: dict[tuple[str, str], NoteCandidate] = {}
    for identity in ids:
        place = context.base.places[identity][0]
        for link in coverage.links:
            for candidate in context.linking.candidates.get((place, link.relation), ()):
                if candidate.place.split("/")[1] not in link.blocks:
                    continue
                key = (candidate.place, link.relation)
                if key not in best or best[key].confidence < candidate.confidence:
                    best[key] = candidate
    ranked = sorted(
        best.values(), key=lambda each: (-each.confidence, context.base.ids[each.place], each.relation)
    )
    return ranked[:MAX_CANDIDATES]


def _tied(card: RuleCard, ids: Iterable[str], context: Context) -> list[NoteCandidate]:
    """The notes that a question about items of artefacts may mean; faint ones only where there is no better."""
    assert card.asks is not None
    subjects, best = set(ids), dict[str, NoteCandidate]()
    for tie in context.base.ties:
        if tie.item.identity in subjects and tie.note.block == card.asks[1]:
            known = best.get(tie.note.place)
            if known is None or known.confidence < tie.confidence:
                best[tie.note.place] = NoteCandidate(tie.note.place, tie.relation, tie.confidence, tie.reason)
    ranked = sorted(best.values(), key=lambda each: (-each.confidence, each.place))
    plausible = [each for each in ranked if each.confidence >= PLAUSIBLE]
    return (plausible or ranked)[:MAX_CANDIDATES]


def free_partners(draft: Draft, coverage: Coverage, context: Context) -> list[tuple[str, str]]:
    """Return notes, with the relation, that could be the partner and are linked to nothing by it, in reading order.

    None are returned where they are too many to help.
    """
    stages = {context.base.about[each]["stage"] for each in draft.ids}
    found = []
    for link in coverage.links:
        here = "from" if link.from_partner else "to"
        taken = {fact[here] for fact in context.facts.get(Link, ()) if fact["relation"] == link.relation}
        for fact in context.facts.get(Note, ()):
            in_scope = not coverage.same_stage or fact["stage"] is None or fact["stage"] in stages
            if fact["block"] in link.blocks and fact["real"] and in_scope and fact["id"] not in taken:
                found.append((fact["id"], link.relation))
    if len({note for note, _ in found}) > MAX_FREE:
        return []
    return sorted(found, key=lambda each: (reading_order(each[0], context), each[1]))


def sort_key(draft: Draft, context: Context) -> tuple[Any, ...]:
    """What matters most first: statements, then questions, then advice; by severity, fill order, rule and words."""
    rank = 2 if draft.card.kind == "advice" else 1 if draft.question else 0
    words = [reading_order(each, context) for each in draft.ids]
    return (rank, SEVERITIES.index(draft.severity), min(words), draft.card.code, words)
