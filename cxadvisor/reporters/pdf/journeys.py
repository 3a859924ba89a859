"""Journeys: their steps side by side, the emotion from step to step as a curve, and what was found at each."""

from __future__ import annotations

from collections.abc import Iterator

from cxadvisor.reporters.drawn_journey import DrawnJourney
from cxadvisor.reporters.drawn_journey import Piece as Stretch
from cxadvisor.reporters.pdf.entries import Forms
from cxadvisor.reporters.pdf.pieces import Narrow, Piece, facts, heading, note, paragraph


def journey(drawn: DrawnJourney, forms: Forms, language: str | None) -> Iterator[Piece]:
    """Yield one journey: what it is, and its steps with their curve, as many as fit side by side."""
    texts = drawn.texts
    yield {**heading(drawn.title), "anchor": drawn.anchor}
    yield paragraph(drawn.heading, quiet=True)
    if drawn.about:
        yield facts(drawn.about)
    for sentence in drawn.told:
        yield paragraph(sentence)
    if drawn.entries:
        yield {"kind": "marked", "text": texts("journeys.concerns"), **forms.badges(drawn.entries)}
    for stretch in drawn.pieces():
        yield _stretch(drawn, stretch, forms, language)


def _stretch(drawn: DrawnJourney, stretch: Stretch, forms: Forms, language: str | None) -> Piece:
    texts = drawn.texts
    found = any(step.entries for step in stretch.steps)
    return {
        "kind": "journey",
        "caption": stretch.of,
        "stages": [{"name": stage.name, "span": stage.end - stage.first} for stage in stretch.stages],
        "steps": [
            {
                "lang": language or texts.language,
                "text": Narrow(step.text),
                "number": step.number,
                "anchor": step.anchor,
                "who": step.who,
                "marks": [texts("journeys.truth")] * step.is_truth + list(step.marks),
                "truth": step.is_truth,
                "emotion": Narrow(step.emotion),
                "level": step.level,
                "badges": [forms.badge(entry) for entry in step.entries],
            }
            for step in stretch.steps
        ],
        "curve": texts("journeys.curve") if drawn.has_curve else "",
        "best": drawn.best,
        "worst": drawn.worst,
        "step": texts("journeys.step"),
        "emotion": texts("journeys.emotion"),
        "findings": texts("journeys.findings") if found else "",
        "rows": [
            {"label": row.label, "cells": [[note(text, language) for text in held] for held in row.cells]}
            for row in stretch.rows
        ],
    }
