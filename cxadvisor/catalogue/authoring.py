"""Reads and compiles the authored catalogue; a mistake is a ``KnowledgeError`` that names file, entry and remedy."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any, Final

from cxadvisor.catalogue.shapes import (
    FACTS,
    HEART,
    LISTS,
    OPTIONAL,
    PHASES,
    PRACTICES,
    texts_of,
)
from cxadvisor.errors import KnowledgeError
from cxadvisor.language.authoring import read_yaml
from cxadvisor.language.folding import phrase_of
from cxadvisor.resources import folder
from cxadvisor.texts import LANGUAGES

METRICS: Final = "metrics.yaml"
FILES: Final = (METRICS, "practices.yaml")
MOST_WORDS: Final = 60
"""A sentence of an entry has so many words at most; it is read on a terminal, beside others."""

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_SOURCE = re.compile(r"S[1-5]|K[0-9]{1,2}[ab]?")
_COMMON: Final = ("label", "also", "called", "concepts", "sources", "beside")


def translation_of(file: str, language: str) -> str:
    """Return the name of the file with the texts of ``file`` in ``language``."""
    return file.replace(".yaml", f".{language}.yaml")


def authored_catalogue() -> dict[str, str]:
    """Return the shipped files of the catalogue, by name."""
    root = folder("knowledge")
    translated = [
        translation_of(file, language) for file in FILES for language in LANGUAGES if language != "en"
    ]
    return {file: root.joinpath(file).read_text("utf-8") for file in (*FILES, *translated)}


def compile_catalogue(
    concepts: Collection[str], files: Mapping[str, str] | None = None
) -> dict[str, dict[str, Any]]:
    """Compile the authored catalogue, the shipped one by default: for each compiled file its content, by name.

    Args:
        concepts: the concepts that entries may name.
        files: the authored files by name, as ``authored_catalogue`` returns them.

    Raises:
        KnowledgeError: an entry, a fact, a text or a translation is missing, not known, or not what it should be.
    """
    files = authored_catalogue() if files is None else files
    entries: dict[str, Any] = {}
    texts: dict[str, dict[str, Any]] = {language: {} for language in LANGUAGES}
    for file in FILES:
        authored = _mapping(file, files[file])
        for name, entry in authored.items():
            if name in entries:
                raise _fault(file, name, "this name is taken.", "Give each entry a name of its own.")
            entries[name] = _entry(file, name, entry, concepts)
            texts["en"][name] = _texts(file, name, entry, entries[name]["kind"])
        for language in LANGUAGES:
            if language != "en":
                _add_translations(file, files, language, entries, texts)
    for name, entry in entries.items():
        entry["labels"] = {language: texts[language][name].pop("label") for language in LANGUAGES}
        for other in entry["beside"]:
            if other not in entries or other == name:
                raise _fault(
                    _file_of(entry), name, f"beside “{other}” there is nothing.", "Name another entry."
                )
    _check_names(entries)
    compiled = {"catalogue.json": entries}
    return compiled | {f"catalogue.{language}.json": found for language, found in texts.items()}


def _file_of(entry: Mapping[str, Any]) -> str:
    return METRICS if entry["kind"] == "metric" else FILES[1]


def _fault(file: str, name: object, what: str, remedy: str) -> KnowledgeError:
    return KnowledgeError(f"{file}: “{name}”: {what} {remedy}")


def _mapping(file: str, text: str) -> Mapping[str, Any]:
    authored = read_yaml(file, text)
    if not isinstance(authored, Mapping):
        raise KnowledgeError(f"{file}: it holds entries by their names.")
    return authored


def _entry(file: str, name: object, entry: Any, concepts: Collection[str]) -> dict[str, Any]:
    """Return the neutral facts of an entry as they are compiled."""
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise _fault(file, name, "this is no name.", "Write small letters, digits and hyphens.")
    if not isinstance(entry, Mapping):
        raise _fault(file, name, "this is no entry.", "Give it a label and texts.")
    kind = "metric" if file == METRICS else entry.get("kind")
    if kind != "metric" and kind not in PRACTICES:
        raise _fault(file, name, f"“{kind}” is no kind.", f"Kinds are {', '.join(PRACTICES)}.")
    facts = (*FACTS, "phases", "heart") if kind == "metric" else ("kind",)
    if unknown := sorted(set(entry) - {*_COMMON, *facts, *texts_of(kind)}):
        raise _fault(file, name, f"“{unknown[0]}” is not known.", "Leave it out, or mend its spelling.")
    given = _facts(file, name, entry) if kind == "metric" else {}
    _each_in(file, name, "concepts", entry.get("concepts"), concepts)
    for source in _strings(file, name, "sources", entry.get("sources")):
        if not _SOURCE.fullmatch(source):
            raise _fault(file, name, f"“{source}” is no source.", "Name a label such as S4 or K3.")
    return {
        "kind": kind,
        "labels": {},
        "called": _called(file, name, entry.get("called", {})),
        "concepts": list(entry["concepts"]),
        "sources": list(entry["sources"]),
        "beside": _strings(file, name, "beside", entry.get("beside", [])),
        "facts": given,
    }


def _called(file: str, name: str, called: Any) -> list[str]:
    """Return what an entry is called in languages in which it has no texts yet."""
    if not isinstance(called, Mapping) or any(language not in LANGUAGES for language in called):
        raise _fault(file, name, "“called” holds names by language.", f"Use {', '.join(LANGUAGES)}.")
    return [each for names in called.values() for each in _strings(file, name, "called", names)]


def _facts(file: str, name: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, words in FACTS.items():
        if entry.get(key) not in words:
            raise _fault(file, name, f"“{key}” is missing or not known.", f"Write {', '.join(words)}.")
        found[key] = entry[key]
    found["phases"] = _each_in(file, name, "phases", entry.get("phases"), PHASES)
    if not found["phases"]:
        raise _fault(file, name, "it has no phase.", f"Phases are {', '.join(PHASES)}.")
    if "heart" in entry:
        found["heart"] = _each_in(file, name, "heart", [entry["heart"]], HEART)[0]
    return found


def _texts(file: str, name: str, entry: Mapping[str, Any], kind: str) -> dict[str, Any]:
    """Return the texts of an entry in one language, as they are compiled, its label among them."""
    label = entry.get("label")
    if not isinstance(label, str) or not label.strip():
        raise _fault(file, name, "it has no label.", "Write what people call it.")
    found: dict[str, Any] = {"label": label, "also": _strings(file, name, "also", entry.get("also", []))}
    for field in texts_of(kind):
        value = entry.get(field)
        if value is None and field in OPTIONAL:
            continue
        sentences = _strings(file, name, field, value) if field in LISTS else [value]
        for sentence in sentences:
            if (
                not isinstance(sentence, str)
                or not sentence.strip()
                or not sentence.endswith((".", "?", "!"))
            ):
                raise _fault(file, name, f"“{field}” holds no sentence.", "End each with its full stop.")
            if len(sentence.split()) > MOST_WORDS:
                raise _fault(file, name, f"“{field}” is too long.", f"Use {MOST_WORDS} words at most.")
        if not sentences:
            raise _fault(file, name, f"“{field}” is empty.", "Write a sentence.")
        found[field] = sentences if field in LISTS else value
    return found


def _add_translations(
    file: str,
    files: Mapping[str, str],
    language: str,
    entries: Mapping[str, Any],
    texts: Mapping[str, dict[str, Any]],
) -> None:
    """Read the texts of the entries of ``file`` in ``language``; all that stands in English must stand there."""
    translated = translation_of(file, language)
    authored = _mapping(translated, files[translated])
    wanted = [name for name, entry in entries.items() if _file_of(entry) == file]
    if unknown := [name for name in authored if name not in wanted]:
        raise _fault(translated, unknown[0], "there is no such entry.", f"Write it in {file} first.")
    for name in wanted:
        if name not in authored:
            raise _fault(translated, name, "this entry is missing.", "Translate its label and its texts.")
        kind = entries[name]["kind"]
        if extra := sorted(set(authored[name]) - {"label", "also", *texts_of(kind)}):
            raise _fault(translated, name, f"“{extra[0]}” is no text.", "Only texts are translated.")
        texts[language][name] = _texts(translated, name, authored[name], kind)
        for field in LISTS & set(texts["en"][name]):
            if len(texts[language][name].get(field, ())) != len(texts["en"][name][field]):
                raise _fault(translated, name, f"“{field}” is not whole.", "Translate each of its sentences.")


def _strings(file: str, name: str, key: str, value: Any) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(each, str) and each.strip() for each in value):
        raise _fault(file, name, f"“{key}” is no list of words.", "Write a list; [] where it is empty.")
    return list(value)


def _each_in(file: str, name: str, key: str, value: Any, known: Collection[str]) -> list[str]:
    given = _strings(file, name, key, value)
    if missing := [each for each in given if each not in known]:
        raise _fault(file, name, f"“{missing[0]}” under “{key}” is not known.", "Mend its spelling.")
    return given


def _check_names(entries: Mapping[str, Any]) -> None:
    """Raise ``KnowledgeError`` where two entries are called the same, or tell of one concept."""
    labels: dict[str, str] = {}
    tellers: dict[str, str] = {}
    for name, entry in entries.items():
        for concept in entry["concepts"]:
            if tellers.setdefault(concept, name) != name:
                raise _fault(
                    _file_of(entry),
                    name,
                    f"“{concept}” belongs to {tellers[concept]}.",
                    "Leave it out of one.",
                )
        for called in {phrase_of(name), *map(phrase_of, entry["labels"].values())}:
            if labels.setdefault(called, name) != name:
                raise _fault(_file_of(entry), name, f"{labels[called]} is called so, too.", "Rename one.")
