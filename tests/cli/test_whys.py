"""``cxadvisor whys``, as it is used: listed, asked by lines and on a terminal, left and resumed, filled in by hand."""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from cxadvisor import load, review
from cxadvisor.cli import main
from cxadvisor.compile import CHECKOUT
from cxadvisor.texts import LANGUAGES, command_texts
from tests.cli.conftest import WriteCanvas, on_terminal

AS_OF = ("--as-of", "2026-03-01")
NOT_WINDOWS = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")

SOUND = """\

workshop mechanic, telephone clerk
No one plans who is on the telephone
rota of February
n
The rota is made per bench, and the telephone is no bench
mechanic and clerk, asked apart
y
The rota form has no line for the telephone
1
Callers do not see when the workshop is free
12 calls noted in one week
y
The website shows no free hours

Put the telephone on the rota form
head of the workshop
2026-06-30
Share of calls answered within a minute, each week
Show free hours on the website
shop manager
2026-07-31
Calls that only ask for free hours, by month
"""


def whys(*arguments: str | Path, lines: str = "") -> Result:
    result = CliRunner().invoke(main, ["whys", *map(str, arguments)], input=lines, prog_name="cxadvisor")
    assert "Traceback" not in result.output
    return result


def sheets(path: Path) -> list[dict[str, Any]]:
    found = yaml.safe_load(path.read_text("utf-8"))["five_whys"]
    assert isinstance(found, list)
    return found


def rules_in(path: Path) -> dict[str, str]:
    made = review(load(path), as_of="2026-03-01", lang="en")
    every = [*made.findings, *(each for part in made.reviews for each in part.findings)]
    return {finding.rule: finding.message for finding in every}


@pytest.fixture
def strategy(tmp_path: Path) -> Path:
    """A folder with a canvas on which a moment is served by nothing, and one channel is not there."""
    folder = tmp_path / "nord"
    folder.mkdir()
    canvas = yaml.safe_load((CHECKOUT / "examples" / "cycle-workshop" / "canvas.yaml").read_text("utf-8"))
    canvas["preferred_channels"]["post_sale"].append("Fax")
    (folder / "canvas.json").write_text(json.dumps(canvas), "utf-8")
    return folder


# --- what is weak


def test_the_weakest_areas_come_first_and_say_why(strategy: Path) -> None:
    result = whys(strategy, "--list", *AS_OF)
    assert result.exit_code == 0
    areas = re.findall(r"^(\S.*) – (\d+ \w+.*)$", result.stdout, re.MULTILINE)
    assert areas[0][0] == "Preferred channels (post-sale)"
    assert re.fullmatch(r"1 high; \d+ of \d+ notes covered", areas[0][1])
    order = [
        min(("high", "medium", "low").index(word) for word in re.findall("high|medium|low", why))
        for _, why in areas
    ]
    assert order == sorted(order)
    assert not (strategy / "five-whys.yaml").exists()


def test_only_what_has_a_cause_is_listed(strategy: Path) -> None:
    made = review(load(strategy), as_of="2026-03-01")
    listed = re.findall(r"--finding (\w+)", whys(strategy, "--list", *AS_OF).stdout.replace("\n     ", " "))
    assert sorted(listed) == sorted(each.fingerprint for each in made.of_kind("gap", "conflict", "weakness"))


def test_nothing_weak_is_said_to_be_so(tmp_path: Path) -> None:
    path = tmp_path / "canvas.json"
    left_out = ["segments", "needs", "moments", "preferred_channels", "objectives", "culture", "activities"]
    left_out += [
        "supported_channels",
        "metrics",
        "service_model",
        "sales_model",
        "retention_plan",
        "awareness_plan",
    ]
    path.write_text(json.dumps({"cxcanvas": "1", "language": "en", "not_captured": left_out}), "utf-8")
    for arguments in (["--list"], ["--template"], []):
        result = whys(path, *arguments)
        assert (result.exit_code, result.stdout.strip()[:30]) == (0, "No gap, conflict or weakness w")


