"""JSON Schemas (2020-12) of what cxadvisor reads and writes, made from the models; also shipped here as files.

The files exist for editors and other programs. After a change of the models write them anew with :func:`write`; a test
compares them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from cxadvisor.model.blocks import COMPANION_KEYS

__all__ = ["NAMES", "schema", "write"]

NAMES: Final = ("canvas", *COMPANION_KEYS, "review", "review-notes", "diff", "plan")
"""The schemas there are; those of companion files by their keys."""


def schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema of canvas files (``canvas``), of companion files (by their key, such as ``personas``) or
    of reviews (``review``), of the consultant's notes on one (``review-notes``), or of what differs between two of them
    (``diff``), or of plans (``plan``).

    Raises:
        ValueError: there is no such schema.
    """
    if name == "canvas":
        from cxadvisor.schemas.canvas_schema import canvas_schema

        return canvas_schema()
    if name in COMPANION_KEYS:
        from cxadvisor.schemas.artefact_schema import companion_schema

        return companion_schema(name)
    if name == "review":
        from cxadvisor.schemas.review_schema import review_schema

        return review_schema()
    if name == "review-notes":
        from cxadvisor.schemas.notes_schema import notes_schema

        return notes_schema()
    if name == "diff":
        from cxadvisor.schemas.difference_schema import difference_schema

        return difference_schema()
    if name == "plan":
        from cxadvisor.schemas.plan_schema import plan_schema

        return plan_schema()
    raise ValueError(f"There is no schema “{name}”; there are {', '.join(NAMES)}.")


def text_of(name: str) -> str:
    """Return the schema ``name`` as the text of its file."""
    import json

    return json.dumps(schema(name), indent=2, ensure_ascii=False) + "\n"


def write(folder: Path) -> None:
    """Write every schema into ``folder`` as ``NAME.json``."""
    for name in NAMES:
        (folder / f"{name}.json").write_text(text_of(name), encoding="utf-8")
