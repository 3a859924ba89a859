"""Begins a sheet about a finding, and says which questions may help to go on."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from cxadvisor.model.review import Finding
from cxadvisor.model.strategy import Strategy, ids_of, split_place
from cxadvisor.prompting import bank_in
from cxadvisor.texts import Texts
from cxadvisor.whys.areas import Weakness
from cxadvisor.whys.sheet import Sheet, new_id

IDEAS: Final = 2
"""So many questions are offered beside the one that is asked."""


def begun(weakness: Weakness, strategy: Strategy, as_of: str, taken: Collection[str]) -> Sheet:
    """Return a sheet about a finding: its problem, the finding itself, and the moment that it is about, if it is.

    Args:
        weakness: the finding.
        strategy: what was reviewed.
        as_of: the day of the review.
        taken: ids that are in use.
    """
    content: dict[str, Any] = {
        "id": new_id(taken, weakness.finding.fingerprint),
        "date": as_of,
        "problem": weakness.finding.message,
        "finding": weakness.finding.fingerprint,
    }
    moment = _moment(weakness, strategy)
    if moment is not None:
        content["moment"] = moment
    return Sheet(content)


def _moment(weakness: Weakness, strategy: Strategy) -> str | None:
    """Return the moment that a finding is about, by its id, else in its words."""
    finding = weakness.finding
    if finding.block != "moments" or len(finding.at) != 1 or not strategy.canvases:
        return None
    file = strategy.canvases[weakness.canvas or 0]
    place = split_place(finding.at[0])[1]
    found = (each.note for each in file.canvas.placed_notes() if each.place == place)
    return next((note.id or note.text for note in found), None)


def ids_in(strategy: Strategy) -> frozenset[str]:
    """Return every id that is given in a strategy."""
    notes = (each.note.id for file in strategy.canvases for each in file.canvas.placed_notes())
    return frozenset({*ids_of([*strategy.canvases, *strategy.companions]), *filter(None, notes)})


def first_questions(finding: Finding) -> tuple[str, ...]:
    """Return the prompts of a finding that ask for a cause; the last of several asks for a change."""
    return finding.whys[:-1] or finding.whys


def ideas(finding: Finding | None, depth: int, texts: Texts) -> tuple[str, ...]:
    """Return questions that may lead on from the answer before why number ``depth``, each by a theme of its own."""
    fitting = [
        each
        for each in bank_in(texts.language).fitting(
            "cause",
            kind=finding.kind if finding else "",
            block=finding.block if finding else None,
            stage=finding.stage if finding else None,
        )
        if not each.quotes and not each.rule and (finding is None or each.text not in finding.whys)
    ]
    if not fitting:
        fitting = [
            each for each in bank_in(texts.language).fitting("cause", kind="weakness") if not each.quotes
        ]
    start = (depth - 2) * IDEAS % len(fitting)
    shown = [*fitting, *fitting][start : start + IDEAS]
    return tuple(f"{texts(f'whys.theme.{each.theme}')}: {each.text}" for each in shown)


def measure(finding: Finding | None, number: int, language: str) -> str:
    """Return a question that ends at something that can be changed; for the first root cause, that of the finding.

    Args:
        finding: the finding that the sheet looks into; None where it is none any more.
        number: the number of the root cause, from 0; each has another question as long as there are some.
        language: the language of the question.
    """
    known = finding.whys[-1:] if finding else ()
    fitting = bank_in(language).fitting(
        "change",
        kind=finding.kind if finding else "weakness",
        block=finding.block if finding else None,
        stage=finding.stage if finding else None,
    )
    every = [*known, *(each.text for each in fitting if not each.quotes and each.text not in known)]
    return every[number % len(every)]
