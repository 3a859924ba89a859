"""What a written workbook is beside lossless: safe in a spreadsheet, the same every time, and good to look at."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from cxadvisor.readers.workbook import read
from cxadvisor.texts import LANGUAGES
from cxadvisor.writers import write
from cxadvisor.writers.workbook import template
from cxadvisor.writers.workbook.encoding import MAX_CELL
from tests.writers.trees import ODD


def sheets_of(tree: dict[str, Any], language: str = "en") -> Any:
    return openpyxl.load_workbook(BytesIO(write(tree, "xlsx", language).data))


def canvas_of(*notes: Any) -> dict[str, Any]:
    return {"cxcanvas": "1", "culture": list(notes)}


@pytest.mark.parametrize(
    "text", [text for text in ODD if "\r" not in text and "_x" not in text and "\ufffe" not in text]
)
def test_other_programs_see_the_same_texts_and_no_formulas(text: str) -> None:
    sheet = sheets_of(canvas_of(text))["Canvas"]
    assert sheet["C2"].value == text
    assert sheet["C2"].data_type == "s"
    assert sheet["C2"].hyperlink is None


def test_nothing_in_a_written_workbook_is_worked_out_or_fetched() -> None:
    data = write(canvas_of("=1+1", "http://example.org"), "xlsx", "en").data
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            assert b"<f>" not in content
            assert b'TargetMode="External"' not in content


def test_the_same_strategy_makes_the_same_bytes() -> None:
    assert template("ro") == template("ro")
    assert write(canvas_of("a"), "xlsx", "ro") == write(canvas_of("a"), "xlsx", "ro")


def test_artefacts_have_a_sheet_each_and_lists_are_numbered() -> None:
    tree = {"personas": [{"name": "Ann"}, {"name": "Bob"}], "heart": {"product": "Shop"}}
    book = sheets_of(tree)
    assert book.sheetnames == ["Start", "Persona 1", "Persona 2", "HEART", "Choices"]
    assert [book[f"Persona {number}"]["C1"].value for number in (1, 2)] == [1, 2]
    assert book["HEART"]["C1"].value is None
    assert [row[1].value for row in book["Start"].iter_rows() if row[1].hyperlink] == ["Persona 1", "HEART"]


def test_what_has_no_column_stands_on_the_last_sheet_and_never_replaces_what_was_written_since() -> None:
    tree = {"five_whys": {"problem": "a", "whys": []}}
    book = sheets_of(tree)
    assert [cell.value for cell in book["More values"][3]] == ["/five_whys/whys", "[]"]
    sheet = book["5 Whys"]
    row = next(row[0].row for row in sheet.iter_rows(max_col=1) if row[0].value == "Whys")
    sheet.cell(row + 2, 2).value = "Why?"
    stream = BytesIO()
    book.save(stream)
    imported = read(stream.getvalue(), "canvas.xlsx")
    assert imported.tree == {"five_whys": {"problem": "a", "whys": [{"why": "Why?"}]}}
    assert [str(each) for each in imported.unplaced] == [
        "Sheet “More values”, cell B3: “[]” has no place at /five_whys/whys any more."
    ]


def test_what_is_too_long_for_a_cell_is_told_as_lost() -> None:
    written = write(canvas_of({"text": "a", "x-own": "a" * (MAX_CELL + 1)}, "b"), "xlsx", "en")
    assert written.lost == (("/culture/0/x-own", "It is longer than the 32,767 characters of a cell."),)
    assert read(written.data, None).tree == {"cxcanvas": "1", "culture": [{"text": "a"}, {"text": "b"}]}


def test_what_is_more_than_is_read_is_told_as_lost() -> None:
    steps = [{"action": str(number), "pain": "a", "gain": "b", "goal": "c"} for number in range(1_000)]
    written = write({"journeys": [{"before": steps} for _ in range(20)]}, "xlsx", "en")
    assert [part.at for part in written.lost] == [""]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_workbook_is_laid_out_to_be_worked_with(language: str) -> None:
    book = openpyxl.load_workbook(BytesIO(template(language)))
    assert len(book.sheetnames) == 12
    for sheet in book.worksheets:
        assert sheet.sheet_state == ("hidden" if sheet is book.worksheets[-1] else "visible")
        if sheet.sheet_state == "visible":
            assert sheet.page_setup.orientation == "landscape"
            assert sheet.sheet_properties.pageSetUpPr.fitToPage
            assert sheet["A1"].font.size >= 10.5
        for each in sheet.data_validations.dataValidation:
            assert len(each.promptTitle or "") <= 32
            assert len(each.prompt or "") <= 255
    canvas = book.worksheets[1]
    assert canvas.print_title_rows == "$1:$1"
    assert canvas.auto_filter.ref
    assert canvas["C2"].alignment.wrap_text
    assert canvas["C2"].number_format == "@"