@pytest.mark.parametrize("named", ["preferred-channel-unsupported", "CHA401", "cha401"])
def test_a_finding_is_named_by_its_rule_or_code(strategy: Path, named: str) -> None:
    assert "“Fax”" in whys(strategy, "--list", "--finding", named).stdout


def test_a_finding_is_named_by_its_fingerprint_or_its_place(strategy: Path) -> None:
    (finding,) = [
        each for each in review(load(strategy)).findings if each.rule == "preferred-channel-unsupported"
    ]
    for arguments in (
        ["--finding", finding.fingerprint],
        ["--finding", finding.fingerprint[:8]],
        ["--at", finding.at[0]],
        ["--at", "preferred_channels"],
        ["--at", "preferred_channels/post_sale"],
    ):
        assert "“Fax”" in whys(strategy, "--template", *arguments).stdout


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--finding", "no-such-rule"], "There is no finding “no-such-rule” to ask about."),
        (["--at", "culture"], "There is no such finding at “culture”."),
        (["--list", "--template"], "exclude each other"),
        (["--output", "x.yaml"], "--output is for --template."),
        (["--template", "-o", "x.html"], "ends in .yaml or .json"),
    ],
)
def test_what_cannot_be_asked_about_is_said(strategy: Path, arguments: list[str], complaint: str) -> None:
    result = whys(strategy, *arguments)
    assert result.exit_code == 2
    assert complaint in result.stderr


# --- by lines


def test_a_sheet_that_is_filled_soundly_is_sound(strategy: Path) -> None:
    result = whys(strategy, "--finding", "CHA401", *AS_OF, lines=SOUND)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "The sheet is complete." in result.stdout
    (sheet,) = sheets(strategy / "five-whys.yaml")
    assert sheet["date"] == "2026-03-01"
    assert sheet["participants"] == ["workshop mechanic", "telephone clerk"]
    assert [each["answer"] for each in sheet["whys"]] == [
        "No one plans who is on the telephone",
        "The rota is made per bench, and the telephone is no bench",
        "Callers do not see when the workshop is free",
    ]
    assert sheet["whys"][2]["follows"] == sheet["id"]
    assert [each["of"] for each in sheet["root_causes"]] == [sheet["whys"][1]["id"], sheet["whys"][2]["id"]]
    found = rules_in(strategy)
    assert not [rule for rule in found if rule.startswith("whys-")], found
    assert "serious-finding-without-whys" not in found


def test_the_finding_counts_as_looked_into_by_its_fingerprint(strategy: Path) -> None:
    other = {"five_whys": {"problem": "The kettle is broken", "whys": [{"why": "Why?", "answer": "It fell"}]}}
    (strategy / "other.json").write_text(json.dumps(other), "utf-8")
    assert "Fax" in rules_in(strategy)["serious-finding-without-whys"]
    whys(strategy, "--finding", "CHA401", *AS_OF, lines="\n\nAn answer\n")
    assert "serious-finding-without-whys" not in rules_in(strategy)
    assert len(json.loads((strategy / "other.json").read_text("utf-8"))["five_whys"]) == 2


def test_a_sheet_that_is_filled_badly_is_told_so(strategy: Path) -> None:
    answers = "\n\nThe clerk is careless\n\n\ny\n\n\ny\n\nTell the clerk\n\n\n\n"
    result = whys(strategy, "--finding", "CHA401", *AS_OF, lines=answers)
    assert "This speaks of a person." in result.stdout
    found = rules_in(strategy)
    assert "whys-blame-a-person" in found
    assert "whys-without-countermeasure" in found or "whys-stop-at-symptom" in found


def test_blame_and_circles_are_told_kindly_and_may_be_written_anew(strategy: Path) -> None:
    lines = "Nobody answers the fax\n\nThe clerk is lazy\nNobody answers the fax\nThe fax stands in the cellar\n/q\n"
    result = whys(strategy, "--finding", "CHA401", *AS_OF, lines=lines)
    assert "This speaks of a person." in result.stdout
    assert "This says again what was to be explained." in result.stdout
    assert [each["answer"] for each in sheets(strategy / "five-whys.yaml")[0]["whys"]] == [
        "The fax stands in the cellar"
    ]


