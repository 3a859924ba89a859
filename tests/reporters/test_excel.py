"""The Excel report: a register that can be worked with and read back, tables that say in words what they show."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings

from cxadvisor import Review, Settings, Strategy, load, review
from cxadvisor.model.brand import Brand
from cxadvisor.noting.reading_register import Edited
from cxadvisor.noting.register_file import edited, register_table, unsaved
from cxadvisor.reporters import render
from cxadvisor.reporters.excel.cells import held
from cxadvisor.texts import notes_texts
from tests.noting.conftest import CANVAS
from tests.reporters.canvases import STRATEGY_EN, STRATEGY_RO, STRATEGY_SET
from tests.reporters.hostile import HOSTILE_TEXTS, hostile, large
from tests.reporters.samples import EMPTY, ROMANIAN, SEVERAL, SMALL, finding
from tests.reporters.samples import review as sample
from tests.reporters.test_any_review import reviews

AS_OF: Final = "2026-03-01"
EXAMPLE: Final = Path(__file__).parents[2] / "examples" / "furniture-retailer"
NOTES: Final = """cxnotes: "1"
findings:
  {mark}: {{status: accept, owner: D. Pop, due: 2026-06-30, severity: low, comment: '=1+1', signed_off: true}}
  {other}: {{status: reject, reason: Not so, message: In other words}}
own:
  - {{id: f1, message: Nobody owns it, severity: high}}
