"""Reads personas from documents: a heading a persona, with goals, pains and quotes under headings or labels."""

from __future__ import annotations

import re
from typing import Any, Final

from cxadvisor.readers.markdown.document import Item, Listing, Paragraph, Section
from cxadvisor.readers.tables.grid import Cell
from cxadvisor.readers.tables.persona_tables import LISTS, TELLING, fill
from cxadvisor.readers.tables.placing import At, Gathering
from cxadvisor.readers.tables.vocabulary import vocabulary, words_of
from cxadvisor.readers.tree import shown

_WORDS: Final = frozenset({"persona", "personas", "персона", "персоны", "persony"})
_pair = re.compile(r"([^:\n]{1,60}):\s*(.*)", re.DOTALL).fullmatch
_numbered = re.compile(
    r"(?:(?:user |customer |buyer )?personas?|персона|persona)\s*[0-9]*\s*[-–—:.|]*\s*", re.IGNORECASE
).match
_quoted = re.compile(r"[“\"„«](.{1,2000})[”\"“»]", re.DOTALL).fullmatch


def persona_sections(root: Section) -> list[Section]:
    """Return the sections that are a persona each.

    Their headings say so; where none does, they stand under a heading that does.
    """
    named = [section for section in root.all() if _is_named(section) and _tells(section)]
    named = [
        section
        for section in named
        if not any(_is_named(inner) and _tells(inner) for inner in section.all()[1:])
    ]
    if named:
        return named
    around = [section for section in root.all() if section.title and _WORDS & set(words_of(section.title))]
    return [inner for section in around for inner in section.sections if _tells(inner)]


def read_persona(section: Section, into: Gathering) -> None:
    """Take the persona of a section."""
    name = section.title
    number = _numbered(name)
    if number and name[number.end() :].strip():
        name = name[number.end() :].strip()
    persona: dict[str, Any] = {"name": At(name, section.position)}
    _take(section, None, persona, into)
    for inner in section.all()[1:]:
        role = vocabulary("PERSONA_FIELDS")(inner.title)
        if role:
            _take(inner, role, persona, into)
        elif inner.content:
            into.leave(inner.title, f"has no place in the persona “{shown(name, 40)}”.", inner.position)
    into.artefact("personas", At(persona, section.position))


def _is_named(section: Section) -> bool:
    words = words_of(section.title)
    return (bool(words) and words[0] in _WORDS) or (
        len(words) > 1 and words[1] in _WORDS and words[0] in ("user", "buyer", "customer")
    )


def _tells(section: Section) -> bool:
    """Whether a section speaks of goals, pains and the like, under headings or labels of its own."""
    roles = {vocabulary("PERSONA_FIELDS")(inner.title) for inner in section.sections}
    for content in section.content:
        lines: list[str] = []
        if isinstance(content, Paragraph):
            lines = [line.text for line in content.lines]
        elif isinstance(content, Listing):
            lines = [item.text for item in content.items]
        roles |= {vocabulary("PERSONA_FIELDS")(pair[1]) for line in lines if (pair := _pair(line))}
    return len(roles & TELLING) >= 1 and len(roles - {None}) >= 2


def _take(section: Section, role: str | None, persona: dict[str, Any], into: Gathering) -> None:
    """Take what stands directly in a section; ``role`` is what its heading says, if anything."""
    prose = [content for content in section.content if isinstance(content, Paragraph)]
    as_one = role is not None and len(prose) == len(section.content) > 1
    if as_one and role is not None:
        _add(role, Cell(" ".join(each.text for each in prose), prose[0].position), persona, into)
        return
    for content in section.content:
        if isinstance(content, Listing):
            for item in content.items:
                _item(item, role, persona, into)
        elif isinstance(content, Paragraph):
            _paragraph(content, role, persona, into)
        else:
            into.leave(
                section.title, "holds a table or code that has no place in a persona.", content.position
            )


def _item(item: Item, role: str | None, persona: dict[str, Any], into: Gathering) -> None:
    pair = _pair(item.text)
    own = vocabulary("PERSONA_FIELDS")(pair[1] if pair else item.text) if role is None else None
    if own and item.items:
        for below in item.items:
            _add(own, Cell(below.text, below.position), persona, into)
        if pair and pair[2].strip():
            _add(own, Cell(pair[2].strip(), item.position), persona, into)
    elif own and pair and pair[2].strip():
        fill(persona, [(own, Cell(pair[2].strip(), item.position))], into)
    else:
        text = "; ".join([item.text, *(below.text for below in item.items)])
        _add(role, Cell(text, item.position), persona, into)


def _paragraph(paragraph: Paragraph, role: str | None, persona: dict[str, Any], into: Gathering) -> None:
    if role is not None:
        _add(role, Cell(paragraph.text, paragraph.position), persona, into)
        return
    if paragraph.is_quote:
        _add("quotes", Cell(paragraph.text, paragraph.position), persona, into)
        return
    for line in paragraph.lines:
        pair = _pair(line.text)
        own = vocabulary("PERSONA_FIELDS")(pair[1]) if pair else None
        if own and pair and pair[2].strip():
            fill(persona, [(own, Cell(pair[2].strip(), line.position))], into)
        elif len(paragraph.text) >= 40 and "summary" not in persona:
            _add("summary", Cell(paragraph.text, paragraph.position), persona, into)
            return
        else:
            into.leave(line.text, "has no place in a persona.", line.position)


def _add(role: str | None, cell: Cell, persona: dict[str, Any], into: Gathering) -> None:
    """Add a text as it stands, without looking for several in it."""
    if role is None:
        into.leave(cell.label, "has no place in a persona.", cell.position)
    elif role in LISTS:
        quoted = _quoted(cell.text.strip()) if role == "quotes" else None
        persona.setdefault(role, []).append(At(quoted[1] if quoted else cell.text, cell.position))
    else:
        fill(persona, [(role, cell)], into)
