"""Reads the sheet of an artefact, or that about the canvas: a form of labels and values, and tables below it."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, NamedTuple

from cxadvisor.readers.keys import is_extension
from cxadvisor.readers.suggestions import folded
from cxadvisor.readers.tables.placing import At, bare
from cxadvisor.readers.workbook.labels import index
from cxadvisor.readers.workbook.layout import Form, Table
from cxadvisor.readers.workbook.page import ANYTHING, Page, first_position, put


class Entry(NamedTuple):
    """A row of a table: what its cells say, by the path of their fields."""

    row: int
    values: dict[str, At]

    def text(self, path: str) -> str | None:
        """Return the text under ``path``; None where nothing stands there."""
        value = self.values.get(path)
        return None if value is None else str(value.value)

    def part(self, *without: str) -> dict[str, Any]:
        """Return the part that the row is, without what stands under some paths."""
        part: dict[str, Any] = {}
        for path, value in self.values.items():
            if path not in without:
                put(part, path, value)
        return part


def read_form(page: Page, form: Form) -> dict[str, Any]:
    """Return what the sheet says; an empty mapping where nothing was filled in."""
    tree: dict[str, Any] = {}
    rows = [row for row in sorted(page.sheet.rows) if row > 1]
    page.use_row(1)
    captions = _captions(page, form, rows)
    starts = [*sorted(captions), max(rows, default=1) + 1]
    _read_fields(page, form, [row for row in rows if row < starts[0]], tree)
    for start, end in pairwise(starts):
        page.use(start, 1)
        _read_table(page, form, captions[start], [row for row in rows if start < row < end], tree)
    return tree


def _captions(page: Page, form: Form, rows: list[int]) -> dict[int, Table]:
    """Return the rows that begin a table: the name of the table stands there alone, and a header below it."""
    tables = index(form.name, tuple(table.path for table in form.tables))
    by_path = {table.path: table for table in form.tables}
    found: dict[int, Table] = {}
    for row, below in zip(rows, [*rows[1:], 0], strict=True):
        table = by_path.get(tables.get(folded(page.text(row, 1)), ""))
        if table is None or set(page.sheet.rows[row]) != {1} or table in found.values():
            continue
        if len(page.columns(below, _name(form, table), table.fields)) > 1:
            found[row] = table
    return found


def _name(form: Form, table: Table) -> str:
    return f"{form.name}.{table.path}"


def _read_fields(page: Page, form: Form, rows: list[int], tree: dict[str, Any]) -> None:
    spellings = index(form.name, tuple(field.path for field in form.fields))
    by_path = {field.path: field for field in form.fields}
    for row in rows:
        label = page.text(row, 1).strip()
        path = label if is_extension(label) else spellings.get(folded(label))
        if path is None:
            continue
        page.use(row, 1)
        value = page.value(row, 2, by_path.get(path, ANYTHING))
        if value is not None:
            put(tree, path, value)


def _read_table(page: Page, form: Form, table: Table, rows: list[int], tree: dict[str, Any]) -> None:
    header, *below = rows
    columns = page.columns(header, _name(form, table), table.fields)
    page.leave_columns(header, columns, range(header + 1, (below[-1] if below else header) + 1))
    entries = [Entry(row, values) for row, values in page.entries(columns, below, ("stage", "phase"))]
    _JOIN[table.shape](page, table, [entry for entry in entries if entry.values], tree)


def _join_list(page: Page, table: Table, entries: list[Entry], tree: dict[str, Any]) -> None:
    if entries:
        put(tree, table.path, [At(entry.part(), first_position(page, entry.row)) for entry in entries])


def _join_steps(page: Page, table: Table, entries: list[Entry], tree: dict[str, Any]) -> None:
    """Put steps under their phase, or under the stage that they name; a stage begins where its name does."""
    has_phases = any(field.path == "phase" for field in table.fields)
    stage: dict[str, Any] | None = None
    current: tuple[str | None, str | None] = (None, None)
    for entry in entries:
        name, phase = entry.text("stage"), entry.text("phase")
        details = {
            path: entry.values[f"stage.{path}"] for path in ("id", "goal") if f"stage.{path}" in entry.values
        }
        step = entry.part("phase", "stage", "stage.id", "stage.goal")
        here = first_position(page, entry.row)
        if not step and not name and not details:
            continue
        if name is None and not details and (phase is not None or not has_phases):
            tree.setdefault(phase or "steps", []).append(At(step, here))
            continue
        if stage is None or details or current != (name, phase):
            stage = dict(details)
            for path, key in (("stage", "name"), ("phase", "phase")):
                if path in entry.values:
                    stage[key] = entry.values[path]
            tree.setdefault("stages", []).append(At(stage, here))
            current = (name, phase)
        if step:
            stage.setdefault("steps", []).append(At(step, here))


def _join_whys(page: Page, table: Table, entries: list[Entry], tree: dict[str, Any]) -> None:
    """Put each why into the list that its number says: 2.1 stands below 2."""
    by_number: dict[str, dict[str, Any]] = {}
    for entry in entries:
        why = entry.part("number")
        if not why:
            continue
        number = (entry.text("number") or "").strip().strip(".")
        parent = by_number.get(number.rpartition(".")[0])
        siblings = (tree if parent is None else parent).setdefault("whys", [])
        siblings.append(At(why, first_position(page, entry.row)))
        if number:
            by_number[number] = why


def _join_categories(page: Page, table: Table, entries: list[Entry], tree: dict[str, Any]) -> None:
    """Put each row under the category it names; further rows of a category add metrics."""
    categories = next(field for field in table.fields if field.path == "category").choices
    for entry in entries:
        here = first_position(page, entry.row)
        category = entry.text("category")
        values = {path: value for path, value in entry.values.items() if path != "category"}
        if category not in categories:
            for value in entry.values.values():
                page.into.leave(
                    str(bare(value)), "stands in a row that names none of the categories.", value.position
                )
            continue
        if not values:
            continue
        row = tree.setdefault(category, At({}, here)).value
        measure = {
            path.partition(".")[2] or "name": value
            for path, value in values.items()
            if path.startswith("metric")
        }
        if measure:
            row.setdefault("metric", []).append(At(measure, here))
        row |= {path: value for path, value in values.items() if not path.startswith("metric")}


_JOIN = {"list": _join_list, "steps": _join_steps, "whys": _join_whys, "categories": _join_categories}
