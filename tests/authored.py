"""The texts of a language as they are authored: of the interface, of rules and of knowledge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from cxadvisor.compile import CHECKOUT
from cxadvisor.readers.tree import Source
from cxadvisor.readers.yaml_text import parse_yaml


def files_of(language: str) -> tuple[Path, ...]:
    return (
        *sorted((CHECKOUT / "cxadvisor/texts").glob(f"*{language}.yaml")),
        CHECKOUT / f"rules/translations/{language}.yaml",
        *sorted((CHECKOUT / "knowledge").glob(f"*.{language}.yaml")),
    )


def tree_of(path: Path) -> Any:
    return parse_yaml(Source(path.read_text("utf-8"), path.name)).tree


def texts_in(tree: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text below ``tree`` with its dotted place."""
    if isinstance(tree, Mapping):
        for key, value in tree.items():
            yield from texts_in(value, f"{path}.{key}" if path else str(key))
    elif isinstance(tree, Sequence) and not isinstance(tree, str):
        for number, value in enumerate(tree):
            yield from texts_in(value, f"{path}.{number}")
    elif isinstance(tree, str):
        yield path, tree
