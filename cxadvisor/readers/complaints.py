"""Collects what is wrong with one document, so that somebody can mend it all at once."""

from __future__ import annotations

import re

from cxadvisor.errors import InputError, Problem
from cxadvisor.readers.tree import MAX_COLLECTED, Document

_FAR = 1 << 62
_LONGEST_PLACE = 300


_of_texts = re.compile(r"quotes|Write a list|\[").search
"""Finds remedies that speak of quotation marks and brackets, which other formats than JSON and YAML have no use for."""


class TooManyError(Exception):
    """So many problems were found that looking for more helps nobody."""


class Complaints:
    """The problems of one document, with the places they stand at."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._found: list[tuple[int, Problem]] = []
        self._own: set[str] = set()
        self._touched: set[str] = set()

    def __bool__(self) -> bool:
        return bool(self._found)

    def add(self, message: str, remedy: str, at: str, *, key: bool = False) -> None:
        """Note a problem at the place ``at``; at its key rather than its value if ``key``.

        Raises:
            TooManyError: there are enough of them.
        """
        if not self.document.is_text and _of_texts(remedy):
            remedy = ""
        offset = self.document.offset(at, key=key)
        if offset is None and at and len(at) <= _LONGEST_PLACE:
            message = f"{at}: {message}"
        place = at if len(at) <= _LONGEST_PLACE else None
        problem = self.document.source.problem(message, remedy, offset=offset, at=place)
        self._found.append((_FAR if offset is None else offset, problem))
        self._own.add(at)
        while at and at not in self._touched:
            self._touched.add(at)
            at = at.rpartition("/")[0]
        self._touched.add("")
        if len(self._found) >= MAX_COLLECTED:
            raise TooManyError

    def where(self, place: str) -> str:
        """Return where ``place`` stands, in words for a message."""
        offset = self.document.offset(place)
        if offset is None:
            return place
        return self.document.source.words_for(offset)

    def expect(self, place: str) -> None:
        """Take it that what is missing at ``place`` stands there under another key, which was complained of."""
        self._touched.add(place)

    def is_expected(self, place: str) -> bool:
        """Whether a problem is known at ``place`` or inside it, or another key is taken for it."""
        return place in self._touched

    def touches(self, place: str) -> bool:
        """Whether a problem is known at ``place``, inside it, or at what encloses it (the whole file aside)."""
        if place in self._touched:
            return True
        while place and place not in self._own:
            place = place.rpartition("/")[0]
        return bool(place)

    def sorted(self) -> list[Problem]:
        """Return the problems as they stand in the file."""
        return [problem for _, problem in sorted(self._found, key=lambda pair: pair[0])]

    def raise_if_any(self) -> None:
        """Raise ``InputError`` with all problems, if there are any."""
        if self._found:
            raise InputError(self.sorted())


def problems_of(error: InputError) -> list[Problem]:
    """Return the problems of one file; where not all were kept, the last one says how many there are."""
    problems = list(error.problems)
    if error.total > len(problems):
        said = f"There are {error.total - len(problems) + 1} more problems in this file."
        problems[-1] = Problem(said, "Mend the others first.", problems[-1].file)
    return problems