def test_a_symptom_is_not_taken_for_a_root_cause_unasked(strategy: Path) -> None:
    lines = "\n\nThe line is always busy\n\ny\nToo many calls\n\n/q\n"
    result = whys(strategy, "--finding", "CHA401", *AS_OF, lines=lines)
    assert "One would ask why of this once more" in result.stdout
    assert "root_causes" not in sheets(strategy / "five-whys.yaml")[0]


def test_five_is_said_to_be_a_guide(strategy: Path) -> None:
    lines = "\n\n" + "".join(
        f"Reason number {word}\n\n\n" for word in ("red", "blue", "grey", "pink", "white", "brown")
    )
    result = whys(strategy, "--finding", "CHA401", *AS_OF, lines=lines)
    assert result.stdout.count("Five is a guide: go on while") == 1
    assert "Why 6" in result.stdout


def test_a_question_may_be_replaced_an_answer_taken_back_and_the_chain_shown(strategy: Path) -> None:
    lines = "\n\nWhy is the fax off?\nIt is unplugged\n\n\n/s\nA second answer\n\n\n/d\n?\n/x\n/q\n"
    result = whys(strategy, "--finding", "CHA401", *AS_OF, lines=lines)
    (sheet,) = sheets(strategy / "five-whys.yaml")
    assert [(each["why"], each["answer"]) for each in sheet["whys"]] == [
        ("Why is the fax off?", "It is unplugged")
    ]
    for said in (
        "Taken back: A second answer",
        "It is unplugged (no evidence yet)",
        "No such command",
        "/b ",
    ):
        assert said in result.stdout


def test_a_session_goes_on_where_it_was_left(strategy: Path) -> None:
    whys(strategy, "--finding", "CHA401", *AS_OF, lines="\n\nThe fax is unplugged\n\n\n/q\n")
    listed = whys(strategy, "--list", *AS_OF).stdout
    assert "1 answer, no root cause yet" in listed
    result = whys(strategy, *AS_OF, lines="1\nIt has no socket\nseen\ny\n\n\nBuy one\nAna\n\n\n")
    assert "Unfinished sheets" in result.stdout
    assert "Why 2" in result.stdout
    (sheet,) = sheets(strategy / "five-whys.yaml")
    assert [each["answer"] for each in sheet["whys"]] == ["The fax is unplugged", "It has no socket"]
    assert sheet["countermeasures"][0]["owner"] == "Ana"
    assert "complete" in whys(strategy, "--list", *AS_OF).stdout


def test_a_sheet_about_something_that_is_no_finding_any_more_can_be_finished(strategy: Path) -> None:
    sheet = {
        "problem": "Bills are late",
        "finding": "0" * 16,
        "whys": [{"why": "Why?", "answer": "No stamps"}],
    }
    (strategy / "sheets.yaml").write_text(yaml.safe_dump({"five_whys": sheet}), "utf-8")
    whys(strategy, *AS_OF, lines="1\nNobody orders them\n\ny\n\n\nOrder monthly\nAna\n2026-05-01\n\n")
    written = yaml.safe_load((strategy / "sheets.yaml").read_text("utf-8"))["five_whys"]
    assert written["root_causes"][0]["cause"] == "Nobody orders them"
    assert written["countermeasures"][0]["due"] == "2026-05-01"


def test_a_complete_sheet_can_be_asked_about_again(strategy: Path) -> None:
    whys(strategy, "--finding", "CHA401", *AS_OF, lines=SOUND)
    before = (strategy / "five-whys.yaml").read_text("utf-8")
    result = whys(strategy, "--finding", "CHA401", *AS_OF, lines="\n")
    assert "(root cause)" in result.stdout
    assert "The sheet is complete." in result.stdout
    assert (strategy / "five-whys.yaml").read_text("utf-8") == before
    whys(strategy, "--finding", "CHA401", *AS_OF, lines="1\nThe paper is out\nseen\n/q\n")
    (sheet,) = sheets(strategy / "five-whys.yaml")
    assert sheet["whys"][-1]["answer"] == "The paper is out"


