"""The way of the data, from a strategy to its review."""

import datetime
import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from cxadvisor.assessing import assess
from cxadvisor.checklist import checklist
from cxadvisor.drafting import Context
from cxadvisor.facts import FactBase, facts_of, joined, with_artefacts
from cxadvisor.identity import note_identities
from cxadvisor.language import THRESHOLD, Linking, link, nothing_linked
from cxadvisor.model.canvas import Canvas
from cxadvisor.model.review import Link, Notice, Review, StrategySummary, Tool
from cxadvisor.model.strategy import (
    CanvasFile,
    CompanionFile,
    PlacedArtefact,
    Severity,
    Sources,
    Strategy,
    ids_of,
)
from cxadvisor.readers import load
from cxadvisor.request import Request, request_of
from cxadvisor.rulebook.card import RuleCard
from cxadvisor.rulebook.rulebook import Rulebook
from cxadvisor.scoring import assessed, scores, strengths
from cxadvisor.version import __version__


def review(
    source: Strategy | str | os.PathLike[str] | Mapping[str, Any],
    *,
    lang: str | None = None,
    as_of: str | datetime.date | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    severity: Severity | None = None,
    packs: Iterable[str | os.PathLike[str]] = (),
    rules: Iterable[RuleCard | str | os.PathLike[str]] = (),
    semantic: bool | None = None,
) -> Review:
    """Review a strategy.

    Args:
        source: a path to a canvas file or strategy folder, a canvas as a mapping, or what ``load`` returned.
        lang: the language of all texts; by default that of the settings, else of the canvas where there are
        texts in it,
            else English.
        as_of: the date the review looks from (ISO); by default today. Nothing else reads a clock.
        select: names or codes of the rules to report; none means all. Adds to the settings.
        ignore: names or codes of rules not to report. Adds to the settings.
        severity: leave out findings below this severity; scores and strengths stay as they are.
        packs: rules and knowledge of one's own: paths of files and folders with rule cards, with knowledge or with
            both; ``python:NAME`` is an installed pack of Python rules. Adds to the settings.
        rules: rules of one's own: cards, or packs.
        semantic: also ask a language model what notes mean, to link more of them; by default as the settings say. Needs
            the extra ``semantic``.

    Returns:
        One immutable review; with several canvases it holds one review each under ``reviews``.

    Raises:
        InputError: the source cannot be read; all problems are listed with file, line and column.
        SettingsError: an unknown rule, language or date, or a pack that is not there.
        RuleCardError: a rule of one's own that cannot be used.
        KnowledgeError: knowledge of one's own that cannot be used (an ``InputError``).
    """
    strategy = source if isinstance(source, Strategy) else load(source)
    request = request_of(strategy.settings, lang, as_of, select, ignore, severity, packs, rules, semantic)
    if len(strategy.canvases) == 1:
        file = strategy.canvases[0]
        return _review_canvas(strategy, file, _linked(file, strategy, request), strategy.companions, request)
    return _review_together(strategy, request)


def _linked(file: CanvasFile, strategy: Strategy, request: Request) -> Linking:
    """Link the notes of one canvas of the strategy."""
    known = frozenset(ids_of([file, *strategy.companions]))
    return link(file.canvas, request.rulebook.knowledge, known_ids=known, semantic=request.semantic)


def _review_canvas(
    strategy: Strategy,
    file: CanvasFile,
    linking: Linking,
    companions: Sequence[CompanionFile],
    request: Request,
) -> Review:
    """Review one canvas, together with the artefacts inside its file and those in ``companions``."""
    placed = [("", each) for each in file.artefacts] + _placed(companions)
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
        base = _with_artefacts(base, placed, canvases, linking, rulebook)
    sources = Sources(file, {each.name: each for each in companions})
    assessing = assess(request, rulebook, file, sources, base, linking)
    context = assessing.context
    figures = scores(context)
    notices = [*request.notices, *assessing.crashes, *_notices(strategy), *assessing.waivers.notices()]
    return Review(
        complete=not assessing.crashes and not strategy.skipped,
        tool=Tool(name="cxadvisor", version=__version__),
        packs=request.packs,
        semantic=linking.semantic,
        as_of=request.as_of,
        interface=context.texts.language,
        strategy=_summary(strategy, file, companions, linking),
        strengths=strengths(context, figures),
        findings=assessing.findings,
        links=tuple(_links(context)),
        scores=figures,
        coverage=assessed(context, figures, assessing.off, assessing.crashed),
        checklist=checklist(context.texts),
        notices=tuple(notices),
    )


def _placed(companions: Iterable[CompanionFile]) -> list[tuple[str, PlacedArtefact]]:
    """The artefacts of companion files, each with what stands before its pointers in places."""
    return [(f"{file.name}#", each) for file in companions for each in file.artefacts]


