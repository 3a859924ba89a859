"""The interview sheet in brief: who can answer what the review leaves open."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from cxadvisor.model.blocks import BLOCKS
from cxadvisor.model.review import ChecklistItem
from cxadvisor.reporters.document.shapes import AssumedRow, Entry, Interview, Part
from cxadvisor.reporters.places import parse_place
from cxadvisor.roles import Roles, roles
from cxadvisor.texts import Texts

MOST: Final = 8
"""So many questions, and so many links, are named for a role; the report holds all of them elsewhere."""


class _Asked(NamedTuple):
    questions: list[Entry]
    links: list[AssumedRow]
    subjects: dict[str, ChecklistItem]


def interview_of(parts: Iterable[Part], texts: Texts) -> tuple[Interview, ...]:
    """Return what each role is to be asked, as far as nobody has answered it."""
    answering = roles()
    asked = {role: _Asked([], [], {}) for role in answering.names}
    for part in parts:
        for entry in part.questions:
            asked[_for_question(answering, entry)].questions.append(entry)
        for row in part.assumed:
            place = parse_place(row.link.from_)
            stage = place.stage or (BLOCKS[place.block].implied_stage if place.block else None)
            asked[answering.for_relation(row.link.relation, stage)].links.append(row)
        for item in part.checklist:
            if item.answer is None:
                asked[answering.for_subject(item.id)].subjects.setdefault(item.id, item)
    return tuple(
        Interview(
            role=texts(f"interview.role.{role}"),
            questions=tuple(held.questions[:MOST]),
            more=max(0, len(held.questions) - MOST),
            links=tuple(held.links[:MOST]),
            more_links=max(0, len(held.links) - MOST),
            subjects=tuple(held.subjects.values()),
        )
        for role, held in asked.items()
        if any(held)
    )


def _for_question(answering: Roles, entry: Entry) -> str:
    finding = entry.finding
    rule = finding.asks.rule if finding.asks else finding.rule
    relation = finding.asks.relation if finding.asks else None
    return answering.for_question(rule, relation, finding.block, finding.stage)
