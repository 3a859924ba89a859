"""The review of one canvas, together with the artefacts beside it, and what every review is made of."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from cxadvisor.assessing import assess
from cxadvisor.checklist import checklist
from cxadvisor.drafting import Context
from cxadvisor.facts import FactBase, facts_of, with_artefacts
from cxadvisor.identity import note_identities
from cxadvisor.language import THRESHOLD, Linking, link
from cxadvisor.language.references import read_references
from cxadvisor.model.blocks import relation_between
from cxadvisor.model.canvas import PlacedNote
from cxadvisor.model.review import Link, Notice, Review, RuledOut, StrategySummary, Tool
from cxadvisor.model.strategy import CanvasFile, CompanionFile, PlacedArtefact, Sources, Strategy, ids_of
from cxadvisor.request import Request
from cxadvisor.rulebook.rulebook import Rulebook
from cxadvisor.scoring import assessed, coverage_score, readiness, scores, standings, strengths, weights
from cxadvisor.version import __version__
from cxadvisor.waiving import given_waivers


class Among(NamedTuple):
    """What is known of a canvas among several: the waivers, by file and number, that were used across them."""

    used_waivers: frozenset[tuple[str, int]] = frozenset()


def linked(file: CanvasFile, strategy: Strategy, request: Request) -> Linking:
    """Link the notes of one canvas of the strategy."""
    known = frozenset(ids_of([file, *strategy.companions]))
    return link(file.canvas, request.rulebook.knowledge, known_ids=known, semantic=request.semantic)


def review_canvas(
    strategy: Strategy,
    file: CanvasFile,
    linking: Linking,
    companions: Sequence[CompanionFile],
    request: Request,
    among: Among | None = None,
) -> Review:
    """Review one canvas, together with the artefacts inside its file and those in ``companions``.

    Args:
        strategy: the strategy that the canvas belongs to.
        file: the canvas.
        linking: how its notes were linked.
        companions: the files of artefacts to review with it.
        request: what was asked for.
        among: what is known where the canvas is one of several; what concerns all of them is then told once, elsewhere.
    """
    placed = [("", each) for each in file.artefacts] + placed_in(companions)
    rulebook = request.rulebook.for_parts(
        frozenset({"canvas", *(each.kind for _, each in placed)}) if placed else frozenset(), page=True
    )
    base = facts_of(
        file.canvas,
        linking,
        as_of=request.as_of,
        section_order=request.section_order,
        topics=rulebook.topics,
    )
    if placed:
        canvases = [("", file, linking, note_identities(file.canvas))]
        base = joined_with(base, placed, canvases, linking, rulebook)
    sources = Sources(file, {each.name: each for each in companions})
    assessing = assess(request, rulebook, file, sources, base, linking, given_waivers(file))
    context = assessing.context
    placed_notes = tuple(file.canvas.placed_notes())
    found = standings(context)
    coverage = assessed(context, found, assessing.off, assessing.crashed)
    used = among.used_waivers if among else frozenset()
    notices = [*assessing.crashes, *assessing.waivers.notices(used)]
    return Review(
        complete=not assessing.crashes and not strategy.skipped,
        tool=Tool(name="cxadvisor", version=__version__),
        packs=request.packs,
        semantic=linking.semantic,
        severity=request.severity,
        as_of=request.as_of,
        interface=context.texts.language,
        strategy=_summary(strategy, file, companions, linking),
        strengths=strengths(context, found, placed_notes),
        findings=assessing.findings,
        links=tuple(links_of(context)),
        ruled_out=tuple(ruled_out(context, placed_notes)),
        scores=scores(found),
        coverage_score=coverage_score(found, weights(context, placed_notes)),
        readiness=readiness(context, found, assessing.found, coverage, assessing.off),
        coverage=coverage,
        checklist=checklist(context.texts),
        notices=tuple(notices if among else [*notices_of(strategy), *notices]),
    )


def placed_in(companions: Iterable[CompanionFile]) -> list[tuple[str, PlacedArtefact]]:
    """Return the artefacts of companion files, each with what stands before its pointers in places."""
    return [(f"{file.name}#", each) for file in companions for each in file.artefacts]


def joined_with(
    base: FactBase,
    placed: Sequence[tuple[str, PlacedArtefact]],
    canvases: Sequence[tuple[str, CanvasFile, Linking, Mapping[str, str]]],
    linking: Linking,
    rulebook: Rulebook,
) -> FactBase:
    """Return the facts of canvases with those of the artefacts beside them."""
    from cxadvisor.artefacts.facts import artefact_facts
    from cxadvisor.artefacts.ground import Ground

    ground = Ground(canvases, linking.knowledge, linking.language)
    return with_artefacts(base, artefact_facts(placed, ground, rulebook.topics))


def notices_of(strategy: Strategy) -> Iterator[Notice]:
    """Yield what is to be told of parts of a strategy that were not reviewed."""
    for part in strategy.skipped:
        yield Notice(code="skipped-part", message=part.why, at=part.at)
    for part in strategy.unknown:
        yield Notice(code="unknown-key", message=part.why, at=part.at)
    for part in strategy.unplaced:
        yield Notice(code="unplaced-note", message=part.why, at=part.at)


def links_of(context: Context) -> Iterable[Link]:
    """Yield the links of a review: those of artefacts, then those between notes."""
    ids = context.base.ids
    for tie in context.base.ties:
        if tie.confidence >= THRESHOLD:
            ends = (context.sources.existing(tie.item.place), tie.note.place)
            yield Link(
                from_=ends[tie.starts_at_note],
                to=ends[not tie.starts_at_note],
                relation=tie.relation,
                origin="explicit" if tie.is_explicit else "inferred",
                confidence=round(tie.confidence, 2),
                reason=context.reason_of(tie.reason),
            )
    for each in sorted(
        context.linking.links, key=lambda each: (each.relation, ids[each.source], ids[each.target])
    ):
        yield Link(
            from_=each.source,
            to=each.target,
            relation=each.relation,
            origin=each.origin,
            confidence=round(each.confidence, 2),
            reason=context.reason_of(each.reason),
        )


def ruled_out(context: Context, placed: Sequence[PlacedNote]) -> Iterator[RuledOut]:
    """Yield the pairs of notes that their author says do not belong together, in the order of the relations."""
    if not any(each.note.not_for for each in placed):
        return
    block_of = {each.place: each.block for each in placed}
    ids = context.base.ids
    found = []
    for source, target in read_references(placed, frozenset()).forbidden:
        relation = relation_between(block_of[source], block_of[target])
        if relation is not None:
            found.append((relation, source, target))
    for relation, source, target in sorted(found, key=lambda each: (each[0], ids[each[1]], ids[each[2]])):
        yield RuledOut(from_=source, to=target, relation=relation)


def _summary(
    strategy: Strategy, file: CanvasFile, companions: Sequence[CompanionFile], linking: Linking
) -> StrategySummary:
    canvas = file.canvas
    return StrategySummary(
        title=canvas.title or canvas.organisation or file.name,
        language=canvas.language or linking.language,
        files=(file.name, *(each.name for each in companions)),
        digest=digest_of([file, *companions]),
        organisation=canvas.organisation,
        industry=canvas.industry,
        date=canvas.date,
        authors=canvas.authors,
    )


def digest_of(files: Sequence[CanvasFile | CompanionFile]) -> str:
    """Return the digest of a file; of several, that of theirs."""
    if len(files) == 1:
        return files[0].digest
    return hashlib.sha256("".join(file.digest for file in files).encode()).hexdigest()
