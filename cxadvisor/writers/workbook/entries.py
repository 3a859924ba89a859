"""Takes trees apart into the rows of the tables of a workbook: what ``readers.workbook.forms`` joins again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cxadvisor.readers.keys import is_extension
from cxadvisor.readers.workbook.layout import Table

Row = dict[str, Any]
"""What the cells of a row say, by the path of their fields."""


def value_at(tree: Any, path: str) -> Any:
    """Return the value under a path such as ``real_case.date``; None where there is none."""
    for key in path.split("."):
        if not isinstance(tree, Mapping) or key not in tree:
            return None
        tree = tree[key]
    return tree


def rows_of(table: Table, tree: Mapping[str, Any]) -> list[Row]:
    """Return the rows of a table of an artefact."""
    if table.shape == "steps":
        return list(_steps(tree))
    if table.shape == "whys":
        return list(_whys(tree.get("whys", []), ""))
    if table.shape == "categories":
        return list(_categories(table, tree))
    found = value_at(tree, table.path)
    return [_row(table, entry) for entry in found] if isinstance(found, list) else []


def _row(table: Table, entry: Any) -> Row:
    row = {field.path: value for field in table.fields if (value := value_at(entry, field.path)) is not None}
    return row | {key: value for key, value in entry.items() if is_extension(key)}


def _steps(tree: Mapping[str, Any]) -> Iterator[Row]:
    for phase in ("before", "during", "after", "steps"):
        for step in tree.get(phase, ()):
            yield step if phase == "steps" else {"phase": phase, **step}
    for stage in tree.get("stages", ()):
        name: Row = {key: stage[own] for key, own in (("stage", "name"), ("phase", "phase")) if own in stage}
        details = {f"stage.{key}": stage[key] for key in ("id", "goal") if key in stage}
        for index, step in enumerate(stage.get("steps", ()) or [{}]):
            yield {**name, **(details if index == 0 else {}), **step}


def _whys(whys: list[Any], prefix: str) -> Iterator[Row]:
    for number, why in enumerate(whys, start=1):
        yield {"number": f"{prefix}{number}", **{key: value for key, value in why.items() if key != "whys"}}
        yield from _whys(why.get("whys", []), f"{prefix}{number}.")


def _categories(table: Table, tree: Mapping[str, Any]) -> Iterator[Row]:
    for category in table.fields[0].choices:
        found = tree.get(category)
        if not isinstance(found, Mapping):
            continue
        first: Row = {key: value for key, value in found.items() if key != "metric"}
        for index, measure in enumerate(found.get("metric", ()) or [{}]):
            metric = {
                "metric" if key == "name" else f"metric.{key}": value
                for key, value in measure.items()
                if not is_extension(key)
            }
            yield {"category": category, **(first if index == 0 else {}), **metric}
