"""Says in plain words what a key of an artefact expects, and why a value is not that."""

from __future__ import annotations

from typing import Any, Final

from cxadvisor.model.canvas import MAX_NOTES, MAX_TEXT
from cxadvisor.readers.tree import shown
from cxadvisor.readers.values import kind_of, remedy

_TEXTS: Final = "a text, or a list of texts"
_ID: Final = "an id: one word of at most 100 characters without “/”, “#” and “~”, such as s1"
_YES_OR_NO: Final = "true or false"
_FIGURE: Final = 'a number, or a text such as "92 %"'

EXPECTED: Final[dict[str, str]] = {
    **dict.fromkeys(("id", "mirrors_step", "journey_step", "follows", "of"), _ID),
    **dict.fromkeys(("start",), "the id of a step"),
    "next": "the id of a step, or a list of ids",
    **dict.fromkeys(("moment_of_truth", "negative"), _YES_OR_NO),
    **dict.fromkeys(("exit_point", "renewal_point", "satisfied", "not_applicable"), "true, false, or a text"),
    **dict.fromkeys(("age", "share", "baseline", "target"), _FIGURE),
    "sample": "a whole number, or a text",
    "emotion": "a number of the scale, or one of its words",
    "emotion_scale": "the two ends of the scale such as [-2, 2], or its words from worst to best",
    "scale": 'a text such as "0–10", or its two ends such as [0, 10]',
    "state": "as_is or to_be (or present, target)",
    "direction": "up or down",
    "phase": "before, during or after",
    "kind": "one of the kinds: customer or employee of a journey; start, action, decision, error or end of a step",
    **dict.fromkeys(("before", "during", "after", "steps"), "a list of steps"),
    "stages": "a list of stages with their steps",
    "branches": "a list of branches such as {when: yes, next: s2}",
    "statistics": "a mapping of names to figures",
    "evidence": "a text, or a mapping such as {method: interviews, sample: 12}",
    "real_case": "a mapping with source, date, summary and negative",
    "channels": "a list of channels, or a mapping of such lists",
    **dict.fromkeys(("customers", "actors"), "a mapping"),
    **dict.fromkeys(("behaviours", "activities", "challenges", "kpis", "whys"), "a list of mappings"),
    **dict.fromkeys(("happiness", "engagement", "adoption", "retention", "task_success"), "a mapping"),
    "root_causes": "a list of texts",
    "countermeasures": "a list of mappings such as {action: …, owner: …, due: …, check: …}",
    "metric": "a text, or a mapping with name and target",
    **dict.fromkeys(
        (
            *(
                "segment",
                "authors",
                "beliefs",
                "behaviour",
                "expectations",
                "motivations",
                "goals",
                "needs",
                "pains",
            ),
            *(
                "fears",
                "gains",
                "quotes",
                "thinks_and_feels",
                "sees",
                "hears",
                "says",
                "does",
                "goal",
                "touchpoint",
            ),
            *(
                "channel",
                "thought",
                "said",
                "seen",
                "pain",
                "gain",
                "opportunity",
                "moment",
                "frontstage",
                "backstage",
            ),
            *("failure", "recovery", "measured_by", "frontline_consulted", "departments", "system", "idea"),
            *(
                "rule_followed",
                "profile",
                "common_traits",
                "thinks",
                "preferred",
                "supported",
                "value",
                "supports",
            ),
            *(
                "effect_on_behaviour",
                "effect_on_roles",
                "effect_on_activities",
                "signal",
                "participants",
                "need",
            ),
            *("always", "front_office", "back_office", "partners", "technology"),
        ),
        _TEXTS,
    ),
}
"""What a key of an artefact expects, where that is more than a text; a test compares the keys with the models."""


def explain_artefact(tokens: list[str], value: Any, written: str = "") -> tuple[str, str]:
    """Return message and remedy for a value that does not fit.

    Args:
        tokens: the path to the value within its artefact, unescaped.
        value: what was found there.
        written: how a number is written in the file, where that is known.
    """
    key = next((token for token in reversed(tokens) if not token.isdigit()), "")
    entry = bool(tokens) and tokens[-1].isdigit()
    subject = f"This entry of “{shown(key)}”" if entry else f"“{shown(key)}”" if key else "This artefact"
    expected = EXPECTED.get(key, "a text")
    if entry:
        expected = (
            expected.removeprefix("a text, or ")
            .replace("a list of texts", "a text")
            .replace("a list of ", "one of the ")
        )
    if value is None or (isinstance(value, str) and not value.strip()):
        return f"{subject} is empty.", "Write something, or remove it."
    if isinstance(value, str) and len(value) > MAX_TEXT:
        return f"{subject} has {len(value):,} characters; at most {MAX_TEXT:,} are read.", "Shorten it."
    if isinstance(value, list) and len(value) > MAX_NOTES:
        return f"{subject} has {len(value):,} entries; at most {MAX_NOTES:,} are read.", "Shorten the list."
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    kind = f"the number {written}" if is_number and written else kind_of(value)
    if isinstance(value, dict) and len(value) == 1 and "text" in expected:
        ((name, inner),) = value.items()
        if isinstance(inner, str | int | float):
            return (
                f"The colon behind “{shown(str(name))}” makes this text a key with a value.",
                f'Put the text in quotes: "{shown(f"{name}: {inner}")}".',
            )
    return f"{subject} is {kind}, but should be {expected}.", remedy(value, expected, written)
