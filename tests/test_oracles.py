"""What must not change a review, and what must change it by exactly one finding (oracles of a consistency checker)."""

from __future__ import annotations

import json
import random
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import combinations
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from cxadvisor import CxAdvisorError, Review, Strategy, assessing, load_bytes, review, single
from cxadvisor.facts import FactBase
from cxadvisor.language import Linking, link
from cxadvisor.model.blocks import BLOCKS, STAGES
from cxadvisor.model.canvas import Canvas
from cxadvisor.packs import extending
from cxadvisor.request import Request
from cxadvisor.rulebook.card import RuleCard
from cxadvisor.rulebook.rulebook import Rulebook, shipped
from cxadvisor.texts import Texts
from tests.rules.canvases import PLAIN, WORKSHOP, Content, emptied
from tests.rules.cases import Case, cases_of, review_of

AS_OF = "2026-01-01"
CARDS = {card.name: card for card in shipped().cards}


def seen(canvas: Content | Strategy, **arguments: Any) -> Review:
    return review(canvas, **({"as_of": AS_OF, "lang": "en"} | arguments))


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

some = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],  # shrinking a whole canvas takes minutes
)


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


# --- minimal pairs and seeded faults

STATED = ("gap", "conflict", "weakness")


def rules_of(made: Review) -> Counter[str]:
    return Counter(finding.rule for finding in made.findings if finding.kind in STATED)


def _moment(canvas: Content) -> None:
    canvas["moments"]["post_sale"].append({"text": "Invoice", "evidence": "complaint book"})


def _metric(canvas: Content) -> None:
    canvas["objectives"]["pre_sale"][1]["text"] = "Warranty"
    del canvas["metrics"]["pre_sale"][1]


def _reference(canvas: Content) -> None:
    canvas["metrics"]["pre_sale"][0]["for"].append("gone")


def _placeholder(canvas: Content) -> None:
    canvas["awareness_plan"].append("TBD")


def _twice(canvas: Content) -> None:
    canvas["segments"].append(dict(canvas["segments"][0], id="s-2"))


def _channel(canvas: Content) -> None:
    canvas["preferred_channels"]["pre_sale"].append({"text": "Letter", "evidence": "till count"})


def _characters(canvas: Content) -> None:
    canvas["retention_plan"][0]["text"] += "\u202e"


def _date(canvas: Content) -> None:
    canvas["metrics"]["post_sale"][0]["due"] = "2025-06-30"


def _scale(canvas: Content) -> None:
    canvas["metrics"]["post_sale"][1] |= {"text": "NPS", "scale": "1–10"}


def _culture(canvas: Content) -> None:
    canvas["culture"] = []
    canvas["activities"]["post_sale"][0]["for"].remove("c-1")


def _use(canvas: Content) -> None:
    canvas["activities"]["post_sale"][0]["through"].append("letter")


def _owner(canvas: Content) -> None:
    canvas["activities"]["pre_sale"][1]["owner"] = "Ana"


def _orphan(canvas: Content) -> None:
    canvas["metrics"]["post_sale"].append({"text": "Newsletter"})


def _outside(canvas: Content) -> None:
    canvas["supported_channels"]["post_sale"].append({"text": "Website"})
    canvas["activities"]["post_sale"][0]["through"].append("sc-4")
    canvas["activities"]["post_sale"][1]["through"] = ["website"]


FAULTS: dict[str, Callable[[Content], None]] = {
    "moment-without-activity": _moment,
    "objective-without-metric": _metric,
    "broken-reference": _reference,
    "placeholder-text": _placeholder,
    "duplicate-note": _twice,
    "preferred-channel-unsupported": _channel,
    "suspicious-characters": _characters,
    "target-overdue": _date,
    "wrong-scale": _scale,
    "empty-block": _culture,
    "activity-in-unsupported-channel": _use,
    "activity-without-owner": _owner,
    "metric-without-objective": _orphan,
    "moment-outside-preferred-channels": _outside,
}
"""Faults to seed in a clean canvas, by the rule that is to find each."""


def with_faults(*names: str) -> Content:
    canvas = emptied(WORKSHOP)
    for name in names:
        FAULTS[name](canvas)
    return canvas


@pytest.mark.parametrize("fault", FAULTS)
def test_one_fault_gives_exactly_one_finding(fault: str) -> None:
    assert rules_of(seen(with_faults(fault))) == Counter([fault])


