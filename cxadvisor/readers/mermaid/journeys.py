"""Reads Mermaid diagrams of the kind ``journey``: sections with tasks, each with a score from 1 to 5 and its actors."""

from __future__ import annotations

import re
from typing import Any, Final

from cxadvisor.model.strategy import Position
from cxadvisor.readers.mermaid.lines import Line, decoded
from cxadvisor.readers.tables.placing import At, Gathering
from cxadvisor.readers.tables.vocabulary import qualifiers, words_of
from cxadvisor.readers.tree import shown

SCALE: Final = [1, 5]
"""Scores run from 1 (bad) to 5 (good)."""
_score = re.compile(r"\s*([0-9]{1,3}(?:\.[0-9]{1,3})?)\s*").fullmatch
_score_and_actors = re.compile(r"\s*([0-9]{1,3})\s*[,;]\s*(\S.*)").fullmatch
_keyword = re.compile(r"(title|section|accTitle|accDescr)\b\s*:?\s*(.*)").match
_ME: Final = frozenset({"me", "i", "eu", "ja", "я", "io"})


def read_journey(lines: list[Line], into: Gathering, named: At | None = None) -> bool:
    """Take the journey of a diagram, whose first line says ``journey``; return whether it has any task.

    Where it has no title it is called what it was ``named``.

    A task whose score cannot be read is taken without it, and reported with how to write it.
    """
    title: Line | None = None
    sections: list[tuple[Line | None, list[dict[str, Any]]]] = []
    actors: set[str] = set()
    for line in lines[1:]:
        keyword = _keyword(line.text)
        if keyword and keyword[1] in ("title", "section"):
            behind = line.part(keyword.start(2))
            if keyword[1] == "title":
                title = behind
            else:
                sections.append((behind, []))
        elif not keyword:
            if not sections:
                sections.append((None, []))
            step = _task(line, into)
            sections[-1][1].append(step)
            actors |= {each.value for each in step.get("x-actors", ())}
    if not any(steps for _, steps in sections):
        return False
    steps = [step for _, steps in sections for step in steps]
    journey: dict[str, Any] = {}
    if title and title.text:
        journey["title"] = At(decoded(title.text), title.position)
    elif named:
        journey["title"] = named
    if len(actors) == 1 and all("x-actors" in step for step in steps):
        journey |= _persona(steps)
    if any("emotion" in step for step in steps):
        journey["emotion_scale"] = SCALE
    journey["stages"] = [
        At({"name": At(decoded(name.text), name.position), "steps": steps}, name.position)
        if name and name.text
        else {"steps": steps}
        for name, steps in sections
    ]
    into.artefact("journeys", At(journey, lines[0].position))
    return True


def _task(line: Line, into: Gathering) -> dict[str, Any]:
    name, _, rest = line.text.partition(":")
    step: dict[str, Any] = {"action": At(decoded(name.strip()) or "?", line.position)}
    score_text, _, actors_text = rest.partition(":")
    score = _score(score_text)
    if score and 1 <= float(score[1]) <= 5:
        number = float(score[1])
        step["emotion"] = At(
            int(number) if number.is_integer() else number, line.part(len(name) + 1).position
        )
    elif rest.strip():
        joined = _score_and_actors(rest)
        if joined:
            written = f"{shown(name.strip(), 40)}: {joined[1]}: {shown(joined[2], 40)}"
            why = f"has a comma where Mermaid expects a colon: write “{written}”."
            actors_text = ""
        elif score:
            why = f"has the score {score[1]}, but scores run from 1 to 5."
        else:
            why = f"has no score between its colons: write “{shown(name.strip(), 40)}: 3: who”."
        into.leave(line.text, f"{why} The step was read without a score.", line.position)
    else:
        into.leave(line.text, f"has no score: write “{shown(name.strip(), 40)}: 3: who”.", line.position)
    actors = [decoded(actor.strip()) for actor in actors_text.split(",") if actor.strip()]
    if actors:
        step["x-actors"] = [At(actor, line.position) for actor in actors]
    return step


def _persona(steps: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the one actor of all steps as the persona, unless it is anybody: “me”, “user”, “customer”."""
    actor: At = steps[0]["x-actors"][0]
    words = words_of(actor.value)
    if not words or set(words) <= qualifiers() | _ME:
        return {}
    for step in steps:
        del step["x-actors"]
    return {"persona": actor}


def position_of(lines: list[Line]) -> Position:
    """Return where a diagram begins."""
    return lines[0].position if lines else Position()
