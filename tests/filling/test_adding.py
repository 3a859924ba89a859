"""Whatever a canvas file looks like: after notes are added it is the same canvas with exactly these notes more."""

from __future__ import annotations

import json
import re

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from cxadvisor.errors import InputError
from cxadvisor.filling import FILL_STEPS, Draft, Step, begun
from cxadvisor.readers import load_bytes
from cxadvisor.readers.formats import TextFormat

LETTERS = "abcăîșțłżщий漢😀 é'\"\\#:-,?!|>{}[]&*%@`~\u00a0\u200b=/1_.…„”«»"
TEXTS = st.text(LETTERS, min_size=1, max_size=30).map(str.strip).filter(lambda text: text.strip())
WORDS = st.sampled_from(
    ["no", "NULL", "yes", "1", "2026-03-01", "12:30", "1e5", "~", "- x", "a: b", "a #b", "24 h", "true"]
)
STEPS = st.sampled_from(FILL_STEPS)

AWKWARD = """\
# Transcribed from the wall.
---
cxcanvas: "1"
title: Mobila Nord   # for now
segments: []   # who?
needs: {pre_sale: [a, "b"], post_sale: []}
moments:

  # after the sale first
  post_sale:
    - x   # worst of all
    - |
      many
      lines
    # - perhaps one more
# Inside
objectives:
  pre_sale: [
    a,   # one
    b    # two
  ]
  post_sale: [a, b,]
culture:
activities: ~   # later
supported_channels: {}
metrics:
    pre_sale:
        - {text: NPS, target: 45}
        - text: Time to answer
          owner: >
            the desk

service_model:
- Flush with the key
sales_model: [ # nothing yet
]
x-ours: {keep: [1, 2]}
waivers:
  - {rule: empty-block, at: culture, reason: next workshop}
"""

FILES: list[tuple[bytes, TextFormat]] = [
    (AWKWARD.encode(), "yaml"),
    (b'\xef\xbb\xbf{"cxcanvas": "1"}', "json"),
    (b'cxcanvas: "1"', "yaml"),
]


def written(draft: Draft) -> str:
    """Return what a draft writes, having compared it with what it should hold."""
    data = draft.written()
    new = load_bytes(data, "canvas", draft.format).canvases[0].canvas
    assert new.model_dump() == draft.canvas.model_dump()
    return data.decode()


@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
def test_comments_and_lines_stay_where_they_are(line_break: str) -> None:
    data = AWKWARD.replace("\n", line_break).encode()
    draft = Draft(data, "yaml", "canvas.yaml")
    for step in FILL_STEPS:
        draft.add(step, "Told on the phone")
        draft.add(step, "First: a call, then a visit")
    draft.leave_out(Step("culture"))
    text = written(draft)
    for comment in re.findall(r"#.*", AWKWARD):
        assert text.count(comment) == AWKWARD.count(comment)
    assert "- x   # worst of all" in text
    assert "b,    # two" in text
    assert "Mobila Nord   # for now" in text
    assert f"    # - perhaps one more{line_break}preferred_channels:" in text
    assert text.count(line_break) == text.count("\n")
    order = [text.index(f"{line_break}{step.block}:") for step in FILL_STEPS]
    assert order[:3] == sorted(order[:3])


def test_keys_that_are_missing_come_in_the_fill_order() -> None:
    draft = Draft(b'cxcanvas: "1"\nobjectives:\n  post_sale: [Keep our word]\n', "yaml", "canvas.yaml")
    for step in (Step("metrics", "post_sale"), Step("objectives", "pre_sale"), Step("segments")):
        draft.add(step, "Something")
    draft.leave_out(Step("culture"))
    assert written(draft) == (
        'cxcanvas: "1"\nsegments:\n  - Something\nobjectives:\n  pre_sale:\n    - Something\n'
        "  post_sale: [Keep our word]\nmetrics:\n  post_sale:\n    - Something\nnot_captured:\n  - culture\n"
    )


@pytest.mark.parametrize("indent", [2, 4, "\t"])
def test_json_keeps_its_indentation(indent: int | str) -> None:
    data = json.dumps({"cxcanvas": "1", "needs": {"pre_sale": ["a"]}, "culture": []}, indent=indent).encode()
    draft = Draft(data, "json", "canvas.json")
    for step in FILL_STEPS:
        draft.add(step, "Țuică „fiartă”")
    text = written(draft)
    assert text == json.dumps(json.loads(text), indent=indent, ensure_ascii=False)


def test_json_on_one_line_stays_on_one_line() -> None:
    draft = Draft(b'{"cxcanvas": "1", "needs": {"post_sale": ["a"]}, "culture": null}', "json", "canvas.json")
    for step in FILL_STEPS:
        draft.add(step, "b")
    assert "\n" not in written(draft)


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(
        [(AWKWARD.encode(), "yaml"), (b'\xef\xbb\xbf{"cxcanvas": "1"}', "json"), (b'cxcanvas: "1"', "yaml")]
    ),
    st.lists(st.tuples(STEPS, st.one_of(TEXTS, WORDS)), max_size=12),
    st.sets(STEPS, max_size=3),
)
def test_any_note_can_be_added(
    file: tuple[bytes, TextFormat], notes: list[tuple[Step, str]], out: set[Step]
) -> None:
    data, format = file
    draft = Draft(data, format, "canvas")
    for step in sorted(out):
        draft.leave_out(step)
    for step, text in notes:
        draft.add(step, text)
    text = written(draft)
    assert text.startswith("\ufeff") == data.startswith(b"\xef\xbb\xbf")
    again = Draft(text.encode(), format, "canvas")
    again.add(Step("culture"), "One more")
    written(again)


@given(st.one_of(TEXTS, WORDS))
def test_other_readers_of_yaml_take_notes_for_texts_too(text: str) -> None:
    draft = Draft(begun("yaml", {"title": "no", "language": "no"}), "yaml", "canvas.yaml")
    draft.add(Step("culture"), text)
    content = yaml.safe_load(draft.written())
    assert content["culture"] == [text]
    assert content["title"] == content["language"] == "no"


def test_what_cannot_be_written_is_refused_and_nothing_is_lost() -> None:
    draft = Draft(b'? cxcanvas\n: "1"\n', "yaml", "canvas.yaml")
    draft.add(Step("culture"), "a")
    with pytest.raises(InputError, match="by hand"):
        draft.written()
    assert draft.unsaved() == {Step("culture"): ["a"]}


def test_what_is_taken_back_is_not_written() -> None:
    draft = Draft(b'cxcanvas: "1"\nculture: [a]\n', "yaml", "canvas.yaml")
    culture = Step("culture")
    draft.add(culture, "b")
    draft.saved()
    assert draft.is_saved
    assert draft.remove(culture, 1) == "b"
    assert not draft.is_saved
    assert draft.written() == draft.data


def test_a_draft_moves_to_what_somebody_else_has_written() -> None:
    draft = Draft(b'cxcanvas: "1"\n', "yaml", "canvas.yaml")
    draft.add(Step("culture"), "saved")
    draft.saved()
    draft.add(Step("culture"), "new")
    moved = draft.moved_to(b'cxcanvas: "1"\nculture: [theirs]\n')
    assert moved.notes(Step("culture")) == ("theirs", "new")
    assert moved.unsaved() == {Step("culture"): ["new"]}
