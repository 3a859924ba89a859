"""What docs/file-format.md shows is true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cxadvisor.model.blocks import BLOCKS, COMPANION_KEYS
from cxadvisor.model.canvas import Canvas, MetricNote, SegmentNote, Waiver
from cxadvisor.readers import json_text, load_bytes, read_settings, yaml_scalars
from cxadvisor.readers.folder import MAX_FILES
from cxadvisor.readers.keys import keys_of
from tests.readers.helpers import png, problems_of

PAGE = Path(__file__).parents[2].joinpath("docs", "file-format.md").read_text(encoding="utf-8")


def blocks_in(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("text", blocks_in("yaml"))
def test_every_example_is_read(text: str) -> None:
    whole = text if "cxcanvas" in text else 'cxcanvas: "1"\n' + text
    assert load_bytes(whole.encode(), "example.yaml", "yaml").canvases


def test_the_settings_shown_are_read(tmp_path: Path) -> None:
    (text,) = blocks_in("toml")
    (tmp_path / "cxadvisor.toml").write_text(text, encoding="utf-8")
    (tmp_path / "logo.png").write_bytes(png(600, 200))
    assert read_settings(str(tmp_path / "cxadvisor.toml")).severities == {"too-many-objectives": "medium"}


def test_every_key_is_explained() -> None:
    keys = {key for part in (Canvas, SegmentNote, MetricNote, Waiver) for key in keys_of(part)}
    assert {key for key in {*keys, *BLOCKS, *COMPANION_KEYS} if f"`{key}`" not in PAGE} == {
        "rule",
        "reason",
    } - keys


@pytest.mark.parametrize("limit", [json_text.MAX_VALUES, yaml_scalars.MAX_VALUES, MAX_FILES])
def test_the_limits_are_those_of_the_code(limit: int) -> None:
    assert f"{limit:,}" in PAGE


def test_the_faults_shown_are_told_so() -> None:
    text = 'cxcanvas: "1"\nculture:\n  - Livrare: 48 h\nobiective: []\nsegments: [{text: a, id: n1}, {text: b, id: n1}]'
    for problem in problems_of(text):
        shown = re.sub(r"line \d+, column \d+", "line 11, column 37", f"{problem.message} {problem.remedy}")
        assert shown in PAGE
