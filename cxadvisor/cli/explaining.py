"""Lays out what ``cxadvisor explain`` tells of a rule, or of an entry of the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from cxadvisor.advice.telling import fix_in_words
from cxadvisor.catalogue.entries import entry_texts, shipped_catalogue
from cxadvisor.catalogue.shapes import BEFORE_SALE, FACTS, LISTS
from cxadvisor.cli.output import width
from cxadvisor.texts import command_texts

if TYPE_CHECKING:
    from cxadvisor.catalogue import Entry
    from cxadvisor.rulebook.card import RuleCard
    from cxadvisor.texts import Template, Texts

INDENT = "  "
MARK = "– "


def rule_lines(card: RuleCard, texts: Texts) -> Iterator[str]:
    """Yield the lines that explain a rule."""
    yield f"{card.name} ({card.code})"
    yield from _wrapped(card.finds)
    yield ""
    yield ", ".join(
        (
            texts(f"kind.{card.kind}"),
            texts(f"severity.{card.severity}"),
            texts(f"report.ground.{card.ground}"),
        )
    )
    for label, content in (
        ("finding", _shown(card.message)),
        ("question", _shown(card.question)),
        ("consequence", card.matters),
        ("recommendation", card.advice),
    ):
        if content:
            yield from _part(texts(f"report.field.{label}"), [content])
    catalogue = shipped_catalogue()
    entries = [_named(catalogue[name], texts) for name in card.named_entries]
    yield from _part(texts("report.field.read"), entries)
    whys = [f"{number}. {why}" for number, why in enumerate(card.whys, 1)]
    yield from _part(texts("report.field.whys"), whys)
    levels = {
        key: texts(f"level.{value}") for key, value in (("effort", card.efforts), ("impact", card.impacts))
    }
    planned = command_texts("plan", texts.language)
    yield from _part(
        planned("plan.explain.fix"), [*fix_in_words(card, planned), planned("plan.levels", **levels)]
    )
    yield from _part(texts("report.field.sources"), _sources(card.sources, texts))


def entry_lines(entry: Entry, rules: Sequence[RuleCard], texts: Texts) -> Iterator[str]:
    """Yield the lines that explain a metric, a touchpoint or a notion; ``rules`` are those that lead to it."""
    said = entry_texts(texts.language)[entry.name]
    yield f"{entry.label(texts.language)} ({entry.name})"
    opening, *fields = said.fields.items()
    yield from _wrapped(opening[1][0])
    yield ""
    words = (entry.facts[fact] for fact in ("view", "timing", "unit", "direction") if fact in entry.facts)
    named = {word: fact for fact, known in FACTS.items() for word in known}
    facts = [texts(f"explain.{named[word]}.{word}") for word in words]
    yield from _wrapped(", ".join((texts(f"explain.kind.{entry.kind}"), *facts)))
    for field, sentences in fields:
        marked = [MARK + each for each in sentences] if field in LISTS else sentences
        yield from _part(texts(f"explain.field.{field}"), marked)
        if field == "formula":
            yield from _part(texts("explain.field.when"), [_when(entry, texts)])
    if heart := entry.facts.get("heart"):
        yield from _part(texts("explain.field.heart"), [texts(f"explain.heart.{heart}")])
    yield from _part(
        texts(f"explain.field.beside{'_metric' if entry.kind == 'metric' else ''}"),
        [_named(shipped_catalogue()[name], texts) for name in entry.beside],
    )
    yield from _part(texts("explain.field.rules"), [f"{card.name} ({card.code})" for card in rules])
    yield from _part(texts("explain.field.also"), [", ".join(said.also)] if said.also else [])
    sources = _sources(entry.sources, texts) or [texts("explain.no_source")]
    yield from _part(texts("report.field.sources"), sources)


def _named(entry: Entry, texts: Texts) -> str:
    return f"{entry.label(texts.language)} ({entry.name})"


def _when(entry: Entry, texts: Texts) -> str:
    """Return the phases of the life cycle in which a metric can be taken, and on which side of the sale they lie."""
    phases = entry.facts["phases"]
    before = [phase in BEFORE_SALE for phase in phases]
    side = "none" if phases == ["always"] else "pre" if all(before) else "both" if any(before) else "post"
    return texts(
        f"explain.when.{side}", phases=", ".join(texts(f"explain.phase.{phase}") for phase in phases)
    )


def _sources(labels: Iterable[str], texts: Texts) -> list[str]:
    return [f"{label} – {texts(f'report.source.{label}')}" for label in labels]


def _shown(template: Template | None) -> str | None:
    """Return a text of a card as it stands there; of several plural forms the one for many."""
    if template is None or isinstance(template, str):
        return template
    return template.get("other") or list(template.values())[-1]


def _part(label: str, paragraphs: Iterable[str]) -> Iterator[str]:
    """Yield a heading and what stands below it; nothing where that is empty."""
    lines = [line for paragraph in paragraphs for line in _wrapped(paragraph, INDENT)]
    if lines:
        yield ""
        yield label
        yield from lines


def _wrapped(text: str, indent: str = "") -> list[str]:
    """Return the lines of a paragraph; those of an item of a list hang below its text."""
    from cxadvisor.reporters.plain import wrap

    number, space, _ = text.partition(" ")
    is_item = number == MARK.strip() or (number.endswith(".") and number[:-1].isdigit())
    hanging = indent + " " * (len(number + space) if is_item else 0)
    first, *others = wrap(text, width() - len(hanging))
    return [indent + first, *(hanging + line for line in others)]
