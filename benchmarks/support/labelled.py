"""The labelled canvases of the repository, and the parts they fall into by what they were used for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import yaml

from cxadvisor.model.canvas import Canvas

ROOT: Final = Path(__file__).resolve().parents[2]
LABELLED: Final = ROOT / "tests" / "labelled"

TUNED: Final = frozenset(
    [
        "en-logistics",
        "example-bank",
        "example-furniture-retailer",
        "example-hotel",
        "example-saas",
        "it-pharmacy",
        "pl-accounting",
        "ro-clinic",
        "ru-grocery",
    ]
)
"""The canvases whose words were looked at while knowledge was written."""

CALIBRATED: Final = TUNED | frozenset(
    [
        "en-heat-pumps",
        "en-pet-clinic",
        "en-water-utility",
        "it-palestre",
        "it-real-estate",
        "it-theatre",
        "pl-car-dealer",
        "pl-gym",
        "pl-remonty",
        "ro-farmacii-veterinare",
        "ro-railway",
        "ro-telecom",
        "ru-avtostrahovanie",
        "ru-optician",
        "ru-travel-agency",
    ]
)
"""The canvases that the confidence scale is fitted to: those above, and some of which only the labels were used, but
for the channels of five.

All others are untouched: neither their words nor their labels had any say.
"""

Triple = tuple[str, str, str]
"""A link: the place it starts from, the place it leads to, and its relation."""


class Case(NamedTuple):
    """A canvas with its labels: true links, arguable pairs, and the places that really lack a partner, by rule.

    ``further`` are the true links that only newer canvases are labelled with – from models and plans, and to the
    culture –; None where there are no such labels.
    """

    name: str
    canvas: Canvas
    links: frozenset[Triple]
    arguable: frozenset[tuple[str, str]]
    gaps: frozenset[tuple[str, str]]
    further: frozenset[Triple] | None

    @property
    def language(self) -> str:
        """The declared language of the canvas."""
        return (self.canvas.language or "en")[:2]


def _triples(entries: Any) -> frozenset[Triple]:
    return frozenset((entry["from"], entry["to"], entry["relation"]) for entry in entries)


def case_of(name: str, content: Any, truth: Any) -> Case:
    """Make a case of the parsed content of a canvas and of its truth.

    Labels speak of what the words say: references are taken out, which would give the answer away.
    """
    return Case(
        name,
        Canvas.model_validate(without_references(content)),
        _triples(truth["links"]),
        frozenset((entry["from"], entry["to"]) for entry in truth["ambiguous"]),
        frozenset((entry["rule"], entry["at"]) for entry in truth["gaps"]),
        _triples(truth["further"]) if "further" in truth else None,
    )


def cases_in(folder: Path) -> Iterator[Case]:
    """Read the labelled canvases of ``folder``, by name; those named ``example-…`` stand in ``examples/``."""
    for path in sorted(folder.glob("*.truth.json")):
        name = path.name.removesuffix(".truth.json")
        yield case_of(name, _content(folder, name), json.loads(path.read_text("utf-8")))


def _content(folder: Path, name: str) -> Any:
    beside = folder / f"{name}.json"
    if beside.exists():
        return json.loads(beside.read_text("utf-8"))
    (path,) = (ROOT / "examples" / name.removeprefix("example-")).glob("canvas.*")
    return yaml.safe_load(path.read_text("utf-8"))  # JSON is YAML


def repository_cases() -> list[Case]:
    """Read every labelled canvas of the repository, by name."""
    return list(cases_in(LABELLED))


def without_references(content: Any) -> Any:
    """Return the content of a canvas without ``for``, ``not_for`` and ``through``."""
    if isinstance(content, dict):
        return {
            key: without_references(value)
            for key, value in content.items()
            if key not in ("for", "not_for", "through")
        }
    return [without_references(value) for value in content] if isinstance(content, list) else content


def block_of(place: str) -> str:
    """Return the block of a place."""
    return place.split("/")[1]