def test_two_faults_give_exactly_two_findings() -> None:
    wrong = {
        pair: dict(found)
        for pair in combinations(FAULTS, 2)
        if (found := rules_of(seen(with_faults(*pair)))) != Counter(pair)
    }
    assert wrong == {}


@some
@example(list(FAULTS))
@given(st.lists(st.sampled_from(list(FAULTS)), unique=True))
def test_as_many_findings_as_faults(names: list[str]) -> None:
    assert rules_of(seen(with_faults(*names))) == Counter(names)


def test_adding_the_missing_activity_removes_exactly_its_finding() -> None:
    canvas = with_faults(*FAULTS)
    mended = with_faults(*FAULTS)
    mended["moments"]["post_sale"][-1]["id"] = "m-new"
    mended["activities"]["post_sale"][0]["for"].append("m-new")
    before, after = seen(canvas), seen(mended)
    gone = {f.fingerprint for f in before.findings} - {f.fingerprint for f in after.findings}
    assert {f.rule for f in before.findings if f.fingerprint in gone} == {"moment-without-activity"}
    assert {f.fingerprint for f in after.findings} < {f.fingerprint for f in before.findings}


@pytest.mark.parametrize("rule", CARDS)
def test_leaving_out_a_rule_removes_its_findings_and_no_other(
    monkeypatch: pytest.MonkeyPatch, rule: str
) -> None:
    canvas = with_faults(*FAULTS)
    canvas["moments"]["post_sale"].append({"text": "Xylo brumf", "evidence": "x"})
    before = seen(canvas)
    ours = {f.fingerprint for f in before.findings if rule in (f.rule, f.asks and f.asks.rule)}
    # A list that the rule is a part of grows shorter, or its other part keeps its own name.
    ours |= {
        f.fingerprint
        for f in before.findings
        if rule in CARDS[f.rule].lists and rule in {each.rule for each in f.absorbed}
    }
    absorbed = {(each.rule, each.at) for f in before.findings if f.fingerprint in ours for each in f.absorbed}
    others = [finding for finding in before.findings if finding.fingerprint not in ours]
    made = {"settings": seen(canvas, ignore=[rule])}
    if rule != "coverage-unclear":
        smaller = shipped().without([rule])
        monkeypatch.setattr(extending, "shipped", lambda: smaller)
        made["rulebook"] = seen(canvas)
    for after in made.values():
        kept = {f.fingerprint: f for f in after.findings}
        for finding in others:
            assert kept.pop(finding.fingerprint).message == finding.message
        for surfaced in kept.values():
            assert (surfaced.asks.rule if surfaced.asks else surfaced.rule) in {each for each, _ in absorbed}


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


# --- every condition counts

Mutant = tuple[str, RuleCard]


def without(conditions: tuple[Any, ...], number: int) -> tuple[Any, ...]:
    return conditions[:number] + conditions[number + 1 :]


def negated(condition: Mapping[str, Any]) -> Any:
    ((word, content),) = condition.items()
    if word == "not":
        return content if not isinstance(content, list) else content[0]
    if word == "compare":
        opposite = {"<": ">=", ">": "<=", "<=": ">", ">=": "<", "=": "!=", "==": "!=", "!=": "="}
        return {"compare": [content[0], opposite[content[1]], content[2]]}
    return {"not": condition}


