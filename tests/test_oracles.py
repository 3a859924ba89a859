"""What must not change a review, and what must change it by exactly one finding (oracles of a consistency checker)."""

from __future__ import annotations

import json
import random
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from cxadvisor import Review, assessing, load_bytes
from cxadvisor.facts import FactBase
from cxadvisor.model.blocks import BLOCKS, STAGES
from cxadvisor.packs import extending
from cxadvisor.request import Request
from cxadvisor.rulebook.rulebook import Rulebook, shipped
from cxadvisor.texts import Texts
from tests.judging import CARDS, seen, some
from tests.rules.canvases import PLAIN, WORKSHOP, Content, emptied
from tests.rules.cases import Case, cases_of, review_of


def identities(made: Review) -> list[Any]:
    """What a finding is, whatever language it is told in and wherever the note stands in its list."""
    return [
        (f.fingerprint, f.rule, f.code, f.kind, f.severity, f.block, f.stage, f.waived) for f in made.findings
    ]


def told(made: Review) -> dict[str, Any]:
    """All that must not change under another order of notes."""
    return {
        "findings": [
            (
                identity,
                unicodedata.normalize("NFC", finding.message),
                finding.consequence,
                finding.advice,
                [unicodedata.normalize("NFC", why) for why in finding.whys],
                [unicodedata.normalize("NFC", reason.text) for reason in finding.because],
                [(each.relation, each.confidence) for each in finding.candidates],
                Counter(each.rule for each in finding.absorbed),
            )
            for identity, finding in zip(identities(made), made.findings, strict=True)
        ],
        "scores": made.scores,
        "strengths": made.strengths,
        "coverage": made.coverage,
        "notices": made.notices,
        "complete": made.complete,
    }


# --- canvases of all sorts

TEXTS = (
    *(
        "Delivery",
        "Delivery on time",
        "Warranty claim",
        "Warranty",
        "Clear prices",
        "Complaint",
        "TBD",
        "Repair",
    ),
    *(
        "Xylo brumf quandro",
        "Answer complaints within a day",
        "Share of deliveries on time",
        "Complaint rate",
    ),
    *(
        "Prețuri clare",
        "Înapoi la drum în două zile",
        "Free measuring visit",
        "NPS",
        "A very very long note " * 9,
    ),
)
CHANNELS = ("Phone", "Telephone", "E-mail", "Website", "WhatsApp", "Live chat", "Showroom", "Brumf", "???")
IDS = tuple(f"id-{number}" for number in range(12))


@st.composite
def canvases(draw: st.DrawFn) -> Content:
    """A canvas with notes of all sorts: linked, dangling, unreadable, twice, empty."""
    free = list(IDS)
    coin: st.SearchStrategy[bool] = st.booleans()
    canvas: Content = {"cxcanvas": "1", "language": "en"}
    for block in BLOCKS.values():
        texts = CHANNELS if block.name.endswith("channels") else TEXTS
        for stage in block.stages:
            notes = []
            for text in draw(st.lists(st.sampled_from(texts), max_size=3, unique=True)):
                note: Content = {"text": text}
                if draw(coin) and free:
                    note["id"] = free.pop(0)
                if draw(coin):
                    some_ids = st.lists(st.sampled_from(IDS), min_size=1, max_size=2, unique=True)
                    note["for"] = draw(some_ids)
                if block.name == "activities" and draw(coin):
                    note["through"] = [draw(st.sampled_from(CHANNELS[:-1]))]
                if block.name == "metrics" and draw(coin):
                    note |= {"baseline": 5, "target": draw(st.integers(1, 9)), "direction": "up"}
                notes.append(note if len(note) > 1 else text)
            if stage is None:
                canvas[block.name] = notes
            else:
                canvas.setdefault(block.name, {})[stage] = notes
    if draw(coin):
        canvas["not_captured"] = draw(st.lists(st.sampled_from(list(BLOCKS)), max_size=2, unique=True))
        for block in canvas["not_captured"]:
            canvas[block] = {stage: [] for stage in STAGES} if BLOCKS[block].staged else []
    return canvas


FAULTY: Content = {
    **emptied(PLAIN, ("culture", None)),
    "moments": {
        "pre_sale": ["Sees the price"],
        "post_sale": ["Delivery", "Warranty claim", "Invoice", "Xylo brumf"],
    },
}


