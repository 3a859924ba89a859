"""``cxadvisor explain``: rules, and what the catalogue knows, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cxadvisor.catalogue import shipped_catalogue
from cxadvisor.cli import main
from cxadvisor.texts import LANGUAGES


def explain(*words: str) -> Result:
    return CliRunner().invoke(main, ["explain", *words])


def test_a_metric_is_explained_with_formula_pitfalls_and_sources() -> None:
    result = explain("nps")
    assert result.exit_code == 0
    assert result.output.startswith("Net Promoter Score (nps)\n")
    for part in ("How it is reckoned", "Where it misleads", "What keeps it honest", "S4 – ", "K3 – "):
        assert part in result.output


def test_words_need_no_quotes() -> None:
    assert explain("time", "to", "resolution").output == explain("time to resolution").output
    assert explain("moment", "without", "activity").output == explain("CUS301").output


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_fits_a_terminal_in_every_language(language: str) -> None:
    for entry in shipped_catalogue():
        result = explain(entry.name, "--lang", language)
        assert result.exit_code == 0
        assert entry.label(language) in result.output
        assert max(map(len, result.output.splitlines())) <= 80, entry.name


def test_what_fits_several_subjects_is_a_list_of_them() -> None:
    result = explain("satisf", "--lang", "ro")
    several = explain("rezolv", "--lang", "ro")
    assert result.exit_code == several.exit_code == 0
    assert "first-contact-resolution" in several.output
    assert "time-to-resolution" in several.output
    assert "2 subiecte" in several.output


def test_what_is_not_known_is_refused_with_what_looks_like_it() -> None:
    result = explain("npps")
    assert result.exit_code == 2
    assert "Did you mean “nps”" in result.stderr
    assert "cxadvisor explain --list" in result.stderr
    assert result.stdout == ""


def test_hostile_words_do_nothing_but_are_named() -> None:
    result = explain("\x1b[31m{x}\u202e", "'; drop")
    assert result.exit_code == 2
    assert "\x1b" not in result.stderr
    assert "\u202e" not in result.stderr


def test_programs_get_everything_as_json() -> None:
    metric = json.loads(explain("nps", "-f", "json").output)
    assert metric["query"] == "nps"
    (found,) = metric["found"]
    assert (found["kind"], found["name"], found["unit"], found["sources"]) == (
        "metric",
        "nps",
        "points",
        ["S4", "K3"],
    )
    rule = json.loads(explain("CUS301", "--format", "json").output)["found"][0]
    assert (rule["kind"], rule["name"], rule["severity"]) == ("rule", "moment-without-activity", "high")
    several = json.loads(explain("rezolv", "-f", "json").output)["found"]
    assert [each["name"] for each in several] == ["first-contact-resolution", "time-to-resolution"]


def test_the_rules_of_a_pack_are_explained_and_stand_where_they_lead(tmp_path: Path) -> None:
    card = tmp_path / "acme.yaml"
    card.write_text(
        "{code: ACME1, name: acme-rule, kind: advice, severity: low, ground: practice, since: '1', at: $activity,"
        " when: [{activity: {id: $activity}}], finds: An activity., matters: It matters., message: There is one.,"
        " because: It stands there., advice: Look at it., see: [nps]}",
        "utf-8",
    )
    explained = explain("acme-rule", "--pack", str(card)).output
    assert "Look at it." in explained
    assert "Net Promoter Score (nps)" in explained
    assert "acme-rule (ACME1)" in explain("nps", "--pack", str(card)).output
    assert explain("acme-rule").exit_code == 2


def test_the_list_shows_every_entry_under_its_kind() -> None:
    listed = explain("--list").output
    assert listed.startswith("Metrics\n")
    assert all(f"  {entry.name} " in listed for entry in shipped_catalogue())
    assert max(map(len, listed.splitlines())) <= 80
    rows = json.loads(explain("--list", "-f", "json", "--lang", "ro").output)
    assert {"name": "store", "kind": "touchpoint", "label": "Magazin, sucursală sau ghișeu"} in rows


@pytest.mark.parametrize("words", [(), ("nps", "--list"), ("",), ("nps", "--lang", "xx")])
def test_usage_errors_end_with_2(words: tuple[str, ...]) -> None:
    assert explain(*words).exit_code == 2
