"""Notes as they might be written: what stands on a copy of the page while the rules run again.

Authored in ``knowledge/draft_notes.yaml``, compiled to JSON.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from cxadvisor.errors import KnowledgeError
from cxadvisor.language import Knowledge
from cxadvisor.model.blocks import BLOCKS
from cxadvisor.resources import folder, read_json
from cxadvisor.texts import LANGUAGES

FILE: Final = "draft_notes.yaml"


class Drafts:
    """Draft notes in one language; in English where that language has none."""

    def __init__(self, language: str, knowledge: Knowledge) -> None:
        self.language = language if language in LANGUAGES else "en"
        self._knowledge = knowledge

    def of_block(self, block: str) -> str:
        """Return a note that could stand in ``block`` and leans on no other."""
        return _drafts()["blocks"][block][self.language]

    def of_concept(self, concept: str) -> str:
        """Return a note that speaks of ``concept``; where there is none, what knowledge calls it."""
        drafts = _drafts()["concepts"].get(concept)
        return drafts[self.language] if drafts else self._knowledge.label(concept, self.language)


@cache
def _drafts() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    found: Mapping[str, Mapping[str, Mapping[str, str]]] = read_json(
        "knowledge", "compiled", "draft_notes.json"
    )
    return found


def compiled(text: str | None = None) -> dict[str, Any]:
    """Compile the authored drafts, the shipped ones by default: the content of the file, by its name.

    Raises ``KnowledgeError`` where a block or a language is missing or not known.
    """
    from cxadvisor.language.authoring import read_yaml

    authored = read_yaml(FILE, text or folder("knowledge").joinpath(FILE).read_text("utf-8"))
    if not isinstance(authored, Mapping) or set(authored) != {"blocks", "concepts"}:
        raise KnowledgeError(f"{FILE}: it has the entries blocks and concepts.")
    if list(authored["blocks"]) != list(BLOCKS):
        raise KnowledgeError(f"{FILE}: “blocks” has the entries {', '.join(BLOCKS)}, in this order.")
    for part, entries in authored.items():
        for name, texts in entries.items():
            if not isinstance(texts, Mapping) or set(texts) != set(LANGUAGES):
                raise KnowledgeError(f"{FILE}: “{part}”, “{name}”: give {', '.join(LANGUAGES)}.")
            if not all(isinstance(each, str) and each.strip() for each in texts.values()):
                raise KnowledgeError(f"{FILE}: “{part}”, “{name}”: write a text in every language.")
    return {"draft_notes.json": authored}
