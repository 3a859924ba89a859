"""Open formats for journeys in JSON: OpenJourney, the service graph; and a business model canvas, none of ours."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cxadvisor.readers import load_bytes
from cxadvisor.readers.formats import Format, parse

OJF: dict[str, Any] = {
    "version": "1.0",
    "persona": "Ana, first-time buyer",
    "pointOfView": "Buys a sofa",
    "stages": [{"id": "s1", "name": "Search"}, {"id": "s2", "name": "Buy"}],
    "swimlanes": [
        {"id": "a", "name": "User Actions"},
        {"id": "e", "name": "Emotional State"},
        {"id": "p", "name": "Pain Points"},
        {"id": "t", "name": "Digital Touchpoints"},
        {"id": "w", "name": "Weather"},
    ],
    "nodes": [
        {"stageId": "s1", "swimlaneId": "a", "title": "Looks around", "description": "Compares prices.", "score": 2},
        {"stageId": "s1", "swimlaneId": "e", "title": "Hope", "score": 3, "sentiment": "positive"},
        {"stageId": "s1", "swimlaneId": "t", "title": "Site", "tags": ["Web"]},
        {"stageId": "s1", "swimlaneId": "p", "title": "Late", "description": "No date.", "score": -3,
         "severity": "high"},
        {"stageId": "s1", "swimlaneId": "w", "title": "Rain"},
        {
            "stageId": "s2", "swimlaneId": "a", "title": "Pays", "isMomentOfTruth": True, "icon": "cart",
            "blueprint": {
                "evidence": [{"item": "Receipt", "type": "Physical"}],
                "onstage": [{"actor": "Cashier", "action": "Takes the money"}],
                "support": [{"system": "ERP", "description": "Books it"}],
            },
        },
        {"stageId": "s9", "swimlaneId": "a", "title": "Lost"},
    ],
}  # fmt: skip


def read(tree: Any, format: Format = "json", name: str = "j") -> tuple[Any, list[str]]:
    document = parse(json.dumps(tree, indent=1).encode(), format, f"{name}.{format}")
    return document.tree, [str(each) for each in document.unplaced]


@pytest.mark.parametrize("format", ["ojf", "json"])
def test_openjourney_by_its_ending_or_its_content(format: Format) -> None:
    tree, left = read(OJF, format)
    assert tree == {
        "journeys": [
            {
                "persona": "Ana, first-time buyer",
                "situation": "Buys a sofa",
                "emotion_scale": [-5, 5],
                "stages": [
                    {
                        "name": "Search",
                        "steps": [
                            {
                                "action": "Looks around: Compares prices.",
                                "emotion": 3,
                                "x-score-of-action": 2,
                                "thought": ["Hope"],
                                "touchpoint": ["Site"],
                                "x-sentiment": "positive",
                                "x-tags": ["Web"],
                            },
                            {"action": "Late", "pain": ["No date."], "emotion": -3, "x-severity": "high"},
                        ],
                    },
                    {
                        "name": "Buy",
                        "steps": [
                            {
                                "action": "Pays",
                                "moment_of_truth": True,
                                "seen": ["Receipt"],
                                "frontstage": ["Cashier: Takes the money"],
                                "backstage": ["ERP: Books it"],
                            }
                        ],
                    },
                ],
            }
        ]
    }
    assert [line.partition("“")[2] for line in left] == [
        "Rain” stands in the swimlane “Weather”, which a step has no place for.",
        "Lost” names a stage that is not there: “s9”.",
    ]


def test_openjourney_with_its_facts_under_metadata() -> None:
    tree, _ = read({**OJF, "persona": "", "metadata": {"title": "Visit", "persona": "Ion", "pov": "A check"}})
    journey = tree["journeys"][0]
    assert (journey["title"], journey["persona"], journey["situation"]) == ("Visit", "Ion", "Buys a sofa")


MISSION: dict[str, Any] = {
    "$context": "https://schemas.digitalservice.design/v2.0",
    "$type": "Mission",
    "id": "mission-move",
    "title": "Moving house",
    "goal": "Live there",
    "scope": {"trigger": "A new job", "asIs": True, "successCriteria": [{"metric": "Keys", "target": "day 1"}]},
    "actors": [{"actorRef": "actor-ana"}],
    "nodes": [
        {"nodeId": "start", "name": "Start", "nodeType": "start"},
        {
            "nodeId": "look", "name": "Look", "nodeType": "touchpoint",
            "laneContent": {
                "description": "Visits flats",
                "channels": [{"channel": "website", "name": "Portal"}],
                "barriers": [{"type": "process", "description": "No slots", "severity": 3}],
                "designOpportunities": ["Evening visits"],
                "frontstage": "Agent", "backstage": "Calendar",
            },
            "significance": {"importance": "critical"},
        },
        {"nodeId": "like", "name": "Does she like it?", "nodeType": "decision"},
        {"nodeId": "end", "name": "End", "nodeType": "end"},
    ],
    "edges": [
        {"from": "start", "to": "look"},
        {"from": "look", "to": "like"},
        {"from": "like", "to": "end", "label": "Yes"},
        {"from": "like", "to": "look", "condition": {"description": "No"}},
        {"from": "like", "to": "nowhere"},
    ],
    "phases": [{"phaseId": "p1", "name": "Search", "goal": "Find one", "nodeRefs": ["look", "gone"]}],
    "provenance": {"researchSources": [{"source": "Interviews", "type": "interview"}]},
    "meta": {"updated": "2026-05-04", "createdBy": "Team"},
    "paths": [{"pathId": "happy"}],
}  # fmt: skip


def test_a_mission_is_a_journey_and_a_user_flow() -> None:
    tree, left = read(MISSION)
    assert tree["journeys"] == [
        {
            "title": "Moving house",
            "persona": "actor-ana",
            "situation": "A new job",
            "state": "as_is",
            "measured_by": ["Keys: day 1"],
            "date": "2026-05-04",
            "authors": ["Team"],
            "evidence": [{"source": "Interviews", "method": "interview"}],
            "stages": [
                {
                    "name": "Search",
                    "goal": ["Find one"],
                    "steps": [
                        {
                            "action": "Look: Visits flats",
                            "channel": ["Portal"],
                            "pain": ["No slots"],
                            "opportunity": ["Evening visits"],
                            "frontstage": ["Agent"],
                            "backstage": ["Calendar"],
                            "x-significance": {"importance": "critical"},
                        }
                    ],
                },
                {"steps": [{"action": "Does she like it?"}]},
            ],
        }
    ]
    (flow,) = tree["user_flows"]
    assert [(step["id"], step["kind"]) for step in flow["steps"]] == [
        ("mission-move.start", "start"),
        ("mission-move.look", "action"),
        ("mission-move.like", "decision"),
        ("mission-move.end", "end"),
    ]
    assert flow["steps"][2]["branches"] == [
        {"when": "Yes", "next": "mission-move.end"},
        {"when": "No", "next": "mission-move.look"},
    ]
    assert [line.partition("“")[2].partition("”")[0] for line in left] == ["gone", "like → nowhere", "paths"]


def experience(*intensities: int) -> dict[str, Any]:
    nodes = [
        {
            "nodeRef": f"step-{number}",
            "laneContent": {
                "actions": ["Calls", "Waits"],
                "thoughts": "How long?",
                "emotions": {"state": "tense", "intensity": intensity},
                "barriers": [{"description": "Queue", "workarounds": "Writes instead"}],
                "needAtStep": "A time",
                "painAtStep": "Lost an hour",
            },
        }
        for number, intensity in enumerate(intensities)
    ]
    nodes[-1]["momentThatMatters"] = {"description": "Somebody answers", "importance": "high"}
    return {
        "$context": "https://schemas.digitalservice.design/v2.0",
        "$type": "Experience",
        "id": "e",
        "nodes": nodes,
    }


def test_an_experience_is_the_journey_of_one_actor() -> None:
    tree, _ = read({**experience(2, -1), "references": {"actorRef": "actor-ana"}})
    (journey,) = tree["journeys"]
    assert journey["persona"] == "actor-ana"
    assert journey["emotion_scale"] == [-2, 2]
    assert journey["stages"][0]["steps"][1] == {
        "action": "Calls; Waits",
        "thought": ["How long?"],
        "goal": ["A time"],
        "pain": ["Lost an hour", "Queue"],
        "recovery": ["Writes instead"],
        "x-node": "step-1",
        "emotion": -1,
        "x-feeling": "tense",
        "moment_of_truth": True,
        "x-moment-that-matters": {"description": "Somebody answers", "importance": "high"},
    }


def test_intensities_without_a_sign_are_no_scale_so_the_word_is_kept() -> None:
    tree, _ = read(experience(2, 1))
    (journey,) = tree["journeys"]
    assert "emotion_scale" not in journey
    assert journey["stages"][0]["steps"][0]["emotion"] == "tense"


def test_an_actor_is_a_persona() -> None:
    actor = {
        "$context": "https://schemas.digitalservice.design/v2.0",
        "$type": "Actor",
        "id": "actor ana",
        "name": "Ana",
        "quote": "Just tell me when.",
        "traits": {
            "demographics": {"age": 34, "location": "Cluj", "education": "MA"},
            "needs": [{"need": "Certainty"}],
            "frustrations": [{"frustration": "Forms"}],
            "motivations": [{"motivation": "Time"}],
            "communication": {"preferred": ["WhatsApp"], "avoided": ["phone"]},
            "behaviouralPatterns": [{"pattern": "Reads reviews"}],
        },
        "emergence": [
            {"goalsAsExperienced": [{"goal": "Move in"}], "painPoints": [{"painPoint": "No slots"}]}
        ],
    }
    tree, _ = read(actor)
    assert tree["personas"] == [
        {
            "id": "actor-ana",
            "name": "Ana",
            "age": 34,
            "location": "Cluj",
            "statistics": {"education": "MA"},
            "needs": ["Certainty"],
            "pains": ["Forms", "No slots"],
            "goals": ["Move in"],
            "motivations": ["Time"],
            "behaviour": ["Reads reviews"],
            "channels": ["WhatsApp"],
            "quotes": ["Just tell me when."],
        }
    ]


@pytest.mark.parametrize(
    "tree",
    [
        {
            "stages": [1, None, []],
            "swimlanes": [{}],
            "nodes": [{}, 1, {"stageId": {}}, {"title": 5, "blueprint": [1]}],
        },
        {**MISSION, "nodes": {"a": 1}, "edges": [1, {"from": 1}], "phases": [{"nodeRefs": 5}], "scope": []},
        {**experience(1), "nodes": [{"nodeRef": 5, "laneContent": [{}]}, 3], "references": [], "phases": {}},
    ],
)
def test_parts_of_the_wrong_shape_do_no_harm(tree: Any) -> None:
    load_bytes(json.dumps(tree).encode(), "j.json")


def test_a_business_model_canvas_is_called_what_it_is() -> None:
    canvas = {
        "sections": {
            "keyPartners": {"content": ["Carriers"]},
            "valuePropositions": {"content": ["Speed", "Price"]},
            "customerSegments": {"content": [{"text": "Families"}]},
            "channels": ["Shop"],
            "costStructure": {"content": []},
        }
    }
    tree, left = read(canvas)
    assert tree["segments"] == ["Families"]
    assert "needs" in tree["not_captured"]
    assert "segments" not in tree["not_captured"]
    assert "is another canvas" in left[0]
    assert [line.partition("“")[2].partition("”")[0] for line in left[1:]] == [
        "keyPartners",
        "valuePropositions",
        "channels",
    ]
