"""Markdown: canvases, journeys and personas as people write them in headings, lists and tables."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxadvisor.errors import InputError
from cxadvisor.readers import load, load_bytes
from cxadvisor.readers.markdown.plain import marked_up, plain
from tests.readers.imports import left_of, place_of, tree_of

CANVAS = """\
---
organisation: Mobila Nord
date: "2026-03-01"
layout: page
---
# Strategia CX

## 1. Customer segments
- Families
- Young couples
  - id: s2
  - share: 25 %

## Needs
### Pre-sale
* A **clear** price
* Advice: in the shop
### Post-sale
1. Delivery in time

## Moments that matter
**Before the sale**
- The first visit

After the sale:
- Unboxing

## Culture

We keep our word.

## Metrics (post-sale)
| Metric | Baseline | Target | For |
|---|---|---|---|
| NPS \\| 30 days | 31 | 45 | s2 |

## Objectives
| Pre-sale | Post-sale |
|---|---|
| Easy to find | Keep our word<br>Mend at once |

## Weather
- Rain
"""


def test_headings_and_lists_are_a_canvas() -> None:
    assert tree_of(CANVAS, "markdown") == {
        "cxcanvas": "1",
        "organisation": "Mobila Nord",
        "date": "2026-03-01",
        "title": "Strategia CX",
        "segments": ["Families", {"text": "Young couples", "id": "s2", "share": 0.25}],
        "needs": {"pre_sale": ["A clear price", "Advice: in the shop"], "post_sale": ["Delivery in time"]},
        "moments": {"pre_sale": ["The first visit"], "post_sale": ["Unboxing"]},
        "objectives": {"pre_sale": ["Easy to find"], "post_sale": ["Keep our word\nMend at once"]},
        "culture": ["We keep our word."],
        "metrics": {"post_sale": [{"text": "NPS | 30 days", "baseline": 31, "target": 45, "for": ["s2"]}]},
    }
    assert left_of(CANVAS, "markdown") == [
        "Line 43, column 3: “Rain” stands under “Weather”, which is no block of the canvas."
    ]
    assert place_of(CANVAS, "markdown", "/segments/1/share") == (12, 5)
    assert place_of(CANVAS, "markdown", "/needs/pre_sale/0") == (16, 3)
    assert place_of(CANVAS, "markdown", "/metrics/post_sale/0/target") == (35, 25)
    assert place_of(CANVAS, "markdown", "/organisation") == (2, 15)


@pytest.mark.parametrize(
    "table",
    [
        "| Block | Pre-sale | Post-sale |\n|---|---|---|\n| Needs | a; b | c |\n| Culture | d | |\n"
        "| Sales model | e | |\n",
        "| Bloc | Note |\n|:--|:--|\n| **Nevoi** (pre-vânzare) | a<br>b |\n| Nevoi – după vânzare | c |\n"
        "| Cultură | d |\n| Model de vânzare | e |\n",
        "| Needs pre | Needs post | Culture | Sales model |\n|--|--|--|--|\n| - a<br>- b | c | d | e |\n",
    ],
)
def test_tables_of_a_canvas(table: str) -> None:
    text = f"# X\n\n{table}"
    tree = tree_of(text, "markdown")
    assert tree["needs"] == {"pre_sale": ["a", "b"], "post_sale": ["c"]}
    assert (tree["culture"], tree["sales_model"]) == (["d"], ["e"])
    assert not left_of(text, "markdown")


def test_labels_may_stand_in_lists_and_lines() -> None:
    text = """\
        # Canvas
        ## Needs
        - Pre-sale: a; b
        - Post-sale
          - c
        ## Objectives
        **Pre-sale:** d
        **Post-sale:** e; f
        ## Culture
        - g
        ## Service model
        - h
          - and more of it
    """
    tree = tree_of(text, "markdown")
    assert tree["needs"] == {"pre_sale": ["a", "b"], "post_sale": ["c"]}
    assert tree["objectives"] == {"pre_sale": ["d"], "post_sale": ["e", "f"]}
    assert ["and more of it" in line and "below “h”" in line for line in left_of(text, "markdown")] == [True]


def test_a_stage_may_enclose_its_blocks() -> None:
    text = "# Pre-sale\n## Needs\n- a\n## Moments\n- b\n# Post-sale\n## Needs\n- c\n"
    text += "# Internal business\n## Culture\n- d\n"
    tree = tree_of(text, "markdown")
    assert tree["needs"] == {"pre_sale": ["a"], "post_sale": ["c"]}
    assert tree["moments"] == {"pre_sale": ["b"]}
    assert tree["culture"] == ["d"]


def test_notes_without_a_stage_are_left_and_said_so() -> None:
    text = "---\ncxcanvas: '1'\nfoo: bar\n---\n## Needs\n- a\n## Culture\n- b\n"
    assert tree_of(text, "markdown") == {"cxcanvas": "1", "culture": ["b"]}
    assert [line.partition(": ")[2] for line in left_of(text, "markdown")] == [
        "“foo” is no key of the front matter of a canvas.",
        "“a” stands under “Needs”, which does not say whether it is before or after the sale.",
    ]


README = """\
# A tool

