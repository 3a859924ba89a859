"""Reads reviews that were saved as JSON, of this version of cxadvisor or of one that knew more or fewer keys."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from typing import Any, Final, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError

from cxadvisor.errors import InputError, Problem
from cxadvisor.model.review import Review
from cxadvisor.readers.encoding import decode
from cxadvisor.readers.json_text import parse_json
from cxadvisor.readers.safe_bytes import file_name, read_bytes
from cxadvisor.readers.tree import Document, escaped, shown

MAX_BYTES: Final = 20_000_000
"""The largest file of reviews (20 MB); one of a full page has some 60 KB."""
MAX_VALUES: Final = 500_000
MARKS: Final = (b'"cxreview"', b'"cxreviews"')
_REMEDY: Final = "Write it anew: cxadvisor review PATH --format json --output FILE"

Model = TypeVar("Model", bound=BaseModel)


def is_saved_review(data: bytes) -> bool:
    """Whether bytes look like a saved review, so that they are to be read as one."""
    return data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and any(mark in data for mark in MARKS)


def read_saved(path: str) -> bytes | None:
    """Return the bytes of the file at ``path`` where they look like a saved review, None for anything else.

    Raises:
        InputError: it cannot be read, or is too large.
    """
    if "\0" in path or os.path.splitext(path)[1].lower() != ".json" or os.path.isdir(path):
        return None
    data = read_bytes(path, MAX_BYTES)
    return data if is_saved_review(data) else None


def document_of_json(data: bytes, name: str) -> Document:
    """Return the JSON document that ``data`` holds, with positions; larger ones than a canvas are read.

    Raises:
        InputError: it is not strict JSON, or too large.
    """
    return parse_json(decode(data, name), max_values=MAX_VALUES, max_lines=4 * MAX_VALUES)


def reviews_in(data: bytes, path: str) -> tuple[Review, ...]:
    """Return the reviews that a saved file holds: one, or those of several PATHs.

    Keys that this version does not know are passed over, as keys are only added (docs/contract.md).

    Raises:
        InputError: it holds none, or one that cannot be used; with every problem and its position.
    """
    document = document_of_json(data, file_name(path))
    return reviews_of(document)


def reviews_of(document: Document) -> tuple[Review, ...]:
    """Return the reviews in a document that was read already (see ``reviews_in``)."""
    tree = document.tree
    if isinstance(tree, dict) and isinstance(tree.get("reviews"), list) and "cxreviews" in tree:
        found = [
            validated(document, each, f"/reviews/{index}", Review, _REMEDY)
            for index, each in enumerate(tree["reviews"])
        ]
        return tuple(found)
    return (validated(document, tree, "", Review, _REMEDY),)


def validated(document: Document, tree: Any, place: str, model: type[Model], remedy: str) -> Model:
    """Return what stands at ``place`` of a document as ``model``, without keys that this does not know.

    Raises:
        InputError: it does not have the shape it needs; with every problem and its position.
    """
    try:
        return model.model_validate(_known(tree, model))
    except ValidationError as error:
        problems = []
        for each in error.errors(include_url=False, include_input=False):
            at = place + "".join(f"/{escaped(str(step))}" for step in each["loc"])
            problems.append(_problem(document, at, each["type"], each["loc"], remedy))
        raise InputError(problems) from None


def _problem(document: Document, at: str, kind: str, location: tuple[int | str, ...], remedy: str) -> Problem:
    name = shown(str(location[-1])) if location else ""
    if len(location) == 1 and name.startswith("cx") and kind == "literal_error":
        message = "This file is of another version of its format, which is not known here."
        remedy = "Use it with the cxadvisor that wrote it."
    elif not name:
        message = "This file does not hold what is needed here."
    elif kind == "missing":
        message = f"This file is not whole: “{name}” is missing."
    else:
        message = f"“{name}” does not have the shape it needs."
    return document.source.problem(message, remedy, offset=document.offset(at), at=at)


def _known(tree: Any, model: type[BaseModel]) -> Any:
    """Return ``tree`` without keys that ``model`` does not know, and the same within it."""
    if not isinstance(tree, Mapping):
        return tree
    parts = _parts(model)
    return {key: _part(value, *parts[key]) for key, value in tree.items() if key in parts}


def _part(value: Any, model: type[BaseModel] | None, is_mapping: bool) -> Any:
    if model is None:
        return value
    if isinstance(value, list):
        return [_known(each, model) for each in value]
    if is_mapping and isinstance(value, Mapping):
        return {name: _known(each, model) for name, each in value.items()}
    return _known(value, model)


@cache
def _parts(model: type[BaseModel]) -> dict[str, tuple[type[BaseModel] | None, bool]]:
    """Return the keys that a model knows; for each the model of what stands under it, if it has one, and whether names
    lead to that.
    """
    return {
        field.alias or name: (_model_in(field.annotation), get_origin(field.annotation) is dict)
        for name, field in model.model_fields.items()
    }


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for each in get_args(annotation) if (found := _model_in(each))), None)
