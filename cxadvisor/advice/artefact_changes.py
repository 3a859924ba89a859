"""What is written into an artefact: the elements that it lacks, a new step, a new artefact like another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from cxadvisor.advice.copies import HANDLE, NEW, WORD
from cxadvisor.advice.edits import Edit, Insert, Put, Ref
from cxadvisor.advice.ground import Ground
from cxadvisor.model.artefacts.heart import CATEGORIES

Value = Callable[[str, str], Any]
"""What a part could state: from a key and the handle of the part."""

_STEP: Final = ("goal", "action", "touchpoint", "emotion")
_PERSONA: Final = ("goals", "needs", "pains", "channels")
_EMPATHY: Final = ("thinks_and_feels", "goals", "fears", "hears", "sees", "says")
_SAME: Final = {"goals": "gains", "fears": "pains"}
_ELEMENTS: Final = (
    "customers",
    "behaviours",
    "value",
    "channels",
    "actors",
    "activities",
    "challenges",
    "kpis",
)
_ROW: Final = ("goal", "signal", "metric")
_LIKE: Final = ("goal", "touchpoint", "channel", "emotion", "role", "department", "phase")
"""What a new step takes over from another, so that it says as much."""


def completed_artefact(handle: str, ground: Ground, name: str, only: str | None, value: Value) -> list[Edit]:
    """Return the edits that fill in what an artefact, or a part of one, leaves out."""
    kind = ground.spot(handle).block
    handle = ground.copy.owner(handle)[0]
    part = ground.copy.part(handle) or {}
    if kind == "personas":
        return [
            Put(handle, key, _persona_value(key, handle, ground, value))
            for key in _PERSONA
            if not part.get(key)
        ]
    if kind == "empathy_maps":
        return [
            Put(handle, key, [value("says", handle)])
            for key in _EMPATHY
            if not part.get(key) and not part.get(_SAME.get(key, key))
        ]
    if kind == "service_template":
        return _service(handle, part, value, only, name)
    if kind == "heart":
        return [
            edit
            for category in CATEGORIES
            for edit in _row(handle, category, part.get(category) or {}, value)
        ]
    return [
        Put(step[HANDLE], key, value(key, step[HANDLE]) or value("says", handle))
        for step in _steps_in(part)
        for key in _STEP
        if step.get(key) is None
    ]


def _steps_in(part: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The steps of a journey or a stage; the part itself where it is a step."""
    inner = [step for key in ("before", "during", "after", "steps", "stages") for step in part.get(key, ())]
    for each in inner:
        yield from _steps_in(each)
    if not inner:
        yield part


def _persona_value(key: str, handle: str, ground: Ground, value: Value) -> Any:
    if key == "channels":
        return {"always": [value("channel", handle)]}
    if key == "needs":
        prefix = ground.page(ground.spot(handle).prefix)
        notes = ground.listed("needs", None, prefix)
        return [ground.text(notes[0])] if notes else [value("says", handle)]
    return [value("says", handle)]


def _service(handle: str, part: Mapping[str, Any], value: Value, only: str | None, name: str) -> list[Edit]:
    words = value("says", handle)
    moment = value("moment", handle)
    actors = part.get("actors", {})
    made: list[Edit] = []
    for key in _ELEMENTS:
        if part.get(key) or only not in (None, key):
            continue
        content: Any = [words]
        if key == "customers":
            content = {"profile": [words]}
        elif key == "channels":
            content = {"supported": [value("channel", handle)]}
        elif key == "actors":
            content = {"front_office": [{"name": "CX 1"}], "back_office": [{"name": "CX 2"}]}
        elif key == "behaviours":
            content = [{"does": [words], "moment": moment}]
        elif key == "challenges":
            content = [{"name": words, "effect_on_activities": [words]}]
        elif key == "activities":
            content = [{"does": words, "actor": [value("actor", handle)]}]
        elif key == "kpis":
            content = [{"name": words, "activity_of": value("actor", handle)}]
        made.append(Put(handle, key, content))
    named = any(each.get("actor") for each in part.get("activities", ()))
    for number, office in enumerate(("front_office", "back_office")):
        if actors and not actors.get(office):
            new = f"{handle}{NEW}{name}.{number}"
            made.append(Insert(handle, f"actors/{office}", {"name": f"CX {number + 1}"}, new))
            if named:
                does = {"does": words, "actor": [Ref(new)]}
                made.append(Insert(handle, "activities", does, f"{new}.does"))
    return made


def _row(handle: str, category: str, row: Mapping[str, Any], value: Value) -> list[Edit]:
    told = any(row.get(key) for key in _ROW)
    if not told and (isinstance(row.get("not_applicable"), str) or row.get("reason")):
        return []
    if not told:
        return [Put(handle, category, {"not_applicable": value("not_applicable", handle)})]
    kept = {key: each for key, each in row.items() if key != HANDLE}
    words = {
        "goal": [value("says", handle)],
        "signal": [value("says", handle)],
        "metric": [value("says", handle)],
    }
    if all(row.get(key) for key in _ROW):
        return []
    return [Put(handle, category, {**words, **kept})]


