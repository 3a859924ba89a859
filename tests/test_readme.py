"""What the README shows works as shown."""

import re
from pathlib import Path

import pytest

from cxadvisor import load, review

README = (Path(__file__).parent.parent / "README.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    canvas, card = blocks("yaml")
    (tmp_path / "canvas.yaml").write_text(canvas, "utf-8")
    (tmp_path / "acme").mkdir()
    (tmp_path / "acme" / "card.yaml").write_text(card, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("code", blocks("python"), ids=["embedding", "python-rule"])
def test_the_python_of_the_readme_runs(folder: Path, code: str, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(code, "README.md", "exec"), {})


def test_the_card_of_the_readme_finds_what_it_says(folder: Path) -> None:
    canvas = (folder / "canvas.yaml").read_text("utf-8").replace(", owner: Shop lead", "")
    (folder / "canvas.yaml").write_text(canvas, "utf-8")
    (folder / "cxadvisor.toml").write_text('packs = ["acme"]\n', "utf-8")
    found = [finding for finding in review(load("canvas.yaml")).findings if finding.code == "ACME1"]
    assert [finding.at for finding in found] == [("/activities/pre_sale/0",)]
    assert "Second till" in found[0].message


def test_the_python_rule_of_the_readme_finds_what_it_says(folder: Path) -> None:
    canvas = (folder / "canvas.yaml").read_text("utf-8").replace("Second till", "Pilot of a second till")
    (folder / "canvas.yaml").write_text(canvas, "utf-8")
    names: dict[str, object] = {}
    exec(compile(blocks("python")[1], "README.md", "exec"), names)
    found = review("canvas.yaml", rules=[names["pilots"]]).findings  # type: ignore[list-item]
    assert "ACME2" in [finding.code for finding in found]
