"""A baseline: what was found before is known, never lost, and does not count; what is new stands out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from cxadvisor import SettingsError, load, review
from cxadvisor.model.review import Review
from cxadvisor.model.strategy import Settings, Strategy
from cxadvisor.progress.baseline import baseline_of
from cxadvisor.reporters import TextFormat, render
from tests.progress.changing import AS_OF, canvas
from tests.reporters.formats import WORDY

REWORDINGS = yaml.safe_load((Path(__file__).parent / "rewordings.yaml").read_text("utf-8"))
LATER = "2026-09-01"


def reviewed(content: Any, **settings: Any) -> tuple[Strategy, Review]:
    strategy = load(content)
    return strategy, review(strategy, **({"as_of": AS_OF} | settings))


def write(path: Path, content: Any, form: str = "baseline") -> Path:
    """Write a baseline of a canvas: a file of its own, or its review saved as JSON."""
    strategy, found = reviewed(content)
    text = (
        baseline_of(found, strategy).model_dump_json()
        if form == "baseline"
        else render(found, "json", strategy=strategy)
    )
    path.write_text(text, "utf-8")
    return path


BROKEN = canvas(activities={"pre_sale": [{"text": "Test ride at home", "for": ["nowhere"]}], "post_sale": []})


@pytest.mark.parametrize("form", ["baseline", "review"])
def test_what_is_in_the_baseline_is_known_and_does_not_count(tmp_path: Path, form: str) -> None:
    path = write(tmp_path / "past.json", canvas(), form)
    _, found = reviewed(canvas(), baseline=path, as_of=LATER)
    assert found.findings
    assert all(finding.known for finding in found.findings)
    assert not any(finding.counts for finding in found.findings)
    assert {finding.known.since for finding in found.findings if finding.known} == {AS_OF}
    assert found.of_kind("gap", "conflict", "weakness", "confirm", "advice") == ()
    assert found.of_kind("gap", known=True)
    assert found.baseline is not None
    assert (found.baseline.known, found.baseline.gone) == (len(found.findings), 0)
    assert found.notices == ()


@pytest.mark.parametrize("form", ["baseline", "review"])
def test_what_is_new_stands_out(tmp_path: Path, form: str) -> None:
    path = write(tmp_path / "past.json", canvas(), form)
    new = canvas(preferred_channels={"pre_sale": ["Shop", "Video call"], "post_sale": ["WhatsApp"]})
    _, found = reviewed(new, baseline=path)
    (gap,) = found.of_kind("gap")
    assert gap.rule == "preferred-channel-unsupported"
    assert "Video call" in gap.message


@pytest.mark.parametrize("form", ["baseline", "review"])
@pytest.mark.parametrize("language", REWORDINGS)
def test_a_finding_whose_note_was_worded_anew_is_still_known(
    tmp_path: Path, form: str, language: str
) -> None:
    def written(text: str) -> dict[str, Any]:
        notes = [{"text": text, "for": ["nowhere"]}, "–"]
        return canvas(language=language, activities={"pre_sale": notes, "post_sale": []})

    old, new = REWORDINGS[language]["same"][0]
    path = write(tmp_path / "past.json", written(old), form)
    _, found = reviewed(written(new), baseline=path)
    (finding,) = (each for each in found.findings if each.rule == "broken-reference")
    assert finding.known is not None
    assert finding.known.fingerprint is not None
    assert finding.known.fingerprint != finding.fingerprint


def test_entries_that_apply_to_nothing_are_told(tmp_path: Path) -> None:
    path = write(tmp_path / "past.json", canvas())
    mended = canvas(supported_channels={"pre_sale": ["Shop"], "post_sale": ["Phone", "WhatsApp"]})
    _, found = reviewed(mended, baseline=path)
    (notice,) = (each for each in found.notices if each.code == "baseline-unused")
    assert "preferred-channel-unsupported" in notice.message
    assert notice.at == "past.json"
    assert found.complete
    _, partly = reviewed(mended, baseline=path, ignore=["preferred-channel-unsupported"])
    assert "preferred-channel-unsupported" not in str(partly.notices), "nobody looked whether it applies"
    _, filtered = reviewed(mended, baseline=path, severity="high")
    assert filtered.notices == ()


@pytest.mark.parametrize("form", ["baseline", "review"])
def test_a_question_that_becomes_a_gap_is_new(tmp_path: Path, form: str) -> None:
    unread = canvas(supported_channels={"pre_sale": ["Shop"], "post_sale": ["Phone", "Zorblax 9"]})
    path = write(tmp_path / "past.json", unread, form)
    _, certain = reviewed(canvas(), baseline=path)
    assert [each.rule for each in certain.of_kind("gap")] == ["preferred-channel-unsupported"]
    back = write(tmp_path / "gap.json", canvas(), form)
    _, asked = reviewed(unread, baseline=back)
    assert "WhatsApp" not in str([each.message for each in asked.of_kind("confirm")])


def test_an_exception_comes_before_the_baseline_and_comes_back_when_it_runs_out(tmp_path: Path) -> None:
    waiver = {
        "rule": "preferred-channel-unsupported",
        "at": "preferred_channels",
        "reason": "not yet",
        "until": "2026-06-01",
    }
    waived = canvas(waivers=[waiver])
    path = write(tmp_path / "past.json", waived)
    _, found = reviewed(waived, baseline=path)
    (finding,) = (each for each in found.findings if each.waived)
    assert finding.known is None
    _, later = reviewed(waived, baseline=path, as_of=LATER)
    assert [each.rule for each in later.of_kind("gap")] == ["preferred-channel-unsupported"]
    assert [each.code for each in later.notices] == ["waiver-expired"]


def test_several_canvases_have_entries_of_their_own(tmp_path: Path) -> None:
    folder = tmp_path / "strategy"
    folder.mkdir()
    sound = canvas(
        title="Firms", supported_channels={"pre_sale": ["Shop"], "post_sale": ["Phone", "WhatsApp"]}
    )
    (folder / "a.json").write_text(json.dumps(canvas(title="People")), "utf-8")
    (folder / "b.json").write_text(json.dumps(sound), "utf-8")
    path = write(tmp_path / "past.json", folder)
    (folder / "b.json").write_text(json.dumps(canvas(title="Firms")), "utf-8")
    _, found = reviewed(folder, baseline=path)
    people, firms = found.reviews
    assert people.of_kind("gap") == ()
    assert [each.rule for each in firms.of_kind("gap")] == ["preferred-channel-unsupported"], (
        "not known there"
    )


def test_settings_name_a_baseline(tmp_path: Path) -> None:
    (tmp_path / "canvas.json").write_text(json.dumps(canvas()), "utf-8")
    write(tmp_path / "past.json", canvas())
    (tmp_path / "cxadvisor.toml").write_text('baseline = "past.json"\n', "utf-8")
    strategy, found = reviewed(tmp_path)
    assert strategy.settings == Settings(baseline=str(tmp_path / "past.json"))
    assert found.of_kind("gap", "conflict", "weakness") == ()
    assert found.notices == (), "a baseline in the folder is no part of the strategy"


@pytest.mark.parametrize("format", WORDY)
def test_known_findings_are_listed_in_every_report(tmp_path: Path, format: TextFormat) -> None:
    path = write(tmp_path / "past.json", canvas())
    strategy, found = reviewed(canvas(), baseline=path, as_of=LATER, lang="en")
    report = render(found, format, strategy=strategy, show_all=True)
    assert "no supported channel answers there" in report
    assert "2026-03-01" in report
    if format == "text":
        assert "No new findings; " in report
        assert "What matters most" not in report
    if format == "json":
        data = json.loads(report)
        assert data["baseline"]["name"] == "past.json"
        assert all("known" in finding for finding in data["findings"])
    assert "known" not in json.loads(render(review(canvas(), as_of=AS_OF), "json"))["findings"][0]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("", "past.json"),
        ("[1, 2]", "past.json:1:1"),
        ('{"title": "x"}', "past.json:1:1"),
        ('{"cxbaseline": "1",\n "as_of": 3, "language": "en"}', "past.json:2:11"),
        ('{"cxbaseline": "2", "as_of": "2026-01-01", "language": "en"}', "past.json:1:16"),
        ('{"cxreview": "1", "findings": [{}]}', "past.json:1:"),
        ('{"cxbaseline": "1",', "past.json:1:"),
    ],
)
def test_a_baseline_that_cannot_be_read_is_bad_input_with_a_position(
    tmp_path: Path, text: str, where: str
) -> None:
    path = tmp_path / "past.json"
    path.write_text(text, "utf-8")
    with pytest.raises(SettingsError) as caught:
        review(canvas(), as_of=AS_OF, baseline=path)
    assert where in str(caught.value)
    with pytest.raises(SettingsError):
        review(canvas(), as_of=AS_OF, baseline=tmp_path / "missing.json")


def test_keys_of_a_later_version_are_passed_over(tmp_path: Path) -> None:
    path = write(tmp_path / "past.json", canvas())
    data = json.loads(path.read_text("utf-8"))
    data["later"] = {"a": 1}
    data["findings"][0]["later"] = [1]
    path.write_text(json.dumps(data), "utf-8")
    _, found = reviewed(canvas(), baseline=path)
    assert all(finding.known for finding in found.findings)