"""


def book_of(data: bytes) -> Any:
    return openpyxl.load_workbook(BytesIO(data))


def rows_of(data: bytes) -> list[dict[str, Any]]:
    """Return the rows of the register, by the names of its columns."""
    sheet = book_of(data).worksheets[0]
    _, _, header, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def by_rules(strategy: Strategy, lang: str = "en") -> Review:
    return review(strategy._replace(notes=None), as_of=AS_OF, lang=lang)


def back(strategy: Strategy, data: bytes, lang: str = "en") -> Edited:
    table, language = register_table(data, "xlsx", "r.xlsx")
    assert language == lang
    return edited(table, strategy, by_rules(strategy, lang), notes_texts(lang), "r.xlsx")


def change(data: bytes, edit: Callable[[Any], None]) -> bytes:
    """Edit the register as somebody would, in another program."""
    book = book_of(data)
    edit(book.worksheets[0])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.fixture
def strategy(tmp_path: Path) -> Strategy:
    path = tmp_path / "canvas.yaml"
    path.write_text(CANVAS, "utf-8")
    first, second, *_ = by_rules(load(path)).findings
    notes = NOTES.format(mark=first.fingerprint, other=second.fingerprint)
    (tmp_path / "review-notes.yaml").write_text(notes, "utf-8")
    return load(path)


def made(strategy: Strategy, lang: str = "en", **options: Any) -> bytes:
    found = review(strategy, as_of=AS_OF, lang=lang, **options)
    return render(found, "xlsx", strategy=strategy)


@pytest.mark.parametrize("lang", ["en", "ro"])
@pytest.mark.parametrize("edition", [None, "client"])
def test_a_register_that_nobody_edited_says_nothing_new(
    strategy: Strategy, lang: str, edition: str | None
) -> None:
    data = made(strategy, lang, edition=edition)
    assert data == made(strategy, lang, edition=edition), "the same bytes"
    assert back(strategy, data, lang) == Edited({}, {})
    cells = {str(value) for row in rows_of(data) for value in row.values()}
    assert ("=1+1" in cells) is (edition is None), "a comment is for the house alone"
    assert ("Not so" in cells) is (edition is None)


def test_what_is_edited_comes_back(strategy: Strategy) -> None:
    def edit(sheet: Any) -> None:
        names = [cell.value for cell in sheet[3]]
        for row in sheet.iter_rows(min_row=4):
            if row[names.index("Finding")].value == "Nobody owns it":
                row[names.index("Owner")].value = "A. Rus"
            elif row[names.index("Owner")].value == "D. Pop":
                row[names.index("Status")].value = "open"
                row[names.index("Due")].value = None

    data = change(made(strategy), edit)
    found = back(strategy, data)
    assert found.own == {0: {"owner": "A. Rus"}}
    assert list(found.findings.values()) == [{"status": "open", "due": None}]
    assert unsaved(data, made(strategy), "r.xlsx") == 2
    assert unsaved(data, data, "r.xlsx") == 0
    assert unsaved(made(strategy), made(strategy), "r.xlsx") == 0
    assert unsaved(b"no workbook", made(strategy), "r.xlsx") == 0


def test_several_canvases_read_back(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(CANVAS, "utf-8")
    (tmp_path / "b.yaml").write_text(CANVAS.replace("title:", "title: Other"), "utf-8")
    strategy = load(tmp_path)
    data = made(strategy, severity="high")
    assert back(strategy, data) == Edited({}, {})
    assert len(rows_of(data)) == sum(len(part.findings) for part in by_rules_high(strategy).reviews)


def by_rules_high(strategy: Strategy) -> Review:
    return review(strategy, as_of=AS_OF, lang="en", severity="high")


def test_it_can_be_worked_with() -> None:
    book = book_of(render(ROMANIAN, "xlsx", strategy=STRATEGY_RO))
    assert book.sheetnames == ["Registru de acțiuni", "Matrice", "Rezumat", "Metodă", "Opțiuni"]
    sheet = book.worksheets[0]
    assert sheet.freeze_panes == "D4"
    assert sheet.auto_filter.ref == f"A3:U{sheet.max_row}"
    assert len(sheet.data_validations.dataValidation) == 5
    assert sheet.column_dimensions["U"].hidden
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("landscape", 1)
    assert sheet.print_title_rows == "$1:$3"
    assert str(sheet.print_area).endswith(f"$A$1:$I${sheet.max_row}")
    told = {rule.formula[0] for rules in sheet.conditional_formatting for rule in rules.rules}
    assert {'"ridicată"', '"medie"', '"scăzută"', '"deschisă"'} <= told


def test_rows_are_in_the_order_of_the_report_and_exceptions_last() -> None:
    rows = rows_of(render(SMALL, "xlsx", strategy=STRATEGY_EN))
    numbers = [row["No."] for row in rows]
    assert numbers == [1, 2, 3, 4, 5, 6, None]
    assert rows[-1]["Exception"].startswith("Agreed with the client")
    assert rows[0]["Finding"] == SMALL.findings[0].message


def test_tables_say_in_words_what_their_colours_show() -> None:
    strategy = load(EXAMPLE)
    found = review(strategy, as_of=AS_OF, lang="en")
    sheet = book_of(render(found, "xlsx", strategy=strategy)).worksheets[1]
    words = {cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)}
    assert {"given", "possible", "covered"} <= words
    assert any(word.startswith("assumed ") and word.endswith("%") for word in words)
    assert any(word.startswith("gap (") for word in words)


def test_hostile_words_stay_text_and_nothing_is_lost() -> None:
    for text in (*HOSTILE_TEXTS, "=cmd|' /C calc'!A0", "+1", "@SUM(A1)", "{=1}", "\x00\x1f", "\ud800"):
        found, strategy = hostile(text if "\x00" not in text and "\ud800" not in text else "x")
        data = render(found, "xlsx", strategy=strategy)
        with ZipFile(BytesIO(data)) as archive:
            assert all(b"<f>" not in archive.read(name) for name in archive.namelist())
            assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        made_of = sample(findings=[finding(message=text, rule="r")])
        cell = book_of(render(made_of, "xlsx")).worksheets[0]["C4"]
        assert cell.data_type in ("s", "inlineStr")
        assert cell.hyperlink is None
    (row,) = rows_of(render(sample(findings=[finding(message="=" * 40_000)]), "xlsx"))
    assert len(row["Finding"]) == 32_767
    assert row["Finding"].endswith("…")


def test_what_a_cell_can_hold() -> None:
    assert held("a\ud800") == "a\ufffd"
    assert held("x" * 32_767) == "x" * 32_767
    assert len(held("👩" * 20_000).encode("utf-16-le")) // 2 <= 32_767


def test_the_brand_is_worn() -> None:
    colours = {"primary": "#7a1f5c"}
    brand = Brand.model_validate(
        {"name": "Nord & Co", "colours": colours, "confidentiality": "For the board & nobody else"}
    )
    strategy = load({"cxcanvas": "1", "language": "en", "segments": ["F"]}, settings=Settings(brand=brand))
    data = render(review(strategy, as_of=AS_OF), "xlsx", strategy=strategy)
    book = book_of(data)
    assert book.worksheets[0]["A3"].fill.fgColor.rgb == "FF7A1F5C"
    assert book.worksheets[0].oddFooter.center.text == "For the board && nobody else"
    assert book.properties.creator == "Nord & Co"


def test_reviews_of_every_kind_make_a_workbook() -> None:
    for found, strategy in ((EMPTY, None), (SMALL, None), (SEVERAL, STRATEGY_SET), (SEVERAL, None)):
        book_of(render(found, "xlsx", strategy=strategy))
    found, strategy = large(1000, 60)
    data = render(found, "xlsx", strategy=strategy)
    table, _ = register_table(data, "xlsx", "r.xlsx")
    assert len(table) == 1003


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(made=reviews())
def test_any_review_makes_the_same_workbook_twice(made: Review) -> None:
    data = render(made, "xlsx", strategy=STRATEGY_EN)
    assert render(made, "xlsx", strategy=STRATEGY_EN) == data
    with ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
