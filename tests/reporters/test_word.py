"""Reports for Word: what stands in them, that any text is harmless, and that templates of strangers are."""

from __future__ import annotations

import io
import re
import zipfile
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pytest

from cxadvisor.errors import TemplateError
from cxadvisor.model.brand import Brand, Colours, Fonts, Logo, WordTemplate
from cxadvisor.model.strategy import Strategy
from cxadvisor.reporters import render
from cxadvisor.reporters.office.plain_xml import escape, printable
from cxadvisor.reporters.word_report import blank_template
from tests.reporters.canvases import STRATEGY_EN, STRATEGY_RO, STRATEGY_SET
from tests.reporters.hostile import HOSTILE_TEXTS, hostile, large
from tests.reporters.office_files import MAIN, document, headings, words
from tests.reporters.samples import EMPTY, ROMANIAN, SEVERAL, SMALL

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63606060000000040001f61738"
    "550000000049454e44ae426082"
)


def branded(brand: Brand) -> Strategy:
    return STRATEGY_EN._replace(settings=STRATEGY_EN.settings.model_copy(update={"brand": brand}))


def template_with(*paragraphs: str) -> WordTemplate:
    made = docx.Document()
    for each in paragraphs:
        made.add_paragraph(each)
    stream = io.BytesIO()
    made.save(stream)
    return WordTemplate(name="ours.docx", data=stream.getvalue())


def filled(*paragraphs: str) -> str:
    """Return what comes of a template of these paragraphs."""
    return words(
        document(render(SMALL, "docx", strategy=branded(Brand(template=template_with(*paragraphs)))))
    )


# --- what stands in a report


def test_a_report_has_chapters_tables_and_figures_that_programs_can_tell_apart() -> None:
    data = render(SMALL, "docx", strategy=STRATEGY_EN)
    file = document(data)
    chapters = [text for level, text in headings(file) if level == 1]
    assert chapters[:2] == ["Executive summary", "Scope of the review"]
    assert {"The canvas", "Findings", "Questions to answer", "Roadmap", "Method and sources"} <= set(chapters)
    levels = [level for level, _ in headings(file)]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert any(level == 3 and "Asking for help a third time" in text for level, text in headings(file))
    xml = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    assert ' TOC \\o "1-1" ' in xml
    for table in file.element.body.iter(f"{MAIN}tbl"):
        assert (
            table.find(f"{MAIN}tblPr/{MAIN}tblDescription") is not None
            or table.find(f"{MAIN}tblPr/{MAIN}tblCaption") is not None
        )
    assert xml.count("<w:tblHeader/>") >= 5
    assert {section.orientation for section in file.sections} == {0, 1}
    footers = [str(part.footer._element.xml) for part in file.sections]
    assert all(" PAGE " in each and " NUMPAGES " in each for each in footers)


def test_every_mark_and_every_line_of_the_contents_leads_somewhere() -> None:
    body = document(render(SMALL, "docx", strategy=STRATEGY_EN)).element.body
    names = [each.get(f"{MAIN}name") for each in body.iter(f"{MAIN}bookmarkStart")]
    wanted = {each.get(f"{MAIN}anchor") for each in body.iter(f"{MAIN}hyperlink")}
    assert wanted
    assert wanted <= set(names)
    assert len(names) == len(set(names))
    numbers = [each.get(f"{MAIN}id") for each in body.iter(f"{MAIN}bookmarkStart")]
    assert len(numbers) == len(set(numbers))


def test_it_speaks_the_language_of_the_review_and_says_in_which() -> None:
    file = document(render(ROMANIAN, "docx", strategy=STRATEGY_RO))
    assert (1, "Constatări") in headings(file)
    assert file.styles.element.find(f".//{MAIN}docDefaults//{MAIN}lang").get(f"{MAIN}val") == "ro-RO"
    assert file.core_properties.language == "ro-RO"
    assert file.core_properties.title == ROMANIAN.strategy.title


