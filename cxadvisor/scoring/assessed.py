"""Which rules were assessed, and why others were not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from cxadvisor.drafting import Context
from cxadvisor.model.blocks import pointer_of
from cxadvisor.model.review import Coverage, NotAssessed, Score
from cxadvisor.rulebook.card import RuleCard
from cxadvisor.rulebook.conclusions import Asked
from cxadvisor.rulebook.outline import APPLIES, DOUBT, QUESTION
from cxadvisor.rulebook.rulebook import QUESTIONS
from cxadvisor.rulebook.vocabulary import Block, Note
from cxadvisor.wording import block_list


def assessed(
    context: Context, figures: Mapping[str, Score], off: Collection[str], crashed: Collection[str]
) -> Coverage:
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
    return Coverage(assessed=tuple(done), not_assessed=tuple(left))


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
