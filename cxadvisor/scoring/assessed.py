"""Which rules were assessed, and why others were not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from cxadvisor.drafting import Context
from cxadvisor.model.blocks import pointer_of
from cxadvisor.model.review import Coverage, NotAssessed
from cxadvisor.rulebook.card import RuleCard
from cxadvisor.rulebook.outline import APPLIES, DOUBT, QUESTION
from cxadvisor.rulebook.rulebook import QUESTIONS
from cxadvisor.rulebook.vocabulary import Block, Note
from cxadvisor.scoring.standing import Standing
from cxadvisor.wording import block_list


def assessed(
    context: Context, found: Iterable[Standing], off: Collection[str], crashed: Collection[str]
) -> Coverage:
    """Return which rules were assessed and which were not, with the reason.

    Args:
        context: what was reviewed and what is known of it.
        found: how notes stand, for each rule about links.
        off: the rules that settings left out.
        crashed: those that could not be run.
    """
    standings = {each.card.name: each for each in found}
    done, left = [], [NotAssessed(rule=name, why=context.texts("unassessed.crashed")) for name in crashed]
    notes = Counter((fact["block"], fact["readable"]) for fact in context.facts.get(Note, ()))
    for card in context.cards.values():
        if card.name == QUESTIONS:
            continue
        why = "; ".join(_why_not(card, context, standings, off, notes))
        if why:
            left.append(NotAssessed(rule=card.name, why=why))
        else:
            done.append(card.name)
    return Coverage(assessed=tuple(done), not_assessed=tuple(left))


def _why_not(
    card: RuleCard,
    context: Context,
    standings: Mapping[str, Standing],
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
        standing = standings[card.name]
        if standing.of == 0:
            yield texts("unassessed.no_notes", blocks=block_list([pointer_of(card.coverage.of)], texts))
        elif len(standing.unsought) == standing.of:
            canvas = context.file.canvas
            left = [pointer_of(block) for block in card.coverage.partners if not canvas.is_captured(block)]
            yield texts("unassessed.not_captured", blocks=block_list(left, texts))
        elif standing.silent:
            yield texts("unassessed.unclear", n=len(standing.silent), of=standing.of)
    elif card.lists:
        # A list says what its parts say; it stands unassessed only where all of them do.
        parts = [context.cards[part] for part in card.lists]
        reasons = ["; ".join(_why_not(part, context, standings, off, notes)) for part in parts]
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
    if not looks.lacking and not looks.listens_in:
        return
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
