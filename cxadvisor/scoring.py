"""Figures of a review: how far each rule about links is fulfilled, what was assessed, and what holds together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from cxadvisor.drafting import Context
from cxadvisor.model.blocks import BLOCKS, pointer_of
from cxadvisor.model.canvas import MetricNote
from cxadvisor.model.review import Coverage as AssessedCoverage
from cxadvisor.model.review import NotAssessed, Score, Strength
from cxadvisor.rulebook.card import Coverage, RuleCard
from cxadvisor.rulebook.conclusions import Asked, Covered, Gap
from cxadvisor.rulebook.outline import APPLIES, DOUBT, QUESTION
from cxadvisor.rulebook.rulebook import QUESTIONS
from cxadvisor.rulebook.vocabulary import Block, Link, Note
from cxadvisor.texts import Texts
from cxadvisor.wording import block_list

STRONG: Final = 0.75
"""From this share of notes with a partner on, the coverage is a strength."""

FEW: Final = 2
"""Fewer notes than this make no strength."""

TARGET_RULES: Final = ("target-against-direction", "target-impossible", "target-overdue")
"""Where one of these speaks, that every metric has a target is nothing to praise."""

PRAISED: Final = (
    "moment-without-activity",
    "preferred-channel-unsupported",
    "objective-without-metric",
    "need-without-activity",
)
"""The coverage that is worth reporting first, in the order in which it is told."""


def scores(context: Context) -> dict[str, Score]:
    """Return for each rule about links how many notes it looked at, and how many are covered, gaps, or unclear."""
    of = Counter(fact["block"] for fact in context.facts.get(Note, ()) if fact["real"])
    covered = Counter(fact["rule"] for fact in context.facts.get(Covered, ()))
    gaps = Counter(fact["rule"] for fact in context.facts.get(Gap, ()))
    asked = Counter(
        rule for rule, _ in {(fact["rule"], fact["note"]) for fact in context.facts.get(Asked, ())}
    )
    return {
        card.name: Score(
            of=of[card.coverage.of], covered=covered[card.name], gap=gaps[card.name], asked=asked[card.name]
        )
        for card in context.cards.values()
        if card.coverage
    }


def assessed(
    context: Context, figures: Mapping[str, Score], off: Collection[str], crashed: Collection[str]
) -> AssessedCoverage:
    """Return which rules were assessed and which were not, with the reason; ``off`` were left out by settings."""
    done, left = [], [NotAssessed(rule=name, why=context.texts("unassessed.crashed")) for name in crashed]
    notes = Counter((fact["block"], fact["readable"]) for fact in context.facts.get(Note, ()))
    for card in context.cards.values():
        if card.name == QUESTIONS:
            continue
        why = "; ".join(_why_not(card, context, figures, off, notes))
        if why:
            left.append(NotAssessed(rule=card.name, why=why))
        else:
            done.append(card.name)
    return AssessedCoverage(assessed=tuple(done), not_assessed=tuple(left))


def _why_not(
    card: RuleCard,
    context: Context,
    figures: Mapping[str, Score],
    off: Collection[str],
    notes: Counter[tuple[str, bool]],
) -> Iterator[str]:
    """Yield why a rule could not be assessed; ``notes`` counts them by block and by whether they are readable."""
    texts = context.texts
    if card.name in off:
        yield texts("unassessed.switched_off")
    elif card.applies and card.name + APPLIES not in context.matches:
        yield card.applies.otherwise
    elif card.coverage:
        figure = figures[card.name]
        left = [block for block in card.coverage.partners if not context.file.canvas.is_captured(block)]
        if figure.of == 0:
            yield texts("unassessed.no_notes", blocks=block_list([pointer_of(card.coverage.of)], texts))
        elif figure.covered + figure.gap + figure.asked == 0:
            yield texts("unassessed.not_captured", blocks=block_list(map(pointer_of, left), texts))
        elif card.coverage.unclear in ("skip", "when-read"):
            silent = figure.asked
            if card.coverage.unclear == "when-read":
                silent -= sum(
                    fact["rule"] == card.name and fact["read"] for fact in context.facts.get(Asked, ())
                )
            if silent > 0:
                yield texts("unassessed.unclear", n=silent, of=figure.of)
    elif card.lists:
        # A list says what its parts say; it stands unassessed only where all of them do.
        parts = [context.cards[part] for part in card.lists]
        reasons = ["; ".join(_why_not(part, context, figures, off, notes)) for part in parts]
        asked = sum(bool(context.matches.get(part.name + QUESTION)) for part in parts)
        if reasons and all(reasons) and not (card.question and asked > 1):
            yield reasons[0]
    elif not context.matches.get(card.name) and (
        card.kind == "advice" or not context.matches.get(card.name + QUESTION)
    ):
        yield from _not_heard(card, context, notes)


def _not_heard(card: RuleCard, context: Context, notes: Counter[tuple[str, bool]]) -> Iterator[str]:
    """Say why a silent rule about what notes speak of could not be judged: words that were not read may say it."""
    texts, looks = context.texts, context.outlines[card.name]
    if looks.lacking:
        if not context.matches.get(card.name + DOUBT):
            return
        blocks = sorted({block for scope in looks.lacking for block in scope.blocks})
    else:
        blocks = list(looks.listens_in)
    unread, read = (sum(notes[block, readable] for block in blocks) for readable in (False, True))
    # What is sought as present is heard on any note that names it; only where little was read is silence no answer.
    if unread and (looks.lacking or unread > read):
        yield texts("unassessed.unclear", n=unread, of=unread + read)
    elif looks.lacking:
        left_out = [
            fact["id"]
            for fact in context.facts.get(Block, ())
            if fact["name"] in blocks and not fact["captured"] and not fact["notes"]
        ]
        if left_out:
            yield texts("unassessed.not_captured", blocks=block_list(left_out, texts))
        else:
            yield texts("unassessed.hinted", blocks=block_list(map(pointer_of, blocks), texts))


def strengths(context: Context, figures: Mapping[str, Score]) -> tuple[Strength, ...]:
    """Return what holds together, with its figure: links first, then the shape of the page."""
    existing = context.file.existing
    return tuple(
        strength.model_copy(update={"at": tuple(map(existing, strength.at))})
        for strength in _strengths(context, figures, context.texts)
    )


def _surely_covered(coverage: Coverage, context: Context) -> int:
    """How many notes have a partner by a link that is given or sure: what is only assumed is no strength yet."""
    notes = {
        fact["id"] for fact in context.facts.get(Note, ()) if fact["block"] == coverage.of and fact["real"]
    }
    found = set()
    for fact in context.facts.get(Link, ()):
        if fact["sure"]:
            for sought in coverage.links:
                here, there = ("to", "from") if sought.from_partner else ("from", "to")
                if fact["relation"] == sought.relation and fact[f"{there}_block"] in sought.blocks:
                    found.add(fact[here])
    return len(notes & found)


def _strengths(context: Context, figures: Mapping[str, Score], texts: Texts) -> Iterator[Strength]:
    canvas = context.file.canvas
    for rule in PRAISED:
        card, figure = context.cards.get(rule), figures.get(rule)
        if not (card and card.coverage and figure and figure.of >= FEW):
            continue
        covered = _surely_covered(card.coverage, context)
        if covered >= STRONG * figure.of:
            form = "all" if covered == figure.of else "some"
            text = texts(f"strength.{rule}.{form}", n=figure.of, covered=covered)
            yield Strength(text=text, at=(pointer_of(card.coverage.of),))
    placed = [each for each in canvas.placed_notes() if not context.linking.readings[each.place].placeholder]
    filled = {(each.block, each.stage) for each in placed}
    if all((block.name, stage) in filled for block in BLOCKS.values() for stage in block.stages):
        yield Strength(text=texts("strength.every_block"), at=("",))
    metrics = [each.note for each in placed if isinstance(each.note, MetricNote)]
    doubted = any(context.matches.get(rule) for rule in TARGET_RULES)
    if len(metrics) >= FEW and not doubted and all(metric.target is not None for metric in metrics):
        yield Strength(text=texts("strength.targets"), at=(pointer_of("metrics"),))
    activities = [each.note for each in placed if each.block == "activities"]
    if len(activities) >= FEW and all(activity.owner for activity in activities):
        yield Strength(text=texts("strength.owners"), at=(pointer_of("activities"),))
    views = [each.note for each in placed if each.block in ("needs", "moments", "preferred_channels")]
    if len(views) >= FEW and all(note.evidence for note in views):
        yield Strength(text=texts("strength.evidence"), at=("/needs", "/moments", "/preferred_channels"))
