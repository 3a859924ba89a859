"""Looks over the artefacts under one companion key before their models are built, and explains what does not fit."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from cxadvisor.model.artefacts import ARTEFACTS
from cxadvisor.model.artefacts.common import Brief
from cxadvisor.model.canvas import MAX_NOTES, Part
from cxadvisor.model.strategy import SkippedPart
from cxadvisor.readers.artefact_keys import homes_in, own_first
from cxadvisor.readers.artefact_values import colon_in_text, explain_artefact, part_under, too_many_entries
from cxadvisor.readers.complaints import Complaints, TooManyError
from cxadvisor.readers.dates import is_impossible_date
from cxadvisor.readers.ids import GivenIds
from cxadvisor.readers.keys import is_extension, keys_of
from cxadvisor.readers.tree import escaped, reached, shown

if TYPE_CHECKING:
    from cxadvisor.readers.suggestions import Speller

MAX_UNKNOWN: Final = 100
"""So many different keys that no model has are told of; a file with more of them is something else."""
MAX_PARTS: Final = 5_000
"""So many parts (steps, whys, pieces of evidence …) may stand under one companion key of a file."""
_DATES: Final = ("date", "due")


class ArtefactLook:
    """A look over the artefacts under ``key``.

    Args:
        key: the companion key.
        complaints: where problems go.
        ids: the ids that were given so far in the strategy.
    """

    def __init__(self, key: str, complaints: Complaints, ids: GivenIds) -> None:
        self._key = key
        self._artefact = ARTEFACTS[key]
        self._complaints = complaints
        self._ids = ids
        self._is_yaml = complaints.document.format == "yaml"
        self._unknown: dict[tuple[type[Part], str], _UnknownKey] = {}
        self._meant: dict[tuple[type[Part], str], str | None] = {}
        self._has_too_many = False
        self._parts = 0

    def unknown(self, prefix: str) -> list[SkippedPart]:
        """Return the keys that no model has, each told once; ``prefix`` stands before their places."""
        return [SkippedPart(f"{prefix}{each.place}", each.sentence()) for each in self._unknown.values()]

    def clean(self, value: Any, part: type[Part], place: str) -> Any:
        """Return ``value`` without keys that hold nothing, and without those that ``part`` does not have.

        Raises:
            TooManyError: there are too many problems to go on.
        """
        if isinstance(value, list):
            return [self.clean(each, part, f"{place}/{index}") for index, each in enumerate(value)]
        if not isinstance(value, dict):
            return value
        return {} if self._complained_of_colon(value, part, place) else self._mapping(value, part, place)

    def _mapping(self, mapping: dict[str, Any], part: type[Part], place: str) -> dict[str, Any]:
        self._count()
        allowed, clean = keys_of(part), {}
        for key, inner in mapping.items():
            inside = f"{place}/{escaped(key)}"
            if key == "$schema" and not isinstance(inner, str):
                self._complaints.add(*NO_SCHEMA, inside)
            elif is_extension(key):
                clean[key] = inner
            elif key not in allowed:
                self._take_unknown(key, inside, part, mapping)
            elif inner is not None:
                if key == "id":
                    self._ids.take(inner, inside, self._complaints)
                elif key in _DATES:
                    self._date(inner, inside)
                clean[key] = self._value(inner, key, part, inside)
        return clean

    def _count(self) -> None:
        self._parts += 1
        if self._parts > MAX_PARTS:
            self._complaints.add(
                f"“{self._key}” holds more than {MAX_PARTS:,} steps and other parts with keys.",
                "Keep what the strategy rests on.",
                f"/{self._key}",
            )
            raise TooManyError

    def _value(self, value: Any, key: str, part: type[Part], place: str) -> Any:
        if isinstance(value, list) and len(value) > MAX_NOTES:
            self._complaints.add(*too_many_entries(key, value), place)
            return []
        nested = part_under(part, key)
        return self.clean(value, nested, place) if nested else value

    def _date(self, value: Any, place: str) -> None:
        if isinstance(value, str) and is_impossible_date(value):
            self._complaints.add(
                f"There is no such day as “{shown(value)}”.",
                "Check day and month; write them like 2026-03-31.",
                place,
            )

    def _complained_of_colon(self, mapping: dict[str, Any], part: type[Part], place: str) -> bool:
        """Complain of “- Interviews: 12”, which is a text to people and a mapping to YAML."""
        if not issubclass(part, Brief) or not self._is_yaml or len(mapping) != 1:
            return False
        ((key, value),) = mapping.items()
        if key in keys_of(part) or is_extension(key) or not isinstance(value, str | int | float):
            return False
        if self._complaints.document.begins(place, "{") or self._suggested(key, part):
            return False
        self._complaints.add(*colon_in_text(key, value), place)
        self._complaints.expect(f"{place}/{part.plain}")
        return True

    def _take_unknown(self, key: str, place: str, part: type[Part], beside: dict[str, Any]) -> None:
        """Complain of a key that is another word for a known one, or a misspelling of it; note any other."""
        if self._has_too_many:
            return
        meant = self._suggested(key, part)
        if meant and beside[key] is not None and beside.get(meant) is None:
            self._complaints.add(
                f"“{shown(key)}” is not a key that is known here.",
                f"Did you mean “{meant}”? A key of your own begins with “x-”.",
                place,
                key=True,
            )
            self._complaints.expect(f"{place.rpartition('/')[0]}/{meant}")
            return
        if (part, key) in self._unknown:
            self._unknown[part, key].count += 1
        elif len(self._unknown) < MAX_UNKNOWN:
            self._unknown[part, key] = _UnknownKey(key, place, self._hint(key, meant, beside, place))
        else:
            self._has_too_many = True
            self._complaints.add(
                f"“{self._key}” holds more than {MAX_UNKNOWN} different keys that are not known here.",
                "Keep what is described in docs/artefacts.md, and begin keys of your own with “x-”.",
                place,
                key=True,
            )

    def _suggested(self, key: str, part: type[Part]) -> str | None:
        if (part, key) not in self._meant:
            self._meant[part, key] = _speller().suggest(key, own_first(part))
        return self._meant[part, key]

    def _hint(self, key: str, meant: str | None, beside: dict[str, Any], place: str) -> str:
        """Return where the content of an unknown key may belong."""
        around = place.rpartition("/")[0]
        if beside[key] is None and self._is_yaml and self._complaints.document.begins(around, "{"):
            return " If a comma inside a text led here, put that text in quotes."
        if meant and _another_word(key, meant):
            return f" It may belong to “{meant}”, which is there already."
        home = homes_in(self._artefact).get(key)
        return f" It belongs {home}." if home else ""

    def complain(self, error: ValidationError, tree: Any, root: str) -> None:
        """Say in plain words what does not fit.

        Args:
            error: what the model found; its locations may go on with names of pydantic's own.
            tree: the artefact as ``clean`` returned it.
            root: its place.

        Raises:
            TooManyError: there are too many problems to go on.
        """
        told = set()
        found = error.errors(include_url=False, include_context=False, include_input=False)
        for problem in sorted(
            found, key=lambda each: each["type"] == "missing"
        ):  # which is told of its mapping
            tokens, value = reached(tree, problem["loc"])
            place = root + "".join(f"/{escaped(token)}" for token in tokens)
            last = problem["loc"][-1]
            missing = last if problem["type"] == "missing" and isinstance(last, str) else ""
            if (place, missing) in told:
                continue
            told.add((place, missing))
            if missing:
                if not self._complaints.is_expected(f"{place}/{missing}"):
                    self._complaints.add(f"“{missing}” is missing here.", f"Add “{missing}”.", place)
            elif not self._complaints.touches(place):
                document = self._complaints.document
                colon = self._is_yaml and not document.begins(place, "{")
                said = explain_artefact(self._artefact, tokens, value, document.written(place), colon=colon)
                self._complaints.add(*said, place)


NO_SCHEMA: Final = ("“$schema” is not a text.", "Write the name of the schema, or leave it out.")
"""Message and remedy for a ``$schema`` that is no text."""


class _UnknownKey:
    """A key that no model has: where it was met first, how often, and what may help."""

    def __init__(self, key: str, place: str, hint: str) -> None:
        self.place = place
        self.count = 1
        self._said = f"“{shown(key)}” is not a key that is known here; no rule looks at it.{hint}"

    def sentence(self) -> str:
        """Return what there is to say of it."""
        return self._said if self.count == 1 else f"{self._said} It stands in {self.count:,} places."


@cache
def _speller() -> Speller:
    from cxadvisor.readers.artefact_aliases import ARTEFACT_ALIASES
    from cxadvisor.readers.suggestions import Speller

    return Speller(ARTEFACT_ALIASES)


def _another_word(key: str, meant: str) -> bool:
    return _speller().meant(key, (meant,)) == meant
