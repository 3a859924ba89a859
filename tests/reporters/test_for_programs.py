"""Formats that other programs read: SARIF, annotations, Code Quality, JUnit and CSV."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree

import pytest
import yaml
from jsonschema import Draft202012Validator

from cxadvisor import load
from cxadvisor import review as reviewed
from cxadvisor.cli.review import command
from cxadvisor.model.review import Finding, Review
from cxadvisor.model.strategy import Strategy
from cxadvisor.reporters import FORMATS, TEXT_FORMATS, TextFormat, joined, render
from tests.reporters.canvases import STRATEGY_EN, STRATEGY_RO, STRATEGY_SET
from tests.reporters.hostile import HOSTILE_TEXTS, hostile, large
from tests.reporters.samples import EMPTY, ROMANIAN, SEVERAL, SMALL, review
from tests.reporters.samples import finding as sample
from tests.reporters.sarif_shape import SHAPE

MULTITOOL: Final = os.environ.get("SARIF_MULTITOOL")
"""The program of the npm package @microsoft/sarif-multitool-linux, where it is installed."""
KNOWN: Final = ("informationUri", "SARIF1001")
"""There is no page about cxadvisor to name; and one sample has a code that is the same as a rule's name."""
SAMPLES: Final[list[tuple[Review, Strategy | None]]] = [
    (EMPTY, None),
    (SMALL, STRATEGY_EN),
    (SMALL, None),
    (ROMANIAN, STRATEGY_RO),
    (SEVERAL, STRATEGY_SET),
    *map(hostile, HOSTILE_TEXTS),
]


def finding(**given: Any) -> Finding:
    return sample(**{"message": "Something is wrong.", **given})


def run_of(made: Review, strategy: Strategy | None = None, folder: str = "") -> dict[str, Any]:
    log = json.loads(render(made, "sarif", strategy=strategy, folder=folder))
    run: dict[str, Any] = log["runs"][0]
    return run


def test_sarif_has_the_shape_it_must_have() -> None:
    validator = Draft202012Validator(SHAPE)
    for made, strategy in SAMPLES:
        log = json.loads(render(made, "sarif", strategy=strategy))
        assert [error.message for error in validator.iter_errors(log)] == []
        (run,) = log["runs"]
        rules = run["tool"]["driver"]["rules"]
        for result in run["results"]:
            assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
            assert (result["level"] == "none") is (result["kind"] != "fail")
        assert len({rule["name"] for rule in rules}) <= len(rules)


@pytest.mark.skipif(MULTITOOL is None, reason="SARIF_MULTITOOL names no program")
def test_sarif_is_valid_to_the_multitool(tmp_path: Path) -> None:
    logs = [render(made, "sarif", strategy=strategy) for made, strategy in SAMPLES]
    path = tmp_path / "all.sarif"
    path.write_text(joined(logs, "sarif"), "utf-8")
    result = subprocess.run([str(MULTITOOL), "validate", path], capture_output=True, text=True, check=False)
    told = [line for line in result.stdout.splitlines() if ": error " in line or ": warning " in line]
    assert [line for line in told if not any(known in line for known in KNOWN)] == []
    assert "Analysis completed successfully" in result.stdout


def test_sarif_says_what_the_review_says() -> None:
    run = run_of(SMALL, STRATEGY_EN, "strategies/north wood")
    first, *_, question, advice, waived = run["results"]
    assert (first["ruleId"], first["kind"], first["level"]) == ("CUS301", "fail", "error")
    physical = first["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"]["uri"] == "strategies/north%20wood/canvas.yaml"
    assert physical["region"] == {"startLine": 31, "startColumn": 7}
    logical = first["locations"][0]["logicalLocations"][0]
    assert logical == {
        "name": "moments that matter, post-sale, note 3",
        "fullyQualifiedName": "/moments/post_sale/2",
    }
    assert first["partialFingerprints"] == {"cxadvisor/v1": SMALL.findings[0].fingerprint}
    assert first["suppressions"] == []
    assert (question["kind"], question["level"]) == ("open", "none")
    assert [each["message"]["text"] for each in question["relatedLocations"]]
    assert (advice["kind"], advice["level"]) == ("informational", "none")
    assert waived["suppressions"][0]["kind"] == "inSource"
    assert waived["suppressions"][0]["justification"].startswith("Agreed with the client")
    assert run["language"] == "en"
    assert run["invocations"][0]["executionSuccessful"] is True
    rule = run["tool"]["driver"]["rules"][first["ruleIndex"]]
    assert rule["name"] == "MomentWithoutActivity"
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert "customers" in rule["properties"]["tags"]
    assert "{" not in json.dumps(rule["help"], ensure_ascii=False).replace('{"', "")


def test_an_incomplete_review_is_no_success_and_says_why() -> None:
    crashed = review(complete=False, notices=[{"code": "rule-crashed", "message": "It crashed."}])
    (invocation,) = run_of(crashed)["invocations"]
    assert invocation["executionSuccessful"] is False
    assert run_of(SEVERAL, STRATEGY_SET)["invocations"][0]["executionSuccessful"] is False
    assert "error" in {each["level"] for each in invocation["toolExecutionNotifications"]}


