"""The one constructor of findings: what a draft says, in the language of the review."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from cxadvisor.drafting import (
    FREE_CONFIDENCE,
    MAX_CANDIDATES,
    Context,
    Draft,
    block_and_stage,
    candidates_of,
    draft_fingerprint,
    free_partners,
    places_of,
    pointers_of,
    reading_order,
)
from cxadvisor.engine import Fact
from cxadvisor.guiding import guide_in
from cxadvisor.language import NoteCandidate
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
from cxadvisor.model.strategy import Severity, split_place
from cxadvisor.prompting import KINDS as PROMPTED
from cxadvisor.prompting import Prompter
from cxadvisor.referring import references_of
from cxadvisor.rulebook.artefacts.common import Matches
from cxadvisor.rulebook.card import Coverage, RuleCard
from cxadvisor.rulebook.conclusions import Unread
from cxadvisor.rulebook.outline import ALSO
from cxadvisor.rulebook.rulebook import QUESTIONS
from cxadvisor.rulebook.spoken import Silence, Unheard
from cxadvisor.rulebook.topics import ANY, Scope
from cxadvisor.rulebook.vocabulary import Link, Note
from cxadvisor.speaking import is_asked_only
from cxadvisor.wording import SHORT_QUOTE, block_list, fill_rule, shortened


def finding_of(
    draft: Draft,
    context: Context,
    waived: Waived | None,
    prompter: Prompter,
    effort: Severity | None = None,
    impact: Severity | None = None,
    ran_out: Reason | None = None,
) -> Finding:
    """The one constructor of findings; ``prompter`` chooses where their 5 Whys lead, ``effort`` and ``impact`` are what
    settings say of the rule, ``ran_out`` tells of an exception that applied once.
    """
    card = draft.card
    places = places_of(draft, context)
    block, stage = block_and_stage(pointers_of(draft, context))
    asked = context.cards[QUESTIONS] if draft.is_coverage_question else None
    position = context.sources.position_of(places[0])
    never_high = draft.question or card.kind in ("confirm", "advice")
    worded = _wording_of(draft, context)
    return Finding(
        rule=asked.name if asked else card.name,
        code=asked.code if asked else card.code,
        kind="confirm" if draft.question else card.kind,
        severity="medium" if never_high and draft.severity == "high" else draft.severity,
        block=block,
        stage=stage,
        at=places,
        position=FindingPosition(**position._asdict()),
        message=worded(card.question if draft.question and card.question else card.message),
        consequence=asked.matters if asked and not draft.is_absence_question else worded(card.matters),
        because=(*_reasons(draft, places, worded, context), *([ran_out] if ran_out else [])),
        asks=_asks(draft),
        candidates=_all_candidates(draft, context) if asked else (),
        absorbed=tuple(_absorbed(draft, context)),
        advice=_advice(draft, asked, worded, context),
        see=references_of(draft, context),
        whys=() if asked else _whys(draft, worded, block, stage, context, prompter),
        sources=card.sources,
        ground=card.ground,
        effort="low" if draft.question else effort or card.efforts,
        impact=impact or card.impacts,
        fingerprint=draft_fingerprint(draft, context),
        waived=waived,
    )


def _whys(
    draft: Draft,
    worded: Callable[[Any], str],
    block: str | None,
    stage: str | None,
    context: Context,
    prompter: Prompter,
) -> tuple[str, ...]:
    """The prompts of the card, and for what has a cause also those that lead on from there."""
    own = tuple(worded(prompt) for prompt in draft.card.whys)
    if draft.card.kind not in PROMPTED:
        return own
    words = (str(context.base.about[each].get("text") or "") for each in draft.ids)
    note = shortened(next(filter(None, words), ""), SHORT_QUOTE)
    return prompter.prompts(
        own,
        rule=draft.card.name,
        kind=draft.card.kind,
        block=block,
        stage=stage,
        note=context.texts.inside_quotes(note) if note else None,
    )


def _advice(draft: Draft, asked: RuleCard | None, worded: Callable[[Any], str], context: Context) -> str:
    if draft.is_absence_question:
        return context.texts("advice.unless_said", advice=worded(draft.card.advice))
    return asked.advice if asked else worded(draft.card.advice)


def _wording_of(draft: Draft, context: Context) -> Callable[[Any], str]:
    """Return what fills the texts of a draft's card."""
    slots = context.compiled[draft.card.name].slots
    extra = _extra(draft, pointers_of(draft, context), context)

    def worded(template: Any) -> str:
        return fill_rule(template, draft.bindings, slots, context.base.about, context.texts, extra)

    return worded


