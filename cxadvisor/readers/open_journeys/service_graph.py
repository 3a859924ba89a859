"""Reads artefacts of the Digital Service Design Standards 2.0: missions, experiences and actors.

A *mission* is a graph of a service: its phases with their nodes become a journey, its nodes with their edges a user
flow. An *experience* is what one actor lives through on that graph: a journey. An *actor* is a persona. Nodes of other
missions may have the same ids; so the id of the mission stands before them.
"""

from __future__ import annotations

from typing import Any, Final

from cxadvisor.model.canvas import MAX_NOTES, MAX_TEXT
from cxadvisor.readers.naming import fit_id
from cxadvisor.readers.open_journeys.looking import Look, filled, joined
from cxadvisor.readers.tables.placing import At, Gathering
from cxadvisor.readers.tree import Document

KINDS: Final = ("Mission", "Experience", "Actor")
"""What ``$type`` says."""
_ENDS: Final = ("start", "end")
_FLOW_KINDS: Final = {"start": "start", "end": "end", "decision": "decision", "branch": "decision"}


def is_service_graph(document: Document) -> bool:
    """Whether a JSON document is an artefact of these standards."""
    tree = document.tree
    return (
        isinstance(tree, dict)
        and tree.get("$type") in KINDS
        and "digitalservice" in str(tree.get("$context", ""))
    )


def read_service_graph(document: Document, into: Gathering) -> None:
    """Take the journey, the user flow or the persona that the artefact is."""
    root = Look(document)
    for key in ("nodes", "edges", "phases"):
        root[key].require_few(MAX_NOTES)
    {"Mission": _mission, "Experience": _experience, "Actor": _actor}[root["$type"].text](root, into)
    known = _KNOWN[root["$type"].text]
    for key in root.value:
        if key not in known and root[key]:
            into.leave(
                key,
                f"is a part of this {root['$type'].text.lower()} that has no place in a strategy.",
                root[key].position,
            )


_COMMON: Final = frozenset(
    {"$context", "$type", "$schema", "id", "version", "title", "summary", "provenance", "meta", "lanes"}
)
_KNOWN: Final = {
    "Mission": _COMMON | {"goal", "scope", "actors", "nodes", "edges", "phases"},
    "Experience": _COMMON | {"references", "path", "nodes", "phases", "outcome"},
    "Actor": _COMMON | {"name", "actorType", "quote", "traits", "emergence"},
}
"""The parts of each kind that were taken, or that are about the file itself."""


def _mission(root: Look, into: Gathering) -> None:
    scope = root["scope"]
    steps = {
        node["nodeId"].text: _service_step(node)
        for node in root["nodes"]
        if node["nodeType"].text not in _ENDS
    }
    actor = next((each for each in root["actors"] if each["actorRef"]), Look(root._document, None, "/actors"))
    measures = [
        each.at(joined(each["metric"].text, each["target"].text))
        for each in scope["successCriteria"]
        if each["metric"]
    ]
    journey = filled({
        "title": root["title"].at(),
        "persona": actor["actorRef"].at(),
        "situation": scope["trigger"].at(),
        "state": _state(scope["asIs"]),
        "measured_by": measures,
        **_made(root),
    })  # fmt: skip
    journey["stages"] = _stages(root, steps, into)
    into.artefact("journeys", root.at(journey))
    if root["edges"]:
        into.artefact("user_flows", root["edges"].at(_flow(root, into)))


def _service_step(node: Look) -> dict[str, Any]:
    content = node["laneContent"]
    name, description = node["name"], content["description"]
    channels = [
        each.at(joined(each["name"].text or each["channel"].text, "")) for each in content["channels"] if each
    ]
    step = filled({
        "action": (name if name else description).at(joined(name.text, description.text)),
        "channel": [each for each in channels if each.value],
        "pain": [each["description"].at() for each in content["barriers"] if each["description"].text],
        "opportunity": content.first("designOpportunities", "opportunities").said(),
        "frontstage": content["frontstage"].said(),
        "backstage": content["backstage"].said(),
        "owner": node["actorRef"].at(),
    })  # fmt: skip
    for key in ("significance", "duration", "sla"):
        if node[key]:
            step[f"x-{key}"] = node[key].at(node[key].value)
    return step


def _flow(root: Look, into: Gathering) -> dict[str, Any]:
    prefix = f"{fit_id(root['id'].text) or 'mission'}."
    nodes = {node["nodeId"].text: node for node in root["nodes"] if node["nodeId"].text}
    ways: dict[str, list[tuple[str, At | None]]] = {}
    for edge in root["edges"]:
        source, target = edge["from"].text, edge["to"].text
        if source not in nodes or target not in nodes:
            into.leave(f"{source} → {target}", "leads from or to a node that is not there.", edge.position)
            continue
        condition = edge["label"] if edge["label"] else edge["condition"]["description"]
        ways.setdefault(source, []).append((target, condition.at() if condition.text else None))
    steps = []
    for name, node in nodes.items():
        kind = _FLOW_KINDS.get(node["nodeType"].text, "action")
        out = ways.get(name, [])
        text = node["name"] if node["name"].text else node["nodeId"]
        step = {"id": fit_id(prefix + name), "kind": kind, "text": text.at()}
        if kind == "decision" or len(out) > 1:
            step["kind"] = "decision"
            step["branches"] = [
                filled({"when": when, "next": fit_id(prefix + target)}) for target, when in out
            ]
        elif out:
            step["next"] = [fit_id(prefix + target) for target, _ in out]
        steps.append(node.at(step))
    return filled({"title": root["title"].at(), "goal": root["goal"].said(), "steps": steps})


