"""A sheet goes into its file, and everything else in the file stays as it was: comments, other sheets, layout."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml

from cxadvisor.errors import InputError
from cxadvisor.readers.formats import TextFormat
from cxadvisor.whys import Sheet, sheets_in, with_sheet

NEW = {"id": "whys-9", "problem": "Nobody answers", "finding": "0123456789abcdef"}

LIST = """\
# Sheets of the spring workshop
five_whys:
  # the first one
  - problem: Late news   # as told on the quay
    id: late
    whys:
      - why: Why late?
        # ask Ana again
        answer: Nobody calls
      # more will come
    participants: [clerk]

  - problem: "Other: this"
"""

SINGLE = """\
five_whys:
  problem: |
    Late news,
    told at the quay
  whys: # two so far
  - {why: "Why late?", answer: Nobody calls}
  - why: Why does nobody call?
    answer: >-
      The harbour
      answers late
# the end
"""


def written(text: str, old: dict[str, Any] | None, new: dict[str, Any], format: TextFormat = "yaml") -> str:
    return with_sheet(text.encode(), format, "five-whys", old, new).decode()


def lines_kept(before: str, after: str) -> bool:
    """Whether every line of ``before`` stands in ``after``, in the same order."""
    left = iter(after.splitlines())
    return all(any(line == other for other in left) for line in before.splitlines())


def test_a_new_file_holds_a_list_with_the_sheet() -> None:
    assert yaml.safe_load(written("", None, NEW)) == {"five_whys": [NEW]}
    assert json.loads(written("", None, NEW, "json")) == {"five_whys": [NEW]}


@pytest.mark.parametrize("text", ["five_whys:\n", "five_whys: []\n", "five_whys: # none yet\n"])
def test_a_sheet_goes_where_there_is_none_yet(text: str) -> None:
    assert yaml.safe_load(written(text, None, NEW)) == {"five_whys": [NEW]}


def test_a_sheet_goes_behind_the_others() -> None:
    after = written(LIST, None, NEW)
    assert lines_kept(LIST, after)
    assert yaml.safe_load(after)["five_whys"] == [*yaml.safe_load(LIST)["five_whys"], NEW]


def test_a_single_sheet_becomes_the_first_of_a_list() -> None:
    after = written(SINGLE, None, NEW)
    assert yaml.safe_load(after)["five_whys"] == [yaml.safe_load(SINGLE)["five_whys"], NEW]
    assert "# two so far" in after
    assert after.endswith("# the end\n")
    as_json = json.dumps({"five_whys": {"problem": "Late"}})
    assert json.loads(written(as_json, None, NEW, "json")) == {"five_whys": [{"problem": "Late"}, NEW]}


@pytest.mark.parametrize(
    "text", [LIST, SINGLE, json.dumps(yaml.safe_load(LIST), indent=2), json.dumps(yaml.safe_load(SINGLE))]
)
def test_what_is_answered_is_added_where_it_belongs(text: str) -> None:
    format: TextFormat = "json" if text.startswith("{") else "yaml"
    old = sheets_in(text.encode(), format, "x")[0]
    sheet = Sheet(old)
    number = sheet.add_why("Why so: “yes”?", "No rule says it", len(sheet.steps) - 1, ())
    sheet.support(number, "log, 9 of 9: counted")
    sheet.add_cause("No rule", number, ())
    sheet.add_countermeasure(0, {"action": "Write one", "owner": "Ana", "due": "", "check": "log"}, ())
    after = written(text, dict(old), sheet.content, format)
    assert sheets_in(after.encode(), format, "x")[0] == sheet.content
    assert sheets_in(after.encode(), format, "x")[1:] == sheets_in(text.encode(), format, "x")[1:]
    if format == "yaml":
        assert lines_kept(text, after)


def test_answers_may_be_changed_and_taken_back() -> None:
    text, old = written(LIST, None, NEW), dict(NEW)
    sheet = Sheet(old)
    for answer in ("First", "Second", "Third"):
        sheet.add_why("Why?", answer, len(sheet.steps) - 1 if sheet.steps else None, ())
        text, old = written(text, old, sheet.content), json.loads(json.dumps(sheet.content))
    sheet.answer_why(1, "Another: second")
    sheet.remove_last()
    text = written(text, old, sheet.content)
    assert [step.answer for step in Sheet(sheets_in(text.encode(), "yaml", "x")[2]).steps] == [
        "First",
        "Another: second",
    ]
    assert lines_kept(LIST, text)


def test_a_sheet_that_somebody_else_changed_is_not_overwritten() -> None:
    changed = written(LIST, None, {**NEW, "title": "Mine"})
    with pytest.raises(InputError, match="changed meanwhile"):
        written(changed, NEW, {**NEW, "whys": [{"why": "Why?"}]})


def test_another_sheet_that_was_added_meanwhile_is_no_obstacle() -> None:
    text = written(LIST, None, NEW)
    other = text.replace("five_whys:\n", "five_whys:\n  - problem: In front\n")
    after = written(other, NEW, {**NEW, "title": "Mine"})
    assert [each["problem"] for each in yaml.safe_load(after)["five_whys"]] == [
        "In front",
        "Late news",
        "Other: this",
        "Nobody answers",
    ]


@pytest.mark.parametrize(
    "text", ["five_whys: {problem: A, whys: [{why: B}]} # c\n", "\ufefffive_whys:\r\n- problem: A\r\n"]
)
def test_other_layouts_are_kept(text: str) -> None:
    old = sheets_in(text.encode(), "yaml", "x")[0]
    sheet = Sheet(old)
    sheet.add_why("Why?", "Because: yes", None, ())
    after = written(text, dict(old), sheet.content)
    assert sheets_in(after.encode(), "yaml", "x") == (sheet.content,)
    assert after.startswith(text[:10])


SAID = (
    "- “a” b: c",
    "yes",
    "12",
    "a: b # c",
    "'x'",
    "x" * 1900,
    "Ă ș ț – 日本",
    "{a}, [b]",
    "? a",
    "\\n",
    'the "late" one',
)


@pytest.mark.parametrize("format", ["yaml", "json"])
@pytest.mark.parametrize("text", SAID)
def test_whatever_is_answered_comes_back_as_it_was_said(text: str, format: TextFormat) -> None:
    sheet = Sheet(NEW)
    sheet.add_why("Why?", text, None, ())
    data = with_sheet(b"", format, "x", None, sheet.content)
    data = with_sheet(data, format, "x", None, {"problem": text})
    assert sheets_in(data, format, "x") == (sheet.content, {"problem": text})