def _extra(draft: Draft, pointers: tuple[str, ...], context: Context) -> dict[str, object]:
    texts = context.texts
    counted = (
        {match.bindings[draft.card.counted] for match in draft.matches} if draft.card.counted else draft.ids
    )
    blocks = [place for place in pointers if _is_block(place)]
    extra: dict[str, object] = {} if "n" in draft.bindings else {"n": len(draft.parts or counted)}
    if len(draft.ids) > 1 and not blocks:
        # Where a card counts notes of one kind, these are what it quotes; the others it names by themselves.
        quoted = [each for each in draft.ids if each in counted] or draft.ids
        words = (shortened(str(context.base.about[each].get("text", "")), SHORT_QUOTE) for each in quoted)
        extra["quotes"] = ", ".join(map(texts.quote, words))
    if blocks:
        extra["blocks"] = block_list(blocks, texts)
        extra["guide"] = _guiding_question(blocks, texts.language)
    return extra


def _is_block(place: str) -> bool:
    """Whether a place is a block of a canvas, or a stage of one."""
    _, block, *rest = split_place(place)[1].split("/") if place else ("", "")
    return block in BLOCKS and rest in ([], ["pre_sale"], ["post_sale"])


def _guiding_question(pointers: Sequence[str], language: str) -> str:
    """Return the guiding question of the first block; that of a stage where only this stage of it is meant."""
    _, block, *stage = pointers[0].split("/")
    same = [pointer for pointer in pointers if pointer.split("/")[1] == block]
    return guide_in(language).question(block, stage[0] if stage and len(same) == 1 else None)


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


def _all_candidates(draft: Draft, context: Context) -> tuple[Candidate, ...]:
    """The partners the words suggest; where they suggest none, the notes there that are linked to nothing."""
    suggested = tuple(_candidate(each, context) for each in candidates_of(draft, context))
    if suggested or not draft.card.coverage:
        return suggested
    reason = context.texts("because.free")
    free = free_partners(draft, draft.card.coverage, context)
    return tuple(
        Candidate(
            at=context.base.places[note][0], relation=relation, confidence=FREE_CONFIDENCE, reason=reason
        )
        for note, relation in free[:MAX_CANDIDATES]
    )


def _candidate(candidate: NoteCandidate, context: Context) -> Candidate:
    reason = _told(candidate, context)
    confidence = round(candidate.confidence, 2)
    return Candidate(at=candidate.place, relation=candidate.relation, confidence=confidence, reason=reason)


def _told(candidate: NoteCandidate, context: Context) -> str:
    """Say why a candidate may be meant; nothing where that is only that words of both point the same way, since that is
    what makes any note a candidate.
    """
    return "" if candidate.reason.kind == "hint" else context.reason_of(candidate.reason)


def _absorbed(draft: Draft, context: Context) -> list[Absorbed]:
    told = [Absorbed(rule=each.card.name, at=places_of(each, context)) for each in draft.absorbed]
    told += [Absorbed(rule=rule, at=context.base.places[each]) for rule, each in draft.dropped]
    return sorted(
        told, key=lambda each: (each.rule, [context.base.ids.get(place, place) for place in each.at])
    )


def _reasons(draft: Draft, places: tuple[str, ...], worded: Any, context: Context) -> Iterator[Reason]:
    card = draft.card
    if draft.is_absence_question:
        yield from _absence_reasons(draft, context)
        return
    if card.coverage:
        yield from _coverage_reasons(draft, card.coverage, context)
    elif card.because:
        subject = context.base.about[draft.ids[0]]
        absent = bool(card.looks_in) or subject.get("notes") == 0
        yield Reason(text=worded(card.because), at=places[0], absent=absent)
    for part in draft.parts:
        text = _wording_of(part, context)(part.card.message)
        yield Reason(text=text, at=places_of(part, context)[0], absent=bool(part.card.looks_in))
    for found in draft.matches[:1]:
        for fact in found.match.base_support() if found.match else ():
            if isinstance(fact, Link):
                yield from _link_reason(fact, context)
            elif isinstance(fact, Matches):
                yield from _match_reason(fact, context)
    for number, remark in enumerate(card.also, 1):
        for match in context.matches.get(f"{card.name}{ALSO}{number}", ()):
            if match.bindings[card.variable] in draft.ids:
                at = match.bindings[remark.at] if remark.at else draft.ids[0]
                compiled = context.compiled[card.name]
                text = fill_rule(
                    remark.say, match.bindings, compiled.slots, context.base.about, context.texts, {}
                )
                yield Reason(text=text, at=context.sources.existing(context.base.places[at][0]))


