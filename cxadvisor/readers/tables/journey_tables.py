"""Reads journeys from tables: a row a step, or a column a step or stage, with rows for what is done and felt."""

from __future__ import annotations

import re
from typing import Any, Final

from cxadvisor.readers.keys import is_extension, keys_of
from cxadvisor.readers.tables.cells import read_cell
from cxadvisor.readers.tables.emotions import scale_of, settle_emotions
from cxadvisor.readers.tables.grid import Cell, Grid, Row, unread, why_unread
from cxadvisor.readers.tables.note_layouts import notes_in
from cxadvisor.readers.tables.placing import At, Gathering
from cxadvisor.readers.tables.vocabulary import vocabulary, yes_or_no

TELLING: Final = frozenset({
    "touchpoint", "emotion", "thought", "pain", "opportunity", "moment_of_truth", "frontstage", "backstage",
})  # fmt: skip
"""What shows a table to be a journey; goals, channels and metrics stand in many other tables."""
_SINGLE: Final = frozenset({"action", "id", "emotion", "owner"})
"""What a step has one of."""
_looks_like_key = re.compile(r"[a-z_]{1,40}").fullmatch
_is_id = re.compile(r"[^\s/#~]{1,100}").fullmatch


def roles_of(labels: Row) -> dict[int, str]:
    """Return for each label by its index what it stands for in a journey; a role is given to its first label."""
    found: dict[int, str] = {}
    for index, cell in enumerate(labels):
        label = cell.label
        role = cell.text if _is_step_key(cell.text) else vocabulary("JOURNEY_FIELDS")(label)
        if role and (role not in found.values() or role in TELLING - {"emotion", "moment_of_truth"}):
            found[index] = role
    return found


def _is_step_key(text: str) -> bool:
    """Whether ``text`` is a key of a step as our own files write it."""
    if is_extension(text):
        return True
    if not _looks_like_key(text):
        return False  # most tables have other labels; the models of artefacts take long to import
    from cxadvisor.model.artefacts.journeys import Step

    return text in keys_of(Step)


def is_journey(roles: dict[int, str]) -> bool:
    """Whether labels with these roles head a journey."""
    known = set(roles.values())
    return (
        len(known) >= 3
        and len(known & TELLING) >= 1
        and bool(known & {"action", "stage"} or len(known & TELLING) >= 2)
    )


def steps_as_rows(grid: Grid) -> tuple[int, dict[int, str]] | None:
    """Return the header and the roles of its columns, if the table has a row a step."""
    for row in range(min(3, len(grid.rows) - 1)):
        roles = roles_of(grid.rows[row])
        if is_journey(roles) and set(roles.values()) & {"action", "stage"}:
            return row, roles
    return None


def steps_as_columns(grid: Grid) -> dict[int, str] | None:
    """Return the roles of the rows, if the table has a column a step or a stage."""
    roles = roles_of(grid.column(0))
    roles.pop(0, None)
    return roles if grid.width > 1 and is_journey({**roles, -1: "stage"}) and len(roles) >= 2 else None


def read_steps_as_rows(
    grid: Grid, header: int, roles: dict[int, str], into: Gathering, scale: Any = None
) -> dict[str, Any]:
    """Return the journey of a table with a row a step; ``scale`` is that of its emotions, where it is known."""
    _leave_columns(
        grid.rows[header], [grid.column(index)[header + 1 :] for index in range(grid.width)], roles, into
    )
    scale = scale or _scale([grid.rows[header][index] for index, role in roles.items() if role == "emotion"])
    groups: list[tuple[Cell | None, list[dict[str, Any]]]] = []
    for row in range(header + 1, len(grid.rows)):
        cells = {index: grid.cell(row, index) for index in roles}
        stage = next((cells[index] for index, role in roles.items() if role == "stage"), None)
        new = stage is not None and not stage.is_blank
        if not groups or (new and (groups[-1][0] is None or groups[-1][0].label != stage.label)):  # type: ignore[union-attr]
            groups.append((stage if new else None, []))
        step = make_step(((role, cells[index]) for index, role in roles.items() if role != "stage"), into)
        if step:
            groups[-1][1].append(step)
    return journey_of(groups, scale)


