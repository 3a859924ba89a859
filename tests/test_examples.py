"""The examples give the reports that stand beside them, and the README shows one of them."""

import importlib.util
from pathlib import Path

import pytest

from cxadvisor import load, review

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"

specification = importlib.util.spec_from_file_location("refresh", EXAMPLES / "refresh.py")
assert specification is not None
assert specification.loader is not None
refresh = importlib.util.module_from_spec(specification)
specification.loader.exec_module(refresh)
REPORTS = dict(refresh.reports())


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_an_example_gives_the_report_beside_it(path: Path) -> None:
    assert REPORTS[path] == path.read_text("utf-8"), "If the change is meant: python examples/refresh.py"


def test_there_are_examples_in_two_languages_and_one_is_nearly_clean() -> None:
    reviews = {path.parent.name: review(load(path.parent), as_of=refresh.AS_OF) for path in REPORTS}
    assert len(reviews) >= 3
    assert len({each.strategy.language for each in reviews.values()}) >= 2
    findings = reviews["saas"].of_kind("gap", "conflict", "weakness", "confirm")
    assert [finding.rule for finding in findings] == ["activity-without-owner"]


def test_no_example_tires_its_reader() -> None:
    for path in REPORTS:
        strategy = load(path.parent)
        found = review(strategy, as_of=refresh.AS_OF).of_kind("gap", "conflict", "weakness")
        assert len(found) <= (
            30 if strategy.companions else 20
        )  # eight artefacts have more to tell than one page


def test_the_readme_shows_the_report_of_the_furniture_retailer() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    shown = readme.partition("<!-- example:begin -->")[2].partition("<!-- example:end -->")[0]
    lines = shown.strip().removeprefix("```text").removesuffix("```").strip().splitlines()
    report = (EXAMPLES / "furniture-retailer" / "report.en.txt").read_text("utf-8")
    pieces = "\n".join(lines).split("\n…\n")
    assert pieces[0], "the README shows an excerpt"
    for piece in pieces:
        assert piece.strip() in report
