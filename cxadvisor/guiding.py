"""What each block of the canvas asks, what belongs in it, and an example, in five languages (S1).

Authored in ``knowledge/guiding_questions.yaml``, compiled to one JSON file a language.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from cxadvisor.errors import KnowledgeError
from cxadvisor.model.blocks import BLOCKS, Block
from cxadvisor.resources import folder, read_json
from cxadvisor.texts import LANGUAGES

FILE: Final = "guiding_questions.yaml"


class Guide:
    """The guiding questions of every block in one language."""

    def __init__(self, entries: Mapping[str, Mapping[str, str]]) -> None:
        self._entries = entries

    def question(self, block: str, stage: str | None = None) -> str:
        """Return the guiding question of ``block``, or of one stage of it."""
        return self._entries[block][stage or "question"]

    def belongs(self, block: str) -> str:
        """Return, as a sentence, what belongs in ``block``."""
        return self._entries[block]["belongs"]

    def example(self, block: str) -> str:
        """Return a note that could stand in ``block``."""
        return self._entries[block]["example"]


@cache
def guide_in(language: str) -> Guide:
    """Return the guide in ``language``, one of ``LANGUAGES``."""
    return Guide(read_json("knowledge", "compiled", f"guide.{language}.json"))


def compiled(text: str | None = None) -> dict[str, dict[str, dict[str, str]]]:
    """Compile the authored guide, the shipped one by default: for each language, by the name of its file.

    Raises ``KnowledgeError`` where a block, an entry or a language is missing, is not known, or is no question where
    one belongs.
    """
    from cxadvisor.language.authoring import read_yaml

    authored = read_yaml(FILE, text or folder("knowledge").joinpath(FILE).read_text("utf-8"))
    if not isinstance(authored, Mapping) or list(authored) != list(BLOCKS):
        raise KnowledgeError(f"{FILE}: it has the blocks {', '.join(BLOCKS)}, in this order.")
    for name, block in BLOCKS.items():
        _check(block, authored[name])
    return {
        f"guide.{language}.json": {
            name: {key: texts[language] for key, texts in entries.items()}
            for name, entries in authored.items()
        }
        for language in LANGUAGES
    }


def _check(block: Block, entries: Any) -> None:
    """Raise ``KnowledgeError`` unless the entries of a block are complete."""
    questions = ("question", *(stage for stage in block.stages if stage))
    keys = (*questions, "belongs", "example")
    if not isinstance(entries, Mapping) or set(entries) != set(keys):
        raise KnowledgeError(f"{FILE}: “{block.name}” has the entries {', '.join(keys)}.")
    for key, texts in entries.items():
        place = f"{FILE}: “{block.name}”, “{key}”"
        if not isinstance(texts, Mapping) or set(texts) != set(LANGUAGES):
            raise KnowledgeError(f"{place}: give {', '.join(LANGUAGES)}.")
        for language, text in texts.items():
            if not isinstance(text, str) or not text.strip():
                raise KnowledgeError(f"{place}, {language}: write a text.")
            if (key in questions) is not text.endswith("?"):
                wanted = "End it with a question mark." if key in questions else "It is no question."
                raise KnowledgeError(f"{place}, {language}: {wanted}")