def test_parts_of_several_canvases_stand_one_level_deeper() -> None:
    found = headings(document(render(SEVERAL, "docx", strategy=STRATEGY_SET)))
    titles = [text for level, text in found if level == 1]
    assert all(inner.strategy.title in titles for inner in SEVERAL.reviews)
    assert (2, "The canvas") in found
    assert any(level == 4 for level, _ in found)
    assert (1, "Method and sources") in found


def test_the_brand_is_worn_and_the_report_says_when_it_was_made() -> None:
    brand = Brand(
        name="Delta R&D",
        client="Northwood",
        confidentiality="For <Northwood> only",
        cover="Thank you.",
        colours=Colours(primary="#ffcc00", accent="#112233"),
        fonts=Fonts(headings="Georgia", text="Verdana"),
        logo=Logo(name="logo.png", media_type="image/png", data=PIXEL, width=1, height=1),
    )
    file = document(render(SMALL, "docx", strategy=branded(brand)))
    assert "Thank you." in words(file)
    assert "For <Northwood> only" in "".join(
        text.text for text in file.sections[0].footer._element.iter(f"{MAIN}t")
    )
    assert file.styles["Heading 1"].font.name == "Georgia"
    assert str(file.styles["Heading 1"].font.color.rgb) == "112233"
    assert len(file.inline_shapes) == 1
    assert file.core_properties.author == "Delta R&D"
    assert file.core_properties.created.date().isoformat() == SMALL.as_of


@pytest.mark.parametrize(("review", "strategy"), [(EMPTY, None), (SMALL, None), (SMALL, STRATEGY_EN)])
def test_the_same_review_gives_the_same_bytes(review: Any, strategy: Any) -> None:
    first = render(review, "docx", strategy=strategy)
    document(first)
    assert render(review, "docx", strategy=strategy) == first
    moments = {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(first)).infolist()}
    assert moments == {(1980, 1, 1, 0, 0, 0)}


def test_many_notes_and_findings_are_all_told() -> None:
    review, strategy = large(300, 300)
    file = document(render(review, "docx", strategy=strategy))
    assert len([1 for level, _ in headings(file) if level == 3]) == len(
        review.of_kind("gap", "conflict", "weakness")
    )
    told = words(file)
    assert all(placed.note.text in told for placed in strategy.canvases[0].canvas.placed_notes())


# --- texts of strangers


_TEXTS = (*HOSTILE_TEXTS, "R&D <b>{_{ 7 }_}", "{{ 7*8 }}", "=1+1", "none \ufffe \x0b", "y" * 900)


@pytest.mark.parametrize("texts", [_TEXTS[start::4] for start in range(4)])
def test_any_text_is_shown_and_does_nothing(texts: tuple[str, ...]) -> None:
    review, strategy = hostile(" ".join(texts))
    told = words(document(render(review, "docx", strategy=strategy)))
    for text in texts:
        plain = "".join(text.split())
        if plain.isascii() and plain.isprintable():
            assert plain in "".join(told.split())
    assert "{braces}" not in "".join(texts) or "{{ 7 * 7 }} {% raw %} {braces}" in told
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b\ufeff\x1b]", told)


def test_what_cannot_stand_in_xml_is_shown() -> None:
    assert printable("a\ud800b\ufffec\x00d\U0001fffe") == r"a\u{d800}b\u{fffe}c\u{0}d\u{1fffe}"
    assert escape('<a b="\'">&') == "&lt;a b=&quot;&#39;&quot;&gt;&amp;"


def test_a_text_of_any_length_is_told_whole() -> None:
    review = SMALL.model_copy(
        update={"findings": (SMALL.findings[0].model_copy(update={"message": "long " * 8_000}),)}
    )
    assert "long " * 7_999 in words(document(render(review, "docx", strategy=STRATEGY_EN)))


# --- templates of strangers


def test_the_blank_template_fills_to_the_same_words() -> None:
    brand = Brand(template=WordTemplate(name="report.docx", data=blank_template()))
    ours = document(render(SMALL, "docx", strategy=branded(brand)))
    assert words(ours) == words(document(render(SMALL, "docx", strategy=STRATEGY_EN)))
    assert blank_template() == blank_template()


