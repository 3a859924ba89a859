"""Reads YAML 1.2 (core schema) from the events of PyYAML's parser in pure Python, and keeps where everything stands.

``yaml.load`` is not used: it expands aliases and merge keys without end, takes ``NO`` for False and ``12:30`` for a
number, and keeps the last of duplicate keys; its C twin takes the process down on deep nesting.
"""

from __future__ import annotations

from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from cxadvisor.readers import yaml_errors
from cxadvisor.readers.scalars import refused_character
from cxadvisor.readers.tree import Document, Source, TreeBuilder
from cxadvisor.readers.yaml_parser import YamlParser, hide_line_separators
from cxadvisor.readers.yaml_scalars import MAX_LINES, MAX_VALUES, resolve


def parse_yaml(source: Source) -> Document:
    """Return the document that ``source`` holds.

    Raises:
        InputError: it is not YAML, uses anchors, aliases, tags, merge keys or several documents, is too large or nested
            too deep, or repeats a key.
    """
    if source.text.count("\n") + source.text.count("\r") > MAX_LINES:
        source.refuse(
            f"This file has more than {MAX_LINES:,} lines, but a canvas is one page.",
            "Give the canvas alone.",
        )
    text, restore = hide_line_separators(source.text)
    try:
        parser = YamlParser(text)
    except yaml.YAMLError as error:
        yaml_errors.refuse(source, error, 0)
    composer = _Composer(source, restore)
    while True:
        try:
            event = parser.get_event()  # type: ignore[no-untyped-call]
        except (yaml.YAMLError, ValueError, OverflowError, IndexError) as error:
            # PyYAML lets some plain errors through, such as chr() of a code that is none.
            yaml_errors.refuse(source, error, min(parser.index, len(source.text)))
        if isinstance(event, StreamEndEvent):
            break
        composer.take(event)
    return composer.builder.document("yaml")


class _Composer:
    """Builds the tree from events; a mapping takes key and value in turn."""

    def __init__(self, source: Source, restore: dict[int, str]) -> None:
        self.source = source
        self.builder = TreeBuilder(source, MAX_VALUES)
        self._restore = restore
        self._documents = 0
        self._awaits_key: list[bool] = []

    def take(self, event: Any) -> None:
        """Take the next event of the parser."""
        offset: int = event.start_mark.index
        if isinstance(event, ScalarEvent):
            self._refuse_extras(event)
            self._scalar(event)
        elif isinstance(event, SequenceStartEvent | MappingStartEvent):
            self._refuse_extras(event)
            container: dict[str, Any] | list[Any] = {} if isinstance(event, MappingStartEvent) else []
            if self._is_key():
                yaml_errors.refuse_key(self.source, offset)
            self.builder.open(container, offset)
            self._awaits_key.append(True)
        elif isinstance(event, SequenceEndEvent | MappingEndEvent):
            self.builder.close()
            self._awaits_key.pop()
            self._value_taken()
        elif isinstance(event, AliasEvent):
            yaml_errors.refuse_alias(self.source, str(event.anchor), offset)
        elif isinstance(event, DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                yaml_errors.refuse_second_document(self.source, offset)
            if event.tags:
                yaml_errors.refuse_tag(self.source, "%TAG", offset)

    def _refuse_extras(self, event: Any) -> None:
        if event.anchor is not None:
            yaml_errors.refuse_anchor(self.source, event.anchor, event.start_mark.index)
        if event.tag is not None:
            yaml_errors.refuse_tag(self.source, event.tag, event.start_mark.index)

    def _is_key(self) -> bool:
        return bool(self._awaits_key) and self._awaits_key[-1] and isinstance(self.builder.parent, dict)

    def _value_taken(self) -> None:
        if self._awaits_key:
            self._awaits_key[-1] = True

    def _scalar(self, event: Any) -> None:
        text: str = event.value
        offset: int = event.start_mark.index
        is_plain = event.style is None
        if not is_plain or self._restore:
            text = self._repaired(text, offset)
        if self._is_key():
            if is_plain and text == "<<":
                yaml_errors.refuse_merge_key(self.source, offset)
            self.builder.key(text, offset)
            self._awaits_key[-1] = False
        else:
            self.builder.add(resolve(self.source, text, offset) if is_plain else text, offset)
            self._value_taken()

    def _repaired(self, text: str, offset: int) -> str:
        """Put back line separators and join surrogate pairs that were written as two escapes."""
        if self._restore:
            text = text.translate(self._restore)
        bad = refused_character(text)
        if bad:
            try:
                text = text.encode("utf-16", "surrogatepass").decode("utf-16")
            except UnicodeDecodeError:
                self.source.refuse(*bad, offset=offset)
            bad = refused_character(text)
            if bad:
                self.source.refuse(*bad, offset=offset)
        return text
