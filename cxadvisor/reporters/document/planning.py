"""The roadmap as it is printed: the picture of effort against impact, and the table of 30, 60 and 90 days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from cxadvisor.model.plan import HORIZONS
from cxadvisor.model.review import Review
from cxadvisor.priorities import LEVELS, Step, horizon_of, roadmap_of
from cxadvisor.reporters.document.shapes import Action, Entry, Horizons, Roadmap, Square
from cxadvisor.reporters.wording import level_text, upper_first
from cxadvisor.texts import Texts

MOST_ACTIONS: Final = 15
"""A horizon with more actions is no plan that anybody follows."""
MOST_NUMBERS: Final = 24
"""So many numbers find room in a field of the picture."""


def roadmap_as_printed(review: Review, entries: Mapping[int, Entry], texts: Texts) -> Roadmap | None:
    """Return the roadmap of a review, None where there is nothing to do; ``entries`` are by the identity of their
    findings.
    """
    steps = roadmap_of(review)
    if not steps:
        return None
    titles = ["", *(part.strategy.title for part in review.reviews)]
    actions = [_action(step, steps, entries, titles[step.part], texts) for step in steps]
    return Roadmap(
        picture=_picture(actions),
        horizons=tuple(_horizons(steps, actions, texts)),
    )


def _action(
    step: Step, steps: Sequence[Step], entries: Mapping[int, Entry], canvas: str, texts: Texts
) -> Action:
    levels = ", ".join(
        texts(f"audit.roadmap.{name}_level", level=level_text(level, texts))
        for name, level in (("effort", step.effort), ("impact", step.impact))
    )
    after = (
        texts(
            "audit.roadmap.after_why",
            numbers=", ".join(str(entries[id(finding)].number) for finding in steps[other].findings),
            why=texts(f"audit.roadmap.why.{why}"),
        )
        for other, why in step.after
    )
    return Action(
        text=step.action,
        entries=tuple(entries[id(finding)] for finding in step.findings),
        effort=step.effort,
        impact=step.impact,
        levels=upper_first(levels),
        owner=step.owner or "",
        due=texts.date(step.due) if step.due else "",
        after=tuple(after),
        canvas=canvas,
    )


def _horizons(steps: Sequence[Step], actions: Sequence[Action], texts: Texts) -> Iterator[Horizons]:
    for name in HORIZONS:
        due = [action for step, action in zip(steps, actions, strict=True) if step.horizon == name]
        if due:
            title = texts(f"audit.roadmap.horizon.{name}")
            yield Horizons(name, title, tuple(due[:MOST_ACTIONS]), max(0, len(due) - MOST_ACTIONS))


def _picture(actions: Sequence[Action]) -> tuple[tuple[Square, ...], ...]:
    """Return the fields, rows from high impact to low, in each from low effort to high."""
    fields: dict[tuple[str, str], list[Entry]] = {}
    for action in actions:
        fields.setdefault((action.effort, action.impact), []).extend(action.entries)
    for held in fields.values():
        held.sort(key=lambda entry: entry.number)
    return tuple(
        tuple(
            Square(
                effort,
                impact,
                horizon_of(effort, impact),
                tuple(held[:MOST_NUMBERS]),
                max(0, len(held) - MOST_NUMBERS),
            )
            for effort in LEVELS
            for held in [fields.get((effort, impact), [])]
        )
        for impact in reversed(LEVELS)
    )