## Objectives
- fast

## Architecture
```mermaid
graph TD
  A[API] --> B[DB]
```

| Name | Description |
|---|---|
| foo | bar |
"""


def test_other_documents_are_refused_alone_and_passed_over_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(README)
    with pytest.raises(InputError, match="Nothing in this file"):
        load(tmp_path / "README.md")
    (tmp_path / "CHANGELOG.md").write_text("# Changes\n" + "- one more\n" * 5_000)
    (tmp_path / "canvas.yaml").write_text('cxcanvas: "1"\n')
    strategy = load(tmp_path)
    assert (strategy.skipped, strategy.unplaced, strategy.companions) == ((), (), ())


JOURNEY = """\
# Customer journeys

## Journey: Buying a sofa
- Persona: Ana
- Emotion scale: -2 to 2
- State: as is

| Phase | Customer action | Touchpoints | Feelings | Pain points | Moment of truth |
|---|---|---|---|---|---|
| Search | Compares | site; shop | 1 | - slow<br>- unclear | |
| | Measures | visit | -1 | | ✓ |
| Buy | Pays | till | 2 | | no |

## After the sale

```mermaid
journey
    section Use
      Unpack: 4: Ana
```

### User flow

```mermaid
flowchart LR
  a[Call] --> b{Solved?} -->|no| a
  b -->|yes| c([End])
```

## Notes
Some words.
"""


def test_journeys_as_tables_and_diagrams() -> None:
    tree = tree_of(JOURNEY, "markdown")
    first, second = tree["journeys"]
    assert first == {
        "title": "Buying a sofa",
        "persona": "Ana",
        "emotion_scale": [-2, 2],
        "state": "as_is",
        "stages": [
            {
                "name": "Search",
                "steps": [
                    {
                        "action": "Compares",
                        "touchpoint": ["site", "shop"],
                        "emotion": 1,
                        "pain": ["slow", "unclear"],
                    },
                    {"action": "Measures", "touchpoint": ["visit"], "emotion": -1, "moment_of_truth": True},
                ],
            },
            {
                "name": "Buy",
                "steps": [{"action": "Pays", "touchpoint": ["till"], "emotion": 2, "moment_of_truth": False}],
            },
        ],
    }
    assert second["stages"][0]["steps"][0]["emotion"] == 4
    (flow,) = tree["user_flows"]
    assert [step["kind"] for step in flow["steps"]] == ["action", "decision", "end"]
    assert place_of(JOURNEY, "markdown", "/journeys/0/stages/0/steps/1/touchpoint/0") == (11, 16)
    assert place_of(JOURNEY, "markdown", "/journeys/1/stages/0/steps/0/action") == (19, 7)
    assert place_of(JOURNEY, "markdown", "/user_flows/0/steps/1/text") == (26, 15)
    assert left_of(JOURNEY, "markdown") == [
        "Line 30, column 4: “Notes” is a section (one text) without notes, journeys, personas or user flows; "
        "it was not read."
    ]


def test_journeys_told_stage_by_stage() -> None:
    text = """\
        # Harta călătoriei clientului
        ## Etapa 1: Căutare
        - **Acțiuni:** compară prețuri
        - **Emoții:** 😊
        - **Puncte dureroase:** prea multe oferte
        ## Etapa 2: Cumpărare
        - Acțiuni: plătește
        - Emoții: 😡
        - Canale: magazin
    """
    (journey,) = tree_of(text, "markdown")["journeys"]
    assert journey["emotion_scale"] == [-2, 2]
    assert [stage["name"] for stage in journey["stages"]] == ["Căutare", "Cumpărare"]
    assert journey["stages"][0]["steps"] == [
        {"action": "compară prețuri", "emotion": 1, "pain": ["prea multe oferte"]}
    ]


@pytest.mark.parametrize(
    "steps", ["1. Find\n2. Borrow\n3. Read\n", "Find → Borrow → Read\n", "Find\n ↓\nBorrow\n ↓\nRead\n"]
)
def test_steps_that_are_only_listed(steps: str) -> None:
    (journey,) = tree_of(f"# Lending\n## Customer journey\n\n{steps}", "markdown")["journeys"]
    assert journey["title"] == "Lending"
    assert [step["action"] for step in journey["stages"][0]["steps"]] == ["Find", "Borrow", "Read"]


PERSONAS = """\
# User personas