def read_steps_as_columns(
    grid: Grid, roles: dict[int, str], into: Gathering, scale: Any = None
) -> dict[str, Any]:
    """Return the journey of a table with a column a step or a stage; the header names them."""
    known = {0: "stage", **roles}
    _leave_columns(grid.column(0), [row[1:] for row in grid.rows], known, into)
    scale = scale or _scale([grid.cell(row, 0) for row, role in roles.items() if role == "emotion"])
    has_stage = "stage" in roles.values()
    has_action = "action" in roles.values()
    groups: list[tuple[Cell | None, list[dict[str, Any]]]] = []
    for column in range(1, grid.width):
        head = grid.cell(0, column)
        stage = head
        if has_stage:
            stage = next(grid.cell(row, column) for row, role in roles.items() if role == "stage")
        cells = [(role, grid.cell(row, column)) for row, role in roles.items() if role != "stage"]
        if (has_stage or not has_action) and not head.is_blank:
            cells.append(("action", head))
        step = make_step(cells, into)
        if not has_action and not has_stage:
            stage = Cell("", head.position)
        if not groups or (
            not stage.is_blank and (groups[-1][0] is None or groups[-1][0].label != stage.label)
        ):
            groups.append((None if stage.is_blank else stage, []))
        if step:
            groups[-1][1].append(step)
    return journey_of(groups, scale)


def journey_of(groups: list[tuple[Cell | None, list[dict[str, Any]]]], scale: Any = None) -> dict[str, Any]:
    """Return a journey of steps by stages; stages called before, during and after are its phases."""
    groups = [(stage, steps) for stage, steps in groups if stage is not None or steps]
    settled = settle_emotions([step for _, steps in groups for step in steps], scale)
    journey: dict[str, Any] = {}
    if settled is not None:
        journey["emotion_scale"] = settled
    phases = [vocabulary("PHASES")(stage.label) if stage else None for stage, _ in groups]
    if groups and all(phases) and len(set(phases)) == len(phases):
        journey |= {str(phase): steps for phase, (_, steps) in zip(phases, groups, strict=True)}
        return journey
    stages = []
    for stage, steps in groups:
        made: dict[str, Any] = {"steps": steps}
        stages.append(
            At({"name": At(stage.label, stage.position), **made}, stage.position) if stage else made
        )
    journey["stages"] = stages
    return journey


def make_step(cells: Any, into: Gathering) -> dict[str, Any]:
    """Return a step of what stands in cells, pairs of a role and a cell."""
    step: dict[str, Any] = {}
    for role, cell in cells:
        if cell.is_blank or cell.text.strip() in ("-", "–", "—"):
            continue
        if role == "id" and not _is_id(cell.label):
            into.leave(cell.label, "is no id: it holds blanks or one of “/”, “#” and “~”.", cell.position)
        elif role == "moment_of_truth":
            _moment_of_truth(step, cell)
        elif is_extension(role) or _is_written(role, cell.text):
            step[role] = At(read_cell("x-", cell.text), cell.position)
        elif role in ("exit_point", "renewal_point"):
            answer = yes_or_no(cell.text)
            step[role] = At(cell.text.strip() if answer is None else answer, cell.position)
        elif role in _SINGLE:
            step.setdefault(role, At(_one(cell), cell.position))
        else:
            step.setdefault(role, []).extend(At(text, cell.position) for text in notes_in(cell, split=True))
    return step


def _is_written(role: str, text: str) -> bool:
    """Whether a cell holds a value in JSON, as our own files write what is more than a text."""
    return text[:1] in '"[{' and role not in ("id", "emotion") and read_cell("scale", text) != text.strip()


def _one(cell: Cell) -> str:
    """Return a cell of several lines as one text, without their bullets."""
    return "; ".join(notes_in(cell, split=True)) if "\n" in cell.text else cell.text.strip()


def _moment_of_truth(step: dict[str, Any], cell: Cell) -> None:
    answer = yes_or_no(cell.text)
    step["moment_of_truth"] = At(True if answer is None else answer, cell.position)
    if answer is None:
        step["x-moment-of-truth"] = At(cell.text.strip(), cell.position)


def _scale(labels: list[Cell]) -> Any:
    """Return the scale that the label of the emotions names, such as “Emotion (1–5)”."""
    for cell in labels:
        ends = scale_of(cell.text)
        if ends:
            return At(ends, cell.position)
    return None


def _leave_columns(labels: Row, contents: list[Row], roles: dict[int, str], into: Gathering) -> None:
    if left := unread(labels, contents, roles):
        into.leave(left[0].label, why_unread(left, "a journey"), left[0].position)
