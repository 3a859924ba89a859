"""Reads OpenJourney files (``.ojf``): stages, swimlanes, and nodes where the two meet.

A node is a step where its lane is one of actions, or where it has a score of its own: each scored node is a point of
the emotional curve. What other lanes say belongs to the step before it in the same stage. Scores run from -5 to 5.
"""

from __future__ import annotations

from typing import Any, Final

from cxadvisor.model.canvas import MAX_NOTES
from cxadvisor.readers.encoding import decode
from cxadvisor.readers.imported import Imported
from cxadvisor.readers.json_text import parse_json
from cxadvisor.readers.open_journeys.looking import Look, filled, joined
from cxadvisor.readers.tables.placing import At, Gathering, bare
from cxadvisor.readers.tables.vocabulary import vocabulary
from cxadvisor.readers.tree import Document, shown

MAX_BYTES: Final = 5_000_000
"""The largest file (5 MB), as for JSON."""
SCALE: Final = [-5, 5]
"""Where scores run from and to."""
_PAINS: Final = frozenset({"pain-point", "pain point", "bottleneck", "personal-hurdle", "hurdle", "barrier"})
"""Purposes of nodes that are pains, whatever their lane."""
_READ: Final = frozenset({
    "id", "stageId", "swimlaneId", "title", "description", "severity", "score", "sentiment", "purpose",
    "isMomentOfTruth", "tags", "blueprint", "icon", "iconColor",
})  # fmt: skip
"""What is known of a node; icons are only there to be seen."""


def read(data: bytes, name: str | None) -> Imported:
    """Return the journey that an OpenJourney file holds.

    Raises:
        InputError: it is not UTF-8, or not JSON.
    """
    document = parse_json(decode(data, name))
    into = Gathering()
    if is_ojf(document):
        read_ojf(document, into)
    elif document.tree:
        into.leave(
            "This file",
            "has no stages with swimlanes and nodes, as an OpenJourney file has.",
            Look(document).position,
        )
    return into.imported()


def is_ojf(document: Document) -> bool:
    """Whether a JSON document is a journey in the OpenJourney format."""
    tree = document.tree
    return isinstance(tree, dict) and all(
        isinstance(tree.get(key), list) for key in ("stages", "swimlanes", "nodes")
    )


def read_ojf(document: Document, into: Gathering) -> None:
    """Take the journey of an OpenJourney document."""
    root = Look(document)
    for key in ("stages", "swimlanes", "nodes"):
        root[key].require_few(MAX_NOTES)
    about = root["metadata"]
    lanes = {lane["id"].text: lane["name"].text for lane in root["swimlanes"]}
    has_actions = any(vocabulary("JOURNEY_FIELDS")(lane) == "action" for lane in lanes.values())
    stages: dict[str, list[dict[str, Any]]] = {stage["id"].text: [] for stage in root["stages"]}
    for node in root["nodes"]:
        stage = node["stageId"].text
        if not (node["title"].text or node["description"].text):
            into.leave("Node", "has neither a title nor a description.", node.position)
            continue
        if stage not in stages:
            into.leave(
                node["title"].text or "Node",
                f"names a stage that is not there: “{shown(stage, 30)}”.",
                node.position,
            )
            continue
        lane = lanes.get(node["swimlaneId"].text)
        if lane is None:
            into.leave(
                node["title"].text or "Node",
                "names a swimlane that is not there; it was read as a step.",
                node.position,
            )
        role = vocabulary("JOURNEY_FIELDS")(lane or "")
        if role is None and has_actions and stages[stage] and not _is_point(node):
            why = f"stands in the swimlane “{shown(lane or '', 30)}”, which a step has no place for."
            into.leave(joined(node["title"].text, node["description"].text) or "Node", why, node.position)
            continue
        _node(node, role, stages[stage])
        unknown = [key for key in (node.value if isinstance(node.value, dict) else {}) if key not in _READ]
        for key in unknown:
            into.leave(key, "is a key of a node that no step has a place for.", node[key].position)
    journey = filled({
        "title": (root["title"] if root["title"] else about["title"]).at(),
        "persona": (root["persona"] if root["persona"] else about["persona"]).at(),
        "situation": (root["pointOfView"] if root["pointOfView"] else about.first("pov", "pointOfView")).at(),
    })  # fmt: skip
    steps = [step for each in stages.values() for step in each]
    if any(isinstance(bare(step.get("emotion")), int | float) for step in steps):
        journey["emotion_scale"] = SCALE
    journey["stages"] = [
        stage.at(filled({"name": stage["name"].at(), "steps": stages[stage["id"].text]}))
        for stage in root["stages"]
    ]
    into.artefact("journeys", root.at(journey))


