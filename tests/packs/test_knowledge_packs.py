"""Knowledge of one's own: a client's words are understood, mistakes are told where they stand, and order is nothing."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from cxadvisor import Review, RuleCardError, load, review
from cxadvisor.errors import KnowledgeError
from cxadvisor.packs import extended
from cxadvisor.packs.joining import MAX_ENTRIES, MAX_RELATIONS, MAX_WORDINGS
from cxadvisor.rulebook.rulebook import shipped
from tests.pace import pace

AS_OF = "2026-03-01"

CANVAS: dict[str, Any] = {
    "cxcanvas": "1",
    "title": "Curierat",
    "language": "ro",
    "moments": {"post_sale": ["Coletul stă la Robi peste noapte", "Factura greșită"]},
    "activities": {"post_sale": ["Tura de dimineață la SC-uri", "Corectăm factura în aceeași zi"]},
}
WORDS = """\
kind: situation
concepts:
  parcel-left-overnight:
    label: {ro: coletul rămas peste noapte}
    ro: [la Robi, peste noapte]
    served_by: [morning-round]
  morning-round: {kind: practice, ro: [tura de dimineață, SC-uri]}
adds:
  invoice: {ro: [hârtia galbenă]}
"""

Write = Callable[..., Path]


@pytest.fixture
def pack(tmp_path: Path) -> Write:
    """Write a file of a pack and return its path: ``pack(text, "name.yaml")``."""

    def write(text: str, name: str = "words.yaml") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    return write


def made(*packs: Path, canvas: dict[str, Any] = CANVAS) -> Review:
    return review(canvas, as_of=AS_OF, packs=packs)


def links(found: Review) -> set[tuple[str, str]]:
    return {(link.from_, link.to) for link in found.links}


def asked(found: Review) -> set[str]:
    return {finding.at[0] for finding in found.findings if finding.rule == "coverage-unclear"}


def told(*packs: Path) -> str:
    with pytest.raises(KnowledgeError) as caught:
        made(*packs)
    return str(caught.value)


# --- what a pack does

MOMENT, ACTIVITY = "/moments/post_sale/0", "/activities/post_sale/0"


def test_a_clients_words_turn_a_question_into_a_link(pack: Write) -> None:
    before, after = made(), made(pack(WORDS))
    assert MOMENT in asked(before)
    assert (ACTIVITY, MOMENT) not in links(before)
    assert MOMENT not in asked(after)
    assert (ACTIVITY, MOMENT) in links(after)
    (reason,) = [link.reason for link in after.links if link.to == MOMENT]
    assert "coletul rămas peste noapte" in reason, "it is called what the pack calls it"
    assert "tura de dimineață" in reason, "without a label by the first of its wordings"


def test_words_added_to_a_known_concept_are_understood(pack: Write) -> None:
    canvas = CANVAS | {"moments": {"post_sale": ["Hârtia galbenă e greșită"]}}
    assert ("/activities/post_sale/1", MOMENT) not in links(made(canvas=canvas))
    assert ("/activities/post_sale/1", MOMENT) in links(made(pack(WORDS), canvas=canvas))


def test_what_a_pack_does_not_speak_of_stays_as_it_was(pack: Write) -> None:
    strategy = load(Path(__file__).parents[2] / "examples" / "hotel")
    before = review(strategy, as_of=AS_OF, lang="en")
    after = review(strategy, as_of=AS_OF, lang="en", packs=[pack(WORDS)])
    assert after.packs
    assert after.model_copy(update={"packs": ()}) == before


def test_the_review_names_the_pack_so_that_it_can_be_made_again(pack: Write, tmp_path: Path) -> None:
    (named,) = made(pack(WORDS)).packs
    assert named.name == "words.yaml"
    (folder,) = made(pack(WORDS, "acme/knowledge/words.yaml").parents[1]).packs
    assert folder.name == "acme"
    assert named.digest
    assert folder.digest
    (moved,) = made(pack(WORDS, "elsewhere/acme/knowledge/words.yaml").parents[1]).packs
    assert moved == folder, "the same pack at another place is the same pack"
    (changed,) = made(pack(f"{WORDS}# changed\n", "acme/knowledge/words.yaml").parents[1]).packs
    assert changed.digest != folder.digest
    assert made().packs == ()


def test_a_pack_is_the_same_as_json(pack: Write, tmp_path: Path) -> None:
    content = {
        "kind": "situation",
        "concepts": {
            "parcel-left-overnight": {
                "label": {"ro": "coletul rămas peste noapte"},
                "ro": ["la Robi", "peste noapte"],
                "served_by": ["morning-round"],
            },
            "morning-round": {"kind": "practice", "ro": ["tura de dimineață", "SC-uri"]},
        },
        "adds": {"invoice": {"ro": ["hârtia galbenă"]}},
    }
    as_json = made(pack(json.dumps(content), "words.json"))
    assert as_json.model_copy(update={"packs": ()}) == made(pack(WORDS)).model_copy(update={"packs": ()})


def test_english_words_are_understood_on_a_canvas_in_another_language(pack: Write) -> None:
    words = "kind: channel\nconcepts:\n  hello-desk: {en: [Hello Desk]}\n"
    canvas = {
        "cxcanvas": "1",
        "language": "pl",
        "preferred_channels": {"post_sale": ["Hello Desk na miejscu"]},
        "supported_channels": {"post_sale": ["Zespół Hello Desk"]},
    }
    assert links(made(pack(words), canvas=canvas)) == {
        ("/supported_channels/post_sale/0", "/preferred_channels/post_sale/0")
    }


def test_brands_of_ones_own_are_understood_in_every_language(pack: Write) -> None:
    words = "kind: channel\nconcepts:\n  zupp: {any: [Zupp]}\n"
    for language in ("en", "ro", "pl", "ru", "it"):
        canvas = {
            "cxcanvas": "1",
            "language": language,
            "preferred_channels": {"post_sale": ["Zupp"]},
            "supported_channels": {"post_sale": ["ZUPP, 9–20"]},
        }
        assert links(made(pack(words), canvas=canvas)), language


def test_packs_stand_in_the_settings_and_beside_rule_cards(pack: Write, tmp_path: Path) -> None:
    pack(WORDS, "acme/knowledge/words.yaml")
    pack(
        "code: ACM1\nname: parcel-stays-overnight\nkind: weakness\nseverity: low\nsources: [K8]\nground: practice\n"
        'since: "1"\nfinds: A moment of parcels that stay.\nmatters: They get lost.\nwhen:\n'
        "  - speaks_of: {note: $moment, block: moments, concept: parcel-left-overnight, sure: true}\n"
        "  - moment: {id: $moment}\nat: $moment\nmessage: “{moment.text}” should not happen.\n"
        "because: It says so.\nadvice: Fetch it.\nwhys: [Why does it stay?]\n",
        "acme/stays.yaml",
    )
    pack('packs = ["acme"]\n', "cxadvisor.toml")
    found = review(pack(json.dumps(CANVAS), "canvas.json"), as_of=AS_OF)
    assert (ACTIVITY, MOMENT) in links(found)
    (finding,) = [each for each in found.findings if each.code == "ACM1"]
    assert finding.at == (MOMENT,), "a card may name the concepts of its pack"
    again = review(tmp_path / "canvas.json", as_of=AS_OF, packs=[tmp_path / "acme"])
    assert again == found, "what is named twice counts once"


def test_a_card_may_ask_for_what_is_narrower_than_a_known_concept(pack: Write) -> None:
    words = "kind: measure\nconcepts:\n  zupp-score: {any: [ZuppScore], broader: [nps]}\n"
    knowledge = extended([pack(words)]).rulebook.knowledge
    assert knowledge.index["nps"] in knowledge.above[knowledge.index["zupp-score"]]


def test_an_abstract_concept_lists_what_is_narrower(pack: Write) -> None:
    words = "kind: topic\nconcepts:\n  our-papers: {abstract: true, narrower: [invoice, our-slip]}\n"
    knowledge = extended([pack(words + "  our-slip: {ro: [bonul nostru]}\n")]).rulebook.knowledge
    above = knowledge.index["our-papers"]
    for name in ("invoice", "our-slip"):
        assert above in knowledge.above[knowledge.index[name]]


def test_the_shipped_rulebook_and_knowledge_stay_as_they_were(pack: Write) -> None:
    before, concepts = shipped(), len(shipped().knowledge.concepts)
    made(pack(WORDS))
    assert shipped() is before
    assert len(shipped().knowledge.concepts) == concepts
    assert extended([]).rulebook is before


# --- order

OTHER = """\
adds:
  invoice: {ro: [foaia roz], related: [morning-round]}
  morning-round: {ro: [tura zorilor]}
