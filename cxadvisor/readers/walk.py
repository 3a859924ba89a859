"""What every look over a part of a canvas needs: unknown keys with suggestions, lists, possible dates."""

from __future__ import annotations

from typing import Any

from cxadvisor.model.canvas import MAX_NOTES, Note, Part
from cxadvisor.readers.complaints import Complaints
from cxadvisor.readers.dates import is_impossible_date
from cxadvisor.readers.keys import homes, is_extension, keys_of
from cxadvisor.readers.tree import escaped, shown
from cxadvisor.readers.values import kind_of


class Walk:
    """A look over one document; problems go to ``complaints``."""

    def __init__(self, complaints: Complaints) -> None:
        self.complaints = complaints
        self.add = complaints.add
        self.is_yaml = complaints.document.format == "yaml"

    def known(self, mapping: dict[str, Any], place: str, part: type[Part]) -> dict[str, Any]:
        """Return what ``mapping`` says under keys that ``part`` has; a key without a value counts as not written."""
        allowed = keys_of(part)
        clean = {}
        for key, value in mapping.items():
            if key in allowed:
                if value is not None:
                    clean[key] = value
            elif not is_extension(key):
                self._unknown(key, value, f"{place}/{escaped(key)}", mapping, part)
            elif key == "$schema" and not isinstance(value, str):
                self.add(
                    "“$schema” is not a text.",
                    "Write the name of the schema, or leave it out.",
                    f"{place}/$schema",
                )
            else:
                clean[key] = value
        return clean

    def list_of(self, content: Any, place: str, what: str) -> list[Any]:
        """Return a list that can be gone through, an empty one if there is no such list; ``what`` says of what."""
        name = place.rpartition("/")[2]
        if not isinstance(content, list):
            self.add(
                f"“{name}” is a list of {what}, but here is {kind_of(content)}.",
                f"Write {self.written(name, '[…]')}.",
                place,
            )
            return []
        if len(content) > MAX_NOTES:
            self.add(
                f"“{name}” has {len(content):,} {what}; at most {MAX_NOTES:,} are read.",
                "A canvas is one page: shorten it.",
                place,
            )
            return []
        return content

    def date(self, value: Any, place: str) -> None:
        """Complain of a text that looks like a date but is none."""
        if isinstance(value, str) and is_impossible_date(value):
            self.add(
                f"There is no such day as “{shown(value)}”.",
                "Check day and month; write them like 2026-03-31.",
                place,
            )

    def written(self, key: str, value: str) -> str:
        """Return how a key with its value is written in the format at hand."""
        return f"{key}: {value}" if self.is_yaml else f'"{key}": {value}'

    def _unknown(self, key: str, value: Any, place: str, mapping: dict[str, Any], part: type[Part]) -> None:
        from cxadvisor.readers.suggestions import suggest

        allowed = keys_of(part)
        home = homes().get(key)
        meant = suggest(key, allowed)
        if meant in mapping:
            meant = suggest(key, [name for name in allowed if name not in mapping]) or meant
        if home:
            remedy = f"It belongs {home}."
        elif meant:
            remedy = (
                f"Did you mean “{meant}”?"
                if meant not in mapping
                else f"“{meant}” is there already; join the two."
            )
        elif issubclass(part, Note) and self.is_yaml and value is None:
            remedy = "If a comma inside a text led here, put that text in quotes."
        else:
            remedy = "Remove it, or begin it with “x-” to keep it for yourself."
        self.add(f"“{shown(key)}” is not a key that is known here.", remedy, place, key=True)
        if meant:
            self.complaints.expect(f"{place.rpartition('/')[0]}/{meant}")