def weakened(condition: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The condition with one demand less: a slot that is not checked, an alternative that does not count."""
    ((word, content),) = condition.items()
    if word == "any":
        for number in range(len(content)):
            rest = content[:number] + content[number + 1 :]
            flat = rest[0] if len(rest) == 1 else None
            yield f"without alternative {number + 1}", flat if flat is not None else {"any": rest}
    elif word == "not" and isinstance(content, Mapping):
        for text, inner in weakened(content):
            yield text, {"not": inner}
    elif word not in ("not", "count", "compare"):
        for slot, value in content.items():
            if not (isinstance(value, str) and value.startswith("$")):
                yield (
                    f"without {word}.{slot}",
                    {word: {key: each for key, each in content.items() if key != slot}},
                )


def with_conditions(card: RuleCard, field: str, conditions: tuple[Any, ...]) -> RuleCard:
    return card._replace(when=conditions) if field == "when" else card._replace(asks_when=conditions)


def mutants(card: RuleCard) -> Iterator[Mutant]:
    for field in ("when", "asks_when"):
        conditions = getattr(card, field)
        for number, condition in enumerate(conditions):
            what = f"{field}[{number + 1}] {next(iter(condition))}"
            yield f"{what}: dropped", with_conditions(card, field, without(conditions, number))
            changed = (*conditions[:number], negated(condition), *conditions[number + 1 :])
            yield f"{what}: negated", with_conditions(card, field, changed)
            for text, weaker in weakened(condition):
                parts = weaker if isinstance(weaker, list) else [weaker]
                changed = (*conditions[:number], *parts, *conditions[number + 1 :])
                yield f"{what}: {text}", with_conditions(card, field, changed)


OTHER_STAGE = "the stage at hand is empty, so a filled one can only be the other"
UNREAD = "the channels of a placeholder are not read at all"
JUDGED = "only real objectives are judged to be gaps"
NAMELESS = "words that are not understood name no supported channel"
OWN_START = "beside that step a flow names but its own start, which happens where it happens"
EQUIVALENT: dict[tuple[str, str], str] = {
    ("needs-one-sided", "when[2] filled_stage: without filled_stage.stage"): OTHER_STAGE,
    ("metrics-one-sided", "when[2] filled_stage: without filled_stage.stage"): OTHER_STAGE,
    ("objective-chain-broken", "when[1] objective: dropped"): JUDGED,
    ("objective-chain-broken", "when[1] objective: without objective.real"): JUDGED,
    ("activity-in-unsupported-channel", "when[2] activity: without activity.real"): UNREAD,
    ("activity-in-unsupported-channel", "asks_when[2] activity: without activity.real"): UNREAD,
    ("activity-in-unsupported-channel", "asks_when[3] not: dropped"): NAMELESS,
    (
        "moment-outside-preferred-channels",
        "when[2] link: without link.relation",
    ): "only one relation leads to moments",
    (
        "moment-outside-preferred-channels",
        "when[3] channel_use: without channel_use.understood",
    ): "a channel nobody knows counts as reaching the moment openly",
    (
        "help-moment-outside-service-model",
        "when[2] gap: without gap.rule",
    ): "only one rule says that a moment has no partner",
    ("segments-need-own-canvas", "when[3] compare: negated"): "it tells which of the two is named first",
    (
        "employee-pain-behind-customer-pain",
        "when[1] names: without names.key",
    ): "a step names another step under one key only",
    ("flow-disagrees-with-journey", "when[1] names: without names.key"): OWN_START,
    ("flow-disagrees-with-journey", "asks_when[1] names: without names.key"): OWN_START,
}
"""Mutants that mean the same as the card, with the reason."""


@cache
def strategy_of(rule: str, number: int) -> tuple[Case, Strategy, list[Linking]]:
    case = cases_of(rule)[number]
    strategy = case.strategy
    return case, strategy, [link(file.canvas) for file in strategy.canvases]


@pytest.mark.parametrize("card", [card for card in CARDS.values() if card.when], ids=lambda card: card.name)
def test_each_condition_of_a_rule_is_needed_by_some_case(
    monkeypatch: pytest.MonkeyPatch, card: RuleCard
) -> None:
    linkings: dict[int, Linking] = {}

    def known(canvas: Canvas, _knowledge: object, *, known_ids: frozenset[str], semantic: bool) -> Linking:
        return linkings[id(canvas)]

    prepared = [strategy_of(card.name, number) for number in range(len(cases_of(card.name)))]
    linkings.update(
        (id(file.canvas), linking)
        for _, strategy, linked in prepared
        for file, linking in zip(strategy.canvases, linked, strict=True)
    )
    monkeypatch.setattr(single, "link", known)

    def survives(mutant: RuleCard) -> bool:
        try:
            book = Rulebook(
                (mutant if each.name == card.name else each for each in shipped().cards),
                shipped().derivations,
                proven=CARDS.keys() - {card.name},
            )
            assert book.compiled[card.name]
            assert book.program
        except CxAdvisorError:
            return False
        monkeypatch.setattr(extending, "shipped", lambda: book)
        for case, strategy, _ in prepared:
            made = review(strategy, as_of=case.content.get("as_of", AS_OF), lang="en")
            if not made.complete or case.problems(made):
                return False
        return True

    survivors = [text for text, mutant in mutants(card) if survives(mutant)]
    assert [text for text in survivors if (card.name, text) not in EQUIVALENT] == []
