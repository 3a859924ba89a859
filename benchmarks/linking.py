"""Measures the linker on labelled canvases: links, candidates, gaps and questions, confidence, speed.

Run ``python benchmarks/linking.py`` in a checkout; it reads ``tests/labelled`` and ``examples``. ``--part
untouched`` measures only canvases that nobody tuned on. ``--fit`` fits the coefficients of the confidence scale to
the calibrated part and prints them for ``cxadvisor/language/confidence.py``. With ``--semantic`` the language model of
the extra ``semantic`` is asked too. ``--labels FOLDER`` measures labelled canvases that stand elsewhere.

Pairs of blocks that labels cover are measured: links from the four models and plans are labelled nowhere, so they
are left out; arguable pairs count neither way.
"""

from __future__ import annotations

import argparse
import json
import math
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import yaml

from cxadvisor.language import COVER, PLAUSIBLE, THRESHOLD, Linking, link, shipped_knowledge
from cxadvisor.language.confidence import CHANNEL_FEATURES, FEATURES, SEMANTIC_FEATURES
from cxadvisor.language.linker import ask_model, judge
from cxadvisor.language.reading import Reader
from cxadvisor.language.references import CHANNEL_BLOCKS
from cxadvisor.model.blocks import STAGES
from cxadvisor.model.canvas import Canvas

ROOT: Final = Path(__file__).resolve().parents[1]
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

GAP_RULES: Final = {
    "moments": ("moment-without-activity", "serves", "activities"),
    "preferred_channels": ("preferred-channel-unsupported", "supports", "supported_channels"),
    "objectives": ("objective-without-metric", "measures", "metrics"),
}
"""The blocks whose notes must be covered: the rule that says so, the relation, and the block it comes from."""


class Case(NamedTuple):
    """A canvas with its labels: true links, arguable pairs, and the places that really lack a partner, by rule."""

    name: str
    canvas: Canvas
    links: frozenset[tuple[str, str, str]]
    arguable: frozenset[tuple[str, str]]
    gaps: frozenset[tuple[str, str]]

    @property
    def language(self) -> str:
        """The declared language of the canvas."""
        return (self.canvas.language or "en")[:2]


def case_of(name: str, content: Any, truth: Any) -> Case:
    """Make a case of the parsed content of a canvas and of its truth."""
    return Case(
        name,
        Canvas.model_validate(content),
        frozenset((entry["from"], entry["to"], entry["relation"]) for entry in truth["links"]),
        frozenset((entry["from"], entry["to"]) for entry in truth["ambiguous"]),
        frozenset((entry["rule"], entry["at"]) for entry in truth["gaps"]),
    )


def cases_in(folder: Path) -> list[Case]:
    """Read the labelled canvases of ``folder``, by name."""
    return [
        case_of(
            path.name.removesuffix(".truth.json"),
            without_references(
                json.loads(path.with_name(path.name.replace(".truth", "")).read_text("utf-8"))
            ),
            json.loads(path.read_text("utf-8")),
        )
        for path in sorted(folder.glob("*.truth.json"))
    ]


def repository_cases() -> list[Case]:
    """Read every labelled canvas of the repository, by name."""
    found = []
    for path in sorted(LABELLED.glob("*.truth.json")):
        name = path.name.removesuffix(".truth.json")
        folder = ROOT / "examples" / name.removeprefix("example-")
        if not name.startswith("example-"):
            content = json.loads((LABELLED / f"{name}.json").read_text("utf-8"))
        elif (folder / "canvas.yaml").exists():
            content = yaml.safe_load((folder / "canvas.yaml").read_text("utf-8"))
        else:
            content = json.loads((folder / "canvas.json").read_text("utf-8"))
        # Labels speak of what the words say: explicit references would give the answer away.
        found.append(case_of(name, without_references(content), json.loads(path.read_text("utf-8"))))
    return found


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


class Tally(NamedTuple):
    """Links found and right, links found, links that are true."""

    right: int
    found: int
    true: int

    def __str__(self) -> str:
        precision = self.right / self.found if self.found else 0.0
        recall = self.right / self.true if self.true else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return f"P {precision:.2f}  R {recall:.2f}  F1 {f1:.2f}  ({self.right}/{self.found}/{self.true})"


def found_links(case: Case, linking: Linking, least: float) -> dict[tuple[str, str, str], float]:
    """Return the inferred links from ``least`` on that labels can judge, with their confidence."""
    return {
        (entry.source, entry.target, entry.relation): entry.confidence
        for entry in linking.links
        if entry.confidence >= least
        and entry.relation != "uses"
        and block_of(entry.source) in ("activities", "metrics", "supported_channels", "objectives")
        and (entry.source, entry.target) not in case.arguable
    }


def tally(cases: Sequence[tuple[Case, Linking]], least: float, relation: str | None = None) -> Tally:
    """Count the links of all cases from confidence ``least`` on, of one relation or of all."""
    right = found = true = 0
    for case, linking in cases:
        predicted = {key for key in found_links(case, linking, least) if relation in (None, key[2])}
        labelled = {key for key in case.links if relation in (None, key[2])}
        right, found, true = right + len(predicted & labelled), found + len(predicted), true + len(labelled)
    return Tally(right, found, true)


