"""Packs on the command line: one option for rules and words, told once where it is wrong, named in what comes out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

WORDS = """\
kind: channel
concepts:
  zupp: {any: [Zupp], label: {en: Zupp}}
"""
CANVAS = """\
cxcanvas: "1"
language: en
preferred_channels: {post_sale: [Zupp at the door]}
supported_channels: {post_sale: ['Zupp, every day']}
"""


@pytest.fixture(autouse=True)
def files(tmp_path: Path) -> None:
    (tmp_path / "words.yaml").write_text(WORDS, "utf-8")
    (tmp_path / "canvas.yaml").write_text(CANVAS, "utf-8")


def test_a_pack_on_the_command_line_is_used_and_named(run: Run) -> None:
    alone, together = (
        json.loads(run("review", "canvas.yaml", "-f", "json", *more).stdout)
        for more in ((), ("--pack", "words.yaml"))
    )
    assert "packs" not in alone
    assert [pack["name"] for pack in together["packs"]] == ["words.yaml"]
    assert "Zupp" in together["links"][0]["reason"]
    markdown = run("review", "canvas.yaml", "-f", "markdown", "--pack", "words.yaml").stdout.decode()
    assert f"words.yaml ({together['packs'][0]['digest'][:12]})" in markdown


def test_the_settings_name_packs_as_well(run: Run, tmp_path: Path) -> None:
    given = run("review", "canvas.yaml", "-f", "json", "--pack", "words.yaml").stdout
    (tmp_path / "cxadvisor.toml").write_text('packs = ["words.yaml"]\n', "utf-8")
    assert run("review", "canvas.yaml", "-f", "json").stdout == given
    assert run("review", "canvas.yaml", "-f", "json", "--pack", "./words.yaml").stdout == given, (
        "it counts once"
    )


def test_link_understands_by_packs(run: Run, tmp_path: Path) -> None:
    link = ("link", "canvas.yaml", "--no-prompt", "--accept-above", "0.4")
    assert run(*link, "--pack", "words.yaml").returncode == 0
    assert "for: [pc-zupp-door]" in (tmp_path / "canvas.yaml").read_text("utf-8")


def test_a_pack_that_is_wrong_is_told_once_before_any_work(run: Run, tmp_path: Path) -> None:
    (tmp_path / "words.yaml").write_text("adds:\n  invoize: {en: [slip]}\n", "utf-8")
    result = run("review", "canvas.yaml", "canvas.yaml", "--pack", "words.yaml")
    assert result.returncode == 2
    assert result.stdout == b""
    assert result.stderr.decode() == (
        "words.yaml:2:3: There is no concept “invoize” to add to. Did you mean “invoice”?\n"
    )


def test_a_pack_in_the_settings_that_is_wrong_concerns_its_strategy_only(run: Run, tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "canvas.yaml").write_text(CANVAS, "utf-8")
    (tmp_path / "one" / "cxadvisor.toml").write_text('packs = ["nowhere"]\n', "utf-8")
    result = run("review", "one", "other", "-f", "json")
    assert result.returncode == 2
    assert "nowhere: There is no such file or folder." in result.stderr.decode()
    assert len(json.loads(result.stdout)["reviews"]) == 1


def test_the_concepts_of_a_pack_are_found(run: Run) -> None:
    assert run("concepts", "zupp", "--pack", "words.yaml").stdout == b"zupp  channel  Zupp\n"
