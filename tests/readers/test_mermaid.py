"""Mermaid: journeys with scores, flow charts as user flows, and what is wrong with a diagram, with its remedy."""

from __future__ import annotations

import pytest

from cxadvisor.errors import InputError
from cxadvisor.readers import load_bytes
from tests.readers.imports import left_of, place_of, tree_of

JOURNEY = """\
---
title: ignored
---
%%{init: {"theme": "base"}}%%
journey
    title A day: at work
    %% a comment
    section Morning
      Make tea: 5: Ana
      Go upstairs: 3: Ana, Cat
    section Evening
      Go home: 4.5: Ana
"""


def test_a_journey_has_stages_steps_scores_and_actors() -> None:
    assert tree_of(JOURNEY, "mermaid") == {
        "journeys": [
            {
                "title": "A day: at work",
                "emotion_scale": [1, 5],
                "stages": [
                    {
                        "name": "Morning",
                        "steps": [
                            {"action": "Make tea", "emotion": 5, "x-actors": ["Ana"]},
                            {"action": "Go upstairs", "emotion": 3, "x-actors": ["Ana", "Cat"]},
                        ],
                    },
                    {
                        "name": "Evening",
                        "steps": [{"action": "Go home", "emotion": 4.5, "x-actors": ["Ana"]}],
                    },
                ],
            }
        ]
    }
    assert place_of(JOURNEY, "mermaid", "/journeys/0/stages/0/steps/1/action") == (10, 7)
    assert place_of(JOURNEY, "mermaid", "/journeys/0/stages/0/steps/1/emotion") == (10, 20)


@pytest.mark.parametrize(
    ("actor", "persona"), [("Marie", "Marie"), ("Me", None), ("The user", None), ("Клиент", None)]
)
def test_the_only_actor_is_the_persona_unless_it_is_anybody(actor: str, persona: str | None) -> None:
    (journey,) = tree_of(f"journey\n  Ask: 2: {actor}\n", "mermaid")["journeys"]
    assert journey.get("persona") == persona


@pytest.mark.parametrize(
    ("task", "said"),
    [
        ("Pay: 2, Ana", "write “Pay: 2: Ana”"),
        ("Pay", "has no score: write “Pay: 3: who”"),
        ("Pay: much: Ana", "no score between its colons"),
        ("Pay: 7: Ana", "scores run from 1 to 5"),
    ],
)
def test_a_malformed_task_is_read_without_its_score_and_reported(task: str, said: str) -> None:
    text = f"journey\n  section S\n    {task}\n"
    (journey,) = tree_of(text, "mermaid")["journeys"]
    assert journey["stages"][0]["steps"][0]["action"] == "Pay"
    assert "emotion" not in journey["stages"][0]["steps"][0]
    (line,) = left_of(text, "mermaid")
    assert line.startswith("Line 3, column 5: ")
    assert said in line


FLOW = """\
graph TD
    A[Landing page] --> B{Signed in?}
    B -->|Yes| C["Basket (new)"] & D
    B -- No --> E([Leaves])
    C-->F; C --- F
    F ==> G((Done))
    style A fill:#fff
    subgraph later
    end
    D -.-> G
"""


def test_a_flow_chart_is_a_user_flow() -> None:
    (flow,) = tree_of(FLOW, "mermaid")["user_flows"]
    steps = {step.pop("id").partition(".")[2]: step for step in flow["steps"]}
    assert steps == {
        "A": {"kind": "start", "text": "Landing page", "next": ["board.B"]},
        "B": {
            "kind": "decision",
            "text": "Signed in?",
            "branches": [
                {"when": "Yes", "next": "board.C"},
                {"when": "Yes", "next": "board.D"},
                {"when": "No", "next": "board.E"},
            ],
        },
        "C": {"kind": "action", "text": "Basket (new)", "next": ["board.F"]},
        "D": {"kind": "action", "text": "D", "next": ["board.G"]},
        "E": {"kind": "end", "text": "Leaves"},
        "F": {"kind": "action", "text": "F", "next": ["board.G"]},
        "G": {"kind": "end", "text": "Done"},
    }
    assert not left_of(FLOW, "mermaid")


def test_where_ends_are_marked_a_node_that_leads_nowhere_is_none() -> None:
    marked = tree_of("flowchart LR\n a --> b --> c([End])\n a --> d\n", "mermaid")["user_flows"][0]["steps"]
    assert {step["text"]: step["kind"] for step in marked} == {
        "a": "start",
        "b": "action",
        "End": "end",
        "d": "action",
    }
    plain = tree_of("flowchart LR\n a --> b --> c[Paid]\n a --> d\n", "mermaid")["user_flows"][0]["steps"]
    assert [step["kind"] for step in plain] == ["start", "action", "end", "end"]


def test_what_is_not_understood_in_a_chart_is_reported() -> None:
    text = "graph TD\n  A --> B\n  ??? what\n  B -->\n"
    assert [line.split(": ", 1)[0] for line in left_of(text, "mermaid")] == [
        "Line 3, column 3",
        "Line 4, column 8",
    ]


@pytest.mark.parametrize("text", ["sequenceDiagram\n A->>B: hi\n", "journey\n title only\n", "hello\n"])
def test_other_diagrams_are_refused_with_what_is_read(text: str) -> None:
    with pytest.raises(InputError, match="Nothing in this file") as caught:
        load_bytes(text.encode(), "d.mmd", "mermaid")
    assert caught.value.problems[1].line == 1