class Coverage(NamedTuple):
    """What becomes of the notes that must be covered, as the rules treat them (design §6)."""

    covered: int
    false_gaps: int
    asked: int
    first: int
    among_three: int
    real: int
    raised: int
    real_asked: int
    real_assumed: int


def coverage(cases: Sequence[tuple[Case, Linking]], blocks: Iterable[str] = GAP_RULES) -> Coverage:
    """Apply the gap policy to every note of ``blocks``, and compare with the labels."""
    counts: Counter[str] = Counter()
    for case, linking in cases:
        sure = Counter(
            end
            for entry in linking.links
            if entry.confidence >= COVER
            for end in (entry.source, entry.target)
        )
        for placed in case.canvas.placed_notes():
            if placed.block not in blocks or linking.readings[placed.place].placeholder:
                continue
            rule, relation, carrier = GAP_RULES[placed.block]
            partners = {a for a, b, _ in case.links if b == placed.place and block_of(a) == carrier}
            arguable = {a for a, b in case.arguable if b == placed.place and block_of(a) == carrier}
            ranked = [
                (-entry.confidence, entry.source)
                for entry in linking.links
                if entry.target == placed.place and block_of(entry.source) == carrier
            ] + [
                (-entry.confidence, entry.place)
                for entry in linking.candidates.get((placed.place, relation), ())  # type: ignore[arg-type]
                if block_of(entry.place) == carrier
            ]
            order = list(dict.fromkeys(place for _, place in sorted(ranked) if place not in arguable))
            is_linked = any(
                entry.target == placed.place and block_of(entry.source) == carrier for entry in linking.links
            )
            unread = any(
                not linking.readings[f"/{carrier}/{placed.stage}/{index}"].readable
                and not sure[f"/{carrier}/{placed.stage}/{index}"]
                for index in range(len(case.canvas.notes_of(carrier, placed.stage)))
            )
            best = -min((confidence for confidence, _ in ranked), default=0.0)
            judged = linking.readings[placed.place].readable and not unread and best < PLAUSIBLE
            if partners:
                counts["covered"] += 1
                counts["first"] += bool(order and order[0] in partners)
                counts["three"] += bool(set(order[:3]) & partners)
                if not is_linked:
                    counts["false" if judged else "asked"] += 1
            elif (rule, placed.place) in case.gaps and not is_linked:
                counts["real"] += 1
                counts["raised" if judged else "real_asked"] += 1
            elif (rule, placed.place) in case.gaps:
                counts["real"] += 1
                counts["assumed"] += not sure[placed.place]
    return Coverage(
        *(
            counts[key]
            for key in (
                "covered",
                "false",
                "asked",
                "first",
                "three",
                "real",
                "raised",
                "real_asked",
                "assumed",
            )
        )
    )


def calibration(cases: Sequence[tuple[Case, Linking]]) -> str:
    """Say how often links of each band of confidence are right."""
    bands: dict[float, list[bool]] = defaultdict(list)
    for case, linking in cases:
        for key, confidence in found_links(case, linking, 0.0).items():
            bands[math.floor(confidence * 10) / 10].append(key in case.links)
    return "  ".join(f"{band:.1f}: {sum(hits)}/{len(hits)}" for band, hits in sorted(bands.items()))


def report(title: str, cases: Sequence[tuple[Case, Linking]]) -> None:
    """Print all figures of some cases."""
    print(f"\n== {title}: {len(cases)} canvases")
    print(f"all       {tally(cases, THRESHOLD)}")
    for relation in ("supports", "measures", "serves", "meets", "moves"):
        print(f"{relation:9} {tally(cases, THRESHOLD, relation)}")
    print(f"≥ {COVER}     {tally(cases, COVER)}")
    for language in sorted({case.language for case, _ in cases}):
        print(f"{language:9} {tally([entry for entry in cases if entry[0].language == language], THRESHOLD)}")
    print(f"right by band of confidence   {calibration(cases)}")
    for name, blocks in (("all", tuple(GAP_RULES)), *((block, (block,)) for block in GAP_RULES)):
        found = coverage(cases, blocks)
        share = found.covered or 1
        missed = found.real - found.raised - found.real_asked - found.real_assumed
        print(
            f"{name:18} right first {found.first / share:.2f}, among three {found.among_three / share:.2f}; "
            f"covered notes: false gaps {found.false_gaps / share:.3f}, asked {found.asked / share:.2f}; "
            f"real gaps {found.real}: raised {found.raised}, asked {found.real_asked}, "
            f"taken for covered, to be confirmed {found.real_assumed}, missed {missed}"
        )


def sweep(cases: Sequence[tuple[Case, Linking]]) -> None:
    """Print the figures by threshold, to choose it by."""
    for step in range(3, 19):
        least = step / 20
        print(f"{least:.2f} {tally(cases, least)}")