def appended(change: Mapping[str, Any], handle: str, ground: Ground, name: str, value: Value) -> list[Edit]:
    """Return the edits that add an item: a step, an answer, a countermeasure, a persona like another."""
    item, spot = change["item"], ground.spot(handle)
    new = f"{handle}{NEW}{name}"
    words = value("says", handle)
    artefact = ground.copy.part(spot.artefact) or {}
    if item == "step":
        return _step(handle, ground, new, value)
    if item == "persona":
        return _like_another(
            "personas", {"name": ground.text(handle)[:60], "segment": [Ref(handle)]}, ground, new
        )
    if item == "journey":
        return _like_another("journeys", {"title": None, "persona": Ref(handle)}, ground, new)
    if item == "employee_journey":
        return _employee_journey(handle, ground, new, value)
    if item == "way_out":
        end = {"kind": "end", "text": words}
        step = ground.copy.part(handle) or {}
        nexts = [each.get(WORD) for each in step.get("next", ())]
        if "when" in step:  # a branch has one way on
            return [Insert(spot.artefact, "steps", end, new), Put(handle, "next", Ref(new))]
        ways = _plain_branches(step)
        open_ways = [each for each in ways if "next" not in each] or [{"when": words}]
        ways = [each for each in ways if "next" in each] + [{**each, "next": Ref(new)} for each in open_ways]
        return [
            Insert(spot.artefact, "steps", end, new),
            Put(handle, "branches", ways)
            if step.get("branches")
            else Put(handle, "next", [*nexts, Ref(new)]),
        ]
    if item == "why":
        return [Insert(spot.artefact, "whys", {"why": words, "answer": value("why", handle)}, new)]
    if item == "error":
        steps = artefact.get("steps", ())
        if not steps:
            return []
        ending, error = f"{new}.end", f"{new}.error"
        first = next((each for each in steps if each.get("kind") != "end"), steps[0])
        nexts = [each.get(WORD) for each in first.get("next", ())]
        return [
            Insert(spot.artefact, "steps", {"kind": "end", "text": words}, ending),
            Insert(spot.artefact, "steps", {"kind": "error", "text": words, "next": [Ref(ending)]}, error),
            Put(first[HANDLE], "next", [*nexts, Ref(error)]),
        ]
    if item == "countermeasure":
        cause = {"cause": Ref(handle)} if "/root_causes/" in handle else {}
        made = {"action": words, "owner": value("owner", handle), "due": value("due", handle), "check": words}
        activity = value("canvas", handle)
        if isinstance(activity, Ref):
            made["canvas"] = activity
        return [Insert(spot.artefact, "countermeasures", {**made, **cause}, new)]
    if item == "backstage":
        actors = artefact.get("actors", {})
        behind = next(
            (actors[each][0] for each in ("back_office", "partners", "technology") if actors.get(each)), None
        )
        does: dict[str, Any] = {"does": words, "supports": [Ref(handle)]}
        if behind is not None:
            does["actor"] = [Ref(behind[HANDLE])]
        return [Insert(spot.artefact, "activities", does, new)]
    return [Insert(spot.artefact, item, {WORD: words}, new)]


def _plain_branches(step: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [{key: each[key] for key in ("when", "next") if key in each} for each in step.get("branches", ())]


def _step(handle: str, ground: Ground, new: str, value: Value) -> list[Edit]:
    """A step of a journey for a moment, or for a department that has none; it says as much as the one before."""
    spot = ground.spot(handle)
    kind = "journeys" if spot.block == "moments" else spot.block
    journeys = list(ground.of_kind(kind))
    chosen = next((each for each in journeys if each[0] == spot.artefact), None) or next(iter(journeys), None)
    if chosen is None:
        return []
    where, journey = chosen
    phases = [each for each in ("before", "during", "after") if journey.get(each)]
    key = next(iter(phases), "steps")
    into = where
    if spot.block == "moments" and phases:
        key = "before" if spot.stage == "pre_sale" else "after"
    elif not phases and journey.get("stages"):
        stages = journey["stages"]
        pre = [each for each in stages if each.get("phase") in ("before", "during")]
        post = [each for each in stages if each.get("phase") == "after"]
        into = ((pre if spot.stage == "pre_sale" else post) or stages)[-1][HANDLE]
    others = [
        part
        for other, part in ground.copy.parts()
        if ground.spot(other).artefact == where
        and ("emotion" in part or "touchpoint" in part or "action" in part)
    ]
    step: dict[str, Any] = {}
    for each in _LIKE:
        found = next((part[each] for part in others if each in part), None)
        if found is not None:
            step[each] = [one.get(WORD) for one in found] if isinstance(found, list) else found
    if spot.block == "moments":
        step |= {"action": ground.text(handle), "moment": [Ref(handle)]}
    elif spot.block == "employee_journeys":
        step |= {
            "action": value("says", handle),
            "department": ground.text(handle),
            "role": ground.text(handle),
        }
    else:
        step["action"] = value("says", handle)
    return [Insert(into, key, step, new)]


def _like_another(kind: str, own: Mapping[str, Any], ground: Ground, new: str) -> list[Edit]:
    """An artefact that says as much as the first of its kind."""
    from cxadvisor.advice.copies import plain

    model = next(iter(ground.of_kind(kind)), None)
    if model is None:
        return []
    handle, part = model
    made = _without_ids(plain(part)) | own
    return [Insert(ground.spot(handle).prefix, kind, {k: v for k, v in made.items() if v is not None}, new)]


def _without_ids(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {key: _without_ids(value) for key, value in tree.items() if key != "id"}
    return [_without_ids(each) for each in tree] if isinstance(tree, list) else tree


def _employee_journey(handle: str, ground: Ground, new: str, value: Value) -> list[Edit]:
    words = value("says", handle)
    step = {
        "role": "CX", "department": "CX", "action": words, "goal": [words], "touchpoint": [words], "emotion": words,
        "process": words,
    }  # fmt: skip
    made = {
        "title": words, "state": "as_is", "mirrors": Ref(handle), "owner": "CX", "steps": [step],
        "frontline_consulted": [words], "evidence": [{"text": words}],
    }  # fmt: skip
    return [Insert(ground.spot(handle).prefix, "employee_journeys", made, new)]
