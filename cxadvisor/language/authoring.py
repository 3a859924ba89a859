"""Reads and validates authored knowledge: YAML files of concepts, stop words and placeholders.

Knowledge is our own data, read when it is compiled and never when a canvas is reviewed. Every mistake is a
``KnowledgeError`` that names the file, the entry and what would be right.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import yaml

from cxadvisor.errors import KnowledgeError
from cxadvisor.language.folding import tokens
from cxadvisor.language.knowledge import WORDING_LANGUAGES
from cxadvisor.resources import folder

KINDS: Final[Mapping[str, float]] = {
    "situation": 1.0,
    "practice": 1.0,
    "measure": 1.0,
    "channel": 0.6,
    "quality": 0.75,
    "thing": 0.6,
    "role": 0.5,
    "topic": 1.0,
    "general": 0.12,
}
"""The kinds of concepts, and how much a concept of each says when notes that are no channels are compared. Topics are
not compared at all; what counts is only how they stand to each other.
"""

RELATIONS: Final = ("broader", "part_of", "served_by", "measured_by", "causes", "opposite", "related")
NARROWER: Final = "narrower"
"""What an abstract concept comprises, listed with it: the same as ``broader`` on each of these concepts."""

TOPIC: Final = "topic"
"""The kind of what rules about a strategy listen for; such concepts are heard apart, and do not link notes."""

LANGUAGES: Final = ("en", "ro", "pl", "ru", "it")
FORMS: Final = ("web-address", "mail-address", "phone-number")
"""Shapes of text, recognised by code, that a concept may claim."""

MIN_PREFIX: Final = 4
"""A prefix that stands alone has at least so many letters before its ``*``; within a phrase one fewer will do."""

_KEYS: Final = {
    "label",
    "scope",
    "not",
    "forms",
    "weight",
    "abstract",
    "industry",
    NARROWER,
    *RELATIONS,
    *WORDING_LANGUAGES,
}


class AuthoredConcept(NamedTuple):
    """A concept as it is authored; ``wordings`` and ``exclusions`` are by language, a ``*`` ending a word makes it a
    prefix.
    """

    name: str
    kind: str
    file: str
    weight: float
    abstract: bool
    labels: Mapping[str, str]
    wordings: Mapping[str, tuple[str, ...]]
    exclusions: Mapping[str, tuple[str, ...]]
    relations: Mapping[str, tuple[str, ...]]
    forms: tuple[str, ...]


class _UniqueKeyLoader(yaml.SafeLoader):
    """A safe loader that refuses a key written twice, because the first of the two would be lost without a word."""


def _unique_mapping(loader: _UniqueKeyLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in found:
            raise yaml.constructor.ConstructorError(None, None, f"“{key}” stands twice", key_node.start_mark)
        found[key] = loader.construct_object(value_node, deep=True)
    return found


_UniqueKeyLoader.add_constructor("tag:yaml.org,2002:map", _unique_mapping)
# As in YAML 1.2, only true and false are truth values: “no”, “on” and “off” are words of a language here.
_UniqueKeyLoader.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_UniqueKeyLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), ["t", "f"])


def read_yaml(file: str, text: str) -> Any:
    """Return the content of a knowledge file; raises ``KnowledgeError`` with the line where YAML itself is wrong."""
    try:
        return yaml.load(text, _UniqueKeyLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise KnowledgeError(f"{file}:{line}: {error.problem}. Mend the YAML there.") from error


def authored_files() -> dict[str, str]:
    """Return the shipped knowledge files by name: ``concepts/….yaml``, ``stopwords.yaml``, ``placeholders.yaml``."""
    root = folder("knowledge")
    found = {
        f"concepts/{entry.name}": entry.read_text("utf-8")
        for entry in root.joinpath("concepts").iterdir()
        if entry.name.endswith(".yaml")
    }
    for name in ("stopwords.yaml", "placeholders.yaml"):
        found[name] = root.joinpath(name).read_text("utf-8")
    return dict(sorted(found.items()))


def _fault(file: str, name: str, what: str, remedy: str) -> KnowledgeError:
    return KnowledgeError(f"{file}: concept “{name}”: {what} {remedy}")


def _strings(file: str, name: str, key: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        raise _fault(
            file,
            name,
            f"“{key}” is no list of texts.",
            "Write it as [one, two]; quote numbers and yes/no words.",
        )
    if len(set(value)) < len(value):
        twice = sorted({item for item in value if value.count(item) > 1})
        raise _fault(file, name, f"“{key}” lists {', '.join(twice)} twice.", "Keep one.")
    return tuple(value)


def wording_fault(wording: str, key: str) -> tuple[str, str] | None:
    """Say what is wrong with a wording that stands under ``key``, and what would be right; None where nothing is."""
    if not tokens(wording):
        return f"the wording “{wording}” ({key}) has no letter.", "Remove it."
    least = MIN_PREFIX if " " not in wording else MIN_PREFIX - 1
    for word in wording.split():
        if "*" in word[:-1] or word == "*":
            return f"“{wording}” ({key}) has a * within a word.", "A * only ends a word, as in deliver*."
        if word.endswith("*") and len(word.rstrip("*")) < least:
            return (
                f"the prefix “{word}” ({key}) is too short and would reach into other words.",
                f"Give it {least} letters or more, or write the words out.",
            )
        if word.endswith("*") and key == "any":
            return (
                f"the prefix “{word}” stands under “any”.",
                "Prefixes belong to one language: move it there.",
            )
    return None


def _wordings(file: str, name: str, key: str, value: Any) -> tuple[str, ...]:
    found = _strings(file, name, key, value)
    for wording in found:
        if (fault := wording_fault(wording, key)) is not None:
            raise _fault(file, name, *fault)
    return found


def _labels(file: str, name: str, value: Any) -> dict[str, str]:
    if not isinstance(value, Mapping) or set(value) != set(LANGUAGES):
        raise _fault(
            file, name, "“label” must name the concept in every language.", f"Give {', '.join(LANGUAGES)}."
        )
    return {language: str(text) for language, text in value.items()}


def _concept(file: str, kind: str, name: Any, entry: Any) -> AuthoredConcept:
    if not isinstance(name, str) or not name.replace("-", "").isalnum() or name != name.lower():
        raise _fault(
            file, str(name), "the name is not in lower case with hyphens.", "Write it as in late-delivery."
        )
    if not isinstance(entry, Mapping):
        raise _fault(file, name, "it is no mapping.", "Give it a label and wordings.")
    unknown = sorted(set(map(str, entry)) - _KEYS)
    if unknown:
        raise _fault(
            file, name, f"unknown key {', '.join(unknown)}.", f"Known are {', '.join(sorted(_KEYS))}."
        )
    weight = entry.get("weight", KINDS[kind])
    if isinstance(weight, bool) or not isinstance(weight, int | float) or not 0 <= weight <= 1:
        raise _fault(
            file, name, "“weight” is no number from 0 to 1.", "Leave it out to take that of the kind."
        )
    excluded = entry.get("not", {})
    if not isinstance(excluded, Mapping) or not set(excluded) <= set(WORDING_LANGUAGES):
        raise _fault(file, name, "“not” is no mapping of languages.", "Write it as not: {it: [livrea]}.")
    if NARROWER in entry and entry.get("abstract") is not True:
        raise _fault(
            file, name, "“narrower” stands with a concept that is not abstract.", "Write “broader” there."
        )
    forms = _strings(file, name, "forms", entry.get("forms", []))
    if not set(forms) <= set(FORMS):
        raise _fault(file, name, "“forms” names an unknown form.", f"Known are {', '.join(FORMS)}.")
    wordings = {key: _wordings(file, name, key, entry[key]) for key in WORDING_LANGUAGES if key in entry}
    if not wordings and not forms and not entry.get("abstract"):
        raise _fault(file, name, "it has no wording.", "Say how people write it in at least one language.")
    return AuthoredConcept(
        name,
        kind,
        file,
        float(weight),
        bool(entry.get("abstract", False)),
        _labels(file, name, entry.get("label")),
        wordings,
        {key: _wordings(file, name, f"not.{key}", value) for key, value in excluded.items()},
        {key: _strings(file, name, key, entry[key]) for key in (*RELATIONS, NARROWER) if key in entry},
        forms,
    )


def read_concepts(files: Mapping[str, str]) -> dict[str, AuthoredConcept]:
    """Return every concept of the files under ``concepts/``, by name in alphabetical order.

    Raises ``KnowledgeError`` for anything that is not as it should be: kinds, keys, wordings, labels, relations that
    lead nowhere, a concept that is broader than itself.
    """
    found: dict[str, AuthoredConcept] = {}
    for file in sorted(name for name in files if name.startswith("concepts/")):
        content = read_yaml(file, files[file])
        if (
            not isinstance(content, Mapping)
            or set(content) != {"kind", "concepts"}
            or content["kind"] not in KINDS
        ):
            raise KnowledgeError(
                f"{file}: a file of concepts has “kind” (one of {', '.join(KINDS)}) and “concepts”."
            )
        for name, entry in content["concepts"].items():
            concept = _concept(file, content["kind"], name, entry)
            if name in found:
                raise _fault(
                    file, name, f"it also stands in {found[name].file}.", "Rename one, or merge the two."
                )
            found[name] = concept
    _check_targets(found)
    concepts = _with_broader(found)
    _check_circles(concepts)
    return dict(sorted(concepts.items()))


def _with_broader(concepts: Mapping[str, AuthoredConcept]) -> dict[str, AuthoredConcept]:
    """Write what abstract concepts list as narrower where all else stands that is near to a concept: as ``broader``."""
    above: dict[str, list[str]] = {}
    for concept in concepts.values():
        for name in concept.relations.get(NARROWER, ()):
            above.setdefault(name, []).append(concept.name)
    made = {}
    for name, concept in concepts.items():
        relations = {key: found for key, found in concept.relations.items() if key != NARROWER}
        if name in above:
            relations["broader"] = tuple(dict.fromkeys((*relations.get("broader", ()), *above[name])))
        made[name] = concept._replace(relations=relations)
    return made


def _check_targets(concepts: Mapping[str, AuthoredConcept]) -> None:
    for concept in concepts.values():
        for relation, targets in concept.relations.items():
            for target in targets:
                if target not in concepts or target == concept.name:
                    raise _fault(
                        concept.file, concept.name, f"“{relation}” names “{target}”, which is no other concept.",
                        "Name a concept as it is written in knowledge/concepts.",
                    )  # fmt: skip


def _check_circles(concepts: Mapping[str, AuthoredConcept]) -> None:
    for concept in concepts.values():
        seen, above = {concept.name}, list(concept.relations.get("broader", ()))
        while above:
            name = above.pop()
            if name == concept.name:
                raise _fault(
                    concept.file, name, "it is broader than itself.", "Break the circle of “broader”."
                )
            if name not in seen:
                seen.add(name)
                above.extend(concepts[name].relations.get("broader", ()))
