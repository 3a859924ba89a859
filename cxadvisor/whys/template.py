"""A sheet to be filled in with an editor: the problem is there, and comments say what belongs where."""

from __future__ import annotations

import json
from collections.abc import Iterator
from textwrap import wrap
from typing import Any, Final

from cxadvisor.editing.writing import word
from cxadvisor.model.review import Finding
from cxadvisor.readers.formats import TextFormat
from cxadvisor.texts import Texts
from cxadvisor.whys.beginning import first_questions
from cxadvisor.whys.sheet import Sheet

WIDTH: Final = 96
"""Comments are as wide as this."""


def template(sheet: Sheet, finding: Finding, texts: Texts, format: TextFormat) -> str:
    """Return a file with one sheet about ``finding``, begun as ``sheet``, with its first questions to be answered.

    In JSON there are no comments, and the questions alone.
    """
    questions = first_questions(finding)
    whys: list[dict[str, Any]] = [
        {"id": f"{sheet.content['id']}-w1", "why": questions[0], "answer": None, "evidence": None}
    ]
    if format == "json":
        content = {
            **sheet.content,
            "participants": [],
            "whys": whys,
            "root_causes": [],
            "countermeasures": [],
        }
        return json.dumps({"five_whys": [content]}, ensure_ascii=False, indent=2) + "\n"
    return "\n".join(_lines(sheet, finding, texts)) + "\n"


def _lines(sheet: Sheet, finding: Finding, texts: Texts) -> Iterator[str]:
    yield from _comment(texts("whys.template.about"), "")
    yield from _comment(texts("whys.template.finding", rule=finding.rule, code=finding.code), "")
    yield "five_whys:"
    begin = "  - "
    for key, value in sheet.content.items():
        yield f"{begin}{key}: {word(str(value), is_json=False, in_brackets=False)}"
        begin = "    "
    yield from _comment(texts("whys.template.participants"), "    ")
    yield "    participants:"
    yield from _comment(texts("whys.template.whys"), "    ")
    questions = first_questions(finding)
    yield "    whys:"
    name = f"{sheet.content['id']}-w"
    for number, question in enumerate((questions[0], None, None), 1):
        text = word(question, is_json=False, in_brackets=False) if question else ""
        yield f"      - id: {name}{number}"
        yield f"        why: {text}".rstrip()
        yield "        answer:"
        yield "        evidence:"
    others = [*questions[1:], *finding.whys[len(questions) :]]
    if others:
        yield from _comment(texts("whys.template.others"), "      ")
        for question in others:
            yield from _comment(f"– {question}", "      ")
    yield from _comment(texts("whys.template.branch", id=f"{name}1"), "      ")
    yield from _comment(texts("whys.template.causes"), "    ")
    yield "    root_causes:"
    yield f"      # - {{id: {sheet.content['id']}-c1, of: {name}1, cause: }}"
    yield from _comment(texts("whys.template.countermeasures"), "    ")
    yield "    countermeasures:"
    yield f"      # - cause: {sheet.content['id']}-c1"
    for key in ("action", "owner", "due", "check"):
        yield f"      #   {key}:"


def _comment(text: str, indent: str) -> Iterator[str]:
    for line in wrap(text, WIDTH - len(indent)):
        yield f"{indent}# {line}"