def test_comments_and_other_sheets_are_kept(strategy: Path) -> None:
    shutil.copy(CHECKOUT / "examples" / "cycle-workshop" / "five_whys.yaml", strategy)
    path = strategy / "five_whys.yaml"
    path.write_text(f"# of the workshop\n{path.read_text('utf-8')}# the end\n", "utf-8")
    before = sheets_of(path)
    whys(strategy, "--finding", "CHA401", *AS_OF, lines="\n\nNobody looks at the fax\n/q\n")
    assert sheets_of(path)[:-1] == before
    assert path.read_text("utf-8").startswith("# of the workshop\n")
    assert "# the end\n" in path.read_text("utf-8")


def sheets_of(path: Path) -> list[Any]:
    found = yaml.safe_load(path.read_text("utf-8"))["five_whys"]
    return found if isinstance(found, list) else [found]


def test_a_single_canvas_has_its_sheet_beside_it(canvas: WriteCanvas, tmp_path: Path) -> None:
    path = canvas("a.json")
    whys(path, "--finding", "empty-block", *AS_OF, lines="\n\nNobody measures doors\n/q\n")
    (sheet,) = sheets(tmp_path / "five-whys.yaml")
    again = whys(path, "--list", *AS_OF).stdout
    assert "1 answer, no root cause yet" in again
    assert sheet["finding"] in again.replace("\n     ", " ") or sheet["finding"] in again


def test_a_moment_is_named_in_its_words(tmp_path: Path, canvas: WriteCanvas) -> None:
    path = canvas("a.json", activities={"post_sale": ["Polish tables"]}, not_captured=["needs"])
    made = review(load(path), as_of="2026-03-01")
    rules = [each.rule for each in made.findings if each.block == "moments" and each.kind == "gap"]
    if rules:
        whys(path, "--finding", rules[0], *AS_OF, lines="\n\nNobody measures doors\n/q\n")
        assert sheets(tmp_path / "five-whys.yaml")[0]["moment"] == "The sofa does not fit through the door"


def test_a_name_that_is_taken_is_left_alone(strategy: Path) -> None:
    (strategy / "five-whys.yaml").write_text("a note of mine\n", "utf-8")
    (strategy / "five-whys.yaml").rename(strategy / "five-whys.txt")
    (strategy / "five-whys.yaml").write_text("personas: [{name: Ana}]\n", "utf-8")
    whys(strategy, "--finding", "CHA401", *AS_OF, lines="\n\nNobody looks at the fax\n/q\n")
    assert (strategy / "five-whys.yaml").read_text("utf-8") == "personas: [{name: Ana}]\n"
    assert len(sheets(strategy / "five-whys-2.yaml")) == 1


def test_nothing_entered_is_nothing_written(strategy: Path) -> None:
    for lines in ("", "/q\n", "1\n", "1\n/q\n"):
        result = whys(strategy, *AS_OF, lines=lines)
        assert result.exit_code == 0
        assert "Nothing was entered, so nothing was written." in result.stdout
    assert not (strategy / "five-whys.yaml").exists()


# --- several canvases, artefacts, languages


def test_the_canvas_of_a_finding_is_named_among_several(tmp_path: Path, canvas: WriteCanvas) -> None:
    canvas("a.json", title="Families")
    canvas("b.json", title="Offices", moments={"pre_sale": [], "post_sale": ["The chair squeaks"]})
    result = whys(tmp_path, "--list", *AS_OF)
    assert "Families: " in result.stdout
    assert "Offices: " in result.stdout
    whys(tmp_path, "--finding", "empty-block", *AS_OF, lines="\n\nNo time was left\n/q\n")
    assert sheets(tmp_path / "five-whys.yaml")[0]["whys"][0]["answer"] == "No time was left"
    assert load(tmp_path).companions


