"""``cxadvisor link``, as it is used: by keys, by lines, without prompts, and through a file of questions."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml

from cxadvisor import load
from cxadvisor.model.canvas import Canvas
from cxadvisor.texts import LANGUAGES, texts_for
from tests.cli.conftest import Run, on_terminal

CANVAS = """\
# Transcribed from the wall.
cxcanvas: "1"
title: Mobila Nord
language: en

moments:
  post_sale:
    - "The delivery is late"   # the worst
    - 'A complaint is not answered'
activities:
  post_sale:
    - A courier calls the customer an hour before delivery
    - One person follows a complaint to its end
    - Assembly at home
objectives:
  post_sale: [Deliveries on time, {text: "Complaints solved quickly"}]
preferred_channels:
  post_sale: [WhatsApp, Phone]
supported_channels:
  post_sale:
    - WhatsApp
    - Phone hotline
metrics:
  post_sale:
    - Share of deliveries on time
    - "Time to solve a complaint"
    - text: Cost per delivery   # odd one
      owner: D. Pop
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "canvas.yaml"
    path.write_text(CANVAS, "utf-8")
    return path


def canvas_in(path: Path) -> Canvas:
    return load(path).canvases[0].canvas


def references(path: Path) -> set[tuple[str, str, str]]:
    """Return the explicit references of a canvas in words: text, key, text."""
    notes = [placed.note for placed in canvas_in(path).placed_notes()]
    texts = {note.id: note.text for note in notes}
    return {(note.text, "for", texts[each]) for note in notes for each in note.for_} | {
        (note.text, "not_for", texts[each]) for note in notes for each in note.not_for
    }


# --- without prompts


def test_sure_links_are_written_and_everything_else_stays(run: Run, file: Path) -> None:
    result = run("link", file, "--accept-above", "0.8", "--no-prompt")
    assert (result.returncode, result.stderr) == (0, b"")
    assert ("WhatsApp", "for", "WhatsApp") in references(file)
    written = file.read_text("utf-8")
    assert "# Transcribed from the wall." in written
    assert '"The delivery is late"   # the worst' in written
    assert "    - text: Cost per delivery   # odd one\n      owner: D. Pop\n" in written


def test_what_was_written_is_not_asked_again(run: Run, file: Path) -> None:
    run("link", file, "--accept-above", "0", "--no-prompt")
    links = json.loads(run("review", file, "-f", "json").stdout)["links"]
    assert links
    assert {link["origin"] for link in links} == {"explicit"}
    written = file.read_bytes()
    run("link", file, "--accept-above", "0", "--no-prompt")
    assert file.read_bytes() == written


def test_a_rejected_link_stays_rejected(run: Run, file: Path) -> None:
    result = run("link", file, "--relation", "supports", input=b"n\nq\n")
    assert result.returncode == 0
    assert any(key == "not_for" for _, key, _ in references(file))
    links = json.loads(run("review", file, "-f", "json").stdout)["links"]
    rejected = {(one, other) for one, key, other in references(file) if key == "not_for"}
    texts = {placed.place: placed.text for placed in canvas_in(file).placed_notes()}
    assert not rejected & {(texts[link["from"]], texts[link["to"]]) for link in links}


def test_a_dry_run_prints_a_diff_and_writes_nothing(run: Run, file: Path, tmp_path: Path) -> None:
    result = run("link", file.name, "--accept-above", "0.8", "--no-prompt", "--dry-run")
    assert result.returncode == 0
    assert file.read_text("utf-8") == CANVAS
    assert result.stdout.startswith(b"--- canvas.yaml\n+++ canvas.yaml\n@@")
    assert b"Nothing was written." in result.stderr
    run("link", file, "--accept-above", "0.8", "--no-prompt")
    added = [line[1:] for line in result.stdout.decode().splitlines() if re.match(r"\+(?!\+\+)", line)]
    assert set(added) <= set(file.read_text("utf-8").splitlines())


