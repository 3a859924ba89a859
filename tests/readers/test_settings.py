"""``cxadvisor.toml``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cxadvisor import review
from cxadvisor.errors import Problem, SettingsError
from cxadvisor.model.brand import Brand, Colours, Fonts, Logo
from cxadvisor.model.strategy import Settings
from cxadvisor.readers import read_settings
from cxadvisor.readers.settings import _EXPECTED
from tests.readers.helpers import JARGON, jpeg, png


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
        ("[brand]\nlogo = 5\n", 2, 'Write logo = "logo.png".'),
        ("[brand]\nlogo = 'none.png'\n", 2, "The logo “none.png” cannot be used: there is no such file"),
        (
            "[brand]\nlogo = 'cxadvisor.toml'\n",
            2,
            "this is neither PNG nor JPEG. Save the logo as one of them.",
        ),
        ("[brand]\n\ncolours = { primary = 'teal' }\n", 3, 'colours = { primary = "#'),
        ("[brand]\ncolors = { primary = '#000000' }\n", 2, "Did you mean “colours”?"),
        ("[brand.colours]\nprimry = '#000000'\n", 2, "Did you mean “primary”?"),
        ("[brand]\nfonts = 'Georgia'\n", 2, "“fonts” of the brand is not a table of font names."),
        ("[brand]\nfonts = { text = 'a; } body { x: url(b)' }\n", 2, "not a table of font names"),
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


@pytest.mark.parametrize(("make", "media_type"), [(png, "image/png"), (jpeg, "image/jpeg")])
def test_the_brand_is_read_with_its_logo(
    make: Callable[[int, int], bytes], media_type: str, tmp_path: Path
) -> None:
    (tmp_path / "our logo").write_bytes(make(600, 200))
    settings = settings_of(
        """
        [brand]
        logo = "our logo"
        cover = "Prepared for the board."
        colours = { primary = "#FFD400", accent = "#0c5a63" }
        fonts = { headings = "Noto Serif", text = "PT Sans" }
        """,
        tmp_path,
    )
    logo = Logo(
        name=str(tmp_path / "our logo"), media_type=media_type, data=make(600, 200), width=600, height=200
    )
    assert settings.brand == Brand(
        cover="Prepared for the board.",
        logo=logo,
        colours=Colours(primary="#FFD400", accent="#0c5a63"),
        fonts=Fonts(headings="Noto Serif", text="PT Sans"),
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (png(4_001, 10), "this picture has 4001 × 10 pixels. Save the logo with at most 4000 a side"),
        (png(0, 10), "it tells no size"),
        (png(1, 1)[:20], "it tells no size"),
        (jpeg(1, 1)[:12], "it tells no size"),
        (b"\xff\xd8\xff" + b"\x00" * 90, "it tells no size"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "neither PNG nor JPEG"),
        (png(1, 1) + bytes(1_000_000), "this file has more than 1 MB"),
    ],
)
def test_a_logo_that_cannot_be_used_is_told(data: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / "logo").write_bytes(data)
    (problem,) = problems_of("[brand]\nlogo = 'logo'\n", tmp_path)
    assert said in str(problem)
