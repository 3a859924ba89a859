"""Reads Markdown files: what kind of document it is, and what of it belongs to a strategy."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from cxadvisor.errors import InputError
from cxadvisor.model.strategy import Position
from cxadvisor.readers.encoding import decode
from cxadvisor.readers.imported import Imported
from cxadvisor.readers.markdown.canvases import CanvasSections, is_canvas
from cxadvisor.readers.markdown.document import (
    MAX_LINES,
    Fence,
    Listing,
    Paragraph,
    Section,
    Table,
    document_of,
)
from cxadvisor.readers.markdown.front_matter import FrontMatter, front_matter
from cxadvisor.readers.markdown.journeys import (
    facts_of,
    journey_sections,
    read_journey_section,
    read_steps_listed,
    speaks_of_journeys,
    steps_listed,
    title_under,
)
from cxadvisor.readers.markdown.personas import persona_sections, read_persona
from cxadvisor.readers.markdown.plain import plain
from cxadvisor.readers.mermaid.diagrams import kind_of, read_diagram
from cxadvisor.readers.naming import id_prefix
from cxadvisor.readers.tables.business_model import is_business_model, is_named_so, take_business_model
from cxadvisor.readers.tables.grid import Cell
from cxadvisor.readers.tables.labels import label_of
from cxadvisor.readers.tables.persona_tables import TELLING
from cxadvisor.readers.tables.placing import At, Gathering, bare
from cxadvisor.readers.tables.reading import read_table
from cxadvisor.readers.tables.vocabulary import vocabulary

_heading = re.compile(r"^#{1,6} (.{1,120})$", re.MULTILINE).finditer
_mermaid = re.compile(r"^(?:```|~~~) ?mermaid", re.MULTILINE).search
MAX_BYTES: Final = 512_000
"""The largest Markdown file (512 KB), as for YAML."""


def read(data: bytes, name: str | None) -> Imported:
    """Return the canvas, journeys, personas and user flows that a Markdown file holds.

    Raises:
        InputError: it is not UTF-8, or too long.
    """
    source = decode(data, name)
    into = Gathering()
    front = front_matter(source, into)
    try:
        root = document_of(source, front.lines)
    except InputError as error:
        if front.is_canvas or _may_be_ours(source.text):
            raise
        # Somebody's long text about something else; in a folder it is passed over.
        into.leave("This document", f"was not read. {error.problems[0].message}", Position(None, 1, 1))
        return into.imported()
    return _Reading(root, front, into, name).read()


def _may_be_ours(text: str) -> bool:
    """Whether a document that is too long has headings or diagrams of a strategy."""
    if _mermaid(text):
        return True
    titles = list(islice((plain(match[1]) for match in _heading(text)), MAX_LINES))
    kinds, personas = vocabulary("KINDS"), vocabulary("PERSONA_FIELDS")
    return any(label_of(title).is_whole or kinds(title) or personas(title) in TELLING for title in titles)


class _Reading:
    """A look over one document; sections and contents that were taken are not looked at again."""

    def __init__(self, root: Section, front: FrontMatter, into: Gathering, name: str | None) -> None:
        self._root = root
        self._front = front
        self._into = into
        self._name = name
        self._used: set[int] = set()

    def read(self) -> Imported:
        """Take all that belongs to a strategy, and report what was left."""
        canvas = CanvasSections(self._root, self._into)
        is_one = self._front.is_canvas or is_canvas(self._root)
        business = False
        if is_one:
            canvas.read()
            self._used |= canvas.used
        else:
            business = self._business_model()
        self._personas()
        self._journeys()
        for section in self._root.all():
            self._contents(section)
        if is_one or self._into.blocks:
            self._into.about |= self._about(is_one)
        if is_one:
            canvas.report(self._used)
        elif not business:
            self._report()
        return self._into.imported()

    def _about(self, is_one: bool) -> dict[str, At]:
        about = dict(self._front.about)
        titles = [section for section in self._root.sections if section.level == 1]
        if "title" not in about and len(titles) == 1 and (is_one or len(self._into.blocks) > 1):
            about["title"] = At(titles[0].title, titles[0].position)
            self._used.add(id(titles[0]))
        return {**about, **self._into.about}

    def _business_model(self) -> bool:
        """Take a business model canvas whose blocks are headings, if the document is one."""
        sections = self._root.all()
        titles = [section.title for section in sections if section.title]
        if not is_business_model(titles):
            return False
        blocks = []
        for section in sections:
            cells = [
                Cell(item.text, item.position)
                for content in section.content
                if isinstance(content, Listing)
                for item in content.items
            ]
            cells += [
                Cell(each.text, each.position) for each in section.content if isinstance(each, Paragraph)
            ]
            if cells and is_business_model([*titles, section.title]) and not is_named_so(section.title):
                blocks.append((section.title, cells))
                self._use(section)
        take_business_model(blocks, sections[min(1, len(sections) - 1)].position, self._into)
        return True

    def _personas(self) -> None:
        for section in persona_sections(self._root):
            if id(section) not in self._used:
                read_persona(section, self._into)
                self._use(section)

    def _journeys(self) -> None:
        for section in journey_sections(self._root):
            if id(section) not in self._used:
                read_journey_section(section, self._into)
                self._use(section)

    def _use(self, section: Section) -> None:
        for each in section.all():
            self._used |= {id(each), *map(id, each.content)}

    def _contents(self, section: Section) -> None:
        """Take tables, diagrams and lists of steps."""
        for content in section.content:
            if id(content) in self._used:
                continue
            if isinstance(content, Table):
                self._table(section, content)
            elif isinstance(content, Fence) and content.info in ("mermaid", "mmd"):
                self._diagram(section, content)
        if id(section) not in self._used and (steps := steps_listed(section)):
            read_steps_listed(section, steps, self._into)
            self._used |= {id(section), *map(id, section.content)}

    def _table(self, section: Section, table: Table) -> None:
        before = len(self._into.artefacts.get("journeys", ()))
        scale = facts_of(section, Gathering(), report=False).get("emotion_scale")
        if not read_table(table.grid, self._into, on_page=True, scale=scale):
            return
        self._used |= {id(table), id(section)}
        journeys = self._into.artefacts.get("journeys", [])
        if len(journeys) > before:
            made = bare(journeys[-1])
            facts = facts_of(section, self._into)
            title = title_under(section, alone=self._front.is_canvas)
            journeys[-1] = At({**title, **facts, **made}, table.position)
            self._used |= {id(each) for each in section.content if isinstance(each, Listing | Paragraph)}

    def _diagram(self, section: Section, fence: Fence) -> None:
        self._used.add(id(fence))
        if kind_of(fence.text) in ("flowchart", "graph") and not speaks_of_journeys(section):
            why = "is a flow chart under a heading that speaks of neither users, flows nor journeys; it was not read."
            self._into.leave(section.title or "Flow chart", why, fence.position)
            return
        number = len(self._into.artefacts.get("user_flows", ())) + 1
        line = fence.position.line or 1
        title = title_under(section).get("title")
        prefix = id_prefix(self._name, number)
        if read_diagram(fence.text, self._into, prefix=prefix, first=line, title=title):
            self._used.add(id(section))

    def _report(self) -> None:
        """Report sections of which nothing was taken, the outermost of them only."""
        if self._into.is_empty:
            return
        open_sections = list(reversed(self._root.sections))
        while open_sections:
            section = open_sections.pop()
            if not any(id(each) in self._used for each in section.all()):
                count = sum(map(_texts, (content for each in section.all() for content in each.content)))
                if count:
                    texts = f"{count} texts" if count != 1 else "one text"
                    why = f"is a section ({texts}) without notes, journeys, personas or user flows; it was not read."
                    self._into.leave(section.title, why, section.position)
                continue
            open_sections += reversed(section.sections)


def _texts(content: object) -> int:
    if isinstance(content, Listing):
        return len(content.items)
    return len(content.grid.rows) - 1 if isinstance(content, Table) else 1
