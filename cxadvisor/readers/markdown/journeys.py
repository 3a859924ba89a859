"""Reads journeys from documents: tables and diagrams, stages under headings, and lists of steps."""

from __future__ import annotations

import re
from typing import Any, Final

from cxadvisor.model.artefacts.journeys import Journey
from cxadvisor.model.strategy import Position
from cxadvisor.readers.keys import is_extension, keys_of
from cxadvisor.readers.markdown.document import Item, Listing, Paragraph, Section
from cxadvisor.readers.tables.cells import read_cell
from cxadvisor.readers.tables.emotions import scale_of
from cxadvisor.readers.tables.grid import Cell
from cxadvisor.readers.tables.journey_tables import TELLING, journey_of, make_step
from cxadvisor.readers.tables.placing import At, Gathering
from cxadvisor.readers.tables.vocabulary import vocabulary, words_of
from cxadvisor.readers.tree import shown

LONGEST_CHAIN: Final = 100
"""So many steps a chain of arrows may have."""
_pair = re.compile(r"([^:\n]{1,60}):\s*(.*)", re.DOTALL).fullmatch
_arrow = re.compile(r"\s*(?:→|⟶|➔|➜|↓|⇒|-->|->|=>)\s*")
_numbered = re.compile(
    r"(?:stage|step|phase|etap\w?|etapa|pas|krok|faz\w|этап|шаг|стадия|fase|passo|tappa)?\s*[0-9]{1,3}\s*[-–—:.)]\s*",
    re.IGNORECASE,
).match
_STATES: Final = {
    ("as", "is"): "as_is",
    ("to", "be"): "to_be",
    ("present",): "present",
    ("target",): "target",
}
_TEXT_FACTS: Final = frozenset({"persona", "segment", "situation", "owner", "date", "id", "kind"})
_PHASES: Final = ("before", "during", "after")
_of_kind = frozenset(
    {
        "journey",
        "journeys",
        "calatorie",
        "calatoria",
        "calatoriile",
        "podroz",
        "podroze",
        "путь",
        "пути",
        "percorso",
        "percorsi",
        "viaggio",
    }
)


def speaks_of_journeys(section: Section) -> bool:
    """Whether a heading, or one around it, says that journeys or user flows follow."""
    for each in (section, *section.above()):
        words = words_of(each.title)
        if set(words) & _of_kind or vocabulary("KINDS")(each.title) in ("journeys", "user_flows"):
            return True
        joined = " ".join(words)
        if any(
            flow in joined
            for flow in (
                "user flow",
                "customer flow",
                "task flow",
                "fluxul utilizator",
                "sciezk",
                "сценари",
                "flusso utente",
                "flussi utente",
            )
        ):
            return True
    return False


def journey_sections(root: Section) -> list[Section]:
    """Return the sections that are a journey each, told stage by stage under headings of their own."""
    found = []
    for section in root.all():
        stages = [inner for inner in section.sections if len(_roles(inner)) >= 2 and _roles(inner) & TELLING]
        if len(stages) >= 2 and speaks_of_journeys(section):
            found.append(section)
    return found


def read_journey_section(section: Section, into: Gathering) -> None:
    """Take a journey whose stages stand under headings; each is a step with what its labels say."""
    groups: list[tuple[Cell | None, list[dict[str, Any]]]] = []
    for inner in section.sections:
        if not _roles(inner):
            if inner.content:
                into.leave(
                    inner.title, "is a section of this journey without anything of a step.", inner.position
                )
            continue
        number = _numbered(inner.title)
        name = inner.title[number.end() :].strip() if number else inner.title
        head = Cell(name or inner.title, inner.position)
        cells = _labelled(inner, into)
        if not any(role == "action" for role, _ in cells):
            cells.append(("action", head))
        groups.append((head, [make_step(cells, into)]))
    facts = facts_of(section, into)
    journey = {
        **title_under(section),
        **facts,
        **journey_of(groups, facts.get("emotion_scale")),
    }
    into.artefact("journeys", At(journey, section.position))


def steps_listed(section: Section) -> list[Cell]:
    """Return the steps of a list, or of a chain of arrows, directly under a heading that says “journey” or “steps”."""
    if vocabulary("KINDS")(section.title) != "journeys" and not (
        set(words_of(section.title)) & _of_kind and len(words_of(section.title)) <= 8
    ):
        return []
    for content in section.content:
        if isinstance(content, Listing) and content.ordered and len(content.items) >= 2:
            return [
                Cell("; ".join([item.text, *(below.text for below in item.items)]), item.position)
                for item in content.items
            ]
        if isinstance(content, Paragraph) and len(_arrow.findall(content.text[:5000])) >= 2:
            steps = [part for part in _arrow.split(content.text[:5000]) if part.strip()]
            return [Cell(step.strip(), content.position) for step in steps[:LONGEST_CHAIN]]
    return []


