"""Who in a company can answer what a review asks: authored in ``knowledge/roles.yaml``, compiled to JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

from cxadvisor.checklist import ITEMS
from cxadvisor.errors import KnowledgeError
from cxadvisor.model.blocks import BLOCKS, CARRIERS, COMPANION_KEYS, STAGES
from cxadvisor.resources import folder, read_json

FILE: Final = "roles.yaml"
_SECTIONS: Final[Mapping[str, tuple[str, ...]]] = {
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
        """Return who can answer a subject of the closing checklist."""
        return str(self._content["checklist"][name])

    @staticmethod
    def _by_stage(role: Any, stage: str | None) -> str:
        return str(role if isinstance(role, str) else role[stage or STAGES[-1]])


@cache
def roles() -> Roles:
    """Return the shipped roles."""
    return Roles(read_json("knowledge", "compiled", "roles.json"))


def compiled(text: str | None = None) -> dict[str, Any]:
    """Compile the authored roles, the shipped ones by default: by the name of their file.

    Raises ``KnowledgeError`` where something has no role, or one that there is not.
    """
    from cxadvisor.language.authoring import read_yaml

    authored = read_yaml(FILE, text or folder("knowledge").joinpath(FILE).read_text("utf-8"))
    problems = list(_problems(authored))
    if problems:
        raise KnowledgeError(f"{FILE}: {problems[0]}")
    return {"roles.json": authored}


def _problems(authored: Any) -> Iterator[str]:
    if not isinstance(authored, Mapping) or list(authored) != ["roles", "rules", *_SECTIONS]:
        yield f"it has the keys roles, rules, {', '.join(_SECTIONS)}, in this order."
        return
    names = authored["roles"]
    if not isinstance(names, list) or not isinstance(authored["rules"], Mapping):
        yield "“roles” is a list, “rules” are keys with roles."
        return
    for section, wanted in _SECTIONS.items():
        entries = authored[section]
        if not isinstance(entries, Mapping) or set(entries) != set(wanted):
            yield f"“{section}” says who answers for each of {', '.join(wanted)}, and for nothing else."
            return
    for section in ("rules", *_SECTIONS):
        for key, role in authored[section].items():
            given = list(role.values()) if isinstance(role, Mapping) else [role]
            if isinstance(role, Mapping) and tuple(role) != STAGES:
                yield f"“{section}/{key}” has a role for each stage: {', '.join(STAGES)}."
            if not set(given) <= set(names):
                yield f"“{section}/{key}” names a role that is not among {', '.join(names)}."