def _experience(root: Look, into: Gathering) -> None:
    nodes = list(root["nodes"])
    strengths = [node["laneContent"]["emotions"]["intensity"].number for node in nodes]
    # Intensities that are never negative say how strong a feeling is, not whether it is good.
    is_scale = any(strength is not None and strength < 0 for strength in strengths)
    steps = {node["nodeRef"].text: _lived_step(node, is_scale) for node in nodes}
    outcome = root["outcome"]
    journey = filled({
        "title": root["title"].at(),
        "persona": root["references"]["actorRef"].at(),
        "situation": root["summary"].at(),
        **_made(root),
        "x-outcome": outcome.at(outcome.value) if outcome else None,
    })  # fmt: skip
    if is_scale:
        journey["emotion_scale"] = [-2, 2]
    journey["stages"] = _stages(root, steps, into)
    into.artefact("journeys", root.at(journey))


def _lived_step(node: Look, is_scale: bool) -> dict[str, Any]:
    content = node["laneContent"]
    actions = content["actions"].said()
    emotions = content["emotions"]
    moment = node["momentThatMatters"]
    strength = emotions["intensity"].number
    name = node["nodeRef"].text.replace("-", " ")
    done = "; ".join(each.value for each in actions)[:MAX_TEXT]
    step = filled({
        "action": content["actions"].at(done) if actions else node["nodeRef"].at(name),
        "thought": content["thoughts"].said(),
        "goal": content["needAtStep"].said(),
        "pain": [
            *content["painAtStep"].said(),
            *(each["description"].at() for each in content["barriers"] if each["description"].text),
        ],
        "opportunity": content["opportunities"].said(),
        "recovery": [each["workarounds"].at() for each in content["barriers"] if each["workarounds"].text],
        "x-node": node["nodeRef"].at(),
    })  # fmt: skip
    if is_scale and strength is not None:
        step["emotion"] = emotions["intensity"].at(strength)
        if emotions["state"].text:
            step["x-feeling"] = emotions["state"].at()
    elif emotions["state"].text:
        step["emotion"] = emotions["state"].at()
    if moment:
        step["moment_of_truth"] = moment.at(True)
        step["x-moment-that-matters"] = moment.at(moment.value)
    if content["cognitiveLoad"]:
        step["x-cognitive-load"] = content["cognitiveLoad"].at(content["cognitiveLoad"].value)
    return step


def _stages(root: Look, steps: dict[str, dict[str, Any]], into: Gathering) -> list[Any]:
    """Return the steps by phase; those of no phase stand in a stage without a name, in their order."""
    left = dict(steps)
    stages: list[Any] = []
    for phase in root["phases"]:
        refs = [ref.text for ref in phase["nodeRefs"]]
        for ref in phase["nodeRefs"]:
            if ref.text not in steps:
                into.leave(
                    ref.text, "is a node that this phase names, but that is no step here.", ref.position
                )
        inside = [left.pop(ref) for ref in refs if ref in left]
        stages.append(
            phase.at(filled({"name": phase["name"].at(), "goal": phase["goal"].said(), "steps": inside}))
        )
    if left:
        stages.append({"steps": list(left.values())})
    return stages


def _actor(root: Look, into: Gathering) -> None:
    traits = root["traits"]
    facts = traits["demographics"]
    technology, emergence = traits["technology"], list(root["emergence"])
    statistics = {
        key: facts[key].at(facts[key].value)
        for key in (facts.value if isinstance(facts.value, dict) else {})
        if key not in ("age", "location") and facts[key]
    }
    persona = filled({
        "id": root["id"].at(fit_id(root["id"].text)),
        "name": root["name"].at(),
        "summary": root["summary"].at(),
        "age": facts["age"].at(facts["age"].value) if facts["age"] else None,
        "location": facts["location"].at(),
        "statistics": statistics,
        "needs": [each["need"].at() for each in traits["needs"] if each["need"].text],
        "pains": [
            *(each["frustration"].at() for each in traits["frustrations"] if each["frustration"].text),
            *(pain["painPoint"].at() for each in emergence for pain in each["painPoints"] if pain["painPoint"].text),
        ],
        "goals": [goal["goal"].at() for each in emergence for goal in each["goalsAsExperienced"] if goal["goal"].text],
        "motivations": [each["motivation"].at() for each in traits["motivations"] if each["motivation"].text],
        "behaviour": [
            *technology["description"].said(),
            *(each["pattern"].at() for each in traits["behaviouralPatterns"] if each["pattern"].text),
        ],
        "channels": traits["communication"]["preferred"].said(),
        "quotes": root["quote"].said(),
        **{key: value for key, value in _made(root).items() if key == "evidence"},
    })  # fmt: skip
    into.artefact("personas", root.at(persona))


def _made(root: Look) -> dict[str, Any]:
    """Return when and by whom an artefact was made, and what it rests on."""
    provenance, meta = root["provenance"], root["meta"]
    evidence: list[Any] = [
        each.at(
            filled({"source": each["source"].at(), "method": each["type"].at(), "date": each["date"].at()})
        )
        for each in provenance["researchSources"]
        if each["source"].text
    ]
    evidence += provenance["evidence"].said()
    how = provenance["generationMethod"] if provenance["generationMethod"] else provenance["source"]
    return filled({
        "date": meta.first("updated", "created").at(),
        "authors": meta["createdBy"].said(),
        "evidence": evidence,
        "x-provenance": how.at() if how.text else None,
    })  # fmt: skip


def _state(as_is: Look) -> At | None:
    return as_is.at("as_is" if as_is.value else "to_be") if isinstance(as_is.value, bool) else None
