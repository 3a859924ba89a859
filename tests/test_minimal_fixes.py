"""The minimal fix that a card advises clears its finding, and raises none that is as grave.

Proved on every rule: on the firing cases of its case file, each the broken side of a minimal pair, and on sound
canvases that were broken by chance. What is found before and after is counted by the public ``review``.
"""

from __future__ import annotations

import copy
import random
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from cxadvisor import Review, Strategy, load, review
from cxadvisor.advice.fixes import fixes_of
from cxadvisor.advice.repairs import Workshop
from cxadvisor.advice.what_if import Trials
from cxadvisor.drafting import SEVERITIES
from cxadvisor.model.blocks import BLOCKS, STAGES
from cxadvisor.request import Request, request_of
from cxadvisor.reviewing import reviewed
from cxadvisor.rulebook.rulebook import shipped
from tests.rules.canvases import GOOD
from tests.rules.cases import Case, cases_of

CARDS = {card.name: card for card in shipped().cards}
FIXED = [name for name, card in CARDS.items() if fixes_of(card)]

ON_PAPER_ALONE = {
    # what customers go through has to change; the page follows
    "experience": {
        "employee-pain-behind-customer-pain",
        "friction-streak",
        "journey-ends-badly",
        "journey-forces-channel-switch",
        "journey-loses-context",
    },
    # somebody has to ask or to look
    "research": {
        "exit-points-unknown",
        "journey-all-positive",
        "journey-covers-one-phase",
        "renewal-points-unknown",
        "says-does-contradiction",
        "serious-finding-without-whys",
        "whys-single-cause",
        "whys-without-people-who-do-the-work",
    },
    # which of two holds is a decision
    "decision": {"flow-disagrees-with-journey", "too-many-metrics"},
    # which figure is right only its source can tell
    "source": {"numbers-disagree"},
    # questions by nature
    "answer": {
        "coverage-unclear",
        "customer-view-without-evidence",
        "note-in-wrong-block",
        "objective-conflict-between-canvases",
        "objective-is-a-metric",
        "objective-is-an-activity",
        "promise-differs-between-canvases",
        "same-channels-both-stages",
        "segments-need-own-canvas",
    },
}
"""The rules without a fix, by the reason that their cards give: no wording on paper would put them right."""


Counts = Counter[tuple[str, str, str]]


def counted(made: Review) -> Counts:
    """How often each rule states something, by severity, and by block where it is about blocks: one finding about
    several becomes two when the one between them is filled. Advice and questions state nothing that is wrong.
    """
    return Counter(
        (finding.rule, finding.severity, place)
        for part in (made, *made.reviews)
        for finding in part.findings
        if finding.kind in ("gap", "conflict", "weakness") and finding.waived is None
        for place in (empty_places(finding.at) if finding.rule == "empty-block" else [""])
    )


def empty_places(places: tuple[str, ...]) -> Iterator[str]:
    """A block that is empty before and after the sale is two empty stages: one may be filled alone."""
    for place in places:
        block = BLOCKS.get(place.rpartition("/")[2])
        yield from ([f"{place}/{stage}" for stage in STAGES] if block and block.staged else [place])


def times(counts: Counts, rule: str) -> int:
    """How often one rule states something."""
    return sum(number for (name, _, _), number in counts.items() if name == rule)


def problems(strategy: Strategy, request: Request, rule: str | None = None) -> Iterator[str]:
    """Repair every finding (of ``rule``) by itself, and say where that does not hold."""
    before = reviewed(strategy, request)
    trials = Trials(strategy, request, before, most=400)
    cards = request.rulebook.in_language(before.interface)
    workshop = Workshop(trials, cards, request.rulebook.knowledge, request.as_of)
    old = counted(review(strategy, as_of=request.as_of, lang="en"))
    for number, seen in enumerate(trials.start.stated):
        name = seen.finding.rule
        if rule not in (None, name) or not fixes_of(cards[name]):
            continue
        made = workshop.repair([seen], workshop.subject(seen), f"a{number}")
        if made is None or made.outcome is None:
            yield f"{name}: nothing helps {seen.finding.message}"
            continue
        after = review(made.outcome.state.copy.strategy(), as_of=request.as_of, lang="en")
        new = counted(after)
        if seen.finding.kind != "advice" and times(new, name) >= times(old, name):
            yield f"{name}: still found: {seen.finding.message}"
        grave = SEVERITIES[: SEVERITIES.index(seen.finding.severity) + 1]
        raised = {key: n for key, n in (new - old).items() if key[1] in grave}
        if raised:
            yield f"{name}: raises {raised}: {seen.finding.message}"


