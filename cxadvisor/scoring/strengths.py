"""What holds together, with its figures: links, the shape of the page, and artefacts that rest on something."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from cxadvisor.drafting import Context
from cxadvisor.engine import Fact
from cxadvisor.model.blocks import BLOCKS, pointer_of
from cxadvisor.model.canvas import MetricNote, PlacedNote
from cxadvisor.model.review import Strength
from cxadvisor.rulebook.artefacts.common import Filled, Item
from cxadvisor.rulebook.artefacts.journeys import JourneyStep
from cxadvisor.rulebook.artefacts.personas import Persona
from cxadvisor.rulebook.artefacts.service import HeartTable
from cxadvisor.rulebook.artefacts.whys import WhyAnswer
from cxadvisor.scoring.standing import Standing
from cxadvisor.texts import Texts

STRONG: Final = 0.75
"""From this share of notes with a partner on, the coverage is a strength."""

FEW: Final = 2
"""Fewer notes than this make no strength."""

TARGET_RULES: Final = ("target-against-direction", "target-impossible", "target-overdue")
"""Where one of these speaks, that every metric has a target is nothing to praise."""

PERSONA_RULES: Final = ("persona-without-evidence", "persona-from-small-sample", "persona-statistics-only")
"""Where one of these speaks, what personas were drawn from is nothing to praise."""

WHYS_RULES: Final = ("whys-circular", "whys-stop-at-symptom", "whys-blame-a-person")
"""Where one of these speaks, the answers of a sheet are nothing to praise, whatever supports them."""

PRAISED: Final = (
    "moment-without-activity",
    "preferred-channel-unsupported",
    "objective-without-metric",
    "need-without-activity",
)
"""The coverage that is worth reporting first, in the order in which it is told."""


def strengths(
    context: Context, found: Iterable[Standing] = (), placed: Iterable[PlacedNote] = ()
) -> tuple[Strength, ...]:
    """Return what holds together, with its figure: links first, then the shape of the page, then artefacts.

    Without a canvas there are no notes (``placed``) and no rules about their links (``found``): then only artefacts are
    spoken of.
    """
    existing = context.sources.existing
    by_rule = {each.card.name: each for each in found}
    told = [*_of_links(by_rule, context.texts), *_of_the_page(context, placed), *_of_artefacts(context)]
    return tuple(Strength(text=each.text, at=tuple(dict.fromkeys(map(existing, each.at)))) for each in told)


def _of_links(found: dict[str, Standing], texts: Texts) -> Iterator[Strength]:
    """What is linked by what is given or sure; what is only assumed is no strength yet."""
    for rule in PRAISED:
        standing = found.get(rule)
        if standing and standing.of >= FEW and len(standing.sure) >= STRONG * standing.of:
            covered = len(standing.sure)
            form = "all" if covered == standing.of else "some"
            text = texts(f"strength.{rule}.{form}", n=standing.of, covered=covered)
            yield Strength(text=text, at=(pointer_of(standing.coverage.of),))


def _of_the_page(context: Context, notes: Iterable[PlacedNote]) -> Iterator[Strength]:
    texts = context.texts
    placed = [each for each in notes if not context.linking.readings[each.place].placeholder]
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


def _of_artefacts(context: Context) -> Iterator[Strength]:
    """What artefacts rest on: research, figures that somebody answers for, answers that were checked (S2, S5, K7b)."""
    facts = context.facts
    personas = facts.get(Persona, ())
    if not any(context.matches.get(rule) for rule in PERSONA_RULES):
        yield from _all_of("personas", personas, [each for each in personas if each["evidence"]], context)
    filled = {(each["of"], each["field"]) for each in facts.get(Filled, ())}
    truths = [each for each in facts.get(JourneyStep, ()) if each["moment_of_truth"] and not each["plan"]]
    shown = [each for each in truths if (each["id"], "evidence") in filled]
    yield from _all_of("moments_of_truth", truths, shown, context)
    kpis = [
        each for each in facts.get(Item, ()) if each["kind"] == "service_template" and each["field"] == "kpis"
    ]
    yield from _all_of("kpis", kpis, [each for each in kpis if (each["id"], "owner") in filled], context)
    answers = facts.get(WhyAnswer, ())
    if not any(context.matches.get(rule) for rule in WHYS_RULES):
        yield from _all_of("whys", answers, [each for each in answers if each["evidence"]], context)
    tables = facts.get(HeartTable, ())
    full = [each for each in tables if not each["uncovered"] and not each["incomplete"]]
    yield from _all_of("heart", tables, full, context, fewest=1)


def _all_of(
    name: str, looked_at: Sequence[Fact], good: Sequence[Fact], context: Context, fewest: int = FEW
) -> Iterator[Strength]:
    """Say that all are good, where there are some."""
    if len(looked_at) >= fewest and len(good) == len(looked_at):
        artefacts = dict.fromkeys(
            each.get("artefact") or each.get("sheet") or each["id"] for each in looked_at
        )
        places = tuple(context.base.places[each][0] for each in artefacts)
        yield Strength(text=context.texts(f"strength.artefacts.{name}", n=len(good)), at=places)