def test_findings_about_artefacts_and_about_several_blocks_are_asked_about() -> None:
    result = whys(CHECKOUT / "examples" / "cycle-workshop", "--list", *AS_OF)
    for area in ("Customer journeys", "Several parts of the canvas", "Personas"):
        assert f"\n{area} – " in result.stdout
    assert "5 Whys – " not in result.stdout


def test_artefacts_without_a_canvas_are_asked_about(tmp_path: Path) -> None:
    source = CHECKOUT / "examples" / "cycle-workshop" / "journeys.yaml"
    path = Path(shutil.copy(source, tmp_path))
    result = whys(path, *AS_OF, lines="1\n\n\nNobody writes it down\n/q\n")
    assert result.exit_code == 0
    assert sheets(tmp_path / "five-whys.yaml")[0]["whys"][0]["answer"] == "Nobody writes it down"


def test_a_session_in_romanian(strategy: Path) -> None:
    lines = "\noperator\nDispecerul este neglijent\nNu există un grafic pentru fax\n\n"
    lines += "d\n\n\nSe face un grafic\nAna\n\n\n"
    result = whys(strategy, "--finding", "CHA401", "--lang", "ro", *AS_OF, lines=lines)
    assert "Aici este vorba despre o persoană." in result.stdout
    assert "Fișa este completă." in result.stdout
    (sheet,) = sheets(strategy / "five-whys.yaml")
    assert sheet["whys"][0]["why"].startswith("De ce")
    assert sheet["root_causes"][0]["cause"] == "Nu există un grafic pentru fax"


@pytest.mark.parametrize("language", LANGUAGES)
def test_keys_to_press_differ(language: str) -> None:
    texts = command_texts("whys", language).templates
    letters = [str(text) for key, text in texts.items() if key.startswith("whys.key.")]
    assert len(set(letters)) == len(letters)


def test_everything_fits_into_80_columns(strategy: Path) -> None:
    for language in LANGUAGES:
        result = whys(strategy, "--lang", language, *AS_OF, lines="1\n" + SOUND)
        assert max(map(len, result.stdout.splitlines())) <= 80


# --- without a terminal


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_template_is_a_sheet_to_fill_in(strategy: Path, language: str) -> None:
    target = strategy / "sheet.yaml"
    result = whys(strategy, "--template", "--finding", "CHA401", "--lang", language, "-o", target, *AS_OF)
    assert result.exit_code == 0
    text = target.read_text("utf-8")
    before = rules_in(strategy)
    assert not [rule for rule in before if rule.startswith("whys-")], "an empty sheet is no bad one"
    (sheet,) = sheets(target)
    assert sheet["whys"][0]["why"].endswith("?")
    filled = iter(
        ["No one plans who is on the telephone", "The rota is made per bench", "The form was never changed"]
    )
    text = re.sub(r"why:$", "why: Why is it so?", text, flags=re.MULTILINE)
    text = re.sub(r"answer:$", lambda _: f"answer: {next(filled)}", text, flags=re.MULTILINE)
    text = re.sub(r"evidence:$", "evidence: the rota of February", text, flags=re.MULTILINE)
    text = re.sub(r"participants:$", "participants: [workshop mechanic]", text, flags=re.MULTILINE)
    text = re.sub(r"^( +)# (- \{|- cause|  action|  owner|  due|  check)", r"\1\2", text, flags=re.MULTILINE)
    text = text.replace("cause: }", "cause: The rota form has no line for the telephone}")
    for key, value in {
        "action": "Change the form",
        "owner": "Ana",
        "due": '"2026-09-01"',
        "check": "Calls",
    }.items():
        text = re.sub(rf"{key}:$", f"{key}: {value}", text, flags=re.MULTILINE)
    target.write_text(text, "utf-8")
    after = rules_in(strategy)
    assert {rule for rule in after if rule.startswith("whys-")} <= {"whys-single-cause"}
    assert sheets(target)[0]["countermeasures"][0]["cause"] == sheets(target)[0]["root_causes"][0]["id"]


