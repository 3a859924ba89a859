"""Fills the texts of rules with what the rules found, in the language of the review."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from cxadvisor.model.blocks import BLOCKS
from cxadvisor.texts import Template, Texts, fill, form_for, placeholders

LONGEST_QUOTE: Final = 120
"""A note is quoted up to this length; it stands in full on the canvas."""

SHORT_QUOTE: Final = 48
"""A note is quoted up to this length where several are named in one sentence."""

ENUMERATIONS: Final = {
    "missing": "attribute",
    "what": "suspicious",
    "problem": "problem",
    "direction": "direction",
    "stage": "when",
    "block": "block",
    "missing_elements": "element",
    "missing_actors": "office",
    "uncovered": "heart",
    "incomplete": "heart",
    "category": "heart",
    "lacking": "heart_part",
    "basis": "basis",
    "missing_parts": "persona_part",
    "unanswered": "empathy_question",
    "left_out": "step_part",
    "only_phase": "phase",
}
"""Slots whose values are words of ours, and the section of the interface texts that says them."""

QUOTED: Final = frozenset({"text", "words", "target", "first", "second"})
"""Slots that hold somebody's words; sentences put them in quotation marks."""

MEASURED: Final = frozenset({"baseline_text", "target_text"})
"""Slots that hold a number with its unit."""

DATES: Final = frozenset({"due", "as_of"})
"""Slots that hold an ISO date."""


def shortened(text: str, longest: int = LONGEST_QUOTE) -> str:
    """Return ``text`` as it is quoted: on one line, without the full stop at its end, which the sentence around it sets
    itself, and cut at a word where it is longer than ``longest``.
    """
    text = " ".join(text.split())
    if text.endswith(".") and text.rpartition(" ")[2].count(".") == 1:  # no dots, and no letters with dots
        text = text[:-1] or text
    if len(text) <= longest:
        return text
    return text[:longest].rsplit(" ", 1)[0].rstrip(",;:–—-") + "…"


def said(value: Any, slot: str, texts: Texts) -> str:
    """Return the value of a slot as it is said in a sentence."""
    if value is None:
        return ""
    if slot in ENUMERATIONS:
        keys = (f"{ENUMERATIONS[slot]}.{each}" for each in str(value).split(","))
        return ", ".join(texts(key) if key in texts else key.partition(".")[2] for key in keys)
    if isinstance(value, float):
        return texts.number(value)
    if slot in MEASURED:
        return texts.decimals(str(value))
    if slot in QUOTED:
        return texts.inside_quotes(shortened(str(value)))
    return texts.date(value) if slot in DATES else str(value)


def fill_rule(
    template: Template,
    bindings: Mapping[str, Any],
    slots: Mapping[str, str],
    about: Mapping[str, Mapping[str, Any]],
    texts: Texts,
    extra: Mapping[str, object],
) -> str:
    """Fill a text of a rule.

    Args:
        template: the text, with ``{variable}``, ``{variable.slot}`` and words such as ``{n}`` that ``extra`` holds.
        bindings: what the variables are bound to; an id where they stand for a fact.
        slots: the slot each variable was read from.
        about: the slots of each fact, by id.
        texts: the interface texts of the language.
        extra: words filled by the finding itself; they go before variables.
    """
    sentence = form_for(template, extra.get("n", bindings.get("n")), texts.language)
    values: dict[str, object] = {}
    for name in placeholders(sentence):
        root, _, slot = name.partition(".")
        if name in extra:
            values[name] = extra[name]
        elif slot == "when":
            stage = about[bindings[root]].get("stage")
            values[name] = texts(f"when.{stage or 'both'}")
        elif slot == "block":
            known = about[bindings[root]]
            values[name] = texts(f"block.{known.get('block') or known['name']}")
        elif slot:
            values[name] = said(about[bindings[root]][slot], slot, texts)
        else:
            values[name] = said(bindings[root], slots.get(root, ""), texts)
    return fill(sentence, values, texts.language)


def block_list(pointers: Iterable[str], texts: Texts) -> str:
    """Name blocks, or stages of blocks, given by their pointers: “needs, moments (pre-sale)”, in fill order.

    A block of which both stages are given is named once.
    """
    stages: dict[str, set[str]] = {}
    for pointer in pointers:
        _, block, *stage = pointer.split("/")
        stages.setdefault(block, set()).update(stage[:1])
    names = []
    for block in sorted(stages, key=lambda name: BLOCKS[name].number):
        name = texts(f"block.{block}")
        if len(stages[block]) == 1:
            name = texts("block_of_stage", block=name, stage=texts(f"stage.{next(iter(stages[block]))}"))
        names.append(name)
    return ", ".join(names)
