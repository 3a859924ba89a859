"""Finds the shipped rules and knowledge, whether cxadvisor is installed, zipped or run from its checkout."""

from __future__ import annotations

import json
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any


def folder(name: str) -> Traversable:
    """Return the folder of shipped data ``name`` (``rules`` or ``knowledge``).

    Installed, they are the packages ``cxadvisor.rules`` and ``cxadvisor.knowledge``; in a checkout they stand
    beside the package.
    """
    try:
        return files(f"cxadvisor.{name}")
    except ModuleNotFoundError:
        package = files("cxadvisor")
        return package.joinpath("..", name)


def read_json(name: str, *parts: str) -> Any:
    """Return the content of a shipped JSON file: folder ``name``, then the parts of its path."""
    return json.loads(folder(name).joinpath(*parts).read_bytes())
