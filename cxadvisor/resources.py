"""Finds the shipped rules and knowledge, whether cxadvisor is installed, zipped or run from its checkout."""

from __future__ import annotations

import json
import os
from functools import cache
from importlib import import_module
from importlib.machinery import SourceFileLoader
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def folder(name: str) -> Traversable:
    """Return the folder of shipped data ``name`` (``rules`` or ``knowledge``), to be looked through.

    Installed, they are the packages ``cxadvisor.rules`` and ``cxadvisor.knowledge``; in a checkout they stand
    beside the package.
    """
    from importlib.resources import files

    try:
        return files(f"cxadvisor.{name}")
    except ModuleNotFoundError:
        package = files("cxadvisor")
        return package.joinpath("..", name)


@cache
def _loader_and_path(name: str) -> tuple[SourceFileLoader, str]:
    """Return what reads the files of folder ``name``, and the path of that folder."""
    steps: tuple[str, ...] = ()
    try:
        spec = import_module(f"cxadvisor.{name}").__spec__
    except ModuleNotFoundError:
        spec, steps = import_module("cxadvisor").__spec__, ("..", name)
    assert spec is not None
    assert spec.origin is not None
    return cast(SourceFileLoader, spec.loader), os.path.join(os.path.dirname(spec.origin), *steps)


def read_text(name: str, *parts: str) -> str:
    """Return the content of a shipped file: folder ``name``, then the parts of its path.

    The loader of the package reads it, from a folder and from a zip alike: ``importlib.resources`` would take longer
    to import than all files of a review take to be read.
    """
    loader, path = _loader_and_path(name)
    return loader.get_data(os.path.join(path, *parts)).decode()


def read_json(name: str, *parts: str) -> Any:
    """Return the content of a shipped JSON file: folder ``name``, then the parts of its path."""
    return json.loads(read_text(name, *parts))