def _absence_reasons(draft: Draft, context: Context) -> Iterator[Reason]:
    """Say what is asked, where nothing speaks of it, and which notes there were not read: one of them may."""
    texts, base = context.texts, context.base
    for part in draft.parts:
        text = _wording_of(part, context)(part.card.question)
        yield Reason(text=text, at=places_of(part, context)[0], absent=True)
    sought, unheard = set(), set()
    for scope, stage in _silent_scopes(draft.parts or (draft,)):
        for block in map(BLOCKS.__getitem__, scope.blocks):
            for each in block.stages:
                if stage is None or (each or block.implied_stage) in (stage, None):
                    sought.add(pointer_of(block.name, each))
        asked_only = is_asked_only(scope)
        for fact in context.facts.get(Unheard, ()):
            here = fact["block"] in scope.blocks and (stage is None or fact["stage"] in (stage, None))
            if here and not (asked_only and fact["counts"]):
                unheard.add(fact["note"])
    first = min(sought, key=lambda each: (BLOCKS[each.split("/")[1]].number, "/post_sale" in each))
    text = texts("because.unsaid", blocks=block_list(sought, texts))
    yield Reason(text=text, at=context.sources.existing(first), absent=True)
    for note in sorted(unheard, key=lambda each: reading_order(each, context))[:MAX_CANDIDATES]:
        quote = texts.quote(shortened(base.about[note]["text"]))
        yield Reason(text=texts("because.unheard", quote=quote), at=base.places[note][0])


def _silent_scopes(drafts: Iterable[Draft]) -> Iterator[tuple[Scope, str | None]]:
    """Yield each scope in which something was sought in vain, but not for certain, and its stage (None for both)."""
    for draft in drafts:
        for found in draft.matches:
            for fact in found.match.base_support() if found.match else ():
                if isinstance(fact, Silence) and not fact["sure"]:
                    stage = fact["stage"]
                    yield Scope.of_key(fact["scope"]), None if stage == ANY else stage


def _link_reason(fact: Fact, context: Context) -> Iterator[Reason]:
    ends = tuple(context.base.places[fact[end]][0] for end in ("from", "to"))
    for link in context.linking.links:
        if (link.source, link.target, link.relation) == (*ends, fact["relation"]):
            name = LinkName(from_=link.source, to=link.target, relation=link.relation)
            texts = context.texts
            quote = texts.quote(shortened(context.base.about[fact["from"]]["text"]))
            text = texts("because.link", quote=quote, reason=context.reason_of(link.reason))
            yield Reason(text=text, at=link.source, link=name)


def _match_reason(fact: Fact, context: Context) -> Iterator[Reason]:
    """Say why an item of an artefact and a note of the canvas were taken to belong together."""
    for tie in context.base.ties:
        if (tie.item.identity, tie.note.identity) == (fact["item"], fact["note"]):
            texts = context.texts
            quote = texts.quote(shortened(tie.note.text))
            text = texts("because.link", quote=quote, reason=context.reason_of(tie.reason))
            ends = (context.sources.existing(tie.item.place), tie.note.place)
            name = LinkName(
                from_=ends[tie.starts_at_note], to=ends[not tie.starts_at_note], relation=tie.relation
            )
            yield Reason(text=text, at=context.sources.existing(tie.item.place), link=name)
            return


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
    yield Reason(text=text, at=context.sources.existing(sought[0]), absent=True)
    if not draft.question:
        for candidate in candidates_of(draft, context)[:1]:
            quote = texts.quote(shortened(base.about[base.ids[candidate.place]]["text"]))
            reason = _told(candidate, context)
            text = (
                texts("because.closest_for", quote=quote, reason=reason)
                if reason
                else texts("because.closest", quote=quote)
            )
            yield Reason(text=text, at=candidate.place)


def _in_partner_blocks(
    kind: type[Fact], coverage: Coverage, stage: str | None, context: Context
) -> Iterator[Fact]:
    """The facts of a kind that stand where the partner could be."""
    for fact in context.facts.get(kind, ()):
        if fact["block"] in coverage.partners and (stage is None or fact["stage"] in (stage, None)):
            yield fact
