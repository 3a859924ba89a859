"""Measures the linker on labelled canvases: links, candidates, gaps and questions, confidence, speed.

Run ``python benchmarks/linking.py`` in a checkout; it reads ``tests/labelled`` and ``examples``. ``--part
untouched`` measures only canvases that nobody tuned on. ``--fit`` fits the coefficients of the confidence scale to
the calibrated part and prints them for ``cxadvisor/language/confidence.py``. With ``--semantic`` the language model of
the extra ``semantic`` is asked too. ``--labels FOLDER`` measures labelled canvases that stand elsewhere.

Arguable pairs count neither way. Links from models and plans and those that show a principle of the culture are
measured apart, on the canvases that are labelled with them; so is each rule about links: how often what it calls a
gap is one.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.support.fitting import fitted, samples_of
from benchmarks.support.gap_figures import GAP_RULES, by_rule, coverage
from benchmarks.support.labelled import CALIBRATED, TUNED, Case, cases_in, repository_cases
from benchmarks.support.link_figures import (
    FURTHER,
    Linked,
    calibration,
    further_cases,
    further_tally,
    tally,
)
from cxadvisor.language import COVER, PLAUSIBLE, THRESHOLD, link
from cxadvisor.language.confidence import CHANNEL_FEATURES, FEATURES, SEMANTIC_FEATURES
from cxadvisor.model.blocks import STAGES
from cxadvisor.model.canvas import Canvas

RELATIONS = ("supports", "measures", "serves", "meets", "moves")


def report(title: str, cases: Sequence[Linked]) -> None:
    """Print all figures of some cases."""
    print(f"\n== {title}: {len(cases)} canvases")
    print(f"all       {tally(cases, THRESHOLD)}")
    for relation in RELATIONS:
        print(f"{relation:9} {tally(cases, THRESHOLD, relation)}; ≥ {COVER}: {tally(cases, COVER, relation)}")
    print(f"≥ {COVER}     {tally(cases, COVER)}")
    for language in sorted({case.language for case, _ in cases}):
        print(f"{language:9} {tally([entry for entry in cases if entry[0].language == language], THRESHOLD)}")
    print(f"right by band of confidence   {calibration(cases)}")
    report_further(cases)
    report_gaps(cases)


def report_further(cases: Sequence[Linked]) -> None:
    """Print the figures of links that only newer canvases are labelled with."""
    labelled = further_cases(cases)
    if not labelled:
        return
    print(f"on the {len(labelled)} canvases that are labelled with further links:")
    for kind in FURTHER:
        lower = "".join(
            f"; from {least} on they would be {further_tally(labelled, kind, least)}"
            for least in (PLAUSIBLE, 0.15)
            if kind.relation in RELATIONS
        )
        print(f"  {kind.name:30} {further_tally(labelled, kind)}{lower}")


def report_gaps(cases: Sequence[Linked]) -> None:
    """Print what the rules about links make of notes that must be covered, and of all notes rule by rule."""
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
    for rule, figures in by_rule(cases).items():
        print(f"  {rule:36} gaps right {figures.right} of {figures.stated}, asked {figures.asked}")


def sweep(cases: Sequence[Linked]) -> None:
    """Print the figures by threshold, to choose it by."""
    for step in range(3, 19):
        least = step / 20
        print(f"{least:.2f} {tally(cases, least)}")


def fit(cases: Sequence[Case], *, semantic: bool) -> None:
    """Print coefficients for the confidence scale: for channels, and for the other relations together."""
    samples = list(samples_of(cases, semantic=semantic))
    for name, names in (
        ("supports", CHANNEL_FEATURES),
        ("others", SEMANTIC_FEATURES if semantic else FEATURES),
    ):
        group = [sample for sample in samples if (sample.relation == "supports") == (name == "supports")]
        true = sum(sample.right for sample in group)
        print(f"# {name}: {len(group)} pairs, {true} true; features {', '.join(names)}")
        for relation, coefficients in fitted(group).items():
            print(f'    "{relation}": ({", ".join(f"{value:.2f}" for value in coefficients)}),')


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
    given = [case for folder in options.labels for case in cases_in(folder)]
    cases = given or repository_cases()
    if options.fit:
        fit([case for case in cases if case.name in CALIBRATED], semantic=options.semantic)
        return
    linked = [(case, link(case.canvas, semantic=options.semantic)) for case in cases]
    parts = {
        "tuned": TUNED,
        "calibrated": CALIBRATED - TUNED,
        "untouched": frozenset(case.name for case in cases) - CALIBRATED,
    }
    if given:
        parts = {"labels given": frozenset(case.name for case in given)}
    for part, names in parts.items():
        if given or options.part in (None, part):
            chosen = [entry for entry in linked if entry[0].name in names]
            report(part, chosen)
            if options.sweep:
                sweep(chosen)
    if not given:
        speed(cases, options.semantic)


if __name__ == "__main__":
    main()
