"""What docs/artefacts.md shows is read, and what it says of keys is what editors show."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from cxadvisor import review
from cxadvisor.model.artefacts import MAX_ARTEFACTS, Artefact
from cxadvisor.model.blocks import COMPANION_KEYS
from cxadvisor.model.canvas import MAX_NOTES, MAX_TEXT
from cxadvisor.readers import load
from cxadvisor.readers.artefact_look import MAX_PARTS
from cxadvisor.readers.keys import keys_of
from cxadvisor.schemas.artefacts import DESCRIPTIONS, description_of
from tests.readers.helpers import PARTS

PAGE = Path(__file__).parents[2].joinpath("docs", "artefacts.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
ROWS = set(re.findall(r"^\| `(\S+)` \| (.*) \|$", PAGE, re.MULTILINE))


def written(folder: Path) -> Path:
    for index, text in enumerate(EXAMPLES):
        (folder / f"{index}.yaml").write_text(text, encoding="utf-8")
    return folder


def test_the_examples_are_one_strategy_with_every_kind_of_artefact(tmp_path: Path) -> None:
    strategy = load(written(tmp_path))
    kinds = [placed.kind for companion in strategy.companions for placed in companion.artefacts]
    assert kinds == list(COMPANION_KEYS)
    assert (strategy.unknown, strategy.skipped) == ((), ())


@pytest.mark.parametrize("text", EXAMPLES[1:])
def test_each_example_may_stand_in_the_canvas_file(text: str, tmp_path: Path) -> None:
    (tmp_path / "canvas.yaml").write_text(EXAMPLES[0] + text, encoding="utf-8")
    (placed,) = load(tmp_path / "canvas.yaml").canvases[0].artefacts
    assert f"/{placed.kind}" in placed.place


def test_every_reference_of_the_examples_leads_somewhere(tmp_path: Path) -> None:
    made = review(written(tmp_path))
    assert made.complete
    assert not [finding.message for finding in made.findings if finding.rule == "broken-reference"]


@pytest.mark.parametrize("name", PARTS)
def test_every_key_is_explained_as_in_the_schema(name: str) -> None:
    shared = set(keys_of(Artefact)) if issubclass(PARTS[name], Artefact) else set()
    for key in set(keys_of(PARTS[name])) - shared:
        assert (key, description_of(PARTS[name], key)) in ROWS


def test_what_all_artefacts_say_is_explained_once() -> None:
    assert set(DESCRIPTIONS[Artefact].items()) <= ROWS


def test_the_limits_are_those_of_the_code() -> None:
    assert f"at most {MAX_ARTEFACTS}" in PAGE
    assert f"at most {MAX_PARTS:,}" in PAGE
    assert f"at most {MAX_NOTES:,} entries, a text at most {MAX_TEXT:,} characters" in PAGE


def test_the_kinds_are_listed_in_their_order() -> None:
    listed = [
        key for key, text in re.findall(r"^\| `(\S+)` \| (.*) \|$", PAGE, re.MULTILINE) if "](#" in text
    ]
    assert listed == list(COMPANION_KEYS)
    headings = {
        re.sub(r"[^\w -]", "", line.lower()).replace(" ", "-")
        for line in re.findall(r"^## (.*)$", PAGE, re.M)
    }
    assert set(re.findall(r"\]\(#([\w-]+)\)", PAGE)) <= headings


def test_the_words_shown_for_emotion_lead_to_it() -> None:
    for word in ("emoție", "эмоция"):
        assert f"`{word}`" in PAGE
        text = yaml.safe_dump({"cxcanvas": "1", "journeys": {"before": [{word: 1}]}}, allow_unicode=True)
        with pytest.raises(Exception, match="Did you mean “emotion”"):
            load(yaml.safe_load(text))
