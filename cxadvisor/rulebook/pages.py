"""The documentation pages of the rules, made from their cards, so that no page can say what the rule does not do."""

from __future__ import annotations

from collections.abc import Iterable

from cxadvisor.rulebook.card import RuleCard
from cxadvisor.texts import Template, Texts

HEADINGS = {
    "canvas": "Canvas",
    "customers": "Customers",
    "channels": "Channels",
    "internal": "Internal business",
    "external": "External business",
}


def page(card: RuleCard, texts: Texts) -> str:
    """Return the page of one rule, in Markdown."""
    lines = [
        f"# {card.name} ({card.code})",
        "",
        f"*{texts(f'kind.{card.kind}')} · {texts(f'severity.{card.severity}')} · ground: {card.ground} · "
        f"sources: {', '.join(card.sources) or '–'} · since {card.since}*",
        "",
        "## What it finds",
        "",
        card.finds,
        "",
        "## Why it matters",
        "",
        card.matters,
        "",
        "## What it says",
        "",
        *(f"> {form}" for form in _forms(card.message)),
        "",
    ]
    if card.question:
        lines += ["Where the words of the notes do not settle it, it asks:", ""]
        lines += [f"> {form}" for form in _forms(card.question)] + [""]
    lines += ["## What to do", "", card.advice, ""]
    if card.named_entries:
        lines += [f"`cxadvisor explain` tells more of: {', '.join(card.named_entries)}.", ""]
    if card.whys:
        lines += ["## 5 Whys", "", *(f"- {prompt}" for prompt in card.whys), ""]
    if card.lists:
        parts = ", ".join(f"[{part}]({part}.md)" for part in card.lists)
        lines += [f"It is one list of what two or more of these rules find: {parts}.", ""]
    if card.yields_to:
        leads = ", ".join(f"[{lead}]({lead}.md)" for lead in card.yields_to)
        lines += ["## When it stays silent", "", f"Its cause is already told by: {leads}.", ""]
    if card.applies:
        lines += [f"It is not assessed where the canvas gives no ground for it: {card.applies.otherwise}", ""]
    return "\n".join(lines)


def index(cards: Iterable[RuleCard]) -> str:
    """Return the page that lists all rules, by topic."""
    lines = ["# Rules", "", "Made from the rule cards by `make compile`; do not edit.", ""]
    topic = ""
    for card in cards:
        if card.topic != topic:
            topic = card.topic
            lines += [
                "",
                f"## {HEADINGS.get(topic, topic.capitalize())}",
                "",
                "| code | rule | kind | severity | finds |",
            ]
            lines += ["|---|---|---|---|---|"]
        lines.append(
            f"| {card.code} | [{card.name}]({card.name}.md) | {card.kind} | {card.severity} | {card.finds} |"
        )
    return (
        "\n".join(line for number, line in enumerate(lines) if line or (number and lines[number - 1])) + "\n"
    )


def _forms(template: Template) -> list[str]:
    return [template] if isinstance(template, str) else list(dict.fromkeys(template.values()))
