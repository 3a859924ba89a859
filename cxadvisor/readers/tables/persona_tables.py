"""Reads personas from tables: a row or a column a persona, or rows that each say one thing of one."""

from __future__ import annotations

import re
from typing import Any, Final

from cxadvisor.readers.keys import is_extension
from cxadvisor.readers.tables.grid import Cell, Grid, Row, unread, why_unread
from cxadvisor.readers.tables.note_layouts import notes_in
from cxadvisor.readers.tables.placing import At, Gathering
from cxadvisor.readers.tables.vocabulary import vocabulary

TELLING: Final = frozenset(
    {"goals", "needs", "pains", "motivations", "fears", "behaviour", "expectations", "quotes"}
)
"""What shows a table to be one of personas."""
LISTS: Final = frozenset({*TELLING, "beliefs", "gains", "channels", "evidence", "segment"})
"""What a persona may have several of."""
_is_id = re.compile(r"[^\s/#~]{1,100}").fullmatch
_fact = re.compile(r"([^:\n]{1,60}):\s*(\S[^\n]*)").fullmatch


def roles_of(labels: Row) -> dict[int, str]:
    """Return for each label by its index what it stands for in a persona."""
    return {
        index: role
        for index, cell in enumerate(labels)
        if (role := cell.label if cell.label.startswith("x-") else vocabulary("PERSONA_FIELDS")(cell.label))
    }


def personas_as_rows(grid: Grid) -> dict[int, str] | None:
    """Return the roles of the columns, if rows speak of personas that a column names."""
    roles = roles_of(grid.rows[0]) if len(grid.rows) > 1 else {}
    named = (
        [cell.label for index, cell in enumerate(grid.rows[0]) if roles.get(index) == "name"] if roles else []
    )
    is_sure = any("persona" in label.casefold() or "персон" in label.casefold() for label in named)
    told = set(roles.values()) & TELLING
    return roles if named and (len(told) >= 2 or (is_sure and told)) else None


def personas_as_columns(grid: Grid) -> dict[int, str] | None:
    """Return the roles of the rows, if each further column is a persona that the header names."""
    roles = roles_of(grid.column(0))
    roles.pop(0, None)
    return roles if grid.width > 1 and len(set(roles.values()) & TELLING) >= 2 else None


def read_rows(grid: Grid, roles: dict[int, str], into: Gathering) -> None:
    """Take the personas of a table in which rows speak of them; several rows may speak of one."""
    found: dict[str, dict[str, Any]] = {}
    for row in range(1, len(grid.rows)):
        cells = [(role, grid.cell(row, index)) for index, role in roles.items()]
        name = next((cell.label for role, cell in cells if role in ("id", "name") and not cell.is_blank), "")
        if not name:
            for _, cell in cells:
                if not cell.is_blank:
                    into.leave(cell.label, "stands in a row without the name of a persona.", cell.position)
            continue
        fill(found.setdefault(name, {}), cells, into)
    for persona in found.values():
        into.artefact("personas", persona)
    _leave(grid.rows[0], [grid.column(index)[1:] for index in range(grid.width)], roles, into)


def read_columns(grid: Grid, roles: dict[int, str], into: Gathering) -> None:
    """Take the personas of a table with a column for each."""
    for column in range(1, grid.width):
        head = grid.cell(0, column)
        persona: dict[str, Any] = {}
        if not head.is_blank:
            persona["name"] = At(head.label, head.position)
        fill(persona, [(role, grid.cell(row, column)) for row, role in roles.items()], into)
        into.artefact("personas", At(persona, head.position))
    _leave(grid.column(0), [row[1:] for row in grid.rows], {0: "name", **roles}, into)


def fill(persona: dict[str, Any], cells: list[tuple[str, Cell]], into: Gathering) -> None:
    """Add to a persona what cells say of it; what it has one of already is reported where it differs."""
    for role, cell in cells:
        if cell.is_blank:
            continue
        if role == "statistics":
            for text in notes_in(cell, split=True):
                _statistic(persona, text, cell, into)
        elif role in LISTS:
            texts = persona.setdefault(role, [])
            known = {text.value for text in texts}
            texts += [At(text, cell.position) for text in notes_in(cell, split=True) if text not in known]
        elif role == "id" and not _is_id(cell.label):
            into.leave(cell.label, "is no id: it holds blanks or one of “/”, “#” and “~”.", cell.position)
        elif role not in persona or is_extension(role):
            persona[role] = At(cell.label if role in ("id", "name") else cell.text.strip(), cell.position)
        elif persona[role].value != (cell.label if role in ("id", "name") else cell.text.strip()):
            into.leave(cell.label, "says a second time what is known of this persona already.", cell.position)


def _statistic(persona: dict[str, Any], text: str, cell: Cell, into: Gathering) -> None:
    """Take “Age: 34” for the age, and any other such pair for a figure of its own name."""
    fact = _fact(text)
    if fact is None:
        persona.setdefault("statistics", {}).setdefault("notes", []).append(At(text, cell.position))
        return
    role = vocabulary("PERSONA_FIELDS")(fact[1])
    if role in ("age", "occupation", "household", "location", "share", "name"):
        fill(persona, [(role, Cell(fact[2], cell.position))], into)
    else:
        persona.setdefault("statistics", {})[fact[1].strip()] = At(fact[2].strip(), cell.position)


def _leave(labels: Row, contents: list[Row], roles: dict[int, str], into: Gathering) -> None:
    if left := unread(labels, contents, roles):
        into.leave(left[0].label, why_unread(left, "a persona"), left[0].position)
