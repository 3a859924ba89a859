"""From what the engine matched to findings: drafts first, which grouping may merge, then the findings of the review."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from cxadvisor.engine import Fact
from cxadvisor.engine.result import Match, Result
from cxadvisor.facts import FactBase
from cxadvisor.identity import fingerprint
from cxadvisor.language import Linking, NoteCandidate, reason_text
from cxadvisor.model.blocks import BLOCKS, pointer_of
from cxadvisor.model.review import (
    Absorbed,
    Candidate,
    Finding,
    FindingPosition,
    LinkName,
    Question,
    Reason,
    Waived,
)
from cxadvisor.model.strategy import CanvasFile, Severity
from cxadvisor.rulebook.card import Coverage, RuleCard
from cxadvisor.rulebook.compiling import ALSO, QUESTION, CompiledCard
from cxadvisor.rulebook.rulebook import QUESTIONS
from cxadvisor.rulebook.vocabulary import Asked, Gap, Link, Note, Unread
from cxadvisor.texts import Texts
from cxadvisor.wording import SHORT_QUOTE, block_list, fill_rule, shortened

SEVERITIES: Final[tuple[Severity, ...]] = ("high", "medium", "low")
"""From the gravest to the least."""

MAX_CANDIDATES: Final = 5


class Found(NamedTuple):
    """One thing a rule found: what its variables are bound to, and the match that shows why.

    A gap or question of a coverage card has no match of its own: its reasons tell what was looked for.
    """

    bindings: Mapping[str, Any]
    match: Match | None = None


class Context(NamedTuple):
    """All that drafts are made from: one canvas, what is known of it, and the language findings are worded in.

    ``facts`` are all facts of the result by class, ``matches`` what each rule found, by the name of the rule.
    """

    file: CanvasFile
    base: FactBase
    linking: Linking
    facts: Mapping[type[Fact], Sequence[Fact]]
    matches: Mapping[str, Sequence[Found]]
    cards: Mapping[str, RuleCard]
    compiled: Mapping[str, CompiledCard]
    texts: Texts


def context_of(
    file: CanvasFile,
    base: FactBase,
    linking: Linking,
    result: Result,
    cards: Mapping[str, RuleCard],
    compiled: Mapping[str, CompiledCard],
    texts: Texts,
) -> Context:
    """Return the context of one canvas, with what the engine found sorted for looking up."""
    facts: dict[type[Fact], list[Fact]] = defaultdict(list)
    for fact in result.facts:
        facts[type(fact)].append(fact)
    matches: dict[str, list[Found]] = defaultdict(list)
    for match in result.matches:
        matches[match.name].append(Found(match.bindings, match))
    for fact in sorted((*facts[Gap], *facts[Asked]), key=lambda each: str(each["note"])):
        card = cards[fact["rule"]]
        found = Found({card.variable: fact["note"]})
        if type(fact) is Gap:
            matches[card.name].append(found)
        elif card.coverage and (card.coverage.unclear != "when-read" or fact["read"]):
            matches[card.name + QUESTION].append(found)
    return Context(file, base, linking, facts, matches, cards, compiled, texts)


class Draft:
    """A finding in the making: which card speaks, about which ids, on the ground of which matches.

    ``question`` is set when it asks instead of stating. ``absorbed`` collects the drafts whose cause it tells.
    """

    __slots__ = ("absorbed", "card", "dropped", "ids", "matches", "question", "severity")

    def __init__(
        self, card: RuleCard, ids: tuple[str, ...], matches: tuple[Found, ...], question: bool
    ) -> None:
        self.card = card
        self.ids = ids
        self.matches = matches
        self.question = question
        self.severity: Severity = card.severity
        self.absorbed: list[Draft] = []
        self.dropped: list[str] = []
        """Ids that another question of the same matter names as candidates."""

    @property
    def bindings(self) -> Mapping[str, Any]:
        """What the variables of the (first) match are bound to."""
        return self.matches[0].bindings

    @property
    def is_coverage_question(self) -> bool:
        """Whether it asks about a link that was neither found nor ruled out."""
        return self.question and self.card.kind != "confirm"


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
        if merge == "first":
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
        if merge == "first":
            group = group[:1]
        ids = dict.fromkeys(match.bindings[variable] for match in group for variable in card.at)
        ordered = (
            tuple(ids) if len(group) == 1 else tuple(sorted(ids, key=lambda each: _order(each, context)))
        )
        yield Draft(card, ordered, tuple(group), question)


def _adjacent(matches: Sequence[Found], card: RuleCard, context: Context) -> list[list[Found]]:
    """Group matches about blocks that follow each other in the fill order within one section."""
    about = context.base.about
    runs: list[list[Found]] = []
    last = ("", 0)
    for match in sorted(matches, key=lambda each: _order(each.bindings[card.at[0]], context)):
        block = BLOCKS[about[match.bindings[card.at[0]]]["name"]]
        if runs and last[0] == block.section and block.number - last[1] <= 1:
            runs[-1].append(match)
        else:
            runs.append([match])
        last = (block.section, block.number)
    return runs


def _order(identity: str, context: Context) -> tuple[int, int, str]:
    """The reading order of what an id stands for: block, stage, then words, never the index."""
    known = context.base.about[identity]
    name = known.get("block") or known.get("name") or ""
    place = (context.base.places.get(identity) or ("",))[0]
    return (BLOCKS[name].number if name in BLOCKS else 0, "/post_sale" in place, str(known.get("text", "")))


def places_of(draft: Draft, context: Context) -> tuple[str, ...]:
    """Return every place a draft is about."""
    return tuple(dict.fromkeys(place for each in draft.ids for place in context.base.places.get(each, ("",))))


def block_and_stage(places: Iterable[str]) -> tuple[str | None, Any]:
    """Return the block and stage that all ``places`` lie in, each None where they differ or have none."""
    split = [place.split("/")[1:] for place in places]
    blocks = {parts[0] if parts else None for parts in split}
    stages = {
        parts[1] if len(parts) > 1 and parts[1] in ("pre_sale", "post_sale") else None for parts in split
    }
    block = blocks.pop() if len(blocks) == 1 else None
    return block, stages.pop() if len(stages) == 1 else None


def candidates_of(draft: Draft, context: Context) -> list[NoteCandidate]:
    """Return the partners that a coverage question may mean, best first, five at most."""
    return _candidates(draft.card, draft.ids, context)


def _candidates(card: RuleCard, ids: Iterable[str], context: Context) -> list[NoteCandidate]:
    coverage = card.coverage
    if not coverage:
        return []
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


def finding_of(draft: Draft, context: Context, waived: Waived | None) -> Finding:
    """The one constructor of findings."""
    card, texts = draft.card, context.texts
    places = places_of(draft, context)
    block, stage = block_and_stage(places)
    asked = context.cards[QUESTIONS] if draft.is_coverage_question else None
    position = context.file.position_of(places[0])
    extra = _extra(draft, places, context)

    def worded(template: Any) -> str:
        compiled = context.compiled[card.name]
        return fill_rule(template, draft.bindings, compiled.slots, context.base.about, texts, extra)

    return Finding(
        rule=asked.name if asked else card.name,
        code=asked.code if asked else card.code,
        kind="confirm" if draft.question else card.kind,
        severity="medium" if draft.question and draft.severity == "high" else draft.severity,
        block=block,
        stage=stage,
        at=places,
        position=FindingPosition(**position._asdict()),
        message=worded(card.question if draft.question and card.question else card.message),
        consequence=asked.matters if asked else worded(card.matters),
        because=tuple(_reasons(draft, places, worded, context)),
        asks=_asks(draft),
        candidates=tuple(_candidate(each, context) for each in candidates_of(draft, context))
        if asked
        else (),
        absorbed=tuple(_absorbed(draft, context)),
        advice=asked.advice if asked else worded(card.advice),
        whys=() if asked else tuple(worded(prompt) for prompt in card.whys),
        sources=card.sources,
        ground=card.ground,
        fingerprint=draft_fingerprint(draft, context),
        waived=waived,
    )


def draft_fingerprint(draft: Draft, context: Context) -> str:
    """Return the fingerprint of the finding that ``draft`` becomes."""
    places = places_of(draft, context)
    identities = [context.base.ids.get(place, place) for place in places]
    rule = QUESTIONS if draft.is_coverage_question else draft.card.name
    asks = draft.card.name if draft.question else None
    return fingerprint(rule, asks, *block_and_stage(places), identities)


def _extra(draft: Draft, places: tuple[str, ...], context: Context) -> dict[str, object]:
    texts = context.texts
    counted = (
        {match.bindings[draft.card.counted] for match in draft.matches} if draft.card.counted else draft.ids
    )
    blocks = [
        place
        for place in places
        if place.count("/") == 1 or place.split("/")[-1] in ("pre_sale", "post_sale")
    ]
    extra: dict[str, object] = {} if "n" in draft.bindings else {"n": len(counted)}
    if draft.question and len(draft.ids) > 1:
        words = (shortened(str(context.base.about[each].get("text", "")), SHORT_QUOTE) for each in draft.ids)
        extra["quotes"] = ", ".join(map(texts.quote, words))
    if blocks:
        extra["blocks"] = block_list(blocks, texts)
        extra["guide"] = texts(f"guide.{blocks[0].split('/')[1]}")
    return extra


def _asks(draft: Draft) -> Question | None:
    card = draft.card
    if not draft.question:
        return None
    if card.coverage:
        link = card.coverage.links[0]
        return Question(rule=card.name, relation=link.relation, from_=link.blocks[0])
    if card.asks:
        return Question(rule=card.name, relation=card.asks[0], from_=card.asks[1])
    return Question(rule=card.name)


def _candidate(candidate: NoteCandidate, context: Context) -> Candidate:
    reason = reason_text(candidate.reason, context.texts)
    confidence = round(candidate.confidence, 2)
    return Candidate(at=candidate.place, relation=candidate.relation, confidence=confidence, reason=reason)


def _absorbed(draft: Draft, context: Context) -> list[Absorbed]:
    told = [Absorbed(rule=each.card.name, at=places_of(each, context)) for each in draft.absorbed]
    told += [Absorbed(rule=draft.card.name, at=context.base.places[each]) for each in draft.dropped]
    return sorted(
        told, key=lambda each: (each.rule, [context.base.ids.get(place, place) for place in each.at])
    )


def _reasons(draft: Draft, places: tuple[str, ...], worded: Any, context: Context) -> Iterator[Reason]:
    card = draft.card
    if card.coverage:
        yield from _coverage_reasons(draft, card.coverage, context)
    elif card.because:
        yield Reason(text=worded(card.because), at=places[0], absent=bool(card.looks_in))
    for found in draft.matches[:1]:
        for fact in found.match.base_support() if found.match else ():
            if isinstance(fact, Link):
                yield from _link_reason(fact, context)
    for number, remark in enumerate(card.also, 1):
        for match in context.matches.get(f"{card.name}{ALSO}{number}", ()):
            if match.bindings[card.variable] in draft.ids:
                at = match.bindings[remark.at] if remark.at else draft.ids[0]
                compiled = context.compiled[card.name]
                text = fill_rule(
                    remark.say, match.bindings, compiled.slots, context.base.about, context.texts, {}
                )
                yield Reason(text=text, at=context.base.places[at][0])


def _link_reason(fact: Fact, context: Context) -> Iterator[Reason]:
    ends = tuple(context.base.places[fact[end]][0] for end in ("from", "to"))
    for link in context.linking.links:
        if (link.source, link.target, link.relation) == (*ends, fact["relation"]):
            name = LinkName(from_=link.source, to=link.target, relation=link.relation)
            texts = context.texts
            quote = texts.quote(shortened(context.base.about[fact["from"]]["text"]))
            text = texts("because.link", quote=quote, reason=reason_text(link.reason, texts))
            yield Reason(text=text, at=link.source, link=name)


def _coverage_reasons(draft: Draft, coverage: Coverage, context: Context) -> Iterator[Reason]:
    """Say what was looked for and what was found instead."""
    texts, base = context.texts, context.base
    stage = base.about[draft.ids[0]]["stage"] if coverage.same_stage else None
    sought = [
        pointer_of(block, each)
        for block in coverage.partners
        for each in BLOCKS[block].stages
        if stage is None or (each or BLOCKS[block].implied_stage) in (stage, None)
    ]
    blocks = block_list(sought, texts)
    notes = sum(fact["real"] for fact in _in_partner_blocks(Note, coverage, stage, context))
    if not notes:
        text = texts("because.nothing_there", blocks=blocks)
    elif not draft.question:
        text = texts("because.none_found", n=notes, blocks=blocks)
    else:
        unread = sum(1 for _ in _in_partner_blocks(Unread, coverage, stage, context))
        if unread:
            text = texts("because.unread", n=unread, blocks=blocks)
        elif not all(context.linking.readings[base.places[each][0]].readable for each in draft.ids):
            text = texts("because.unreadable")
        elif coverage.trusted:
            text = texts("because.plausible")
        else:
            text = texts("because.untrusted")
    yield Reason(text=text, at=sought[0], absent=True)
    if not draft.question:
        for candidate in candidates_of(draft, context)[:1]:
            quote = texts.quote(shortened(base.about[base.ids[candidate.place]]["text"]))
            reason = reason_text(candidate.reason, texts)
            yield Reason(text=texts("because.closest", quote=quote, reason=reason), at=candidate.place)


def _in_partner_blocks(
    kind: type[Fact], coverage: Coverage, stage: str | None, context: Context
) -> Iterator[Fact]:
    """The facts of a kind that stand where the partner could be."""
    for fact in context.facts.get(kind, ()):
        if fact["block"] in coverage.partners and (stage is None or fact["stage"] in (stage, None)):
            yield fact


def sort_key(draft: Draft, context: Context) -> tuple[Any, ...]:
    """What matters most first: statements, then questions, then advice; by severity, fill order, rule and words."""
    rank = 2 if draft.card.kind == "advice" else 1 if draft.question else 0
    words = [_order(each, context) for each in draft.ids]
    return (rank, SEVERITIES.index(draft.severity), min(words), draft.card.code, words)