def test_a_template_from_scratch_gets_the_styles_that_it_lacks() -> None:
    told = filled("{{ report.title }}", "{%p for part in parts %}", "{{p part.canvas }}", "{%p endfor %}")
    assert told.startswith(SMALL.strategy.title or "")
    assert "Culture" in told


@pytest.mark.parametrize(
    ("paragraph", "said"),
    [
        ("Dear {{ report.titel }}", ("“titel”", "Dear {{ report.titel }}", "“title”")),
        ("{{ reprot.title }}", ("“reprot”", "“report”")),
        ("{% if report %}x", ("A tag is broken", "endif")),
        ("{{ report.title", ("A tag is broken",)),
        ("{%p for part in parts %}", ("A tag is broken", "endfor")),
        ("{{ report.title | nosuch }}", ("A tag is broken", "nosuch")),
        ("{{ report.__class__.__mro__ }}", ("__class__",)),
        ("{{ ''.__class__ }}", ("__class__",)),
        ("{{ report.title.format(report) }}", ("",)),
        ("{{ range(9) }}", ("range(9)", "may not")),
        ("{% include '/etc/passwd' %}", ("include",)),
        ("{% for a in 'x' * 999999999 %}{% endfor %}", ("loop",)),
        ("{{ 'x' * 999999999 }}", ("may not",)),
        ("{% set x = 'a' ~ 'b' %}{{ x.nosuch }}", ("nosuch",)),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", ("macro",)),
    ],
)
def test_a_fault_in_a_template_is_told_with_its_place_and_a_remedy(
    paragraph: str, said: tuple[str, ...]
) -> None:
    with pytest.raises(TemplateError) as caught:
        filled("Hello", paragraph)
    (problem,) = caught.value.problems
    assert problem.file == "ours.docx"
    assert problem.remedy
    for part in said:
        assert part in str(problem)


@pytest.mark.parametrize("data", [b"", b"PK", b"no document", PIXEL])
def test_what_is_no_word_document_is_refused(data: bytes) -> None:
    template = WordTemplate(name="x.docx", data=data)
    with pytest.raises(TemplateError, match="not a Word document"):
        render(SMALL, "docx", strategy=branded(Brand(template=template)))


def test_loops_that_go_round_too_often_are_stopped() -> None:
    nested = "".join("{% for " + name + " in sources %}" for name in "abcde") + "x" + "{% endfor %}" * 5
    review = SMALL.model_copy(
        update={
            "findings": tuple(
                each.model_copy(update={"sources": tuple(f"K{n}" for n in range(60))})
                for each in SMALL.findings
            )
        }
    )
    with pytest.raises(TemplateError, match="too often"):
        render(review, "docx", strategy=branded(Brand(template=template_with(nested))))


def test_the_command_line_writes_a_template_and_fills_it(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from cxadvisor.cli import template as template_command
    from cxadvisor.cli.review import command as review_command

    run = CliRunner()
    own, report, broken = (tmp_path / name for name in ("own.docx", "report.docx", "broken.docx"))
    assert run.invoke(template_command.command, ["-o", str(own)]).exit_code == 0
    assert own.read_bytes() == blank_template()
    hotel = str(Path(__file__).parents[2] / "examples" / "hotel")
    filled = run.invoke(
        review_command, [hotel, "--template", str(own), "-o", str(report)], standalone_mode=False
    )
    assert filled.exception is None
    assert (1, "Roadmap") in headings(document(report.read_bytes()))
    broken.write_bytes(template_with("{{ nobody }}").data)
    arguments = [hotel, "--template", str(broken), "-o", str(tmp_path / "none.docx")]
    assert isinstance(run.invoke(review_command, arguments).exception, TemplateError)
    assert not (tmp_path / "none.docx").exists()
    assert run.invoke(review_command, [hotel, "--template", str(own)]).exit_code == 2
