from __future__ import annotations

import os
import subprocess
import sys

import pytest

from cxadvisor import Settings, load, review
from cxadvisor.errors import SettingsError
from cxadvisor.model.brand import Brand
from cxadvisor.reporters import FORMATS, TextFormat, render
from tests.reporters.golden import CASES, FOLDER, Case
from tests.reporters.samples import EMPTY


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.path.name)
def test_report_is_as_it_was_when_somebody_read_it(case: Case) -> None:
    assert case.kept() == case.path.read_bytes()


def test_no_golden_file_is_left_over() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {case.path.name for case in CASES}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.path.name)
def test_every_report_ends_with_one_line_break_and_encodes(case: Case) -> None:
    report = case.render()
    assert report.endswith("\n")
    assert not report.endswith(("\n\n", "\n\r\n"))
    assert report.encode("utf-8")


def test_same_bytes_whatever_the_hash_seed() -> None:
    code = (
        "import hashlib; from tests.reporters.golden import CASES\n"
        "for c in CASES: print(hashlib.sha256(c.render().encode()).hexdigest())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": "."},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def test_unknown_format_is_refused_with_those_there_are() -> None:
    with pytest.raises(SettingsError, match="“docm” is not a report format"):
        render(EMPTY, "docm")
    assert {"text", "json", "markdown", "html"} <= set(FORMATS)


def test_a_list_on_a_terminal_does_not_load_the_template_engine() -> None:
    code = (
        "import sys; from tests.reporters.samples import SMALL; from cxadvisor.reporters import render\n"
        "render(SMALL, 'text'); render(SMALL, 'json'); print('jinja2' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


@pytest.mark.parametrize("format", ["markdown", "html"])
def test_the_brand_of_the_settings_stands_in_the_head(format: TextFormat) -> None:
    settings = Settings(
        brand=Brand(name="Nord & Co", client="Casa Tisa", confidentiality="For the board only")
    )
    strategy = load({"cxcanvas": "1", "language": "en", "segments": ["Families"]}, settings=settings)
    report = render(review(strategy, as_of="2026-11-21"), format, strategy=strategy)
    head = report[max(report.index("Nord") - 200, 0) : report.index("board only") + 20]
    assert "Prepared by Nord &amp; Co for Casa Tisa" in head
    assert "For the board only" in head
