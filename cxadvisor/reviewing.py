"""The way of the data, from a strategy to its review."""

from __future__ import annotations

import datetime
import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from cxadvisor.checklist import checklist
from cxadvisor.drafting import SEVERITIES, Context, context_of, drafts, sort_key
from cxadvisor.engine import Fact
from cxadvisor.engine.result import Result
from cxadvisor.errors import BudgetExceededError, EngineError, MissingExtraError, Problem, SettingsError
from cxadvisor.facts import DEFAULT_ORDER, FactBase, facts_of, with_artefacts
from cxadvisor.findings import finding_of
from cxadvisor.grouping import grouped
from cxadvisor.identity import note_identities
from cxadvisor.language import THRESHOLD, Linking, link
from cxadvisor.model.review import Finding, Link, Notice, PackName, Review, StrategySummary, Tool
from cxadvisor.model.strategy import (
    CanvasFile,
    CompanionFile,
    PlacedArtefact,
    Settings,
    Severity,
    Sources,
    Strategy,
    ids_of,
)
from cxadvisor.packs import extended
from cxadvisor.readers import SETTINGS_NAME, load
from cxadvisor.rulebook.card import RuleCard
from cxadvisor.rulebook.rulebook import QUESTIONS, Rulebook
from cxadvisor.rulebook.vocabulary import Link as LinkFact
from cxadvisor.rulebook.vocabulary import Plausible
from cxadvisor.scoring import assessed, scores, strengths
from cxadvisor.texts import LANGUAGES, Texts, texts_for
from cxadvisor.version import __version__
from cxadvisor.waiving import Waivers

STEPS_A_FACT: Final = 400
"""Join steps a run may take for each fact, however large the canvas is."""

BUDGET: Final = 250_000
"""Join steps one canvas may take: some fifty times what a full page takes."""


class Request(NamedTuple):
    """What a review was asked to do, settings and arguments taken together."""

    rulebook: Rulebook
    packs: tuple[PackName, ...]
    semantic: bool
    as_of: str
    language: str | None
    select: frozenset[str]
    ignore: frozenset[str]
    severities: Mapping[str, Severity]
    shown: frozenset[Severity]
    section_order: tuple[str, ...]
    notices: tuple[Notice, ...]


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
    request = _request(strategy.settings, lang, as_of, select, ignore, severity, packs, rules, semantic)
    if len(strategy.canvases) == 1:
        return _review_canvas(strategy, strategy.canvases[0], strategy.companions, request)
    reviews = [_review_canvas(strategy, file, (), request) for file in strategy.canvases]
    return _together(strategy, reviews, request)


def _request(
    settings: Settings,
    lang: str | None,
    as_of: str | datetime.date | None,
    select: Sequence[str],
    ignore: Sequence[str],
    severity: Severity | None,
    packs: Iterable[str | os.PathLike[str]],
    rules: Iterable[RuleCard | str | os.PathLike[str]],
    semantic: bool | None,
) -> Request:
    for name, value in (("select", select), ("ignore", ignore), ("packs", packs), ("rules", rules)):
        if isinstance(value, str):
            raise SettingsError(Problem(f"“{name}” is a list, not a text.", f"Write {name}=[{value!r}]."))
    rulebook, named = extended((*settings.packs, *packs, *rules))
    language = lang or settings.language
    if language is not None and language not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise SettingsError(Problem(f"There are no texts in “{language}”.", f"Choose one of {known}."))
    if severity is not None and severity not in SEVERITIES:
        raise SettingsError(
            Problem(f"“{severity}” is no severity.", f"Choose one of {', '.join(SEVERITIES)}.")
        )
    return Request(
        rulebook=rulebook,
        packs=named,
        semantic=_asks_model(settings, semantic),
        as_of=_iso(as_of),
        language=language,
        select=frozenset(rulebook.find(label).name for label in (*settings.select, *select)),
        ignore=frozenset(rulebook.find(label).name for label in (*settings.ignore, *ignore)),
        severities={rulebook.find(label).name: level for label, level in settings.severities.items()},
        shown=frozenset(SEVERITIES[: SEVERITIES.index(severity) + 1] if severity else SEVERITIES),
        section_order=settings.fill_order or DEFAULT_ORDER,
        notices=tuple(_setting_notices(settings, language or "en")),
    )


def _asks_model(settings: Settings, semantic: bool | None) -> bool:
    """Return whether a language model is to be asked; raise ``MissingExtraError`` where it is not there."""
    if not (settings.semantic if semantic is None else semantic):
        return False
    from cxadvisor.language.embedding import model_name

    try:
        model_name()
    except MissingExtraError as error:
        if (
            semantic is None
        ):  # the settings of this strategy are to blame, not an argument that is the same for all
            problems = [problem._replace(file=SETTINGS_NAME) for problem in error.problems]
            raise MissingExtraError(problems) from None
        raise
    return True


def _iso(as_of: str | datetime.date | None) -> str:
    if as_of is None:
        return datetime.date.today().isoformat()
    if isinstance(as_of, datetime.date):
        return as_of.isoformat()[:10]
    try:
        date = datetime.date.fromisoformat(as_of).isoformat()
        if date != as_of:
            raise ValueError(as_of)
        return date
    except (TypeError, ValueError):
        raise SettingsError(Problem(f"“{as_of}” is not a date.", "Write it as 2026-03-31.")) from None


def _setting_notices(settings: Settings, language: str) -> Iterable[Notice]:
    if settings.baseline:
        yield Notice(
            code="setting-unused", message=texts_for(language)("notice.setting-unused", setting="baseline")
        )


