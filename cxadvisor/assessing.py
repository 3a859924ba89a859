"""Runs the rules on the facts of a strategy, or of a part of one, and words what they find."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from cxadvisor.drafting import Context, context_of, drafts, sort_key
from cxadvisor.engine import Fact
from cxadvisor.engine.result import Result
from cxadvisor.errors import BudgetExceededError, EngineError
from cxadvisor.facts import FactBase
from cxadvisor.findings import finding_of
from cxadvisor.grouping import grouped, on_findings
from cxadvisor.language import Linking
from cxadvisor.model.review import Finding, Notice
from cxadvisor.model.strategy import CanvasFile, Sources
from cxadvisor.prompting import Prompter, bank_in
from cxadvisor.request import Request
from cxadvisor.rulebook.rulebook import QUESTIONS, Rulebook
from cxadvisor.rulebook.vocabulary import Link as LinkFact
from cxadvisor.rulebook.vocabulary import Plausible
from cxadvisor.texts import LANGUAGES, Texts, texts_for
from cxadvisor.waiving import GivenWaiver, Waivers

STEPS_A_FACT: Final = 400
"""Join steps a run may take for each fact, however large the canvas is."""

BUDGET: Final = 250_000
"""Join steps one canvas may take: some fifty times what a full page takes."""


class Assessing(NamedTuple):
    """What rules made of some facts: all they found, the findings that are to be shown, what crashed, and the rules
    that settings left out (``off``).
    """

    context: Context
    found: tuple[Finding, ...]
    findings: tuple[Finding, ...]
    waivers: Waivers
    crashes: tuple[Notice, ...]
    crashed: tuple[str, ...]
    off: frozenset[str]


def assess(
    request: Request,
    rulebook: Rulebook,
    file: CanvasFile,
    sources: Sources,
    base: FactBase,
    linking: Linking,
    given: Sequence[GivenWaiver],
) -> Assessing:
    """Run the rules and word what they find; ``given`` are the waivers that may apply."""
    language = request.language or (linking.language if linking.language in LANGUAGES else "en")
    texts = texts_for(language)
    left, result, crashes = _run(request, rulebook, base, texts)
    cards = left.in_language(language)
    context = context_of(file, sources, base, linking, result, cards, left, texts)
    off = frozenset(card.name for card in left.cards if not _is_on(card.name, request))
    waivers = Waivers(context, given, request.rulebook, request.as_of, off)
    found = _found(context, request, waivers, crashes)
    findings = tuple(finding for finding in found if finding.severity in request.shown)
    crashed = tuple(each.at for each in crashes if each.at is not None and each.at in request.rulebook)
    return Assessing(context, found, findings, waivers, tuple(crashes), crashed, off)


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


def _found(
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
    late = [draft for draft in found if draft.card.on_findings]
    kept = grouped([draft for draft in found if not draft.card.on_findings], context, parts, lists)
    if late:
        kept += on_findings(late, [draft for draft in kept if waivers.for_draft(draft) is None], context)
    kept.sort(key=lambda draft: sort_key(draft, context))
    findings: dict[int, Finding] = {}
    prompter = Prompter(bank_in(context.texts.language))
    waived = [waivers.for_draft(draft) for draft in kept]
    for number in sorted(
        range(len(kept)), key=lambda each: waived[each] is not None
    ):  # prompts for the others first
        draft = kept[number]
        try:
            name = draft.card.name
            levels = request.efforts.get(name), request.impacts.get(name)
            ran_out = None if waived[number] else waivers.ran_out_for(draft)
            findings[number] = finding_of(draft, context, waived[number], prompter, *levels, ran_out)
        except (LookupError, TypeError, ValueError, AssertionError) as error:
            if draft.card.file is None and draft.card.python is None:
                raise
            message = context.texts("notice.rule-crashed", rule=draft.card.name, error=repr(error))
            notices.append(Notice(code="rule-crashed", message=message, at=draft.card.name))
    return tuple(found for _, found in sorted(findings.items()))


def _is_on(name: str, request: Request, is_question: bool = False) -> bool:
    names = {name, QUESTIONS} if is_question else {name}
    return (not request.select or bool(names & request.select)) and not names & request.ignore
