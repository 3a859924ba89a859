"""What sheets, columns and choices are called in a workbook: written in one language, read in all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from cxadvisor.model.blocks import COMPANION_KEYS
from cxadvisor.readers.aliases import ALIASES
from cxadvisor.readers.artefact_aliases import ARTEFACT_ALIASES
from cxadvisor.readers.suggestions import folded
from cxadvisor.texts import LANGUAGES, workbook_texts

_LONGEST: Final = 300


class Labels:
    """The words of a workbook in one language; of several names for a thing the most exact one is taken."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.texts = workbook_texts(language)

    def __call__(self, key: str, **values: str) -> str:
        """Return a text by its key, with ``values`` in it."""
        text = self.texts[key]
        for name, value in values.items():
            text = text.replace(f"{{{name}}}", value)
        return text

    def label(self, table: str, path: str) -> str:
        """Return what the field ``path`` of ``table`` is called; extensions are called by their keys."""
        return self.texts[_key(self.texts, table, path)] if not path.startswith(("x-", "$")) else path

    def choice(self, value: str) -> str:
        """Return what a choice is called; a value that is called nothing is itself."""
        return self.texts.get(f"choice.{value}") or self.texts.get(f"stage.{value}", value)

    def block(self, name: str) -> str:
        """Return what a block is called, as a heading; a name of no block is itself."""
        text = self.texts.get(f"block.{name}", name)
        return text[:1].upper() + text[1:]


def _key(texts: Mapping[str, str], table: str, path: str) -> str:
    """Return under which key the label of a field stands: for this table, for this kind, or for all."""
    candidates = [f"{table}.{path}", f"{table.rpartition('.')[2]}.{path}", path, path.rpartition(".")[2]]
    return next(key for name in candidates if (key := f"label.{name}") in texts)


@cache
def labels_in(language: str) -> Labels:
    """Return the labels in ``language``, one of those in which a canvas can be started."""
    return Labels(language)


@cache
def index(table: str, paths: tuple[str, ...]) -> Mapping[str, str]:
    """Return for each spelling of a label, folded, the field of ``table`` that it names.

    A label of the workbook in any language comes first, then the key itself, then other words for it.
    """
    spellings: dict[str, str] = {}
    for language in LANGUAGES:
        for path in paths:
            spellings.setdefault(folded(labels_in(language).label(table, path)), path)
    for path in paths:
        spellings.setdefault(folded(path), path)
        spellings.setdefault(folded(path.rpartition(".")[2]), path)
    aliases = ARTEFACT_ALIASES if table.partition(".")[0] in COMPANION_KEYS else ALIASES
    for path in paths:
        for word in aliases.get(path, "").replace("·", ",").split(","):
            spellings.setdefault(folded(word), path)
    spellings.pop("", None)
    return spellings


@cache
def spellings(group: str) -> Mapping[str, str]:
    """Return for each text of a group (``sheet``, ``choice``), folded and in any language, its key in the group."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        for key, text in workbook_texts(language).items():
            if key.startswith(f"{group}."):
                found.setdefault(folded(text), key.removeprefix(f"{group}."))
    return found


def choice_of(text: str, choices: Iterable[str]) -> str | None:
    """Return which of ``choices`` a text names, in any language or by its key; None if none of them."""
    wanted = folded(text[:_LONGEST])
    return _choices(tuple(choices)).get(wanted)


@cache
def _choices(choices: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for language in LANGUAGES:
        for choice in choices:
            text = labels_in(language).choice(choice)
            found.setdefault(folded(text), choice)
            found.setdefault(folded(text.partition(" (")[0]), choice)
    return {folded(choice): choice for choice in choices} | found


@cache
def own_texts() -> frozenset[str]:
    """Return all that a workbook made by cxadvisor may say by itself, in any language."""
    return frozenset(text for language in LANGUAGES for text in workbook_texts(language).values())