def _review_canvas(
    strategy: Strategy, file: CanvasFile, companions: Sequence[CompanionFile], request: Request
) -> Review:
    """Review one canvas, together with the artefacts inside its file and those in ``companions``."""
    outside = {"known_ids": frozenset(ids_of(companions))} if companions else {}
    linking = link(file.canvas, request.rulebook.knowledge, semantic=request.semantic, **outside)
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
    assessing = _assess(request, rulebook, file, sources, base, linking)
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


class Assessing(NamedTuple):
    """What rules made of some facts: findings, what crashed, and the rules that settings left out (``off``)."""

    context: Context
    findings: tuple[Finding, ...]
    waivers: Waivers
    crashes: tuple[Notice, ...]
    crashed: tuple[str, ...]
    off: frozenset[str]


def _assess(
    request: Request,
    rulebook: Rulebook,
    file: CanvasFile,
    sources: Sources,
    base: FactBase,
    linking: Linking,
) -> Assessing:
    """Run the rules and word what they find."""
    language = request.language or (linking.language if linking.language in LANGUAGES else "en")
    texts = texts_for(language)
    left, result, crashes = _run(request, rulebook, base, texts)
    cards = left.in_language(language)
    context = context_of(file, sources, base, linking, result, cards, left.compiled, texts)
    off = frozenset(card.name for card in left.cards if not _is_on(card.name, request))
    waivers = Waivers(context, request.rulebook, request.as_of, off)
    findings = _findings(context, request, waivers, crashes)
    crashed = tuple(each.at for each in crashes if each.at is not None and each.at in request.rulebook)
    return Assessing(context, findings, waivers, tuple(crashes), crashed, off)


def _run(
    request: Request, rulebook: Rulebook, base: FactBase, texts: Texts
) -> tuple[Rulebook, Result, list[Notice]]:
    """Run all rules; one that crashes is left out with a notice, and the others run without it.

    Where the rules that all others lean on take too much work, inferred links are left out, then all links. There is no
    notice about a rule that nobody wants to hear.
    """
    facts = base.facts
    budget = max(BUDGET, STEPS_A_FACT * len(facts))
    notices: list[Notice] = []
    while True:
        try:
            return rulebook, rulebook.program.run((*facts, *rulebook.facts), budget), notices
        except EngineError as error:
            if error.rule is None:
                raise
            exceeded = isinstance(error, BudgetExceededError)
            name = error.rule.partition("/")[0]
            if name in rulebook:
                rulebook = rulebook.without([name])
                if not _is_on(name, request):
                    continue
            elif exceeded and (fewer := _fewer(facts)) != facts:
                facts = fewer
            else:
                raise
            code = "budget-exceeded" if exceeded else "rule-crashed"
            message = texts(f"notice.{code}", rule=name, error=str(error))
            notices.append(Notice(code=code, message=message, at=name))


def _fewer(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """The facts without inferred links; without any links where there are none inferred."""
    given = tuple(fact for fact in facts if not isinstance(fact, Plausible) and fact.get("explicit", True))
    return (
        given if len(given) < len(facts) else tuple(fact for fact in facts if not isinstance(fact, LinkFact))
    )


def _findings(
    context: Context, request: Request, waivers: Waivers, notices: list[Notice]
) -> tuple[Finding, ...]:
    made = drafts(context)
    for draft in made:
        draft.severity = request.severities.get(draft.card.name, draft.severity)
    found = [draft for draft in made if _is_on(draft.card.name, request, draft.is_coverage_question)]
    lists = [card for card in context.cards.values() if card.lists and _is_on(card.name, request)]
    parts = [
        draft
        for draft in made
        if lists and draft.card.name not in request.ignore and waivers.for_draft(draft) is None
    ]
    kept = sorted(grouped(found, context, parts, lists), key=lambda draft: sort_key(draft, context))
    findings = []
    for draft in kept:
        try:
            findings.append(finding_of(draft, context, waivers.for_draft(draft)))
        except (LookupError, TypeError, ValueError, AssertionError) as error:
            if draft.card.file is None and draft.card.python is None:
                raise
            message = context.texts("notice.rule-crashed", rule=draft.card.name, error=repr(error))
            notices.append(Notice(code="rule-crashed", message=message, at=draft.card.name))
    return tuple(finding for finding in findings if finding.severity in request.shown)


def _is_on(name: str, request: Request, is_question: bool = False) -> bool:
    names = {name, QUESTIONS} if is_question else {name}
    return (not request.select or bool(names & request.select)) and not names & request.ignore


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
    digest = file.digest
    if companions:
        digest = hashlib.sha256("".join((digest, *(each.digest for each in companions))).encode()).hexdigest()
    return StrategySummary(
        title=canvas.title or canvas.organisation or file.name,
        language=canvas.language or linking.language,
        files=(file.name, *(each.name for each in companions)),
        digest=digest,
        organisation=canvas.organisation,
        industry=canvas.industry,
        date=canvas.date,
        authors=canvas.authors,
    )


def _together(strategy: Strategy, reviews: list[Review], request: Request) -> Review:
    """The review of a strategy with several canvases."""
    joined = hashlib.sha256("".join(file.digest for file in strategy.canvases).encode()).hexdigest()
    language = request.language or reviews[0].interface
    first = reviews[0].strategy
    return Review(
        complete=all(each.complete for each in reviews),
        tool=reviews[0].tool,
        packs=request.packs,
        semantic=reviews[0].semantic,
        as_of=request.as_of,
        interface=language,
        strategy=StrategySummary(
            title=first.organisation or strategy.name,
            language=first.language,
            files=tuple(file.name for file in strategy.canvases),
            digest=joined,
            organisation=first.organisation,
        ),
        reviews=tuple(reviews),
    )
