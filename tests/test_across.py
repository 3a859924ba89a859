"""Several canvases of one company are reviewed each by itself and then together; artefacts also without any canvas."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from cxadvisor import Review, load, review
from cxadvisor.reporters import TextFormat, render
from cxadvisor.reporters.json_report import as_data

AS_OF = "2026-05-01"

FAMILIES: Mapping[str, Any] = {
    "cxcanvas": "1",
    "language": "en",
    "title": "Families",
    "organisation": "Oak Furniture",
    "segments": ["Young families"],
    "needs": {"pre_sale": ["To see the table at home"], "post_sale": ["Help at once"]},
    "moments": {"pre_sale": ["First visit to the shop"], "post_sale": ["The table arrives"]},
    "preferred_channels": {"pre_sale": ["Shop"], "post_sale": ["Phone"]},
    "supported_channels": {"pre_sale": ["Shop"], "post_sale": ["Phone"]},
    "activities": {
        "pre_sale": ["Greet in the shop"],
        "post_sale": [{"id": "call", "text": "Call before delivery"}],
    },
}
OFFICES: Mapping[str, Any] = {
    **FAMILIES,
    "title": "Offices",
    "segments": ["Small offices"],
    "needs": {"pre_sale": ["An offer within a day"], "post_sale": ["One invoice a month"]},
    "activities": {
        "pre_sale": ["Greet in the shop"],
        "post_sale": [{"id": "invoice", "text": "One invoice a month"}],
    },
}
PERSONA: Mapping[str, Any] = {"id": "ann", "name": "Ann", "goals": ["rest"], "segment": "Young families"}
WHYS: Mapping[str, Any] = {
    "problem": "The table arrives late",
    "participants": ["driver"],
    "whys": [
        {"id": "w1", "why": "Why?", "answer": "The van leaves at ten", "evidence": "log"},
        {"id": "w2", "why": "Why so late?", "answer": "The table arrives late", "evidence": "log"},
    ],
}


def folder(path: Path, **files: Mapping[str, Any]) -> Path:
    """Write each file of a strategy as JSON."""
    path.mkdir()
    for name, content in files.items():
        (path / f"{name}.json").write_text(json.dumps(content), "utf-8")
    return path


@pytest.fixture
def together(tmp_path: Path) -> Path:
    return folder(
        tmp_path / "set",
        families=FAMILIES,
        offices=OFFICES,
        people={"personas": [PERSONA]},
        sheets={"five_whys": WHYS},
    )


def made(path: Path, **options: Any) -> Review:
    return review(load(path), as_of=AS_OF, lang="en", **options)


def told(found: Review) -> list[tuple[str, str]]:
    return [(finding.rule, finding.fingerprint) for finding in found.findings]


def test_companions_are_judged_once_across_and_each_canvas_by_itself(together: Path) -> None:
    found = made(together)
    assert [inner.strategy.title for inner in found.reviews] == ["Families", "Offices"]
    assert "persona-without-evidence" in [finding.rule for finding in found.findings]
    assert "whys-circular" in [finding.rule for finding in found.findings]
    assert not [
        finding
        for inner in found.reviews
        for finding in inner.findings
        if any("#" in at for at in finding.at)
    ]
    assert found.strategy.title == found.strategy.organisation == "Oak Furniture"
    assert not found.checklist
    assert not found.scores
    assert found.complete


def test_items_are_linked_to_notes_of_the_canvas_that_has_them(together: Path) -> None:
    ends = {(link.from_, link.to) for link in made(together).links}
    assert ("people.json#/personas/0/segment", "families.json#/segments/0") in ends


def test_renaming_files_changes_places_alone(together: Path, tmp_path: Path) -> None:
    other = folder(
        tmp_path / "other",
        z_page=FAMILIES,
        a_page=OFFICES,
        a_sheets={"five_whys": WHYS},
        z_people={"personas": [PERSONA]},
    )
    first, second = made(together), made(other)
    assert told(first) == told(second)
    assert [finding.message for finding in first.findings] == [finding.message for finding in second.findings]
    assert sorted(link.confidence for link in first.links) == sorted(link.confidence for link in second.links)
    assert first.strategy.title == second.strategy.title
    by_title = {inner.strategy.title: told(inner) for inner in second.reviews}
    assert {inner.strategy.title: told(inner) for inner in first.reviews} == by_title


def test_canvases_without_a_title_are_told_apart(tmp_path: Path) -> None:
    nameless = [{key: value for key, value in page.items() if key != "title"} for page in (FAMILIES, OFFICES)]
    one = folder(tmp_path / "one", a=nameless[0], b=nameless[1], c={"personas": [PERSONA]})
    two = folder(tmp_path / "two", b=nameless[0], a=nameless[1], c={"personas": [PERSONA]})
    assert told(made(one)) == told(made(two))


@pytest.mark.parametrize("at", ["ann", "w1"])
def test_a_waiver_of_any_canvas_holds_for_companions(tmp_path: Path, at: str) -> None:
    waiver = {"rule": "persona-without-evidence", "at": at, "reason": "Comes in May"}
    path = folder(
        tmp_path / "set",
        a=FAMILIES,
        b={**OFFICES, "waivers": [waiver]},
        c={"personas": [PERSONA]},
        d={"five_whys": WHYS},
    )
    found = made(path)
    waived = [finding.rule for finding in found.findings if finding.waived]
    unused = [
        notice.at for inner in found.reviews for notice in inner.notices if notice.code == "waiver-unused"
    ]
    assert not [notice for notice in found.notices if notice.code.startswith("waiver")]
    if at == "ann":
        assert waived == ["persona-without-evidence"]
        assert unused == []
    else:
        assert waived == []
        assert unused == ["/waivers/0"]


def test_a_waiver_at_a_why_holds_for_its_answer(tmp_path: Path) -> None:
    waiver = {"rule": "whys-circular", "at": "w2", "reason": "Known"}
    path = folder(tmp_path / "set", a={**FAMILIES, "waivers": [waiver]}, b=OFFICES, c={"five_whys": WHYS})
    assert [finding.rule for finding in made(path).findings if finding.waived] == ["whys-circular"]


def test_a_waiver_that_ran_out_is_told_once(tmp_path: Path) -> None:
    waiver = {"rule": "persona-without-evidence", "at": "ann", "reason": "Comes", "until": "2026-01-01"}
    path = folder(tmp_path / "set", a={**FAMILIES, "waivers": [waiver]}, b=OFFICES, c={"personas": [PERSONA]})
    found = made(path)
    codes = [notice.code for part in (found, *found.reviews) for notice in part.notices]
    assert codes == ["waiver-expired"]
    assert not [finding for finding in found.findings if finding.waived]


def test_what_concerns_all_files_is_told_once(together: Path) -> None:
    (together / "notes.json").write_text('{"personas": [{"name": "Bo", "shoe_size": 43}]}', "utf-8")
    found = made(together)
    assert [notice.code for notice in found.notices] == ["unknown-key"]
    assert not [notice for inner in found.reviews for notice in inner.notices]


@pytest.mark.parametrize("format", ["text", "markdown", "html"])
def test_reports_show_what_is_across_and_quote_notes_of_every_canvas(
    together: Path, format: TextFormat
) -> None:
    strategy = load(together)
    report = render(review(strategy, as_of=AS_OF, lang="en"), format, strategy=strategy, show_all=True)
    report = " ".join(re.sub(r"\\(.)", r"\1", report).split())
    assert "across the canvases" in report
    assert "Ann" in report
    own = {"text": "Offices", "markdown": "## Offices", "html": "Small offices"}[format]
    assert report.index("across the canvases") < report.index(own)


def test_the_data_of_several_canvases_has_what_is_across(together: Path) -> None:
    data = as_data(made(together))
    assert {"findings", "links", "coverage", "notices", "reviews"} <= set(data)
    assert not {"checklist", "scores", "coverage_score", "readiness", "matrices", "threads"} & set(data)
    assert "persona-without-evidence" in data["coverage"]["assessed"]


# --- artefacts alone


@pytest.fixture
def alone(tmp_path: Path) -> Path:
    return folder(tmp_path / "alone", sheets={"five_whys": WHYS}) / "sheets.json"


def test_artefacts_alone_are_judged_by_what_needs_no_canvas(alone: Path) -> None:
    found = made(alone)
    assert "whys-circular" in [finding.rule for finding in found.findings]
    assert "countermeasure-not-on-canvas" not in found.coverage.assessed
    assert [notice.code for notice in found.notices] == ["no-canvas"]
    assert (found.reviews, found.checklist, found.scores, found.strengths) == ((), (), {}, ())
    assert found.strategy.title == "sheets.json"
    assert found.strategy.language == "en"


@pytest.mark.parametrize("format", ["text", "markdown", "html"])
def test_reports_of_artefacts_alone_draw_no_page(alone: Path, format: TextFormat) -> None:
    strategy = load(alone)
    report = render(review(strategy, as_of=AS_OF, lang="en"), format, strategy=strategy, show_all=True)
    assert "The table arrives late" in report
    assert "There is no canvas here" in " ".join(report.split())
    assert "Not on this page" not in report
    assert "moments that matter" not in report.lower()
    if format != "text":
        assert "Audit of CX artefacts" in report


def test_artefacts_alone_are_read_in_their_own_language(tmp_path: Path) -> None:
    sheet = {
        "problem": "A plecat piesa greșită",
        "participants": ["gestionar"],
        "whys": [
            {"why": "De ce?", "answer": "Eticheta nu spune partea stângă sau dreaptă", "evidence": "poze"},
            {"why": "De ce?", "answer": "Gestionarul nu este atent", "evidence": "colegii de tură"},
        ],
    }
    path = folder(tmp_path / "ro", fisa={"five_whys": sheet}) / "fisa.json"
    found = review(load(path), as_of=AS_OF)
    assert found.interface == "ro"
    assert "whys-blame-a-person" in [finding.rule for finding in found.findings]
