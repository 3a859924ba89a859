"""``cxadvisor new``, as it is used: by lines, on a terminal, left and resumed."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cxadvisor import load
from cxadvisor.cli import main
from cxadvisor.guiding import guide_in
from cxadvisor.model.blocks import BLOCKS
from cxadvisor.model.canvas import MAX_TEXT, Canvas
from cxadvisor.texts import LANGUAGES, start_texts
from tests.cli.conftest import Run, on_terminal

ABOUT = "Mobila Nord\nMobila Nord SRL\nfurniture\n\n"
"""Title, organisation, industry, and the language that is proposed."""

NOT_WINDOWS = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    return tmp_path


def new(*arguments: str, lines: str = "") -> Result:
    result = CliRunner().invoke(main, ["new", *arguments], input=lines, prog_name="cxadvisor")
    assert "Traceback" not in result.output
    return result


def canvas_in(path: str) -> Canvas:
    return load(path).canvases[0].canvas


def texts_of(canvas: Canvas) -> dict[str, list[str]]:
    """Return the texts of all notes by their block and stage."""
    found: dict[str, list[str]] = {}
    for placed in canvas.placed_notes():
        found.setdefault(placed.place.rpartition("/")[0][1:], []).append(placed.text)
    return found


def headings(result: Result) -> list[str]:
    """Return the headings of the steps that were shown."""
    return re.findall(r"^\d+ of 13 · (.*) \(", result.output, re.MULTILINE)


# --- from nothing


@pytest.mark.parametrize("name", ["canvas.yaml", "canvas.json", "clients/nord/canvas.yml"])
def test_a_canvas_is_filled_from_the_inside_out(name: str) -> None:
    lines = "".join(f"Note {number}\nAnother one: {number}\n\n" for number in range(20))
    result = new(name, lines=ABOUT + lines)
    assert (result.exit_code, result.stderr) == (0, "")
    canvas = canvas_in(name)
    assert (canvas.title, canvas.organisation, canvas.industry) == (
        "Mobila Nord",
        "Mobila Nord SRL",
        "furniture",
    )
    assert canvas.language == "en"
    placed = list(canvas.placed_notes())
    assert [note.text for note in placed[::2]] == [f"Note {number}" for number in range(20)]
    assert len(headings(result)) == 20
    assert headings(result)[:3] == [
        "Customer segments",
        "Customer needs, before the sale",
        "Customer needs, after the sale",
    ]
    assert headings(result)[-1] == "Awareness and engagement plan"
    assert f"Saved in {name}: 40 notes.\nEvery block holds notes" in result.output
    assert f"cxadvisor review {name}" in result.output
    assert max(map(len, result.output.splitlines())) <= 80


def test_each_block_asks_its_guiding_question() -> None:
    said = " ".join(new(lines=ABOUT + "\n" * 20).output.split())
    for name, block in BLOCKS.items():
        for stage in block.stages:
            assert guide_in("en").question(name, stage) in said
    assert "Still empty: customer segments, customer needs," in said
    assert "cxadvisor new canvas.yaml" in said
    assert "cxadvisor review canvas.yaml" in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_speaks_five_languages(language: str) -> None:
    say = start_texts(language)
    keys = {
        name: f"/{say(f'new.key.{name}')}\n" for name in ("back", "later", "omit", "show", "delete", "quit")
    }
    lines = (
        ABOUT
        + "Unu\n"
        + keys["delete"]
        + "Doi\n\n"
        + keys["later"]
        + keys["omit"]
        + keys["back"]
        + keys["show"]
        + "?\n"
    )
    result = new("--lang", language, lines=lines + keys["quit"])
    assert (result.exit_code, result.stderr) == (0, "")
    canvas = canvas_in("canvas.yaml")
    assert canvas.language == language
    assert texts_of(canvas) == {"segments": ["Doi"]}
    assert canvas.not_captured == ("needs/post_sale",)
    assert guide_in(language).example("needs") in result.output.replace("\n  ", " ")
    assert max(map(len, result.output.splitlines())) <= 80


@pytest.mark.parametrize(
    ("locale", "answer", "language", "said"),
    [
        ("ro_RO.UTF-8", "", "ro", "Segmente de clienți"),
        ("C", "", "en", "Customer segments"),
        ("de_DE", "Русский", "ru", "Сегменты клиентов"),
        ("it_IT.UTF-8@euro", "pl-PL", "pl-PL", "Segmenty klientów"),
        ("en_US", "English?\nde", "de", "Write a code such as"),
    ],
)
def test_the_language_is_proposed_and_can_be_chosen(
    monkeypatch: pytest.MonkeyPatch, locale: str, answer: str, language: str, said: str
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    result = new(lines=f"T\n\n\n{answer}\n")
    assert canvas_in("canvas.yaml").language == language
    assert said in result.output


def test_a_consultant_may_be_asked_in_another_language_than_that_of_the_canvas() -> None:
    result = new("--lang", "en", lines="T\n\n\nro\nFamilii\n\n")
    assert canvas_in("canvas.yaml").language == "ro"
    assert "Segmente" not in result.output
    assert "Nevoile clienților" in new().output


def test_a_folder_gets_a_canvas() -> None:
    assert new("clients/nord", lines=ABOUT).exit_code == 0
    assert canvas_in("clients/nord/canvas.yaml").title == "Mobila Nord"
    os.mkdir("empty.d")
    assert new("empty.d", lines=ABOUT).exit_code == 0
    assert os.path.exists("empty.d/canvas.yaml")
    Path("personas.yaml").write_text("personas: [{id: p1, name: Ana}]\n", "utf-8")
    Path("mine.yaml").write_text('cxcanvas: "1"\n', "utf-8")
    assert "mine.yaml: 0 notes." in new(".").output


def test_an_empty_file_is_a_beginning() -> None:
    Path("canvas.yaml").write_bytes(b"\n")
    assert new(lines=ABOUT).exit_code == 0
    assert canvas_in("canvas.yaml").title == "Mobila Nord"


def test_nothing_entered_is_nothing_written(folder: Path) -> None:
    result = new("a/b/canvas.yaml")
    assert result.exit_code == 0
    assert "nothing was written" in result.output
    assert not list(folder.iterdir())


def test_what_was_said_before_the_end_is_kept() -> None:
    result = new(lines="Mobila Nord\n")
    assert canvas_in("canvas.yaml").title == "Mobila Nord"
    assert "To go on: cxadvisor new canvas.yaml" in result.output


# --- notes and commands


def test_lists_can_be_pasted() -> None:
    new(
        lines=ABOUT
        + "- Young families\n•  Tenants, 25–35\n* 24/7 workers\n–  \n//x and more\n-5 °C at night\n"
    )
    assert texts_of(canvas_in("canvas.yaml")) == {
        "segments": ["Young families", "Tenants, 25–35", "24/7 workers", "/x and more", "-5 °C at night"]
    }


def test_notes_can_be_deleted() -> None:
    result = new(lines=ABOUT + "a\nb\nc\n/d 1\n/d\n/d 9\n/d 0\n\nneed\n/b\n/d\nd\n\n")
    assert texts_of(canvas_in("canvas.yaml")) == {"segments": ["d"], "needs/pre_sale": ["need"]}
    assert "Deleted: “a”" in result.output
    assert "Deleted: “c”" in result.output
    assert result.output.count("There is no such note") == 2


def test_a_note_of_the_file_is_deleted_in_the_file() -> None:
    Path("canvas.yaml").write_text('cxcanvas: "1"\nlanguage: en\nneeds: {pre_sale: [theirs]}\n', "utf-8")
    result = new("--block", "segments", lines="mine\n\n/b\n/2\n/d\n")
    assert "delete it there, in line 5." in " ".join(result.output.split())
    assert texts_of(canvas_in("canvas.yaml")) == {"segments": ["mine"], "needs/pre_sale": ["theirs"]}


def test_what_is_left_out_on_purpose_is_not_asked_for_again() -> None:
    result = new(lines=ABOUT + "/o\n/b\nPeople after all\n/o\n\n/o\n/o\n")
    assert "There are notes here" in result.output
    canvas = canvas_in("canvas.yaml")
    assert canvas.not_captured == ("needs/pre_sale", "needs/post_sale")
    assert texts_of(canvas) == {"segments": ["People after all"]}
    assert headings(new()) == ["Moments that matter, before the sale"]


def test_one_can_go_back_and_forth() -> None:
    result = new(lines=ABOUT + "/b\n/9\n/b\n/0\n/14\n/99999999999999\n/x\n/d x\n/b 2\n/l\n")
    assert headings(result) == [
        "Customer segments",
        "Metrics, before the sale",
        "Supported channels, after the sale",
        "Metrics, before the sale",
    ]
    assert "This is the first block." in result.output
    assert result.output.count("No such command") == 6
    assert "Left for later." in result.output


def test_notes_that_cannot_stand_in_a_file_are_told() -> None:
    lines = (ABOUT + "a\n").encode() + b"\x1b[A\n\xff\xfe\n" + b"y" * (MAX_TEXT + 1) + b"\n" + b"a\n"
    result = CliRunner().invoke(main, ["new"], input=lines)
    assert result.exit_code == 0
    assert texts_of(canvas_in("canvas.yaml")) == {"segments": ["a"]}
    assert "\x1b" not in result.output
    assert result.output.count("cannot be read") == 2
    assert "up to 2000 characters" in result.output
    assert "is here already" in result.output


def test_a_block_that_is_named_is_gone_through_in_both_stages() -> None:
    both = {"pre_sale": ["a"], "post_sale": ["b"]}
    content = {"cxcanvas": "1", "language": "en", "needs": both, "moments": both}
    Path("canvas.json").write_text(json.dumps(content), "utf-8")
    result = new("canvas.json", "--block", "needs", lines="c\n\nd\n/3\n\n\n")
    assert headings(result)[:4] == [
        "Customer needs, before the sale",
        "Customer needs, after the sale",
        "Moments that matter, before the sale",
        "Moments that matter, after the sale",
    ]
    assert texts_of(canvas_in("canvas.json"))["needs/post_sale"] == ["b", "d"]


def test_many_objectives_are_remarked_on_once() -> None:
    lines = "".join(f"Objective {number}\n" for number in range(9))
    result = new("--block", "objectives", lines=ABOUT + lines + "\n" + lines)
    assert result.output.count("More than six objectives") == 2  # once a stage


@pytest.mark.parametrize(
    ("block", "shown"),
    [
        ("activities", "Under “moments that matter”:\n    – The queue on Saturday\n    – The first visit\n"),
        ("supported_channels/post_sale", "Under “preferred channels”:\n    – Phone, after work\n"),
        ("metrics/post_sale", "Under “objectives”:\n    – Objective 0\n"),
        ("service_model", "Under “moments that matter”:\n    – The sofa does not fit\n"),
    ],
)
def test_later_blocks_show_what_they_must_answer_to(block: str, shown: str) -> None:
    objectives = [f"Objective {number}" for number in range(12)]
    content = {
        "cxcanvas": "1",
        "language": "en",
        "moments": {
            "pre_sale": ["The queue on Saturday", "The first visit"],
            "post_sale": ["The sofa does not fit"],
        },
        "preferred_channels": {"post_sale": ["Phone, after work"]},
        "objectives": {"post_sale": objectives},
    }
    Path("canvas.json").write_text(json.dumps(content), "utf-8")
    result = new("canvas.json", "--block", block)
    assert shown in result.output
    assert ("… and 5 more" in result.output) is block.startswith("metrics")


# --- left and resumed


def test_a_canvas_is_resumed_at_the_first_block_that_is_empty() -> None:
    new(lines=ABOUT + "Families\n\n\nAn invoice that fits\n\n")
    result = new(lines="A clear price\n\n")
    assert "canvas.yaml: 2 notes." in result.output
    assert headings(result) == ["Customer needs, before the sale", "Moments that matter, before the sale"]
    assert texts_of(canvas_in("canvas.yaml")) == {
        "segments": ["Families"],
        "needs/pre_sale": ["A clear price"],
        "needs/post_sale": ["An invoice that fits"],
    }


def test_comments_and_notes_of_the_file_stay_as_they_are() -> None:
    before = (
        "# From the wall\ncxcanvas: '1'\nlanguage: en\nsegments:   # who\n- 'Families'   # most\n"
        "- {text: Tenants, id: s2, share: 0.4}\nmoments:\n  post_sale: [ the sofa does not fit ]  # ouch\n"
    )
    Path("canvas.yaml").write_text(before, "utf-8")
    new("--block", "1", lines="Students\n\nA clear price\n\n\nThe first visit\n\n")
    assert Path("canvas.yaml").read_text("utf-8") == (
        "# From the wall\ncxcanvas: '1'\nlanguage: en\nsegments:   # who\n- 'Families'   # most\n"
        "- {text: Tenants, id: s2, share: 0.4}\n- Students\nneeds:\n  pre_sale:\n    - A clear price\nmoments:\n"
        "  pre_sale:\n    - The first visit\n  post_sale: [ the sofa does not fit ]  # ouch\n"
    )


def test_it_speaks_the_language_of_the_canvas() -> None:
    Path("canvas.yaml").write_text('cxcanvas: "1"\nlanguage: pl-PL\n', "utf-8")
    assert "Segmenty klientów" in new().output
    assert "Customer segments" in new("--lang", "en").output


def test_a_full_canvas_has_nothing_to_ask() -> None:
    full = {name: [name] for name, block in BLOCKS.items() if not block.staged and name != "culture"}
    staged = {
        name: {"pre_sale": [name], "post_sale": [name]} for name, block in BLOCKS.items() if block.staged
    }
    content = {"cxcanvas": "1", **full, **staged, "not_captured": ["culture"]}
    Path("canvas.json").write_text(json.dumps(content), "utf-8")
    result = new("canvas.json", lines="Something\n")
    assert headings(result) == []
    assert "Every block holds notes or was left out on purpose." in result.output
    assert "cxadvisor new canvas.json --block" in result.output
    assert json.loads(Path("canvas.json").read_text("utf-8")) == content
    assert new("canvas.json", "--next").output.startswith("complete: Every block holds")


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("metrics", "Metrics, before the sale"),
        ("metrics/post_sale", "Metrics, after the sale"),
        ("6", "Culture"),
        ("6/pre_sale", None),
        ("14", None),
        ("obiective", None),
    ],
)
def test_a_block_can_be_named(name: str, heading: str | None) -> None:
    result = new("--block", name, lines=ABOUT)
    if heading is None:
        assert result.exit_code == 2
        assert "is not a block." in result.stderr
    else:
        assert headings(result) == [heading]
    assert ("Did you mean “objectives”?" in result.stderr) is (name == "obiective")


def test_next_says_which_block_comes_next_and_why() -> None:
    assert new("--next").output.startswith("segments: Customer segments (1 of 13): nothing is written yet")
    new(lines=ABOUT + "Families\n\nClear price\n\n/o\n\nThe invoice is wrong\n")
    result = new("--next")
    assert result.exit_code == 0
    assert result.stdout == (
        "moments/pre_sale: Moments that matter, before the sale (3 of 13): the first in the fill order that is "
        "still empty; preferred channels, culture, key activities, sales model should answer to it.\n"
    )
    assert headings(new()) == ["Moments that matter, before the sale"]
    assert new("--next", "--block", "needs").exit_code == 2


# --- what cannot be


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("canvas.xlsx", None, "JSON and YAML files only"),
        ("personas.yaml", "personas: [{id: p1, name: Ana}]\n", "no canvas"),
        ("canvas.yaml", 'cxcanvas: "1"\nobiective: []\n', "canvas.yaml:2:1"),
        ("canvas.json", '{"cxcanvas": ', "canvas.json:1:"),
        ("-", None, "needs a file of its own"),
    ],
)
def test_what_is_no_canvas_is_refused_before_anything_is_asked(
    name: str, content: str | None, said: str
) -> None:
    if content is not None:
        Path(name).write_text(content, "utf-8")
    result = new(name, lines=ABOUT)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""
    assert content is None or Path(name).read_text("utf-8") == content


def test_a_folder_with_several_canvases_is_refused() -> None:
    for name in ("a.yaml", "b.json"):
        Path(name).write_text('{"cxcanvas": "1"}', "utf-8")
    result = new(".")
    assert result.exit_code == 2
    assert "several canvases: a.yaml, b.json" in result.stderr


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_that_may_not_be_written_to_is_refused_before_anything_is_asked(folder: Path) -> None:
    folder.chmod(0o500)
    try:
        result = new(lines=ABOUT)
    finally:
        folder.chmod(0o700)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "cannot be written" in result.stderr


# --- on a terminal


@NOT_WINDOWS
def test_lines_are_typed_and_mended_on_a_terminal(folder: Path) -> None:
    keys = ["Mobila Nord\r", "\r", "\r", "\r", "Familii tinerț\x7fe\r", "?\r", "\r", "Preț clar\r", "\x03"]
    screen, code = on_terminal(["new", "--lang", "ro"], keys, LC_ALL="C.UTF-8", COLUMNS="80")
    assert code == 130
    assert "1 din 13 · Segmente de clienți" in screen
    assert "S-a salvat în canvas.yaml: 2 note." in screen
    assert texts_of(canvas_in("canvas.yaml")) == {
        "segments": ["Familii tinere"],
        "needs/pre_sale": ["Preț clar"],
    }


def with_change(change: Callable[[], None]) -> tuple[str, int]:
    """Have a file changed by somebody else before the first block is finished, and leave."""
    Path("canvas.yaml").write_text('cxcanvas: "1"\nlanguage: en\n', "utf-8")
    return on_terminal(["new"], ["Families\r", "/q\r"], before_last=change, LC_ALL="C.UTF-8")


@NOT_WINDOWS
def test_what_somebody_else_wrote_meanwhile_is_kept() -> None:
    theirs = 'cxcanvas: "1"\nlanguage: en\n# theirs\nsegments: [Tenants]\nculture: [We call back]\n'
    screen, code = with_change(lambda: (Path("canvas.yaml").write_text(theirs, "utf-8"), None)[1])
    assert code == 0
    assert "was changed meanwhile" in screen
    assert Path("canvas.yaml").read_text("utf-8") == theirs.replace("[Tenants]", "[Tenants, Families]")


@NOT_WINDOWS
def test_notes_that_cannot_be_saved_are_shown() -> None:
    screen, code = with_change(lambda: (Path("canvas.yaml").write_text("culture: [", "utf-8"), None)[1])
    assert code == 2
    assert re.search(r"Not saved:\s+Customer segments\s+1  Families", screen)
    assert Path("canvas.yaml").read_text("utf-8") == "culture: ["


@NOT_WINDOWS
def test_a_closed_terminal_loses_nothing(run: Run, folder: Path) -> None:
    import signal
    import subprocess
    import time

    from tests.cli.conftest import COMMAND

    process = subprocess.Popen([*COMMAND, "new"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder)
    assert process.stdin
    assert process.stdout
    process.stdin.write((ABOUT + "Families\n").encode())
    process.stdin.flush()
    said = b""
    deadline = time.monotonic() + 30
    while b"1  Families" not in said and time.monotonic() < deadline:
        said += os.read(process.stdout.fileno(), 65536)
    process.send_signal(signal.SIGHUP)
    process.communicate(timeout=30)
    assert process.returncode == 130
    assert texts_of(canvas_in("canvas.yaml")) == {"segments": ["Families"]}
