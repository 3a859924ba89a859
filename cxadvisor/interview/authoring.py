"""Compiles who answers for what, as authored in ``knowledge/roles.yaml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from cxadvisor.errors import KnowledgeError
from cxadvisor.language.authoring import read_yaml
from cxadvisor.model.blocks import STAGES
from cxadvisor.resources import folder
from cxadvisor.roles import SECTIONS

FILE: Final = "roles.yaml"


def compiled(text: str | None = None) -> dict[str, Any]:
    """Compile the authored roles, the shipped ones by default: by the name of their file.

    Raises ``KnowledgeError`` where something has no role, or one that there is not.
    """
    authored = read_yaml(FILE, text or folder("knowledge").joinpath(FILE).read_text("utf-8"))
    problems = list(_problems(authored))
    if problems:
        raise KnowledgeError(f"{FILE}: {problems[0]}")
    return {"roles.json": authored}


def _problems(authored: Any) -> Iterator[str]:
    if not isinstance(authored, Mapping) or list(authored) != ["roles", "rules", *SECTIONS]:
        yield f"it has the keys roles, rules, {', '.join(SECTIONS)}, in this order."
        return
    names = authored["roles"]
    if not isinstance(names, list) or not isinstance(authored["rules"], Mapping):
        yield "“roles” is a list, “rules” are keys with roles."
        return
    for section, wanted in SECTIONS.items():
        entries = authored[section]
        if not isinstance(entries, Mapping) or set(entries) != set(wanted):
            yield f"“{section}” says who answers for each of {', '.join(wanted)}, and for nothing else."
            return
    for section in ("rules", *SECTIONS):
        for key, role in authored[section].items():
            given = list(role.values()) if isinstance(role, Mapping) else [role]
            if isinstance(role, Mapping) and tuple(role) != STAGES:
                yield f"“{section}/{key}” has a role for each stage: {', '.join(STAGES)}."
            if not set(given) <= set(names):
                yield f"“{section}/{key}” names a role that is not among {', '.join(names)}."
