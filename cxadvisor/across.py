"""The review of a strategy with several canvases, or with none: what is across them, and their artefacts."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import NamedTuple

from cxadvisor.assessing import Assessing, assess
from cxadvisor.engine import Fact
from cxadvisor.facts import facts_of, joined
from cxadvisor.identity import canvas_names, note_identities
from cxadvisor.language import Linking, nothing_linked
from cxadvisor.model.canvas import Canvas
from cxadvisor.model.review import Notice, Review, StrategySummary, Tool
from cxadvisor.model.strategy import CanvasFile, CompanionFile, PlacedArtefact, Sources, Strategy
from cxadvisor.request import Request
from cxadvisor.rulebook.rulebook import Rulebook
from cxadvisor.scoring import assessed, strengths
from cxadvisor.single import (
    Among,
    digest_of,
    joined_with,
    linked,
    links_of,
    notices_of,
    placed_in,
    review_canvas,
)
from cxadvisor.version import __version__
from cxadvisor.waiving import given_waivers


class _Page(NamedTuple):
    """One of several canvases, as it was linked: what stands before its pointers in places, and what before the
    identities of its notes.
    """

    prefix: str
    file: CanvasFile
    linking: Linking
    ids: Mapping[str, str]
    name: str


def review_together(strategy: Strategy, request: Request) -> Review:
    """Review a strategy with several canvases, or with none: what is across them, and their artefacts."""
    pages = _pages(strategy, request)
    files: list[CanvasFile | CompanionFile] = [*strategy.canvases, *strategy.companions]
    assessing = _across(strategy, files, pages, request)
    context = assessing.context
    among = Among(assessing.waivers.used)
    reviews = tuple(review_canvas(strategy, page.file, page.linking, (), request, among) for page in pages)
    notices = [*assessing.crashes, *notices_of(strategy)]
    if not pages:
        notices.insert(0, Notice(code="no-canvas", message=context.texts("notice.no-canvas")))
    named = sorted({page.file.canvas.organisation or "" for page in pages} - {""})
    organisation = named[0] if len(named) == 1 else None
    return Review(
        complete=not assessing.crashes and not strategy.skipped and all(each.complete for each in reviews),
        tool=Tool(name="cxadvisor", version=__version__),
        packs=request.packs,
        semantic=reviews[0].semantic if reviews else None,
        severity=request.severity,
        as_of=request.as_of,
        interface=context.texts.language,
        strategy=StrategySummary(
            title=organisation or (strategy.name if pages else PurePath(strategy.name).name),
            language=context.linking.language,
            files=tuple(file.name for file in files),
            digest=digest_of(files),
            organisation=organisation,
        ),
        strengths=strengths(context),
        findings=assessing.findings,
        links=tuple(links_of(context)),
        coverage=assessed(context, (), assessing.off, assessing.crashed),
        notices=tuple(notices),
        reviews=reviews,
    )


def _pages(strategy: Strategy, request: Request) -> list[_Page]:
    names = canvas_names([(file.canvas, file.digest) for file in strategy.canvases])
    return [
        _Page(
            f"{file.name}#",
            file,
            linked(file, strategy, request),
            note_identities(file.canvas, f"{name}#"),
            f"{name}#",
        )
        for file, name in zip(strategy.canvases, names, strict=True)
    ]


def _across(
    strategy: Strategy,
    files: Iterable[CanvasFile | CompanionFile],
    pages: Sequence[_Page],
    request: Request,
) -> Assessing:
    """Judge what is across the canvases, and the artefacts beside them; the names of files do not matter for it."""
    kinds = {placed.kind for file in strategy.companions for placed in file.artefacts}
    given = frozenset({*kinds, *(("canvas", "canvases") if pages else ())})
    rulebook = request.rulebook.for_parts(given, page=False)
    pages = sorted(pages, key=lambda page: page.name)
    bases = [
        facts_of(
            page.file.canvas,
            page.linking,
            as_of=request.as_of,
            section_order=request.section_order,
            topics=rulebook.topics,
            prefix=page.prefix,
            name=page.name,
        )
        for page in pages
    ]
    artefacts = [each for file in strategy.companions for each in file.artefacts]
    language = _language_of(artefacts, rulebook) if artefacts else _commonest(pages)
    linking = nothing_linked(language, rulebook.knowledge)
    canvases = [(page.prefix, page.file, page.linking, page.ids) for page in pages]
    base = joined(bases, request.as_of)
    base = base._replace(facts=(*base.facts, *_canvas_facts(pages, rulebook)))
    base = joined_with(base, placed_in(strategy.companions), canvases, linking, rulebook)
    waivers = [
        each for page in pages for each in given_waivers(page.file, prefix=page.prefix, name=page.name)
    ]
    nowhere = CanvasFile(Canvas(), strategy.name, "", {})
    sources = Sources(None, {file.name: file for file in files})
    return assess(request, rulebook, nowhere, sources, base, linking, waivers)


def _canvas_facts(pages: Sequence[_Page], rulebook: Rulebook) -> Iterator[Fact]:
    """What is to be known of the canvases together; nothing of one alone."""
    from cxadvisor.artefacts.canvases import canvas_facts
    from cxadvisor.artefacts.ground import Ground

    return canvas_facts(
        [
            (
                page.name,
                Ground(
                    [(page.prefix, page.file, page.linking, page.ids)],
                    rulebook.knowledge,
                    page.linking.language,
                ),
            )
            for page in pages
        ]
    )


def _commonest(pages: Sequence[_Page]) -> str:
    """The language that most canvases are written in; of several, the first by name."""
    counts = Counter(page.linking.language for page in pages)
    return min(counts, key=lambda language: (-counts[language], language))


def _language_of(artefacts: Iterable[PlacedArtefact], rulebook: Rulebook) -> str:
    """The language that artefacts are written in."""
    from cxadvisor.artefacts.items import taken_apart
    from cxadvisor.language.detection import detect_language

    texts = [item.text for each in taken_apart([("", each) for each in artefacts]) for item in each.items]
    return detect_language(texts, rulebook.knowledge)