def test_nothing_to_decide_is_told(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "canvas.yaml"
    path.write_text('cxcanvas: "1"\nlanguage: en\nsegments: [Young families]\n', "utf-8")
    result = run("link", path)
    assert result.returncode == 0
    assert b"nothing to decide" in result.stdout


# --- by lines


def test_lines_decide_where_there_is_no_terminal(run: Run, file: Path) -> None:
    result = run("link", file.name, "--relation", "supports", input=b"?\nzz\ny\nb\nn\ny\n")
    said = result.stdout.decode()
    assert result.returncode == 0
    assert "ruled out for good" in said  # the help
    assert "This key does nothing here" in said
    assert "1 link accepted, 1 rejected." in said
    assert max(map(len, said.splitlines())) <= 80
    assert len(references(file)) == 2


def test_leaving_without_saving_writes_nothing(run: Run, file: Path) -> None:
    result = run("link", file, input=b"y\ny\nx\n")
    assert result.returncode == 0
    assert "Nothing was written." in result.stdout.decode()
    assert file.read_text("utf-8") == CANVAS


def test_several_candidates_can_be_chosen(run: Run, file: Path, tmp_path: Path) -> None:
    run("link", file, "--export", "q.yaml")
    questions = yaml.safe_load((tmp_path / "q.yaml").read_text("utf-8"))["questions"]
    longest = max(len(each["candidates"]) for each in questions)
    answers = b"s\n" * 50 if longest < 2 else b"y\nm\n12\n1,2\n1\n" * 20
    assert run("link", file.name, input=answers).returncode == 0
    assert longest < 2 or len(references(file)) >= 2


@pytest.mark.parametrize("answers", [b"\xff\xfe\n", b"y" * 100_000, b"\x1b[2J\n\n", "да\n９\n²\n".encode()])
def test_any_answer_is_survived(run: Run, file: Path, answers: bytes) -> None:
    result = run("link", file, input=answers)
    assert result.returncode == 0
    assert result.stderr == b""
    assert b"\x1b" not in result.stdout
    assert file.read_text("utf-8") == CANVAS


def test_a_file_that_changed_meanwhile_is_left_alone(file: Path) -> None:
    def change() -> None:
        file.write_text(CANVAS + "# mine\n", "utf-8")

    screen, code = on_terminal(["link", file, "--relation", "supports"], ["y", "q"], before_last=change)
    assert code == 2
    assert "changed by somebody else" in screen
    assert file.read_text("utf-8") == CANVAS + "# mine\n"


def test_no_answers_change_nothing(run: Run, file: Path) -> None:
    assert run("link", file).returncode == 0
    assert file.read_text("utf-8") == CANVAS


def test_a_folder_with_one_canvas_will_do(run: Run, file: Path, tmp_path: Path) -> None:
    (tmp_path / "personas.yaml").write_text("personas: [{id: pc-whatsapp, name: Ana}]\n", "utf-8")
    assert run("link", ".", "--accept-above", "0.8", "--no-prompt").returncode == 0
    ids = {placed.note.id for placed in canvas_in(file).placed_notes()}
    assert "pc-whatsapp-2" in ids  # the other one is taken
    (tmp_path / "other.yaml").write_text('cxcanvas: "1"\n', "utf-8")
    result = run("link", ".")
    assert result.returncode == 2
    assert b"several canvases: canvas.yaml, other.yaml" in result.stderr


@pytest.mark.parametrize(
    "options",
    [["--export", "q.txt"], ["--export", "canvas.yaml"], ["--export", "q.yaml", "--dry-run"], ["--no-prompt"],
     ["--import", "missing.yaml"], ["--import", "q.yaml", "--accept-above", "1"], ["--accept-above", "80"],
     ["--relation", "loves"]],
)  # fmt: skip
def test_what_cannot_work_is_refused(run: Run, file: Path, options: Sequence[str]) -> None:
    result = run("link", file, *options)
    assert result.returncode == 2
    assert b"Traceback" not in result.stderr
    assert file.read_text("utf-8") == CANVAS


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_key_has_one_meaning(language: str) -> None:
    texts = texts_for(language)
    keys = [texts(key) for key in texts.templates if key.startswith("link.key.")]
    assert len(set(keys)) == len(keys) == 7
    assert all(len(key) == 1 and key.islower() for key in keys)


# --- questions to take along


@pytest.mark.parametrize("name", ["questions.yaml", "questions.json"])
def test_answers_are_applied(run: Run, file: Path, tmp_path: Path, name: str) -> None:
    assert run("link", file, "--export", name).returncode == 0
    assert file.read_text("utf-8") == CANVAS
    path = tmp_path / name
    text = path.read_text("utf-8")
    content = yaml.safe_load(text)
    assert content["questions"]
    path.write_text(re.sub(r'("?answer"?: )""', r'\1"a"', text), "utf-8")
    assert run("link", file, "--import", name, "--dry-run").returncode == 0
    assert file.read_text("utf-8") == CANVAS
    result = run("link", file, "--import", name)
    assert (result.returncode, result.stderr) == (0, b"")
    pairs = {frozenset((each["note"], each["candidates"][0]["text"])) for each in content["questions"]}
    assert {frozenset((one, other)) for one, _, other in references(file)} == pairs
    again = run("link", file, "--import", name)
    assert again.returncode == 2
    assert b"has changed since" in again.stderr


def test_none_rules_out_every_candidate(run: Run, file: Path, tmp_path: Path) -> None:
    run("link", file, "--export", "q.yaml")
    path = tmp_path / "q.yaml"
    path.write_text(path.read_text("utf-8").replace('answer: ""', "answer: none"), "utf-8")
    assert run("link", file, "--import", "q.yaml").returncode == 0
    assert {key for _, key, _ in references(file)} == {"not_for"}


def test_unanswered_questions_stay_open(run: Run, file: Path) -> None:
    run("link", file, "--export", "q.json")
    result = run("link", file, "--import", "q.json")
    assert result.returncode == 0
    assert b"no answers" in result.stdout
    assert file.read_text("utf-8") == CANVAS


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('answer: ""', "answer: Q", "“Q” is no answer here. Answer A"),
        ('answer: ""', "answer: 1", "This is no answer here."),
        ('answer: ""', "answer: [A, none]", "stands beside a letter"),
        ('answer: ""', "anser: A", "“anser” is not a key here."),
        ('at: "/', 'at: "/x', "There is no such note"),
        ('text: "', 'text: "x', "This is not the text of the note"),
        ('letter: "A"', 'letter: "AB"', "one letter of its own"),
        ('digest: "', 'digest: "0', "about another canvas"),
        ('cxquestions: "1"', 'cxquestions: "9"', "is not known: 9"),
        ('cxquestions: "1"', 'x-q: "1"', "not a file of questions"),
    ],
)
def test_a_question_file_is_read_strictly(
    run: Run, file: Path, tmp_path: Path, old: str, new: str, said: str
) -> None:
    run("link", file, "--export", "q.yaml")
    path = tmp_path / "q.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    result = run("link", file, "--import", "q.yaml")
    assert result.returncode == 2
    assert said in result.stderr.decode()
    assert re.match(r"q\.yaml:\d+:\d+: ", result.stderr.decode())
    assert file.read_text("utf-8") == CANVAS


def test_a_question_stands_in_the_file_once(run: Run, file: Path, tmp_path: Path) -> None:
    run("link", file, "--export", "q.yaml")
    path = tmp_path / "q.yaml"
    text = path.read_text("utf-8")
    path.write_text(text + text.partition("questions:\n")[2], "utf-8")
    result = run("link", file, "--import", "q.yaml")
    assert result.returncode == 2
    assert "The question “q1” stands here twice." in result.stderr.decode()


# --- on a terminal


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_single_keys_decide_on_a_terminal(file: Path) -> None:
    keys = ["y", "\x1b[D", "n", " ", "\x1b[D", "y", "\r"]
    screen, code = on_terminal(["link", file, "--relation", "supports"], keys)
    assert code == 0
    assert "1 link accepted, 1 rejected." in screen
    assert {key for _, key, _ in references(file)} == {"for", "not_for"}


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_an_interrupted_session_writes_nothing(file: Path) -> None:
    screen, code = on_terminal(["link", file, "--relation", "supports"], ["y", "\x03"])
    assert code == 130
    assert "Nothing was written." in screen
    assert file.read_text("utf-8") == CANVAS
