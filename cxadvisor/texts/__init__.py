"""The sentences of the interface, shipped compiled as JSON.

``canvas.<language>.yaml`` names the parts of the canvas, ``review.<language>.yaml`` holds what a review says,
``<language>.yaml`` what reports and commands say around it, and a file named after a command, such as
``new.<language>.yaml``, what that command alone says. The texts of rules are not here; they stand on the rule cards and
in ``rules/translations``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final

from cxadvisor.resources import read_json

LANGUAGES: Final[Mapping[str, str]] = {
    "en": "English",
    "ro": "Română",
    "pl": "Polski",
    "ru": "Русский",
    "it": "Italiano",
}
"""The languages of all texts, by their own name."""

CATEGORIES: Final[Mapping[str, tuple[str, ...]]] = {
    "en": ("one", "other"),
    "it": ("one", "other"),
    "ro": ("one", "few", "other"),
    "pl": ("one", "few", "many"),
    "ru": ("one", "few", "many"),
}
"""The CLDR plural categories that whole numbers take in each language."""

EXACTLY_ONE: Final = "=1"
"""The form for the number one alone, where the category ``one`` takes other numbers too (Russian 1, 21, 31) and the
sentence names the one thing. It may be left out."""

QUOTES: Final[Mapping[str, tuple[str, str]]] = {
    "en": ("“", "”"),
    "ro": ("„", "”"),
    "pl": ("„", "”"),
    "ru": ("«", "»"),
    "it": ("«", "»"),
}

INNER_QUOTES: Final[Mapping[str, tuple[str, str]]] = {
    "en": ("‘", "’"),
    "ro": ("«", "»"),
    "pl": ("«", "»"),
    "ru": ("„", "“"),
    "it": ("“", "”"),
}

_OPENING = re.compile(r"[„“«](?=\w)")
_CLOSING = re.compile(r"(?<=[\w.!?…])[”“»]")
_DECIMALS = re.compile(r"(?<![\d.])(\d+)\.(\d{1,2})(?![\d.])")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")

Template = str | Mapping[str, str]
"""A sentence with ``{placeholders}``, or one for each plural category of ``{n}``."""

_PLACEHOLDER = re.compile(r"\{([a-z_]+(?:\.[a-z_]+)?)\}")


def plural_category(language: str, number: int) -> str:
    """Return the CLDR plural category of a whole ``number`` (CLDR 45, cardinal rules)."""
    ten, hundred = number % 10, number % 100
    if language == "ro":
        if number == 1:
            return "one"
        return "few" if number == 0 or 1 <= hundred <= 19 else "other"
    if language == "pl":
        if number == 1:
            return "one"
        return "few" if 2 <= ten <= 4 and not 12 <= hundred <= 14 else "many"
    if language == "ru":
        if ten == 1 and hundred != 11:
            return "one"
        return "few" if 2 <= ten <= 4 and not 12 <= hundred <= 14 else "many"
    return "one" if number == 1 else "other"


def fill(template: Template, values: Mapping[str, object], language: str) -> str:
    """Fill the ``{placeholders}`` of ``template`` with ``values``; the number ``n`` chooses among plural forms.

    Raises ``KeyError`` where a placeholder has no value.
    """
    if not isinstance(template, str):
        template = form_for(template, values["n"], language)
    literals, names = _parsed(template)
    if not names:
        return template
    filled = [literals[0]]
    for name, literal in zip(names, literals[1:], strict=True):
        filled += (str(values[name]), literal)
    return "".join(filled)


@lru_cache(maxsize=2_000)
def _parsed(template: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The literal parts of a template, and the names of the placeholders between them."""
    parts = _PLACEHOLDER.split(template)
    return tuple(parts[::2]), tuple(parts[1::2])


def form_for(template: Template, number: object, language: str) -> str:
    """Return the plural form of ``template`` for ``number``; a template without forms is its own."""
    if isinstance(template, str):
        return template
    assert isinstance(number, int)
    if number == 1 and EXACTLY_ONE in template:
        return template[EXACTLY_ONE]
    return template[plural_category(language, number)]


