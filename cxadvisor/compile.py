"""Writes what is made from the authored YAML: compiled rules, translations, texts and knowledge, and the
pages of the rules.

``python -m cxadvisor.compile`` (``make compile``). Parsing YAML at every start would cost more than a review;
a test proves that the compiled files are current. ``python -m cxadvisor.compile meanings`` (``make meanings``) has a
language model work out where concepts lie whose wordings have changed; it needs the extra ``semantic``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cxadvisor.advice.wordings import compiled as compiled_drafts
from cxadvisor.catalogue.authoring import compile_catalogue
from cxadvisor.guiding import compiled as compiled_guides
from cxadvisor.interview.authoring import compiled as compiled_roles
from cxadvisor.language.authoring import authored_files, read_concepts
from cxadvisor.language.compiling import compile_knowledge
from cxadvisor.language.embedding import encoded
from cxadvisor.language.meaning_making import compile_meanings
from cxadvisor.model.canvas import Canvas
from cxadvisor.prompting import compiled as compiled_prompts
from cxadvisor.readers.tree import Source
from cxadvisor.readers.yaml_text import parse_yaml
from cxadvisor.rulebook import loading, pages
from cxadvisor.rulebook.card import card_from
from cxadvisor.rulebook.cardfile import card_schema
from cxadvisor.texts import LANGUAGES, Texts, flatten

CHECKOUT = Path(__file__).parent.parent


def compiled_files() -> dict[str, str]:
    """Return the text of every compiled file, by its path in the checkout."""
    knowledge = compile_knowledge()
    catalogue = compile_catalogue(knowledge["labels.json"].keys())
    files: dict[str, Any] = {
        "rules/compiled/rules.json": loading.authored(
            knowledge["labels.json"].keys(), catalogue["catalogue.json"].keys()
        ),
        "cxadvisor/schemas/card.json": card_schema(),
    }
    for language in LANGUAGES:
        files[f"cxadvisor/texts/new.{language}.json"] = interface_texts(
            f"canvas.{language}", f"new.{language}"
        )
        files[f"cxadvisor/texts/workbook.{language}.json"] = interface_texts(
            f"canvas.{language}", f"workbook.{language}"
        )
    for language in LANGUAGES:
        files[f"cxadvisor/texts/{language}.json"] = interface_texts(f"canvas.{language}", language)
        for name in (
            "review",
            "explain",
            "notes",
            "progress",
            "plan",
            "whys",
            "journeys",
            "audit",
            "page",
            "office",
            "excel",
        ):
            files[f"cxadvisor/texts/{name}.{language}.json"] = interface_texts(f"{name}.{language}")
        if language != "en":
            files[f"rules/compiled/{language}.json"] = loading.authored_translations(language)
    files.update((f"knowledge/compiled/{name}", data) for name, data in knowledge.items())
    made = compiled_guides() | compiled_drafts() | compiled_roles()
    files.update((f"knowledge/compiled/{name}", data) for name, data in made.items())
    files.update((f"knowledge/compiled/{name}", data) for name, data in catalogue.items())
    files.update((f"knowledge/compiled/{name}", data) for name, data in compiled_prompts().items())
    written = {
        path: as_table(data) if path.endswith(".txt") else as_json(data) for path, data in files.items()
    }
    cards = [card_from(data) for data in files["rules/compiled/rules.json"]["cards"]]
    english = Texts("en", {**files["cxadvisor/texts/en.json"], **files["cxadvisor/texts/review.en.json"]})
    written.update((f"docs/rules/{card.name}.md", pages.page(card, english)) for card in cards)
    written["docs/rules/README.md"] = pages.index(cards)
    return written


def interface_texts(*names: str) -> Mapping[str, Any]:
    """Return the interface texts in the files ``names``, by their dotted keys."""
    texts: dict[str, Any] = {}
    for name in names:
        path = Path(__file__).parent / "texts" / f"{name}.yaml"
        texts |= flatten(parse_yaml(Source(path.read_text("utf-8"), path.name)).tree)
    return texts


def as_json(data: Any) -> str:
    """Return ``data`` as JSON that is small and still readable in a diff: one line an entry."""
    if isinstance(data, dict):
        entries = (
            f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in data.items()
        )
        return "{\n" + ",\n".join(entries) + "\n}\n"
    return json.dumps(data, ensure_ascii=False) + "\n"


def as_table(sections: Mapping[str, Mapping[str, str]]) -> str:
    """Return ``sections`` of texts as ``knowledge.table_of`` reads them: four times as quickly as JSON."""
    parts = (
        "\n".join([name, *(line for entry in texts.items() for line in entry)])
        for name, texts in sections.items()
    )
    return "\n\n".join(parts) + "\n"


def meanings() -> dict[str, str]:
    """Return the text of the file that says where concepts lie for a language model, by its path in the checkout."""
    path = "knowledge/compiled/meanings.json"
    file = CHECKOUT / path
    old = json.loads(file.read_text("utf-8")) if file.exists() else {}
    canvases = (
        Canvas.model_validate(json.loads(each.read_text("utf-8")))
        for each in sorted((CHECKOUT / "tests" / "labelled").glob("*.json"))
        if not each.name.endswith(".truth.json")
    )
    notes = [[placed.text for placed in canvas.placed_notes()] for canvas in canvases]
    made = compile_meanings(read_concepts(authored_files()), old, notes, encoded)
    concepts = as_json(made.pop("concepts")).rstrip("\n")
    return {path: as_json(made).removesuffix("\n}\n") + f',\n"concepts": {concepts}\n}}\n'}


def main() -> None:
    """Write the files that have changed, and nothing else."""
    files = meanings() if sys.argv[1:] == ["meanings"] else compiled_files()
    for path, text in files.items():
        file = CHECKOUT / path
        if not file.exists() or file.read_text("utf-8") != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
            print(f"wrote {path}")  # noqa: T201 - a developer's command


if __name__ == "__main__":
    main()