def test_a_rule_that_is_a_question_is_up_for_review() -> None:
    own = finding(kind="confirm", rule="same", message="Is it meant?", asks={"rule": "same"})
    other = finding(kind="confirm", rule="coverage-unclear", message="Which?", asks={"rule": "same"})
    kinds = [result["kind"] for result in run_of(review(findings=[own, other]))["results"]]
    assert kinds == ["review", "open"]


def test_sarif_takes_words_literally() -> None:
    made = review(findings=[finding(message="A [note](1) with {0} in {braces}")])
    text = run_of(made)["results"][0]["message"]["text"]
    assert text.startswith(r"A \[note\](1) with {{0}} in {{braces}}")


def test_sarif_says_what_the_baseline_knows() -> None:
    old = finding(message="Old", known={"since": "2026-01-01"})
    reworded = finding(message="Reworded", known={"since": "2026-01-01", "fingerprint": "f"})
    baseline = {"name": "b.json", "digest": "d", "as_of": "2026-01-01", "known": 2, "gone": 0}
    made = review(findings=[old, reworded, finding(message="New")], baseline=baseline)
    assert [each["baselineState"] for each in run_of(made)["results"]] == ["unchanged", "updated", "new"]
    assert "baselineState" not in run_of(SMALL)["results"][0]


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("", {"uri": "a%20%23%25.yaml", "uriBaseId": "%SRCROOT%"}),
        ("../x", {"uri": "../x/a%20%23%25.yaml", "uriBaseId": "%SRCROOT%"}),
        ("/srv/x", {"uri": "file:///srv/x/a%20%23%25.yaml"}),
        ("c:x", {"uri": "c%3Ax/a%20%23%25.yaml", "uriBaseId": "%SRCROOT%"}),
    ],
)
def test_files_are_named_as_uris(folder: str, expected: dict[str, str]) -> None:
    made = review(findings=[finding(position={"file": "a #%.yaml"})])
    location = run_of(made, folder=folder)["results"][0]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"] == expected


def test_rows_of_a_workbook_are_no_lines() -> None:
    made = review(findings=[finding(position={"file": "a.xlsx", "line": 7, "column": 2, "sheet": "Canvas"})])
    region = run_of(made)["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 1}, "GitHub leaves out what has no line"
    assert ",line=1,col=1," in render(made, "github")
    assert [(row["line"], row["sheet"]) for row in rows_of(render(made, "csv"))] == [("7", "Canvas")]


def test_annotations_are_commands_that_no_note_can_forge() -> None:
    for made, strategy in SAMPLES:
        *lines, verdict = render(made, "github", strategy=strategy).removesuffix("\n").split("\n")
        assert verdict.startswith("cxadvisor: ")
        assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines)
        assert not any(set("\r\x1b\x85\u2028\u202e").intersection(line) for line in lines)
    escaping = finding(message="50% off:\r\n::error::x, y", position={"file": "a,b:c%.yaml", "line": 2})
    command, _ = render(review(findings=[escaping]), "github").splitlines()
    assert command.startswith(
        "::error file=a%2Cb%3Ac%25.yaml,line=2,col=1,title=moment-without-activity (CUS301)::"
    )
    assert "::50%25 off: ::error::x, y%0A" in command


def test_the_gravest_annotations_come_first_since_few_are_shown() -> None:
    lines = render(SEVERAL, "github", strategy=STRATEGY_SET).splitlines()
    faults = [line.split()[0] for line in lines if line.startswith("::") and "file=" in line]
    assert faults == sorted(faults, key=["::error", "::warning", "::notice"].index)


def test_code_quality_issues_are_one_of_a_kind() -> None:
    for made, strategy in SAMPLES:
        issues = json.loads(render(made, "gitlab", strategy=strategy, folder="here"))
        for issue in issues:
            assert issue.keys() == {"description", "check_name", "fingerprint", "severity", "location"}
            assert issue["severity"] in {"info", "minor", "major", "critical"}
            assert issue["location"]["lines"]["begin"] >= 1
            assert issue["location"]["path"].startswith("here/")
        if (made, strategy) in SAMPLES[:5]:
            assert len({issue["fingerprint"] for issue in issues}) == len(issues)


def cases(report: str) -> Iterator[tuple[str, str, list[str]]]:
    for suite in ElementTree.fromstring(report):
        for case in suite:
            yield suite.attrib["name"], case.attrib["name"], [child.tag for child in case]


def test_junit_has_a_case_for_each_rule() -> None:
    found = {name: tags for _, name, tags in cases(render(SMALL, "junit", strategy=STRATEGY_EN))}
    assert found["moment-without-activity"] == ["failure", "system-out"], "the question stands in the output"
    assert found["need-without-activity"] == ["skipped"]
    assert found["activity-without-purpose"] == ["system-out"], "an exception is no failure"
    assert set(SMALL.coverage.assessed) <= set(found)
    asked = review(findings=[finding(kind="confirm", rule="coverage-unclear", asks={"rule": "same"})])
    assert list(cases(render(asked, "junit"))) == [(asked.strategy.title, "same", ["skipped", "system-out"])]
    crashed = review(complete=False, notices=[{"code": "rule-crashed", "message": "It crashed."}])
    assert [tags for _, _, tags in cases(render(crashed, "junit"))] == [["error"]]


