"""Blocks, notes and values that do not have the shape they need."""

from __future__ import annotations

import pytest

from cxadvisor.model.canvas import MAX_NOTES, MAX_TEXT
from tests.readers.helpers import canvas_of, line_and_column, only_problem_of, problems_of


def in_culture(note: str) -> str:
    return f'cxcanvas: "1"\nculture:\n  - {note}\n'


class TestBlocks:
    @pytest.mark.parametrize("content", ["[a, b]", "a", "5"])
    def test_a_divided_block_says_how_to_divide_it(self, content: str) -> None:
        problem = only_problem_of(f'cxcanvas: "1"\nneeds: {content}\n')
        assert "“needs” is divided into pre_sale and post_sale" in problem.message
        assert problem.remedy == "Write needs: {pre_sale: […], post_sale: […]}."
        assert line_and_column(problem) == (2, 8)

    def test_the_remedy_is_written_in_the_format_of_the_file(self) -> None:
        problem = only_problem_of('{"cxcanvas": "1", "needs": []}', "json")
        assert problem.remedy == 'Write "needs": {"pre_sale": […], "post_sale": […]}.'

    def test_an_undivided_block_is_one_list(self) -> None:
        problem = only_problem_of('cxcanvas: "1"\nsegments: {pre_sale: [a]}\n')
        assert "“segments” is one list" in problem.message

    def test_a_block_is_not_a_text(self) -> None:
        problem = only_problem_of('cxcanvas: "1"\nculture: openness\n')
        assert problem.message == "“culture” is a list of notes, but here is “openness”."

    def test_too_many_notes_are_one_problem(self) -> None:
        canvas_of('cxcanvas: "1"\nculture:\n' + "- a\n" * MAX_NOTES)
        assert (
            "1,001 notes" in only_problem_of('cxcanvas: "1"\nculture:\n' + "- a\n" * (MAX_NOTES + 1)).message
        )


class TestNotes:
    @pytest.mark.parametrize("note", ['""', "''", '"  "', "", "~", "null", "{text: ' '}", '"\\n"'])
    def test_an_empty_note_is_refused(self, note: str) -> None:
        problem = only_problem_of(in_culture(note))
        assert "empty" in problem.message or "no text" in problem.message
        assert problem.line == 3

    def test_a_long_note_is_refused_with_its_length(self) -> None:
        canvas_of(in_culture("a" * MAX_TEXT))
        assert "2,001 characters" in only_problem_of(in_culture("a" * (MAX_TEXT + 1))).message

    @pytest.mark.parametrize("note", ["5", "1.5", "true", "0x1F"])
    def test_what_yaml_does_not_read_as_text_needs_quotes(self, note: str) -> None:
        problem = only_problem_of(in_culture(note))
        assert "should be a text" in problem.message
        assert problem.remedy.startswith("Put it in quotes")

    def test_the_colon_trap_of_yaml_is_explained(self) -> None:
        problem = only_problem_of(in_culture("Livrare: rapidă și clară"))
        assert problem.remedy == 'Put the note in quotes: "Livrare: rapidă și clară".'
        assert line_and_column(problem) == (3, 5)

    def test_the_colon_trap_is_told_even_where_the_word_is_another_name_of_a_key(self) -> None:
        assert "Put the note in quotes" in only_problem_of(in_culture("Canale: WhatsApp")).remedy

    def test_the_comma_trap_of_yaml_is_explained(self) -> None:
        assert "comma" in only_problem_of(in_culture("{text: Livrare, fără griji}")).remedy

    def test_a_list_in_place_of_a_note(self) -> None:
        assert "Remove one dash" in only_problem_of(in_culture("- a")).remedy
        assert "inner brackets" in only_problem_of('{"cxcanvas": "1", "culture": [["a"]]}', "json").remedy

    def test_a_note_needs_a_text(self) -> None:
        assert only_problem_of(in_culture("{id: n1}")).message == "This note has no text."

    def test_texts_of_other_scripts_and_invisible_characters_are_kept(self) -> None:
        text = "и\u0306 й \u202eabc\u200b ｆ 😀 \ufeff\u2028"
        assert canvas_of(in_culture(f'"{text}"')).culture[0].text == text


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("importance", "5", "should be 1, 2 or 3"),
        ("importance", "1.5", "should be 1, 2 or 3"),
        ("importance", "true", "is true, but should be 1, 2 or 3"),
        ("importance", '"2"', "should be 1, 2 or 3. Write the number without quotes."),
        ("owner", "5", 'should be a text. Put it in quotes, "5"'),
        ("owner", "[A]", "is a list, but should be a text"),
        ("owner", "{a: b}", "is a mapping of keys and values"),
        ("for", "n1", 'should be a list of ids such as [n1, n2]. Write a list: ["n1"].'),
        ("for", "[a b]", "This entry of “for” is “a b”, but should be an id"),
        ("tags", "[5]", "This entry of “tags” is the number 5"),
        ("tags", '[""]', "This entry of “tags” is empty"),
        ("evidence", "5", "should be a text or a list of texts"),
        ("id", "a/b", "should be an id: one word"),
        ("id", "5", "should be an id: one word of at most 100 characters"),
        ("share", "1.5", "“share” is the number 1.5, but should be a number from 0 to 1"),
        ("share", '"0.5"', "Write the number without quotes"),
    ],
)
def test_a_value_that_does_not_fit_says_what_would(key: str, value: str, said: str) -> None:
    problem = only_problem_of(f'cxcanvas: "1"\nsegments:\n  - {{text: a, {key}: {value}}}\n')
    assert said in str(problem)
    assert problem.line == 3
    assert str(problem.at).startswith(f"/segments/0/{key}")


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("baseline", "true", 'should be a number, or a text such as "92 %"'),
        ("baseline", "[1]", "should be a number, or a text"),
        ("direction", "higher", "should be up or down"),
        ("source", "client", "should be internal or external"),
        ("scale", "[1, 2, 3]", "its two ends such as [0, 10]"),
        ("scale", '[1, "5"]', "its two ends such as [0, 10]"),
        ("scale", "10", "should be a text"),
        ("due", "2026-02-30", "There is no such day"),
        ("due", "31.04.2026", "There is no such day"),
    ],
)
def test_a_value_of_a_metric_that_does_not_fit_says_what_would(key: str, value: str, said: str) -> None:
    problems = problems_of(f'cxcanvas: "1"\nmetrics: {{pre_sale: [{{text: a, {key}: {value}}}]}}\n')
    assert said in str(problems[0])