def _is_point(node: Look) -> bool:
    """Whether a node says by itself what it is: a point of the curve, a touchpoint, a pain."""
    return node["score"].number is not None or node["purpose"].text in {"touchpoint", "milestone", *_PAINS}


def _node(node: Look, lane: str | None, steps: list[dict[str, Any]]) -> None:
    """Take a node: as a step, or as part of the step before it."""
    role = "pain" if node["purpose"].text in _PAINS else lane
    if role is None and node["purpose"].text == "touchpoint" and steps and node["score"].number is None:
        role = "touchpoint"
    title, description = node["title"], node["description"]
    whole = (title if title else description).at(joined(title.text, description.text))
    score = node["score"].number
    if role == "emotion" and steps:
        _emotion(steps[-1], node, whole)
        return
    if role in (None, "action", "stage") or score is not None or not steps:
        step: dict[str, Any] = {}
        if role in (None, "action", "stage"):
            step["action"] = whole
        else:
            is_pain = role == "pain" and bool(title and description)
            step["action"] = title.at() if is_pain else whole
            _add(step, role, description.at() if is_pain else (title if title else description).at())
        if score is not None:
            step["emotion"] = node["score"].at(score)
        elif node["sentiment"]:
            step["emotion"] = node["sentiment"].at()
        steps.append(step)
    else:
        step = steps[-1]
        _add(step, role, whole)
    _rest(step, node, has_score=score is not None)


def _emotion(step: dict[str, Any], node: Look, whole: At) -> None:
    """Take what the lane of emotions says of a step; it speaks surer of them than the score of the action."""
    score = node["score"].number
    if score is not None:
        if "emotion" in step:
            step["x-score-of-action"] = step["emotion"]
        step["emotion"] = node["score"].at(score)
    elif node["sentiment"]:
        step.setdefault("emotion", node["sentiment"].at())
    step.setdefault("thought", []).append(whole)
    _rest(step, node, has_score=score is not None)


def _rest(step: dict[str, Any], node: Look, *, has_score: bool) -> None:
    """Take what a node says beside its text."""
    if isinstance(node["isMomentOfTruth"].value, bool):
        step["moment_of_truth"] = node["isMomentOfTruth"].at(node["isMomentOfTruth"].value)
    blueprint = node["blueprint"]
    for key, role, one, other in (
        ("evidence", "seen", "item", ""),
        ("onstage", "frontstage", "actor", "action"),
        ("backstage", "backstage", "actor", "action"),
        ("support", "backstage", "system", "description"),
    ):
        for entry in blueprint[key]:
            text = entry.text or joined(entry[one].text, entry[other].text if other else "")
            if text:
                _add(step, role, entry.at(text))
    if has_score and node["sentiment"]:
        step.setdefault("x-sentiment", node["sentiment"].at())
    for key in ("severity", "tags"):
        if node[key]:
            step.setdefault(f"x-{key}", node[key].at(node[key].value))


def _add(step: dict[str, Any], role: str, text: At) -> None:
    if role in ("owner", "id", "emotion", "moment_of_truth", "stage", "action"):
        step.setdefault("x-notes", []).append(text)
    else:
        step.setdefault(role, []).append(text)
