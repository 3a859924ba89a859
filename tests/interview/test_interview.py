"""What is left open goes out by who can answer it, and the answers come back: strictly, whatever the format."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from cxadvisor import InputError, Review, Strategy, load, review
from cxadvisor.cli.interview import ROLES
from cxadvisor.errors import KnowledgeError
from cxadvisor.interview import Decided, Item, SheetFormat, decided, items_of, read_sheet, sheet
from cxadvisor.interview.authoring import compiled
from cxadvisor.model.review_notes import ReviewNotes
from cxadvisor.readers.review_notes import read_notes
from cxadvisor.request import request_of
from cxadvisor.roles import roles
from cxadvisor.texts import LANGUAGES, Texts, notes_texts

CANVAS = """\
cxcanvas: "1"
title: Mobila Nord
language: en
segments: [Young families]
moments:
  post_sale:
    - The sofa does not fit through the door
    - A complaint is not answered
activities:
  post_sale:
    - Zorbing with the quuxes
    - One person follows a complaint to its end
objectives:
  post_sale: [Complaints are solved quickly]
metrics:
  post_sale: [Time to solve a complaint, Blorp of the month]
preferred_channels:
  post_sale: [Phone]
supported_channels:
  post_sale: [Phone hotline]
"""
FORMATS: tuple[SheetFormat, ...] = ("markdown", "xlsx", "yaml")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "canvas.yaml").write_text(CANVAS, "utf-8")
    return tmp_path


def asked(path: Path, lang: str = "en") -> tuple[Strategy, Review, tuple[Item, ...], Texts]:
    strategy = load(path)
    made = review(strategy._replace(notes=None), as_of="2026-03-01", lang=lang)
    request = request_of(strategy.settings, lang, "2026-03-01", (), (), None, (), (), None)
    texts = notes_texts(lang)
    return strategy, made, items_of(strategy, made, request, texts), texts


def filled(data: bytes, format: SheetFormat, answers: dict[str, tuple[str, str]], texts: Texts) -> bytes:
    """Fill answers and comments into a sheet, as a person would."""
    if format == "xlsx":
        book = openpyxl.load_workbook(BytesIO(data))
        page = book.worksheets[0]
        for row in range(4, page.max_row + 1):
            answer, comment = answers.get(str(page.cell(row, 8).value), ("", ""))
            page.cell(row, 6).value, page.cell(row, 7).value = answer or None, comment or None
        stream = BytesIO()
        book.save(stream)
        return stream.getvalue()
    text = data.decode()
    for id, (answer, comment) in answers.items():
        before, at, after = text.partition(f"id: {id}\n" if format == "yaml" else f"`{id}`")
        assert at, id
        if format == "yaml":
            after = after.replace('answer: ""', f"answer: {answer!r}", 1).replace(
                'comment: ""', f"comment: {comment!r}", 1
            )
        else:
            for column, value in (("answer", answer), ("comment", comment)):
                label = f"{texts(f'interview.column.{column}')}:"
                after = after.replace(label, f"{label} {value}", 1)
        text = before + at + after
    return text.encode()


def answered(
    path: Path, format: SheetFormat, answers: dict[str, tuple[str, str]], lang: str = "en"
) -> Decided:
    strategy, _, items, texts = asked(path, lang)
    data = filled(sheet(items, "Mobila Nord", format, texts), format, answers, texts)
    notes = strategy.notes.notes if strategy.notes else ReviewNotes()
    return decided(items, read_sheet(data, format, "sheet"), notes, "sheet")


def of_kind(path: Path, kind: str) -> list[Item]:
    return [item for item in asked(path)[2] if item.kind == kind]


# --- what is asked, and of whom


def test_everything_open_is_asked_once_of_those_who_can_answer(path: Path) -> None:
    _, made, items, _ = asked(path)
    kinds = {item.kind for item in items}
    assert {"question", "unread", "checklist"} <= kinds
    assert len({item.id for item in items}) == len(items)
    questions = [each.message for each in made.of_kind("confirm")]
    assert sorted(item.ask for item in items if item.kind in ("question", "open")) == sorted(questions)
    assert len([item for item in items if item.kind == "checklist"]) == len(made.checklist)
    order = [roles().names.index(item.role) for item in items]
    assert order == sorted(order)
    about = {item.about[0]: item.role for item in items if item.kind == "unread"}
    assert about == {"Zorbing with the quuxes": "service", "Blorp of the month": "data"}


def test_what_is_answered_or_rejected_is_not_asked_again(path: Path) -> None:
    _, made, items, _ = asked(path)
    (unread, *_) = [item for item in items if item.kind == "unread"]
    question = made.of_kind("confirm")[0].fingerprint
    (path / "review-notes.yaml").write_text(
        f'cxnotes: "1"\nfindings: {{{question}: {{status: reject, reason: clear}}}}\n'
        f"checklist: {{shared: {{answer: yes}}, sponsor: {{comment: we shall see}}}}\n"
        f"interview: {{{unread.key}: {{about: x, answer: y}}}}\n",
        "utf-8",
    )
    left = {item.id for item in items} - {item.id for item in asked(path)[2]}
    assert left == {unread.id, "check-shared", *(item.id for item in items if item.key == question)}


def test_ids_do_not_depend_on_the_order_of_notes(path: Path) -> None:
    before = {item.id for item in asked(path)[2]}
    (path / "canvas.yaml").write_text(
        CANVAS.replace(
            "    - Zorbing with the quuxes\n    - One person follows a complaint to its end\n",
            "    - One person follows a complaint to its end\n    - Zorbing with the quuxes\n",
        ),
        "utf-8",
    )
    assert {item.id for item in asked(path)[2]} == before


def test_every_rule_about_roles_is_checked_and_named() -> None:
    assert roles().names == ROLES
    for language in LANGUAGES:
        for role in ROLES:
            assert notes_texts(language)(f"interview.role.{role}")
    text = (Path(__file__).parents[2] / "knowledge" / "roles.yaml").read_text("utf-8")
    for old, new in (
        ("  culture: people\n", ""),
        ("measures: data", "measures: nobody"),
        ("{pre_sale: sales, post_sale: service}", "{pre_sale: sales}"),
        ("checklist:", "subjects:"),
    ):
        with pytest.raises(KnowledgeError, match=r"roles\.yaml"):
            compiled(text.replace(old, new, 1))


# --- answers


@pytest.mark.parametrize("format", FORMATS)
def test_answers_become_links_and_notes(path: Path, format: SheetFormat) -> None:
    question, unread = of_kind(path, "question")[0], of_kind(path, "unread")[0]
    openly = of_kind(path, "open")
    answers = {
        question.id: ("a", "Ask the workshop"),
        unread.id: ("A ride for the children", ""),
        "check-shared": ("No", "Marketing only"),
        "check-sponsor": ("not documented", ""),
        **{item.id: ("We saw it", "twice") for item in openly[:1]},
    }
    found = answered(path, format, answers)
    assert found.links == {0: [question.decisions[0]]}
    assert found.answered == len(answers)
    assert found.notes["findings"][question.key] == {"comment": "Ask the workshop"}
    assert found.notes["checklist"] == {
        "shared": {"answer": "no", "comment": "Marketing only"},
        "sponsor": {"answer": "not documented"},
    }
    assert found.notes["interview"] == {
        unread.key: {"about": unread.about[0], "answer": "A ride for the children"}
    }
    for item in openly[:1]:
        assert found.notes["findings"][item.key] == {"comment": "We saw it\ntwice"}


@pytest.mark.parametrize("format", FORMATS)
def test_none_rules_all_candidates_out_and_several_are_several(path: Path, format: SheetFormat) -> None:
    question = max(of_kind(path, "question"), key=lambda item: len(item.options))
    none = answered(path, format, {question.id: ("none", "")})
    assert none.links == {0: [each._replace(accepted=False) for each in question.decisions]}
    letters = "ABCDE"[: len(question.options)]
    several = answered(path, format, {question.id: (", ".join(letters), "")})
    assert several.links == {0: list(question.decisions)}


@pytest.mark.parametrize("format", FORMATS)
def test_a_sheet_nobody_filled_in_decides_nothing(path: Path, format: SheetFormat) -> None:
    for lang in LANGUAGES:
        assert answered(path, format, {}, lang) == Decided({}, {}, 0)


def test_romanian_words_are_answers_as_well(path: Path) -> None:
    question = of_kind(path, "question")[0]
    found = answered(
        path, "markdown", {question.id: ("niciuna", ""), "check-shared": ("Nedocumentat", "")}, "ro"
    )
    assert [each.accepted for each in found.links[0]] == [False] * len(question.decisions)
    assert found.notes["checklist"]["shared"] == {"answer": "not documented"}


def test_an_answer_on_a_page_may_go_over_several_lines(path: Path) -> None:
    _, _, items, texts = asked(path)
    unread = of_kind(path, "unread")[0]
    page = sheet(items, "x", "markdown", texts).decode()
    before, at, after = page.partition(f"`{unread.id}`")
    page = before + at + after.replace("Answer:", "Answer: one\ntwo\n\nthree", 1)
    found = decided(items, read_sheet(page.encode(), "markdown", "sheet"), ReviewNotes(), "sheet")
    assert found.notes["interview"][unread.key]["answer"] == "one\ntwo\nthree"


def test_a_comment_goes_below_the_one_that_is_there(path: Path) -> None:
    question = of_kind(path, "question")[0]
    (path / "review-notes.yaml").write_text(
        f'cxnotes: "1"\nfindings: {{{question.key}: {{comment: first}}}}\n', "utf-8"
    )
    found = answered(path, "yaml", {question.id: ("", "second")})
    assert found.notes["findings"][question.key] == {"comment": "first\n\nsecond"}
    (path / "review-notes.yaml").write_text(
        f'cxnotes: "1"\nfindings: {{{question.key}: {{comment: "first\\n\\nsecond"}}}}\n', "utf-8"
    )
    assert answered(path, "yaml", {question.id: ("", "second")}).notes == {}


@pytest.mark.parametrize("format", FORMATS)
def test_what_is_no_answer_is_told_at_its_place(path: Path, format: SheetFormat) -> None:
    question = of_kind(path, "question")[0]
    for id, answer, said in (
        (question.id, "Z", "Answer A"),
        (question.id, "maybe", "write anything else under comment"),
        (question.id, "A none", "stands beside a letter"),
        ("check-shared", "perhaps", "Answer yes, no or not documented"),
        ("check-shared", "x" * 2_001, "at most 2,000 are read"),
    ):
        with pytest.raises(InputError, match=re.escape(said)) as caught:
            answered(path, format, {id: (answer, "")})
        assert caught.value.problems[0].line


def test_a_question_that_is_not_asked_any_more_is_refused_only_where_it_is_answered(path: Path) -> None:
    _, _, items, texts = asked(path)
    question = of_kind(path, "question")[0]
    old = sheet(items, "x", "yaml", texts)
    left = tuple(item for item in items if item.id != question.id)
    assert decided(left, read_sheet(old, "yaml", "s"), ReviewNotes(), "s").answered == 0
    data = filled(old, "yaml", {question.id: ("A", "")}, texts)
    with pytest.raises(InputError, match="is not asked any more"):
        decided(left, read_sheet(data, "yaml", "s"), ReviewNotes(), "s")


@pytest.mark.parametrize(
    "data", [b"", b"a: 1\n", b"cxinterview: 2\n", b"PK\x03\x04", b"\xff\xfe", b"# A page\n"]
)
@pytest.mark.parametrize("format", FORMATS)
def test_what_is_no_sheet_is_refused(data: bytes, format: SheetFormat) -> None:
    with pytest.raises(InputError):
        read_sheet(data, format, "sheet")


@pytest.mark.parametrize("format", FORMATS)
def test_hostile_words_stay_words(tmp_path: Path, format: SheetFormat) -> None:
    bad = [
        "=cmd|' /C calc'!A0 zorb",
        "### `check-shared` quux",
        "Answer: no",
        "<b>x</b> [a](javascript:b) zorbq",
        "a: b # c",
    ]
    canvas = {"cxcanvas": "1", "language": "en", "activities": {"post_sale": bad}}
    (tmp_path / "canvas.json").write_text(json.dumps(canvas), "utf-8")
    assert answered(tmp_path, format, {}) == Decided({}, {}, 0)
    _, _, items, texts = asked(tmp_path)
    assert sheet(items, "=1+1", format, texts) == sheet(items, "=1+1", format, texts)


def test_a_sheet_in_the_folder_is_no_part_of_the_strategy(path: Path) -> None:
    _, _, items, texts = asked(path)
    for format, name in zip(FORMATS, ("s.md", "s.xlsx", "s.yaml"), strict=True):
        (path / name).write_bytes(sheet(items, "x", format, texts))
    found = load(path)
    assert (found.skipped, found.unplaced, found.companions) == ((), (), ())


def test_several_canvases_are_asked_about_each(path: Path) -> None:
    (path / "other.yaml").write_text(
        CANVAS.replace("Mobila Nord", "Other").replace("sofa", "wardrobe"), "utf-8"
    )
    _, _, items, _ = asked(path)
    assert {item.canvas for item in items if item.kind == "question"} == {0, 1}
    assert len([item for item in items if item.id == "check-shared"]) == 1
    assert len([item for item in items if item.kind == "unread"]) == 4, (
        "the same note on two pages is two notes"
    )
    assert {item.where.partition(":")[0] for item in items if item.kind == "unread"} == {
        "Mobila Nord",
        "Other",
    }


def test_artefacts_alone_and_an_empty_canvas_can_be_asked_about(tmp_path: Path) -> None:
    (tmp_path / "personas.yaml").write_text("personas: [{name: Ana}]\n", "utf-8")
    asked(tmp_path / "personas.yaml")
    (tmp_path / "canvas.yaml").write_text('cxcanvas: "1"\n', "utf-8")
    assert {item.kind for item in asked(tmp_path / "canvas.yaml")[2]} == {"checklist"}


def test_answers_kept_are_seen_in_the_next_review(path: Path) -> None:
    data = b'cxnotes: "1"\nchecklist: {shared: {answer: not documented}}\n'
    assert read_notes(data, "a").notes.checklist["shared"].answer == "not documented"
    (path / "review-notes.yaml").write_bytes(data)
    made = review(path, as_of="2026-03-01", lang="en")
    assert next(item for item in made.checklist if item.id == "shared").answer == "not documented"
