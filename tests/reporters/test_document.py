"""What the audit document holds, whatever prints it: scope, summary, audit form, roadmap, interview sheet."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cxadvisor import load, review
from cxadvisor.model.review import Finding
from cxadvisor.model.strategy import Strategy
from cxadvisor.reporters.document import Audit, Entry, audit_of
from tests.progress.changing import AS_OF, canvas
from tests.reporters.canvases import STRATEGY_EN, STRATEGY_SET
from tests.reporters.samples import EMPTY, SEVERAL, SMALL, finding
from tests.reporters.samples import review as made

BROKEN = canvas(activities={"pre_sale": [{"text": "Test ride at home", "for": ["nowhere"]}], "post_sale": []})


def strategy_of(tmp_path: Path, **files: Any) -> Strategy:
    (tmp_path / "canvas.json").write_text(json.dumps(BROKEN), "utf-8")
    for name, content in files.items():
        (tmp_path / f"{name.replace('_', '-')}.yaml").write_text(json.dumps(content), "utf-8")
    return load(tmp_path)


def audited(strategy: Strategy, **settings: Any) -> Audit:
    return audit_of(review(strategy, as_of=AS_OF, **settings), strategy)


def fields_of(entry: Entry) -> dict[str, tuple[str, ...]]:
    return {field.name: field.texts for field in entry.fields}


def a_finding(strategy: Strategy) -> Finding:
    return review(strategy, as_of=AS_OF).of_kind("gap", "conflict", "weakness")[0]


def entry_of(audit: Audit, fingerprint: str) -> Entry:
    return next(
        each for part in audit.parts for each in part.entries if each.finding.fingerprint == fingerprint
    )


def test_the_scope_says_what_was_looked_at_and_what_nobody_can_tell() -> None:
    scope = audit_of(SMALL, STRATEGY_EN).scope
    rows = {row.name: row.text for row in scope.rows}
    assert rows["version"] == "2026-03-01, digest 3f3f3f3f3f3f"
    assert rows["authors"] == "M. Reyes, T. Okafor"
    assert "39 notes" in scope.covers[0]
    assert any("1 question is open" in text for text in scope.limits)
    assert any("awareness" in text for text in scope.assumptions)


def test_an_empty_review_has_neither_roadmap_nor_interview_nor_progress() -> None:
    audit = audit_of(EMPTY, None)
    assert (audit.roadmap, audit.interview, audit.progress) == (None, (), None)
    assert (audit.summary.risks, audit.summary.first) == ((), ())
    assert "No gap" in audit.summary.no_risks
    assert audit.scope.limits


def test_an_edition_for_the_client_does_not_say_that_nothing_was_found() -> None:
    assert audit_of(made(edition="client"), None).summary.no_risks == "This report lists no findings."


def test_several_canvases_share_summary_roadmap_and_interview() -> None:
    audit = audit_of(SEVERAL, STRATEGY_SET)
    assert audit.roadmap
    canvases = {action.canvas for each in audit.roadmap.horizons for action in each.actions}
    assert {part.title for part in audit.parts[1:]} <= canvases
    assert len(audit.summary.readiness) == sum(part.readiness != "" for part in audit.parts)
    listed = {entry.number for row in audit.roadmap.picture for each in row for entry in each.entries}
    stated = {entry.number for part in audit.parts for entry in (*part.findings, *part.advice)}
    assert listed == stated


def test_a_sheet_tells_the_cause_of_the_finding_it_names(tmp_path: Path) -> None:
    about = a_finding(strategy_of(tmp_path))
    sheet = {
        "finding": about.fingerprint,
        "problem": "Nobody answers",
        "participants": ["Ana"],
        "whys": [{"why": "Why so?", "answer": "Nobody was asked.", "evidence": "rota of May"}],
        "root_causes": [
            {"cause": "No one owns the hour after closing", "id": "c1", "evidence": "rota of May"}
        ],
        "countermeasures": [{"action": "Name an owner", "cause": "c1", "owner": "Ana", "due": "2026-05-01"}],
    }
    audit = audited(strategy_of(tmp_path, five_whys={"five_whys": [sheet]}))
    told = fields_of(entry_of(audit, about.fingerprint))
    assert told["root_cause"] == ("No one owns the hour after closing (rota of May)",)
    assert told["answers"] == ("Why so? Nobody was asked.",)
    assert told["countermeasure"] == ("Name an owner (owner Ana; due 2026-05-01)",)
    assert "whys" not in told
    assert ("participants", "Ana") in {(row.name, row.text) for row in audit.scope.rows}


def test_what_management_says_stands_in_rows_and_the_rest_is_left_to_fill_in(tmp_path: Path) -> None:
    about = a_finding(strategy_of(tmp_path))
    said = {"response": "Agreed.", "owner": "Ana", "signed_off": True}
    notes = {"cxnotes": "1", "findings": {about.fingerprint: said}}
    strategy = strategy_of(tmp_path, review_notes=notes)
    entry = entry_of(audited(strategy), about.fingerprint)
    assert fields_of(entry)["response"] == ("Agreed.",)
    assert [field.name for field in entry.fields if field.form == "blank"] == ["due"]
    client = entry_of(audited(strategy, edition="client"), about.fingerprint)
    assert not [field for field in client.fields if field.form == "blank"]
    assert fields_of(client)["owner"] == ("Ana",)


def test_the_interview_sheet_is_brief_and_asks_each_role_its_own() -> None:
    questions = [
        finding(kind="confirm", message=f"Which one, {number}?", at=(f"/moments/post_sale/{number}",))
        for number in range(20)
    ]
    (sheet,) = audit_of(made(findings=questions), None).interview
    assert (len(sheet.questions), sheet.more) == (8, 12)


def test_a_long_roadmap_is_cut_and_says_so() -> None:
    many = [
        finding(message=f"Gap {number}", advice=f"Do {number}", effort="low", impact="high")
        for number in range(40)
    ]
    roadmap = audit_of(made(findings=many), None).roadmap
    assert roadmap
    assert (len(roadmap.horizons[0].actions), roadmap.horizons[0].more) == (15, 25)
    assert (len(roadmap.picture[0][0].entries), roadmap.picture[0][0].more) == (24, 16)


def test_a_review_of_a_later_version_may_ask_what_we_do_not_know() -> None:
    later = made(checklist=[{"id": "something-new", "text": "Is it so?"}])
    (sheet,) = audit_of(later, None).interview
    assert sheet.role == "Leadership"
