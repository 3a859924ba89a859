"""Short ways to say, in a test, “this text loads” and “this text is refused, here, for this reason”."""

from __future__ import annotations

import struct
from pathlib import Path
from textwrap import dedent
from typing import Literal

import pytest

from cxadvisor.errors import InputError, Problem
from cxadvisor.model.artefacts import ARTEFACTS
from cxadvisor.model.canvas import Canvas
from cxadvisor.model.strategy import Strategy
from cxadvisor.readers import load, load_bytes
from cxadvisor.readers.artefact_keys import parts_of

PARTS = {part.__name__: part for model in ARTEFACTS.values() for part in parts_of(model)}
"""The models of artefacts and of all that may stand inside them, by name."""

Format = Literal["json", "yaml"]


def canvas_of(text: str, format: Format = "yaml") -> Canvas:
    """Return the canvas that ``text`` holds."""
    return load_bytes(dedent(text).encode(), f"canvas.{format}", format).canvases[0].canvas


def problems_of(text: str | bytes, format: Format = "yaml") -> tuple[Problem, ...]:
    """Return the problems for which ``text`` is refused."""
    data = dedent(text).encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    with pytest.raises(InputError) as caught:
        load_bytes(data, f"canvas.{format}", format)
    assert all(problem.message.endswith((".", "?")) for problem in caught.value.problems)
    assert not any(word in str(caught.value).lower() for word in JARGON), str(caught.value)
    return caught.value.problems


def only_problem_of(text: str | bytes, format: Format = "yaml") -> Problem:
    """Return the one problem for which ``text`` is refused."""
    problems = problems_of(text, format)
    assert len(problems) == 1, [str(problem) for problem in problems]
    return problems[0]


def line_and_column(problem: Problem) -> tuple[int | None, int | None]:
    """Return where a problem stands."""
    return problem.line, problem.column


def strategy_beside(folder: Path, text: str, ending: str = "yaml") -> Strategy:
    """Return the strategy of an empty canvas with ``text`` in a companion file."""
    (folder / "canvas.yaml").write_text('cxcanvas: "1"\n', encoding="utf-8")
    (folder / f"beside.{ending}").write_text(dedent(text), encoding="utf-8")
    return load(folder)


def problems_beside(folder: Path, text: str, ending: str = "yaml") -> tuple[Problem, ...]:
    """Return the problems for which ``text`` is refused."""
    with pytest.raises(InputError) as caught:
        strategy_beside(folder, text, ending)
    assert not any(word in str(caught.value).lower() for word in JARGON), str(caught.value)
    assert all(problem.message.endswith((".", "?")) for problem in caught.value.problems)
    return caught.value.problems


def told(problem: Problem) -> str:
    """Return a problem with its line and column."""
    return f"{problem.line}:{problem.column} {problem.message} {problem.remedy}".strip()


JARGON = (
    "pydantic",
    "validation error",
    "input should",
    "type=",
    "traceback",
    "nonetype",
    "dict",
    "tuple",
    "value_error",
    "str_",
    "none of",
    "extra_forbidden",
    "yaml.scanner",
    "jsondecode",
)
"""Words of the machinery that no user should ever read."""


def png(width: int, height: int) -> bytes:
    """Return the beginning of a PNG file, which is all that is looked at."""
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height) + b"..."


def jpeg(width: int, height: int) -> bytes:
    """Return the beginning of a JPEG file: a comment, fill bytes, and the frame header."""
    comment = b"\xff\xfe" + struct.pack(">H", 6) + b"note"
    return b"\xff\xd8" + comment + b"\xff\xff\xc2" + struct.pack(">HBHH", 17, 8, height, width) + b"\x03" * 9