def _with_artefacts(
    base: FactBase,
    placed: Sequence[tuple[str, PlacedArtefact]],
    canvases: Sequence[tuple[str, CanvasFile, Linking, Mapping[str, str]]],
    linking: Linking,
    rulebook: Rulebook,
) -> FactBase:
    from cxadvisor.artefacts.facts import artefact_facts
    from cxadvisor.artefacts.ground import Ground

    ground = Ground(canvases, linking.knowledge, linking.language)
    return with_artefacts(base, artefact_facts(placed, ground, rulebook.topics))


def _notices(strategy: Strategy) -> Iterator[Notice]:
    """What is to be told of parts of a strategy that were not reviewed."""
    for part in strategy.skipped:
        yield Notice(code="skipped-part", message=part.why, at=part.at)
    for part in strategy.unknown:
        yield Notice(code="unknown-key", message=part.why, at=part.at)
    for part in strategy.unplaced:
        yield Notice(code="unplaced-note", message=part.why, at=part.at)


def _links(context: Context) -> Iterable[Link]:
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


def _summary(
    strategy: Strategy, file: CanvasFile, companions: Sequence[CompanionFile], linking: Linking
) -> StrategySummary:
    canvas = file.canvas
    return StrategySummary(
        title=canvas.title or canvas.organisation or file.name,
        language=canvas.language or linking.language,
        files=(file.name, *(each.name for each in companions)),
        digest=_digest([file, *companions]),
        organisation=canvas.organisation,
        industry=canvas.industry,
        date=canvas.date,
        authors=canvas.authors,
    )


def _digest(files: Sequence[CanvasFile | CompanionFile]) -> str:
    """The digest of a file; of several, that of theirs."""
    if len(files) == 1:
        return files[0].digest
    return hashlib.sha256("".join(file.digest for file in files).encode()).hexdigest()


class _Page(NamedTuple):
    """One of several canvases, as it was linked, with what stands before its pointers in places."""

    prefix: str
    file: CanvasFile
    linking: Linking
    ids: Mapping[str, str]


def _review_together(strategy: Strategy, request: Request) -> Review:
    """Review a strategy with several canvases, or with none: what is across them, and their artefacts."""
    canvases = strategy.canvases
    pages = [_page(file, _linked(file, strategy, request)) for file in canvases]
    reviews = tuple(_review_canvas(strategy, page.file, page.linking, (), request) for page in pages)
    kinds = {placed.kind for file in strategy.companions for placed in file.artefacts}
    given = frozenset({*kinds, *(("canvas", "canvases") if canvases else ())})
    rulebook = request.rulebook.for_parts(given, page=False)
    artefacts = [each for file in strategy.companions for each in file.artefacts]
    language = pages[0].linking.language if pages else _language_of(artefacts, rulebook)
    linking = nothing_linked(language, rulebook.knowledge)
    bases = [
        facts_of(
            page.file.canvas,
            page.linking,
            as_of=request.as_of,
            section_order=request.section_order,
            topics=rulebook.topics,
            prefix=page.prefix,
        )
        for page in pages
    ]
    base = joined(bases, request.as_of)
    base = _with_artefacts(base, _placed(strategy.companions), pages, linking, rulebook)
    files: list[CanvasFile | CompanionFile] = [*canvases, *strategy.companions]
    sources = Sources(None, {file.name: file for file in files})
    nowhere = CanvasFile(Canvas(), strategy.name, "", {})
    assessing = assess(request, rulebook, nowhere, sources, base, linking)
    texts = assessing.context.texts
    notices = [*request.notices, *assessing.crashes, *_notices(strategy)]
    if not canvases:
        notices.insert(0, Notice(code="no-canvas", message=texts("notice.no-canvas")))
    first = reviews[0].strategy if reviews else None
    return Review(
        complete=not assessing.crashes and not strategy.skipped and all(each.complete for each in reviews),
        tool=Tool(name="cxadvisor", version=__version__),
        packs=request.packs,
        semantic=reviews[0].semantic if reviews else None,
        as_of=request.as_of,
        interface=request.language or (reviews[0].interface if reviews else texts.language),
        strategy=StrategySummary(
            title=(first and first.organisation) or strategy.name,
            language=first.language if first else language,
            files=tuple(file.name for file in files),
            digest=_digest(files),
            organisation=first.organisation if first else None,
        ),
        findings=assessing.findings,
        links=tuple(_links(assessing.context)),
        coverage=assessed(assessing.context, {}, assessing.off, assessing.crashed),
        notices=tuple(notices),
        reviews=reviews,
    )


def _page(file: CanvasFile, linking: Linking) -> _Page:
    prefix = f"{file.name}#"
    return _Page(prefix, file, linking, note_identities(file.canvas, prefix))


def _language_of(artefacts: Iterable[PlacedArtefact], rulebook: Rulebook) -> str:
    """The language that artefacts without a canvas are written in."""
    from cxadvisor.artefacts.items import taken_apart
    from cxadvisor.language.detection import detect_language

    texts = [item.text for each in taken_apart([("", each) for each in artefacts]) for item in each.items]
    return detect_language(texts, rulebook.knowledge)
