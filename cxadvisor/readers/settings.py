"""Reads ``cxadvisor.toml``, the settings beside a canvas."""

from __future__ import annotations

import os
import re
from codecs import BOM_UTF8
from collections.abc import Mapping
from typing import Any, Final

from pydantic import BaseModel, ValidationError

from cxadvisor.errors import InputError, Problem, SettingsError
from cxadvisor.model.blocks import SECTIONS
from cxadvisor.model.brand import Brand, Colours, Fonts, Logo, WordTemplate
from cxadvisor.model.strategy import Settings
from cxadvisor.readers.encoding import decode
from cxadvisor.readers.safe_bytes import file_name, read_bytes
from cxadvisor.readers.tree import Source, shown

MAX_BYTES: Final = 64_000
"""The largest settings file (64 KB)."""
MAX_TEMPLATE: Final = 5_000_000
"""The largest Word template (5 MB)."""

_EXPECTED: Final = {
    "select": 'a list of rules: select = ["nps-alone"]',
    "ignore": 'a list of rules: ignore = ["nps-alone"]',
    "severities": 'a table: [severities], and below it nps-alone = "low"',
    "efforts": 'a table: [efforts], and below it moment-without-activity = "high"',
    "impacts": 'a table: [impacts], and below it moment-without-activity = "high"',
    "language": 'a language of the interface: language = "ro"',
    "fill_order": 'all three sections: fill_order = ["customers", "internal", "external"]',
    "brand": 'a table: [brand], and below it name = "…"',
    "baseline": 'a file: baseline = "last-review.json"',
    "semantic": "true or false: semantic = true",
    "history": "true or false: history = true",
    "edition": 'working or client: edition = "client"',
    "packs": 'a list of files and folders: packs = ["our-rules"]',
}
_BRAND_TABLES: Final[Mapping[str, type[BaseModel]]] = {"colours": Colours, "fonts": Fonts}
_BRAND_EXPECTED: Final = {
    "logo": ("the name of a picture", 'Write logo = "logo.png".'),
    "template": ("the name of a Word document", 'Write template = "report.docx".'),
    "colours": ("a table of colours", 'Write colours = { primary = "#0c5a63", accent = "#0c5a63" }.'),
    "fonts": ("a table of font names", 'Write fonts = { headings = "Georgia", text = "Verdana" }.'),
}
_in_text = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


def read_settings(path: str) -> Settings:
    """Return the settings in the file ``path``; paths in them are taken from its folder.

    Raises:
        SettingsError: they cannot be read or used; with every problem.
    """
    name = file_name(path)
    try:
        data = read_bytes(path, MAX_BYTES)
        source = decode(data, name) if data.removeprefix(BOM_UTF8).strip() else Source("", name)
    except InputError as error:
        raise SettingsError(error.problems) from None
    return _settings(_parsed(source), source, os.path.dirname(path))


