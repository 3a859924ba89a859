"""Measures the linker on short notes in small blocks: ``tests/labelled/pairs.txt``.

Run ``python benchmarks/pairs.py`` in a checkout. Every set of pairs is one canvas of up to four pairs of blocks, each
of some five notes a side; the format is told in the first line of the file.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from cxadvisor.language import THRESHOLD, link
from cxadvisor.model.canvas import Canvas

PAIRS: Final = Path(__file__).resolve().parents[1] / "tests" / "labelled" / "pairs.txt"

STAGE_OF: Final = {
    "channel": ("preferred_channels", "supported_channels", "post_sale"),
    "moment_activity": ("moments", "activities", "post_sale"),
    "need_activity": ("needs", "activities", "pre_sale"),
    "objective_metric": ("objectives", "metrics", "post_sale"),
}
"""Where the A and the B notes of a kind of pairs stand; two kinds with activities stand in different stages."""


class Pairs(NamedTuple):
    """The notes of two blocks, and which belong together: positions of (A, B), and those that are arguable."""

    kind: str
    a: tuple[str, ...]
    b: tuple[str, ...]
    links: frozenset[tuple[int, int]]
    arguable: frozenset[tuple[int, int]]


class PairSet(NamedTuple):
    """All pairs of one made-up canvas."""

    name: str
    language: str
    part: str
    pairs: tuple[Pairs, ...]


def _positions(row: int, golds: Iterable[str]) -> Iterator[tuple[int, int]]:
    for gold in golds:
        yield row, int(gold.removeprefix("?")) - 1


def _pairs_of(kind: str, lines: Iterable[str]) -> Pairs:
    a: list[str] = []
    b: list[str] = []
    links: set[tuple[int, int]] = set()
    arguable: set[tuple[int, int]] = set()
    for line in lines:
        if line.startswith("B "):
            b.append(line[2:].strip())
            continue
        text, _, right = line[2:].rpartition("->")
        golds = right.replace(",", " ").split()
        links.update(_positions(len(a), [gold for gold in golds if not gold.startswith("?")]))
        arguable.update(_positions(len(a), [gold for gold in golds if gold.startswith("?")]))
        a.append(text.strip())
    return Pairs(kind, tuple(a), tuple(b), frozenset(links), frozenset(arguable))


def read_pairs(path: Path = PAIRS) -> list[PairSet]:
    """Read the sets of pairs of a file."""
    sets: list[tuple[list[str], dict[str, list[str]]]] = []
    kind = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            sets.append((line[1:].split(maxsplit=3), {}))
        elif line.startswith("="):
            kind = line[1:].strip()
            sets[-1][1][kind] = []
        elif line.startswith(("A ", "B ")):
            sets[-1][1][kind].append(line)
    return [
        PairSet(name, language, part, tuple(_pairs_of(kind, lines) for kind, lines in kinds.items()))
        for (name, language, part, *_), kinds in sets
    ]


def measure(sets: Iterable[PairSet], *, semantic: bool = False) -> dict[str, list[int]]:
    """Return the links right, found and true: of all pairs, by language and by kind."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for each in sets:
        content: dict[str, object] = {"language": each.language}
        for pairs in each.pairs:
            block, partner, stage = STAGE_OF[pairs.kind]
            for name, notes in ((block, pairs.a), (partner, pairs.b)):
                stages = content.setdefault(name, {})
                assert isinstance(stages, dict)
                stages[stage] = list(notes)
        linking = link(Canvas.model_validate(content), semantic=semantic)
        for pairs in each.pairs:
            block, partner, stage = STAGE_OF[pairs.kind]
            found = {
                (row, column)
                for row in range(len(pairs.a))
                for column in range(len(pairs.b))
                for entry in linking.links
                if (entry.target, entry.source) == (f"/{block}/{stage}/{row}", f"/{partner}/{stage}/{column}")
                and entry.confidence >= THRESHOLD
            } - pairs.arguable
            for key in ("all", each.language, pairs.kind):
                right, said, true = counts[key]
                counts[key] = [
                    right + len(found & pairs.links),
                    said + len(found),
                    true + len(pairs.links),
                ]
    return dict(counts)


def f1(counts: list[int]) -> float:
    """Return the F1 of links right, found and true."""
    right, said, true = counts
    return 2 * right / (said + true) if said + true else 0.0


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--semantic", action="store_true")
    options = parser.parse_args()
    sets = read_pairs()
    for part in ("tuning", "untouched"):
        counts = measure([each for each in sets if each.part == part], semantic=options.semantic)
        print(f"== {part}")
        for key, (right, said, true) in sorted(counts.items()):
            print(
                f"{key:18} P {right / (said or 1):.2f}  R {right / true:.2f}  F1 {f1([right, said, true]):.2f}"
            )


if __name__ == "__main__":
    main()
