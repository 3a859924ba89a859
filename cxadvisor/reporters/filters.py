"""By what the entries of a page can be filtered, and how many there are of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, NamedTuple

from cxadvisor.model.blocks import BLOCKS
from cxadvisor.reporters.wording import FINDINGS, SEVERITIES, upper_first
from cxadvisor.texts import Texts

if TYPE_CHECKING:
    from cxadvisor.reporters.document import Entry

ELSEWHERE: Final = "artefacts"
"""Stands for the block of entries that are about none."""
KINDS: Final = {"confirm": "question", "advice": "advice"}
"""What kinds that are no findings are called in the page and in its address."""


class Choice(NamedTuple):
    """A value to filter by, as it stands in the address, its words, and the number of entries that have it."""

    value: str
    label: str
    number: int


class Filters(NamedTuple):
    """What there is to choose from; ``of`` is the number of all entries."""

    severities: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    blocks: tuple[Choice, ...]
    of: int


def facets_of(entry: Entry) -> tuple[tuple[str, str], ...]:
    """Return what ``entry`` is filtered by, name and value; questions and suggestions have no severity."""
    finding = entry.finding
    facets = (("kind", KINDS.get(finding.kind, finding.kind)), ("block", finding.block or ELSEWHERE))
    return (("severity", finding.severity), *facets) if finding.kind in FINDINGS else facets


def filters_of(entries: Iterable[Entry], texts: Texts, own: Texts) -> Filters:
    """Return what ``entries`` can be filtered by; ``own`` holds the words of the page itself."""
    every = [facets_of(entry) for entry in entries]
    counts = Counter(facet for facets in every for facet in facets)

    def choices(name: str, labels: Iterable[tuple[str, str]]) -> tuple[Choice, ...]:
        return tuple(
            Choice(value, upper_first(label), counts[name, value])
            for value, label in labels
            if counts[name, value]
        )

    return Filters(
        severities=choices("severity", ((each, texts(f"severity.{each}")) for each in SEVERITIES)),
        kinds=choices(
            "kind",
            (
                *((each, texts(f"kind.{each}")) for each in FINDINGS),
                ("question", texts("report.field.question")),
                ("advice", texts("report.field.suggestion")),
            ),
        ),
        blocks=choices(
            "block",
            (*((each, texts(f"block.{each}")) for each in BLOCKS), (ELSEWHERE, own("page.artefacts"))),
        ),
        of=len(every),
    )