def placeholders(template: Template) -> frozenset[str]:
    """Return the names of the placeholders in ``template`` (in all its plural forms)."""
    forms = (template,) if isinstance(template, str) else tuple(template.values())
    return frozenset(name for form in forms for name in _parsed(form)[1])


class Texts:
    """The interface texts of one language: ``texts("verdict.gaps", n=3)``."""

    def __init__(self, language: str, templates: Mapping[str, Template]) -> None:
        self.language = language
        self.templates = templates

    def __call__(self, key: str, **values: object) -> str:
        """Return the text ``key`` filled with ``values``; ``n`` chooses the plural form."""
        return fill(self.templates[key], values, self.language)

    def __contains__(self, key: str) -> bool:
        return key in self.templates

    def quote(self, text: str) -> str:
        """Return ``text`` in the quotation marks of the language."""
        opening, closing = QUOTES[self.language]
        return f"{opening}{self.inside_quotes(text)}{closing}"

    def inside_quotes(self, text: str) -> str:
        """Return ``text`` with quotation marks of its own turned into those the language uses inside others."""
        if text.isascii():
            return text
        opening, closing = INNER_QUOTES[self.language]
        return _OPENING.sub(opening, _CLOSING.sub(closing, text))

    def number(self, value: float) -> str:
        """Return a number with the decimal sign of the language."""
        return self.decimals(f"{value:g}".replace("-", "−"))

    def decimals(self, text: str) -> str:
        """Return ``text`` with the decimal sign of the language in its numbers (one or two decimals)."""
        return text if self.language == "en" else _DECIMALS.sub(r"\1,\2", text)

    def date(self, iso: str) -> str:
        """Return an ISO date as it is written in the language."""
        if self.language == "en" or not _ISO_DATE.fullmatch(iso):
            return iso
        return ("/" if self.language == "it" else ".").join(reversed(iso.split("-")))


@cache
def texts_for(language: str) -> Texts:
    """Return the interface texts of ``language``, one of ``LANGUAGES``."""
    return _read(language, f"{language}.json", f"review.{language}.json")


@cache
def notes_texts(language: str) -> Texts:
    """Return the interface texts of ``language`` with those around review notes, registers and interviews."""
    return _read(language, f"{language}.json", f"review.{language}.json", f"notes.{language}.json")


@cache
def audit_texts(language: str) -> Texts:
    """Return the texts of the audit document in ``language``, one of ``LANGUAGES``: it also holds the interview sheet
    and the progress since the last review.
    """
    names = ("", "review.", "notes.", "progress.", "audit.")
    return _read(language, *(f"{name}{language}.json" for name in names))


@cache
def start_texts(language: str) -> Texts:
    """Return the texts of the guided start in ``language``, one of ``LANGUAGES``."""
    return _read(language, f"new.{language}.json")


@cache
def workbook_texts(language: str) -> Mapping[str, str]:
    """Return what workbooks say in ``language``, one of ``LANGUAGES``, by its dotted keys."""
    texts: dict[str, str] = read_json("texts", f"workbook.{language}.json")
    return texts


@cache
def command_texts(command: str, language: str) -> Texts:
    """Return the interface texts with those that only ``command`` needs, in ``language``, one of ``LANGUAGES``."""
    return _read(language, f"{language}.json", f"review.{language}.json", f"{command}.{language}.json")


def _read(language: str, *names: str) -> Texts:
    return Texts(
        language,
        {key: text for name in names for key, text in read_json("texts", name).items()},
    )


def flatten(tree: Mapping[str, object], prefix: str = "") -> dict[str, Template]:
    """Turn the nested mapping of a text file into ``{"verdict.gaps": template}``.

    A mapping whose keys are all plural categories is one template.
    """
    flat: dict[str, Template] = {}
    for key, value in tree.items():
        name = f"{prefix}{key}"
        if isinstance(value, Mapping):
            if set(value) <= {EXACTLY_ONE, "zero", "one", "two", "few", "many", "other"}:
                flat[name] = {str(form): str(text) for form, text in value.items()}
            else:
                flat.update(flatten(value, f"{name}."))
        else:
            flat[name] = str(value)
    return flat
