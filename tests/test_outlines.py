"""What is told of cards from their conditions as written agrees with what becomes of them when they are compiled."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from cxadvisor import load
from cxadvisor.engine.result import Result
from cxadvisor.facts import facts_of
from cxadvisor.language import link
from cxadvisor.rulebook.compiling import compile_card
from cxadvisor.rulebook.outline import listens_to, outline
from cxadvisor.rulebook.rulebook import Rulebook, shipped
from cxadvisor.rulebook.topics import listening_in

ROOT = Path(__file__).parents[1]
CANVASES = [
    *sorted((ROOT / "examples").rglob("canvas.*")),
    *(path for path in sorted((ROOT / "tests" / "labelled").glob("*.json")) if ".truth" not in path.name),
]
CARDS = [card for card in shipped().cards if card.python is None]


@pytest.mark.parametrize("card", CARDS, ids=lambda card: str(card.name))
def test_an_outline_is_that_of_the_compiled_card(card: Any) -> None:
    told, compiled = outline(card), compile_card(card)
    assert list(told.rules) == [rule.name for rule in compiled.rules]
    listening, scopes = listening_in(part for rule in compiled.rules for part in rule.conditions)
    assert set(told.listening) == {
        each._replace(blocks=tuple(each.blocks), concepts=tuple(each.concepts)) for each in listening
    }
    assert {scope.key for scope in told.lacking} == {scope.key for scope in scopes}


def found(book: Rulebook, facts: Any) -> list[tuple[str, dict[str, Any]]]:
    result: Result = book.program.run(facts)
    return [(match.name, dict(match.bindings)) for match in result.matches]


@pytest.mark.parametrize("path", CANVASES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_cards_compiled_when_needed_find_what_all_compiled_find(path: Path) -> None:
    canvas = load(path).canvases[0].canvas
    book = shipped()
    at_once = Rulebook(book.cards, book.derivations)
    base = facts_of(canvas, link(canvas), as_of="2026-03-01", topics=book.topics)
    facts = (*base.facts, *book.facts)
    assert found(book, facts) == found(at_once, facts)


def test_most_cards_are_not_compiled_for_a_canvas_that_they_do_not_concern() -> None:
    book = Rulebook(shipped().cards, shipped().derivations, proven=[card.name for card in shipped().cards])
    canvas = (
        load({"cxcanvas": "1", "language": "en", "needs": {"pre_sale": ["A clear price"]}}).canvases[0].canvas
    )
    base = facts_of(canvas, link(canvas), as_of="2026-03-01", topics=book.topics)
    book.program.run((*base.facts, *book.facts))
    assert len(book.compiled) < len(CARDS) / 3


def test_threads_may_share_a_rulebook_from_the_first_canvas_on() -> None:
    canvases = [load(path).canvases[0].canvas for path in CANVASES[:8]]
    book = shipped()
    bases = [
        (*facts_of(each, link(each), as_of="2026-03-01", topics=book.topics).facts, *book.facts)
        for each in canvases
    ]
    fresh = Rulebook(book.cards, book.derivations, proven=[card.name for card in book.cards])
    with ThreadPoolExecutor(8) as threads:
        shared = list(threads.map(lambda facts: found(fresh, facts), bases))
    assert shared == [found(book, facts) for facts in bases]


def test_conditions_within_others_are_listened_for() -> None:
    spoken = {"speaks_of": {"block": ["metrics", "culture"], "concept": "nps", "sure": True, "only": True}}
    lacks = {"lacks": {"concept": ["nps", "csat"], "in": "metrics", "stage": "$stage"}}
    listening, scopes = listens_to([{"any": [spoken, [{"not": lacks}, {"not": [spoken]}]]}])
    assert {(each.blocks, each.concepts, each.alone) for each in listening} == {
        (("metrics", "culture"), ("nps",), True)
    }
    assert [scope.by_stage for scope in scopes] == [True]
