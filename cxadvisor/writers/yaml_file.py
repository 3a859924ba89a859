"""Writes a strategy as YAML: in quotes whatever YAML 1.2 would not take for a text, nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

import yaml

from cxadvisor.errors import InputError
from cxadvisor.model.strategy import SkippedPart
from cxadvisor.readers.safe_bytes import MAX_YAML_BYTES
from cxadvisor.readers.tree import Source
from cxadvisor.readers.yaml_scalars import resolve
from cxadvisor.writers import Written
from cxadvisor.writers.canonical import compact

WIDTH: Final = 120
"""Longer texts go over several lines."""


def write(tree: Mapping[str, Any], language: str) -> Written:
    """Return ``tree`` (in canonical form) as a YAML file. A file larger than what is read is told as lost."""
    text = yaml.dump(
        compact(tree),
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=WIDTH,
        default_flow_style=None,
    )
    data = text.encode()
    if len(data) > MAX_YAML_BYTES:
        why = f"A YAML file may have {MAX_YAML_BYTES // 1000} KB, and this one would have more; write JSON."
        return Written(data, (SkippedPart("", why),))
    return Written(data)


_unicode_breaks = re.compile("[\x85\u2028\u2029\ufeff]").search


class _Dumper(yaml.SafeDumper):
    """Writes lists of short texts in brackets, and never an alias."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Indent lists below their key."""
        super().increase_indent(flow, False)

    def write_double_quoted(self, text: str, split: bool = True) -> None:
        """Write a text in quotes; line breaks of Unicode, which YAML 1.1 and 1.2 take differently, as escapes."""
        self.allow_unicode = not _unicode_breaks(text)
        super().write_double_quoted(text, split)
        self.allow_unicode = True

    def ignore_aliases(self, data: Any) -> bool:
        """Return that nothing is written as an alias: our readers refuse them."""
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=None if _is_text(text) else '"')


def _is_text(text: str) -> bool:
    """Whether a plain ``text`` would be read as this text: our YAML is 1.2, that of PyYAML is 1.1."""
    if _unicode_breaks(text):
        return False
    try:
        return resolve(Source(text, None), text, 0) == text
    except InputError:
        return False


def _sequence(dumper: yaml.SafeDumper, items: list[Any]) -> yaml.Node:
    is_short = all(isinstance(item, int | float) for item in items) or (
        all(isinstance(item, str) and len(item) < 30 and "\n" not in item for item in items)
        and sum(map(len, items)) < 90
    )
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=is_short)


def _mapping(dumper: yaml.SafeDumper, items: dict[str, Any]) -> yaml.Node:
    return dumper.represent_mapping("tag:yaml.org,2002:map", items, flow_style=False)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(list, _sequence)
_Dumper.add_representer(dict, _mapping)