def read_steps_listed(section: Section, steps: list[Cell], into: Gathering) -> None:
    """Take a journey of which only the steps are known."""
    journey = {
        **title_under(section),
        **facts_of(section, into, report=False),
        "stages": [{"steps": [{"action": At(step.label, step.position)} for step in steps]}],
    }
    into.artefact("journeys", At(journey, section.position))


def facts_of(section: Section, into: Gathering, *, report: bool = True) -> dict[str, Any]:
    """Return what is said of a whole journey beside its steps, in lines such as “Persona: Ana”."""
    facts: dict[str, Any] = {}
    for content in section.content:
        lines: list[Cell | Item] = []
        if isinstance(content, Listing):
            lines = list(content.items)
        elif isinstance(content, Paragraph):
            lines = list(content.lines)
        for line in lines:
            pair = _pair(line.text)
            role = _fact_named(pair[1].strip()) if pair else None
            if pair and role and pair[2].strip():
                _fact(facts, role, Cell(pair[2].strip(), line.position), into)
            elif report and isinstance(content, Listing):
                into.leave(
                    line.text,
                    f"stands under “{shown(section.title, 40)}”, but is nothing that is said of a journey.",
                    line.position,
                )
    return facts


def _fact_named(label: str) -> str | None:
    """Return which fact of a journey a label names: by its key, or by a word for it."""
    is_key = is_extension(label) or (label in keys_of(Journey) and label not in ("title", "stages", *_PHASES))
    return label if is_key else vocabulary("JOURNEY_FACTS")(label)


def _fact(facts: dict[str, Any], role: str, cell: Cell, into: Gathering) -> None:
    value: Any = cell.text
    if is_extension(role) or cell.text[:1] in '"[{':
        value = read_cell("x-", cell.text)
        if is_extension(role) or not isinstance(value, str) or value != cell.text:
            facts[role] = At(value, cell.position)
            return
    elif role == "emotion_scale":
        value = scale_of(cell.text)
    elif role == "state":
        value = _STATES.get(words_of(cell.text))
    elif role not in _TEXT_FACTS:
        value = [part.strip() for part in cell.text.split(";") if part.strip()]
    if value is None:
        into.leave(cell.text, f"is nothing that “{role}” of a journey can be.", cell.position)
    else:
        facts[role] = At(value, cell.position)


def title_under(section: Section, *, alone: bool = False) -> dict[str, At]:
    """Return what an artefact under a heading is called, if anything.

    A heading that only says “journey” has its name from the one above it, unless (``alone``) that is the heading of
    something else, such as a canvas.
    """
    named = section
    kind, _, title = section.title.partition(":")
    if not (title.strip() and vocabulary("KINDS")(kind)):
        if vocabulary("KINDS")(section.title):
            if alone or section.parent is None:
                return {}
            named = section.parent
        number = _numbered(named.title)
        title = named.title[number.end() :] if number else named.title
    return {"title": At(title.strip(), named.position)} if title.strip() else {}


def _roles(section: Section) -> set[str]:
    return {role for role, _ in _labels(section)}


def _labels(section: Section) -> list[tuple[str, Any]]:
    """Return what stands under labels in a section: roles of a step with an item, a line or a section."""
    found: list[tuple[str, Any]] = []
    for content in section.content:
        lines: list[Cell | Item] = []
        if isinstance(content, Listing):
            lines = list(content.items)
        elif isinstance(content, Paragraph):
            lines = list(content.lines)
        for line in lines:
            pair = _pair(line.text)
            role = vocabulary("JOURNEY_FIELDS")(pair[1]) if pair else None
            if role and role != "stage":
                found.append((role, line))
    for inner in section.sections:
        role = vocabulary("JOURNEY_FIELDS")(inner.title)
        if role and role != "stage":
            found.append((role, inner))
    return found


def _labelled(section: Section, into: Gathering) -> list[tuple[str, Cell]]:
    cells: list[tuple[str, Cell]] = []
    for role, where in _labels(section):
        if isinstance(where, Section):
            texts = [
                item.text
                for content in where.content
                if isinstance(content, Listing)
                for item in content.items
            ]
            texts += [content.text for content in where.content if isinstance(content, Paragraph)]
            position: Position = where.position
        else:
            pair = _pair(where.text)
            texts = [pair[2].strip()] if pair and pair[2].strip() else []
            texts += [below.text for below in where.items] if isinstance(where, Item) else []
            position = where.position
        if texts:
            cells.append((role, Cell("\n".join(texts), position)))
    return cells