def shuffled(canvas: Any, chance: random.Random, *, notes: bool, keys: bool) -> Any:
    """Return ``canvas`` with its lists of notes, or the keys of its mappings, in another order."""
    if isinstance(canvas, dict):
        items = [(key, shuffled(value, chance, notes=notes, keys=keys)) for key, value in canvas.items()]
        if keys:
            chance.shuffle(items)
        return dict(items)
    if isinstance(canvas, list):
        items = [shuffled(value, chance, notes=notes, keys=keys) for value in canvas]
        if notes:
            chance.shuffle(items)
        return items
    return canvas


def rewritten(canvas: Any, change: Callable[[str], str]) -> Any:
    """Return ``canvas`` with the text of every note changed."""
    if isinstance(canvas, list):
        return [change(each) if isinstance(each, str) else rewritten(each, change) for each in canvas]
    if isinstance(canvas, dict):
        return {
            key: change(value)
            if key == "text"
            else value
            if key in ("for", "through", "not_captured")
            else rewritten(value, change)
            for key, value in canvas.items()
        }
    return canvas


@some
@example(FAULTY)
@given(canvases())
def test_the_order_of_notes_changes_nothing(canvas: Content) -> None:
    other = shuffled(canvas, random.Random(1), notes=True, keys=False)
    assert told(seen(other)) == told(seen(canvas))


def test_the_order_of_twins_changes_nothing() -> None:
    """Two notes with the same words are told apart by what else they say, not by which comes first."""
    twins = [{"text": "Complaint rate", "for": ["gone-1"]}, {"text": "Complaint rate", "target": 3}]
    canvas: Content = {
        "cxcanvas": "1",
        "language": "en",
        "objectives": {"pre_sale": ["Clear prices"], "post_sale": ["Repair"]},
    }
    first = seen({**canvas, "metrics": {"pre_sale": [], "post_sale": twins}})
    second = seen({**canvas, "metrics": {"pre_sale": [], "post_sale": twins[::-1]}})
    assert told(first) == told(second)


@some
@example(FAULTY)
@given(canvases())
def test_the_order_of_keys_changes_nothing(canvas: Content) -> None:
    other = shuffled(canvas, random.Random(1), notes=False, keys=True)
    first, second = seen(canvas).model_dump(), seen(other).model_dump()
    assert first == second


@some
@example(FAULTY)
@given(canvases())
def test_json_and_yaml_say_the_same(canvas: Content) -> None:
    as_json = load_bytes(json.dumps(canvas).encode(), "canvas", "json")
    as_yaml = load_bytes(
        yaml.safe_dump(canvas, allow_unicode=True, sort_keys=False).encode(), "canvas", "yaml"
    )
    assert told(seen(as_json)) == told(seen(as_yaml))
    assert [finding.at for finding in seen(as_json).findings] == [
        finding.at for finding in seen(as_yaml).findings
    ]


@some
@example(FAULTY)
@given(canvases())
def test_extensions_change_nothing(canvas: Content) -> None:
    def extended(part: Any) -> Any:
        if isinstance(part, dict):
            return {
                "x-colour": "yellow",
                **{key: extended(value) for key, value in part.items()},
                "x-z": [{"text": "?"}],
            }
        return [extended(each) for each in part] if isinstance(part, list) else part

    first, second = seen(canvas), seen(extended(canvas))
    assert told(first) == told(second)
    assert [finding.at for finding in first.findings] == [finding.at for finding in second.findings]


@some
@example(FAULTY)
@given(canvases())
def test_white_space_changes_nothing(canvas: Content) -> None:
    other = rewritten(canvas, lambda text: "  " + text.replace(" ", " \t ") + " ")
    assert told(seen(other)) == told(seen(canvas))


@some
@example({**FAULTY, "needs": {"pre_sale": ["Prețuri clare și corecte"], "post_sale": ["Să răspundă cineva"]}})
@given(canvases())
def test_composed_and_decomposed_letters_are_the_same(canvas: Content) -> None:
    other = rewritten(canvas, lambda text: unicodedata.normalize("NFD", text))
    assert told(seen(other)) == told(seen(canvas))


def test_notes_are_put_in_order_by_their_letters_and_not_by_how_these_are_composed() -> None:
    def late(*texts: str) -> Review:
        notes = [{"text": text, "due": "2020-12-31"} for text in texts]
        return seen({"cxcanvas": "1", "language": "en", "metrics": {"pre_sale": notes, "post_sale": []}})

    texts = ("Xylo brumf", "Înapoi la drum")
    assert told(late(*texts)) == told(late(*(unicodedata.normalize("NFD", text) for text in texts)))


@some
@example(FAULTY)
@given(canvases())
def test_the_language_of_the_report_changes_no_judgement(canvas: Content) -> None:
    english, romanian = seen(canvas, lang="en"), seen(canvas, lang="ro")
    assert identities(english) == identities(romanian)
    assert [finding.at for finding in english.findings] == [finding.at for finding in romanian.findings]
    assert english.scores == romanian.scores