def test_junit_counts_right_whatever_stands_in_it() -> None:
    for made, strategy in SAMPLES:
        for suite in ElementTree.fromstring(render(made, "junit", strategy=strategy)):
            assert int(suite.attrib["tests"]) == len(suite)
            for tag, count in (("failure", "failures"), ("error", "errors"), ("skipped", "skipped")):
                assert int(suite.attrib[count]) == len(suite.findall(f"testcase/{tag}"))


def rows_of(report: str) -> list[dict[str, str]]:
    assert report.startswith("\ufeffcxreview")
    delimiter = report[len("\ufeffcxreview")]
    return list(csv.DictReader(io.StringIO(report.removeprefix("\ufeff"), newline=""), delimiter=delimiter))


def test_csv_has_a_row_for_each_finding_and_no_formula() -> None:
    for made, strategy in SAMPLES:
        rows = rows_of(render(made, "csv", strategy=strategy))
        assert len(rows) == len(made.findings) + sum(len(inner.findings) for inner in made.reviews)
        for row in rows:
            assert None not in row
            assert not any(value.startswith(("=", "+", "-", "@", "\t", "\r", "＝")) for value in row.values())
    (row,) = rows_of(render(review(findings=[finding(message="=cmd|' /C calc'!A0")]), "csv"))
    assert row["message"] == "'=cmd|' /C calc'!A0"
    assert {row["status"] for row in rows_of(render(SMALL, "csv"))} == {"open", "waived"}
    assert rows_of(render(ROMANIAN, "csv"))[0]["kind"] == "gap", "semicolons in Romanian, the words of JSON"


@pytest.mark.parametrize("format", ["sarif", "github", "gitlab", "junit", "csv"])
def test_reports_of_several_strategies_are_one(format: TextFormat) -> None:
    one, other = render(SMALL, format, strategy=STRATEGY_EN), render(ROMANIAN, format, strategy=STRATEGY_RO)
    both = joined([one, other, one], format)
    assert joined([one], format) == one
    if format == "sarif":
        assert len(json.loads(both)["runs"]) == 3
    elif format == "gitlab":
        assert len(json.loads(both)) == 2 * len(json.loads(one)) + len(json.loads(other))
    elif format == "junit":
        assert len(ElementTree.fromstring(both)) == 3
    elif format == "csv":
        assert both.count("\ufeff") == 1
        assert both.count("cxreview") == 3, "cells parted otherwise have a header of their own"
        assert joined([one, one], format).count("cxreview") == 1
    else:
        assert both == one + other + one


def test_reports_in_the_folder_of_a_strategy_are_no_part_of_it(tmp_path: Path) -> None:
    canvas = {"cxcanvas": "1", "title": "T", "language": "en", "segments": ["Families"]}
    (tmp_path / "canvas.json").write_text(json.dumps(canvas), "utf-8")
    before = reviewed(load(tmp_path), as_of="2026-11-21")
    for format in TEXT_FORMATS:
        ending = {"text": "txt", "markdown": "md"}.get(format, format)
        report = render(before, format, strategy=load(tmp_path))
        (tmp_path / f"report.{ending}").write_bytes(report.encode())
        for name in ("report.sarif.json", "report.gitlab.json"):
            if format in name:
                (tmp_path / name).write_bytes(report.encode())
    assert reviewed(load(tmp_path), as_of="2026-11-21") == before


def test_two_thousand_findings_take_no_time() -> None:
    made, strategy = large(2000, 300)
    for format in ("sarif", "github", "gitlab", "junit", "csv"):
        assert len(render(made, format, strategy=strategy)) > 100_000


def test_the_page_about_formats_names_them_all() -> None:
    page = (Path(__file__).parents[2] / "docs" / "formats.md").read_text("utf-8")
    rows = [line.split("|")[1:3] for line in page.splitlines() if line.startswith("| `")]
    told = {name.strip(" `"): set(files.replace("`", "").replace(",", "").split()) for name, files in rows}
    assert told == {name: set(format.endings) for name, format in FORMATS.items()}


def test_the_hook_of_pre_commit_knows_a_canvas_by_its_name() -> None:
    (hook,) = yaml.safe_load((Path(__file__).parents[2] / ".pre-commit-hooks.yaml").read_text("utf-8"))
    pattern = re.compile(hook["files"])
    for name in ("canvas.yaml", "a/canvas.json", "a/b/Canvas.YML", "nord-canvas.yaml", "a/x.canvas.xlsx"):
        assert pattern.search(name), name
    for name in ("canvas.md", "canvas.yaml.bak", "my/canvas/notes.yaml", "canvassing.yaml", "personas.yaml"):
        assert not pattern.search(name), name
    assert hook["entry"].split()[:2] == ["cxadvisor", "review"]
    assert "--folders" in {option for each in command.params for option in each.opts}
    assert hook["require_serial"] is True, "one process, so that a folder is reviewed once"
