"""The compiled catalogue at run time. A review reads names, labels and concepts; texts are read when asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, cached_property, lru_cache
from typing import Any, Final, NamedTuple

from cxadvisor.catalogue.shapes import LISTS, EntryKind, texts_of
from cxadvisor.resources import read_json
from cxadvisor.texts import LANGUAGES


class Entry(NamedTuple):
    """One entry: what it is called in each language, the concepts of knowledge that it tells of, and its neutral facts.

    ``called`` are names in languages that it has no texts in.
    ``facts`` holds ``unit``, ``direction``, ``timing``, ``view``, ``phases`` and perhaps ``heart`` for metrics.
    ``beside`` names entries that belong with it: for a metric those that keep it honest.
    """

    name: str
    kind: EntryKind
    labels: Mapping[str, str]
    called: tuple[str, ...]
    concepts: tuple[str, ...]
    sources: tuple[str, ...]
    beside: tuple[str, ...]
    facts: Mapping[str, Any]

    def label(self, language: str) -> str:
        """Return what it is called in ``language``, in English where it has no name there."""
        return self.labels.get(language) or self.labels["en"]


class EntryTexts(NamedTuple):
    """What an entry says in one language: other names, and texts by field (those in ``LISTS`` are lists)."""

    also: tuple[str, ...]
    fields: Mapping[str, tuple[str, ...]]


class Catalogue:
    """All entries, by name and by concept. Immutable, and safe to share between threads."""

    def __init__(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        self.entries: Final[Mapping[str, Entry]] = {
            name: Entry(
                name,
                each["kind"],
                each["labels"],
                tuple(each["called"]),
                tuple(each["concepts"]),
                tuple(each["sources"]),
                tuple(each["beside"]),
                each["facts"],
            )
            for name, each in data.items()
        }

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries.values())

    def __contains__(self, name: str) -> bool:
        return name in self.entries

    def __getitem__(self, name: str) -> Entry:
        return self.entries[name]

    @cached_property
    def of_concept(self) -> Mapping[str, Entry]:
        """The entry that tells of each concept; a concept belongs to one at most."""
        return {concept: entry for entry in self for concept in entry.concepts}


@cache
def entry_texts(language: str) -> Mapping[str, EntryTexts]:
    """Return the texts of all shipped entries in ``language``, by their names."""
    data = read_json("knowledge", "compiled", f"catalogue.{language}.json")
    kinds = {entry.name: entry.kind for entry in shipped_catalogue()}
    return {
        name: EntryTexts(
            tuple(each["also"]),
            {
                field: tuple(each[field]) if field in LISTS else (each[field],)
                for field in texts_of(kinds[name])
                if field in each
            },
        )
        for name, each in data.items()
    }


def names_of(entry: Entry) -> Iterator[str]:
    """Yield everything that ``entry`` is called, in all languages; of “Customer effort (CES)” both halves as well."""
    yield entry.name
    yield from entry.called
    for language in LANGUAGES:
        label = entry.label(language)
        yield label
        yield from label.removesuffix(")").split(" (")
        yield from entry_texts(language)[entry.name].also


@lru_cache(maxsize=1)
def shipped_catalogue() -> Catalogue:
    """Return the catalogue that comes with cxadvisor."""
    return Catalogue(read_json("knowledge", "compiled", "catalogue.json"))
