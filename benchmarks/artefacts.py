"""Measures the rules about artefacts, and what is found to belong together, on the labelled strategies.

Run ``python benchmarks/artefacts.py`` in a checkout, with ``--misses`` for what was missed and what was raised wrongly,
on those strategies alone that may be read. A planted defect counts as raised where its rule speaks at that place, in it
or around it; what is absorbed counts as raised. A link is right where the labels have it, or allow it.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import yaml

from cxadvisor import Review, review
from cxadvisor.language import COVER
from cxadvisor.rulebook.rulebook import shipped

STRATEGIES: Final = Path(__file__).resolve().parents[1] / "tests" / "labelled" / "strategies"

READ: Final = frozenset(["en", "ro"])
"""The strategies that were read while the rules were written; nobody may read the others."""

CANVAS: Final = "canvas.yaml#"
AS_OF: Final = "2026-11-22"

Place = tuple[str, str]
"""A rule with a place."""


class Told(NamedTuple):
    """What a review says of artefacts: rule and places, and how."""

    rule: str
    places: tuple[str, ...]
    how: str


class Figures(NamedTuple):
    """How many planted defects were raised and asked, and what was said and asked that nobody planted."""

    raised: int = 0
    asked: int = 0
    planted: int = 0
    arguable: int = 0
    wrong: int = 0
    asked_in_vain: int = 0
    sure_right: int = 0
    sure: int = 0
    found: int = 0
    links: int = 0

    def __str__(self) -> str:
        return (
            f"raised {self.raised}, asked {self.asked} of {self.planted}; beside them {self.arguable} arguable,"
            f" {self.wrong} wrong, {self.asked_in_vain} questions;"
            f" links at 0.8 and above right {self.sure_right}/{self.sure}, found {self.found}/{self.links}"
        )


def about_artefacts() -> frozenset[str]:
    """Return the rules that are about artefacts, or may be."""
    return frozenset(
        {card.name for card in shipped().cards if card.given} | {"wrong-scale", "broken-reference"}
    )


def told(made: Review) -> Iterator[Told]:
    """Yield what a review says, what is absorbed too."""
    for finding in made.findings:
        rule = finding.asks.rule if finding.asks else finding.rule
        yield Told(rule, finding.at, "asked" if finding.kind == "confirm" else "raised")
        for each in finding.absorbed:
            yield Told(each.rule, each.at, "raised")


def figures_of(made: Review, truth: dict[str, Any], misses: list[str]) -> Figures:
    """Return the figures of one strategy; what was missed or wrong is added to ``misses``."""
    ours = about_artefacts()
    said = list(told(made))
    planted, arguable = (_places(truth.get(key)) for key in ("planted", "arguable"))
    raised = asked = 0
    for rule, place in planted:
        hows = {
            each.how for each in said if each.rule == rule and any(_near(at, place) for at in each.places)
        }
        raised += "raised" in hows
        asked += hows == {"asked"}
        if not hows:
            misses.append(f"missed: {rule} at {place}")
    extra = wrong = questions = 0
    for each in said:
        if each.rule not in ours or _is_there(each, planted):
            continue
        if _is_there(each, arguable):
            extra += 1
        else:
            questions += each.how == "asked"
            wrong += each.how == "raised"
            misses.append(f"wrong ({each.how}): {each.rule} at {', '.join(each.places)}")
    true, allowed = (_pairs(truth.get(key)) for key in ("matches", "also"))
    links = [
        (_ends(link.from_, link.to), link.confidence) for link in made.links if "#" in link.from_ + link.to
    ]
    sure = [ends for ends, confidence in links if confidence >= COVER]
    wanted = [pair for pair in true if "#" in pair[0] and "#" not in pair[1]]
    return Figures(
        raised,
        asked,
        len(planted),
        extra,
        wrong,
        questions,
        sum(_is_linked(ends, [*true, *allowed]) for ends in sure),
        len(sure),
        sum(any(_is_linked(ends, [pair]) for ends, _ in links) for pair in wanted),
        len(wanted),
    )


def _places(entries: Iterable[dict[str, str]] | None) -> list[Place]:
    return [(entry["rule"], entry["at"].removeprefix(CANVAS)) for entry in entries or ()]


def _pairs(entries: Iterable[dict[str, str]] | None) -> list[tuple[str, str]]:
    return [(entry["from"].removeprefix(CANVAS), entry["to"].removeprefix(CANVAS)) for entry in entries or ()]


def _ends(source: str, target: str) -> tuple[str, str]:
    """The ends of a link, that in an artefact first."""
    return (source, target) if "#" in source else (target, source)


def _near(one: str, other: str) -> bool:
    """Whether two places are the same, or one lies in the other."""
    return one == other or one.startswith(f"{other}/") or other.startswith(f"{one}/")


def _is_there(each: Told, places: Iterable[Place]) -> bool:
    return any(each.rule == rule and any(_near(at, place) for at in each.places) for rule, place in places)


def _is_linked(ends: tuple[str, str], pairs: Iterable[tuple[str, str]]) -> bool:
    return any(_near(ends[0], source) and ends[1] == target for source, target in pairs)


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--misses", action="store_true", help="list what was missed and what was wrong")
    arguments = parser.parse_args()
    sums = {part: Figures() for part in ("read", "blind")}
    for path in sorted(STRATEGIES.glob("*.truth.yaml")):
        name = path.name.removesuffix(".truth.yaml")
        misses: list[str] = []
        truth = yaml.safe_load(path.read_text("utf-8"))
        figures = figures_of(review(STRATEGIES / name, as_of=AS_OF, lang="en"), truth, misses)
        part = "read" if name in READ else "blind"
        sums[part] = Figures(*(one + other for one, other in zip(sums[part], figures, strict=True)))
        print(f"{name:9} {part:5} {figures}")
        if arguments.misses and part == "read":
            print("".join(f"    {miss}\n" for miss in misses), end="")
    for part, figures in sums.items():
        print(f"all       {part:5} {figures}")


if __name__ == "__main__":
    main()
