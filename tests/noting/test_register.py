"""The action register goes out as a table and comes back: strictly, with nothing lost, and never as a formula."""

from __future__ import annotations

import random
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxadvisor import InputError, Review, Strategy, load, load_bytes, review
from cxadvisor.noting.editing import Value
from cxadvisor.noting.reading_register import Edited
from cxadvisor.noting.register import EDITABLE
from cxadvisor.noting.register_file import edited, register, register_table
from cxadvisor.noting.tables import TableFormat
from cxadvisor.noting.updating import updated
from cxadvisor.readers.review_notes import read_notes
from cxadvisor.texts import notes_texts
from tests.noting.conftest import CANVAS, Write

FORMATS: tuple[TableFormat, ...] = ("xlsx", "csv")
HOSTILE = (
    *(
        "=cmd|' /C calc'!A0",
        "+1+1",
        "-2",
        "@SUM(A1)",
        "\tTab",
        "＝1",
        "{=1}",
        "'=1",
        "''",
        "http://a.b",
        "1,5",
        "007",
    ),
    *(
        "true",
        "x" * 2000,
        "a\nb",
        '„ș”;"',
        "\u202eabc",
        "_x0041_",
        "<r>b</r>",
        "]]>",
        "Ответ, да",
        "è così; |x|",
    ),
)


def made(strategy: Strategy, lang: str = "en") -> Review:
    return review(strategy._replace(notes=None), as_of="2026-03-01", lang=lang)


def out(strategy: Strategy, format: TableFormat = "xlsx", lang: str = "en") -> bytes:
    return register(strategy, made(strategy, lang), format, notes_texts(lang))[0]


def back(strategy: Strategy, data: bytes, format: TableFormat = "xlsx") -> Edited:
    table, language = register_table(data, format, f"register.{format}")
    return edited(table, strategy, made(strategy, language), notes_texts(language), f"register.{format}")


def change(data: bytes, edit: Callable[[openpyxl.worksheet.worksheet.Worksheet], None]) -> bytes:
    """Edit the first sheet as somebody would, in another program."""
    book = openpyxl.load_workbook(BytesIO(data))
    edit(book.worksheets[0])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def column(name: str) -> int:
    return 4 + EDITABLE.index(name) + 1


@pytest.fixture
def strategy(note: Write) -> Strategy:
    mark = made(load(note(""))).findings[0].fingerprint
    return load(
        note(
            f"findings:\n  {mark}: {{status: accept, owner: D. Pop, severity: low, comment: '=1+1'}}\n"
            "own:\n  - {id: f1, message: Nobody owns it, severity: high}\n"
        )
    )


@pytest.mark.parametrize("lang", ["en", "ro"])
@pytest.mark.parametrize("format", FORMATS)
def test_a_register_that_nobody_edited_says_nothing_new(
    strategy: Strategy, format: TableFormat, lang: str
) -> None:
    data = out(strategy, format, lang)
    assert data == out(strategy, format, lang)
    assert back(strategy, data, format) == Edited({}, {})


