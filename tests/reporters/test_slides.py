"""Presentations: eight slides, all of them editable, nothing outside a slide or its box."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import pptx
import pytest

from cxadvisor.model.brand import Brand, Colours, Fonts
from cxadvisor.reporters import render
from cxadvisor.reporters.office.deck import HEIGHT, WIDTH
from cxadvisor.reporters.office.measuring import LINE, cut, fit, lines_of, width_of
from tests.reporters.canvases import STRATEGY_EN, STRATEGY_RO, STRATEGY_SET
from tests.reporters.hostile import HOSTILE_TEXTS, hostile, large
from tests.reporters.office_files import well_formed
from tests.reporters.samples import EMPTY, ROMANIAN, SEVERAL, SMALL

_POINT = 12_700


def deck(review: Any, strategy: Any) -> Any:
    """Return the presentation of a review, after checking its file."""
    data = render(review, "pptx", strategy=strategy)
    well_formed(data)
    return pptx.Presentation(io.BytesIO(data))


def frames(shape: Any) -> list[tuple[Any, float, float]]:
    """Return the text frames of a shape, each with its width and height in points; merged cells are one."""
    if shape.has_text_frame:
        return [(shape.text_frame, shape.width / _POINT, shape.height / _POINT)]
    if not shape.has_table:
        return []
    found = []
    columns, rows = (list(part) for part in (shape.table.columns, shape.table.rows))
    for number, row in enumerate(rows):
        for place, _ in enumerate(columns):
            cell = shape.table.cell(number, place)
            if cell.is_spanned:
                continue
            across = cell.span_width if cell.is_merge_origin else 1
            down = cell.span_height if cell.is_merge_origin else 1
            width = sum(each.width for each in columns[place : place + across]) / _POINT - 8
            height = sum(each.height for each in rows[number : number + down]) / _POINT
            turned = cell._tc.tcPr is not None and cell._tc.tcPr.get("vert") == "vert270"
            found.append(
                (cell.text_frame, height - 4, width + 8) if turned else (cell.text_frame, width, height)
            )
        assert row.height > 0
    return found


def words(slide: Any) -> str:
    return "\n".join(frame.text for shape in slide.shapes for frame, _, _ in frames(shape))


def check_room(presentation: Any) -> None:
    """Check that every shape lies on its slide, and every text in its box, by the widths of its letters."""
    for slide in presentation.slides:
        for shape in slide.shapes:
            box = (shape.left, shape.top, shape.left + shape.width, shape.top + shape.height)
            left, top, right, bottom = (each / _POINT for each in box)
            assert left >= -0.1
            assert top >= -0.1
            assert right <= WIDTH + 0.1
            assert bottom <= HEIGHT + 0.1
            if shape.is_placeholder:
                continue
            for frame, width, height in frames(shape):
                if not frame.text:
                    assert shape.has_text_frame or 'sz="800"' in frame._txBody.xml
                    continue
                needed = 0.0
                for line in frame.paragraphs:
                    size = max((run.font.size.pt for run in line.runs if run.font.size), default=9)
                    assert size >= 7.5
                    bold = any(run.font.bold for run in line.runs)
                    needed += lines_of(line.text, width, size * 0.96, bold=bold) * size * 1.17
                assert needed <= height + 2, frame.text


@pytest.mark.parametrize(
    ("review", "strategy"),
    [(SMALL, STRATEGY_EN), (ROMANIAN, STRATEGY_RO), (SEVERAL, STRATEGY_SET), (EMPTY, None), large(200, 300)],
    ids=["small", "romanian", "several", "empty", "large"],
)
def test_there_are_eight_slides_and_all_of_it_fits(review: Any, strategy: Any) -> None:
    presentation = deck(review, strategy)
    assert len(presentation.slides) == 8
    for slide in presentation.slides:
        assert slide.shapes.title.text
        for shape in slide.shapes:
            assert shape.shape_type != 13 or shape._element.nvPicPr.cNvPr.get("descr")
            if shape.has_table:
                assert shape._element.nvGraphicFramePr.cNvPr.get("descr")
    numbered = [
        shape
        for slide in presentation.slides
        for shape in slide.placeholders
        if shape.placeholder_format.type is not None and int(shape.placeholder_format.type) == 13
    ]
    assert len(numbered) == 7
    check_room(presentation)


def test_the_slides_tell_what_weighs_most() -> None:
    slides = list(deck(SMALL, STRATEGY_EN).slides)
    titles = [slide.shapes.title.text for slide in slides]
    assert titles[1:4] == ["Scope of the review", "Executive summary", "The canvas"]
    assert titles[6] == "Roadmap"
    assert "Asking for help a third time" in words(slides[4])
    assert "Gap" in words(slides[5])
    assert "Asking for help a third time" in slides[4].notes_slide.notes_text_frame.text
    assert any(shape.has_table for shape in slides[3].shapes)


def test_the_same_review_gives_the_same_bytes_in_the_brand_and_language() -> None:
    brand = Brand(
        confidentiality="For <Northwood> only",
        colours=Colours(primary="#ffcc00"),
        fonts=Fonts(text="Verdana"),
    )
    strategy = STRATEGY_RO._replace(settings=STRATEGY_RO.settings.model_copy(update={"brand": brand}))
    data = render(ROMANIAN, "pptx", strategy=strategy)
    assert render(ROMANIAN, "pptx", strategy=strategy) == data
    archive = zipfile.ZipFile(io.BytesIO(data))
    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    theme = archive.read("ppt/theme/theme1.xml").decode()
    assert 'val="FFCC00"' in theme
    assert 'typeface="Verdana"' in theme
    presentation = pptx.Presentation(io.BytesIO(data))
    check_room(presentation)
    assert all("For <Northwood> only" in words(slide) for slide in list(presentation.slides)[1:])
    assert 'lang="ro-RO"' in archive.read("ppt/slides/slide2.xml").decode()
    assert presentation.core_properties.created.date().isoformat() == ROMANIAN.as_of


@pytest.mark.parametrize("texts", [HOSTILE_TEXTS[start::3] for start in range(3)])
def test_any_text_is_shown_and_stays_in_its_box(texts: tuple[str, ...]) -> None:
    review, strategy = hostile(" ".join((*texts, "y" * 400, "none \ufffe \x0b")))
    presentation = deck(review, strategy)
    check_room(presentation)
    told = "\n".join(words(slide) for slide in presentation.slides)
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b\ufeff\x1b\x0b]", told)


def test_words_are_measured_cut_and_counted() -> None:
    assert 5.5 < width_of("n", 10) < 6
    assert width_of("ă", 10) == width_of("a", 10)
    assert width_of("ж", 10) > width_of("е", 10)
    assert lines_of("one two", 1_000, 10) == 1
    assert lines_of("W" * 100, 100, 10) >= 10
    assert cut("one two three four", 50, 10, 1).endswith("…")
    assert cut("one", 50, 10, 1) == "one"
    held = fit(["a word or two"] * 20, 100, 100, (14, 10))
    assert held.size == 10
    assert len(held.texts) + held.more == 20
    assert sum(lines_of(each, 100, 10) * 10 * LINE + 3 for each in held.texts) <= 100 - 10 * LINE
