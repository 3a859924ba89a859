"""Who in a company can answer what a review asks (``knowledge/roles.yaml``, compiled to JSON)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from cxadvisor.checklist import ITEMS
from cxadvisor.model.blocks import BLOCKS, CARRIERS, COMPANION_KEYS, STAGES
from cxadvisor.resources import read_json

SECTIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "relations": (*CARRIERS, "matches"),
    "blocks": (*BLOCKS, *COMPANION_KEYS),
    "checklist": tuple(name for name, _ in ITEMS),
}
"""What each section of the file says who answers for; it says so of all of them."""


class Roles:
    """The roles in the order in which a sheet lists them, and which of them answers what."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        self.names: tuple[str, ...] = tuple(content["roles"])
        self._content = content

    def for_question(self, rule: str, relation: str | None, block: str | None, stage: str | None) -> str:
        """Return who can answer a question: by its rule, else the relation it seeks, else the block of the note."""
        if rule in self._content["rules"]:
            return str(self._content["rules"][rule])
        if relation is not None:
            return self.for_relation(relation, stage)
        return self.for_block(block, stage)

    def for_relation(self, relation: str, stage: str | None) -> str:
        """Return who can say whether two notes belong together."""
        return self._by_stage(self._content["relations"][relation], stage)

    def for_block(self, block: str | None, stage: str | None) -> str:
        """Return who knows what a note of a block means; of no block the leadership."""
        return self._by_stage(self._content["blocks"].get(block, "leadership"), stage)

    def for_subject(self, name: str) -> str:
        """Return who can answer a subject of the closing checklist; one that is not ours the leadership."""
        return str(self._content["checklist"].get(name, "leadership"))

    @staticmethod
    def _by_stage(role: Any, stage: str | None) -> str:
        return str(role if isinstance(role, str) else role[stage or STAGES[-1]])


@cache
def roles() -> Roles:
    """Return the shipped roles."""
    return Roles(read_json("knowledge", "compiled", "roles.json"))
