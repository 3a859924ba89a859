"""What the parts of artefacts stand in, and in which order they are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from cxadvisor.identity import normalised

About = Mapping[str, Mapping[str, Any]]
"""What is known of each id (``cxadvisor.facts.FactBase.about``)."""

FOLLOWING: Final = ("steps", "stages", "whys")
"""What is told in the order it happens in; in other lists the order means nothing."""


def enclosing(identity: str, about: About) -> Iterator[str]:
    """Yield what a part of an artefact stands in, from the nearest to the artefact itself; nothing for others."""
    while (outer := about[identity].get("of")) is not None:
        yield (identity := outer)


def order_within(identity: str, about: About) -> str:
    """Return what an artefact or a part of one is sorted by: its artefact, the step it belongs to, then words."""
    known = about[identity]
    chain = [identity, *enclosing(identity, about)]
    artefact = chain[-1]
    steps = [about[each]["number"] for each in reversed(chain[:-1]) if _follows(about[each])]
    numbers = " ".join(f"{number + 1:06}" for number in steps)
    words = "" if len(chain) == 1 else f"{known.get('field', '')} {normalised(known['text'])}"
    return f"{normalised(about[artefact]['text'])} {artefact} {numbers} {words}"


def _follows(known: Mapping[str, Any]) -> bool:
    return str(known.get("field", "")).rpartition(".")[2] in FOLLOWING
