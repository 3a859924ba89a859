from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cxadvisor import load, review
from cxadvisor.errors import MissingExtraError, SettingsError
from cxadvisor.model.brand import Brand, Fonts, Logo
from cxadvisor.model.review import Review
from cxadvisor.model.strategy import Strategy
from cxadvisor.reporters import render
from cxadvisor.reporters.pdf import typesetting
from cxadvisor.reporters.pdf.families import chosen, remarks
from cxadvisor.reporters.pdf.letters import narrow
from tests.reporters.canvases import STRATEGY_EN, STRATEGY_RO, STRATEGY_SET, strategy_of
from tests.reporters.hostile import HOSTILE_TEXTS, hostile, large
from tests.reporters.samples import EMPTY, ROMANIAN, SEVERAL, SMALL, finding
from tests.reporters.samples import review as review_of
from tests.reporters.test_any_review import reviews

EXAMPLES = Path(__file__).parents[2] / "examples"
BREAKS = re.compile("[\u200b\u00ad]|-?\n")


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


def read(data: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(data), strict=True)


def words_of(pdf: pypdf.PdfReader) -> str:
    """Return the words of all pages, without the places where lines are broken."""
    return " ".join(BREAKS.sub(" ", page.extract_text()) for page in pdf.pages)


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b\u00ad-]+", "", text)


def outline_of(items: Any) -> list[str]:
    return [
        title
        for item in items
        for title in (outline_of(item) if isinstance(item, list) else [str(item["/Title"])])
    ]


def elements_of(pdf: pypdf.PdfReader) -> Iterator[Any]:
    """Yield the elements of the structure tree."""
    tree: Any = pdf.root_object["/StructTreeRoot"]
    left = [tree["/K"]]
    while left:
        item = left.pop()
        item = item.get_object() if hasattr(item, "get_object") else item
        if isinstance(item, list):
            left.extend(item)
        elif isinstance(item, dict):
            yield item
            left.append(item.get("/K", []))


def roles_of(pdf: pypdf.PdfReader) -> set[str]:
    return {str(element["/S"]) for element in elements_of(pdf) if "/S" in element}


def with_notes(*notes: str) -> tuple[Review, Strategy]:
    """Return a review with each of ``notes`` as a need and as the message of a finding."""
    strategy = strategy_of({"title": "T", "language": "en", "needs": {"pre_sale": list(notes)}})
    found = [
        finding(at=(f"/needs/pre_sale/{number}",), message=note, fingerprint=f"{number:016x}")
        for number, note in enumerate(notes)
    ]
    return review_of(findings=found), strategy


@pytest.fixture(scope="module")
def small() -> pypdf.PdfReader:
    return read(render(SMALL, "pdf", strategy=STRATEGY_EN))


def test_a_pdf_declares_itself_tagged_titled_and_in_its_language(small: pypdf.PdfReader) -> None:
    root: Any = small.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("en")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert small.metadata is not None
    assert small.metadata.title == "Northwood Furniture – CX strategy 2026 – Audit of the CX strategy canvas"
    assert str(small.metadata.creation_date)[:10] == "2026-03-15"
    assert re.search(rb"<pdfuaid:part[^>]*>1<", root["/Metadata"].get_data())


def test_headings_lists_tables_and_links_are_tagged(small: pypdf.PdfReader) -> None:
    roles = roles_of(small)
    assert {
        "/H1",
        "/H2",
        "/P",
        "/L",
        "/LI",
        "/LBody",
        "/Table",
        "/TR",
        "/TH",
        "/TD",
        "/Link",
        "/TOC",
        "/TOCI",
    } <= roles


def test_bookmarks_lead_to_sections_and_to_each_finding(small: pypdf.PdfReader) -> None:
    titles = outline_of(small.outline)
    assert {
        "Executive summary",
        "Scope of the review",
        "The canvas",
        "Findings",
        "Method and sources",
    } <= set(titles)
    assert "No key activity serves the moment “Asking for help a third time”." in titles


