"""Every card says all it has to say, in every language; a card with a mistake is refused with its place and remedy."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from babel import Locale

from cxadvisor import Finding, RuleCardError, SettingsError, review
from cxadvisor.compile import CHECKOUT, compiled_files
from cxadvisor.packs import extended
from cxadvisor.rulebook.card import RuleCard
from cxadvisor.rulebook.loading import authored_translations, translation_problems
from cxadvisor.rulebook.rulebook import QUESTIONS, shipped
from cxadvisor.texts import CATEGORIES, LANGUAGES, QUOTES, plural_category, texts_for
from tests.rules.cases import cases_of, review_of

CARDS = {card.name: card for card in shipped().cards}
OTHER_LANGUAGES = [language for language in LANGUAGES if language != "en"]

CATALOGUE = {
    # name: kind, sources, whether the canvas itself demands it (★)
    "empty-block": ("gap", "S1", True),
    "filled-outside-in": ("weakness", "S1", True),
    "too-many-objectives": ("weakness", "S1", True),
    "needs-one-sided": ("gap", "S1", True),
    "metrics-one-sided": ("gap", "S1", True),
    "placeholder-text": ("gap", "K8", False),
    "duplicate-note": ("weakness", "K8", False),
    "broken-reference": ("conflict", "", False),
    "contradictory-reference": ("conflict", "", False),
    "coverage-unclear": ("confirm", "", False),
    "suspicious-characters": ("weakness", "", False),
    "customer-view-without-evidence": ("confirm", "S1 S3 S5", False),
    "moment-without-activity": ("gap", "S1", True),
    "need-without-activity": ("gap", "S1", False),
    "need-without-objective": ("weakness", "S1", False),
    "moment-outside-preferred-channels": ("conflict", "S1", True),
    "same-channels-both-stages": ("confirm", "S1", False),
    "preferred-channel-unsupported": ("gap", "S1", True),
    "supported-channel-unrequested": ("advice", "K8", False),
    "supported-channel-without-activity": ("weakness", "S1", False),
    "activity-in-unsupported-channel": ("conflict", "S1", False),
    "objective-without-metric": ("gap", "S1", True),
    "objective-without-need": ("weakness", "S1", False),
    "objective-without-activity": ("weakness", "S1", False),
    "objective-chain-broken": ("gap", "S1", False),
    "activity-without-purpose": ("weakness", "K8", False),
    "activity-without-owner": ("weakness", "S2", False),
    "metric-without-objective": ("weakness", "K8", False),
    "metric-attributes-missing": ("weakness", "K6", False),
    "target-against-direction": ("conflict", "K6", False),
    "target-impossible": ("conflict", "K6", False),
    "target-overdue": ("weakness", "K6", False),
    "too-many-metrics": ("advice", "K6", False),
    "wrong-scale": ("conflict", "S4", False),
}
"""The rules as rules.md promises them: their names are a contract."""

CATALOGUE_2 = {
    # the rules that read text for a topic, as above
    "vague-note": ("weakness", "K8", False),
    "note-in-wrong-block": ("confirm", "K8", False),
    "overloaded-note": ("weakness", "K8", False),
    "segment-without-description": ("weakness", "S1", True),
    "segment-is-everyone": ("weakness", "K8", False),
    "segment-unserved": ("gap", "S1", False),
    "segments-need-own-canvas": ("confirm", "S1", True),
    "buying-roles-unconsidered": ("advice", "S2", False),
    "help-moment-outside-service-model": ("gap", "S1", False),
    "first-contact-without-activity": ("weakness", "S1", False),
    "technology-before-need": ("weakness", "S2", False),
    "channel-hours-mismatch": ("conflict", "S1", True),
    "forced-channel-switch": ("weakness", "K2", False),
    "service-limited-to-phone-and-email": ("weakness", "S3", False),
    "no-human-fallback": ("weakness", "S4", False),
    "no-self-service": ("weakness", "S4", False),
    "objective-is-a-metric": ("confirm", "K6", False),
    "objective-is-an-activity": ("confirm", "K6", False),
    "culture-without-behaviour": ("weakness", "S1", True),
    "culture-contradicted": ("conflict", "S1", False),
    "one-department-owns-cx": ("weakness", "S3", False),
    "reactive-only": ("weakness", "S3 S4", False),
    "no-feedback-loop": ("weakness", "S4", False),
    "employee-engagement-unmeasured": ("advice", "S1 K12", False),
    "partners-not-briefed": ("advice", "S4", False),
    "service-standards-missing": ("advice", "S1", False),
    "only-external-metrics": ("weakness", "S1", True),
    "only-internal-metrics": ("weakness", "S1", True),
    "nps-alone": ("weakness", "K3", False),
    "service-objective-without-effort-metric": ("advice", "K2", False),
    "vanity-metric-alone": ("weakness", "K6", False),
    "lagging-metrics-only": ("advice", "K6", False),
    "output-metric-for-outcome": ("weakness", "K6", False),
    "quantity-without-counter-measure": ("advice", "K6", False),
    "programme-as-metric": ("weakness", "S2", False),
    "measurement-plan-incomplete": ("advice", "S4", False),
    "churn-unmeasured": ("advice", "S4", False),
    "resolution-time-unmeasured": ("advice", "S4", False),
    "ticket-causes-unanalysed": ("advice", "S4", False),
    "marketing-engagement-unmeasured": ("advice", "S4", False),
    "no-feedback-history": ("advice", "S4", False),
    "mixed-sales-without-principles": ("gap", "S1", True),
    "service-model-without-accountability": ("weakness", "S1", True),
    "service-model-without-time-promise": ("advice", "S4", False),
    "context-lost-between-channels": ("weakness", "S4", False),
    "traditional-marketing-only": ("weakness", "S1", True),
    "awareness-outside-preferred-channels": ("weakness", "S1", False),
    "promise-exceeds-delivery": ("conflict", "K5", False),
    "retention-intention-only": ("weakness", "S1", False),
    "outside-figure-as-own-case": ("advice", "K1", False),
}
CATALOGUE_3 = {
    # the rules about companion artefacts, as above
    "persona-without-evidence": ("weakness", "S3 S5", False),
    "persona-statistics-only": ("weakness", "S5", False),
    "persona-incomplete": ("gap", "S3 S5", False),
    "persona-from-small-sample": ("weakness", "S3", False),
    "segment-without-persona": ("gap", "S1 S3", False),
    "persona-without-segment": ("weakness", "S1 S3", False),
    "persona-without-journey": ("advice", "S3", False),
    "persona-need-not-on-canvas": ("weakness", "S1", False),
    "persona-channel-not-on-canvas": ("weakness", "S1", False),
    "empathy-question-unanswered": ("gap", "S3", False),
    "empathy-map-without-persona": ("weakness", "S3", False),
    "says-does-contradiction": ("conflict", "S3 S5", False),
    "empathy-pain-ignored": ("weakness", "S1 S3", False),
    "promise-differs-between-canvases": ("confirm", "S1 K5", False),
    "channel-supported-on-one-canvas-only": ("weakness", "S1", False),
    "metric-defined-differently": ("conflict", "S1 K6", False),
    "objective-conflict-between-canvases": ("confirm", "S1", False),
    "serious-finding-without-whys": ("advice", "S3 K7b", False),
    "whys-stop-at-symptom": ("weakness", "S3 K7b", False),
    "whys-answer-without-evidence": ("weakness", "S3 K7b", False),
    "whys-single-cause": ("advice", "K7a", False),
    "whys-circular": ("weakness", "S3 K7b", False),
    "whys-blame-a-person": ("weakness", "S3 K7b", False),
    "whys-without-countermeasure": ("gap", "S3 K7b", False),
    "countermeasure-not-on-canvas": ("weakness", "S3 K7b", False),
    "whys-without-people-who-do-the-work": ("advice", "S3 K7b", False),
    "journey-without-real-case": ("weakness", "S5", False),
    "journey-covers-one-phase": ("weakness", "S4", False),
    "stage-incomplete": ("weakness", "S4", False),
    "emotion-off-scale": ("conflict", "", False),
    "as-is-to-be-unmarked": ("weakness", "S2", False),
    "step-without-channel": ("weakness", "S3", False),
    "journey-channel-not-on-canvas": ("weakness", "S1", False),
    "pain-at-critical-touchpoint-without-activity": ("gap", "S1 S5", False),
    "pain-without-opportunity": ("advice", "S3", False),
    "friction-streak": ("weakness", "K14", False),
    "journey-ends-badly": ("weakness", "K4", False),
    "journey-all-positive": ("weakness", "S5", False),
    "journey-forces-channel-switch": ("weakness", "K2", False),
    "journey-loses-context": ("weakness", "S4", False),
    "moment-of-truth-without-evidence": ("weakness", "S5", False),
    "failure-without-recovery": ("weakness", "S4", False),
    "journey-unmeasured": ("weakness", "S4", False),
    "journey-without-owner": ("advice", "", False),
    "exit-points-unknown": ("advice", "S5", False),
    "renewal-points-unknown": ("advice", "S5", False),
    "frontline-not-involved": ("advice", "S5", False),
    "employee-journey-missing": ("weakness", "S5", False),
    "employee-journey-department-missing": ("weakness", "S5", False),
    "employee-pain-behind-customer-pain": ("advice", "S5 K12", False),
    "practice-contradicts-canvas": ("conflict", "S1", False),
    "canvas-moment-not-on-journey": ("weakness", "K13", False),
    "journey-moment-not-on-canvas": ("weakness", "K13", False),
    "numbers-disagree": ("conflict", "", False),
    "service-element-missing": ("weakness", "S2", False),
    "actor-kind-missing": ("weakness", "S2", False),
    "actor-without-activity": ("weakness", "S2", False),
    "activity-without-actor": ("weakness", "S2", False),
    "challenge-without-effect": ("weakness", "S2", False),
    "value-not-distinctive": ("weakness", "S2", False),
    "behaviour-without-moment": ("weakness", "S2", False),
    "service-channel-not-on-canvas": ("weakness", "S1 S2", False),
    "frontstage-without-backstage": ("weakness", "K10", False),
    "kpi-without-activity": ("weakness", "S2", False),
    "template-state-unmarked": ("weakness", "S2", False),
    "heart-category-uncovered": ("weakness", "S2 K9", False),
    "heart-incomplete": ("weakness", "K9", False),
    "flow-without-need": ("weakness", "S3", False),
    "flow-dead-end": ("weakness", "S3", False),
    "flow-unreachable-step": ("weakness", "S3", False),
    "flow-endless-loop": ("weakness", "S3", False),
    "flow-without-error-path": ("weakness", "S3", False),
    "flow-disagrees-with-journey": ("conflict", "S3", False),
}
CATALOGUE |= {name: row for name, row in (CATALOGUE_2 | CATALOGUE_3).items() if name in CARDS}

LABELS = {f"S{n}" for n in range(1, 6)} | {f"K{n}" for n in range(1, 15)} | {"K7a", "K7b"}
PREFIXES = {"canvas": "CAN", "customers": "CUS", "channels": "CHA", "internal": "INT", "metrics": "MET"} | {
    "external": "EXT",
    "personas": "PER",
    "empathy": "EMP",
    "journeys": "JOU",
    "employees": "EMJ",
    "service": "SER",
    "heart": "HEA",
    "whys": "WHY",
    "flows": "FLO",
    "across": "ACR",
}

every_card = pytest.mark.parametrize("card", CARDS.values(), ids=list(CARDS))


# --- the catalogue


@pytest.mark.parametrize("name", CATALOGUE)
def test_the_rule_of_the_catalogue_is_there(name: str) -> None:
    kind, sources, _starred = CATALOGUE[name]
    assert CARDS[name].kind == kind
    assert " ".join(CARDS[name].sources) == sources


@pytest.mark.parametrize("name", [name for name, (_, _, starred) in CATALOGUE.items() if starred])
def test_what_the_canvas_demands_rests_on_the_canvas(name: str) -> None:
    assert CARDS[name].ground == "canvas"


# --- what a card has to say


@every_card
def test_a_card_says_what_it_finds_why_it_matters_and_what_to_do(card: RuleCard) -> None:
    for text in (card.finds, card.matters, card.advice):
        assert text.endswith((".", "?", "”"))
        assert len(text.split()) >= 5
    assert card.message
    assert card.coverage or card.because or card.lists or card.name == QUESTIONS, (
        "the reason why the checker says so"
    )


@every_card
def test_what_is_wrong_comes_with_prompts_that_lead_to_its_cause(card: RuleCard) -> None:
    if card.kind in ("gap", "conflict", "weakness"):
        assert len(card.whys) >= 2
        assert card.whys[0].startswith(("Why", "How", "Who", "What", "Is", "Which"))
        assert any(prompt.startswith(("Why", "Was", "Who")) for prompt in card.whys)
        assert all(prompt.endswith("?") for prompt in card.whys)
    else:
        assert not card.whys


@every_card
def test_a_question_reads_as_a_question_and_states_no_fact(card: RuleCard) -> None:
    assert card.question or not (card.coverage or card.asks_when)
    if card.question:
        forms = [card.question] if isinstance(card.question, str) else list(card.question.values())
        assert all(form.endswith("?") for form in forms)


@every_card
def test_a_name_states_the_problem(card: RuleCard) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+", card.name)
    assert not card.name.startswith(("no-proper-", "use-", "add-", "check-", "should-"))


@every_card
def test_a_code_tells_the_topic(card: RuleCard) -> None:
    assert re.fullmatch(PREFIXES[card.topic] + r"\d{3}", card.code)


def test_codes_and_names_are_given_once() -> None:
    labels = [label.casefold() for card in CARDS.values() for label in (card.name, card.code)]
    assert len(labels) == len(set(labels)) == 2 * len(shipped().cards)


@every_card
def test_sources_are_those_of_the_method_and_are_spelt_out_in_reports(card: RuleCard) -> None:
    assert set(card.sources) <= LABELS
    for language in LANGUAGES:
        assert all(f"report.source.{label}" in texts_for(language) for label in card.sources)


@every_card
def test_the_ground_fits_the_sources(card: RuleCard) -> None:
    allowed = {
        "canvas": {"S1"},
        "standard": {"S4", "K6", "K9"},
        "research": {label for label in LABELS if label.startswith("K")},
        "practice": LABELS,
    }
    assert set(card.sources) <= allowed[card.ground]


@every_card
def test_a_question_or_advice_is_never_high(card: RuleCard) -> None:
    assert card.severity != "high" or card.kind not in ("confirm", "advice")


@every_card
def test_high_is_kept_for_the_central_demand_of_the_canvas(card: RuleCard) -> None:
    assert card.severity != "high" or card.ground == "canvas"


# --- what readers get to see


@cache
def findings_of_cases(name: str) -> tuple[Finding, ...]:
    return tuple(finding for case in cases_of(name) for finding in review_of(case).findings)


@pytest.mark.parametrize("name", CARDS)
def test_every_text_that_a_finding_shows_is_filled(name: str) -> None:
    for finding in findings_of_cases(name):
        texts = [finding.message, finding.consequence, finding.advice, *finding.whys]
        texts += [reason.text for reason in finding.because]
        # A candidate has no reason where there is nothing to say but that it may be meant.
        texts += [candidate.reason for candidate in finding.candidates if candidate.reason]
        for text in texts:
            assert text
            assert not re.search(r"[{}]|\bNone\b|[“„]\s*[”]|\s,|  ", text), text
        assert finding.because, f"{finding.rule} gives no reason"


@pytest.mark.parametrize("name", CARDS)
def test_the_message_ends_as_a_sentence(name: str) -> None:
    for finding in findings_of_cases(name):
        assert finding.message.endswith((".", "?", "!”", ".”", "?”", "”."))


# --- other languages

translations = cache(authored_translations)


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
@every_card
def test_a_card_is_translated_completely(card: RuleCard, language: str) -> None:
    texts = translations(language)
    assert list(translation_problems(card, texts.get(card.name, {}), language)) == []


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
def test_no_translation_is_left_over_from_a_rule_that_is_gone(language: str) -> None:
    assert set(translations(language)) <= set(CARDS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_its_own_quotation_marks(language: str) -> None:
    assert texts_for(language).quote("x") == "x".join(QUOTES[language])


@pytest.mark.parametrize("language", CATEGORIES)
def test_plural_categories_are_those_of_the_cldr(language: str) -> None:
    rule = Locale.parse(language).plural_form
    numbers = [*range(1_250), 10_000, 100_001, 1_000_002]
    assert [plural_category(language, number) for number in numbers] == [rule(number) for number in numbers]


@pytest.mark.parametrize("language", CATEGORIES)
def test_the_plural_forms_asked_of_translators_are_those_whole_numbers_take(language: str) -> None:
    reached = {Locale.parse(language).plural_form(number) for number in range(1_250)}
    assert set(CATEGORIES[language]) == reached


# --- compiled files


def test_the_compiled_files_are_current() -> None:
    files = compiled_files()
    stale = [path for path, text in files.items() if (CHECKOUT / path).read_text("utf-8") != text]
    assert stale == [], "run: make compile"


# --- mistakes in cards

CARD = textwrap.dedent(
    """\
    code: XAA001
    name: moment-on-friday
    kind: weakness
    severity: low
    sources: [K8]
    ground: practice
    since: "0.1"
    finds: A moment that falls on a Friday.
    matters: Nobody answers on a Friday afternoon.
    when:
      - moment: {id: $moment, text: Friday}
    at: $moment
    message: "“{moment.text}” falls on a Friday."
    because: "It says so."
    advice: Staff the Friday, or move the moment.
    whys:
      - Why does it fall on a Friday?
    """
)

Write = Callable[..., Path]


@pytest.fixture
def pack(tmp_path: Path) -> Write:
    """Write a pack of one card, with words of the good card replaced, and return the path of its folder."""

    def write(*changes: tuple[str, str], name: str = "moment-on-friday.yaml") -> Path:
        text = CARD
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        (tmp_path / name).write_text(text, "utf-8")
        return tmp_path

    return write


def test_the_good_card_is_accepted(pack: Write) -> None:
    assert [card.name for card in extended([pack()]).rulebook.cards if card.file] == ["moment-on-friday"]


MISTAKES: dict[str, tuple[tuple[str, str], int, str]] = {
    # what is wrong: the change, the line, what the message must say
    "an unknown slot": (("text: Friday", "txt: Friday"), 11, "Did you mean “text”?"),
    "an unknown fact": (("- moment: {", "- momnet: {"), 11, "Did you mean “moment”?"),
    "an unknown key": (("since:", "sinse: soon\nsince:"), 7, "no such key"),
    "missing prompts": (("whys:\n  - Why does it fall on a Friday?\n", ""), 1, "needs “whys”"),
    "a missing text": (("advice: Staff the Friday, or move the moment.\n", ""), 1, "advice: this key is missing"),
    "a missing reason": (('because: "It says so."\n', ""), 1, "needs a “because”"),
    "a variable nothing binds": (("at: $moment", "at: $momnt"), 12, "bound by no condition"),
    "a placeholder nothing fills": (("“{moment.text}” falls", "“{note.text}” falls"), 13, "nothing fills {note.text}"),
    "a placeholder of an unknown slot": (("“{moment.text}” falls", "“{moment.txt}” falls"), 13, "It has block"),
    "an unknown kind": (("kind: weakness", "kind: oddity"), 3, "gap"),
    "an unknown severity": (("severity: low", "severity: grave"), 4, "high"),
    "a high question": (("kind: weakness\nseverity: low", "kind: confirm\nseverity: high"), 1, "never high"),
    "an unknown sign": (("at: $moment", "  - compare: [1, \"~\", 2]\nat: $moment"), 11, "takes [left, sign, right]"),
    "two keys in a condition": (("text: Friday}", "text: Friday}\n    note: {}"), 11, "a condition is one fact"),
    "a code of another form": (("code: XAA001", "code: friday"), 1, "code"),
    "a name of another form": (("name: moment-on-friday", "name: Moment on Friday"), 2, "name"),
    "both coverage and when": (
        ("at: $moment", "coverage: {of: moments, relation: serves, from: [activities]}\nat: $moment"),
        1,
        "either “coverage” or “when”",
    ),
    "an unknown concept": (
        ("  - moment: {id: $moment, text: Friday}",
         "  - moment: {id: $moment}\n  - speaks_of: {note: $moment, block: moments, concept: delivry, sure: true}"),
        12, "Did you mean “delivery”?",
    ),
    "an unknown concept that is lacking": (
        ("text: Friday}", "text: Friday}\n  - lacks: {concept: [delivery, zzz], in: moments}"),
        12, "there is no concept “zzz”",
    ),
    "an unknown block to look in": (
        ("text: Friday}", "text: Friday}\n  - lacks: {concept: delivery, in: momnts}"), 12, "Did you mean “moments”?",
    ),
    "no block to look in": (("text: Friday}", "text: Friday}\n  - lacks: {concept: delivery}"), 11, "“lacks” takes"),
    "no block to listen in": (
        ("text: Friday}", "text: Friday}\n  - speaks_of: {note: $moment, concept: delivery, sure: true}"),
        11, "names its block",
    ),
    "a topic that is hinted at": (
        ("text: Friday}", "text: Friday}\n  - speaks_of: {note: $moment, block: moments, concept: delivery}"),
        11, "Add “sure: true”",
    ),
    "a statement that rests on what is likely": (
        ("text: Friday}", "text: Friday}\n  - lacks: {concept: delivery, in: moments, likely: true}"),
        11, "only advice may rest on what is likely",
    ),
    "a question that nothing asks": (
        ("at: $moment", "at: $moment\nquestion: Is it Friday?"), 13, "“question” is never asked",
    ),
    "a list with conditions": (("at: $moment", "at: $moment\nlists: [empty-block]"), 1, "has neither “when”"),
    "a key given twice": (("severity: low", "severity: low\nseverity: low"), 5, "severity"),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_with_file_line_rule_and_what_would_be_right(pack: Write, mistake: str) -> None:
    change, line, words = MISTAKES[mistake]
    folder = pack(change)
    with pytest.raises(RuleCardError) as caught:
        extended([folder])
    error = caught.value
    assert words in str(error)
    assert error.file is not None
    assert error.file.endswith("moment-on-friday.yaml")
    assert error.line == line
    if mistake not in ("a key given twice", "a name of another form"):
        assert error.rule == "moment-on-friday"


CANVAS: dict[str, Any] = {"cxcanvas": "1", "language": "en", "segments": ["Young families"]}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("code: XAA001", "code: CAN101"), "“CAN101” is taken by the rule “empty-block”"),
        (("name: moment-on-friday", "name: empty-block"), "“empty-block” is taken"),
        (
            ("at: $moment", "at: $moment\nyields_to: [empty-blok]"),
            "yields_to names “empty-blok”, which is no rule",
        ),
    ],
)
def test_a_mistake_between_cards_is_told_with_its_file(
    pack: Write, change: tuple[str, str], words: str
) -> None:
    folder = pack(change)
    with pytest.raises(RuleCardError) as caught:
        review(CANVAS, rules=[folder])
    assert words in str(caught.value)
    assert "moment-on-friday.yaml" in str(caught.value)


def test_a_misspelt_lead_is_answered_with_the_nearest_name(pack: Write) -> None:
    with pytest.raises(RuleCardError, match="Did you mean “empty-block”"):
        review(CANVAS, rules=[pack(("at: $moment", "at: $moment\nyields_to: [empty-blok]"))])


def test_a_rule_that_contradicts_itself_is_refused_with_its_name(pack: Write) -> None:
    change = (
        "- moment: {id: $moment, text: Friday}",
        "- gap: {rule: moment-without-activity, note: $moment}\n  - not: {}",
    )
    with pytest.raises(RuleCardError, match="moment-on-friday"):
        extended([pack(change)])


def test_a_pack_without_cards_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="holds no rule cards"):
        review(CANVAS, rules=[tmp_path])
