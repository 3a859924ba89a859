"""What the consultant says of findings is seen in the review, and changes nothing else in it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cxadvisor import InputError, Review, SettingsError, load, review
from cxadvisor.model.review import Finding
from cxadvisor.reporters import TextFormat, render
from cxadvisor.reporters.json_report import as_data
from tests.noting.conftest import CANVAS, Write
from tests.reporters.formats import WORDY

AS_OF = "2026-03-01"


def seen(path: Path, **options: object) -> Review:
    return review(path, as_of=AS_OF, lang="en", **options)  # type: ignore[arg-type]


def only(made: Review, rule: str) -> Finding:
    (found,) = [finding for finding in made.findings if finding.rule == rule]
    return found


@pytest.fixture
def mark(folder: Path) -> str:
    """The fingerprint of the finding that WhatsApp is not supported."""
    return only(seen(folder), "preferred-channel-unsupported").fingerprint


def test_without_notes_a_review_says_nothing_of_them(folder: Path) -> None:
    data = as_data(seen(folder))
    assert {"edition", "held_back"}.isdisjoint(data)
    assert all("noted" not in finding for finding in data["findings"])
    assert all("comment" not in item for item in data["checklist"])


def test_a_finding_shows_what_is_said_of_it_and_keeps_what_the_rule_said(note: Write, mark: str) -> None:
    plain = seen(note(""))
    made = seen(
        note(
            f"findings:\n  {mark}:\n    status: accept\n    severity: low\n    message: Nobody answers on WhatsApp.\n"
            "    effort: high\n    owner: D. Pop\n    due: 2026-06-30\n    response: From May on.\n"
            "    comment: Seen in the shop.\n    signed_off: true\n"
        )
    )
    finding, before = (only(each, "preferred-channel-unsupported") for each in (made, plain))
    assert finding.noted is not None
    assert finding.noted.original is not None
    assert (finding.severity, finding.message, finding.effort) == (
        "low",
        "Nobody answers on WhatsApp.",
        "high",
    )
    assert finding.noted.original.severity == before.severity == "high"
    assert finding.noted.original.message == before.message
    assert finding.noted.original.advice is None
    assert (finding.noted.owner, finding.noted.due, finding.noted.status) == (
        "D. Pop",
        "2026-06-30",
        "accept",
    )
    assert finding.fingerprint == before.fingerprint
    assert (made.scores, made.strengths, made.links) == (plain.scores, plain.strengths, plain.links)
    assert (made.edition, made.held_back) == ("working", len(plain.findings) - 1)


@pytest.mark.parametrize("format", WORDY)
def test_every_report_shows_it(note: Write, mark: str, format: TextFormat) -> None:
    folder = note(
        f"findings:\n  {mark}: {{owner: D. Pop, due: 2026-06-30, response: From May on, comment: In the shop}}\n"
        "own:\n  - {message: The board has not seen this, at: sofa, severity: high}\n"
        "checklist:\n  shared: {answer: no, comment: To marketing only}\n"
    )
    strategy = load(folder)
    report = render(seen(folder), format, strategy=strategy, show_all=True, width=100)
    for words in ("D. Pop", "2026-06-30", "From May on", "In the shop", "The board has not seen this"):
        assert words in report
    assert "To marketing only" in report
    assert ('"own": true' if format == "json" else "the consultant's own finding") in report.replace(
        "&#39;", "'"
    )


def test_a_rejected_finding_is_listed_apart_and_counts_for_nothing(note: Write, mark: str) -> None:
    folder = note(f"findings:\n  {mark}: {{status: reject, reason: Not asked by customers}}\n")
    made = seen(folder)
    finding = only(made, "preferred-channel-unsupported")
    assert finding.is_rejected
    assert not finding.counts
    assert finding not in made.of_kind("gap", "conflict", "weakness", waived=True)
    strategy = load(folder)
    for format in ("text", "markdown", "html"):
        assert "Not asked by customers" in render(made, format, strategy=strategy)


def test_severities_are_shown_as_they_were_rated_anew(note: Write, mark: str) -> None:
    note(f"findings:\n  {mark}: {{severity: low}}\n")
    folder = note(f"findings:\n  {mark}: {{severity: low}}\n")
    assert mark not in {finding.fingerprint for finding in seen(folder, severity="high").findings}
    assert mark in {finding.fingerprint for finding in seen(folder, severity="low").findings}


def test_an_order_of_ones_own_comes_first(note: Write, folder: Path) -> None:
    findings = [each for each in seen(folder).findings if each.kind in ("gap", "weakness", "conflict")]
    last = findings[-1].fingerprint
    made = seen(note(f"findings:\n  {last}: {{order: 1}}\n"))
    assert made.findings[0].fingerprint == last


# --- findings of one's own


def test_a_finding_of_ones_own_leads_on_like_any_other_unless_it_brings_prompts(note: Write) -> None:
    made = seen(note("own:\n  - {message: Nobody owns it, kind: gap, at: sofa}\n"))
    finding = only(made, "own")
    assert len(finding.whys) == 4
    others = {why for each in made.findings if each is not finding for why in each.whys}
    assert not others & set(finding.whys)
    made = seen(note("own:\n  - {message: Nobody owns it, kind: gap, at: sofa, whys: [Why so?]}\n"))
    assert only(made, "own").whys == ("Why so?",)


def test_a_finding_of_ones_own_stands_among_the_others_by_its_severity(note: Write) -> None:
    made = seen(
        note("own:\n  - {id: f1, message: Nobody owns it, severity: high, at: [sofa, metrics/post_sale]}\n")
    )
    finding = only(made, "own")
    assert finding.noted is not None
    assert finding.noted.own
    assert finding.at == ("/moments/post_sale/0", "/metrics/post_sale")
    assert finding.position.line == 7
    assert made.findings.index(finding) < next(
        number for number, each in enumerate(made.findings) if each.severity == "medium"
    )
    moved = seen(note("own:\n  - {id: f1, message: Nobody owns this at all}\n"))
    assert only(moved, "own").fingerprint == finding.fingerprint
    assert only(moved, "own").at == ("",)


def test_a_place_that_is_none_is_told_and_the_finding_is_kept(note: Write) -> None:
    made = seen(note("own:\n  - {message: Nobody owns it, at: door}\n"))
    assert only(made, "own").at == ("",)
    (notice,) = [each for each in made.notices if each.code == "noted-place-unknown"]
    assert "“door”" in notice.message
    assert notice.at == "review-notes.yaml#/own/0"
    assert made.complete


# --- editions


def test_the_edition_for_the_client_holds_only_what_is_signed_off(note: Write, mark: str) -> None:
    folder = note(
        f"findings:\n  {mark}: {{signed_off: true, comment: Between us, severity: medium, response: Yes}}\n"
        "own:\n  - {message: Signed, signed_off: true}\n  - {message: Not signed}\n"
        "checklist:\n  shared: {answer: yes, comment: Between us too}\n"
    )
    made = seen(folder, edition="client")
    assert [finding.rule for finding in made.findings] == ["preferred-channel-unsupported", "own"]
    assert (made.edition, made.held_back) == ("client", None)
    assert made.readiness is not None
    shown = {place for finding in made.findings for place in finding.at}
    assert all(shown.issuperset(each.at) for each in made.readiness.criteria), "readiness names nothing else"
    told = json.dumps(as_data(made), ensure_ascii=False)
    assert "Between us" not in told
    assert "Not signed" not in told
    assert '"original": null' in told
    assert next(item for item in made.checklist if item.id == "shared").answer == "yes"
    working = seen(folder)
    assert working.held_back == len(working.findings) - 2
    strategy = load(folder)
    for format in WORDY:
        assert "Between us" not in render(made, format, strategy=strategy, show_all=True)
        assert "not signed off" not in render(made, format, strategy=strategy, show_all=True)


def test_a_baseline_is_compared_with_all_findings_whoever_sees_them(
    note: Write, mark: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = note(f"findings:\n  {mark}: {{signed_off: true}}\n")
    past = tmp_path_factory.mktemp("past") / "last.json"
    past.write_text(render(seen(folder), "json"), "utf-8")
    made = seen(folder, edition="client", baseline=past)
    (finding,) = made.findings
    assert finding.known is not None
    assert not made.notices, "what the client does not see is not gone"


def test_a_client_who_is_to_see_nothing_is_not_told_that_all_is_well(note: Write) -> None:
    made = seen(note(""), edition="client")
    assert made.findings == ()
    assert "This report lists no findings." in render(made, "text")


def test_without_notes_there_is_no_edition_for_the_client(folder: Path) -> None:
    with pytest.raises(InputError, match=r"review-notes\.yaml.*cxadvisor notes"):
        seen(folder, edition="client")
    assert seen(folder, edition="working").edition == "working"
    with pytest.raises(SettingsError, match="no edition"):
        seen(folder, edition="boss")


def test_the_settings_may_choose_the_edition(note: Write, mark: str) -> None:
    folder = note(f"findings:\n  {mark}: {{signed_off: true}}\n")
    (folder / "cxadvisor.toml").write_text('edition = "client"\n', "utf-8")
    assert len(seen(folder).findings) == 1
    assert len(seen(folder, edition="working").findings) > 1
    (folder / "cxadvisor.toml").write_text('edition = "customer"\n', "utf-8")
    with pytest.raises(SettingsError, match="working or client"):
        seen(folder)


# --- the next review


def test_entries_whose_finding_is_gone_are_told(note: Write) -> None:
    made = seen(note("findings:\n  00000000000000aa: {rule: empty-block, comment: once}\n"))
    (notice,) = [each for each in made.notices if each.code == "noted-finding-gone"]
    assert "empty-block" in notice.message
    assert made.complete
    ignored = seen(note("findings:\n  00000000000000aa: {rule: empty-block}\n"), ignore=["empty-block"])
    assert not ignored.notices, "a rule that was left out found nothing, so nothing is gone"


def test_an_entry_is_offered_to_the_finding_of_the_reworded_note(note: Write, mark: str) -> None:
    folder = note(
        f"findings:\n  {mark}: {{rule: preferred-channel-unsupported, about: [WhatsApp], owner: D. Pop}}\n"
    )
    (folder / "canvas.yaml").write_text(CANVAS.replace("[WhatsApp,", "[WhatsApp chat,"), "utf-8")
    made = seen(folder)
    finding = only(made, "preferred-channel-unsupported")
    (notice,) = [each for each in made.notices if each.code == "noted-finding-changed"]
    assert finding.noted is None, "nothing is attached without being asked for"
    assert finding.fingerprint in notice.message
    assert "--follow" in notice.message


# --- several canvases, artefacts alone


def test_a_fingerprint_that_several_canvases_have_is_told_apart_by_the_canvas(note: Write) -> None:
    folder = note("")
    (folder / "other.yaml").write_text(CANVAS.replace("Mobila Nord", "Other title"), "utf-8")
    mark = only(seen(folder).reviews[0], "preferred-channel-unsupported").fingerprint
    note(
        f'findings:\n  "{mark}@other title": {{owner: B}}\n  {mark}: {{owner: A}}\n'
        "own:\n  - {message: Of one, canvas: Other title}\n  - {message: Of all}\n"
    )
    made = seen(folder)
    first, second = (only(each, "preferred-channel-unsupported").noted for each in made.reviews)
    assert first is not None
    assert second is not None
    assert (first.owner, second.owner) == ("A", "B")
    assert only(made, "own").message == "Of all"
    assert only(made.reviews[1], "own").message == "Of one"
    assert not made.notices


def test_artefacts_alone_have_notes_as_well(tmp_path: Path) -> None:
    (tmp_path / "personas.yaml").write_text("personas: [{name: Ana}]\n", "utf-8")
    plain = seen(tmp_path / "personas.yaml")
    mark = plain.findings[0].fingerprint
    (tmp_path / "review-notes.yaml").write_text(
        f'cxnotes: "1"\nfindings: {{{mark}: {{owner: A}}}}\n', "utf-8"
    )
    finding = seen(tmp_path / "personas.yaml").findings[0]
    assert finding.noted is not None
    assert finding.noted.owner == "A"


def test_the_notes_on_one_file_bear_its_name(note: Write, mark: str) -> None:
    folder = note(f"findings:\n  {mark}: {{owner: all}}\n")
    note(f"findings:\n  {mark}: {{owner: this one}}\n", "canvas.review-notes.yaml")
    owners = [
        only(seen(path), "preferred-channel-unsupported").noted.owner  # type: ignore[union-attr]
        for path in (folder, folder / "canvas.yaml")
    ]
    assert owners == ["all", "this one"]
    assert seen(folder).complete, "neither file is taken for a part of the strategy"