def test_every_font_is_embedded_and_says_which_letters_it_holds(small: pypdf.PdfReader) -> None:
    held: list[Any] = [page["/Resources"] for page in small.pages]
    fonts = [font for each in held for font in each.get("/Font", {}).values()]
    assert fonts
    for each in fonts:
        font: Any = each.get_object()
        inner = font["/DescendantFonts"][0].get_object()
        descriptor = inner["/FontDescriptor"].get_object()
        assert "/ToUnicode" in font
        assert any(f"/FontFile{number}" in descriptor for number in ("2", "3"))
        assert "Audit" in descriptor["/FontName"]


def test_the_same_review_gives_the_same_bytes() -> None:
    assert render(SMALL, "pdf", strategy=STRATEGY_EN) == render(SMALL, "pdf", strategy=STRATEGY_EN)


@pytest.mark.parametrize(
    "words",
    [
        "Straße, naïve, façade, Œuvre – “quoted” ‘inner’ … €5 №7",
        "ăâîșț ĂÂÎȘȚ şţ „ghilimele” «interior»",
        "Zażółć gęślą jaźń ŻÓŁĆ „cytat” «wewnątrz»",
        "Съешь ещё этих мягких булок «цитата» „внутри“ № ₽",
        "città perché più così può È «citazione»",
        "→ ← ↑ ↓ ≤ ≥ ≠ ≈ × ÷ − ± ✓ ✗ ☐ ☑ ★ ☆ ● ○ ▲ ▼ 👍 ✅ ⚠ ☎ ✉ 🙂 💡",
    ],
)
def test_letters_of_all_languages_are_there(words: str) -> None:
    made, strategy = with_notes(words)
    assert squeezed(words) in squeezed(words_of(read(render(made, "pdf", strategy=strategy))))


def test_a_letter_that_no_font_has_is_told_by_its_number() -> None:
    made, strategy = with_notes("日 \u202eleft \x1b[31m")
    told = squeezed(words_of(read(render(made, "pdf", strategy=strategy))))
    assert r"\u{65e5}\u{202e}left\u{1b}[31m" in told
    assert "\u202e" not in told


MARKUP = (
    '#read("/etc/hostname") #image("/etc/passwd")',
    '#include "main.typ" #import "@preview/cetz:0.3.0"',
    "*bold* _it_ = heading $x^2$ `code` <label> @ref -- --- ~ \\ \\u{41} // comment /* */",
    '#set page(width: 1pt) #panic() #sys.inputs #eval("1") [x](y) #link("http://evil.example")[x]',
)


def test_markup_in_notes_stays_words() -> None:
    made, strategy = with_notes(*MARKUP)
    pdf = read(render(made, "pdf", strategy=strategy))
    told = squeezed(words_of(pdf))
    for words in MARKUP:
        assert told.count(squeezed(words)) >= 2
    notes: list[Any] = [note for page in pdf.pages for note in page.get("/Annots", [])]
    assert notes
    assert not any("/URI" in str(note.get_object()) for note in notes)


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_hostile_words_do_no_harm(text: str) -> None:
    made, strategy = hostile(text)
    assert render(made, "pdf", strategy=strategy).startswith(b"%PDF-1.7")


def test_templates_can_read_no_file_of_the_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    monkeypatch.chdir(tmp_path)
    typst = typesetting.engine()
    for name in ("secret.txt", "/secret.txt", "../secret.txt", str(tmp_path / "secret.txt"), "/etc/hostname"):
        main = {"main.typ": f'#read("{name}")'.encode()}
        monkeypatch.setattr(typesetting, "templates", lambda main=main: main)
        with pytest.raises(typst.TypstError, match=r"not found|escape"):
            typesetting.typeset({}, {}, typesetting.shipped_fonts(), "2026-03-01")


