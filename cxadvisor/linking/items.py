"""Lists what a review leaves to decide: the links it inferred, and its questions that name candidates."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from cxadvisor.linking.decisions import Item, Option
from cxadvisor.model.blocks import BLOCKS, CARRIERS, Relation
from cxadvisor.model.review import Finding, Review

RELATIONS: tuple[Relation, ...] = tuple(CARRIERS)


def open_items(review: Review, relations: Collection[str] = RELATIONS) -> tuple[Item, ...]:
    """Return what is to be decided, in reading order: inferred links by the note they lead to, then questions.

    Args:
        review: of one canvas.
        relations: only links of these relations.
    """
    links = sorted(_links(review, relations), key=lambda item: _reading_order(item.options[0]))
    pairs = {(item.options[0].source, item.options[0].target) for item in links}
    questions = (_question(finding, relations, pairs) for finding in review.findings)
    return (*links, *(item for item in questions if item is not None))


def _links(review: Review, relations: Collection[str]) -> Iterator[Item]:
    for link in review.links:
        is_open = link.origin == "inferred" and link.relation in relations
        if is_open and _is_note(link.from_) and _is_note(link.to):
            option = Option(link.to, link.from_, link.to, link.relation, link.confidence, link.reason)
            yield Item("link", link.from_, link.relation, "", (option,))


def _is_note(place: str) -> bool:
    """Whether a place is a note of the canvas, rather than a part of an artefact."""
    return place.startswith("/") and place.split("/")[1] in BLOCKS


def _reading_order(option: Option) -> tuple[int, int, tuple[int, str, int], float]:
    relation = RELATIONS.index(option.relation)
    return (
        relation,
        BLOCKS[option.target.split("/")[1]].number,
        _numbered(option.target),
        -option.confidence,
    )


def _numbered(place: str) -> tuple[int, str, int]:
    parent, _, index = place.rpartition("/")
    return (int("/post_sale" in parent), parent, int(index))


def _question(
    finding: Finding, relations: Collection[str], decided: Collection[tuple[str, str]]
) -> Item | None:
    """Return a question about one note whose candidates can be chosen from, else None."""
    asks = finding.asks
    if asks is None or asks.relation is None or finding.is_set_aside or len(finding.at) != 1:
        return None
    subject = finding.at[0]
    options = []
    for candidate in finding.candidates:
        pair = ends(subject, candidate.at, candidate.relation)
        if pair and pair not in decided and candidate.relation in relations:
            options.append(
                Option(candidate.at, *pair, candidate.relation, candidate.confidence, candidate.reason)
            )
    if not options:
        return None
    return Item("question", subject, asks.relation, finding.message, tuple(options))


def ends(note: str, other: str, relation: str) -> tuple[str, str] | None:
    """Return two places as source and target of a link of ``relation``, or None where their blocks allow none."""
    for source, target in ((note, other), (other, note)):
        for name, (sources, targets) in CARRIERS.items():
            if name == relation and source.split("/")[1] in sources and target.split("/")[1] in targets:
                return source, target
    return None
