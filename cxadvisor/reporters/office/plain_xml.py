"""Text from strangers made fit for the XML of an office file: whatever it holds, it is shown and does nothing."""

from __future__ import annotations

from typing import Final

from cxadvisor.reporters.plain import seen, shorten

_SPECIAL: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}


def printable(text: object) -> str:
    r"""Return ``text`` with white space of any kind as a space, and what does not print shown as ``\u{…}``.

    Emoji that are joined by zero-width joiners stay whole.
    """
    return seen(str(text)).replace("\n", " ").replace("\t", " ")


def escape(text: object) -> str:
    """Return ``text`` as it may stand in an element or attribute of XML."""
    return "".join(_SPECIAL.get(character, character) for character in printable(text))


def shortened(text: str, most: int) -> str:
    """Return ``text`` on one line, cut between words near ``most`` columns where it is longer."""
    return shorten(" ".join(printable(text).split()), most)