@pytest.mark.parametrize(
    "due", ["end of 2026", "Q3 2026", "2026-12-31", "31.12.2026", "12/31/2026", "2026", "31.12"]
)
def test_a_day_may_be_said_in_any_words(due: str) -> None:
    assert (
        canvas_of(f'cxcanvas: "1"\nmetrics: {{pre_sale: [{{text: a, due: "{due}"}}]}}\ndate: "{due}"\n').date
        == due
    )


@pytest.mark.parametrize("date", ["2026-02-30", "2026-13-01", "31.02.2026", "2026/00/10", "2026-2-30"])
def test_a_day_that_is_none_is_refused(date: str) -> None:
    assert only_problem_of(f'cxcanvas: "1"\ndate: {date}\n').message == f"There is no such day as “{date}”."


@pytest.mark.parametrize(
    ("language", "is_good"), [("ro", True), ("pt-BR", True), ("Romanian", False), ("r", False)]
)
def test_a_language_is_a_code(language: str, is_good: bool) -> None:
    text = f'cxcanvas: "1"\nlanguage: {language}\n'
    if is_good:
        assert canvas_of(text).language == language
    else:
        assert "a language code such as en, ro or pt-BR" in only_problem_of(text).message


class TestIds:
    def test_an_id_given_twice_names_both_places(self) -> None:
        problem = only_problem_of(
            'cxcanvas: "1"\nculture: [{text: a, id: n1}]\nneeds: {pre_sale: [{text: b, id: n1}]}\n'
        )
        assert problem.message == "The id “n1” is given twice; first at line 2, column 25."
        assert line_and_column(problem) == (3, 34)

    def test_ids_that_only_look_alike_are_different(self) -> None:
        ids = ["é", "e\u0301", "a", "а"]
        notes = ", ".join(f'{{text: x, id: "{each}"}}' for each in ids)
        assert [note.id for note in canvas_of(f'cxcanvas: "1"\nculture: [{notes}]\n').culture] == ids

    def test_an_id_is_not_the_name_of_a_block(self) -> None:
        assert "name of a block" in only_problem_of(in_culture("{text: a, id: metrics}")).message


def test_all_problems_of_a_file_are_told_at_once_in_its_order() -> None:
    problems = problems_of(
        """
        cxcanvas: "1"
        title: 5
        needs: [a]
        culture: [{text: a, owner: 5}, "", {nume: b}]
        not_captured: [x]
        """
    )
    assert [line_and_column(problem) for problem in problems] == [
        (3, 8),
        (4, 8),
        (5, 28),
        (5, 32),
        (5, 37),
        (6, 16),
    ]
