"""Workbooks as people fill them in: in any language, columns moved, added or left out, saved by other programs."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from io import BytesIO
from itertools import combinations
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from cxadvisor import review
from cxadvisor.errors import InputError
from cxadvisor.model.blocks import BLOCKS, COMPANION_KEYS, STAGES
from cxadvisor.model.strategy import Position
from cxadvisor.readers import load, load_bytes
from cxadvisor.readers.formats import LIMITS
from cxadvisor.readers.imported import Imported
from cxadvisor.readers.keys import keys_of
from cxadvisor.readers.suggestions import folded
from cxadvisor.readers.workbook import archive, cells, read
from cxadvisor.readers.workbook.labels import labels_in
from cxadvisor.readers.workbook.layout import SMALL, Field, about, form_of, note_fields
from cxadvisor.readers.workbook.notes import COLUMNS, TABLE
from cxadvisor.readers.workbook.values import PARTS
from cxadvisor.texts import LANGUAGES
from cxadvisor.writers.workbook import template
from cxadvisor.writers.workbook.encoding import MAX_CELL

Row = Sequence[Any]


def saved(book: Workbook) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def book_of(rows: Sequence[Row], name: str = "Canvas") -> Workbook:
    book = Workbook()
    book.worksheets[0].title = name
    for row in rows:
        book.worksheets[0].append(list(row))
    return book


def read_rows(*rows: Row, name: str = "Canvas") -> Imported:
    return read(saved(book_of(rows, name)), "board.xlsx")


def unplaced(imported: Imported) -> list[str]:
    return [str(each) for each in imported.unplaced]


def filled_template(language: str, cells: dict[str, dict[str, Any]]) -> bytes:
    """The template in a language, with values in some cells, saved by another program."""
    book = openpyxl.load_workbook(BytesIO(template(language)))
    for sheet, values in cells.items():
        for reference, value in values.items():
            book[sheet][reference] = value
    return saved(book)


# Labels


def tables() -> dict[str, tuple[Field, ...]]:
    """Every list of labels that stand beside each other, by its name."""
    found = {
        TABLE: (*COLUMNS, *note_fields()),
        "about": about().fields,
        "about.waivers": about().tables[0].fields,
    }
    for kind in COMPANION_KEYS:
        found[kind] = form_of(kind).fields
        found |= {f"{kind}.{table.path}": table.fields for table in form_of(kind).tables}
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_beside_each_other_differ_in_every_language(language: str) -> None:
    labels = labels_in(language)
    for table, fields in tables().items():
        seen = [folded(labels.label(table, field.path)) for field in fields]
        assert all(seen)
        assert len(set(seen)) == len(seen), (table, [text for text in seen if seen.count(text) > 1])
    for part in SMALL:
        seen = [folded(labels.label(PARTS, key)) for key in keys_of(part)]
        assert len(set(seen)) == len(seen)


@pytest.mark.parametrize(("one", "other"), list(combinations(LANGUAGES, 2)))
def test_a_label_never_means_another_field_in_another_language(one: str, other: str) -> None:
    for table, fields in tables().items():
        meanings = {folded(labels_in(one).label(table, field.path)): field.path for field in fields}
        for field in fields:
            text = labels_in(other).label(table, field.path)
            assert meanings.get(folded(text), field.path) == field.path, (table, text)


def test_the_texts_of_workbooks_are_complete_in_every_language() -> None:
    keys = {language: set(labels_in(language).texts) for language in LANGUAGES}
    assert all(found == keys["en"] for found in keys.values())
    titles = [
        folded(labels_in(language)(f"sheet.{kind}")) for language in LANGUAGES for kind in COMPANION_KEYS
    ]
    for language in LANGUAGES:
        for kind in ("canvas", "about", "more", "choices", *COMPANION_KEYS):
            assert (
                len(labels_in(language)(f"sheet.{kind}")) <= 28
            )  # a number follows, and names have 31 characters
        own = {kind: folded(labels_in(language)(f"sheet.{kind}")) for kind in COMPANION_KEYS}
        assert len(set(own.values())) == len(own)
    assert folded("Canvas") not in titles


# The template


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_template_holds_nothing(language: str) -> None:
    imported = read(template(language), "canvas.xlsx")
    assert imported.tree == {}
    assert [each.why for each in imported.unplaced] == [
        "begins a workbook in which nothing is filled in yet."
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_template_is_read_back_in_its_language(language: str) -> None:
    labels = labels_in(language)
    book = openpyxl.load_workbook(BytesIO(template(language)))
    canvas = book[labels("sheet.canvas")]
    rows = {(row[0].value, row[1].value): row[0].row for row in reversed(list(canvas.iter_rows(min_row=2)))}
    expected: dict[str, Any] = {}
    for block in BLOCKS.values():
        for stage in block.stages:
            row = rows[labels.block(block.name), labels.choice(stage) if stage else None]
            canvas.cell(row, 3).value = f"{block.name} {stage}"
            notes = [{"text": f"{block.name} {stage}"}]
            expected |= {block.name: {**expected.get(block.name, {}), stage: notes} if stage else notes}
    flow = book[labels("sheet.user_flows")]
    flow["B4"] = "Return"
    imported = read(saved(book), "canvas.xlsx")
    assert imported.tree == {"cxcanvas": "1", **expected, "user_flows": {"title": "Return"}}
    assert unplaced(imported) == []


def test_every_block_has_its_rows_and_lists_to_choose_from() -> None:
    book = openpyxl.load_workbook(BytesIO(template("en")))
    canvas = book["Canvas"]
    rows = [(row[0].value, row[1].value) for row in canvas.iter_rows(min_row=2)]
    stages = {"pre_sale": "pre-sale", "post_sale": "post-sale", None: None}
    for block in BLOCKS.values():
        for stage in block.stages:
            assert rows.count((labels_in("en").block(block.name), stages[stage])) >= 3
    lists = {str(each.sqref).split(":")[0]: each for each in canvas.data_validations.dataValidation}
    assert lists["A2"].formula1.startswith("'Choices'!$A$1")
    assert book["Choices"].sheet_state == "hidden"
    assert canvas.freeze_panes == "D2"
    assert book.sheetnames[:3] == ["Start", "Canvas", "About"]


def row_of(sheet: Any, label: str) -> int:
    """The row whose first cell says ``label``."""
    return int(next(row[0].row for row in sheet.iter_rows(max_col=1) if row[0].value == label))


def test_forms_are_read_with_their_tables() -> None:
    book = openpyxl.load_workbook(BytesIO(template("en")))
    forms: dict[str, dict[str, Any]] = {
        "Persona": {
            "Name": "Ann",
            "Age": 34,
            "Beliefs": "• honest\n- thrifty",
            "Statistics": "orders: 3\ncity: Cluj",
            "Channels before buying": "phone",
            "Evidence": "calls; method: interview; sample: 12\nreviews",
        },
        "Customer journey": {
            "Title": "Buying",
            "Scale of emotions": "1 – 5",
            "Real case: did it go badly?": "Yes",
        },
        "Service model": {"State": "as it is", "Actors: front office": "agent; id: a1"},
        "5 Whys": {"Problem": "Late"},
        "HEART": {"Product or service": "Shop"},
    }
    for name, values in forms.items():
        for label, value in values.items():
            book[name].cell(row_of(book[name], label), 2).value = value
    below: dict[str, tuple[str, list[dict[str, Any]]]] = {
        "Customer journey": (
            "Steps",
            [
                {
                    "Phase": "before",
                    "What is done": "Looks",
                    "Emotion": 4,
                    "Moment of truth": "x",
                    "Channel": "site\nshop",
                },
                {"Phase": "after", "What is done": "Waits", "Customers leave here": True},
                {"Stage": "Help", "Phase": "after", "What is done": "Calls", "Evidence": "calls"},
                {"Stage": "Help", "Phase": "after", "What is done": "Calls again"},
            ],
        ),
        "5 Whys": (
            "Whys",
            [
                {"No.": 1, "Why?": "Why late?"},
                {"No.": 1.1, "Why?": "Why so?"},
                {"No.": "1.1.1", "Answer": "A"},
            ],
        ),
        "HEART": (
            "Categories",
            [
                {"Category": "Happiness", "Metric": "CSAT", "Target": 4.2},
                {"Category": "Happiness", "Metric": "NPS"},
            ],
        ),
    }
    for name, (caption, entries) in below.items():
        header = row_of(book[name], caption) + 1
        columns = {cell.value: cell.column for cell in book[name][header]}
        for row, entry in enumerate(entries, header + 1):
            for label, value in entry.items():
                book[name].cell(row, columns[label]).value = value
    imported = read(saved(book), "canvas.xlsx")
    assert unplaced(imported) == []
    assert imported.tree == {
        "personas": {
            "name": "Ann",
            "age": 34,
            "beliefs": ["honest", "thrifty"],
            "statistics": {"orders": 3, "city": "Cluj"},
            "channels": {"before": ["phone"]},
            "evidence": [{"text": "calls", "method": "interview", "sample": 12}, {"text": "reviews"}],
        },
        "journeys": {
            "title": "Buying",
            "emotion_scale": [1, 5],
            "real_case": {"negative": True},
            "before": [
                {"action": "Looks", "emotion": 4, "moment_of_truth": True, "channel": ["site", "shop"]}
            ],
            "after": [{"action": "Waits", "exit_point": True}],
            "stages": [
                {
                    "name": "Help",
                    "phase": "after",
                    "steps": [
                        {"action": "Calls", "evidence": [{"text": "calls"}]},
                        {"action": "Calls again"},
                    ],
                }
            ],
        },
        "service_template": {"state": "as_is", "actors": {"front_office": [{"name": "agent", "id": "a1"}]}},
        "heart": {
            "product": "Shop",
            "happiness": {"metric": [{"name": "CSAT", "target": 4.2}, {"name": "NPS"}]},
        },
        "five_whys": {
            "problem": "Late",
            "whys": [{"why": "Why late?", "whys": [{"why": "Why so?", "whys": [{"answer": "A"}]}]}],
        },
    }


# Canvases in sheets of any make

HEADER = ("Block", "Stage", "Note")


def test_columns_may_stand_in_any_order_and_be_called_as_keys() -> None:
    imported = read_rows(
        ("id", "Notă", "Etapă", "for", "Bloc"),
        ("n1", "Clear price", "pre-vânzare", None, "Nevoi"),
        ("a1", "Price list", "pre", "n1, n2", "Key activities"),
    )
    assert imported.tree["needs"] == {"pre_sale": [{"text": "Clear price", "id": "n1"}]}
    assert imported.tree["activities"] == {
        "pre_sale": [{"text": "Price list", "id": "a1", "for": ["n1", "n2"]}]
    }
    assert unplaced(imported) == []


def test_values_have_their_kinds() -> None:
    imported = read_rows(
        (*HEADER, "Baseline", "Target", "Direction", "Due", "Importance (1–3)", "Scale", "Tags", "x-own"),
        (
            "Metrics",
            "pre-sale",
            "NPS",
            31,
            "45 %",
            "↑",
            datetime.date(2026, 12, 31),
            "high",
            "[0, 10]",
            "a, b",
            True,
        ),
        ("Metrics", "post-sale", 2026, 0.5, 1e-7, "down", "Q3", 2.0, "0–10", None, '{"a": [1]}'),
    )
    assert imported.tree["metrics"] == {
        "pre_sale": [
            {
                "text": "NPS", "baseline": 31, "target": "45 %", "direction": "up", "due": "2026-12-31",
                "importance": 3, "scale": [0, 10], "tags": ["a", "b"], "x-own": True,
            }
        ],
        "post_sale": [
            {
                "text": "2026", "baseline": 0.5, "target": 1e-7, "direction": "down", "due": "Q3", "importance": 2,
                "scale": "0–10", "x-own": {"a": [1]},
            }
        ],
    }  # fmt: skip


def test_a_share_of_per_cent_is_a_number_in_segments_and_a_text_in_metrics() -> None:
    book = book_of([("Block", "Stage", "Note", "share", "target"), ("Segments", None, "Families", 0.4, None)])
    book.worksheets[0].append(["Metrics", "pre-sale", "Sold", None, 0.925])
    book.worksheets[0]["D2"].number_format = "0%"
    book.worksheets[0]["E3"].number_format = "0.0%"
    tree = read(saved(book), "board.xlsx").tree
    assert tree["segments"][0]["share"] == 0.4
    assert tree["metrics"]["pre_sale"][0]["target"] == "92.5 %"


@pytest.mark.parametrize(("format", "value", "said"), [
    ("dd.mm.yyyy", 46000, "2025-12-09"), ("yyyy-mm-dd hh:mm", 46000.5, "2025-12-09 12:00"),
    ("mmm yy", 1, "1900-01-01"),
    ('0 "days"', 7, "7"), ("[Red]0", 7, "7"), ("[$-418]d mmmm yyyy;@", 46000, "2025-12-09"), ("hh:mm", 0.5, "12:00"),
    ("dd.mm.yyyy", -1, "-1"), ("General", 46000, "46000"), ("dd.mm.yyyy", 61, "1900-03-01"),
])  # fmt: skip
def test_days_are_numbers_that_are_shown_as_days(format: str, value: float, said: str) -> None:
    book = book_of([HEADER, ("Culture", None, value)])
    book.worksheets[0]["C2"].number_format = format
    assert read(saved(book), "board.xlsx").tree["culture"] == [{"text": said}]


def test_formulas_say_what_they_came_to_last() -> None:
    from tests.hostile.workbooks import HEADER as HEAD
    from tests.hostile.workbooks import sheet, text, workbook

    row = f'<row r="2">{text("A2", "Culture")}<c r="C2" t="str"><f>A1</f><v>Honest</v></c></row>'
    assert read(workbook(sheet=sheet(HEAD + row)), None).tree["culture"] == [{"text": "Honest"}]


def test_what_has_no_place_is_reported_with_its_cell() -> None:
    imported = read_rows(
        (*HEADER, "Colour", "x-own"),
        ("Needs", "pre-sale", "Price", "red", None),
        ("Nedes", "pre-sale", "Typo", None, None),
        ("Needs", None, "No stage", None, None),
        ("Needs", "now", "Odd stage", None, None),
        (None, None, "No block", None, None),
        ("Canals", None, None, None, None),
    )
    assert imported.tree["needs"] == {"pre_sale": [{"text": "Price"}]}
    assert unplaced(imported) == [
        "Sheet “Canvas”, cell D1: “Colour” is a column that has no place here; what stands in it (1) was not read.",
        "Sheet “Canvas”, cell C3: “Typo” stands under “Nedes”, which is no block of the canvas. Did you mean “needs”?",
        "Sheet “Canvas”, cell C4: “No stage” stands under “Needs”, "
        "which does not say whether it is before or after the sale.",
        "Sheet “Canvas”, cell C5: “Odd stage” stands in the stage “now”, which is neither before nor after the sale.",
        "Sheet “Canvas”, cell C6: “No block” stands in a row that names no block.",
        "Sheet “Canvas”, cell A7: “Canals” stands under “Canals”, which is no block of the canvas. "
        "Did you mean “supported channels”?",
    ]


def test_merged_blocks_and_stages_count_for_all_their_rows() -> None:
    book = book_of(
        [HEADER, ("Needs", "pre-sale", "Price"), (None, None, "Advice"), (None, "post-sale", "Help")]
    )
    book.worksheets[0].merge_cells("A2:A4")
    book.worksheets[0].merge_cells("B2:B3")
    tree = read(saved(book), "board.xlsx").tree
    assert tree["needs"] == {
        "pre_sale": [{"text": "Price"}, {"text": "Advice"}],
        "post_sale": [{"text": "Help"}],
    }


def test_a_row_with_a_block_alone_is_an_empty_block() -> None:
    tree = read_rows(
        HEADER, ("Needs", "pre-sale", "Price"), ("Culture", None, None), ("Moments", "post-sale", " ")
    ).tree
    assert tree["culture"] == []
    assert tree["moments"] == {"post_sale": []}


def test_hidden_rows_are_read_and_hidden_sheets_reported() -> None:
    book = book_of([HEADER, ("Culture", None, "Honest")])
    book.worksheets[0].row_dimensions[2].hidden = True
    book.create_sheet("Old").append(["Block", "Note"])
    book["Old"].sheet_state = "hidden"
    imported = read(saved(book), "board.xlsx")
    assert imported.tree["culture"] == [{"text": "Honest"}]
    assert unplaced(imported) == ["Sheet “Old”: “Old” is a hidden sheet; it was not read."]


@pytest.mark.parametrize("rows", [
    [("Needs (pre)", "Needs (post)", "Culture"), ("Price", "Help", "Honest")],
    [("Block", "Pre-sale", "Post-sale"), ("Needs", "Price", "Help"), ("Culture", "Honest", None)],
])  # fmt: skip
def test_sheets_of_other_people_are_read_as_tables(rows: list[Row]) -> None:
    tree = read_rows(*rows, name="Board").tree
    assert tree["needs"] == {"pre_sale": ["Price"], "post_sale": ["Help"]}
    assert tree["culture"] == ["Honest"]


def test_a_sheet_of_something_else_is_named() -> None:
    book = book_of([HEADER, ("Culture", None, "Honest")])
    book.create_sheet("Budget").append(["Rent", 1200])
    assert unplaced(read(saved(book), "board.xlsx")) == [
        "Sheet “Budget”: “Budget” is a sheet in which nothing of a strategy was recognised."
    ]


# Positions, problems and folders


def test_findings_and_problems_name_sheet_row_and_column(tmp_path: Path) -> None:
    rows = [HEADER, ("Moments", "post-sale", "The sofa comes with a scratch"), ("Culture", None, "Honest")]
    (tmp_path / "board.xlsx").write_bytes(saved(book_of(rows)))
    (file,) = load(tmp_path / "board.xlsx").canvases
    assert file.position_of("/moments/post_sale/0") == Position("board.xlsx", 2, 3, "Canvas")
    made = review(tmp_path / "board.xlsx", as_of="2026-03-01")
    assert {each.position.sheet for each in made.findings} == {"Canvas"}
    assert made.complete
    with pytest.raises(InputError) as caught:
        load_bytes(saved(book_of([(*HEADER, "Id"), ("Culture", None, "A", "a b")])), "board.xlsx")
    assert str(caught.value).startswith("board.xlsx:Canvas:2:4: “id” is “a b”, but should be an id")


def test_a_workbook_may_accompany_a_canvas(tmp_path: Path) -> None:
    (tmp_path / "canvas.yaml").write_text('cxcanvas: "1"\nculture: [Honest]\n')
    (tmp_path / "people.xlsx").write_bytes(filled_template("it", {"Persona": {"B4": "Anna"}}))
    (tmp_path / "~$people.xlsx").write_bytes(b"locked")
    (tmp_path / "budget.xlsx").write_bytes(saved(book_of([("Rent", 1200)])))
    strategy = load(tmp_path)
    assert [file.name for file in strategy.companions] == ["people.xlsx"]
    assert strategy.companions[0].position_of("/personas/name") == Position("people.xlsx", 4, 2, "Persona")
    assert strategy.skipped == strategy.unplaced == ()


def test_workbooks_are_told_from_text_by_their_first_bytes() -> None:
    data = saved(book_of([HEADER, ("Culture", None, "Honest")]))
    assert load_bytes(data, "standard input").canvases[0].canvas.culture[0].text == "Honest"


def test_stages_of_blocks_are_known_in_all_languages() -> None:
    for language in LANGUAGES:
        labels = labels_in(language)
        rows = [(labels.block("needs"), labels.choice(stage), stage) for stage in STAGES]
        assert read_rows(HEADER, *rows).tree["needs"] == {stage: [{"text": stage}] for stage in STAGES}


def test_the_documentation_names_the_limits_that_hold() -> None:
    said = (Path(__file__).parents[2] / "docs" / "workbooks.md").read_text("utf-8")
    contract = (Path(__file__).parents[2] / "docs" / "contract.md").read_text("utf-8")
    assert f"{cells.MAX_CELLS:,} cells" in said
    assert f"{MAX_CELL:,} characters" in said
    assert LIMITS["xlsx"] == 5_000_000
    assert f"{archive.MAX_ELEMENTS:,} elements, {cells.MAX_CELLS:,} filled cells" in contract
    assert f"{archive.MAX_XML // 10**6} MB of XML" in contract
    assert f"5 MB, {archive.MAX_UNPACKED // 10**6} MB and a hundredfold" in contract
    for language in LANGUAGES:
        assert f"`{language}`" in said