## Persona 1: Ana Pop – buyer
> “Just tell me when.”

### Demographics
- **Age:** 34
- **Location:** Cluj
- Education: MA

### Goals
- Move in; soon

### Pain points
Forms everywhere.

### Shoe size
- 37

## Persona 2 — Ion
**Goals:** Save money
**Frustrations:** queues; noise

## Summary
| Aspect | Ana | Ion |
|---|---|---|
| Budget | high | low |
"""


def test_personas_under_headings() -> None:
    assert tree_of(PERSONAS, "markdown")["personas"] == [
        {
            "name": "Ana Pop – buyer",
            "quotes": ["Just tell me when."],
            "age": "34",
            "location": "Cluj",
            "statistics": {"Education": "MA"},
            "goals": ["Move in; soon"],
            "pains": ["Forms everywhere."],
        },
        {"name": "Ion", "goals": ["Save money"], "pains": ["queues", "noise"]},
    ]
    assert [line.partition("“")[2].partition("”")[0] for line in left_of(PERSONAS, "markdown")] == [
        "Shoe size",
        "Summary",
    ]


def test_a_business_model_canvas_is_called_what_it_is() -> None:
    table = (
        "# Business model canvas\n\n| Block | Content |\n|--|--|\n| Customer segments | Families; couples |\n"
    )
    table += "| Key partners | Carriers |\n| Cost structure | Vans |\n| Revenue streams | Sales |\n"
    headings = "# BMC\n## Key partners\n- Carriers\n## Customer segments\n- Families\n- couples\n"
    headings += "## Cost structure\n- Vans\n## Revenue streams\n- Sales\n"
    for text in (table, headings):
        tree = tree_of(text, "markdown")
        assert tree["segments"] == ["Families", "couples"]
        assert len(tree["not_captured"]) == 12
        assert "is another canvas" in left_of(text, "markdown")[0]
        assert len(left_of(text, "markdown")) == 4


def test_a_business_model_in_another_language_is_refused_by_its_name() -> None:
    text = (
        "# Business Model Canvas\n\n| Bloco | Proposta |\n|--|--|\n| Canais | Balcão |\n| Receitas | Pães |\n"
    )
    with pytest.raises(InputError, match="is another canvas"):
        load_bytes(text.encode(), "c.md", "markdown")


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_can_be_marked_up(text: str) -> None:
    line = marked_up(text)
    assert "\n" not in line
    assert plain(line) == text


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("**a** *b* __c__ _d_ ~~e~~ `f*g*`", "a b c d e f*g*"),
        ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
        ("[text](http://x.y) ![alt](z) [a][b]", "text alt a"),
        ("a<br>b<br />c <b>d</b>", "a\nb\nc d"),
        (r"\*a\* &amp; &#33; &foo;", "*a* & ! &foo;"),
        ("***a***", "a"),
    ],
)
def test_what_marks_up_a_line_is_taken_off(line: str, words: str) -> None:
    assert plain(line) == words
