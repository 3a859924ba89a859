"""What is done to a Word document once it is filled: contents, numbers, styles that a template lacks, properties."""

from __future__ import annotations

import io
from collections.abc import Iterator
from copy import deepcopy
from typing import Any, Final

from cxadvisor.reporters.document import Audit
from cxadvisor.reporters.office.default_template import default_template
from cxadvisor.reporters.office.describing import describe
from cxadvisor.reporters.office.look import Look
from cxadvisor.reporters.office.markup import locale_of, paragraph, run
from cxadvisor.reporters.office.plain_xml import shortened

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NS: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DEEPEST: Final = 9
_LONGEST: Final = 90
"""Longer headings are cut in the contents."""


def finish(document: Any, audit: Audit, author: str, look: Look) -> None:
    """Finish the filled ``document`` of ``audit``."""
    body = document.element.body
    styles = _Styles(document, look)
    styles.resolve(body)
    for relation in document.part.rels.values():
        if relation.reltype.endswith(("/header", "/footer")):
            styles.resolve(relation.target_part.element)
    _deepen(body, styles)
    _number_captions(body)
    _write_contents(body, styles, deep=audit.is_set)
    _speak(document, audit.texts.language)
    describe(document.core_properties, audit, author)


class _Styles:
    """The styles of a document, found by name: Word names them alike in every language, their ids it does not."""

    def __init__(self, document: Any, look: Look) -> None:
        self.held = document.styles.element
        self.ids = {each.get(f"{_W}styleId") for each in self.held.iter(f"{_W}style")}
        self.by_name = {_name(each): each.get(f"{_W}styleId") for each in self.held.iter(f"{_W}style")}
        self.look = look
        self.ours: dict[str, Any] = {}

    def resolve(self, element: Any) -> None:
        """Give every part that names one of our styles the style of that name; one that is lacking is added."""
        for tag in ("pStyle", "tblStyle", "rStyle"):
            for each in element.iter(f"{_W}{tag}"):
                each.set(f"{_W}val", self.id_of(each.get(f"{_W}val")))

    def id_of(self, wanted: str) -> str:
        """Return the id that the style ``wanted`` of the default template has here."""
        if wanted in self.ids:
            return wanted
        if not self.ours:
            import docx

            default = docx.Document(io.BytesIO(default_template(self.look)))
            self.ours = {each.get(f"{_W}styleId"): each for each in default.styles.element.iter(f"{_W}style")}
        own = self.ours.get(wanted)
        if own is None:
            return wanted
        if _name(own) in self.by_name:
            return str(self.by_name[_name(own)])
        added = deepcopy(own)
        for link in list(added):
            if link.tag in (f"{_W}link", f"{_W}next"):
                added.remove(link)
        self.held.append(added)
        self.ids.add(wanted)
        self.by_name[_name(own)] = wanted
        based = added.find(f"{_W}basedOn")
        if based is not None:
            based.set(f"{_W}val", self.id_of(based.get(f"{_W}val")))
        return wanted

    def level(self, element: Any) -> int:
        """Return the level of a heading, from 1; 0 for any other paragraph."""
        style = element.find(f"{_W}pPr/{_W}pStyle")
        if style is None:
            return 0
        wanted = style.get(f"{_W}val")
        return next((number for number in range(1, _DEEPEST + 1) if self.heading(number) == wanted), 0)

    def heading(self, level: int) -> str | None:
        """Return the id of the style of headings at a level."""
        return self.by_name.get(f"heading {level}")


def _name(style: Any) -> str:
    held = style.find(f"{_W}name")
    return "" if held is None else str(held.get(f"{_W}val")).casefold()


def _words(element: Any) -> str:
    return "".join(each.text or "" for each in element.iter(f"{_W}t"))


def _deepen(body: Any, styles: _Styles) -> None:
    """Set the headings within a part one level deeper than its title: the first one there."""
    deeper = 0
    for each in list(body.iterchildren(f"{_W}p")):
        text = _words(each) if len(each) == 1 else ""
        if text in ("cx:deeper", "cx:back"):
            deeper = 1 if text == "cx:deeper" else 0
            body.remove(each)
            continue
        level = styles.level(each)
        if not level or not deeper:
            continue
        if deeper == 1:
            deeper = 2
            continue
        each.find(f"{_W}pPr/{_W}pStyle").set(f"{_W}val", styles.id_of(f"Heading{level + 1}"))


def _number_captions(body: Any) -> None:
    """Count the captions, kind by kind, as Word will when it works them out."""
    counts: dict[str, int] = {}
    for each in body.iter(f"{_W}fldSimple"):
        words = (each.get(f"{_W}instr") or "").split()
        if words[:1] == ["SEQ"]:
            counts[words[1]] = counts.get(words[1], 0) + 1
            next(each.iter(f"{_W}t")).text = str(counts[words[1]])


def _write_contents(body: Any, styles: _Styles, *, deep: bool) -> None:
    """Write the contents: a field that Word works out, with the headings that lead to their chapters until then."""
    from docx.oxml import parse_xml

    place = next((each for each in body.iterchildren(f"{_W}p") if _words(each) == "cx:contents"), None)
    deepest = 2 if deep else 1
    entries = []
    for number, each in enumerate(_headings(body, styles, deepest), start=1):
        level, heading = each
        name = f"_Toc{100_000 + number}"
        for tag, extra in (("bookmarkStart", {f"{_W}name": name}), ("bookmarkEnd", {})):
            mark = heading.makeelement(f"{_W}{tag}", {f"{_W}id": str(number), **extra})
            heading.insert(1, mark) if tag == "bookmarkStart" else heading.append(mark)
        text = shortened(_words(heading), _LONGEST)
        entries.append((level, f'<w:hyperlink w:anchor="{name}" w:history="1">{run(text)}</w:hyperlink>'))
    if place is None:
        return
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> TOC \\o "1-{deepest}" \\h \\z \\u </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    lines = [
        paragraph(f"{begin if row == 0 else ''}{inner}", styles.id_of(f"TOC{level}"))
        for row, (level, inner) in enumerate(entries)
    ]
    lines.append(paragraph(end if entries else begin + end))
    for each in parse_xml(f'<w:body xmlns:w="{_NS}">{"".join(lines)}</w:body>'):
        place.addprevious(each)
    body.remove(place)


def _headings(body: Any, styles: _Styles, deepest: int) -> Iterator[tuple[int, Any]]:
    for each in body.iterchildren(f"{_W}p"):
        level = styles.level(each)
        if 0 < level <= deepest:
            yield level, each


def _speak(document: Any, language: str) -> None:
    """Say in which language the document is, so that it is spelled and read aloud in it."""
    defaults = document.styles.element.find(f"{_W}docDefaults")
    for each in defaults.iter(f"{_W}lang") if defaults is not None else ():
        each.set(f"{_W}val", locale_of(language))
    theme = document.settings.element.find(f"{_W}themeFontLang")
    if theme is not None:
        theme.set(f"{_W}val", locale_of(language))