@pytest.mark.parametrize(
    ("made", "strategy"),
    [(EMPTY, None), (ROMANIAN, STRATEGY_RO), (SEVERAL, STRATEGY_SET), (SMALL, None)],
    ids=["empty", "romanian", "several", "without-strategy"],
)
def test_any_shape_of_review_can_be_set(made: Review, strategy: Strategy | None) -> None:
    pdf = read(render(made, "pdf", strategy=strategy))
    told = squeezed(words_of(pdf))
    for each in made.findings:
        assert squeezed(each.message) in told


def test_a_large_canvas_gets_a_larger_page_and_loses_no_note() -> None:
    made, strategy = large(60, 300)
    pdf = read(render(made, "pdf", strategy=strategy))
    widest = max(pdf.pages, key=lambda page: page.mediabox.width)
    assert widest.mediabox.width > 842
    told = squeezed(widest.extract_text())
    for placed in strategy.canvases[0].canvas.placed_notes():
        assert squeezed(placed.note.text) in told


def test_artefacts_and_journeys_are_set() -> None:
    strategy = load(EXAMPLES / "cycle-workshop")
    pdf = read(render(review(strategy, as_of="2026-03-01"), "pdf", strategy=strategy))
    assert "Journeys" in outline_of(pdf.outline)
    assert "/Figure" in roles_of(pdf)


def test_without_typst_the_error_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    typesetting.engine.cache_clear()
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(MissingExtraError, match=r'pip install "cxadvisor\[pdf\]"'):
        typesetting.engine()
    typesetting.engine.cache_clear()


@settings(
    max_examples=12,
    phases=(Phase.explicit, Phase.generate),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(sample=reviews(), strategy=st.sampled_from([None, STRATEGY_EN, STRATEGY_SET]))
def test_any_review_can_be_set_and_always_the_same(sample: Review, strategy: Strategy | None) -> None:
    assert render(sample, "pdf", strategy=strategy) == render(sample, "pdf", strategy=strategy)


def branded(**given: Any) -> Strategy:
    settings = STRATEGY_EN.settings.model_copy(update={"brand": Brand(**given)})
    return STRATEGY_EN._replace(settings=settings)


def test_a_brand_is_on_the_cover_and_on_every_page() -> None:
    strategy = branded(
        name="Studio Meridian", confidentiality="For the board only", cover="For the March meeting."
    )
    pdf = read(render(SMALL, "pdf", strategy=strategy))
    assert pdf.metadata is not None
    assert pdf.metadata.author == "Studio Meridian"
    assert "For the March meeting." in words_of(pdf)
    assert all("For the board only" in BREAKS.sub(" ", page.extract_text()) for page in pdf.pages)


def test_the_logo_has_the_name_of_the_brand_as_its_text() -> None:
    logo = Logo(name="logo.png", media_type="image/png", data=PIXEL, width=1, height=1)
    pdf = read(render(SMALL, "pdf", strategy=branded(name="Studio Meridian", logo=logo)))
    assert "Studio Meridian" in [element.get("/Alt") for element in elements_of(pdf)]


def test_a_logo_that_is_damaged_is_told() -> None:
    logo = Logo(name="logo.png", media_type="image/png", data=PIXEL[:45], width=1, height=1)
    with pytest.raises(SettingsError, match=r"logo\.png"):
        render(SMALL, "pdf", strategy=branded(logo=logo))


def test_a_font_that_is_not_installed_is_told_and_replaced() -> None:
    fonts = Fonts(text="No Such Font", headings="No Such Font")
    assert chosen(Brand(fonts=fonts)) == chosen(Brand())
    assert [remark.split("”")[0] for remark in remarks(Brand(fonts=fonts))] == ["The font “No Such Font"]


def test_words_are_broken_where_their_language_breaks_them() -> None:
    assert narrow("responsabilitatea", "ro").split("\u00ad") == ["res", "pon", "sa", "bi", "li", "ta", "tea"]
    assert narrow("responsabilitatea", "en") == "responsabilitatea"
    assert narrow("www.example.org/delivery", "en").split("\u200b") == [
        "www.",
        "example.",
        "org/",
        "delivery",
    ]