def _parsed(source: Source) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(source.text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        message = str(error)
        if isinstance(error, RecursionError):
            message = "lists and tables are nested too deep"
        elif not isinstance(error, tomllib.TOMLDecodeError):
            message = "a number has too many digits"
        at = _in_text.search(message)
        line, column = (int(at[1]), int(at[2])) if at and at[1] else (None, None)
        message = shown(_in_text.sub("", message), 200)
        raise SettingsError(
            Problem(f"This is not TOML: {message[:1].lower()}{message[1:]}.", "", source.file, line, column)
        ) from None


def _settings(tree: dict[str, Any], source: Source, folder: str) -> Settings:
    problems: list[Problem] = []
    _unknown_keys(tree, Settings.model_fields, source, problems)
    clean = {key: value for key, value in tree.items() if key in Settings.model_fields}
    if isinstance(tree.get("brand"), dict):
        clean["brand"] = _brand(tree["brand"], source, folder, problems)
    _sections(tree.get("fill_order"), source, problems)
    settings = None
    try:
        settings = Settings.model_validate(clean)
    except ValidationError as error:
        for place in dict.fromkeys(
            problem["loc"][:2] for problem in error.errors(include_url=False, include_input=False)
        ):
            if not any(problem.at == f"/{place[0]}" for problem in problems):
                problems.append(_misfit(place, tree, source))
    if problems:
        raise SettingsError(sorted(problems, key=lambda problem: problem.line or 0))
    assert settings is not None
    return settings.model_copy(
        update={
            "packs": tuple(_resolved(pack, folder) for pack in settings.packs),
            "baseline": settings.baseline and _resolved(settings.baseline, folder),
        }
    )


def _brand(table: dict[str, Any], source: Source, folder: str, problems: list[Problem]) -> dict[str, Any]:
    """Return the table of the brand without unknown keys, and with its logo read."""
    _unknown_keys(table, Brand.model_fields, source, problems)
    brand = {key: value for key, value in table.items() if key in Brand.model_fields}
    for key, part in _BRAND_TABLES.items():
        if isinstance(brand.get(key), dict):
            _unknown_keys(brand[key], part.model_fields, source, problems)
            brand[key] = {name: value for name, value in brand[key].items() if name in part.model_fields}
    for key, read in (("logo", _logo), ("template", read_template)):
        if not isinstance(brand.get(key), str):
            continue
        try:
            brand[key] = read(_resolved(brand[key], folder))
        except InputError as error:
            (problem,) = error.problems
            said = problem.message[:1].lower() + problem.message[1:]
            message = f"The {key} “{shown(brand.pop(key))}” cannot be used: {said}"
            problems.append(_problem(message, problem.remedy, key, source))
    return brand


def _logo(path: str) -> Logo:
    from cxadvisor.readers.pictures import read_logo

    return read_logo(path)


def read_template(path: str) -> WordTemplate:
    """Return the Word template in the file ``path``; whether it can be filled is seen when it is.

    Raises:
        InputError: it cannot be read, or is too large.
    """
    return WordTemplate(name=file_name(path), data=read_bytes(path, MAX_TEMPLATE))


def _unknown_keys(table: dict[str, Any], allowed: Any, source: Source, problems: list[Problem]) -> None:
    for key in table:
        if key not in allowed:
            from cxadvisor.readers.suggestions import suggest

            meant = suggest(key, allowed)
            remedy = f"Did you mean “{meant}”?" if meant else f"Known are {', '.join(allowed)}."
            problems.append(
                _problem(f"“{shown(key)}” is not a setting that is known here.", remedy, key, source)
            )


def _sections(names: Any, source: Source, problems: list[Problem]) -> None:
    """Complain where ``fill_order`` does not list each section once."""
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        return
    if sorted(names) != sorted(SECTIONS):
        message = "“fill_order” does not list each section once."
        problems.append(_problem(message, f"Write {_EXPECTED['fill_order']}.", "fill_order", source))


def _misfit(place: tuple[int | str, ...], tree: dict[str, Any], source: Source) -> Problem:
    """Return the problem of a value that does not fit its setting."""
    key = str(place[0])
    expected = _EXPECTED[key]
    inner = str(place[1]) if len(place) > 1 and isinstance(tree[key], dict) else None
    level = {"severities": "severity", "efforts": "effort", "impacts": "impact"}.get(key)
    if level and inner:
        return _problem(
            f"The {level} of “{shown(inner)}” is none.", "Write high, medium or low.", inner, source
        )
    if key == "brand" and inner:
        what, remedy = _BRAND_EXPECTED.get(inner, ("a text", f'Write {shown(inner)} = "…".'))
        return _problem(f"“{shown(inner)}” of the brand is not {what}.", remedy, inner, source)
    if key == "language" and isinstance(tree[key], str):
        return _problem(
            f"“{shown(tree[key])}” is not a language code.",
            'Write two letters: language = "ro".',
            key,
            source,
        )
    return _problem(f"“{key}” does not have the shape it needs.", f"Write {expected}.", key, source)


def _problem(message: str, remedy: str, key: str, source: Source) -> Problem:
    """Return a problem at the line on which ``key`` is set; the TOML reader keeps no positions."""
    bare = re.escape(key)
    line = re.search(rf"^[ \t]*\[?[ \t]*[\"']?{bare}[\"']?[ \t]*[=.\]]", source.text, re.MULTILINE)
    return source.problem(message, remedy, offset=line.start() if line else None, at=f"/{key}")


def _resolved(path: str, folder: str) -> str:
    """Return a path of the settings as seen from where cxadvisor runs; ``python:NAME`` is no path."""
    return path if path.startswith("python:") else os.path.normpath(os.path.join(folder, path))
