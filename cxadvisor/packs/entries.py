"""Reads a file of knowledge of one's own: concepts, and what is added to known ones, each checked where it stands.

The format is that of ``knowledge/concepts``; but one language is enough, because a client has words in one or two.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from cxadvisor.errors import InputError, KnowledgeError
from cxadvisor.language.authoring import KINDS, LANGUAGES, NARROWER, RELATIONS, AuthoredConcept, wording_fault
from cxadvisor.language.folding import tokens
from cxadvisor.language.knowledge import WORDING_LANGUAGES
from cxadvisor.language.stems import stem_keys
from cxadvisor.packs.shapes import MAX_LETTERS, Shapes
from cxadvisor.readers.complaints import Complaints, TooManyError
from cxadvisor.readers.encoding import decode
from cxadvisor.readers.formats import guessed_format
from cxadvisor.readers.json_text import parse_json
from cxadvisor.readers.suggestions import suggest
from cxadvisor.readers.tree import Document, escaped, shown
from cxadvisor.readers.values import kind_of
from cxadvisor.readers.yaml_simple import parse_simple_yaml
from cxadvisor.readers.yaml_text import parse_yaml

MAX_WORDS: Final = 8
"""A wording has so many words at most."""
MAX_FORMS: Final = 16
"""A wording is found in all its inflected forms; it has so many at most, because each is kept."""
MAX_NAMED: Final = 50
"""So many concepts one relation may name."""

_ADDITION_KEYS: Final = ("not", *RELATIONS, *WORDING_LANGUAGES)
_CONCEPT_KEYS: Final = (
    *("label", "kind", "scope", "weight", "abstract", "industry", NARROWER),
    *_ADDITION_KEYS,
)
_is_name = re.compile(r"[^\W_A-Z]+(?:-[^\W_A-Z]+)*").fullmatch
_is_short = re.compile(r"[^\W_]{1,30}(?: [^\W_]{1,30}){0,2}").fullmatch
"""Whether a wording is such that nothing can be wrong with it: up to three words of nothing but letters and digits."""
_LONGEST_NAME: Final = 60

_OF_CANVASES: Final = {
    ", but a canvas is one page": "",
    "Give the canvas alone.": "Split it into several files.",
    "canvases hold none": "knowledge holds none",
    "A canvas needs five.": "Knowledge needs four.",
    "a canvas holds readable text only": "only readable text may stand there",
    'Begin with cxcanvas: "1".': "Begin with concepts: or adds:.",
    "Keep one canvas in a file; several stand in a folder.": "Keep one document in a file.",
    "Keep one canvas in a file": "Keep one document in a file",
    "is not a number in a canvas": "is not a number here",
    "Begin a note with": "Begin an item of a list with",
}
"""What the readers say of canvases, and what that is for knowledge."""


class Entry(NamedTuple):
    """An entry of a file: a new concept, or (``adds``) what is added to a known one, which then has no kind of its own.

    ``place`` is where it stands in the file that ``complaints`` are about.
    """

    concept: AuthoredConcept
    adds: bool
    place: str
    complaints: Complaints

    @property
    def where(self) -> str:
        """The entry as ``file:line:column``."""
        found = self.complaints.document.source.problem(
            "", offset=self.complaints.document.offset(self.place, key=True)
        )
        return found.where

    @property
    def wordings(self) -> int:
        """How many wordings it has, excluded ones among them."""
        lists = (*self.concept.wordings.values(), *self.concept.exclusions.values())
        return sum(map(len, lists))


def read_entries(data: bytes, name: str) -> tuple[list[Entry], Complaints]:
    """Return what the file ``name`` holds, with what is wrong in it so far; what cannot be used is left out.

    Raises:
        KnowledgeError: it cannot be read at all, or too much is wrong.
    """
    try:
        document = _document(data, name)
    except InputError as error:
        problems = []
        for each in error.problems:
            message, remedy = each.message, each.remedy
            for old, new in _OF_CANVASES.items():
                message, remedy = message.replace(old, new), remedy.replace(old, new)
            problems.append(each._replace(message=message, remedy=remedy))
        raise KnowledgeError(problems) from None
    reader = _Reader(document)
    try:
        return reader.entries(), reader.complaints
    except TooManyError:
        raise KnowledgeError(reader.complaints.sorted()) from None


def _document(data: bytes, name: str) -> Document:
    source = decode(data, name)
    if guessed_format(data) == "json":
        return parse_json(source)
    return parse_simple_yaml(source) or parse_yaml(source)


class _Reader(Shapes):
    """Goes through one file."""

    def entries(self) -> list[Entry]:
        tree = self.complaints.document.tree
        if not isinstance(tree, dict):
            self.add(
                f"A file of knowledge is a mapping, but here is {kind_of(tree)}.", "Begin with concepts:.", ""
            )
            return []
        top = self.known(tree, "", ("kind", "concepts", "adds"))
        kind = self._kind(top.get("kind"), "/kind")
        found = []
        for section in ("concepts", "adds"):
            content = self.mapping(top.get(section, {}), f"/{section}", "an entry for each concept")
            for name, entry in content.items():
                place = f"/{section}/{escaped(name)}"
                if self._is_name(name, place):
                    found.append(self._entry(name, entry, place, kind, adds=section == "adds"))
        if not found and not self.complaints:
            self.add(
                "This file of knowledge holds no concept.", "Write concepts: or adds:, and entries below.", ""
            )
        return [each for each in found if each is not None]

    def _entry(self, name: str, entry: Any, place: str, kind: str | None, *, adds: bool) -> Entry | None:
        entry = self.mapping(entry, place, "wordings, such as en: [late, delay]")
        if not entry:
            if not self.complaints.touches(place):
                self.add(f"“{name}” says nothing.", "Give it wordings: en: [late, delay].", place, key=True)
            return None
        own = self.known(entry, place, _ADDITION_KEYS if adds else _CONCEPT_KEYS)
        own_kind = self._kind(own.get("kind"), f"{place}/kind") or kind or ""
        wordings: dict[str, tuple[str, ...]] = {
            key: self._wordings(own[key], f"{place}/{key}", key) for key in WORDING_LANGUAGES if key in own
        }
        abstract = own.get("abstract", False)
        if not adds:
            self._check_concept(name, own, place, own_kind, any(wordings.values()))
        excluded = self.languages(own.get("not", {}), f"{place}/not", WORDING_LANGUAGES, "[livrea]")
        keys = [key for key in (*RELATIONS, NARROWER) if key in own]
        concept = AuthoredConcept(
            name,
            own_kind,
            self.complaints.document.source.file or "",
            float(own["weight"]) if _is_share(own.get("weight")) else KINDS.get(own_kind, 0.0),
            abstract is True,
            {} if adds else self._labels(name, own.get("label", {}), f"{place}/label", wordings),
            wordings,
            {
                key: self._wordings(texts, f"{place}/not/{key}", f"not.{key}")
                for key, texts in excluded.items()
            },
            {key: self._named(own[key], f"{place}/{key}") for key in keys},
            (),
        )
        return Entry(concept, adds, place, self.complaints)

    def _check_concept(self, name: str, own: Mapping[str, Any], place: str, kind: str, worded: bool) -> None:
        """Complain of what a concept of one's own lacks, or says wrongly of itself."""
        if not kind and not self.complaints.touches("/kind") and not self.complaints.touches(f"{place}/kind"):
            self.add(
                f"It is not said what kind of thing “{name}” is.",
                f"Write kind: at the top of the file or here; one of {', '.join(KINDS)}.",
                place,
                key=True,
            )
        if "weight" in own and not _is_share(own["weight"]):
            remedy = "Leave it out to take that of the kind."
            self.add("“weight” is no number from 0 to 1.", remedy, f"{place}/weight")
        if not isinstance(own.get("abstract", False), bool):
            self.add(
                "“abstract” is neither true nor false.", "Leave it out, or write true.", f"{place}/abstract"
            )
        if NARROWER in own and own.get("abstract") is not True:
            remedy = "Write abstract: true, or broader: with the narrower concepts."
            self.add(f"“narrower” stands with “{name}”, which is not abstract.", remedy, f"{place}/narrower")
        if not worded and own.get("abstract") is not True and not self.complaints.touches(place):
            remedy = "Say how people write it, in one language at least: en: [late, delay]."
            self.add(f"“{name}” has no wording.", remedy, place, key=True)

    def _kind(self, value: Any, place: str) -> str | None:
        if value is None or (isinstance(value, str) and value in KINDS):
            return value
        meant = suggest(value, KINDS) if isinstance(value, str) else None
        remedy = f"Did you mean “{meant}”?" if meant else f"Kinds are {', '.join(KINDS)}."
        self.add(f"“{shown(str(value))}” is no kind of concept.", remedy, place)
        return None

    def _is_name(self, name: str, place: str) -> bool:
        if len(name) <= _LONGEST_NAME and _is_name(name) and name == name.lower():
            return True
        remedy = f"Write it as in late-delivery, with {_LONGEST_NAME} letters at most."
        self.add(f"The name “{shown(name)}” is not in lower case with hyphens.", remedy, place, key=True)
        return False

    def _labels(
        self, name: str, value: Any, place: str, wordings: Mapping[str, tuple[str, ...]]
    ) -> dict[str, str]:
        """Return what a concept is called; where no language is said, as its first wording has it."""
        found = {}
        for language, text in self.languages(value, place, LANGUAGES, "il ritardo").items():
            if isinstance(text, str) and text.strip() and len(text) <= MAX_LETTERS:
                found[language] = text.strip()
            else:
                self.add(
                    f"The label of “{name}” is no text of {MAX_LETTERS} letters at most.",
                    "Write a few words; put numbers in quotes.",
                    f"{place}/{language}",
                )
        for language in LANGUAGES:
            texts = [text for text in wordings.get(language, ()) if "*" not in text]
            if texts:
                found.setdefault(language, texts[0].replace("!", ""))
        names = [found[language] for language in LANGUAGES if language in found]
        if "en" not in found and (names or wordings.get("any")):
            found["en"] = (names or wordings["any"])[0]
        return found

    def _wordings(self, value: Any, place: str, key: str) -> tuple[str, ...]:
        found = []
        for position, wording in self.texts(value, place, "[late, delay]"):
            if _is_short(wording):
                found.append(wording)
            elif (fault := _fault(wording, key)) is not None:
                self.add(*fault, f"{place}/{position}")
            else:
                found.append(" ".join(wording.split()))
        return tuple(dict.fromkeys(found))

    def _named(self, value: Any, place: str) -> tuple[str, ...]:
        found = tuple(name for _, name in self.texts(value, place, "[late-delivery]"))
        if len(found) > MAX_NAMED:
            self.add(f"More than {MAX_NAMED} concepts are named here.", "Name those that matter most.", place)
            return ()
        return found


def _fault(wording: str, key: str) -> tuple[str, str] | None:
    """Say what is wrong with a wording, and what to do; None where nothing is."""
    if len(wording) > MAX_LETTERS or len(tokens(wording)) > MAX_WORDS:
        remedy = f"Write the {MAX_WORDS} words at most that tell it from others."
        return f"The wording “{shown(wording)}” is too long.", remedy
    if (fault := wording_fault(wording, key)) is not None:
        what, remedy = fault
        return shown(what[:1].upper() + what[1:], 300), shown(remedy, 300)
    if _forms(wording, key) > MAX_FORMS:
        return f"The wording “{shown(wording)}” has too many inflected forms.", "Write fewer words of it."
    return None


def _is_share(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


def _forms(wording: str, key: str) -> int:
    """Return in how many forms a wording is kept: each of its words may have several stems."""
    cut = tokens(wording)
    language = key.removeprefix("not.")
    stems = (stem_keys(token.surface, "en" if language == "any" else language) for token in cut)
    return math.prod(len(found) + (language == "any") for found in stems)