@some
@example(FAULTY)
@given(canvases())
def test_a_second_run_gives_the_same_bytes(canvas: Content) -> None:
    assert seen(canvas).model_dump_json() == seen(canvas).model_dump_json()


@some
@given(canvases())
def test_other_ids_change_no_word_and_no_score(canvas: Content) -> None:
    names = dict(
        zip(
            IDS,
            random.Random(2).sample([f"other{number}" for number in range(len(IDS))], len(IDS)),
            strict=True,
        )
    )
    present = {note["id"] for note in notes_of(canvas) if "id" in note}

    def renamed(part: Any) -> Any:
        if isinstance(part, dict):
            changed = {key: renamed(value) for key, value in part.items()}
            if "id" in part:
                changed["id"] = names[part["id"]]
            if "for" in part:
                changed["for"] = [names[each] if each in present else each for each in part["for"]]
            return changed
        return [renamed(each) for each in part] if isinstance(part, list) else part

    def without_ids(made: Review) -> list[str]:
        """The messages; those about references have to name the id."""
        named = ("broken-reference", "contradictory-reference")
        found = [f.message for f in made.findings if f.rule not in named]
        return sorted(found) + sorted(f.rule for f in made.findings)

    first, second = seen(canvas), seen(renamed(canvas))
    assert without_ids(first) == without_ids(second)
    assert first.scores == second.scores


def notes_of(canvas: Content) -> Iterator[Content]:
    for block in BLOCKS.values():
        content = canvas[block.name]
        for notes in content.values() if block.staged else [content]:
            yield from (note for note in notes if isinstance(note, dict))


def test_a_channel_that_is_named_by_its_id_is_quoted_by_its_words() -> None:
    """Readers of a report know the note and not its id."""
    canvas = emptied(WORKSHOP)
    canvas["activities"]["post_sale"][1]["through"] = ["sc-1"]
    (finding,) = [f for f in seen(canvas).findings if f.rule == "activity-in-unsupported-channel"]
    assert "“Shop”" in finding.message
    assert "sc-1" not in finding.message


def test_eight_threads_give_the_same_bytes() -> None:
    work = [FAULTY, WORKSHOP, PLAIN, emptied(WORKSHOP, ("needs", None))] * 8
    expected = [seen(canvas).model_dump_json() for canvas in work]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(lambda canvas: seen(canvas).model_dump_json(), work)) == expected


@pytest.mark.parametrize(
    "canvas", [FAULTY, emptied(WORKSHOP, ("objectives", "post_sale"))], ids=["plain", "given"]
)
def test_the_order_of_rules_changes_nothing(monkeypatch: pytest.MonkeyPatch, canvas: Content) -> None:
    usual = told(seen(canvas))
    book = shipped()
    reordered = Rulebook(book.cards[::-1], book.derivations[::-1])
    monkeypatch.setattr(extending, "shipped", lambda: reordered)
    changed = told(seen(canvas))
    assert {**changed, "coverage": None, "scores": None} == {**usual, "coverage": None, "scores": None}
    assert dict(sorted(changed["scores"].items())) == dict(sorted(usual["scores"].items()))


# --- support


def replayed() -> Iterator[tuple[str, Case]]:
    for name in CARDS:
        yield from ((name, case) for case in cases_of(name) if case.fires)


@pytest.mark.parametrize(
    "name", [card.name for card in CARDS.values() if card.when and "gap" not in str(card.when)]
)
def test_what_a_finding_cites_is_enough_for_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run again with nothing but the facts a match rests on: it still matches."""
    judged: list[tuple[Rulebook, FactBase]] = []
    run = assessing._run

    def kept(request: Request, rulebook: Rulebook, base: FactBase, texts: Texts) -> Any:
        judged.append((rulebook, base))
        return run(request, rulebook, base, texts)

    monkeypatch.setattr(assessing, "_run", kept)
    for case in cases_of(name):
        if case.fires:
            review_of(case)
    found = 0
    for rulebook, base in judged:
        for match in rulebook.program.run(base.facts).matches:
            if match.name == name:
                found += 1
                again = rulebook.program.run(match.base_support())
                assert any(each.name == name and bound(each) == bound(match) for each in again.matches)
    assert found


def bound(match: Any) -> dict[str, Any]:
    """What the match says, as far as it does not count what was left out on purpose."""
    return {name: match.bindings[name] for name in match.rule.distinct or ()}