def fit(
    cases: Sequence[Case],
    *,
    semantic: bool = False,
    rounds: int = 4000,
    rate: float = 0.3,
    decay: float = 0.001,
) -> None:
    """Fit one logistic regression for channels, and one with a constant a relation for the rest, and print them."""
    knowledge = shipped_knowledge()
    samples: dict[str, list[tuple[str, tuple[float, ...], bool]]] = {"supports": [], "others": []}
    for case in cases:
        reader = Reader(knowledge, case.language)
        placed = list(case.canvas.placed_notes())
        readings = {
            each.place: reader.read(each.text, channels=each.block in CHANNEL_BLOCKS) for each in placed
        }
        semantics = ask_model(placed, readings, reader) if semantic else None
        for pair in judge(placed, readings, knowledge, semantics=semantics):
            ends = (pair.source.place, pair.target.place)
            if ends in case.arguable or block_of(ends[0]) not in (
                "activities",
                "metrics",
                "supported_channels",
                "objectives",
            ):
                continue
            if not pair.features:  # channels that only a language model finds alike
                continue
            group = "supports" if pair.relation == "supports" else "others"
            samples[group].append((pair.relation, pair.features, (*ends, pair.relation) in case.links))
    for group, rows in samples.items():
        names = CHANNEL_FEATURES if group == "supports" else SEMANTIC_FEATURES if semantic else FEATURES
        relations = sorted({relation for relation, _, _ in rows})
        means = [statistics.fmean(row[1][n] for row in rows) for n in range(len(names))]
        spreads = [statistics.pstdev([row[1][n] for row in rows]) or 1.0 for n in range(len(names))]
        scaled = [
            (
                relation,
                [(value - mean) / spread for value, mean, spread in zip(values, means, spreads, strict=True)],
                right,
            )
            for relation, values, right in rows
        ]
        weights, constants = [0.0] * len(names), dict.fromkeys(relations, 0.0)
        for _ in range(rounds):
            slope, shift = [0.0] * len(names), dict.fromkeys(relations, 0.0)
            for relation, values, right in scaled:
                exponent = constants[relation] + sum(w * v for w, v in zip(weights, values, strict=True))
                error = 1 / (1 + math.exp(-exponent)) - right
                shift[relation] += error
                for n, value in enumerate(values):
                    slope[n] += error * value
            weights = [w - rate * (s / len(scaled) + decay * w) for w, s in zip(weights, slope, strict=True)]
            for relation in relations:
                constants[relation] -= rate * shift[relation] / len(scaled)
        plain = [w / spread for w, spread in zip(weights, spreads, strict=True)]
        offset = sum(w * mean for w, mean in zip(plain, means, strict=True))
        print(
            f"# {group}: {len(rows)} pairs, {sum(row[2] for row in rows)} true; features {', '.join(names)}"
        )
        for relation in relations:
            numbers = ", ".join(f"{value:.2f}" for value in (constants[relation] - offset, *plain))
            print(f'    "{relation}": ({numbers}),')


def speed(cases: Sequence[Case], semantic: bool) -> None:
    """Print the time a canvas takes, and one of 100 × 100 notes."""
    times = []
    for case in cases:
        start = time.perf_counter()
        link(case.canvas, semantic=semantic)
        times.append(time.perf_counter() - start)
    texts = sorted(
        {placed.text for case in cases for placed in case.canvas.placed_notes() if case.language == "en"}
    )
    many = {stage: [f"{texts[n % len(texts)]} {n}" for n in range(100)] for stage in STAGES[:1]}
    wide = Canvas.model_validate({"language": "en", "activities": many, "moments": many})
    start = time.perf_counter()
    link(wide)
    whole = (time.perf_counter() - start) * 1000
    print(f"\na canvas {statistics.median(times) * 1000:.1f} ms; 100 × 100 notes {whole:.0f} ms")


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=("tuned", "calibrated", "untouched"))
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--sweep", action="store_true")
    parser.add_argument("--semantic", action="store_true")
    parser.add_argument("--labels", type=Path, action="append", default=[], metavar="FOLDER")
    options = parser.parse_args()
    cases = repository_cases()
    if options.fit:
        fit([case for case in cases if case.name in CALIBRATED], semantic=options.semantic)
        return
    if options.labels:
        cases = [case for folder in options.labels for case in cases_in(folder)]
    linked = [(case, link(case.canvas, semantic=options.semantic)) for case in cases]
    if options.labels:
        report("labels given", linked)
        if options.sweep:
            sweep(linked)
        return
    parts = {
        "tuned": TUNED,
        "calibrated": CALIBRATED - TUNED,
        "untouched": frozenset(case.name for case in cases) - CALIBRATED,
    }
    for part, names in parts.items():
        if options.part in (None, part):
            chosen = [entry for entry in linked if entry[0].name in names]
            report(part, chosen)
            if options.sweep:
                sweep(chosen)
    speed(cases, options.semantic)


if __name__ == "__main__":
    main()
