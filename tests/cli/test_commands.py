"""The other commands: explain, rules, schema, completion, and the help pages."""

from __future__ import annotations

import json
import os
import shutil
import subprocess

import click
import jsonschema
import pytest
from click.testing import CliRunner, Result

from cxadvisor import __version__
from cxadvisor.cli import MODULES, main
from tests.cli.conftest import Run, WriteCanvas


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, prog_name="cxadvisor")


def test_version() -> None:
    assert invoke("--version").output == f"cxadvisor {__version__}\n"


@pytest.mark.parametrize("command", ["", *MODULES])
def test_help_fits_80_columns(command: str) -> None:
    result = invoke(*command.split(), "--help")
    assert result.exit_code == 0
    assert max(len(line) for line in result.output.splitlines()) <= 80
    assert "..." not in result.output.replace("PATH...", "").replace("[ARGS]...", "").replace(
        "[WORD]...", ""
    ), "a sentence was cut short"
    assert "\\b" not in result.output


@pytest.mark.parametrize("name", ["moment-without-activity", "CUS301", "cus301"])
def test_explain_takes_a_name_or_a_code(name: str) -> None:
    result = invoke("explain", name)
    assert result.exit_code == 0
    for part in ("moment-without-activity (CUS301)", "Consequence", "Recommendation", "5 Whys", "S1 – "):
        assert part in result.output
    assert max(len(line) for line in result.output.splitlines()) <= 80


def test_explain_speaks_romanian() -> None:
    result = invoke("explain", "CUS301", "--lang", "ro")
    assert result.exit_code == 0
    assert "Consecință" in result.output
    assert "Customers judge" not in result.output


def test_explain_suggests_what_was_probably_meant() -> None:
    result = invoke("explain", "moment-without-activty")
    assert result.exit_code == 2
    assert "“moment-without-activty”" in result.stderr
    assert "“moment-without-activity”" in result.stderr


def test_rules_lists_every_rule_by_topic() -> None:
    result = invoke("rules")
    assert result.exit_code == 0
    assert "\n  CUS301  moment-without-activity " in result.output
    assert "customers\n" in result.output
    assert max(len(line) for line in result.output.splitlines()) <= 80


def test_rules_in_json_name_what_other_tools_need() -> None:
    rules = json.loads(invoke("rules", "--format", "json").output)
    by_code = {rule["code"]: rule for rule in rules}
    assert len(by_code) == len(rules)
    rule = by_code["CUS301"]
    assert rule["name"] == "moment-without-activity"
    assert (rule["kind"], rule["severity"], rule["ground"]) == ("gap", "high", "canvas")
    assert rule["sources"] == ["S1"]
    assert rule["topic"] == "customers"


@pytest.mark.parametrize("name", ["canvas", "review", "card"])
def test_a_schema_is_a_valid_schema(name: str) -> None:
    result = invoke("schema", name)
    assert result.exit_code == 0
    jsonschema.Draft202012Validator.check_schema(json.loads(result.output))


def test_a_review_is_as_its_schema_says(run: Run, canvas: WriteCanvas) -> None:
    review = json.loads(run("review", canvas(), "-f", "json").stdout)
    jsonschema.validate(review, json.loads(invoke("schema", "review").output))


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_are_accepted_by_their_shell(shell: str) -> None:
    result = invoke("completion", shell)
    assert result.exit_code == 0
    assert "_CXADVISOR_COMPLETE" in result.output
    if shutil.which(shell):
        subprocess.run([shell, "-n"], input=result.output, text=True, check=True)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("cxadvisor expl", "explain"),
        ("cxadvisor explain moment-without", "moment-without-activity"),
        ("cxadvisor explain cus30", "CUS301"),
        ("cxadvisor review --select empty-block,moment-without", "empty-block,moment-without-activity"),
        ("cxadvisor review --ignore CUS30", "CUS301"),
        ("cxadvisor schema c", "canvas"),
    ],
)
def test_a_shell_can_complete_commands_and_rules(run: Run, words: str, expected: str) -> None:
    last = str(len(words.split()) - 1)
    asked = {"_CXADVISOR_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": last}
    result = run(env=asked)
    assert result.stderr == b""
    assert expected in [line.partition(",")[2] for line in result.stdout.decode().splitlines()]


def test_every_command_stands_in_its_module() -> None:
    context = click.Context(main)
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None
        assert command.name == name
        assert command.help
        assert command.short_help


def test_an_unknown_command_is_refused() -> None:
    assert invoke("reviw").exit_code == 2


def test_pydantic_looks_for_no_plugins() -> None:
    assert os.environ["PYDANTIC_DISABLE_PLUGINS"] == "__all__"


def test_concepts_finds_what_words_stand_for() -> None:
    assert "late-delivery " in invoke("concepts", "livrarea", "întârzie").output
    assert "invoice " in invoke("concepts", "factură").output
    found = invoke("concepts", "late-delivery", "--lang", "ro").output
    assert ["late-delivery", "situation", "întârzierea"] in [line.split() for line in found.splitlines()]
    everything = json.loads(invoke("concepts", "-f", "json").output)
    assert {"name": "late-delivery", "kind": "situation", "label": "lateness"} in everything
    assert len(everything) > 1_000


def test_concepts_says_when_there_is_none() -> None:
    result = invoke("concepts", "zzzzzz")
    assert result.exit_code == 2
    assert "Try another word" in result.stderr