def test_it_can_be_worked_with(strategy: Strategy) -> None:
    sheet = openpyxl.load_workbook(BytesIO(out(strategy))).worksheets[0]
    assert sheet.freeze_panes == "B4"
    assert sheet.auto_filter.ref == f"A3:Q{sheet.max_row}"
    assert len(sheet.data_validations.dataValidation) == 5
    assert sheet.column_dimensions["Q"].hidden
    assert [cell.value for cell in sheet[3]][:5] == ["Key", "Rule", "Kind", "Place", "Finding"]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_what_was_edited_comes_back(strategy: Strategy) -> None:
    mark = made(strategy).findings[0].fingerprint

    def edit(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        row = next(row for row in range(4, sheet.max_row + 1) if sheet.cell(row, 1).value == mark)
        sheet.cell(row, column("severity"), "medium")
        sheet.cell(row, column("status"), "Rejected")
        sheet.cell(row, column("reason"), "Not so")
        sheet.cell(row, column("owner")).value = None
        sheet.cell(row, column("signed_off"), True)
        own = next(row for row in range(4, sheet.max_row + 1) if sheet.cell(row, 2).value == "own")
        sheet.cell(own, column("due"), "2026-09-30")

    found = back(strategy, change(out(strategy), edit))
    expected: dict[str, Value | None] = {
        "severity": "medium",
        "status": "reject",
        "reason": "Not so",
        "owner": None,
        "signed_off": True,
    }
    assert found == Edited({mark: expected}, {0: {"due": "2026-09-30"}})


def test_a_day_that_excel_made_a_date_is_a_day(strategy: Strategy) -> None:
    import datetime

    data = change(out(strategy), lambda sheet: sheet.cell(4, column("due"), datetime.date(2026, 9, 30)))
    (values,) = back(strategy, data).findings.values()
    assert values == {"due": "2026-09-30"}


def test_rows_may_be_sorted_filtered_and_deleted(strategy: Strategy) -> None:
    def edit(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
        random.Random(1).shuffle(rows)
        sheet.delete_rows(4, sheet.max_row)
        for number, row in enumerate(rows[2:], start=4):
            for index, value in enumerate(row, start=1):
                sheet.cell(number, index, value).data_type = "s" if isinstance(value, str) else "n"
            sheet.row_dimensions[number].hidden = number % 2 == 0

    assert back(strategy, change(out(strategy), edit)) == Edited({}, {})


def test_columns_may_be_moved_and_left_out(strategy: Strategy) -> None:
    def edit(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        sheet.delete_cols(17)
        sheet.delete_cols(4)
        sheet.cell(4, column("owner") - 1, "New")

    (values,) = back(strategy, change(out(strategy), edit)).findings.values()
    assert values == {"owner": "New"}


def test_what_was_noted_elsewhere_meanwhile_stays(strategy: Strategy, note: Write) -> None:
    data = out(strategy)
    mark = made(strategy).findings[0].fingerprint
    later = load(note(f"findings:\n  {mark}: {{owner: Somebody else}}\n"))
    assert back(later._replace(notes=later.notes), _without_own(data)) == Edited({}, {})


def _without_own(data: bytes) -> bytes:
    def edit(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        own = next(row for row in range(4, sheet.max_row + 1) if sheet.cell(row, 2).value == "own")
        sheet.delete_rows(own)

    return change(data, edit)


FAULTS: dict[str, tuple[int, int, object, str]] = {
    "unknown key": (4, 1, "0000000000000000", "A4: There is no finding"),
    "no key": (4, 1, None, "B4: This row has no key"),
    "key twice": (5, 1, "COPY", "This finding has another row, A4."),
    "rule": (4, 2, "nps-alone", "B4: The rule of this finding is another one"),
    "mark": (4, 17, "0", "Q4: The mark of this row is another one"),
    "day": (4, column("due"), "30.09.2026", "is not a day. Write it like 2026-12-31."),
    "level": (4, column("severity"), "huge", "is no choice here. Choose one of low, medium, high."),
    "state": (4, column("status"), "done", "Choose one of open, accept, reject."),
    "reason": (4, column("status"), "rejected", "A rejected finding needs a reason."),
    "formula": (4, column("owner"), "=1+1", "There is a formula without a result in this cell."),
    "long": (4, column("comment"), "x" * 2001, "at most 2,000 are read."),
    "column": (3, 18, "Priority", "R3: A register has no column “Priority”"),
    "own without text": (-1, column("message"), None, "A finding of your own needs a text."),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_with_its_cell(strategy: Strategy, fault: str) -> None:
    line, number, value, message = FAULTS[fault]

    def edit(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        at = line if line > 0 else sheet.max_row
        sheet.cell(at, number).value = sheet.cell(4, 1).value if value == "COPY" else value

    with pytest.raises(InputError) as caught:
        back(strategy, change(out(strategy), edit))
    assert "register.xlsx:Action register:" in str(caught.value)
    (problem,) = caught.value.problems
    where = f"{openpyxl.utils.get_column_letter(problem.column or 1)}{problem.line}"
    assert message in f"{where}: {problem.message} {problem.remedy}"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"a;b\r\n1;2\r\n", b"\xff\xfe"])
@pytest.mark.parametrize("format", FORMATS)
def test_what_is_no_register_is_refused(strategy: Strategy, data: bytes, format: TableFormat) -> None:
    with pytest.raises(InputError):
        back(strategy, data, format)


def test_a_register_in_the_folder_is_no_part_of_the_strategy(strategy: Strategy, folder: Path) -> None:
    for format in FORMATS:
        (folder / f"register.{format}").write_bytes(out(strategy, format))
    found = load(folder)
    assert (found.skipped, found.unplaced, len(found.canvases), found.companions) == ((), (), 1, ())


_TEXTS = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")), min_size=1, max_size=40),
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(_TEXTS.filter(lambda text: bool(text.strip())), min_size=5, max_size=5),
    level=st.sampled_from(("low", "medium", "high")),
    format=st.sampled_from(FORMATS),
    lang=st.sampled_from(("en", "ro")),
)
def test_whatever_was_noted_survives_the_way_out_and_back(
    texts: list[str], level: str, format: TableFormat, lang: str
) -> None:
    """From notes to a register to notes: taken over onto an empty file, it says the same as before."""
    plain = load_bytes(CANVAS.encode(), "canvas.yaml")
    mark = made(plain).findings[0].fingerprint
    owner, comment, response, message, advice = (text.strip() for text in texts)
    values: dict[str, Value | None] = {
        "severity": level, "owner": owner, "comment": comment, "response": response, "message": message,
        "advice": advice, "due": "2026-12-31", "signed_off": True,
    }  # fmt: skip
    start = updated(plain, made(plain), None, "review-notes.yaml", {mark: values})
    noted = plain._replace(notes=read_notes(start.data, "review-notes.yaml"))
    assert back(noted, out(noted, format, lang), format) == Edited({}, {}), "nothing was edited"
    table, _ = register_table(out(noted, format, lang), format, "register")
    without_marks = [
        [cell._replace(text="") if cell.text.count(".") == len(EDITABLE) else cell for cell in row]
        for row in table
    ]
    taken = edited(without_marks, plain, made(plain, lang), notes_texts(lang), "register")
    again = updated(plain, made(plain), None, "review-notes.yaml", taken.findings)
    before, after = (read_notes(each.data, "a").notes.findings[mark] for each in (start, again))
    assert after.model_copy(update={"severity": level}) == before
