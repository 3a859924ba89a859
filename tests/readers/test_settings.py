"""``cxadvisor.toml``."""

from __future__ import annotations

from pathlib import Path

import pytest

from cxadvisor import review
from cxadvisor.errors import Problem, SettingsError
from cxadvisor.model.strategy import Brand, Settings
from cxadvisor.readers import read_settings
from cxadvisor.readers.settings import _EXPECTED
from tests.readers.helpers import JARGON


def settings_of(text: str, folder: Path) -> Settings:
    (folder / "cxadvisor.toml").write_text(text, encoding="utf-8")
    return read_settings(str(folder / "cxadvisor.toml"))


def problems_of(text: str, folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(SettingsError) as caught:
        settings_of(text, folder)
    assert not any(word in str(caught.value).lower() for word in JARGON), str(caught.value)
    return caught.value.problems


def test_everything_that_can_be_set(tmp_path: Path) -> None:
    settings = settings_of(
        """
        select = ["CUS301", "nps-alone"]
        ignore = ["vague-note"]
        language = "ro"
        fill_order = ["external", "internal", "customers"]
        baseline = "reviews/last.json"
        packs = ["our-rules", "../shared/pack.yaml", "python:agency", "/opt/pack"]

        [severities]
        nps-alone = "high"

        [brand]
        name = "Agency"
        client = "Mobila Nord"
        confidentiality = "confidential"
        """,
        tmp_path,
    )
    assert settings == Settings(
        select=("CUS301", "nps-alone"),
        ignore=("vague-note",),
        severities={"nps-alone": "high"},
        language="ro",
        fill_order=("external", "internal", "customers"),
        brand=Brand(name="Agency", client="Mobila Nord", confidentiality="confidential"),
        baseline=str(tmp_path / "reviews/last.json"),
        packs=(
            str(tmp_path / "our-rules"),
            str(tmp_path.parent / "shared/pack.yaml"),
            "python:agency",
            "/opt/pack",
        ),
    )


def test_paths_are_taken_from_the_folder_of_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("cxadvisor.toml").write_text('packs = ["ours"]\n', encoding="utf-8")
    assert read_settings("cxadvisor.toml").packs == ("ours",)
    Path("below").mkdir()
    assert read_settings("below/../cxadvisor.toml").packs == ("ours",)


@pytest.mark.parametrize("text", ["", "\n", "# nothing yet\n", "\ufeff"])
def test_settings_may_say_nothing(text: str, tmp_path: Path) -> None:
    assert settings_of(text, tmp_path) == Settings()


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("selct = []\n", 1, "“selct” is not a setting that is known here. Did you mean “select”?"),
        ("\nzzzz = 1\n", 2, "Known are select, ignore"),
        ("[brand]\nnam = 'a'\n", 2, "Did you mean “name”?"),
        ("select = 'nps-alone'\n", 1, 'Write a list of rules: select = ["nps-alone"].'),
        ("select = [1]\n", 1, "“select” does not have the shape it needs."),
        ("language = 'Romanian'\n", 1, "“Romanian” is not a language code."),
        ("language = 5\n", 1, 'language = "ro"'),
        ("[severities]\nnps-alone = 'severe'\n", 2, "Write high, medium or low."),
        ("severities = 'high'\n", 1, "[severities]"),
        ("[brand]\nname = 5\n", 2, "“name” of the brand is not a text."),
        ("brand = 'A'\n", 1, "[brand]"),
        ("packs = 'a'\n", 1, "packs ="),
        ("baseline = 1\n", 1, "baseline ="),
        ("fill_order = ['segments', 'needs']\n", 1, "does not list each section once"),
        ("fill_order = ['customers', 'internal', 'internal']\n", 1, "Write all three sections: fill_order ="),
        ("fill_order = ['customers', 'internal']\n", 1, "does not list each section once"),
        ("select = [\n", None, "This is not TOML"),
        ("select\n", 1, "This is not TOML"),
        ("a = 1\na = 2\n", 2, "This is not TOML"),
        ("a = " + "[" * 10_000 + "\n", None, "nested too deep"),
        ("a = " + "1" * 10_000 + "\n", None, "This is not TOML"),
    ],
)
def test_each_fault_is_told_with_its_line_and_remedy(
    text: str, line: int | None, said: str, tmp_path: Path
) -> None:
    (problem,) = problems_of(text, tmp_path)
    assert said in str(problem)
    assert problem.file == str(tmp_path / "cxadvisor.toml")
    assert line is None or problem.line == line


def test_several_faults_are_told_at_once(tmp_path: Path) -> None:
    assert [problem.line for problem in problems_of("selct = []\nlanguage = 5\npaks = []\n", tmp_path)] == [
        1,
        2,
        3,
    ]


def test_settings_in_another_encoding_or_too_large(tmp_path: Path) -> None:
    path = tmp_path / "cxadvisor.toml"
    for data, said in (
        (b'language = "\xe3"', "not UTF-8"),
        (b"#" * 70_000, "64 KB"),
        (b"a\0", "control character"),
    ):
        path.write_bytes(data)
        with pytest.raises(SettingsError, match=said):
            read_settings(str(path))


def test_settings_that_are_a_folder(tmp_path: Path) -> None:
    (tmp_path / "cxadvisor.toml").mkdir()
    with pytest.raises(SettingsError, match="This is a folder, not a file"):
        read_settings(str(tmp_path / "cxadvisor.toml"))


def test_every_setting_says_what_it_expects() -> None:
    assert set(_EXPECTED) == set(Settings.model_fields)


def test_the_order_of_sections_reaches_the_rules(tmp_path: Path) -> None:
    (tmp_path / "canvas.yaml").write_text('cxcanvas: "1"\nsegments: [Young families]\n', "utf-8")
    (tmp_path / "cxadvisor.toml").write_text('fill_order = ["external", "internal", "customers"]\n', "utf-8")
    found = review(tmp_path, ignore=["empty-block"]).findings
    outside_in = next(each for each in found if each.rule == "filled-outside-in")
    assert "service model" in outside_in.message