kind: channel
concepts:
  courier-line: {broader: [hotline], any: [CurierLine]}
"""


def test_the_order_of_packs_files_and_keys_is_nothing(pack: Write, tmp_path: Path) -> None:
    first = pack(WORDS, "a.yaml")
    second = pack(OTHER.replace("broader: [hotline], ", ""), "b.yaml")
    found = made(first, second)
    assert found == made(second, first)
    assert [each.name for each in found.packs] == ["a.yaml", "b.yaml"]
    # The same two as one folder, under names that sort the other way.
    pack(WORDS, "folder/z.yaml")
    pack(second.read_text("utf-8"), "folder/a.yaml")
    together = made(tmp_path / "folder")
    assert together.model_copy(update={"packs": ()}) == found.model_copy(update={"packs": ()})


def test_shuffled_entries_give_the_same_knowledge(pack: Write) -> None:
    entries = [
        f"  word-{n}: {{ro: [cuvânt {n}, vorba {n}], related: [word-{(n + 1) % 9}, invoice]}}\n"
        for n in range(9)
    ]
    random.Random(3).shuffle(entries)
    one = extended([pack("kind: thing\nconcepts:\n" + "".join(sorted(entries)), "a.yaml")]).rulebook.knowledge
    other = extended([pack("kind: thing\nconcepts:\n" + "".join(entries), "b.yaml")]).rulebook.knowledge
    assert one.concepts == other.concepts
    for number in range(len(one.concepts)):
        assert one.near("any", number) == other.near("any", number)
    assert one.topics("ro").of("cuvânt", "cuvant") == other.topics("ro").of("cuvânt", "cuvant")


# --- mistakes

MISTAKES = {
    # what is wrong: the file, line and column, what the message says
    "no mapping": ("- late\n", None, "a rule card is a mapping"),
    "no section": ("kind: situation\nconcept: {a: {en: [b]}}\n", (2, 1), "Did you mean “concepts”?"),
    "an empty section": ("concepts: {}\n", (1, 1), "holds no concept"),
    "an unknown key at the top": ("concepts: {}\nwords: {}\n", (2, 1), "“words” is not a key"),
    "an unknown kind": ("kind: situatin\nconcepts: {a: {en: [b]}}\n", (1, 7), "Did you mean “situation”?"),
    "no kind": ("concepts:\n  our-late: {en: [b]}\n", (2, 3), "what kind of thing"),
    "a name with blanks": ("kind: thing\nconcepts:\n  Our late: {en: [b]}\n", (3, 3), "lower case with hyphens"),
    "an entry that is a list": ("kind: thing\nconcepts:\n  ours: [b]\n", (3, 9), "but here is a list"),
    "an empty entry": ("kind: thing\nconcepts:\n  ours: {}\n", (3, 3), "says nothing"),
    "no wording": ("kind: thing\nconcepts:\n  ours: {related: [invoice]}\n", (3, 3), "has no wording"),
    "an unknown language": ("kind: thing\nconcepts:\n  ours: {de: [wort]}\n", (3, 10), "“de” is not a key"),
    "a text for a list": ("kind: thing\nconcepts:\n  ours: {en: slip}\n", (3, 14), "Write en: [slip]."),
    "a number": ("kind: thing\nconcepts:\n  ours: {en: [24]}\n", (3, 15), 'Write "24".'),
    "a wording twice": ("kind: thing\nconcepts:\n  ours: {en: [slip, slip]}\n", (3, 21), "twice"),
    "a wording without letters": ("kind: thing\nconcepts:\n  ours: {en: ['!!']}\n", (3, 15), "has no letter"),
    "a sentence": (
        "kind: thing\nconcepts:\n  ours: {en: [this is far too long to be a wording of anything]}\n",
        (3, 15),
        "too long",
    ),
    "a short prefix": ("kind: thing\nconcepts:\n  ours: {en: ['sl*']}\n", (3, 15), "too short"),
    "a star inside": ("kind: thing\nconcepts:\n  ours: {en: ['sl*ip']}\n", (3, 15), "within a word"),
    "a prefix of no language": ("kind: thing\nconcepts:\n  ours: {any: ['slipper*']}\n", (3, 16), "belong to one"),
    "a label of no language": ("kind: thing\nconcepts:\n  ours: {label: slip, en: [a]}\n", (3, 17), "by languages"),
    "a label that is no text": (
        "kind: thing\nconcepts:\n  ours: {label: {en: 5}, en: [a]}\n", (3, 22), "no text of 120",
    ),
    "a weight": ("kind: thing\nconcepts:\n  ours: {en: [a], weight: 7}\n", (3, 27), "from 0 to 1"),
    "a relation to nothing": (
        "kind: thing\nconcepts:\n  ours: {en: [a], related: [invoize]}\n", (3, 29), "Did you mean “invoice”?",
    ),
    "a relation to itself": ("kind: thing\nconcepts:\n  ours: {en: [a], related: [ours]}\n", (3, 29), "names itself"),
    "a circle": (
        "kind: thing\nconcepts:\n  ours: {en: [a], broader: [other]}\n  other: {en: [b], broader: [ours]}\n",
        (3, 3),
        "broader than itself, by way of “other”",
    ),
    "narrower without abstract": (
        "kind: thing\nconcepts:\n  ours: {en: [a], narrower: [invoice]}\n", (3, 29), "is not abstract",
    ),
    "a known concept as a new one": ("kind: thing\nconcepts:\n  invoice: {en: [a]}\n", (3, 3), "Put it under adds:"),
    "an addition to nothing": ("adds:\n  invoize: {en: [a]}\n", (2, 3), "Did you mean “invoice”?"),
    "a label of an addition": ("adds:\n  invoice: {en: [a], label: {en: b}}\n", (2, 22), "“label” is not a key"),
    "excluded and given": (
        "adds:\n  invoice: {en: [slip], not: {en: [Slip]}}\n", (2, 35), "is excluded from “invoice” here",
    ),
    "exclusions without language": ("adds:\n  invoice: {not: [slip]}\n", (2, 18), "Write not: {it: [livrea]}."),
    "YAML that is none": ("adds:\n  invoice: {en: [a\n", None, "words.yaml:"),
    "an alias": ("adds:\n  invoice: &a {en: [a]}\n", (2, 12), "knowledge holds none"),
    "a key twice": ("adds:\n  invoice: {en: [a]}\n  invoice: {en: [b]}\n", (3, 3), "written twice"),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_with_its_place_and_what_to_do(pack: Write, mistake: str) -> None:
    text, place, words = MISTAKES[mistake]
    path = pack(text)
    with pytest.raises((KnowledgeError, RuleCardError)) as caught:
        made(path)
    error = caught.value
    assert words in str(error)
    assert "canvas" not in str(error).replace(str(path), "")
    if place is not None:
        assert isinstance(error, KnowledgeError)
        first = error.problems[0]
        assert (first.file, first.line, first.column) == (str(path), *place)
        assert first.remedy


def test_all_mistakes_of_all_files_are_told_at_once(pack: Write, tmp_path: Path) -> None:
    pack("kind: thing\nconcepts:\n  ours: {en: [5], de: [x]}\n", "acme/a.yaml")
    pack("adds:\n  invoize: {en: [x]}\n", "acme/b.yaml")
    lines = told(tmp_path / "acme").splitlines()
    assert [line.partition("acme/")[2].partition(": ")[0] for line in lines] == [
        "a.yaml:3:15",
        "a.yaml:3:19",
        "b.yaml:2:3",
    ]


def test_the_same_name_in_two_packs_is_a_conflict(pack: Write) -> None:
    first = pack("kind: thing\nconcepts:\n  ours: {en: [slip]}\n", "a.yaml")
    second = pack("kind: thing\nconcepts:\n  ours: {en: [note]}\n", "b.yaml")
    assert told(first, second) == told(second, first)
    assert f"{second}:3:3: “ours” stands in two files; first at {first}:3:3." in told(first, second)


def test_packs_that_contradict_each_other_are_told(pack: Write) -> None:
    first = pack("adds:\n  invoice: {en: [yellow slip]}\n", "a.yaml")
    second = pack("adds:\n  invoice: {not: {en: [Yellow slip]}}\n", "b.yaml")
    assert f"a wording of it at {first}:2:3. Keep one of the two." in told(second, first)


def test_circles_by_way_of_shipped_concepts_are_told(pack: Write) -> None:
    knowledge = shipped().knowledge
    child, parents = next((n, above) for n, above in enumerate(knowledge.above) if above)
    low, high = knowledge.concepts[child].name, knowledge.concepts[parents[0]].name
    said = told(
        pack(
            f"kind: thing\nconcepts:\n  ours: {{en: [a], broader: [{low}]}}\nadds:\n  {high}: {{broader: [ours]}}\n"
        )
    )
    assert "is broader than itself" in said


# --- bounds


def entries(names: Iterable[str], body: str) -> str:
    return "kind: thing\nconcepts:\n" + "".join(f"  {name}: {{{body}}}\n" for name in names)


def test_packs_are_bounded_together(pack: Write) -> None:
    half = [
        pack(entries((f"{letter}-{n}" for n in range(MAX_ENTRIES // 2 + 1)), "en: [a]"), f"{letter}.yaml")
        for letter in "ab"
    ]
    assert f"they may have {MAX_ENTRIES:,}" in told(*half)
    wordings = {f"w-{n}": {"en": [f"x{i} y{n}" for i in range(90)]} for n in range(MAX_WORDINGS // 90 + 1)}
    assert "wordings" in told(pack(json.dumps({"kind": "thing", "concepts": wordings}), "many.json"))
    names = [f"n-{n}" for n in range(MAX_RELATIONS // 50 + 1)]
    related = {
        name: {"en": ["a"], "related": [each for each in names if each != name][:50]} for name in names
    }
    assert "relations" in told(pack(json.dumps({"kind": "thing", "concepts": related}), "related.json"))


def test_two_hundred_concepts_load_in_no_time(pack: Write) -> None:
    """The figure is well under 50 ms on a quiet machine; here only that nothing has gone badly wrong."""
    words = "".join(
        f"  our-{n}: {{ro: [{', '.join(f'cuvânt{n} vorbă{i}' for i in range(6))}], broader: [invoice]}}\n"
        for n in range(200)
    )
    path = pack("kind: thing\nconcepts:\n" + words)
    extended([pack("kind: thing\nconcepts: {ours: {ro: [a]}}\n", "warm.yaml")])
    started = time.process_time()
    knowledge = extended([path]).rulebook.knowledge
    for language in ("ro", "any", "en"):
        knowledge.lexicon(language)
    knowledge.topics("ro")
    seconds = time.process_time() - started
    assert seconds < 0.6 * pace()
    assert extended([path]).rulebook.knowledge is knowledge, "it is kept for the next strategy"


@pytest.mark.parametrize("language", ["en", "ro"])
def test_reasons_are_told_in_the_language_of_the_interface(pack: Write, language: str) -> None:
    found = review(CANVAS, as_of=AS_OF, lang=language, packs=[pack(WORDS)])
    (reason,) = [link.reason for link in found.links if link.to == MOMENT]
    assert "coletul rămas peste noapte" in reason, "the only label there is serves in every language"


def test_the_words_of_the_documentation_do_what_it_says(pack: Write) -> None:
    documentation = (Path(__file__).parents[2] / "docs" / "linking.md").read_text("utf-8")
    _, _, section = documentation.partition("## Your own words\n")
    found = made(pack(section.partition("```yaml\n")[2].partition("```")[0]))
    assert (ACTIVITY, MOMENT) in links(found)