def test_a_template_goes_to_standard_output_or_into_a_new_json_file(strategy: Path) -> None:
    printed = whys(strategy, "--template", *AS_OF)
    assert yaml.safe_load(printed.stdout)["five_whys"][0]["finding"]
    assert whys(strategy, "--template", "-o", "-", *AS_OF).stdout == printed.stdout
    target = strategy / "sheet.json"
    whys(strategy, "--template", "-o", target, *AS_OF)
    assert json.loads(target.read_text("utf-8"))["five_whys"][0]["whys"][0]["answer"] is None
    load(strategy)
    again = whys(strategy, "--template", "-o", target)
    assert (again.exit_code, "is there already" in again.stderr) == (2, True)


def test_a_template_may_be_filled_in_by_a_session_too(strategy: Path) -> None:
    target = strategy / "sheet.yaml"
    whys(strategy, "--template", "--finding", "CHA401", "-o", target, *AS_OF)
    question = sheets(target)[0]["whys"][0]["why"]
    result = whys(
        strategy, "--finding", "CHA401", *AS_OF, lines="Nobody looks\nseen\nn\nIt is in the cellar\n/q\n"
    )
    assert result.stdout.count("Why 1") == 1
    (sheet,) = sheets(target)
    assert [each.get("answer") for each in sheet["whys"]] == ["Nobody looks", "It is in the cellar", None]
    assert (sheet["whys"][0]["why"], sheet["whys"][0]["evidence"]) == (question, "seen")
    assert "# " in target.read_text("utf-8")
    assert sorted(path.name for path in strategy.iterdir()) == ["canvas.json", "sheet.yaml"]


def test_words_are_not_lost_where_yes_or_no_is_meant(strategy: Path) -> None:
    lines = "\n\nNobody looks\n\nyou may ask Ana\nyes\n\n/q\n"
    result = whys(strategy, "--finding", "CHA401", *AS_OF, lines=lines)
    assert "Answer y or n." in result.stdout
    assert sheets(strategy / "five-whys.yaml")[0]["root_causes"][0]["cause"] == "Nobody looks"


def test_a_note_is_named_by_its_id(tmp_path: Path, canvas: WriteCanvas) -> None:
    moments = {"pre_sale": ["TBD"], "post_sale": [{"id": "m-door", "text": "???"}]}
    path = canvas("a.json", moments=moments)
    assert "“???”" in whys(path, "--template", "--at", "m-door", *AS_OF).stdout


@pytest.mark.parametrize(
    "text", ["TBD \u202e{note}", "TBD “a” {x} %s", "TBD <b>&", "TBD 'x': # - y", "TBD \u2028z"]
)
def test_hostile_words_are_kept_as_they_are(tmp_path: Path, canvas: WriteCanvas, text: str) -> None:
    path = canvas("a.json", moments={"pre_sale": [text], "post_sale": [text]})
    for weakness in ("placeholder-text", "suspicious-characters"):
        arguments = (path, "--finding", weakness, *AS_OF)
        if whys(*arguments, "--list").exit_code == 0:
            assert whys(*arguments, lines="\n\nNobody looked\n/q\n").exit_code == 0
            template = whys(*arguments, "--template").stdout
            assert isinstance(yaml.safe_load(template)["five_whys"], list)
    assert load(path)


# --- on a terminal


@NOT_WINDOWS
def test_ctrl_c_loses_nothing(strategy: Path) -> None:
    keys = ["\n", "\n", "Nobody looks at the fax\n", "\x03"]
    screen, code = on_terminal(["whys", strategy, "--finding", "CHA401", *AS_OF], keys, LC_ALL="C.UTF-8")
    assert code == 130
    assert "Saved in" in screen
    assert sheets(strategy / "five-whys.yaml")[0]["whys"][0]["answer"] == "Nobody looks at the fax"