def chosen(rule: str) -> list[Case]:
    """The firing cases of a rule to try: the first three, and the first in each language."""
    cases = [case for case in cases_of(rule) if case.fires]
    languages: dict[str, Case] = {}
    for case in cases:
        languages.setdefault(case.canvas["language"], case)
    return list({case.number: case for case in (*cases[:3], *languages.values())}.values())


@pytest.mark.parametrize("rule", FIXED)
def test_the_minimal_fix_clears_its_finding_and_raises_none_as_grave(rule: str) -> None:
    for case in chosen(rule):
        strategy, day = case.strategy, case.content.get("as_of", "2026-01-01")
        request = request_of(strategy.settings, "en", day, (), (), None, (), (), None)
        assert list(problems(strategy, request, rule)) == [], case.label


def test_every_rule_has_a_fix_or_a_reason_why_none_would_do() -> None:
    without = {reason: set[str]() for reason in ON_PAPER_ALONE}
    for name, card in CARDS.items():
        if not fixes_of(card):
            assert card.unfixed, name
            without[card.unfixed].add(name)
    assert without == ON_PAPER_ALONE


@pytest.mark.parametrize("name", CARDS)
def test_every_card_says_what_its_advice_takes_and_what_comes_of_it(name: str) -> None:
    assert CARDS[name].effort is not None
    assert CARDS[name].impact is not None


# --- sound canvases, broken by chance


def broken(canvas: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """Return a copy of a sound canvas with one to three things broken."""
    made = copy.deepcopy(canvas)
    for _ in range(chance.randint(1, 3)):
        chance.choice(BREAKS)(made, chance)
    return made


def _notes(canvas: dict[str, Any], chance: random.Random, *blocks: str) -> list[Any]:
    block = canvas[chance.choice(blocks)]
    notes: list[Any] = block if isinstance(block, list) else block[chance.choice(STAGES)]
    return notes


STAGED = (
    "needs",
    "moments",
    "objectives",
    "activities",
    "metrics",
    "preferred_channels",
    "supported_channels",
)
ALL = (*STAGED, "segments", "culture", "service_model", "sales_model", "retention_plan", "awareness_plan")


def take_out(canvas: dict[str, Any], chance: random.Random) -> None:
    """Take a note out."""
    notes = _notes(canvas, chance, *STAGED)
    if notes:
        notes.pop(chance.randrange(len(notes)))


def empty(canvas: dict[str, Any], chance: random.Random) -> None:
    """Empty a block or a stage."""
    _notes(canvas, chance, *ALL).clear()


def keep_place(canvas: dict[str, Any], chance: random.Random) -> None:
    """Put a placeholder where a note was."""
    notes = _notes(canvas, chance, *ALL)
    if notes:
        notes[-1] = "TBD"


def repeat(canvas: dict[str, Any], chance: random.Random) -> None:
    """Write a note twice."""
    notes = _notes(canvas, chance, "needs", "objectives", "metrics")
    if notes:
        notes.append(notes[0]["text"] if isinstance(notes[0], dict) else notes[0])


def name_nothing(canvas: dict[str, Any], chance: random.Random) -> None:
    """Let a note name an id of nothing."""
    notes = _notes(canvas, chance, "activities", "metrics")
    if notes and isinstance(notes[0], dict):
        notes[0].setdefault("for", []).append("m-77")


def overshoot(canvas: dict[str, Any], chance: random.Random) -> None:
    """Add a metric that cannot be reached."""
    canvas["metrics"][chance.choice(STAGES)].append({"text": "NPS", "target": 140, "baseline": 20})


BREAKS = (take_out, empty, keep_place, repeat, name_nothing, overshoot)


@pytest.mark.parametrize("seed", range(24))
def test_what_was_broken_by_chance_is_mended_as_well(seed: int) -> None:
    chance = random.Random(seed)
    strategy = load(broken(chance.choice(list(GOOD.values())), chance))
    request = request_of(strategy.settings, "en", "2026-01-01", (), (), None, (), (), None)
    assert list(problems(strategy, request)) == []
