"""Reads rule cards, derivations and translations from their YAML files, with errors that name file, line and rule."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator
from difflib import get_close_matches
from importlib.resources.abc import Traversable
from typing import Any

from pydantic import ValidationError

from cxadvisor.errors import InputError, RuleCardError
from cxadvisor.readers.encoding import decode
from cxadvisor.readers.tree import Document, Source
from cxadvisor.readers.yaml_text import parse_yaml
from cxadvisor.resources import folder
from cxadvisor.rulebook.card import RuleCard, card_from
from cxadvisor.rulebook.cardfile import CardFile, plain
from cxadvisor.rulebook.compiling import compile_card
from cxadvisor.texts import CATEGORIES, EXACTLY_ONE, placeholders

DERIVATIONS = "derivations"
TRANSLATIONS = "translations"


def parse(text: str, file: str) -> Document:
    """Parse a YAML file of rules; raises ``RuleCardError`` at the first thing that is wrong."""
    try:
        return parse_yaml(Source(text, file))
    except InputError as error:
        first = error.problems[0]
        raise RuleCardError(first.message, file=file, line=first.line, remedy=first.remedy) from None


def read_card(
    text: str,
    file: str,
    topic: str,
    concepts: Container[str] | None = None,
    entries: Collection[str] | None = None,
) -> dict[str, Any]:
    """Return the plain form of the card in ``text``; ``concepts`` are those it may name (see ``conditions.Reader``),
    ``entries`` those of the catalogue that it may, by default the shipped ones.

    Raises:
        RuleCardError: with file, line and rule, and what would be right.
    """
    document = parse(text, file)
    if not isinstance(document.tree, dict):
        raise RuleCardError("a rule card is a mapping that starts with “code” and “name”.", file=file, line=1)
    rule = document.tree.get("name")
    try:
        card = CardFile.model_validate(document.tree)
        data = plain(card, topic)
        _check_entries(data.get("see", ()), entries)
        compile_card(card_from(data), concepts)
    except ValidationError as error:
        # A misspelt key explains why another is missing.
        first = min(error.errors(), key=lambda each: each["type"] != "extra_forbidden")
        steps = [str(step) for step in first["loc"]]
        raise RuleCardError(
            f"{'.'.join(steps) + ': ' if steps else ''}{_plain_message(first)}",
            file=file,
            line=_line(document, "".join(f"/{step}" for step in steps)),
            rule=rule if isinstance(rule, str) else None,
        ) from None
    except RuleCardError as error:
        line = _line(document, _place_in(document.tree, error.value) or f"/{error.field or 'when'}")
        raise RuleCardError(
            error.message, file=file, line=line, rule=card.name, remedy=error.remedy
        ) from None
    return data


def _check_entries(seen: Iterable[str], entries: Collection[str] | None) -> None:
    """Raise ``RuleCardError`` where a card names an entry that the catalogue does not have."""
    if named := [each for each in seen if ":" not in each]:
        if entries is None:
            from cxadvisor.catalogue import shipped_catalogue

            entries = shipped_catalogue().entries
        for each in named:
            if each not in entries:
                near = get_close_matches(each, entries, 1)
                meant = f"Did you mean “{near[0]}”? " if near else ""
                error = RuleCardError(
                    f"“see” names “{each}”, which the catalogue does not have.",
                    remedy=f"{meant}“cxadvisor explain --list” lists its entries.",
                )
                error.field = "see"
                raise error


def _place_in(card: dict[str, Any], value: object) -> str | None:
    """Return the place of the first condition that holds ``value``; None where none does, or nothing is sought."""
    conditions = {key: card[key] for key in ("when", "asks_when", "applies", "also") if key in card}
    return None if value is None else _place_of(conditions, value, "")


def _place_of(tree: Any, value: object, place: str) -> str | None:
    if tree == value:
        return place
    entries = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    found = (_place_of(entry, value, f"{place}/{key}") for key, entry in entries)
    return next((each for each in found if each is not None), None)


def _plain_message(error: Any) -> str:
    kind, context = error["type"], error.get("ctx", {})
    if kind == "missing":
        return "this key is missing."
    if kind == "extra_forbidden":
        return "a card has no such key; “cxadvisor schema card” lists them."
    if kind == "value_error":
        return f"{context['error']}."
    if kind == "literal_error":
        return f"this takes {context['expected'].replace(chr(39), '')}."
    return f"{error['msg'].replace('Input should', 'this should')}."


def _line(document: Document, place: str) -> int | None:
    offset = document.offset(place)
    return document.source.line_and_column(offset)[0] if offset is not None else None


def card_in(data: bytes, file: str, topic: str, concepts: Container[str] | None = None) -> RuleCard:
    """Return the rule card in the content of a file of a pack.

    Raises:
        RuleCardError: it cannot be used.
    """
    try:
        text = decode(data, file).text if data.strip() else ""
    except InputError as error:
        first = error.problems[0]
        raise RuleCardError(first.message, file=file, line=first.line, remedy="Save it as UTF-8.") from None
    return card_from(read_card(text, file, topic, concepts))._replace(file=file)


def authored(
    concepts: Container[str] | None = None, entries: Collection[str] | None = None
) -> dict[str, Any]:
    """Return everything under ``rules/`` in the plain form that is shipped compiled: cards and derivations.

    ``concepts`` and ``entries`` are those that cards may name, where knowledge is compiled at the same time.
    """
    root = folder("rules")
    cards, derivations = [], []
    for topic, file in _files(root):
        name = f"rules/{topic}/{file.name}"
        text = file.read_text("utf-8")
        if topic == DERIVATIONS:
            derivations += parse(text, name).tree
        elif topic != TRANSLATIONS:
            cards.append(read_card(text, name, topic, concepts, entries))
    cards.sort(key=lambda card: str(card["code"]))
    return {"cards": cards, "derivations": derivations}


def authored_translations(language: str) -> dict[str, Any]:
    """Return the translations in ``rules/translations/<language>.yaml``, by rule and field."""
    file = folder("rules").joinpath(TRANSLATIONS, f"{language}.yaml")
    name = f"rules/{TRANSLATIONS}/{language}.yaml"
    texts: dict[str, Any] = parse(file.read_text("utf-8"), name).tree
    return texts


def translation_problems(card: RuleCard, texts: dict[str, Any], language: str) -> Iterator[str]:
    """Say what a translation of ``card`` lacks: fields, plural categories, placeholders, prompts."""
    wanted = card.texts()
    for field in sorted(set(texts) - set(wanted)):
        yield f"{card.name}: “{field}” is no text of the card"
    for field, template in wanted.items():
        if field not in texts:
            yield f"{card.name}: “{field}” is missing"
        elif isinstance(template, tuple):
            if len(texts[field]) != len(template):
                yield f"{card.name}: {len(template)} prompts are needed, there are {len(texts[field])}"
            for ours, theirs in zip(template, texts[field], strict=False):
                if placeholders(ours) != placeholders(theirs):
                    yield f"{card.name}: the prompt “{theirs}” has other placeholders"
        else:
            # A number in the sentence may need more forms than the English sentence has.
            forms = set(CATEGORIES[language])
            if isinstance(texts[field], dict) and set(texts[field]) - {EXACTLY_ONE} != forms:
                yield f"{card.name}: “{field}” needs the plural forms {', '.join(CATEGORIES[language])}"
            if isinstance(template, dict) and isinstance(texts[field], str):
                yield f"{card.name}: “{field}” needs plural forms"
            if placeholders(template) != placeholders(texts[field]):
                yield f"{card.name}: “{field}” has other placeholders than the English text"


def _files(root: Traversable) -> Iterator[tuple[str, Traversable]]:
    for topic in sorted(root.iterdir(), key=lambda each: each.name):
        if topic.is_dir():
            for file in sorted(topic.iterdir(), key=lambda each: each.name):
                if file.name.endswith(".yaml"):
                    yield topic.name, file
